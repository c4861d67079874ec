//! Trying the hosts that an answer names, before anything depends on them.

use super::answers::Answers;
use crate::cmdlet::probe::reach;
use crate::lang::call::Choice;
use crate::model::{Fault, FaultKind, SmartHost, Value};

const KEEP: Choice =
    Choice { label: "&Keep", help: "Keep the answer as it is; mail waits in the queue until the host answers." };
const AGAIN: Choice = Choice { label: "&Change", help: "Give another answer." };

impl Answers<'_> {
    /// Tries each host on the port that the answers say, and tells what came of it. False: the person wants to give
    /// another answer.
    pub fn are_reached(&mut self, value: &Value, port: &str) -> Result<bool, Fault> {
        let hosts: Vec<SmartHost> =
            value.clone().into_items().iter().filter_map(|host| host.to_string().parse().ok()).collect();
        let port = self.outlook(None)?.0.get(port).and_then(serde_json::Value::as_u64);
        // The model lets no other number be a port.
        let port = port.and_then(|port| u16::try_from(port).ok()).unwrap_or(25);
        let mut all_answer = true;
        for host in &hosts {
            match reach(self.work.call, self.work.session, host, port) {
                Ok(reached) => {
                    let tls = if reached.offers_tls { "It offers TLS." } else { "It offers no TLS." };
                    self.say(&format!("{host} answers at {}: {} {tls}", reached.at, reached.greeting));
                    for name in reached.certified {
                        if !self.certified.contains(&name) {
                            self.certified.push(name);
                        }
                    }
                }
                Err(fault) if fault.kind == FaultKind::Cancelled => return Err(fault),
                Err(fault) => {
                    let cause = fault.cause.as_deref().map(|cause| format!(" ({cause})")).unwrap_or_default();
                    self.say(&format!("{host}: {}{cause}", fault.says));
                    all_answer = false;
                }
            }
        }
        if all_answer {
            return Ok(true);
        }
        let question = "Mail for a host that does not answer waits in its queue. Keep it all the same?";
        Ok(self.work.call.engine.terminal().choose(question, &[KEEP, AGAIN], 1)? == 0)
    }
}
