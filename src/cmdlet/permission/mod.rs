//! Who may do what on receive connectors, right by right: the cmdlets that scripts of Exchange administrators use for it.

mod ace;
mod add_ad_permission;
mod entries;
mod get_ad_permission;
mod get_relay_restriction;
mod remove_ad_permission;
mod set_relay_restriction;

pub use add_ad_permission::ADD_AD_PERMISSION;
pub use get_ad_permission::GET_AD_PERMISSION;
pub use get_relay_restriction::GET_RELAY_RESTRICTION;
pub use remove_ad_permission::REMOVE_AD_PERMISSION;
pub use set_relay_restriction::SET_RELAY_RESTRICTION;
