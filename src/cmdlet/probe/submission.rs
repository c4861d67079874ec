//! A message handed to a server: the conversation of the cmdlets that send one, up to the end of the message.

use std::net::SocketAddr;

use secrecy::SecretString;

use super::dialogue::{Dialogue, refused};
use crate::cmdlet::prelude::*;
use crate::mail::Reply;
use crate::mail::sasl::Credentials;
use crate::mail::xtext;
use crate::model::choice::choice;
use crate::model::{GivenCredential, ReversePath, SmtpAddress, Span};

choice! {
    /// What shall be reported about a recipient (RFC 3461 §4.1).
    Notify as "Notify" { Never, Success, Failure, Delay }
}

choice! {
    /// How much of the message a failure report returns (RFC 3461 §4.3).
    Return as "Return" { Full, Hdrs }
}

/// What to send where.
pub struct Submission {
    pub host: String,
    pub port: u16,
    pub helo: String,
    pub from: ReversePath,
    pub to: Vec<SmtpAddress>,
    /// Whole, in lines that end with CR LF.
    pub message: Vec<u8>,
    pub notify: Option<Vec<Notify>>,
    pub ret: Option<Return>,
    pub envelope_id: Option<String>,
    pub security: Security,
}

/// Whether the conversation is encrypted, and who logs in.
pub struct Security {
    uses_tls: bool,
    tls_at: Span,
    credential: Option<GivenCredential>,
    credential_at: Span,
    /// The server must prove its name.
    checks: bool,
}

/// What became of it.
pub struct Sent<'a> {
    pub answers: Vec<(&'a SmtpAddress, Reply)>,
    pub peer: SocketAddr,
    pub is_encrypted: bool,
}

impl Security {
    /// As these parameters of a call say.
    pub fn of(
        call: &Call,
        use_tls: &Param<Switch>,
        credential: &Param<GivenCredential>,
        checks: bool,
    ) -> Result<Security, Fault> {
        let security = Security {
            uses_tls: call.is_set(use_tls)?,
            tls_at: call.place(use_tls),
            credential: call.get(credential)?,
            credential_at: call.place(credential),
            checks,
        };
        if security.credential.is_some() && !security.uses_tls {
            return Err(Fault::invalid("CredentialNeedsTls", "A password is not sent where others can read it.")
                .at(security.credential_at)
                .fix(format!("Add -{}.", use_tls.spec().name)));
        }
        Ok(security)
    }
}

impl Submission {
    /// Connects, sends and leaves.
    pub fn send(&self, call: &Call, session: &Session) -> Result<Sent<'_>, Fault> {
        let (mut dialogue, greeting) = Dialogue::open(call, session, &self.host, self.port)?;
        let answers = self.carry_out(&mut dialogue, &greeting);
        let (peer, is_encrypted) = (dialogue.peer(), dialogue.is_encrypted());
        match &answers {
            // Nobody is there to say goodbye to.
            Err(fault) if fault.id != "SmtpRefused" => {}
            _ => dialogue.leave(),
        }
        Ok(Sent { answers: answers?, peer, is_encrypted })
    }

    /// The whole conversation up to the end of the message: what was said to each recipient.
    fn carry_out(&self, dialogue: &mut Dialogue, greeting: &Reply) -> Result<Vec<(&SmtpAddress, Reply)>, Fault> {
        let granted = |what: &str, reply: Reply| {
            if reply.is_success() || reply.code == 354 { Ok(reply) } else { Err(refused(&self.host, what, &reply)) }
        };
        granted("the conversation", greeting.clone())?;
        granted("EHLO", dialogue.introduce(&self.helo)?)?;
        if self.security.uses_tls {
            if dialogue.offer("STARTTLS").is_none() {
                return Err(self.lacking("STARTTLS").at(self.security.tls_at));
            }
            granted("STARTTLS", dialogue.say("STARTTLS")?)?;
            dialogue.encrypt(self.security.checks)?;
            granted("EHLO", dialogue.introduce(&self.helo)?)?;
        }
        if let Some(GivenCredential { user_name, password }) = &self.security.credential {
            let credentials = Credentials { user: user_name.clone(), password: SecretString::from(password.expose()) };
            let reply = dialogue.log_in(credentials)?;
            let reply =
                reply.ok_or_else(|| self.lacking("AUTH PLAIN or AUTH LOGIN").at(self.security.credential_at))?;
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
