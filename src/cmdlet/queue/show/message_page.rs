//! One message: what is known of it, its recipients, and what happened to it so far.

use crossterm::event::KeyCode;
use jiff::Timestamp;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::action::{self, Action, Verb};
use super::cursor::Cursor;
use super::feed::{Subject, Wish};
use super::look::{Look, age, clean, clock, message_sign, put};
use crate::lang::format::wrap;
use crate::model::{MessageInfo, TrackingRecord};

pub struct MessagePage {
    message: MessageInfo,
    is_gone: bool,
    history: Vec<TrackingRecord>,
    /// Its top is the first line that is seen.
    cursor: Cursor,
    /// Lines of the text, as it was drawn last.
    length: usize,
}

impl MessagePage {
    pub fn new(message: MessageInfo) -> MessagePage {
        MessagePage { message, is_gone: false, history: Vec::new(), cursor: Cursor::default(), length: 0 }
    }

    pub fn wish(&self) -> Wish {
        let MessageInfo { identity, date_received, .. } = &self.message;
        let subject =
            Subject::Message { identity: identity.to_string(), number: identity.number(), received: *date_received };
        Wish { subject, in_sight: Vec::new() }
    }

    pub fn take(&mut self, message: Option<MessageInfo>, history: Vec<TrackingRecord>) {
        self.is_gone = message.is_none();
        self.message = message.unwrap_or_else(|| self.message.clone());
        self.history = history;
    }

    /// A text is scrolled, not walked through.
    pub fn press(&mut self, key: KeyCode) -> bool {
        let last = self.length.saturating_sub(self.cursor.rows);
        let page = self.cursor.rows.saturating_sub(1).max(1);
        self.cursor.top = match key {
            KeyCode::Down | KeyCode::Char('j') => self.cursor.top + 1,
            KeyCode::Up | KeyCode::Char('k') => self.cursor.top.saturating_sub(1),
            KeyCode::PageDown | KeyCode::Char(' ') => self.cursor.top + page,
            KeyCode::PageUp | KeyCode::Char('b') => self.cursor.top.saturating_sub(page),
            KeyCode::Home | KeyCode::Char('g') => 0,
            KeyCode::End | KeyCode::Char('G') => last,
            _ => return false,
        }
        .min(last);
        true
    }

    pub fn action(&self, verb: Verb) -> Option<Action> {
        if self.is_gone { None } else { action::on_message(verb, &self.message) }
    }

    pub fn summary(&self) -> String {
        let gone = if self.is_gone { ": it has left this queue" } else { "" };
        format!("Message {}{gone}", self.message.identity)
    }

    pub fn draw(&mut self, frame: &mut Frame, area: Rect, look: Look, now: Timestamp) {
        let width = usize::from(area.width).saturating_sub(2).max(1);
        let lines = self.lines(width, look, now);
        self.length = lines.len();
        self.cursor.rows = usize::from(area.height);
        self.cursor.top = self.cursor.top.min(self.length.saturating_sub(self.cursor.rows));
        for (row, (text, style)) in (0..area.height).zip(lines.into_iter().skip(self.cursor.top)) {
            put(frame, area, row, &format!(" {text}"), style);
        }
    }

    fn lines(&self, width: usize, look: Look, now: Timestamp) -> Vec<(String, Style)> {
        let message = &self.message;
        let mut lines = Vec::new();
        let mut say = |indent: usize, text: &str, style: Style| {
            for (at, line) in wrap(&clean(text), width.saturating_sub(indent).max(1)).into_iter().enumerate() {
                let further = if at > 0 { 2 } else { 0 };
                lines.push((format!("{}{line}", " ".repeat(indent + further)), style));
            }
        };
        let status = match self.is_gone {
            true => "gone: delivered, removed or routed elsewhere; see below".to_owned(),
            false => format!("{} {}", message_sign(message.status).trim(), message.status).trim().to_owned(),
        };
        let received = format!("{} ({} ago)", clock(message.date_received, now), age(message.date_received, now));
        let source = match message.source_ip {
            Some(ip) => format!("{} from {ip}", message.message_source_name),
            None => message.message_source_name.clone(),
        };
        for (label, text) in [
            ("From", &message.from_address),
            ("Subject", &message.subject),
            ("Message-ID", &message.internet_message_id),
            ("Status", &status),
            ("Size", &message.size.to_string()),
            ("Received", &received),
            ("Expires", &message.expiration_time.map_or_else(|| "never".to_owned(), |at| clock(at, now))),
            ("Source", &source),
        ] {
            let style = if label == "Status" { look.message(message.status) } else { Style::new() };
            say(0, &format!("{label:<11}{text}"), style);
        }
        if let Some(who) = &message.suspended_by {
            say(
                0,
                &format!("Suspended  by {who}  {}", message.suspend_reason.as_deref().unwrap_or_default()),
                Style::new(),
            );
        }
        say(0, "", Style::new());
        let recipients = message.recipients.as_deref().filter(|_| !self.is_gone).unwrap_or_default();
        say(0, "Recipients that wait in this queue", look.head());
        for recipient in recipients {
            let mut parts = recipient.splitn(4, ';');
            let [address, status, _, error] = [(); 4].map(|()| parts.next().unwrap_or_default());
            say(2, &format!("{address}  {status}"), Style::new());
            if !error.is_empty() {
                say(4, error, look.message(message.status));
            }
        }
        if recipients.is_empty() {
            say(2, "none", look.quiet());
        }
        say(0, "", Style::new());
        say(0, "What happened so far", look.head());
        for record in &self.history {
            let about = record.recipients.join(", ");
            say(
                2,
                &format!("{}  {:<8} {:<11} {about}", clock(record.timestamp, now), record.event_id, record.source),
                Style::new(),
            );
            for status in record.recipient_status.iter().filter(|status| !status.is_empty()) {
                say(6, status, look.quiet());
            }
        }
        if self.history.is_empty() {
            say(2, "nothing in the tracking log", look.quiet());
        }
        lines
    }
}
