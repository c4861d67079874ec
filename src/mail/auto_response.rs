//! Which automatic answers the sender of a message wants none of: `X-Auto-Response-Suppress` (MS-OXCMAIL §2.2.3.2.14),
//! which mailbox servers obey: kinds of answers with commas between them, such as `DR, OOF`, or `All`, or `None`.

use super::header;

const FIELD: &str = "X-Auto-Response-Suppress";

/// The fields, such that out-of-office messages are among the answers that are not wanted; `None` where they say so
/// already. What else they say stays; several such fields become one.
pub fn suppress_oof(fields: &[u8]) -> Option<Vec<u8>> {
    let said: Vec<String> = header::fields(fields).filter(|field| field.is(FIELD)).map(|field| field.text()).collect();
    let mut kinds: Vec<&str> = Vec::new();
    for kind in said.iter().flat_map(|text| text.split(',')).map(str::trim) {
        let is_known = kinds.iter().any(|known| known.eq_ignore_ascii_case(kind));
        if !kind.is_empty() && !kind.eq_ignore_ascii_case("None") && !is_known {
            kinds.push(kind);
        }
    }
    let is_said = kinds.iter().any(|kind| ["OOF", "All"].iter().any(|known| known.eq_ignore_ascii_case(kind)));
    if is_said && said.len() == 1 {
        return None;
    }
    if !is_said {
        kinds.push("OOF");
    }
    Some(write(fields, format!("{FIELD}: {}\r\n", kinds.join(", ")).into_bytes()))
}

/// One such field: where the first one is, else behind all others.
fn write(fields: &[u8], line: Vec<u8>) -> Vec<u8> {
    let mut line = Some(line);
    let mut written =
        header::rewritten(fields, |field| field.is(FIELD).then(|| line.take().unwrap_or_default())).into_owned();
    if let Some(line) = line {
        if !written.is_empty() && !written.ends_with(b"\n") {
            written.extend_from_slice(b"\r\n");
        }
        written.extend(line);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_already_is_kept_and_nothing_said_twice() {
        for (fields, expected, why) in [
            ("Subject: x\r\n", Some("Subject: x\r\nX-Auto-Response-Suppress: OOF\r\n"), "nothing is said"),
            ("", Some("X-Auto-Response-Suppress: OOF\r\n"), "no fields"),
            ("Subject: x", Some("Subject: x\r\nX-Auto-Response-Suppress: OOF\r\n"), "a header that was cut"),
            (
                "x-auto-response-suppress: DR,\r\n RN\r\nSubject: x\r\n",
                Some("X-Auto-Response-Suppress: DR, RN, OOF\r\nSubject: x\r\n"),
                "something else is",
            ),
            ("X-Auto-Response-Suppress: None\r\n", Some("X-Auto-Response-Suppress: OOF\r\n"), "None is no more so"),
            ("X-Auto-Response-Suppress: dr, oof\r\n", None, "it is"),
            ("X-Auto-Response-Suppress: All\r\n", None, "all of them"),
            (
                "X-Auto-Response-Suppress: DR\r\nA: b\r\nX-Auto-Response-Suppress: OOF, DR\r\n",
                Some("X-Auto-Response-Suppress: DR, OOF\r\nA: b\r\n"),
                "who reads only the first would not see it",
            ),
        ] {
            let found = suppress_oof(fields.as_bytes()).map(|fields| String::from_utf8(fields).expect("text"));
            assert_eq!(found.as_deref(), expected, "{why}");
            let again = found.and_then(|fields| suppress_oof(fields.as_bytes()));
            assert_eq!(again, None, "{why}: said once");
        }
    }
}
