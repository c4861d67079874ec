//! How an event becomes a line.

use std::net::IpAddr;

use jiff::Timestamp;
use uuid::Uuid;

use crate::transport::report::log::{Line, Row, time};
use crate::transport::{Source, TrackingEvent, TrackingEventId, TrackingSource};

/// What `schema-version` says: the meaning of the fields, not of the program.
const SCHEMA: &str = "15.00";

pub(super) struct Recorded {
    pub event: TrackingEvent,
    pub with_subject: bool,
}

impl Row for Recorded {
    fn time(&self) -> Timestamp {
        self.event.time
    }

    fn write(&self, line: &mut Line) {
        let TrackingEvent { envelope, client, server, .. } = &self.event;
        line.print(time(self.event.time));
        host(client, line);
        host(server, line);
        line.field(&self.event.context);
        line.field(&self.event.connector);
        line.field(source_name(self.event.source));
        line.field(event_name(self.event.event));
        match self.event.id {
            Some(id) => line.print(id),
            None => line.empty(),
        }
        line.field(&envelope.internet_message_id);
        line.print(envelope.network_message_id);
        // An index beyond the envelope would be a mistake of the recorder, and no reason to lose the log.
        let recipients = || self.event.recipients.iter().filter_map(|(at, _)| envelope.recipients.get(*at));
        line.list(recipients().map(|recipient| &recipient.address));
        self.statuses(line);
        line.print(envelope.size);
        line.print(self.event.recipients.len());
        line.field(&self.event.related);
        line.field(&self.event.reference);
        line.field(if self.with_subject { &envelope.subject } else { "" });
        line.field(envelope.header_from.as_deref().unwrap_or_default());
        line.print(&envelope.return_path);
        self.message_info(line);
        line.print(envelope.directionality);
        line.empty(); // tenant-id
        match &envelope.source {
            Source::Smtp { remote, local, .. } => {
                line.print(remote);
                line.print(local);
            }
            Source::File { .. } | Source::Dsn { .. } => {
                line.empty();
                line.empty();
            }
        }
        line.field(&self.event.data);
        line.field("Email");
        line.print(Uuid::now_v7());
        line.field(SCHEMA);
    }
}

impl Recorded {
    /// A status of several loses its own `;`, which otherwise could not be told from those between them.
    fn statuses(&self, line: &mut Line) {
        match &self.event.recipients[..] {
            [(_, status)] => line.field(status),
            many => line.list(many.iter().map(|(_, status)| status.replace(';', ","))),
        }
    }

    /// For messages that have arrived somewhere: when they came to the organization, so that the time taken can be seen.
    fn message_info(&self, line: &mut Line) {
        match self.event.event {
            TrackingEventId::Send | TrackingEventId::Deliver => line.print(time(self.event.envelope.arrived())),
            _ => line.empty(),
        }
    }
}

fn host(host: &Option<(IpAddr, String)>, line: &mut Line) {
    match host {
        Some((address, name)) => {
            line.print(address);
            line.field(name);
        }
        None => {
            line.empty();
            line.empty();
        }
    }
}

/// How the log calls a part of the mail path.
pub fn source_name(source: TrackingSource) -> &'static str {
    match source {
        TrackingSource::Smtp => "SMTP",
        TrackingSource::StoreDriver => "STOREDRIVER",
        TrackingSource::Dsn => "DSN",
        TrackingSource::Dns => "DNS",
        TrackingSource::Queue => "QUEUE",
        TrackingSource::Orar => "ORAR",
        TrackingSource::Routing => "ROUTING",
        TrackingSource::Admin => "ADMIN",
        TrackingSource::Agent => "AGENT",
        TrackingSource::Pickup => "PICKUP",
        TrackingSource::PoisonMessage => "POISONMESSAGE",
        TrackingSource::BootLoader => "BOOTLOADER",
        TrackingSource::Redundancy => "REDUNDANCY",
    }
}

/// How the log calls what happened.
pub fn event_name(event: TrackingEventId) -> &'static str {
    match event {
        TrackingEventId::Receive => "RECEIVE",
        TrackingEventId::Defer => "DEFER",
        TrackingEventId::Send => "SEND",
        TrackingEventId::Deliver => "DELIVER",
        TrackingEventId::Fail => "FAIL",
        TrackingEventId::Dsn => "DSN",
        TrackingEventId::Drop => "DROP",
        TrackingEventId::AgentInfo => "AGENTINFO",
        TrackingEventId::Expand => "EXPAND",
        TrackingEventId::Redirect => "REDIRECT",
        TrackingEventId::Resolve => "RESOLVE",
        TrackingEventId::Transfer => "TRANSFER",
        TrackingEventId::BadMail => "BADMAIL",
        TrackingEventId::PoisonMessage => "POISONMESSAGE",
        TrackingEventId::Load => "LOAD",
        TrackingEventId::Resubmit => "RESUBMIT",
        TrackingEventId::DuplicateExpand => "DUPLICATEEXPAND",
        TrackingEventId::DuplicateRedirect => "DUPLICATEREDIRECT",
        TrackingEventId::DuplicateDeliver => "DUPLICATEDELIVER",
        TrackingEventId::Throttle => "THROTTLE",
        TrackingEventId::HaRedirect => "HAREDIRECT",
        TrackingEventId::HaRedirectFail => "HAREDIRECTFAIL",
        TrackingEventId::HaReceive => "HARECEIVE",
        TrackingEventId::HaDiscard => "HADISCARD",
    }
}
