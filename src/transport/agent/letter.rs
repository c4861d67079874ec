//! A message in the hands of agents: its fields one by one, its body wherever it lies.

use bytes::Bytes;

use super::verdict::{Change, Trouble};
use crate::mail::header;
use crate::transport::{BodySink, Intake, Refusal};

/// Bodies that agents have made stay in memory up to this size.
const IN_MEMORY: usize = 256 * 1024;

/// Most bytes of one field that an agent may write. RFC 5322 §2.1.1 has lines of 998; signatures fold over many.
const MAX_FIELD: usize = 64 * 1024;

/// Most fields, with those that agents add.
const MAX_FIELDS: usize = 10_000;

/// Where a body lies.
#[derive(Clone, Debug)]
pub enum Text {
    Memory(Bytes),
    /// Bytes `start..end` of a draft in the spool.
    Draft {
        handle: u64,
        start: u64,
        end: u64,
    },
}

impl Text {
    pub fn size(&self) -> u64 {
        match self {
            Text::Memory(bytes) => bytes.len() as u64,
            Text::Draft { start, end, .. } => end - start,
        }
    }

    /// The same with the node's own words.
    pub async fn stored(&self, offset: u64, most: usize, intake: &dyn Intake) -> Result<Bytes, Refusal> {
        self.piece(offset, most, intake).await.map_err(|trouble| match trouble {
            Trouble::Refused(refusal) => refusal,
            other => Refusal::Spool(other.to_string()),
        })
    }

    /// Bytes from `offset` on, at most `most` and at least one unless there are no more.
    pub async fn piece(&self, offset: u64, most: usize, intake: &dyn Intake) -> Result<Bytes, Trouble> {
        match self {
            Text::Memory(bytes) => {
                let from = usize::try_from(offset).unwrap_or(usize::MAX).min(bytes.len());
                Ok(bytes.slice(from..bytes.len().min(from.saturating_add(most))))
            }
            Text::Draft { handle, start, end } => {
                let left = (end - start).saturating_sub(offset);
                let most = usize::try_from(left).unwrap_or(usize::MAX).min(most);
                Ok(intake.read_draft(*handle, start + offset, most).await?)
            }
        }
    }
}

/// A message that agents look at and change. Cheap to clone: fields and body are shared.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Each with its line ends.
    fields: Vec<Bytes>,
    pub body: Text,
    /// Fields are others than they were.
    has_other_fields: bool,
    /// The body is another than it was.
    pub has_other_body: bool,
}

impl Letter {
    /// `header` ends with the empty line.
    pub fn new(header: &Bytes, body: Text) -> Letter {
        let (fields, _) = header::split(header);
        let fields = header::fields(fields).map(|field| header.slice_ref(field.raw)).collect();
        Letter { fields, body, has_other_fields: false, has_other_body: false }
    }

    pub fn is_changed(&self) -> bool {
        self.has_other_fields || self.has_other_body
    }

    /// The fields with the empty line.
    pub fn header(&self) -> Bytes {
        let mut header = self.fields.concat();
        header.extend_from_slice(b"\r\n");
        header.into()
    }

    /// Puts whole fields above all others.
    pub fn put_on_top(&mut self, fields: &str) {
        let fields = Bytes::copy_from_slice(fields.as_bytes());
        let new: Vec<Bytes> = header::fields(&fields).map(|field| fields.slice_ref(field.raw)).collect();
        self.has_other_fields |= !new.is_empty();
        self.fields.splice(..0, new);
    }

    /// The fields that agents see: all but the trace field that this server has just written.
    pub fn visible(&self) -> impl Iterator<Item = header::Field<'_>> {
        let own = self.own();
        let seen = self.fields.iter().enumerate().filter(move |(at, _)| Some(*at) != own);
        seen.filter_map(|(_, raw)| header::fields(raw).next())
    }

    /// Where our own trace field is.
    fn own(&self) -> Option<usize> {
        self.fields.iter().position(|raw| is_named(raw, "Received"))
    }

    /// Carries out a change of the header; the others are not its affair. Err: it cannot be written.
    pub fn edit(&mut self, change: &Change) -> Result<(), Trouble> {
        let at = match change {
            Change::Add { name, value } => {
                self.insert(self.fields.len(), name, value)?;
                return Ok(());
            }
            Change::Insert { at, name, value } => return self.insert((*at).min(self.fields.len()), name, value),
            Change::Set { name, nth, .. } => self.place_of(name, *nth),
            _ => return Ok(()),
        };
        let Change::Set { name, value, .. } = change else { return Ok(()) };
        match (at, value.is_empty()) {
            (Some(at), true) => drop(self.fields.remove(at)),
            (Some(at), false) => self.fields[at] = field(name, value)?,
            (None, true) => return Ok(()),
            (None, false) => return self.insert(self.fields.len(), name, value),
        }
        self.has_other_fields = true;
        Ok(())
    }

    /// The nth visible field of that name, from 1; 0 is taken for 1.
    fn place_of(&self, name: &str, nth: usize) -> Option<usize> {
        let own = self.own();
        let named = self.fields.iter().enumerate().filter(|(at, raw)| Some(*at) != own && is_named(raw, name));
        named.map(|(at, _)| at).nth(nth.saturating_sub(1))
    }

    fn insert(&mut self, at: usize, name: &str, value: &[u8]) -> Result<(), Trouble> {
        if self.fields.len() >= MAX_FIELDS {
            return Err(Trouble::nonsense("it adds fields without end"));
        }
        let raw = field(name, value)?;
        // The last field of a message that ended without a line end.
        if let Some(before) = at.checked_sub(1).and_then(|before| self.fields.get_mut(before))
            && !before.ends_with(b"\n")
        {
            *before = [before, &b"\r\n"[..]].concat().into();
        }
        self.fields.insert(at, raw);
        self.has_other_fields = true;
        Ok(())
    }
}

fn is_named(raw: &[u8], name: &str) -> bool {
    header::fields(raw).next().is_some_and(|field| field.is(name))
}

/// Writes a field. Line ends of the value become CRLF, and what follows one is always a continuation: a value cannot
/// add fields or end the header.
fn field(name: &str, value: &[u8]) -> Result<Bytes, Trouble> {
    let is_name = !name.is_empty() && name.bytes().all(|byte| matches!(byte, b'!'..=b'~') && byte != b':');
    if !is_name {
        return Err(Trouble::nonsense(format!("{name:?} is no name of a field")));
    }
    if value.len() > MAX_FIELD || value.contains(&0) {
        return Err(Trouble::nonsense(format!("the value of field {name} cannot be written")));
    }
    let mut raw = Vec::with_capacity(name.len() + value.len() + 4);
    raw.extend_from_slice(name.as_bytes());
    raw.push(b':');
    if !value.first().is_some_and(|byte| matches!(byte, b' ' | b'\t')) {
        raw.push(b' ');
    }
    let lines = value.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    for (number, line) in lines.enumerate() {
        if number > 0 {
            // A line of blanks alone, or none at all, would be read as the end of the header by some.
            if line.trim_ascii().is_empty() {
                continue;
            }
            raw.extend_from_slice(b"\r\n");
            if !matches!(line.first(), Some(b' ' | b'\t')) {
                raw.push(b'\t');
            }
        }
        raw.extend(line.iter().copied().filter(|byte| *byte != b'\r'));
    }
    raw.extend_from_slice(b"\r\n");
    Ok(raw.into())
}

/// A body that an agent writes, piece by piece.
pub struct NewText<'a> {
    intake: &'a dyn Intake,
    memory: Vec<u8>,
    sink: Option<Box<dyn BodySink>>,
    size: u64,
    /// Most bytes that it may have.
    most: u64,
    /// The agent has written something, if only an empty piece.
    is_begun: bool,
    /// The last byte was a CR that still wants its LF.
    ends_in_cr: bool,
}

impl<'a> NewText<'a> {
    pub fn new(intake: &'a dyn Intake, most: u64) -> NewText<'a> {
        NewText { intake, memory: Vec::new(), sink: None, size: 0, most, is_begun: false, ends_in_cr: false }
    }

    /// Lines end with CRLF, however the agent ends them: other servers would see other lines otherwise.
    pub async fn push(&mut self, piece: &[u8]) -> Result<(), Trouble> {
        self.is_begun = true;
        let before = self.memory.len();
        for &byte in piece {
            match (std::mem::take(&mut self.ends_in_cr), byte) {
                (false, b'\n') => self.memory.extend_from_slice(b"\r\n"),
                (true, b'\n') => self.memory.push(b'\n'),
                (is_bare, byte) => {
                    if is_bare {
                        self.memory.push(b'\n');
                    }
                    self.memory.push(byte);
                    self.ends_in_cr = byte == b'\r';
                }
            }
        }
        self.size += (self.memory.len() - before) as u64;
        if self.size > self.most {
            return Err(Trouble::nonsense("it writes a body that is too large"));
        }
        if self.memory.len() >= IN_MEMORY {
            let full = std::mem::take(&mut self.memory);
            self.sink.get_or_insert_with(|| self.intake.open_body()).push(vec![full.into()]).await?;
        }
        Ok(())
    }

    /// The body, if the agent has written one.
    pub async fn finish(mut self) -> Result<Option<Text>, Trouble> {
        if std::mem::take(&mut self.ends_in_cr) {
            self.memory.push(b'\n');
            self.size += 1;
        }
        let NewText { memory, sink, size, is_begun, .. } = self;
        let Some(mut sink) = sink else { return Ok(is_begun.then(|| Text::Memory(memory.into()))) };
        if !memory.is_empty() {
            sink.push(vec![memory.into()]).await?;
        }
        match sink.finish(Bytes::new()).await? {
            crate::transport::Body::Spooled { handle, .. } => Ok(Some(Text::Draft { handle, start: 0, end: size })),
            crate::transport::Body::Memory(pieces) => Ok(Some(Text::Memory(pieces.concat().into()))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(header: &'static str) -> Letter {
        Letter::new(&Bytes::from_static(header.as_bytes()), Text::Memory(Bytes::new()))
    }

    const HEADER: &str = "Received: from a by us\r\nReceived: from b by a\r\nSubject: hi\r\n there\r\n\r\n";

    #[test]
    fn our_own_trace_is_hidden_and_the_rest_is_seen() {
        let seen: Vec<String> = letter(HEADER).visible().map(|field| field.text()).collect();
        assert_eq!(seen, ["from b by a", "hi there"]);
    }

    #[test]
    fn fields_are_written_where_agents_want_them() {
        let text = |value: &str| value.as_bytes().to_vec();
        let set = |name: &str, nth, value: &str| Change::Set { name: name.into(), nth, value: text(value) };
        for (change, expected, why) in [
            (
                Change::Add { name: "X".into(), value: text("1") },
                "Received: from a by us\r\nReceived: from b by a\r\nSubject: hi\r\n there\r\nX: 1\r\n\r\n",
                "behind all",
            ),
            (
                Change::Insert { at: 0, name: "X".into(), value: text("1\n\t2") },
                "X: 1\r\n\t2\r\nReceived: from a by us\r\nReceived: from b by a\r\nSubject: hi\r\n there\r\n\r\n",
                "on top, folded",
            ),
            (
                Change::Insert { at: 1, name: "X".into(), value: text("1") },
                "Received: from a by us\r\nX: 1\r\nReceived: from b by a\r\nSubject: hi\r\n there\r\n\r\n",
                "below our trace",
            ),
            (
                set("subject", 1, "new"),
                "Received: from a by us\r\nReceived: from b by a\r\nsubject: new\r\n\r\n",
                "replaced",
            ),
            (
                set("Received", 1, ""),
                "Received: from a by us\r\nSubject: hi\r\n there\r\n\r\n",
                "our own is not counted",
            ),
            (
                set("X", 1, "1"),
                "Received: from a by us\r\nReceived: from b by a\r\nSubject: hi\r\n there\r\nX: 1\r\n\r\n",
                "not there: added",
            ),
            (set("X", 1, ""), HEADER, "not there: nothing to remove"),
            (
                Change::Insert { at: 0, name: "X".into(), value: text("1\r\nBcc: a@b\r\n\r\nbody") },
                "X: 1\r\n\tBcc: a@b\r\n\tbody\r\nReceived: from a by us\r\nReceived: from b by a\r\nSubject: hi\r\n there\r\n\r\n",
                "a value cannot add fields or end the header",
            ),
        ] {
            let mut letter = letter(HEADER);
            letter.edit(&change).expect(why);
            assert_eq!(String::from_utf8_lossy(&letter.header()), expected, "{why}");
            assert_eq!(letter.is_changed(), expected != HEADER, "{why}");
        }
    }

    #[test]
    fn what_cannot_be_written_is_refused() {
        for (name, value) in [("", "a"), ("A:", "a"), ("A b", "a"), ("A\r\nB", "a"), ("A", "a\0")] {
            let change = Change::Add { name: name.into(), value: value.as_bytes().to_vec() };
            assert!(letter(HEADER).edit(&change).is_err(), "{name:?}");
        }
    }
}
