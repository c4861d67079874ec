//! What servers of one organization say beside MAIL: that a message is a probe (XSYSPROBE), which way it goes (XATTR), and
//! what else is known of it (XMSGCTX). The names are Exchange's; nobody else is told them, or believed.
//!
//! ```text
//!  MAIL FROM:<ann@contoso.com> XSYSPROBEID=6f9619ff-8b86-d011-b42d-00cf4fc964ff
//!  MAIL FROM:<ann@contoso.com> XATTRDIRECT=Incoming XATTRORGID=xorgid:6f9619ff-8b86-d011-b42d-00cf4fc964ff
//! ```
//!
//! Promise: what is written here is read back equal; what does not follow the grammar is refused.

use std::fmt;

use uuid::Uuid;

use super::message_context::MessageContext;
use super::parameters::{ParameterError, set};
use crate::model::Directionality;

/// What may follow the path of MAIL among servers of one organization.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeerParameters {
    /// XSYSPROBEID: it is a probe by this name. Never nil.
    pub probe: Option<Uuid>,
    /// XATTRDIRECT: whether it comes from inside. Never [`Directionality::Undefined`].
    pub direction: Option<Directionality>,
    /// XATTRORGID: whose message it is.
    pub organization: Option<Uuid>,
    /// XMSGCTX.
    pub context: Option<MessageContext>,
}

impl PeerParameters {
    pub fn is_empty(&self) -> bool {
        *self == PeerParameters::default()
    }

    /// Whether anything is said about the message that is no probe's name.
    pub fn has_attributes(&self) -> bool {
        !PeerParameters { probe: None, ..self.clone() }.is_empty()
    }

    /// Takes a parameter in; `name` in capitals.
    pub(super) fn take(&mut self, name: &str, value: Option<&str>) -> Result<(), ParameterError> {
        let taken = match name {
            "XSYSPROBEID" => set(&mut self.probe, value, |id| guid(id).filter(|id| !id.is_nil())),
            "XATTRDIRECT" => set(&mut self.direction, value, direction),
            "XATTRORGID" => set(&mut self.organization, value, organization),
            "XMSGCTX" => set(&mut self.context, value, MessageContext::parse),
            _ => return Err(ParameterError::Unknown),
        };
        taken.map_err(|_| ParameterError::MalformedAmongServers)
    }
}

/// As they follow the path of MAIL, each with a blank in front.
impl fmt::Display for PeerParameters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(id) = self.probe {
            write!(f, " XSYSPROBEID={id}")?;
        }
        if let Some(direction) = self.direction {
            write!(f, " XATTRDIRECT={direction}")?;
        }
        if let Some(organization) = self.organization {
            write!(f, " XATTRORGID=xorgid:{organization}")?;
        }
        if let Some(context) = &self.context {
            write!(f, " XMSGCTX={context}")?;
        }
        Ok(())
    }
}

/// As `Display` of a GUID writes it: others of its forms have braces and colons that no parameter needs.
fn guid(text: &str) -> Option<Uuid> {
    Uuid::parse_str(text).ok().filter(|_| text.len() == 36)
}

fn direction(text: &str) -> Option<Directionality> {
    let known = [Directionality::Originating, Directionality::Incoming];
    known.into_iter().find(|known| known.to_string().eq_ignore_ascii_case(text))
}

fn organization(text: &str) -> Option<Uuid> {
    let (kind, id) = text.split_once(':')?;
    guid(id).filter(|_| kind.eq_ignore_ascii_case("xorgid"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::parameters::MailParameters;

    const ID: &str = "6f9619ff-8b86-d011-b42d-00cf4fc964ff";

    #[test]
    fn what_servers_say_is_read_as_it_was_written() {
        let id = ID.parse().unwrap();
        for said in [
            PeerParameters::default(),
            PeerParameters { probe: Some(id), ..Default::default() },
            PeerParameters { direction: Some(Directionality::Incoming), ..Default::default() },
            PeerParameters {
                probe: Some(id),
                direction: Some(Directionality::Originating),
                organization: Some(Uuid::nil()),
                context: Some(MessageContext { author: "a+b@contoso.com".parse().ok(), ..Default::default() }),
            },
        ] {
            assert_eq!(MailParameters::parse(&said.to_string()).map(|parsed| parsed.peer), Ok(said.clone()), "{said}");
        }
        let odd = format!("xsysprobeid={} XAttrDirect=INCOMING xattrorgid=XORGID:{ID}", ID.to_uppercase());
        assert!(MailParameters::parse(&odd).is_ok(), "in any case");
    }

    #[test]
    fn what_does_not_follow_the_grammar_is_refused() {
        for (text, why) in [
            ("XSYSPROBEID", "no name"),
            ("XSYSPROBEID=1", "no GUID"),
            ("XSYSPROBEID=00000000-0000-0000-0000-000000000000", "the name of nothing"),
            ("XSYSPROBEID={6f9619ff-8b86-d011-b42d-00cf4fc964ff}", "another form of a GUID"),
            ("XATTRDIRECT=Undefined", "says nothing"),
            ("XATTRDIRECT=Outgoing", "no such way"),
            ("XATTRDIRECT=Incoming XATTRDIRECT=Incoming", "twice"),
            ("XATTRORGID=6f9619ff-8b86-d011-b42d-00cf4fc964ff", "of no kind"),
            ("XATTRORGID=xorgid:contoso.com", "no GUID"),
            ("XMSGCTX", "nothing"),
            ("XMSGCTX=1;author:nobody", "no address"),
            ("XMSGCTX=1;author=ann@contoso.com", "another sign"),
            ("XATTRORGID=tenant:6f9619ff-8b86-d011-b42d-00cf4fc964ff", "of another kind"),
        ] {
            assert_eq!(MailParameters::parse(text), Err(ParameterError::MalformedAmongServers), "{why}");
        }
    }
}
