//! Values as CLIXML.

use std::fmt::Write;

use uuid::Uuid;

use super::names::escape;
use super::{SEALED_FOR, duration};
use crate::cmdlet::prelude::*;
use crate::lang::dates;
use crate::lang::scalars::Version;
use crate::model::{FixedWidth, TimeSpan};
use crate::store::Sealer;

/// Writes values one after another; each object gets a number of its own.
pub struct Writer {
    sealer: Sealer,
    objects: usize,
    types: usize,
}

impl Writer {
    pub fn new(session: &Session) -> Writer {
        // Of its own: a writer outlives the call that made it.
        let sealer = Sealer::of_directory(&session.place().data_dir);
        Writer { sealer, objects: 0, types: 0 }
    }

    /// Adds a value with what it holds, so many levels deep.
    pub fn put(&mut self, value: &Value, depth: usize, text: &mut String) -> Result<(), Fault> {
        self.element(value, "", depth, 1, text)
    }

    /// `attribute`: ` N="Name"` inside an object.
    fn element(
        &mut self,
        value: &Value,
        attribute: &str,
        depth: usize,
        level: usize,
        text: &mut String,
    ) -> Result<(), Fault> {
        let indent = "  ".repeat(level);
        let mut plain = |tag: &str, inner: &str| {
            // Writing to text cannot fail.
            let _ = writeln!(text, "{indent}<{tag}{attribute}>{}</{tag}>", escape(inner));
            Ok(())
        };
        match value {
            Value::Null => {
                let _ = writeln!(text, "{indent}<Nil{attribute} />");
                Ok(())
            }
            Value::Bool(truth) => plain("B", if *truth { "true" } else { "false" }),
            Value::Char(c) => {
                let mut units = [0; 2];
                plain("C", &u32::from(c.encode_utf16(&mut units)[0]).to_string())
            }
            Value::Int(number) => plain("I32", &number.to_string()),
            Value::Long(number) => plain("I64", &number.to_string()),
            Value::Decimal(number) => plain("D", &number.to_string()),
            Value::Fixed(number) => plain(fixed_tag(*number), &number.to_string()),
            Value::Double(number) if number.is_infinite() => plain("Db", if *number > 0.0 { "INF" } else { "-INF" }),
            Value::Double(number) => plain("Db", &number.to_string()),
            Value::String(one) => plain("S", one),
            Value::Date(date) => plain("DT", &dates::format(date, "yyyy-MM-ddTHH:mm:ss.FFFFFFFK").unwrap_or_default()),
            Value::Guid(id) => plain("G", &id.to_string()),
            Value::Block(block) => plain("SBK", block.source()),
            Value::Secret(secret) => {
                let sealed = self.sealer.seal(Uuid::nil(), SEALED_FOR, secret).map_err(|error| {
                    Fault::internal("SecureStringNotSealed", "The secure string cannot be encrypted.").cause(error)
                })?;
                plain("SS", sealed.as_sealed())
            }
            Value::Scalar(_) if let Some(span) = value.downcast::<TimeSpan>() => plain("TS", &duration::write(*span)),
            Value::Scalar(_) if let Some(version) = value.downcast::<Version>() => {
                plain("Version", &version.to_string())
            }
            Value::Ip(_) | Value::Scalar(_) => self.object(value, attribute, level, text, |_, _| Ok(())),
            Value::Array(_) | Value::Hash(_) | Value::Object(_) if depth == 0 => plain("S", &value.to_string()),
            Value::Array(array) => {
                let items = array.items();
                self.object(value, attribute, level, text, |writer, text| {
                    let _ = writeln!(text, "{indent}  <LST>");
                    for item in &items {
                        writer.element(item, "", depth - 1, level + 2, text)?;
                    }
                    let _ = writeln!(text, "{indent}  </LST>");
                    Ok(())
                })
            }
            Value::Hash(hash) => {
                let entries = hash.entries();
                self.object(value, attribute, level, text, |writer, text| {
                    let _ = writeln!(text, "{indent}  <DCT>");
                    for (key, value) in &entries {
                        let _ = writeln!(text, "{indent}    <En>");
                        writer.element(key, " N=\"Key\"", depth - 1, level + 3, text)?;
                        writer.element(value, " N=\"Value\"", depth - 1, level + 3, text)?;
                        let _ = writeln!(text, "{indent}    </En>");
                    }
                    let _ = writeln!(text, "{indent}  </DCT>");
                    Ok(())
                })
            }
            Value::Object(object) => {
                let properties = object.own_properties();
                let is_members = object.base().is_some() || object.type_name().ends_with("PSCustomObject");
                let tag = if is_members { "MS" } else { "Props" };
                self.object(value, attribute, level, text, |writer, text| {
                    if let Some(base) = object.base() {
                        writer.element(base, "", depth, level + 1, text)?;
                    }
                    let _ = writeln!(text, "{indent}  <{tag}>");
                    for (name, value) in &properties {
                        let attribute = format!(" N=\"{}\"", escape(name));
                        writer.element(value, &attribute, depth - 1, level + 2, text)?;
                    }
                    let _ = writeln!(text, "{indent}  </{tag}>");
                    Ok(())
                })
            }
        }
    }

    fn object(
        &mut self,
        value: &Value,
        attribute: &str,
        level: usize,
        text: &mut String,
        inside: impl FnOnce(&mut Writer, &mut String) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let (indent, number, types) = ("  ".repeat(level), self.objects, self.types);
        self.objects += 1;
        self.types += 1;
        let name = escape(&value.shown_type_name());
        let _ = writeln!(text, "{indent}<Obj{attribute} RefId=\"{number}\">");
        let _ = writeln!(
            text,
            "{indent}  <TN RefId=\"{types}\">\n{indent}    <T>{name}</T>\n{indent}    <T>System.Object</T>\n{indent}  </TN>"
        );
        if matches!(value, Value::Scalar(_) | Value::Ip(_)) {
            let _ = writeln!(text, "{indent}  <ToString>{}</ToString>", escape(&value.to_string()));
        }
        inside(self, text)?;
        let _ = writeln!(text, "{indent}</Obj>");
        Ok(())
    }
}

/// PowerShell's element for a number of one of the rarer types.
fn fixed_tag(number: FixedWidth) -> &'static str {
    match number {
        FixedWidth::SByte(_) => "SB",
        FixedWidth::Byte(_) => "By",
        FixedWidth::Short(_) => "I16",
        FixedWidth::UShort(_) => "U16",
        FixedWidth::UInt(_) => "U32",
        FixedWidth::ULong(_) => "U64",
        FixedWidth::Single(_) => "Sg",
    }
}
