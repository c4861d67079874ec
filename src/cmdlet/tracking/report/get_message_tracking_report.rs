//! `Get-MessageTrackingReport`: what became of one message.

use super::asked_everywhere;
use super::identity::ReportIdentity;
use super::names::name_of;
use super::path::{DELIVERED, PENDING, Path, STATUSES, Seen, TRANSFERRED, UNSUCCESSFUL};
use crate::cmdlet::prelude::*;
use crate::cmdlet::tracking::trace::tracked;
use crate::model::{MessageTrackingReport, SmtpAddress, TrackingQuery, TransportServer, Unlimited};

static IDENTITY: Param<String> =
    Param::new("Identity", "The MessageTrackingReportId of a message that Search-MessageTrackingReport found.")
        .position(1)
        .from_property()
        .aliases(&["MessageTrackingReportId"]);
static TEMPLATE: Param<String> = Param::new(
    "ReportTemplate",
    "Summary: the last step for each recipient, which is the default. RecipientPath: every step to the recipient of \
     -RecipientPathFilter.",
);
static PATH_FILTER: Param<SmtpAddress> = Param::new("RecipientPathFilter", "The recipient of a RecipientPath.");
static RECIPIENTS: Param<Vec<SmtpAddress>> = Param::new("Recipients", "Only steps to these recipients.");
static STATUS: Param<String> =
    Param::new("Status", "Only steps that led to this: Delivered, Pending, Transferred or Unsuccessful.");
static DETAIL: Param<String> = Param::new(
    "DetailLevel",
    "Basic leaves out what only concerns the server, such as agents and restarts; Verbose has it. Default Basic.",
);
static RESULT_SIZE: Param<Unlimited<u32>> =
    Param::new("ResultSize", "At most so many steps, or Unlimited. Default 1000.");

pub static GET_MESSAGE_TRACKING_REPORT: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-MessageTrackingReport",
        synopsis: "Show what became of a message",
        about: "Puts together what the tracking logs of the organization's servers have about one message, for each of its \
                recipients. A message that another system took over is Transferred: what that did with it, it knows. \
                Servers that answer on their own machines only are left out, with a warning (emsh serve --control).",
        params: &[
            IDENTITY.spec(),
            TEMPLATE.spec(),
            PATH_FILTER.spec(),
            RECIPIENTS.spec(),
            STATUS.spec(),
            DETAIL.spec(),
            RESULT_SIZE.spec(),
        ],
        sets: &[ParamSet { name: "Identity", params: &["Identity"], mandatory: &["Identity"] }],
        emits: Some(MessageTrackingReport::TYPE),
        needs: Right::ViewTracking,
        examples: &[
            Example {
                does: "Show what became of everything that somebody sent",
                run: "Search-MessageTrackingReport kim@contoso.com | Get-MessageTrackingReport",
            },
            Example {
                does: "Show who has not got a message yet",
                run: "(Search-MessageTrackingReport kim | Get-MessageTrackingReport -Status Pending).RecipientTrackingEvents",
            },
            Example {
                does: "Show each step to one recipient",
                run: "(Search-MessageTrackingReport kim | Get-MessageTrackingReport -ReportTemplate RecipientPath -RecipientPathFilter pat@fabrikam.com).RecipientTrackingEvents",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let identity =
        call.require(&IDENTITY)?.parse::<ReportIdentity>().map_err(|fault| fault.at(call.place(&IDENTITY)))?;
    let is_path = one_of(call, &TEMPLATE, &["Summary", "RecipientPath"])? == Some("RecipientPath");
    let is_verbose = one_of(call, &DETAIL, &["Basic", "Verbose"])? == Some("Verbose");
    let status = one_of(call, &STATUS, &STATUSES)?;
    let filter = call.get(&PATH_FILTER)?;
    if is_path != filter.is_some() {
        return Err(Fault::invalid(
            "RecipientPathFilterMismatch",
            "-ReportTemplate RecipientPath and -RecipientPathFilter belong together.",
        )
        .fix("Give both, or neither.")
        .at(call.span));
    }
    let node = session.node(call, Some(&identity.server))?;
    let gone = || {
        let says = format!("The tracking log of '{}' has no message {}.", identity.server, identity.number);
        Fault::not_found("MessageNotTracked", says)
            .fix("The log is kept for MessageTrackingLogMaxAge.")
            .at(call.place(&IDENTITY))
    };
    let by_number = TrackingQuery { internal_message_id: Some(identity.number), result_size: 1, ..Default::default() };
    let first = session.wait(call, tracked(&node, &by_number))?.into_iter().next().ok_or_else(gone)?;
    // Copies of it for some of its recipients have numbers of their own.
    let all = TrackingQuery { network_message_id: Some(first.network_message_id), ..Default::default() };
    let events = everywhere(call, session, &all)?;
    let is_arrival = |seen: &&Seen| seen.event.event_id == "RECEIVE";
    let arrival = &events.iter().find(is_arrival).or(events.first()).ok_or_else(gone)?.event;
    let picture = session.picture()?;
    let servers: Vec<TransportServer> = picture.organization().all().cloned().collect();
    let directory = picture.organization().directory().clone();
    let path = Path { events: &events, servers: &servers, directory: &directory, is_verbose };
    let summary = path.summary();
    let count =
        |status: &str| i32::try_from(summary.iter().filter(|step| step.status == status).count()).unwrap_or(i32::MAX);
    let (delivered, pending) = (count(DELIVERED), count(PENDING));
    let (transferred, unsuccessful) = (count(TRANSFERRED), count(UNSUCCESSFUL));
    let mut steps = match &filter {
        Some(recipient) => path.to(&recipient.to_string()),
        None => summary,
    };
    if let Some(wanted) = call.get(&RECIPIENTS)? {
        let wanted: Vec<String> = wanted.iter().map(|one| one.to_string().to_lowercase()).collect();
        steps.retain(|step| wanted.contains(&step.recipient_address.to_lowercase()));
    }
    steps.retain(|step| status.is_none_or(|status| step.status == status));
    let limit = call.get(&RESULT_SIZE)?.unwrap_or(Unlimited::Limit(1000)).limit();
    steps.truncate(limit.map_or(usize::MAX, |most| most as usize));
    out.emit(MessageTrackingReport {
        message_tracking_report_id: identity.to_string(),
        submitted_date_time: arrival.timestamp,
        subject: arrival.message_subject.clone(),
        from_address: arrival.sender.clone(),
        from_display_name: name_of(&arrival.sender, &directory),
        recipient_addresses: arrival.recipients.clone(),
        recipient_display_names: arrival.recipients.iter().map(|one| name_of(one, &directory)).collect(),
        delivered_count: delivered,
        pending_count: pending,
        transferred_count: transferred,
        unsuccessful_count: unsuccessful,
        recipient_tracking_events: steps,
    })
}

/// What all servers have seen of a message, oldest event first.
fn everywhere(call: &Call, session: &Session, query: &TrackingQuery) -> Result<Vec<Seen>, Fault> {
    let mut all = Vec::new();
    for (server, events) in asked_everywhere(call, session, async |node| tracked(&node, query).await)? {
        all.extend(events.into_iter().map(|event| Seen { server: server.clone(), event }));
    }
    all.sort_by_key(|seen| seen.event.timestamp);
    Ok(all)
}

/// The known word that was given.
fn one_of<const N: usize>(
    call: &Call,
    param: &'static Param<String>,
    known: &[&'static str; N],
) -> Result<Option<&'static str>, Fault> {
    let Some(given) = call.get(param)? else { return Ok(None) };
    known.iter().copied().find(|name| name.eq_ignore_ascii_case(given.trim())).map(Some).ok_or_else(|| {
        Fault::invalid("UnknownValue", format!("'{given}' is not one of the values."))
            .fix(format!("Use one of: {}.", known.join(", ")))
            .at(call.place(param))
    })
}
