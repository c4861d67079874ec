//! Who a file's message is from and for (reference: transport-pipeline.md §5).
//!
//! Promise: no I/O. A file that cannot be sent is either hopeless, or has a sender who can be told.

use std::net::IpAddr;

use crate::mail::header::{self, Field};
use crate::mail::parameters::{MailParameters, RcptParameters};
use crate::mail::path::{self, PathRules};
use crate::mail::{BodyType, EnhancedStatus, ForwardPath, address_list};
use crate::model::{Domain, ReversePath};
use crate::transport::{Demands, FileWay, Recipient, Remark, Speaker};

/// What a file says.
#[derive(Debug)]
pub struct Letter {
    pub sender: ReversePath,
    pub recipients: Vec<Recipient>,
    pub parameters: MailParameters,
    /// The header that stays, without its empty line.
    pub kept: Vec<u8>,
    /// Whence it came to whoever wrote the file (X-HeloDomain, X-SourceIPAddress).
    pub hello: Option<String>,
    pub address: Option<IpAddr>,
    /// Why it is not sent, where its sender is to be told.
    pub refusal: Option<Remark>,
}

/// It cannot be sent, and there is nobody to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Hopeless(&'static str);

impl Hopeless {
    pub const ENDLESS: Hopeless = Hopeless("its header does not end");
    pub const UNTOLD: Hopeless = Hopeless("it cannot be sent, and its sender wants no report");
}

/// What holds for files of the Pickup directory.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    pub header: usize,
    pub recipients: usize,
}

/// Reads the header of a file. `usual`: the domain of addresses without one, for those who may leave it out.
pub fn read(way: FileWay, fields: &[u8], bounds: Bounds, usual: Option<&Domain>) -> Result<Letter, Hopeless> {
    let rules = PathRules { usual, may_be_long: true, is_utf8: true };
    match way {
        FileWay::Pickup => by_header(fields, bounds, rules),
        FileWay::Replay | FileWay::Sendmail => by_envelope(way, fields, rules),
    }
}

/// The Pickup directory: From or Sender, and To, Cc and Bcc.
fn by_header(fields: &[u8], bounds: Bounds, rules: PathRules<'_>) -> Result<Letter, Hopeless> {
    let sender = ["Sender", "From"].into_iter().find_map(|name| {
        let found = all(fields, &[name]);
        (found.len() == 1).then(|| path::reverse(&found[0], rules).ok()).flatten().filter(|path| !path.is_null())
    });
    let sender = sender.ok_or(Hopeless("neither Sender nor From has the address of one sender"))?;
    let mut recipients: Vec<Recipient> = Vec::new();
    let mut refusal = None;
    for text in all(fields, &["To", "Cc", "Bcc"]) {
        match path::forward(&text, rules) {
            Ok(ForwardPath::Address(address)) if recipients.iter().any(|known| known.address == address) => {}
            Ok(ForwardPath::Address(address)) => recipients.push(recipient(address, RcptParameters::default())),
            Ok(ForwardPath::Postmaster) | Err(_) => {
                refusal = Some(remark(1, 3, format!("Invalid recipient address {}", text.escape_debug())));
            }
        }
    }
    if recipients.is_empty() {
        return Err(Hopeless("neither To nor Cc nor Bcc has the address of a recipient"));
    }
    if recipients.len() > bounds.recipients {
        refusal = Some(remark(5, 3, "Too many recipients".to_owned()));
    }
    if fields.len() > bounds.header {
        refusal = Some(remark(3, 4, "Header size exceeds fixed maximum size".to_owned()));
    }
    let mut kept = header::retain(fields, |field| !is_of_others(field) && !is_of_hops(field)).into_owned();
    if header::find(&kept, "To").is_none() && header::find(&kept, "Cc").is_none() {
        kept.extend_from_slice(b"To: Undisclosed recipients:;\r\n");
    }
    let parameters = MailParameters::default();
    Ok(Letter { sender, recipients, parameters, kept, hello: None, address: None, refusal })
}

/// The Replay directory: X-Sender and X-Receiver, before all other fields.
fn by_envelope(way: FileWay, fields: &[u8], rules: PathRules<'_>) -> Result<Letter, Hopeless> {
    let (mut sender, mut recipients) = (None, Vec::new());
    let (mut hello, mut address, mut creator, mut full_name) = (None, None, None, None);
    let mut rest = fields;
    for field in header::fields(fields) {
        let text = field.text();
        if field.is("X-Sender") {
            let (path, parameters) = path::split(&text).map_err(|_| Hopeless("X-Sender has no address"))?;
            // What servers tell each other is said on the wire only, where they have proved who they are. But a probe that
            // was exported must not become mail here.
            let is_known =
                |of: &MailParameters| of.peer.is_empty() || (way == FileWay::Replay && !of.peer.has_attributes());
            let parameters = MailParameters::parse(parameters).ok().filter(is_known);
            let parameters = parameters.ok_or(Hopeless("X-Sender has a wrong parameter"))?;
            let path = path::reverse(path, rules).map_err(|_| Hopeless("X-Sender has no address"))?;
            if sender.replace((path, parameters)).is_some() {
                return Err(Hopeless("X-Sender stands there twice"));
            }
        } else if field.is("X-Receiver") {
            let (path, parameters) = path::split(&text).map_err(|_| Hopeless("X-Receiver has no address"))?;
            let parameters =
                RcptParameters::parse(parameters, rules).map_err(|_| Hopeless("X-Receiver has a wrong parameter"))?;
            if way != FileWay::Replay && parameters.routing_domain.is_some() {
                return Err(Hopeless("X-Receiver has a parameter that only servers give"));
            }
            match path::forward(path, rules) {
                Ok(ForwardPath::Address(address)) => recipients.push(recipient(address, parameters)),
                Ok(ForwardPath::Postmaster) | Err(_) => return Err(Hopeless("X-Receiver has no address")),
            }
        } else if field.is("X-HeloDomain") {
            hello = Some(text).filter(|name| name.len() <= 255 && name.parse::<Domain>().is_ok());
        } else if field.is("X-SourceIPAddress") {
            address = text.parse().ok();
        } else if field.is("X-CreatedBy") {
            creator = Some(text);
        } else if field.is("X-FullName") && way == FileWay::Sendmail {
            full_name = Some(text);
        } else if !["X-EndOfInjectedXHeaders", "X-ExtendedMessageProps", "X-Source"].iter().any(|name| field.is(name)) {
            break;
        }
        rest = &rest[field.raw.len()..];
    }
    let (sender, parameters) = sender.ok_or(Hopeless("there is no X-Sender before the other fields"))?;
    if recipients.is_empty() {
        return Err(Hopeless("there is no X-Receiver before the other fields"));
    }
    // Whoever moves files between servers of ours says so; nobody else brings what is only meant for inside.
    let is_ours = creator.is_some_and(|creator| creator.eq_ignore_ascii_case("emsh"));
    let mut kept = header::retain(rest, |field| !field.is("Bcc") && (is_ours || !is_of_others(field))).into_owned();
    if way == FileWay::Sendmail && header::find(&kept, "From").is_none() {
        kept.extend_from_slice(from(&sender, full_name.as_deref()).as_bytes());
    }
    Ok(Letter { sender, recipients, parameters, kept, hello, address, refusal: None })
}

impl Letter {
    /// What it needs of each hop; `is_ascii`: the text of it.
    pub fn needs(&self, is_ascii: bool) -> (BodyType, Demands) {
        let is_plain = |address: &crate::model::SmtpAddress| address.local().is_ascii();
        let utf8 = self.parameters.utf8
            || !self.kept.is_ascii()
            || !self.sender.address().is_none_or(is_plain)
            || !self.recipients.iter().all(|recipient| is_plain(&recipient.address));
        let body_type = match self.parameters.body {
            None if is_ascii && self.kept.is_ascii() => BodyType::SevenBit,
            // Line ends are made those of mail: nothing is binary any more.
            None | Some(BodyType::BinaryMime) => BodyType::EightBitMime,
            Some(declared) => declared,
        };
        let tls_is_optional = header::find(&self.kept, "TLS-Required")
            .is_some_and(|field| field.text().trim().eq_ignore_ascii_case("no"));
        (body_type, Demands { utf8, tls: self.parameters.tls, tls_is_optional })
    }
}

fn all(fields: &[u8], names: &[&str]) -> Vec<String> {
    let wanted = header::fields(fields).filter(|field| names.iter().any(|name| field.is(name)));
    wanted.flat_map(|field| address_list::read(&field.text())).collect()
}

fn is_of_others(field: &Field<'_>) -> bool {
    field.is("Bcc")
        || ["X-MS-Exchange-Organization-", "X-MS-Exchange-Forest-"].iter().any(|name| field.name_starts_with(name))
}

fn is_of_hops(field: &Field<'_>) -> bool {
    field.is("Received") || field.name_starts_with("Resent-")
}

fn from(sender: &ReversePath, full_name: Option<&str>) -> String {
    let address = sender.address().map(ToString::to_string).unwrap_or_else(|| "MAILER-DAEMON".to_owned());
    match full_name.map(str::trim).filter(|name| !name.is_empty()) {
        Some(name) if name.is_ascii() => {
            format!("From: \"{}\" <{address}>\r\n", name.replace('\\', "\\\\").replace('"', "\\\""))
        }
        Some(name) => format!("From: {} <{address}>\r\n", crate::mail::encoded_word::encode(name)),
        None => format!("From: {address}\r\n"),
    }
}

fn recipient(address: crate::model::SmtpAddress, parameters: RcptParameters) -> Recipient {
    let RcptParameters { notify, original, alternate, routing_domain } = parameters;
    let (alternate, routing_domain) = (alternate.map(Box::new), routing_domain.map(Box::new));
    Recipient { original, notify, alternate, routing_domain, ..Recipient::new(address) }
}

fn remark(subject: u16, detail: u16, text: String) -> Remark {
    Remark { code: 550, status: EnhancedStatus::new(5, subject, detail), text, by: Speaker::Us }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Bounds = Bounds { header: 1000, recipients: 3 };

    fn told(way: FileWay, fields: &str) -> String {
        let usual: Domain = "contoso.com".parse().unwrap();
        let usual = (way == FileWay::Sendmail).then_some(&usual);
        match read(way, fields.as_bytes(), BOUNDS, usual) {
            Ok(letter) => {
                let recipients: Vec<String> =
                    letter.recipients.iter().map(|recipient| recipient.address.to_string()).collect();
                let refusal = letter.refusal.map(|remark| format!(" {}", remark.status)).unwrap_or_default();
                let kept = String::from_utf8(letter.kept).unwrap().replace("\r\n", "|");
                format!("{} to {}{refusal}: {kept}", letter.sender, recipients.join(","))
            }
            Err(hopeless) => format!("hopeless: {hopeless}"),
        }
    }

    #[test]
    fn pickup_reads_the_envelope_off_the_header() {
        for (fields, expected, why) in [
            (
                "From: Ann <a@b.c>\r\nTo: d@e.f, G <g@h.i>\r\nCc: D@e.f\r\nBcc: j@k.l\r\n",
                "a@b.c to d@e.f,g@h.i,j@k.l: From: Ann <a@b.c>|To: d@e.f, G <g@h.i>|Cc: D@e.f|",
                "each once, and Bcc goes",
            ),
            (
                "From: a@b.c\r\nReceived: x\r\nResent-To: y\r\nX-MS-Exchange-Organization-SCL: -1\r\nBcc: j@k.l\r\n",
                "a@b.c to j@k.l: From: a@b.c|To: Undisclosed recipients:;|",
                "what others have written goes",
            ),
            (
                "From: a@b.c, x@y.z\r\nSender: s@b.c\r\nTo: d@e.f\r\n",
                "s@b.c to d@e.f: From: a@b.c, x@y.z|Sender: s@b.c|To: d@e.f|",
                "Sender speaks for several",
            ),
            (
                "From: a@b.c, x@y.z\r\nTo: d@e.f\r\n",
                "hopeless: neither Sender nor From has the address of one sender",
                "several",
            ),
            ("From: a@b.c\r\n", "hopeless: neither To nor Cc nor Bcc has the address of a recipient", "nobody"),
            (
                "From: root\r\nTo: d@e.f\r\n",
                "hopeless: neither Sender nor From has the address of one sender",
                "no domain",
            ),
            (
                "From: a@b.c\r\nTo: d@e.f, nobody\r\n",
                "a@b.c to d@e.f 5.1.3: From: a@b.c|To: d@e.f, nobody|",
                "one is no address",
            ),
            (
                "From: a@b.c\r\nTo: a@x.y, b@x.y, c@x.y, d@x.y\r\n",
                "a@b.c to a@x.y,b@x.y,c@x.y,d@x.y 5.5.3: From: a@b.c|To: a@x.y, b@x.y, c@x.y, d@x.y|",
                "too many",
            ),
        ] {
            assert_eq!(told(FileWay::Pickup, fields), expected, "{why}");
        }
        let long = format!("From: a@b.c\r\nTo: d@e.f\r\nX: {}\r\n", "x".repeat(1000));
        assert!(told(FileWay::Pickup, &long).contains(" 5.3.4: "), "too long");
    }

    #[test]
    fn replay_reads_the_envelope_that_stands_before_the_header() {
        let (replay, sendmail) = (FileWay::Replay, FileWay::Sendmail);
        for (way, fields, expected, why) in [
            (
                replay,
                "X-Sender: <a@b.c> BODY=8BITMIME RET=HDRS\r\nX-Receiver: <d@e.f> NOTIFY=NEVER\r\nX-Receiver: <g@h.i>\r\n\
                 X-Source: test\r\nReceived: x\r\nBcc: y@z\r\nX-MS-Exchange-Organization-A: b\r\nX-Sender: <z@z.z>\r\n",
                "a@b.c to d@e.f,g@h.i: Received: x|X-Sender: <z@z.z>|",
                "trace stays; what comes after the first other field is no envelope",
            ),
            (
                replay,
                "X-CreatedBy: emsh\r\nX-Sender: <>\r\nX-Receiver: <d@e.f>\r\nX-MS-Exchange-Organization-A: b\r\n",
                "<> to d@e.f: X-MS-Exchange-Organization-A: b|",
                "from a server of ours",
            ),
            (
                replay,
                "X-Sender: <a@b.c> XSYSPROBEID=6f9619ff-8b86-d011-b42d-00cf4fc964ff\r\nX-Receiver: <d@e.f> XRDST=g.h\r\n",
                "a@b.c to d@e.f: ",
                "a probe and a way of its own",
            ),
            (
                replay,
                "X-Sender: <a@b.c> XATTRDIRECT=Incoming\r\nX-Receiver: <d@e.f>\r\n",
                "hopeless: X-Sender has a wrong parameter",
                "for the wire only",
            ),
            (
                sendmail,
                "X-Sender: <a@b.c> XSYSPROBEID=6f9619ff-8b86-d011-b42d-00cf4fc964ff\r\nX-Receiver: <d@e.f>\r\n",
                "hopeless: X-Sender has a wrong parameter",
                "people send no probes",
            ),
            (
                sendmail,
                "X-Sender: <a@b.c>\r\nX-Receiver: <d@e.f> XRDST=g.h\r\n",
                "hopeless: X-Receiver has a parameter that only servers give",
                "nor route their mail",
            ),
            (replay, "X-Receiver: <d@e.f>\r\n", "hopeless: there is no X-Sender before the other fields", "nobody"),
            (replay, "X-Sender: <a@b.c>\r\n", "hopeless: there is no X-Receiver before the other fields", "to nobody"),
            (replay, "X-Sender: <a@b.c>\r\nX-Sender: <a@b.c>\r\n", "hopeless: X-Sender stands there twice", "twice"),
            (replay, "X-Sender: <root>\r\nX-Receiver: <d@e.f>\r\n", "hopeless: X-Sender has no address", "no domain"),
            (
                sendmail,
                "X-Sender: <root>\r\nX-Receiver: <ann>\r\nX-FullName: Cron \"D\"\r\nSubject: s\r\n",
                "root@contoso.com to ann@contoso.com: Subject: s|From: \"Cron \\\"D\\\"\" <root@contoso.com>|",
                "programs leave out what they do not know",
            ),
        ] {
            assert_eq!(told(way, fields), expected, "{why}");
        }
    }

    #[test]
    fn what_is_beyond_ascii_is_demanded() {
        for (fields, is_ascii, expected) in [
            ("From: a@b.c\r\nTo: d@e.f\r\n", true, (BodyType::SevenBit, false)),
            ("From: a@b.c\r\nTo: d@e.f\r\n", false, (BodyType::EightBitMime, false)),
            ("From: a@b.c\r\nTo: jörg@e.f\r\n", true, (BodyType::EightBitMime, true)),
            ("From: a@b.c\r\nTo: d@e.f\r\nSubject: Grüße\r\n", true, (BodyType::EightBitMime, true)),
        ] {
            let letter = read(FileWay::Pickup, fields.as_bytes(), BOUNDS, None).unwrap();
            let (body_type, demands) = letter.needs(is_ascii);
            assert_eq!((body_type, demands.utf8), expected, "{fields}");
        }
    }
}
