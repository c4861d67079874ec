//! Who really sent a message: SPF (RFC 7208), DKIM (RFC 6376), ARC (RFC 8617), DMARC (RFC 9989), and what is written
//! about it into the header (RFC 8601).
//!
//! Promise: an answer in [`LONGEST`], whatever DNS does. What could not be found out is `temperror`, never a failure. What
//! follows from the answer is left to the caller.

mod findings;
mod reading;

use std::net::IpAddr;
use std::time::Duration;

use hickory_resolver::TokioResolver;
use hickory_resolver::proto::rr::{Name, RData};
use mail_auth::dmarc::verify::DmarcParameters;
use mail_auth::spf::verify::SpfParameters;
use mail_auth::{AuthenticatedMessage, MessageAuthenticator, SpfOutput};

pub use findings::{Findings, SpfResult};
pub use reading::Reading;

/// All checks of a message together. RFC 7208 §4.6.4 asks for at least 20 s for SPF.
pub const LONGEST: Duration = Duration::from_secs(20);

/// Signatures of one message that are looked at. Each costs a question to DNS and some arithmetic, and a stranger decides
/// how many there are.
const MOST_SIGNATURES: usize = 8;

/// Sets of an ARC chain that are looked at (RFC 8617 §4.2.1 allows 50).
const MOST_SEALS: usize = 20;

/// A message that somebody brings.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub peer: IpAddr,
    /// Name in EHLO.
    pub hello: &'a str,
    /// Address in MAIL; empty for nobody.
    pub sender: &'a str,
    /// Name of this server, in whose name the results are written.
    pub host: &'a str,
}

/// What SPF says about a server that sends for somebody.
pub async fn spf(dns: &TokioResolver, asked: Asked<'_>) -> SpfResult {
    let checked = tokio::time::timeout(LONGEST, check_spf(&MessageAuthenticator(dns.clone()), asked)).await;
    checked.map_or(SpfResult::TempError, |output| SpfResult::of(output.result()))
}

/// The same with what is to be written into the header.
pub async fn examine_envelope(dns: &TokioResolver, asked: Asked<'_>) -> Findings {
    let checked = tokio::time::timeout(LONGEST, check_spf(&MessageAuthenticator(dns.clone()), asked)).await;
    checked.map_or_else(|_| Findings::unknown(asked), |spf| Findings::of_envelope(asked, &spf))
}

/// All that can be found out about a message. `fields`: its header as it came, without the empty line.
pub async fn examine(dns: &TokioResolver, asked: Asked<'_>, fields: &[u8], body: &[u8]) -> Findings {
    let Some(message) = parsed(fields, body) else { return examine_envelope(dns, asked).await };
    let checked = tokio::time::timeout(LONGEST, check(&MessageAuthenticator(dns.clone()), asked, message)).await;
    checked.unwrap_or_else(|_| Findings::unknown(asked))
}

async fn check(dns: &MessageAuthenticator, asked: Asked<'_>, message: AuthenticatedMessage<'_>) -> Findings {
    let (spf, dkim, arc) = tokio::join!(check_spf(dns, asked), dns.verify_dkim(&message), dns.verify_arc(&message));
    let sender_domain = asked.sender.rsplit_once('@').map_or(asked.hello, |(_, domain)| domain);
    let dmarc = dns.verify_dmarc(DmarcParameters::new(&message, &dkim, sender_domain, &spf)).await;
    Findings::of(asked, &spf, &dkim, &arc, &dmarc, message.from())
}

async fn check_spf(dns: &MessageAuthenticator, asked: Asked<'_>) -> SpfOutput {
    let Asked { peer, hello, sender, host } = asked;
    let peer = peer.to_canonical();
    let domain = sender.rsplit_once('@').map_or(hello, |(_, domain)| domain);
    if has_several_records(dns, domain).await {
        return SpfOutput::new(domain.to_owned()).with_result(mail_auth::SpfResult::PermError);
    }
    dns.verify_spf(match sender {
        "" => SpfParameters::verify_ehlo(peer, hello, host),
        sender => SpfParameters::verify_mail_from(peer, hello, host, sender),
    })
    .await
}

/// A domain that says two things says nothing (RFC 7208 §4.5); the library would take the first. Both ask the same cache.
async fn has_several_records(dns: &MessageAuthenticator, domain: &str) -> bool {
    let Ok(name) = Name::from_str_relaxed(format!("{}.", domain.trim_end_matches('.'))) else { return false };
    let Ok(found) = dns.0.txt_lookup(name).await else { return false };
    let texts = found.answers().iter().filter_map(|record| match &record.data {
        RData::TXT(text) => Some(text.txt_data.concat()),
        _ => None,
    });
    texts.filter(|text| is_policy(text)).count() > 1
}

/// The version is a word of its own: `v=spf10` is something else.
fn is_policy(text: &[u8]) -> bool {
    text.split(|byte| *byte == b' ').next().is_some_and(|word| word.eq_ignore_ascii_case(b"v=spf1"))
}

/// The header taken apart, with the hashes of the body that its signatures are about. `None`: there is no header.
fn parsed<'a>(fields: &'a [u8], body: &[u8]) -> Option<AuthenticatedMessage<'a>> {
    let mut message = header(fields)?;
    for (form, hash, length, of_body) in &mut message.body_hashes {
        *of_body = hash.hash(form.canonical_body(body, *length)).as_ref().to_vec();
    }
    Some(message)
}

/// The header taken apart, without the hashes of the body. At most four are wanted: signatures of a part of the body (l=) do
/// not count, as anything could stand behind it.
fn header(fields: &[u8]) -> Option<AuthenticatedMessage<'_>> {
    let mut message = AuthenticatedMessage::parse(fields)?;
    message.dkim_headers.truncate(MOST_SIGNATURES);
    message.errors.truncate(MOST_SIGNATURES);
    if message.as_headers.len() > MOST_SEALS {
        // An incomplete chain fails without a question to anybody.
        message.as_headers.truncate(1);
    }
    Some(message)
}

#[cfg(test)]
mod tests;
