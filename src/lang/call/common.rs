//! The common parameters: their names, short forms and help.

/// The parameters every command has, besides those of its signature. `-WhatIf` and `-Confirm` only with an effect.
pub const COMMON: &[(&str, &[&str], &str)] = &[
    ("Verbose", &["vb"], "Say more about what is done."),
    ("Debug", &["db"], "Say everything about what is done."),
    (
        "ErrorAction",
        &["ea"],
        "What an error that concerns one item does: Continue, Stop, SilentlyContinue, Ignore, Inquire.",
    ),
    ("ErrorVariable", &["ev"], "Variable that keeps the errors; `+name` appends."),
    ("WarningAction", &["wa"], "What a warning does: Continue, Stop, SilentlyContinue, Ignore, Inquire."),
    ("WarningVariable", &["wv"], "Variable that keeps the warnings; `+name` appends."),
    ("InformationAction", &["infa"], "What an information record does."),
    ("InformationVariable", &["iv"], "Variable that keeps the information records."),
    ("OutVariable", &["ov"], "Variable that keeps what is put out; `+name` appends."),
    ("OutBuffer", &["ob"], "Accepted for compatibility; objects are handed on one at a time."),
    ("PipelineVariable", &["pv"], "Variable that holds the current object for the commands further on."),
    ("WhatIf", &["wi"], "Show what would be done, do nothing."),
    ("Confirm", &["cf"], "Ask before each change; `-Confirm:$false` never asks."),
];
