//! The enumerations of transport rules.

use crate::model::choice::choice;

choice! {
    /// Whether a rule is at work.
    RuleState as "RuleState" {
        Enabled,
        Disabled,
    }
}

choice! {
    /// What becomes of a message that a rule is about.
    RuleMode as "RuleMode" {
        /// The actions are taken.
        Enforce,
        /// Only the message tracking log says what would have been done.
        Audit,
    }
}

choice! {
    /// On which side somebody is.
    UserScope as "UserScope" {
        /// In an accepted domain that is Authoritative or InternalRelay; a sender must also have come as one of ours.
        InOrganization,
        NotInOrganization,
    }
}

choice! {
    /// Where the sender of a message is looked for.
    SenderAddressLocation as "SenderAddressLocation" {
        /// The fields From, Sender and Reply-To.
        Header,
        /// The address given in MAIL FROM.
        Envelope,
        HeaderOrEnvelope,
    }
}

choice! {
    /// What kind of message it is.
    RuleMessageType as "MessageType" {
        /// An automatic answer (Auto-Submitted: auto-replied).
        OOF,
        /// Sent on by a rule of its recipient (Auto-Submitted: auto-forwarded).
        AutoForward,
        /// S/MIME or OpenPGP, encrypted.
        Encrypted,
        /// A meeting request or its answer (text/calendar).
        Calendaring,
        /// S/MIME or OpenPGP, signed.
        Signed,
        /// Says that a message was read (RFC 8098).
        ReadReceipt,
    }
}

choice! {
    /// How important its sender finds a message.
    Importance as "Importance" {
        High,
        Normal,
        Low,
    }
}

choice! {
    /// Where a disclaimer goes.
    DisclaimerLocation as "DisclaimerLocation" {
        /// Behind the text.
        Append,
        /// Before it.
        Prepend,
    }
}

choice! {
    /// What to do where a disclaimer cannot be written into a message, as into a signed one.
    DisclaimerFallbackAction as "DisclaimerFallbackAction" {
        /// Send the message as attachment of one that carries the disclaimer.
        Wrap,
        /// Send the message without.
        Ignore,
        /// Return it to its sender.
        Reject,
    }
}

choice! {
    /// How grave a match is, in the message tracking log.
    AuditSeverity as "AuditSeverityLevel" {
        /// Matches are not told.
        DoNotAudit,
        Low,
        Medium,
        High,
    }
}
