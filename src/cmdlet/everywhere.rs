//! Asking several servers at once: each has the same time, and one that does not answer keeps nobody waiting for the
//! others.

use std::time::Duration;

use futures_util::future::join_all;

use crate::cmdlet::Session;
use crate::control::Client;
use crate::lang::call::Call;
use crate::model::{Fault, TransportServer};

/// For servers that no time was given for.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// A server, and the way to it if there is one.
pub struct Asked {
    server: String,
    node: Result<Client, Fault>,
}

/// What a server said, or why it said nothing.
pub struct Answer<T> {
    pub server: String,
    pub said: Result<T, Fault>,
}

impl Asked {
    /// The node of this data directory.
    pub fn here(session: &Session) -> Asked {
        Asked { server: String::new(), node: session.local_node() }
    }

    pub fn called(call: &Call, session: &Session, server: String) -> Asked {
        let node = session.node(call, Some(&server));
        Asked { server, node }
    }
}

/// Those servers of the organization that are wanted.
pub fn servers(
    call: &Call,
    session: &Session,
    is_wanted: impl Fn(&TransportServer) -> bool,
) -> Result<Vec<Asked>, Fault> {
    let picture = session.stored_picture()?;
    let wanted = picture.organization().all::<TransportServer>().filter(|server| is_wanted(server));
    Ok(wanted.map(|server| Asked::called(call, session, server.name.clone())).collect())
}

/// Puts a question to each of them. The answers are in their order; whoever takes longer than `patience` has failed.
pub fn ask<T>(
    call: &Call,
    session: &Session,
    servers: Vec<Asked>,
    patience: Duration,
    question: impl AsyncFn(Client) -> Result<T, Fault>,
) -> Result<Vec<Answer<T>>, Fault> {
    session.wait(call, async {
        let asked = servers.into_iter().map(async |Asked { server, node }| {
            let said = match node {
                Ok(node) => tokio::time::timeout(patience, question(node)).await.unwrap_or_else(|_| Err(late(&server))),
                Err(fault) => Err(fault),
            };
            Answer { server, said }
        });
        Ok(join_all(asked).await)
    })
}

fn late(server: &str) -> Fault {
    Fault::unreachable("NodeSilent", format!("{server} did not answer in time."))
        .fix("Look whether its machine is there, or give it more time.")
}
