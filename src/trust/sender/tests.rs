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
