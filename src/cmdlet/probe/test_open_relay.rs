//! `Test-OpenRelay`: whether a server passes mail of strangers on to strangers.

use super::dialogue::{Dialogue, own_name, refused};
use super::send_smtp_message::host_and_port;
use crate::cmdlet::prelude::*;
use crate::mail::reply::Reply;
use crate::model::SmtpAddress;
use crate::model::choice::choice;
use crate::model::view::view;

static SERVER: Param<String> =
    Param::new("Server", "The server, as `host` or `host:port`. Port 25 where none is given.").position(1).mandatory();
static RECIPIENT: Param<SmtpAddress> = Param::new(
    "Recipient",
    "Somebody in a domain that is not the server's. No message is sent. Default relay-test@example.net.",
);

choice! {
    /// Whether a server would pass such mail on.
    RelayVerdict as "RelayVerdict" {
        /// It says no: as it should be.
        Refused,
        /// It takes the recipient: anybody can send to anybody through it, in its name.
        Accepted,
        /// It says that it cannot tell now, or breaks off.
        Unclear,
    }
}

view! {
    /// What a server says to one way of asking it to relay.
    RelayTest as "Emsh.RelayTest", shown ["Form", "Sender", "Recipient", "Verdict", "Reply"] {
        /// The server, as it was named.
        "Server" server: String as "String";
        /// How the recipient was written, in words.
        "Form" form: String as "String";
        /// What was said in MAIL.
        "Sender" sender: String as "String";
        /// What was said in RCPT.
        "Recipient" recipient: String as "String";
        /// Refused, Accepted or Unclear.
        "Verdict" verdict: RelayVerdict as "RelayVerdict";
        /// The reply that decided.
        "Reply" reply: String as "String";
    }
}

pub static TEST_OPEN_RELAY: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Test-OpenRelay",
        synopsis: "Try whether a server relays for strangers",
        about: "Asks a server, without a login, to take a recipient in a domain that is not its own, in each of the forms that \
                have fooled servers: with no sender, with one of its own names, with %, ! and @ routes, in quotation marks. \
                Each has a connection of its own, and no message is ever sent. A server that holds refusals back (tarpit) \
                makes it take a while.",
        params: &[SERVER.spec(), RECIPIENT.spec()],
        emits: Some(RelayTest::TYPE),
        needs: Right::ViewConfiguration,
        examples: &[
            Example { does: "Try the node of this machine", run: "Test-OpenRelay localhost:2525" },
            Example {
                does: "Fail where a server relays",
                run: "if (Test-OpenRelay localhost:2525 | Where-Object Verdict -eq Accepted) { throw 'open relay' }",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

/// One way of asking.
struct Form {
    name: &'static str,
    sender: String,
    recipient: String,
}

/// All of them, for that recipient, at a server that calls itself `own`.
fn forms(recipient: &SmtpAddress, own: &str) -> Vec<Form> {
    let (local, domain) = (recipient.local(), recipient.domain());
    let stranger = format!("relay-test@{domain}");
    let form = |name, sender: &str, recipient: String| Form { name, sender: sender.to_owned(), recipient };
    vec![
        form("from a stranger", &stranger, recipient.to_string()),
        form("from nobody", "", recipient.to_string()),
        form("from the server itself", &format!("postmaster@{own}"), recipient.to_string()),
        form("with a percent sign", &stranger, format!("{local}%{domain}@{own}")),
        form("in quotation marks", &stranger, format!("\"{recipient}\"")),
        form("in quotation marks, at the server", &stranger, format!("\"{recipient}\"@{own}")),
        form("with two at signs", &stranger, format!("{recipient}@{own}")),
        form("with a route", &stranger, format!("@{own}:{recipient}")),
        form("with a bang path", &stranger, format!("{domain}!{local}")),
        form("with a bang path, at the server", &stranger, format!("{domain}!{local}@{own}")),
    ]
}

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let server = call.require(&SERVER)?;
    let (host, port) = host_and_port(&server).map_err(|fault| fault.at(call.place(&SERVER)))?;
    let recipient = match call.get(&RECIPIENT)? {
        Some(recipient) => recipient,
        None => "relay-test@example.net".parse().map_err(|_| Fault::internal("Address", "An address is one."))?,
    };
    let (mut dialogue, greeting) = Dialogue::open(call, session, &host, port)?;
    if !greeting.is_success() {
        return Err(refused(&host, "the conversation", &greeting));
    }
    let hello = dialogue.introduce(&own_name())?;
    dialogue.leave();
    let own = called(&hello).unwrap_or_else(|| host.clone());
    for form in forms(&recipient, &own) {
        let (verdict, reply) = match asked(call, session, &host, port, &form) {
            Ok(reply) if reply.is_success() => (RelayVerdict::Accepted, reply.to_string()),
            Ok(reply) if reply.is_permanent() => (RelayVerdict::Refused, reply.to_string()),
            Ok(reply) => (RelayVerdict::Unclear, reply.to_string()),
            Err(fault) if fault.kind == crate::model::FaultKind::Cancelled => return Err(fault),
            Err(fault) => (RelayVerdict::Unclear, fault.to_string()),
        };
        out.emit(RelayTest {
            server: server.clone(),
            form: form.name.to_owned(),
            sender: format!("<{}>", form.sender),
            recipient: format!("<{}>", form.recipient),
            verdict,
            reply,
        })?;
    }
    Ok(())
}

/// What the server calls itself in its answer to EHLO.
fn called(hello: &Reply) -> Option<String> {
    let name = hello.lines.first()?.split_ascii_whitespace().next()?.to_owned();
    name.contains(|c: char| c.is_ascii_alphanumeric()).then_some(name)
}

/// The reply to RCPT, or the refusal before it.
fn asked(call: &Call, session: &Session, host: &str, port: u16, form: &Form) -> Result<Reply, Fault> {
    let (mut dialogue, greeting) = Dialogue::open(call, session, host, port)?;
    let commands = [format!("MAIL FROM:<{}>", form.sender), format!("RCPT TO:<{}>", form.recipient)];
    let mut reply = greeting;
    if reply.is_success() {
        reply = dialogue.introduce(&own_name())?;
    }
    for command in commands {
        if !reply.is_success() {
            break;
        }
        reply = dialogue.say(&command)?;
    }
    dialogue.leave();
    Ok(reply)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_names_the_stranger_and_only_the_server_besides() {
        let recipient: SmtpAddress = "bob@elsewhere.example".parse().expect("an address");
        for form in forms(&recipient, "mail.contoso.com") {
            assert!(form.recipient.contains("bob") && form.recipient.contains("elsewhere.example"), "{}", form.name);
            assert!(!form.recipient.contains(['\r', '\n', '<', '>']), "{}", form.name);
        }
    }
}
