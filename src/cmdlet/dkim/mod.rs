//! Keys of the domains that sign, by hand.

mod rotate_dkim_signing_config;

pub use rotate_dkim_signing_config::ROTATE_DKIM_SIGNING_CONFIG;
