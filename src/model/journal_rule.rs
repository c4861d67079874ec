//! Journal rules: of which messages a report is kept, and where.

use super::SmtpAddress;
use super::choice::choice;
use super::class::class;

choice! {
    /// Which messages a journal rule is about, by where they come from and go to.
    JournalScope as "JournalRuleScope" {
        /// All.
        Global,
        /// Those that stay inside the organization.
        Internal,
        /// Those with a sender or recipient outside.
        External,
    }
}

class! {
    /// Has a report of messages sent to a mailbox that keeps them: who sent what to whom, with the message itself.
    JournalRule {
        nouns: ["JournalRule"],
        scope: Organization,
        verbs: [New, Get, Set, Remove, Enable, Disable],
        shown: ["Name", "Enabled", "Recipient", "JournalEmailAddress", "Scope"],
        examples: [
            (New, "Keep all mail", "New-JournalRule -Name Everything -JournalEmailAddress archive@contoso.com -Enabled $true"),
            (New, "Keep what one person sends and gets from outside", "New-JournalRule 'Traders outside' -Recipient trader@contoso.com -Scope External -JournalEmailAddress archive@contoso.com -Enabled $true"),
            (Get, "Show all journal rules", "Get-JournalRule"),
            (Set, "Keep only what stays inside", "Set-JournalRule Everything -Scope Internal"),
            (Disable, "Stop a rule and keep it", "Disable-JournalRule Everything -Confirm:$false"),
            (Enable, "Put it to work again", "Enable-JournalRule Everything"),
            (Remove, "Remove a rule", "Remove-JournalRule Everything -Confirm:$false"),
        ],
    }
    properties {
        /// Where the reports go.
        journal_email_address = JournalEmailAddress: SmtpAddress, required;
        /// Only what this person sends or gets, under any of their addresses. Default: everybody.
        recipient = Recipient: Option<SmtpAddress> = None;
        /// Internal, External or both of them, Global. Default Global.
        journal_scope = Scope: JournalScope = JournalScope::Global;
        /// Whether it acts. Default $false; afterwards Enable-JournalRule and Disable-JournalRule say so.
        enabled = Enabled: bool = false, new_only;
    }
    rules []
}
