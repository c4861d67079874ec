//! Settings of a server that must fit each other.

use super::TransportServer;
use crate::model::Unlimited;
use crate::model::ad_site_link::{exists, no_site};
use crate::model::class::{Beside, Breach};
use crate::model::send_connector::host_that_is;

pub fn connections_fit(server: &TransportServer, _: &Beside) -> Result<(), Breach> {
    if server.max_per_domain_outbound_connections > server.max_outbound_connections {
        return Err(Breach::new(
            "MaxPerDomainOutboundConnections",
            "One next hop cannot have more connections than the whole server.",
            "Raise MaxOutboundConnections or lower MaxPerDomainOutboundConnections.",
        ));
    }
    Ok(())
}

/// What it sends to itself goes round and round.
pub fn smart_hosts_are_others(server: &TransportServer, beside: &Beside) -> Result<(), Breach> {
    match host_that_is(server, &server.smart_hosts, server.smart_host_port, beside) {
        Some(host) => Err(Breach::new(
            "SmartHosts",
            format!("Smart host '{host}' at port {} is this server itself: mail would loop.", server.smart_host_port),
            "Name another host, or another port with -SmartHostPort.",
        )),
        None => Ok(()),
    }
}

/// Each server sees its own smart hosts only.
pub fn other_servers_know_nothing_of_them(server: &TransportServer, beside: &Beside) -> Option<String> {
    let other = beside.others::<TransportServer>(server.id).next().filter(|_| !server.smart_hosts.is_empty())?;
    Some(format!(
        "Only {} sends to its smart hosts: mail of '{}' does not go there. 'New-SendConnector -AddressSpaces * -SmartHosts …' is for all.",
        server.name, other.name
    ))
}

pub fn site_exists(server: &TransportServer, beside: &Beside) -> Result<(), Breach> {
    match exists(&server.site, beside) {
        true => Ok(()),
        false => Err(no_site("Site", &server.site)),
    }
}

/// The connections of all priorities together are those of the next hop.
pub fn priorities_fit(server: &TransportServer, _: &Beside) -> Result<(), Breach> {
    let shares = [
        server.max_per_domain_high_priority_connections,
        server.max_per_domain_normal_priority_connections,
        server.max_per_domain_low_priority_connections,
    ];
    let sum = shares.into_iter().fold(0, u32::saturating_add);
    if server.priority_queuing_enabled && Unlimited::Limit(sum) > server.max_per_domain_outbound_connections {
        return Err(Breach::new(
            "PriorityQueuingEnabled",
            format!(
                "The connections of the three priorities ({sum}) are more than MaxPerDomainOutboundConnections ({}).",
                server.max_per_domain_outbound_connections
            ),
            "Lower MaxPerDomainHighPriorityConnections, …Normal… or …Low…, or raise MaxPerDomainOutboundConnections.",
        ));
    }
    Ok(())
}

/// Telling of a delay before the short retries are over would alarm people about a glitch.
pub fn delay_follows_the_retries(server: &TransportServer, _: &Beside) -> Result<(), Breach> {
    let retries =
        server.transient_failure_retry_interval.saturating_mul(i64::from(server.transient_failure_retry_count));
    if server.delay_notification_timeout <= retries {
        return Err(Breach::new(
            "DelayNotificationTimeout",
            format!(
                "DelayNotificationTimeout ({}) must be longer than {} retries of {} ({retries}).",
                server.delay_notification_timeout,
                server.transient_failure_retry_count,
                server.transient_failure_retry_interval
            ),
            "Raise it, or lower TransientFailureRetryCount or TransientFailureRetryInterval.",
        ));
    }
    Ok(())
}

/// A file of one kind would be taken for one of the other.
pub fn directories_differ(server: &TransportServer, _: &Beside) -> Result<(), Breach> {
    if server.pickup_directory_path.is_some() && server.pickup_directory_path == server.replay_directory_path {
        return Err(Breach::new(
            "ReplayDirectoryPath",
            "PickupDirectoryPath and ReplayDirectoryPath are the same directory.",
            "Give each a directory of its own.",
        ));
    }
    Ok(())
}

pub fn delay_precedes_expiry(server: &TransportServer, _: &Beside) -> Result<(), Breach> {
    if server.message_retry_interval > server.message_expiration_timeout {
        return Err(Breach::new(
            "MessageRetryInterval",
            "A message would be given up before it is tried again.",
            "Make MessageRetryInterval shorter than MessageExpirationTimeout.",
        ));
    }
    Ok(())
}
