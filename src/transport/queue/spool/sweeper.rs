//! The thread that wins space back, and keeps a spare file ready for the next segment.
//!
//! A segment with nothing alive in it goes; one with little alive is emptied first (see `evacuate`). So one message
//! deferred for days does not pin a disk. A segment is only forgotten when the removal of its file is durable.
//!
//! Whatever fails here is tried again later; mail is not held up by it.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use super::Op;
use super::commit::Work;
use super::evacuate::evacuate;
use super::log::Shared;
use super::segments::file_name;
use super::settle::settle;
use super::table::Spare;
use super::{quarantine, roll_call, spare};

pub struct Sweeper {
    shared: Arc<Shared>,
}

/// How often it looks without being called: what could not be swept before may be possible now.
const ROUND: Duration = Duration::from_secs(30);
/// Files kept for next segments.
pub const MOST_SPARES: usize = 2;

/// What becomes of the file of a segment that is empty.
enum Fate {
    /// A later segment is written over it.
    Reuse(Spare),
    Remove,
    /// Its bytes are evidence.
    SetAside,
}

impl Sweeper {
    pub fn new(shared: Arc<Shared>) -> Sweeper {
        Sweeper { shared }
    }

    /// Until the bell's end.
    pub fn run(self) {
        while self.shared.sweep.wait(ROUND) {
            settle(&self.shared);
            self.sweep();
            spare::keep_one(&self.shared.store, self.shared.options.reserve_bytes);
        }
    }

    fn sweep(&self) {
        self.shared.store.table().segments.stop_skipping();
        // Emptying one may make others empty.
        while let Some(number) = self.next_worn() {
            let outcome = match evacuate(&self.shared, number) {
                Ok(true) => self.give_up(number).map_err(|error| error.to_string()),
                Ok(false) => Ok(false),
                Err(error) => Err(error.to_string()),
            };
            if let Err(error) = &outcome {
                tracing::warn!(segment = number, %error, "cannot win back a segment");
            }
            if outcome != Ok(true)
                && let Some(segment) = self.shared.store.table().segments.get_mut(number)
            {
                segment.is_skipped = true;
            }
        }
    }

    fn next_worn(&self) -> Option<u32> {
        if self.shared.waiting.is_closed() { None } else { self.shared.store.table().segments.first_worn() }
    }

    /// Lets the file of an empty segment go, then forgets the segment. False: not possible yet.
    fn give_up(&self, number: u32) -> io::Result<bool> {
        let disk = &*self.shared.store.disk;
        let name = file_name(number);
        let Some(fate) = self.fate(number) else { return Ok(false) };
        self.strike(number)?;
        match &fate {
            Fate::Reuse(spare) => disk.rename(&name, &spare.name)?,
            Fate::SetAside => {
                let aside = quarantine::set_file_aside(disk, &name)?;
                tracing::warn!(file = aside, "a damaged segment has been emptied and put aside");
            }
            Fate::Remove => match disk.remove(&name) {
                // Removed before, but the removal was not durable then.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                answer => answer?,
            },
        }
        if let Err(error) = disk.sync_names() {
            if let Some(segment) = self.shared.store.table().segments.get_mut(number) {
                segment.is_suspect = true;
            }
            return Err(error);
        }
        let mut table = self.shared.store.table();
        table.segments.remove(number);
        if let Fate::Reuse(spare) = fate {
            table.spares.push(spare);
        }
        Ok(true)
    }

    /// Takes a segment off the list of those that should be there, durably.
    fn strike(&self, number: u32) -> io::Result<()> {
        let list = {
            let mut table = self.shared.store.table();
            if let Some(segment) = table.segments.get_mut(number) {
                segment.is_leaving = true;
            }
            roll_call::write(table.segments.staying())
        };
        let put = Op::PutOrder { key: roll_call::KEY.to_owned(), value: list };
        self.shared.submit(Work::Ops(vec![put])).wait().map_err(io::Error::other)
    }

    fn fate(&self, number: u32) -> Option<Fate> {
        let mut table = self.shared.store.table();
        if !table.segments.may_go(number) {
            return None;
        }
        let is_read = !table.segments.close(number);
        let (has_room, name) = (table.spares.len() < MOST_SPARES, table.segments.spare_name());
        let segment = table.segments.get(number)?;
        let is_fit = has_room && !is_read && !segment.is_suspect && table.segments.is_spare_size(segment.file_bytes);
        Some(match segment {
            segment if segment.live > 0 => return None,
            segment if segment.is_damaged => Fate::SetAside,
            segment if is_fit => Fate::Reuse(Spare { name, bytes: segment.file_bytes }),
            _ => Fate::Remove,
        })
    }
}
