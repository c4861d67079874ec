//! `Send-MailMessage`: mail from a script, such as the report it has written.

use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::MimePart;

use super::correspondent::Correspondent;
use super::dialogue::own_name;
use super::send_smtp_message::read;
use super::submission::{Notify, Security, Submission};
use crate::cmdlet::file::encoding::Encoding;
use crate::cmdlet::prelude::*;
use crate::mail::origin;
use crate::model::choice::choice;
use crate::model::{GivenCredential, SmtpAddress};

choice! {
    /// How urgent a message says it is.
    Priority as "MailPriority" { Normal, Low, High }
}

choice! {
    /// What the sender wants to hear of a message (RFC 3461 §4.1).
    Wish as "DeliveryNotificationOptions" {
        /// As the server likes.
        None,
        OnSuccess,
        OnFailure,
        Delay,
        Never,
    }
}

static TO: Param<Vec<Correspondent>> =
    Param::new("To", "Who shall get it: addresses, with or without names.").position(1).from_property();
static SUBJECT: Param<String> = Param::new("Subject", "Its subject.").position(2).aliases(&["sub"]).from_property();
static BODY: Param<String> = Param::new("Body", "Its text.").position(3).from_property();
static SMTP_SERVER: Param<String> = Param::new("SmtpServer", "The server that takes it. Default: $PSEmailServer.")
    .position(4)
    .aliases(&["ComputerName"])
    .from_property();
static FROM: Param<Correspondent> = Param::new("From", "Who sends it.").mandatory().from_property();
static CC: Param<Vec<Correspondent>> = Param::new("Cc", "Who gets a copy.").from_property();
static BCC: Param<Vec<Correspondent>> = Param::new("Bcc", "Who gets a copy that nobody else sees.").from_property();
static REPLY_TO: Param<Vec<Correspondent>> = Param::new("ReplyTo", "Who gets the answers.").from_property();
static ATTACHMENTS: Param<Vec<String>> =
    Param::new("Attachments", "Files that go along.").aliases(&["PsPath"]).from_pipeline().from_property();
static BODY_AS_HTML: Param<Switch> = Param::switch("BodyAsHtml", "The text is HTML.").aliases(&["BAH"]).from_property();
static ENCODING: Param<Encoding> =
    Param::new("Encoding", "In what the text stands in the message. Default: UTF-8.").aliases(&["BE"]).from_property();
static PRIORITY: Param<Priority> = Param::new("Priority", "How urgent it says it is. Default: Normal.").from_property();
static NOTIFICATION: Param<Vec<Wish>> =
    Param::new("DeliveryNotificationOption", "What the sender wants to hear of it.").aliases(&["DNO"]).from_property();
static PORT: Param<u16> = Param::new("Port", "The server's port. Default: 25.").from_property();
static USE_SSL: Param<Switch> =
    Param::switch("UseSsl", "Encrypt with STARTTLS before anything is sent.").from_property();
static CREDENTIAL: Param<GivenCredential> =
    Param::new("Credential", "Log in with this; needs -UseSsl.").from_property();

pub static SEND_MAIL_MESSAGE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Send-MailMessage",
        synopsis: "Send mail from a script",
        about: "Puts nothing out. Recipients that the server refuses are errors, and the others get the message. \
                -Verbose shows the conversation; Send-SmtpMessage shows what became of each recipient.",
        params: &[
            TO.spec(),
            SUBJECT.spec(),
            BODY.spec(),
            SMTP_SERVER.spec(),
            FROM.spec(),
            CC.spec(),
            BCC.spec(),
            REPLY_TO.spec(),
            ATTACHMENTS.spec(),
            BODY_AS_HTML.spec(),
            ENCODING.spec(),
            PRIORITY.spec(),
            NOTIFICATION.spec(),
            PORT.spec(),
            USE_SSL.spec(),
            CREDENTIAL.spec(),
        ],
        needs: Right::SendTestMail,
        examples: &[Example {
            does: "Mail the state of the queues to the administrators",
            run: "Send-MailMessage -To pat@contoso.com -From 'Queues <kim@contoso.com>' -Subject Queues -BodyAsHtml -Body (Get-Queue | ConvertTo-Html Identity,MessageCount | Out-String) -SmtpServer localhost -Port 2525",
        }],
        ..Signature::NEW
    },
    run: Run::Stage(|_, session| Ok(Box::new(Mail { session, attachments: Vec::new() }))),
};

/// The files that come by the pipeline all go along with one message.
struct Mail<'a> {
    session: &'a Session,
    attachments: Vec<String>,
}

impl Stage for Mail<'_> {
    fn take(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        self.attachments.extend(call.get(&ATTACHMENTS)?.unwrap_or_default());
        Ok(())
    }

    fn finish(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        let order = order(call, &self.attachments)?;
        for (recipient, reply) in order.send(call, self.session)?.answers {
            if !reply.is_success() {
                let says = format!("The server has refused the recipient {recipient}: {reply}");
                call.error(Fault::denied("SmtpFailedRecipientException", says))?;
            }
        }
        Ok(())
    }
}

/// The port of SMTP (RFC 5321 §4.5.4.2).
const SMTP: u16 = 25;

fn order(call: &Call, attachments: &[String]) -> Result<Submission, Fault> {
    let (from, helo) = (call.require(&FROM)?, own_name());
    let lists = [call.get(&TO)?, call.get(&CC)?, call.get(&BCC)?].map(Option::unwrap_or_default);
    let to: Vec<SmtpAddress> = lists.iter().flatten().map(|one| one.address.clone()).collect();
    if to.is_empty() {
        let says = "The message has no recipient.";
        return Err(Fault::invalid("NoRecipient", says).fix("Give -To, -Cc or -Bcc."));
    }
    let [to_shown, copies, _] = lists;
    let message = written(call, &from, &to_shown, &copies, attachments, &helo)?;
    Ok(Submission {
        host: server(call)?,
        port: call.get(&PORT)?.unwrap_or(SMTP),
        helo,
        from: from.address.into(),
        to,
        message,
        notify: wishes(call)?,
        ret: None,
        envelope_id: None,
        security: Security::of(call, &USE_SSL, &CREDENTIAL, true)?,
    })
}

fn server(call: &Call) -> Result<String, Fault> {
    let usual = || call.engine.variable("PSEmailServer").map(|name| name.to_string());
    let given = call.get(&SMTP_SERVER)?.or_else(usual).filter(|name| !name.trim().is_empty());
    given.ok_or_else(|| {
        let says = "The email cannot be sent because no SMTP server was specified.";
        Fault::invalid("InvalidArgument", says).fix("Give -SmtpServer, or set $PSEmailServer.")
    })
}

/// As words of the RCPT command; `None` is as good as saying nothing.
fn wishes(call: &Call) -> Result<Option<Vec<Notify>>, Fault> {
    let word = |wish: &Wish| match wish {
        Wish::None => None,
        Wish::OnSuccess => Some(Notify::Success),
        Wish::OnFailure => Some(Notify::Failure),
        Wish::Delay => Some(Notify::Delay),
        Wish::Never => Some(Notify::Never),
    };
    let mut words: Vec<Notify> = call.get(&NOTIFICATION)?.unwrap_or_default().iter().filter_map(word).collect();
    if words.contains(&Notify::Never) {
        words = vec![Notify::Never];
    }
    Ok(Some(words).filter(|words| !words.is_empty()))
}

fn written(
    call: &Call,
    from: &Correspondent,
    to: &[Correspondent],
    copies: &[Correspondent],
    attachments: &[String],
    helo: &str,
) -> Result<Vec<u8>, Fault> {
    let list = |all: &[Correspondent]| Address::new_list(all.iter().map(Correspondent::shown).collect());
    let mut message = MessageBuilder::new()
        .date(jiff::Timestamp::now().as_second())
        .message_id(origin::message_id(helo).trim_matches(['<', '>']).to_owned())
        .from(from.shown())
        .subject(call.get(&SUBJECT)?.unwrap_or_default().replace(['\r', '\n'], " "));
    if !to.is_empty() {
        message = message.to(list(to));
    }
    if !copies.is_empty() {
        message = message.cc(list(copies));
    }
    if let Some(answers) = call.get(&REPLY_TO)?.filter(|answers| !answers.is_empty()) {
        message = message.reply_to(list(&answers));
    }
    for (field, value) in urgency(call.get(&PRIORITY)?.unwrap_or(Priority::Normal)) {
        message = message.header(*field, Raw::new(*value));
    }
    let mut parts = vec![text(call)?];
    for path in attachments {
        let file = call.engine.full_path(path);
        let bytes = read(&file).map_err(|fault| fault.at(call.place(&ATTACHMENTS)))?;
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        parts.push(MimePart::new("application/octet-stream", bytes).attachment(name));
    }
    let body = match parts.len() {
        1 => parts.remove(0),
        _ => MimePart::new("multipart/mixed", parts),
    };
    let written = message.body(body).write_to_vec();
    written.map_err(|error| Fault::internal("Message", "The message could not be written.").cause(error))
}

fn text(call: &Call) -> Result<MimePart<'static>, Fault> {
    let kind = if call.is_set(&BODY_AS_HTML)? { "text/html" } else { "text/plain" };
    let text = call.get(&BODY)?.unwrap_or_default();
    Ok(match call.get(&ENCODING)?.and_then(|encoding| Some((encoding, encoding.charset()?))) {
        None => MimePart::new(kind, text),
        Some((encoding, charset)) => {
            MimePart::new(ContentType::new(kind).attribute("charset", charset), encoding.encode(&text))
        }
    })
}

/// The fields that say it (RFC 2156, and those that mail programs look for).
fn urgency(priority: Priority) -> &'static [(&'static str, &'static str)] {
    match priority {
        Priority::Normal => &[],
        Priority::Low => &[("X-Priority", "5"), ("Priority", "non-urgent"), ("Importance", "low")],
        Priority::High => &[("X-Priority", "1"), ("Priority", "urgent"), ("Importance", "high")],
    }
}

#[cfg(test)]
mod tests;
