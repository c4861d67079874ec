use super::*;
use crate::model::{Directionality, MessagePriority, ReversePath, TimeSpan, Unlimited};
use crate::transport::report::log::LogOptions;
use crate::transport::report::tracking::TrackingLog;
use crate::transport::{
    BodyType, Demands, Envelope, MessageId, Recipient, Source, Track, TrackingEvent, TrackingEventId, TrackingSource,
};
use std::sync::Arc;
use uuid::Uuid;

fn envelope(number: u64) -> Envelope {
    let recipient = |address: &str| Recipient::new(address.parse().unwrap());
    Envelope {
        return_path: "bounce@contoso.com".parse::<ReversePath>().unwrap(),
        recipients: vec![recipient("Ben@fabrikam.com"), recipient("cleo@adatum.com")],
        body_type: BodyType::SevenBit,
        demands: Demands::default(),
        dsn_return: None,
        envelope_id: None,
        size: 1234,
        internet_message_id: format!("<m{number}@contoso.com>"),
        network_message_id: Uuid::from_u128(number.into()),
        subject: format!("Report \"{number}\", with a comma"),
        header_from: Some("anna@contoso.com".into()),
        priority: MessagePriority::Normal,
        scl: None,
        original_from: None,
        shadow: None,
        probe: None,
        directionality: Directionality::Originating,
        source: Source::Smtp {
            connector: "Default hub".into(),
            remote: "192.0.2.1".parse().unwrap(),
            local: "192.0.2.2".parse().unwrap(),
            hello: "client".into(),
            user: None,
            is_encrypted: false,
        },
        received: "2026-11-20T23:59:00Z".parse().unwrap(),
        first_arrival: None,
        delay_reported: None,
        resolution: Default::default(),
    }
}

fn event(number: u64, time: &str, event: TrackingEventId, statuses: &[&str]) -> TrackingEvent {
    TrackingEvent {
        time: time.parse().unwrap(),
        event,
        source: TrackingSource::Smtp,
        id: Some(MessageId(number)),
        envelope: Arc::new(envelope(number)),
        recipients: statuses.iter().enumerate().map(|(at, status)| (at, (*status).to_owned())).collect(),
        client: Some(("192.0.2.1".parse().unwrap(), "client".into())),
        server: None,
        connector: "hub\\Default hub".into(),
        context: "08DE".into(),
        reference: String::new(),
        data: String::new(),
        related: String::new(),
    }
}

/// Three messages over two days: each received, the second failed, the first and the third sent.
fn log(folder: &Path) {
    let options = LogOptions {
        folder: folder.to_owned(),
        max_age: TimeSpan::ZERO,
        max_folder_size: Unlimited::Unlimited,
        max_file_size: Unlimited::Unlimited,
    };
    let log = TrackingLog::start(Some(options), true).unwrap();
    log.record(event(1, "2026-11-20T23:59:00Z", TrackingEventId::Receive, &["", ""]));
    log.record(event(2, "2026-11-20T23:59:30Z", TrackingEventId::Receive, &["", ""]));
    log.record(event(1, "2026-11-20T23:59:40Z", TrackingEventId::Send, &["250 2.1.5 OK", "250 2.1.5 OK"]));
    log.record(event(2, "2026-11-21T00:00:10Z", TrackingEventId::Fail, &["550 4.4.7 QUEUE.Expired; expired"]));
    log.record(event(3, "2026-11-21T00:01:00Z", TrackingEventId::Receive, &["", ""]));
    log.record(event(3, "2026-11-21T00:02:00Z", TrackingEventId::Send, &["250 a; b", "250 c"]));
    log.flush();
}

fn found(folder: &Path, query: TrackingQuery, newest: Newest) -> Vec<String> {
    let entries = Search::new(folder, query, newest).unwrap();
    entries
        .map(|entry| entry.map(|entry| format!("{} {}", entry.internal_message_id.unwrap(), entry.event_id)).unwrap())
        .collect()
}

#[test]
fn events_come_in_the_order_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    log(folder.path());
    let expected = ["1 RECEIVE", "2 RECEIVE", "1 SEND", "2 FAIL", "3 RECEIVE", "3 SEND"];
    assert_eq!(found(folder.path(), TrackingQuery::default(), Newest::Last), expected);
    let mut reversed = expected;
    reversed.reverse();
    assert_eq!(found(folder.path(), TrackingQuery::default(), Newest::First), reversed);
}

#[test]
fn a_search_says_how_far_it_is_where_it_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    log(folder.path());
    let sizes: Vec<u64> = ["20261120", "20261121"]
        .map(|day| folder.path().join(format!("MSGTRK{day}-1.log")).metadata().unwrap().len())
        .to_vec();
    let query = TrackingQuery { progress: true, event_id: Some("FAIL".into()), ..TrackingQuery::default() };
    let mut search = Search::new(folder.path(), query, Newest::Last).unwrap();
    let of = sizes[0] + sizes[1];
    assert_eq!(search.step().unwrap().unwrap(), Found::Searched { searched: sizes[0], of });
    assert_eq!(search.step().unwrap().unwrap(), Found::Searched { searched: of, of });
    assert!(matches!(search.step(), Some(Ok(Found::Record(record))) if record.event_id == "FAIL"));
    assert!(search.step().is_none());
}

#[test]
fn what_was_recorded_is_read_back() {
    let folder = tempfile::tempdir().unwrap();
    log(folder.path());
    let entries: Vec<TrackingRecord> =
        Search::new(folder.path(), TrackingQuery::default(), Newest::Last).unwrap().map(Result::unwrap).collect();
    let sent = &entries[2];
    assert_eq!(sent.timestamp, "2026-11-20T23:59:40Z".parse().unwrap());
    assert_eq!(sent.message_subject, "Report \"1\", with a comma");
    assert_eq!(sent.recipients, ["Ben@fabrikam.com", "cleo@adatum.com"]);
    assert_eq!(sent.recipient_status, ["250 2.1.5 OK", "250 2.1.5 OK"]);
    assert_eq!((sent.total_bytes, sent.recipient_count), (1234, 2));
    assert_eq!(sent.sender, "anna@contoso.com");
    assert_eq!(sent.return_path, "bounce@contoso.com");
    assert_eq!(sent.network_message_id, Uuid::from_u128(1).to_string());
    assert_eq!(sent.client_ip, "192.0.2.1".parse().ok());
    assert_eq!(sent.server_ip, None);
    assert_eq!(sent.message_info, "2026-11-20T23:59:00.000Z");
    assert_eq!(sent.directionality, "Originating");
    assert_eq!(entries[3].recipient_status, ["550 4.4.7 QUEUE.Expired; expired"], "whole for one recipient");
    assert_eq!(entries[5].recipient_status, ["250 a, b", "250 c"], "one for each of several");
}

#[test]
fn only_what_fits_is_found() {
    let folder = tempfile::tempdir().unwrap();
    log(folder.path());
    let text = |text: &str| Some(text.to_owned());
    let time = |text: &str| Some(text.parse().unwrap());
    let all = TrackingQuery::default;
    for (query, expected, why) in [
        (TrackingQuery { event_id: text("send"), ..all() }, &["1 SEND", "3 SEND"][..], "event, in any case"),
        (TrackingQuery { message_id: text("m2@contoso.com"), ..all() }, &["2 RECEIVE", "2 FAIL"], "without brackets"),
        (TrackingQuery { message_id: text("<M2@contoso.com>"), ..all() }, &["2 RECEIVE", "2 FAIL"], "with brackets"),
        (TrackingQuery { internal_message_id: Some(3), ..all() }, &["3 RECEIVE", "3 SEND"], "number"),
        (
            TrackingQuery { network_message_id: Some(Uuid::from_u128(3).to_string()), ..all() },
            &["3 RECEIVE", "3 SEND"],
            "guid",
        ),
        (TrackingQuery { message_subject: text("REPORT \"1"), ..all() }, &["1 RECEIVE", "1 SEND"], "part of subject"),
        (TrackingQuery { sender: text("anna"), ..all() }, &[], "the sender is a whole address"),
        (
            TrackingQuery { recipients: text("nobody@x.example, CLEO@adatum.com"), event_id: text("FAIL"), ..all() },
            &[],
            "the failure was about the first recipient alone",
        ),
        (
            TrackingQuery { recipients: text("ben@fabrikam.com"), event_id: text("FAIL"), ..all() },
            &["2 FAIL"],
            "recipient",
        ),
        (
            TrackingQuery { start: time("2026-11-21T00:00:10Z"), ..all() },
            &["2 FAIL", "3 RECEIVE", "3 SEND"],
            "start is included",
        ),
        (TrackingQuery { end: time("2026-11-20T23:59:30Z"), ..all() }, &["1 RECEIVE"], "end is not"),
        (TrackingQuery { source: text("DNS"), ..all() }, &[], "source"),
        (TrackingQuery { result_size: 2, ..all() }, &["1 RECEIVE", "2 RECEIVE"], "no more than asked for"),
    ] {
        assert_eq!(found(folder.path(), query, Newest::Last), expected, "{why}");
    }
}

#[test]
fn subjects_stay_out_where_that_is_wanted() {
    let folder = tempfile::tempdir().unwrap();
    let options = LogOptions {
        folder: folder.path().to_owned(),
        max_age: TimeSpan::ZERO,
        max_folder_size: Unlimited::Unlimited,
        max_file_size: Unlimited::Unlimited,
    };
    let log = TrackingLog::start(Some(options), false).unwrap();
    log.record(event(1, "2026-11-20T23:59:00Z", TrackingEventId::Receive, &["", ""]));
    log.flush();
    let entry = Search::new(folder.path(), TrackingQuery::default(), Newest::Last).unwrap().next().unwrap().unwrap();
    assert_eq!(entry.message_subject, "");
}

#[test]
fn damage_costs_no_more_than_what_is_damaged() {
    let folder = tempfile::tempdir().unwrap();
    log(folder.path());
    let file = folder.path().join("MSGTRK20261120-1.log");
    let mut text = std::fs::read(&file).unwrap();
    let at = text.windows(8).position(|window| window == b"<m2@cont").unwrap();
    text[at] = 0xff;
    text.truncate(text.len() - 200);
    std::fs::write(&file, &text).unwrap();
    std::fs::write(folder.path().join("MSGTRK20261119-1.log"), "no head, no log\r\n\"").unwrap();
    let query = TrackingQuery { start: None, ..TrackingQuery::default() };
    let events = found(folder.path(), query, Newest::Last);
    assert_eq!(events.first().map(String::as_str), Some("1 RECEIVE"));
    assert!(!events.contains(&"2 RECEIVE".to_owned()), "the line with the bad byte");
    assert!(events.contains(&"3 SEND".to_owned()));
}

#[test]
fn an_empty_folder_and_none_at_all_hold_nothing() {
    let folder = tempfile::tempdir().unwrap();
    assert!(found(folder.path(), TrackingQuery::default(), Newest::First).is_empty());
    assert!(found(&folder.path().join("none"), TrackingQuery::default(), Newest::First).is_empty());
}

#[test]
fn files_of_days_that_are_not_asked_for_are_not_opened() {
    let folder = tempfile::tempdir().unwrap();
    log(folder.path());
    // Whoever opens these to read them fails.
    for day in ["20260930", "20261119", "20261122"] {
        std::fs::create_dir(folder.path().join(format!("MSGTRK{day}-1.log"))).unwrap();
    }
    let search = |start: &str, end: &str| {
        let query = TrackingQuery { start: start.parse().ok(), end: end.parse().ok(), ..TrackingQuery::default() };
        Search::new(folder.path(), query, Newest::Last).unwrap().collect::<Vec<_>>()
    };
    let found = search("2026-11-20T00:00:00Z", "2026-11-22T00:00:00Z");
    assert!(found.len() == 6 && found.iter().all(Result::is_ok), "{found:?}");
    assert!(search("2026-11-20T00:00:00Z", "2026-11-22T00:00:01Z").iter().any(Result::is_err), "it is opened then");
}
