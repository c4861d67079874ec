//! What was found out about the sender of a message.

use std::fmt;

use mail_auth::common::headers::HeaderWriter;
use mail_auth::{
    ArcOutput, AuthenticationResults, DkimOutput, DkimResult, DmarcOutput, DmarcResult, ReceivedSpf, SpfOutput, dmarc,
};

use super::Asked;

/// What the sender's domain says about the server (RFC 7208 §2.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpfResult {
    None,
    Neutral,
    Pass,
    Fail,
    SoftFail,
    TempError,
    PermError,
}

impl SpfResult {
    pub(super) fn of(result: mail_auth::SpfResult) -> SpfResult {
        match result {
            mail_auth::SpfResult::Pass => SpfResult::Pass,
            mail_auth::SpfResult::Fail => SpfResult::Fail,
            mail_auth::SpfResult::SoftFail => SpfResult::SoftFail,
            mail_auth::SpfResult::Neutral => SpfResult::Neutral,
            mail_auth::SpfResult::TempError => SpfResult::TempError,
            mail_auth::SpfResult::PermError => SpfResult::PermError,
            mail_auth::SpfResult::None => SpfResult::None,
        }
    }
}

/// As Exchange writes it.
impl fmt::Display for SpfResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// Results, and the header fields that say them.
#[derive(Clone, Debug)]
pub struct Findings {
    pub spf: SpfResult,
    /// Neither SPF nor DKIM speak for the domain in From, which asks to refuse such mail.
    pub dmarc_rejects: bool,
    /// Fields for the top of the header, each with its line end.
    pub fields: String,
}

impl Findings {
    pub(super) fn of(
        asked: Asked<'_>,
        spf: &SpfOutput,
        dkim: &[DkimOutput<'_>],
        arc: &ArcOutput<'_>,
        dmarc: &DmarcOutput,
        author: &str,
    ) -> Findings {
        let mut results = about_spf(asked, spf).with_dkim_results(dkim, author);
        if *arc.result() != DkimResult::None {
            results = results.with_arc_result(arc, asked.peer.to_canonical());
        }
        if !dmarc.domain().is_empty() {
            results = results.with_dmarc_result(dmarc);
        }
        let has_failed = matches!(
            (dmarc.spf_result(), dmarc.dkim_result()),
            (DmarcResult::Fail(_) | DmarcResult::None, DmarcResult::Fail(_) | DmarcResult::None)
        );
        let has_policy = dmarc.dmarc_record().is_some();
        Findings {
            spf: SpfResult::of(spf.result()),
            dmarc_rejects: has_policy && has_failed && dmarc.policy() == dmarc::Policy::Reject,
            fields: fields(asked, spf, &results),
        }
    }

    /// Of a message whose text was not looked at.
    pub(super) fn of_envelope(asked: Asked<'_>, spf: &SpfOutput) -> Findings {
        let fields = fields(asked, spf, &about_spf(asked, spf));
        Findings { spf: SpfResult::of(spf.result()), dmarc_rejects: false, fields }
    }

    /// DNS took too long.
    pub(super) fn unknown(asked: Asked<'_>) -> Findings {
        let fields = format!(
            "Authentication-Results: {};\r\n\tspf=temperror;\r\n\tdkim=temperror;\r\n\tdmarc=temperror\r\n\
             X-MS-Exchange-Organization-SenderIdResult: TempError\r\n",
            asked.host
        );
        Findings { spf: SpfResult::TempError, dmarc_rejects: false, fields }
    }
}

/// What the library calls neutral though it was checked and is wrong: a body that was changed (RFC 8601 §2.7.1), and a
/// chain that does not hold, of which there are only these two kinds (RFC 8617 §4.4). Line ends are not in any value.
const WORDS: [(&str, &str); 2] = [
    (";\r\n\tdkim=neutral (body hash did not verify)", ";\r\n\tdkim=fail (body hash did not verify)"),
    (";\r\n\tarc=neutral", ";\r\n\tarc=fail"),
];

fn about_spf<'a>(asked: Asked<'a>, spf: &SpfOutput) -> AuthenticationResults<'a> {
    let results = AuthenticationResults::new(asked.host);
    match asked.sender {
        "" => results.with_spf_ehlo_result(spf, asked.peer.to_canonical(), asked.hello),
        sender => results.with_spf_mailfrom_result(spf, asked.peer.to_canonical(), sender, asked.hello),
    }
}

fn fields(asked: Asked<'_>, spf: &SpfOutput, results: &AuthenticationResults<'_>) -> String {
    let Asked { peer, hello, sender, host } = asked;
    let received = ReceivedSpf::new(spf, peer.to_canonical(), hello, sender, host);
    let mut fields = results.to_header();
    for (library, rfc) in WORDS {
        fields = fields.replace(library, rfc);
    }
    fields.push_str(&received.to_header());
    let result = SpfResult::of(spf.result());
    fields.push_str(&format!("X-MS-Exchange-Organization-SenderIdResult: {result}\r\n"));
    // The domain comes from the wire: only what a domain can be made of goes into a field.
    let domain: String = spf.domain().chars().filter(|c| c.is_ascii_graphic()).take(255).collect();
    if !domain.is_empty() {
        fields.push_str(&format!("X-MS-Exchange-Organization-PRD: {domain}\r\n"));
    }
    fields
}
