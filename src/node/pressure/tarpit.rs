//! How long senders wait while the node catches up: longer with each measurement, and easing off afterwards.

use std::time::Duration;

use crate::model::TransportServer;

/// The wait in force.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tarpit(Duration);

impl Tarpit {
    /// One measurement later.
    pub fn advance(&mut self, is_wanted: bool, server: &TransportServer) -> Duration {
        let start = server.smtp_start_throttling_delay_interval.duration();
        let step = server.smtp_step_throttling_delay_interval.duration();
        let most = server.smtp_max_throttling_delay_interval.duration();
        self.0 = match is_wanted {
            true if self.0.is_zero() => start,
            true => self.0 + step,
            // Without a step it would never end.
            false if step.is_zero() => Duration::ZERO,
            false => self.0.saturating_sub(step),
        }
        .min(most);
        self.0
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::class::Class;

    #[test]
    fn it_grows_to_its_most_and_eases_off() {
        let server = TransportServer::create("HUB01", "", json!({"Fqdn": "hub01"})).expect("sound");
        let mut tarpit = Tarpit::default();
        let seconds: Vec<u64> =
            [true; 12].into_iter().chain([false; 12]).map(|on| tarpit.advance(on, &server).as_secs()).collect();
        assert_eq!(seconds[..12], [10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 55, 55]);
        assert_eq!(seconds[12..], [50, 45, 40, 35, 30, 25, 20, 15, 10, 5, 0, 0]);
    }
}
