//! The bytes of a file, as a parameter takes them and an object shows them.

use serde::{Deserialize, Serialize};

use super::convert::to_integer_within;
use super::{Array, FixedWidth, FromValue, IntoValue, Value};

/// A PowerShell `byte[]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileBytes(pub Vec<u8>);

impl FromValue for FileBytes {
    const TYPE_NAME: &'static str = "Byte[]";

    fn from_value(value: &Value) -> Result<FileBytes, String> {
        let byte = |value: &Value| {
            let number = to_integer_within(value, "System.Byte", 0, 255).map_err(|error| error.to_string())?;
            u8::try_from(number).map_err(|error| error.to_string())
        };
        value.clone().into_items().iter().map(byte).collect::<Result<_, _>>().map(FileBytes)
    }
}

impl IntoValue for FileBytes {
    fn into_value(self) -> Value {
        let bytes = self.0.into_iter().map(|byte| Value::Fixed(FixedWidth::Byte(byte))).collect();
        Value::Array(Array::of("Byte[]", bytes))
    }
}
