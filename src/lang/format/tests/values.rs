//! What single values and collections look like.

use super::*;
use crate::model::Hash;

#[test]
fn plain_values_are_plain_lines() {
    let date = "2026-11-13T01:23:20+02:00[+02:00]".parse().expect("a date");
    let values = [
        Value::text("a\nb"),
        Value::Null,
        Value::Int(5),
        Value::Double(0.5),
        Value::Bool(true),
        Value::array(vec![Value::Int(1), Value::array(vec![Value::Int(2)])]),
        Value::text(""),
        Value::date(date),
    ];
    assert_eq!(
        screen(80, &values),
        expected(
            "|a
             |b
             |5
             |0.5
             |True
             |1
             |2
             |
             |
             |Friday, 13 November 2026 01:23:20
             |"
        )
    );
}

#[test]
fn four_properties_make_a_table_and_five_a_list() {
    let four = custom(&[
        ("Name", Value::text("To Internet")),
        ("Cost", Value::Int(1)),
        ("Enabled", Value::Bool(true)),
        ("Spaces", Value::array(vec![Value::text("SMTP:*;1")])),
    ]);
    assert_eq!(
        screen(80, std::slice::from_ref(&four)),
        expected(
            "|
             |Name        Cost Enabled Spaces
             |----        ---- ------- ------
             |To Internet    1    True {SMTP:*;1}
             |"
        )
    );
    let five = custom(&[
        ("Name", Value::text("To Internet")),
        ("Cost", Value::Int(1)),
        ("Comment", Value::Null),
        ("SmartHosts", Value::array(vec![])),
        ("Hops", Value::array((1..=9).map(Value::Int).collect())),
    ]);
    assert_eq!(
        screen(80, &[five.clone(), five]),
        expected(
            "|
             |Name       : To Internet
             |Cost       : 1
             |Comment    :
             |SmartHosts : {}
             |Hops       : {1, 2, 3, 4…}
             |
             |Name       : To Internet
             |Cost       : 1
             |Comment    :
             |SmartHosts : {}
             |Hops       : {1, 2, 3, 4…}
             |"
        )
    );
}

#[test]
fn hashtables_are_tables_of_names_and_values() {
    let hash = |entries: &[(&str, Value)]| {
        let hash = Hash::new();
        entries.iter().for_each(|(key, value)| hash.set(Value::text(key), value.clone()));
        Value::Hash(hash)
    };
    let values =
        [hash(&[("Add", Value::text("a")), ("Count", Value::Int(12))]), hash(&[]), hash(&[("X", Value::Null)])];
    assert_eq!(
        screen(80, &values),
        expected(
            "|
             |Name                           Value
             |----                           -----
             |Add                            a
             |Count                          12
             |X
             |"
        )
    );
}

#[test]
fn faults_kept_in_variables_show_their_message() {
    let exception = Object::named(
        "System.Management.Automation.RuntimeException",
        vec![("Message".into(), Value::text("No queue named 'x'."))],
    );
    let record = Object::named(
        "System.Management.Automation.ErrorRecord",
        vec![("Exception".into(), Value::Object(exception)), ("FullyQualifiedErrorId".into(), Value::text("Q"))],
    );
    assert_eq!(screen(80, &[Value::Object(record)]), "No queue named 'x'.\n");
}

#[test]
fn long_lists_wrap_on_a_screen_and_not_in_a_pipe() {
    let entry = [
        Layout::List.into_value(),
        Layout::Entry(vec![
            ("Identity".into(), Value::text("hub01")),
            ("LastError".into(), Value::text("451 4.4.1 Connection timed out while connecting")),
            ("Lines".into(), Value::text("one\ntwo")),
        ])
        .into_value(),
        Layout::End.into_value(),
    ];
    assert_eq!(
        screen(40, &entry),
        expected(
            "|
             |Identity  : hub01
             |LastError : 451 4.4.1 Connection timed
             |            out while connecting
             |Lines     : one
             |            two
             |"
        )
    );
    let page = Page::stream(40);
    let mut formatter = Formatter::new();
    let lines: Vec<Line> = entry.iter().flat_map(|value| formatter.push(value, &page)).collect();
    assert!(plain(&lines).contains("LastError : 451 4.4.1 Connection timed out while connecting\n"));
}
