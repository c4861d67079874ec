//! What a receive connector must and should be (reference: connectors 2.2, 2.4, 2.5).

use super::ReceiveConnector;
use crate::model::class::{Beside, Breach};
use crate::model::permission::{Permissions, Trustee};
use crate::model::{AuthMechanisms, IpRange, Overlap, PermissionGroups};

pub fn listens_and_serves(connector: &ReceiveConnector, _: &Beside) -> Result<(), Breach> {
    if connector.bindings.is_empty() {
        return Err(Breach::new(
            "Bindings",
            "A receive connector listens somewhere.",
            "Give -Bindings, such as 0.0.0.0:25. To stop listening for a while, use -Enabled $false.",
        ));
    }
    if connector.remote_ip_ranges.is_empty() {
        return Err(Breach::new(
            "RemoteIPRanges",
            "A receive connector serves some peers.",
            "Give -RemoteIPRanges, such as 10.0.0.0/8, or 0.0.0.0-255.255.255.255 for all.",
        ));
    }
    Ok(())
}

pub fn mechanisms_agree(connector: &ReceiveConnector, _: &Beside) -> Result<(), Breach> {
    let mechanisms = connector.auth_mechanism;
    let has = |one| mechanisms.contains(one);
    let needs_basic = AuthMechanisms::BasicAuth | AuthMechanisms::Tls;
    if has(AuthMechanisms::BasicAuthRequireTLS) && !has(needs_basic) {
        return Err(Breach::new(
            "AuthMechanism",
            "BasicAuthRequireTLS needs BasicAuth and Tls beside it.",
            "Give -AuthMechanism Tls,BasicAuth,BasicAuthRequireTLS.",
        ));
    }
    if has(AuthMechanisms::ExternalAuthoritative) {
        let others = mechanisms.without(AuthMechanisms::ExternalAuthoritative).without(AuthMechanisms::Tls);
        if !others.is_empty() {
            return Err(Breach::new(
                "AuthMechanism",
                format!("ExternalAuthoritative trusts every peer, so {others} beside it would never be asked for."),
                "Give -AuthMechanism ExternalAuthoritative, or Tls,ExternalAuthoritative.",
            ));
        }
        if connector.permission_groups != PermissionGroups::ExchangeServers {
            return Err(Breach::new(
                "PermissionGroups",
                "With ExternalAuthoritative every peer counts as a server of ours, which only ExchangeServers lets in.",
                "Give -PermissionGroups ExchangeServers.",
            ));
        }
    }
    Ok(())
}

pub fn tls_can_be_required(connector: &ReceiveConnector, _: &Beside) -> Result<(), Breach> {
    if connector.require_tls && !connector.auth_mechanism.contains(AuthMechanisms::Tls) {
        return Err(Breach::new(
            "RequireTLS",
            "TLS is required but not offered.",
            "Add Tls to -AuthMechanism, or give -RequireTLS $false.",
        ));
    }
    Ok(())
}

pub fn implicit_tls_is_listened_for(connector: &ReceiveConnector, _: &Beside) -> Result<(), Breach> {
    let Some(first) = connector.implicit_tls_ports.first() else { return Ok(()) };
    if !connector.auth_mechanism.contains(AuthMechanisms::Tls) {
        return Err(Breach::new(
            "ImplicitTlsPorts",
            format!("Connections to port {first} begin with TLS, which AuthMechanism does not have."),
            "Add Tls to -AuthMechanism, or give -ImplicitTlsPorts $null.",
        ));
    }
    let is_bound = |port: &&u16| connector.bindings.iter().any(|binding| binding.port() == **port);
    match connector.implicit_tls_ports.iter().find(|port| !is_bound(port)) {
        None => Ok(()),
        Some(port) => Err(Breach::new(
            "ImplicitTlsPorts",
            format!("Nothing in Bindings listens on port {port}."),
            format!("Give -Bindings 0.0.0.0:{port} as well, or -ImplicitTlsPorts $null."),
        )),
    }
}

pub fn partners_prove_themselves_by_tls(connector: &ReceiveConnector, _: &Beside) -> Result<(), Breach> {
    if !connector.domain_secure_enabled {
        return Ok(());
    }
    if !connector.auth_mechanism.contains(AuthMechanisms::Tls) {
        return Err(Breach::new(
            "DomainSecureEnabled",
            "Partners prove themselves in the TLS handshake, and TLS is not offered.",
            "Add Tls to -AuthMechanism, or give -DomainSecureEnabled $false.",
        ));
    }
    if connector.auth_mechanism.contains(AuthMechanisms::ExternalAuthoritative) {
        return Err(Breach::new(
            "DomainSecureEnabled",
            "With ExternalAuthoritative every peer is trusted, so none is asked for proof.",
            "Give -DomainSecureEnabled $false, or leave ExternalAuthoritative out of -AuthMechanism.",
        ));
    }
    Ok(())
}

pub fn binary_needs_chunks(connector: &ReceiveConnector, _: &Beside) -> Result<(), Breach> {
    if connector.binary_mime_enabled && !connector.chunking_enabled {
        return Err(Breach::new(
            "BinaryMimeEnabled",
            "Binary messages can only come in chunks (RFC 3030).",
            "Give -BinaryMimeEnabled $false too, or -ChunkingEnabled $true.",
        ));
    }
    Ok(())
}

/// One line of text that greets: what follows must not be read as a second reply.
pub fn banner_is_a_greeting(connector: &ReceiveConnector, _: &Beside) -> Result<(), Breach> {
    let Some(banner) = &connector.banner else { return Ok(()) };
    let greets = banner.strip_prefix("220 ").is_some_and(|text| !text.trim().is_empty());
    // RFC 5321 section 4.5.3.1.5: 512 octets with CRLF.
    if !greets || banner.len() > 510 || !banner.bytes().all(|b| b == b' ' || b.is_ascii_graphic()) {
        return Err(Breach::new(
            "Banner",
            "A banner is one line of plain ASCII that starts with 220, up to 510 characters.",
            "Write it as -Banner \"220 mail.contoso.com ready\", or clear it with $null.",
        ));
    }
    Ok(())
}

pub fn a_session_holds_a_message(connector: &ReceiveConnector, _: &Beside) -> Result<(), Breach> {
    match connector.max_session_size.limit() {
        Some(most) if most < connector.max_message_size => Err(Breach::new(
            "MaxSessionSize",
            format!("A session of {most} does not hold the largest message, {}.", connector.max_message_size),
            "Give a larger -MaxSessionSize, or a smaller -MaxMessageSize.",
        )),
        _ => Ok(()),
    }
}

pub fn timeouts_agree(connector: &ReceiveConnector, _: &Beside) -> Result<(), Breach> {
    if connector.connection_timeout <= connector.connection_inactivity_timeout {
        return Err(Breach::new(
            "ConnectionTimeout",
            format!(
                "ConnectionTimeout ({}) must be longer than ConnectionInactivityTimeout ({}).",
                connector.connection_timeout, connector.connection_inactivity_timeout
            ),
            "Give both in one command.",
        ));
    }
    Ok(())
}

/// A peer that reaches one listener must belong to exactly one narrowest range.
pub fn bindings_and_ranges_are_its_own(connector: &ReceiveConnector, beside: &Beside) -> Result<(), Breach> {
    let neighbours = beside
        .others::<ReceiveConnector>(connector.id)
        .filter(|other| other.scope.eq_ignore_ascii_case(&connector.scope));
    for other in neighbours {
        // Port 0 is another port each time.
        let shared = connector.bindings.iter().find(|own| own.port() != 0 && other.bindings.contains(own));
        let Some(binding) = shared else { continue };
        for own in &connector.remote_ip_ranges {
            for range in &other.remote_ip_ranges {
                let how = match own.overlap(range) {
                    Overlap::Same => "has the same range",
                    Overlap::Crosses => "has a range that overlaps it in part",
                    Overlap::Apart | Overlap::Contains | Overlap::Inside => continue,
                };
                return Err(Breach::new(
                    "RemoteIPRanges",
                    format!(
                        "Receive connector '{}' also listens on {binding} and {how}: {own} here, {range} there.",
                        other.name
                    ),
                    "Choose another binding, or a range that is wholly inside the other or wholly outside it.",
                ));
            }
        }
    }
    Ok(())
}

/// Address-based defences know little about IPv6 senders, and every host has countless addresses.
pub fn anyone_on_ipv6_is_let_in(connector: &ReceiveConnector, _: &Beside) -> Option<String> {
    let lets_anyone = connector.permission_groups.contains(PermissionGroups::AnonymousUsers);
    let all = connector.remote_ip_ranges.iter().find(|range| range.overlap(&IpRange::ALL_V6) == Overlap::Same)?;
    lets_anyone.then(|| {
        format!(
            "'{}' takes anonymous mail from every IPv6 address ({all}). Block lists and rate limits by address hold \
             little there: name the IPv6 networks you expect instead.",
            connector.name
        )
    })
}

/// The group stands for peers that only domain security tells from others.
pub fn nobody_can_be_a_partner(connector: &ReceiveConnector, _: &Beside) -> Option<String> {
    let is_for_partners = connector.permission_groups.contains(PermissionGroups::Partners);
    (is_for_partners && !connector.domain_secure_enabled).then(|| {
        format!(
            "'{}' takes mail of partners, but asks nobody to prove to be one: give -DomainSecureEnabled $true, and name \
             their domains with Set-TransportConfig -TLSReceiveDomainSecureList.",
            connector.name
        )
    })
}

/// A right given to strangers is given to whoever comes.
pub fn anyone_may_relay(connector: &ReceiveConnector, _: &Beside) -> Option<String> {
    let strangers = connector.permissions_of(|trustee| *trustee == Trustee::AnonymousLogon);
    let relays = strangers.allow(Permissions::SUBMIT.with(Permissions::ANY_RECIPIENT));
    let all = connector.remote_ip_ranges.iter().find(is_everybody)?;
    relays.then(|| {
        format!(
            "'{}' relays for every host in {all} without asking for a login: it is an open relay. Narrow \
             -RemoteIPRanges to the hosts you trust.",
            connector.name
        )
    })
}

fn is_everybody(range: &&IpRange) -> bool {
    [IpRange::ALL_V4, IpRange::ALL_V6].iter().any(|all| range.overlap(all) == Overlap::Same)
}

/// Externally secured peers may relay to anywhere.
pub fn trust_without_bounds(connector: &ReceiveConnector, _: &Beside) -> Option<String> {
    let trusts = connector.auth_mechanism.contains(AuthMechanisms::ExternalAuthoritative);
    let all = connector.remote_ip_ranges.iter().find(is_everybody)?;
    trusts.then(|| {
        format!(
            "'{}' trusts every host in {all} without asking for a login: it is an open relay. Name the hosts you trust.",
            connector.name
        )
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::model::class::Class;
    use crate::model::organization::Organization;
    use crate::model::tests::{judge, keep};

    fn connector(name: &str, given: Json) -> ReceiveConnector {
        let mut all = json!({"Bindings": ["0.0.0.0:25"], "RemoteIPRanges": ["0.0.0.0-255.255.255.255"]});
        for (key, value) in given.as_object().expect("a map") {
            all[key] = value.clone();
        }
        ReceiveConnector::create(name, "hub01", all).expect("readable")
    }

    #[test]
    fn settings_that_contradict_each_other_are_refused() {
        for (given, broken) in [
            (json!({}), None),
            (json!({"AuthMechanism": "Tls, BasicAuth, BasicAuthRequireTLS, ExchangeServer"}), None),
            (json!({"AuthMechanism": "BasicAuthRequireTLS"}), Some("AuthMechanism")),
            (json!({"AuthMechanism": "BasicAuth, BasicAuthRequireTLS"}), Some("AuthMechanism")),
            (json!({"AuthMechanism": "ExternalAuthoritative, BasicAuth"}), Some("AuthMechanism")),
            (json!({"AuthMechanism": "ExternalAuthoritative"}), Some("PermissionGroups")),
            (json!({"AuthMechanism": "Tls, ExternalAuthoritative", "PermissionGroups": "ExchangeServers"}), None),
            (json!({"AuthMechanism": "None", "RequireTLS": true}), Some("RequireTLS")),
            (json!({"ImplicitTlsPorts": [25]}), None),
            (json!({"ImplicitTlsPorts": [465]}), Some("ImplicitTlsPorts")),
            (json!({"ImplicitTlsPorts": [25], "AuthMechanism": "BasicAuth"}), Some("ImplicitTlsPorts")),
            (json!({"DomainSecureEnabled": true}), None),
            (json!({"DomainSecureEnabled": true, "AuthMechanism": "BasicAuth"}), Some("DomainSecureEnabled")),
            (
                json!({
                    "DomainSecureEnabled": true,
                    "AuthMechanism": "Tls, ExternalAuthoritative",
                    "PermissionGroups": "ExchangeServers",
                }),
                Some("DomainSecureEnabled"),
            ),
            (json!({"ChunkingEnabled": false}), Some("BinaryMimeEnabled")),
            (json!({"ChunkingEnabled": false, "BinaryMimeEnabled": false}), None),
            (json!({"Banner": "Welcome"}), Some("Banner")),
            (json!({"Banner": "220 mail\r\n250 ok"}), Some("Banner")),
            (json!({"Banner": "220 mail.contoso.com ready"}), None),
            (json!({"ConnectionTimeout": "00:05:00"}), Some("ConnectionTimeout")),
            (json!({"Bindings": []}), Some("Bindings")),
            (json!({"RemoteIPRanges": []}), Some("RemoteIPRanges")),
        ] {
            let breach = judge(&connector("x", given.clone()), &Organization::default()).err();
            assert_eq!(breach.map(|breach| breach.property), broken, "{given}");
        }
    }

    #[test]
    fn each_rule_says_what_is_wrong_and_the_way_out() {
        for (given, says, fix) in [
            (json!({"Bindings": []}), "A receive connector listens somewhere.", "Give -Bindings, such as 0.0.0.0:25."),
            (json!({"RemoteIPRanges": []}), "A receive connector serves some peers.", "Give -RemoteIPRanges"),
            (
                json!({"AuthMechanism": "BasicAuthRequireTLS"}),
                "BasicAuthRequireTLS needs BasicAuth and Tls beside it.",
                "Give -AuthMechanism Tls,BasicAuth,BasicAuthRequireTLS.",
            ),
            (
                json!({"AuthMechanism": "ExternalAuthoritative, BasicAuth"}),
                "ExternalAuthoritative trusts every peer, so BasicAuth beside it would never be asked for.",
                "Give -AuthMechanism ExternalAuthoritative",
            ),
            (
                json!({"AuthMechanism": "ExternalAuthoritative"}),
                "which only ExchangeServers lets in.",
                "Give -PermissionGroups ExchangeServers.",
            ),
            (json!({"AuthMechanism": "None", "RequireTLS": true}), "TLS is required but not offered.", "Add Tls to"),
            (json!({"ChunkingEnabled": false}), "Binary messages can only come in chunks", "-BinaryMimeEnabled $false"),
            (json!({"Banner": "Welcome"}), "A banner is one line of plain ASCII that starts with 220", "or clear it"),
            (
                json!({"ConnectionTimeout": "00:05:00"}),
                "ConnectionTimeout (00:05:00) must be longer than ConnectionInactivityTimeout (00:05:00).",
                "Give both in one command.",
            ),
        ] {
            let breach = judge(&connector("x", given.clone()), &Organization::default()).expect_err("a contradiction");
            assert!(breach.says.contains(says), "{given}: {}", breach.says);
            assert!(breach.fix.contains(fix), "{given}: {}", breach.fix);
        }
        let mut organization = Organization::default();
        keep(&mut organization, &connector("there", json!({})));
        let breach = judge(&connector("x", json!({})), &organization).expect_err("the same range");
        assert_eq!(
            breach.says,
            "Receive connector 'there' also listens on 0.0.0.0:25 and has the same range: 0.0.0.0-255.255.255.255 here, \
             0.0.0.0-255.255.255.255 there."
        );
    }

    #[test]
    fn two_connectors_share_a_binding_only_with_ranges_apart_or_nested() {
        let there = |range: &str| connector("there", json!({"RemoteIPRanges": [range]}));
        for (own, other, fits) in [
            ("0.0.0.0-255.255.255.255", "0.0.0.0/0", false),
            ("192.168.1.1/24", "0.0.0.0/0", true),
            ("192.168.1.10", "192.168.1.1/24", true),
            ("10.0.0.1-10.0.0.9", "10.0.0.5-10.0.0.20", false),
            ("10.0.0.1", "10.0.0.2", true),
            ("::/0", "0.0.0.0/0", true),
        ] {
            let mut organization = Organization::default();
            keep(&mut organization, &there(other));
            let verdict = judge(&connector("x", json!({"RemoteIPRanges": [own]})), &organization);
            assert_eq!(verdict.is_ok(), fits, "{own} beside {other}: {verdict:?}");
        }
        let mut organization = Organization::default();
        keep(&mut organization, &there("0.0.0.0/0"));
        let elsewhere = connector("x", json!({"Bindings": ["0.0.0.0:2525"]}));
        assert!(judge(&elsewhere, &organization).is_ok(), "another port");
        let other_server = ReceiveConnector { scope: "hub02".into(), ..connector("x", json!({})) };
        assert!(judge(&other_server, &organization).is_ok(), "another server");
    }

    #[test]
    fn doors_that_stand_open_are_pointed_out() {
        let nobody = Organization::default();
        let beside = Beside { organization: &nobody, server: "hub01" };
        let open = connector("x", json!({"RemoteIPRanges": ["::/0"], "PermissionGroups": "AnonymousUsers"}));
        assert!(anyone_on_ipv6_is_let_in(&open, &beside).is_some_and(|text| text.contains("::/0")));
        let some = connector("x", json!({"RemoteIPRanges": ["2001:db8::/32"], "PermissionGroups": "AnonymousUsers"}));
        assert_eq!(anyone_on_ipv6_is_let_in(&some, &beside), None);
        let partner = connector("x", json!({"PermissionGroups": "Partners"}));
        assert!(nobody_can_be_a_partner(&partner, &beside).is_some());
        let asked = connector("x", json!({"PermissionGroups": "Partners", "DomainSecureEnabled": true}));
        assert_eq!(nobody_can_be_a_partner(&asked, &beside), None);
        let relay =
            connector("x", json!({"AuthMechanism": "ExternalAuthoritative", "PermissionGroups": "ExchangeServers"}));
        assert!(trust_without_bounds(&relay, &beside).is_some_and(|text| text.contains("open relay")));
        let entry = "Allow ms-Exch-SMTP-Accept-Any-Recipient NT AUTHORITY\\ANONYMOUS LOGON";
        for (ranges, warns) in [("0.0.0.0/0", true), ("10.0.0.0/8", false)] {
            let given =
                json!({"RemoteIPRanges": [ranges], "PermissionGroups": "AnonymousUsers", "ExtendedRights": [entry]});
            assert_eq!(anyone_may_relay(&connector("x", given), &beside).is_some(), warns, "{ranges}");
        }
    }
}
