//! Opens a spool: survey, act on what was found, start the threads.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{io, thread};

use bytes::Bytes;
use uuid::Uuid;

use super::commit::Work;
use super::committer::Committer;
use super::disk::{Directory, Disk};
use super::lock::DirectoryLock;
use super::log::Shared;
use super::pen::Pen;
use super::roll::{Active, start_segment};
use super::roll_call;
use super::store::Store;
use super::survey::{Finding, Survey};
use super::sweeper::{MOST_SPARES, Sweeper};
use super::{Op, SegmentLog, SpoolError, SpoolOptions, quarantine, spare};

/// What a start found.
#[derive(Clone, Debug)]
pub struct Recovered {
    /// Nothing was there, or nothing of it was readable.
    pub is_new: bool,
    /// Messages to deliver; see [`super::Spool::ids_after`] and [`super::Spool::read_envelope`].
    pub messages: u64,
    /// Operators' orders in force.
    pub orders: BTreeMap<String, Bytes>,
    /// What was not as it was written.
    pub findings: Vec<Finding>,
    /// Files that were put into the quarantine.
    pub set_aside: Vec<String>,
    pub took: Duration,
}

impl SegmentLog {
    /// Opens the spool in a folder, making both if need be. Waits for the disk.
    pub fn open(directory: &Path, options: SpoolOptions) -> Result<(SegmentLog, Recovered), SpoolError> {
        let disk = Directory::writable(directory).map_err(SpoolError::open)?;
        let lock = DirectoryLock::exclusive(directory)?;
        Self::start(Arc::new(disk), Some(lock), options)
    }

    /// Opens a spool on any disk; nothing keeps a second one away.
    pub fn open_on(disk: Arc<dyn Disk>, options: SpoolOptions) -> Result<(SegmentLog, Recovered), SpoolError> {
        Self::start(disk, None, options)
    }

    fn start(
        disk: Arc<dyn Disk>,
        lock: Option<DirectoryLock>,
        options: SpoolOptions,
    ) -> Result<(SegmentLog, Recovered), SpoolError> {
        let began = Instant::now();
        let mut survey = Survey::of(&*disk)?;
        let set_aside = set_aside_unreadable(&*disk, &survey).map_err(SpoolError::open)?;
        survey.table.segments.plan_sizes(options.first_segment_bytes, options.segment_bytes);
        drop_useless_spares(&*disk, &mut survey);
        let active = survey.tail.take().map(|tail| go_on(tail, &mut survey)).transpose().map_err(SpoolError::open)?;
        disk.sync_names().map_err(SpoolError::open)?;

        let Survey { table, database_id, next_id, findings, .. } = survey;
        let is_new = database_id.is_none();
        let store = Store::new(disk, table, options.open_files);
        let shared = Arc::new(Shared::new(store, options, database_id.unwrap_or_else(Uuid::new_v4), next_id));
        let active = match active {
            Some(active) => Ok(active),
            None => sync_newest(&shared.store).and_then(|()| {
                spare::keep_one(&shared.store, shared.options.reserve_bytes);
                start_segment(&shared.store, shared.database_id, next_id)
            }),
        };
        if let (Err(error), true) = (&active, is_new) {
            return Err(SpoolError::open(io::Error::new(error.kind(), error.to_string())));
        }
        let threads = start_threads(&shared, active).map_err(SpoolError::open)?;
        // The next segment's file is made before it is needed.
        shared.sweep.ring();
        let mut recovered = Recovered {
            is_new,
            messages: 0,
            orders: shared.store.table().operators_orders(),
            findings,
            set_aside,
            took: Duration::ZERO,
        };
        let log = SegmentLog::new(Arc::clone(&shared), threads, lock);
        give_lost_up(&shared, &mut recovered)?;
        recovered.messages = shared.store.table().count() as u64;
        recovered.took = began.elapsed();
        report(&recovered);
        Ok((log, recovered))
    }
}

fn set_aside_unreadable(disk: &dyn Disk, survey: &Survey) -> io::Result<Vec<String>> {
    let mut names = quarantine::copy_orphans(disk, survey)?;
    for finding in &survey.findings {
        if let Finding::UnreadableSegment { file, .. } = finding {
            names.push(quarantine::set_file_aside(disk, file)?);
        }
    }
    Ok(names)
}

/// Spares left by a spool with other sizes, or by a crash while they were being made.
fn drop_useless_spares(disk: &dyn Disk, survey: &mut Survey) {
    let spares = std::mem::take(&mut survey.table.spares);
    for spare in spares {
        if survey.table.segments.is_spare_size(spare.bytes) && survey.table.spares.len() < MOST_SPARES {
            survey.table.spares.push(spare);
        } else if let Err(error) = disk.remove(&spare.name) {
            tracing::warn!(file = spare.name, %error, "cannot remove a spare segment");
        }
    }
}

/// The newest segment is written further. What a dead process wrote and did not sync is made durable now, since it
/// counts from now on.
fn go_on(tail: super::survey::Tail, survey: &mut Survey) -> io::Result<Active> {
    tail.medium.sync()?;
    let segments = &mut survey.table.segments;
    let capacity = tail.medium.length()?.max(segments.next_size());
    segments.activate(tail.segment);
    Ok(Active {
        number: tail.segment,
        salt: tail.salt,
        pen: Pen::new(tail.medium),
        tail: tail.offset,
        batches: tail.batches,
        digest: tail.digest,
        capacity,
    })
}

/// The newest segment is not written further, but what was read of it counts from now on.
fn sync_newest(store: &Store) -> io::Result<()> {
    let (newest, _) = store.table().segments.last();
    if newest == 0 { Ok(()) } else { store.file(newest)?.sync() }
}

fn start_threads(shared: &Arc<Shared>, active: io::Result<Active>) -> io::Result<Vec<thread::JoinHandle<()>>> {
    let committer = Committer::new(Arc::clone(shared), active);
    let sweeper = Sweeper::new(Arc::clone(shared));
    Ok(vec![
        thread::Builder::new().name("spool-commit".to_owned()).spawn(|| committer.run())?,
        thread::Builder::new().name("spool-sweep".to_owned()).spawn(|| sweeper.run())?,
    ])
}

/// Messages without a body cannot be delivered: their envelopes are kept for a person to look at.
fn give_lost_up(shared: &Shared, recovered: &mut Recovered) -> Result<(), SpoolError> {
    let mut ops = Vec::new();
    for finding in &recovered.findings {
        if let Finding::Lost { id } = finding {
            recovered.set_aside.extend(quarantine::copy_message(&shared.store, *id)?);
            ops.push(Op::Finish { id: *id });
        }
    }
    if recovered.findings.iter().any(Finding::is_of_absence) {
        // Told once.
        let value = roll_call::write(shared.store.table().segments.staying());
        ops.push(Op::PutOrder { key: roll_call::KEY.to_owned(), value });
    }
    if ops.is_empty() { Ok(()) } else { shared.submit(Work::Ops(ops)).wait() }
}

fn report(recovered: &Recovered) {
    for finding in &recovered.findings {
        tracing::warn!(%finding, "the spool is not as it was written");
    }
    tracing::info!(messages = recovered.messages, took = ?recovered.took, "spool opened");
}
