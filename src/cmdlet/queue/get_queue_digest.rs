//! `Get-QueueDigest`: queues added up by what they have in common.

use std::collections::BTreeMap;

use crate::cmdlet::condition;
use crate::cmdlet::config::not_found;
use crate::cmdlet::everywhere::{self, Asked};
use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::ServerId;
use crate::control::wire::QueueQuery;
use crate::model::text::same_text;
use crate::model::{ADSite, Filter, QueueDigestInfo, QueueInfo, TimeSpan, Unlimited};

static SERVER: Param<Vec<ServerId>> =
    Param::new("Server", "Servers whose queues are added up. Default: the node of this data directory.")
        .from_pipeline();
static SITE: Param<String> = Param::new("Site", "Add up the queues of all servers of this site, one of Get-ADSite.");
static FOREST: Param<Switch> = Param::switch("Forest", "Add up the queues of all servers of the organization.");
static TIMEOUT: Param<TimeSpan> = Param::new(
    "Timeout",
    "How long a server may take for its answer; one that takes longer is left out, with an error. Default 00:00:10.",
);
static GROUP_BY: Param<String> = Param::new(
    "GroupBy",
    "What the queues of a row share: NextHopDomain, NextHopCategory, NextHopKey, DeliveryType, Status, LastError or \
     ServerName. Default NextHopDomain.",
);
static DETAILS: Param<String> = Param::new(
    "DetailsLevel",
    "None: no queues. Normal: Details holds the identities. Verbose: with counts, status and error. Default Normal.",
);
static FILTER: Param<Filter> =
    Param::new("Filter", "Add up the queues for which this is true, such as `Status -eq 'Retry'`.").keeps_blocks();
static RESULT_SIZE: Param<Unlimited<u32>> =
    Param::new("ResultSize", "At most so many rows, or Unlimited. Default 1000.");

const GROUPS: [&str; 7] =
    ["NextHopDomain", "NextHopCategory", "NextHopKey", "DeliveryType", "Status", "LastError", "ServerName"];
const LEVELS: [&str; 3] = ["None", "Normal", "Verbose"];

pub static GET_QUEUE_DIGEST: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-QueueDigest",
        synopsis: "Show queues added up by what they have in common",
        about: "One row for each next hop, status, error or whatever -GroupBy says, the one with the most messages \
                first. Queues without messages, and those with copies of other servers' mail \
                (Shadow), are left out. The numbers are those of this moment.",
        params: &[
            SERVER.spec(),
            SITE.spec(),
            FOREST.spec(),
            TIMEOUT.spec(),
            GROUP_BY.spec(),
            DETAILS.spec(),
            FILTER.spec(),
            RESULT_SIZE.spec(),
        ],
        sets: &[
            ParamSet { name: "Server", params: &["Server"], mandatory: &[] },
            ParamSet { name: "Site", params: &["Site"], mandatory: &["Site"] },
            ParamSet { name: "Forest", params: &["Forest"], mandatory: &["Forest"] },
        ],
        emits: Some(QueueDigestInfo::TYPE),
        needs: Right::ViewQueues,
        examples: &[
            Example { does: "Show where mail piles up", run: "Get-QueueDigest" },
            Example {
                does: "Show why it does",
                run: "Get-QueueDigest -GroupBy LastError -Filter {Status -eq 'Retry'} | Format-List",
            },
            Example { does: "Show the same for all servers", run: "Get-QueueDigest -Forest -GroupBy ServerName" },
            Example {
                does: "Show what waits in an office, however slow its line is",
                run: "Get-QueueDigest -Site Default-First-Site-Name -Timeout 00:00:30",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let group_by = one_of(call, &GROUP_BY, &GROUPS)?.unwrap_or(0);
    let details = one_of(call, &DETAILS, &LEVELS)?.unwrap_or(1);
    let query = QueueQuery { identity: None, filter: condition::text(call, &FILTER, QueueInfo::TYPE)? };
    let patience = call.get(&TIMEOUT)?.map_or(everywhere::PATIENCE, |given| given.duration());
    let answers = everywhere::ask(call, session, servers(call, session)?, patience, async |node| {
        node.get::<Vec<QueueInfo>>("/v1/queues", &query).await
    })?;
    let mut rows: BTreeMap<String, QueueDigestInfo> = BTreeMap::new();
    for answer in answers {
        let queues = match answer.said {
            Ok(queues) => queues,
            Err(fault) => {
                call.error(fault)?;
                continue;
            }
        };
        for queue in queues.iter().filter(|queue| queue.message_count > 0 && !queue.identity.is_shadow()) {
            let key = key(queue, GROUPS[group_by]);
            rows.entry(key.to_lowercase()).or_insert_with(|| empty(key)).add(queue, details);
        }
    }
    let mut rows: Vec<QueueDigestInfo> = rows.into_values().collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.message_count));
    let limit =
        call.get(&RESULT_SIZE)?.unwrap_or(Unlimited::Limit(1000)).limit().map_or(usize::MAX, |most| most as usize);
    if rows.len() > limit {
        call.warn(format!("{limit} of {} rows are shown. Add -ResultSize Unlimited to see all.", rows.len()))?;
    }
    rows.into_iter().take(limit).try_for_each(|row| out.emit(row))
}

/// The servers that are meant.
fn servers(call: &Call, session: &Session) -> Result<Vec<Asked>, Fault> {
    if let Some(site) = call.get(&SITE)? {
        let picture = session.stored_picture()?;
        let Some(site) = picture.organization().all::<ADSite>().find(|known| same_text(&known.name, site.trim()))
        else {
            return Err(not_found(ADSite::INFO, "ADSite", &site, &picture).at(call.place(&SITE)));
        };
        return everywhere::servers(call, session, |server| same_text(&server.site, &site.name));
    }
    if call.is_set(&FOREST)? {
        return everywhere::servers(call, session, |_| true);
    }
    let named = call.get(&SERVER)?.unwrap_or_default();
    if named.is_empty() {
        return Ok(vec![Asked::here(session)]);
    }
    Ok(named.into_iter().map(|ServerId(name)| Asked::called(call, session, name)).collect())
}

/// Place of a parameter's value among the known ones; `None` when it was not given.
fn one_of(call: &Call, param: &'static Param<String>, known: &[&str]) -> Result<Option<usize>, Fault> {
    let Some(given) = call.get(param)? else { return Ok(None) };
    known.iter().position(|name| name.eq_ignore_ascii_case(given.trim())).map(Some).ok_or_else(|| {
        Fault::invalid("UnknownValue", format!("'{given}' is not one of the values."))
            .fix(format!("Use one of: {}.", known.join(", ")))
            .at(call.place(param))
    })
}

fn key(queue: &QueueInfo, group_by: &str) -> String {
    match group_by {
        "NextHopCategory" => queue.next_hop_category.to_string(),
        "NextHopKey" => {
            format!("{}:{}:{}", queue.delivery_type, queue.next_hop_domain, queue.next_hop_connector)
        }
        "DeliveryType" => queue.delivery_type.to_string(),
        "Status" => queue.status.to_string(),
        "LastError" => queue.last_error.clone().unwrap_or_default(),
        "ServerName" => queue.identity.server().unwrap_or_default().to_owned(),
        _ => queue.next_hop_domain.clone(),
    }
}

fn empty(group_by_value: String) -> QueueDigestInfo {
    QueueDigestInfo {
        group_by_value,
        message_count: 0,
        deferred_message_count: 0,
        queue_count: 0,
        incoming_rate: 0.0,
        outgoing_rate: 0.0,
        velocity: 0.0,
        details: Vec::new(),
    }
}

/// Rates are told in hundredths, and so are their sums.
fn hundredths(rate: f64) -> f64 {
    (rate * 100.0).round() / 100.0
}

impl QueueDigestInfo {
    /// One more queue. `level`: a place in [`LEVELS`].
    fn add(&mut self, queue: &QueueInfo, level: usize) {
        self.message_count = self.message_count.saturating_add(queue.message_count);
        self.deferred_message_count = self.deferred_message_count.saturating_add(queue.deferred_message_count);
        self.queue_count += 1;
        self.incoming_rate = hundredths(self.incoming_rate + queue.incoming_rate);
        self.outgoing_rate = hundredths(self.outgoing_rate + queue.outgoing_rate);
        self.velocity = hundredths(self.velocity + queue.velocity);
        match LEVELS[level.min(2)] {
            "None" => {}
            "Normal" => self.details.push(queue.identity.to_string()),
            _ => self.details.push(format!(
                "{} {} {} messages {} {}",
                queue.identity,
                queue.status,
                queue.message_count,
                queue.next_hop_domain,
                queue.last_error.as_deref().unwrap_or_default()
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::show::samples;
    use super::*;
    use crate::model::QueueStatus;

    #[test]
    fn sums_of_rates_have_two_places() {
        let mut row = empty("contoso.com".to_owned());
        for number in ["1", "2", "3"] {
            let queue = samples::queue(number, "contoso.com", QueueStatus::Active, 2);
            row.add(&QueueInfo { incoming_rate: 0.1, outgoing_rate: 0.7, velocity: 0.6, ..queue }, 0);
        }
        assert_eq!((row.queue_count, row.message_count), (3, 6));
        assert_eq!((row.incoming_rate, row.outgoing_rate, row.velocity), (0.3, 2.1, 1.8));
    }
}
