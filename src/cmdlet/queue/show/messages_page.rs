//! The messages of one queue, a page of them at a time.

use crossterm::event::KeyCode;
use jiff::Timestamp;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::action::{self, Action, Verb, hop};
use super::cursor::Cursor;
use super::feed::{PAGE, Subject, Wish};
use super::look::{Look, age, bar, cell, clean, message_sign, put};
use crate::lang::format::{Align, wrap};
use crate::model::number::counted;
use crate::model::{MessageInfo, QueueInfo};

pub struct MessagesPage {
    queue: QueueInfo,
    is_gone: bool,
    pub filter: Option<String>,
    messages: Vec<MessageInfo>,
    cursor: Cursor,
    /// The last messages of the pages before this one.
    before: Vec<String>,
}

/// Rows for what is said of the chosen message.
const DETAIL: u16 = 3;

impl MessagesPage {
    pub fn new(queue: QueueInfo) -> MessagesPage {
        MessagesPage {
            queue,
            is_gone: false,
            filter: None,
            messages: Vec::new(),
            cursor: Cursor::default(),
            before: Vec::new(),
        }
    }

    pub fn wish(&self) -> Wish {
        let subject = Subject::Messages {
            queue: self.queue.identity.to_string(),
            filter: self.filter.clone(),
            after: self.before.last().cloned(),
        };
        Wish { subject, in_sight: Vec::new() }
    }

    pub fn refilter(&mut self, filter: Option<String>) {
        self.filter = filter;
        self.before.clear();
    }

    pub fn take(&mut self, queue: Option<QueueInfo>, messages: Vec<MessageInfo>) {
        let chosen = self.chosen().map(|message| message.identity.clone());
        self.is_gone = queue.is_none();
        self.queue = queue.unwrap_or_else(|| self.queue.clone());
        self.messages = messages;
        let kept = chosen.and_then(|chosen| self.messages.iter().position(|message| message.identity == chosen));
        self.cursor.settle(kept, self.messages.len());
    }

    pub fn chosen(&self) -> Option<&MessageInfo> {
        self.messages.get(self.cursor.at)
    }

    pub fn press(&mut self, key: KeyCode) -> bool {
        let is_full = self.messages.len() as u64 >= PAGE;
        match (key, self.messages.last()) {
            (KeyCode::Char('n'), Some(last)) if is_full => {
                self.before.push(last.identity.to_string());
                self.turn();
                true
            }
            (KeyCode::Char('p'), _) if self.before.pop().is_some() => {
                self.turn();
                true
            }
            _ => self.cursor.press(key, self.messages.len()),
        }
    }

    pub fn action(&self, verb: Verb, is_for_all: bool) -> Option<Action> {
        match (verb, is_for_all) {
            // Only a queue as a whole can be tried.
            (Verb::Retry, _) => Some(action::on_queue(verb, &self.queue)),
            (verb, true) => action::on_messages(verb, &self.queue.identity.to_string(), self.filter.as_deref()),
            (verb, false) => self.chosen().and_then(|message| action::on_message(verb, message)),
        }
    }

    pub fn summary(&self) -> String {
        let gone = if self.is_gone { ", which has gone" } else { "" };
        let number = self.before.len() + 1;
        let part = match self.messages.len() as u64 >= PAGE || number > 1 {
            true => format!(", page {number} (n, p: turn)"),
            false => String::new(),
        };
        let status = self.queue.status;
        format!(
            "{}: {}, {status}{gone}{part}",
            clean(&hop(&self.queue)),
            counted(usize::try_from(self.queue.message_count).unwrap_or(0), "message")
        )
    }

    pub fn draw(&mut self, frame: &mut Frame, area: Rect, look: Look, now: Timestamp) {
        let rows = area.height.saturating_sub(1 + DETAIL);
        self.cursor.fit(usize::from(rows), self.messages.len());
        let width = usize::from(area.width);
        put(frame, area, 0, &line(["", "Number", "Age", "Size", "Status", "From", "Subject"], width), look.head());
        for (row, at) in self.cursor.in_sight(self.messages.len()).enumerate() {
            let message = &self.messages[at];
            let texts = [
                message_sign(message.status),
                &message.identity.number().to_string(),
                &age(message.date_received, now),
                &message.size.short(),
                &message.status.to_string(),
                &clean(&message.from_address),
                &clean(&message.subject),
            ];
            let row = u16::try_from(row).unwrap_or(u16::MAX).saturating_add(1);
            match at == self.cursor.at {
                true => bar(frame, area, row, &line(texts, width), look.chosen()),
                false => put(frame, area, row, &line(texts, width), look.message(message.status)),
            }
        }
        if self.messages.is_empty() {
            put(frame, area, 2, " There are no such messages.", look.quiet());
        }
        let Some(chosen) = self.chosen() else { return };
        let below = Rect { y: area.y + area.height.saturating_sub(DETAIL), height: DETAIL.min(area.height), ..area };
        put(frame, below, 0, &"─".repeat(width), look.quiet());
        let said = match (&chosen.last_error, &chosen.suspended_by) {
            (_, Some(who)) => format!("Suspended by {who}. {}", chosen.suspend_reason.as_deref().unwrap_or_default()),
            (Some(error), None) => error.clone(),
            (None, None) => format!("{} from {}", chosen.internet_message_id, chosen.message_source_name),
        };
        for (row, line) in (1..below.height).zip(wrap(&clean(&said), width.saturating_sub(2).max(1))) {
            put(frame, below, row, &format!(" {line}"), look.message(chosen.status));
        }
    }

    /// Another page: what was here is not shown as if it were that.
    fn turn(&mut self) {
        self.messages.clear();
        self.cursor = Cursor::default();
    }
}

fn line(texts: [&str; 7], width: usize) -> String {
    const FIXED: [usize; 5] = [1, 8, 7, 9, 14];
    let rest = width.saturating_sub(1 + FIXED.iter().sum::<usize>() + 6);
    let from = (rest * 9 / 20).clamp(10, 40);
    let [sign, number, age, size, status] = FIXED;
    let widths = [sign, number, age, size, status, from, rest.saturating_sub(from)];
    let is_number = |at: usize| (1..=3).contains(&at);
    let side = |at| if is_number(at) { Align::Right } else { Align::Left };
    let cells: Vec<String> = (0..7).map(|at| cell(texts[at], widths[at], side(at))).collect();
    format!(" {}", cells.join(" "))
}
