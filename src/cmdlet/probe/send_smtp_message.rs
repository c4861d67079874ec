//! `Send-SmtpMessage`: hands a message to an SMTP server and shows what it says to each recipient.

use std::io::Read;
use std::path::Path;

use jiff::Zoned;

use super::dialogue::own_name;
use super::letter::Letter;
use super::submission::{Notify, Return, Security, Submission};
use crate::cmdlet::prelude::*;
use crate::model::view::view;
use crate::model::{GivenCredential, ReversePath, SmtpAddress};

static SERVER: Param<String> =
    Param::new("Server", "The server: a name or an address, with `:port` where it is not 25. Default: this machine.")
        .position(1)
        .aliases(&["SmtpServer"]);
static FROM: Param<ReversePath> =
    Param::new("From", "Who sends it, in the envelope and in the message; `<>` for nobody.").mandatory();
static TO: Param<Vec<SmtpAddress>> =
    Param::new("To", "Who shall get it.").mandatory().from_pipeline().aliases(&["Recipient"]);
static SUBJECT: Param<String> = Param::new("Subject", "Its subject. Default: Test message.");
static BODY: Param<String> = Param::new("Body", "Its text. Default: one line.");
static PATH: Param<String> = Param::new("Path", "Send the message in this file as it stands, instead of a new one.");
static NOTIFY: Param<Vec<Notify>> = Param::new(
    "Notify",
    "What the sender is told about: Success, Failure, Delay, or Never. Default: as the server likes.",
);
static RET: Param<Return> = Param::new("Ret", "What a failure report returns of the message: Full or Hdrs.");
static ENVELOPE_ID: Param<String> = Param::new("EnvelopeId", "Comes back in reports about this message.");
static CREDENTIAL: Param<GivenCredential> = Param::new("Credential", "Log in with this; needs -UseTls.");
static USE_TLS: Param<Switch> =
    Param::switch("UseTls", "Encrypt with STARTTLS before anything is sent.").aliases(&["UseSsl"]);
static SKIP_CHECK: Param<Switch> =
    Param::switch("SkipCertificateCheck", "Take any certificate, such as one that the server has signed itself.");
static HELO: Param<String> = Param::new("HeloName", "Name to say in EHLO. Default: this machine's.");

view! {
    /// What became of a message for one recipient.
    SmtpSubmission as "Emsh.SmtpSubmission", shown ["Recipient", "Accepted", "Reply"] {
        /// Who shall get it.
        "Recipient" recipient: String as "String";
        /// Whether the server has taken it for this recipient.
        "Accepted" accepted: bool as "Boolean";
        /// The reply that decided.
        "Reply" reply: String as "String";
        /// Who sends it.
        "From" from: String as "String";
        /// Address and port of the server.
        "EndPoint" end_point: String as "String";
        /// Whether the conversation was encrypted.
        "Encrypted" encrypted: bool as "Boolean";
    }
}

pub static SEND_SMTP_MESSAGE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Send-SmtpMessage",
        synopsis: "Send a message by SMTP, as a client would",
        about: "A refused recipient is shown as one; -Verbose shows the whole conversation. The message goes to the server \
                that is named and nowhere else: no connector or queue of ours has a part in it.",
        params: &[
            SERVER.spec(),
            FROM.spec(),
            TO.spec(),
            SUBJECT.spec(),
            BODY.spec(),
            PATH.spec(),
            NOTIFY.spec(),
            RET.spec(),
            ENVELOPE_ID.spec(),
            CREDENTIAL.spec(),
            USE_TLS.spec(),
            SKIP_CHECK.spec(),
            HELO.spec(),
        ],
        sets: &[
            ParamSet { name: "New", params: &["Subject", "Body"], mandatory: &[] },
            ParamSet { name: "File", params: &["Path"], mandatory: &["Path"] },
        ],
        emits: Some(SmtpSubmission::TYPE),
        needs: Right::SendTestMail,
        examples: &[
            Example {
                does: "Send a test message to this machine's node and watch the conversation",
                run: "Send-SmtpMessage localhost:2525 -From kim@contoso.com -To pat@contoso.com -Verbose",
            },
            Example {
                does: "Submit with a password and ask for a receipt",
                run: "Send-SmtpMessage hub01:587 -UseTls -Credential (Get-Credential kim) -From kim@contoso.com -To pat@fabrikam.com -Notify Success,Failure",
            },
            Example {
                does: "Send a message that was exported before",
                run: "Send-SmtpMessage hub01 -From '<>' -To pat@contoso.com -Path exported.eml",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

/// The port of SMTP (RFC 5321 §4.5.4.2).
const PORT: u16 = 25;

/// Largest file that is sent: what most servers take, and it is held in memory.
const LARGEST: u64 = 150 << 20;

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let order = order(call)?;
    let sent = order.send(call, session)?;
    let end_point = sent.peer.to_string();
    sent.answers.into_iter().try_for_each(|(recipient, reply)| {
        out.emit(SmtpSubmission {
            recipient: recipient.to_string(),
            accepted: reply.is_success(),
            reply: reply.to_string(),
            from: order.from.to_string(),
            end_point: end_point.clone(),
            encrypted: sent.is_encrypted,
        })
    })
}

fn order(call: &Call) -> Result<Submission, Fault> {
    let server = call.get(&SERVER)?.unwrap_or_else(|| "localhost".to_owned());
    let (host, port) = host_and_port(&server).map_err(|fault| fault.at(call.place(&SERVER)))?;
    let from = call.require(&FROM)?;
    let to = call.require(&TO)?;
    let helo = call.get(&HELO)?.unwrap_or_else(own_name);
    let message = match call.get(&PATH)? {
        Some(path) => read(&call.engine.full_path(&path)).map_err(|fault| fault.at(call.place(&PATH)))?,
        None => Letter {
            from: &from,
            to: &to,
            subject: &call.get(&SUBJECT)?.unwrap_or_else(|| "Test message".to_owned()),
            body: &call.get(&BODY)?.unwrap_or_else(|| "This message was sent by Send-SmtpMessage.".to_owned()),
            host: &helo,
            date: &Zoned::now(),
        }
        .write(),
    };
    let notify = call.get(&NOTIFY)?;
    if notify.as_ref().is_some_and(|notify| notify.len() > 1 && notify.contains(&Notify::Never)) {
        return Err(Fault::invalid("NeverStandsAlone", "Never cannot stand beside other words.")
            .at(call.place(&NOTIFY))
            .fix("Give Never alone, or leave it out."));
    }
    let security = Security::of(call, &USE_TLS, &CREDENTIAL, !call.is_set(&SKIP_CHECK)?)?;
    let (ret, envelope_id) = (call.get(&RET)?, call.get(&ENVELOPE_ID)?);
    Ok(Submission { host, port, helo, from, to, message, notify, ret, envelope_id, security })
}

/// `host`, `host:port`, `192.0.2.1:port`, `[2001:db8::1]:port`, `2001:db8::1`.
pub(super) fn host_and_port(server: &str) -> Result<(String, u16), Fault> {
    let malformed = || {
        Fault::invalid("InvalidServer", format!("'{server}' names no server."))
            .fix("Write a name or an address, such as mail.contoso.com:587, 192.0.2.1 or [2001:db8::1]:25.")
    };
    let (host, port) = match server.trim().rsplit_once(':') {
        Some((host, port)) if !host.contains(':') || host.ends_with(']') => {
            (host, port.parse().ok().filter(|port| *port != 0).ok_or_else(malformed)?)
        }
        _ => (server.trim(), PORT),
    };
    let host = host.trim_start_matches('[').trim_end_matches(']');
    if host.is_empty() || host.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err(malformed());
    }
    Ok((host.to_owned(), port))
}

pub(super) fn read(path: &Path) -> Result<Vec<u8>, Fault> {
    let unreadable = |error: std::io::Error| {
        Fault::not_found("PathNotFound", format!("'{}' cannot be read.", path.display())).cause(error)
    };
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let mut message = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut message).map_err(unreadable)?;
    if message.len() as u64 > LARGEST {
        return Err(Fault::invalid(
            "FileTooLarge",
            format!("'{}' is larger than any message: over 150 MB.", path.display()),
        ));
    }
    Ok(message)
}

#[cfg(test)]
mod tests;
