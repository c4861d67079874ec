//! The document of a rule collection.

use uuid::Uuid;

use crate::cmdlet::convert::xml;

/// Largest document read, in bytes.
const LARGEST: usize = 16 << 20;

/// One rule, as a document has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    pub name: String,
    /// The command that makes it.
    pub command: String,
}

pub fn write<'a>(title: &str, rules: impl IntoIterator<Item = (&'a str, Uuid, String)>) -> String {
    let mut text = format!("<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\n<rules name=\"{title}\">\n");
    for (name, id, command) in rules {
        let (name, command) = (xml::escaped(name), command.replace("]]>", "]]]]><![CDATA[>"));
        text.push_str(&format!(
            "  <rule name=\"{name}\" id=\"{id}\" format=\"cmdlet\">\n    <version requiredMinVersion=\"15.0.3.0\">\n      \
             <commandBlock><![CDATA[{command}]]></commandBlock>\n    </version>\n  </rule>\n"
        ));
    }
    text.push_str("</rules>\n");
    text
}

/// The rules of a document, in its order. Err: what is wrong, as a phrase.
pub fn read(bytes: &[u8]) -> Result<Vec<Written>, String> {
    if bytes.len() > LARGEST {
        return Err(format!("more than {LARGEST} bytes"));
    }
    let root = xml::parse(&text(bytes)?)?;
    if root.name != "rules" {
        return Err(format!("a document of <{}>, not of <rules>", root.name));
    }
    let rules = root.children.iter().filter(|child| child.name == "rule").map(|rule| {
        let name = rule.attribute("name").unwrap_or_default().to_owned();
        let versions = || rule.children.iter().filter(|child| child.name == "version");
        // Where there are several, the last is for the newest servers.
        match versions().filter_map(|version| version.child("commandBlock")).next_back() {
            Some(block) => Ok(Written { name, command: block.text.trim().to_owned() }),
            None => Err(format!("rule '{name}' without the command that makes it, as only servers of 2010 wrote them")),
        }
    });
    rules.collect()
}

/// UTF-8, or UTF-16 as Exchange writes it.
fn text(bytes: &[u8]) -> Result<String, String> {
    let pairs = |unit: fn([u8; 2]) -> u16, bytes: &[u8]| {
        let units = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
        char::decode_utf16(units).collect::<Result<String, _>>().map_err(|_| "text that is no UTF-16".to_owned())
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => pairs(u16::from_le_bytes, rest),
        [0xfe, 0xff, rest @ ..] => pairs(u16::from_be_bytes, rest),
        [b'<', 0, ..] => pairs(u16::from_le_bytes, bytes),
        [0, b'<', ..] => pairs(u16::from_be_bytes, bytes),
        _ => str::from_utf8(bytes).map(str::to_owned).map_err(|_| "text that is neither UTF-8 nor UTF-16".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let command = "New-TransportRule -Name 'A & <B>' -PrependSubject ']]>'";
        let text = write("TransportVersioned", [("A & <B>", Uuid::nil(), command.to_owned())]);
        let expected = vec![Written { name: "A & <B>".into(), command: command.into() }];
        assert_eq!(read(text.as_bytes()), Ok(expected.clone()));
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&[&[0xff, 0xfe][..], &wide].concat()), Ok(expected.clone()), "with a mark");
        assert_eq!(read(&wide), Ok(expected), "without one");
    }

    #[test]
    fn what_is_no_collection_is_called_so() {
        for text in ["", "rules", "<Objs/>", "<rules><rule name='x'/></rules>", "<rules><![CDATA[x</rules>", "\u{1}"] {
            assert!(read(text.as_bytes()).is_err(), "{text}");
        }
        assert!(read(&[0xff, 0xfe, 0, 0xd8]).is_err());
        assert_eq!(read(b"<rules/>"), Ok(Vec::new()));
    }
}
