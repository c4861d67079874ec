//! Display names of our recipients, from the directory (ResolveP2): the name under which a colleague is known stands in
//! the message, not the one that the sender's mail program had.
//!
//! Only for those who have logged in, and before the message is signed: what a stranger writes would be shown under a
//! colleague's name, and what is signed already would no longer verify.

use std::borrow::Cow;

use super::permission::Principal;
use crate::mail::{display_names, header};
use crate::model::{Addressee, ReceiveConnector, SmtpAddress};
use crate::transport::Settings;

/// Which of the flags of ResolveP2 means a field.
const FLAGS: [(&str, u32); 4] = [("From", 2), ("To", 16), ("Cc", 16), ("Reply-To", 32)];

/// The fields with the names that the directory has.
pub fn resolve<'a>(
    fields: &'a [u8],
    principal: &Principal,
    connector: &ReceiveConnector,
    settings: &Settings,
) -> Cow<'a, [u8]> {
    let is_signed = |field: header::Field<'_>| field.is("DKIM-Signature") || field.is("ARC-Seal");
    if connector.resolve_p2 == 0 || principal.user().is_none() || header::fields(fields).any(is_signed) {
        return Cow::Borrowed(fields);
    }
    header::rewritten(fields, |field| {
        let is_wanted = FLAGS.iter().any(|(name, flag)| field.is(name) && connector.resolve_p2 & flag != 0);
        if !is_wanted || std::str::from_utf8(field.value).is_err() {
            return None;
        }
        let new = display_names::renamed(&field.text(), |address| name_of(address, settings))?;
        Some([field.name, format!(": {new}\r\n").as_bytes()].concat())
    })
}

/// What the directory calls the one recipient of that address.
fn name_of(address: &str, settings: &Settings) -> Option<String> {
    let address: SmtpAddress = address.parse().ok()?;
    let [one] = settings.directory.at(&address) else { return None };
    let card = Addressee::card(one);
    let name = if card.display_name.is_empty() { card.name } else { card.display_name };
    Some(name.to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::transport::receive::scene;

    #[test]
    fn names_of_ours_are_those_of_the_directory_where_the_sender_has_logged_in() {
        let settings = scene::settings(Vec::new());
        let ann = settings.mailbox(&"ann@contoso.com".parse().expect("an address")).expect("a mailbox").clone();
        let name = name_of("ann@contoso.com", &settings).expect("she is in the directory");
        let ours = format!("\"{name}\" <ann@contoso.com>");
        let user = Principal::User(ann);
        let fields = "From: me <ann@contoso.com>\r\nSubject: me <ann@contoso.com>\r\nTo: x@example.org,\r\n\t\
                      Annie <ann@contoso.com>\r\nCC: ann@contoso.com\r\nReply-To: me <ann@contoso.com>\r\n";
        let (from, to) = ("From: me <ann@contoso.com>\r\n", "To: x@example.org,\r\n\tAnnie <ann@contoso.com>\r\n");
        let (cc, reply) = ("CC: ann@contoso.com\r\n", "Reply-To: me <ann@contoso.com>\r\n");
        let named_from = fields.replace(from, &format!("From: {ours}\r\n"));
        let named_to =
            fields.replace(to, &format!("To: x@example.org,\r\n {ours}\r\n")).replace(cc, &format!("CC: {ours}\r\n"));
        let named_reply = fields.replace(reply, &format!("Reply-To: {ours}\r\n"));
        let signed = format!("DKIM-Signature: v=1; h=from\r\n{fields}");
        for (flags, principal, given, expected, why) in [
            (0, &user, fields, fields, "off"),
            (2, &user, fields, &named_from, "From"),
            (16, &user, fields, &named_to, "To and Cc"),
            (32, &user, fields, &named_reply, "Reply-To"),
            (50, &Principal::Anonymous, fields, fields, "a stranger"),
            (50, &Principal::ExternallySecured, fields, fields, "a server"),
            (50, &user, &signed, &signed, "signed already"),
        ] {
            let connector = scene::connector("Client", json!({"ResolveP2": flags}));
            let resolved = resolve(given.as_bytes(), principal, &connector, &settings);
            assert_eq!(String::from_utf8_lossy(&resolved), expected, "{why}");
        }
    }
}
