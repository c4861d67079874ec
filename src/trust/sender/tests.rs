use super::*;

/// Bodies are hashed as their signatures want it, once for each way.
#[test]
fn only_what_signatures_are_about_is_hashed() {
    let signature =
        "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.com; s=s; h=from; bh=AAAA; b=AAAA\r\n";
    let fields = format!("{signature}{signature}From: a@example.com\r\n");
    let message = parsed(fields.as_bytes(), b"text\r\n").expect("a header");
    assert_eq!((message.dkim_headers.len(), message.body_hashes.len()), (2, 1));
    assert_eq!(message.body_hashes[0].3.len(), 32);
    let many = signature.repeat(100) + "From: a@example.com\r\n";
    assert_eq!(parsed(many.as_bytes(), b"").expect("a header").dkim_headers.len(), MOST_SIGNATURES);
    assert!(parsed(b"", b"text").is_none());
}

/// In pieces of any size a text has the hashes that it has as a whole, in every form.
#[test]
fn a_text_in_pieces_has_the_same_hashes() {
    let signature = |form: &str| {
        format!("DKIM-Signature: v=1; a=rsa-sha256; c={form}; d=example.com; s=s; h=from; bh=AAAA; b=AAAA\r\n")
    };
    let fields = [&signature("relaxed/relaxed"), &signature("relaxed/simple"), "From: a@example.com\r\n"].concat();
    let text = b"a  b \t c\r\n \r\n\r\nlast \r\n\r\n\r\n";
    let whole: Vec<Vec<u8>> =
        parsed(fields.as_bytes(), text).expect("a header").body_hashes.into_iter().map(|hash| hash.3).collect();
    assert_eq!(whole.len(), 2);
    for size in 1..text.len() {
        let mut reading = Reading::of(fields.clone().into()).expect("signed");
        text.chunks(size).for_each(|piece| reading.take(piece));
        assert_eq!(reading.hashed(), whole, "in pieces of {size}");
    }
    assert!(Reading::of("From: a@example.com\r\n".into()).is_none(), "nothing is about the text");
}
