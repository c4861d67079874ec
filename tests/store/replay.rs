//! Whatever happens in whatever order, the accounts agree.

use emsh::store::{Change, HistoryQuery, ObjectChange, Snapshot, StoreError, StoredObject, Transaction, restore_plan};
use serde_json::json;

use super::Backend;
use super::common::{changed, essence, properties, renamed, tell, transaction};

/// Numbers that look random and are the same in each run (xorshift64, Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

/// One to four changes of different objects. Names come from a few, so that many transactions fail.
fn any_transaction(dice: &mut Dice, now: &Snapshot) -> Transaction {
    let mut objects: Vec<&StoredObject> = now.objects.iter().collect();
    let mut transaction = transaction("any");
    for _ in 0..=dice.below(4) {
        let name = format!("{}{}", ["a", "B"][dice.below(2)], dice.below(6));
        let change = match dice.below(4) {
            0 if !objects.is_empty() => Change::remove(objects.remove(dice.below(objects.len()))),
            1 if !objects.is_empty() => renamed(objects.remove(dice.below(objects.len())), &name),
            2 if !objects.is_empty() => {
                let mut object = objects.remove(dice.below(objects.len())).clone();
                object.properties.insert("Cost".into(), dice.below(1_000).into());
                Change::update(object)
            }
            _ => Change::create(["C", "D"][dice.below(2)], name, properties(json!({ "Cost": 0 }))),
        };
        transaction = transaction.change(change);
    }
    transaction
}

/// Many transactions, restores and trims: every state that should be known is, and history and watch lead from each
/// to the next.
pub fn whatever_happened_can_be_replayed(backend: &dyn Backend) {
    let store = backend.open();
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    let mut states = vec![store.snapshot().unwrap()];
    let mut oldest = 0;
    let mut refused = 0;
    for round in 0..300 {
        let now = states.last().unwrap();
        let outcome = match dice.below(20) {
            0 => {
                oldest = store.trim_history(oldest + dice.below(5) as u64).unwrap();
                continue;
            }
            1 => {
                let past = oldest + dice.below(usize::try_from(now.revision - oldest).unwrap() + 1) as u64;
                let plan = restore_plan(&*store, past, &|_| true).unwrap();
                let outcome = store.commit(transaction("restore").changes(plan));
                let (restored, wanted) = (store.snapshot().unwrap(), &states[usize::try_from(past).unwrap()]);
                assert_eq!(essence(&restored), essence(wanted), "round {round}: restored {past}");
                outcome
            }
            _ => store.commit(any_transaction(&mut dice, now)),
        };
        let after = store.snapshot().unwrap();
        match outcome {
            Ok(committed) if committed.revision > now.revision => states.push(after),
            Ok(_) => assert_eq!(&after, now, "nothing to restore"),
            Err(StoreError::AlreadyExists { .. }) => {
                assert_eq!(&after, now);
                refused += 1;
            }
            Err(other) => panic!("{other}"),
        }
    }
    let states = &states[usize::try_from(oldest).unwrap()..];
    assert!(states.len() > 50 && oldest > 5 && refused > 20, "{} states, {oldest}, {refused}", states.len());
    let mut watch = store.watch(oldest).unwrap();
    let mut replayed = states[0].objects.clone();
    for state in states {
        assert_eq!(&store.at(state.revision).unwrap(), state);
        if state.revision > oldest {
            replay(&mut replayed, changed(tell(&mut *watch)).1);
        }
        let by_id = |objects: &[StoredObject]| {
            let mut objects = objects.to_vec();
            objects.sort_by_key(|object| object.id);
            objects
        };
        assert_eq!(by_id(&replayed), by_id(&state.objects), "the watch at {}", state.revision);
    }
    for entry in store.history(&HistoryQuery::default()).unwrap() {
        let properties_at = |revision: u64| {
            let state = &states[usize::try_from(revision - oldest).unwrap()];
            state.objects.iter().find(|object| object.id == entry.id).map(|object| object.properties.clone())
        };
        let (before, after) = (properties_at(entry.revision - 1), properties_at(entry.revision));
        assert_eq!((&entry.before, &entry.after), (&before, &after), "history at {}", entry.revision);
    }
}

fn replay(objects: &mut Vec<StoredObject>, changes: Vec<ObjectChange>) {
    for change in changes {
        match change {
            ObjectChange::Stored(new) => {
                objects.retain(|object| object.id != new.id);
                objects.push(new);
            }
            ObjectChange::Removed { id, .. } => objects.retain(|object| object.id != id),
        }
    }
}
