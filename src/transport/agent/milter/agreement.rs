//! What server and milter agree on when they meet: what the milter may do, what it does not want to hear, and which
//! macros it wants.

use bytes::{Buf, BufMut, Bytes, BytesMut};

use super::macros::{Stage, Wanted};
use super::packet::{self, say};
use crate::transport::agent::verdict::Trouble;

/// The version of the protocol. Milters of version 2 know fewer commands and are spoken to in those.
const VERSION: u32 = 6;
const OLDEST: u32 = 2;

/// Actions: what a milter may do to a message (SMFIF_).
pub mod may {
    pub const ADD_FIELDS: u32 = 0x1;
    pub const CHANGE_BODY: u32 = 0x2;
    pub const ADD_RECIPIENTS: u32 = 0x4;
    pub const REMOVE_RECIPIENTS: u32 = 0x8;
    pub const CHANGE_FIELDS: u32 = 0x10;
    pub const QUARANTINE: u32 = 0x20;
    pub const CHANGE_SENDER: u32 = 0x40;
    pub const ADD_RECIPIENTS_WITH: u32 = 0x80;
    pub const CHOOSE_MACROS: u32 = 0x100;
    pub const ALL: u32 = 0x1ff;
}

/// Steps: what a milter does not want to hear or to answer (SMFIP_).
pub mod no {
    pub const CONNECT: u32 = 0x1;
    pub const HELLO: u32 = 0x2;
    pub const MAIL: u32 = 0x4;
    pub const RCPT: u32 = 0x8;
    pub const BODY: u32 = 0x10;
    pub const FIELDS: u32 = 0x20;
    pub const END_OF_HEADER: u32 = 0x40;
    pub const REPLY_TO_FIELD: u32 = 0x80;
    pub const UNKNOWN: u32 = 0x100;
    pub const DATA: u32 = 0x200;
    pub const REPLY_TO_CONNECT: u32 = 0x1000;
    pub const REPLY_TO_HELLO: u32 = 0x2000;
    pub const REPLY_TO_MAIL: u32 = 0x4000;
    pub const REPLY_TO_RCPT: u32 = 0x8000;
    pub const REPLY_TO_DATA: u32 = 0x10000;
    pub const REPLY_TO_UNKNOWN: u32 = 0x20000;
    pub const REPLY_TO_END_OF_HEADER: u32 = 0x40000;
    pub const REPLY_TO_BODY: u32 = 0x80000;
}

/// It may say that it has seen enough of a body.
const SKIP: u32 = 0x400;
/// Values of fields come and go with the blanks before them.
const LEADING_BLANKS: u32 = 0x10_0000;

/// All steps that this server can leave out, or do.
const STEPS: u32 = 0xf_03ff | SKIP | LEADING_BLANKS | 0xf000;

/// What was agreed.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    pub version: u32,
    actions: u32,
    steps: u32,
    pub macros: Wanted,
}

impl Agreement {
    /// The first frame of a connection.
    pub fn offer(out: &mut BytesMut) {
        let mut content = Vec::with_capacity(12);
        content.put_u32(VERSION);
        content.put_u32(may::ALL);
        content.put_u32(STEPS);
        packet::write(say::OFFER, &[&content], out);
    }

    /// Reads the milter's answer.
    pub fn read(mut content: Bytes) -> Result<Agreement, Trouble> {
        if content.len() < 12 {
            return Err(Trouble::nonsense("an answer to our offer that is too short"));
        }
        let (version, actions, steps) = (content.get_u32(), content.get_u32(), content.get_u32());
        if !(OLDEST..=VERSION).contains(&version) {
            return Err(Trouble::nonsense(format!("it speaks version {version}")));
        }
        if actions & !may::ALL != 0 || steps & !STEPS != 0 {
            return Err(Trouble::nonsense(format!("it wants what was not offered: {actions:#x} {steps:#x}")));
        }
        let mut macros = Wanted::default();
        while actions & may::CHOOSE_MACROS != 0 && content.len() > 4 {
            let stage = content.get_u32();
            let end = content.iter().position(|byte| *byte == 0).unwrap_or(content.len());
            let names = content.split_to(end);
            if !content.is_empty() {
                content.advance(1);
            }
            if let Some(stage) = Stage::numbered(stage) {
                macros.choose(stage, &String::from_utf8_lossy(&names));
            }
        }
        Ok(Agreement { version, actions, steps, macros })
    }

    pub fn may(&self, actions: u32) -> bool {
        self.actions & actions != 0
    }

    /// Whether the milter asked for any of these to be left out.
    pub fn leaves_out(&self, steps: u32) -> bool {
        self.steps & steps != 0
    }

    pub fn keeps_leading_blanks(&self) -> bool {
        self.steps & LEADING_BLANKS != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(version: u32, actions: u32, steps: u32, rest: &[u8]) -> Result<Agreement, Trouble> {
        let mut content = Vec::new();
        content.put_u32(version);
        content.put_u32(actions);
        content.put_u32(steps);
        content.extend_from_slice(rest);
        Agreement::read(content.into())
    }

    #[test]
    fn only_what_was_offered_can_be_agreed_on() {
        let agreed = answer(6, may::ADD_FIELDS, no::BODY | no::REPLY_TO_FIELD, &[]).expect("sound");
        assert!(agreed.may(may::ADD_FIELDS) && !agreed.may(may::CHANGE_BODY));
        assert!(agreed.leaves_out(no::BODY) && !agreed.leaves_out(no::FIELDS));
        for (version, actions, steps) in [(1, 0, 0), (7, 0, 0), (6, 0x200, 0), (6, 0, 0x800)] {
            assert!(answer(version, actions, steps, &[]).is_err(), "{version} {actions:#x} {steps:#x}");
        }
        assert!(Agreement::read(Bytes::from_static(b"\0\0\0\x06")).is_err());
    }

    #[test]
    fn macros_are_chosen_by_stage() {
        let agreed = answer(6, may::CHOOSE_MACROS, 0, b"\0\0\0\0j {client_addr}\0\0\0\0\x05i\0").expect("sound");
        assert!(agreed.macros.are_wanted(Stage::Connect, "j") && agreed.macros.are_wanted(Stage::End, "i"));
        assert!(!agreed.macros.are_wanted(Stage::Connect, "v"));
        assert!(agreed.macros.are_wanted(Stage::Hello, "{tls_version}"), "not chosen: all");
    }
}
