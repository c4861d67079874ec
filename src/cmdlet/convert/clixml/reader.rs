//! CLIXML as values.

use std::collections::HashMap;
use std::sync::Arc;

use uuid::Uuid;

use super::names::unescape;
use super::xml::{self, Element};
use super::{SEALED_FOR, duration};
use crate::cmdlet::Session;
use crate::cmdlet::file::FILES;
use crate::lang::types::{Base, Type, cast};
use crate::model::{Hash, Object, Sealed, TypeInfo, Value};

/// The objects of a file. Err: what is wrong with it, as a phrase.
pub fn objects(text: &str, session: &Session) -> Result<Vec<Value>, String> {
    let root = xml::parse(text)?;
    if root.name != "Objs" {
        return Err(format!("it begins with <{}> instead of <Objs>", root.name));
    }
    let mut reader = Reader { session, types: HashMap::new(), objects: HashMap::new() };
    root.children.iter().map(|element| reader.value(element)).collect()
}

struct Reader<'s> {
    session: &'s Session,
    /// Type names that later objects refer to.
    types: HashMap<String, String>,
    objects: HashMap<String, Value>,
}

impl Reader<'_> {
    fn value(&mut self, element: &Element) -> Result<Value, String> {
        let text = element.text.as_str();
        let as_type = |base: Base| {
            let read = cast(&Value::text(text.trim()), Type::of(base));
            read.map_err(|refused| refused.says)
        };
        match element.name.as_str() {
            "Nil" => Ok(Value::Null),
            "S" | "URI" | "XD" | "SBK" => Ok(Value::text(unescape(text))),
            "B" => as_type(Base::String).map(|word| Value::Bool(word.to_string().eq_ignore_ascii_case("true"))),
            "By" => as_type(Base::Byte),
            "SB" => as_type(Base::SByte),
            "I16" => as_type(Base::Short),
            "U16" => as_type(Base::UShort),
            "I32" => as_type(Base::Int),
            "U32" => as_type(Base::UInt),
            "I64" => as_type(Base::Long),
            "U64" => as_type(Base::ULong),
            "D" => as_type(Base::Decimal),
            "Sg" | "Db" => match text.trim() {
                "INF" => Ok(Value::Double(f64::INFINITY)),
                "-INF" => Ok(Value::Double(f64::NEG_INFINITY)),
                "NaN" => Ok(Value::Double(f64::NAN)),
                _ if element.name == "Sg" => as_type(Base::Single),
                _ => as_type(Base::Double),
            },
            "C" => {
                let code = text.trim().parse().ok().and_then(char::from_u32);
                code.map(Value::Char).ok_or_else(|| format!("'{text}' is no character"))
            }
            "DT" => as_type(Base::Date),
            "TS" => duration::read(text).map(Value::scalar).ok_or_else(|| format!("'{text}' is no time span")),
            "G" => as_type(Base::Guid),
            "Version" => as_type(Base::Version),
            "SS" => {
                let opened = self.session.sealer().open(Uuid::nil(), SEALED_FOR, &Sealed::new(text.trim()));
                opened.map(Value::Secret).map_err(|error| format!("a secure string cannot be decrypted here: {error}"))
            }
            "Ref" => {
                let known = element.attribute("RefId").and_then(|number| self.objects.get(number));
                Ok(known.cloned().unwrap_or_default())
            }
            "Obj" => self.object(element),
            other => Err(format!("<{other}> is not known")),
        }
    }

    fn object(&mut self, element: &Element) -> Result<Value, String> {
        let type_name = self.type_name(element);
        let value = if let Some(items) = ["LST", "IE", "STK", "QUE"].iter().find_map(|name| element.child(name)) {
            Value::array(items.children.iter().map(|item| self.value(item)).collect::<Result<_, _>>()?)
        } else if let Some(table) = element.child("DCT") {
            self.table(table, &type_name)?
        } else {
            let mut properties: Vec<(Arc<str>, Value)> = Vec::new();
            for child in ["Props", "MS"].iter().filter_map(|name| element.child(name)).flat_map(|part| &part.children) {
                let name = unescape(child.attribute("N").unwrap_or_default());
                properties.push((Arc::from(name), self.value(child)?));
            }
            const AROUND: [&str; 6] = ["TN", "TNRef", "ToString", "Props", "MS", "Ref"];
            let inner = element.children.iter().find(|child| !AROUND.contains(&child.name.as_str()));
            let text = element.child("ToString").map(|text| unescape(&text.text));
            match (properties.is_empty(), text) {
                // A value that a script has given members to.
                _ if let Some(inner) = inner => Value::Object(Object::around(&self.value(inner)?, properties)),
                // A value of a type that has a text: it is read as that where the type is known.
                (true, Some(text)) => {
                    let known = Type::from_text(&type_name);
                    let read = known.and_then(|known| cast(&Value::text(&text), known).ok());
                    read.unwrap_or_else(|| Value::text(text))
                }
                _ => Value::Object(named(&type_name, properties)),
            }
        };
        if let Some(number) = element.attribute("RefId") {
            self.objects.insert(number.to_owned(), value.clone());
        }
        Ok(value)
    }

    /// The first of an object's type names.
    fn type_name(&mut self, element: &Element) -> String {
        let number = |names: &Element| names.attribute("RefId").unwrap_or_default().to_owned();
        if let Some(names) = element.child("TN") {
            let first = names.children.first().map(|name| unescape(&name.text)).unwrap_or_default();
            self.types.insert(number(names), first.clone());
            return first;
        }
        let known = element.child("TNRef").and_then(|reference| self.types.get(&number(reference)));
        known.cloned().unwrap_or_else(|| "System.Management.Automation.PSCustomObject".to_owned())
    }

    fn table(&mut self, table: &Element, type_name: &str) -> Result<Value, String> {
        let hash = if type_name.ends_with("OrderedDictionary") { Hash::ordered() } else { Hash::new() };
        for entry in &table.children {
            let [key, value] = entry.children.as_slice() else { return Err("an entry without key and value".into()) };
            let key = self.value(key)?;
            hash.set(key, self.value(value)?);
        }
        Ok(Value::Hash(hash))
    }
}

/// An object of a type that is known here is shown as before. Its name says that it holds only what was written, as
/// PowerShell's does.
fn named(type_name: &str, properties: Vec<(Arc<str>, Value)>) -> Object {
    const MARK: &str = "Deserialized.";
    let plain = type_name.strip_prefix(MARK).unwrap_or(type_name);
    let declared = |info: &&'static TypeInfo| info.name == plain;
    let emitted = crate::cmdlet::all().iter().filter_map(|cmdlet| cmdlet.signature.emits);
    let object = match emitted.chain(FILES).find(declared) {
        Some(info) => Object::of(info, properties),
        None if plain.ends_with("PSCustomObject") => Object::custom(properties),
        None => Object::named(plain, properties),
    };
    object.type_names().change(|names| {
        for name in names.iter_mut() {
            *name = Value::text(format!("{MARK}{name}"));
        }
    });
    object
}
