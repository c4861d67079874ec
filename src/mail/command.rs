//! One SMTP command line, taken apart (RFC 5321 §4.1).
//!
//! Promise: no line panics, and every refusal names the reply it deserves. What a command means, whether it comes in
//! order and whether this session may use it is not decided here.

use super::handover::HandoverVerb;
use super::parameters::{MailParameters, ParameterError, RcptParameters};
use super::path::{self, ForwardPath, PathError, PathRules};
use crate::model::ReversePath;

/// A command with its arguments; text is borrowed from the line.
#[derive(Clone, Debug, PartialEq)]
pub enum Command<'a> {
    /// The name the peer gives itself, unchecked; empty if it gave none.
    Ehlo(&'a str),
    Helo(&'a str),
    Mail(ReversePath, MailParameters),
    Rcpt(ForwardPath, RcptParameters),
    Data,
    Bdat {
        size: u64,
        is_last: bool,
    },
    Rset,
    Noop,
    Vrfy,
    Expn,
    /// What only servers of Exchange say to each other, about things that are not here: properties of 2000 and 2003
    /// (XEXCH50).
    Foreign,
    /// X-LINK2STATE: a chunk of what a server of the organization knows of links.
    LinkState(&'a str),
    /// XSHADOWREQUEST: copies of another server's mail follow.
    ShadowRequest(&'a str),
    /// XSHADOW: one of them.
    Shadow,
    /// XQDISCARD: which copies of this server's mail are done with?
    Discard(&'a str),
    /// XPROXYFROM, XPROXY: a front end hands on the session of its client.
    Handover(HandoverVerb, &'a str),
    /// XSESSIONPARAMS: what the session is for.
    SessionParams(&'a str),
    /// XPROXYTO: a server of the organization wants to be connected with the outside.
    ProxyTo(&'a str),
    Help,
    /// The node that the peer asks mail for, unchecked.
    Etrn(&'a str),
    /// Domains with commas between; none: all.
    Atrn(&'a str),
    /// TURN or ATRN: the peer wants to change places.
    Turn,
    Quit,
    StartTls,
    /// X-ANONYMOUSTLS: TLS between servers of one organization, before X-EXPS.
    AnonymousTls,
    /// X-EXPS: AUTH between servers of one organization.
    Exps {
        mechanism: &'a str,
        initial: Option<&'a str>,
    },
    Auth {
        mechanism: &'a str,
        initial: Option<&'a str>,
    },
}

/// Why a line is no command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CommandError {
    #[error("unrecognized command")]
    Unrecognized,
    #[error("invalid arguments")]
    Arguments,
    /// BDAT with so many bytes to come that are no commands, and something wrong behind the number.
    #[error("invalid arguments of BDAT")]
    Chunk(u64),
    /// BDAT without a number that can be read: where the next command begins is not known.
    #[error("BDAT without its size")]
    ChunkSize,
    /// A control character: a bare CR, LF or NUL among them.
    #[error("a character that a command may not have")]
    Character,
    #[error("the sender is {0}")]
    Sender(PathError),
    #[error("the recipient is {0}")]
    Recipient(PathError),
    #[error("{0}")]
    Parameter(#[from] ParameterError),
}

impl<'a> Command<'a> {
    /// Reads a line without its end. Whether the addresses of MAIL may be beyond ASCII it says itself.
    pub fn parse(line: &'a [u8], rules: PathRules<'_>) -> Result<Command<'a>, CommandError> {
        let text = std::str::from_utf8(line).map_err(|_| CommandError::Character)?.trim_end_matches([' ', '\t']);
        if text.bytes().any(|byte| byte.is_ascii_control() && byte != b'\t') {
            return Err(CommandError::Character);
        }
        let (verb, argument) = text.split_once([' ', '\t']).unwrap_or((text, ""));
        let argument = argument.trim_start();
        match Verb::named(verb).ok_or(CommandError::Unrecognized)? {
            Verb::Ehlo => Ok(Command::Ehlo(argument)),
            Verb::Helo => Ok(Command::Helo(argument)),
            Verb::Mail => mail(argument, rules),
            Verb::Rcpt => rcpt(argument, rules),
            Verb::Bdat => bdat(argument),
            Verb::Auth => auth(argument),
            Verb::Exps => exps(argument),
            // These take text that nobody looks at.
            Verb::Noop => Ok(Command::Noop),
            Verb::Vrfy => Ok(Command::Vrfy),
            Verb::Expn => Ok(Command::Expn),
            Verb::Foreign => Ok(Command::Foreign),
            Verb::LinkState => Ok(Command::LinkState(argument)),
            Verb::ShadowRequest => Ok(Command::ShadowRequest(argument)),
            Verb::Shadow => Ok(Command::Shadow),
            Verb::Discard => Ok(Command::Discard(argument)),
            Verb::ProxyTo => Ok(Command::ProxyTo(argument)),
            Verb::Handover(verb) => Ok(Command::Handover(verb, argument)),
            Verb::SessionParams => Ok(Command::SessionParams(argument)),
            Verb::Turn if !argument.is_empty() => Err(CommandError::Arguments),
            Verb::Turn => Ok(Command::Turn),
            Verb::Atrn if argument.contains([' ', '\t']) => Err(CommandError::Arguments),
            Verb::Atrn => Ok(Command::Atrn(argument)),
            Verb::Etrn if argument.contains([' ', '\t']) => Err(CommandError::Arguments),
            Verb::Etrn => Ok(Command::Etrn(argument)),
            Verb::Help => Ok(Command::Help),
            Verb::Data => alone(argument, Command::Data),
            Verb::Rset => alone(argument, Command::Rset),
            Verb::Quit => alone(argument, Command::Quit),
            Verb::StartTls => alone(argument, Command::StartTls),
            Verb::AnonymousTls => alone(argument, Command::AnonymousTls),
        }
    }
}

enum Verb {
    Ehlo,
    Helo,
    Mail,
    Rcpt,
    Data,
    Bdat,
    Rset,
    Noop,
    Vrfy,
    Expn,
    Foreign,
    LinkState,
    ShadowRequest,
    Shadow,
    Discard,
    ProxyTo,
    Handover(HandoverVerb),
    SessionParams,
    Help,
    Etrn,
    Turn,
    Atrn,
    Quit,
    StartTls,
    AnonymousTls,
    Auth,
    Exps,
}

impl Verb {
    fn named(word: &str) -> Option<Verb> {
        const NAMES: [(&str, Verb); 28] = [
            ("MAIL", Verb::Mail),
            ("RCPT", Verb::Rcpt),
            ("DATA", Verb::Data),
            ("BDAT", Verb::Bdat),
            ("EHLO", Verb::Ehlo),
            ("HELO", Verb::Helo),
            ("QUIT", Verb::Quit),
            ("RSET", Verb::Rset),
            ("NOOP", Verb::Noop),
            ("AUTH", Verb::Auth),
            ("STARTTLS", Verb::StartTls),
            ("VRFY", Verb::Vrfy),
            ("EXPN", Verb::Expn),
            ("XPROXYTO", Verb::ProxyTo),
            ("XEXCH50", Verb::Foreign),
            ("X-LINK2STATE", Verb::LinkState),
            ("XSHADOW", Verb::Shadow),
            ("XSHADOWREQUEST", Verb::ShadowRequest),
            ("XQDISCARD", Verb::Discard),
            ("XPROXY", Verb::Handover(HandoverVerb::XProxy)),
            ("XPROXYFROM", Verb::Handover(HandoverVerb::XProxyFrom)),
            ("XSESSIONPARAMS", Verb::SessionParams),
            ("HELP", Verb::Help),
            ("ETRN", Verb::Etrn),
            ("TURN", Verb::Turn),
            ("ATRN", Verb::Atrn),
            ("X-ANONYMOUSTLS", Verb::AnonymousTls),
            ("X-EXPS", Verb::Exps),
        ];
        NAMES.into_iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, verb)| verb)
    }
}

fn alone<'a>(argument: &str, command: Command<'a>) -> Result<Command<'a>, CommandError> {
    if argument.is_empty() { Ok(command) } else { Err(CommandError::Arguments) }
}

fn mail<'a>(argument: &str, rules: PathRules<'_>) -> Result<Command<'a>, CommandError> {
    let argument = after_keyword(argument, "FROM:").ok_or(CommandError::Arguments)?;
    let (path, parameters) = path::split(argument).map_err(CommandError::Sender)?;
    let parameters = MailParameters::parse(parameters);
    let is_utf8 = parameters.as_ref().is_ok_and(|parameters| parameters.utf8);
    let sender = path::reverse(path, PathRules { is_utf8, ..rules }).map_err(CommandError::Sender)?;
    Ok(Command::Mail(sender, parameters?))
}

fn rcpt<'a>(argument: &str, rules: PathRules<'_>) -> Result<Command<'a>, CommandError> {
    let argument = after_keyword(argument, "TO:").ok_or(CommandError::Arguments)?;
    let (path, parameters) = path::split(argument).map_err(CommandError::Recipient)?;
    let recipient = path::forward(path, rules).map_err(CommandError::Recipient)?;
    Ok(Command::Rcpt(recipient, RcptParameters::parse(parameters, rules)?))
}

/// What follows `FROM:` or `TO:`. Blanks after the colon are wrong and common; they are let through.
fn after_keyword<'a>(argument: &'a str, keyword: &str) -> Option<&'a str> {
    let start = argument.get(..keyword.len())?;
    start.eq_ignore_ascii_case(keyword).then(|| argument[keyword.len()..].trim_start())
}

/// `BDAT size [LAST]` (RFC 3030 §2).
fn bdat<'a>(argument: &str) -> Result<Command<'a>, CommandError> {
    let mut words = argument.split_ascii_whitespace();
    let size = words.next().unwrap_or_default();
    if !(1..=20).contains(&size.len()) || !size.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(CommandError::ChunkSize);
    }
    let size = size.parse().map_err(|_| CommandError::ChunkSize)?;
    let is_last = match words.next() {
        None => false,
        Some(word) if word.eq_ignore_ascii_case("LAST") => true,
        Some(_) => return Err(CommandError::Chunk(size)),
    };
    if words.next().is_some() { Err(CommandError::Chunk(size)) } else { Ok(Command::Bdat { size, is_last }) }
}

fn auth(argument: &str) -> Result<Command<'_>, CommandError> {
    let (mechanism, initial) = logon(argument)?;
    Ok(Command::Auth { mechanism, initial })
}

fn exps(argument: &str) -> Result<Command<'_>, CommandError> {
    let (mechanism, initial) = logon(argument)?;
    Ok(Command::Exps { mechanism, initial })
}

/// A mechanism, and perhaps an initial response (RFC 4954 §4).
fn logon(argument: &str) -> Result<(&str, Option<&str>), CommandError> {
    let mut words = argument.split_ascii_whitespace();
    let mechanism = words.next().ok_or(CommandError::Arguments)?;
    let initial = words.next();
    if words.next().is_some() { Err(CommandError::Arguments) } else { Ok((mechanism, initial)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::parameters::BodyType;
    use proptest::prelude::*;

    fn parse(line: &str) -> Result<Command<'_>, CommandError> {
        Command::parse(line.as_bytes(), PathRules::default())
    }

    #[test]
    fn commands_are_read_in_any_case_and_with_blanks() {
        for (line, expected) in [
            ("EHLO hub.contoso.com", Command::Ehlo("hub.contoso.com")),
            ("helo", Command::Helo("")),
            ("DATA ", Command::Data),
            ("BDAT 1000", Command::Bdat { size: 1000, is_last: false }),
            ("bdat 0 last", Command::Bdat { size: 0, is_last: true }),
            ("NOOP anything goes", Command::Noop),
            ("VRFY ann", Command::Vrfy),
            ("etrn @contoso.org", Command::Etrn("@contoso.org")),
            ("x-link2state LAST CHUNK={00000004} MORE", Command::LinkState("LAST CHUNK={00000004} MORE")),
            ("ATRN contoso.org,example.com", Command::Atrn("contoso.org,example.com")),
            ("XPROXYTO DESTINATIONS=192.0.2.1", Command::ProxyTo("DESTINATIONS=192.0.2.1")),
            ("XPROXYFROM IP=192.0.2.9", Command::Handover(HandoverVerb::XProxyFrom, "IP=192.0.2.9")),
            ("xproxy", Command::Handover(HandoverVerb::XProxy, "")),
            ("XSESSIONPARAMS MDBGUID=1", Command::SessionParams("MDBGUID=1")),
            ("xshadowrequest hub02 1", Command::ShadowRequest("hub02 1")),
            ("XSHADOW 1 2 3", Command::Shadow),
            ("XQDISCARD 1", Command::Discard("1")),
            ("xexch50 1 2", Command::Foreign),
            ("StartTLS", Command::StartTls),
            ("AUTH LOGIN", Command::Auth { mechanism: "LOGIN", initial: None }),
            ("AUTH plain AGFuAHB3", Command::Auth { mechanism: "plain", initial: Some("AGFuAHB3") }),
            ("x-anonymoustls", Command::AnonymousTls),
            ("X-EXPS EXTERNAL =", Command::Exps { mechanism: "EXTERNAL", initial: Some("=") }),
            ("QUIT", Command::Quit),
        ] {
            assert_eq!(parse(line), Ok(expected), "{line}");
        }
    }

    #[test]
    fn mail_and_rcpt_carry_path_and_parameters() {
        let Ok(Command::Mail(sender, parameters)) = parse("MAIL FROM:<ann@contoso.com> SIZE=10 BODY=8BITMIME") else {
            panic!("a usual MAIL")
        };
        assert_eq!(sender.to_string(), "ann@contoso.com");
        assert_eq!((parameters.size, parameters.body), (Some(10), Some(BodyType::EightBitMime)));
        assert!(matches!(parse("mail from: <>"), Ok(Command::Mail(ReversePath::Null, _))));
        assert!(matches!(parse("RCPT TO:<Postmaster>"), Ok(Command::Rcpt(ForwardPath::Postmaster, _))));
        assert!(matches!(parse("RCPT TO:ann@contoso.com NOTIFY=NEVER"), Ok(Command::Rcpt(..))), "telnet by hand");
    }

    #[test]
    fn each_refusal_names_its_reply() {
        for (line, expected, why) in [
            ("", CommandError::Unrecognized, "an empty line"),
            ("HELLO there", CommandError::Unrecognized, "no such verb"),
            ("MAIL", CommandError::Arguments, "no FROM"),
            ("MAIL TO:<a@b.c>", CommandError::Arguments, "wrong keyword"),
            ("MAIL FROM:<a", CommandError::Sender(PathError::Malformed), "open bracket"),
            ("MAIL FROM:", CommandError::Sender(PathError::Malformed), "no path at all"),
            ("RCPT TO:<>", CommandError::Recipient(PathError::Malformed), "nobody"),
            ("MAIL FROM:<a@b.c> X=1", CommandError::Parameter(ParameterError::Unknown), "parameter"),
            ("DATA now", CommandError::Arguments, "DATA takes nothing"),
            ("BDAT", CommandError::ChunkSize, "no size"),
            ("BDAT +1", CommandError::ChunkSize, "sign"),
            ("BDAT 1 FIRST", CommandError::Chunk(1), "not LAST"),
            ("BDAT 99999999999999999999", CommandError::ChunkSize, "more than 64 bits"),
            ("AUTH", CommandError::Arguments, "no mechanism"),
            ("AUTH PLAIN a b", CommandError::Arguments, "too much"),
            ("ETRN a.b c.d", CommandError::Arguments, "two nodes"),
            ("MAIL FROM:<a@b.c>\rRCPT", CommandError::Character, "bare CR"),
            ("NOOP \0", CommandError::Character, "NUL"),
        ] {
            assert_eq!(parse(line), Err(expected), "{why}");
        }
        assert_eq!(Command::parse(b"EHLO \xff", PathRules::default()), Err(CommandError::Character));
    }

    proptest! {
        #[test]
        fn no_line_panics(line in proptest::collection::vec(any::<u8>(), 0..60)) {
            let _ = Command::parse(&line, PathRules::default());
        }

        #[test]
        fn no_nearly_right_line_panics(
            line in "(MAIL FROM:|RCPT TO:|BDAT |AUTH |EHLO )<?[a-z@.\"\\\\<>: é]{0,20}>?( [A-Z]{2,8}=?[a-z0-9+;]{0,6}){0,3}") {
            let _ = Command::parse(line.as_bytes(), PathRules::default());
        }
    }
}
