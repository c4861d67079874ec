use mail_auth::common::crypto::Ed25519Key;

use super::*;

fn sealed(header: &str) -> Result<String, SignerError> {
    let key = DkimKey::from(Ed25519Key::from_pkcs8_der(&Ed25519Key::generate_pkcs8().unwrap()).unwrap());
    let by = SealedBy {
        key: &key,
        algorithm: "ed25519-sha256",
        domain: "contoso.com".to_owned(),
        selector: "s1".to_owned(),
        servers: vec!["hub1.contoso.com".to_owned()],
        now: Timestamp::UNIX_EPOCH,
    };
    let mut stream = SealingStream::new(by);
    let text = format!("{header}From: a@example.net\r\nSubject: s\r\n\r\ntext\r\n");
    text.as_bytes().chunks(7).for_each(|piece| stream.take(piece));
    stream.finish()
}

fn set(number: u32, cv: &str) -> String {
    format!(
        "ARC-Seal: i={number}; a=rsa-sha256; cv={cv}; d=x; s=s; b=AA\r\nARC-Message-Signature: i={number}; a=rsa-sha256; \
         d=x; s=s; h=from; bh=AA; b=AA\r\nARC-Authentication-Results: i={number}; x; none\r\n"
    )
}

#[test]
fn a_seal_says_what_the_chain_was_when_it_came() {
    let results = |arc: &str| format!("Authentication-Results: hub1.contoso.com;\r\n\tspf=pass;\r\n\tarc={arc}\r\n");
    let no_chain = "Authentication-Results: HUB1.contoso.com; spf=pass\r\n".to_owned();
    for (header, expected, why) in [
        (no_chain.clone(), Some("i=1; cv=none"), "the first of a chain"),
        (results("pass") + &set(1, "none"), Some("i=2; cv=pass"), "the next of one that holds"),
        (results("fail") + &set(1, "none"), Some("i=2; cv=fail"), "of one that does not"),
        (results("fail") + &set(2, "fail") + &set(1, "none"), None, "said already"),
        (no_chain.clone() + &set(1, "none"), None, "nobody has looked at it"),
        (results("pass") + &set(2, "none"), None, "the first set is missing"),
        (results("pass") + &set(1, "none") + &set(1, "none"), None, "two of the same number"),
        (results("pass") + "ARC-Seal: i=1; cv=none\r\n", None, "half a set"),
        ("Authentication-Results: mx.example.net; spf=pass\r\n".to_owned(), None, "somebody else's words"),
        (String::new(), None, "nothing was checked"),
    ] {
        let found = sealed(&header).ok();
        let told = found.as_ref().map(|fields| {
            let seal = fields.lines().next().unwrap();
            format!("{}; {}", &seal["ARC-Seal: ".len()..].split(';').next().unwrap(), seal.split("; ").last().unwrap())
        });
        assert_eq!(told.map(|told| told.trim_end_matches(';').to_owned()).as_deref(), expected, "{why}: {found:?}");
    }
}

#[test]
fn what_was_found_out_is_in_the_set_as_it_was_written() {
    let fields = sealed("Authentication-Results: hub1.contoso.com;\r\n\tspf=pass;\r\n\tdkim=none\r\n").unwrap();
    let results = fields.split("\r\nARC-Authentication-Results:").nth(1).unwrap();
    assert_eq!(results, " i=1; hub1.contoso.com;\r\n\tspf=pass;\r\n\tdkim=none\r\n");
    assert!(fields.contains("h=From:\r\n\t Subject;"), "{fields}");
    assert!(fields.lines().all(|line| line.len() < 200), "{fields}");
}
