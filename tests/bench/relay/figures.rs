//! What a run showed, as a line of a table, and how two servers compare.

use std::time::Duration;

/// The figures of one run, or the medians of several.
#[derive(Clone)]
pub struct Figures {
    pub accepted_per_second: f64,
    pub delivered_per_second: f64,
    /// From the last byte of a message to its 250.
    pub median: Duration,
    pub p99: Duration,
    pub cpu_per_thousand: Duration,
    pub idle_kb: u64,
    pub peak_kb: u64,
}

pub const HEAD: &str = "server    accepted/s  delivered/s  250: p50 ms  p99 ms  CPU s/1000  idle MiB  peak MiB";

impl Figures {
    pub fn show(&self, server: &str) {
        let millis = |time: Duration| time.as_secs_f64() * 1000.0;
        println!(
            "{server:<8}  {:>10.0}  {:>11.0}  {:>11.2}  {:>6.2}  {:>10.3}  {:>8.1}  {:>8.1}",
            self.accepted_per_second,
            self.delivered_per_second,
            millis(self.median),
            millis(self.p99),
            self.cpu_per_thousand.as_secs_f64(),
            self.idle_kb as f64 / 1024.0,
            self.peak_kb as f64 / 1024.0,
        );
    }

    /// How many times as much as another server.
    pub fn show_beside(&self, other: &Figures, server: &str) {
        let times = |own: f64, others: f64| if others > 0.0 { own / others } else { f64::NAN };
        println!(
            "of {server}: accepted {:.1} times, delivered {:.1} times, p99 {:.2}, CPU {:.2}",
            times(self.accepted_per_second, other.accepted_per_second),
            times(self.delivered_per_second, other.delivered_per_second),
            times(self.p99.as_secs_f64(), other.p99.as_secs_f64()),
            times(self.cpu_per_thousand.as_secs_f64(), other.cpu_per_thousand.as_secs_f64()),
        );
    }
}

/// Column by column.
pub fn median(all: &[Figures]) -> Figures {
    let of = |value: fn(&Figures) -> f64| {
        let mut values: Vec<f64> = all.iter().map(value).collect();
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    Figures {
        accepted_per_second: of(|figures| figures.accepted_per_second),
        delivered_per_second: of(|figures| figures.delivered_per_second),
        median: Duration::from_secs_f64(of(|figures| figures.median.as_secs_f64())),
        p99: Duration::from_secs_f64(of(|figures| figures.p99.as_secs_f64())),
        cpu_per_thousand: Duration::from_secs_f64(of(|figures| figures.cpu_per_thousand.as_secs_f64())),
        idle_kb: of(|figures| figures.idle_kb as f64) as u64,
        peak_kb: of(|figures| figures.peak_kb as f64) as u64,
    }
}
