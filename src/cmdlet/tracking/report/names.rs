//! How people are called here, by their addresses.

use crate::model::SmtpAddress;
use crate::model::recipient::{Addressee, Directory};

/// The display name, or the name, of whoever has the address; else the address itself.
pub fn name_of(address: &str, directory: &Directory) -> String {
    let known = address.parse::<SmtpAddress>().ok();
    let known = known.as_ref().and_then(|address| directory.at(address).first()).map(Addressee::card);
    match known {
        Some(card) if !card.display_name.is_empty() => card.display_name.to_owned(),
        Some(card) => card.name.to_owned(),
        None => address.to_owned(),
    }
}
