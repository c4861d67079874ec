//! What memory there still is: of the machine, of its container, and of the address space that a limit leaves us.
//!
//! Read from the kernel's own files; where there are none of them, nothing is known and nothing is refused.

use std::fs;

/// Bytes that can still be taken, by the narrowest of the limits.
pub(super) fn left() -> Option<u64> {
    let machine = fs::read_to_string("/proc/meminfo").ok().and_then(|text| field(&text, "MemAvailable:"));
    let limits = fs::read_to_string("/proc/self/limits").ok().and_then(|text| address_space(&text));
    let taken = fs::read_to_string("/proc/self/status").ok().and_then(|text| field(&text, "VmSize:"));
    let space = limits.zip(taken).map(|(most, taken)| most.saturating_sub(taken));
    [machine, space, container()].into_iter().flatten().min()
}

fn container() -> Option<u64> {
    let number = |path: &str| fs::read_to_string(path).ok()?.trim().parse::<u64>().ok();
    let most = number("/sys/fs/cgroup/memory.max")?;
    Some(most.saturating_sub(number("/sys/fs/cgroup/memory.current")?))
}

/// `MemAvailable:   123 kB` in bytes.
fn field(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse::<u64>().ok()?.checked_mul(1024)
}

/// The soft limit of `Max address space`; `None` where it is unlimited.
fn address_space(text: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix("Max address space"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kernels_files_are_read() {
        assert_eq!(field("MemTotal: 9 kB\nMemAvailable:     12 kB\n", "MemAvailable:"), Some(12 * 1024));
        assert_eq!(field("MemTotal: 9 kB\n", "MemAvailable:"), None);
        for (text, expected) in [
            ("Max address space         6144000000           unlimited            bytes     \n", Some(6_144_000_000)),
            ("Max address space         unlimited            unlimited            bytes     \n", None),
        ] {
            assert_eq!(address_space(text), expected, "{text}");
        }
    }
}
