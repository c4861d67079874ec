//! What the kernel says about a running process.

use std::fs;
use std::time::Duration;

/// Unit of the times in `/proc/PID/stat` (proc(5)): USER_HZ, which is 100 on every Linux.
const TICKS_PER_SECOND: u32 = 100;

/// CPU time that a process has used so far, in user space and in the kernel, with all its threads.
pub fn cpu_time(pid: u32) -> Duration {
    ticks(pid, 2).expect("the process runs")
}

/// The same of a process and all that descend from it, those included that have ended and were waited for.
pub fn cpu_time_of_all(pid: u32) -> Duration {
    // The youngest first: whoever ends meanwhile is counted with its parent.
    and_descendants(pid).into_iter().rev().filter_map(|pid| ticks(pid, 4)).sum()
}

/// A process and all that descend from it, parents first.
pub fn and_descendants(pid: u32) -> Vec<u32> {
    let mut family = vec![pid];
    let mut at = 0;
    while let Some(parent) = family.get(at) {
        let children = fs::read_to_string(format!("/proc/{parent}/task/{parent}/children")).unwrap_or_default();
        family.extend(children.split_whitespace().filter_map(|child| child.parse::<u32>().ok()));
        at += 1;
    }
    family
}

/// The first of the four times of a process: in user space, in the kernel, and of children that were waited for.
fn ticks(pid: u32, count: usize) -> Option<Duration> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The second field is the name in brackets and may hold blanks; utime and stime are fields 14 and 15.
    let (_, after_name) = stat.rsplit_once(')').expect("proc(5)");
    let times = after_name.split_whitespace().skip(11).take(count);
    let ticks: u32 = times.map(|time| time.parse::<u32>().expect("proc(5)")).sum();
    Some(Duration::from_secs(1) * ticks / TICKS_PER_SECOND)
}

/// Most memory that the process ever had resident, in kilobytes.
pub fn peak_resident_kb(pid: u32) -> u64 {
    status_kb(pid, "VmHWM:")
}

/// Memory that the process has resident now, in kilobytes.
pub fn resident_kb(pid: u32) -> u64 {
    status_kb(pid, "VmRSS:")
}

/// Of its resident memory, what is its own: without the pages of the program file, which the kernel may drop.
pub fn anonymous_kb(pid: u32) -> u64 {
    status_kb(pid, "RssAnon:")
}

fn status_kb(pid: u32, field: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    // One that has ended has no memory.
    let Some(line) = status.lines().find_map(|line| line.strip_prefix(field)) else { return 0 };
    line.split_whitespace().next().and_then(|number| number.parse().ok()).expect("proc(5)")
}
