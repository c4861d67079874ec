//! Objects that come one after the other: what waits for a common layout, and until when.

use super::*;

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
    // One that shares nothing with the columns is an empty row, whatever it is.
    assert_eq!(
        screen(80, &[numbered(1, "a"), custom(&[("Other", Value::Int(9))]), queue("q1", 7, "b")]),
        expected(
            "|
             |Number Text
             |------ ----
             |     1 a
             |
             |
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
fn labels_come_again_after_each_screenful_where_they_were_asked_for() {
    let rows = |repeats: bool, rows: Option<usize>| {
        let page = Page::screen(80).of_rows(rows);
        let columns = vec![Column::named("Number")];
        let head = TableHead { columns, repeats_labels: repeats, ..TableHead::default() };
        let mut formatter = Formatter::new();
        let mut lines = formatter.push(&Layout::Table(Arc::new(head)).into_value(), &page);
        for number in 1..=4 {
            lines.extend(formatter.push(&Layout::Row(vec![Value::Int(number)]).into_value(), &page));
        }
        lines.extend(formatter.push(&Layout::End.into_value(), &page));
        plain(&lines)
    };
    let again = "|\n|Number\n|------\n|     1\n|     2\n|\n|Number\n|------\n|     3\n|     4\n|";
    let once = "|\n|Number\n|------\n|     1\n|     2\n|     3\n|     4\n|";
    for (repeats, height, screen, why) in [
        (true, Some(6), again, "three lines of labels, two rows, the prompt"),
        (true, None, once, "nobody looks"),
        (false, Some(6), once, "nobody asked"),
        (
            true,
            Some(1),
            "|\n|Number\n|------\n|     1\n|\n|Number\n|------\n|     2\n|\n|Number\n|------\n|     3\n|\n|Number\n|------\n|     4\n|",
            "a row at a time at least",
        ),
    ] {
        assert_eq!(rows(repeats, height), expected(screen), "{why}");
    }
}

#[test]
fn a_long_stream_is_shown_before_its_end() {
    let page = Page::screen(80);
    let mut formatter = Formatter::new();
    let shown: usize = (0..2500).map(|number| formatter.push(&numbered(number, "x"), &page).len()).sum();
    assert_eq!(shown, 2503, "every row, two lines of labels, a blank line");
}
