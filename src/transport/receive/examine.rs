//! Whose mail is checked for who really sent it, and what follows from that.
//!
//! Checked is what strangers bring: whoever logs in, or is trusted, has shown who it is. From private networks come
//! printers and gateways whose addresses no domain speaks of; they are left out unless the settings say otherwise.

use std::net::IpAddr;

use super::permission::Principal;
use super::replies::{self, Line};
use crate::model::permission::Permissions;
use crate::model::{Lookup, ReversePath, SenderIdAction, SenderIdConfig};
use crate::resolve::Servers;
use crate::transport::{Envelope, Settings};
use crate::trust::sender::{Findings, SpfResult};

/// Whether mail of this peer is checked.
pub fn is_wanted(config: &SenderIdConfig, principal: &Principal, permissions: Permissions, peer: IpAddr) -> bool {
    let is_enabled = if is_private(peer) { config.internal_mail_enabled } else { config.external_mail_enabled };
    config.enabled && is_enabled && principal.is_anonymous() && !permissions.allow(Permissions::BYPASS_ANTI_SPAM)
}

/// Why a message is refused for its sender.
pub fn refusal(config: &SenderIdConfig, envelope: &Envelope, findings: &Findings) -> Option<Line> {
    let domain = match &envelope.return_path {
        ReversePath::Address(sender) => Some(sender.domain()),
        ReversePath::Null => None,
    };
    let is_bypassed = |address| config.bypassed_recipients.contains(address);
    if config.bypasses_sender(domain) || envelope.recipients.iter().any(|one| is_bypassed(&one.address)) {
        return None;
    }
    match findings.spf {
        SpfResult::Fail if config.spoofed_domain_action == SenderIdAction::Reject => Some(replies::SPF_FAILED),
        SpfResult::TempError if config.temp_error_action == SenderIdAction::Reject => Some(replies::SPF_UNKNOWN),
        _ if config.honor_dmarc_policy && findings.dmarc_rejects => Some(replies::DMARC_FAILED),
        _ => None,
    }
}

/// Whom this server asks about names on the Internet.
pub fn servers(settings: &Settings) -> Servers {
    Servers::of(&settings.server, Lookup::Internet)
}

/// Networks that are not on the Internet (RFC 1918, RFC 4193), and this machine.
pub fn is_private(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.is_private() || v4.is_loopback() || v4.is_link_local() || v4.is_unspecified(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local() || v6.is_unspecified(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::class::Class;
    use crate::transport::samples::envelope;

    fn config(given: serde_json::Value) -> SenderIdConfig {
        SenderIdConfig::create("SenderIdConfig", "", given).expect("sound")
    }

    #[test]
    fn strangers_from_the_internet_are_checked() {
        for (given, peer, expected) in [
            (json!({}), "203.0.113.5", true),
            (json!({}), "::ffff:203.0.113.5", true),
            (json!({}), "2001:db8::5", true),
            (json!({}), "127.0.0.1", false),
            (json!({}), "10.1.2.3", false),
            (json!({}), "fd00::1", false),
            (json!({ "InternalMailEnabled": true }), "127.0.0.1", true),
            (json!({ "ExternalMailEnabled": false }), "203.0.113.5", false),
            (json!({ "Enabled": false }), "203.0.113.5", false),
        ] {
            let wanted = is_wanted(
                &config(given.clone()),
                &Principal::Anonymous,
                Permissions::NONE,
                peer.parse().expect("an address"),
            );
            assert_eq!(wanted, expected, "{given} {peer}");
        }
    }

    #[test]
    fn only_what_the_settings_say_is_refused() {
        let both = json!({ "SpoofedDomainAction": "Reject", "TempErrorAction": "Reject", "HonorDmarcPolicy": true });
        let with = |name: &str, value: serde_json::Value| {
            let mut all = both.clone();
            all[name] = value;
            all
        };
        for (given, spf, dmarc_rejects, expected, why) in [
            (json!({}), SpfResult::Fail, true, None, "stamped only"),
            (both.clone(), SpfResult::Fail, false, Some(replies::SPF_FAILED), "SPF"),
            (both.clone(), SpfResult::SoftFail, false, None, "soft"),
            (both.clone(), SpfResult::TempError, false, Some(replies::SPF_UNKNOWN), "later"),
            (both.clone(), SpfResult::Pass, true, Some(replies::DMARC_FAILED), "DMARC"),
            (with("BypassedSenderDomains", json!(["*.example"])), SpfResult::Fail, true, None, "a known sender"),
            (with("BypassedRecipients", json!(["b@contoso.com"])), SpfResult::Fail, true, None, "a willing recipient"),
        ] {
            let findings = Findings { spf, dmarc_rejects, fields: String::new() };
            let envelope = envelope("a@x.example", &["b@contoso.com"]);
            assert_eq!(refusal(&config(given), &envelope, &findings), expected, "{why}");
        }
    }
}
