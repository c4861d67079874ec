//! Changes that hold together, before they are stored: judged as they will stand, told in words, stored at once.

use std::sync::Arc;

use jiff::Timestamp;

use super::compare::{described, differences};
use super::identity::display_name;
use super::picture::{Picture, stored};
use crate::cmdlet::Session;
use crate::lang::call::Call;
use crate::model::{CLASSES, ClassInfo, Fault, class_named};
use crate::store::{Change, StoreError, Transaction};

/// What somebody is about to do to the organization they see.
pub struct Plan {
    changes: Vec<Change>,
    picture: Arc<Picture>,
}

impl Plan {
    pub fn new(changes: Vec<Change>, picture: Arc<Picture>) -> Plan {
        Plan { changes, picture }
    }

    /// Judges each object as it will stand among the others: rules may have become stricter, or half of a pair is left
    /// out.
    pub fn judge(&self) -> Result<(), Fault> {
        let mut after = (*self.picture).clone();
        for change in &self.changes {
            after.apply(change.clone(), self.picture.revision + 1, Timestamp::now());
        }
        for change in &self.changes {
            let Some(class) = class_named(change.class()) else { continue };
            if let Some(object) = after.get(class, change.id()) {
                (class.judge)(&stored(&object), &after.beside(&object.scope))
                    .map_err(|breach| Fault::from(breach.of(class.name, &object.name)))?;
            }
        }
        Ok(())
    }

    /// Each change in words.
    pub fn told(&self) -> Vec<String> {
        self.changes.iter().map(|change| told(change, &self.picture)).collect()
    }

    /// Stores all of it as one revision. Err when somebody changed the organization meanwhile: what was judged is what
    /// is stored.
    pub fn store(self, session: &Session, command_line: &str, reason: Option<String>) -> Result<(), Fault> {
        let all: Vec<&str> = CLASSES.iter().map(|class| class.name).collect();
        Ok(self.commit(session, command_line, reason, &all)?)
    }

    /// Stores all of it as one revision, on the assumption that no object of these classes has changed.
    pub fn commit(
        self,
        session: &Session,
        command_line: &str,
        reason: Option<String>,
        looks_at: &[&str],
    ) -> Result<(), StoreError> {
        let mut transaction = Transaction::new(session.who(), command_line).changes(self.changes.clone());
        transaction.reason = reason;
        for class in looks_at {
            transaction = transaction.assuming_unchanged(*class, self.picture.revision);
        }
        // Not held while the changes are taken over, so that it need not be copied.
        drop(self.picture);
        let store = session.store().map_err(|fault| StoreError::Malformed { says: fault.says })?;
        let committed = store.commit(transaction)?;
        session.take_over(self.changes, committed);
        Ok(())
    }
}

/// Refuses what makes a revision of its own while changes are being collected.
pub fn outside_transaction(call: &Call, session: &Session) -> Result<(), Fault> {
    if session.transaction().is_none() {
        return Ok(());
    }
    let says = format!("{} makes a revision of its own, and a transaction is open.", call.signature.name);
    Err(Fault::invalid("TransactionOpen", says)
        .at(call.span)
        .fix("Complete-Transaction stores it, Undo-Transaction drops it."))
}

fn told(change: &Change, picture: &Picture) -> String {
    let now = class_named(change.class()).and_then(|class| Some((class, picture.get(class, change.id())?)));
    let name = |class: &ClassInfo, object| format!("{} '{}'", class.name, display_name(class, object));
    match (change, now) {
        (Change::Create(draft), _) => format!("Make {} '{}'", draft.class, draft.name),
        (Change::Remove { .. }, Some((class, object))) => format!("Remove {}", name(class, &object)),
        (Change::Update { name: new_name, properties, .. }, Some((class, object))) => {
            let renamed = (object.name != *new_name).then_some((object.name.as_str(), new_name.as_str()));
            let changed = described(renamed, &differences(class, &object.properties, properties));
            format!("Change {}\n  {}", name(class, &object), changed.replace('\n', "\n  "))
        }
        (other, None) => format!("Change or remove a {} that this emsh does not know", other.class()),
    }
}
