use std::collections::HashSet;

use proptest::prelude::*;
use serde_json::json;
use uuid::Uuid;

use super::words::{Answer, Entry, Report, Request, Tables, Version};
use super::*;
use crate::model::{Class, TransportServer};
use crate::transport::samples;
use crate::transport::{Settings, links::exchange::Learned};

fn hop(name: &str) -> NextHop {
    NextHop::new(DeliveryType::SmartHostConnectorDelivery, name, Uuid::from_u128(1))
}

fn now() -> Timestamp {
    Timestamp::from_second(1_800_000_000).unwrap()
}

const MINUTE: Duration = Duration::from_secs(60);

/// The settings of each of so many servers, `hub1` and so on: each with links of its own.
fn organization(count: usize) -> Vec<Settings> {
    let names: Vec<String> = (1..=count).map(|number| format!("hub{number}")).collect();
    let given = |name: &String| json!({ "Fqdn": format!("{name}.contoso.com") });
    let server = |name: &String| Arc::new(TransportServer::create(name, "", given(name)).expect("a sound server"));
    let servers: Vec<Arc<TransportServer>> = names.iter().map(server).collect();
    let settings = |server: &Arc<TransportServer>| Settings {
        server: server.clone(),
        servers: servers.clone(),
        links: Links::since(now()),
        ..samples::settings()
    };
    servers.iter().map(settings).collect()
}

/// One server calls another; how many entries go either way. What is said goes through its words.
fn call(caller: &Settings, other: &Settings) -> (usize, usize) {
    let (mut sent, mut got) = (0, 0);
    let (_, question) = caller.links.question(caller);
    let Some(Request::Digest(digest)) = Request::parse(&question.to_string()) else { panic!("a question") };
    let (_, answer) = other.links.answer(&digest, other);
    let theirs = match Answer::parse(&answer.to_string()) {
        Some(Answer::Differs(versions)) => versions,
        Some(Answer::Same) => return (0, 0),
        answer => panic!("{answer:?}"),
    };
    let (parts, ask) = caller.links.compare(&theirs, &other.server, caller);
    for tell in parts {
        sent += tell.len();
        let said = Request::Tables(Tables { tell, ask: Vec::new() }).to_string();
        let Some(Request::Tables(Tables { tell, .. })) = Request::parse(&said) else { panic!("{said}") };
        other.links.learn(tell, &caller.server, other, now());
    }
    for name in ask {
        let answer = other.links.answer_to(&[name], &caller.server, other);
        let Some(Answer::Tables(Tables { tell, .. })) = Answer::parse(&answer.to_string()) else { panic!("tables") };
        got += tell.len();
        caller.links.learn(tell, &other.server, caller, now());
    }
    (sent, got)
}

/// Whether one knows that a link of another is down.
fn knows(settings: &Settings, number: usize, link: &str) -> bool {
    settings.links.reported(&settings.servers[number - 1], &hop(link)).is_some()
}

fn told(settings: &Settings, from: usize, about: &str, version: Version, outages: Vec<Report>) -> Learned {
    let entry = Entry { server: about.to_owned(), version, outages };
    settings.links.learn(vec![entry], &settings.servers[from - 1], settings, now())
}

fn report(link: &str, left: u64) -> Report {
    Report { hop: hop(link), since: now(), left, error: "441 4.4.1 no\r\n".to_owned() }
}

#[tokio::test(start_paused = true)]
async fn a_link_is_avoided_until_it_would_be_tried_again() {
    let links = Links::default();
    assert!(links.are_all_up());
    links.fell(&hop("a"), "441 4.4.1 no", Timestamp::UNIX_EPOCH, MINUTE);
    links.diverted(&hop("a"), &hop("b"));
    let outage = links.outage(&hop("a")).unwrap();
    assert_eq!((outage.error.as_str(), outage.left()), ("441 4.4.1 no", MINUTE));
    assert_eq!((links.outage(&hop("b")), links.diverted_to(&hop("b"))), (None, vec![hop("a")]));
    tokio::time::advance(Duration::from_secs(61)).await;
    assert_eq!(links.outage(&hop("a")), None, "the next message is the probe");
    assert_eq!(links.all().len(), 1, "nobody has seen it up yet");
    links.rose(&hop("a"));
    assert!(links.are_all_up());
}

#[tokio::test(start_paused = true)]
async fn what_one_says_of_its_links_all_get_to_know() {
    let all = organization(3);
    let [one, two, three] = &all[..] else { panic!("three") };
    two.links.fell(&hop("a"), "441 4.4.1 no", now(), MINUTE);
    assert!(one.links.others_are_up());
    assert_eq!(call(one, two), (1, 1), "both have begun anew");
    assert!(knows(one, 2, "a") && !knows(one, 2, "b") && !knows(one, 3, "a") && one.links.are_all_up());
    assert_eq!(one.links.fallen().await, HashSet::from([Uuid::from_u128(1)]));
    assert_eq!(call(one, two), (0, 0), "they know the same");
    assert_eq!(call(three, one), (1, 2), "of the second by the first");
    assert!(knows(three, 2, "a"));
    tokio::time::advance(MINUTE * 2).await;
    assert!(!knows(three, 2, "a"), "it runs out as it does at its own server");
    two.links.fell(&hop("a"), "441 4.4.1 still", now(), MINUTE);
    two.links.fell(&hop("b"), "441 4.4.1 no", now(), MINUTE);
    assert_eq!(call(two, three), (1, 1), "the others' entries are not said again");
    assert!(knows(three, 2, "a") && knows(three, 2, "b"));
    two.links.rose(&hop("a"));
    assert_eq!(call(one, two), (0, 1));
    assert!(!knows(one, 2, "a") && knows(one, 2, "b"));
    assert_eq!(one.links.of_others().len(), 1);
    assert_eq!(call(three, one), (0, 1));
    // It is started anew, with all its links up.
    let again = Settings { links: Links::since(now() + jiff::SignedDuration::from_secs(1)), ..two.clone() };
    assert_eq!(call(&again, three), (1, 2));
    assert!(three.links.others_are_up());
}

#[tokio::test(start_paused = true)]
async fn the_later_version_counts_whoever_tells_it() {
    let all = organization(3);
    let one = &all[0];
    let start = now().as_millisecond();
    let version = |start, count| Version { start, count };
    for (version, link, expected, why) in [
        (version(start, 5), "a", true, "new"),
        (version(start, 5), "b", false, "the same once more"),
        (version(start, 4), "b", false, "older"),
        (version(start - 1, 9), "b", false, "from before it was started"),
        (version(start, 6), "b", true, "later"),
        (version(start + 1, 0), "c", true, "started anew"),
        (version(start + 2 * 24 * 3600 * 1000, 0), "d", false, "not yet"),
        (version(i64::MAX, u64::MAX), "d", false, "never"),
    ] {
        let (before, after) = told(one, 3, "HUB2.contoso.com", version, vec![report(link, 60)]);
        assert_eq!((after > before, knows(one, 2, link)), (expected, expected), "{why}");
    }
    let outage = one.links.reported(&one.servers[1], &hop("c")).unwrap();
    assert_eq!(outage.error, "441 4.4.1 no  ", "as it may be shown");
    for (about, why) in [("hub9.contoso.com", "no server of ours"), ("hub1.contoso.com", "it knows itself best")] {
        let (before, after) = told(one, 2, about, version(start, 0), vec![report("a", 60)]);
        assert_eq!(before, after, "{why}");
    }
    let elsewhere = NextHop::new(DeliveryType::SmtpRelayToConnectorSourceServers, "C", Uuid::from_u128(1));
    let report = Report { hop: elsewhere.clone(), ..report("a", 60) };
    told(one, 2, "hub2.contoso.com", version(start + 2, 0), vec![report]);
    assert_eq!(one.links.reported(&one.servers[1], &elsewhere), None, "how it reaches other servers is its own affair");
}

#[tokio::test(start_paused = true)]
async fn a_server_whose_clock_was_put_back_is_heard_all_the_same() {
    let all = organization(2);
    let [one, two] = &all[..] else { panic!("two") };
    call(one, two);
    let earlier = Settings { links: Links::since(now() - jiff::SignedDuration::from_secs(3600)), ..two.clone() };
    earlier.links.fell(&hop("a"), "441 4.4.1 no", now(), MINUTE);
    call(one, &earlier);
    call(one, &earlier);
    assert!(knows(one, 2, "a"));
}

#[tokio::test(start_paused = true)]
async fn a_server_of_the_perimeter_speaks_for_itself() {
    let mut all = organization(3);
    let edge = TransportServer { role: crate::model::TransportRole::Edge, ..(*all[0].servers[2]).clone() };
    let edge = Arc::new(edge);
    for settings in &mut all {
        settings.servers[2] = edge.clone();
    }
    all[2].server = edge;
    let one = &all[0];
    let later = Version { start: now().as_millisecond(), count: 1 };
    told(one, 3, "hub2.contoso.com", later, vec![report("a", 60)]);
    told(one, 3, "hub3.contoso.com", later, vec![report("a", 60)]);
    assert!(!knows(one, 2, "a") && knows(one, 3, "a"));
    // It is not asked about others either.
    told(&all[2], 2, "hub2.contoso.com", later, vec![report("a", 60)]);
    let (_, Answer::Differs(theirs)) = all[2].links.answer("", &all[2]) else { panic!("different") };
    assert_eq!(one.links.compare(&theirs, &all[2].server, one).1, Vec::<String>::new());
    // It hears of nothing.
    one.links.fell(&hop("b"), "441 4.4.1 no", now(), MINUTE);
    assert_eq!(call(one, &all[2]), (0, 0));
    assert_eq!(call(&all[2], one).1, 0);
    assert!(!knows(&all[2], 1, "b"));
}

#[tokio::test(start_paused = true)]
async fn who_knows_everything_is_left_alone_and_who_does_not_answer_for_longer_each_time() {
    let all = organization(2);
    let (one, peer) = (&all[0], &all[0].servers[1]);
    let is_due = || one.links.is_due(peer);
    assert!(is_due(), "it is asked around once");
    one.links.agreed(peer, one.links.revision());
    assert!(!is_due());
    one.links.fell(&hop("a"), "441 4.4.1 no", now(), MINUTE);
    assert!(is_due());
    for minutes in [1, 2, 4, 8, 10, 10] {
        one.links.failed(peer, false);
        tokio::time::advance(MINUTE * minutes - Duration::from_secs(1)).await;
        assert!(!is_due(), "{minutes}");
        assert!(one.links.is_to_be_told(peer), "in a session that is there");
        tokio::time::advance(Duration::from_secs(2)).await;
        assert!(is_due(), "{minutes}");
    }
    one.links.failed(peer, true);
    assert!(!one.links.is_to_be_told(peer), "it was reached, and it was of no use");
    one.links.agreed(peer, one.links.revision());
    one.links.rose(&hop("a"));
    assert!(is_due() && one.links.is_to_be_told(peer));
    one.links.agreed(peer, one.links.revision());
    one.links.fell(&NextHop::new(DeliveryType::SmtpDeliveryToMailbox, "DB", Uuid::from_u128(2)), "no", now(), MINUTE);
    assert!(!is_due(), "how mail gets into mailboxes is nobody else's affair");
}

#[tokio::test(start_paused = true)]
async fn thousands_of_links_fit_in_texts_that_are_taken() {
    let all = organization(4);
    for settings in &all[1..] {
        for number in 0..2000 {
            settings.links.fell(&hop(&format!("[192.0.2.{number}]")), &"441 4.4.1 ".repeat(5), now(), MINUTE);
        }
    }
    assert_eq!(call(&all[1], &all[2]), (1, 1));
    assert_eq!(call(&all[3], &all[2]), (1, 2));
    let everybody: Vec<String> = all[3].servers.iter().map(|server| server.fqdn.as_str().to_owned()).collect();
    let parts = all[3].links.entries(&everybody, &all[3]);
    assert!(parts.len() > 1, "more than one text");
    for part in parts {
        assert!(words::written(&part).len() < crate::mail::link_state::MOST_IN_ALL);
    }
    call(&all[0], &all[3]);
    assert!(knows(&all[0], 2, "[192.0.2.1999]") && knows(&all[0], 4, "[192.0.2.1]"));
}

proptest! {
    #[test]
    fn whoever_calls_whom_in_the_end_all_know_the_same(
        calls in proptest::collection::vec((0usize..3, 0usize..3, 0usize..4), 0..30))
    {
        let all = organization(3);
        for (one, other, what) in calls {
            match what {
                0 => all[one].links.fell(&hop(&format!("{other}")), "no", now(), MINUTE),
                1 => all[one].links.rose(&hop(&format!("{other}"))),
                _ if one != other => drop(call(&all[one], &all[other])),
                _ => {}
            }
        }
        for (one, other) in [(0, 1), (1, 2), (0, 1)] {
            call(&all[one], &all[other]);
        }
        for one in &all {
            for (number, other) in all.iter().enumerate().filter(|(_, other)| other.server.id != one.server.id) {
                for link in ["0", "1", "2"] {
                    prop_assert_eq!(knows(one, number + 1, link), other.links.outage(&hop(link)).is_some());
                }
            }
            for other in &all {
                prop_assert_eq!(call(one, other), (0, 0));
            }
        }
    }
}
