//! What the engine does itself and shows as agents, as Exchange does.

use super::event::AgentEvent;
use crate::model::choice::choice;

choice! {
    /// An agent that is part of the engine.
    BuiltInAgent as "BuiltInAgent" {
        /// Add-IPBlockListEntry, Add-IPAllowListEntry, Add-IPBlockListProvider, Add-IPAllowListProvider.
        ConnectionFiltering,
        /// Recipients of New-AddressRewriteEntry.
        AddressRewritingInbound,
        /// Set-SenderFilterConfig.
        SenderFilter,
        /// Set-RecipientFilterConfig.
        RecipientFilter,
        /// SPF, DKIM, ARC and DMARC of mail from strangers: Set-SenderIdConfig.
        SenderId,
        /// Set-ContentFilterConfig, Add-ContentFilterPhrase.
        ContentFilter,
        /// New-TransportRule.
        TransportRule,
        /// New-JournalRule.
        Journaling,
        /// Senders of New-AddressRewriteEntry.
        AddressRewritingOutbound,
        /// New-DkimSigningConfig.
        DkimSigning,
    }
}

impl BuiltInAgent {
    /// As Get-TransportAgent shows it.
    pub fn title(self) -> &'static str {
        match self {
            BuiltInAgent::ConnectionFiltering => "Connection Filtering Agent",
            BuiltInAgent::AddressRewritingInbound => "Address Rewriting Inbound Agent",
            BuiltInAgent::SenderFilter => "Sender Filter Agent",
            BuiltInAgent::RecipientFilter => "Recipient Filter Agent",
            BuiltInAgent::SenderId => "Sender Id Agent",
            BuiltInAgent::ContentFilter => "Content Filter Agent",
            BuiltInAgent::TransportRule => "Transport Rule Agent",
            BuiltInAgent::Journaling => "Journaling Agent",
            BuiltInAgent::AddressRewritingOutbound => "Address Rewriting Outbound Agent",
            BuiltInAgent::DkimSigning => "DKIM Signing Agent",
        }
    }

    /// When it acts.
    pub fn events(self) -> &'static [AgentEvent] {
        match self {
            BuiltInAgent::ConnectionFiltering => {
                &[AgentEvent::OnConnect, AgentEvent::OnMailCommand, AgentEvent::OnRcptCommand]
            }
            BuiltInAgent::AddressRewritingInbound => &[AgentEvent::OnRcptCommand, AgentEvent::OnEndOfHeaders],
            BuiltInAgent::SenderFilter => &[AgentEvent::OnMailCommand, AgentEvent::OnEndOfHeaders],
            BuiltInAgent::RecipientFilter => &[AgentEvent::OnRcptCommand],
            // Exchange's acts on the header; signatures cannot be checked without the body.
            BuiltInAgent::SenderId => &[AgentEvent::OnEndOfData],
            BuiltInAgent::ContentFilter => &[AgentEvent::OnEndOfData],
            BuiltInAgent::TransportRule => &[AgentEvent::OnResolvedMessage],
            BuiltInAgent::Journaling => &[AgentEvent::OnRoutedMessage],
            // Exchange's acts when it is known where mail goes. Here that is kept in the message, and what it looks like is made
            // for each next hop: reports come to the sender's own address, whatever the world sees.
            BuiltInAgent::AddressRewritingOutbound => &[AgentEvent::OnDeliverMailItem],
            BuiltInAgent::DkimSigning => &[AgentEvent::OnDeliverMailItem],
        }
    }

    /// Whether it acts before agents that were installed, whatever their priority.
    pub fn comes_first(self) -> bool {
        matches!(
            self,
            BuiltInAgent::ConnectionFiltering
                | BuiltInAgent::AddressRewritingInbound
                | BuiltInAgent::SenderFilter
                | BuiltInAgent::RecipientFilter
        )
    }

    /// Why its place cannot be chosen, where it cannot.
    pub fn fixed(self) -> Option<&'static str> {
        match self {
            BuiltInAgent::ConnectionFiltering
            | BuiltInAgent::AddressRewritingInbound
            | BuiltInAgent::SenderFilter
            | BuiltInAgent::RecipientFilter => Some("it always acts before agents that were installed"),
            BuiltInAgent::SenderId => None,
            BuiltInAgent::ContentFilter => {
                Some("it always acts after agents that were installed, by the level they have found")
            }
            BuiltInAgent::TransportRule => Some("it always acts when the recipients are known, before the journal"),
            BuiltInAgent::Journaling => Some("it always acts after the transport rules, on what they have made"),
            BuiltInAgent::AddressRewritingOutbound => Some("it always acts when mail leaves, before it is signed"),
            BuiltInAgent::DkimSigning => Some("it always acts last, so that what is signed is what is sent"),
        }
    }
}
