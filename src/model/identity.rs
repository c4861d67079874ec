//! How people name an object: by name, by GUID, by `Server\Name`, or by a pattern.

use uuid::Uuid;

use super::text::same_text;
use super::wildcard::Wildcard;

/// The text of an `-Identity` parameter, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    text: String,
    guid: Option<Uuid>,
}

impl Identity {
    pub fn new(text: impl Into<String>) -> Identity {
        let text = text.into();
        let guid = Uuid::try_parse(text.trim()).ok();
        Identity { text, guid }
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// True when more than one object may be meant.
    pub fn is_pattern(&self) -> bool {
        self.guid.is_none() && Wildcard::is_pattern(&self.text)
    }

    /// The GUID, when the text is one.
    pub fn guid(&self) -> Option<Uuid> {
        self.guid
    }

    /// True when this names the object with that GUID and name, which lives in that scope (`None`: the organization).
    ///
    /// Without a server in front, objects of every server fit; the caller prefers its own.
    pub fn names(&self, id: Uuid, name: &str, scope: Option<&str>) -> bool {
        if let Some(guid) = self.guid {
            return guid == id;
        }
        let fits = |pattern: &str, text: &str| match Wildcard::is_pattern(pattern) {
            true => Wildcard::new(pattern).matches(text) || same_text(pattern, text),
            false => same_text(pattern, text),
        };
        if fits(&self.text, name) {
            return true;
        }
        match (scope, self.text.split_once('\\')) {
            (Some(scope), Some((server, own))) => fits(server, scope) && fits(own, name),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_is_named_in_several_ways() {
        let id = Uuid::from_u128(7);
        for (text, scope, expected) in [
            ("to internet", None, true),
            ("To*", None, true),
            ("00000000-0000-0000-0000-000000000007", None, true),
            ("{00000000-0000-0000-0000-000000000007}", None, true),
            ("00000000-0000-0000-0000-000000000008", None, false),
            ("hub01\\To Internet", Some("HUB01"), true),
            ("hub*\\*", Some("HUB01"), true),
            ("hub02\\To Internet", Some("HUB01"), false),
            ("hub01\\To Internet", None, false),
            ("To Internet", Some("HUB01"), true),
            ("", None, false),
        ] {
            assert_eq!(Identity::new(text).names(id, "To Internet", scope), expected, "{text}");
        }
        assert!(Identity::new("[a]").names(id, "[a]", None), "brackets in a name");
    }
}
