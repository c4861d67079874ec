//! What the machine says: disks by statvfs(3), memory by proc(5), the queue by the spool.

use std::path::{Path, PathBuf};

use crate::model::Resource;
use crate::transport::queue::spool::Spool;

/// So much free space is enough on any drive: four times what High leaves. A tenth of a big drive is no shortage.
const PLENTY: u64 = 2 << 30;

/// One measurement.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reading {
    /// In the unit of the resource.
    pub value: u64,
    /// Bytes of the drive, where it is one.
    pub capacity: u64,
    /// There is so much left that the part in use does not matter.
    pub is_plenty: bool,
}

impl Reading {
    pub fn count(value: u64) -> Reading {
        Reading { value, ..Reading::default() }
    }

    /// `reclaimable`: bytes in use that the queue can use again by itself.
    fn of_drive(total: u64, free: u64, reclaimable: u64) -> Reading {
        let free = free.saturating_add(reclaimable).min(total);
        Reading { value: percent(total - free, total), capacity: total, is_plenty: free >= PLENTY }
    }
}

/// Everything but the queues' lengths. `drives`: a folder of the queue's drive, and one of the logs'. What cannot be
/// measured is left out.
pub fn measure(spool: &dyn Spool, drives: &[PathBuf; 2]) -> Vec<(Resource, Reading)> {
    let status = spool.status();
    let [queue, logs] = drives;
    let mut readings = vec![(Resource::UsedVersionBuckets, Reading::count(status.waiting_commits))];
    readings.extend(drive(queue, status.spare_bytes).map(|reading| (Resource::DatabaseUsedSpace, reading)));
    readings.extend(drive(logs, 0).map(|reading| (Resource::UsedDiskSpace, reading)));
    if let Some(total) = memory("/proc/meminfo", "MemTotal:") {
        let total = total.min(group_limit().unwrap_or(u64::MAX));
        let own = memory("/proc/self/status", "RssAnon:").map(|own| percent(own, total));
        readings.extend(own.map(|own| (Resource::PrivateBytes, Reading::count(own))));
        let available = memory("/proc/meminfo", "MemAvailable:").map(|available| available.min(total));
        let used = available.map(|available| percent(total - available, total));
        readings.extend(used.map(|used| (Resource::SystemMemory, Reading::count(used))));
    }
    readings
}

fn percent(part: u64, whole: u64) -> u64 {
    (u128::from(part) * 100).checked_div(u128::from(whole)).unwrap_or(0) as u64
}

/// The drive that a folder is on; a folder that is not there yet will be made in the next one above it.
fn drive(folder: &Path, reclaimable: u64) -> Option<Reading> {
    let facts = folder.ancestors().find_map(|folder| rustix::fs::statvfs(folder).ok())?;
    // As df has it: what only the system may use does not count.
    let used = facts.f_blocks.saturating_sub(facts.f_bfree);
    let total = used.saturating_add(facts.f_bavail).saturating_mul(facts.f_frsize);
    Some(Reading::of_drive(total, facts.f_bavail.saturating_mul(facts.f_frsize), reclaimable))
}

/// Bytes of a line such as `MemTotal:  24676352 kB`.
fn memory(file: &str, name: &str) -> Option<u64> {
    let text = std::fs::read_to_string(file).ok()?;
    kilobytes(&text, name)
}

fn kilobytes(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()?.saturating_mul(1024))
}

/// Memory that the control group of a container or service leaves us (cgroup v2).
fn group_limit() -> Option<u64> {
    let groups = std::fs::read_to_string("/proc/self/cgroup").ok()?;
    let own = groups.lines().find_map(|line| line.strip_prefix("0::"))?;
    let file = Path::new("/sys/fs/cgroup").join(own.trim_start_matches('/')).join("memory.max");
    std::fs::read_to_string(file).ok()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drive_is_measured_as_df_shows_it() {
        const GB: u64 = 1 << 30;
        for (total, free, reclaimable, value, is_plenty, why) in [
            (100 * GB, 20 * GB, 0, 80, true, "much is left"),
            (100 * GB, 4 * GB, 0, 96, true, "a small part, and enough"),
            (100 * GB, GB, 0, 99, false, "little is left"),
            (10 * GB, GB, GB / 2, 85, false, "what the queue can use again is free"),
            (GB, GB / 2, 0, 50, false, "small but empty"),
            (0, 0, 0, 0, false, "a file system without blocks"),
        ] {
            let reading = Reading::of_drive(total, free, reclaimable);
            assert_eq!((reading.value, reading.is_plenty), (value, is_plenty), "{why}");
        }
    }

    #[test]
    fn memory_is_read_in_kilobytes() {
        let text = "MemTotal:       24676352 kB\nMemFree:         1000 kB\n";
        assert_eq!(kilobytes(text, "MemTotal:"), Some(24_676_352 * 1024));
        assert_eq!(kilobytes(text, "MemAvailable:"), None);
        assert!(memory("/proc/self/status", "RssAnon:").is_some_and(|own| own > 0));
    }
}
