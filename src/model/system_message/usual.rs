//! The usual words: what delivery reports say about a status code where the organization has none of its own.

use serde_json::json;

use super::DsnCode;
use crate::model::class::Properties;

/// The language that they are in.
const LANGUAGE: &str = "en";

/// What the sender can do about a status. `is_ours`: a server of ours has said it, which may mean something else than
/// where the recipient's has.
pub fn usual_words(code: DsnCode, is_ours: bool) -> &'static str {
    match (code.class, code.subject, code.detail) {
        (4, 3, 2) if is_ours => {
            "An administrator of this mail server has removed the message. Ask them why before you send it again."
        }
        (_, 1, 1 | 3 | 6) => {
            "This address does not exist, or is written wrongly. Check it letter by letter, and ask the recipient if it \
             looks right."
        }
        (_, 1, 2 | 10) | (_, 4, 4) => {
            "The part of the address after the @ takes no mail, or does not exist. Check it letter by letter."
        }
        (5, 2, 0) if is_ours => {
            "Mail for this recipient is sent on to somebody who is not there. The recipient, or an administrator of this \
             mail server, can mend that."
        }
        (_, 2, 2) => "The recipient's mailbox is full. Try again later, or reach the recipient in another way.",
        (_, 2, 1) => "The recipient's mailbox takes no mail at present.",
        (_, 2, 3) | (_, 3, 4) => "The message is too large. Send it with smaller attachments, or in parts.",
        (_, 4, 7) => {
            "The mail server of the recipient could not be reached for too long, or would not take the message."
        }
        (_, 4, 6) | (_, 3, 5) => {
            "The message goes round in circles between mail servers. Their administrators can help."
        }
        (_, 5, 3) => "The message has too many recipients. Send it to fewer at a time.",
        (_, 6, _) => "The mail server of the recipient cannot handle the form of the message.",
        (_, 7, _) => {
            "You may not send to this recipient, or the message was taken for unwanted mail. The recipient's \
             administrator can tell why."
        }
        (4, 4, _) => "The mail server of the recipient cannot be reached at present.",
        (4, _, _) => "The mail server of the recipient does not take the message at present.",
        _ => "The mail server of the recipient refused the message.",
    }
}

/// The codes that have words of their own or that a server of ours reports. Of all others the words are those of 4.0.0
/// or of 5.0.0.
const CODES: &[(u8, u16, u16)] = &[
    (4, 0, 0),
    (4, 2, 2),
    (4, 3, 2),
    (4, 4, 1),
    (4, 4, 4),
    (4, 4, 6),
    (4, 4, 7),
    (4, 7, 1),
    (5, 0, 0),
    (5, 1, 1),
    (5, 1, 2),
    (5, 1, 3),
    (5, 1, 4),
    (5, 1, 6),
    (5, 1, 10),
    (5, 2, 0),
    (5, 2, 1),
    (5, 2, 2),
    (5, 2, 3),
    (5, 2, 4),
    (5, 3, 0),
    (5, 3, 4),
    (5, 3, 5),
    (5, 4, 4),
    (5, 4, 6),
    (5, 4, 7),
    (5, 4, 8),
    (5, 5, 3),
    (5, 5, 6),
    (5, 6, 0),
    (5, 6, 3),
    (5, 7, 1),
    (5, 7, 10),
    (5, 7, 30),
];

/// The usual words as they would be stored, for either side: both are told the same.
pub fn originals() -> Vec<Properties> {
    let sides = [true, false];
    let all = sides.into_iter().flat_map(|internal| CODES.iter().map(move |code| (internal, code)));
    let originals = all.map(|(internal, &(class, subject, detail))| {
        let code = DsnCode::new(class, subject, detail);
        let given = json!({
            "DsnCode": code.to_string(), "Internal": internal, "Language": LANGUAGE, "Text": usual_words(code, true),
        });
        given.as_object().cloned().unwrap_or_default()
    });
    originals.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SystemMessage;
    use crate::model::class::Class;

    #[test]
    fn the_usual_words_are_texts_that_could_be_given() {
        let all = originals();
        assert_eq!(all.len(), 2 * CODES.len());
        assert!(CODES.is_sorted(), "in their order, each once");
        for given in all {
            let named = super::super::name_of(&given).expect("a name");
            let message = SystemMessage::create(&named, "", given.into()).expect("of its types");
            assert!((1..=super::super::LONGEST_TEXT).contains(&message.text.chars().count()), "{named}");
        }
    }

    #[test]
    fn a_status_may_mean_something_else_elsewhere() {
        for (code, is_ours, says) in [
            ((5, 2, 0), true, "sent on to somebody who is not there"),
            ((5, 2, 0), false, "The mail server of the recipient refused the message."),
            ((5, 0, 0), false, "The mail server of the recipient refused the message."),
            ((4, 3, 2), true, "An administrator of this mail server has removed the message."),
            ((4, 3, 2), false, "does not take the message at present"),
        ] {
            let (class, subject, detail) = code;
            let words = usual_words(DsnCode::new(class, subject, detail), is_ours);
            assert!(words.contains(says), "{code:?}: {words}");
        }
    }
}
