//! Columns: which ones, how wide, and what is cut.

use super::*;

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
