use std::os::unix::fs::PermissionsExt;

use bytes::Bytes;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::*;
use crate::model::DeliveryType;
use crate::model::class::Class;
use crate::transport::samples::{Noted, envelope, settings};
use crate::transport::{Body, DsnReturn, MessageId, Notify};

struct Nowhere;

impl BodySource for Nowhere {
    fn read<'a>(&'a self, _: MessageId, _: u64, _: usize) -> BoxFuture<'a, io::Result<Bytes>> {
        unreachable!("all of it is in memory")
    }
}

const TEXT: &str = "X-MS-Exchange-Organization-SCL: 5\r\nSubject: s\r\n\r\n.text\r\n";

fn attempt(id: u64, recipients: &[usize]) -> Attempt {
    let mut envelope = envelope("bob@example.org", &["IMCEAFAX-1@contoso.com", "IMCEAFAX-2@contoso.com"]);
    envelope.dsn_return = Some(DsnReturn::Headers);
    envelope.recipients[1].notify = Some(Notify { success: false, failure: false, delay: false });
    Attempt {
        id: MessageId(id),
        envelope: Arc::new(envelope),
        recipients: recipients.to_vec(),
        body: Body::Memory(vec![Bytes::from_static(TEXT.as_bytes())]),
    }
}

/// The directory with that connector's settings, or what is said of it.
async fn opened(folder: &Path, given: Value) -> Result<DropCarriage, String> {
    let mut settings = settings();
    let mut all = json!({"AddressSpaces": ["FAX:*"], "DropDirectory": folder});
    given.as_object().expect("an object").iter().for_each(|(name, value)| all[name] = value.clone());
    let connector = ForeignConnector::create("Fax", "hub1", all).expect("sound");
    let hop = NextHop {
        delivery_type: DeliveryType::NonSmtpGatewayDelivery,
        domain: "FAX".into(),
        connector: connector.id,
        is_tls_optional: false,
    };
    settings.foreign_connectors.push(Arc::new(connector));
    let bodies: Arc<dyn BodySource> = Arc::new(Nowhere);
    let receipts: Arc<dyn Receipts> = Arc::new(Noted::default());
    let opened = open(&hop, &settings, &bodies, &Metrics::default(), &receipts).await;
    opened.map_err(|unreached| unreached.remark.to_string())
}

fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("readable");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("readable").file_name().into_string().expect("ASCII")).collect();
    names.sort();
    names
}

async fn dropped(carriage: &mut DropCarriage, attempt: &Attempt) -> String {
    match carriage.deliver(attempt).await.outcomes.remove(0).1 {
        Outcome::Sent { relays_dsn, .. } => format!("sent, relays reports: {relays_dsn}"),
        Outcome::Duplicate(remark) | Outcome::Deferred(remark) | Outcome::Failed(remark) => remark.to_string(),
    }
}

#[tokio::test]
async fn a_message_is_a_file_with_its_envelope() {
    let folder = TempDir::new().expect("a folder");
    let mut carriage = opened(folder.path(), json!({})).await.expect("open");
    assert_eq!(dropped(&mut carriage, &attempt(26, &[0, 1])).await, "sent, relays reports: true");
    assert_eq!(files(folder.path()), ["hub1-000000000000001a-0.eml"]);
    let path = folder.path().join("hub1-000000000000001a-0.eml");
    let text = std::fs::read_to_string(&path).expect("readable");
    let expected = "X-Sender: <bob@example.org> RET=HDRS\r\nX-Receiver: <IMCEAFAX-1@contoso.com>\r\n\
                    X-Receiver: <IMCEAFAX-2@contoso.com> NOTIFY=NEVER\r\nX-EndOfInjectedXHeaders: emsh\r\n\
                    Subject: s\r\n\r\n.text\r\n";
    assert_eq!(text, expected, "and nothing of what is meant for inside");
    let mode = std::fs::metadata(path).expect("there").permissions().mode();
    assert_eq!(mode & 0o007, 0, "nobody else reads it");
}

#[tokio::test]
async fn a_message_that_is_sent_again_after_a_crash_is_the_same_file() {
    let folder = TempDir::new().expect("a folder");
    for _ in 0..2 {
        let mut carriage = opened(folder.path(), json!({"RelayDsnRequired": true})).await.expect("open");
        assert_eq!(dropped(&mut carriage, &attempt(26, &[0])).await, "sent, relays reports: false");
    }
    let mut carriage = opened(folder.path(), json!({})).await.expect("open");
    dropped(&mut carriage, &attempt(26, &[1])).await;
    let names = ["hub1-000000000000001a-0.eml", "hub1-000000000000001a-1.eml"];
    assert_eq!(files(folder.path()), names, "another recipient is another file");
}

#[tokio::test]
async fn a_full_directory_takes_no_more_until_something_is_taken() {
    let folder = TempDir::new().expect("a folder");
    let mut carriage = opened(folder.path(), json!({"DropDirectoryQuota": 300})).await.expect("open");
    assert!(dropped(&mut carriage, &attempt(1, &[0])).await.starts_with("sent"));
    let full = "452 4.3.1 FOREIGN.DirectoryFull; the message does not fit into the quota of the drop directory";
    for _ in 0..2 {
        dropped(&mut carriage, &attempt(2, &[0])).await;
    }
    assert_eq!(dropped(&mut carriage, &attempt(3, &[0])).await, full);
    assert!(!files(folder.path()).iter().any(|name| name.ends_with(".tmp")), "no half file is left");
    for name in files(folder.path()) {
        std::fs::remove_file(folder.path().join(name)).expect("taken");
    }
    assert!(dropped(&mut carriage, &attempt(3, &[0])).await.starts_with("sent"));
}

#[tokio::test]
async fn a_missing_directory_is_waited_for() {
    let folder = TempDir::new().expect("a folder");
    let missing = folder.path().join("missing");
    let said = opened(&missing, json!({})).await.err();
    assert_eq!(said.as_deref(), Some("451 4.3.5 FOREIGN.NoDirectory; the drop directory does not exist"));
    let said = opened(Path::new("relative"), json!({})).await.err().expect("no root");
    assert!(said.contains("neither DropDirectory nor RootDropDirectoryPath"), "{said}");
    std::fs::create_dir(&missing).expect("made");
    let mut carriage = opened(&missing, json!({})).await.expect("open");
    std::fs::remove_dir(&missing).expect("empty");
    let said = dropped(&mut carriage, &attempt(1, &[0])).await;
    assert_eq!(said, "451 4.3.5 FOREIGN.NoDirectory; the drop directory does not exist");
}
