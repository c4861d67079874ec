//! What the engine does itself and shows as agents, as Exchange does.

use super::event::AgentEvent;
use crate::model::choice::choice;

choice! {
    /// An agent that is part of the engine.
    BuiltInAgent as "BuiltInAgent" {
        /// Add-IPBlockListEntry, Add-IPAllowListEntry.
        ConnectionFiltering,
        /// Set-SenderFilterConfig.
        SenderFilter,
        /// SPF, DKIM, ARC and DMARC of mail from strangers: Set-SenderIdConfig.
        SenderId,
        /// New-TransportRule.
        TransportRule,
        /// New-JournalRule.
        Journaling,
        /// New-DkimSigningConfig.
        DkimSigning,
    }
}

impl BuiltInAgent {
    /// As Get-TransportAgent shows it.
    pub fn title(self) -> &'static str {
        match self {
            BuiltInAgent::ConnectionFiltering => "Connection Filtering Agent",
            BuiltInAgent::SenderFilter => "Sender Filter Agent",
            BuiltInAgent::SenderId => "Sender Id Agent",
            BuiltInAgent::TransportRule => "Transport Rule Agent",
            BuiltInAgent::Journaling => "Journaling Agent",
            BuiltInAgent::DkimSigning => "DKIM Signing Agent",
        }
    }

    /// When it acts.
    pub fn events(self) -> &'static [AgentEvent] {
        match self {
            BuiltInAgent::ConnectionFiltering => &[AgentEvent::OnConnect, AgentEvent::OnMailCommand],
            BuiltInAgent::SenderFilter => &[AgentEvent::OnMailCommand, AgentEvent::OnEndOfHeaders],
            // Exchange's acts on the header; signatures cannot be checked without the body.
            BuiltInAgent::SenderId => &[AgentEvent::OnEndOfData],
            BuiltInAgent::TransportRule => &[AgentEvent::OnResolvedMessage],
            BuiltInAgent::Journaling => &[AgentEvent::OnRoutedMessage],
            BuiltInAgent::DkimSigning => &[AgentEvent::OnDeliverMailItem],
        }
    }

    /// Whether it acts before agents that were installed, whatever their priority.
    pub fn comes_first(self) -> bool {
        matches!(self, BuiltInAgent::ConnectionFiltering | BuiltInAgent::SenderFilter)
    }

    /// Why its place cannot be chosen, where it cannot.
    pub fn fixed(self) -> Option<&'static str> {
        match self {
            BuiltInAgent::ConnectionFiltering | BuiltInAgent::SenderFilter => {
                Some("it always acts before agents that were installed")
            }
            BuiltInAgent::SenderId => None,
            BuiltInAgent::TransportRule => Some("it always acts when the recipients are known, before the journal"),
            BuiltInAgent::Journaling => Some("it always acts after the transport rules, on what they have made"),
            BuiltInAgent::DkimSigning => Some("it always acts last, so that what is signed is what is sent"),
        }
    }
}
