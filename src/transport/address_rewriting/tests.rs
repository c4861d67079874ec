use std::sync::Arc;

use serde_json::json;

use super::*;
use crate::model::class::Class;
use crate::model::{Directionality, TransportConfig};
use crate::transport::Envelope;
use crate::transport::samples::{accept, contact, envelope, mailbox_with, settings};

/// contoso.com and contoso.local are ours, relay.com is only passed on; Ann has two addresses.
fn scene(entries: &[(&str, &str, bool)]) -> Settings {
    let mut settings = settings();
    accept(&mut settings, "contoso.local", "Authoritative");
    accept(&mut settings, "fabrikam.com", "Authoritative");
    accept(&mut settings, "relay.com", "InternalRelay");
    let given = json!({ "PrimarySmtpAddress": "kim@contoso.com", "EmailAddresses": ["SMTP:kim@contoso.com", "smtp:k@contoso.com", "smtp:k@contoso.local"] });
    mailbox_with(&mut settings, "kim", given);
    let given = json!({ "ExternalEmailAddress": "guest@elsewhere.example", "EmailAddresses": ["SMTP:guest@elsewhere.example", "smtp:guest@contoso.com"] });
    contact(&mut settings, "guest", given);
    let entries = entries.iter().map(|(internal, external, outbound_only)| {
        let given = json!({ "InternalAddress": internal, "ExternalAddress": external, "OutboundOnly": outbound_only });
        Arc::new(AddressRewriteEntry::create("x", "", given).expect("readable"))
    });
    settings.address_rewriting = Arc::new(AddressRewriting::new(entries, true, true));
    settings
}

fn keep_aliases(settings: &mut Settings) {
    let config = TransportConfig { send_from_alias_enabled: true, ..TransportConfig::clone(&settings.organization) };
    settings.organization = Arc::new(config);
}

#[test]
fn the_primary_address_comes_first_and_an_entry_for_the_very_address_before_it() {
    let mut settings = scene(&[
        ("k@contoso.local", "support@fabrikam.com", false),
        ("contoso.com", "fabrikam.com", true),
        ("relay.com", "fabrikam.com", true),
        ("elsewhere.example", "fabrikam.com", true),
    ]);
    for (address, is_ours, expected, why) in [
        ("k@contoso.local", true, Some("support@fabrikam.com"), "an entry for it alone"),
        ("K@contoso.com", true, Some("kim@fabrikam.com"), "the primary address, and its domain's entry"),
        ("k@contoso.com", false, Some("k@fabrikam.com"), "nobody has proved to be Kim"),
        ("guest@contoso.com", true, Some("guest@fabrikam.com"), "his primary address is not ours to show"),
        ("x@relay.com", true, None, "not authoritative"),
        ("x@elsewhere.example", true, None, "not accepted at all"),
    ] {
        let shown = settings.shown_outside(&address.parse().expect("an address"), is_ours);
        assert_eq!(shown.map(|shown| shown.address.to_string()).as_deref(), expected, "{why}");
    }
    settings.address_rewriting = Arc::default();
    let shown = |settings: &Settings| settings.shown_outside(&"k@contoso.com".parse().expect("an address"), true);
    let primary = "kim@contoso.com".parse().expect("an address");
    assert_eq!(shown(&settings), Some(Shown { address: primary, by_entry: false }));
    keep_aliases(&mut settings);
    assert_eq!(shown(&settings), None);
}

#[test]
fn recipients_come_back_to_authoritative_domains_only() {
    let settings = scene(&[
        ("kim@contoso.com", "support@fabrikam.com", false),
        ("contoso.local", "fabrikam.com", false),
        ("relay.com", "contoso.com", false),
        ("a@contoso.com", "b@contoso.com", true),
    ]);
    for (address, expected, why) in [
        ("Support@fabrikam.com", Some("kim@contoso.com"), "an address"),
        ("Ann@fabrikam.com", Some("Ann@contoso.local"), "a domain"),
        ("ann@contoso.com", None, "would lead to where we are not authoritative"),
        ("b@contoso.com", None, "outbound only"),
    ] {
        let inside = settings.meant_inside(&address.parse().expect("an address"));
        assert_eq!(inside.map(|address| address.to_string()).as_deref(), expected, "{why}");
    }
    let fields =
        b"From: support@fabrikam.com\r\nTo: \"S\" <support@fabrikam.com>\r\nCC: x@y.z,\r\n\tann@fabrikam.com\r\n";
    let expected =
        b"From: support@fabrikam.com\r\nTo: \"S\" <kim@contoso.com>\r\nCC: x@y.z,\r\n\tann@contoso.local\r\n";
    assert_eq!(&*settings.with_recipients_inside(fields), expected);
}

#[test]
fn a_signed_message_is_left_as_it_was_unless_we_sign_it_anew() {
    let settings = scene(&[("contoso.local", "contoso.com", true)]);
    let plain =
        "From: x@contoso.local\r\nReturn-Path: <x@contoso.local>\r\nMessage-ID: <1@contoso.local>\r\nDate: x\r\n";
    let written = |fields: &str, directionality| {
        let envelope = Envelope { directionality, ..envelope("x@contoso.local", &["y@example.org"]) };
        let mut outward = Outward::new(&envelope, &settings);
        let fields = String::from_utf8_lossy(&outward.fields(fields.as_bytes())).into_owned();
        (fields, outward.notes())
    };
    let (fields, notes) = written(plain, Directionality::Originating);
    assert_eq!(fields, plain.replace("From: x@contoso.local", "From: x@contoso.com"));
    let expected = "S:TA=Address Rewriting Outbound Agent|action=RewriteAddress|x@contoso.local=x@contoso.com";
    assert_eq!(notes, [expected]);
    let signed = format!("DKIM-Signature: v=1; d=contoso.local\r\n{plain}");
    assert_eq!(written(&signed, Directionality::Originating), (signed.clone(), Vec::new()));
}
