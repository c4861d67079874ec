//! What `-WhatIf` says: each change by itself while they are few, else those that are the same together, counted.

use crate::model::number::counted;

/// So many changes of one command are told one by one.
const ONE_BY_ONE: usize = 20;

/// Targets that a group names.
const TARGETS_SHOWN: usize = 10;

/// Kinds of changes that are kept apart.
const MOST_GROUPS: usize = 1000;

/// The changes that one command of a pipeline would make.
#[derive(Default)]
pub(super) struct Foretold {
    count: usize,
    /// While they are few.
    texts: Vec<String>,
    groups: Vec<Group>,
}

/// Changes that differ only in what they are done to.
struct Group {
    action: String,
    detail: String,
    count: usize,
    targets: Vec<String>,
}

impl Foretold {
    pub fn add(&mut self, action: &str, target: &str, detail: &str) {
        self.count += 1;
        if self.count <= ONE_BY_ONE {
            self.texts.push(of_one(action, target, detail));
        }
        let known = self.groups.iter().rposition(|group| group.action == action && group.detail == detail);
        match known {
            Some(at) => self.groups[at].add(target),
            None if self.groups.len() < MOST_GROUPS => {
                let (action, detail, target) = (action.to_owned(), detail.to_owned(), target.to_owned());
                self.groups.push(Group { action, detail, count: 1, targets: vec![target] });
            }
            None => {}
        }
    }

    /// What is said of them.
    pub fn told(self) -> Vec<String> {
        if self.count <= ONE_BY_ONE {
            return self.texts;
        }
        let grouped: usize = self.groups.iter().map(|group| group.count).sum();
        let mut texts: Vec<String> = self.groups.iter().map(Group::text).collect();
        let all = counted(self.count, "change");
        texts.push(match self.count - grouped {
            0 => format!("What if: {all} in all."),
            rest => format!("What if: {all} in all; {rest} of other kinds are not shown."),
        });
        texts
    }
}

impl Group {
    fn add(&mut self, target: &str) {
        self.count += 1;
        if self.targets.len() < TARGETS_SHOWN {
            self.targets.push(target.to_owned());
        }
    }

    fn text(&self) -> String {
        if let ([target], 1) = (self.targets.as_slice(), self.count) {
            return of_one(&self.action, target, &self.detail);
        }
        let more = match self.count - self.targets.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let targets = format!("{} targets: {}{more}", self.count, self.targets.join(", "));
        text(&self.action, &targets, &self.detail)
    }
}

/// What is said of one change; `detail` stands below it, such as a difference of properties.
pub(super) fn of_one(action: &str, target: &str, detail: &str) -> String {
    text(action, &format!("target \"{target}\""), detail)
}

fn text(action: &str, targets: &str, detail: &str) -> String {
    let mut text = format!("What if: Performing the operation \"{action}\" on {targets}.");
    for line in detail.lines() {
        text.push_str("\n  ");
        text.push_str(line);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(changes: impl IntoIterator<Item = (String, String)>) -> Vec<String> {
        let mut foretold = Foretold::default();
        changes.into_iter().for_each(|(target, detail)| foretold.add("Set", &target, &detail));
        foretold.told()
    }

    #[test]
    fn few_are_told_one_by_one() {
        let told = told((1..=20).map(|n| (format!("c{n}"), "Size: 1 -> 2".to_owned())));
        assert_eq!(told.len(), 20);
        assert_eq!(told[1], "What if: Performing the operation \"Set\" on target \"c2\".\n  Size: 1 -> 2");
    }

    #[test]
    fn many_are_told_by_what_changes() {
        let told =
            told((1..=1000).map(|n| (format!("c{n}"), if n == 7 { "Size: 3 -> 2" } else { "Size: 1 -> 2" }.into())));
        let [most, one, all] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!(
            most,
            "What if: Performing the operation \"Set\" on 999 targets: c1, c2, c3, c4, c5, c6, c8, c9, c10, c11 and 989 more.\n  Size: 1 -> 2"
        );
        assert_eq!(one, "What if: Performing the operation \"Set\" on target \"c7\".\n  Size: 3 -> 2");
        assert_eq!(all, "What if: 1,000 changes in all.");
    }

    #[test]
    fn kinds_are_bounded() {
        let told = told((1..=3000).map(|n| (format!("c{n}"), format!("Size: {n} -> 2"))));
        assert_eq!(told.len(), MOST_GROUPS + 1);
        assert_eq!(told[MOST_GROUPS], "What if: 3,000 changes in all; 2000 of other kinds are not shown.");
    }
}
