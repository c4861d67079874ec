//! What Test-MailRoute tells of addresses that others see otherwise. The rewriting itself is done where mail comes and where
//! it leaves, by the very functions that are asked here.

use crate::model::{Directionality, SmtpAddress};
use crate::transport::{Envelope, Settings, Verdict, Why};

/// Whom mail from outside for an address is for, if that is another.
pub fn recipient(given: &SmtpAddress, settings: &Settings, why: &mut Why) -> Option<SmtpAddress> {
    let inside = settings.meant_inside(given)?;
    why.pick(&given.to_string(), || format!("it is {inside} inside (New-AddressRewriteEntry)"));
    Some(inside)
}

/// Whom the first recipient will see as the sender.
pub fn sender(envelope: &Envelope, verdict: &Verdict, settings: &Settings, why: &mut Why) {
    let (Verdict::Deliver(hop), Some(sender), Some(recipient)) =
        (verdict, envelope.return_path.address(), envelope.recipients.first())
    else {
        return;
    };
    let mut connectors = settings.send_connectors.iter();
    let leaves = connectors.any(|connector| connector.id == hop.connector && connector.leads_outside());
    if !leaves || settings.accepted_domain(recipient.address.domain()).is_some() {
        return;
    }
    let is_ours = envelope.directionality == Directionality::Originating;
    if let Some(shown) = settings.shown_outside(sender, is_ours) {
        let by = if shown.by_entry { "New-AddressRewriteEntry" } else { "the primary address: SendFromAliasEnabled" };
        why.pick(&sender.to_string(), || format!("the world sees {} ({by})", shown.address));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::json;

    use crate::model::AddressRewriteEntry;
    use crate::model::class::Class;
    use crate::transport::address_rewriting::AddressRewriting;
    use crate::transport::categorize::explain;
    use crate::transport::samples::{accept, connector, mailbox_with, settings};

    #[test]
    fn an_explanation_tells_who_is_seen_as_whom() {
        let mut settings = settings();
        accept(&mut settings, "fabrikam.com", "Authoritative");
        let kim = json!({ "PrimarySmtpAddress": "kim@contoso.com", "EmailAddresses": ["SMTP:kim@contoso.com", "smtp:k@contoso.com"] });
        mailbox_with(&mut settings, "kim", kim);
        connector(&mut settings, "Out", json!({ "AddressSpaces": ["*"] }));
        connector(&mut settings, "In", json!({ "AddressSpaces": ["inside.example"], "Usage": "Internal" }));
        let entry = json!({ "InternalAddress": "ann@contoso.com", "ExternalAddress": "ann@fabrikam.com" });
        let entry = AddressRewriteEntry::create("x", "", entry).expect("readable");
        settings.address_rewriting = Arc::new(AddressRewriting::new([Arc::new(entry)], true, true));
        for (sender, recipient, told) in [
            (
                "ann@contoso.com",
                "x@example.org",
                Some("ann@contoso.com: picked, the world sees ann@fabrikam.com (New-AddressRewriteEntry)"),
            ),
            (
                "k@contoso.com",
                "x@example.org",
                Some(
                    "k@contoso.com: picked, the world sees kim@contoso.com (the primary address: SendFromAliasEnabled)",
                ),
            ),
            ("kim@contoso.com", "x@example.org", None),
            ("k@contoso.com", "x@inside.example", None),
            ("k@contoso.com", "ann@contoso.com", None),
            (
                "x@example.org",
                "ann@fabrikam.com",
                Some("ann@fabrikam.com: picked, it is ann@contoso.com inside (New-AddressRewriteEntry)"),
            ),
        ] {
            let sender = sender.parse().expect("a sender");
            let (_, reasons) = explain(&recipient.parse().expect("an address"), &sender, 0, &settings);
            let reasons: Vec<String> = reasons.iter().map(ToString::to_string).collect();
            let found = reasons.iter().find(|reason| reason.contains(" sees ") || reason.contains(" inside "));
            assert_eq!(found.map(String::as_str), told, "{sender:?} {recipient}: {reasons:?}");
        }
    }
}
