//! What holds of every cmdlet's declaration, hand-written or derived.

use crate::cmdlet::{Place, Registry, Session, all};
use crate::lang::call::{Effect, ParamSet, ParamSpec, Signature};
use crate::lang::{eval, parse, usage};

/// The verbs that PowerShell approves of (Get-Verb), as far as they are used.
const APPROVED: &[&str] = &[
    "Add",
    "Clear",
    "Compare",
    "Complete",
    "Convert",
    "ConvertFrom",
    "ConvertTo",
    "Copy",
    "Debug",
    "Disable",
    "Dismount",
    "Enable",
    "Enter",
    "Exit",
    "Export",
    "Find",
    "Format",
    "Get",
    "Group",
    "Import",
    "Install",
    "Invoke",
    "Join",
    "Measure",
    "Mount",
    "Move",
    "New",
    "Out",
    "Pop",
    "Push",
    "Read",
    "Receive",
    "Redo",
    "Register",
    "Remove",
    "Rename",
    "Reset",
    "Resolve",
    "Restart",
    "Restore",
    "Resume",
    "Search",
    "Select",
    "Send",
    "Set",
    "Show",
    "Skip",
    "Split",
    "Start",
    "Stop",
    "Suspend",
    "Switch",
    "Sync",
    "Test",
    "Trace",
    "Undo",
    "Uninstall",
    "Unregister",
    "Update",
    "Wait",
    "Watch",
    "Write",
];

/// Verbs that only the names of other products have: PowerShell's own filters, and Exchange's cmdlets for queues and keys.
const INHERITED: &[&str] = &["ForEach", "Redirect", "Retry", "Rotate", "Sort", "Tee", "Where"];

/// A name that Exchange gave without a verb.
const WITHOUT_VERB: &str = "AssembleMessage";

fn signatures() -> impl Iterator<Item = &'static Signature> {
    all().iter().map(|cmdlet| &cmdlet.signature)
}

/// Collects what is wrong with each signature and shows all of it at once.
fn hold(rule: impl Fn(&'static Signature) -> Vec<String>) {
    let broken: Vec<String> = signatures()
        .flat_map(|signature| rule(signature).into_iter().map(move |what| format!("{}: {what}", signature.name)))
        .collect();
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn verbs_are_approved() {
    hold(|signature| {
        let verb = signature.name.split('-').next().unwrap_or_default();
        let is_known = APPROVED.contains(&verb) || INHERITED.contains(&verb);
        let is_named_so = signature.name == WITHOUT_VERB || is_known && signature.name.matches('-').count() == 1;
        if is_named_so { vec![] } else { vec![format!("'{verb}' is no verb")] }
    });
}

#[test]
fn help_is_written_as_help() {
    let is_sentence = |text: &str| text.ends_with(['.', '…']) && text.starts_with(|c: char| !c.is_lowercase());
    hold(|signature| {
        let mut broken = Vec::new();
        if signature.synopsis.is_empty() || signature.synopsis.ends_with('.') {
            broken.push(format!("the synopsis is one sentence without a full stop: {:?}", signature.synopsis));
        }
        if !signature.about.is_empty() && !is_sentence(signature.about) {
            broken.push(format!("the description is sentences: {:?}", signature.about));
        }
        for param in signature.params.iter().filter(|param| !is_sentence(param.doc)) {
            broken.push(format!("-{} is described in sentences: {:?}", param.name, param.doc));
        }
        for example in
            signature.examples.iter().filter(|example| example.does.is_empty() || example.does.ends_with('.'))
        {
            broken.push(format!("an example is described by a phrase: {:?}", example.does));
        }
        broken
    });
}

#[test]
fn examples_parse_and_bind() {
    let session = Session::new(Place::in_folder("/nonexistent".into()), "tester");
    let registry = Registry::new(session);
    hold(|signature| {
        let mut broken = Vec::new();
        for example in signature.examples {
            match parse(example.run) {
                Ok(script) => broken
                    .extend(eval::check(&script, &registry).iter().map(|fault| format!("'{}': {fault}", example.run))),
                Err(fault) => broken.push(format!("'{}': {fault}", example.run)),
            }
        }
        broken
    });
}

/// Parameters that no other set has.
fn own<'s>(signature: &'s Signature, set: &'s ParamSet) -> impl Iterator<Item = &'s ParamSpec> {
    let others = |param: &ParamSpec| {
        signature
            .sets
            .iter()
            .filter(|other| other.name != set.name)
            .any(|other| other.params.iter().any(|name| param.is_called(name)))
    };
    signature.params.iter().filter(move |param| set.params.iter().any(|name| param.is_called(name)) && !others(param))
}

#[test]
fn each_parameter_set_has_an_example() {
    hold(|signature| {
        if signature.examples.is_empty() && !signature.params.is_empty() {
            return vec!["there is no example".to_owned()];
        }
        let is_shown = |set: &&ParamSet| {
            let mut own = own(signature, set).peekable();
            // A set that adds nothing, or whose own parameters are written without their names or come by the pipeline.
            own.peek().is_none()
                || own.any(|param| {
                    let by_name = format!("-{}", param.name).to_ascii_lowercase();
                    let mut examples = signature.examples.iter();
                    examples.any(|example| example.run.to_ascii_lowercase().contains(&by_name))
                        || param.position.is_some()
                        || param.from_pipeline
                })
        };
        let missing = signature.sets.iter().skip(1).filter(|set| !is_shown(set));
        missing.map(|set| format!("no example for the parameter set '{}'", set.name)).collect()
    });
}

#[test]
fn parameter_sets_are_about_parameters_that_exist() {
    hold(|signature| {
        let mut broken = Vec::new();
        for set in signature.sets {
            for name in set.params.iter().chain(set.mandatory) {
                if signature.param(name).is_none() {
                    broken.push(format!("set '{}' names -{name}, which does not exist", set.name));
                }
            }
        }
        for (at, param) in signature.params.iter().enumerate() {
            if signature.params[..at].iter().any(|other| other.is_called(param.name)) {
                broken.push(format!("-{} is declared twice", param.name));
            }
        }
        broken
    });
}

#[test]
fn what_changes_something_can_be_tried_out() {
    hold(|signature| {
        let has = |name: &str| usage::syntax(signature).iter().all(|line| line.contains(name));
        let changes = matches!(signature.effect, Effect::Changes(_));
        let is_verb = |verbs: &[&str]| verbs.iter().any(|verb| signature.name.starts_with(&format!("{verb}-")));
        if is_verb(&["Get", "Test", "Resolve", "Format", "Measure", "Select", "Where", "Sort", "Group"]) && changes {
            return vec!["it should change nothing".to_owned()];
        }
        if changes && !(has("[-WhatIf]") && has("[-Confirm]")) {
            return vec!["-WhatIf and -Confirm are missing".to_owned()];
        }
        vec![]
    });
}
