//! The general verbs on a real store, called as binding calls them.

mod advice;
mod bench;
mod history;
mod rules;
mod senders;
mod transaction;
mod two_shells;
mod what_if;

use bench::{Bench, credential, edit, list, shown, text};
use tempfile::TempDir;

use crate::model::{FaultKind, Sealed, Secret, Value};

fn directory() -> TempDir {
    TempDir::new().expect("a temporary directory")
}

const TO_INTERNET: &[(&str, &str)] = &[("Name", "To Internet"), ("AddressSpaces", "*"), ("Usage", "Internet")];

fn given(pairs: &[(&'static str, &str)]) -> Vec<(&'static str, Value)> {
    pairs.iter().map(|(name, value)| (*name, text(value))).collect()
}

#[test]
fn an_object_is_made_shown_changed_and_removed() {
    let directory = directory();
    let bench = Bench::new(&directory);
    let made = bench.call("New-SendConnector", &given(TO_INTERNET)).expect("made");
    let [Value::Object(made)] = made.as_slice() else { panic!("{made:?}") };
    for (property, expected) in [
        ("Identity", "To Internet"),
        ("AddressSpaces", "SMTP:*;1"),
        ("Usage", "Internet"),
        ("MaxMessageSize", "35 MB (36,700,160 bytes)"),
        ("SourceTransportServers", "HUB01"),
        ("ConnectionInactivityTimeOut", "00:10:00"),
    ] {
        assert_eq!(shown(made, property), expected, "{property}");
    }
    bench
        .call(
            "Set-SendConnector",
            &[("Identity", text("to internet")), ("Name", text("Out")), ("AddressSpaces", edit(&["a.com"], &["*"]))],
        )
        .expect("changed");
    let changed = bench.get("Get-SendConnector", "Out");
    assert_eq!(shown(&changed, "AddressSpaces"), "SMTP:a.com;1");
    assert_eq!(shown(&changed, "Guid"), shown(made, "Guid"), "a new name is no new object");
    let by_object = bench.call("Get-SendConnector", &[("Identity", Value::Object(changed))]).expect("found");
    assert_eq!(by_object.len(), 1);
    bench.call("Remove-SendConnector", &[("Identity", text("Out"))]).expect("removed");
    assert!(bench.call("Get-SendConnector", &[]).expect("a list").is_empty());
}

#[test]
fn what_if_shows_what_would_be_stored_and_stores_nothing() {
    let directory = directory();
    let bench = Bench::new(&directory);
    bench.call("New-SendConnector", &given(TO_INTERNET)).expect("made");
    bench.what_if.set(true);
    let set = [("Identity", text("To Internet")), ("MaxMessageSize", text("10MB")), ("Port", Value::Int(26))];
    bench.call("Set-SendConnector", &set).expect("asked");
    let (action, target, detail) = bench.asked.borrow().last().cloned().expect("asked");
    assert_eq!((action.as_str(), target.as_str()), ("Set-SendConnector", "To Internet"));
    assert_eq!(detail, "Port: 25 → 26\nMaxMessageSize: 35 MB (36,700,160 bytes) → 10 MB (10,485,760 bytes)");
    assert!(
        bench
            .call("New-SendConnector", &given(&[("Name", "x"), ("AddressSpaces", "y.com")]))
            .expect("asked")
            .is_empty()
    );
    let (_, _, detail) = bench.asked.borrow().last().cloned().expect("asked");
    assert!(detail.starts_with("AddressSpaces: {SMTP:y.com;1}\n"), "{detail}");
    bench.call("Remove-SendConnector", &[("Identity", text("To Internet"))]).expect("asked");
    assert_eq!(bench.session.store().expect("a store").revision().expect("a number"), 2);
}

/// The procedures of "Configure mail flow between an edge and hub servers without EdgeSync", as they are printed.
#[test]
fn the_manual_edge_and_hub_procedures_run_unchanged() {
    let login = || ("AuthenticationCredential", credential("CONTOSO\\edge", "hunter2"));
    let no_dns = || ("DNSRoutingEnabled", Value::Bool(false));
    let (edge_directory, hub_directory) = (directory(), directory());
    let edge = Bench::beside(&edge_directory);
    edge.add_server("Edge01", "edge01.contoso.net", "Edge");
    let default =
        [("Name", "Default internal Receive connector Edge01"), ("Usage", "Internet"), ("Bindings", "0.0.0.0:25")];
    edge.call("New-ReceiveConnector", &given(&default)).expect("as an edge has it");

    let mut to_internet = given(TO_INTERNET);
    to_internet.push(("DNSRoutingEnabled", Value::Bool(true)));
    edge.call("New-SendConnector", &to_internet).expect("edge to Internet");

    let to_organization = [("Name", "To Internal Org"), ("Usage", "Internal"), ("AddressSpaces", "*.contoso.com")];
    let mut to_organization = given(&to_organization);
    to_organization.extend([no_dns(), login(), ("SmartHostAuthMechanism", text("BasicAuthRequireTLS"))]);
    to_organization.push(("SmartHosts", list(&["Hub01.contoso.com", "Hub02.contoso.com"])));
    edge.call("New-SendConnector", &to_organization).expect("edge to hubs");

    let rebind = [
        ("Identity", "Default internal Receive connector Edge01"),
        ("Name", "From Internet"),
        ("Bindings", "10.1.1.1:25"),
    ];
    edge.call("Set-ReceiveConnector", &given(&rebind)).expect("edge from Internet");

    let mut from_organization =
        given(&[("Name", "To Internal Org"), ("Usage", "Internal"), ("Bindings", "10.1.1.1:25")]);
    from_organization.push(("AuthMechanism", list(&["TLS", "BasicAuth", "BasicAuthRequireTLS", "ExchangeServer"])));
    from_organization.push(("RemoteIPRanges", list(&["192.168.5.10", "192.168.5.20"])));
    edge.call("New-ReceiveConnector", &from_organization).expect("edge from hubs");

    let hub = Bench::new(&hub_directory);
    let mut to_edge = given(&[
        ("Name", "To Edge"),
        ("Usage", "Internal"),
        ("AddressSpaces", "*"),
        ("SmartHosts", "edge01.contoso.net"),
    ]);
    to_edge.extend([no_dns(), login(), ("SmartHostAuthMechanism", text("BasicAuthRequireTLS"))]);
    to_edge.push(("SourceTransportServers", list(&["hub01.contoso.com", "hub02.contoso.com"])));
    hub.call("New-SendConnector", &to_edge).expect("hub to edge");

    assert_eq!(shown(&edge.get("Get-ReceiveConnector", "From Internet"), "Bindings"), "10.1.1.1:25");
    let internal = edge.get("Get-ReceiveConnector", "Edge01\\To Internal Org");
    assert_eq!(shown(&internal, "PermissionGroups"), "ExchangeServers", "an edge has no legacy peers");
    assert_eq!(shown(&hub.get("Get-SendConnector", "To Edge"), "MaxMessageSize"), "Unlimited");
    assert!(hub.warnings.borrow().iter().any(|text| text.contains("hub02.contoso.com")), "not a server of ours yet");
}

#[test]
fn secrets_are_sealed_and_show_nowhere() {
    let directory = directory();
    let bench = Bench::new(&directory);
    let arguments = [
        ("Name", text("Relay")),
        ("AddressSpaces", text("*")),
        ("SmartHosts", text("relay.contoso.com")),
        ("SmartHostAuthMechanism", text("BasicAuth")),
        ("AuthenticationCredential", credential("ann", "hunter2")),
    ];
    bench.call("New-SendConnector", &arguments).expect("made");
    assert_eq!(shown(&bench.get("Get-SendConnector", "Relay"), "AuthenticationCredential"), "ann");
    let again = [("Identity", text("Relay")), ("AuthenticationCredential", credential("ann", "hunter3"))];
    bench.call("Set-SendConnector", &again).expect("changed");
    let asked = format!("{:?}", bench.asked.borrow());
    assert!(asked.contains("a new secret (ann)") && !asked.contains("hunter"), "{asked}");
    let stored =
        bench.session.store().expect("a store").find("SendConnector", "", "Relay").expect("read").expect("there");
    let sealed: Sealed =
        serde_json::from_value(stored.properties["AuthenticationCredential"]["Password"].clone()).expect("sealed");
    let open = |id| bench.session.sealer().open(id, "AuthenticationCredential", &sealed);
    assert_eq!(open(stored.id).expect("its own").expose(), "hunter3");
    assert!(open(uuid::Uuid::nil()).is_err(), "another object's");
    bench
        .call(
            "Set-SendConnector",
            &[
                ("Identity", text("Relay")),
                ("SmartHostAuthMechanism", text("None")),
                ("AuthenticationCredential", Value::Null),
            ],
        )
        .expect("cleared");
    assert_eq!(shown(&bench.get("Get-SendConnector", "Relay"), "AuthenticationCredential"), "");
}

#[test]
fn a_mailbox_keeps_a_hash_and_never_the_password() {
    let directory = directory();
    let bench = Bench::new(&directory);
    bench
        .call("New-MailboxDatabase", &given(&[("Name", "Mailboxes"), ("MaildirPath", "/var/mail/emsh")]))
        .expect("made");
    let password = Value::Secret(Secret::new("correct horse"));
    let arguments = [("Name", text("Ann")), ("PrimarySmtpAddress", text("ann@contoso.com")), ("Password", password)];
    bench.call("New-Mailbox", &arguments).expect("made");
    assert_eq!(shown(&bench.get("Get-Mailbox", "ANN@contoso.com"), "Password"), "(set)");
    let stored = bench.session.store().expect("a store").find("Mailbox", "", "ann").expect("read").expect("there");
    let hash: crate::model::PasswordHash =
        serde_json::from_value(stored.properties["Password"].clone()).expect("a hash");
    assert!(hash.verify(b"correct horse") && !hash.verify(b"wrong horse"));
    bench
        .call("Set-Mailbox", &[("Identity", text("ann")), ("EmailAddresses", edit(&["a@contoso.com"], &[]))])
        .expect("changed");
    assert_eq!(
        shown(&bench.get("Get-Mailbox", "a@contoso.com"), "EmailAddresses"),
        "SMTP:ann@contoso.com smtp:a@contoso.com"
    );
    let refused =
        bench.call("Remove-MailboxDatabase", &[("Identity", text("Mailboxes"))]).expect_err("somebody lives there");
    assert!(refused.says.contains("'Ann'"), "{refused}");
}

#[test]
fn faults_point_at_the_argument_and_tell_the_way_out() {
    let directory = directory();
    let bench = Bench::new(&directory);
    bench.call("New-SendConnector", &given(TO_INTERNET)).expect("made");
    let set = |arguments: &[(&'static str, Value)]| bench.call("Set-SendConnector", arguments).expect_err("refused");
    let not_found = set(&[("Identity", text("To Intrenet")), ("Port", Value::Int(26))]);
    assert_eq!((not_found.kind, &*not_found.id), (FaultKind::NotFound, "SendConnectorNotFound"));
    assert!(not_found.fix.is_some_and(|fix| fix.contains("To Internet")));
    let contradiction = set(&[("Identity", text("To Internet")), ("SmartHosts", text("a.b"))]);
    assert_eq!((&*contradiction.id, contradiction.at.map(|span| span.start)), ("SmartHostsInvalid", Some(1)));
    assert!(contradiction.fix.is_some_and(|fix| fix.contains("-DNSRoutingEnabled $false")));
    let out_of_bounds = set(&[("Identity", text("To Internet")), ("Port", Value::Int(0))]);
    assert!(out_of_bounds.says.contains("1 to 65535"), "{out_of_bounds}");
    let pattern = set(&[("Identity", text("To*")), ("Port", Value::Int(26))]);
    assert_eq!(&*pattern.id, "AmbiguousIdentity");
    let null = set(&[("Identity", Value::Null), ("Port", Value::Int(26))]);
    assert!(null.says.contains("$null names no object"), "{null}");
    let twice = bench.call("New-SendConnector", &given(TO_INTERNET)).expect_err("the name is taken");
    assert_eq!(twice.kind, FaultKind::Conflict);
}

#[test]
fn a_careful_colleague_warns_once_and_not_with_force() {
    let directory = directory();
    let bench = Bench::new(&directory);
    bench.call("New-AcceptedDomain", &given(&[("Name", "Contoso"), ("DomainName", "contoso.com")])).expect("made");
    let own = [("Name", text("Own")), ("AddressSpaces", text("contoso.com"))];
    bench.call("New-SendConnector", &own).expect("made, with a warning");
    assert!(bench.warnings.borrow().iter().any(|text| text.contains("'contoso.com'")));
    bench.warnings.borrow_mut().clear();
    bench.call("Set-SendConnector", &[("Identity", text("Own")), ("Comment", text("x"))]).expect("changed");
    assert!(bench.warnings.borrow().is_empty(), "said before");
    let forced = [("Name", text("Own 2")), ("AddressSpaces", text("contoso.com")), ("Force", Value::Bool(true))];
    bench.call("New-SendConnector", &forced).expect("made");
    assert!(bench.warnings.borrow().is_empty());
    bench.call("Set-SendConnector", &[("Identity", text("Own")), ("Comment", text("x"))]).expect("nothing to do");
    assert!(bench.warnings.borrow().iter().any(|text| text.contains("nothing was changed")));
}

#[test]
fn usage_may_be_a_switch_but_only_one() {
    let directory = directory();
    let bench = Bench::new(&directory);
    let made = |arguments: &[(&'static str, Value)]| bench.call("New-ReceiveConnector", arguments);
    let internet = [("Name", text("In")), ("Internet", Value::Bool(true)), ("Bindings", text("0.0.0.0:25"))];
    made(&internet).expect("made");
    assert_eq!(shown(&bench.get("Get-ReceiveConnector", "HUB01\\In"), "PermissionGroups"), "AnonymousUsers");
    let twice = [
        ("Name", text("x")),
        ("Client", Value::Bool(true)),
        ("Usage", text("Internal")),
        ("RemoteIPRanges", text("::1")),
    ];
    assert_eq!(&*made(&twice).expect_err("two usages").id, "UsageGivenTwice");
    let nowhere = [
        ("Name", text("x")),
        ("Client", Value::Bool(true)),
        ("RemoteIPRanges", text("::1")),
        ("Server", text("hub02")),
    ];
    assert_eq!(made(&nowhere).expect_err("no such server").kind, FaultKind::NotFound);
}

#[test]
fn the_one_object_of_its_class_is_there_before_anybody_changed_it() {
    let directory = directory();
    let bench = Bench::new(&directory);
    let size = || match bench.call("Get-TransportConfig", &[]).as_deref() {
        Ok([Value::Object(object)]) => shown(object, "MaxSendSize"),
        other => panic!("{other:?}"),
    };
    assert_eq!(size(), "10 MB (10,485,760 bytes)");
    bench.call("Set-TransportConfig", &[("MaxSendSize", text("50MB"))]).expect("made");
    bench.call("Set-TransportConfig", &[("MaxSendSize", text("60MB"))]).expect("changed");
    assert_eq!(size(), "60 MB (62,914,560 bytes)");
}

#[test]
fn one_noun_may_have_two_names() {
    let directory = directory();
    let bench = Bench::new(&directory);
    bench
        .call("Set-TransportService", &[("Identity", text("hub01.contoso.com")), ("QueueMaxIdleTime", text("10m"))])
        .expect("changed");
    assert_eq!(shown(&bench.get("Get-TransportServer", "HUB01"), "QueueMaxIdleTime"), "00:10:00");
}

#[test]
fn many_connectors_are_made_changed_and_removed_one_by_one() {
    let directory = directory();
    let bench = Bench::new(&directory);
    let before = bench.session.picture().expect("read").revision;
    for at in 0..100 {
        let space = format!("partner{at}.example.com;5");
        bench
            .call("New-SendConnector", &[("Name", text(&format!("Partner {at}"))), ("AddressSpaces", text(&space))])
            .expect("made");
    }
    for at in 0..100 {
        let identity = ("Identity", text(&format!("Partner {at}")));
        bench.call("Set-SendConnector", &[identity, ("MaxMessageSize", text("10MB"))]).expect("changed");
    }
    let all = bench.call("Get-SendConnector", &[("Identity", text("Partner *"))]).expect("all");
    assert_eq!(all.len(), 100);
    for object in all {
        assert_eq!(
            shown(&bench.get("Get-SendConnector", &object.to_string()), "MaxMessageSize"),
            "10 MB (10,485,760 bytes)"
        );
        bench.call("Remove-SendConnector", &[("Identity", object)]).expect("removed");
    }
    let after = bench.session.picture().expect("read");
    assert_eq!((after.revision, after.organization().all::<crate::model::SendConnector>().count()), (before + 300, 0));
}

#[test]
fn a_filter_asks_for_properties_that_exist() {
    let directory = directory();
    let bench = Bench::new(&directory);
    for (name, space, enabled) in [("a", "a.com", true), ("b", "b.com", false), ("c", "*.com;7", false)] {
        let arguments = [("Name", text(name)), ("AddressSpaces", text(space)), ("Enabled", Value::Bool(enabled))];
        bench.call("New-SendConnector", &arguments).expect("made");
    }
    let names = |filter: &str| {
        let found = bench.call("Get-SendConnector", &[("Filter", text(filter))])?;
        Ok::<_, crate::model::Fault>(found.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
    };
    for (filter, expected) in [
        ("Enabled -eq $false", "b c"),
        ("Name -like 'a*' -or MaxMessageSize -gt 1GB", "a"),
        ("ConnectionInactivityTimeOut -lt '00:11:00' -and Enabled -eq $true", "a"),
    ] {
        assert_eq!(names(filter).as_deref(), Ok(expected), "{filter}");
    }
    let refused = names("Enabeld -eq $false").expect_err("no such property");
    assert_eq!((&*refused.id, refused.at.map(|span| span.start)), ("UnknownFilterProperty", Some(0)));
}

#[test]
fn a_long_list_of_mailboxes_is_cut_with_a_warning() {
    let directory = directory();
    let bench = Bench::new(&directory);
    bench.call("New-MailboxDatabase", &given(&[("Name", "Mailboxes"), ("MaildirPath", "/m")])).expect("made");
    for at in 0..5 {
        let address = format!("user{at}@contoso.com");
        bench
            .call("New-Mailbox", &given(&[("Name", &format!("User {at}")), ("PrimarySmtpAddress", &address)]))
            .expect("made");
    }
    let shown = |arguments: &[(&'static str, Value)]| bench.call("Get-Mailbox", arguments).expect("a list").len();
    assert_eq!(
        (shown(&[]), shown(&[("ResultSize", Value::Int(2))]), shown(&[("ResultSize", text("Unlimited"))])),
        (5, 2, 5)
    );
    assert!(bench.warnings.borrow().is_empty());
}

#[test]
fn one_accepted_domain_is_the_default() {
    let directory = directory();
    let bench = Bench::new(&directory);
    let default = |bench: &Bench| {
        let shown = ["Contoso", "Fabrikam"].map(|name| shown(&bench.get("Get-AcceptedDomain", name), "Default"));
        shown.join(" ")
    };
    for (name, domain) in [("Contoso", "contoso.com"), ("Fabrikam", "fabrikam.com")] {
        bench.call("New-AcceptedDomain", &given(&[("Name", name), ("DomainName", domain)])).expect("made");
    }
    assert_eq!(default(&bench), "True False", "the first one");
    let make = |value| [("Identity", text("Fabrikam")), ("MakeDefault", Value::Bool(value))];
    bench.call("Set-AcceptedDomain", &make(true)).expect("changed");
    assert_eq!(default(&bench), "False True");
    let refused = bench.call("Set-AcceptedDomain", &make(false)).expect_err("there is always one");
    assert_eq!(refused.id, "NoDefault");

    // Who is made without an address gets one there.
    bench.call("New-MailboxDatabase", &given(&[("Name", "Mailboxes"), ("MaildirPath", "/m")])).expect("made");
    bench.call("New-Mailbox", &given(&[("Name", "Kim Akers")])).expect("made");
    assert_eq!(shown(&bench.get("Get-Mailbox", "Kim Akers"), "PrimarySmtpAddress"), "KimAkers@fabrikam.com");
    bench.call("Remove-AcceptedDomain", &[("Identity", text("Fabrikam"))]).expect("removed");
    assert_eq!(shown(&bench.get("Get-AcceptedDomain", "Contoso"), "Default"), "True", "the other one becomes it");
}
