//! A look whether a smart host is there: its name is found, its port answers, and what its certificate says.

use std::time::Duration;

use super::dialogue::{Dialogue, Patience, own_name, refused};
use crate::cmdlet::prelude::*;
use crate::model::SmartHost;
use crate::resolve::{DnsResolvers, Resolvers, Servers};

/// How long DNS has to name a host's mail servers, before the host itself is tried.
const TO_RESOLVE: Duration = Duration::from_secs(5);

/// What a host that answers shows of itself.
pub struct Reached {
    /// The address and port that answered.
    pub at: String,
    /// The first line that it said.
    pub greeting: String,
    pub offers_tls: bool,
    /// DNS names in its certificate, which nobody has checked.
    pub certified: Vec<String>,
}

/// Connects, reads the greeting, and looks at the certificate where TLS is offered. Says nothing about any mail.
pub fn reach(call: &Call, session: &Session, host: &SmartHost, port: u16) -> Result<Reached, Fault> {
    let named = match host {
        SmartHost::Address(address) => address.to_string(),
        SmartHost::Name(name) => exchanger(session, &name.to_string()),
    };
    let (mut dialogue, greeting) = Dialogue::open_with(call, session, &named, port, Patience::SHORT)?;
    if !greeting.is_success() {
        return Err(refused(&named, "the session", &greeting));
    }
    let hello = dialogue.introduce(&own_name())?;
    if !hello.is_success() {
        return Err(refused(&named, "EHLO", &hello));
    }
    let offers_tls = dialogue.offer("STARTTLS").is_some();
    let is_encrypted = offers_tls && dialogue.say("STARTTLS")?.is_success() && dialogue.encrypt(false).is_ok();
    let reached = Reached {
        at: dialogue.peer().to_string(),
        greeting: greeting.lines.first().map(|line| line.to_string()).unwrap_or_default(),
        offers_tls,
        certified: dialogue.certified().to_vec(),
    };
    if is_encrypted || !offers_tls {
        dialogue.leave();
    }
    Ok(reached)
}

/// The host that takes a smart host's mail: what its MX record says first, as delivery does it, else the host itself.
fn exchanger(session: &Session, name: &str) -> String {
    let resolver = DnsResolvers::default().using(&Servers::SYSTEM);
    let asked = async { Ok(resolver.mx(name).await.unwrap_or_default()) };
    let found = session.wait_at_most(TO_RESOLVE, asked).unwrap_or_default();
    let first = found.into_iter().next().map(|mx| mx.exchange);
    first.filter(|host| !host.is_empty()).unwrap_or_else(|| name.to_owned())
}
