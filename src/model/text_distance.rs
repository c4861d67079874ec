//! The name somebody probably meant.

/// The candidate closest to a word, if one is close enough to be worth a suggestion.
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = folded(word);
    let allowed = match word.len() {
        0..=2 => 1,
        3..=5 => 2,
        _ => 3,
    };
    candidates
        .into_iter()
        .map(|candidate| {
            let name = folded(candidate);
            // Half a name is as good as a slip of the finger.
            let begins = word.len() >= 3 && name.starts_with(&word);
            (if begins { 1 } else { distance(&word, &name) }, candidate)
        })
        .filter(|(distance, candidate)| *distance <= allowed && *distance < candidate.chars().count())
        // Whoever errs has the first letter right more often than not.
        .min_by_key(|(distance, candidate)| (*distance, folded(candidate).first() != word.first()))
        .map(|(_, candidate)| candidate)
}

/// How many insertions, deletions, replacements and swaps of neighbours lead from one word to another, whatever the case.
pub fn between(word: &str, other: &str) -> usize {
    distance(&folded(word), &folded(other))
}

/// At most 64 characters: nobody means more by one name, and the distance costs the product of the lengths.
fn folded(word: &str) -> Vec<char> {
    word.chars().take(64).flat_map(char::to_lowercase).collect()
}

/// Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other.
fn distance(from: &[char], to: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=to.len()).collect();
    for (row, &c) in from.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, &d) in to.iter().enumerate() {
            let replaced = last[column] + usize::from(c != d);
            let mut best = replaced.min(last[column + 1] + 1).min(current[column] + 1);
            if row > 0 && column > 0 && c == to[column - 1] && from[row - 1] == d {
                best = best.min(before_last[column - 1] + 1);
            }
            current.push(best);
        }
        before_last = std::mem::replace(&mut last, current);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_finger_are_understood() {
        const NAMES: [&str; 5] = ["Get-Queue", "Set-SendConnector", "Get-Message", "Status", "eq"];
        for (word, expected) in [
            ("Get-Qeue", Some("Get-Queue")),
            ("get-queues", Some("Get-Queue")),
            ("Set-SendConector", Some("Set-SendConnector")),
            ("Stauts", Some("Status")),
            ("Set-Send", Some("Set-SendConnector")),
            ("eqq", Some("eq")),
            ("Format-Disk", None),
            ("", None),
            ("x", None),
        ] {
            assert_eq!(closest(word, NAMES), expected, "{word}");
        }
    }
}
