//! CLIXML, the XML in which PowerShell keeps objects: what PowerShell writes is read, and the other way round.
//!
//! Plain values keep their types. An object keeps its type's name and its properties down to a depth, below which only
//! its text is kept; what was of a type of ours shows as before when it is read back. Secure strings are sealed with
//! the key of the data directory.

mod duration;
mod export_clixml;
mod import_clixml;
mod names;
mod reader;
mod writer;
pub mod xml;

pub use export_clixml::EXPORT_CLIXML;
pub use import_clixml::IMPORT_CLIXML;

/// What opens a file; each object follows.
const HEAD: &str = "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">\n";
const FOOT: &str = "</Objs>\n";

/// What a secure string in such a file is sealed as.
const SEALED_FOR: &str = "Clixml";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmdlet::{Place, Session};
    use crate::model::{Hash, IntoValue, Object, Secret, TimeSpan, Value};

    fn round(value: &Value) -> Value {
        let folder = tempfile::tempdir().expect("a folder");
        let session = Session::new(Place::in_folder(folder.path().to_owned()), "tester");
        let mut text = HEAD.to_owned();
        writer::Writer::new(&session).put(value, 4, &mut text).expect("sealed");
        text.push_str(FOOT);
        let mut all = reader::objects(&text, &session).expect("what was written can be read");
        assert_eq!(all.len(), 1, "{text}");
        all.remove(0)
    }

    #[test]
    fn plain_values_come_back_as_they_were() {
        for value in [
            Value::Null,
            Value::Bool(true),
            Value::Int(-5),
            Value::Long(1 << 40),
            Value::Double(0.1),
            Value::Double(f64::INFINITY),
            Value::decimal("1.50".parse().expect("a number")),
            Value::Char('é'),
            Value::text("<a & \"b\"> _x0041_\r\n\ttab \u{1}"),
            Value::text(""),
            Value::guid(uuid::Uuid::from_u128(7)),
            Value::ip("10.0.0.1".parse().expect("an address")),
            TimeSpan::from_millis(93_784_500).into_value(),
            TimeSpan::from_seconds(-5).into_value(),
        ] {
            let back = round(&value);
            assert_eq!(
                (back.full_type_name(), back.to_string()),
                (value.full_type_name(), value.to_string()),
                "{value:?}"
            );
        }
    }

    #[test]
    fn collections_and_objects_come_back() {
        let table = Hash::ordered();
        table.set(Value::text("b"), Value::Int(1));
        table.set(Value::Int(2), Value::text("x"));
        let object = Object::custom(vec![
            ("Name".into(), Value::text("a")),
            ("List".into(), Value::array(vec![Value::Int(1), Value::text("2"), Value::Null])),
            ("Table".into(), Value::Hash(table)),
            ("Inner".into(), Value::Object(Object::custom(vec![("Deep".into(), Value::Bool(false))]))),
        ]);
        let back = round(&Value::Object(object));
        assert_eq!(back.full_type_name(), "System.Management.Automation.PSCustomObject");
        assert_eq!(back.property("List").map(|list| list.into_items().len()), Some(3));
        let table = back.property("Table").unwrap_or_default();
        assert_eq!(table.full_type_name(), "System.Collections.Specialized.OrderedDictionary");
        assert_eq!(table.property("b").map(|one| one.to_string()), Some("1".into()));
        let deep = back.property("Inner").and_then(|inner| inner.property("Deep"));
        assert!(matches!(deep, Some(Value::Bool(false))));
        assert_eq!(round(&Value::array(Vec::new())).into_items().len(), 0);
    }

    #[test]
    fn a_credential_opens_again_and_is_not_readable_in_the_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let session = Session::new(Place::in_folder(folder.path().to_owned()), "tester");
        let credential = Value::Object(Object::named(
            "System.Management.Automation.PSCredential",
            vec![("UserName".into(), Value::text("ann")), ("Password".into(), Value::Secret(Secret::new("hunter2")))],
        ));
        let mut text = HEAD.to_owned();
        writer::Writer::new(&session).put(&credential, 2, &mut text).expect("sealed");
        text.push_str(FOOT);
        assert!(!text.contains("hunter2"));
        let back = reader::objects(&text, &session).expect("readable").remove(0);
        assert_eq!(back.full_type_name(), "System.Management.Automation.PSCredential");
        assert!(matches!(back.property("Password"), Some(Value::Secret(secret)) if secret.expose() == "hunter2"));
    }

    #[test]
    fn what_windows_writes_is_read() {
        let text = "\u{feff}<?xml version=\"1.0\"?>\r\n<!-- x --><Objs Version=\"1.1.0.1\" xmlns=\"u\">\
            <Obj RefId=\"0\"><TN RefId=\"0\"><T>Deserialized.Some.Type</T><T>System.Object</T></TN>\
            <ToString>shown</ToString><Props><S N=\"Name\">a_x000A_b &#65;</S><I32 N=\"Count\">3</I32>\
            <Ref N=\"Self\" RefId=\"0\" /><Nil N=\"None\" /><DT N=\"When\">2026-01-02T03:04:05.5+01:00</DT></Props></Obj>\
            <Obj RefId=\"1\"><TNRef RefId=\"0\" /><MS><TS N=\"For\">P1DT2H3M4.5S</TS></MS></Obj></Objs>";
        let folder = tempfile::tempdir().expect("a folder");
        let session = Session::new(Place::in_folder(folder.path().to_owned()), "tester");
        let all = reader::objects(text, &session).expect("readable");
        assert_eq!(all[0].shown_type_name(), "Deserialized.Some.Type");
        assert_eq!(all[0].property("Name").map(|name| name.to_string()), Some("a\nb A".into()));
        assert!(matches!(all[0].property("Count"), Some(Value::Int(3))));
        assert!(matches!(all[0].property("When"), Some(Value::Date(_))));
        assert_eq!(all[1].shown_type_name(), "Deserialized.Some.Type");
        assert_eq!(all[1].property("For").map(|span| span.to_string()), Some("1.02:03:04.5000000".into()));
    }

    #[test]
    fn what_is_no_clixml_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let session = Session::new(Place::in_folder(folder.path().to_owned()), "tester");
        let deep = "<Obj><LST>".repeat(5000);
        for text in [
            "",
            "text",
            "<Objs>",
            "<Objs><S>x</Objs>",
            "<Objs><I32>x</I32></Objs>",
            "<Objs><S>&nope;</S></Objs>",
            "<html></html>",
            "<Objs><S></S></Objs><Objs/>",
            &format!("<Objs>{deep}"),
        ] {
            assert!(reader::objects(text, &session).is_err(), "{}", &text[..text.len().min(60)]);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_comes_back(text in "\\PC{0,40}|(_x[0-9A-F]{0,4}_?|[\\x00-\\x20]){0,8}") {
            let value = Value::text(&text);
            proptest::prop_assert_eq!(round(&value).to_string(), text);
        }

        #[test]
        fn no_text_panics(text in "(<[/A-Za-z0-9 =\"]{0,9}>?|[a-z&;#]{0,5}){0,20}") {
            let folder = tempfile::tempdir().expect("a folder");
            let session = Session::new(Place::in_folder(folder.path().to_owned()), "tester");
            let _ = reader::objects(&format!("<Objs>{text}</Objs>"), &session);
        }
    }
}
