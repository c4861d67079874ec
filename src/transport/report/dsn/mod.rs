//! Delivery reports: what a sender is told about a message (RFC 3461, 3464, 6522, 3834).
//!
//! ```text
//!  Notice ─► wanted: who asked to be told? ─► compose: words for people, status for programs, the original ─► Received
//! ```
//!
//! Promise: nobody is told about a message without a return path, a report is never about a report, and one is made
//! only where NOTIFY and the organization's settings want it. The original goes along whole when a failure is reported,
//! RET allows it and it is not too large; otherwise its header does, without what is only meant for inside. The report is a
//! message like any other: the Submission queue routes it.

mod compose;
mod custom;
mod manner;
mod people;
mod status;
mod wanted;
mod words;

use std::sync::Arc;

use bytes::Bytes;

use crate::mail::{EnhancedStatus, header};
use crate::model::{DsnCode, SmtpAddress};
use crate::transport::{
    Body, BodySink, BodySource, BodyType, BoxFuture, DsnReturn, Notice, NoticeKind, Received, Recipient, Refusal,
    Remark, Reporter, Settings,
};

use compose::Report;

/// How much of a spooled original is read at once.
const PIECE: usize = 256 * 1024;

/// Opens a place for a report that is too large for memory; the intake's own `open_body`.
pub type OpenBody = Arc<dyn Fn() -> Box<dyn BodySink> + Send + Sync>;

/// Writes delivery reports.
pub struct DsnReporter {
    bodies: Arc<dyn BodySource>,
    open_body: OpenBody,
}

impl DsnReporter {
    /// `bodies` reads originals that are in the spool; `open_body` takes reports that carry such an original.
    pub fn new(bodies: Arc<dyn BodySource>, open_body: OpenBody) -> DsnReporter {
        DsnReporter { bodies, open_body }
    }

    async fn write(&self, notice: &Notice, settings: &Settings) -> Option<Received> {
        let recipients = wanted::recipients(notice, settings);
        let sender = notice.envelope.return_path.address().filter(|_| !recipients.is_empty())?;
        self.write_to(sender, notice, &recipients, settings).await
    }

    /// The same report, about the recipients that failed for a reason that the postmaster wants to hear of.
    async fn write_copy(&self, notice: &Notice, settings: &Settings) -> Option<Received> {
        if notice.kind != NoticeKind::Failed {
            return None;
        }
        let mut recipients = wanted::recipients(notice, settings);
        let copied = &settings.organization.generate_copy_of_dsn_for;
        recipients.retain(|(_, remark)| {
            let EnhancedStatus { class, subject, detail } = remark.status;
            copied.contains(&DsnCode::new(class, subject, detail))
        });
        let postmaster = wanted::postmaster(settings).filter(|_| !recipients.is_empty())?;
        // Who wrote it has the report already.
        let is_sender = notice.envelope.return_path.address().is_some_and(|sender| sender.key() == postmaster.key());
        if is_sender { None } else { self.write_to(&postmaster, notice, &recipients, settings).await }
    }

    async fn write_to(
        &self,
        reader: &SmtpAddress,
        notice: &Notice,
        recipients: &[(&Recipient, &Remark)],
        settings: &Settings,
    ) -> Option<Received> {
        let original = Original::of(notice)?;
        if is_whole_wanted(notice, settings) {
            let report = Report::new(notice, recipients, reader, settings, original.clone(), true);
            match self.with_original(notice, &report, &original).await {
                Ok(body) => return Some(report.into_received(body)),
                Err(error) => {
                    tracing::warn!(message = %notice.id, %error, "a report goes without the message it is about");
                }
            }
        }
        let report = Report::new(notice, recipients, reader, settings, original, false);
        let body = Body::Memory(vec![report.head.clone(), report.tail.clone()]);
        Some(report.into_received(body))
    }

    /// The report with the whole original inside. Chunks in memory are shared, not copied.
    async fn with_original(&self, notice: &Notice, report: &Report, original: &Original) -> Result<Body, Refusal> {
        match &notice.body {
            Body::Memory(chunks) => {
                let mut parts = vec![report.head.clone()];
                parts.extend(after(chunks, original.text_at));
                parts.push(report.tail.clone());
                Ok(Body::Memory(parts))
            }
            Body::Spooled { size, .. } => {
                let mut sink = (self.open_body)();
                sink.push(vec![report.head.clone()]).await?;
                let mut at = original.text_at as u64;
                while at < *size {
                    let piece = self.bodies.read(notice.id, at, PIECE).await;
                    let piece = piece.map_err(|error| Refusal::Spool(error.to_string()))?;
                    if piece.is_empty() {
                        return Err(Refusal::Spool("the message ends before its size".into()));
                    }
                    at += piece.len() as u64;
                    sink.push(vec![piece]).await?;
                }
                sink.push(vec![report.tail.clone()]).await?;
                sink.finish(report.header.clone()).await
            }
        }
    }
}

impl Reporter for DsnReporter {
    fn report<'a>(&'a self, notice: &'a Notice, settings: &'a Arc<Settings>) -> BoxFuture<'a, Option<Received>> {
        Box::pin(self.write(notice, settings))
    }

    fn copy<'a>(&'a self, notice: &'a Notice, settings: &'a Arc<Settings>) -> BoxFuture<'a, Option<Received>> {
        Box::pin(self.write_copy(notice, settings))
    }
}

/// The header of the message a report is about, and where the rest of it begins.
#[derive(Clone)]
struct Original {
    /// Fields without the empty line, and without those that stay inside.
    header: Bytes,
    /// Offset of the empty line after the header, or of the text where there is none.
    text_at: usize,
    is_seven_bit: bool,
}

impl Original {
    fn of(notice: &Notice) -> Option<Original> {
        let whole: Bytes = match &notice.body {
            Body::Spooled { header, .. } => header.clone(),
            Body::Memory(chunks) => match &chunks[..] {
                [] => return None,
                [one] => one.clone(),
                many => many.concat().into(),
            },
        };
        let end = header::HeaderScan::new().finish(&whole);
        let fields = whole.slice(..end.fields);
        let kept = match header::retain(&fields, |field| !stays_inside(field)) {
            std::borrow::Cow::Borrowed(_) => fields.clone(),
            std::borrow::Cow::Owned(kept) => Bytes::from(kept),
        };
        let is_seven_bit = match &notice.body {
            Body::Memory(chunks) => chunks.iter().all(|chunk| chunk.is_ascii()),
            Body::Spooled { .. } => notice.envelope.body_type == BodyType::SevenBit && kept.is_ascii(),
        };
        Some(Original { header: kept, text_at: end.fields, is_seven_bit })
    }
}

/// Fields that say how this organization sees a message (reference: header firewall, "original inside a DSN").
fn stays_inside(field: &header::Field<'_>) -> bool {
    ["X-MS-Exchange-Organization-", "X-MS-Exchange-Forest-"].iter().any(|prefix| field.name_starts_with(prefix))
}

/// RET is about failures only; other reports never carry the text (RFC 3461 §4.3). Binary text is left out, because the
/// report would need a next hop that takes it.
fn is_whole_wanted(notice: &Notice, settings: &Settings) -> bool {
    let limit = if wanted::is_inside(&notice.envelope, settings) {
        settings.organization.internal_dsn_max_message_attach_size
    } else {
        settings.organization.external_dsn_max_message_attach_size
    };
    notice.kind == NoticeKind::Failed
        && notice.envelope.dsn_return != Some(DsnReturn::Headers)
        // The way back may be in clear (RFC 8689 §5).
        && !notice.envelope.demands.tls
        && notice.envelope.body_type != BodyType::BinaryMime
        && notice.envelope.size <= limit.bytes()
}

/// What lies at and after an offset.
fn after(chunks: &[Bytes], offset: usize) -> Vec<Bytes> {
    let mut skip = offset;
    let mut rest = Vec::with_capacity(chunks.len());
    for chunk in chunks {
        let from = skip.min(chunk.len());
        skip -= from;
        if from < chunk.len() {
            rest.push(chunk.slice(from..));
        }
    }
    rest
}

#[cfg(test)]
mod tests;
