//! The switches of connection filtering.

use super::RejectionResponse;
use crate::model::SmtpAddress;
use crate::model::class::class;

/// Declares what a list, or all providers of a kind, are switched with.
macro_rules! config {
    (
        $(#[doc = $doc:literal])+
        $class:ident, $noun:literal, shown: [$($shown:literal),+], [$($example:tt)*]
        $($(#[doc = $more_doc:literal])+ $more:ident = $more_property:ident: $more_type:ty = $more_default:expr;)*
    ) => {
        class! {
            $(#[doc = $doc])+
            $class {
                nouns: [$noun],
                scope: Organization,
                verbs: [Get, Set],
                shown: [$($shown),+],
                singleton: $noun,
                examples: [$($example)*],
            }
            properties {
                /// Whether it is heeded at all. Default $true.
                enabled = Enabled: bool = true;
                /// Heed it for clients that nobody vouches for. Default $true.
                external_mail_enabled = ExternalMailEnabled: bool = true;
                $($(#[doc = $more_doc])+ $more = $more_property: $more_type = $more_default;)*
            }
            rules []
        }

        impl $class {
            pub fn is_at_work(&self) -> bool {
                self.enabled && self.external_mail_enabled
            }
        }
    };
}

config! {
    /// Whether the entries of the block list (Add-IPBlockListEntry) are heeded, and what blocked clients hear.
    IPBlockListConfig, "IPBlockListConfig", shown: ["Enabled", "ExternalMailEnabled", "StaticEntryRejectionResponse"], [
        (Get, "Show whether the block list is heeded", "Get-IPBlockListConfig"),
        (Set, "Tell blocked clients where to turn to", "Set-IPBlockListConfig -StaticEntryRejectionResponse 'No mail from %0; call +1 555 0100'"),
    ]
    /// What a blocked client hears; %0 is its address. Default: Client address is on the block list.
    static_entry_rejection_response = StaticEntryRejectionResponse: Option<RejectionResponse> = None;
}

config! {
    /// Whether the entries of the allow list (Add-IPAllowListEntry) are heeded.
    IPAllowListConfig, "IPAllowListConfig", shown: ["Enabled", "ExternalMailEnabled"], [
        (Get, "Show whether the allow list is heeded", "Get-IPAllowListConfig"),
        (Set, "Filter the mail of all clients", "Set-IPAllowListConfig -Enabled $false"),
    ]
}

config! {
    /// Whether lists in DNS are asked about clients (Add-IPBlockListProvider), and for whom it does not matter.
    IPBlockListProvidersConfig, "IPBlockListProvidersConfig",
    shown: ["Enabled", "ExternalMailEnabled", "InternalMailEnabled", "BypassedRecipients"], [
        (Get, "Show whether lists are asked", "Get-IPBlockListProvidersConfig"),
        (Set, "Let everybody write to the postmaster", "Set-IPBlockListProvidersConfig -BypassedRecipients @{Add='postmaster@contoso.com'}"),
        (Set, "Ask no list", "Set-IPBlockListProvidersConfig -Enabled $false"),
    ]
    /// Ask about addresses of private networks and of this machine, too. Default $false.
    internal_mail_enabled = InternalMailEnabled: bool = false;
    /// Recipients who get the mail of clients that are on a list. Default: nobody.
    bypassed_recipients = BypassedRecipients: Vec<SmtpAddress> = Vec::new();
}

config! {
    /// Whether lists in DNS are asked whose mail no filter refuses (Add-IPAllowListProvider).
    IPAllowListProvidersConfig, "IPAllowListProvidersConfig",
    shown: ["Enabled", "ExternalMailEnabled", "InternalMailEnabled"], [
        (Get, "Show whether lists are asked", "Get-IPAllowListProvidersConfig"),
        (Set, "Ask no list", "Set-IPAllowListProvidersConfig -Enabled $false"),
    ]
    /// Ask about addresses of private networks and of this machine, too. Default $false.
    internal_mail_enabled = InternalMailEnabled: bool = false;
}
