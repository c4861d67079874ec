//! How far a cmdlet is with work that has a count, shown to the person while it takes long.

use crate::lang::call::{Call, Record};
use crate::model::ByteSize;
use crate::model::number::{counted, grouped};

/// Work under way. The line goes when this is dropped.
pub struct Advance<'c> {
    call: &'c Call<'c>,
    activity: String,
    is_shown: bool,
}

impl<'c> Advance<'c> {
    pub fn new(call: &'c Call<'c>, activity: impl Into<String>) -> Advance<'c> {
        Advance { call, activity: activity.into(), is_shown: false }
    }

    /// So many bytes are done, of so many.
    pub fn bytes(&mut self, done: u64, of: u64) {
        self.say(format!("{} of {}", ByteSize::new(done).short(), ByteSize::new(of).short()), done, of);
    }

    /// So many are done, of so many.
    pub fn objects(&mut self, done: usize, of: usize, noun: &str) {
        self.say(format!("{} of {}", grouped(done as u64), counted(of, noun)), done as u64, of as u64);
    }

    /// So many are done, of nobody knows how many.
    pub fn so_far(&mut self, done: usize, noun: &str) {
        self.is_shown = true;
        self.write(self.activity.clone(), counted(done, noun), None);
    }

    fn say(&mut self, status: String, done: u64, of: u64) {
        self.is_shown = true;
        let percent = u8::try_from(u128::from(done.min(of)) * 100 / u128::from(of.max(1))).ok();
        self.write(self.activity.clone(), status, percent);
    }

    /// Progress that cannot be shown keeps nobody from working.
    fn write(&self, activity: String, status: String, percent: Option<u8>) {
        let _ = self.call.engine.write(self.call, Record::Progress { activity, status, percent });
    }
}

impl Drop for Advance<'_> {
    fn drop(&mut self) {
        if self.is_shown {
            self.write(String::new(), String::new(), None);
        }
    }
}
