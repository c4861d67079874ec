//! Macros: what a mail server tells beside its commands (Sendmail's names for it).

use crate::transport::agent::facts::Facts;

/// A moment for which macros are sent (SMFIM_).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Connect,
    Hello,
    Mail,
    Rcpt,
    Data,
    End,
    EndOfHeader,
}

impl Stage {
    pub fn numbered(number: u32) -> Option<Stage> {
        const ALL: [Stage; 7] =
            [Stage::Connect, Stage::Hello, Stage::Mail, Stage::Rcpt, Stage::Data, Stage::End, Stage::EndOfHeader];
        ALL.get(number as usize).copied()
    }
}

/// The macros that a milter has chosen, by stage; what it has not chosen it gets as Sendmail usually sends it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted([Option<Vec<String>>; 7]);

impl Wanted {
    pub fn choose(&mut self, stage: Stage, names: &str) {
        let names = names.split([' ', ',']).filter(|name| !name.is_empty()).map(ToOwned::to_owned);
        self.0[stage as usize] = Some(names.collect());
    }

    /// Whether a macro is sent at a stage.
    pub fn are_wanted(&self, stage: Stage, name: &str) -> bool {
        self.0[stage as usize]
            .as_ref()
            .is_none_or(|names| names.iter().any(|one| one.trim_matches(['{', '}']) == name.trim_matches(['{', '}'])))
    }
}

/// The macros of a stage with their values, for those that are known.
pub fn of(stage: Stage, facts: &Facts, recipient: Option<&str>) -> Vec<(&'static str, String)> {
    let client = &facts.client;
    let address = client.remote.ip().to_canonical().to_string();
    let message = facts.message.as_ref();
    let host = |mailbox: &str| mailbox.rsplit_once('@').map_or(String::new(), |(_, host)| host.to_owned());
    let mut all: Vec<(&'static str, String)> = Vec::new();
    match stage {
        Stage::Connect => {
            all.push(("j", client.host.clone()));
            all.push(("_", format!("[{address}]")));
            all.push(("v", "emsh".to_owned()));
            all.push(("{daemon_name}", client.connector.clone()));
            all.push(("{daemon_addr}", client.local.ip().to_canonical().to_string()));
            all.push(("{daemon_port}", client.local.port().to_string()));
            all.push(("{if_addr}", client.local.ip().to_canonical().to_string()));
            all.push(("{client_addr}", address));
            all.push(("{client_port}", client.remote.port().to_string()));
        }
        Stage::Hello => {
            if let Some((version, cipher)) = &facts.tls {
                all.push(("{tls_version}", version.clone()));
                all.push(("{cipher}", cipher.clone()));
            }
        }
        Stage::Mail => {
            if let Some(message) = message {
                all.push(("i", message.id.clone()));
                all.push(("{mail_addr}", message.sender.clone()));
                all.push(("{mail_host}", host(&message.sender)));
                all.push(("{mail_mailer}", "smtp".to_owned()));
            }
            if let Some(user) = &facts.user {
                all.push(("{auth_authen}", user.clone()));
                all.push(("{auth_type}", facts.mechanism.clone().unwrap_or_default()));
            }
        }
        Stage::Rcpt => {
            if let Some(recipient) = recipient {
                all.push(("{rcpt_addr}", recipient.to_owned()));
                all.push(("{rcpt_host}", host(recipient)));
                all.push(("{rcpt_mailer}", "smtp".to_owned()));
            }
        }
        Stage::Data | Stage::EndOfHeader | Stage::End => {
            if let Some(message) = message {
                all.push(("i", message.id.clone()));
            }
        }
    }
    all
}
