//! `Resolve-DnsName`: what DNS says, asked the way the mail path asks it.

use std::net::IpAddr;

use super::dns_record::shown;
use crate::cmdlet::prelude::*;
use crate::model::{DnsServer, FaultKind, ProtocolOption};
use crate::resolve::{DnsResolvers, Record, RecordType, Resolve, Resolvers, Servers, Unresolved, reverse_name};

static NAME: Param<Vec<String>> = Param::new("Name", "The name to look up; an IP address is looked up for its name.")
    .mandatory()
    .position(1)
    .from_pipeline()
    .from_property();
static TYPE: Param<RecordType> =
    Param::new("Type", "Which records. Default: A and AAAA; for an IP address PTR.").position(2);
static SERVER: Param<Vec<DnsServer>> =
    Param::new("Server", "DNS servers to ask, such as 10.0.0.53 or 127.0.0.1:5353. Default: those of this machine.");
static TCP_ONLY: Param<Switch> = Param::switch("TcpOnly", "Ask over TCP.");

pub static RESOLVE_DNS_NAME: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Resolve-DnsName",
        synopsis: "Look up a name in DNS",
        about: "Aliases are followed and shown. It asks DNS alone; the hosts file, which the mail path reads first, has no \
                part in it.",
        params: &[NAME.spec(), TYPE.spec(), SERVER.spec(), TCP_ONLY.spec()],
        examples: &[
            Example { does: "Show who takes mail for a domain", run: "Resolve-DnsName contoso.com MX" },
            Example {
                does: "Ask one server for a policy record",
                run: "Resolve-DnsName contoso.com -Type TXT -Server 10.0.0.53",
            },
            Example { does: "Show the name of an address", run: "Resolve-DnsName 192.0.2.25" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let servers = Servers {
        addresses: call.get(&SERVER)?.unwrap_or_default().into_iter().map(DnsServer::address).collect(),
        protocol: if call.is_set(&TCP_ONLY)? { ProtocolOption::UseTcpOnly } else { ProtocolOption::Any },
    };
    let resolver = DnsResolvers::default().using(&servers);
    let question = call.get(&TYPE)?;
    for name in call.require(&NAME)? {
        match session.wait(call, ask(&*resolver, &name, question)) {
            Ok(records) => records.into_iter().try_for_each(|record| out.emit(shown(record)))?,
            Err(fault) if fault.kind == FaultKind::Cancelled => return Err(fault),
            Err(fault) => call.error(fault.at(call.place(&NAME)))?,
        }
    }
    Ok(())
}

async fn ask(resolver: &dyn Resolve, name: &str, question: Option<RecordType>) -> Result<Vec<Record>, Fault> {
    let (name, kinds) = asked(name, question);
    let mut found = Vec::new();
    let mut refusal = None;
    for kind in &kinds {
        match resolver.lookup(&name, *kind).await {
            // The alias on the way to both families is one record.
            Ok(records) => records.into_iter().for_each(|record| {
                if !found.contains(&record) {
                    found.push(record);
                }
            }),
            Err(unresolved) => refusal = Some(unresolved),
        }
    }
    match refusal {
        Some(unresolved) if found.is_empty() => Err(fault(&name, &kinds, &unresolved)),
        _ => Ok(found),
    }
}

/// The name as DNS has it, and the kinds of records.
fn asked(name: &str, question: Option<RecordType>) -> (String, Vec<RecordType>) {
    let bare = name.trim().trim_start_matches('[').trim_end_matches(']');
    match (bare.parse::<IpAddr>(), question) {
        (Ok(address), None | Some(RecordType::PTR)) => (reverse_name(address), vec![RecordType::PTR]),
        (_, None) => (name.trim().to_owned(), vec![RecordType::A, RecordType::AAAA]),
        (_, Some(kind)) => (name.trim().to_owned(), vec![kind]),
    }
}

fn fault(name: &str, kinds: &[RecordType], unresolved: &Unresolved) -> Fault {
    let kinds = kinds.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ");
    match unresolved {
        Unresolved::NoSuchDomain { .. } => {
            Fault::not_found("DNS_ERROR_RCODE_NAME_ERROR", format!("{name} : DNS name does not exist."))
        }
        Unresolved::NoData { .. } => {
            Fault::not_found("DNS_INFO_NO_RECORDS", format!("{name} : there is no {kinds} record for this name."))
        }
        Unresolved::Temporary(reason) => {
            Fault::unreachable("DNS_ERROR_NO_ANSWER", format!("{name} : no DNS server has answered: {reason}."))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::Zone;

    fn answered(name: &str, question: Option<RecordType>) -> String {
        let zone = Zone::new()
            .with_address("mail.contoso.com", "192.0.2.1")
            .with_address("mail.contoso.com", "2001:db8::1")
            .with_mx("contoso.com", 10, "mail.contoso.com")
            .with_ptr("192.0.2.1", "mail.contoso.com")
            .with_failing("broken.example");
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        match runtime.block_on(ask(&zone, name, question)) {
            Ok(records) => records.iter().map(|record| record.data.to_string()).collect::<Vec<_>>().join(" "),
            Err(fault) => fault.id.into_owned(),
        }
    }

    #[test]
    fn names_are_looked_up_by_kind() {
        for (name, question, expected) in [
            ("mail.contoso.com", None, "192.0.2.1 2001:db8::1"),
            ("mail.contoso.com", Some(RecordType::AAAA), "2001:db8::1"),
            ("contoso.com", Some(RecordType::MX), "10 mail.contoso.com."),
            ("192.0.2.1", None, "mail.contoso.com."),
            ("[192.0.2.1]", Some(RecordType::PTR), "mail.contoso.com."),
            ("contoso.com", Some(RecordType::TXT), "DNS_INFO_NO_RECORDS"),
            ("nowhere.example", None, "DNS_ERROR_RCODE_NAME_ERROR"),
            ("broken.example", None, "DNS_ERROR_NO_ANSWER"),
        ] {
            assert_eq!(answered(name, question), expected, "{name}");
        }
    }
}
