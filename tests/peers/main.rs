//! Real programs talk to us and we to them. `tests/run` installs them; nothing here is skipped.

mod agents;
mod console;
mod dkim;
mod dovecot;
mod gsasl;
mod msmtp;
mod next_hops;
mod postfix;
mod postfix_security;
mod programs;
mod senders;
mod sending;
#[path = "../support/mod.rs"]
mod support;
mod swaks;
mod tls_policy;
mod utf8;
mod wire;
