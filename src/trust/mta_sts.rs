//! MTA-STS (RFC 8461): what a domain says about the TLS of its mail exchangers. Reading only; asking is left to the
//! caller.

use std::str::FromStr;
use std::time::Duration;

/// What a policy wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StsMode {
    /// Mail goes by proven TLS or not at all.
    Enforce,
    /// Mail goes as without a policy.
    Testing,
    /// There is no policy any more.
    None,
}

/// Longest time that a policy may be kept (RFC 8461 §3.2: about a year).
const LONGEST: u64 = 31_557_600;

/// Patterns looked at. Domains have a handful of exchangers.
const MOST_PATTERNS: usize = 100;

/// What a domain says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StsPolicy {
    pub mode: StsMode,
    /// Names of exchangers, in lower case; `*.` in front stands for one further label.
    pub hosts: Vec<String>,
    /// How long it may be relied on.
    pub max_age: Duration,
}

/// The text is no policy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the policy has no valid {0}")]
pub struct NotAPolicy(&'static str);

impl FromStr for StsPolicy {
    type Err = NotAPolicy;

    fn from_str(text: &str) -> Result<StsPolicy, NotAPolicy> {
        let pairs =
            || text.lines().filter_map(|line| line.split_once(':')).map(|(key, value)| (key.trim(), value.trim()));
        let value = |key| pairs().find(|(known, _)| *known == key).map(|(_, value)| value);
        if value("version") != Some("STSv1") {
            return Err(NotAPolicy("version"));
        }
        let mode = match value("mode") {
            Some("enforce") => StsMode::Enforce,
            Some("testing") => StsMode::Testing,
            Some("none") => StsMode::None,
            _ => return Err(NotAPolicy("mode")),
        };
        let age = value("max_age").and_then(|age| age.parse::<u64>().ok()).ok_or(NotAPolicy("max_age"))?;
        let hosts = pairs().filter(|(key, _)| *key == "mx").map(|(_, host)| host.trim_end_matches('.').to_lowercase());
        let hosts: Vec<String> = hosts.take(MOST_PATTERNS).collect();
        if hosts.is_empty() && mode != StsMode::None {
            return Err(NotAPolicy("mx"));
        }
        Ok(StsPolicy { mode, hosts, max_age: Duration::from_secs(age.min(LONGEST)) })
    }
}

impl StsPolicy {
    /// What it says, line by line.
    pub fn lines(&self) -> Vec<String> {
        let mode = match self.mode {
            StsMode::Enforce => "enforce",
            StsMode::Testing => "testing",
            StsMode::None => "none",
        };
        let mut lines = vec!["version: STSv1".to_owned(), format!("mode: {mode}")];
        lines.extend(self.hosts.iter().map(|host| format!("mx: {host}")));
        lines.push(format!("max_age: {}", self.max_age.as_secs()));
        lines
    }

    /// Whether a host may be an exchanger of the domain (RFC 8461 §4.1).
    pub fn allows(&self, host: &str) -> bool {
        let host = host.trim_end_matches('.').to_lowercase();
        self.hosts.iter().any(|pattern| match pattern.strip_prefix("*.") {
            Some(parent) => host.split_once('.').is_some_and(|(label, rest)| !label.is_empty() && rest == parent),
            None => *pattern == host,
        })
    }
}

/// The id in the record of a domain; it changes with the policy. `None`: there is not exactly one record (RFC 8461 §3.1).
pub fn record_id(texts: &[String]) -> Option<String> {
    let is_record = |text: &&String| text.split(';').next().is_some_and(|first| first.trim() == "v=STSv1");
    let mut records = texts.iter().filter(is_record);
    let (record, another) = (records.next()?, records.next());
    let id = record.split(';').filter_map(|part| part.trim().strip_prefix("id=")).next()?;
    let is_id = (1..=32).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (another.is_none() && is_id).then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: &str =
        "version: STSv1\r\nmode: enforce\r\nmx: mail.example.com\r\nmx: *.Example.net\r\nmax_age: 604800\r\n";

    #[test]
    fn a_policy_names_its_hosts() {
        let policy: StsPolicy = POLICY.parse().expect("the example of RFC 8461");
        assert_eq!((policy.mode, policy.max_age), (StsMode::Enforce, Duration::from_secs(604_800)));
        for (host, expected) in [
            ("mail.example.com", true),
            ("MAIL.example.com.", true),
            ("other.example.com", false),
            ("mx1.example.net", true),
            ("example.net", false),
            ("a.mx1.example.net", false),
        ] {
            assert_eq!(policy.allows(host), expected, "{host}");
        }
    }

    #[test]
    fn what_is_no_policy_is_refused() {
        for (change, missing) in [
            (("STSv1", "STSv2"), "version"),
            (("enforce", "maybe"), "mode"),
            (("max_age: 604800", "max_age: soon"), "max_age"),
            (("mx:", "my:"), "mx"),
        ] {
            assert_eq!(POLICY.replace(change.0, change.1).parse::<StsPolicy>(), Err(NotAPolicy(missing)));
        }
        assert!("version: STSv1\nmode: none\nmax_age: 1".parse::<StsPolicy>().is_ok(), "no hosts are needed for none");
    }

    #[test]
    fn one_record_has_the_id() {
        for (texts, expected) in [
            (&["v=STSv1; id=20260101T1;"][..], Some("20260101T1")),
            (&["v=spf1 -all", "v=STSv1;id=a1"], Some("a1")),
            (&["v=STSv1; id=1", "v=STSv1; id=2"], None),
            (&["v=STSv1"], None),
            (&["v=STSv1; id=a b"], None),
            (&[], None),
        ] {
            let texts: Vec<String> = texts.iter().map(ToString::to_string).collect();
            assert_eq!(record_id(&texts).as_deref(), expected, "{texts:?}");
        }
    }
}
