//! When a prompt asks for another line.

use crate::lang::is_incomplete;

#[test]
fn text_that_goes_on() {
    for text in [
        "Get-X {",
        "Get-X (",
        "Get-X $(",
        "Get-X @(",
        "@{",
        "@{ a = 1",
        "@{ a =",
        "\"abc",
        "'abc",
        "@\"",
        "@\"\nabc",
        "@'\n '@",
        "Get-X |",
        "Get-X |\n",
        "Get-X | # and",
        "Get-X `",
        "1 +",
        "1 + # more",
        "1,",
        "Get-X a,",
        "$a =",
        "$a -eq",
        "-not",
        "if",
        "if (",
        "if ($a)",
        "if ($a) {",
        "if ($a) { } else",
        "foreach ($a in",
        "foreach ($a in $b)",
        "while",
        "do { }",
        "try { }",
        "try { } catch",
        "switch ($a) {",
        "switch ($a) { 1",
        "function foo",
        "function foo {",
        "param(",
        "<# a",
        "${a",
        "$a.",
        "$a[",
        "$a.Foo(",
        "Get-X &&",
        "$a ?",
        "$a ? 1 :",
        "[int",
        "Get-X { if (1) {",
        "\"a $(",
        "\"a $(Get-X",
    ] {
        assert!(is_incomplete(text), "{text} goes on");
    }
}

#[test]
fn text_that_is_done_or_beyond_mending() {
    for text in [
        "",
        "# a",
        "Get-X",
        "Get-X -a b",
        "{ }",
        "\"abc\"",
        "1 + 1",
        "Get-X -a:",
        "1 2",
        ")",
        "}",
        "if ($a) { }",
        "if ($a) { }\n",
        "$a -foo",
        "1 | 2",
        "Get-X ,",
        "@{ a 1",
        "\"$x: ",
        "class A {",
        "Get-X 1>&2",
        "(1 2",
        "if ($a } {",
    ] {
        assert!(!is_incomplete(text), "{text} does not go on");
    }
}
