//! The part of a report that people read, as plain text or in both forms (RFC 2046 §5.1.4), of which their program shows
//! the one that it can.

use mail_builder::encoders::quoted_printable::QuotedPrintableEncoder;
use uuid::Uuid;

use super::compose::LONGEST_LINE;

/// Writes the part, its fields first.
pub(super) fn part(text: &str, has_html: bool, out: &mut Vec<u8>) {
    if !has_html {
        return plain(text, out);
    }
    let boundary = format!("=_{}", Uuid::new_v4().simple());
    let say = |out: &mut Vec<u8>, words: String| out.extend_from_slice(words.as_bytes());
    say(out, format!("Content-Type: multipart/alternative; boundary=\"{boundary}\"\r\n\r\n--{boundary}\r\n"));
    plain(text, out);
    say(out, format!("--{boundary}\r\n"));
    say(
        out,
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n".to_owned(),
    );
    QuotedPrintableEncoder::new().preserve_line_breaks().encode_into(page(text).as_bytes(), out);
    say(out, format!("\r\n--{boundary}--\r\n"));
}

fn plain(text: &str, out: &mut Vec<u8>) {
    if text.is_ascii() && text.lines().all(|line| line.len() <= LONGEST_LINE) {
        out.extend_from_slice(b"Content-Type: text/plain; charset=us-ascii\r\n\r\n");
        out.extend_from_slice(text.as_bytes());
    } else {
        out.extend_from_slice(
            b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n",
        );
        QuotedPrintableEncoder::new().preserve_line_breaks().encode_into(text.as_bytes(), out);
    }
    out.extend_from_slice(b"\r\n");
}

/// The same words as a page: what is set in stays set in, and a line of dashes is a rule.
fn page(text: &str) -> String {
    let mut page = "<!DOCTYPE html>\r\n<html><body style=\"font-family: sans-serif\">\r\n".to_owned();
    for block in text.split("\r\n\r\n").map(|block| block.trim_matches(['\r', '\n'])).filter(|block| !block.is_empty())
    {
        let block = match block.strip_prefix("----\r\n") {
            Some(rest) => {
                page.push_str("<hr>\r\n");
                rest
            }
            None => block,
        };
        let lines: Vec<String> = block.split("\r\n").map(line).collect();
        page.push_str(&format!("<p>{}</p>\r\n", lines.join("<br>\r\n")));
    }
    page.push_str("</body></html>\r\n");
    page
}

fn line(text: &str) -> String {
    let words = text.trim_start_matches(' ');
    "&nbsp;".repeat(text.len() - words.len()) + &escaped(words)
}

/// What senders and servers have said is never markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_says_the_same_and_no_more() {
        let text = "Not delivered to:\r\n\r\n  <b>ann</b>@a.b\r\n    Caf\u{e9} & co\r\n\r\n----\r\nFor administrators:\r\n\r\n";
        assert_eq!(
            page(text),
            "<!DOCTYPE html>\r\n<html><body style=\"font-family: sans-serif\">\r\n<p>Not delivered to:</p>\r\n\
             <p>&nbsp;&nbsp;&lt;b&gt;ann&lt;/b&gt;@a.b<br>\r\n&nbsp;&nbsp;&nbsp;&nbsp;Caf\u{e9} &amp; co</p>\r\n\
             <hr>\r\n<p>For administrators:</p>\r\n</body></html>\r\n"
        );
    }
}
