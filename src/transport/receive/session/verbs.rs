//! Command lines, verb by verb, and what may be said when.

use super::{Pending, Session, State, Step};
use crate::mail::Reply;
use crate::mail::command::{Command, CommandError};
use crate::mail::parameters::ParameterError;
use crate::mail::path::{PathError, PathRules};
use crate::model::AgentEvent;
use crate::transport::agent::Occasion;
use crate::transport::receive::replies::{self, Line};

impl Session {
    pub(super) fn on_command_line(&mut self, line: &[u8]) -> Option<Step> {
        // Whatever becomes of it, an AUTH line may hold a password.
        if line.get(..4).is_some_and(|verb| verb.eq_ignore_ascii_case(b"AUTH")) {
            self.journal.heard_secret(&self.clock, "AUTH <logon data>");
        } else {
            self.journal.heard(&self.clock, line);
        }
        let rules = PathRules {
            usual: self.connector.default_domain.as_ref(),
            may_be_long: self.connector.long_addresses_enabled,
            is_utf8: self.transaction.as_ref().is_some_and(|transaction| transaction.parameters.utf8),
        };
        match Command::parse(line, rules) {
            Ok(command) => self.on_command(command),
            Err(error) => {
                let is_envelope = [b"MAIL", b"RCPT"]
                    .iter()
                    .any(|verb| line.get(..4).is_some_and(|start| start.eq_ignore_ascii_case(*verb)));
                self.is_refused |= is_envelope;
                match error {
                    // The bytes that it announces are no commands, whatever else is wrong with it.
                    CommandError::Chunk(size) => {
                        let refusal = Some(replies::BAD_ARGUMENTS);
                        self.state = State::Chunk { size, left: size, is_last: false, refusal };
                        return None;
                    }
                    CommandError::ChunkSize => {
                        self.end_with(replies::BAD_ARGUMENTS);
                        return None;
                    }
                    _ => {}
                }
                if matches!(error, CommandError::Unrecognized) && self.told.unknown {
                    let line = String::from_utf8_lossy(line).into_owned();
                    return self.consult(Occasion::Unknown(line), Pending::Object(objection(error)));
                }
                self.object(self.known(objection(error), error))
            }
        }
    }

    fn on_command(&mut self, command: Command<'_>) -> Option<Step> {
        match command {
            Command::Ehlo(name) => self.on_hello(name, true),
            Command::Helo(name) => self.on_hello(name, false),
            Command::Mail(sender, parameters) => self.on_mail(sender, parameters),
            Command::Rcpt(recipient, parameters) => self.on_rcpt(recipient, parameters),
            Command::Data => self.on_data(),
            Command::Bdat { size, is_last } => self.on_bdat(size, is_last),
            Command::Auth { mechanism, initial } => self.on_auth(mechanism, initial),
            Command::Exps { mechanism, initial } => self.on_exps(mechanism, initial),
            Command::StartTls => self.on_start_tls(),
            Command::AnonymousTls => self.on_anonymous_tls(),
            Command::Rset => {
                self.transaction = None;
                self.is_refused = false;
                self.ask(AgentEvent::OnRsetCommand, |_| Occasion::Rset, Pending::Say(replies::RESETTING))
            }
            Command::Noop => self.ask(AgentEvent::OnNoopCommand, |_| Occasion::Noop, Pending::Say(replies::OK)),
            // Who exists is told to nobody who only asks (RFC 5321 §7.3).
            Command::Vrfy => self.answer(replies::CANNOT_VERIFY),
            Command::Etrn(argument) => self.on_etrn(argument),
            Command::Atrn(argument) if self.connector.atrn_enabled => self.on_turn(argument),
            Command::Turn if self.connector.turn_enabled => self.on_turn(""),
            // For who has not proven who it is, it would hand one peer's mail to another (RFC 5321 appendix F.1).
            Command::Expn | Command::Foreign | Command::Turn | Command::Atrn(_) => {
                self.object(replies::NOT_IMPLEMENTED)
            }
            Command::ProxyTo(argument) => self.on_proxy_to(argument),
            Command::Handover(verb, argument) => self.on_handover(verb, argument),
            Command::SessionParams(argument) => self.on_session_params(argument),
            Command::LinkState(argument) => self.on_link_state(argument),
            Command::ShadowRequest(argument) => self.on_shadow_request(argument),
            Command::Shadow => self.on_shadow(),
            Command::Discard(argument) => self.on_discard(argument),
            Command::Help => self.ask(AgentEvent::OnHelpCommand, |_| Occasion::Help, Pending::Help),
            Command::Quit => {
                self.end_with(replies::GOODBYE);
                None
            }
        }
    }

    fn answer(&mut self, line: Line) -> Option<Step> {
        self.say(line);
        None
    }

    pub(super) fn say_help(&mut self) {
        let mut verbs = "HELO EHLO MAIL RCPT DATA RSET NOOP VRFY HELP QUIT".to_owned();
        let situation = self.situation();
        for (is_offered, verb) in [
            (self.connector.chunking_enabled, " BDAT"),
            (self.connector.etrn_enabled, " ETRN"),
            (self.connector.atrn_enabled, " ATRN"),
            (self.connector.turn_enabled, " TURN"),
            (situation.offers_tls(&self.connector), " STARTTLS"),
            (situation.offers_logon(&self.connector), " AUTH"),
        ] {
            if is_offered {
                verbs.push_str(verb);
            }
        }
        self.say(Reply::bare(214, format!("This server supports the following commands: {verbs}")));
    }

    /// Whether this connector wants TLS before anything that matters (RequireTLS).
    pub(super) fn must_encrypt_first(&self) -> bool {
        self.connector.require_tls && self.tls.is_none()
    }
}

/// The reply that a line deserves that is no command.
fn objection(error: CommandError) -> Line {
    match error {
        CommandError::Unrecognized => replies::UNRECOGNIZED,
        CommandError::Character => replies::BAD_CHARACTER,
        CommandError::Arguments
        | CommandError::Chunk(_)
        | CommandError::ChunkSize
        | CommandError::Parameter(ParameterError::Malformed | ParameterError::MalformedAmongServers) => {
            replies::BAD_ARGUMENTS
        }
        CommandError::Parameter(ParameterError::Unknown) => replies::UNKNOWN_PARAMETER,
        CommandError::Sender(PathError::NotAscii) | CommandError::Recipient(PathError::NotAscii) => {
            replies::NON_ASCII_ADDRESS
        }
        CommandError::Sender(_) => replies::BAD_SENDER,
        CommandError::Recipient(_) => replies::BAD_RECIPIENT,
    }
}
