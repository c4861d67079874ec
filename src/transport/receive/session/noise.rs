//! Noise: whatever a peer sends, in whatever pieces, the session answers in whole replies and never panics.

use std::sync::Arc;

use bytes::BytesMut;
use proptest::prelude::*;
use serde_json::json;

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
            "AuthMechanism": "BasicAuth",
            "MaxProtocolErrors": "unlimited",
        }),
    );
    let settings = Arc::new(scene::settings(vec![connector]));
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
                Step::Open => session.opened(Opening::Admitted(settings.clone(), session.connector().clone())),
                Step::LogOn(_) => session.logged_on(Logon::Refused),
                Step::LookUp(user) => session.looked_up(None, ScramSecret::decoy(b"noise", &user)),
                Step::Encrypt(_) => panic!("there is no certificate"),
                Step::Spill(..) => panic!("there is not that much noise"),
                Step::Release(_) => session.released(Ok(1)),
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

/// The replies without the identifiers that are made anew each time.
fn codes(said: &[u8]) -> Vec<String> {
    String::from_utf8_lossy(said).lines().map(|line| line.chars().take(9).collect()).collect()
}
