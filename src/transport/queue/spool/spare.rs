//! Files for next segments: full of zeros, so that the commits that go there later have no blocks to ask for.
//!
//! On ext4 with a journal a sync of bytes that were there before takes a quarter of the time and of the CPU of one that
//! makes the file longer, and never waits for the journal.

use std::io;

use super::disk::Disk;
use super::pages::Pages;
use super::store::Store;
use super::table::Spare;

/// What is written of a spare between two syncs: a commit that comes meanwhile waits behind no more than this. Behind
/// 16 MiB written in one go single commits took 24 ms (ext4, 50 clients).
const STRIDE: u64 = 1 << 20;

/// Makes a spare for the next segment, unless there is one or it would leave less space free than this.
///
/// A disk that cannot is no reason to stop: the segment grows as it is written then.
pub fn keep_one(store: &Store, reserve_bytes: u64) {
    let (name, bytes) = {
        let mut table = store.table();
        if !table.spares.is_empty() {
            return;
        }
        (table.segments.spare_name(), table.segments.next_size())
    };
    if !store.disk.free_bytes().is_ok_and(|free| free >= reserve_bytes + bytes) {
        return;
    }
    match fill(&*store.disk, &name, bytes) {
        Ok(()) => store.table().spares.push(Spare { name, bytes }),
        Err(error) => {
            tracing::warn!(%error, "cannot prepare a spare segment");
            let _ = store.disk.remove(&name);
        }
    }
}

fn fill(disk: &dyn Disk, name: &str, bytes: u64) -> io::Result<()> {
    let medium = disk.create(name)?;
    let mut pages = Pages::new(STRIDE as usize);
    let zeros = &*pages.begin(STRIDE as usize);
    for start in (0..bytes).step_by(STRIDE as usize) {
        medium.write_all_direct(&zeros[..STRIDE.min(bytes - start) as usize], start)?;
        medium.sync()?;
    }
    Ok(())
}
