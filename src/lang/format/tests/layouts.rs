//! What Format-Table, Format-List and Format-Wide ask for.

use super::*;

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
    let group = |value: &str| Layout::Group { lead: "   Status: ".into(), value: Value::text(value) }.into_value();
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
