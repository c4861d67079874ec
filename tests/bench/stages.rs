//! What single stages of the mail path cost a message, without network and disk: the parser of commands and the
//! categorizer. The spool's cost stands in the benchmark `queue`.
//!
//! `cargo bench --profile dist --bench stages`. One thread; each figure is the best of five runs.

mod plain;

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use emsh::mail::Command;
use emsh::mail::path::PathRules;
use emsh::model::SendConnector;
use emsh::model::class::Class;
use emsh::transport::categorize::Router;
use emsh::transport::{Categorizer, Recipient, Settings, Verdict};
use plain::envelope;
use serde_json::json;

const RUNS: usize = 5;

fn main() {
    commands();
    for connectors in [1, 100, 1000] {
        for recipients in [1, 20] {
            categorizer(connectors, recipients);
        }
    }
}

/// The commands of one message.
fn commands() {
    const ROUNDS: u32 = 100_000;
    let lines: [&[u8]; 4] = [
        b"MAIL FROM:<ann.example@contoso.com> SIZE=40960 BODY=8BITMIME RET=HDRS ENVID=QQ314159",
        b"RCPT TO:<bob.example@fabrikam.com> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;bob.example@fabrikam.com",
        b"BDAT 40960 LAST",
        b"RSET",
    ];
    let rules = PathRules::default();
    let spent = best(|| {
        for _ in 0..ROUNDS {
            for line in lines {
                assert!(black_box(Command::parse(black_box(line), rules)).is_ok());
            }
        }
    });
    println!("parser: {:.0} ns for the commands of a message", nanoseconds(spent, ROUNDS));
}

/// Routes by so many connectors, one for each domain.
fn categorizer(connectors: usize, recipients: usize) {
    const ROUNDS: u32 = 2000;
    let connector = |number: usize| {
        let spaces = json!({ "AddressSpaces": [format!("domain{number}.example")] });
        Arc::new(SendConnector::create(&format!("To {number}"), "", spaces).expect("sound"))
    };
    let settings = Settings { send_connectors: (0..connectors).map(connector).collect(), ..plain::settings() };
    let mut message = envelope(0, 4096);
    let address = |number: usize| format!("someone@domain{}.example", number * 7 % connectors);
    message.recipients =
        (0..recipients).map(|number| Recipient::new(address(number).parse().expect("an address"))).collect();
    let all: Vec<usize> = (0..recipients).collect();
    let spent = best(|| {
        for _ in 0..ROUNDS {
            let verdicts = black_box(Router.categorize(black_box(&message), &all, &settings));
            assert!(verdicts.iter().all(|verdict| matches!(verdict, Verdict::Deliver(_))), "{verdicts:?}");
        }
    });
    let each = nanoseconds(spent, ROUNDS) / recipients as f64;
    println!("categorizer: {each:.0} ns a recipient, {recipients} of a message, {connectors} connectors");
}

fn best(mut work: impl FnMut()) -> Duration {
    let run = |_| {
        let began = Instant::now();
        work();
        began.elapsed()
    };
    (0..RUNS).map(run).min().unwrap_or_default()
}

fn nanoseconds(spent: Duration, rounds: u32) -> f64 {
    spent.as_nanos() as f64 / f64::from(rounds)
}
