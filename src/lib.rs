//! emsh: an admin shell modelled on the Exchange Management Shell, and the mail transport engine it administers.
//!
//! A command goes `shell → lang → cmdlet → (store | control) → node`;
//! a message goes `receive → categorize → queue → send → report`, all in [`transport`].
//!
//! | module | may use, besides `model` |
//! | --- | --- |
//! | `model` | nothing of ours |
//! | `mail`, `resolve`, `store`, `lang` | nothing |
//! | `trust` | mail |
//! | `transport` | mail, resolve, trust (gets its settings as a snapshot; never sees store, control, cmdlet) |
//! | `control` | nothing; its server half calls traits that node implements |
//! | `directory` | store; trust to know servers by (recipients that are kept elsewhere become recipients in it) |
//! | `node` | transport, store, control, directory; resolve and trust (it makes the resolver and the certificates that transport is given) |
//! | `cmdlet` | lang's call types, store, control's client, directory (never transport or node); mail, resolve and trust to test servers by hand |
//! | `shell` | lang, cmdlet |
#![forbid(unsafe_code)]

pub mod cmdlet;
pub mod control;
pub mod directory;
pub mod lang;
pub mod mail;
pub mod model;
pub mod node;
pub mod resolve;
pub mod shell;
pub mod store;
pub mod transport;
pub mod trust;
