//! What the kernel says about a running process.

use std::fs;
use std::time::Duration;

/// Unit of the times in `/proc/PID/stat` (proc(5)): USER_HZ, which is 100 on every Linux.
const TICKS_PER_SECOND: u32 = 100;

/// CPU time that a process has used so far, in user space and in the kernel, with all its threads.
pub fn cpu_time(pid: u32) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).expect("the process runs");
    // The second field is the name in brackets and may hold blanks; utime and stime are fields 14 and 15.
    let (_, after_name) = stat.rsplit_once(')').expect("proc(5)");
    let ticks: u32 = after_name.split_whitespace().skip(11).take(2).map(|t| t.parse::<u32>().expect("proc(5)")).sum();
    Duration::from_secs(1) * ticks / TICKS_PER_SECOND
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
    let status = fs::read_to_string(format!("/proc/{pid}/status")).expect("the process runs");
    // One that has ended and was not waited for yet has no memory.
    let Some(line) = status.lines().find_map(|line| line.strip_prefix(field)) else { return 0 };
    line.split_whitespace().next().and_then(|number| number.parse().ok()).expect("proc(5)")
}
