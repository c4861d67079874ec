//! `AssembleMessage`: writes exported messages as `.eml` files, as the Exchange scripts folder's function does.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::cmdlet::prelude::*;
use crate::model::MessageInfo;

static INPUT: Param<Value> = Param::new("InputObject", "What Export-Message put out.").mandatory().from_pipeline();
static PATH: Param<String> =
    Param::new("Path", "A folder that exists: the file is named after the Message-ID. Or the file to write.")
        .mandatory()
        .position(1);

pub static ASSEMBLE_MESSAGE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "AssembleMessage",
        synopsis: "Write an exported message to an .eml file",
        about: "The envelope stands in X-Sender and X-Receiver fields before the message's own, so that the file can be replayed.",
        params: &[INPUT.spec(), PATH.spec()],
        effect: Effect::Changes(Impact::Low),
        examples: &[Example {
            does: "Write every suspended message to a folder",
            run: "Get-Message -Filter {Status -eq 'Suspended'} | Export-Message | AssembleMessage -Path .",
        }],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

const TYPE: &str = "Emsh.Transport.ExportedMessage";

/// The object between Export-Message and AssembleMessage. Bytes are base64: a message need not be text.
pub fn exported(message: &MessageInfo, bytes: Vec<u8>) -> Value {
    let properties = [
        ("Identity", message.identity.clone().into_value()),
        ("InternetMessageId", message.internet_message_id.as_str().into_value()),
        ("Size", bytes.len().to_string().as_str().into_value()),
        ("Content", STANDARD.encode(bytes).into_value()),
    ];
    Value::Object(Object::named(TYPE, properties.into_iter().map(|(name, value)| (name.into(), value)).collect()))
}

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let input = call.require(&INPUT)?;
    let bytes = match &input {
        Value::Object(object) if object.type_name() == TYPE => {
            object.get("Content").and_then(|content| STANDARD.decode(content.to_string()).ok())
        }
        _ => None,
    };
    let (Value::Object(object), Some(bytes)) = (&input, bytes) else {
        return Err(Fault::invalid(
            "NotExported",
            format!("{} is not what Export-Message puts out.", input.type_name()),
        )
        .at(call.place(&INPUT))
        .fix("Run: Get-Message … | Export-Message | AssembleMessage -Path FOLDER"));
    };
    let path = file(&call.require(&PATH)?, object).map_err(|fault| fault.at(call.place(&PATH)))?;
    if !call.should("Write", &path.display().to_string(), "")? {
        return Ok(());
    }
    // Never over an existing file: an exported message may be the only copy of it.
    let written =
        fs::OpenOptions::new().write(true).create_new(true).open(&path).and_then(|mut file| file.write_all(&bytes));
    written.map_err(|error| {
        let fault = match error.kind() {
            std::io::ErrorKind::AlreadyExists => {
                Fault::conflict("FileExists", format!("'{}' exists already.", path.display()))
            }
            std::io::ErrorKind::NotFound => {
                Fault::not_found("FolderNotFound", format!("'{}' is in no folder that exists.", path.display()))
            }
            _ => Fault::denied("FileNotWritten", format!("'{}' cannot be written.", path.display())),
        };
        fault.at(call.place(&PATH)).cause(error)
    })?;
    out.emit(path.display().to_string())
}

/// The file to write: in a folder, it is called after the message.
fn file(given: &str, object: &Object) -> Result<PathBuf, Fault> {
    let path = PathBuf::from(given);
    match path.is_dir() {
        true => Ok(path.join(file_name(object))),
        false if given.ends_with('/') => {
            Err(Fault::not_found("FolderNotFound", format!("There is no folder '{given}'."))
                .fix(format!("Run: New-Item '{given}' -ItemType Directory")))
        }
        false => Ok(path),
    }
}

/// The Message-ID as a file name: `<` and `>` go, what a path could be misread by becomes `_`.
fn file_name(object: &Object) -> String {
    let id = object.get("InternetMessageId").map(|id| id.to_string()).unwrap_or_default();
    let plain = |c: char| if c.is_ascii_alphanumeric() || "@.-_=+$".contains(c) { c } else { '_' };
    let name: String = id.trim_matches(['<', '>']).chars().map(plain).take(200).collect();
    let name = name.trim_start_matches('.');
    format!("{}.eml", if name.is_empty() { "message" } else { name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_with_a_slash_at_its_end_is_a_folder() {
        let folder = tempfile::tempdir().expect("a folder");
        let object = Object::named(TYPE, vec![("InternetMessageId".into(), Value::text("<1@hub01>"))]);
        let given = folder.path().display();
        for (path, expected) in [(format!("{given}/"), "1@hub01.eml"), (format!("{given}/x.eml"), "x.eml")] {
            assert_eq!(file(&path, &object).expect("sound"), folder.path().join(expected));
        }
        let fault = file(&format!("{given}/none/"), &object).expect_err("no such folder");
        assert_eq!((&*fault.id, fault.says), ("FolderNotFound", format!("There is no folder '{given}/none/'.")));
    }

    #[test]
    fn a_message_id_makes_a_harmless_file_name() {
        for (id, expected) in [
            ("<1@hub01>", "1@hub01.eml"),
            ("<../../etc/passwd>", "_.._etc_passwd.eml"),
            ("", "message.eml"),
            ("<a b\n\"c>", "a_b__c.eml"),
        ] {
            let object = Object::named(TYPE, vec![("InternetMessageId".into(), Value::text(id))]);
            assert_eq!(file_name(&object), expected, "{id}");
        }
    }
}
