//! `Show-Queue`: the queues of a node on the whole screen, live, and what an operator does about them.
//!
//! ```text
//!  feed (a thread): asks the node ── News ──► board: which page, what over it, what keys mean ──► draw
//!                        ▲                                  │
//!                        └────────── Wish, Action ──────────┘
//! ```
//!
//! Promise: keys are obeyed while the node is silent; only what has changed is written to the terminal; nothing is
//! ordered without a question that shows the command line that does the same. What mail brought (addresses, subjects,
//! remote replies) is shown without control characters. The screen itself is the shell's: taking it, resizing, and
//! giving it back.

mod action;
mod answers;
mod board;
mod cursor;
mod draw;
mod feed;
mod filter_line;
mod look;
mod message_page;
mod messages_page;
mod queues_page;
#[cfg(test)]
pub(super) mod samples;
#[cfg(test)]
mod tests;

use self::board::Board;
use self::feed::Feed;
use self::look::Look;
use crate::cmdlet::condition;
use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::SERVER;
use crate::cmdlet::watching::{INTERVAL, interval};
use crate::control::Client;
use crate::control::wire::NodeStatus;
use crate::model::{Filter, QueueInfo};

static FILTER: Param<Filter> = Param::new(
    "Filter",
    "Begin with the queues for which this is true, such as `Status -eq 'Retry'`; the key / changes it.",
)
.keeps_blocks();
pub static SHOW_QUEUE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Show-Queue",
        synopsis: "Watch and manage the queues of a node on the whole screen",
        about: "Shows status, count, velocity, the age of the oldest message and the last error of each queue; Enter leads \
                to its messages, and to one message with its recipients and history. The keys s, r, t and x suspend, \
                resume, retry and remove after a question that shows the command line that does the same; ? lists all \
                keys. Needs a terminal; Get-Queue shows queues as objects.",
        params: &[FILTER.spec(), INTERVAL.spec(), SERVER.spec()],
        needs: Right::ViewQueues,
        examples: &[
            Example { does: "Watch all queues", run: "Show-Queue" },
            Example {
                does: "Watch what waits for a later try, over a slow line",
                run: "Show-Queue -Filter {Status -eq 'Retry'} -Interval 00:00:10",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, _: &mut Output) -> Result<(), Fault> {
    let terminal = call.engine.terminal();
    if !terminal.is_screen() {
        return Err(Fault::invalid("NotATerminal", "Show-Queue fills the screen of a terminal, and this is none.")
            .at(call.span)
            .fix("Get-Queue shows the queues as objects; Get-Queue -Watch does so again and again."));
    }
    let filter = condition::text(call, &FILTER, QueueInfo::TYPE)?;
    let interval = interval(call)?;
    let server = call.get(&SERVER)?;
    let address = session.address(call, server.as_ref().map(|server| server.0.as_str()))?;
    let status: NodeStatus = session.wait(call, Client::new(&address)?.get("/v1/status", &()))?;
    let feed = Feed::start(address, session.who().to_owned(), interval)?;
    let look = Look { is_coloured: terminal.is_coloured() };
    let is_over = || call.engine.is_cancelled();
    let mut board = Board::new(status.server, filter, look, feed, &is_over);
    let left = terminal.fill(&mut board);
    // What was done stays in sight when the screen has gone.
    board.given().iter().for_each(|line| terminal.tell(line));
    left
}
