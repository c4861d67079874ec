//! The first view: every queue with its status, count, velocity, the age of its oldest message and its last error.

use std::cmp::Reverse;
use std::collections::HashMap;

use crossterm::event::KeyCode;
use jiff::Timestamp;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::action::{self, Action, Verb, hop};
use super::cursor::Cursor;
use super::feed::{Subject, Wish};
use super::look::{Look, age, bar, cell, clean, clock, grouped, put, queue_sign};
use crate::lang::format::{Align, wrap};
use crate::model::number::counted;
use crate::model::{QueueInfo, QueueStatus};

/// What the list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Sort {
    /// What somebody should look at: queues in trouble before the others, the longer ones first.
    #[default]
    Trouble,
    Count,
    Velocity,
    Name,
}

impl Sort {
    const ALL: [(Sort, &str); 4] = [
        (Sort::Trouble, "trouble first"),
        (Sort::Count, "longest first"),
        (Sort::Velocity, "fastest growing first"),
        (Sort::Name, "by name"),
    ];

    fn name(self) -> &'static str {
        Sort::ALL.iter().find(|(sort, _)| *sort == self).map_or("", |(_, name)| name)
    }

    fn next(self) -> Sort {
        let at = Sort::ALL.iter().position(|(sort, _)| *sort == self).unwrap_or(0);
        Sort::ALL[(at + 1) % Sort::ALL.len()].0
    }
}

#[derive(Default)]
pub struct QueuesPage {
    pub filter: Option<String>,
    sort: Sort,
    queues: Vec<QueueInfo>,
    oldest: HashMap<String, Timestamp>,
    cursor: Cursor,
}

/// Rows for what is said of the chosen queue.
const DETAIL: u16 = 5;

impl QueuesPage {
    pub fn new(filter: Option<String>) -> QueuesPage {
        QueuesPage { filter, ..QueuesPage::default() }
    }

    pub fn wish(&self) -> Wish {
        let seen = &self.queues[self.cursor.in_sight(self.queues.len())];
        let waiting = seen.iter().filter(|queue| queue.message_count > 0);
        let in_sight = waiting.map(|queue| queue.identity.to_string()).collect();
        Wish { subject: Subject::Queues { filter: self.filter.clone() }, in_sight }
    }

    pub fn take(&mut self, queues: Vec<QueueInfo>, oldest: HashMap<String, Timestamp>) {
        let chosen = self.chosen().map(|queue| queue.identity.clone());
        self.queues = queues;
        self.oldest.extend(oldest);
        self.oldest.retain(|name, _| self.queues.iter().any(|queue| queue.identity.to_string() == *name));
        self.arrange(chosen.map(|identity| identity.to_string()).as_deref());
    }

    pub fn chosen(&self) -> Option<&QueueInfo> {
        self.queues.get(self.cursor.at)
    }

    /// Whether the key meant something here.
    pub fn press(&mut self, key: KeyCode) -> bool {
        if key == KeyCode::Char('o') {
            self.sort = self.sort.next();
            self.arrange(None);
            self.cursor.settle(Some(0), self.queues.len());
            return true;
        }
        self.cursor.press(key, self.queues.len())
    }

    pub fn action(&self, verb: Verb, is_for_all: bool) -> Option<Action> {
        match is_for_all {
            true => action::on_queues(verb, self.filter.as_deref(), self.queues.len()),
            false => self.chosen().map(|queue| action::on_queue(verb, queue)),
        }
    }

    pub fn summary(&self) -> String {
        let messages = self.queues.iter().map(|queue| usize::try_from(queue.message_count).unwrap_or(0)).sum();
        let retry = self.queues.iter().filter(|queue| queue.status == QueueStatus::Retry).count();
        let suspended = self.queues.iter().filter(|queue| queue.status == QueueStatus::Suspended).count();
        let mut summary = format!("{}, {}", counted(self.queues.len(), "queue"), counted(messages, "message"));
        for (count, what) in [(retry, "in Retry"), (suspended, "Suspended")] {
            if count > 0 {
                summary.push_str(&format!(", {count} {what}"));
            }
        }
        summary
    }

    pub fn order(&self) -> &'static str {
        self.sort.name()
    }

    pub fn draw(&mut self, frame: &mut Frame, area: Rect, look: Look, now: Timestamp) {
        let rows = area.height.saturating_sub(1 + DETAIL);
        self.cursor.fit(usize::from(rows), self.queues.len());
        let columns = Columns::of(usize::from(area.width));
        put(
            frame,
            area,
            0,
            &columns.line(["", "Next hop", "Status", "Messages", "Velocity", "Oldest", "Last error"]),
            look.head(),
        );
        for (row, at) in self.cursor.in_sight(self.queues.len()).enumerate() {
            let queue = &self.queues[at];
            let oldest = self.oldest.get(&queue.identity.to_string()).filter(|_| queue.message_count > 0);
            let line = columns.line([
                queue_sign(queue.status),
                &clean(&hop(queue)),
                &queue.status.to_string(),
                &grouped(queue.message_count.into()),
                &format!("{:+.2}", queue.velocity),
                &oldest.map(|oldest| age(*oldest, now)).unwrap_or_default(),
                &clean(queue.last_error.as_deref().unwrap_or_default()),
            ]);
            let row = u16::try_from(row).unwrap_or(u16::MAX).saturating_add(1);
            match at == self.cursor.at {
                true => bar(frame, area, row, &line, look.chosen()),
                false => put(frame, area, row, &line, look.queue(queue.status)),
            }
        }
        if self.queues.is_empty() {
            put(frame, area, 2, " There are no such queues.", look.quiet());
        }
        let below = Rect { y: area.y + area.height.saturating_sub(DETAIL), height: DETAIL.min(area.height), ..area };
        self.draw_chosen(frame, below, look, now);
    }

    /// What the columns have no room for.
    fn draw_chosen(&self, frame: &mut Frame, area: Rect, look: Look, now: Timestamp) {
        let Some(queue) = self.chosen() else { return };
        put(frame, area, 0, &"─".repeat(usize::from(area.width)), look.quiet());
        let mut first = format!(" {}  {}", queue.identity, queue.delivery_type);
        if let Some(next) = queue.next_retry_time {
            first.push_str(&format!("  next try {}", clock(next, now)));
        }
        if queue.retry_count > 0 {
            first.push_str(&format!(" after {}", counted(usize::try_from(queue.retry_count).unwrap_or(0), "failure")));
        }
        if let Some(who) = &queue.suspended_by {
            first.push_str(&format!("  suspended by {}", clean(who)));
            first.push_str(&queue.suspend_reason.as_ref().map(|why| format!(" ({})", clean(why))).unwrap_or_default());
            first.push_str(&queue.suspended_until.map(|at| format!(" until {}", clock(at, now))).unwrap_or_default());
        }
        first.push_str(&format!("  in {}/s, out {}/s", queue.incoming_rate, queue.outgoing_rate));
        put(frame, area, 1, &first, look.head());
        let error = clean(queue.last_error.as_deref().unwrap_or_default());
        for (row, line) in (2..area.height).zip(wrap(&error, usize::from(area.width).saturating_sub(2).max(1))) {
            put(frame, area, row, &format!(" {line}"), look.queue(queue.status));
        }
    }

    /// Sorts, and stays with the queue that was chosen.
    fn arrange(&mut self, chosen: Option<&str>) {
        let name = |queue: &QueueInfo| hop(queue).to_lowercase();
        match self.sort {
            Sort::Trouble => self.queues.sort_by_cached_key(|queue| {
                let rank = match queue.status {
                    QueueStatus::Retry => 0,
                    QueueStatus::Suspended => 1,
                    _ if queue.message_count > 0 => 2,
                    _ => 3,
                };
                (rank, Reverse(queue.message_count), name(queue))
            }),
            Sort::Count => self.queues.sort_by_cached_key(|queue| (Reverse(queue.message_count), name(queue))),
            Sort::Velocity => self.queues.sort_by(|one, other| one.velocity.total_cmp(&other.velocity)),
            Sort::Name => self.queues.sort_by_cached_key(name),
        }
        let kept = chosen.and_then(|chosen| self.queues.iter().position(|queue| queue.identity.to_string() == chosen));
        self.cursor.settle(kept, self.queues.len());
    }
}

/// Widths of the columns: the name and the error share what the others leave.
struct Columns([usize; 7]);

impl Columns {
    fn of(width: usize) -> Columns {
        const FIXED: [usize; 4] = [9, 9, 8, 7];
        let gaps = 7;
        let rest = width.saturating_sub(1 + FIXED.iter().sum::<usize>() + gaps);
        let name = (rest * 2 / 5).clamp(10, 40);
        let [status, count, velocity, oldest] = FIXED;
        Columns([1, name, status, count, velocity, oldest, rest.saturating_sub(name)])
    }

    fn line(&self, texts: [&str; 7]) -> String {
        const SIDES: [Align; 7] =
            [Align::Left, Align::Left, Align::Left, Align::Right, Align::Right, Align::Right, Align::Left];
        let cells: Vec<String> = (0..7).map(|at| cell(texts[at], self.0[at], SIDES[at])).collect();
        format!(" {}", cells.join(" "))
    }
}
