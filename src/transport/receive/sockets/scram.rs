//! SCRAM-SHA-256 with a client of its own.

use std::num::NonZeroU32;

use ring::{digest, hmac, pbkdf2};

use super::*;

/// Logs in; the last reply, and whether the server has proved to know the password too.
async fn log_in(peer: &mut Peer<TcpStream>, user: &str, password: &str) -> (String, bool) {
    let first = format!("n={user},r=nonce");
    let reply = peer.ask(&format!("AUTH SCRAM-SHA-256 {}", STANDARD.encode(format!("n,,{first}")))).await;
    let challenge = STANDARD.decode(reply.strip_prefix("334 ").expect("a challenge")).expect("in Base64");
    let challenge = String::from_utf8(challenge).expect("text");
    let part = |at: usize| challenge.split(',').nth(at).expect("three parts")[2..].to_owned();
    let (nonce, salt, rounds) =
        (part(0), STANDARD.decode(part(1)).expect("a salt"), part(2).parse().expect("a number"));
    let mut salted = [0; 32];
    pbkdf2::derive(
        pbkdf2::PBKDF2_HMAC_SHA256,
        NonZeroU32::new(rounds).expect("some"),
        &salt,
        password.as_bytes(),
        &mut salted,
    );
    let sign = |key: &[u8], text: &str| hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), text.as_bytes());
    let client_key = sign(&salted, "Client Key");
    let signed = format!("{first},{challenge},c=biws,r={nonce}");
    let signature = sign(digest::digest(&digest::SHA256, client_key.as_ref()).as_ref(), &signed);
    let proof: Vec<u8> = client_key.as_ref().iter().zip(signature.as_ref()).map(|(key, sign)| key ^ sign).collect();
    let last = format!("c=biws,r={nonce},p={}", STANDARD.encode(proof));
    let reply = peer.ask(&STANDARD.encode(last)).await;
    let Some(theirs) = reply.strip_prefix("334 ") else { return (reply, false) };
    let expected = format!("v={}", STANDARD.encode(sign(sign(&salted, "Server Key").as_ref(), &signed)));
    let is_proven = STANDARD.decode(theirs).is_ok_and(|theirs| theirs == expected.as_bytes());
    (peer.ask("").await, is_proven)
}

#[tokio::test]
async fn users_prove_to_know_a_password_and_so_does_the_server() {
    let node = node(json!({"PermissionGroups": "ExchangeUsers", "AuthMechanism": "BasicAuth"})).await;
    node.change(give_password);
    let mut peer = node.connect().await;
    peer.greet().await;
    let refused = "535 5.7.3 Authentication unsuccessful";
    for (user, password, expected) in [
        ("ann", "wrong", (refused, false)),
        ("nobody", "secret", (refused, false)),
        ("ann@contoso.com", "secret", ("235 2.7.0 Authentication successful", true)),
    ] {
        let (reply, is_proven) = log_in(&mut peer, user, password).await;
        assert_eq!((reply.as_str(), is_proven), expected, "{user} {password}");
    }
    assert_eq!(peer.ask("MAIL FROM:<ann@contoso.com>").await, "250 2.1.0 Sender OK");
    assert_eq!(node.reception.metrics().failed_logons.get(), 2);
}
