//! What each permission group gives to whom.

use super::{Permissions, Trustee};
use crate::model::PermissionGroups;

const TABLE: &[(PermissionGroups, Trustee, Permissions)] = &[
    (
        PermissionGroups::AnonymousUsers,
        Trustee::AnonymousLogon,
        Permissions::SUBMIT
            .with(Permissions::ANY_SENDER)
            .with(Permissions::AUTHORITATIVE_SENDER)
            .with(Permissions::ROUTING_HEADERS),
    ),
    (
        PermissionGroups::ExchangeUsers,
        Trustee::AuthenticatedUsers,
        Permissions::SUBMIT
            .with(Permissions::ANY_RECIPIENT)
            .with(Permissions::BYPASS_ANTI_SPAM)
            .with(Permissions::ROUTING_HEADERS),
    ),
    (PermissionGroups::ExchangeServers, Trustee::ExchangeServers, OURS),
    (PermissionGroups::ExchangeServers, Trustee::ExternallySecuredServers, TRUSTED),
    (PermissionGroups::ExchangeLegacyServers, Trustee::ExternallySecuredServers, TRUSTED),
    (PermissionGroups::Partners, Trustee::PartnerServers, Permissions::SUBMIT.with(Permissions::ROUTING_HEADERS)),
];

/// A trusted server that is not of this organization: everything but the organization's own headers.
const TRUSTED: Permissions = Permissions::SUBMIT
    .with(Permissions::ANY_RECIPIENT)
    .with(Permissions::ANY_SENDER)
    .with(Permissions::AUTHORITATIVE_SENDER)
    .with(Permissions::AUTHENTICATION_FLAG)
    .with(Permissions::BYPASS_SIZE)
    .with(Permissions::BYPASS_ANTI_SPAM)
    .with(Permissions::ROUTING_HEADERS);

/// A server of this organization.
const OURS: Permissions = TRUSTED
    .with(Permissions::ORGANIZATION_HEADERS)
    .with(Permissions::FOREST_HEADERS)
    .with(Permissions::XSHADOW)
    .with(Permissions::XPROXY_FROM)
    .with(Permissions::XSESSION_PARAMS)
    .with(Permissions::XATTR)
    .with(Permissions::XSYSPROBE);

/// Who has what by these groups; the second tells by which.
pub fn given_by_groups(
    groups: PermissionGroups,
) -> impl Iterator<Item = (&'static Trustee, PermissionGroups, Permissions)> {
    TABLE
        .iter()
        .filter(move |(group, ..)| groups.contains(*group))
        .map(|(group, trustee, permissions)| (trustee, *group, *permissions))
}
