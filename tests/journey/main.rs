//! Whole ways of mail through a real node: what survives, what comes back, what goes another way.

mod answered;
mod crash;
mod live;
mod load;
mod lost_disk;
mod restart;
#[path = "../support/mod.rs"]
mod support;
mod time;
