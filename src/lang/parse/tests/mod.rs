//! What text becomes which tree, by noun of the grammar. Trees are compared in the short form that [`show`] gives.

mod arguments;
mod expressions;
mod faults;
mod incomplete;
mod pipelines;
mod properties;
mod realistic;
mod scripts;
mod show;
mod statements;
mod strings;

use self::show::show;
use crate::lang::parse;

/// Asserts that each text parses to the tree beside it.
fn trees(rows: &[(&str, &str)]) {
    for (text, expected) in rows {
        match parse(text) {
            Ok(script) => assert_eq!(show(&script), *expected, "{text}"),
            Err(fault) => panic!("{text}: {fault} {:?}", fault.at),
        }
    }
}

/// Asserts that each text is refused with this identifier, pointing at this part of the text.
fn refused(rows: &[(&str, &str, &str)]) {
    for (text, id, pointed) in rows {
        match parse(text) {
            Ok(script) => panic!("{text}: parsed as {}", show(&script)),
            Err(fault) => {
                let span = fault.at.unwrap_or_else(|| panic!("{text}: {fault} points nowhere"));
                assert_eq!((fault.id.as_ref(), &text[span.start..span.end]), (*id, *pointed), "{text}: {fault}");
            }
        }
    }
}
