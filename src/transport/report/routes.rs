//! The routing-table log: `ROUTINGyyyymmdd-n.log`. Whenever routes change, all of them as they are from then on, so that
//! one can see later why mail of some day went where it went.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;

use super::log::{Line, LogKind, LogOptions, LogWriter, Row, time};
use crate::transport::Settings;

pub static ROUTES: LogKind = LogKind {
    prefix: "ROUTING",
    title: "Routing Table Log",
    fields: &[
        "date-time",
        "revision",
        "kind",
        "address-space",
        "cost",
        "connector",
        "guid",
        "enabled",
        "next-hops",
        "source-servers",
        "scoped",
    ],
};

/// One route of the table.
#[derive(Clone, Debug, PartialEq)]
struct Route {
    /// `SendConnector` or `AcceptedDomain`.
    kind: &'static str,
    space: String,
    cost: u8,
    connector: String,
    guid: String,
    is_enabled: bool,
    next_hops: String,
    sources: String,
    is_scoped: bool,
}

struct Entry {
    at: Timestamp,
    revision: u64,
    route: Route,
}

impl Row for Entry {
    fn time(&self) -> Timestamp {
        self.at
    }

    fn write(&self, line: &mut Line) {
        let route = &self.route;
        line.print(time(self.at));
        line.print(self.revision);
        line.field(route.kind);
        line.field(&route.space);
        line.print(route.cost);
        line.field(&route.connector);
        line.field(&route.guid);
        line.print(route.is_enabled);
        line.field(&route.next_hops);
        line.field(&route.sources);
        line.print(route.is_scoped);
    }
}

/// The log of one node.
pub struct RouteLog {
    writer: LogWriter<Entry>,
    known: Mutex<Vec<Route>>,
}

impl RouteLog {
    pub fn start(options: LogOptions) -> std::io::Result<RouteLog> {
        Ok(RouteLog { writer: LogWriter::start(&ROUTES, Some(options))?, known: Mutex::default() })
    }

    /// Follows a change of settings.
    pub fn configure(&self, options: LogOptions) {
        self.writer.configure(Some(options));
    }

    /// Writes the table down if it is another one than before.
    pub fn record(&self, settings: &Settings, at: Timestamp) {
        let routes = table(settings);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if *known != routes {
            self.write(&routes, settings.revision, at);
            *known = routes;
        }
    }

    /// Writes the table down although it may be the same.
    pub fn record_again(&self, settings: &Settings, at: Timestamp) {
        let routes = table(settings);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        self.write(&routes, settings.revision, at);
        *known = routes;
    }

    fn write(&self, routes: &[Route], revision: u64, at: Timestamp) {
        for route in routes {
            self.writer.record(Entry { at, revision, route: route.clone() });
        }
    }

    /// Waits until everything recorded so far is in the files. Blocks.
    pub fn flush(&self) {
        self.writer.flush();
    }
}

/// Send connectors by name, then accepted domains.
fn table(settings: &Settings) -> Vec<Route> {
    let mut connectors: Vec<&Arc<_>> = settings.send_connectors.iter().collect();
    connectors.sort_by(|one, other| one.name.cmp(&other.name));
    let mut routes = Vec::new();
    for connector in connectors {
        let dns = connector.asks_dns().then(|| "DNS".to_owned());
        let next_hops: Vec<String> =
            dns.into_iter().chain(connector.smart_hosts.iter().map(ToString::to_string)).collect();
        let next_hops = next_hops.join(";");
        routes.extend(connector.address_spaces.iter().map(|space| Route {
            kind: "SendConnector",
            space: space.to_string(),
            cost: space.cost,
            connector: connector.name.clone(),
            guid: connector.id.to_string(),
            is_enabled: connector.enabled,
            next_hops: next_hops.clone(),
            sources: connector.source_transport_servers.join(";"),
            is_scoped: connector.is_scoped_connector,
        }));
    }
    let mut domains: Vec<&Arc<_>> = settings.accepted_domains.iter().collect();
    domains.sort_by(|one, other| one.name.cmp(&other.name));
    routes.extend(domains.into_iter().map(|domain| Route {
        kind: "AcceptedDomain",
        space: domain.domain_name.to_string(),
        cost: 0,
        connector: domain.name.clone(),
        guid: domain.id.to_string(),
        is_enabled: true,
        next_hops: domain.domain_type.to_string(),
        sources: String::new(),
        is_scoped: false,
    }));
    routes
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::{TimeSpan, Unlimited};
    use crate::transport::samples;

    #[test]
    fn the_table_is_written_when_it_has_changed() {
        let folder = tempfile::tempdir().expect("a folder");
        let options = LogOptions {
            folder: folder.path().to_owned(),
            max_age: TimeSpan::ZERO,
            max_folder_size: Unlimited::Unlimited,
            max_file_size: Unlimited::Unlimited,
        };
        let log = RouteLog::start(options).expect("a thread");
        let at: Timestamp = "2026-11-21T01:02:03Z".parse().expect("a time");
        let mut settings = samples::settings();
        samples::connector(&mut settings, "Out", json!({ "AddressSpaces": ["*"] }));
        log.record(&settings, at);
        settings.revision = 2;
        log.record(&settings, at);
        Arc::make_mut(&mut settings.send_connectors[0]).enabled = false;
        settings.revision = 3;
        log.record(&settings, at);
        settings.revision = 4;
        log.record_again(&settings, at);
        log.flush();
        let text = std::fs::read_to_string(folder.path().join("ROUTING20261121-1.log")).expect("written");
        let rows: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
        let connector = |revision, enabled| {
            let id = settings.send_connectors[0].id;
            format!("2026-11-21T01:02:03.000Z,{revision},SendConnector,SMTP:*;1,1,Out,{id},{enabled},DNS,hub1,false")
        };
        let domain = |revision| {
            let id = settings.accepted_domains[0].id;
            format!(
                "2026-11-21T01:02:03.000Z,{revision},AcceptedDomain,contoso.com,0,contoso.com,{id},true,Authoritative,,false"
            )
        };
        let changes = [connector(1, true), domain(1), connector(3, false), domain(3)];
        assert_eq!(rows[..4], changes);
        assert_eq!(rows[4..], [connector(4, false), domain(4)], "again, though nothing has changed");
    }
}
