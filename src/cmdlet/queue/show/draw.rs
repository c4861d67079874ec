//! The board on the screen: a bar above, the view, what stands over it, and two lines below.

use jiff::Timestamp;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::{Block, Clear};

use super::action::Action;
use super::board::{Board, Over, Page};
use super::look::{bar, cell, clean, clock, put};
use crate::lang::format::{Align, width, wrap};

const HELP: &[(&str, &str)] = &[
    ("Enter, right", "messages of a queue; one message"),
    ("Esc, left", "back"),
    ("arrows, PgUp…", "move (also k, j, b, space, g, G)"),
    ("/", "filter, as -Filter reads it: Status -eq 'Retry'"),
    ("o", "order of the queues: trouble, count, velocity, name"),
    ("n, p", "next and previous page of a long queue"),
    ("s", "suspend the queue or the message"),
    ("r", "resume it"),
    ("t", "try the queue's next hop now; route Unreachable anew"),
    ("x", "remove the message, or all messages of the queue"),
    ("S R T X", "the same with everything in the list"),
    ("q, Ctrl-C", "leave"),
    ("", ""),
    ("! = > ~ x", "Retry, Suspended, Active, Connecting, PendingRemove"),
    ("Velocity", "messages a second: those that leave less those that come"),
    ("Oldest", "since its first message came to this server"),
];

pub fn draw(board: &mut Board, frame: &mut Frame) {
    let area = frame.area();
    let now = board.answered.unwrap_or_else(Timestamp::now);
    let look = board.look;
    let (summary, order) = match board.page() {
        Page::Queues(page) => (page.summary(), format!("  ({})", page.order())),
        Page::Messages(page) => (page.summary(), String::new()),
        Page::Message(page) => (page.summary(), String::new()),
    };
    title(board, frame, area, &summary, &order, now);
    let mut top = 1;
    if let Some(filter) = board.filter().filter(|_| !matches!(board.over, Over::Filter(_))) {
        put(frame, area, 1, &format!(" Filter: {filter}"), look.head());
        top = 2;
    }
    if let Over::Filter(line) = &board.over {
        line.draw(frame, Rect { y: area.y + 1, height: area.height.saturating_sub(1).min(2), ..area }, look);
        top = 3;
    }
    let view = Rect { y: area.y + top, height: area.height.saturating_sub(top + 2), ..area };
    match board.page() {
        Page::Queues(page) => page.draw(frame, view, look, now),
        Page::Messages(page) => page.draw(frame, view, look, now),
        Page::Message(page) => page.draw(frame, view, look, now),
    }
    foot(board, frame, area);
    match &board.over {
        Over::Help => help(board, frame, area),
        Over::Question(action) => question(board, frame, area, action),
        Over::Nothing | Over::Filter(_) => {}
    }
}

/// The server, what is seen, in which order where there is room for that, and of when it is.
fn title(board: &Board, frame: &mut Frame, area: Rect, summary: &str, order: &str, now: Timestamp) {
    let when = match (board.answered, &board.silent) {
        (Some(at), None) => clock(at, now),
        (Some(at), Some(_)) => format!("! as of {}", clock(at, now)),
        (None, _) => "asking…".to_owned(),
    };
    let room = usize::from(area.width).saturating_sub(width(&when) + 2);
    let whole = format!(" {}  {summary}{order}", board.server);
    let left = if width(&whole) > room { format!(" {}  {summary}", board.server) } else { whole };
    bar(frame, area, 0, &format!("{} {when} ", cell(&left, room, Align::Left)), board.look.bar());
}

/// What was said last, and the keys.
fn foot(board: &mut Board, frame: &mut Frame, area: Rect) {
    let look = board.look;
    let last = area.height.saturating_sub(1);
    let (text, style) = match (&board.silent, &board.said) {
        (Some(why), _) => (format!(" ! {}", clean(why)), look.trouble()),
        (None, Some(said)) => {
            let style = if said.is_trouble { look.trouble() } else { Style::new() };
            (format!(" {}{}", if said.is_trouble { "! " } else { "" }, clean(&said.text)), style)
        }
        (None, None) => (String::new(), Style::new()),
    };
    put(frame, area, last.saturating_sub(1), &text, style);
    let keys = match board.page() {
        Page::Queues(_) => " Enter open  / filter  s suspend  r resume  t retry  x remove  ? help  q leave",
        Page::Messages(_) => " Enter open  Esc back  / filter  s suspend  r resume  x remove  ? help  q leave",
        Page::Message(_) => " Esc back  s suspend  r resume  x remove  arrows scroll  ? help  q leave",
    };
    // The words between are what can be missed where there is no room.
    let short = " Enter open  / filter  s r t x act  ? help  q leave";
    let keys = if width(keys) > usize::from(area.width) { short } else { keys };
    bar(frame, area, last, keys, look.bar());
}

fn help(board: &Board, frame: &mut Frame, area: Rect) {
    let widest = HELP.iter().map(|(keys, _)| width(keys)).max().unwrap_or_default();
    let lines: Vec<String> =
        HELP.iter().map(|(keys, does)| format!("{}  {does}", cell(keys, widest, Align::Left))).collect();
    overlay(board, frame, area, "Keys", &lines, "any key: back");
}

fn question(board: &Board, frame: &mut Frame, area: Rect, action: &Action) {
    let room = usize::from(area.width).saturating_sub(8).clamp(20, 90);
    let mut lines = wrap(&clean(&action.says), room);
    lines.push(String::new());
    lines.push("The same at the prompt:".to_owned());
    lines.extend(wrap(&clean(&action.command), room));
    let keys = match action.without_report() {
        Some(_) => "y: yes   w: yes, without reports (-WithNDR $false)   n: no",
        None => "y: yes   n: no",
    };
    overlay(board, frame, area, "Shall it be done?", &lines, keys);
}

/// A box in the middle.
fn overlay(board: &Board, frame: &mut Frame, area: Rect, title: &str, lines: &[String], keys: &str) {
    let widest = lines.iter().map(|line| width(line)).chain([width(keys), width(title)]).max().unwrap_or_default();
    let columns = u16::try_from(widest + 4).unwrap_or(u16::MAX).min(area.width);
    let rows = u16::try_from(lines.len() + 4).unwrap_or(u16::MAX).min(area.height);
    let at = Rect {
        x: area.x + (area.width - columns) / 2,
        y: area.y + (area.height - rows) / 2,
        width: columns,
        height: rows,
    };
    let frame_of_it = Block::bordered().title(Line::styled(format!(" {title} "), board.look.head()));
    let inside = frame_of_it.inner(at);
    frame.render_widget(Clear, at);
    frame.render_widget(frame_of_it, at);
    let last = inside.height.saturating_sub(1);
    for (row, line) in (0..last).zip(lines) {
        put(frame, inside, row, &format!(" {line}"), Style::new());
    }
    put(frame, inside, last, &format!(" {keys}"), board.look.head());
}
