//! A hundred thousand sessions that no sane client would hold: the transcripts, with their lines cut, doubled, swapped,
//! spliced and filled with bytes of all kinds, fed in pieces of all sizes.
//!
//! Every run does the same: the numbers have a fixed seed. EMSH_FUZZ_SEED takes another one and EMSH_FUZZ_ROUNDS another
//! number of sessions; a failure names the seed of its session. What must hold: nothing panics; the session comes to rest
//! after each piece; what it says are whole lines of SMTP; it keeps no more of the input than a line; what it submits has
//! a sender, a recipient and the size it says. Takes some 20 s in a debug build.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use bytes::BytesMut;

use super::player::{certificate, raw};
use crate::transport::receive::account::secret_of;
use crate::transport::receive::scene::{self, Still};
use crate::transport::receive::session::{Agreed, Ends, Journal, Logon, Opening, Session, Step};
use crate::transport::{MessageId, Settings};

const ROUNDS: u64 = 100_000;
const SEED: u64 = 20_261_121;

/// Bytes at which a session turns.
const SIGNS: &[&[u8]] = &[
    b"\r\n",
    b"\n",
    b"\r",
    b"\r\n.\r\n",
    b"\n.\n",
    b".",
    b"..",
    b"\0",
    b" ",
    b"\t",
    b"<",
    b">",
    b"<>",
    b"@",
    b":",
    b"=",
    b"\"",
    b"\\",
    b"[",
    b"]",
    b";",
    b",",
    b"+",
    b"\xff",
    b"\xc3\xa9",
    b"\xe2\x80\xae",
    b"\xc3",
    b"SIZE=99999999999999999999",
    b"BODY=BINARYMIME",
    b"BDAT 0 LAST\r\n",
    b"BDAT 18446744073709551615\r\n",
    b"BDAT 5\r\n",
    b"DATA\r\n",
    b"RSET\r\n",
    b"MAIL FROM:<>\r\n",
    b"RCPT TO:<ann@contoso.com>\r\n",
    b"EHLO x\r\n",
    b"STARTTLS\r\n",
    b"XPROXYFROM IP=192.0.2.9 PORT=25 DOMAIN=x\r\n",
    b"XPROXY IP=192.0.2.9 PORT=25 SECID=ann\r\n",
    b"XSESSIONPARAMS MDBGUID=11111111-0000-0000-0000-000000000000\r\n",
    b"X-LINK2STATE FIRST CHUNK={00000005} TABLE\r\n",
    b"X-LINK2STATE LAST CHUNK={00000004} MORE\r\n",
    b"CHUNK={FFFFFFFF}",
    b"PERMS=1073",
    b"AUTH LOGIN\r\n",
    b"AUTH PLAIN ",
    b"AUTH SCRAM-SHA-256 ",
    b"*\r\n",
    b"=\r\n",
    b"NOTIFY=NEVER",
    b"ORCPT=rfc822;",
    b"+41",
    b"SMTPUTF8",
    b"TURN\r\n",
    b"ATRN ",
    b"ETRN #",
    b"QUIT\r\n",
];

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().map_or(default, |text| text.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

#[test]
fn a_hundred_thousand_malformed_sessions_are_answered() {
    let corpus = corpus();
    assert!(corpus.len() > 30, "only {} conversations were found", corpus.len());
    let (first, rounds) = (setting("EMSH_FUZZ_SEED", SEED), setting("EMSH_FUZZ_ROUNDS", ROUNDS));
    let stages = [stage(false), stage(true)];
    let threads = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    let totals: Vec<Counts> = std::thread::scope(|scope| {
        let work = |thread: u64| {
            let mut counts = Counts::default();
            for seed in (first..first + rounds).skip(thread as usize).step_by(threads as usize) {
                let held = catch_unwind(AssertUnwindSafe(|| attack(seed, &corpus, &stages, &mut counts)));
                assert!(held.is_ok(), "EMSH_FUZZ_SEED={seed} EMSH_FUZZ_ROUNDS=1");
            }
            counts
        };
        let workers: Vec<_> = (0..threads).map(|thread| scope.spawn(move || work(thread))).collect();
        workers.into_iter().map(|worker| worker.join().expect("the failure is told above")).collect()
    });
    let sum = |of: fn(&Counts) -> u64| totals.iter().map(of).sum::<u64>();
    let (refused, submitted) = (sum(|counts| counts.refused), sum(|counts| counts.submitted));
    println!("{rounds} sessions: {refused} refusals, {submitted} messages");
    // They reach the depths of the protocol, and are no sound sessions.
    assert!(
        rounds < ROUNDS || (refused > rounds && submitted > rounds / 20),
        "{refused} refusals, {submitted} messages"
    );
}

#[derive(Clone, Copy, Default)]
struct Counts {
    refused: u64,
    submitted: u64,
}

/// What the peers of the transcripts say.
fn corpus() -> Vec<Vec<Vec<u8>>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/smtp");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("there").map(|entry| entry.expect("readable").path()).collect();
    files.sort();
    let said = |line: &str| match line.split_once(": ") {
        Some(("C", text)) => Some([text.as_bytes(), b"\r\n"].concat()),
        Some(("R", text)) => Some(raw(text)),
        _ => None,
    };
    let read = |path| std::fs::read_to_string(path).expect("readable").lines().filter_map(said).collect::<Vec<_>>();
    files.into_iter().map(read).filter(|lines| !lines.is_empty()).collect()
}

fn stage(has_certificate: bool) -> Arc<Settings> {
    let given = serde_json::json!({
        "TarpitInterval": "00:00:00", "AuthTarpitInterval": "00:00:00",
        "PermissionGroups": "AnonymousUsers, ExchangeUsers, ExchangeServers",
        "ExtendedRights": [
            "Allow ms-Exch-SMTP-Accept-XProxyFrom NT AUTHORITY\\ANONYMOUS LOGON",
            "Allow ms-Exch-SMTP-Accept-XSessionParams NT AUTHORITY\\ANONYMOUS LOGON",
        ],
    });
    let mut settings = scene::settings(vec![scene::connector("Default HUB01", given)]);
    scene::house(&mut settings, "One", uuid::Uuid::from_u128(0x1111_1111 << 96), "ann@contoso.com");
    settings.tls = has_certificate.then(certificate);
    Arc::new(settings)
}

/// One session, from its first byte to its end.
fn attack(seed: u64, corpus: &[Vec<Vec<u8>>], stages: &[Arc<Settings>; 2], counts: &mut Counts) {
    let mut random = Random(seed);
    let settings = random.of(stages).clone();
    let text = broken(corpus, &mut random);
    let ends = Ends {
        local: "10.0.0.1:25".parse().expect("an address"),
        remote: "192.0.2.7:40000".parse().expect("an address"),
        session: seed,
    };
    let connector = settings.receive_connectors[0].clone();
    let session = Session::new(ends, settings.clone(), connector, Arc::new(Still), Journal::closed());
    let mut target = Target { session, settings, submitted: 0, random };
    let mut input = BytesMut::new();
    let mut is_open = target.advance(&mut input, counts);
    let mut rest = &text[..];
    while is_open && !rest.is_empty() {
        let length = match target.random.below(4) {
            0 => 1,
            1 => 1 + target.random.below(16),
            _ => 1 + target.random.below(4096),
        };
        let (piece, after) = rest.split_at(length.min(rest.len()));
        rest = after;
        input.extend_from_slice(piece);
        is_open = target.advance(&mut input, counts);
        assert!(!is_open || input.len() <= MOST_KEPT, "{} bytes are kept", input.len());
    }
    counts.submitted += target.submitted;
}

/// A line of AUTH may be 12,288 bytes (RFC 4954 §4).
const MOST_KEPT: usize = 16 * 1024;

struct Target {
    session: Session,
    settings: Arc<Settings>,
    submitted: u64,
    random: Random,
}

impl Target {
    /// Lets the session have what there is. False: it is over.
    fn advance(&mut self, input: &mut BytesMut, counts: &mut Counts) -> bool {
        // Each step takes input or ends something: a session that comes back without end turns in a circle.
        for _ in 0..2 * input.len() + 100 {
            match self.session.advance(input) {
                Step::Pause(_) => {}
                Step::Spill(..) => {
                    if self.random.below(8) == 0 {
                        self.session.spill_failed(&crate::transport::Refusal::Resources("full".into()));
                    }
                }
                Step::Open => {
                    let opening = Opening::Admitted(self.settings.clone(), self.session.connector().clone());
                    self.session.opened(opening);
                }
                Step::Renew => {
                    let opening = Opening::Admitted(self.settings.clone(), self.session.connector().clone());
                    self.session.renewed(opening);
                }
                Step::LogOn(_) => self.session.logged_on(Logon::Refused),
                Step::LookUp(user) => {
                    let (mailbox, secret) = secret_of(&self.settings, &user);
                    self.session.looked_up(mailbox, secret);
                }
                Step::Submit(submission) => {
                    let (envelope, content) = (&submission.envelope, &submission.content);
                    assert!(!envelope.recipients.is_empty() && !envelope.internet_message_id.is_empty());
                    if !content.is_spilled {
                        let length = content.stamped.header.len() + content.rest.concat().len();
                        assert_eq!(length as u64, envelope.size, "the envelope knows the size");
                    }
                    self.submitted += 1;
                    self.session.submitted(Ok(MessageId(self.submitted)));
                }
                Step::Consult(_) => self.session.advised(None),
                Step::Release(_) => self.session.released(Ok(0)),
                Step::Turn(_) => self.session.turned(Ok(0)),
                Step::Encrypt(_) => {
                    self.check_output(counts);
                    input.clear();
                    let words = "version=TLS1_3, cipher=TLS13_AES_256_GCM_SHA384".into();
                    self.session.encrypted(Agreed {
                        words,
                        thumbprint: None,
                        partner_of: Vec::new(),
                        capable_as: Vec::new(),
                    });
                }
                Step::Read => {
                    self.check_output(counts);
                    return true;
                }
                Step::Connect(_) => self.session.connected(Err("nobody is there".to_owned())),
                Step::Discards(_) => self.session.discards(None),
                Step::Close | Step::Reverse(_) | Step::Bridge | Step::Shadow(_) => {
                    self.check_output(counts);
                    return false;
                }
            }
        }
        panic!("the session does not come to rest");
    }

    /// Whole lines, each with a code, each short enough for any client (RFC 5321 §4.5.3.1.5).
    fn check_output(&mut self, counts: &mut Counts) {
        let output = self.session.output().split().freeze();
        assert!(output.is_empty() || output.ends_with(b"\r\n"), "{output:?}");
        for line in output[..].split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            let (line, end) = line.split_at(line.len() - 1);
            assert_eq!(end, b"\r", "{line:?}");
            assert!(line.len() <= 1000 && !line.contains(&b'\r') && !line.contains(&0), "{line:?}");
            let is_reply = line.len() >= 3
                && (b'2'..=b'5').contains(&line[0])
                && line[..3].iter().all(u8::is_ascii_digit)
                && line.get(3).is_none_or(|mark| matches!(mark, b' ' | b'-'));
            assert!(is_reply, "{:?}", String::from_utf8_lossy(line));
            counts.refused += u64::from(line[0] >= b'4');
        }
    }
}

/// A conversation of the corpus, made wrong.
fn broken(corpus: &[Vec<Vec<u8>>], random: &mut Random) -> Vec<u8> {
    let mut lines: Vec<Vec<u8>> = random.of(corpus).clone();
    for _ in 0..1 + random.below(6) {
        let at = random.below(lines.len());
        match random.below(9) {
            0 => drop(lines.remove(at)),
            1 => lines.insert(at, lines[at].clone()),
            2 => {
                let other = random.below(lines.len());
                lines.swap(at, other);
            }
            3 => {
                let foreign = random.of(corpus);
                let line = random.of(foreign).clone();
                lines.insert(at, line);
            }
            4 => {
                let length = random.below(lines[at].len() + 1);
                lines[at].truncate(length);
            }
            5 => {
                let long = vec![b'A' + random.below(26) as u8; 1 << random.below(15)];
                let place = random.below(lines[at].len() + 1);
                lines[at].splice(place..place, long);
            }
            6 => {
                let line = &mut lines[at];
                for _ in 0..1 + random.below(8) {
                    let place = random.below(line.len() + 1);
                    line.insert(place, random.below(256) as u8);
                }
            }
            _ => {
                let place = random.below(lines[at].len() + 1);
                let sign = random.of(SIGNS);
                lines[at].splice(place..place, sign.iter().copied());
            }
        }
        if lines.is_empty() {
            lines.push(random.of(SIGNS).to_vec());
        }
    }
    lines.concat()
}

/// Numbers that are the same wherever they are drawn (SplitMix64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}
