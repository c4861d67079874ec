//! Recipients through a whole node: contacts, forwarding, groups and restrictions, with the real binary, SMTP and Maildirs.

#[path = "../support/mod.rs"]
mod support;

mod directories;
mod domains;
mod expansion_crash;
mod forwarding;
mod groups;
mod ldap;
mod policies;
mod restrictions;
