//! How long each answer may take.

use std::time::Duration;

/// Timeouts of a client (RFC 5321 §4.5.3.2), none of them longer than the connector lets a session stand still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// To one address. Not in the RFC; a host that is there answers within three tries of TCP's first packet.
    pub connect: Duration,
    /// §4.5.3.2.1
    pub banner: Duration,
    /// Greeting, TLS and login: §4.5.3.2.2 for want of their own.
    pub opening: Duration,
    pub mail: Duration,
    /// §4.5.3.2.3
    pub rcpt: Duration,
    /// The answer to DATA, §4.5.3.2.4.
    pub data: Duration,
    /// Each wait for the network while the text is sent, §4.5.3.2.5.
    pub block: Duration,
    /// The answer to the text, §4.5.3.2.6: the longest, because giving up here sends the message twice.
    pub text: Duration,
}

impl Patience {
    pub fn within(inactivity: Duration) -> Patience {
        let minutes = |minutes: u64| Duration::from_secs(minutes * 60).min(inactivity);
        Patience {
            connect: Duration::from_secs(30).min(inactivity),
            banner: minutes(5),
            opening: minutes(5),
            mail: minutes(5),
            rcpt: minutes(5),
            data: minutes(2),
            block: minutes(3),
            text: minutes(10),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_wait_is_longer_than_the_connector_allows() {
        let usual = Patience::within(Duration::from_secs(600));
        assert_eq!((usual.data, usual.text), (Duration::from_secs(120), Duration::from_secs(600)));
        let short = Patience::within(Duration::from_secs(1));
        assert!(
            [short.connect, short.banner, short.block, short.text].iter().all(|wait| *wait == Duration::from_secs(1))
        );
    }
}
