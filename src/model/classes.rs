//! The list of configuration classes; help, store, verbs and documentation walk it.

use super::class::ClassInfo;
use super::{
    ADSite, ADSiteLink, AcceptedDomain, AddressRewriteEntry, ContentFilterConfig, ContentFilterPhrase,
    DistributionGroup, DkimSigningConfig, DynamicDistributionGroup, EmailAddressPolicy, ForeignConnector,
    IPAllowListConfig, IPAllowListEntry, IPAllowListProvider, IPAllowListProvidersConfig, IPBlockListConfig,
    IPBlockListEntry, IPBlockListProvider, IPBlockListProvidersConfig, JournalRule, MailContact, MailUser, Mailbox,
    MailboxDatabase, MemberPage, MessageClassification, ReceiveConnector, RecipientDirectory, RecipientFilterConfig,
    RemoteDomain, SendConnector, SenderFilterConfig, SenderIdConfig, SystemMessage, TransportAgent, TransportConfig,
    TransportRule, TransportServer,
};

/// Every class there is.
pub static CLASSES: &[&ClassInfo] = &[
    ADSite::INFO,
    ADSiteLink::INFO,
    AcceptedDomain::INFO,
    AddressRewriteEntry::INFO,
    ContentFilterConfig::INFO,
    ContentFilterPhrase::INFO,
    DistributionGroup::INFO,
    DkimSigningConfig::INFO,
    DynamicDistributionGroup::INFO,
    EmailAddressPolicy::INFO,
    ForeignConnector::INFO,
    IPAllowListConfig::INFO,
    IPAllowListEntry::INFO,
    IPAllowListProvider::INFO,
    IPAllowListProvidersConfig::INFO,
    IPBlockListConfig::INFO,
    IPBlockListEntry::INFO,
    IPBlockListProvider::INFO,
    IPBlockListProvidersConfig::INFO,
    JournalRule::INFO,
    MailContact::INFO,
    MailUser::INFO,
    Mailbox::INFO,
    MailboxDatabase::INFO,
    MemberPage::INFO,
    MessageClassification::INFO,
    ReceiveConnector::INFO,
    RecipientDirectory::INFO,
    RecipientFilterConfig::INFO,
    RemoteDomain::INFO,
    SendConnector::INFO,
    SenderFilterConfig::INFO,
    SenderIdConfig::INFO,
    SystemMessage::INFO,
    TransportAgent::INFO,
    TransportConfig::INFO,
    TransportRule::INFO,
    TransportServer::INFO,
];

/// The class of that name, or with that noun.
pub fn class_named(name: &str) -> Option<&'static ClassInfo> {
    let is_called = |class: &&&ClassInfo| {
        class.name.eq_ignore_ascii_case(name) || class.nouns.iter().any(|noun| noun.eq_ignore_ascii_case(name))
    };
    CLASSES.iter().find(is_called).copied()
}

#[cfg(test)]
mod tests {
    use serde_json::Value as Json;

    use super::*;
    use crate::model::TransportRole;
    use crate::model::class::{Intake, SetBy, Verb};

    #[test]
    fn every_default_is_of_its_type_and_shows_itself() {
        for class in CLASSES {
            for property in class.properties {
                for role in [TransportRole::Hub, TransportRole::Edge] {
                    let Some(default) = property.default_for(role) else { continue };
                    let value = (property.show)(&default);
                    let value = value.unwrap_or_else(|error| panic!("{}.{}: {error}", class.name, property.name));
                    if let Intake::Plain(to_json) = property.intake {
                        assert_eq!(to_json(&value).as_ref(), Ok(&default), "{}.{}", class.name, property.name);
                    }
                }
            }
        }
    }

    #[test]
    fn every_class_and_property_is_explained_and_named_once() {
        for class in CLASSES {
            let names: std::collections::HashSet<_> =
                class.properties.iter().map(|property| property.name.to_ascii_lowercase()).collect();
            assert_eq!(names.len(), class.properties.len(), "{}", class.name);
            for property in class.properties {
                assert!(property.doc().ends_with('.'), "{}.{}", class.name, property.name);
            }
            for shown in class.type_info.shown {
                assert!(class.type_info.properties.iter().any(|known| known.name == *shown), "{shown}");
            }
            assert!(class.has(Verb::Get) || class.nouns.is_empty());
        }
    }

    #[test]
    fn a_property_can_be_given_unless_it_is_the_systems() {
        let fqdn = class_named("TransportService").and_then(|class| class.property("fqdn")).expect("declared");
        assert_eq!((fqdn.set_by, fqdn.default.is_none()), (SetBy::NewAndSet, true));
        let role = class_named("transportserver").and_then(|class| class.property("Role")).expect("declared");
        assert_eq!(role.set_by, SetBy::System);
    }

    #[test]
    fn elements_are_the_same_as_their_type_sees_it() {
        let property = |class: &str, name: &str| class_named(class).and_then(|class| class.property(name)).expect(name);
        for (class, name, a, b, expected) in [
            ("SendConnector", "AddressSpaces", "contoso.com", "SMTP:Contoso.com;1", true),
            ("SendConnector", "AddressSpaces", "contoso.com", "contoso.com;2", false),
            ("ReceiveConnector", "RemoteIPRanges", "10.0.0.0/24", "10.0.0.0-10.0.0.255", true),
            ("SendConnector", "SmartHosts", "[10.0.0.1]", "10.0.0.1", true),
        ] {
            let same = property(class, name).same;
            assert_eq!(same(&Json::from(a), &Json::from(b)), expected, "{a} {b}");
        }
    }
}
