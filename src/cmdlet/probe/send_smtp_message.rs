//! `Send-SmtpMessage`: hands a message to an SMTP server and shows what it says to each recipient.

use std::io::Read;
use std::path::Path;

use jiff::Zoned;
use secrecy::SecretString;

use super::dialogue::{Dialogue, own_name, refused};
use super::letter::Letter;
use crate::cmdlet::prelude::*;
use crate::mail::Reply;
use crate::mail::sasl::Credentials;
use crate::mail::xtext;
use crate::model::choice::choice;
use crate::model::view::view;
use crate::model::{GivenCredential, ReversePath, SmtpAddress};

choice! {
    /// What shall be reported about a recipient (RFC 3461 §4.1).
    Notify as "Notify" { Never, Success, Failure, Delay }
}

choice! {
    /// How much of the message a failure report returns (RFC 3461 §4.3).
    Return as "Return" { Full, Hdrs }
}

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
    let order = Order::of(call)?;
    let (mut dialogue, greeting) = Dialogue::open(call, session, &order.host, order.port)?;
    let sent = order.carry_out(call, &mut dialogue, &greeting);
    let (end_point, encrypted) = (dialogue.peer().to_string(), dialogue.is_encrypted());
    match &sent {
        // Nobody is there to say goodbye to.
        Err(fault) if fault.id != "SmtpRefused" => {}
        _ => dialogue.leave(),
    }
    for (recipient, reply) in sent? {
        out.emit(SmtpSubmission {
            recipient: recipient.to_string(),
            accepted: reply.is_success(),
            reply: reply.to_string(),
            from: order.from.to_string(),
            end_point: end_point.clone(),
            encrypted,
        })?;
    }
    Ok(())
}

/// What to send where, read from the arguments before anything is connected.
struct Order {
    host: String,
    port: u16,
    helo: String,
    from: ReversePath,
    to: Vec<SmtpAddress>,
    message: Vec<u8>,
    notify: Option<Vec<Notify>>,
    ret: Option<Return>,
    envelope_id: Option<String>,
    credential: Option<GivenCredential>,
    use_tls: bool,
    checks: bool,
}

impl Order {
    fn of(call: &Call) -> Result<Order, Fault> {
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
        let order = Order {
            host,
            port,
            helo,
            from,
            to,
            message,
            notify: call.get(&NOTIFY)?,
            ret: call.get(&RET)?,
            envelope_id: call.get(&ENVELOPE_ID)?,
            credential: call.get(&CREDENTIAL)?,
            use_tls: call.is_set(&USE_TLS)?,
            checks: !call.is_set(&SKIP_CHECK)?,
        };
        if order.notify.as_ref().is_some_and(|notify| notify.len() > 1 && notify.contains(&Notify::Never)) {
            return Err(Fault::invalid("NeverStandsAlone", "Never cannot stand beside other words.")
                .at(call.place(&NOTIFY))
                .fix("Give Never alone, or leave it out."));
        }
        if order.credential.is_some() && !order.use_tls {
            return Err(Fault::invalid("CredentialNeedsTls", "A password is not sent where others can read it.")
                .at(call.place(&CREDENTIAL))
                .fix("Add -UseTls."));
        }
        Ok(order)
    }

    /// The whole conversation up to the end of the message: what was said to each recipient.
    fn carry_out(
        &self,
        call: &Call,
        dialogue: &mut Dialogue,
        greeting: &Reply,
    ) -> Result<Vec<(&SmtpAddress, Reply)>, Fault> {
        let granted = |what: &str, reply: Reply| {
            if reply.is_success() || reply.code == 354 { Ok(reply) } else { Err(refused(&self.host, what, &reply)) }
        };
        granted("the conversation", greeting.clone())?;
        granted("EHLO", dialogue.introduce(&self.helo)?)?;
        if self.use_tls {
            if dialogue.offer("STARTTLS").is_none() {
                return Err(self.lacking("STARTTLS").at(call.place(&USE_TLS)));
            }
            granted("STARTTLS", dialogue.say("STARTTLS")?)?;
            dialogue.encrypt(self.checks)?;
            granted("EHLO", dialogue.introduce(&self.helo)?)?;
        }
        if let Some(GivenCredential { user_name, password }) = &self.credential {
            let credentials = Credentials { user: user_name.clone(), password: SecretString::from(password.expose()) };
            let reply = dialogue.log_in(credentials)?;
            let reply = reply.ok_or_else(|| self.lacking("AUTH PLAIN or AUTH LOGIN").at(call.place(&CREDENTIAL)))?;
            granted(&format!("to log in {user_name}"), reply)?;
        }
        let wants_reports = self.notify.is_some() || self.ret.is_some() || self.envelope_id.is_some();
        if wants_reports && dialogue.offer("DSN").is_none() {
            return Err(self.lacking("DSN, which -Notify, -Ret and -EnvelopeId need"));
        }
        granted("the sender", dialogue.say(&self.mail_line(dialogue))?)?;
        let mut answers = Vec::with_capacity(self.to.len());
        for recipient in &self.to {
            answers.push((recipient, dialogue.say(&self.rcpt_line(recipient))?));
        }
        if answers.iter().any(|(_, reply)| reply.is_success()) {
            granted("DATA", dialogue.say("DATA")?)?;
            let verdict = dialogue.transfer(&self.message)?;
            for (_, reply) in answers.iter_mut().filter(|(_, reply)| reply.is_success()) {
                *reply = verdict.clone();
            }
        }
        Ok(answers)
    }

    fn mail_line(&self, dialogue: &Dialogue) -> String {
        let path = self.from.address().map(ToString::to_string).unwrap_or_default();
        let mut line = format!("MAIL FROM:<{path}>");
        if dialogue.offer("SIZE").is_some() {
            line.push_str(&format!(" SIZE={}", self.message.len()));
        }
        if dialogue.offer("8BITMIME").is_some() && !self.message.is_ascii() {
            line.push_str(" BODY=8BITMIME");
        }
        match self.ret {
            Some(Return::Full) => line.push_str(" RET=FULL"),
            Some(Return::Hdrs) => line.push_str(" RET=HDRS"),
            None => {}
        }
        if let Some(id) = &self.envelope_id {
            line.push_str(&format!(" ENVID={}", xtext::encode(id.as_bytes())));
        }
        line
    }

    fn rcpt_line(&self, recipient: &SmtpAddress) -> String {
        match &self.notify {
            None => format!("RCPT TO:<{recipient}>"),
            Some(notify) => {
                let words: Vec<&str> = notify.iter().map(|word| word.name()).collect();
                format!("RCPT TO:<{recipient}> NOTIFY={}", words.join(",").to_ascii_uppercase())
            }
        }
    }

    fn lacking(&self, what: &str) -> Fault {
        Fault::denied("SmtpNotOffered", format!("{} does not offer {what}.", self.host))
    }
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

fn read(path: &Path) -> Result<Vec<u8>, Fault> {
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
