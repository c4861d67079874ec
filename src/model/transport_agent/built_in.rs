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

/// Where an agent stands among those of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AgentPlace {
    BeforeInstalled,
    /// Its priority decides.
    AmongInstalled,
    BehindInstalled,
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

    /// When it acts at an event, beside agents that were installed.
    pub fn place(self) -> AgentPlace {
        match self {
            BuiltInAgent::ConnectionFiltering
            | BuiltInAgent::AddressRewritingInbound
            | BuiltInAgent::SenderFilter
            | BuiltInAgent::RecipientFilter
            | BuiltInAgent::Journaling => AgentPlace::BeforeInstalled,
            BuiltInAgent::SenderId => AgentPlace::AmongInstalled,
            BuiltInAgent::ContentFilter
            | BuiltInAgent::TransportRule
            | BuiltInAgent::AddressRewritingOutbound
            | BuiltInAgent::DkimSigning => AgentPlace::BehindInstalled,
        }
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
