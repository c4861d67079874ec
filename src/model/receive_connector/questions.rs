//! What `New-ReceiveConnector -Interactive` asks for each usage.

use crate::model::class::{Outlook, Question};

pub const QUESTIONS: &[Question] = &[
    Question::about("Usage"),
    Question::about("Bindings").needed(),
    Question::about("RemoteIPRanges").needed(),
    Question::about("PermissionGroups").when(is_custom),
    Question::about("AuthMechanism").when(|outlook| is_custom(outlook) || outlook.is("Usage", "Client")),
    Question::about("DomainSecureEnabled").when(|outlook| outlook.is("Usage", "Partner")),
    Question::about("RequireTLS")
        .when(|outlook| outlook.holds("AuthMechanism", "Tls") && !outlook.is("Usage", "Internet")),
    Question::about("MaxMessageSize"),
    Question::about("MaxRecipientsPerMessage"),
    Question::about("MessageRateLimit").when(|outlook| outlook.is("Usage", "Client")),
];

fn is_custom(outlook: &Outlook) -> bool {
    outlook.is("Usage", "Custom")
}
