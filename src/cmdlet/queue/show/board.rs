//! The whole screen: which view is seen, what stands over it, and what keys mean.

use crossterm::event::{KeyCode, KeyEvent};
use jiff::Timestamp;

use super::action::{Action, Verb};
use super::answers::{Outcome, Shown};
use super::feed::{Feed, News, Wish};
use super::filter_line::{Edited, FilterLine};
use super::look::Look;
use super::message_page::MessagePage;
use super::messages_page::MessagesPage;
use super::queues_page::QueuesPage;
use crate::lang::call::{FullScreen, Turn};
use crate::model::{MessageInfo, QueueInfo};

pub enum Page {
    Queues(QueuesPage),
    Messages(MessagesPage),
    Message(MessagePage),
}

/// What stands over a page.
pub enum Over {
    Nothing,
    Help,
    Question(Action),
    Filter(FilterLine),
}

/// The last line's words.
pub struct Said {
    pub text: String,
    pub is_trouble: bool,
}

pub struct Board<'a> {
    pub server: String,
    pub look: Look,
    feed: Feed,
    /// What is asked for at the moment.
    wish: Option<Wish>,
    /// The views on the way to the one that is seen, which is the last. Never empty.
    pub pages: Vec<Page>,
    pub over: Over,
    pub said: Option<Said>,
    /// When the node answered last.
    pub answered: Option<Timestamp>,
    /// Why it does not.
    pub silent: Option<String>,
    /// Command lines of the orders that were given, with what came of them.
    given: Vec<String>,
    is_over: &'a dyn Fn() -> bool,
}

impl<'a> Board<'a> {
    pub fn new(
        server: String,
        filter: Option<String>,
        look: Look,
        feed: Feed,
        is_over: &'a dyn Fn() -> bool,
    ) -> Board<'a> {
        Board {
            server,
            look,
            feed,
            wish: None,
            pages: vec![Page::Queues(QueuesPage::new(filter))],
            over: Over::Nothing,
            said: None,
            answered: None,
            silent: None,
            given: Vec::new(),
            is_over,
        }
    }

    /// What was ordered, for the person who has left.
    pub fn given(&self) -> &[String] {
        &self.given
    }

    pub fn page(&mut self) -> &mut Page {
        self.pages.last_mut().expect("the first page is never left, the screen is")
    }

    pub fn filter(&self) -> Option<&str> {
        match self.pages.last() {
            Some(Page::Queues(page)) => page.filter.as_deref(),
            Some(Page::Messages(page)) => page.filter.as_deref(),
            _ => None,
        }
    }

    /// Asks the node for what is seen now, if that is something else.
    fn want(&mut self) {
        let wish = match self.page() {
            Page::Queues(page) => page.wish(),
            Page::Messages(page) => page.wish(),
            Page::Message(page) => page.wish(),
        };
        if self.wish.as_ref() != Some(&wish) {
            self.feed.watch(wish.clone());
            self.wish = Some(wish);
        }
    }

    fn take(&mut self, news: News) {
        match news {
            News::Seen { subject, at, shown } => {
                if self.wish.as_ref().is_none_or(|wish| wish.subject != subject) {
                    return;
                }
                match shown {
                    Ok(shown) => {
                        self.answered = Some(at);
                        self.silent = None;
                        self.show(shown);
                    }
                    Err(fault) => self.silent = Some(fault.says),
                }
            }
            News::Progress { command, count } => {
                self.said = Some(Said { text: format!("{command}: {count} so far"), is_trouble: false });
            }
            News::Done { command, outcome } => {
                let said = said(&command, &outcome);
                self.given.push(said.text.clone());
                self.said = Some(said);
            }
        }
    }

    fn show(&mut self, shown: Shown) {
        match (self.page(), shown) {
            (Page::Queues(page), Shown::Queues { queues, oldest }) => page.take(queues, oldest),
            (Page::Messages(page), Shown::Messages { queue, messages }) => page.take(queue.map(|one| *one), messages),
            (Page::Message(page), Shown::Message { message, history }) => page.take(message.map(|one| *one), history),
            // An answer to a question of before; another is on its way.
            _ => {}
        }
    }

    fn press_page(&mut self, key: KeyEvent) -> Turn {
        match key.code {
            KeyCode::Char('q' | 'Q') => return Turn::Leave,
            KeyCode::Esc | KeyCode::Left | KeyCode::Backspace if self.pages.len() > 1 => {
                self.pages.pop();
                self.wish = None;
            }
            KeyCode::Enter | KeyCode::Right => self.open(),
            KeyCode::Char('?') | KeyCode::F(1) => self.over = Over::Help,
            KeyCode::Char('/') => {
                let of = match self.pages.last() {
                    Some(Page::Queues(_)) => QueueInfo::TYPE,
                    Some(Page::Messages(_)) => MessageInfo::TYPE,
                    _ => return Turn::Stay,
                };
                self.over = Over::Filter(FilterLine::new(of, self.filter()));
            }
            KeyCode::Char(letter) if verb(letter).is_some() => self.ask(verb(letter), letter.is_uppercase()),
            code => {
                let is_known = match self.page() {
                    Page::Queues(page) => page.press(code),
                    Page::Messages(page) => page.press(code),
                    Page::Message(page) => page.press(code),
                };
                return if is_known { Turn::Draw } else { Turn::Stay };
            }
        }
        Turn::Draw
    }

    fn open(&mut self) {
        let next = match self.page() {
            Page::Queues(page) => page.chosen().cloned().map(|queue| Page::Messages(MessagesPage::new(queue))),
            Page::Messages(page) => page.chosen().cloned().map(|message| Page::Message(MessagePage::new(message))),
            Page::Message(_) => None,
        };
        self.pages.extend(next);
    }

    fn ask(&mut self, verb: Option<Verb>, is_for_all: bool) {
        let Some(verb) = verb else { return };
        let action = match self.page() {
            Page::Queues(page) => page.action(verb, is_for_all),
            Page::Messages(page) => page.action(verb, is_for_all),
            Page::Message(page) => page.action(verb),
        };
        match action {
            Some(action) => self.over = Over::Question(action),
            None => {
                let text = format!("There is no {verb:?} here.");
                self.said = Some(Said { text, is_trouble: true });
            }
        }
    }

    fn refilter(&mut self, filter: Option<String>) {
        match self.page() {
            Page::Queues(page) => page.filter = filter,
            Page::Messages(page) => page.refilter(filter),
            Page::Message(_) => {}
        }
    }
}

/// What a letter does; in upper case, to everything in the list.
fn verb(letter: char) -> Option<Verb> {
    match letter.to_ascii_lowercase() {
        's' => Some(Verb::Suspend),
        'r' => Some(Verb::Resume),
        't' => Some(Verb::Retry),
        'x' => Some(Verb::Remove),
        _ => None,
    }
}

fn said(command: &str, outcome: &Outcome) -> Said {
    let Outcome { done, refused, reason } = outcome;
    let why = reason.as_ref().map(|fault| format!(" {}", fault.says)).unwrap_or_default();
    let text = match (done, refused) {
        (0, 0) if reason.is_none() => format!("{command}: there was nothing to do"),
        (0, _) => format!("{command}: not done.{why}"),
        (1, 0) => format!("{command}: done"),
        (done, 0) => format!("{command}: done for {done}.{why}"),
        (done, refused) => format!("{command}: done for {done}, not for {refused}.{why}"),
    };
    Said { text, is_trouble: reason.is_some() }
}

impl FullScreen for Board<'_> {
    fn draw(&mut self, frame: &mut ratatui::Frame) {
        super::draw::draw(self, frame);
        // Only now is it known which rows are in sight.
        self.want();
    }

    fn press(&mut self, key: KeyEvent) -> Turn {
        match std::mem::replace(&mut self.over, Over::Nothing) {
            Over::Nothing => {
                self.said = None;
                return self.press_page(key);
            }
            // Any key ends it.
            Over::Help => {}
            Over::Question(action) => match key.code {
                KeyCode::Char('y' | 'Y') => self.feed.order(action),
                KeyCode::Char('w' | 'W') if action.without_report().is_some() => {
                    self.feed.order(action.without_report().unwrap_or(action));
                }
                KeyCode::Char('n' | 'N' | 'q') | KeyCode::Esc => {}
                _ => self.over = Over::Question(action),
            },
            Over::Filter(mut line) => match line.press(key) {
                Edited::Going => self.over = Over::Filter(line),
                Edited::Dropped => {}
                Edited::Wanted(filter) => self.refilter(filter),
            },
        }
        Turn::Draw
    }

    fn look(&mut self) -> Turn {
        if (self.is_over)() {
            return Turn::Leave;
        }
        let mut turn = Turn::Stay;
        while let Some(news) = self.feed.next() {
            self.take(news);
            turn = Turn::Draw;
        }
        turn
    }
}
