//! How people name queues and the messages in them: `Server\Queue`, `Server\Queue\number`, and patterns of these.

use std::fmt;
use std::str::FromStr;

use super::text::{Malformed, quoted, text_scalar};
use super::wildcard::Wildcard;

/// `Server\Queue` or `Queue`, where the queue is `Submission`, `Unreachable`, a number, `Shadow\1`, or a next hop's domain; `*`
/// stands for any run of characters in both.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct QueueIdentity {
    server: Option<Box<str>>,
    queue: Box<str>,
}

/// What queues of copies are called, with their number behind it.
pub const SHADOW: &str = "Shadow";

impl QueueIdentity {
    pub fn new(server: impl Into<Box<str>>, queue: impl Into<Box<str>>) -> QueueIdentity {
        QueueIdentity { server: Some(server.into()), queue: queue.into() }
    }

    /// The node, as written; `None`: the one that is asked.
    pub fn server(&self) -> Option<&str> {
        self.server.as_deref()
    }

    /// The queue, as written: a name, a number or a pattern.
    pub fn queue(&self) -> &str {
        &self.queue
    }

    /// True when queues of this node may be meant.
    pub fn is_on(&self, server: &str) -> bool {
        self.server().is_none_or(|pattern| fits(pattern, server))
    }

    /// True when a queue with that name (as it prints) or next hop is meant.
    pub fn names(&self, name: &str, next_hop_domain: &str) -> bool {
        fits(&self.queue, name) || fits(&self.queue, next_hop_domain)
    }

    /// True when it is a queue of copies by its name, or several.
    pub fn is_shadow(&self) -> bool {
        self.queue.split('\\').next().is_some_and(|name| name.eq_ignore_ascii_case(SHADOW))
    }

    /// True when more than one queue may be meant on purpose.
    pub fn is_pattern(&self) -> bool {
        self.server().is_some_and(Wildcard::is_pattern) || has_wildcard(&self.queue)
    }
}

/// A next hop may be an address in brackets, which are no character class then.
fn has_wildcard(text: &str) -> bool {
    text.contains(['*', '?'])
}

fn fits(pattern: &str, text: &str) -> bool {
    pattern.eq_ignore_ascii_case(text) || (has_wildcard(pattern) && Wildcard::new(pattern).matches(text))
}

impl fmt::Display for QueueIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.server {
            Some(server) => f.pad(&format!("{server}\\{}", self.queue)),
            None => f.pad(&self.queue),
        }
    }
}

impl FromStr for QueueIdentity {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<QueueIdentity, Malformed> {
        let (server, queue) = match text.trim().split_once('\\') {
            // `Shadow\1` is the whole name of a queue.
            Some((first, number)) if first.eq_ignore_ascii_case(SHADOW) && !number.contains('\\') => {
                (None, text.trim())
            }
            Some((server, queue)) => (Some(server), queue),
            None => (None, text.trim()),
        };
        if server.is_some_and(str::is_empty) || queue.is_empty() {
            return Err(Malformed::new(
                format!("{} names no queue.", quoted(text)),
                "Write Server\\Queue or Queue; the queue is Submission, Unreachable, a number or a next hop such as contoso.com.",
            ));
        }
        Ok(QueueIdentity { server: server.map(Into::into), queue: queue.into() })
    }
}

/// `Server\Queue\number`, `Queue\number`, or only the number: then the message in whatever queues it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MessageIdentity {
    queue: Option<QueueIdentity>,
    number: u64,
}

impl MessageIdentity {
    pub fn new(queue: Option<QueueIdentity>, number: u64) -> MessageIdentity {
        MessageIdentity { queue, number }
    }

    /// The queue or queues; `None`: any.
    pub fn queue(&self) -> Option<&QueueIdentity> {
        self.queue.as_ref()
    }

    pub fn number(&self) -> u64 {
        self.number
    }
}

impl fmt::Display for MessageIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.queue {
            Some(queue) => f.pad(&format!("{queue}\\{}", self.number)),
            None => f.pad(&self.number.to_string()),
        }
    }
}

impl FromStr for MessageIdentity {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<MessageIdentity, Malformed> {
        let (queue, number) = match text.trim().rsplit_once('\\') {
            Some((queue, number)) => (Some(queue), number),
            None => (None, text.trim()),
        };
        let malformed = || {
            Malformed::new(
                format!("{} names no message.", quoted(text)),
                "Write Server\\Queue\\number, Queue\\number, *\\number or the number alone.",
            )
        };
        let digits = number.bytes().all(|byte| byte.is_ascii_digit());
        let number = number.parse().ok().filter(|_| digits).ok_or_else(malformed)?;
        let queue = queue.map(|queue| queue.parse().map_err(|_| malformed())).transpose()?;
        Ok(MessageIdentity { queue, number })
    }
}

text_scalar!(QueueIdentity, "QueueIdentity");
text_scalar!(MessageIdentity, "MessageIdentity");

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn queues_are_named_in_several_ways() {
        for (text, server, expected, why) in [
            ("3", "hub01", true, "by number"),
            ("contoso.com", "hub01", true, "by next hop"),
            ("HUB01\\Contoso.com", "hub01", true, "letter case does not matter"),
            ("hub02\\contoso.com", "hub01", false, "another node"),
            ("*", "hub01", true, "all"),
            ("hub*\\*", "hub01", true, "all of some nodes"),
            ("*toso.com", "hub01", true, "a pattern"),
            ("33", "hub01", false, "another number"),
            ("Shadow\\3", "hub01", false, "copies of another server's mail"),
            ("contoso", "hub01", false, "no beginnings"),
        ] {
            let identity: QueueIdentity = text.parse().expect(text);
            assert_eq!(identity.is_on(server) && identity.names("3", "contoso.com"), expected, "{text}: {why}");
            assert_eq!(identity.to_string(), text);
        }
        let smart_host: QueueIdentity = "[10.0.0.1]".parse().expect("an address");
        assert!(smart_host.names("4", "[10.0.0.1]") && !smart_host.names("4", "1"), "brackets are no character class");
    }

    #[test]
    fn messages_are_named_in_several_ways() {
        for (text, queue, number) in [
            ("17", None, 17),
            ("*\\17", Some("*"), 17),
            ("Unreachable\\17", Some("Unreachable"), 17),
            ("hub01\\contoso.com\\17", Some("hub01\\contoso.com"), 17),
        ] {
            let identity: MessageIdentity = text.parse().expect(text);
            assert_eq!(identity.queue().map(ToString::to_string).as_deref(), queue, "{text}");
            assert_eq!(identity.number(), number, "{text}");
            assert_eq!(identity.to_string(), text);
        }
        for text in ["", "\\", "x", "hub01\\", "\\17", "a\\\\17", "+17", "99999999999999999999"] {
            assert!(text.parse::<MessageIdentity>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,30}|[a-c0-9*\\\\]{0,12}") {
            if let Ok(identity) = text.parse::<QueueIdentity>() {
                prop_assert_eq!(identity.to_string().parse(), Ok(identity));
            }
            if let Ok(identity) = text.parse::<MessageIdentity>() {
                prop_assert_eq!(identity.to_string().parse(), Ok(identity));
            }
        }
    }
}
