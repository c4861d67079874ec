use super::*;
use crate::mail::reply::ReplyReader;
use crate::transport::samples::{envelope, recipient};
use crate::transport::{BodyType, DsnReturn, Envelope, Notify};
use proptest::prelude::*;

/// What the server of a test offers, by the words of EHLO.
fn offering(words: &[&str]) -> Arc<Capabilities> {
    let mut lines = smallvec::smallvec!["mx".into()];
    lines.extend(words.iter().map(|word| word.to_string().into()));
    Arc::new(Capabilities::of(&Reply { code: 250, status: None, lines }))
}

struct Play {
    envelope: Envelope,
    capabilities: Arc<Capabilities>,
    dialect: Dialect,
    transfer: Transfer,
    needs_reset: bool,
}

impl Play {
    fn new(recipients: &[&str], offers: &[&str]) -> Play {
        Play {
            envelope: envelope("anna@contoso.com", recipients),
            capabilities: offering(offers),
            dialect: Dialect::Smtp,
            transfer: Transfer::Data,
            needs_reset: false,
        }
    }

    /// Plays the conversation: `C:` what we say, `S:` replies, `text` and `dot` where the text or a lone dot is sent.
    /// Gives the outcomes and how the connection is left, one a line.
    fn run(&self, transcript: &str) -> String {
        let recipients: Vec<usize> = (0..self.envelope.recipients.len()).collect();
        let letter = Letter {
            envelope: &self.envelope,
            recipients: &recipients,
            size: 1000,
            body_type: self.envelope.body_type,
            transfer: self.transfer,
            has_utf8_headers: self.envelope.demands.utf8,
        };
        let mut transaction = Transaction::new(letter, self.dialect, &self.capabilities, Speaker::Us, self.needs_reset);
        let mut out = BytesMut::new();
        let mut step = transaction.start(&mut out);
        let (mut input, mut reader) = (BytesMut::new(), ReplyReader::new());
        for line in transcript.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if let Some(text) = line.strip_prefix("S: ") {
                assert!(out.is_empty(), "said {out:?} before {line}");
                input.extend_from_slice(format!("{text}\r\n").as_bytes());
                if let Some(reply) = reader.read(&mut input).unwrap() {
                    step = transaction.on_reply(&reply, &mut out);
                }
            } else if let Some(text) = line.strip_prefix("C: ") {
                let end =
                    out.windows(2).position(|two| two == b"\r\n").unwrap_or_else(|| panic!("nothing said: {line}"));
                assert_eq!(out.split_to(end), text.as_bytes(), "in\n{transcript}");
                let _ = out.split_to(2);
            } else {
                let expected = if line == "text" { Step::SendText } else { Step::SendNothing };
                assert_eq!(step, expected, "{line} in\n{transcript}");
            }
        }
        assert_eq!((step, &out[..]), (Step::Done, &b""[..]), "at the end of\n{transcript}");
        let ends = transaction.ends();
        let (outcomes, again) = transaction.finish();
        let mut lines: Vec<String> = outcomes
            .iter()
            .map(|(at, outcome)| match outcome {
                Outcome::Sent { remark, relays_dsn } => format!("{at} sent {remark} {relays_dsn}"),
                Outcome::Duplicate(remark) => format!("{at} again {remark}"),
                Outcome::Deferred(remark) => format!("{at} deferred {remark}"),
                Outcome::Failed(remark) => format!("{at} failed {remark}"),
            })
            .collect();
        lines.extend(again.iter().map(|at| format!("{at} again")));
        lines.push(format!("{ends:?}"));
        lines.join("\n")
    }
}

#[test]
fn one_command_after_another() {
    let play = Play::new(&["ben@fabrikam.com", "cleo@fabrikam.com"], &["SIZE"]);
    let ended = play.run(
        "C: MAIL FROM:<anna@contoso.com> SIZE=1000
         S: 250 2.1.0 ok
         C: RCPT TO:<ben@fabrikam.com>
         S: 550 5.1.1 unknown
         C: RCPT TO:<cleo@fabrikam.com>
         S: 250 2.1.5 ok
         C: DATA
         S: 354 go
         text
         S: 250 2.6.0 queued",
    );
    assert_eq!(ended, "0 failed 550 5.1.1 unknown\n1 sent 250 2.6.0 queued false\nClean");
}

#[test]
fn all_at_once_where_the_server_takes_batches() {
    let play = Play::new(&["ben@fabrikam.com", "cleo@fabrikam.com"], &["PIPELINING"]);
    let ended = play.run(
        "C: MAIL FROM:<anna@contoso.com>
         C: RCPT TO:<ben@fabrikam.com>
         C: RCPT TO:<cleo@fabrikam.com>
         C: DATA
         S: 250 ok
         S: 450 4.2.1 later
         S: 250 ok
         S: 354 go
         text
         S: 250 queued",
    );
    assert_eq!(ended, "0 deferred 450 4.2.1 later\n1 sent 250 2.0.0 queued false\nClean");
}

#[test]
fn nobody_accepted_means_no_text() {
    let offers: [(&[&str], &str); 3] = [
        (&[], "S: 250 ok\nC: RCPT TO:<ben@fabrikam.com>\nS: 550 5.1.1 unknown"),
        (&["PIPELINING"], "C: RCPT TO:<ben@fabrikam.com>\nC: DATA\nS: 250 ok\nS: 550 5.1.1 unknown\nS: 554 no one"),
        (
            &["PIPELINING"],
            "C: RCPT TO:<ben@fabrikam.com>\nC: DATA\nS: 250 ok\nS: 550 5.1.1 unknown\nS: 354 go\ndot\nS: 554 no",
        ),
    ];
    for (offers, rest) in offers {
        let ended = Play::new(&["ben@fabrikam.com"], offers).run(&format!("C: MAIL FROM:<anna@contoso.com>\n{rest}"));
        let left = if rest.contains("dot") { "Clean" } else { "NeedsReset" };
        assert_eq!(ended, format!("0 failed 550 5.1.1 unknown\n{left}"));
    }
}

#[test]
fn a_refused_sender_is_everybodys_fate() {
    let recipients = ["ben@fabrikam.com", "cleo@fabrikam.com"];
    let ended = Play::new(&recipients, &[]).run("C: MAIL FROM:<anna@contoso.com>\nS: 550 5.7.1 not you");
    assert_eq!(ended, "0 failed 550 5.7.1 not you\n1 failed 550 5.7.1 not you\nClean");
    let ended = Play::new(&recipients, &["PIPELINING"]).run(
        "C: MAIL FROM:<anna@contoso.com>
         C: RCPT TO:<ben@fabrikam.com>
         C: RCPT TO:<cleo@fabrikam.com>
         C: DATA
         S: 451 4.7.1 greylisted
         S: 503 no MAIL
         S: 503 no MAIL
         S: 503 no MAIL",
    );
    assert_eq!(ended, "0 deferred 451 4.7.1 greylisted\n1 deferred 451 4.7.1 greylisted\nClean");
}

#[test]
fn what_was_left_unfinished_is_reset_first() {
    let play = Play { needs_reset: true, ..Play::new(&["ben@fabrikam.com"], &["PIPELINING"]) };
    let ended = play.run(
        "C: RSET
         C: MAIL FROM:<anna@contoso.com>
         C: RCPT TO:<ben@fabrikam.com>
         C: DATA
         S: 250 reset
         S: 250 ok
         S: 250 ok
         S: 354 go
         text
         S: 550 5.7.1 spam",
    );
    assert_eq!(ended, "0 failed 550 5.7.1 spam\nClean");
}

#[test]
fn a_chunk_follows_once_somebody_is_there_to_get_it() {
    let offers = ["PIPELINING", "CHUNKING", "BINARYMIME", "8BITMIME"];
    let mut play = Play { transfer: Transfer::Chunk, ..Play::new(&["ben@fabrikam.com", "cleo@x.example"], &offers) };
    play.envelope.body_type = BodyType::BinaryMime;
    let start = "C: MAIL FROM:<anna@contoso.com> BODY=BINARYMIME
         C: RCPT TO:<ben@fabrikam.com>
         C: RCPT TO:<cleo@x.example>
         S: 250 ok
         S: 550 unknown";
    let ended = play.run(&format!("{start}\nS: 250 ok\nC: BDAT 1000 LAST\ntext\nS: 250 2.6.0 queued"));
    assert_eq!(ended, "0 failed 550 5.0.0 unknown\n1 sent 250 2.6.0 queued false\nClean");
    let ended = play.run(&format!("{start}\nS: 450 later"));
    assert_eq!(ended, "0 failed 550 5.0.0 unknown\n1 deferred 450 4.0.0 later\nNeedsReset");
}

#[test]
fn lmtp_answers_for_each_recipient() {
    let recipients = ["ben@contoso.com", "cleo@contoso.com", "dora@contoso.com"];
    let play = Play { dialect: Dialect::Lmtp, ..Play::new(&recipients, &["PIPELINING"]) };
    let ended = play.run(
        "C: MAIL FROM:<anna@contoso.com>
         C: RCPT TO:<ben@contoso.com>
         C: RCPT TO:<cleo@contoso.com>
         C: RCPT TO:<dora@contoso.com>
         C: DATA
         S: 250 ok
         S: 250 ok
         S: 550 5.1.1 unknown
         S: 250 ok
         S: 354 go
         text
         S: 250 2.0.0 saved
         S: 452 4.2.2 mailbox full",
    );
    assert_eq!(
        ended,
        "0 sent 250 2.0.0 saved false\n1 failed 550 5.1.1 unknown\n2 deferred 452 4.2.2 mailbox full\nClean"
    );
}

#[test]
fn a_full_transaction_is_followed_by_another() {
    let play = Play::new(&["a@x.example", "b@x.example", "c@x.example"], &["PIPELINING"]);
    let start = "C: MAIL FROM:<anna@contoso.com>
         C: RCPT TO:<a@x.example>
         C: RCPT TO:<b@x.example>
         C: RCPT TO:<c@x.example>
         C: DATA
         S: 250 ok";
    for crowded in ["452 4.5.3 too many", "552 too many"] {
        let ended =
            play.run(&format!("{start}\nS: 250 ok\nS: {crowded}\nS: 452 4.5.3 too many\nS: 354 go\ntext\nS: 250 ok"));
        assert_eq!(ended, "0 sent 250 2.0.0 ok false\n1 again\n2 again\nClean");
    }
    let ended = play.run(&format!("{start}\nS: 452 4.3.1 full\nS: 452 4.3.1 full\nS: 452 4.3.1 full\nS: 503 no one"));
    let full = "deferred 452 4.3.1 full";
    assert_eq!(
        ended,
        format!("0 {full}\n1 {full}\n2 {full}\nNeedsReset"),
        "nobody at all got in: no use in asking again"
    );
}

#[test]
fn no_batch_is_so_large_that_both_sides_wait_to_be_read() {
    let addresses: Vec<String> = (0..250).map(|number| format!("r{number}@x.example")).collect();
    let play = Play::new(&addresses.iter().map(String::as_str).collect::<Vec<_>>(), &["PIPELINING"]);
    let rcpt =
        |range: std::ops::Range<usize>| range.map(|n| format!("C: RCPT TO:<r{n}@x.example>\n")).collect::<String>();
    let ok = |count: usize| "S: 250 ok\n".repeat(count);
    // 99 recipients go with MAIL; whenever half of what was said is answered, as much is said again.
    let mut transcript = format!("C: MAIL FROM:<anna@contoso.com>\n{}", rcpt(0..99));
    for said in [99, 149, 199] {
        transcript.push_str(&format!("{}{}", ok(50), rcpt(said..said + 50)));
    }
    transcript.push_str(&format!("{}{}C: DATA\n{}S: 354 go\ntext\nS: 250 queued", ok(50), rcpt(249..250), ok(51)));
    let ended = play.run(&transcript);
    assert_eq!(ended.lines().filter(|line| line.contains("sent 250")).count(), 250);
}

#[test]
fn a_server_that_closes_leaves_the_rest_deferred() {
    let play = Play::new(&["a@x.example", "b@x.example"], &[]);
    let ended = play.run(
        "C: MAIL FROM:<anna@contoso.com>
         S: 250 ok
         C: RCPT TO:<a@x.example>
         S: 550 5.1.1 unknown
         C: RCPT TO:<b@x.example>
         S: 421 4.3.2 closing",
    );
    assert_eq!(ended, "0 failed 550 5.1.1 unknown\n1 deferred 421 4.3.2 closing\nDead");
}

#[test]
fn nonsense_is_never_a_delivery() {
    let start = "C: MAIL FROM:<anna@contoso.com>\nS: 250 ok\nC: RCPT TO:<a@x.example>\nS: 250 ok\nC: DATA\n";
    let play = Play::new(&["a@x.example"], &[]);
    let ended = play.run(&format!("{start}S: 250 what text?"));
    assert!(ended.starts_with("0 deferred 451 4.5.0 DATA was answered"), "{ended}");
    let ended = play.run(&format!("{start}S: 354 go\ntext\nS: 354 go on"));
    assert_eq!(ended, "0 deferred 354 4.0.0 go on\nClean");
}

#[test]
fn the_wishes_for_reports_go_along_where_they_are_understood() {
    let mut play = Play::new(&["a@x.example", "b@x.example"], &["PIPELINING", "DSN", "8BITMIME"]);
    play.envelope.dsn_return = Some(DsnReturn::Headers);
    play.envelope.envelope_id = Some("a b=1".into());
    play.envelope.body_type = BodyType::EightBitMime;
    play.envelope.recipients[0].notify = Some(Notify { success: false, failure: false, delay: false });
    play.envelope.recipients[1].notify = Some(Notify { success: true, failure: false, delay: true });
    play.envelope.recipients[1].original = Some(("rfc822".into(), "old+1@x.example".into()));
    let rest = "S: 250 ok\nS: 250 ok\nS: 250 ok\nS: 354 go\ntext\nS: 250 ok";
    let ended = play.run(&format!(
        "C: MAIL FROM:<anna@contoso.com> BODY=8BITMIME RET=HDRS ENVID=a+20b+3D1
         C: RCPT TO:<a@x.example> NOTIFY=NEVER
         C: RCPT TO:<b@x.example> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;old+2B1@x.example
         C: DATA\n{rest}"
    ));
    assert_eq!(ended, "0 sent 250 2.0.0 ok true\n1 sent 250 2.0.0 ok true\nClean");
    play.capabilities = offering(&["PIPELINING"]);
    play.envelope.return_path = crate::model::ReversePath::Null;
    let ended =
        play.run(&format!("C: MAIL FROM:<>\nC: RCPT TO:<a@x.example>\nC: RCPT TO:<b@x.example>\nC: DATA\n{rest}"));
    assert_eq!(ended, "0 sent 250 2.0.0 ok false\n1 sent 250 2.0.0 ok false\nClean");
}

#[test]
fn what_a_server_cannot_take_is_not_offered_to_it() {
    let envelope = envelope("anna@contoso.com", &["ben@fabrikam.com"]);
    let letter = |envelope, size| Letter {
        envelope,
        recipients: &[0],
        size,
        body_type: BodyType::SevenBit,
        transfer: Transfer::Data,
        has_utf8_headers: false,
    };
    assert_eq!(letter(&envelope, 1000).suits(&offering(&["SIZE 1000"])), Ok(()));
    assert_eq!(letter(&envelope, u64::MAX).suits(&offering(&["SIZE 0"])), Ok(()));
    let refused = letter(&envelope, 1001).suits(&offering(&["SIZE 1000"])).unwrap_err();
    assert_eq!((refused.code, refused.status.to_string().as_str()), (552, "5.3.4"));
    let mut beyond = envelope.clone();
    beyond.recipients[0] = recipient("jürgen@fabrikam.com");
    assert_eq!(letter(&beyond, 1).suits(&offering(&[])).unwrap_err().status.to_string(), "5.6.7");
    assert_eq!(letter(&beyond, 1).suits(&offering(&["SMTPUTF8"])), Ok(()));
    let header = Letter { has_utf8_headers: true, ..letter(&envelope, 1) };
    assert_eq!(header.suits(&offering(&[])).unwrap_err().status.to_string(), "5.6.9");
}

#[test]
fn what_is_beyond_ascii_is_announced() {
    let mut play = Play::new(&["jörg@x.example"], &["PIPELINING", "SMTPUTF8", "DSN"]);
    play.envelope.recipients[0].original = Some(("utf-8".into(), "jörg@old.example".into()));
    let rest = "C: DATA\nS: 250 ok\nS: 250 ok\nS: 354 go\ntext\nS: 250 2.0.0 ok";
    play.run(&format!(
        "C: MAIL FROM:<anna@contoso.com> SMTPUTF8\nC: RCPT TO:<jörg@x.example> ORCPT=utf-8;j\\x{{F6}}rg@old.example\n{rest}"
    ));
    let mut header = Play::new(&["a@x.example"], &["PIPELINING", "SMTPUTF8"]);
    header.envelope.demands.utf8 = true;
    header.run(&format!("C: MAIL FROM:<anna@contoso.com> SMTPUTF8\nC: RCPT TO:<a@x.example>\n{rest}"));
    let plain = Play::new(&["a@x.example"], &["PIPELINING", "SMTPUTF8"]);
    plain.run(&format!("C: MAIL FROM:<anna@contoso.com>\nC: RCPT TO:<a@x.example>\n{rest}"));
}

proptest! {
    /// Whatever a server says, everybody has exactly one outcome, and nobody is delivered to without a `2yz` after the text.
    #[test]
    fn every_recipient_has_one_outcome(
        codes in proptest::collection::vec(
            prop_oneof![
                4 => Just(250u16), 3 => Just(354), 1 => Just(421), 1 => Just(452), 1 => Just(550), 1 => Just(552),
                1 => 200u16..600
            ], 0..20),
        pipelining in any::<bool>(), chunk in any::<bool>(), lmtp in any::<bool>(), needs_reset in any::<bool>(),
    ) {
        let envelope = envelope("anna@contoso.com", &["a@x.example", "b@x.example", "c@x.example"]);
        let letter = Letter {
            envelope: &envelope,
            recipients: &[2, 0],
            size: 1,
            body_type: BodyType::SevenBit,
            transfer: if chunk { Transfer::Chunk } else { Transfer::Data },
            has_utf8_headers: false,
        };
        let capabilities = Arc::new(Capabilities { pipelining, ..Capabilities::default() });
        let dialect = if lmtp { Dialect::Lmtp } else { Dialect::Smtp };
        let mut transaction = Transaction::new(letter, dialect, &capabilities, Speaker::Us, needs_reset);
        let mut out = BytesMut::new();
        let mut step = transaction.start(&mut out);
        let (mut sent_text, mut accepted_after) = (false, false);
        for code in codes {
            match step {
                Step::Done => break,
                Step::SendText => sent_text = true,
                Step::SendNothing | Step::Listen => {}
            }
            accepted_after |= sent_text && code / 100 == 2;
            step = transaction.on_reply(&Reply::bare(code, "x"), &mut out);
        }
        transaction.on_loss(for_now(451, 4, 2, "lost"));
        let (outcomes, again) = transaction.finish();
        let mut seen: Vec<usize> = outcomes.iter().map(|(at, _)| *at).chain(again).collect();
        seen.sort_unstable();
        prop_assert_eq!(seen, vec![0, 2]);
        if !accepted_after {
            let delivered = outcomes.iter().any(|(_, outcome)| matches!(outcome, Outcome::Sent { .. }));
            prop_assert!(!delivered);
        }
    }
}
