use super::*;
use proptest::prelude::*;

fn convert(message: &[u8], cut: usize) -> Result<String, Unconvertible> {
    let mut out = Vec::new();
    let mut conversion = SevenBit::new();
    for piece in message.chunks(cut.max(1)) {
        conversion.convert(piece, &mut out)?;
    }
    conversion.finish(&mut out)?;
    Ok(String::from_utf8(out).unwrap())
}

fn whole(message: &str) -> String {
    convert(message.as_bytes(), usize::MAX).unwrap()
}

#[test]
fn text_is_quoted_and_says_so() {
    for (message, expected, why) in [
        (
            "Subject: s\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\
             Content-Transfer-Encoding: 8bit\r\n\r\nGrün = gut. \r\n",
            "Subject: s\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\
             Content-Transfer-Encoding: quoted-printable\r\n\r\nGr=C3=BCn =3D gut.=20\r\n",
            "declared",
        ),
        (
            "Subject: s\r\n\r\nGrün\r\n",
            "Subject: s\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=unknown-8bit\r\n\
             Content-Transfer-Encoding: quoted-printable\r\n\r\nGr=C3=BCn\r\n",
            "from before MIME",
        ),
        (
            "Content-Type: image/gif\r\nMIME-Version: 1.0\r\nContent-Transfer-Encoding: binary\r\n\r\na\nb\r\0é",
            "Content-Type: image/gif\r\nMIME-Version: 1.0\r\nContent-Transfer-Encoding: base64\r\n\r\nYQpiDQDDqQ==\r\n",
            "binary",
        ),
        (
            "MIME-Version: 1.0\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nw7w=\r\n",
            "MIME-Version: 1.0\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nw7w=\r\n",
            "encoded already",
        ),
    ] {
        assert_eq!(whole(message), expected, "{why}");
    }
}

const NESTED: &str = "MIME-Version: 1.0\r\n\
    Content-Type: multipart/mixed; boundary=\"out er\"\r\n\
    Content-Transfer-Encoding: 8bit\r\n\
    \r\n\
    préambule\r\n\
    --out er\r\n\
    Content-Type: text/plain; charset=utf-8\r\n\
    Content-Transfer-Encoding: 8bit\r\n\
    \r\n\
    é\r\n\
    \r\n\
    --out er  \r\n\
    Content-Type: message/rfc822\r\n\
    Content-Transfer-Encoding: 8bit\r\n\
    \r\n\
    Subject: inner\r\n\
    MIME-Version: 1.0\r\n\
    Content-Type: multipart/alternative; boundary=in\r\n\
    \r\n\
    --in\r\n\
    Content-Type: application/x\r\n\
    Content-Transfer-Encoding: binary\r\n\
    \r\n\
    é\n--in-- \n\
    --out er\r\n\
    Content-Type: text/plain\r\n\
    Content-Transfer-Encoding: 7bit\r\n\
    \r\n\
    seven\r\n\
    --out er--\r\n\
    épilogue\r\n";

#[test]
fn parts_are_walked_through_to_the_innermost() {
    let expected = "MIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=\"out er\"\r\n\
        Content-Transfer-Encoding: 7bit\r\n\
        \r\n\
        pr??ambule\r\n\
        --out er\r\n\
        Content-Type: text/plain; charset=utf-8\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\
        \r\n\
        =C3=A9\r\n\
        \r\n\
        --out er\r\n\
        Content-Type: message/rfc822\r\n\
        Content-Transfer-Encoding: 7bit\r\n\
        \r\n\
        Subject: inner\r\n\
        MIME-Version: 1.0\r\n\
        Content-Type: multipart/alternative; boundary=in\r\n\
        \r\n\
        --in\r\n\
        Content-Type: application/x\r\n\
        Content-Transfer-Encoding: base64\r\n\
        \r\n\
        w6kK\r\n\
        --in--\r\n\
        --out er\r\n\
        Content-Type: text/plain\r\n\
        Content-Transfer-Encoding: 7bit\r\n\
        \r\n\
        seven\r\n\
        --out er--\r\n\
        ??pilogue\r\n";
    assert_eq!(whole(NESTED), expected);
    for cut in 1..40 {
        assert_eq!(convert(NESTED.as_bytes(), cut).unwrap(), expected, "cut every {cut} bytes");
    }
}

#[test]
fn what_has_no_seven_bit_form_is_refused() {
    let signed = "Content-Type: multipart/signed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n";
    for (message, expected, why) in [
        ("Subject: é\r\n\r\nx\r\n".to_owned(), Unconvertible::Header, "header"),
        (
            format!("{signed}Content-Transfer-Encoding: 8bit\r\n\r\né\r\n--b--\r\n"),
            Unconvertible::Sealed,
            "a signature would break",
        ),
        (format!("{signed}\r\né\r\n--b--\r\n"), Unconvertible::Undeclared, "signed, and not even declared"),
        (
            "Content-Type: text/plain\r\nContent-Transfer-Encoding: 7bit\r\n\r\né\r\n".to_owned(),
            Unconvertible::Undeclared,
            "a lie",
        ),
        ("A".repeat(LONGEST_HEADER + 2), Unconvertible::Unbounded, "no end of a header"),
        ("Content-Type: message/rfc822\r\n\r\n".repeat(3) + "X: é\r\n\r\n", Unconvertible::Header, "within"),
    ] {
        assert_eq!(convert(message.as_bytes(), usize::MAX).unwrap_err(), expected, "{why}");
    }
    let plain = format!("{signed}\r\nsigned\r\n--b--\r\n");
    assert_eq!(whole(&plain), plain, "what is 7-bit stays as it was signed");
}

#[test]
fn nesting_has_an_end() {
    let mut deep = String::new();
    for level in 0..=DEEPEST {
        deep.push_str(&format!("Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n"));
    }
    assert_eq!(convert(deep.as_bytes(), usize::MAX).unwrap_err(), Unconvertible::Unbounded);
}

/// Quoted-printable as receivers read it.
fn unquote(text: &str) -> Vec<u8> {
    let joined = text.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = joined.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        if byte == b'=' {
            bytes.push(u8::from_str_radix(std::str::from_utf8(&after[..2]).unwrap(), 16).unwrap());
            rest = &after[2..];
        } else {
            bytes.push(byte);
            rest = after;
        }
    }
    bytes
}

fn texts() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        3 => proptest::collection::vec(any::<u8>(), 0..30),
        2 => Just(b"\r\n".to_vec()),
        1 => Just(b"\n".to_vec()),
        1 => Just(b"\r".to_vec()),
        1 => Just(b" ".to_vec()),
        1 => Just(b"--b".to_vec()),
        1 => proptest::collection::vec(any::<u8>(), 4000..4200),
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn what_is_encoded_decodes_to_what_it_was(text in texts(), cut in 1usize..5000) {
        for (media_type, is_text) in [("text/plain", true), ("image/png", false)] {
            let header = format!("MIME-Version: 1.0\r\nContent-Type: {media_type}\r\n");
            let mut message = format!("{header}Content-Transfer-Encoding: binary\r\n\r\n").into_bytes();
            message.extend_from_slice(&text);
            let converted = convert(&message, cut).unwrap();
            prop_assert!(converted.is_ascii());
            prop_assert!(converted.lines().all(|line| line.len() <= 76));
            let body = converted.split_once("\r\n\r\n").unwrap().1;
            let decoded = if is_text {
                unquote(body)
            } else {
                use base64::Engine as _;
                base64::engine::general_purpose::STANDARD.decode(body.replace("\r\n", "")).unwrap()
            };
            prop_assert_eq!(&decoded, &text);
        }
    }

    #[test]
    fn no_message_panics_and_lines_are_whole(message in proptest::collection::vec(prop_oneof![
        Just("Content-Type: multipart/mixed; boundary=b\r\n"), Just("Content-Type: message/rfc822\n"), Just("\r\n"),
        Just("--b\r\n"), Just("--b--\n"), Just("Content-Transfer-Encoding: 8bit\r\n"), Just("é\r"), Just("x\n"), Just("\r"),
    ], 0..25), cut in 1usize..50) {
        if let Ok(converted) = convert(message.concat().as_bytes(), cut) {
            prop_assert!(converted.is_ascii());
            prop_assert!(!converted.replace("\r\n", "").contains(['\r', '\n']), "{converted:?}");
        }
    }
}
