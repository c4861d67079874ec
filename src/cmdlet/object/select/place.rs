//! Which objects pass by where they stand in the pipeline. Objects are held back only where the end decides.

use std::collections::VecDeque;

use crate::model::Value;

/// Decides about one object after the other.
pub struct Places {
    wanted: Wanted,
    /// How many objects have come.
    come: usize,
    held: VecDeque<Value>,
}

enum Wanted {
    /// So many after `skip`, and so many before the end. Neither given: everything after `skip`.
    Ends {
        first: Option<usize>,
        last: Option<usize>,
        skip: usize,
    },
    WithoutLast {
        skip: usize,
        count: usize,
    },
    /// Ascending, each once.
    At(Vec<usize>),
    AllBut(Vec<usize>),
}

impl Places {
    fn new(wanted: Wanted) -> Places {
        Places { wanted, come: 0, held: VecDeque::new() }
    }

    pub fn ends(first: Option<u32>, last: Option<u32>, skip: u32) -> Places {
        let [first, last] = [first, last].map(|count| count.map(|count| count as usize));
        Places::new(Wanted::Ends { first, last, skip: skip as usize })
    }

    pub fn without_last(skip: u32, count: u32) -> Places {
        Places::new(Wanted::WithoutLast { skip: skip as usize, count: count as usize })
    }

    pub fn at(places: Vec<u32>) -> Places {
        Places::new(Wanted::At(ascending(places)))
    }

    pub fn all_but(places: Vec<u32>) -> Places {
        Places::new(Wanted::AllBut(ascending(places)))
    }

    /// No object that could still come would pass.
    pub fn is_satisfied(&self) -> bool {
        match &self.wanted {
            Wanted::Ends { first: Some(first), last: None | Some(0), skip } => self.come >= skip + first || *first == 0,
            Wanted::Ends { first: None, last: Some(0), .. } => true,
            Wanted::At(places) => places.last().is_none_or(|last| self.come > *last),
            _ => false,
        }
    }

    /// The next object comes; what passes now may be an earlier one.
    pub fn take(&mut self, object: Value) -> Option<Value> {
        let place = self.come;
        self.come += 1;
        match &self.wanted {
            Wanted::At(places) => places.binary_search(&place).is_ok().then_some(object),
            Wanted::AllBut(places) => places.binary_search(&place).is_err().then_some(object),
            Wanted::WithoutLast { skip, .. } if place < *skip => None,
            Wanted::WithoutLast { count, .. } => {
                self.held.push_back(object);
                if self.held.len() > *count { self.held.pop_front() } else { None }
            }
            Wanted::Ends { first: None, last: None, skip } => (place >= *skip).then_some(object),
            Wanted::Ends { first: None, last: Some(last), skip } => {
                self.held.push_back(object);
                if self.held.len() > last + skip {
                    self.held.pop_front();
                }
                None
            }
            Wanted::Ends { first: Some(first), last, skip } => {
                if place < *skip {
                    return None;
                }
                if place < skip + first {
                    return Some(object);
                }
                self.held.push_back(object);
                if self.held.len() > last.unwrap_or(0) {
                    self.held.pop_front();
                }
                None
            }
        }
    }

    /// Nothing more comes: those of the held that pass.
    pub fn rest(&mut self) -> Vec<Value> {
        let held = std::mem::take(&mut self.held);
        match &self.wanted {
            Wanted::Ends { first: None, last: Some(_), skip } => {
                let passing = held.len().saturating_sub(*skip);
                held.into_iter().take(passing).collect()
            }
            Wanted::Ends { .. } => held.into(),
            _ => Vec::new(),
        }
    }
}

fn ascending(places: Vec<u32>) -> Vec<usize> {
    let mut places: Vec<usize> = places.into_iter().map(|place| place as usize).collect();
    places.sort_unstable();
    places.dedup();
    places
}
