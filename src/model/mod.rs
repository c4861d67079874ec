//! The nouns people type and see: connectors, domains, queues, messages, sizes, spans, values, faults.
//!
//! Everything else in the crate may use this module; it uses nothing of ours.

pub mod accepted_domain;
pub mod ad_site;
pub mod ad_site_link;
pub mod address_or_domain;
pub mod address_rewrite_entry;
pub mod address_space;
pub mod address_template;
pub mod agent_log_record;
pub mod byte_size;
pub mod category_level;
pub mod certificate_info;
pub mod certificate_name;
pub mod choice;
pub mod choices;
pub mod class;
pub mod classes;
pub mod client_settings_info;
pub mod compare;
pub mod component;
pub mod connection_filter;
pub mod content_filter;
pub mod control_address;
pub mod convert;
pub mod date;
pub mod date_kind;
mod date_time_offset;
mod day_of_week;
pub mod dkim_signing_config;
pub mod dns_server;
pub mod domain;
pub mod email_address_policy;
pub mod event_choices;
pub mod event_log_level_info;
pub mod event_record;
pub mod fault;
pub mod file_bytes;
pub mod filter;
pub mod foreign_connector;
pub mod found;
pub mod identity;
pub mod ip_binding;
mod ip_range;
pub mod journal_rule;
pub mod json;
pub mod link_info;
pub mod lmtp_endpoint;
pub mod local_path;
pub mod mailbox;
pub mod mailbox_database;
pub mod message_classification;
pub mod message_info;
pub mod number;
pub mod organization;
pub mod page;
mod page_position;
pub mod password;
mod path_info;
pub mod pattern;
pub mod permission;
pub mod pipeline_info;
mod pressure_info;
pub mod property;
pub mod proxy_address;
pub mod queue_digest_info;
pub mod queue_identity;
pub mod queue_info;
pub mod receive_connector;
pub mod recipient;
pub mod recipient_directory;
pub mod recipient_filter_config;
pub mod remote_domain;
pub mod resource_threshold;
pub mod schedule;
pub mod scram;
mod secret;
pub mod send_connector;
pub mod sender_filter_config;
mod sender_id_config;
pub mod smart_host;
pub mod smtp_address;
pub mod smtp_endpoint;
mod switch_parameter;
pub mod system_message;
pub mod text;
pub mod text_distance;
pub mod thumbprint;
pub mod time_span;
pub mod tls_domain_capability;
pub mod tls_report_info;
pub mod tracking_record;
mod tracking_report;
pub mod transport_agent;
pub mod transport_component;
pub mod transport_config;
mod transport_event;
pub mod transport_rule;
pub mod transport_server;
pub mod type_data;
pub mod unlimited;
pub mod value;
pub mod view;
pub mod wildcard;

#[cfg(test)]
mod tests;

pub use accepted_domain::AcceptedDomain;
pub use ad_site::{ADSite, FIRST_SITE};
pub use ad_site_link::ADSiteLink;
pub use address_or_domain::AddressOrDomain;
pub use address_rewrite_entry::AddressRewriteEntry;
pub use address_space::{AddressSpace, Space};
pub use address_template::AddressTemplate;
pub use agent_log_record::{AgentLogQuery, AgentLogRecord};
pub use byte_size::ByteSize;
pub use category_level::CategoryLevel;
pub use certificate_info::CertificateInfo;
pub use certificate_name::CertificateName;
pub use choices::{
    AcceptedDomainType, AllowedMessageTypes, AuthMechanisms, BlockedSenderAction, ConnectorService, DeliveryType,
    DequeueMethod, Directionality, DkimAlgorithm, DkimCanonicalization, ErrorPolicies, ExtendedProtectionPolicy,
    Influence, MessagePriority, MessageRateSource, MessageStatus, NextHopCategory, PermissionGroups,
    ProtocolLoggingLevel, ProtocolOption, QueueStatus, ReceiveUsage, SendUsage, SenderIdAction, SizeMode,
    SmartHostAuthMechanism, TlsAuthLevel, TransportRole,
};
pub use class::{Beside, Breach, Class, ClassInfo, Properties, Property, Stored};
pub use classes::{CLASSES, class_named};
pub use client_settings_info::{ClientEncryption, ClientSettingsInfo};
pub use component::{
    ComponentRequest, ComponentRequestInfo, ComponentRequester, ServerComponent, ServerComponentState, ServiceState,
};
pub use connection_filter::{
    IPAllowListConfig, IPAllowListEntry, IPAllowListProvider, IPAllowListProvidersConfig, IPBlockListConfig,
    IPBlockListEntry, IPBlockListProvider, IPBlockListProvidersConfig, ListProvider,
};
pub use content_filter::{ContentFilterConfig, ContentFilterPhrase};
pub use control_address::ControlAddress;
pub use convert::Unconvertible;
pub use date_kind::DateKind;
pub use date_time_offset::DateTimeOffset;
pub use day_of_week::DayOfWeek;
pub use dkim_signing_config::{DkimSigningConfig, Selector};
pub use dns_server::DnsServer;
pub use domain::{Closeness, Domain, Fqdn, SmtpDomain};
pub use email_address_policy::EmailAddressPolicy;
pub use event_choices::{EventCategory, EventEntryType, EventLevel};
pub use event_log_level_info::EventLogLevelInfo;
pub use event_record::{EventQuery, EventRecord};
pub use fault::{ErrorView, Fault, FaultKind, Source, Span, Wording};
pub use file_bytes::FileBytes;
pub use filter::Filter;
pub use foreign_connector::ForeignConnector;
pub use found::Found;
pub use identity::Identity;
pub use ip_binding::IpBinding;
pub use ip_range::{IpRange, Overlap};
pub use journal_rule::{JournalRule, JournalScope};
pub use link_info::{LinkInfo, LinkState};
pub use lmtp_endpoint::LmtpEndpoint;
pub use local_path::LocalPath;
pub use mailbox::Mailbox;
pub use mailbox_database::{MailboxDatabase, MailboxTarget};
pub use message_classification::MessageClassification;
pub use message_info::MessageInfo;
pub use organization::Organization;
pub use page_position::PagedPositionInfo;
pub use password::PasswordHash;
pub use path_info::PathInfo;
pub use pattern::Pattern;
pub use pipeline_info::PipelineInfo;
pub use pressure_info::PressureInfo;
pub use proxy_address::{ProxyAddress, ProxyKind};
pub use queue_digest_info::QueueDigestInfo;
pub use queue_identity::{MessageIdentity, QueueIdentity};
pub use queue_info::QueueInfo;
pub use receive_connector::{ReceiveConnector, first_connectors};
pub use recipient::distribution_group::DistributionGroup;
pub use recipient::dynamic_group::DynamicDistributionGroup;
pub use recipient::filter::{RecipientFilter, WellKnownRecipientType};
pub use recipient::mail_contact::MailContact;
pub use recipient::mail_user::MailUser;
pub use recipient::member_page::{MOST_MEMBERS, MemberPage};
pub use recipient::{Addressee, Card, Directory, RecipientLink, Senders};
pub use recipient_directory::{AttributeMapping, DirectoryKind, EntryType, RecipientDirectory};
pub use recipient_filter_config::RecipientFilterConfig;
pub use remote_domain::{FIRST_REMOTE_DOMAIN, RemoteDomain};
pub use resource_threshold::{PressureLevel, PressureStep, Resource, ResourceThreshold};
pub use schedule::Schedule;
pub use scram::ScramSecret;
pub use secret::{Credential, GivenCredential, Sealed, is_protected};
pub use send_connector::SendConnector;
pub use sender_filter_config::SenderFilterConfig;
pub use sender_id_config::SenderIdConfig;
pub use smart_host::SmartHost;
pub use smtp_address::{ReversePath, SmtpAddress};
pub use smtp_endpoint::SmtpEndpoint;
pub use switch_parameter::SwitchParameter;
pub use system_message::{DsnCode, SystemMessage, usual_words};
pub use text::Malformed;
pub use thumbprint::Thumbprint;
pub use time_span::TimeSpan;
pub use tls_domain_capability::TlsDomainCapability;
pub use tls_report_info::{TlsReportInfo, TlsReportQuery};
pub use tracking_record::{TrackingQuery, TrackingRecord};
pub use tracking_report::{MessageTrackingReport, MessageTrackingSearchResult, RecipientTrackingEvent};
pub use transport_agent::{
    AgentEvent, AgentFailureAction, AgentPlace, BuiltInAgent, Events, MilterEndpoint, TransportAgent, built_in_agents,
};
pub use transport_component::{TransportComponentInfo, TransportComponentName};
pub use transport_config::TransportConfig;
pub use transport_event::{TransportEvent, TransportStage};
pub use transport_rule::TransportRule;
pub use transport_server::{Lookup, TransportServer};
pub use unlimited::Unlimited;
pub use value::{
    Arguments, Array, BigInteger, Block, FixedWidth, FromValue, Hash, IntoValue, Look, Member, MethodInfo, Object,
    PropertyInfo, Scalar, Secret, TypeInfo, Value,
};
pub use wildcard::Wildcard;
