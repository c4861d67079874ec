//! Noise: whatever a peer sends, in whatever pieces, the session answers in whole replies and never panics.

use std::sync::Arc;

use bytes::BytesMut;
use proptest::prelude::*;
use serde_json::json;
use uuid::Uuid;

use super::{Ends, Journal, Logon, Opening, Session, Step};
use crate::mail::reply::ReplyReader;
use crate::model::ScramSecret;
use crate::transport::MessageId;
use crate::transport::receive::scene::{self, Still};

/// Lines that get a session into all its states, and bytes that do not belong there.
fn line() -> impl Strategy<Value = Vec<u8>> {
    let known = prop::sample::select(vec![
        "EHLO a\r\n",
        "HELO\r\n",
        "MAIL FROM:<a@example.org>\r\n",
        "MAIL FROM:<> BODY=BINARYMIME SIZE=10\r\n",
        "MAIL FROM:<> XSYSPROBEID=6f9619ff-8b86-d011-b42d-00cf4fc964ff\r\n",
        "MAIL FROM:<a@example.org> XATTRDIRECT=Incoming XATTRORGID=xorgid:1\r\n",
        "MAIL FROM:<a@example.org> XMSGCTX=1;author:b@c.example;delayed:2026-01-02T03:04:05Z\r\n",
        "RCPT TO:<ann@contoso.com> XRDST=partner.example\r\n",
        "RCPT TO:<ann@contoso.com>\r\n",
        "RCPT TO:<x@elsewhere.example>\r\n",
        "DATA\r\n",
        "BDAT 5\r\n",
        "BDAT 0 LAST\r\n",
        "BDAT 18446744073709551615\r\n",
        "A: b\r\n\r\n",
        ".\r\n",
        "..\r\n",
        "AUTH LOGIN\r\n",
        "AUTH PLAIN AGFubgB4\r\n",
        "AUTH SCRAM-SHA-256 biwsbj1hbm4scj14eXo=\r\n",
        "YW5u\r\n",
        "*\r\n",
        "XPROXYFROM IP=192.0.2.9 PORT=1025 DOMAIN=a SEQNUM=1\r\n",
        "XPROXY IP=192.0.2.9 PORT=1025\r\n",
        "XPROXY IP=192.0.2.9 PORT=1025 SECID=ann\r\n",
        "XSESSIONPARAMS MDBGUID=11111111-0000-0000-0000-000000000000\r\n",
        "X-LINK2STATE LAST CHUNK={00000004} MORE\r\n",
        "STARTTLS\r\n",
        "RSET\r\n",
        "\n",
        "\r",
    ]);
    prop_oneof![
        12 => known.prop_map(|text| text.as_bytes().to_vec()),
        1 => proptest::collection::vec(any::<u8>(), 0..8),
    ]
}

fn session() -> Session {
    let connector = scene::connector(
        "Default",
        json!({
            "PermissionGroups": "AnonymousUsers, ExchangeUsers",
            // What only servers say is read here, too.
            "ExtendedRights": [
                "Allow ms-Exch-SMTP-Accept-XAttr NT AUTHORITY\\ANONYMOUS LOGON",
                "Allow ms-Exch-SMTP-Accept-XSysProbe NT AUTHORITY\\ANONYMOUS LOGON",
            ],
            "AuthMechanism": "BasicAuth",
            "MaxProtocolErrors": "unlimited",
            "ExtendedRights": [
                "Allow ms-Exch-SMTP-Accept-XProxyFrom NT AUTHORITY\\ANONYMOUS LOGON",
                "Allow ms-Exch-SMTP-Accept-XSessionParams NT AUTHORITY\\ANONYMOUS LOGON",
            ],
        }),
    );
    let mut settings = scene::settings(vec![connector]);
    scene::house(&mut settings, "One", Uuid::from_u128(0x1111_1111 << 96), "ann@contoso.com");
    let settings = Arc::new(settings);
    let ends = Ends { local: "10.0.0.1:25".parse().unwrap(), remote: "192.0.2.7:4000".parse().unwrap(), session: 1 };
    let connector = settings.receive_connectors[0].clone();
    Session::new(ends, settings, connector, Arc::new(Still), Journal::closed())
}

/// Feeds the session and answers its steps; what it said, and how many messages it submitted.
fn converse(noise: &[u8], piece: usize) -> (Vec<u8>, u64) {
    let mut session = session();
    let settings = session.settings.clone();
    let (mut input, mut said, mut submitted) = (BytesMut::new(), Vec::new(), 0);
    for piece in noise.chunks(piece) {
        input.extend_from_slice(piece);
        loop {
            match session.advance(&mut input) {
                Step::Read => break,
                Step::Close => {
                    said.extend_from_slice(session.output());
                    return (said, submitted);
                }
                Step::Pause(_) => {}
                Step::Renew => session.renewed(Opening::Admitted(settings.clone(), session.connector().clone())),
                Step::Open => session.opened(Opening::Admitted(settings.clone(), session.connector().clone())),
                Step::LogOn(_) => session.logged_on(Logon::Refused),
                Step::LookUp(user) => session.looked_up(None, ScramSecret::decoy(b"noise", &user)),
                Step::Consult(_) => session.advised(None),
                Step::Encrypt(_) => panic!("there is no certificate"),
                Step::Spill(..) => panic!("there is not that much noise"),
                Step::Release(_) => session.released(Ok(1)),
                Step::Turn(_) => session.turned(Ok(0)),
                Step::Reverse(_) => panic!("there is no mail for noise"),
                Step::Connect(_) | Step::Bridge | Step::Shadow(_) | Step::Discards(_) => {
                    panic!("noise is no server of ours")
                }
                Step::Submit(_) => {
                    submitted += 1;
                    session.submitted(Ok(MessageId(submitted)));
                }
            }
        }
    }
    said.extend_from_slice(session.output());
    (said, submitted)
}

proptest! {
    #[test]
    fn noise_is_answered_in_whole_replies_however_it_is_cut(
        lines in proptest::collection::vec(line(), 0..40), piece in 1usize..20) {
        let noise = lines.concat();
        let (said, submitted) = converse(&noise, usize::MAX);
        let mut replies = BytesMut::from(&said[..]);
        let mut reader = ReplyReader::new();
        let mut accepted = 0;
        while let Some(reply) = reader.read(&mut replies).expect("whole replies") {
            accepted += u64::from(reply.to_string().contains("Queued mail for delivery"));
        }
        prop_assert!(replies.is_empty(), "nothing is left over");
        prop_assert_eq!(accepted, submitted, "250 for each message that was stored, and no other");
        let (again, resubmitted) = converse(&noise, piece);
        prop_assert_eq!(codes(&again), codes(&said), "the same whatever the pieces");
        prop_assert_eq!(resubmitted, submitted);
    }
}

/// Whole conversations, to be broken.
const CONVERSATIONS: &[&str] = &[
    "EHLO a\r\nMAIL FROM:<a@example.org> SIZE=100\r\nRCPT TO:<ann@contoso.com>\r\nDATA\r\nSubject: s\r\n\r\n..\r\n.\r\nQUIT\r\n",
    "EHLO a\r\nMAIL FROM:<> BODY=BINARYMIME\r\nRCPT TO:<ann@contoso.com> NOTIFY=NEVER\r\nBDAT 8\r\nA: b\r\n\r\nBDAT 0 LAST\r\nQUIT\r\n",
    "EHLO a\r\nMAIL FROM:<> XSYSPROBEID=6f9619ff-8b86-d011-b42d-00cf4fc964ff XATTRDIRECT=Incoming XMSGCTX=1;author:a@b\r\nRCPT TO:<ann@contoso.com> XRDST=partner.example\r\nRSET\r\nQUIT\r\n",
    "EHLO a\r\nAUTH LOGIN\r\nYW5u\r\nc2VjcmV0\r\nAUTH PLAIN AGFubgBzZWNyZXQ=\r\nRSET\r\nQUIT\r\n",
    "EHLO a\r\nXPROXYFROM IP=192.0.2.9 PORT=25 DOMAIN=a\r\nXSESSIONPARAMS MDBGUID=11111111-0000-0000-0000-000000000000\r\nMAIL FROM:<>\r\nRCPT TO:<ann@contoso.com>\r\nXPROXY IP=192.0.2.9 PORT=25 SECID=ann\r\nDATA\r\n.\r\nQUIT\r\n",
    "EHLO a\r\nAUTH SCRAM-SHA-256 biwsbj1hbm4scj14eXo=\r\nYz1iaXdzLHI9eHl6\r\n*\r\nHELP\r\nVRFY ann\r\nETRN @a.b\r\nQUIT\r\n",
    "HELO a\r\nMAIL FROM:<\"a b\"@example.org>\r\nRCPT TO:<Postmaster>\r\nRCPT TO:<x@[192.0.2.1]>\r\nDATA\r\n.\r\nNOOP\r\nQUIT\r\n",
];

/// Bytes at which the protocol turns.
const TURNS: &[&[u8]] = &[
    b"\r\n",
    b"\n",
    b"\r",
    b"\r\n.\r\n",
    b"\n.\n",
    b"\0",
    b"\xff",
    b"<",
    b">",
    b":",
    b" ",
    b"=",
    b"@",
    b"\"",
    b"LAST",
    b"18446744073709551616",
    b"-1",
    b"BDAT ",
    b"DATA\r\n",
    b"RSET\r\n",
    b"STARTTLS\r\n",
    b"XPROXYFROM IP=192.0.2.9 PORT=25 DOMAIN=a\r\n",
    b" SECID=ann",
    b"PROXY TCP4 ",
    b"\x16\x03\x01",
];

/// Numbers that are the same in each run (SplitMix64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }

    /// A conversation with some of its bytes cut, doubled, changed, or others in between.
    fn broken(&mut self) -> Vec<u8> {
        let mut text = CONVERSATIONS[self.below(CONVERSATIONS.len())].as_bytes().to_vec();
        for _ in 0..=self.below(6) {
            let (one, other) = (self.below(text.len() + 1), self.below(text.len() + 1));
            let piece = one.min(other)..one.max(other).min(one.min(other) + 60);
            match self.below(4) {
                0 => drop(text.drain(piece)),
                1 => text.extend_from_within(piece),
                2 => drop(text.splice(one..one, TURNS[self.below(TURNS.len())].iter().copied())),
                _ => text[piece].iter_mut().take(1).for_each(|byte| *byte ^= 1 << self.below(8)),
            }
        }
        text
    }
}

/// EMSH_FUZZ_SESSIONS takes another number of sessions, EMSH_FUZZ_SEED another beginning, for a longer search; a failure
/// names the seed of its session.
#[test]
fn malformed_sessions_come_to_an_end() {
    let setting = |name: &str, usual: u64| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual);
    let first = setting("EMSH_FUZZ_SEED", 20_261_121);
    for seed in first..first + setting("EMSH_FUZZ_SESSIONS", 2000) {
        let noise = Random(seed).broken();
        let started = std::time::Instant::now();
        let held = std::panic::catch_unwind(|| {
            let (said, submitted) = converse(&noise, usize::MAX);
            let accepted = String::from_utf8_lossy(&said).matches("Queued mail for delivery").count();
            assert_eq!(accepted as u64, submitted, "250 for each message that was stored, and no other");
            let mut replies = BytesMut::from(&said[..]);
            let mut reader = ReplyReader::new();
            while reader.read(&mut replies).expect("whole replies").is_some() {}
            assert!(replies.is_empty(), "nothing is left over");
        });
        let shown = String::from_utf8_lossy(&noise);
        assert!(held.is_ok(), "EMSH_FUZZ_SEED={seed} EMSH_FUZZ_SESSIONS=1: {shown:?}");
        assert!(started.elapsed() < std::time::Duration::from_secs(10), "EMSH_FUZZ_SEED={seed} takes long: {shown:?}");
    }
}

/// The replies without the identifiers that are made anew each time.
fn codes(said: &[u8]) -> Vec<String> {
    String::from_utf8_lossy(said).lines().map(|line| line.chars().take(9).collect()).collect()
}
