//! `Test-SendConnector`: whether what a send connector says can work.

use std::net::{IpAddr, UdpSocket};

use super::reach::reach;
use crate::cmdlet::config::{ObjectId, named};
use crate::cmdlet::prelude::*;
use crate::model::choice::choice;
use crate::model::view::view;
use crate::model::{FaultKind, SendConnector, SmartHost, SmartHostAuthMechanism, TransportServer};
use crate::resolve::{DnsResolvers, Resolve, Resolvers};

use super::test_sender_id::name_servers;

static IDENTITY: Param<ObjectId> = Param::new("Identity", "Send connector: name, GUID or the connector itself.")
    .position(1)
    .mandatory()
    .from_pipeline()
    .from_property()
    .refuses_null();

/// An address that is nobody's (RFC 5737): the way there begins as every way to the Internet does.
const ELSEWHERE: &str = "192.0.2.1:25";

choice! {
    /// What a check came to.
    CheckResult as "CheckResult" {
        /// It is as it should be.
        Passed,
        /// It may be right, but cannot be seen from here, or others may mind.
        Warning,
        /// Mail will wait, or come back.
        Failed,
    }
}

view! {
    /// One thing about a send connector that was looked at.
    ConnectorCheck as "Emsh.SendConnectorCheck", shown ["Connector", "Check", "Subject", "Result", "Details"] {
        /// The connector.
        "Connector" connector: String as "String";
        /// SmartHost, StartTls, Certificate, EhloName or ReverseName.
        "Check" check: String as "String";
        /// The host, name or address that it is about.
        "Subject" subject: String as "String";
        /// Passed, Warning or Failed.
        "Result" result: CheckResult as "CheckResult";
        /// What was found.
        "Details" details: String as "String";
    }
}

pub static TEST_SEND_CONNECTOR: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Test-SendConnector",
        synopsis: "Try whether what a send connector says can work",
        about: "Connects to each smart host, looks whether TLS is offered and whose name the certificate carries where the \
                connector asks for that, and compares the name that the connector gives in EHLO with DNS: its address, and \
                the name of the address that mail leaves from. Everything is seen from this machine, and no mail is sent.",
        params: &[IDENTITY.spec()],
        emits: Some(ConnectorCheck::TYPE),
        needs: Right::ViewConfiguration,
        examples: &[
            Example { does: "Look at one connector", run: "Test-SendConnector 'To Internet'" },
            Example {
                does: "Show what is wrong with any",
                run: "Get-SendConnector | Test-SendConnector | Where-Object Result -ne Passed",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

type Checked = (&'static str, String, CheckResult, String);

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let picture = session.picture()?;
    let stored = named(SendConnector::INFO, call, session, &picture)?;
    let Some(connector) = picture.organization().get::<SendConnector>(stored.id) else { return Ok(()) };
    let mut emit = |(check, subject, result, details): Checked| {
        let (connector, check) = (connector.name.clone(), check.to_owned());
        out.emit(ConnectorCheck { connector, check, subject, result, details })
    };
    for host in &connector.smart_hosts {
        for checked in smart_host(call, session, connector, host)? {
            emit(checked)?;
        }
    }
    let home = session.home(call, &picture).unwrap_or_default();
    let server = picture.organization().all::<TransportServer>().find(|server| server.is_called(&home));
    let Some(name) = connector.fqdn.as_ref().or(server.map(|server| &server.fqdn)) else { return Ok(()) };
    let resolver = DnsResolvers::default().using(&name_servers(call, session, None)?);
    let leaves_from = leaves_from(connector);
    let found = session.wait(call, async { Ok(names(&*resolver, name.as_str(), leaves_from).await) })?;
    found.into_iter().try_for_each(emit)
}

/// Whether a smart host answers, and has what the connector asks of it.
fn smart_host(
    call: &Call,
    session: &Session,
    connector: &SendConnector,
    host: &SmartHost,
) -> Result<Vec<Checked>, Fault> {
    let subject = format!("{host}:{}", connector.port);
    let reached = match reach(call, session, host, connector.port) {
        Ok(reached) => reached,
        Err(fault) if fault.kind == FaultKind::Cancelled => return Err(fault),
        Err(fault) => return Ok(vec![("SmartHost", subject, CheckResult::Failed, fault.to_string())]),
    };
    let greeting = format!("{} says: {}", reached.at, reached.greeting);
    let mut checks = vec![("SmartHost", subject.clone(), CheckResult::Passed, greeting)];
    let logs_in = connector.smart_host_auth_mechanism == SmartHostAuthMechanism::BasicAuthRequireTLS;
    if connector.require_tls || logs_in {
        let (result, details) = match reached.offers_tls {
            true => (CheckResult::Passed, "STARTTLS is offered."),
            false => (CheckResult::Failed, "STARTTLS is not offered, and the connector sends over TLS alone."),
        };
        checks.push(("StartTls", subject.clone(), result, details.to_owned()));
    }
    let expected = match (host, &connector.tls_domain) {
        (_, Some(domain)) => Some(domain.to_string()),
        (SmartHost::Name(name), None) if logs_in => Some(name.to_string()),
        _ => None,
    };
    if let Some(expected) = expected.filter(|_| reached.offers_tls) {
        let is_there = reached.certified.iter().any(|name| carries(name, &expected));
        let result = if is_there { CheckResult::Passed } else { CheckResult::Failed };
        let names = if reached.certified.is_empty() { "no name".to_owned() } else { reached.certified.join(", ") };
        checks.push(("Certificate", expected, result, format!("The certificate is for {names}.")));
    }
    Ok(checks)
}

/// Whether a name in a certificate stands for that one; `*` stands for one label (RFC 6125 §6.4.3).
fn carries(certified: &str, expected: &str) -> bool {
    let expected = expected.trim_start_matches("*.");
    match certified.strip_prefix("*.") {
        Some(parent) => expected.split_once('.').is_some_and(|(_, rest)| rest.eq_ignore_ascii_case(parent)),
        None => certified.eq_ignore_ascii_case(expected),
    }
}

/// The address from which a connector's mail leaves this machine.
fn leaves_from(connector: &SendConnector) -> Option<IpAddr> {
    if !connector.source_ip_address.is_unspecified() {
        return Some(connector.source_ip_address);
    }
    // Nothing is sent: the system only says which way it would go.
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect(ELSEWHERE).ok()?;
    socket.local_addr().ok().map(|address| address.ip()).filter(|address| !address.is_unspecified())
}

/// Whether DNS knows the name, and gives it to the address that mail leaves from.
async fn names(dns: &dyn Resolve, name: &str, leaves_from: Option<IpAddr>) -> Vec<Checked> {
    let addresses = dns.addresses(name).await;
    let ehlo = match &addresses {
        Ok(found) if !found.is_empty() => {
            let found: Vec<String> = found.iter().map(ToString::to_string).collect();
            (CheckResult::Passed, format!("It has the address {}.", found.join(", ")))
        }
        Ok(_) => (CheckResult::Failed, "It has no address: many servers refuse such a name.".to_owned()),
        Err(error) => (CheckResult::Failed, format!("DNS does not know it: {error}.")),
    };
    let mut checks = vec![("EhloName", name.to_owned(), ehlo.0, ehlo.1)];
    let Some(address) = leaves_from else { return checks };
    let private = matches!(address, IpAddr::V4(v4) if v4.is_private() || v4.is_loopback());
    let reverse = match dns.ptr(address).await {
        Ok(found) if found.iter().any(|one| one.trim_end_matches('.').eq_ignore_ascii_case(name)) => {
            (CheckResult::Passed, format!("Its name is {name}."))
        }
        _ if private => {
            (CheckResult::Warning, "It is a private address: what others see is that of a gateway.".to_owned())
        }
        Ok(found) if !found.is_empty() => {
            (CheckResult::Failed, format!("Its name is {}, and the connector says {name}.", found.join(", ")))
        }
        Ok(_) => (CheckResult::Failed, "It has no name: many servers refuse mail from there.".to_owned()),
        Err(error) => (CheckResult::Failed, format!("It has no name that DNS knows: {error}.")),
    };
    checks.push(("ReverseName", address.to_string(), reverse.0, reverse.1));
    checks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::Zone;

    #[test]
    fn the_name_in_ehlo_and_the_name_of_the_address_are_compared() {
        let zone = Zone::new()
            .with_address("mail.contoso.com", "198.51.100.7")
            .with_ptr("198.51.100.7", "mail.contoso.com")
            .with_ptr("198.51.100.8", "dsl-8.provider.example");
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        use CheckResult::*;
        for (name, address, expected) in [
            ("mail.contoso.com", Some("198.51.100.7"), &[Passed, Passed][..]),
            ("MAIL.contoso.com", Some("198.51.100.8"), &[Passed, Failed]),
            ("hub01.contoso.com", Some("198.51.100.9"), &[Failed, Failed]),
            ("mail.contoso.com", Some("10.0.0.7"), &[Passed, Warning]),
            ("mail.contoso.com", None, &[Passed]),
        ] {
            let address = address.map(|address| address.parse().expect("an address"));
            let checks = runtime.block_on(names(&zone, name, address));
            let results: Vec<CheckResult> = checks.iter().map(|check| check.2).collect();
            assert_eq!(results, expected, "{name} {address:?}: {checks:?}");
        }
    }

    #[test]
    fn a_certificate_is_for_its_names() {
        for (certified, expected, carried) in [
            ("Mail.contoso.com", "mail.contoso.com", true),
            ("*.contoso.com", "mail.contoso.com", true),
            ("*.contoso.com", "a.mail.contoso.com", false),
            ("*.contoso.com", "contoso.com", false),
        ] {
            assert_eq!(carries(certified, expected), carried, "{certified} {expected}");
        }
    }
}
