//! What a session has to do with links that are down: between two messages its server may be told of them.

use super::Session;
use crate::transport::Links;
use crate::transport::send::line::{Line, Loss};

impl Session {
    /// Whether it says which links are down, and hears it.
    pub fn speaks_of_links(&self) -> bool {
        self.capabilities.among_servers.links
    }

    /// Whether links have changed since this was last asked.
    pub fn links_have_changed(&mut self, links: &Links) -> bool {
        let now = links.revision();
        self.links.replace(now) != Some(now)
    }

    /// Whether no message has gone through it yet.
    pub fn is_fresh(&self) -> bool {
        self.transactions == 0
    }

    /// The line, for a command that may not stand in a transaction.
    pub async fn between_messages(&mut self) -> Result<&mut Line, Loss> {
        if std::mem::take(&mut self.needs_reset) {
            self.line.say(b"RSET\r\n", self.patience.block).await?;
            self.line.reply(self.patience.mail).await?;
        }
        Ok(&mut self.line)
    }

    /// It can be used no more.
    pub fn give_up(&mut self) {
        self.is_dead = true;
    }
}
