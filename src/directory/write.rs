//! Storing a plan, part by part.

use crate::model::{MemberPage, RecipientDirectory, recipient};
use crate::store::{Change, Store, StoreError, Transaction};

/// Changes of one transaction. The next one waits for no more than that.
const PART: usize = 4000;

/// Who stores, and for what reason.
pub struct Author<'a> {
    pub who: String,
    pub command: &'a str,
    pub reason: Option<String>,
}

/// Stores changes that were planned on a revision, on condition that nobody has touched a recipient since. What goes is
/// stored first and what is new last, so that names and addresses are free when somebody takes them.
///
/// Err: somebody was first. Parts that were stored stay; who plans anew finds them done.
pub fn write(
    store: &dyn Store,
    author: &Author,
    mut changes: Vec<Change>,
    mut revision: u64,
) -> Result<(), StoreError> {
    changes.sort_by_key(|change| match change {
        Change::Remove { .. } => 0,
        Change::Update { .. } => 1,
        Change::Create(_) => 2,
    });
    let mut changes = changes.into_iter();
    loop {
        let part: Vec<Change> = changes.by_ref().take(PART).collect();
        if part.is_empty() {
            return Ok(());
        }
        let mut transaction = Transaction::new(author.who.as_str(), author.command).changes(part);
        transaction.reason = author.reason.clone();
        let others = [MemberPage::NAME, RecipientDirectory::INFO.name, "MailboxDatabase"];
        for class in recipient::CLASSES.iter().copied().chain(others) {
            transaction = transaction.assuming_unchanged(class, revision);
        }
        revision = store.commit(transaction)?.revision;
    }
}
