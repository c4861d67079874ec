//! `[environment]`.

use super::super::super::Interpreter;
use super::super::super::stop::Stop;
use super::super::Answer;
use super::{Statics, is, method, property};
use crate::lang::scalars::Version;
use crate::model::{Array, Hash, IntoValue, Object, Value};

pub static STATICS: Statics = Statics::table(
    &[
        property("CommandLine", "static string CommandLine {get;}", |_| {
            std::env::args().collect::<Vec<_>>().join(" ").into_value()
        }),
        property("CurrentDirectory", "static string CurrentDirectory {get;}", |interpreter| {
            Value::String(interpreter.location())
        }),
        property("Is64BitOperatingSystem", "static bool Is64BitOperatingSystem {get;}", |_| is_64_bit()),
        property("Is64BitProcess", "static bool Is64BitProcess {get;}", |_| is_64_bit()),
        property("MachineName", "static string MachineName {get;}", |_| {
            rustix::system::uname().nodename().to_string_lossy().into_owned().into_value()
        }),
        property("NewLine", "static string NewLine {get;}", |_| Value::text("\n")),
        property("OSVersion", "static System.OperatingSystem OSVersion {get;}", |_| operating_system()),
        property("ProcessId", "static int ProcessId {get;}", |interpreter| {
            interpreter.lookup("PID").unwrap_or_default()
        }),
        property("ProcessorCount", "static int ProcessorCount {get;}", |_| {
            let count = std::thread::available_parallelism().map_or(1, usize::from);
            Value::Int(i32::try_from(count).unwrap_or(i32::MAX))
        }),
        property("ProcessPath", "static string ProcessPath {get;}", |_| {
            std::env::current_exe().map_or(Value::Null, |path| path.to_string_lossy().into_owned().into_value())
        }),
        property("TickCount64", "static long TickCount64 {get;}", |_| {
            Value::Long(rustix::system::sysinfo().uptime.saturating_mul(1000))
        }),
        property("UserDomainName", "static string UserDomainName {get;}", |_| {
            rustix::system::uname().nodename().to_string_lossy().into_owned().into_value()
        }),
        property("UserName", "static string UserName {get;}", |interpreter| {
            interpreter.lookup("env:USER").or_else(|| interpreter.lookup("env:LOGNAME")).unwrap_or_default()
        }),
    ],
    &[
        method("Exit", "static void Exit(int exitCode)", |given| Err(Box::new(Stop::Exit(given.int(0)?)))),
        method("ExpandEnvironmentVariables", "static string ExpandEnvironmentVariables(string name)", |given| {
            is(expanded(given.interpreter, &given.text(0)?))
        }),
        method("GetCommandLineArgs", "static string[] GetCommandLineArgs()", |_| {
            is(Value::Array(Array::of("String[]", std::env::args().map(Value::text).collect())))
        }),
        method("GetEnvironmentVariable", "static string GetEnvironmentVariable(string variable)", |given| {
            is(given.interpreter.lookup(&format!("env:{}", given.text(0)?)).unwrap_or_default())
        }),
        method("GetEnvironmentVariables", "static System.Collections.IDictionary GetEnvironmentVariables()", |given| {
            let all = Hash::new();
            for (name, value) in given.interpreter.environment_variables() {
                all.set(Value::text(name), Value::text(value));
            }
            is(Value::Hash(all))
        }),
        method("GetFolderPath", "static string GetFolderPath(System.Environment+SpecialFolder folder)", |given| {
            match folder(given.interpreter, &given.text(0)?) {
                Some(path) => is(path),
                None => Err(given.threw(&format!("'{}' is no special folder.", given.text(0)?))),
            }
        }),
        method(
            "SetEnvironmentVariable",
            "static void SetEnvironmentVariable(string variable, string value)",
            |given| {
                given.interpreter.set_named(&format!("env:{}", given.text(0)?), given.value(1)?.clone())?;
                Ok(Answer::Void)
            },
        ),
    ],
);

fn is_64_bit() -> Value {
    Value::Bool(usize::BITS == 64)
}

fn operating_system() -> Value {
    let release = rustix::system::uname().release().to_string_lossy().into_owned();
    let number: String = release.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    Value::Object(Object::named(
        "System.OperatingSystem",
        vec![
            ("Platform".into(), Value::text("Unix")),
            ("ServicePack".into(), Value::text("")),
            ("Version".into(), number.parse::<Version>().map_or(Value::Null, Value::scalar)),
            ("VersionString".into(), Value::text(format!("Unix {number}"))),
        ],
    ))
}

/// `%NAME%` for each variable that there is.
fn expanded(interpreter: &Interpreter, text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        match after.split_once('%') {
            Some((name, behind)) => match interpreter.lookup(&format!("env:{name}")) {
                Some(value) => {
                    out.push_str(&value.to_string());
                    rest = behind;
                }
                None => {
                    out.push('%');
                    rest = after;
                }
            },
            None => {
                out.push('%');
                rest = after;
            }
        }
    }
    out + rest
}

/// Where .NET has a special folder on Unix; empty for those that it has on Windows only. `None`: there is none of that
/// name.
fn folder(interpreter: &Interpreter, name: &str) -> Option<String> {
    let variable = |name: &str| {
        interpreter.lookup(&format!("env:{name}")).map(|value| value.to_string()).filter(|path| path.starts_with('/'))
    };
    let home = interpreter.lookup("HOME").unwrap_or_default().to_string();
    let in_home = |name: &str| format!("{home}/{name}");
    Some(match name.to_ascii_lowercase().as_str() {
        "userprofile" => home,
        "applicationdata" => variable("XDG_CONFIG_HOME").unwrap_or_else(|| in_home(".config")),
        "localapplicationdata" => variable("XDG_DATA_HOME").unwrap_or_else(|| in_home(".local/share")),
        "commonapplicationdata" => "/usr/share".to_owned(),
        "desktop" | "desktopdirectory" => variable("XDG_DESKTOP_DIR").unwrap_or_else(|| in_home("Desktop")),
        "mydocuments" | "personal" => variable("XDG_DOCUMENTS_DIR").unwrap_or_else(|| in_home("Documents")),
        "mymusic" => variable("XDG_MUSIC_DIR").unwrap_or_else(|| in_home("Music")),
        "mypictures" => variable("XDG_PICTURES_DIR").unwrap_or_else(|| in_home("Pictures")),
        "myvideos" => variable("XDG_VIDEOS_DIR").unwrap_or_else(|| in_home("Videos")),
        "templates" => variable("XDG_TEMPLATES_DIR").unwrap_or_else(|| in_home("Templates")),
        "fonts" => in_home(".fonts"),
        "commontemplates" => "/usr/share/templates".to_owned(),
        "programfiles"
        | "programfilesx86"
        | "system"
        | "systemx86"
        | "windows"
        | "startup"
        | "startmenu"
        | "programs"
        | "sendto"
        | "recent"
        | "favorites"
        | "cookies"
        | "history"
        | "internetcache"
        | "commonprograms"
        | "commonstartup"
        | "commonstartmenu"
        | "commondesktopdirectory"
        | "commondocuments"
        | "commonprogramfiles"
        | "mycomputer"
        | "resources"
        | "admintools" => String::new(),
        _ => return None,
    })
}
