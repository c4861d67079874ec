//! What becomes of a text on its way: whole or in chunks, from memory or the spool, in eight bits or seven.

use std::sync::Arc;

use bytes::Bytes;
use serde_json::json;

use super::scene::{GREETING, ONE_MESSAGE, Scene, attempt, said};
use super::server::Server;
use crate::resolve::Zone;
use crate::transport::{Attempt, Body, BodyType};

#[tokio::test]
async fn a_large_message_comes_from_the_spool_whichever_way_it_goes() {
    let header = "Subject: s\r\nX-MS-Exchange-Organization-A: b\r\n";
    let body: String = (0..60_000).map(|number| format!(".{number}\r\n")).collect();
    let whole = format!("{header}\r\n{body}");
    let sent = format!("Subject: s\r\n\r\n{body}");
    let spooled = Body::Spooled { handle: 1, size: whole.len() as u64, header: Bytes::from(format!("{header}\r\n")) };
    let chunk = format!(
        "S: 220 mx\nC: EHLO\nS: 250-mx\nS: 250-CHUNKING\nS: 250 SIZE\nC: MAIL FROM:<ann@contoso.com> SIZE={0}\nS: 250 ok\n\
         C: RCPT\nS: 250 ok\nC: BDAT {0} LAST\nCHUNK {0}\nS: 250 2.6.0 queued\nQUIT",
        sent.len()
    );
    let data = format!("{GREETING}\n{ONE_MESSAGE}\nQUIT");
    for (script, expected) in [(chunk, sent.clone()), (data, format!("{}.\r\n", sent.replace("\r\n.", "\r\n..")))] {
        let server = Server::start(&[&script], None).await;
        let given = json!({ "SmartHosts": ["127.0.0.1"], "Port": server.address.port() });
        let scene = Scene::with(given, Zone::new(), rustls::RootCertStore::empty(), &whole);
        let message = Attempt { body: spooled.clone(), ..attempt(&["ben@fabrikam.com"], "") };
        assert_eq!(said(&scene.send(&message).await), ["sent 250 2.6.0 queued"]);
        let texts = server.finish().await;
        assert!(texts[0] == expected, "what came is what was sent, {} and {} bytes", texts[0].len(), expected.len());
    }
}

#[tokio::test]
async fn what_data_cannot_carry_is_not_sent_by_data() {
    let message = attempt(&["ben@fabrikam.com"], "Subject: s\r\n\r\nbare\nline feed\r\n");
    let server = Server::start(&[&format!("{GREETING}\nQUIT")], None).await;
    let refused = said(&Scene::to(&server).send(&message).await);
    assert!(refused[0].starts_with("failed 550 5.6.11 SMTPSEND.BareLinefeedsAreIllegal"), "{refused:?}");
    server.finish().await;
    let chunk = "S: 220 mx\nC: EHLO\nS: 250-mx\nS: 250 CHUNKING\nC: MAIL\nS: 250 ok\nC: RCPT\nS: 250 ok\nC: BDAT 30 LAST\n\
        CHUNK 30\nS: 250 2.6.0 queued\nQUIT";
    let server = Server::start(&[chunk], None).await;
    assert_eq!(said(&Scene::to(&server).send(&message).await), ["sent 250 2.6.0 queued"]);
    server.finish().await;
}

#[tokio::test]
async fn a_server_that_refuses_in_the_middle_of_a_text_is_heard() {
    let script =
        format!("{}\nS: 552 5.3.4 enough\nCLOSE", format!("{GREETING}\n{ONE_MESSAGE}").split("TEXT").next().unwrap());
    let server = Server::start(&[&script], None).await;
    let text = format!("Subject: s\r\n\r\n{}", "x".repeat(70).to_owned() + "\r\n").repeat(100_000);
    let mut carriage = Scene::to(&server).open().await.unwrap();
    let delivery = carriage.deliver(&attempt(&["ben@fabrikam.com"], &text)).await;
    server.finish().await;
    // The reset that follows may overtake the words; then the message waits.
    let outcome = said(&delivery).remove(0);
    assert!(outcome == "failed 552 5.3.4 enough" || outcome.starts_with("deferred 451 4.4.2"), "{outcome}");
    assert!(!delivery.is_reusable);
}

#[tokio::test]
async fn eight_bit_text_is_declared_or_converted() {
    let script = format!(
        "S: 220 mx\nC: EHLO\nS: 250-mx\nS: 250-8BITMIME\nS: 250 PIPELINING\n{}\nQUIT",
        ONE_MESSAGE.replace("<ann@contoso.com>", "<ann@contoso.com> BODY=8BITMIME")
    );
    let server = Server::start(&[&script], None).await;
    let message = attempt(&["ben@fabrikam.com"], "Subject: s\r\n\r\ngr\u{fc}n\r\n");
    assert_eq!(said(&Scene::to(&server).send(&message).await), ["sent 250 2.6.0 queued"], "though nobody declared it");
    server.finish().await;

    let server = Server::start(&[&format!("{GREETING}\n{ONE_MESSAGE}\nQUIT")], None).await;
    assert_eq!(said(&Scene::to(&server).send(&message).await), ["sent 250 2.6.0 queued"]);
    let expected = "Subject: s\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=unknown-8bit\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\ngr=C3=BCn\r\n.\r\n";
    assert_eq!(server.finish().await, [expected]);

    let server = Server::start(&[&format!("{GREETING}\nQUIT")], None).await;
    let refused = said(&Scene::to(&server).send(&attempt(&["ben@fabrikam.com"], "Subject: gr\u{fc}n\r\n\r\n")).await);
    assert!(refused[0].starts_with("failed 554 5.6.3 SMTPSEND.ConversionFailed"), "{refused:?}");
    server.finish().await;
}

#[tokio::test]
async fn a_binary_message_from_the_spool_is_converted_on_its_way() {
    let header = "MIME-Version: 1.0\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: binary\r\n\r\n";
    let body = "\u{fc}\n\r.".repeat(20_000);
    let whole = format!("{header}{body}");
    let mut message = attempt(&["ben@fabrikam.com"], "");
    message.body = Body::Spooled { handle: 1, size: whole.len() as u64, header: Bytes::from(header) };
    Arc::make_mut(&mut message.envelope).body_type = BodyType::BinaryMime;
    let server = Server::start(&[&format!("{GREETING}\n{ONE_MESSAGE}\nQUIT")], None).await;
    let given = json!({ "SmartHosts": ["127.0.0.1"], "Port": server.address.port() });
    let scene = Scene::with(given, Zone::new(), rustls::RootCertStore::empty(), &whole);
    assert_eq!(said(&scene.send(&message).await), ["sent 250 2.6.0 queued"]);
    let texts = server.finish().await;
    let (head, encoded) = texts[0].split_once("\r\n\r\n").unwrap();
    assert!(head.ends_with("Content-Transfer-Encoding: base64"), "{head}");
    use base64::Engine as _;
    let decoded =
        base64::engine::general_purpose::STANDARD.decode(encoded.trim_end_matches(".\r\n").replace("\r\n", ""));
    assert!(decoded.unwrap() == body.as_bytes(), "what arrives decodes to what was sent");
}
