//! Transport rules: what is done to messages of which something is true.

mod advice;
mod choices;
mod declare;
mod reject_status;
mod rules;
mod scl;

use jiff::Zoned;

use super::class::{Beside, Breach};
use super::{ByteSize, Domain, IpRange, Pattern, RecipientLink, SmtpAddress, recipient};

pub use choices::{
    AuditSeverity, DisclaimerFallbackAction, DisclaimerLocation, Importance, RuleMessageType, RuleMode, RuleState,
    SenderAddressLocation, UserScope,
};
pub use reject_status::RejectStatus;
pub use scl::SpamConfidence;

declare::rule! {
    /// What is done to messages of which something is true, on their way through the categorizer.
    TransportRule {
        nouns: ["TransportRule"],
        scope: Organization,
        verbs: [New, Get, Set, Remove, Enable, Disable],
        shown: ["Name", "State", "Mode", "Priority", "Comments"],
        ignored: ["DlpPolicy"],
        looks_at: ["TransportRule", "MessageClassification", "DistributionGroup", "DynamicDistributionGroup"],
        sought_by: ["State"],
        ranked: "Priority",
        settle: settle,
        examples: [
            (New, "Mark what comes from outside", "New-TransportRule -Name 'External' -FromScope NotInOrganization -SentToScope InOrganization -PrependSubject '[EXT] '"),
            (New, "Return programs to their sender", "New-TransportRule 'No programs' -AttachmentExtensionMatchesWords exe,bat,cmd,scr -RejectMessageReasonText 'Programs are not taken.' -RejectMessageEnhancedStatusCode 5.7.900"),
            (New, "Write a disclaimer under all that leaves, once", "New-TransportRule 'Disclaimer' -SentToScope NotInOrganization -ApplyHtmlDisclaimerText '<p>Contoso Ltd.</p>' -ExceptIfSubjectOrBodyContainsWords 'Contoso Ltd.'"),
            (New, "Let somebody read along, unseen", "New-TransportRule 'Copy of orders' -RecipientAddressContainsWords orders -BlindCopyTo audit@contoso.com"),
            (Get, "Show all rules in the order in which they act", "Get-TransportRule"),
            (Get, "Show the rules that are put to rest", "Get-TransportRule -State Disabled"),
            (Set, "Let a rule act before all others", "Set-TransportRule External -Priority 0"),
            (Set, "Try out a rule: only the tracking log tells", "Set-TransportRule 'No programs' -Mode Audit"),
            (Disable, "Stop a rule and keep it", "Disable-TransportRule External -Confirm:$false"),
            (Enable, "Put a rule to work again", "Enable-TransportRule External"),
            (Remove, "Remove a rule", "Remove-TransportRule External -Confirm:$false"),
        ],
    }
    conditions {
        /// Senders, by any of their addresses.
        from / except_if_from = From / ExceptIfFrom: Vec<SmtpAddress>;
        /// Where the sender is: InOrganization or NotInOrganization.
        from_scope / except_if_from_scope = FromScope / ExceptIfFromScope: Option<UserScope>;
        /// Words in the sender's address.
        from_address_contains_words / except_if_from_address_contains_words
            = FromAddressContainsWords / ExceptIfFromAddressContainsWords: Vec<String>;
        /// Patterns in the sender's address.
        from_address_matches_patterns / except_if_from_address_matches_patterns
            = FromAddressMatchesPatterns / ExceptIfFromAddressMatchesPatterns: Vec<Pattern>;
        /// Domains of the sender, without what is below them.
        sender_domain_is / except_if_sender_domain_is = SenderDomainIs / ExceptIfSenderDomainIs: Vec<Domain>;
        /// Addresses that the message came to this server from.
        sender_ip_ranges / except_if_sender_ip_ranges = SenderIpRanges / ExceptIfSenderIpRanges: Vec<IpRange>;
        /// Groups that the sender is a member of, itself or by another group.
        from_member_of / except_if_from_member_of = FromMemberOf / ExceptIfFromMemberOf: Vec<RecipientLink>;
        /// Recipients, by any of their addresses. The actions are for these recipients alone.
        sent_to / except_if_sent_to = SentTo / ExceptIfSentTo: Vec<SmtpAddress>;
        /// Where the recipient is: InOrganization or NotInOrganization. The actions are for these recipients alone.
        sent_to_scope / except_if_sent_to_scope = SentToScope / ExceptIfSentToScope: Option<UserScope>;
        /// Groups that the recipient is a member of. The actions are for these recipients alone.
        sent_to_member_of / except_if_sent_to_member_of = SentToMemberOf / ExceptIfSentToMemberOf: Vec<RecipientLink>;
        /// Words in the recipient's address. The actions are for these recipients alone.
        recipient_address_contains_words / except_if_recipient_address_contains_words
            = RecipientAddressContainsWords / ExceptIfRecipientAddressContainsWords: Vec<String>;
        /// Patterns in the recipient's address. The actions are for these recipients alone.
        recipient_address_matches_patterns / except_if_recipient_address_matches_patterns
            = RecipientAddressMatchesPatterns / ExceptIfRecipientAddressMatchesPatterns: Vec<Pattern>;
        /// Domains of the recipient, without what is below them. The actions are for these recipients alone.
        recipient_domain_is / except_if_recipient_domain_is = RecipientDomainIs / ExceptIfRecipientDomainIs: Vec<Domain>;
        /// Words in the address of any recipient. The actions are for all recipients.
        any_of_recipient_address_contains_words / except_if_any_of_recipient_address_contains_words
            = AnyOfRecipientAddressContainsWords / ExceptIfAnyOfRecipientAddressContainsWords: Vec<String>;
        /// Patterns in the address of any recipient. The actions are for all recipients.
        any_of_recipient_address_matches_patterns / except_if_any_of_recipient_address_matches_patterns
            = AnyOfRecipientAddressMatchesPatterns / ExceptIfAnyOfRecipientAddressMatchesPatterns: Vec<Pattern>;
        /// People in the field To, by any of their addresses.
        any_of_to_header / except_if_any_of_to_header = AnyOfToHeader / ExceptIfAnyOfToHeader: Vec<SmtpAddress>;
        /// People in the field Cc, by any of their addresses.
        any_of_cc_header / except_if_any_of_cc_header = AnyOfCcHeader / ExceptIfAnyOfCcHeader: Vec<SmtpAddress>;
        /// People in one of the fields To and Cc, by any of their addresses.
        any_of_to_cc_header / except_if_any_of_to_cc_header = AnyOfToCcHeader / ExceptIfAnyOfToCcHeader: Vec<SmtpAddress>;
        /// Groups that somebody in the field To is a member of.
        any_of_to_header_member_of / except_if_any_of_to_header_member_of
            = AnyOfToHeaderMemberOf / ExceptIfAnyOfToHeaderMemberOf: Vec<RecipientLink>;
        /// Groups that somebody in the field Cc is a member of.
        any_of_cc_header_member_of / except_if_any_of_cc_header_member_of
            = AnyOfCcHeaderMemberOf / ExceptIfAnyOfCcHeaderMemberOf: Vec<RecipientLink>;
        /// Groups that somebody in one of the fields To and Cc is a member of.
        any_of_to_cc_header_member_of / except_if_any_of_to_cc_header_member_of
            = AnyOfToCcHeaderMemberOf / ExceptIfAnyOfToCcHeaderMemberOf: Vec<RecipientLink>;
        /// Words in the subject.
        subject_contains_words / except_if_subject_contains_words
            = SubjectContainsWords / ExceptIfSubjectContainsWords: Vec<String>;
        /// Patterns in the subject.
        subject_matches_patterns / except_if_subject_matches_patterns
            = SubjectMatchesPatterns / ExceptIfSubjectMatchesPatterns: Vec<Pattern>;
        /// Words in the subject or the text.
        subject_or_body_contains_words / except_if_subject_or_body_contains_words
            = SubjectOrBodyContainsWords / ExceptIfSubjectOrBodyContainsWords: Vec<String>;
        /// Patterns in the subject or the text.
        subject_or_body_matches_patterns / except_if_subject_or_body_matches_patterns
            = SubjectOrBodyMatchesPatterns / ExceptIfSubjectOrBodyMatchesPatterns: Vec<Pattern>;
        /// Name of the header field that HeaderContainsWords is about.
        header_contains_message_header / except_if_header_contains_message_header
            = HeaderContainsMessageHeader / ExceptIfHeaderContainsMessageHeader: Option<String>;
        /// Words in the header field that HeaderContainsMessageHeader names.
        header_contains_words / except_if_header_contains_words
            = HeaderContainsWords / ExceptIfHeaderContainsWords: Vec<String>;
        /// Name of the header field that HeaderMatchesPatterns is about.
        header_matches_message_header / except_if_header_matches_message_header
            = HeaderMatchesMessageHeader / ExceptIfHeaderMatchesMessageHeader: Option<String>;
        /// Patterns in the header field that HeaderMatchesMessageHeader names.
        header_matches_patterns / except_if_header_matches_patterns
            = HeaderMatchesPatterns / ExceptIfHeaderMatchesPatterns: Vec<Pattern>;
        /// Patterns in the name of an attachment.
        attachment_name_matches_patterns / except_if_attachment_name_matches_patterns
            = AttachmentNameMatchesPatterns / ExceptIfAttachmentNameMatchesPatterns: Vec<Pattern>;
        /// Extensions of an attachment's name, without the dot.
        attachment_extension_matches_words / except_if_attachment_extension_matches_words
            = AttachmentExtensionMatchesWords / ExceptIfAttachmentExtensionMatchesWords: Vec<String>;
        /// Words in an attachment that is text.
        attachment_contains_words / except_if_attachment_contains_words
            = AttachmentContainsWords / ExceptIfAttachmentContainsWords: Vec<String>;
        /// Patterns in an attachment that is text.
        attachment_matches_patterns / except_if_attachment_matches_patterns
            = AttachmentMatchesPatterns / ExceptIfAttachmentMatchesPatterns: Vec<Pattern>;
        /// An attachment is at least that large, decoded.
        attachment_size_over / except_if_attachment_size_over
            = AttachmentSizeOver / ExceptIfAttachmentSizeOver: Option<ByteSize>;
        /// An attachment is a program of Windows, Linux or macOS, by its first bytes, whatever its name.
        attachment_has_executable_content / except_if_attachment_has_executable_content
            = AttachmentHasExecutableContent / ExceptIfAttachmentHasExecutableContent: bool;
        /// An attachment is a ZIP archive that asks for a password.
        attachment_is_password_protected / except_if_attachment_is_password_protected
            = AttachmentIsPasswordProtected / ExceptIfAttachmentIsPasswordProtected: bool;
        /// Words in the name of a character set that the text is in.
        content_character_set_contains_words / except_if_content_character_set_contains_words
            = ContentCharacterSetContainsWords / ExceptIfContentCharacterSetContainsWords: Vec<String>;
        /// The message is at least that large.
        message_size_over / except_if_message_size_over = MessageSizeOver / ExceptIfMessageSizeOver: Option<ByteSize>;
        /// The kind of message.
        message_type_matches / except_if_message_type_matches
            = MessageTypeMatches / ExceptIfMessageTypeMatches: Option<RuleMessageType>;
        /// The importance that the sender gave it.
        with_importance / except_if_with_importance = WithImportance / ExceptIfWithImportance: Option<Importance>;
        /// The spam confidence level is at least that.
        scl_over / except_if_scl_over = SCLOver / ExceptIfSCLOver: Option<SpamConfidence>;
        /// The classification that a rule gave it before: name, display name or GUID of a message classification.
        has_classification / except_if_has_classification
            = HasClassification / ExceptIfHasClassification: Option<String>;
        /// It has no classification.
        has_no_classification / except_if_has_no_classification
            = HasNoClassification / ExceptIfHasNoClassification: bool;
    }
    settings {
        /// Where the sender is looked for. Default Header.
        sender_address_location = SenderAddressLocation: SenderAddressLocation = SenderAddressLocation::Header;
        /// Action: send it to these as well, and name them in To.
        add_to_recipients = AddToRecipients: Vec<SmtpAddress> = Vec::new();
        /// Action: send it to these as well, and name them in Cc.
        copy_to = CopyTo: Vec<SmtpAddress> = Vec::new();
        /// Action: send it to these as well, unseen by the others.
        blind_copy_to = BlindCopyTo: Vec<SmtpAddress> = Vec::new();
        /// Action: send it to these instead.
        redirect_message_to = RedirectMessageTo: Vec<SmtpAddress> = Vec::new();
        /// Action: delete it, and tell nobody.
        delete_message = DeleteMessage: bool = false;
        /// Action: return it to its sender with this text.
        reject_message_reason_text = RejectMessageReasonText: Option<String> = None;
        /// Action: return it to its sender with this status, 5.7.1 or 5.7.900 to 5.7.999. Default with
        /// RejectMessageReasonText: 5.7.1.
        reject_message_enhanced_status_code = RejectMessageEnhancedStatusCode: Option<RejectStatus> = None;
        /// Action: put this text before the subject, unless it stands there already.
        prepend_subject = PrependSubject: Option<String> = None;
        /// Action: add this header field, or replace it, with SetHeaderValue.
        set_header_name = SetHeaderName: Option<String> = None;
        /// What SetHeaderName is set to.
        set_header_value = SetHeaderValue: Option<String> = None;
        /// Action: remove this header field wherever it stands.
        remove_header = RemoveHeader: Option<String> = None;
        /// Action: give it this spam confidence level, -1 to 9.
        set_scl = SetSCL: Option<SpamConfidence> = None;
        /// Action: give it this message classification, in place of any other: name, display name or GUID.
        apply_classification = ApplyClassification: Option<String> = None;
        /// Action: write this HTML into the message; into plain text without its tags.
        apply_html_disclaimer_text = ApplyHtmlDisclaimerText: Option<String> = None;
        /// Where the disclaimer goes. Default Append.
        apply_html_disclaimer_location = ApplyHtmlDisclaimerLocation: DisclaimerLocation = DisclaimerLocation::Append;
        /// What to do where the disclaimer cannot be written into the message. Default Wrap.
        apply_html_disclaimer_fallback_action = ApplyHtmlDisclaimerFallbackAction: DisclaimerFallbackAction
            = DisclaimerFallbackAction::Wrap;
        /// Action: write this text to the server's log.
        log_event_text = LogEventText: Option<String> = None;
        /// Action: no later rule is asked. Default $false.
        stop_rule_processing = StopRuleProcessing: bool = false;
        /// How grave a match is, in the message tracking log. Default Low.
        set_audit_severity = SetAuditSeverity: AuditSeverity = AuditSeverity::Low;
        /// Enforce takes the actions, Audit only tells of them in the message tracking log. Default Enforce.
        mode = Mode: RuleMode = RuleMode::Enforce;
        /// Whether it acts. Default $true; afterwards Enable-TransportRule and Disable-TransportRule say so.
        enabled = Enabled: bool = true, new_only;
        /// Enabled or Disabled.
        state = State: RuleState = RuleState::Enabled, system;
        /// Its place among the rules; 0 acts first. Default: the last. The others make room.
        priority = Priority: Option<u32> = None;
        /// When it starts to act. Default: at once.
        activation_date = ActivationDate: Option<Zoned> = None;
        /// When it stops. Default: never.
        expiry_date = ExpiryDate: Option<Zoned> = None;
        /// A note for people, up to 1024 characters.
        comments = Comments: String = String::new();
    }
    rules [
        rules::does_something,
        rules::headers_come_with_what_to_find,
        rules::fields_are_fields,
        rules::texts_are_bounded,
        rules::ends_one_way,
        rules::dates_follow_each_other,
        rules::classifications_are_there,
    ]
    advice [advice::all_mail_is_meant, advice::groups_are_no_recipients]
}

/// The properties that name groups, borrowed one way or the other.
macro_rules! groups {
    ($rule:ident, $($borrowed:tt)+) => {
        [
            ("FromMemberOf", $($borrowed)+ $rule.from_member_of),
            ("SentToMemberOf", $($borrowed)+ $rule.sent_to_member_of),
            ("AnyOfToHeaderMemberOf", $($borrowed)+ $rule.any_of_to_header_member_of),
            ("AnyOfCcHeaderMemberOf", $($borrowed)+ $rule.any_of_cc_header_member_of),
            ("AnyOfToCcHeaderMemberOf", $($borrowed)+ $rule.any_of_to_cc_header_member_of),
            ("ExceptIfFromMemberOf", $($borrowed)+ $rule.except_if_from_member_of),
            ("ExceptIfSentToMemberOf", $($borrowed)+ $rule.except_if_sent_to_member_of),
            ("ExceptIfAnyOfToHeaderMemberOf", $($borrowed)+ $rule.except_if_any_of_to_header_member_of),
            ("ExceptIfAnyOfCcHeaderMemberOf", $($borrowed)+ $rule.except_if_any_of_cc_header_member_of),
            ("ExceptIfAnyOfToCcHeaderMemberOf", $($borrowed)+ $rule.except_if_any_of_to_cc_header_member_of),
        ]
    };
}

impl TransportRule {
    /// Whether it acts at that moment.
    pub fn is_active(&self, now: jiff::Timestamp) -> bool {
        let has_begun = self.activation_date.as_ref().is_none_or(|date| date.timestamp() <= now);
        let has_ended = self.expiry_date.as_ref().is_some_and(|date| date.timestamp() <= now);
        self.enabled && has_begun && !has_ended
    }

    /// The groups that its conditions and exceptions ask for, each with its property.
    pub fn groups(&self) -> [(&'static str, &Vec<RecipientLink>); 10] {
        groups!(self, &)
    }

    /// The status and text that it rejects with.
    pub fn rejection(&self) -> Option<(RejectStatus, &str)> {
        const DEFAULT: &str = "Delivery not authorized, message refused";
        let (status, text) = (self.reject_message_enhanced_status_code, self.reject_message_reason_text.as_deref());
        (status.is_some() || text.is_some()).then(|| (status.unwrap_or(RejectStatus::DEFAULT), text.unwrap_or(DEFAULT)))
    }
}

fn settle(rule: &mut TransportRule, _: &[&str], beside: &Beside) -> Result<(), Breach> {
    let directory = beside.organization.directory();
    for (property, groups) in groups!(rule, &mut) {
        recipient::resolve_all(property, groups, directory)?;
    }
    rule.state = if rule.enabled { RuleState::Enabled } else { RuleState::Disabled };
    Ok(())
}

#[cfg(test)]
mod tests;
