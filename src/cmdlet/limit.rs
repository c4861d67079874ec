//! `-ResultSize`: at most so many objects leave a cmdlet, and whoever did not ask for that hears of it.

use crate::cmdlet::prelude::*;
use crate::model::Unlimited;

/// Counts what a call emits.
pub struct Limit<'a> {
    call: &'a Call<'a>,
    most: Option<u32>,
    is_given: bool,
    shown: u32,
}

impl<'a> Limit<'a> {
    /// What the call says; else `usual`.
    pub fn of(call: &'a Call<'a>, param: &Param<Unlimited<u32>>, usual: Unlimited<u32>) -> Result<Limit<'a>, Fault> {
        let given = call.get(param)?;
        Ok(Limit { call, most: given.unwrap_or(usual).limit(), is_given: given.is_some(), shown: 0 })
    }

    /// Counts one more; false when there is no room for it, after a warning where the limit is only the usual one.
    pub fn admits(&mut self) -> Result<bool, Fault> {
        if self.most.is_none_or(|most| self.shown < most) {
            self.shown = self.shown.saturating_add(1);
            return Ok(true);
        }
        if !self.is_given {
            let shown = self.shown;
            self.call.warn(format!("Only the first {shown} are shown. Add -ResultSize Unlimited to see all."))?;
        }
        Ok(false)
    }
}
