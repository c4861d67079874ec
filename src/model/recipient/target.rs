//! The address on another system that stands for a recipient.

use crate::model::ProxyAddress;
use crate::model::class::Breach;

/// The target is shown as a primary address, and is one that the recipient is found by.
pub fn settle_target(target: &mut ProxyAddress, addresses: &mut Vec<ProxyAddress>) {
    target.primary = true;
    if let Some(address) = target.smtp()
        && !addresses.iter().any(|own| own.smtp() == Some(address))
    {
        addresses.push(ProxyAddress::secondary(address.clone()));
    }
}

pub fn target_is_smtp(target: &ProxyAddress) -> Result<(), Breach> {
    match target.smtp() {
        Some(_) => Ok(()),
        None => Err(Breach::new(
            "ExternalEmailAddress",
            format!("'{target}' is not an SMTP address, and mail leaves here by SMTP alone."),
            "Give an address such as pat@fabrikam.com.",
        )),
    }
}
