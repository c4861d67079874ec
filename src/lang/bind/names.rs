//! Which parameter a name means.

use std::sync::Arc;

use super::{Shape, faults};
use crate::lang::call::COMMON;
use crate::model::{Fault, Span};

/// What a name was found to mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    Formal(usize),
    Common(&'static str),
}

impl Shape {
    /// An exact name or alias wins; else the one parameter whose name or alias begins like that, where the command's
    /// own come before the common ones. `Ok(None)`: nothing begins like that.
    pub(super) fn meant(&self, name: &str, span: Span) -> Result<Option<Meant>, Fault> {
        let common = || COMMON.iter().filter(|(name, ..)| self.offers(name));
        if let Some(at) = self.find(name) {
            return Ok(Some(Meant::Formal(at)));
        }
        let is_exact = |(known, aliases, _): &&(&'static str, &[&str], &str)| {
            known.eq_ignore_ascii_case(name) || aliases.iter().any(|alias| alias.eq_ignore_ascii_case(name))
        };
        if let Some((known, ..)) = common().find(is_exact) {
            return Ok(Some(Meant::Common(known)));
        }
        let begins = |known: &str| known.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        let own: Vec<usize> = self
            .formals
            .iter()
            .enumerate()
            .filter(|(_, formal)| begins(&formal.name) || formal.aliases.iter().any(|alias| begins(alias)))
            .map(|(at, _)| at)
            .collect();
        match own.as_slice() {
            [one] => return Ok(Some(Meant::Formal(*one))),
            [] => {}
            several => {
                let names = several.iter().map(|at| self.formals[*at].name.as_ref()).collect::<Vec<_>>();
                return Err(faults::ambiguous(name, &names, span));
            }
        }
        let shared: Vec<&'static str> = common().map(|(known, ..)| *known).filter(|known| begins(known)).collect();
        match shared.as_slice() {
            [] => Ok(None),
            [one] => Ok(Some(Meant::Common(one))),
            several => Err(faults::ambiguous(name, several, span)),
        }
    }

    pub(super) fn offers(&self, common: &str) -> bool {
        match common {
            "WhatIf" | "Confirm" => self.has_should,
            _ => self.has_common,
        }
    }

    /// Every name that could be written, for suggestions.
    pub(super) fn parameter_names(&self) -> Vec<Arc<str>> {
        let common = COMMON.iter().filter(|(name, ..)| self.offers(name)).map(|(name, ..)| Arc::from(*name));
        self.formals.iter().map(|formal| formal.name.clone()).chain(common).collect()
    }
}
