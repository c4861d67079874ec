//! `Suspend-Queue`: stop sending from a queue; mail keeps arriving in it.

use jiff::Timestamp;

use super::order::{self, FILTER, IDENTITY};
use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::SERVER;
use crate::control::wire::QueueAct;
use crate::model::{QueueInfo, TimeSpan};

static FOR: Param<TimeSpan> =
    Param::new("For", "Resume by itself after this long, such as `2h` or `00:30:00`. Default: until Resume-Queue.");
static REASON: Param<String> = Param::new("Reason", "Shown in Get-Queue.");

pub static SUSPEND_QUEUE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Suspend-Queue",
        synopsis: "Stop sending from matching queues",
        about: "Mail already on the wire finishes, new mail still enters. The order is stored on the node and survives a restart.",
        params: &[IDENTITY.spec(), FILTER.spec(), FOR.spec(), REASON.spec(), SERVER.spec()],
        sets: order::SETS,
        emits: Some(QueueInfo::TYPE),
        effect: Effect::Changes(Impact::Medium),
        needs: Right::ManageQueues,
        examples: &[
            Example {
                does: "Stop routing new mail while a rule is repaired",
                run: "Suspend-Queue Submission -Reason 'rule under repair'",
            },
            Example {
                does: "Pause every queue to one provider for two hours",
                run: "Suspend-Queue -Filter {NextHopDomain -like '*outlook.com'} -For 2h -Reason 'provider outage'",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let until = match call.get(&FOR)? {
        None => None,
        Some(span) => Some(later(span).ok_or_else(|| {
            Fault::invalid("InvalidTimeSpan", format!("A queue cannot be suspended for {span}."))
                .at(call.place(&FOR))
                .fix("Give a time of one second to ten years, such as 2h.")
        })?),
    };
    let act = QueueAct::Suspend { until, reason: call.get(&REASON)? };
    order::give(call, session, out, "Suspend", &act)
}

fn later(span: TimeSpan) -> Option<Timestamp> {
    let duration = Some(span.duration()).filter(|duration| (1..=315_360_000).contains(&duration.as_secs()))?;
    Timestamp::now().checked_add(duration).ok()
}
