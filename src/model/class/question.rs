//! What `-Interactive` asks about an object: the few properties that matter for what it is for.
//!
//! How a property is asked, what is offered and which answers will do follow from its declaration; a question only says
//! when it is worth asking.

use serde_json::Value as Json;

use super::Properties;

/// One question, in the order of the class's list.
pub struct Question {
    /// Name of the property.
    pub property: &'static str,
    /// Whether the answers so far make it worth asking.
    pub when: fn(&Outlook) -> bool,
    /// What is offered in place of what the object would have anyway.
    pub offers: fn(&Outlook) -> Option<Json>,
    /// An empty answer will not do.
    pub is_needed: bool,
    /// Each answer is a host that should answer SMTP, on the port that this property says.
    pub reached_at: Option<&'static str>,
}

impl Question {
    pub const fn about(property: &'static str) -> Question {
        Question { property, when: |_| true, offers: |_| None, is_needed: false, reached_at: None }
    }

    pub const fn when(mut self, when: fn(&Outlook) -> bool) -> Question {
        self.when = when;
        self
    }

    pub const fn offering(mut self, offers: fn(&Outlook) -> Option<Json>) -> Question {
        self.offers = offers;
        self
    }

    pub const fn needed(mut self) -> Question {
        self.is_needed = true;
        self
    }

    pub const fn reached_at(mut self, port: &'static str) -> Question {
        self.reached_at = Some(port);
        self
    }
}

/// The object as the answers so far would make it; what has no default yet is missing.
pub struct Outlook(pub Properties);

impl Outlook {
    /// Whether a property has this value, as it is stored.
    pub fn is(&self, property: &str, value: impl Into<Json>) -> bool {
        self.0.get(property).is_some_and(|stored| *stored == value.into())
    }

    /// Whether a property is something: not null, not an empty list or text.
    pub fn has(&self, property: &str) -> bool {
        self.0.get(property).is_some_and(|stored| match stored {
            Json::Null => false,
            Json::Array(items) => !items.is_empty(),
            Json::String(text) => !text.is_empty(),
            _ => true,
        })
    }

    /// Whether a set of words, or a text, holds this word.
    pub fn holds(&self, property: &str, word: &str) -> bool {
        let stored = self.0.get(property).and_then(Json::as_str).unwrap_or_default();
        stored.split(',').any(|part| part.trim().eq_ignore_ascii_case(word))
    }
}
