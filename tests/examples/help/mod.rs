//! Every example of every help page, run as it stands there.
//!
//! Examples of a class whose objects are made and removed are one story: they run in their order, on one store. All others
//! run one by one beside a node that has what they name.

mod person;
mod scene;

use emsh::cmdlet;
use emsh::cmdlet::help::topic::TOPICS;
use emsh::lang::call::Signature;
use emsh::lang::eval::Interpreter;
use emsh::model::CLASSES;
use emsh::model::class::{ClassInfo, Verb};

use scene::{Scene, bare_store, copy_of, play};

/// The page is about an error.
const SAYS_AN_ERROR: &[&str] = &["Write-Error"];

/// What the examples of a class need besides a server.
const BEFORE: &[(&str, &str)] = &[
    (
        "Mailbox",
        "New-AcceptedDomain Contoso -DomainName contoso.com; New-MailboxDatabase Mailboxes -MaildirPath /var/mail/emsh",
    ),
    ("EmailAddressPolicy", "New-AcceptedDomain Contoso -DomainName contoso.com"),
];

fn has_story(class: &ClassInfo) -> bool {
    class.has(Verb::New)
}

/// Topics whose examples fail on purpose.
const OF_ERRORS: &[&str] = &["about_Error_Handling", "about_Redirection"];

/// Whether a cmdlet is one of those that a class with a story has.
fn is_told(signature: &Signature) -> bool {
    let (verb, noun) = signature.name.split_once('-').unwrap_or_default();
    let is_its = |class: &ClassInfo| {
        class.nouns.contains(&noun) && class.verbs.iter().any(|derived| class.word(*derived) == verb)
    };
    CLASSES.iter().any(|class| has_story(class) && is_its(class))
}

fn hold(broken: Vec<String>, ran: usize, at_least: usize) {
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
    assert!(ran >= at_least, "{ran} examples were found");
}

#[test]
fn the_examples_of_a_class_make_change_and_remove() {
    let (mut broken, mut ran) = (Vec::new(), 0);
    let store = bare_store();
    for class in CLASSES.iter().filter(|class| has_story(class)) {
        let folder = copy_of(&store);
        Interpreter::on_large_stack(|| {
            for (_, text) in BEFORE.iter().filter(|(of, _)| *of == class.name) {
                assert_eq!(play(folder.path(), text), "", "{text}");
            }
            for (_, _, example) in class.examples {
                ran += 1;
                let said = play(folder.path(), example);
                if !said.is_empty() {
                    broken.push(format!("{example}\n{said}"));
                }
            }
        });
    }
    hold(broken, ran, 25);
}

#[test]
fn every_other_example_runs_beside_a_node() {
    let (mut broken, mut ran) = (Vec::new(), 0);
    // The client of the control API is made in this process.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let scene = Scene::build();
    Interpreter::on_large_stack(|| {
        for signature in cmdlet::all().iter().map(|cmdlet| &cmdlet.signature).filter(|signature| !is_told(signature)) {
            for example in signature.examples {
                ran += 1;
                let said = scene.play(example.run);
                if said.is_empty() == SAYS_AN_ERROR.contains(&signature.name) {
                    broken.push(format!("{}: {}\n{said}", signature.name, example.run));
                }
            }
        }
    });
    hold(broken, ran, 150);
}

#[test]
fn every_example_of_a_topic_runs_beside_a_node() {
    let (mut broken, mut ran) = (Vec::new(), 0);
    let _ = rustls::crypto::ring::default_provider().install_default();
    let scene = Scene::build();
    Interpreter::on_large_stack(|| {
        for topic in TOPICS {
            for (_, example) in topic.examples() {
                ran += 1;
                let said = scene.play(example);
                if !said.is_empty() && !OF_ERRORS.contains(&topic.name) {
                    broken.push(format!("{}: {example}\n{said}", topic.name));
                }
            }
        }
    });
    hold(broken, ran, 40);
}
