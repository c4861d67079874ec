//! What a server says it takes at most (LIMITS, RFC 9422).
//!
//! Promise: a limit that makes no sense is none. Names that are not known mean nothing to us (§3).

use std::collections::HashSet;

use crate::model::SmtpAddress;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// MAILMAX: transactions in one session.
    pub mails: Option<usize>,
    /// RCPTMAX: recipients in one transaction.
    pub recipients: Option<usize>,
    /// RCPTDOMAINMAX: domains of the recipients in one transaction.
    pub domains: Option<usize>,
}

impl Limits {
    /// Reads what stands behind the keyword.
    pub fn of<'a>(words: impl Iterator<Item = &'a str>) -> Limits {
        let mut limits = Limits::default();
        for (name, value) in words.filter_map(|word| word.split_once('=')) {
            let value = value.parse().ok().filter(|value| *value > 0);
            match name.to_ascii_uppercase().as_str() {
                "MAILMAX" => limits.mails = value,
                "RCPTMAX" => limits.recipients = value,
                "RCPTDOMAINMAX" => limits.domains = value,
                _ => {}
            }
        }
        limits
    }

    /// How many of these recipients, from the first on, may be in one transaction.
    pub fn fit<'a>(&self, recipients: impl Iterator<Item = &'a SmtpAddress>) -> usize {
        let recipients = recipients.take(self.recipients.unwrap_or(usize::MAX));
        let Some(most) = self.domains else { return recipients.count() };
        let mut domains = HashSet::new();
        let domains = recipients.map(move |recipient| {
            domains.insert(recipient.domain());
            domains.len()
        });
        domains.take_while(|count| *count <= most).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_read_in_any_order_and_nonsense_is_none() {
        for (text, expected) in [
            ("", Limits::default()),
            (
                "MAILMAX=5 rcptmax=100 RCPTDOMAINMAX=1",
                Limits { mails: Some(5), recipients: Some(100), domains: Some(1) },
            ),
            ("RCPTMAX=0 MAILMAX=-1 RCPTDOMAINMAX=many SIZEMAX=1 RCPTMAX", Limits::default()),
        ] {
            assert_eq!(Limits::of(text.split_ascii_whitespace()), expected, "{text}");
        }
    }

    #[test]
    fn as_many_go_into_one_transaction_as_fit() {
        let recipients: Vec<SmtpAddress> =
            ["a@one.example", "b@one.example", "c@two.example", "d@one.example", "e@three.example"]
                .map(|address| address.parse().expect(address))
                .into();
        for (limits, expected, why) in [
            (Limits::default(), 5, "no limit"),
            (Limits { recipients: Some(3), ..Limits::default() }, 3, "recipients"),
            (Limits { domains: Some(1), ..Limits::default() }, 2, "one domain"),
            (Limits { domains: Some(2), ..Limits::default() }, 4, "two domains"),
            (Limits { recipients: Some(1), domains: Some(9), ..Limits::default() }, 1, "both"),
        ] {
            assert_eq!(limits.fit(recipients.iter()), expected, "{why}");
        }
    }
}
