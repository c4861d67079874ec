//! What can be done about what is seen, each with the command line that does the same.

use crate::control::wire::{MessageAct, MessageQuery, QueueAct, QueueQuery};
use crate::model::number::counted;
use crate::model::{MessageInfo, QueueInfo};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    Suspend,
    Resume,
    Retry,
    Remove,
}

/// An order that waits for its confirmation.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    /// What does the same at the prompt.
    pub command: String,
    /// What will happen, in a sentence.
    pub says: String,
    pub deed: Deed,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    Queues(QueueQuery, QueueAct),
    Messages(MessageQuery, MessageAct),
}

impl Action {
    /// Whether it can also be done without a report to the sender.
    pub fn without_report(&self) -> Option<Action> {
        let Deed::Messages(query, MessageAct::Remove { with_ndr: true }) = &self.deed else { return None };
        Some(Action {
            command: format!("{} -WithNDR $false", self.command),
            says: self.says.clone(),
            deed: Deed::Messages(query.clone(), MessageAct::Remove { with_ndr: false }),
        })
    }
}

/// About one queue. Removing means the messages in it.
pub fn on_queue(verb: Verb, queue: &QueueInfo) -> Action {
    let identity = queue.identity.to_string();
    let (name, count) = (hop(queue), counted(usize::try_from(queue.message_count).unwrap_or(0), "message"));
    let noun = quoted(&identity);
    match verb {
        Verb::Remove => Action {
            command: format!("Remove-Message -Filter {{Queue -eq {noun}}}"),
            says: format!("Delete all messages in the queue to {name} ({count} now), with a report to each sender."),
            deed: Deed::Messages(
                MessageQuery { queue: Some(identity), ..MessageQuery::default() },
                MessageAct::Remove { with_ndr: true },
            ),
        },
        verb => {
            let query = QueueQuery { identity: Some(identity), filter: None };
            let (cmdlet, act, does) = queue_act(verb, queue.identity.queue() == "Unreachable");
            let resubmit = if act == QueueAct::Resubmit { " -Resubmit $true" } else { "" };
            Action {
                command: format!("{cmdlet} {noun}{resubmit}"),
                says: format!("{does} the queue to {name} ({count})."),
                deed: Deed::Queues(query, act),
            }
        }
    }
}

/// About every queue that the filter shows.
pub fn on_queues(verb: Verb, filter: Option<&str>, count: usize) -> Option<Action> {
    if verb == Verb::Remove {
        return None;
    }
    let (cmdlet, act, does) = queue_act(verb, false);
    let query = QueueQuery { identity: None, filter: filter.map(str::to_owned) };
    Some(Action {
        command: format!("{cmdlet} {}", filter.map_or("*".to_owned(), |filter| format!("-Filter {}", block(filter)))),
        says: format!("{does} every queue in the list ({} now).", counted(count, "queue")),
        deed: Deed::Queues(query, act),
    })
}

fn queue_act(verb: Verb, is_unreachable: bool) -> (&'static str, QueueAct, &'static str) {
    match verb {
        Verb::Suspend => ("Suspend-Queue", QueueAct::Suspend { until: None, reason: None }, "Stop sending from"),
        Verb::Resume => ("Resume-Queue", QueueAct::Resume, "Send again from"),
        // What has no next hop can only be routed anew.
        Verb::Retry | Verb::Remove if is_unreachable => ("Retry-Queue", QueueAct::Resubmit, "Route anew"),
        Verb::Retry | Verb::Remove => ("Retry-Queue", QueueAct::Retry, "Try now the next hop of"),
    }
}

/// About one message; there is no trying one again by itself.
pub fn on_message(verb: Verb, message: &MessageInfo) -> Option<Action> {
    let identity = message.identity.to_string();
    let (cmdlet, act, does) = message_act(verb)?;
    Some(Action {
        command: format!("{cmdlet} {}", quoted(&identity)),
        says: format!(
            "{does} the message {} from {}: {}",
            message.identity.number(),
            message.from_address,
            message.subject
        ),
        deed: Deed::Messages(MessageQuery { identity: Some(identity), ..MessageQuery::default() }, act),
    })
}

/// About every message of the queue that the filter shows.
pub fn on_messages(verb: Verb, queue: &str, filter: Option<&str>) -> Option<Action> {
    let (cmdlet, act, does) = message_act(verb)?;
    let of_queue = format!("Queue -eq {}", quoted(queue));
    let condition = filter.map_or(of_queue.clone(), |filter| format!("{of_queue} -and ({filter})"));
    let which = if filter.is_some() { "that the filter shows" } else { "in this queue" };
    let query =
        MessageQuery { queue: Some(queue.to_owned()), filter: filter.map(str::to_owned), ..MessageQuery::default() };
    Some(Action {
        command: format!("{cmdlet} -Filter {}", block(&condition)),
        says: format!("{does} every message {which}."),
        deed: Deed::Messages(query, act),
    })
}

fn message_act(verb: Verb) -> Option<(&'static str, MessageAct, &'static str)> {
    match verb {
        Verb::Suspend => Some(("Suspend-Message", MessageAct::Suspend { reason: None }, "Keep back")),
        Verb::Resume => Some(("Resume-Message", MessageAct::Resume, "Let go")),
        Verb::Remove => {
            Some(("Remove-Message", MessageAct::Remove { with_ndr: true }, "Delete, with a report to the sender,"))
        }
        Verb::Retry => None,
    }
}

/// What people call a queue.
pub fn hop(queue: &QueueInfo) -> String {
    match queue.next_hop_domain.as_str() {
        "" => queue.identity.queue().to_owned(),
        domain => domain.to_owned(),
    }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A filter as an argument: in braces, unless it has some of its own that a reader could take for its end.
fn block(filter: &str) -> String {
    if filter.contains(['{', '}']) { quoted(filter) } else { format!("{{{filter}}}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmdlet::queue::show::samples;

    #[test]
    fn each_action_has_its_command_line() {
        let queue = samples::queue("3", "o'hara.example", crate::model::QueueStatus::Retry, 12);
        let message = samples::message("3", 17, "ann@contoso.com", "Hello");
        let lines = [
            on_queue(Verb::Suspend, &queue).command,
            on_queue(Verb::Remove, &queue).command,
            on_queue(Verb::Remove, &queue).without_report().expect("there is a way").command,
            on_queues(Verb::Retry, None, 2).expect("queues can be tried").command,
            on_queues(Verb::Retry, Some("Status -eq 'Retry'"), 2).expect("queues can be tried").command,
            on_message(Verb::Resume, &message).expect("it can go on").command,
            on_messages(Verb::Suspend, "hub01\\3", Some("Subject -like '{*}'")).expect("they can wait").command,
        ];
        assert_eq!(
            lines,
            [
                r"Suspend-Queue 'hub01\3'",
                r"Remove-Message -Filter {Queue -eq 'hub01\3'}",
                r"Remove-Message -Filter {Queue -eq 'hub01\3'} -WithNDR $false",
                r"Retry-Queue *",
                r"Retry-Queue -Filter {Status -eq 'Retry'}",
                r"Resume-Message 'hub01\3\17'",
                r"Suspend-Message -Filter 'Queue -eq ''hub01\3'' -and (Subject -like ''{*}'')'",
            ]
        );
        for line in lines {
            crate::lang::parse(&line).unwrap_or_else(|fault| panic!("{line}: {fault}"));
        }
        assert_eq!(on_message(Verb::Retry, &message), None);
        assert_eq!(on_queues(Verb::Remove, None, 2), None, "nobody deletes everything by one key");
        let unreachable = samples::queue("Unreachable", "Unreachable Domain", crate::model::QueueStatus::Ready, 1);
        assert_eq!(on_queue(Verb::Retry, &unreachable).command, r"Retry-Queue 'hub01\Unreachable' -Resubmit $true");
    }
}
