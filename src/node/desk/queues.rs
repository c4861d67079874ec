//! Queues and messages: from questions and orders on the wire to those of the engine, and back.

use std::cmp::Ordering;

use tokio::sync::mpsc;

use super::condition::Condition;
use super::shadows;
use crate::control::Stream;
use crate::control::wire::{self, MessageOrder, QueueOrder, QueueQuery, RedirectOrder};
use crate::model::page::{Page, Pager, SortKey};
use crate::model::{Fault, MessageIdentity, MessageInfo, PagedPositionInfo, QueueIdentity, QueueInfo};
use crate::transport::Settings;
use crate::transport::queue::{Engine, MessageAct, MessageQuery, QueueAct, Redirect};
use crate::transport::shadow::Copies;

/// Longest sorted page: what it keeps in memory has an end.
const MOST_SORTED: usize = 100_000;

pub fn list(engine: &Engine, copies: &Copies, server: &str, query: &QueueQuery) -> Result<Vec<QueueInfo>, Fault> {
    let which = query.identity.as_deref().map(queue_identity).transpose()?;
    let condition = Condition::parse(query.filter.as_deref(), QueueInfo::TYPE)?;
    let mut queues = engine.list_queues(which.as_ref());
    queues.extend(shadows::queues(copies, server, which.as_ref()));
    queues.retain(|queue| condition.holds(queue));
    Ok(queues)
}

pub async fn order(engine: &Engine, order: QueueOrder) -> Result<Vec<QueueInfo>, Fault> {
    let QueueOrder { identity, act, who } = order;
    let which = queue_identity(&identity)?;
    if which.is_shadow() {
        return Err(shadows::no_orders(&which));
    }
    tracing::info!(queue = %which, ?act, who, "order on a queue");
    let act = match act {
        wire::QueueAct::Suspend { until, reason } => QueueAct::Suspend { until, reason },
        wire::QueueAct::Resume => QueueAct::Resume,
        wire::QueueAct::Retry => QueueAct::Retry,
        wire::QueueAct::Resubmit => QueueAct::Resubmit,
    };
    engine.order_queue(&which, &act, &who).await
}

/// Drains this server's queues to others of the organization, which have to be able to take that.
pub async fn redirect(engine: &Engine, order: RedirectOrder, settings: &Settings) -> Result<QueueInfo, Fault> {
    let RedirectOrder { targets, who } = order;
    let mut names: Vec<String> = Vec::new();
    for target in &targets {
        let Some(server) = settings.servers.iter().find(|server| server.is_called(target)) else {
            return Err(Fault::not_found(
                "ServerNotFound",
                format!("There is no server '{target}' in the organization."),
            )
            .fix("Run Get-TransportServer to see which there are."));
        };
        if server.id == settings.server.id {
            return Err(Fault::invalid("RedirectToItself", format!("'{target}' is the server that is to be drained.")));
        }
        if !settings.entrances.contains_key(&server.id) {
            let says = format!("Server '{target}' takes no mail from other servers.");
            return Err(Fault::invalid("NoServerConnector", says).fix(
                "Give one of its receive connectors AuthMechanism ExchangeServer and PermissionGroups ExchangeServers.",
            ));
        }
        names.push(server.fqdn.as_str().to_owned());
    }
    names.sort_unstable();
    names.dedup();
    match names.is_empty() {
        true => Err(Fault::invalid("NoTarget", "No server was named.")),
        false => engine.redirect(Redirect { targets: names.join(","), who }).await,
    }
}

/// Must be called in a tokio runtime.
pub fn messages(
    engine: &Engine,
    copies: &Copies,
    server: &str,
    query: &wire::MessageQuery,
) -> Result<Stream<MessageInfo>, Fault> {
    let limit = limit(query);
    let page = if is_paged(query) { Some(page(engine, query, limit)?) } else { None };
    let most = if page.is_some() { usize::MAX } else { limit };
    let found = match queue_meant(query)?.filter(QueueIdentity::is_shadow) {
        Some(which) => shadows::messages(copies, server, &which, query, most)?,
        None => find(engine, query, most)?,
    };
    Ok(match page {
        Some(page) => paged(found, page),
        None => found,
    })
}

/// Where the page of these messages stands in the whole list.
pub async fn message_page(engine: &Engine, query: &wire::MessageQuery) -> Result<PagedPositionInfo, Fault> {
    let mut pager = page(engine, query, limit(query).min(MOST_SORTED))?.pager().await?;
    let mut found = find(engine, query, usize::MAX)?;
    while let Some(message) = found.recv().await {
        pager.offer(message?);
    }
    Ok(pager.position())
}

fn limit(query: &wire::MessageQuery) -> usize {
    match query.limit {
        0 => usize::MAX,
        limit => usize::try_from(limit).unwrap_or(usize::MAX),
    }
}

/// The queue or queues that are named.
fn queue_meant(query: &wire::MessageQuery) -> Result<Option<QueueIdentity>, Fault> {
    match &query.queue {
        Some(queue) => queue_identity(queue).map(Some),
        None => {
            let one = query.identity.as_deref().map(message_identity).transpose()?;
            Ok(one.and_then(|one| one.queue().cloned()))
        }
    }
}

/// All that the query means, wherever its page begins.
fn find(engine: &Engine, query: &wire::MessageQuery, limit: usize) -> Result<Stream<MessageInfo>, Fault> {
    let condition = Condition::parse(query.filter.as_deref(), MessageInfo::TYPE)?;
    let one = query.identity.as_deref().map(message_identity).transpose()?;
    let queue = query.queue.as_deref().map(queue_identity).transpose()?;
    let queue_of_one = one.as_ref().and_then(MessageIdentity::queue).cloned();
    let (queue, also_in) = match (queue, queue_of_one) {
        (Some(queue), Some(other)) => (Some(queue), Some(names(engine, &other))),
        (queue, other) => (queue.or(other), None),
    };
    let is_there = move |message: &MessageInfo| also_in.as_ref().is_none_or(|queues| queues.contains(&message.queue));
    Ok(engine.list_messages(MessageQuery {
        queue,
        number: one.as_ref().map(MessageIdentity::number),
        accepts: Box::new(is_there),
        condition: Some(Box::new(move |message| condition.holds(message))),
        with_recipients: query.with_recipients,
        with_latency: query.with_latency,
        limit,
        after: query.after.as_deref().map(message_identity).transpose()?,
    }))
}

/// Whether more than the beginning of the list is wanted, as it comes.
fn is_paged(query: &wire::MessageQuery) -> bool {
    query.sort.is_some() || query.bookmark.is_some() || query.skip > 0 || query.backwards
}

/// The part of the sorted list that is wanted.
fn page(engine: &Engine, query: &wire::MessageQuery, limit: usize) -> Result<WantedPage, Fault> {
    let sort: Vec<SortKey> = match &query.sort {
        Some(keys) => keys.split(',').map(str::parse).collect::<Result<_, _>>()?,
        None => Vec::new(),
    };
    for key in &sort {
        if !MessageInfo::TYPE.properties.iter().any(|known| known.name.eq_ignore_ascii_case(&key.property)) {
            return Err(Fault::invalid(
                "UnknownSortProperty",
                format!("There is no property '{}' to sort by.", key.property),
            ));
        }
    }
    if limit > MOST_SORTED {
        return Err(Fault::invalid("ResultTooLarge", format!("At most {MOST_SORTED} messages can be sorted."))
            .fix("Give a smaller -ResultSize, and go on with -BookmarkObject."));
    }
    let mark = query.bookmark.as_deref().map(message_identity).transpose()?;
    Ok(WantedPage {
        mark: mark.map(|mark| (mark.clone(), engine.list_messages(only(mark)))),
        page: Page {
            sort,
            mark: None,
            is_mark_included: query.include_bookmark,
            skip: usize::try_from(query.skip).unwrap_or(usize::MAX),
            limit,
            is_forward: !query.backwards,
        },
    })
}

struct WantedPage {
    page: Page<MessageInfo>,
    /// The bookmark, and where it will be found.
    mark: Option<(MessageIdentity, Stream<MessageInfo>)>,
}

impl WantedPage {
    /// The page, still empty. Err: the bookmark has gone.
    async fn pager(self) -> Result<Pager<MessageInfo>, Fault> {
        let WantedPage { mut page, mark } = self;
        if let Some((identity, mut mark)) = mark {
            let Some(Ok(message)) = mark.recv().await else {
                let says = format!("The message {identity} of -BookmarkObject is no longer there.");
                return Err(Fault::not_found("BookmarkNotFound", says));
            };
            page.mark = Some(message);
        }
        Ok(Pager::new(page, place))
    }
}

fn only(identity: MessageIdentity) -> MessageQuery {
    MessageQuery {
        queue: identity.queue().cloned(),
        number: Some(identity.number()),
        accepts: Box::new(|_| true),
        condition: None,
        with_recipients: false,
        with_latency: false,
        limit: 1,
        after: None,
    }
}

/// Takes what is found and hands on the page. Must be called in a tokio runtime.
fn paged(mut found: Stream<MessageInfo>, wanted: WantedPage) -> Stream<MessageInfo> {
    let (to, messages) = mpsc::channel(64);
    tokio::spawn(async move {
        let mut pager = match wanted.pager().await {
            Ok(pager) => pager,
            Err(fault) => {
                let _ = to.send(Err(fault)).await;
                return;
            }
        };
        while let Some(message) = found.recv().await {
            match message {
                Ok(message) => pager.offer(message),
                Err(fault) => {
                    let _ = to.send(Err(fault)).await;
                    return;
                }
            }
        }
        for message in pager.finish() {
            if to.send(Ok(message)).await.is_err() {
                return;
            }
        }
    });
    messages
}

/// As the engine lists them: named queues first, then by the queue's number, then by the message's.
fn place(one: &MessageInfo, other: &MessageInfo) -> Ordering {
    let rank = |message: &MessageInfo| match message.queue.queue() {
        "Submission" => (0, 0),
        "Unreachable" => (1, 0),
        "Poison" => (2, 0),
        number => (3, number.parse::<u32>().unwrap_or(u32::MAX)),
    };
    rank(one).cmp(&rank(other)).then_with(|| one.identity.number().cmp(&other.identity.number()))
}

/// The queues that an identity means.
fn names(engine: &Engine, which: &QueueIdentity) -> Vec<QueueIdentity> {
    engine.list_queues(Some(which)).into_iter().map(|queue| queue.identity).collect()
}

pub async fn order_message(engine: &Engine, order: MessageOrder) -> Result<Vec<MessageInfo>, Fault> {
    let MessageOrder { identity, act, who } = order;
    let which = ordered(&identity)?;
    tracing::info!(message = %which, ?act, who, "order on a message");
    let act = match act {
        wire::MessageAct::Suspend { reason } => MessageAct::Suspend { reason },
        wire::MessageAct::Resume => MessageAct::Resume,
        wire::MessageAct::Remove { with_ndr } => MessageAct::Remove { with_ndr },
    };
    engine.order_message(&which, &act, &who).await
}

/// The message or messages that an order is about.
pub fn ordered(text: &str) -> Result<MessageIdentity, Fault> {
    let which = message_identity(text)?;
    match which.queue().filter(|queue| queue.is_shadow()) {
        Some(queue) => Err(shadows::no_orders(queue)),
        None => Ok(which),
    }
}

fn message_identity(text: &str) -> Result<MessageIdentity, Fault> {
    Ok(text.parse()?)
}

fn queue_identity(text: &str) -> Result<QueueIdentity, Fault> {
    Ok(text.parse()?)
}
