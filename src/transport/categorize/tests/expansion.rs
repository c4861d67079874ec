//! Recipients that stand for others: forwarding, contacts, groups.

use super::*;

#[test]
fn recipients_that_stand_for_others_are_followed_to_the_end() {
    let mut settings = settings();
    connector(&mut settings, "Internet", json!({ "AddressSpaces": ["*"] }));
    let ben = mailbox_with(&mut settings, "Ben", json!({ "PrimarySmtpAddress": "ben@contoso.com" }));
    contact(
        &mut settings,
        "Pat",
        json!({ "ExternalEmailAddress": "pat@x.example", "PrimarySmtpAddress": "pat@contoso.com" }),
    );
    let round = json!({ "PrimarySmtpAddress": "r@contoso.com", "ForwardingSmtpAddress": "BEN@contoso.com" });
    mailbox_with(&mut settings, "Round", round);
    let keeps = json!({
        "PrimarySmtpAddress": "keeps@contoso.com", "ForwardingAddress": ben, "DeliverToMailboxAndForward": true,
    });
    mailbox_with(&mut settings, "Keeps", keeps);
    mailbox_with(
        &mut settings,
        "Gone",
        json!({ "PrimarySmtpAddress": "gone@contoso.com", "ForwardingAddress": uuid::Uuid::nil() }),
    );
    mailbox_with(
        &mut settings,
        "Self",
        json!({ "PrimarySmtpAddress": "self@contoso.com", "ForwardingSmtpAddress": "self@contoso.com" }),
    );
    for (to, expected, why) in [
        ("pat@contoso.com", "DnsConnectorDelivery x.example Internet", "a contact stands for its target"),
        ("pat@x.example", "DnsConnectorDelivery x.example Internet", "and is known by it"),
        ("r@contoso.com", "SmtpDeliveryToMailbox DB1", "an address of ours is looked up, too"),
        ("keeps@contoso.com", "resolve", "two get it"),
        ("gone@contoso.com", "fail 550 5.2.0 RESOLVER.FWD.NotFound; misconfigured forwarding address", "nobody"),
        ("self@contoso.com", "fail 550 5.4.6 RESOLVER.FWD.Loop; forwarding loop", "round and round"),
    ] {
        assert_eq!(route(to, &settings), expected, "{why}");
    }
    let mut done = envelope("bob@example.org", &["keeps@contoso.com"]);
    done.resolution = crate::transport::Resolution::Done;
    let verdicts = Router.categorize(&done, &[0], &settings);
    assert_eq!(shown(&verdicts[0], &settings), "SmtpDeliveryToMailbox DB1", "it has been forwarded");
}

#[test]
fn a_mailbox_that_is_quarantined_takes_nothing() {
    let mut settings = settings();
    let shut = json!({ "PrimarySmtpAddress": "shut@contoso.com", "IsQuarantined": true });
    mailbox_with(&mut settings, "Shut", shut);
    let refused = "fail 554 5.2.1 STOREDRV.MailboxQuarantined; mailbox cannot be accessed";
    assert_eq!(route("shut@contoso.com", &settings), refused);
}

#[test]
fn a_dynamic_group_that_does_not_say_whom_it_means_is_told_to_senders() {
    let mut settings = settings();
    dynamic_group(&mut settings, "lost", json!({}));
    let refused = "fail 550 5.2.4 RESOLVER.GRP.BadFilter; Mailing list expansion problem";
    assert_eq!(route("lost@contoso.com", &settings), refused);
    dynamic_group(&mut settings, "all", json!({ "IncludedRecipients": "AllRecipients" }));
    assert_eq!(route("all@contoso.com", &settings), "resolve");
}

#[test]
fn a_domain_of_ours_that_is_called_like_a_server_does_not_leave_by_dns() {
    let mut settings = settings();
    let name = settings.server.fqdn.to_string();
    accept(&mut settings, &name, "InternalRelay");
    connector(&mut settings, "Internet", json!({ "AddressSpaces": ["*"] }));
    let to = format!("ann@{name}");
    assert_eq!(route(&to, &settings), "fail 550 5.4.8 ROUTING.ServerName; the domain is the name of a server here");
    connector(&mut settings, "Inside", json!({ "AddressSpaces": [name], "SmartHosts": ["10.0.0.1"] }));
    assert!(route(&to, &settings).starts_with("SmartHostConnectorDelivery"), "somebody has said where it is");
}

#[test]
fn an_address_that_two_have_is_nobodys() {
    let mut settings = settings();
    mailbox_with(&mut settings, "Ann 2", json!({ "PrimarySmtpAddress": "ann@contoso.com" }));
    assert_eq!(route("ann@contoso.com", &settings), "fail 550 5.1.4 RESOLVER.ADR.Ambiguous; ambiguous address");
}

#[test]
fn members_get_one_copy_each_in_the_order_of_their_keys() {
    let mut settings = settings();
    let ann = settings.mailbox(&"ann@contoso.com".parse().unwrap()).unwrap().id;
    let ben = mailbox_with(&mut settings, "Ben", json!({ "PrimarySmtpAddress": "ben@contoso.com" }));
    let inner = group(&mut settings, "inner", &[ann, ben], json!({}));
    group(&mut settings, "outer", &[inner, ben], json!({}));
    let managed = json!({ "ManagedBy": [ben], "ReportToManagerEnabled": true, "ReportToOriginatorEnabled": false });
    group(&mut settings, "managed", &[ann], managed);
    let wants = json!({ "SendOofMessageToOriginatorEnabled": true, "RequireSenderAuthenticationEnabled": false });
    group(&mut settings, "calm", &[ann], json!({ "RequireSenderAuthenticationEnabled": false }));
    group(&mut settings, "loud", &[ann], wants.clone());
    group(&mut settings, "both", &[inner], wants);
    let pat = json!({ "ExternalEmailAddress": "pat@x.example", "PrimarySmtpAddress": "pat@contoso.com" });
    contact(&mut settings, "Pat", pat);
    let pat = settings.addressees(&"pat@contoso.com".parse().unwrap())[0].id();
    group(&mut settings, "pats", &[pat], json!({}));
    let found = |to: &[&str], asked: &[usize]| {
        let Resolved { mut leaves, ways, failed, .. } =
            Router.resolve(&envelope("bob@example.org", to), asked, &settings);
        assert!(failed.is_empty() && ways.len() == asked.len());
        assert!(leaves.is_sorted_by_key(|leaf| leaf.key));
        leaves.sort_by_key(|leaf| leaf.recipient.address.to_string());
        let sender =
            |leaf: &crate::transport::Leaf| leaf.sender.as_ref().map_or(String::new(), |s| format!(" from {s}"));
        leaves.iter().map(|leaf| format!("{}{}", leaf.recipient.address, sender(leaf))).collect::<Vec<_>>().join(", ")
    };
    for (to, asked, expected, why) in [
        (&["outer@contoso.com"][..], &[0][..], "ann@contoso.com, ben@contoso.com", "Ben is there twice"),
        (&["outer@contoso.com", "inner@contoso.com"], &[0, 1], "ann@contoso.com, ben@contoso.com", "both groups"),
        (&["outer@contoso.com", "ben@contoso.com"], &[0], "ann@contoso.com", "Ben gets it by himself"),
        (&["managed@contoso.com"], &[0], "ann@contoso.com from ben@contoso.com", "failures go to the manager"),
    ] {
        assert_eq!(found(to, asked), expected, "{why}");
    }
    let twice = |to: &[&str], asked: &[usize]| {
        let duplicates = Router.resolve(&envelope("bob@example.org", to), asked, &settings).duplicates;
        duplicates.iter().map(|(via, address)| format!("{via} {address}")).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(twice(&["outer@contoso.com"], &[0]), "0 ben@contoso.com");
    assert_eq!(twice(&["outer@contoso.com", "ben@contoso.com"], &[0]), "0 ben@contoso.com, 0 ben@contoso.com");
    let quiet = |to: &[&str]| {
        let indexes: Vec<usize> = (0..to.len()).collect();
        let leaves = Router.resolve(&envelope("bob@example.org", to), &indexes, &settings).leaves;
        let mut quiet: Vec<String> =
            leaves.iter().filter(|leaf| leaf.is_oof_unwanted).map(|leaf| leaf.recipient.address.to_string()).collect();
        quiet.sort();
        quiet.join(", ")
    };
    assert_eq!(quiet(&["outer@contoso.com"]), "ann@contoso.com, ben@contoso.com");
    assert_eq!(quiet(&["loud@contoso.com"]), "");
    assert_eq!(quiet(&["loud@contoso.com", "inner@contoso.com"]), "ben@contoso.com", "Ann is in the first");
    assert_eq!(quiet(&["both@contoso.com"]), "ann@contoso.com, ben@contoso.com", "one on the way is enough");
    assert_eq!(quiet(&["outer@contoso.com", "pat@contoso.com"]), "ann@contoso.com, ben@contoso.com");
    assert_eq!(quiet(&["pats@contoso.com", "pat@contoso.com"]), "", "named, whatever comes first");
    let told = |to: &str| {
        let (_, reasons) = explain(&to.parse().unwrap(), &"bob@example.org".parse().unwrap(), 0, &settings);
        reasons.iter().any(|reason| reason.to_string().contains("wants none of its out-of-office messages"))
    };
    assert!(told("calm@contoso.com") && !told("loud@contoso.com"));
    let report = Router.resolve(&envelope("<>", &["outer@contoso.com"]), &[0], &settings);
    assert!(report.leaves.is_empty(), "nobody in a group gets reports");
}
