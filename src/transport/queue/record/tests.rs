use std::net::IpAddr;

use jiff::Timestamp;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::model::{Directionality, MessagePriority, ReversePath};
use crate::transport::queue::order::What;
use crate::transport::queue::sample;
use crate::transport::{
    BodyType, Demands, DsnReturn, FileWay, LeafKey, Notify, Recipient, RecipientState, Resolution, Source,
};

/// The prints of two records are equal exactly when all their fields are.
fn print(record: &Record) -> String {
    format!("{record:?}")
}

fn records() -> impl Strategy<Value = Record> {
    (envelopes(), proptest::collection::vec(any::<(Option<String>, bool)>(), 0..3)).prop_map(|(envelope, holds)| {
        let mut record = Record::new(envelope);
        record.crashes = holds.len() as u8;
        record.holds.extend(holds.into_iter().map(|(reason, with_ndr)| {
            let since = Timestamp::UNIX_EPOCH;
            let order = Order { what: What::Remove { with_ndr }, who: "ann".into(), reason, since, until: None };
            Hold { queue: sample::hop("contoso.com"), order: Arc::new(order) }
        }));
        record
    })
}

fn envelopes() -> impl Strategy<Value = Envelope> {
    let source = prop_oneof![
        ("\\PC{0,20}", any::<IpAddr>(), any::<IpAddr>(), "\\PC{0,20}", any::<Option<String>>(), any::<bool>())
            .prop_map(|(connector, remote, local, hello, user, is_encrypted)| Source::Smtp {
                connector,
                remote,
                local,
                hello,
                user,
                is_encrypted
            }),
        "\\PC{0,20}".prop_map(|about| Source::Dsn { about }),
        "\\PC{0,20}".prop_map(|name| Source::File { way: FileWay::Replay, name }),
    ];
    let notify = proptest::option::of(any::<(bool, bool, bool)>())
        .prop_map(|bits| bits.map(|(success, failure, delay)| Notify { success, failure, delay }));
    let state = prop_oneof![
        Just(RecipientState::Pending),
        Just(RecipientState::Delivered),
        Just(RecipientState::Failed),
        Just(RecipientState::Resolved)
    ];
    let recipient = ("[a-z]{1,8}@[a-z]{1,8}\\.example", state, notify, any::<Option<(String, String)>>()).prop_map(
        |(address, state, notify, original)| Recipient {
            address: address.parse().expect("an address"),
            alternate: original.is_none().then(|| Box::new("b@c.example".parse().expect("an address"))),
            routing_domain: notify.is_some().then(|| Box::new("d.example".parse().expect("a domain"))),
            original,
            notify,
            state,
        },
    );
    let times = (0i64..4_000_000_000_000_000, any::<Option<u32>>());
    let texts = (any::<Option<String>>(), "\\PC{0,40}", any::<Option<String>>());
    (source, proptest::collection::vec(recipient, 0..6), times, texts, any::<u64>(), any::<u128>(), 0usize..27)
        .prop_map(|(source, recipients, (received, delay), (envelope_id, subject, header_from), size, id, mix)| {
            Envelope {
                return_path: if mix == 0 { ReversePath::Null } else { sample::envelope("a@b.example").return_path },
                body_type: [BodyType::SevenBit, BodyType::EightBitMime, BodyType::BinaryMime][mix % 3],
                demands: Demands { utf8: mix % 2 == 0, tls: mix % 5 == 0, tls_is_optional: mix % 7 == 0 },
                dsn_return: [None, Some(DsnReturn::Full), Some(DsnReturn::Headers)][mix / 3 % 3],
                envelope_id,
                size,
                internet_message_id: format!("<{subject}>"),
                network_message_id: Uuid::from_u128(id),
                subject,
                header_from,
                priority: MessagePriority::ALL[mix / 9],
                scl: [None, Some(-1), Some(9)][mix % 3],
                original_from: (mix % 4 == 1).then(|| sample::envelope("a@b.example").return_path),
                shadow: (mix % 3 == 1).then(|| Uuid::from_u128(mix as u128)),
                probe: (mix % 5 == 1).then(|| Uuid::from_u128(7)),
                directionality: Directionality::ALL[mix % 3],
                source,
                received: Timestamp::from_microsecond(received).expect("in range"),
                first_arrival: (mix % 6 == 1).then_some(Timestamp::UNIX_EPOCH),
                delay_reported: delay.map(|second| Timestamp::from_second(i64::from(second)).expect("in range")),
                recipients,
                resolution: match mix % 5 {
                    0 => Resolution::UpTo(LeafKey(Uuid::from_u128(id), 1)),
                    1 => Resolution::Done,
                    _ => Resolution::Open,
                },
            }
        })
}

proptest! {
    #[test]
    fn what_was_written_is_read(record in records()) {
        let bytes = write(&record);
        prop_assert_eq!(print(&read(&bytes).expect("a record")), print(&record));
        let sender = record.envelope.return_path.address().map(ToString::to_string).unwrap_or_default();
        prop_assert_eq!(return_path(&bytes), Some(sender.as_str()));
        prop_assert_eq!(shadow(&bytes), record.envelope.shadow);
        for length in 0..bytes.len() {
            prop_assert!(read(&bytes[..length]).is_err(), "cut at {}", length);
        }
    }

    #[test]
    fn no_bytes_make_it_panic(mut bytes in proptest::collection::vec(any::<u8>(), 1..200)) {
        let _ = read(&bytes);
        bytes[0] = VERSION;
        let _ = read(&bytes);
    }

    #[test]
    fn a_changed_byte_does_not_make_it_panic(record in records(), at in any::<prop::sample::Index>(), to: u8) {
        let mut bytes = write(&record);
        let at = at.index(bytes.len());
        bytes[at] = to;
        let _ = read(&bytes);
    }
}

/// As emsh wrote it before messages had demands.
#[test]
fn a_record_of_version_1_is_read() {
    let old = "011273656e64657240636f6e746f736f2e636f6d010201035151318020393c30313932663061312d376133622d376335352d3864\
        32652d31663063396238613764366540636c69656e742e636f6e746f736f2e636f6d3e0192f0a17a3b7c558d2e1f0c9b8a7d6e1f51756172\
        7465726c79206e756d626572732c207365636f6e64206472616674011273656e64657240636f6e746f736f2e636f6d0101010c436c69656e\
        7420687562303104c000021104c000020112636c69656e742e636f6e746f736f2e636f6d011273656e64657240636f6e746f736f2e636f6d\
        010000000000000000000210616e6e4066616272696b616d2e636f6d0000001062656e4066616272696b616d2e636f6d000b010672666338\
        32320b6240782e6578616d706c6500";
    let bytes: Vec<u8> =
        (0..old.len()).step_by(2).map(|at| u8::from_str_radix(&old[at..at + 2], 16).expect("hex")).collect();
    let mut expected = sample::envelope("ann@fabrikam.com ben@fabrikam.com");
    expected.recipients[1].notify = Some(Notify { success: true, failure: true, delay: false });
    expected.recipients[1].original = Some(("rfc822".into(), "b@x.example".into()));
    expected.dsn_return = Some(DsnReturn::Headers);
    expected.envelope_id = Some("QQ1".into());
    assert_eq!(print(&read(&bytes).expect("a record")), print(&Record::new(expected)));
    assert!(read(&bytes[..bytes.len() - 1]).is_err(), "cut");
}

/// As emsh wrote it before there were shadow copies, whose name stands first now.
#[test]
fn a_record_of_version_8_is_read() {
    let mut expected = sample::envelope("ann@fabrikam.com");
    expected.probe = Some(Uuid::from_u128(7));
    let record = Record::new(expected);
    let now = write(&record);
    let behind = now.len() - (1 + 16) - 1;
    let old = [&[8], &now[2..behind], &[0], &now[behind..]].concat();
    assert_eq!(print(&read(&old).expect("a record")), print(&record));
    assert_eq!((return_path(&old), shadow(&old)), (Some("sender@contoso.com"), None));
    assert!(read(&old[..old.len() - 1]).is_err(), "cut");
}

#[test]
fn a_newer_version_is_refused_by_name() {
    assert_eq!(read(&[VERSION + 1, 1, 2, 3]).unwrap_err(), BadRecord::Newer(VERSION + 1));
    assert_eq!(read(&[]).unwrap_err(), BadRecord::Malformed);
}
