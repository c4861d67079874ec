//! Records of the streams as objects: what a script sees where a stream was merged, kept or redirected.

use std::fmt;
use std::sync::Arc;

use super::error_record::ErrorRecord;
use super::frame::{DEBUG, ERROR, INFORMATION, VERBOSE, WARNING};
use crate::lang::call::Record;
use crate::model::{Scalar, Value};

/// A warning, verbose or debug record as an object, where its stream was merged or kept.
pub struct StreamRecord {
    type_name: &'static str,
    message: String,
}

/// An information record as an object.
pub struct InformationRecord {
    data: Value,
    tags: Vec<String>,
    source: Arc<str>,
    made: jiff::Zoned,
}

impl fmt::Display for InformationRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.data {
            Value::Null => f.write_str(&self.full_type_name()),
            Value::Array(items) => f.write_str(&items.full_name()),
            data => write!(f, "{data}"),
        }
    }
}

impl Scalar for InformationRecord {
    fn type_name(&self) -> &'static str {
        "InformationRecord"
    }

    fn full_type_name(&self) -> String {
        "System.Management.Automation.InformationRecord".to_owned()
    }

    fn member(&self, name: &str) -> Option<Value> {
        Some(match name.to_ascii_lowercase().as_str() {
            "messagedata" => self.data.clone(),
            "source" => Value::String(self.source.clone()),
            "timegenerated" => Value::date(self.made.clone()),
            "tags" => Value::array(self.tags.iter().map(Value::text).collect()),
            "user" => {
                Value::text(["USER", "LOGNAME"].iter().find_map(|name| std::env::var(name).ok()).unwrap_or_default())
            }
            "computer" => Value::text(rustix::system::uname().nodename().to_string_lossy()),
            "processid" => Value::Int(i32::try_from(std::process::id()).unwrap_or(i32::MAX)),
            _ => return None,
        })
    }

    fn members(&self) -> &'static [&'static str] {
        &["MessageData", "Source", "TimeGenerated", "Tags", "User", "Computer", "ProcessId"]
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

impl fmt::Display for StreamRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Scalar for StreamRecord {
    fn type_name(&self) -> &'static str {
        self.type_name
    }

    fn full_type_name(&self) -> String {
        format!("System.Management.Automation.{}", self.type_name)
    }

    fn member(&self, name: &str) -> Option<Value> {
        name.eq_ignore_ascii_case("Message").then(|| Value::text(&self.message))
    }

    fn members(&self) -> &'static [&'static str] {
        &["Message"]
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

/// The number of the stream that a record belongs to; progress has none.
pub(super) fn stream_of(record: &Record) -> Option<usize> {
    Some(match record {
        Record::Error(_) => ERROR,
        Record::Warning(_) => WARNING,
        Record::Verbose(_) => VERBOSE,
        Record::Debug(_) => DEBUG,
        Record::Information { .. } | Record::Foretold(_) => INFORMATION,
        Record::Progress { .. } => return None,
    })
}

/// A record as an object. `source`: the command that wrote it.
pub(super) fn as_value(record: &Record, source: &Arc<str>) -> Value {
    let plain = |type_name, message: &str| Value::scalar(StreamRecord { type_name, message: message.to_owned() });
    match record {
        Record::Error(fault) => Value::scalar(ErrorRecord::new(fault.clone())),
        Record::Warning(text) => plain("WarningRecord", text),
        Record::Verbose(text) => plain("VerboseRecord", text),
        Record::Debug(text) => plain("DebugRecord", text),
        Record::Information { text, to_host, tags, data, .. } => {
            let tags = if *to_host { vec!["PSHOST".to_owned()] } else { tags.clone() };
            let (data, made) = (data.clone().unwrap_or_else(|| Value::text(text)), jiff::Zoned::now());
            Value::scalar(InformationRecord { data, tags, source: source.clone(), made })
        }
        Record::Foretold(text) => plain("InformationRecord", text),
        Record::Progress { activity, .. } => plain("ProgressRecord", activity),
    }
}
