//! The page before the last question: what will be, and the command that does it.

use super::answers::Answers;
use super::written;
use crate::cmdlet::config::compare::differences;
use crate::cmdlet::config::object::in_words;
use crate::lang::call::Candidate;
use crate::model::Fault;
use crate::model::class::{Property, Verb};

/// What a person makes of the page.
pub enum Decision {
    Run,
    /// Ask about one more property.
    Another,
    Stop,
}

/// Shows the page and asks.
pub fn show(answers: &Answers) -> Result<Decision, Fault> {
    let terminal = answers.work.call.engine.terminal();
    let object = answers.object()?;
    let item = |value: &str, description: &str| Candidate { value: value.into(), description: description.into() };
    let mut items = Vec::new();
    if let Some(before) = &answers.before {
        let mut changes = differences(answers.work.class, &before.properties, &object.properties);
        if before.name != object.name {
            changes.insert(0, format!("Name: {} → {}", before.name, object.name));
        }
        answers.say(&format!("\n{} '{}' would change:", answers.work.noun(), answers.work.target(before)));
        if changes.is_empty() {
            answers.say("  nothing yet");
        } else {
            changes.iter().for_each(|change| answers.say(&format!("  {change}")));
            items.push((Decision::Run, item("Change it", "runs the command above")));
        }
        items.push((Decision::Another, item("One more", "choose another property")));
    } else {
        answers.say(&format!("\nThe new {}:", answers.work.noun()));
        let shown: Vec<&Property> =
            answers.settable().into_iter().filter(|property| is_shown(answers, property)).collect();
        let widest = shown.iter().map(|property| property.name.len()).max().unwrap_or_default();
        answers.say(&format!("  {:widest$}  {}", "Name", object.name));
        for property in shown {
            let value = in_words(property, object.properties.get(property.name));
            answers.say(&format!("  {:widest$}  {value}", property.name));
        }
        items.push((Decision::Run, item("Make it", "runs the command above")));
        items.push((Decision::Another, item("Change something", "choose a property")));
    }
    let what = if answers.verb == Verb::New { "made" } else { "changed" };
    items.push((Decision::Stop, item("Stop", &format!("nothing is {what}"))));
    if items.len() == 3 {
        answers.say("\nThe command:");
        // Left to the terminal to wrap, so that it can be copied as one line.
        terminal.tell(&format!("  {}", written::command(answers)));
    }
    answers.say("");
    let menu: Vec<Candidate> = items.iter().map(|(_, item)| item.clone()).collect();
    let chosen = terminal.pick("What now", &menu, 0)?;
    Ok(items.swap_remove(chosen).0)
}

/// What was asked or given; the rest is as it always is.
fn is_shown(answers: &Answers, property: &Property) -> bool {
    answers.is_given(property.name) || answers.asked.contains(&property.name)
}
