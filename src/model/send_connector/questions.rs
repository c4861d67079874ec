//! What `New-SendConnector -Interactive` asks for each usage.

use serde_json::json;

use crate::model::class::{Outlook, Question};

pub const QUESTIONS: &[Question] = &[
    Question::about("Usage"),
    Question::about("AddressSpaces")
        .when(|outlook| !outlook.has("LinkedReceiveConnector"))
        .offering(|outlook| outlook.is("Usage", "Internet").then(|| json!(["*"])))
        .needed(),
    Question::about("DNSRoutingEnabled")
        .when(|outlook| !outlook.has("SmartHosts"))
        .offering(|outlook| outlook.is("Usage", "Internal").then(|| json!(false))),
    Question::about("Port").when(goes_to_smart_hosts),
    Question::about("SmartHosts").when(goes_to_smart_hosts).needed().reached_at("Port"),
    Question::about("SmartHostAuthMechanism").when(goes_to_smart_hosts),
    Question::about("AuthenticationCredential").when(logs_in).needed(),
    Question::about("RequireTLS").offering(|outlook| outlook.is("Usage", "Partner").then(|| json!(true))),
    Question::about("TlsAuthLevel")
        .when(|outlook| outlook.is("RequireTLS", true))
        .offering(|outlook| outlook.is("Usage", "Partner").then(|| json!("DomainValidation"))),
    Question::about("TlsDomain")
        .when(|outlook| outlook.is("TlsAuthLevel", "DomainValidation") && goes_to_smart_hosts(outlook))
        .needed(),
    Question::about("MaxMessageSize"),
];

fn goes_to_smart_hosts(outlook: &Outlook) -> bool {
    outlook.is("DNSRoutingEnabled", false)
}

fn logs_in(outlook: &Outlook) -> bool {
    ["BasicAuth", "BasicAuthRequireTLS"].iter().any(|mechanism| outlook.is("SmartHostAuthMechanism", *mechanism))
}
