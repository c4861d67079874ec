//! A process as an object: `[System.Diagnostics.Process]`, as proc(5) tells of it.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp, Zoned};

use crate::cmdlet::file::unix;
use crate::cmdlet::prelude::*;
use crate::model::{PropertyInfo, TimeSpan, TypeInfo};

/// What the kernel counts processor time in, in every program's eyes (USER_HZ, proc(5)).
const TICKS_PER_SECOND: u64 = 100;

/// The kernel keeps no more of a name than this.
const LONGEST_KEPT: usize = 15;

static PROCESS: TypeInfo = TypeInfo {
    name: "System.Diagnostics.Process",
    properties: &[
        PropertyInfo::new("Name", "String", "What the program is called."),
        PropertyInfo::new("SI", "Int32", "The session that it belongs to."),
        PropertyInfo::new("Handles", "Int32", "How many files it has open, as far as that may be seen."),
        PropertyInfo::new("VM", "Int64", "Addresses that it uses, in bytes."),
        PropertyInfo::new("WS", "Int64", "Memory that it takes, in bytes."),
        PropertyInfo::new("PM", "Int64", "What of it lies in the swap space, in bytes."),
        PropertyInfo::new("NPM", "Int64", "Nothing; what Windows tells of its kernel."),
        PropertyInfo::new("Path", "String", "The program's file."),
        PropertyInfo::new("CommandLine", "String", "How it was called."),
        PropertyInfo::new("Parent", "Int32", "The number of the process that started it."),
        PropertyInfo::new("CPU", "Double", "Processor time that it has used, in seconds."),
        PropertyInfo::new("BasePriority", "Int32", "How it comes before others; 0 is usual."),
        PropertyInfo::new("HasExited", "Boolean", "It is over."),
        PropertyInfo::new("Id", "Int32", "Its number."),
        PropertyInfo::new("MachineName", "String", "`.`: this machine."),
        PropertyInfo::new("PagedMemorySize64", "Int64", "PM by its whole name."),
        PropertyInfo::new("VirtualMemorySize64", "Int64", "VM by its whole name."),
        PropertyInfo::new("WorkingSet64", "Int64", "WS by its whole name."),
        PropertyInfo::new("WorkingSet", "Int64", "WS by its other name."),
        PropertyInfo::new("ProcessName", "String", "What the program is called, too."),
        PropertyInfo::new("SessionId", "Int32", "SI by its whole name."),
        PropertyInfo::new("StartTime", "DateTime", "When it was started."),
        PropertyInfo::new("ThreadCount", "Int32", "How many threads it has."),
        PropertyInfo::new("PrivilegedProcessorTime", "TimeSpan", "Processor time inside the system."),
        PropertyInfo::new("TotalProcessorTime", "TimeSpan", "All processor time."),
        PropertyInfo::new("UserProcessorTime", "TimeSpan", "Processor time of its own."),
    ],
    shown: &["NPM", "PM", "WS", "CPU", "Id", "SI", "ProcessName"],
    methods: &[],
};

/// A process when it was looked at.
pub struct Running {
    pub name: String,
    number: i32,
    place: PathBuf,
    /// The fields of `stat` behind the name, from the state on.
    fields: Vec<u64>,
    arguments: Vec<String>,
}

/// All processes that can be seen, by name.
pub fn all() -> Vec<Running> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let numbers = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<i32>().ok());
    let mut all: Vec<Running> = numbers.filter_map(one).collect();
    all.sort_by_cached_key(|running| (running.name.to_lowercase(), running.number));
    all
}

/// The process of this number, if there is one.
pub fn one(number: i32) -> Option<Running> {
    let place = PathBuf::from(format!("/proc/{number}"));
    let stat = fs::read_to_string(place.join("stat")).ok()?;
    // The name stands in parentheses and may hold any character.
    let (start, end) = (stat.find('(')?, stat.rfind(')')?);
    // Some are negative (a priority, a terminal that there is none of); their bits are kept.
    let number_of = |text: &str| text.parse::<u64>().ok().or_else(|| text.parse::<i64>().ok().map(|n| n as u64));
    let fields = stat[end + 1..].split_whitespace().map(|field| number_of(field).unwrap_or_default()).collect();
    let arguments = fs::read(place.join("cmdline")).unwrap_or_default();
    let arguments: Vec<String> =
        arguments.split(|byte| *byte == 0).map(|word| String::from_utf8_lossy(word).into_owned()).collect();
    let kept = &stat[start + 1..end];
    Some(Running { name: whole_name(kept, &arguments), number, place, fields, arguments })
}

/// A name that the kernel has cut stands whole at the beginning of the command line.
fn whole_name(kept: &str, arguments: &[String]) -> String {
    if kept.len() < LONGEST_KEPT {
        return kept.to_owned();
    }
    let names = arguments.iter().take(2).map(|word| word.rsplit('/').next().unwrap_or(word));
    names.into_iter().find(|name| name.starts_with(kept)).unwrap_or(kept).to_owned()
}

impl Running {
    pub const TYPE: &'static TypeInfo = &PROCESS;

    /// A field of `stat` by its number in proc(5), from 3 on.
    fn field(&self, number: usize) -> u64 {
        self.fields.get(number - 3).copied().unwrap_or_default()
    }

    fn small(&self, number: usize) -> Value {
        Value::Int(self.field(number) as i64 as i32)
    }

    /// A line of `status`, in bytes.
    fn kept(&self, status: &str, name: &str) -> Value {
        let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<i64>().ok());
        Value::Long(kilobytes.unwrap_or_default() * 1024)
    }

    fn started(&self) -> Value {
        let uptime = fs::read_to_string("/proc/uptime").unwrap_or_default();
        let uptime: f64 = uptime.split(' ').next().and_then(|seconds| seconds.parse().ok()).unwrap_or_default();
        let age = uptime - self.field(22) as f64 / TICKS_PER_SECOND as f64;
        let then = Timestamp::now().checked_sub(SignedDuration::from_millis((age * 1000.0) as i64));
        then.map_or(Value::Null, |then| Value::date(Zoned::new(then, jiff::tz::TimeZone::system())))
    }

    /// `with_user`: also as whom it runs.
    pub fn into_object(self, with_user: bool) -> Value {
        let status = fs::read_to_string(self.place.join("status")).unwrap_or_default();
        let (memory, addresses) = (self.kept(&status, "VmRSS"), self.kept(&status, "VmSize"));
        let swapped = self.kept(&status, "VmSwap");
        let time = |ticks: u64| TimeSpan::from_ticks((ticks * (10_000_000 / TICKS_PER_SECOND)) as i64).into_value();
        let (own, inside) = (self.field(14), self.field(15));
        let files = fs::read_dir(self.place.join("fd")).map_or(0, Iterator::count);
        let program = fs::read_link(self.place.join("exe"));
        let name = Value::text(&self.name);
        let values = [
            name.clone(),
            self.small(6),
            Value::Int(i32::try_from(files).unwrap_or(i32::MAX)),
            addresses.clone(),
            memory.clone(),
            swapped.clone(),
            Value::Long(0),
            program.map_or(Value::Null, |path| Value::text(path.to_string_lossy())),
            match self.arguments.join(" ").trim_end() {
                "" => Value::Null,
                line => Value::text(line),
            },
            self.small(4),
            Value::Double((own + inside) as f64 / TICKS_PER_SECOND as f64),
            self.small(19),
            Value::Bool(false),
            Value::Int(self.number),
            Value::text("."),
            swapped,
            addresses,
            memory.clone(),
            memory,
            name,
            self.small(6),
            self.started(),
            self.small(20),
            time(inside),
            time(own + inside),
            time(own),
        ];
        let names = PROCESS.properties.iter().map(|property| Arc::from(property.name));
        let mut properties: Vec<(Arc<str>, Value)> = names.zip(values).collect();
        if with_user {
            let user = fs::metadata(&self.place).map_or(Value::Null, |about| Value::text(unix::user(&about)));
            properties.push(("UserName".into(), user));
        }
        Value::Object(Object::of(&PROCESS, properties))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_name_is_found_in_the_command_line() {
        let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
        for (kept, line, expected) in [
            ("bash", "/bin/sh", "bash"),
            ("systemd-journal", "/lib/systemd/systemd-journald", "systemd-journald"),
            ("a-script-with-a", "/bin/sh /opt/a-script-with-a-name", "a-script-with-a-name"),
            ("kworker/u8:0-ev", "", "kworker/u8:0-ev"),
        ] {
            assert_eq!(whole_name(kept, &words(line)), expected);
        }
    }
}
