//! The board drawn into memory, and what keys make of it.

use std::collections::HashMap;
use std::sync::mpsc::Sender;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::answers::{Outcome, Shown};
use super::board::Board;
use super::feed::{Feed, News, Subject};
use super::look::Look;
use super::samples::{message, now, queue};
use crate::lang::call::{FullScreen, Turn};
use crate::model::{MessageInfo, QueueStatus};

struct Scene {
    board: Board<'static>,
    news: Sender<News>,
    screen: Terminal<TestBackend>,
}

impl Scene {
    fn new(columns: u16) -> Scene {
        let (feed, news) = Feed::by_hand();
        let look = Look { is_coloured: false };
        let board = Board::new("hub01".to_owned(), None, look, feed, &|| false);
        let screen = Terminal::new(TestBackend::new(columns, 24)).expect("memory");
        let mut scene = Scene { board, news, screen };
        scene.draw();
        scene
    }

    fn draw(&mut self) -> String {
        while self.board.look() == Turn::Draw {}
        self.screen.draw(|frame| self.board.draw(frame)).expect("memory");
        let buffer = self.screen.backend().buffer();
        let width = usize::from(buffer.area.width);
        let rows = buffer.content().chunks(width).map(|row| row.iter().map(|cell| cell.symbol()).collect::<String>());
        rows.map(|row| row.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
    }

    fn press(&mut self, key: KeyCode) -> Turn {
        self.board.press(KeyEvent::new(key, KeyModifiers::NONE))
    }

    fn see(&mut self, subject: Subject, shown: Shown) -> String {
        self.news.send(News::Seen { subject, at: now(), shown: Ok(shown) }).expect("the board listens");
        self.draw()
    }

    fn queues(&mut self) -> String {
        let queues = vec![
            queue("Submission", "", QueueStatus::Ready, 0),
            queue("2", "fabrikam.com", QueueStatus::Active, 40),
            queue("3", "contoso.com\u{1b}[2J", QueueStatus::Retry, 1204),
            queue("4", "日本.example", QueueStatus::Suspended, 7),
        ];
        let oldest = HashMap::from([("hub01\\3".to_owned(), "2026-11-21T09:47:00Z".parse().expect("a time"))]);
        self.see(Subject::Queues { filter: None }, Shown::Queues { queues, oldest })
    }
}

#[test]
fn queues_in_trouble_come_first_and_fit_80_columns() {
    let mut scene = Scene::new(80);
    let screen = scene.queues();
    let rows: Vec<&str> = screen.lines().collect();
    assert!(rows[0].starts_with(" hub01  4 queues, 1,251 messages, 1 in Retry, 1 Suspended"), "{screen}");
    assert!(rows[2].starts_with(" ! contoso.com\u{fffd}[2J"), "{screen}");
    assert!(rows[2].contains("Retry         1,204    -1.25   2h13m 451 4.4.1"), "{screen}");
    // Behind a wide character stands a cell that no terminal shows.
    assert!(rows[3].starts_with(" = 日") && rows[3].contains("Suspended"), "{screen}");
    assert!(screen.contains("hub01\\3  DnsConnectorDelivery") && screen.contains("451 4.4.1 Connection timed out"));
    assert!(rows[23].contains("? help"), "{screen}");
    assert!(rows.iter().all(|row| crate::lang::format::width(row) <= 80 + 8), "{screen}");
    let wide = Scene::new(200).queues();
    assert!(wide.lines().nth(2).is_some_and(|row| row.contains("451 4.4.1 Connection timed out")), "{wide}");
}

#[test]
fn any_size_can_be_drawn() {
    for (columns, rows) in [(1, 1), (10, 3), (20, 5), (40, 10), (300, 100)] {
        let mut scene = Scene::new(80);
        scene.screen = Terminal::new(TestBackend::new(columns, rows)).expect("memory");
        scene.queues();
        for key in ['?', ' ', '/', 'x'] {
            scene.press(KeyCode::Char(key));
            scene.draw();
        }
        scene.press(KeyCode::Esc);
        scene.press(KeyCode::Char('s'));
        scene.draw();
    }
}

#[test]
fn what_is_chosen_stays_chosen_when_the_list_changes() {
    let mut scene = Scene::new(80);
    scene.queues();
    scene.press(KeyCode::Down);
    assert!(scene.draw().contains("hub01\\4  DnsConnectorDelivery"));
    let queues =
        vec![queue("4", "日本.example", QueueStatus::Ready, 1), queue("9", "new.example", QueueStatus::Retry, 5)];
    let screen = scene.see(Subject::Queues { filter: None }, Shown::Queues { queues, oldest: HashMap::new() });
    assert!(screen.contains("hub01\\4  DnsConnectorDelivery"), "{screen}");
}

#[test]
fn nothing_is_ordered_without_a_question_that_shows_the_command() {
    let mut scene = Scene::new(80);
    scene.queues();
    scene.press(KeyCode::Char('s'));
    let asked = scene.draw();
    assert!(asked.contains(r"Suspend-Queue 'hub01\3'") && asked.contains("y: yes   n: no"), "{asked}");
    scene.press(KeyCode::Enter);
    assert!(scene.draw().contains("Shall it be done?"), "only y means yes");
    scene.press(KeyCode::Char('n'));
    assert!(!scene.draw().contains("Suspend-Queue"));
    scene.press(KeyCode::Char('x'));
    let asked = scene.draw();
    assert!(
        asked.contains(r"Remove-Message -Filter {Queue -eq 'hub01\3'}") && asked.contains("w: yes, without"),
        "{asked}"
    );
    scene.press(KeyCode::Char('y'));
    let outcome = Outcome { done: 3, refused: 1, reason: Some(crate::model::Fault::busy("X", "It is on the wire.")) };
    scene.news.send(News::Done { command: "Remove-Message X".into(), outcome }).expect("the board listens");
    let said = scene.draw();
    assert!(said.contains("! Remove-Message X: done for 3, not for 1. It is on the wire."), "{said}");
    assert_eq!(scene.board.given().len(), 1);
    scene.press(KeyCode::Char('X'));
    assert!(scene.draw().contains("There is no Remove here."), "not everything of every queue");
}

#[test]
fn the_way_leads_down_to_a_message_and_back() {
    let mut scene = Scene::new(80);
    scene.queues();
    scene.press(KeyCode::Enter);
    scene.draw();
    let messages = vec![message("3", 17, "ann@contoso.com", "Hello\nBcc: x"), message("3", 18, "<>", "Undeliverable")];
    let subject = Subject::Messages { queue: "hub01\\3".into(), filter: None, after: None };
    let of = Box::new(queue("3", "contoso.com", QueueStatus::Retry, 2));
    let screen = scene.see(subject, Shown::Messages { queue: Some(of), messages });
    assert!(screen.contains("contoso.com: 2 messages, Retry") && screen.contains("Hello…"), "{screen}");
    scene.press(KeyCode::Enter);
    scene.draw();
    let one = message("3", 17, "ann@contoso.com", "Hello");
    let subject = Subject::Message { identity: "hub01\\3\\17".into(), number: 17, received: one.date_received };
    let kept = Box::new(MessageInfo { expiration_time: None, ..one.clone() });
    let screen = scene.see(subject.clone(), Shown::Message { message: Some(kept), history: Vec::new() });
    let expires = screen.lines().find(|line| line.contains("Expires")).unwrap_or_default();
    assert!(expires.trim_end().ends_with("never"), "it waits for an operator: {screen}");
    let screen = scene.see(subject.clone(), Shown::Message { message: Some(Box::new(one)), history: Vec::new() });
    for wanted in ["Message hub01\\3\\17", "pat@fabrikam.com  Ready", "451 4.4.1", "nothing in the tracking log"] {
        assert!(screen.contains(wanted), "{wanted}: {screen}");
    }
    let screen = scene.see(subject, Shown::Message { message: None, history: Vec::new() });
    assert!(screen.contains("it has left this queue"), "{screen}");
    scene.press(KeyCode::Esc);
    scene.press(KeyCode::Esc);
    assert!(scene.draw().contains("4 queues"));
    assert_eq!(scene.press(KeyCode::Char('q')), Turn::Leave);
}

#[test]
fn a_silent_node_is_said_and_keys_go_on() {
    let mut scene = Scene::new(80);
    scene.queues();
    let shown = Err(crate::model::Fault::unreachable("NodeSilent", "The node has not answered for 5 seconds."));
    scene.news.send(News::Seen { subject: Subject::Queues { filter: None }, at: now(), shown }).expect("it listens");
    let screen = scene.draw();
    assert!(screen.contains("! The node has not answered") && screen.contains("! as of "), "{screen}");
    assert_eq!(scene.press(KeyCode::Down), Turn::Draw);
}
