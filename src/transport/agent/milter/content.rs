//! A message in the hands of a milter: fields, body, and what the milter wants to be different at the end.

use bytes::{Buf, Bytes};

use super::agreement::{may, no};
use super::conversation::{Milter, unexpected, verdict_of};
use super::macros::Stage;
use super::packet::{self, PIECE, hear, say, texts};
use crate::transport::Intake;
use crate::transport::agent::facts::Facts;
use crate::transport::agent::letter::{Letter, NewText};
use crate::transport::agent::rewriting::Wishes;
use crate::transport::agent::verdict::{Change, Trouble, Verdict};

impl Milter {
    /// Shows the message and reads what becomes of it.
    pub async fn read(
        &mut self,
        letter: &Letter,
        facts: &Facts,
        intake: &dyn Intake,
        most: u64,
    ) -> Result<(Verdict, Wishes), Trouble> {
        for verdict in [self.show_fields(letter, facts).await?, self.show_body(letter, intake).await?] {
            if verdict != Verdict::Continue {
                return Ok((verdict, Wishes::default()));
            }
        }
        self.tell_macros(Stage::End, say::END, facts, None);
        packet::write(say::END, &[], &mut self.output);
        self.wishes(intake, most).await
    }

    async fn show_fields(&mut self, letter: &Letter, facts: &Facts) -> Result<Verdict, Trouble> {
        let limit = self.agent.command_timeout.duration();
        if !self.line.agreed.leaves_out(no::FIELDS) {
            let keeps_blanks = self.line.agreed.keeps_leading_blanks();
            let is_answered = !self.line.agreed.leaves_out(no::REPLY_TO_FIELD);
            for field in letter.visible() {
                let value = shown(field.value, keeps_blanks);
                packet::write(say::FIELD, &[field.name, b"\0", &value, b"\0"], &mut self.output);
                if is_answered {
                    let (kind, content) = self.answer(limit).await?;
                    let verdict = verdict_of(kind, &content)?;
                    if verdict != Verdict::Continue {
                        return Ok(verdict);
                    }
                } else if self.output.len() > PIECE {
                    self.flush(limit).await?;
                }
            }
        }
        if self.line.agreed.leaves_out(no::END_OF_HEADER) {
            return Ok(Verdict::Continue);
        }
        self.tell_macros(Stage::EndOfHeader, say::END_OF_HEADER, facts, None);
        packet::write(say::END_OF_HEADER, &[], &mut self.output);
        if self.line.agreed.leaves_out(no::REPLY_TO_END_OF_HEADER) {
            return Ok(Verdict::Continue);
        }
        let (kind, content) = self.answer(limit).await?;
        verdict_of(kind, &content)
    }

    async fn show_body(&mut self, letter: &Letter, intake: &dyn Intake) -> Result<Verdict, Trouble> {
        if self.line.agreed.leaves_out(no::BODY) {
            return Ok(Verdict::Continue);
        }
        let limit = self.agent.content_timeout.duration();
        let (mut at, size) = (0, letter.body.size());
        while at < size {
            let mut piece = letter.body.piece(at, 4 * PIECE, intake).await?;
            if piece.is_empty() {
                return Err(Trouble::Refused(crate::transport::Refusal::Spool("a body has ended early".to_owned())));
            }
            at += piece.len() as u64;
            while !piece.is_empty() {
                let part = piece.split_to(piece.len().min(PIECE));
                packet::write(say::BODY, &[&part], &mut self.output);
                if self.line.agreed.leaves_out(no::REPLY_TO_BODY) {
                    self.flush(limit).await?;
                    continue;
                }
                match self.answer(limit).await? {
                    (hear::CONTINUE, _) => {}
                    (hear::SKIP, _) => return Ok(Verdict::Continue),
                    (kind, content) => return verdict_of(kind, &content),
                }
            }
        }
        Ok(Verdict::Continue)
    }

    /// Everything the milter says at the end, up to its verdict.
    async fn wishes(&mut self, intake: &dyn Intake, most: u64) -> Result<(Verdict, Wishes), Trouble> {
        let limit = self.agent.content_timeout.duration();
        let (mut wishes, mut body) = (Wishes::default(), NewText::new(intake, most));
        loop {
            let (kind, content) = self.answer(limit).await?;
            if kind == hear::NEW_BODY {
                self.allow(may::CHANGE_BODY, kind)?;
                body.push(&content).await?;
                continue;
            }
            match self.change(kind, content.clone())? {
                Some(change) => wishes.push(change)?,
                None => {
                    let verdict = verdict_of(kind, &content)?;
                    wishes.body = body.finish().await?;
                    return Ok((verdict, wishes));
                }
            }
        }
    }

    /// An answer that wants something to be different; `None`: it is a verdict.
    fn change(&self, kind: u8, mut content: Bytes) -> Result<Option<Change>, Trouble> {
        let (action, made) = match kind {
            hear::ADD_FIELD => (may::ADD_FIELDS, named(&content).map(|(name, value)| Change::Add { name, value })),
            hear::INSERT_FIELD | hear::CHANGE_FIELD => {
                if content.len() < 4 {
                    return Err(unexpected(kind));
                }
                let at = content.get_u32() as usize;
                match (kind, named(&content)) {
                    (hear::INSERT_FIELD, named) => {
                        (may::ADD_FIELDS, named.map(|(name, value)| Change::Insert { at, name, value }))
                    }
                    (_, named) => (may::CHANGE_FIELDS, named.map(|(name, value)| Change::Set { name, nth: at, value })),
                }
            }
            hear::ADD_RECIPIENT => (may::ADD_RECIPIENTS, address(&content).map(recipient)),
            hear::ADD_RECIPIENT_WITH => (may::ADD_RECIPIENTS_WITH, address(&content).map(recipient)),
            hear::REMOVE_RECIPIENT => {
                (may::REMOVE_RECIPIENTS, address(&content).map(|(address, _)| Change::RemoveRecipient(address)))
            }
            hear::CHANGE_SENDER => (
                may::CHANGE_SENDER,
                address(&content).map(|(address, arguments)| Change::Sender { address, arguments }),
            ),
            hear::QUARANTINE => (may::QUARANTINE, texts(&content).first().map(|why| Change::Quarantine(lossy(why)))),
            _ => return Ok(None),
        };
        self.allow(action, kind)?;
        made.map(Some).ok_or_else(|| unexpected(kind))
    }

    /// A milter does only what it has asked for when both sides met.
    fn allow(&self, action: u32, kind: u8) -> Result<(), Trouble> {
        if self.line.agreed.may(action) { Ok(()) } else { Err(unexpected(kind)) }
    }
}

fn recipient((address, arguments): (String, String)) -> Change {
    Change::AddRecipient { address, arguments }
}

/// The value of a field as milters get it: without the last line end, lines ending at LF.
fn shown(value: &[u8], keeps_blanks: bool) -> Vec<u8> {
    let mut shown: Vec<u8> = value.iter().copied().filter(|byte| !matches!(byte, b'\r' | 0)).collect();
    if shown.last() == Some(&b'\n') {
        shown.pop();
    }
    if !keeps_blanks && shown.first() == Some(&b' ') {
        shown.remove(0);
    }
    shown
}

fn named(content: &[u8]) -> Option<(String, Vec<u8>)> {
    let texts = texts(content);
    let (name, value) = (texts.first()?, texts.get(1).copied().unwrap_or_default());
    Some((lossy(name), value.to_vec()))
}

/// An address without its angle brackets, and the arguments behind it.
fn address(content: &[u8]) -> Option<(String, String)> {
    let texts = texts(content);
    let address = lossy(texts.first()?);
    let address = address.trim().trim_start_matches('<').trim_end_matches('>').to_owned();
    Some((address, texts.get(1).map(|text| lossy(text)).unwrap_or_default()))
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_shown_as_milters_expect() {
        for (value, keeps_blanks, expected) in [
            (&b" hi\r\n there\r\n"[..], false, &b"hi\n there"[..]),
            (b" hi\r\n", true, b" hi"),
            (b"hi", false, b"hi"),
            (b"\r\n", false, b""),
        ] {
            assert_eq!(shown(value, keeps_blanks), expected);
        }
    }

    #[test]
    fn addresses_lose_their_brackets() {
        assert_eq!(address(b"<a@b>\0NOTIFY=NEVER\0"), Some(("a@b".into(), "NOTIFY=NEVER".into())));
        assert_eq!(address(b"a@b\0"), Some(("a@b".into(), String::new())));
        assert_eq!(address(b""), None);
    }
}
