//! Which parameter set is meant, and whether it is complete.

use super::{Bound, Formal, Shape, faults};
use crate::model::{Fault, Span};

impl Shape {
    /// Chooses among the sets that still fit: the default one if it is complete, else the first that is. Objects that
    /// are still to come may complete a set later.
    pub(super) fn choose_set(&self, bound: &mut Bound, span: Span, has_input: bool) -> Result<(), Fault> {
        if self.sets.is_empty() {
            let missing = self.missing(bound, None, has_input);
            return if missing.is_empty() { Ok(()) } else { Err(faults::missing(self, &missing, span)) };
        }
        let (fitting, default) = self.fitting(bound);
        let is_complete = |set: &usize| self.missing(bound, Some(*set), has_input).is_empty();
        let chosen = default.filter(is_complete).or_else(|| fitting.iter().copied().find(is_complete));
        match (chosen, default, fitting.as_slice()) {
            (Some(set), ..) => {
                bound.set = Some(set);
                Ok(())
            }
            (None, Some(set), _) | (None, None, &[set]) => {
                Err(faults::missing(self, &self.missing(bound, Some(set), has_input), span))
            }
            (None, None, _) => Err(faults::no_set(span, self, &[])),
        }
    }

    /// The sets that still fit, and the default one if it is among them.
    fn fitting(&self, bound: &Bound) -> (Vec<usize>, Option<usize>) {
        let fitting: Vec<usize> = (0..self.sets.len()).filter(|set| bound.fitting & (1 << set) != 0).collect();
        let default = self.default_set.filter(|set| fitting.contains(set));
        (fitting, default)
    }

    /// What a person is asked for, by index: what is missing in the one set that must be meant.
    pub(super) fn wanted(&self, bound: &Bound, has_input: bool) -> Vec<usize> {
        let set = match self.fitting(bound) {
            _ if self.sets.is_empty() => None,
            (_, Some(default)) => Some(default),
            (fitting, None) => match fitting.as_slice() {
                &[only] => Some(only),
                _ => return Vec::new(),
            },
        };
        let missing = self.missing(bound, set, has_input);
        (0..self.formals.len())
            .filter(|at| missing.iter().any(|formal| std::ptr::eq(*formal, &self.formals[*at])))
            .collect()
    }

    /// The mandatory parameters of a set that have no value yet.
    fn missing(&self, bound: &Bound, set: Option<usize>, has_input: bool) -> Vec<&Formal> {
        let in_set = set.map_or(u32::MAX, |set| 1 << set);
        let is_missing = |(at, formal): &(usize, &Formal)| {
            bound.values[*at].is_none()
                && formal.role_in(in_set).is_some_and(|role| {
                    let may_come = has_input && (role.from_pipeline || role.from_property);
                    role.is_mandatory && !may_come && !bound.is_open
                })
        };
        self.formals.iter().enumerate().filter(is_missing).map(|(_, formal)| formal).collect()
    }

    /// Once an object's values are bound as well: the set, and what is still missing.
    pub fn complete(&self, bound: &Bound, span: Span) -> Result<Option<usize>, Fault> {
        let mut complete = bound.clone();
        self.choose_set(&mut complete, span, false)?;
        Ok(complete.set)
    }
}
