//! The way to an address of a next hop: straight, or through a front end (FrontendProxyEnabled).
//!
//! Whoever sends through a front end looks names up itself, decides what TLS is to be, and talks to the next hop itself; the
//! front end only makes the connection, with XPROXYTO, for a server of the organization that has proved itself.

use std::fmt::Display;
use std::io;
use std::net::SocketAddr;

use tokio::time::timeout;

use super::dial::Dialer;
use super::line::Loss;
use super::plan::Plan;
use super::visit::Visit;
use super::wire::Wire;
use crate::mail::proxy_request;

impl Dialer {
    /// Connects to an address, as the plan has it.
    pub(super) async fn connect(&self, plan: &Plan, to: SocketAddr, visit: &Visit) -> io::Result<Wire> {
        if let Some(via) = &plan.via {
            return Box::pin(self.through(via, to, visit)).await;
        }
        let connected = timeout(plan.patience.connect, Wire::connect(to, plan.source)).await;
        connected.unwrap_or_else(|_| Err(io::Error::new(io::ErrorKind::TimedOut, "connection timed out")))
    }

    /// Has a front end connect us: the first that answers, each within its own time. A failure of the front end itself says
    /// nothing about the address.
    async fn through(&self, via: &Plan, to: SocketAddr, visit: &Visit) -> io::Result<Wire> {
        let session = self.search(via, visit).await;
        let session = session.map_err(|unreached| of_front_end(unreached.remark.text))?;
        let name = session.host.clone();
        let mut line = session.into_line();
        let lost = |loss: Loss| of_front_end(format!("{name}: {}", loss.remark().text));
        line.say(proxy_request::line(to, visit.session()).as_bytes(), via.patience.block).await.map_err(lost)?;
        let reply = line.reply(via.patience.connect).await.map_err(lost)?;
        if reply.is_success() {
            return line.into_tunnel().ok_or_else(|| of_front_end(format!("{name} let us in without TLS")));
        }
        line.quit().await;
        let said = format!("front end {name} said: {reply}");
        // 451 is about whom we wanted; all else is about ourselves.
        if reply.code == 451 { Err(io::Error::other(said)) } else { Err(of_front_end(said)) }
    }
}

fn of_front_end(why: impl Display) -> io::Error {
    let text = format!("SMTPSEND.FrontEnd; no way through a front end: {why}");
    io::Error::new(io::ErrorKind::NotConnected, text)
}

/// Whether an address was not tried at all.
pub fn is_untried(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotConnected
}
