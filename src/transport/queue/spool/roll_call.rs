//! Which segments there should be: a list that the spool keeps among its orders, so that a file that has gone is missed.
//!
//! Each segment begins with the list as it is then, itself included; before a file goes, a list without it is durable.
//! So a start may find more segments than are listed, and one that is listed and not there has been lost. Only the newest
//! is on no other's list: nothing tells its loss from a crash before it was made.
//!
//! A spool of an older emsh has no list until its next segment, and misses nothing until then.

use bytes::Bytes;

/// Under which the list stands among the orders; no order has such a key.
pub const KEY: &str = "spool.segments";

/// Numbers in ascending order, runs of them as `first-last`: `3-9,12`.
pub fn write(numbers: impl IntoIterator<Item = u32>) -> Bytes {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(number) => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let texts =
        runs.iter().map(|(first, last)| if first == last { first.to_string() } else { format!("{first}-{last}") });
    texts.collect::<Vec<_>>().join(",").into()
}

/// The numbers of a list. What makes no sense lists nothing, and more than `most` numbers are not believed.
pub fn read(list: &[u8], most: usize) -> Vec<u32> {
    let Ok(text) = std::str::from_utf8(list) else { return Vec::new() };
    let run = |run: &str| {
        let (first, last) = run.split_once('-').unwrap_or((run, run));
        Some(first.parse::<u32>().ok()?..=last.parse::<u32>().ok()?)
    };
    text.split(',').filter_map(run).flatten().take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_as_it_was_written() {
        for (numbers, text) in [
            (&[][..], ""),
            (&[1], "1"),
            (&[1, 2], "1-2"),
            (&[3, 4, 5, 9, 12, 13], "3-5,9,12-13"),
            (&[u32::MAX - 1, u32::MAX], "4294967294-4294967295"),
        ] {
            let list = write(numbers.iter().copied());
            assert_eq!(list, text.as_bytes());
            assert_eq!(read(&list, 100), numbers);
        }
        for text in ["x", "5-", "9-3", ",,", "-1"] {
            assert!(read(text.as_bytes(), 100).is_empty(), "{text}");
        }
        assert_eq!(read(b"1-4000000000", 3), [1, 2, 3], "a lying list costs nothing");
    }
}
