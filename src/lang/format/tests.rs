//! Whole screens, as a person sees them.

use std::sync::Arc;

use super::*;
use crate::model::{Hash, Object, PropertyInfo, TypeInfo, Value};

/// Shows values on a page of so many columns.
fn screen(columns: usize, values: &[Value]) -> String {
    let page = Page::screen(columns);
    let mut formatter = Formatter::new();
    let mut lines: Vec<Line> = values.iter().flat_map(|value| formatter.push(value, &page)).collect();
    lines.extend(formatter.finish(&page));
    plain(&lines)
}

/// The expected screen, written with `|` at the start of each line.
fn expected(drawn: &str) -> String {
    drawn
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix('|'))
        .fold(String::new(), |all, line| all + line + "\n")
}

fn custom(properties: &[(&str, Value)]) -> Value {
    Value::Object(Object::custom(properties.iter().map(|(name, value)| (Arc::from(*name), value.clone())).collect()))
}

fn numbered(number: i32, text: &str) -> Value {
    custom(&[("Number", Value::Int(number)), ("Text", Value::text(text))])
}

static QUEUE: TypeInfo = TypeInfo {
    name: "Emsh.Test.Queue",
    properties: &[PropertyInfo { name: "Identity", type_name: "String", doc: "" }],
    shown: &["Identity", "Status", "MessageCount", "NextHopDomain"],
};

fn queue(identity: &str, count: i32, domain: &str) -> Value {
    let properties = vec![
        ("Identity".into(), Value::text(identity)),
        ("Status".into(), Value::text("Retry")),
        ("MessageCount".into(), Value::Int(count)),
        ("LastError".into(), Value::text("451 4.4.1 Connection timed out")),
        ("NextHopDomain".into(), Value::text(domain)),
        ("RetryCount".into(), Value::Int(3)),
    ];
    Value::Object(Object::of(&QUEUE, properties))
}

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
        Value::Date(date),
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
             |Friday, November 13, 2026 1:23:20 AM
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
fn a_type_with_a_view_is_a_table_of_that_view() {
    assert_eq!(
        screen(80, &[queue(r"HUB01\3", 7, "contoso.com"), queue(r"HUB01\Submission", 1204, "")]),
        expected(
            r"|
              |Identity         Status MessageCount NextHopDomain
              |--------         ------ ------------ -------------
              |HUB01\3          Retry             7 contoso.com
              |HUB01\Submission Retry          1204
              |"
        )
    );
}

#[test]
fn columns_that_do_not_fit_are_cut_or_left_out_from_the_right() {
    let queues = [queue(r"HUB01\3", 7, "a.long.name.of.a.domain.example")];
    for (columns, drawn) in [
        (
            50,
            r"|
              |Identity Status MessageCount NextHopDomain
              |-------- ------ ------------ -------------
              |HUB01\3  Retry             7 a.long.name.of.a.dom…
              |",
        ),
        (
            40,
            r"|
              |Identity Status MessageCount
              |-------- ------ ------------
              |HUB01\3  Retry             7
              |",
        ),
        (
            20,
            r"|
              |Identity Status
              |-------- ------
              |HUB01\3  Retry
              |",
        ),
        (
            5,
            r"|
              |Ident
              |ity
              |-----
              |HUB0…
              |",
        ),
    ] {
        assert_eq!(screen(columns, &queues), expected(drawn), "{columns} columns");
    }
}

#[test]
fn one_long_text_does_not_push_out_the_columns_behind_it() {
    let values = [custom(&[("Text", Value::text("x".repeat(200))), ("Number", Value::Int(7))])];
    assert_eq!(
        screen(30, &values),
        expected(
            "|
             |Text            Number
             |----            ------
             |xxxxxxxxxxxxxx…      7
             |"
        )
    );
}

#[test]
fn wide_characters_take_two_columns() {
    assert_eq!(
        screen(80, &[numbered(1, "邮件"), numbered(22, "mail"), custom(&[("Text", Value::text("neu\nzwei"))])]),
        expected(
            "|
             |Number Text
             |------ ----
             |     1 邮件
             |    22 mail
             |       neu…
             |"
        )
    );
    let columns = [custom(&[("A", Value::text("邮件")), ("B", Value::text("x"))])];
    assert_eq!(screen(80, &columns), expected("|\n|A    B\n|-    -\n|邮件 x\n|"));
}

#[test]
fn later_objects_find_their_place() {
    // A plain value does not end the table.
    assert_eq!(
        screen(80, &[numbered(1, "a"), Value::text("between"), numbered(2, "b")]),
        expected(
            "|
             |Number Text
             |------ ----
             |     1 a
             |between
             |     2 b
             |"
        )
    );
    // An object of the same make, though with more properties, keeps the columns of the first.
    let more = custom(&[("Text", Value::text("c")), ("Other", Value::Int(9))]);
    assert_eq!(
        screen(80, &[numbered(1, "a"), more]),
        expected(
            "|
             |Number Text
             |------ ----
             |     1 a
             |       c
             |"
        )
    );
    // One that shares nothing with the columns would be an empty row.
    assert_eq!(
        screen(80, &[numbered(1, "a"), custom(&[("Other", Value::Int(9))])]),
        expected(
            "|
             |Number Text
             |------ ----
             |     1 a
             |
             |
             |Other
             |-----
             |    9
             |"
        )
    );
    // A stranger in the table of a type is a list.
    assert_eq!(
        screen(80, &[queue("q1", 7, "a"), numbered(1, "x"), queue("q2", 8, "b")]),
        expected(
            "|
             |Identity Status MessageCount NextHopDomain
             |-------- ------ ------------ -------------
             |q1       Retry             7 a
             |
             |Number : 1
             |Text   : x
             |
             |q2       Retry             8 b
             |"
        )
    );
}

#[test]
fn the_next_statement_begins_its_own_table() {
    let page = Page::screen(80);
    let mut formatter = Formatter::new();
    let mut lines = formatter.push(&queue("q1", 7, "a"), &page);
    formatter.statement_ended();
    lines.extend(formatter.push(&numbered(1, "x"), &page));
    formatter.statement_ended();
    lines.extend(formatter.push(&numbered(2, "y"), &page));
    lines.extend(formatter.finish(&page));
    assert_eq!(
        plain(&lines),
        expected(
            "|
             |Identity Status MessageCount NextHopDomain
             |-------- ------ ------------ -------------
             |q1       Retry             7 a
             |
             |
             |Number Text
             |------ ----
             |     1 x
             |     2 y
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

/// A table laid out by a command: a text and a number in each row.
fn laid_out(head: TableHead, rows: &[(&str, i32)]) -> Vec<Value> {
    let mut pieces = vec![Layout::Table(Arc::new(head)).into_value()];
    pieces.extend(
        rows.iter().map(|(text, number)| Layout::Row(vec![Value::text(text), Value::Int(*number)]).into_value()),
    );
    pieces.push(Layout::End.into_value());
    pieces
}

#[test]
fn a_layout_says_how_columns_look() {
    let columns = vec![
        Column { width: Some(6), align: Some(Align::Right), ..Column::named("Name") },
        Column { align: Some(Align::Center), ..Column::named("Messages") },
    ];
    let head = TableHead { columns, ..TableHead::default() };
    assert_eq!(
        screen(80, &laid_out(head.clone(), &[("contoso.com", 7), ("a", 1204)])),
        expected(
            "|
             |  Name Messages
             |  ---- --------
             |…o.com    7
             |     a   1204
             |"
        )
    );
    let head = TableHead { hides_labels: true, ..head };
    assert_eq!(screen(80, &laid_out(head, &[("a", 1)])), expected("|\n|     a    1\n|"));
}

#[test]
fn wrapped_cells_go_on_below() {
    let columns = vec![Column { width: Some(9), ..Column::named("Text") }, Column::named("N")];
    let head = TableHead { columns, wraps: true, ..TableHead::default() };
    assert_eq!(
        screen(80, &laid_out(head, &[("Connection timed out", 1), ("x", 2)])),
        expected(
            "|
             |Text      N
             |----      -
             |Connectio 1
             |n timed
             |out
             |x         2
             |"
        )
    );
}

#[test]
fn groups_say_what_they_have_in_common() {
    let head = TableHead { columns: vec![Column::named("Name")], ..TableHead::default() };
    let group = |value: &str| Layout::Group { label: "Status".into(), value: Value::text(value) }.into_value();
    let row = |name: &str| Layout::Row(vec![Value::text(name)]).into_value();
    let pieces = [
        Layout::Table(Arc::new(head)).into_value(),
        group("Retry"),
        row("a"),
        group("Ready"),
        row("longer"),
        row("c"),
        Layout::End.into_value(),
    ];
    assert_eq!(
        screen(80, &pieces),
        expected(
            "|
             |   Status: Retry
             |
             |Name
             |----
             |a
             |
             |   Status: Ready
             |
             |Name
             |----
             |longer
             |c
             |"
        )
    );
}

#[test]
fn wide_layouts_stand_side_by_side() {
    let pieces = |head: WideHead| {
        let names = ["Get-Queue", "Set-Queue", "Get-Mailbox", "Retry-Queue", "ft"];
        let mut pieces = vec![Layout::Wide(head).into_value()];
        pieces.extend(names.map(|name| Layout::Item(Value::text(name)).into_value()));
        pieces.push(Layout::End.into_value());
        pieces
    };
    assert_eq!(
        screen(31, &pieces(WideHead::default())),
        expected(
            "|
             |Get-Queue       Set-Queue
             |Get-Mailbox     Retry-Queue
             |ft
             |"
        )
    );
    assert_eq!(
        screen(40, &pieces(WideHead { columns: None, auto_size: true })),
        expected(
            "|
             |Get-Queue    Set-Queue    Get-Mailbox
             |Retry-Queue  ft
             |"
        )
    );
}

#[test]
fn format_objects_are_refused_where_objects_are_wanted() {
    let fault = refuse(&Layout::End.into_value()).expect_err("a piece of a layout");
    assert_eq!(fault.id, "FormatObjectsInPipeline");
    assert!(fault.says.contains("must come last"), "{fault}");
    assert!(refuse(&Value::Int(1)).is_ok());
}

#[test]
fn rows_held_back_can_be_shown_early_and_keep_their_columns() {
    let page = Page::screen(80);
    let mut formatter = Formatter::new();
    assert!(formatter.push(&numbered(1, "ab"), &page).is_empty());
    assert!(formatter.is_holding());
    assert_eq!(plain(&formatter.release(&page)), expected("|\n|Number Text\n|------ ----\n|     1 ab"));
    assert!(!formatter.is_holding());
    assert_eq!(plain(&formatter.push(&numbered(2, "abcdef"), &page)), expected("|     2 abc…"));
    assert_eq!(plain(&formatter.finish(&page)), "\n");
}

#[test]
fn a_long_stream_is_shown_before_its_end() {
    let page = Page::screen(80);
    let mut formatter = Formatter::new();
    let shown: usize = (0..2500).map(|number| formatter.push(&numbered(number, "x"), &page).len()).sum();
    assert_eq!(shown, 2503, "every row, two lines of labels, a blank line");
}
