//! Who is to be told.

use crate::model::{AcceptedDomainType, SmtpAddress, SmtpDomain};
use crate::transport::{Envelope, Notice, NoticeKind, Recipient, Remark, Settings};

/// The recipients of a notice that a report is wanted about; none when nobody is to be told.
pub(super) fn recipients<'a>(notice: &'a Notice, settings: &Settings) -> Vec<(&'a Recipient, &'a Remark)> {
    // Whoever sent a probe reads in the tracking logs how far it came.
    let is_about_mail = notice.envelope.probe.is_none() && !notice.envelope.return_path.is_null();
    if !is_about_mail || !is_kind_enabled(notice, settings) {
        return Vec::new();
    }
    let known =
        notice.recipients.iter().filter_map(|(at, remark)| Some((notice.envelope.recipients.get(*at)?, remark)));
    known.filter(|(recipient, _)| asked_for(recipient, notice.kind)).collect()
}

/// Who looks after mail here: as the settings say, or whoever has the mailbox of that name.
pub(super) fn postmaster(settings: &Settings) -> Option<SmtpAddress> {
    let named = settings.organization.external_postmaster_address.clone();
    named.or_else(|| {
        let domains = settings.accepted_domains.iter().filter_map(|accepted| match &accepted.domain_name {
            SmtpDomain::Exact(domain) => Some(SmtpAddress::new("postmaster", domain.clone())),
            _ => None,
        });
        let first = settings.default_domain().map(|domain| SmtpAddress::new("postmaster", domain.clone()));
        first.into_iter().chain(domains).find(|address| settings.mailbox(address).is_some())
    })
}

fn is_kind_enabled(notice: &Notice, settings: &Settings) -> bool {
    if !is_inside(&notice.envelope, settings)
        && let Some(sender) = notice.envelope.return_path.address()
        && let Some(remote) = settings.remote_domain(sender.domain())
    {
        let is_told = match notice.kind {
            NoticeKind::Failed | NoticeKind::Delayed => remote.ndr_enabled,
            NoticeKind::Delivered | NoticeKind::Relayed | NoticeKind::Expanded => remote.delivery_report_enabled,
        };
        if !is_told {
            return false;
        }
    }
    match notice.kind {
        NoticeKind::Delayed if is_inside(&notice.envelope, settings) => {
            settings.organization.internal_delay_dsn_enabled
        }
        NoticeKind::Delayed => settings.organization.external_delay_dsn_enabled,
        NoticeKind::Failed | NoticeKind::Delivered | NoticeKind::Relayed | NoticeKind::Expanded => true,
    }
}

/// NOTIFY of RFC 3461 §4.1. Without it failures and delays are told, successes are not.
fn asked_for(recipient: &Recipient, kind: NoticeKind) -> bool {
    match (kind, recipient.notify) {
        (NoticeKind::Failed, notify) => notify.is_none_or(|notify| notify.failure),
        (NoticeKind::Delayed, notify) => notify.is_none_or(|notify| notify.delay),
        (NoticeKind::Delivered | NoticeKind::Relayed | NoticeKind::Expanded, notify) => {
            notify.is_some_and(|notify| notify.success)
        }
    }
}

/// Whether the sender is one of ours: internal settings apply.
pub(super) fn is_inside(envelope: &Envelope, settings: &Settings) -> bool {
    let Some(sender) = envelope.return_path.address() else { return false };
    let is_ours = |domain: &&std::sync::Arc<crate::model::AcceptedDomain>| {
        domain.domain_type != AcceptedDomainType::ExternalRelay && domain.closeness(sender.domain()).is_some()
    };
    settings.knows(sender) || settings.accepted_domains.iter().any(|domain| is_ours(&domain))
}
