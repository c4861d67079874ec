//! Signing the mail of a domain (DKIM), with two selectors that take turns.
//!
//! One of the two keys signs. The other is the next one, so that its record can be published before it is needed; when
//! RotateOnDate has come, the turn is the other's, without anybody doing anything.

use jiff::{Timestamp, Zoned};

use super::class::{Beside, Breach, Properties, class};
use super::{DkimAlgorithm, DkimCanonicalization, Domain, Sealed};

/// Bits of an RSA key that are allowed. Shorter ones are not trusted any more (RFC 8301 §3.2), longer ones have records
/// that some DNS providers do not take.
const KEY_SIZES: [u32; 3] = [2048, 3072, 4096];

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Selector {
    First,
    Second,
}

impl Selector {
    pub const BOTH: [Selector; 2] = [Selector::First, Selector::Second];

    pub fn other(self) -> Selector {
        match self {
            Selector::First => Selector::Second,
            Selector::Second => Selector::First,
        }
    }

    /// The property that keeps its private key.
    pub fn private_key(self) -> &'static str {
        match self {
            Selector::First => "Selector1PrivateKey",
            Selector::Second => "Selector2PrivateKey",
        }
    }

    /// The property that shows what is to be published.
    pub fn public_key(self) -> &'static str {
        match self {
            Selector::First => "Selector1PublicKey",
            Selector::Second => "Selector2PublicKey",
        }
    }
}

class! {
    /// How mail from a domain is signed, so that others can tell that it is from there (DKIM).
    DkimSigningConfig {
        nouns: ["DkimSigningConfig"],
        scope: Organization,
        verbs: [New, Get, Set, Remove],
        shown: ["DomainName", "Enabled", "Algorithm", "RotateOnDate"],
        ignored: ["AdminDisplayName"],
        looks_at: ["DkimSigningConfig"],
        settle: settle,
        named: name_of,
        answers_to: |config, text| config.domain_name.as_str().eq_ignore_ascii_case(text),
        examples: [
            (New, "Make the keys for a domain, and see what to publish", "New-DkimSigningConfig -DomainName contoso.com | Format-List Selector*"),
            (Set, "Sign, now that the records are published", "Set-DkimSigningConfig contoso.com -Enabled $true"),
            (Get, "Show what is signed", "Get-DkimSigningConfig"),
            (New, "Use short keys for a domain of ours below it", "New-DkimSigningConfig -DomainName news.contoso.com -Algorithm Ed25519SHA256 -Enabled $true"),
            (Set, "Let nothing change on the way", "Set-DkimSigningConfig contoso.com -BodyCanonicalization Simple -HeaderCanonicalization Simple"),
            (Remove, "Stop signing, and forget the keys", "Remove-DkimSigningConfig contoso.com -Confirm:$false"),
        ],
    }
    properties {
        /// The domain in the From field of the messages, such as `contoso.com`. Domains below it have their own.
        domain_name = DomainName: Domain, new_only, required;
        /// Sign. The record Selector1RecordName has to be published before. Default $false.
        enabled = Enabled: bool = false;
        /// RsaSHA256, or Ed25519SHA256 with keys that fit into short records but that not everybody can check yet. Default
        /// RsaSHA256.
        algorithm = Algorithm: DkimAlgorithm = DkimAlgorithm::RsaSHA256, new_only;
        /// Bits of an RSA key: 2048, 3072 or 4096. Default 2048.
        key_size = KeySize: u32 = 2048, new_only;
        /// Which changes of the header on the way do no harm. Default Relaxed.
        header_canonicalization = HeaderCanonicalization: DkimCanonicalization = DkimCanonicalization::Relaxed;
        /// Which changes of the text on the way do no harm. Default Relaxed.
        body_canonicalization = BodyCanonicalization: DkimCanonicalization = DkimCanonicalization::Relaxed;
        /// Name of the first key. Default selector1.
        selector1 = Selector1: String = "selector1".to_owned(), new_only;
        /// Where to publish the first key, as a TXT record.
        selector1_record_name = Selector1RecordName: String = String::new(), system;
        /// What to publish there.
        selector1_public_key = Selector1PublicKey: String = String::new(), system;
        /// Signs while it is the first key's turn. Sealed, and never shown.
        selector1_private_key = Selector1PrivateKey: Option<Sealed> = None, system;
        /// Name of the second key. Default selector2.
        selector2 = Selector2: String = "selector2".to_owned(), new_only;
        /// Where to publish the second key, as a TXT record.
        selector2_record_name = Selector2RecordName: String = String::new(), system;
        /// What to publish there.
        selector2_public_key = Selector2PublicKey: String = String::new(), system;
        /// Signs while it is the second key's turn. Sealed, and never shown.
        selector2_private_key = Selector2PrivateKey: Option<Sealed> = None, system;
        /// When the newest key was made.
        key_creation_time = KeyCreationTime: Option<Zoned> = None, system;
        /// When the next key signs, or has begun to. Nothing before Rotate-DkimSigningConfig was run.
        rotate_on_date = RotateOnDate: Option<Zoned> = None, system;
        /// Which key signs before RotateOnDate.
        selector_before_rotate_on_date = SelectorBeforeRotateOnDate: String = String::new(), system;
        /// Which key signs from RotateOnDate on.
        selector_after_rotate_on_date = SelectorAfterRotateOnDate: String = String::new(), system;
    }
    rules [selectors_are_two_names, key_is_long_enough]
    advice [is_known_to_all]
}

impl DkimSigningConfig {
    /// Whose turn it is.
    pub fn signing_at(&self, now: Timestamp) -> Selector {
        let has_turned = self.rotate_on_date.as_ref().is_some_and(|date| date.timestamp() <= now);
        let name = if has_turned { &self.selector_after_rotate_on_date } else { &self.selector_before_rotate_on_date };
        if *name == self.selector2 { Selector::Second } else { Selector::First }
    }

    pub fn name_of(&self, selector: Selector) -> &str {
        match selector {
            Selector::First => &self.selector1,
            Selector::Second => &self.selector2,
        }
    }

    /// Where a key is published.
    pub fn record_name(&self, selector: Selector) -> String {
        format!("{}._domainkey.{}", self.name_of(selector), self.domain_name)
    }

    pub fn sealed_key(&self, selector: Selector) -> Option<&Sealed> {
        match selector {
            Selector::First => self.selector1_private_key.as_ref(),
            Selector::Second => self.selector2_private_key.as_ref(),
        }
    }
}

fn name_of(properties: &Properties) -> Option<String> {
    Some(properties.get("DomainName")?.as_str()?.to_lowercase())
}

fn settle(config: &mut DkimSigningConfig, _: &[&str], _: &Beside) -> Result<(), Breach> {
    config.selector1 = config.selector1.trim().to_lowercase();
    config.selector2 = config.selector2.trim().to_lowercase();
    config.selector1_record_name = config.record_name(Selector::First);
    config.selector2_record_name = config.record_name(Selector::Second);
    if config.selector_before_rotate_on_date.is_empty() {
        config.selector_before_rotate_on_date.clone_from(&config.selector1);
        config.selector_after_rotate_on_date.clone_from(&config.selector2);
    }
    Ok(())
}

fn selectors_are_two_names(config: &DkimSigningConfig, _: &Beside) -> Result<(), Breach> {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    for (property, name) in [("Selector1", &config.selector1), ("Selector2", &config.selector2)] {
        if name.len() > 128 || !name.split('.').all(is_label) {
            let says = format!("'{name}' cannot be the name of a key.");
            return Err(Breach::new(property, says, "Write letters, digits and hyphens, such as mail2026."));
        }
    }
    if config.selector1 == config.selector2 {
        let says = format!("Both keys would be named '{}'.", config.selector1);
        return Err(Breach::new("Selector2", says, "Give the second key a name of its own."));
    }
    Ok(())
}

fn key_is_long_enough(config: &DkimSigningConfig, _: &Beside) -> Result<(), Breach> {
    if KEY_SIZES.contains(&config.key_size) {
        return Ok(());
    }
    let says = format!("A key has 2048, 3072 or 4096 bits, not {}.", config.key_size);
    Err(Breach::new("KeySize", says, "Leave it out for 2048 bits."))
}

fn is_known_to_all(config: &DkimSigningConfig, _: &Beside) -> Option<String> {
    let text = "Not all receivers can check Ed25519 signatures; to those the mail looks unsigned.";
    (config.algorithm == DkimAlgorithm::Ed25519SHA256).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::class::Class;
    use crate::model::organization::Organization;
    use crate::model::tests::judge;

    fn config(given: serde_json::Value) -> DkimSigningConfig {
        DkimSigningConfig::create("contoso.com", "", given).expect("of its types")
    }

    #[test]
    fn the_turn_is_the_other_keys_when_the_date_has_come() {
        let mut config = config(json!({ "DomainName": "contoso.com" }));
        let at = |text: &str| text.parse::<Timestamp>().expect("a time");
        config.selector_before_rotate_on_date = "selector2".into();
        config.selector_after_rotate_on_date = "selector1".into();
        assert_eq!(config.signing_at(at("2026-11-21T00:00:00Z")), Selector::Second, "no date at all");
        config.rotate_on_date = Some("2026-11-25T12:00:00[UTC]".parse().expect("a date"));
        assert_eq!(config.signing_at(at("2026-11-25T11:59:59Z")), Selector::Second);
        assert_eq!(config.signing_at(at("2026-11-25T12:00:00Z")), Selector::First);
    }

    #[test]
    fn keys_have_names_and_bits_that_work() {
        for (given, property) in [
            (json!({}), None),
            (json!({ "Selector1": "mail.2026" }), None),
            (json!({ "Selector1": "two words" }), Some("Selector1")),
            (json!({ "Selector2": "-x" }), Some("Selector2")),
            (json!({ "Selector1": "a", "Selector2": "a" }), Some("Selector2")),
            (json!({ "KeySize": 1024 }), Some("KeySize")),
        ] {
            let mut all = given.clone();
            all["DomainName"] = json!("contoso.com");
            let breach = judge(&config(all), &Organization::default()).err().map(|breach| breach.property);
            assert_eq!(breach, property, "{given}");
        }
    }
}
