//! XMSGCTX: what is known of a message that SMTP has no word for, from one server of the organization to the next.
//!
//! ```text
//!  XMSGCTX=1;author:ann@contoso.com;arrived:2026-11-21T01:13:33Z;delayed:2026-11-21T05:13:33Z
//! ```
//!
//! The version, then keys with their values, each value as xtext in which `;` is escaped too; nothing in it is an `=`, which
//! no value of a parameter may have (RFC 5321 §4.1.2). Keys of a newer version are passed over. What travels in header
//! fields of the organization anyway (level of spam, name of the message, what rules and agents have done) is not in it.
//!
//! Promise: what is written here is read back equal, to the microsecond; what is malformed is refused whole.

use std::fmt;

use jiff::Timestamp;

use super::xtext;
use crate::model::ReversePath;

/// What writes it now.
const VERSION: u32 = 1;

/// Longest of them all: beside all other parameters it fits into a command line of 2,048.
const LONGEST: usize = 900;

/// What the envelope knows of a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessageContext {
    /// Who has written it, where that is not the sender.
    pub author: Option<ReversePath>,
    /// When the first server of the organization took it.
    pub arrived: Option<Timestamp>,
    /// When its sender was told that it is late.
    pub delayed: Option<Timestamp>,
}

impl MessageContext {
    pub fn is_empty(&self) -> bool {
        *self == MessageContext::default()
    }

    /// Reads the value of the parameter; `None`: it is malformed.
    pub fn parse(text: &str) -> Option<MessageContext> {
        if text.len() > LONGEST {
            return None;
        }
        let mut parts = text.split(';');
        let version = parts.next().filter(|version| version.bytes().all(|byte| byte.is_ascii_digit()))?;
        version.parse::<u32>().ok().filter(|version| *version >= VERSION)?;
        let mut context = MessageContext::default();
        for part in parts {
            let (key, value) = part.split_once(':').filter(|(key, _)| !key.is_empty())?;
            let value = String::from_utf8(xtext::decode(value.as_bytes()).ok()?).ok()?;
            match key {
                "author" => once(&mut context.author, value.parse().ok()?)?,
                "arrived" => once(&mut context.arrived, value.parse().ok()?)?,
                "delayed" => once(&mut context.delayed, value.parse().ok()?)?,
                _ => {}
            }
        }
        Some(context)
    }

    /// The same without an author for whom there is no room: such addresses are legal and nobody's.
    pub fn that_fits(self) -> MessageContext {
        if self.to_string().len() > LONGEST { MessageContext { author: None, ..self } } else { self }
    }
}

fn once<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.replace(value).is_none().then_some(())
}

/// The value of the parameter.
impl fmt::Display for MessageContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{VERSION}")?;
        let moment = |moment: &Option<Timestamp>| moment.map(|moment| moment.to_string());
        for (key, value) in [
            ("author", self.author.as_ref().map(ToString::to_string)),
            ("arrived", moment(&self.arrived)),
            ("delayed", moment(&self.delayed)),
        ] {
            if let Some(value) = value {
                write!(f, ";{key}:{}", xtext::encode(value.as_bytes()).replace(';', "+3B"))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn contexts() -> impl Strategy<Value = MessageContext> {
        let author = prop_oneof![
            Just("<>"),
            Just("ann@contoso.com"),
            Just("a+b=c@contoso.com"),
            Just("\"a;b:c d\"@contoso.com"),
            Just("jörg@contoso.com")
        ];
        let moment = || proptest::option::of(-1_000_000_000_i64..4_000_000_000_000_000);
        (proptest::option::of(author), moment(), moment()).prop_map(|(author, arrived, delayed)| {
            let moment = |of: Option<i64>| of.map(|of| Timestamp::from_microsecond(of).expect("in range"));
            let author = author.map(|author| author.parse().expect("a path"));
            MessageContext { author, arrived: moment(arrived), delayed: moment(delayed) }
        })
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(context in contexts()) {
            let text = context.to_string();
            prop_assert!(text.bytes().all(|byte| matches!(byte, b'!'..=b'~') && byte != b'='), "{}", text);
            prop_assert_eq!(MessageContext::parse(&text), Some(context));
        }

        #[test]
        fn no_text_makes_it_panic(text in "[0-9]?(;[a-z]{0,8}:?.{0,20}){0,4}") {
            let _ = MessageContext::parse(&text);
        }
    }

    #[test]
    fn a_newer_version_may_say_more_and_nothing_may_be_malformed() {
        let known = MessageContext { author: "ann@contoso.com".parse().ok(), ..MessageContext::default() };
        let long = format!("1;more:{}", "x".repeat(LONGEST));
        for (text, expected, why) in [
            ("1", Some(MessageContext::default()), "nothing is known"),
            ("1;author:ann@contoso.com", Some(known.clone()), "what we write"),
            ("7;mood:good;author:ann@contoso.com", Some(known), "a newer one"),
            ("0;author:ann@contoso.com", None, "there was none before the first"),
            ("+1", None, "no number"),
            ("", None, "no version"),
            ("author:ann@contoso.com", None, "no version"),
            ("1;author", None, "a key alone"),
            ("1;:x", None, "a value alone"),
            ("1;", None, "nothing where something was announced"),
            ("1;author:ann", None, "no address"),
            ("1;author:ann@contoso.com;author:ann@contoso.com", None, "twice"),
            ("1;delayed:soon", None, "no moment"),
            ("1;mood:+0", None, "no xtext"),
            (&long, None, "too long"),
        ] {
            assert_eq!(MessageContext::parse(text), expected, "{why}");
        }
    }

    #[test]
    fn an_author_that_does_not_fit_is_left_out() {
        let author = format!("{}@contoso.com", "é".repeat(300)).parse().ok();
        let context = MessageContext { author, arrived: Some(Timestamp::UNIX_EPOCH), delayed: None };
        let fits = context.that_fits();
        assert!(fits.author.is_none() && fits.arrived.is_some());
        assert_eq!(MessageContext::parse(&fits.to_string()), Some(fits));
    }
}
