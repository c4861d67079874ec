//! `$Host`: what scripts ask for to see whether a person is there, how wide the screen is, and to talk past the streams.

use std::fmt;
use std::sync::Arc;

use super::super::Interpreter;
use super::super::stop::Eval;
use super::declare::{Declared, methods};
use super::{Answer, argument, threw, whole};
use crate::lang::call::{Candidate, Record, Terminal};
use crate::lang::requires::LANGUAGE;
use crate::lang::scalars::{Culture, Version};
use crate::model::{Look, Object, Scalar, Value};

/// Lines that a screen is said to have where there is none, as .NET says.
const ROWS_WITHOUT_TERMINAL: usize = 25;

/// `$Host`.
pub(in crate::lang::eval) fn host(terminal: &Arc<dyn Terminal>) -> Value {
    let screen = HostUi(terminal.clone());
    Value::Object(Object::named(
        "System.Management.Automation.Internal.Host.InternalHost",
        vec![
            ("Name".into(), Value::text("ConsoleHost")),
            ("Version".into(), Value::scalar(Version::new(LANGUAGE.to_vec()))),
            ("InstanceId".into(), Value::guid(uuid::Uuid::new_v4())),
            ("UI".into(), Value::scalar(screen)),
            ("CurrentCulture".into(), Value::scalar(Culture)),
            ("CurrentUICulture".into(), Value::scalar(Culture)),
        ],
    ))
}

/// `$Host.UI`.
pub(super) struct HostUi(Arc<dyn Terminal>);

methods! {
    HostUiMethod {
        PromptForChoice "int PromptForChoice(string caption, string message, Object[] choices, int defaultChoice)";
        ReadLine "string ReadLine()";
        ReadLineAsSecureString "securestring ReadLineAsSecureString()";
        Write "void Write(string value), void Write(System.ConsoleColor foregroundColor, System.ConsoleColor backgroundColor, string value)";
        WriteDebugLine "void WriteDebugLine(string message)";
        WriteErrorLine "void WriteErrorLine(string value)";
        WriteLine "void WriteLine(), void WriteLine(string value), void WriteLine(System.ConsoleColor foregroundColor, System.ConsoleColor backgroundColor, string value)";
        WriteVerboseLine "void WriteVerboseLine(string message)";
        WriteWarningLine "void WriteWarningLine(string message)";
    }
}

impl HostUi {
    pub(super) fn call(&self, interpreter: &Interpreter, method: HostUiMethod, arguments: &[Value]) -> Eval<Answer> {
        // Colours stand in front of the text.
        let text = || arguments.last().map(ToString::to_string).unwrap_or_default();
        let said = |text: String, no_newline: bool| Record::Information {
            text,
            to_host: true,
            no_newline,
            tags: Vec::new(),
            data: None,
        };
        let record = match method {
            HostUiMethod::Write => said(text(), true),
            HostUiMethod::WriteLine | HostUiMethod::WriteErrorLine => said(text(), false),
            HostUiMethod::WriteWarningLine => Record::Warning(text()),
            HostUiMethod::WriteVerboseLine => Record::Verbose(text()),
            HostUiMethod::WriteDebugLine => Record::Debug(text()),
            HostUiMethod::ReadLine => return Ok(Answer::Is(Value::text(self.0.ask("")?))),
            HostUiMethod::ReadLineAsSecureString => return Ok(Answer::Is(Value::Secret(self.0.ask_secret("")?))),
            HostUiMethod::PromptForChoice => return self.choice(method.name(), arguments),
        };
        // What is said so is said whatever the preferences are.
        interpreter.tell(&record);
        Ok(Answer::Void)
    }

    fn choice(&self, name: &str, arguments: &[Value]) -> Eval<Answer> {
        let count = arguments.len();
        if !self.0.is_interactive() {
            let says = "PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.";
            return Err(threw(name, count, says));
        }
        let candidate = |choice: &Value| {
            let part = |name: &str| choice.property(name).map(|value| value.to_string());
            let label = part("Label").unwrap_or_else(|| choice.to_string());
            Candidate { value: label.replace('&', ""), description: part("HelpMessage").unwrap_or_default() }
        };
        let choices: Vec<Candidate> =
            argument(arguments, 2, name)?.clone().into_items().iter().map(candidate).collect();
        let default = usize::try_from(whole(arguments, 3, name)?).unwrap_or(0);
        if choices.is_empty() || default >= choices.len() {
            return Err(threw(name, count, "The default choice is out of range of the choices."));
        }
        for text in arguments.iter().take(2).map(ToString::to_string).filter(|text| !text.is_empty()) {
            self.0.tell(&text);
        }
        let chosen = self.0.pick("", &choices, default)?;
        Ok(Answer::Is(Value::Int(i32::try_from(chosen).unwrap_or(0))))
    }
}

impl fmt::Display for HostUi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("System.Management.Automation.Internal.Host.InternalHostUserInterface")
    }
}

impl Scalar for HostUi {
    fn type_name(&self) -> &'static str {
        "InternalHostUserInterface"
    }

    fn full_type_name(&self) -> String {
        self.to_string()
    }

    fn member(&self, name: &str) -> Option<Value> {
        Some(match name.to_ascii_lowercase().as_str() {
            "rawui" => Value::scalar(RawUi(self.0.clone())),
            "supportsvirtualterminal" => Value::Bool(self.0.is_coloured()),
            _ => return None,
        })
    }

    fn members(&self) -> &'static [&'static str] {
        &["RawUI", "SupportsVirtualTerminal"]
    }

    fn look(&self) -> Look {
        Look::List
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

/// `$Host.UI.RawUI`.
struct RawUi(Arc<dyn Terminal>);

impl fmt::Display for RawUi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("System.Management.Automation.Internal.Host.InternalHostRawUserInterface")
    }
}

impl Scalar for RawUi {
    fn type_name(&self) -> &'static str {
        "InternalHostRawUserInterface"
    }

    fn full_type_name(&self) -> String {
        self.to_string()
    }

    fn member(&self, name: &str) -> Option<Value> {
        let known = self.members().iter().any(|known| known.eq_ignore_ascii_case(name));
        known.then(|| {
            Value::scalar(Size { width: self.0.columns(), height: self.0.rows().unwrap_or(ROWS_WITHOUT_TERMINAL) })
        })
    }

    fn members(&self) -> &'static [&'static str] {
        &["BufferSize", "WindowSize", "MaxWindowSize", "MaxPhysicalWindowSize"]
    }

    fn look(&self) -> Look {
        Look::List
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

/// Of a screen, in characters.
struct Size {
    width: usize,
    height: usize,
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", self.width, self.height)
    }
}

impl Scalar for Size {
    fn type_name(&self) -> &'static str {
        "Size"
    }

    fn full_type_name(&self) -> String {
        "System.Management.Automation.Host.Size".to_owned()
    }

    fn member(&self, name: &str) -> Option<Value> {
        let count = match name.to_ascii_lowercase().as_str() {
            "width" => self.width,
            "height" => self.height,
            _ => return None,
        };
        Some(Value::Int(i32::try_from(count).unwrap_or(i32::MAX)))
    }

    fn members(&self) -> &'static [&'static str] {
        &["Width", "Height"]
    }

    fn look(&self) -> Look {
        Look::Table
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}
