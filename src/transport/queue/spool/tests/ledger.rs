//! What a caller of the spool knows: what it asked for, and what it was promised.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// One message as its owner sees it.
#[derive(Clone, Debug, Default)]
pub struct Account {
    pub body: Bytes,
    /// Envelopes asked for, in order.
    pub envelopes: Vec<Bytes>,
    /// How many of them were promised.
    pub promised: usize,
    pub is_end_asked: bool,
    pub is_end_promised: bool,
}

#[derive(Clone, Debug, Default)]
pub struct Ledger {
    pub messages: BTreeMap<u64, Account>,
    /// IDs that were seen to be durable; never to be given out again.
    pub used: BTreeSet<u64>,
    /// Values asked for, in order, and how many were promised; `None` is removed.
    pub orders: BTreeMap<String, (Vec<Option<Bytes>>, usize)>,
}

impl Ledger {
    pub fn must_exist(&self, id: u64) -> bool {
        self.messages.get(&id).is_some_and(|account| account.promised > 0 && !account.is_end_asked)
    }

    pub fn may_exist(&self, id: u64) -> bool {
        self.messages.get(&id).is_some_and(|account| !account.is_end_promised)
    }

    /// Holds a spool to what was promised, then takes what it says as the truth.
    pub fn settle(&mut self, spool: &SegmentLog, recovered: &Recovered) {
        let there: BTreeSet<u64> = ids(spool).into_iter().map(|id| id.0).collect();
        for (&id, account) in &self.messages {
            assert!(there.contains(&id) || !self.must_exist(id), "message {id} was lost: {account:?} {recovered:?}");
        }
        for &id in &there {
            assert!(self.may_exist(id), "message {id} came back: {:?} {recovered:?}", self.messages.get(&id));
            let account = &self.messages[&id];
            let found = body(spool, MessageId(id));
            assert!(found == account.body, "body of {id}: {} bytes in place of {}", found.len(), account.body.len());
            assert_eq!(spool.body_length(MessageId(id)).expect("it is there"), account.body.len() as u64);
            let envelope = spool.read_envelope(MessageId(id)).expect("readable");
            let expected = &account.envelopes[account.promised.saturating_sub(1)..];
            assert!(expected.contains(&envelope), "envelope of {id}: {envelope:?}, not one of {expected:?}");
        }
        for (key, (values, promised)) in &self.orders {
            let found = recovered.orders.get(key).cloned();
            let expected = &values[promised.saturating_sub(1)..];
            let is_expected = expected.contains(&found) || (*promised == 0 && found.is_none());
            assert!(is_expected, "order {key} is {found:?}, not one of {expected:?}");
        }
        self.believe(spool, recovered, &there);
    }

    fn believe(&mut self, spool: &SegmentLog, recovered: &Recovered, there: &BTreeSet<u64>) {
        self.used.extend(self.messages.iter().filter(|(_, account)| account.promised > 0).map(|(&id, _)| id));
        self.used.extend(there);
        self.messages.retain(|id, _| there.contains(id));
        for (&id, account) in &mut self.messages {
            account.envelopes = vec![spool.read_envelope(MessageId(id)).expect("read before")];
            (account.promised, account.is_end_asked) = (1, false);
        }
        for (key, order) in &mut self.orders {
            *order = (vec![recovered.orders.get(key).cloned()], 1);
        }
    }
}
