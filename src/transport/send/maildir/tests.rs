use super::*;
use crate::transport::samples::{Noted, database, envelope, mailbox, settings};
use crate::transport::{Body, Envelope, MessageId, RecipientState};
use serde_json::json;

struct Spool(Vec<u8>);

impl BodySource for Spool {
    fn read<'a>(&'a self, _: MessageId, offset: u64, limit: usize) -> BoxFuture<'a, io::Result<Bytes>> {
        let rest = self.0.get(usize::try_from(offset).unwrap()..).unwrap_or_default();
        let piece = Bytes::copy_from_slice(&rest[..rest.len().min(limit).min(1000)]);
        Box::pin(async move { Ok(piece) })
    }
}

/// A database in a folder, with mailboxes for ann and ben@contoso.com; the spool holds `spooled`.
fn carriage(folder: &Path, spooled: &str) -> MaildirCarriage {
    let mut settings = settings();
    settings.databases.clear();
    database(&mut settings, "DB1", json!({ "MaildirPath": folder.to_str().unwrap() }));
    mailbox(&mut settings, "ben@contoso.com");
    let database = Arc::clone(&settings.databases["db1"]);
    MaildirCarriage::new(
        database,
        Arc::new(settings),
        Arc::new(Spool(spooled.into())),
        Metrics::default(),
        Arc::new(Noted::default()),
    )
}

fn attempt(recipients: &[&str], body: Body) -> Attempt {
    let envelope = envelope("carl@example.org", recipients);
    Attempt { id: MessageId(1), envelope: Arc::new(envelope), recipients: (0..recipients.len()).collect(), body }
}

fn memory(text: &'static str) -> Body {
    let (head, tail) = text.split_at(text.len() / 2);
    Body::Memory(vec![Bytes::from_static(head.as_bytes()), Bytes::from_static(tail.as_bytes())])
}

/// The files in one of a mailbox's folders: their names and texts.
fn files(folder: &Path, mailbox: &str, inner: &str) -> Vec<(String, String)> {
    let entries = fs::read_dir(folder.join(mailbox).join(inner)).unwrap().map(Result::unwrap);
    entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap())).collect()
}

#[tokio::test]
async fn each_recipient_gets_a_file_in_new() {
    let folder = tempfile::tempdir().unwrap();
    let mut carriage = carriage(folder.path(), "");
    let body = memory("X-MS-Exchange-Organization-Journal: 1\r\nSubject: s\r\n\r\n.\r\ntext\r\n");
    let delivery = carriage.deliver(&attempt(&["Ann@contoso.com", "ben@contoso.com"], body)).await;
    assert!(delivery.is_reusable);
    for (at, outcome) in &delivery.outcomes {
        assert!(matches!(outcome, Outcome::Sent { relays_dsn: false, .. }), "{at}: {outcome:?}");
    }
    for mailbox in ["ann@contoso.com", "ben@contoso.com"] {
        let found = files(folder.path(), mailbox, "new");
        let [(name, text)] = &found[..] else { panic!("{found:?}") };
        assert_eq!(*text, format!("Return-Path: <carl@example.org>\nDelivered-To: {mailbox}\nSubject: s\n\n.\ntext\n"));
        assert!(name.ends_with(&format!(".hub1.contoso.com,S={}", text.len())), "{name}");
        assert!(files(folder.path(), mailbox, "tmp").is_empty());
        assert!(folder.path().join(mailbox).join("cur").is_dir());
    }
}

#[tokio::test]
async fn nobody_else_can_read_a_mailbox() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    carriage(folder.path(), "").deliver(&attempt(&["ann@contoso.com"], memory("a: b\r\n\r\nc\r\n"))).await;
    let mailbox = folder.path().join("ann@contoso.com");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o077;
    assert_eq!(mode(&mailbox.join("new")), 0);
    let file = fs::read_dir(mailbox.join("new")).unwrap().next().unwrap().unwrap().path();
    assert_eq!(mode(&file), 0);
}

#[tokio::test]
async fn a_message_from_the_spool_comes_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let header = "Subject: s\r\n\r\n";
    let whole = format!("{header}{}", "line\r\n".repeat(2000));
    let body =
        |size: usize| Body::Spooled { handle: 1, size: size as u64, header: Bytes::from_static(header.as_bytes()) };
    let mut carriage = carriage(folder.path(), &whole);
    let delivery = carriage.deliver(&attempt(&["ann@contoso.com"], body(whole.len()))).await;
    assert!(matches!(delivery.outcomes[0].1, Outcome::Sent { .. }));
    let (_, text) = files(folder.path(), "ann@contoso.com", "new").remove(0);
    assert!(text.ends_with(&whole.replace('\r', "")));

    let delivery = carriage.deliver(&attempt(&["ann@contoso.com"], body(whole.len() + 1))).await;
    assert!(matches!(delivery.outcomes[0].1, Outcome::Deferred(_)), "{:?}", delivery.outcomes);
    assert_eq!(files(folder.path(), "ann@contoso.com", "new").len(), 1);
    assert!(files(folder.path(), "ann@contoso.com", "tmp").is_empty());
}

#[tokio::test]
async fn what_cannot_be_written_waits() {
    let folder = tempfile::tempdir().unwrap();
    let in_the_way = folder.path().join("file");
    fs::write(&in_the_way, "").unwrap();
    let mut carriage = carriage(&in_the_way, "");
    let delivery = carriage.deliver(&attempt(&["ann@contoso.com", "gone@contoso.com"], memory("a: b\r\n\r\n"))).await;
    let said: Vec<String> = delivery.outcomes.iter().map(|(_, outcome)| outcome.remark().to_string()).collect();
    assert_eq!(
        said,
        [
            "432 4.3.2 STOREDRV.Storage; the mailbox cannot be written: not a directory",
            "432 4.2.0 STOREDRV.NoMailbox; the recipient has no mailbox any more",
        ]
    );
    assert!(delivery.outcomes.iter().all(|(_, outcome)| matches!(outcome, Outcome::Deferred(_))));
}

#[test]
fn names_are_unique_and_safe() {
    let of = |id: u64, at: usize, received: &str| {
        let mut envelope = envelope("carl@example.org", &["ann@contoso.com"]);
        envelope.received = received.parse().unwrap();
        let attempt = Attempt { id: MessageId(id), envelope: Arc::new(envelope), ..attempt(&[], memory("a: b")) };
        unique_name(&attempt, at, "a/b:c")
    };
    let first = of(26, 0, "2026-11-22T10:00:00.000042Z");
    assert_eq!(first, "1795341600.M000042I1aR0.a_b_c");
    for (other, why) in [
        (of(27, 0, "2026-11-22T10:00:00.000042Z"), "another message"),
        (of(26, 1, "2026-11-22T10:00:00.000042Z"), "another recipient"),
        (of(26, 0, "2026-11-22T10:00:00.000043Z"), "a message of a spool that was made anew"),
    ] {
        assert_ne!(other, first, "{why}");
    }
}

#[test]
fn what_the_disk_says_decides_whether_it_is_tried_again() {
    for (kind, expected, why) in [
        (io::ErrorKind::StorageFull, "deferred 452 4.2.2", "the disk is full"),
        (io::ErrorKind::QuotaExceeded, "deferred 452 4.2.2", "the quota of the system's user"),
        (io::ErrorKind::PermissionDenied, "deferred 432 4.3.2", "somebody may mend it"),
        (io::ErrorKind::InvalidFilename, "failed 550 5.3.2", "no file can have that name"),
    ] {
        let said = match full_or_broken(&kind.into()) {
            Outcome::Deferred(remark) => format!("deferred {} {}", remark.code, remark.status),
            Outcome::Failed(remark) => format!("failed {} {}", remark.code, remark.status),
            Outcome::Sent { .. } | Outcome::Duplicate(_) => "sent".to_owned(),
        };
        assert_eq!(said, expected, "{why}");
    }
}

#[tokio::test]
async fn a_mailbox_that_is_full_takes_nothing_until_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let mut carriage = carriage(folder.path(), "");
    let quota = |carriage: &mut MaildirCarriage, bytes| {
        let database =
            MailboxDatabase { prohibit_send_receive_quota: bytes, ..MailboxDatabase::clone(&carriage.database) };
        carriage.database = Arc::new(database);
    };
    let mut said = Vec::new();
    for bytes in [20, 1_000] {
        quota(&mut carriage, crate::model::ByteSize::new(bytes).into());
        let body = memory("Subject: s\r\n\r\nlonger than twenty bytes\r\n");
        let delivery = carriage.deliver(&attempt(&["ann@contoso.com"], body)).await;
        said.extend(delivery.outcomes.into_iter().map(|(_, outcome)| outcome));
    }
    let Outcome::Failed(remark) = &said[0] else { panic!("{said:?}") };
    assert_eq!(remark.to_string(), "554 5.2.2 STOREDRV.Full; mailbox full");
    assert!(matches!(said[1], Outcome::Sent { .. }), "{said:?}");
    assert_eq!(files(folder.path(), "ann@contoso.com", "new").len(), 1);
}

#[tokio::test]
async fn a_mailbox_that_is_named_by_two_of_its_addresses_gets_one_copy() {
    let folder = tempfile::tempdir().unwrap();
    let mut carriage = carriage(folder.path(), "");
    let mut settings = Settings::clone(&carriage.settings);
    let addresses =
        json!({"PrimarySmtpAddress": "eve@contoso.com", "EmailAddresses": ["eve@contoso.com", "e@contoso.com"]});
    crate::transport::samples::mailbox_with(&mut settings, "eve", addresses);
    carriage.settings = Arc::new(settings);
    let attempt = attempt(&["e@contoso.com", "ann@contoso.com", "eve@contoso.com"], memory("a: b\r\n\r\nc\r\n"));
    let said = |delivery: Delivery| -> Vec<(usize, bool)> {
        let was = |outcome| match outcome {
            Outcome::Sent { .. } => true,
            Outcome::Duplicate(_) => false,
            other => panic!("{other:?}"),
        };
        delivery.outcomes.into_iter().map(|(at, outcome)| (at, was(outcome))).collect()
    };
    assert_eq!(said(carriage.deliver(&attempt).await), [(0, true), (1, true), (2, false)]);
    assert_eq!(files(folder.path(), "eve@contoso.com", "new").len(), 1);

    let mut envelope = Envelope::clone(&attempt.envelope);
    envelope.recipients[0].state = RecipientState::Delivered;
    let later = Attempt { envelope: Arc::new(envelope), recipients: vec![2], ..attempt };
    assert_eq!(said(carriage.deliver(&later).await), [(2, false)], "nor by a later attempt");
    assert_eq!(files(folder.path(), "eve@contoso.com", "new").len(), 1);
}

#[tokio::test]
async fn a_message_that_is_written_again_takes_the_place_of_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let mut carriage = carriage(folder.path(), "");
    let message = |id: u64| Attempt { id: MessageId(id), ..attempt(&["ann@contoso.com"], memory("a: b\r\n\r\nc\r\n")) };
    carriage.deliver(&message(1)).await;
    let [(name, _)] = &files(folder.path(), "ann@contoso.com", "new")[..] else { panic!("one file") };
    let (unfinished, _) = name.rsplit_once(",S=").unwrap();
    fs::write(folder.path().join("ann@contoso.com/tmp").join(unfinished), "a longer text that a crash has left")
        .unwrap();
    let delivery = carriage.deliver(&message(1)).await;
    assert!(matches!(delivery.outcomes[..], [(0, Outcome::Sent { .. })]), "{:?}", delivery.outcomes);
    let found = files(folder.path(), "ann@contoso.com", "new");
    let expected = "Return-Path: <carl@example.org>\nDelivered-To: ann@contoso.com\na: b\n\nc\n";
    assert_eq!(found, [(name.clone(), expected.to_owned())]);
    carriage.deliver(&message(2)).await;
    assert_eq!(files(folder.path(), "ann@contoso.com", "new").len(), 2, "another message is another file");
}
