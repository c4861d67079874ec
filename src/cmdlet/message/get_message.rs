//! `Get-Message`: the messages in the queues of a node.

use crate::cmdlet::condition;
use crate::cmdlet::live;
use crate::cmdlet::paging::{
    BOOKMARK_INDEX, BOOKMARK_OBJECT, INCLUDE_BOOKMARK, Paging, RETURN_PAGE_INFO, SEARCH_FORWARD, SORT_ORDER,
};
use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::{SERVER, asked};
use crate::control::wire::MessageQuery;
use crate::model::{Filter, MessageIdentity, MessageInfo, PagedPositionInfo, QueueIdentity, Unlimited};

static IDENTITY: Param<MessageIdentity> =
    Param::new("Identity", "Message to show: `Server\\Queue\\number`, `*\\number` or `number`.")
        .position(1)
        .refuses_null();
static QUEUE: Param<QueueIdentity> = Param::new("Queue", "Show the messages of this queue; `*` allowed.")
    .from_pipeline()
    .from_property()
    .refuses_null()
    .completes(live::queues);
static FILTER: Param<Filter> = Param::new(
    "Filter",
    "Show the messages for which this is true, such as `FromAddress -like '*@contoso.com' -and Size -gt 1MB`.",
)
.keeps_blocks();
static RESULT_SIZE: Param<Unlimited<u32>> = Param::new(
    "ResultSize",
    "At most so many messages, or Unlimited. Default 1000, with a warning when there are more.",
);
static RECIPIENTS: Param<Switch> =
    Param::switch("IncludeRecipientInfo", "Fill Recipients: `address;status;category;last error` for each recipient.");

static LATENCY: Param<Switch> = Param::switch(
    "IncludeComponentLatencyInfo",
    "Fill ComponentLatency: `component;time` for each queue that the message has been in.",
);

pub static GET_MESSAGE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Message",
        synopsis: "Show the messages in the queues of a node",
        about: "A message with recipients behind several next hops is in several queues, under the same number.",
        params: &[
            IDENTITY.spec(),
            FILTER.spec(),
            QUEUE.spec(),
            RESULT_SIZE.spec(),
            RECIPIENTS.spec(),
            LATENCY.spec(),
            SORT_ORDER.spec(),
            BOOKMARK_INDEX.spec(),
            BOOKMARK_OBJECT.spec(),
            INCLUDE_BOOKMARK.spec(),
            RETURN_PAGE_INFO.spec(),
            SEARCH_FORWARD.spec(),
            SERVER.spec(),
        ],
        sets: &[
            ParamSet { name: "Filter", params: &["Filter", "Server"], mandatory: &[] },
            ParamSet { name: "Identity", params: &["Identity"], mandatory: &["Identity"] },
            ParamSet { name: "Queue", params: &["Queue", "Server"], mandatory: &["Queue"] },
        ],
        emits: Some(MessageInfo::TYPE),
        needs: Right::ViewQueues,
        examples: &[
            Example { does: "Show all queued messages", run: "Get-Message" },
            Example {
                does: "Show the first hundred messages of a queue with their recipients",
                run: "Get-Message -Queue Submission -ResultSize 100 -IncludeRecipientInfo | Format-List",
            },
            Example { does: "Show the ten largest", run: "Get-Message -SortOrder '-Size' -ResultSize 10" },
            Example {
                does: "Show the next page of a long list",
                run: "$page = Get-Message -ResultSize 50; Get-Message -ResultSize 50 -BookmarkObject $page[-1] -IncludeBookmark $false",
            },
            Example { does: "Show reports that nobody wants", run: "Get-Message -Filter {FromAddress -eq '<>'}" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let server = call.get(&SERVER)?;
    let identity = call.get(&IDENTITY)?;
    let limit = call.get(&RESULT_SIZE)?.unwrap_or(Unlimited::Limit(1000)).limit();
    let paging = Paging::of(call)?;
    let query = MessageQuery {
        identity: identity.as_ref().map(ToString::to_string),
        queue: call.get(&QUEUE)?.map(|queue| queue.to_string()),
        filter: condition::text(call, &FILTER, MessageInfo::TYPE)?,
        with_recipients: call.is_set(&RECIPIENTS)?,
        with_latency: call.is_set(&LATENCY)?,
        // One more than wanted tells whether there are more; backwards it would stand before them.
        limit: limit.map_or(0, |limit| u64::from(limit) + u64::from(paging.is_forward)),
        after: None,
        sort: paging.sort_text(),
        bookmark: paging.bookmark.clone(),
        include_bookmark: paging.is_bookmark_included,
        skip: paging.skip,
        backwards: !paging.is_forward,
    };
    let queue = call.get(&QUEUE)?;
    let named = queue.as_ref().or(identity.as_ref().and_then(MessageIdentity::queue));
    let node = session.node(call, asked(server.as_ref(), named))?;
    if call.get(&RETURN_PAGE_INFO)?.unwrap_or(false) {
        let shown = MessageQuery { limit: limit.map_or(0, u64::from), ..query.clone() };
        let position: PagedPositionInfo = session.wait(call, node.get("/v1/messages/page", &shown))?;
        out.emit(position)?;
    }
    let mut messages = session.wait(call, node.lines::<MessageInfo>("/v1/messages", &query))?;
    let mut count = 0;
    while let Some(message) = session.wait(call, messages.next())? {
        if limit.is_some_and(|limit| count == limit) {
            return call.warn(format!("Only {count} messages are shown. Add -ResultSize Unlimited to see all."));
        }
        count += 1;
        out.emit(message)?;
    }
    match identity {
        Some(identity) if count == 0 => Err(super::order::not_found(&identity.to_string()).at(call.place(&IDENTITY))),
        _ => Ok(()),
    }
}
