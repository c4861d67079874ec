//! What the server says, word for word: scripts and people compare these texts with those of Exchange
//! (reference: smtp-verbs.md §2). They name no versions, paths or internal hosts.

use crate::mail::{EnhancedStatus, Reply};
use crate::transport::Refusal;
use crate::transport::categorize::restriction::Refused;

/// A reply whose text never varies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    pub code: u16,
    status: EnhancedStatus,
    text: &'static str,
}

const fn line(code: u16, class: u8, subject: u16, detail: u16, text: &'static str) -> Line {
    Line { code, status: EnhancedStatus::new(class, subject, detail), text }
}

impl std::fmt::Display for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", self.code, self.status, self.text)
    }
}

impl Line {
    /// The same with another text.
    pub fn saying(self, text: impl Into<String>) -> Reply {
        Reply::new(self.code, self.status, text.into())
    }
}

impl From<Line> for Reply {
    fn from(line: Line) -> Reply {
        Reply::new(line.code, line.status, line.text)
    }
}

pub const READY_FOR_TLS: Line = line(220, 2, 0, 0, "SMTP server ready");
pub const GOODBYE: Line = line(221, 2, 0, 0, "Service closing transmission channel");
pub const LOGGED_ON: Line = line(235, 2, 7, 0, "Authentication successful");
pub const OK: Line = line(250, 2, 0, 0, "OK");
pub const RESETTING: Line = line(250, 2, 0, 0, "Resetting");
pub const HANDED_ON: Line = line(250, 2, 0, 0, "XProxyFrom accepted and authenticated");
pub const USER_HANDED_ON: Line = line(250, 2, 0, 0, "XProxy accepted and authenticated");
pub const STRANGER_HANDED_ON: Line = line(250, 2, 0, 0, "XProxy accepted but not authenticated");
pub const PARAMETERS_OK: Line = line(250, 2, 0, 0, "XSessionParams accepted");
pub const SENDER_OK: Line = line(250, 2, 1, 0, "Sender OK");
pub const RECIPIENT_OK: Line = line(250, 2, 1, 5, "Recipient OK");
pub const CANNOT_VERIFY: Line = line(252, 2, 1, 5, "Cannot VRFY user");

pub const SERVICE_NOT_AVAILABLE: Line = line(421, 4, 3, 2, "Service not available");
/// An operator has taken the transport service out of service.
pub const SERVICE_NOT_ACTIVE: Line = line(421, 4, 3, 2, "Service not active");
pub const TIMED_OUT: Line = line(421, 4, 4, 2, "Connection timed out");
pub const RATE_EXCEEDED: Line =
    line(421, 4, 4, 2, "Message submission rate for this client has exceeded the configured limit");
pub const TOO_MANY_ERRORS: Line =
    line(421, 4, 7, 0, "Too many errors on this connection, closing transmission channel");
pub const TOO_MANY_LOGONS: Line =
    line(421, 4, 7, 0, "Too many failed logons on this connection, closing transmission channel");
pub const SESSION_FULL: Line =
    line(421, 4, 7, 0, "Maximum for one connection has been reached, closing transmission channel");
/// The peer has looked it up before the mailbox went elsewhere.
pub const NOT_IN_DATABASE: Line = line(450, 4, 1, 6, "No mailbox in the database of this session; look it up again");
pub const SPOOL_FAILED: Line = line(451, 4, 3, 0, "Temporary server error. Please try again later");
pub const NOT_REDUNDANT: Line = line(451, 4, 4, 0, "Message failed to be made redundant");
pub const SPF_UNKNOWN: Line = line(451, 4, 7, 24, "The sender's domain could not be asked about this server (SPF)");
pub const NO_RESOURCES: Line = line(452, 4, 3, 1, "Insufficient system resources");
pub const TOO_MANY_RECIPIENTS: Line = line(452, 4, 5, 3, "Too many recipients");
pub const NOT_THE_PARTNER: Line = line(454, 4, 7, 5, "Certificate validation failure");
pub const LOGON_UNAVAILABLE: Line = line(454, 4, 7, 0, "Temporary authentication failure");

pub const UNRECOGNIZED: Line = line(500, 5, 3, 3, "Unrecognized command");
pub const LINE_TOO_LONG: Line = line(500, 5, 5, 2, "Line too long");
pub const BAD_LINE_END: Line = line(500, 5, 5, 2, "Lines must end with CR LF");
pub const BAD_CHARACTER: Line = line(501, 5, 5, 2, "Invalid character in command");
pub const BAD_ARGUMENTS: Line = line(501, 5, 5, 4, "Invalid arguments");
pub const BAD_DOMAIN: Line = line(501, 5, 5, 4, "Invalid domain name");
pub const BAD_RECIPIENT: Line = line(501, 5, 1, 3, "Invalid address");
pub const LOGON_CANCELLED: Line = line(501, 5, 7, 0, "Authentication cancelled");
pub const NOT_IMPLEMENTED: Line = line(502, 5, 3, 3, "Command not implemented");
pub const HELLO_FIRST: Line = line(503, 5, 5, 2, "Send hello first");
pub const NEED_MAIL: Line = line(503, 5, 5, 2, "Need mail command");
pub const NEED_RCPT: Line = line(503, 5, 5, 2, "Need rcpt command");
pub const NEED_FIRST_CHUNK: Line = line(503, 5, 5, 2, "Need first chunk");
pub const NOTHING_MORE: Line = line(503, 5, 5, 2, "There is nothing more to say");
pub const NEED_SHADOW_REQUEST: Line = line(503, 5, 5, 2, "Need xshadowrequest command");
pub const SENDER_GIVEN: Line = line(503, 5, 5, 2, "Sender already specified");
pub const BDAT_BEGUN: Line = line(503, 5, 5, 2, "BDAT and DATA cannot be mixed");
pub const BINARY_NEEDS_BDAT: Line = line(503, 5, 5, 2, "BINARYMIME needs BDAT");
pub const TLS_GIVEN: Line = line(503, 5, 5, 2, "Only one STARTTLS command can be issued per session");
pub const LOGON_GIVEN: Line = line(503, 5, 5, 2, "Already authenticated");
pub const NOT_IN_TRANSACTION: Line = line(503, 5, 5, 2, "Not allowed during a mail transaction");
pub const UNKNOWN_MECHANISM: Line = line(504, 5, 7, 4, "Unrecognized authentication type");
pub const TLS_FIRST: Line = line(530, 5, 7, 0, "Must issue a STARTTLS command first");
pub const NOT_AUTHENTICATED: Line = line(530, 5, 7, 1, "Client was not authenticated");
pub const LOGON_FAILED: Line = line(535, 5, 7, 3, "Authentication unsuccessful");
pub const NOT_ONE_OF_US: Line = line(535, 5, 7, 3, "Cannot achieve Exchange Server authentication");
pub const UNKNOWN_USER: Line = line(550, 5, 1, 1, "User unknown");
pub const NO_SUCH_DATABASE: Line = line(550, 5, 4, 4, "No such mailbox database");
pub const RESERVED_TOP_LEVEL: Line = line(550, 5, 1, 4, "Recipient address reserved by RFC 2606");
pub const RESERVED_SECOND_LEVEL: Line = line(550, 5, 1, 5, "Recipient address reserved by RFC 2606");
pub const SINGLE_LABEL: Line = line(550, 5, 1, 6, "Recipient addresses in single label domains not accepted");
pub const BAD_SENDER: Line = line(550, 5, 1, 7, "Invalid address");
pub const NON_ASCII_ADDRESS: Line = line(553, 5, 6, 7, "Address beyond ASCII needs SMTPUTF8");
pub const TOO_MANY_IN_ALL: Line = line(550, 5, 5, 3, "Too many recipients");
pub const BARE_LINE_END: Line = line(550, 5, 6, 11, "Message contains bare CR or LF, which is not allowed");
pub const CANNOT_RELAY: Line = line(550, 5, 7, 1, "Unable to relay");
pub const OTHER_ORGANIZATION: Line = line(550, 5, 7, 64, "TenantAttribution; Relay Access Denied");
pub const AUTHENTICATION_REQUIRED: Line = line(550, 5, 7, 1, Refused::AuthenticationRequired.text());
pub const NOT_AUTHORIZED: Line = line(550, 5, 7, 1, Refused::NotAuthorized.text());
pub const CANNOT_SEND_AS: Line = line(550, 5, 7, 1, "Client does not have permissions to send as this sender");
pub const SPF_FAILED: Line = line(550, 5, 7, 23, "The sender's domain does not let this server send for it (SPF)");
pub const DMARC_FAILED: Line = line(550, 5, 7, 1, "Refused as the policy of the domain in From asks (DMARC)");
pub const BLOCKED: Line = line(550, 5, 7, 1, "Client address is on the block list");
pub const TURNED_AWAY: Line = line(554, 5, 7, 1, "Client address is on the block list");
pub const SENDER_DENIED: Line = line(554, 5, 1, 0, "Sender denied");
pub const CONTENT_RESTRICTED: Line = line(550, 5, 7, 1, "Message rejected due to content restrictions");
pub const REFUSED: Line = line(550, 5, 7, 1, "Message refused");
pub const TOO_LARGE: Line = line(552, 5, 3, 4, "Message size exceeds fixed maximum message size");
pub const HEADER_TOO_LARGE: Line = line(552, 5, 3, 4, "Header size exceeds fixed maximum size");
pub const LINK_STATES_TOO_LARGE: Line = line(552, 5, 3, 4, "Link states exceed fixed maximum size");
pub const TOO_MANY_HOPS: Line = line(554, 5, 4, 6, "Hop count exceeded - possible mail loop");
pub const UNKNOWN_PARAMETER: Line = line(555, 5, 5, 4, "Unsupported parameter");

/// `354`; RFC 2034 gives 3yz replies no status.
pub fn start_data() -> Reply {
    Reply::bare(354, "Start mail input; end with <CRLF>.<CRLF>")
}

/// What the peer hears when the node does not take a message now. Why is for the operator, not for strangers.
pub fn refusal(refusal: &Refusal) -> Line {
    match refusal {
        Refusal::Resources(_) => NO_RESOURCES,
        Refusal::Stopping => SERVICE_NOT_AVAILABLE,
        Refusal::Spool(_) => SPOOL_FAILED,
        Refusal::NotRedundant(_) => NOT_REDUNDANT,
    }
}
