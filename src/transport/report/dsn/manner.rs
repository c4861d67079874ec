//! How the organization wants reports to be: those to its own people, and those to the outside.

use crate::model::{Domain, ReversePath, SmtpAddress};
use crate::transport::Settings;

/// What the settings for one side say.
pub(super) struct Manner<'a> {
    /// The name that the report is made by, for people and for programs.
    pub reporter: Domain,
    /// It tells what the server said that refused the message.
    pub has_diagnostics: bool,
    /// People may read it as HTML.
    pub has_html: bool,
    /// The message tells in which language.
    pub finds_language: bool,
    /// The language where the message tells nothing.
    pub language: Option<&'a str>,
}

impl Manner<'_> {
    /// `is_inside`: whether the sender of the message is one of ours; `reader`: who is told, which may be the postmaster.
    pub fn of<'a>(settings: &'a Settings, is_inside: bool, sender: &ReversePath, reader: &SmtpAddress) -> Manner<'a> {
        let all = &settings.organization;
        let (has_html, finds_language, language) = if is_inside {
            (
                all.internal_dsn_send_html,
                all.internal_dsn_language_detection_enabled,
                &all.internal_dsn_default_language,
            )
        } else {
            (
                all.external_dsn_send_html,
                all.external_dsn_language_detection_enabled,
                &all.external_dsn_default_language,
            )
        };
        let reporter = settings.reporting_authority(is_inside);
        let is_outside = !is_inside && sender.address().is_some_and(|sender| sender.key() == reader.key());
        let remote = settings.remote_domain(reader.domain()).filter(|_| is_outside);
        let has_diagnostics = remote.is_none_or(|remote| remote.ndr_diagnostic_info_enabled);
        Manner { reporter, has_diagnostics, has_html, finds_language, language: language.as_deref() }
    }
}
