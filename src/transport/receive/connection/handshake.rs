//! TLS on a connection that began without.

use std::io;

use tokio::time::timeout_at;

use super::Connection;
use crate::transport::receive::channel::Channel;
use crate::transport::receive::session::Handshake;

impl Connection {
    /// Whatever came in clear before the handshake is thrown away: it was not said by who will be at the other end.
    pub(super) async fn encrypt(&mut self, channel: Channel, handshake: Handshake) -> io::Result<Channel> {
        self.input.clear();
        let settings = self.shared.live.load_full();
        let shown = |asks| settings.tls.as_ref().map(|tls| tls.config(&self.session.certificate(), asks)).transpose();
        let config = match handshake {
            Handshake::StartTls => shown(false),
            Handshake::Partners => shown(true),
            Handshake::Servers => Ok(settings.identity.as_ref().map(|identity| identity.server_config())),
        };
        let config = config.map_err(io::Error::other)?.ok_or(io::ErrorKind::NotFound)?;
        let encrypted = timeout_at(self.due(), channel.encrypt(config)).await;
        match encrypted.unwrap_or_else(|_| Err(io::Error::new(io::ErrorKind::TimedOut, "the handshake took too long")))
        {
            Ok((channel, mut agreed)) => {
                if let (Handshake::Partners, Some(tls)) = (handshake, &settings.tls) {
                    let connector = self.session.connector();
                    let proven = |domains: &[_]| tls.partners.proven(channel.shown(), domains);
                    if connector.domain_secure_enabled {
                        agreed.partner_of = proven(&settings.organization.tls_receive_domain_secure_list);
                    }
                    agreed.capable_as = proven(&connector.capable_domains());
                }
                self.shared.metrics.encrypted_sessions.inc();
                self.session.encrypted(agreed);
                Ok(channel)
            }
            Err(error) => {
                self.shared.metrics.failed_handshakes.inc();
                self.session.not_encrypted(&error.to_string());
                Err(error)
            }
        }
    }
}
