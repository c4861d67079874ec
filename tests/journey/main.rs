//! Nodes as operators run them: the real `emsh serve`, shells beside it, mail and signals.

#[path = "../support/mod.rs"]
mod support;

mod configuration;
mod control;
mod life;
mod mail;
