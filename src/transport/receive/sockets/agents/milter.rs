//! A milter of our own, answering by a script.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::{Buf, BufMut};
use tokio::net::TcpListener;

use super::*;

/// What the milter does when it has heard something.
pub(super) enum Act {
    Say(Vec<(u8, Vec<u8>)>),
    /// For ever.
    Wait,
    Die,
}

pub(super) fn say(kind: u8) -> Act {
    Act::Say(vec![(kind, Vec::new())])
}

fn say_with(changes: &[(u8, &[u8])]) -> Act {
    let changes = changes.iter().map(|(kind, content)| (*kind, content.to_vec()));
    Act::Say(changes.chain([(b'c', Vec::new())]).collect())
}

#[derive(Default)]
pub(super) struct Heard {
    frames: Mutex<Vec<String>>,
    connections: AtomicUsize,
}

impl Heard {
    pub(super) fn frames(&self) -> Vec<String> {
        std::mem::take(&mut self.frames.lock().unwrap())
    }

    /// Until the last session has gone.
    pub(super) async fn until_parted(&self) {
        while self.frames.lock().unwrap().last().is_none_or(|last| last != "K ") {
            tokio::task::yield_now().await;
        }
    }
}

type Script = dyn Fn(u8, &[u8]) -> Act + Send + Sync;

/// Answers every frame that wants an answer; `steps` are those that it does without.
pub(super) async fn milter(
    steps: u32,
    script: impl Fn(u8, &[u8]) -> Act + Send + Sync + 'static,
) -> (String, Arc<Heard>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let (heard, script): (Arc<Heard>, Arc<Script>) = (Arc::default(), Arc::new(script));
    let noted = heard.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            noted.connections.fetch_add(1, Ordering::SeqCst);
            tokio::spawn(serve(stream, steps, script.clone(), noted.clone()));
        }
    });
    (address, heard)
}

async fn serve(mut stream: TcpStream, steps: u32, script: Arc<Script>, heard: Arc<Heard>) {
    while let Ok(length) = stream.read_u32().await {
        let mut frame = vec![0; length as usize];
        stream.read_exact(&mut frame).await.unwrap();
        let (kind, content) = (frame[0], &frame[1..]);
        let words = String::from_utf8_lossy(content).replace('\0', "|");
        let act = match kind {
            b'O' => {
                let mut offer = content;
                assert_eq!((offer.get_u32(), offer.get_u32()), (6, 0x1ff));
                let mut answer = Vec::new();
                [6, 0x1ff, steps].iter().for_each(|number| answer.put_u32(*number));
                Act::Say(vec![(b'O', answer)])
            }
            b'D' | b'A' | b'K' | b'Q' => Act::Say(Vec::new()),
            _ => script(kind, content),
        };
        if kind != b'O' {
            let words = if kind == b'B' && content.len() > 100 { format!("{} bytes", content.len()) } else { words };
            heard.frames.lock().unwrap().push(format!("{} {words}", char::from(kind)));
        }
        match act {
            Act::Say(answers) => {
                for (kind, content) in answers {
                    stream.write_u32(content.len() as u32 + 1).await.unwrap();
                    stream.write_all(&[&[kind], &content[..]].concat()).await.unwrap();
                }
            }
            Act::Wait => std::future::pending().await,
            Act::Die => return,
        }
    }
}

pub(super) async fn node_with(address: &str, given: Value) -> Node {
    let node = node(json!({})).await;
    let mut all = json!({ "MilterEndpoint": address });
    for (property, value) in given.as_object().expect("an object") {
        all[property] = value.clone();
    }
    install(&node, &[("Filter", all)]);
    node
}

#[tokio::test]
async fn a_milter_hears_the_whole_session() {
    let (address, heard) = milter(0, |_, _| say(b'c')).await;
    let node = node_with(&address, json!({})).await;
    let mut peer = node.connect().await;
    peer.greet().await;
    assert!(peer.ask("XYZZY").await.starts_with("500"));
    assert!(peer.deliver(TEXT).await.starts_with("250 2.6.0"));
    peer.ask("MAIL FROM:<> SIZE=9").await;
    peer.ask("RSET").await;
    peer.ask("QUIT").await;
    assert!(peer.is_closed().await);
    let client = format!("[{}]", node.address.ip());
    heard.until_parted().await;
    let mut frames = heard.frames();
    // Macros differ from run to run; those that matter are looked at here.
    let macros: Vec<String> = frames.extract_if(.., |frame| frame.starts_with("D ")).collect();
    assert!(
        macros[0].starts_with("D Cj|hub01.contoso.com|") && macros[0].contains("|{client_addr}|127.0.0.1|"),
        "{macros:?}"
    );
    assert!(macros[2].starts_with("D Mi|") && macros[2].contains("|{mail_addr}|a@example.org|"), "{macros:?}");
    assert!(macros[3].contains("R{rcpt_addr}|ann@contoso.com|"), "{macros:?}");
    let connect = frames.remove(0);
    assert!(connect.starts_with(&format!("C {client}|4")) && connect.ends_with("127.0.0.1|"), "{connect:?}");
    let expected = [
        "H client.example|",
        "U XYZZY|",
        "M <a@example.org>|",
        "R <ann@contoso.com>|",
        "T ",
        "L Message-ID|<1@a>|",
        "L Subject|hi|",
    ];
    assert_eq!(frames[..7], expected);
    assert!(frames[7].starts_with("L Date|"), "{frames:?}");
    let rest = ["N ", "B Hello\r\n", "E ", "M <>|SIZE=9|", "A ", "K "];
    assert_eq!(frames[8..], rest);
    assert_eq!(stored(&node, 0).lines().count(), 5, "nothing was changed: {}", stored(&node, 0));
}

#[tokio::test]
async fn what_a_milter_does_not_want_it_does_not_hear() {
    // No CONNECT, HELO, RCPT, BODY; no answers to MAIL, DATA and fields.
    let (address, heard) = milter(0x1 | 0x2 | 0x8 | 0x10 | 0x4000 | 0x10000 | 0x80, |kind, _| match kind {
        b'N' | b'E' => say(b'c'),
        _ => Act::Say(Vec::new()),
    })
    .await;
    let node = node_with(&address, json!({})).await;
    let mut peer = node.connect().await;
    peer.greet().await;
    assert!(peer.deliver(TEXT).await.starts_with("250 2.6.0"));
    let kinds: String =
        heard.frames().iter().filter(|frame| !frame.starts_with('D')).map(|frame| &frame[..1]).collect();
    assert_eq!(kinds, "MTLLLNE");
}

#[tokio::test]
async fn answers_are_obeyed_at_every_command() {
    for (kind, answer, command, expected) in [
        (b'M', say(b'r'), "MAIL FROM:<a@example.org>", "550 5.7.1 Command rejected"),
        (b'M', say(b't'), "MAIL FROM:<a@example.org>", "451 4.7.1 Service unavailable - try again later"),
        (b'H', Act::Say(vec![(b'y', b"554 5.7.0 not you\0".to_vec())]), "EHLO x", "554 5.7.0 not you"),
        (b'R', Act::Say(vec![(b'y', b"452 4.2.2 full\0".to_vec())]), "RCPT TO:<ann@contoso.com>", "452 4.2.2 full"),
        (b'T', say(b'r'), "DATA", "550 5.7.1 Command rejected"),
        (b'T', say(b'r'), "BDAT 4 LAST\r\nA: b", "550 5.7.1 Command rejected"),
        (b'N', say(b'r'), "DATA\r\nA: b\r\n.", "550 5.7.1 Command rejected"),
        (b'B', say(b't'), "DATA\r\nA: b\r\n\r\nx\r\n.", "451 4.7.1 Service unavailable - try again later"),
        (b'E', say(b'4'), "DATA\r\nA: b\r\n.", "421 4.7.0 Service closing transmission channel"),
        (b'E', say(b'd'), "DATA\r\nA: b\r\n.", "250 2.6.0"),
        (b'C', say(b'r'), "", "550 5.7.1 Command rejected"),
    ] {
        let answer = Mutex::new(Some(answer));
        let (address, _) = milter(0, move |heard, _| match heard == kind {
            true => answer.lock().unwrap().take().unwrap_or_else(|| say(b'c')),
            false => say(b'c'),
        })
        .await;
        let node = node_with(&address, json!({})).await;
        let mut peer = node.connect().await;
        let mut said = peer.reply().await.to_string();
        let before = ["EHLO x", "MAIL FROM:<a@example.org>", "RCPT TO:<ann@contoso.com>", command];
        for line in before.into_iter().skip_while(|line| command.is_empty() && !line.is_empty()) {
            if line.is_empty() {
                break;
            }
            said = peer.ask(line).await;
            if said.starts_with("354") {
                said = peer.reply().await.to_string();
            }
            if line == command {
                break;
            }
        }
        assert!(said.starts_with(expected), "{command:?}: {said}");
        assert!(node.memory.messages.lock().unwrap().is_empty(), "{command:?}");
    }
}

#[tokio::test]
async fn what_was_changed_is_what_is_stored() {
    let (address, _) = milter(0, |kind, _| match kind {
        b'E' => say_with(&[
            (b'p', b""),
            (b'i', b"\0\0\0\0X-Top\0first\n second\0"),
            (b'h', b"X-End\0last\0"),
            (b'm', b"\0\0\0\x01Subject\0=?utf-8?Q?caf=C3=A9?=\0"),
            (b'm', b"\0\0\0\x01Date\0\0"),
            (b'b', b"New\r"),
            (b'b', b"\nbody\n"),
            (b'e', b"<b@example.org>\0"),
            (b'+', b"<ben@contoso.com>\0"),
            (b'2', b"<carl@example.net>\0NOTIFY=NEVER\0"),
            (b'-', b"<ann@contoso.com>\0"),
        ]),
        _ => say(b'c'),
    })
    .await;
    let node = node_with(&address, json!({})).await;
    let mut peer = node.connect().await;
    peer.greet().await;
    assert!(peer.deliver(TEXT).await.starts_with("250 2.6.0 <1@a>"));
    let expected = "X-Top: first\r\n second\r\nMessage-ID: <1@a>\r\nSubject: =?utf-8?Q?caf=C3=A9?=\r\nX-End: last\r\n\r\nNew\r\nbody\r\n";
    assert_eq!(stored(&node, 0), expected);
    let messages = node.memory.messages.lock().unwrap();
    let envelope = &messages[0].envelope;
    assert_eq!((envelope.subject.as_str(), envelope.size), ("café", messages[0].text.len() as u64));
    assert_eq!(envelope.return_path.to_string(), "b@example.org");
    let recipients: Vec<String> = envelope.recipients.iter().map(|one| one.address.to_string()).collect();
    assert_eq!(recipients, ["ben@contoso.com", "carl@example.net"]);
    drop(messages);
    let noted = notes(&node).concat();
    assert!(noted.starts_with("S:TA=Filter|action=InsertHeader|action=AddHeader|"), "{noted}");
    assert!(noted.ends_with("|action=ReplaceBody"), "{noted}");
}

#[tokio::test]
async fn large_messages_are_changed_in_the_spool() {
    let body = "0123456789abcdef\r\n".repeat(40_000);
    let (address, heard) = milter(0x80, |kind, _| match kind {
        b'E' => say_with(&[(b'h', b"X-Seen\0yes\0")]),
        b'L' => Act::Say(Vec::new()),
        _ => say(b'c'),
    })
    .await;
    let node = node_with(&address, json!({})).await;
    let mut peer = node.connect().await;
    peer.greet().await;
    assert!(peer.deliver(&format!("Message-ID: <1@a>\r\nDate: now\r\n\r\n{body}")).await.starts_with("250 2.6.0"));
    assert_eq!(stored(&node, 0), format!("Message-ID: <1@a>\r\nDate: now\r\nX-Seen: yes\r\n\r\n{body}"));
    let sizes = heard.frames();
    let sizes =
        sizes.iter().filter_map(|frame| frame.strip_prefix("B ")?.strip_suffix(" bytes")?.parse::<usize>().ok());
    assert_eq!(sizes.sum::<usize>(), body.len());
    assert!(node.memory.spooled.lock().unwrap().is_empty(), "nothing is left behind");

    // Replaced by a large one.
    let (address, _) = milter(0x80, |kind, _| match kind {
        b'E' => {
            let piece = vec![b'x'; 65_000];
            let pieces: Vec<(u8, &[u8])> = (0..8).map(|_| (b'b', &piece[..])).collect();
            say_with(&pieces)
        }
        b'L' => Act::Say(Vec::new()),
        _ => say(b'c'),
    })
    .await;
    install(&node, &[("Other", json!({ "MilterEndpoint": address }))]);
    for text in
        [format!("Message-ID: <1@a>\r\nDate: now\r\n\r\n{body}"), "Message-ID: <1@a>\r\nDate: now\r\n\r\n".into()]
    {
        assert!(peer.deliver(&text).await.starts_with("250 2.6.0"));
        let last = node.memory.messages.lock().unwrap().len() - 1;
        assert_eq!(stored(&node, last), format!("Message-ID: <1@a>\r\nDate: now\r\n\r\n{}\r\n", "x".repeat(520_000)));
        assert!(node.memory.spooled.lock().unwrap().is_empty(), "nothing is left behind");
    }
}

#[tokio::test]
async fn a_milter_keeps_messages_back() {
    let (address, _) = milter(0, |kind, _| match kind {
        b'E' => say_with(&[(b'q', b"looks odd\0")]),
        _ => say(b'c'),
    })
    .await;
    let node = node_with(&address, json!({})).await;
    let mut peer = node.connect().await;
    peer.greet().await;
    assert!(peer.deliver(TEXT).await.starts_with("250 2.6.0"));
    assert_eq!(*node.memory.held.lock().unwrap(), ["Filter: looks odd"]);
}

#[tokio::test]
async fn a_milter_that_does_not_answer_costs_what_its_failure_action_says() {
    type Fault = (u8, fn() -> Act, &'static str);
    let acts: [Fault; 6] = [
        (b'M', || Act::Wait, "hangs at MAIL"),
        (b'R', || Act::Die, "dies at RCPT"),
        (b'B', || Act::Die, "dies in the body"),
        (b'E', || Act::Wait, "hangs at the end"),
        (b'E', || say(b'z'), "talks nonsense"),
        (b'E', || say_with(&[(b'h', b"bad name\0x\0")]), "wants what cannot be"),
    ];
    for (kind, act, why) in acts {
        for (action, expected) in [("Accept", "250 2.6.0 <1@a>"), ("TempFail", "451 4.7.1 Service unavailable")] {
            let (address, _) = milter(0, move |heard, _| if heard == kind { act() } else { say(b'c') }).await;
            let node = node_with(
                &address,
                json!({ "FailureAction": action, "CommandTimeout": "00:00:01", "ContentTimeout": "00:00:01" }),
            )
            .await;
            let mut peer = node.connect().await;
            peer.greet().await;
            peer.send("MAIL FROM:<a@example.org>\r\nRCPT TO:<ann@contoso.com>\r\nDATA\r\n").await;
            let mut said = [peer.reply().await, peer.reply().await, peer.reply().await];
            let last = if said[2].code == 354 {
                peer.send(TEXT).await;
                peer.ask(".").await
            } else {
                said.iter_mut().find(|reply| reply.is_transient()).expect("put off").to_string()
            };
            assert!(last.starts_with(expected), "{why}: {last}");
            let stored = node.memory.messages.lock().unwrap().len();
            assert_eq!(stored, usize::from(action == "Accept"), "{why}");
        }
    }
}

#[tokio::test]
async fn a_milter_that_is_away_is_asked_again_by_the_next_message() {
    let node = node_with("unix:/nowhere/socket", json!({})).await;
    let mut peer = node.connect().await;
    peer.greet().await;
    assert!(peer.ask("MAIL FROM:<a@example.org>").await.starts_with("451 4.7.1"));
    let (address, heard) = milter(0, |_, _| say(b'c')).await;
    install(&node, &[("Filter", json!({ "MilterEndpoint": address }))]);
    assert!(peer.deliver(TEXT).await.starts_with("250 2.6.0"));
    let kinds: String =
        heard.frames().iter().filter(|frame| !frame.starts_with('D')).map(|frame| &frame[..1]).collect();
    assert_eq!(kinds, "CHMRTLLLNBE", "it was told what it had missed");
    // Nobody is asked any more.
    install(&node, &[]);
    assert!(peer.deliver(TEXT).await.starts_with("250 2.6.0"));
    heard.until_parted().await;
    assert_eq!(heard.frames(), ["K "]);
}

#[tokio::test]
async fn a_connection_serves_one_session_after_another() {
    let (address, heard) = milter(0, |_, _| say(b'c')).await;
    let node = node_with(&address, json!({})).await;
    for _ in 0..3 {
        let mut peer = node.connect().await;
        peer.greet().await;
        assert!(peer.deliver(TEXT).await.starts_with("250 2.6.0"));
        peer.ask("QUIT").await;
        assert!(peer.is_closed().await);
        drop(peer);
        heard.until_parted().await;
        heard.frames();
    }
    assert_eq!(heard.connections.load(Ordering::SeqCst), 1);
}
