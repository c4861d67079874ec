//! Properties of a file that a script assigns: `$file.LastWriteTime = '2026-01-31'` changes the file.

use std::fs::{File, FileTimes};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use jiff::Zoned;

use crate::lang::enumeration::Kind;
use crate::lang::types::{Base, Type, cast};
use crate::model::{Block, Fault, FromValue, Member, Value, convert, date_kind};

/// Bits of the mode that let anybody write.
const WRITE: u32 = 0o222;
const OWNER_WRITES: u32 = 0o200;

/// What is changed.
#[derive(Clone, Copy)]
pub enum Setting {
    WrittenAt,
    WrittenAtUtc,
    ReadAt,
    ReadAtUtc,
    IsReadOnly,
    Attributes,
}

impl Setting {
    /// The property as a member of an object: the value as it was seen, until it is assigned.
    pub fn member(self, name: &'static str, path: PathBuf, seen: Value) -> Value {
        let property = Arc::new(Settable { name, setting: self, path, seen: Mutex::new(seen) });
        Value::scalar(Member::Computed { get: property.clone(), set: Some(property) })
    }
}

struct Settable {
    name: &'static str,
    setting: Setting,
    path: PathBuf,
    seen: Mutex<Value>,
}

impl Block for Settable {
    fn source(&self) -> &'static str {
        ""
    }

    fn answer(&self, _: &Value, arguments: &[Value]) -> Result<Value, Fault> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if let [value] = arguments {
            *seen = self.change(value).map_err(|why| {
                let says = format!("Exception setting \"{}\": \"{why}\"", self.name);
                Fault::invalid("ExceptionWhenSetting", says).about(Value::text(self.path.to_string_lossy()))
            })?;
        }
        Ok(seen.clone())
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

impl Settable {
    /// Changes the file, and gives what the property is then. Err: why it cannot.
    fn change(&self, value: &Value) -> Result<Value, String> {
        let times = |change: fn(FileTimes, SystemTime) -> FileTimes| {
            let date = cast(value, Type::of(Base::Date)).map_err(|refused| refused.says)?;
            let date = Zoned::from_value(&date)?;
            let file = File::open(&self.path).map_err(|error| error.to_string())?;
            let times = change(FileTimes::new(), date.timestamp().into());
            file.set_times(times).map_err(|error| error.to_string())?;
            Ok::<_, String>(date)
        };
        Ok(match self.setting {
            Setting::WrittenAt => Value::date(date_kind::local(&times(FileTimes::set_modified)?)),
            Setting::WrittenAtUtc => Value::date(date_kind::universal(&times(FileTimes::set_modified)?)),
            Setting::ReadAt => Value::date(date_kind::local(&times(FileTimes::set_accessed)?)),
            Setting::ReadAtUtc => Value::date(date_kind::universal(&times(FileTimes::set_accessed)?)),
            Setting::IsReadOnly => {
                let is_guarded = convert::truth(value);
                self.guard(is_guarded)?;
                Value::Bool(is_guarded)
            }
            Setting::Attributes => {
                let kind = Kind::of(Base::FileAttributes).expect("it is an enumeration");
                let wanted = kind.read(value).map_err(|refused| refused.says)?;
                self.guard(wanted.bits() & 1 != 0)?;
                Value::scalar(wanted)
            }
        })
    }

    /// Lets nobody write it, or its owner.
    fn guard(&self, is_guarded: bool) -> Result<(), String> {
        let change = || {
            let mode = self.path.metadata()?.permissions().mode();
            let mode = if is_guarded { mode & !WRITE } else { mode | OWNER_WRITES };
            std::fs::set_permissions(&self.path, std::fs::Permissions::from_mode(mode))
        };
        change().map_err(|error: std::io::Error| error.to_string())
    }
}
