//! The store's contract, checked against each backend.
//!
//! One module for each part of the contract; [`races`] is what needs several threads or processes. A second backend
//! implements [`Backend`] and adds one line, `conforms_to_the_contract!`.

mod common;
mod moving;
mod objects;
mod past;
mod races;
mod replay;
mod transactions;
mod watches;

use std::sync::Arc;

use emsh::store::{OpenOptions, Store, open};

/// A way to get stores that nobody has used yet.
pub trait Backend {
    /// The address of this fresh store. Opening it again reaches the same objects.
    fn url(&self) -> &str;

    /// Another store, as fresh.
    fn another(&self) -> Box<dyn Backend>;

    fn open(&self) -> Arc<dyn Store> {
        open(self.url(), &OpenOptions::default()).expect("a fresh store opens")
    }
}

/// Makes one test of each conformance case, for a backend.
macro_rules! conforms {
    ($backend:expr => $($module:ident: [$($case:ident),* $(,)?]),* $(,)?) => {
        $($(
            #[test]
            fn $case() {
                crate::$module::$case(&$backend);
            }
        )*)*
    };
}

/// The list of cases, so that each backend runs all of them.
macro_rules! conforms_to_the_contract {
    ($backend:expr) => {
        conforms!($backend =>
            objects: [
                a_created_object_is_found_by_id_and_by_name_in_any_case,
                lists_have_one_order_and_tell_their_revision,
                properties_come_back_in_their_order_and_as_they_were,
                names_are_unique_in_class_and_scope_without_regard_to_case,
                objects_may_swap_names_and_take_those_of_removed_ones,
            ],
            transactions: [
                who_saw_an_old_revision_changes_nothing_and_learns_who_was_first,
                one_failing_change_undoes_its_whole_transaction,
                an_assumption_about_a_class_holds_or_refuses,
                what_breaks_the_contract_is_refused,
                an_empty_transaction_makes_no_revision,
                a_thousand_objects_fit_one_transaction,
            ],
            past: [
                history_tells_what_was_before_and_after,
                history_is_found_by_class_name_id_time_and_page,
                any_past_state_is_known,
                a_restore_brings_back_ids_names_and_birthdays,
                a_restore_of_some_leaves_the_others_alone,
                forgotten_history_stays_forgotten_and_the_rest_stays_right,
                history_is_forgotten_by_age,
            ],
            watches: [
                a_watch_tells_whole_transactions_in_order,
                a_watch_that_missed_something_says_so,
                a_watch_stops_at_once,
            ],
            moving: [
                an_export_makes_the_same_store_elsewhere,
                an_import_replaces_what_has_the_same_name,
            ],
            replay: [
                whatever_happened_can_be_replayed,
            ],
            races: [
                threads_lose_no_update,
                processes_lose_no_update,
                of_many_creators_of_a_name_one_wins,
                a_reader_never_sees_half_a_transaction,
                a_killed_writer_leaves_whole_transactions_only,
                a_watch_sees_what_other_processes_do,
            ],
        );
    };
}

mod sqlite {
    use tempfile::TempDir;

    use super::Backend;

    struct Sqlite {
        url: String,
        /// Removed with its files when the test ends.
        _directory: TempDir,
    }

    impl Sqlite {
        fn fresh() -> Sqlite {
            let directory = TempDir::new().expect("a directory for the test");
            let url = format!("sqlite:{}", directory.path().join("data/organization.db").display());
            Sqlite { url, _directory: directory }
        }
    }

    impl Backend for Sqlite {
        fn url(&self) -> &str {
            &self.url
        }

        fn another(&self) -> Box<dyn Backend> {
            Box::new(Sqlite::fresh())
        }
    }

    conforms_to_the_contract!(Sqlite::fresh());
}
