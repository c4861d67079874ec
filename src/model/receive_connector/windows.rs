//! What a receive connector of Exchange can say about logins of Windows (NTLM, GSSAPI). There are none here: scripts may
//! say that they are not wanted, and are told so where they are.

use super::ReceiveConnector;
use crate::model::ExtendedProtectionPolicy;
use crate::model::class::{Beside, Breach};

pub fn nobody_logs_in_by_kerberos(connector: &ReceiveConnector, _: &Beside) -> Result<(), Breach> {
    match connector.enable_auth_gssapi {
        false => Ok(()),
        true => Err(Breach::new(
            "EnableAuthGSSAPI",
            "AUTH GSSAPI is a login of Windows, which this server does not have.",
            "Give -EnableAuthGSSAPI $false. People log in by BasicAuth in -AuthMechanism: PLAIN, LOGIN and SCRAM-SHA-256.",
        )),
    }
}

pub fn no_login_is_bound_to_its_channel(connector: &ReceiveConnector, _: &Beside) -> Result<(), Breach> {
    match connector.extended_protection_policy {
        ExtendedProtectionPolicy::None => Ok(()),
        policy => Err(Breach::new(
            "ExtendedProtectionPolicy",
            format!(
                "{policy} is about logins of Windows, which this server does not have: there is nothing to protect."
            ),
            "Give -ExtendedProtectionPolicy None. With -AuthMechanism Tls,BasicAuth,BasicAuthRequireTLS nobody logs in in clear.",
        )),
    }
}
