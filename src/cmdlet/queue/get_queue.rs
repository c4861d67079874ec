//! `Get-Queue`: the queues of a node as they are now.

use crate::cmdlet::condition;
use crate::cmdlet::live;
use crate::cmdlet::paging::{
    BOOKMARK_INDEX, BOOKMARK_OBJECT, INCLUDE_BOOKMARK, Paging, RETURN_PAGE_INFO, SEARCH_FORWARD, SORT_ORDER,
};
use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::{SERVER, asked};
use crate::cmdlet::watching::{INTERVAL, Watch, interval, say};
use crate::control::wire::QueueQuery;
use crate::model::page::{Page, Pager, SortKey};
use crate::model::{FaultKind, Filter, NextHopCategory, PagedPositionInfo, QueueIdentity, QueueInfo, Unlimited};

static IDENTITY: Param<QueueIdentity> = Param::new(
    "Identity",
    "Queue to show: `Server\\Queue` or `Queue`, where the queue is Submission, Unreachable, a next hop or a number; `*` allowed.",
)
.position(1)
.from_property()
.refuses_null()
.completes(live::queues);
static FILTER: Param<Filter> = Param::new(
    "Filter",
    "Show the queues for which this is true, such as `MessageCount -gt 10 -and Status -eq 'Retry'`.",
)
.keeps_blocks();
static INCLUDE: Param<Vec<String>> =
    Param::new("Include", "Only queues of these kinds: Internal, External, Empty, or a delivery type.");
static EXCLUDE: Param<Vec<String>> =
    Param::new("Exclude", "No queues of these kinds: Internal, External, Empty, or a delivery type.");
static RESULT_SIZE: Param<Unlimited<u32>> =
    Param::new("ResultSize", "At most so many queues, or Unlimited. Default 1000, with a warning when there are more.");

static WATCH: Param<Switch> = Param::switch(
    "Watch",
    "Show them again and again until Ctrl-C. In a pipeline each round's queues are objects like those of the first.",
);

pub static GET_QUEUE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Queue",
        synopsis: "Show the queues of a node",
        about: "Messages to the same next hop share a queue. Submission holds what has not been routed yet, Unreachable \
                what no connector serves. Counts and rates are those of this moment.",
        params: &[
            IDENTITY.spec(),
            FILTER.spec(),
            INCLUDE.spec(),
            EXCLUDE.spec(),
            RESULT_SIZE.spec(),
            SORT_ORDER.spec(),
            BOOKMARK_INDEX.spec(),
            BOOKMARK_OBJECT.spec(),
            INCLUDE_BOOKMARK.spec(),
            RETURN_PAGE_INFO.spec(),
            SEARCH_FORWARD.spec(),
            WATCH.spec(),
            INTERVAL.spec(),
            SERVER.spec(),
        ],
        sets: &[
            ParamSet { name: "Identity", params: &["Identity"], mandatory: &[] },
            ParamSet { name: "Server", params: &["Server", "Filter"], mandatory: &[] },
        ],
        emits: Some(QueueInfo::TYPE),
        needs: Right::ViewQueues,
        examples: &[
            Example { does: "Show all queues", run: "Get-Queue" },
            Example {
                does: "Show what waits for a later try, and why",
                run: "Get-Queue -Filter {Status -eq 'Retry'} | Format-List Identity,MessageCount,LastError,NextRetryTime",
            },
            Example { does: "Show the five longest queues", run: "Get-Queue -SortOrder '-MessageCount' -ResultSize 5" },
            Example { does: "Show the queue of one destination", run: "Get-Queue Submission" },
            Example {
                does: "See one queue twice, a second apart",
                run: "Get-Queue Submission -Watch -Interval 00:00:01 | Select-Object -First 2",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    if !call.is_set(&WATCH)? {
        return show(call, session, out);
    }
    let interval = interval(call)?;
    let is_seen = call.engine.terminal().is_screen();
    let mut watch = Watch::begin("round");
    loop {
        if is_seen {
            say(call, jiff::Zoned::now().strftime("%H:%M:%S").to_string())?;
        }
        let shown = show(call, session, out);
        watch.count += usize::from(shown.is_ok());
        let is_enough = match shown {
            Ok(()) => call.engine.pause(interval),
            Err(fault) if fault.kind == FaultKind::Cancelled && !fault.is_enough() => true,
            Err(fault) => return Err(fault),
        };
        if is_enough {
            watch.end(call)?;
            return Err(Fault::cancelled());
        }
    }
}

fn show(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let server = call.get(&SERVER)?;
    let identity = call.get(&IDENTITY)?;
    let kinds =
        Kinds { include: call.get(&INCLUDE)?.unwrap_or_default(), exclude: call.get(&EXCLUDE)?.unwrap_or_default() };
    kinds.check().map_err(|fault| fault.at(call.span))?;
    let query = QueueQuery {
        identity: identity.as_ref().map(ToString::to_string),
        filter: condition::text(call, &FILTER, QueueInfo::TYPE)?,
    };
    let node = session.node(call, asked(server.as_ref(), identity.as_ref()))?;
    let queues: Vec<QueueInfo> = session.wait(call, node.get("/v1/queues", &query))?;
    if server.is_none() && query == QueueQuery::default() {
        session.last_seen(Some(queues.clone()));
    }
    if let Some(identity) = identity.filter(|identity| queues.is_empty() && !identity.is_pattern()) {
        return Err(super::order::not_found(&identity.to_string()).at(call.place(&IDENTITY)));
    }
    let found: Vec<QueueInfo> = queues.into_iter().filter(|queue| kinds.admit(queue)).collect();
    let limit = call.get(&RESULT_SIZE)?.unwrap_or(Unlimited::Limit(1000)).limit();
    let (found, position) = paged(call, found, limit)?;
    let (count, total) = (found.len(), position.total_count);
    if call.get(&RETURN_PAGE_INFO)?.unwrap_or(false) {
        out.emit(position)?;
    }
    for queue in found.into_iter().take(limit.map_or(usize::MAX, |limit| limit as usize)) {
        out.emit(queue)?;
    }
    match limit {
        Some(limit) if count > limit as usize => {
            call.warn(format!("{limit} of {total} queues are shown. Add -ResultSize Unlimited to see all."))
        }
        _ => Ok(()),
    }
}

/// The part of the list that the call wants, with one queue more than its -ResultSize if there is one.
///
/// And where it stands in the whole list.
fn paged(
    call: &Call,
    queues: Vec<QueueInfo>,
    limit: Option<u32>,
) -> Result<(Vec<QueueInfo>, PagedPositionInfo), Fault> {
    let paging = Paging::of(call)?;
    if !paging.is_wanted() {
        let total_count = i64::try_from(queues.len()).unwrap_or(i64::MAX);
        return Ok((queues, PagedPositionInfo { page_offset: 1, total_count }));
    }
    let unknown =
        |key: &&SortKey| !QueueInfo::TYPE.properties.iter().any(|known| known.name.eq_ignore_ascii_case(&key.property));
    if let Some(key) = paging.sort.iter().find(unknown) {
        let says = format!("There is no property '{}' to sort by.", key.property);
        return Err(Fault::invalid("UnknownSortProperty", says).at(call.place(&SORT_ORDER)));
    }
    let mark = match &paging.bookmark {
        Some(name) => {
            let mark = queues.iter().find(|queue| queue.identity.to_string().eq_ignore_ascii_case(name)).cloned();
            let gone = || Fault::not_found("BookmarkNotFound", format!("The queue {name} is not in the list."));
            Some(mark.ok_or_else(|| gone().at(call.place(&BOOKMARK_OBJECT)))?)
        }
        None => None,
    };
    let page = Page {
        sort: paging.sort,
        mark,
        is_mark_included: paging.is_bookmark_included,
        skip: usize::try_from(paging.skip).unwrap_or(usize::MAX),
        limit: limit.map_or(usize::MAX, |limit| limit as usize + usize::from(paging.is_forward)),
        is_forward: paging.is_forward,
    };
    let mut pager = Pager::new(page, |one: &QueueInfo, other| place(one).cmp(&place(other)));
    queues.into_iter().for_each(|queue| pager.offer(queue));
    let position = pager.position();
    Ok((pager.finish(), position))
}

/// Named queues first, then by number.
fn place(queue: &QueueInfo) -> (u32, String) {
    let name = queue.identity.queue();
    (name.parse().unwrap_or(0), if name == "Submission" { String::new() } else { name.to_owned() })
}

/// What -Include and -Exclude say.
struct Kinds {
    include: Vec<String>,
    exclude: Vec<String>,
}

impl Kinds {
    fn check(&self) -> Result<(), Fault> {
        let known = |kind: &str| {
            ["Internal", "External", "Empty"].iter().any(|known| known.eq_ignore_ascii_case(kind))
                || kind.parse::<crate::model::DeliveryType>().is_ok()
        };
        match self.include.iter().chain(&self.exclude).find(|kind| !known(kind)) {
            None => Ok(()),
            Some(kind) => Err(Fault::invalid("UnknownQueueKind", format!("'{kind}' is no kind of queue."))
                .fix("Use Internal, External, Empty, or a delivery type such as SmartHostConnectorDelivery.")),
        }
    }

    fn admit(&self, queue: &QueueInfo) -> bool {
        let is = |kind: &String| match kind.to_ascii_lowercase().as_str() {
            "internal" => queue.next_hop_category == NextHopCategory::Internal,
            "external" => queue.next_hop_category == NextHopCategory::External,
            "empty" => queue.message_count == 0,
            delivery_type => queue.delivery_type.to_string().eq_ignore_ascii_case(delivery_type),
        };
        (self.include.is_empty() || self.include.iter().any(is)) && !self.exclude.iter().any(is)
    }
}
