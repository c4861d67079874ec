//! How likely a message is spam, by what agents and phrases say, and what follows from that.
//!
//! Promise: no I/O. Phrases are looked for once, all together, and only where there are any.

use std::sync::Arc;

use regex::{Regex, RegexBuilder};

use crate::mail::content::Content;
use crate::mail::header;
use crate::model::content_filter::SpamAction;
use crate::model::{ContentFilterConfig, ContentFilterPhrase, Influence};
use crate::transport::{Envelope, SCL};

/// Of a message with a bad phrase.
const CERTAIN: i8 = 9;

/// What the settings say about spam, ready to be asked.
#[derive(Clone, Debug)]
pub struct SpamFilter {
    pub config: Arc<ContentFilterConfig>,
    good: Option<Regex>,
    bad: Option<Regex>,
}

/// What is thought of a message.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    pub level: i8,
    /// A phrase has said so, which is to be written into the header.
    pub is_by_phrase: bool,
    pub action: Option<SpamAction>,
}

impl SpamFilter {
    pub fn new(
        config: Arc<ContentFilterConfig>,
        phrases: impl IntoIterator<Item = Arc<ContentFilterPhrase>>,
    ) -> SpamFilter {
        let phrases: Vec<_> = phrases.into_iter().collect();
        let of = |influence| any_of(phrases.iter().filter(|phrase| phrase.influence == influence));
        SpamFilter { good: of(Influence::GoodWord), bad: of(Influence::BadWord), config }
    }

    /// `None`: it is not asked about this message, or knows nothing. `body` is `None` where the message is too large.
    pub fn judge(&self, envelope: &Envelope, header: &[u8], body: Option<&[u8]>) -> Option<Judged> {
        let config = &self.config;
        let is_bypassed = || envelope.recipients.iter().any(|one| config.bypasses_recipient(&one.address));
        if !config.is_at_work() || config.bypasses_sender(&envelope.return_path) || is_bypassed() {
            return None;
        }
        let said = header::find(header, SCL).and_then(|field| field.text().trim().parse::<i8>().ok());
        if said.is_some_and(|level| level < 0) {
            return None;
        }
        let found = self.by_phrase(envelope, header, body);
        let level = found.or(said)?;
        Some(Judged { level, is_by_phrase: found.is_some(), action: config.action(level) })
    }

    fn by_phrase(&self, envelope: &Envelope, header: &[u8], body: Option<&[u8]>) -> Option<i8> {
        if self.good.is_none() && self.bad.is_none() {
            return None;
        }
        let message = body.map(|body| [header, body].concat()).unwrap_or_default();
        let content = Content::read(&message);
        let texts = content.texts();
        let finds = |phrases: &Option<Regex>| {
            let Some(phrases) = phrases else { return false };
            phrases.is_match(&envelope.subject) || texts.iter().any(|text| phrases.is_match(text))
        };
        match (finds(&self.good), finds(&self.bad)) {
            (true, _) => Some(0),
            (false, true) => Some(CERTAIN),
            (false, false) => None,
        }
    }
}

/// Looks for any of these phrases, each as whole words, whatever blanks are between them.
fn any_of<'a>(phrases: impl Iterator<Item = &'a Arc<ContentFilterPhrase>>) -> Option<Regex> {
    let phrase = |phrase: &ContentFilterPhrase| {
        phrase.phrase.split_whitespace().map(regex::escape).collect::<Vec<_>>().join(r"\s+")
    };
    let all: Vec<String> = phrases.map(|one| phrase(one)).filter(|one| !one.is_empty()).collect();
    if all.is_empty() {
        return None;
    }
    let any = format!(r"(?:^|\W)(?:{})(?:\W|$)", all.join("|"));
    // 64 MB: room for ten thousand phrases of the longest kind.
    RegexBuilder::new(&any).case_insensitive(true).multi_line(true).size_limit(64 << 20).build().ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::class::Class;
    use crate::transport::samples::envelope;

    fn filter(config: serde_json::Value) -> SpamFilter {
        let phrase = |text: &str, influence: &str| {
            let given = json!({ "Phrase": text, "Influence": influence });
            Arc::new(ContentFilterPhrase::create(text, "", given).expect("sound"))
        };
        let config = ContentFilterConfig::create("ContentFilterConfig", "", config).expect("sound");
        SpamFilter::new(
            Arc::new(config),
            [phrase("free  lottery", "BadWord"), phrase("(a.b)", "BadWord"), phrase("Atlas", "GoodWord")],
        )
    }

    #[test]
    fn agents_and_phrases_say_how_likely_it_is() {
        for (header, body, expected, why) in [
            ("Subject: x\r\n", "Hello", None, "nobody has said anything"),
            ("X-MS-Exchange-Organization-SCL: 6\r\n", "Hello", Some((6, false)), "an agent"),
            ("X-MS-Exchange-Organization-SCL: -1\r\n", "free lottery", None, "an agent trusts it"),
            ("X-MS-Exchange-Organization-SCL: many\r\n", "Hello", None, "no level"),
            ("A: b\r\n", "Our FREE\r\nLottery!", Some((9, true)), "a phrase, over two lines"),
            ("A: b\r\n", "see (a.b)", Some((9, true)), "no pattern"),
            ("A: b\r\n", "see (axb)", None, "no pattern"),
            ("A: b\r\n", "freelottery", None, "no such words"),
            ("A: b\r\n", "the free lottery of Atlas", Some((0, true)), "the good one wins"),
            (
                "Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n",
                "ZnJlZSBsb3R0ZXJ5",
                Some((9, true)),
                "decoded",
            ),
        ] {
            let header = format!("{header}\r\n");
            let judged = filter(json!({})).judge(
                &envelope("a@x.example", &["b@y.example"]),
                header.as_bytes(),
                Some(body.as_bytes()),
            );
            assert_eq!(judged.map(|judged| (judged.level, judged.is_by_phrase)), expected, "{why}");
        }
    }

    #[test]
    fn some_are_not_judged() {
        let with = |name: &str, value: serde_json::Value| json!({ name: value });
        for (config, why) in [
            (with("Enabled", false.into()), "switched off"),
            (with("BypassedSenders", json!(["A@x.example"])), "a sender"),
            (with("BypassedSenderDomains", json!(["*.example"])), "a domain"),
            (with("BypassedRecipients", json!(["b@y.example"])), "a recipient"),
        ] {
            let message = envelope("a@x.example", &["b@y.example"]);
            assert_eq!(filter(config).judge(&message, b"\r\n", Some(b"free lottery")), None, "{why}");
        }
    }
}
