//! The about_ pages of `Get-Help`: what is not about one command.
//!
//! Each is declared once; the screen, the man page and completion read it, and the tests run its examples.

mod back_pressure;
mod configuration_history;
mod connectors;
mod delivery_reports;
mod error_handling;
mod filters;
mod functions;
mod language_differences;
mod maintenance;
mod operators;
mod pipelines;
mod queues;
mod quoting_rules;
mod recipient_directories;
mod redirection;
mod routing;
mod several_servers;
mod transactions;
mod transport_agents;

use std::fmt::Write as _;

use super::text::{code, wrapped};

/// A page about something.
#[derive(Debug)]
pub struct Topic {
    /// `about_Something`.
    pub name: &'static str,
    /// One line without a full stop.
    pub synopsis: &'static str,
    pub parts: &'static [Part],
    /// Commands and topics that say more.
    pub see: &'static [&'static str],
}

/// A piece of a topic's page.
#[derive(Debug)]
pub enum Part {
    /// A paragraph.
    Text(&'static str),
    Heading(&'static str),
    /// Words with what they mean.
    Terms(&'static [(&'static str, &'static str)]),
    /// What it does, as a phrase, and the line.
    Example(&'static str, &'static str),
}

/// Every topic, by name.
pub static TOPICS: &[&Topic] = &[
    &back_pressure::TOPIC,
    &configuration_history::TOPIC,
    &connectors::TOPIC,
    &delivery_reports::TOPIC,
    &error_handling::TOPIC,
    &filters::TOPIC,
    &functions::TOPIC,
    &language_differences::TOPIC,
    &maintenance::TOPIC,
    &operators::TOPIC,
    &pipelines::TOPIC,
    &queues::TOPIC,
    &quoting_rules::TOPIC,
    &recipient_directories::TOPIC,
    &redirection::TOPIC,
    &routing::TOPIC,
    &several_servers::TOPIC,
    &transactions::TOPIC,
    &transport_agents::TOPIC,
];

/// By its name, with or without `about_`, in any letter case.
pub fn named(name: &str) -> Option<&'static Topic> {
    let is_called = |topic: &&&Topic| {
        topic.name.eq_ignore_ascii_case(name)
            || topic.name.strip_prefix("about_").is_some_and(|short| short.eq_ignore_ascii_case(name))
    };
    TOPICS.iter().find(is_called).copied()
}

impl Topic {
    /// The lines that can be typed as they stand.
    pub fn examples(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.parts.iter().filter_map(|part| match part {
            Part::Example(does, run) => Some((*does, *run)),
            _ => None,
        })
    }

    pub fn page(&self, width: usize) -> String {
        let mut page = format!("TOPIC\n    {}\n\nSYNOPSIS\n", self.name);
        page.push_str(&wrapped(self.synopsis, width, 4, 4));
        page.push_str("\nDESCRIPTION");
        // A line of examples stands close to the one before it.
        let (mut follows_example, mut is_below_heading) = (false, false);
        for part in self.parts {
            let is_example = matches!(part, Part::Example(..));
            // A paragraph follows its heading at once.
            if !(is_example && follows_example || is_below_heading) {
                page.push('\n');
            }
            is_below_heading = matches!(part, Part::Heading(_));
            follows_example = is_example;
            match part {
                Part::Text(text) => page.push_str(&wrapped(text, width, 4, 4)),
                Part::Heading(heading) => {
                    page.push_str(heading);
                    page.push('\n');
                }
                Part::Terms(terms) => page.push_str(&list(terms, width)),
                Part::Example(does, run) => {
                    page.push_str(&wrapped(&format!("{does}:"), width, 4, 4));
                    page.push_str(&code(&format!("        PS> {run}"), width));
                }
            }
        }
        if !self.see.is_empty() {
            let _ = write!(page, "\nSEE ALSO\n{}", wrapped(&self.see.join(", "), width, 4, 4));
        }
        page.trim_end().to_owned() + "\n"
    }
}

/// Words in a column, their meanings beside them.
fn list(terms: &[(&str, &str)], width: usize) -> String {
    let widest = terms.iter().map(|(term, _)| term.chars().count()).max().unwrap_or_default();
    let indent = 4 + widest + 2;
    terms.iter().fold(String::new(), |text, (term, meaning)| {
        let meaning = wrapped(meaning, width, indent, indent);
        text + &format!("    {term:widest$}  {}", meaning.trim_start())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmdlet::{Place, Registry, Session};
    use crate::lang::{eval, parse};
    use crate::model::class_named;

    #[test]
    fn topics_are_in_order_and_fit_a_terminal() {
        let names: Vec<&str> = TOPICS.iter().map(|topic| topic.name).collect();
        assert!(names.is_sorted(), "{names:?}");
        for topic in TOPICS {
            assert!(topic.name.starts_with("about_") && !topic.synopsis.ends_with('.'), "{}", topic.name);
            let page = topic.page(80);
            let widest = page.lines().map(|line| line.chars().count()).max().unwrap_or_default();
            assert!(widest <= 80, "{}: {widest} columns\n{page}", topic.name);
            assert!(page.lines().take(20).any(|line| line.contains("    ")) && topic.examples().count() >= 3);
        }
    }

    #[test]
    fn what_a_topic_names_is_there() {
        let registry = Registry::new(Session::new(Place::in_folder("/nonexistent".into()), "tester"));
        for topic in TOPICS {
            for name in topic.see {
                let is_known = named(name).is_some()
                    || class_named(name).is_some()
                    || crate::lang::call::Commands::find(&registry, name).is_some();
                assert!(is_known, "{} names {name}", topic.name);
            }
            for (_, example) in topic.examples() {
                let script = parse(example).unwrap_or_else(|fault| panic!("{}: {example}: {fault}", topic.name));
                assert_eq!(eval::check(&script, &registry), [], "{}: {example}", topic.name);
            }
        }
    }
}
