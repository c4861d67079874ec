//! The organization's own words for a status code, in the language of the message that is reported on.

use super::manner::Manner;
use crate::mail::{EnhancedStatus, header};
use crate::model::SystemMessage;
use crate::transport::Settings;

/// Where nothing tells of another language.
const USUAL: &str = "en";

/// The texts that one report may use.
pub(super) struct Custom<'a> {
    texts: Vec<&'a SystemMessage>,
    /// Languages of the reader, the most wanted first.
    languages: Vec<String>,
}

impl<'a> Custom<'a> {
    /// `original`: the header of the message that the report is about.
    pub fn new(settings: &'a Settings, is_inside: bool, manner: &Manner, original: &[u8]) -> Custom<'a> {
        let of_side = settings.system_messages.iter().filter(|message| message.internal == is_inside);
        let texts: Vec<&SystemMessage> = of_side.map(|message| &**message).collect();
        let is_asked = !texts.is_empty() && manner.finds_language;
        let mut languages = if is_asked { languages(original) } else { Vec::new() };
        languages.extend(manner.language.map(str::to_owned));
        Custom { texts, languages }
    }

    pub fn text(&self, status: EnhancedStatus) -> Option<&'a str> {
        let of_code = |message: &&&SystemMessage| {
            let code = message.dsn_code;
            (code.class, code.subject, code.detail) == (status.class, status.subject, status.detail)
        };
        let known: Vec<&&SystemMessage> = self.texts.iter().filter(of_code).collect();
        let fitting = self.languages.iter().map(String::as_str).chain([USUAL]).find_map(|language| {
            let exact = known.iter().find(|message| message.language.eq_ignore_ascii_case(language));
            // de-CH is German, too.
            exact.or_else(|| {
                known.iter().find(|message| primary(&message.language).eq_ignore_ascii_case(primary(language)))
            })
        });
        fitting.map(|message| message.text.as_str())
    }
}

fn primary(language: &str) -> &str {
    language.split('-').next().unwrap_or(language)
}

/// Accept-Language says what the sender reads, Content-Language what he wrote.
fn languages(original: &[u8]) -> Vec<String> {
    let field = |name| header::find(original, name).map(|field| field.text()).unwrap_or_default();
    let listed = format!("{},{}", field("Accept-Language"), field("Content-Language"));
    let tags = listed.split(',').map(|tag| tag.split(';').next().unwrap_or_default().trim().to_owned());
    tags.filter(|tag| !tag.is_empty()).take(10).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::json;

    use super::*;
    use crate::model::class::Class;
    use crate::model::{ReversePath, TransportConfig};
    use crate::transport::samples::settings;

    #[test]
    fn the_reader_gets_the_text_that_he_can_read() {
        let mut settings = settings();
        for (language, internal, code, text) in [
            ("en", true, "5.7.1", "english"),
            ("de", true, "5.7.1", "german"),
            ("fr-CA", true, "5.7.1", "quebec"),
            ("en", false, "5.7.1", "outside"),
            ("de", false, "5.7.1", "draussen"),
        ] {
            let given = json!({"DsnCode": code, "Internal": internal, "Language": language, "Text": text});
            settings.system_messages.push(Arc::new(SystemMessage::create(text, "", given).expect("sound")));
        }
        let reader = "ann@contoso.com".parse().expect("an address");
        let organization = json!({"ExternalDsnLanguageDetectionEnabled": false, "ExternalDsnDefaultLanguage": "de-AT"});
        settings.organization = Arc::new(TransportConfig::create("x", "", organization).expect("sound"));
        for (header, inside, status, expected) in [
            ("Subject: x\r\n", true, (5, 7, 1), Some("english")),
            ("Accept-Language: de-CH, en;q=0.5\r\n", true, (5, 7, 1), Some("german")),
            ("Content-Language: fr\r\n", true, (5, 7, 1), Some("quebec")),
            ("Accept-Language: it\r\n", true, (5, 7, 1), Some("english")),
            ("Accept-Language: en\r\n", false, (5, 7, 1), Some("draussen")),
            ("Subject: x\r\n", true, (5, 1, 1), None),
        ] {
            let manner = Manner::of(&settings, inside, &ReversePath::Null, &reader);
            let custom = Custom::new(&settings, inside, &manner, header.as_bytes());
            let (class, subject, detail) = status;
            assert_eq!(custom.text(EnhancedStatus::new(class, subject, detail)), expected, "{header}");
        }
        let organization = Arc::make_mut(&mut settings.organization);
        organization.internal_dsn_default_language = Some("fr".to_owned());
        let said = |settings: &Settings, header: &str| {
            let manner = Manner::of(settings, true, &ReversePath::Null, &reader);
            let custom = Custom::new(settings, true, &manner, header.as_bytes());
            custom.text(EnhancedStatus::new(5, 7, 1)).map(str::to_owned)
        };
        assert_eq!(said(&settings, "Accept-Language: it\r\n").as_deref(), Some("quebec"));
        assert_eq!(said(&settings, "Accept-Language: de\r\n").as_deref(), Some("german"));
        Arc::make_mut(&mut settings.organization).internal_dsn_language_detection_enabled = false;
        assert_eq!(said(&settings, "Accept-Language: de\r\n").as_deref(), Some("quebec"));
    }
}
