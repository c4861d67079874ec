//! What servers of one organization say to each other about shadow copies.
//!
//! ```text
//! XSHADOWREQUEST hub01.contoso.com 6f1c…          copies of the mail of this server, and of this queue database, follow
//! XSHADOW 0193… 412 20480                         one of them: its name, bytes of the record and bytes of the message
//! XQDISCARD 0193… 0194…                           which of these are done with?
//! 250 2.0.0 6f1c… 0193…                           the queue database, and those that are
//! ```
//!
//! The forms are our own: Exchange keeps its own to itself.

use uuid::Uuid;

/// Most names in one XQDISCARD: they fit on a line.
pub const MOST_NAMES: usize = 40;

/// One copy that comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Announcement {
    pub name: Uuid,
    pub record: u64,
    pub message: u64,
}

/// The command that copies follow.
pub fn request(server: &str, database: Uuid) -> String {
    format!("XSHADOWREQUEST {server} {}\r\n", database.simple())
}

/// Its arguments: the FQDN of the server whose mail it is, and its queue database.
pub fn parse_request(argument: &str) -> Option<(&str, Uuid)> {
    let mut words = argument.split_ascii_whitespace();
    let (server, database) = (words.next()?, words.next()?);
    let is_name = server.len() <= 255 && server.bytes().all(|byte| byte.is_ascii_graphic());
    (is_name && words.next().is_none()).then_some((server, Uuid::try_parse(database).ok()?))
}

impl Announcement {
    pub fn line(&self) -> String {
        format!("XSHADOW {} {} {}\r\n", self.name.simple(), self.record, self.message)
    }

    /// The arguments of XSHADOW.
    pub fn parse(argument: &str) -> Option<Announcement> {
        let mut words = argument.split_ascii_whitespace();
        let name = Uuid::try_parse(words.next()?).ok()?;
        let mut number = || {
            let word = words.next()?;
            word.bytes().all(|byte| byte.is_ascii_digit()).then(|| word.parse().ok())?
        };
        let (record, message) = (number()?, number()?);
        words.next().is_none().then_some(Announcement { name, record, message })
    }
}

/// Asks about at most [`MOST_NAMES`].
pub fn discard(names: &[Uuid]) -> String {
    let names = names.iter().take(MOST_NAMES).map(|name| format!(" {}", name.simple()));
    format!("XQDISCARD{}\r\n", names.collect::<String>())
}

/// The arguments of XQDISCARD, and the text of its answer: names, of which there is at least one.
pub fn parse_names(argument: &str) -> Option<Vec<Uuid>> {
    let names: Option<Vec<Uuid>> = argument.split_ascii_whitespace().map(|word| Uuid::try_parse(word).ok()).collect();
    names.filter(|names| !names.is_empty())
}

/// What is answered: the queue database, then those that are done with.
pub fn answer(database: Uuid, done: &[Uuid]) -> String {
    let mut text = database.simple().to_string();
    for name in done {
        text.push_str(&format!(" {}", name.simple()));
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_said_is_understood() {
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let argument = |line: &str| line.trim_end().split_once(' ').map(|(_, argument)| argument.to_owned()).unwrap();
        let said = argument(&request("hub01.contoso.com", one));
        assert_eq!(parse_request(&said), Some(("hub01.contoso.com", one)));
        let copy = Announcement { name: one, record: 412, message: 1 << 40 };
        assert_eq!(Announcement::parse(&argument(&copy.line())), Some(copy));
        assert_eq!(parse_names(&argument(&discard(&[one, two]))), Some(vec![one, two]));
        assert_eq!(parse_names(&answer(one, &[two])), Some(vec![one, two]));
        let most = discard(&vec![one; 2 * MOST_NAMES]);
        assert!(most.len() < 2048, "it fits on a line: {}", most.len());
    }

    #[test]
    fn what_makes_no_sense_is_not_understood() {
        for argument in ["", "hub01", "hub01 x", "hub01 00000000000000000000000000000001 3"] {
            assert_eq!(parse_request(argument), None, "{argument}");
        }
        for argument in
            ["", "x 1 2", "00000000000000000000000000000001 1", "00000000000000000000000000000001 -1 +2", "1 2 3 4"]
        {
            assert_eq!(Announcement::parse(argument), None, "{argument}");
        }
        assert_eq!((parse_names(""), parse_names("x")), (None, None));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,80}") {
            let _ = (parse_request(&text), Announcement::parse(&text), parse_names(&text));
        }
    }
}
