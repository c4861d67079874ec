//! Settings of the whole organization.

use super::class::{Beside, Breach, class};
use super::system_message::{is_language, no_language};
use super::{ByteSize, DkimSigningConfig, Domain, DsnCode, SmtpAddress, TimeSpan, Unlimited};

/// Largest limit on a message: 2 GB less 1 KB.
const LARGEST: ByteSize = ByteSize::new(2_147_482_624);

const SHORTEST: TimeSpan = TimeSpan::from_seconds(1);
const LONGEST: TimeSpan = TimeSpan::from_minutes(24 * 60);

/// What only an administrator can mend.
const COPIED: [DsnCode; 6] = [
    DsnCode::new(5, 4, 8),
    DsnCode::new(5, 4, 6),
    DsnCode::new(5, 4, 4),
    DsnCode::new(5, 2, 4),
    DsnCode::new(5, 2, 0),
    DsnCode::new(5, 1, 4),
];

class! {
    /// Transport settings of the whole organization.
    TransportConfig {
        nouns: ["TransportConfig"],
        scope: Organization,
        verbs: [Get, Set],
        shown: ["MaxSendSize", "MaxReceiveSize", "MaxRecipientEnvelopeLimit", "ExternalPostmasterAddress"],
        singleton: "Transport Settings",
        forced: [Set],
        looks_at: ["DkimSigningConfig"],
        examples: [
            (Get, "Show the settings", "Get-TransportConfig"),
            (Set, "Report to the outside in German and as plain text", "Set-TransportConfig -ExternalDsnDefaultLanguage de -ExternalDsnSendHtml $false"),
            (Set, "Let mailboxes send and receive larger messages", "Set-TransportConfig -MaxSendSize 50MB -MaxReceiveSize 50MB"),
        ],
    }
    properties {
        /// Largest message that our mailboxes receive. Default 10 MB.
        max_receive_size = MaxReceiveSize: Unlimited<ByteSize> = Unlimited::Limit(ByteSize::from_mb(10)),
            within(ByteSize::ZERO, LARGEST);
        /// Largest message that our mailboxes send. Default 10 MB.
        max_send_size = MaxSendSize: Unlimited<ByteSize> = Unlimited::Limit(ByteSize::from_mb(10)),
            within(ByteSize::ZERO, LARGEST);
        /// Most recipients of one message, whichever connector it came by. Default 500.
        max_recipient_envelope_limit = MaxRecipientEnvelopeLimit: Unlimited<u32> = Unlimited::Limit(500),
            within(0, i32::MAX as u32);
        /// Keep a second copy of each message that comes by SMTP on another server of the same site, made before the sender
        /// is told that his message was taken, until all that becomes of it is done with. Should this server be lost, the
        /// other one sends the mail. A server that is alone in its site takes mail without. Default $true.
        shadow_redundancy_enabled = ShadowRedundancyEnabled: bool = true;
        /// Refuse mail for now of which no copy can be made, though there are other servers. Default $false: it is taken.
        reject_message_on_shadow_failure = RejectMessageOnShadowFailure: bool = false;
        /// How often making a copy is tried again, on another server where there is one. Default 2.
        max_retries_for_local_site_shadow = MaxRetriesForLocalSiteShadow: u32 = 2, within(0, 255);
        /// How often a server that keeps copies asks the others which of them are done with. Where there are many copies it
        /// asks sooner. Default 00:02:00.
        shadow_heartbeat_frequency = ShadowHeartbeatFrequency: TimeSpan = TimeSpan::from_minutes(2),
            within(SHORTEST, LONGEST);
        /// How long a server must have been out of reach before those that keep copies of its mail send them. A server that
        /// has lost its mail says so, and the copies are sent at once. Default 03:00:00.
        shadow_resubmit_time_span = ShadowResubmitTimeSpan: TimeSpan = TimeSpan::from_minutes(180),
            within(SHORTEST, LONGEST);
        /// Deliver `ann+news@contoso.com` to Ann, unless that is somebody's own address. Default $false.
        allow_plus_address_in_recipients = AllowPlusAddressInRecipients: bool = false;
        /// Let the world see the address that a sender of ours has written, where it is not his primary one. Otherwise MAIL,
        /// From, Sender and Reply-To of mail that leaves show his primary address, as Exchange has it; mail inside, and mail by
        /// send connectors with Usage Internal, stays as it is. Default $false.
        send_from_alias_enabled = SendFromAliasEnabled: bool = false;
        /// Domains whose mail comes only from servers that prove by certificate to belong to them, on receive connectors
        /// with DomainSecureEnabled.
        tls_receive_domain_secure_list = TLSReceiveDomainSecureList: Vec<Domain> = Vec::new();
        /// Domains whose mail goes only to servers that prove by certificate to belong to them, by send connectors with
        /// DomainSecureEnabled. Domains below them are meant too.
        tls_send_domain_secure_list = TLSSendDomainSecureList: Vec<Domain> = Vec::new();
        /// Domain of ours whose DKIM keys (New-DkimSigningConfig) seal what strangers send through us and what was checked on
        /// its way in (ARC, RFC 8617). Default: nothing is sealed.
        arc_sealing_domain = ArcSealingDomain: Option<Domain> = None;
        /// Tell domains that ask for it (`_smtp._tls`) each night by mail what became of their wishes for TLS (RFC 8460).
        /// Default $false.
        tls_reporting_enabled = TlsReportingEnabled: bool = false;
        /// Sender shown in reports to the outside. Default: postmaster at the default accepted domain; on an edge server at
        /// the server's name.
        external_postmaster_address = ExternalPostmasterAddress: Option<SmtpAddress> = None;
        /// Name of the system that reports to the outside are made by: Reporting-MTA, and the domain of their Message-ID.
        /// Default: the default accepted domain; where there is none, the server's name.
        external_dsn_reporting_authority = ExternalDsnReportingAuthority: Option<Domain> = None;
        /// The same for reports to our senders.
        internal_dsn_reporting_authority = InternalDsnReportingAuthority: Option<Domain> = None;
        /// Language of the texts of New-SystemMessage in reports to the outside, where the message does not tell of another
        /// that there is a text in. Default en.
        external_dsn_default_language = ExternalDsnDefaultLanguage: Option<String> = None;
        /// The same for reports to our senders.
        internal_dsn_default_language = InternalDsnDefaultLanguage: Option<String> = None;
        /// Use the language of the message (Accept-Language, Content-Language) for reports to the outside. Default $true.
        external_dsn_language_detection_enabled = ExternalDsnLanguageDetectionEnabled: bool = true;
        /// The same for reports to our senders. Default $true.
        internal_dsn_language_detection_enabled = InternalDsnLanguageDetectionEnabled: bool = true;
        /// Who is told when a journal report cannot be delivered. Default: nobody.
        journaling_report_ndr_to = JournalingReportNdrTo: Option<SmtpAddress> = None;
        /// Tell senders outside when their mail is late. Default $true.
        external_delay_dsn_enabled = ExternalDelayDsnEnabled: bool = true;
        /// Tell our senders when their mail is late. Default $true.
        internal_delay_dsn_enabled = InternalDelayDsnEnabled: bool = true;
        /// Largest message that a report to the outside carries whole; of a larger one only the header. Default 10 MB.
        external_dsn_max_message_attach_size = ExternalDsnMaxMessageAttachSize: ByteSize = ByteSize::from_mb(10),
            within(ByteSize::ZERO, ByteSize::new(i32::MAX as u64));
        /// The same for reports to our senders. Default 10 MB.
        internal_dsn_max_message_attach_size = InternalDsnMaxMessageAttachSize: ByteSize = ByteSize::from_mb(10),
            within(ByteSize::ZERO, ByteSize::new(i32::MAX as u64));
        /// Send reports to the outside as HTML beside the plain text. Default $true.
        external_dsn_send_html = ExternalDsnSendHtml: bool = true;
        /// The same for reports to our senders. Default $true.
        internal_dsn_send_html = InternalDsnSendHtml: bool = true;
        /// Status codes of failures of which the postmaster gets a copy of the report: ExternalPostmasterAddress, else the
        /// mailbox postmaster of an accepted domain, if there is one.
        generate_copy_of_dsn_for = GenerateCopyOfDSNFor: Vec<DsnCode> = COPIED.to_vec();
    }
    rules [languages_are_languages]
    advice [seals_with_a_key]
}

fn languages_are_languages(config: &TransportConfig, _: &Beside) -> Result<(), Breach> {
    for (property, language) in [
        ("ExternalDsnDefaultLanguage", &config.external_dsn_default_language),
        ("InternalDsnDefaultLanguage", &config.internal_dsn_default_language),
    ] {
        if let Some(language) = language.as_ref().filter(|language| !is_language(language)) {
            return Err(no_language(property, language));
        }
    }
    Ok(())
}

/// Sealing needs a key; without one nothing is sealed, and nobody would notice.
fn seals_with_a_key(config: &TransportConfig, beside: &Beside) -> Option<String> {
    let domain = config.arc_sealing_domain.as_ref()?;
    let signs = |signing: &DkimSigningConfig| signing.enabled && signing.domain_name == *domain;
    if beside.organization.all::<DkimSigningConfig>().any(signs) {
        return None;
    }
    Some(format!(
        "Nothing is sealed while no DKIM key of {domain} signs: New-DkimSigningConfig -DomainName {domain}, then \
         Set-DkimSigningConfig {domain} -Enabled $true."
    ))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::class::Class;
    use crate::model::organization::Organization;
    use crate::model::tests::{judge, keep};

    #[test]
    fn who_wants_seals_is_told_what_is_missing() {
        let seals = |domain: Option<&str>, signs: Option<(&str, bool)>| {
            let mut organization = Organization::default();
            if let Some((domain, enabled)) = signs {
                let given = json!({ "DomainName": domain, "Enabled": enabled });
                keep(&mut organization, &DkimSigningConfig::create(domain, "", given).expect("sound"));
            }
            let config = TransportConfig::create("x", "", json!({ "ArcSealingDomain": domain })).expect("sound");
            seals_with_a_key(&config, &Beside { organization: &organization, server: "" }).is_none()
        };
        for (domain, signs, expected, why) in [
            (None, None, true, "nothing is wanted"),
            (Some("contoso.com"), None, false, "no key"),
            (Some("contoso.com"), Some(("contoso.com", false)), false, "a key that does not sign"),
            (Some("contoso.com"), Some(("fabrikam.com", true)), false, "another domain's key"),
            (Some("contoso.com"), Some(("contoso.com", true)), true, "a key"),
        ] {
            assert_eq!(seals(domain, signs), expected, "{why}");
        }
    }

    #[test]
    fn a_default_language_is_a_language() {
        for (given, broken) in [
            (json!({}), None),
            (json!({ "ExternalDsnDefaultLanguage": "de", "InternalDsnDefaultLanguage": "pt-BR" }), None),
            (json!({ "ExternalDsnDefaultLanguage": "Deutsch (Schweiz)" }), Some("ExternalDsnDefaultLanguage")),
            (json!({ "InternalDsnDefaultLanguage": "de_CH" }), Some("InternalDsnDefaultLanguage")),
        ] {
            let config = TransportConfig::create("x", "", given.clone()).expect("readable");
            let breach = judge(&config, &Organization::default()).err();
            assert_eq!(breach.map(|breach| breach.property), broken, "{given}");
        }
    }
}
