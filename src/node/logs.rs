//! The logs of the mail path: message tracking, connectivity, queues, agents, routes, TLS sessions, events and both protocol logs, as the server's settings want them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::model::{ByteSize, Fault, LocalPath, TransportServer, Unlimited};
use crate::transport::report::agents::AgentLog;
use crate::transport::report::connectivity::ConnectivityLogFiles;
use crate::transport::report::events::EventLog;
use crate::transport::report::log::LogOptions;
use crate::transport::report::protocol::ProtocolLogs;
use crate::transport::report::queues::QueueLog;
use crate::transport::report::routes::RouteLog;
use crate::transport::report::tls::TlsLog;
use crate::transport::report::tracking::TrackingLog;

/// The writers, and where they write.
#[derive(Clone)]
pub struct Logs {
    /// Logs without a path of their own lie here.
    folder: PathBuf,
    pub tracking: Arc<TrackingLog>,
    pub protocol: Arc<ProtocolLogs>,
    pub connectivity: Arc<ConnectivityLogFiles>,
    pub queues: Arc<QueueLog>,
    pub events: Arc<EventLog>,
    pub agents: Arc<AgentLog>,
    pub routes: Arc<RouteLog>,
    pub tls: Arc<TlsLog>,
}

impl Logs {
    pub fn start(data_dir: &Path, server: &TransportServer) -> Result<Logs, Fault> {
        let folder = data_dir.join("logs");
        let no_thread = |error| Fault::internal("NoThread", "The system gave no thread for a log.").cause(error);
        let logs_subjects = server.message_tracking_log_subject_logging_enabled;
        let tracking = TrackingLog::start(tracking(&folder, server), logs_subjects).map_err(no_thread)?;
        let protocol =
            ProtocolLogs::start(Some(receive(&folder, server)), Some(send(&folder, server))).map_err(no_thread)?;
        let connectivity = ConnectivityLogFiles::start(connectivity(&folder, server)).map_err(no_thread)?;
        let queues = QueueLog::start(queues(&folder, server)).map_err(no_thread)?;
        let events =
            EventLog::start(events(&folder, server), &server.name, &server.event_log_levels).map_err(no_thread)?;
        let agents = AgentLog::start(agents(&folder, server)).map_err(no_thread)?;
        let routes = RouteLog::start(routes(&folder, server)).map_err(no_thread)?;
        let tls = TlsLog::start(tls(&folder, server)).map_err(no_thread)?;
        Ok(Logs {
            folder,
            tracking: Arc::new(tracking),
            protocol: Arc::new(protocol),
            connectivity: Arc::new(connectivity),
            queues: Arc::new(queues),
            events: Arc::new(events),
            agents: Arc::new(agents),
            routes: Arc::new(routes),
            tls: Arc::new(tls),
        })
    }

    /// Follows a change of settings.
    pub fn configure(&self, server: &TransportServer) {
        let logs_subjects = server.message_tracking_log_subject_logging_enabled;
        self.tracking.configure(tracking(&self.folder, server), logs_subjects);
        self.protocol.configure(Some(receive(&self.folder, server)), Some(send(&self.folder, server)));
        self.connectivity.configure(connectivity(&self.folder, server));
        self.queues.configure(queues(&self.folder, server));
        self.agents.configure(agents(&self.folder, server));
        self.routes.configure(routes(&self.folder, server));
        self.tls.configure(tls(&self.folder, server));
        self.events.configure(events(&self.folder, server), &server.event_log_levels);
    }

    /// Where the tracking log is, whether or not it is written now.
    pub fn tracking_folder(&self, server: &TransportServer) -> PathBuf {
        folder_of(&server.message_tracking_log_path, &self.folder, "tracking")
    }

    /// Where the log of TLS sessions is, whether or not it is written now.
    pub fn tls_folder(&self, server: &TransportServer) -> PathBuf {
        folder_of(&server.tls_report_log_path, &self.folder, "tls")
    }

    /// Where the agent log is, whether or not it is written now.
    pub fn agent_folder(&self, server: &TransportServer) -> PathBuf {
        folder_of(&server.agent_log_path, &self.folder, "agent")
    }

    /// Where the event log is.
    pub fn event_folder(&self, server: &TransportServer) -> PathBuf {
        events(&self.folder, server).folder
    }

    /// Waits until everything recorded so far is in the files. Blocks.
    pub fn flush(&self) {
        self.tracking.flush();
        self.protocol.flush();
        self.connectivity.flush();
        self.queues.flush();
        self.agents.flush();
        self.routes.flush();
        self.tls.flush();
        self.events.flush();
    }
}

fn folder_of(path: &Option<LocalPath>, folder: &Path, usual: &str) -> PathBuf {
    path.as_ref().map_or_else(|| folder.join(usual), |path| path.as_path().to_owned())
}

fn tracking(folder: &Path, server: &TransportServer) -> Option<LogOptions> {
    server.message_tracking_log_enabled.then(|| LogOptions {
        folder: folder_of(&server.message_tracking_log_path, folder, "tracking"),
        max_age: server.message_tracking_log_max_age,
        max_folder_size: server.message_tracking_log_max_directory_size,
        max_file_size: Unlimited::Limit(server.message_tracking_log_max_file_size),
    })
}

fn connectivity(folder: &Path, server: &TransportServer) -> Option<LogOptions> {
    server.connectivity_log_enabled.then(|| LogOptions {
        folder: folder_of(&server.connectivity_log_path, folder, "connectivity"),
        max_age: server.connectivity_log_max_age,
        max_folder_size: server.connectivity_log_max_directory_size,
        max_file_size: server.connectivity_log_max_file_size,
    })
}

fn tls(folder: &Path, server: &TransportServer) -> Option<LogOptions> {
    server.tls_report_log_enabled.then(|| LogOptions {
        folder: folder_of(&server.tls_report_log_path, folder, "tls"),
        max_age: server.tls_report_log_max_age,
        max_folder_size: server.tls_report_log_max_directory_size,
        max_file_size: server.tls_report_log_max_file_size,
    })
}

fn queues(folder: &Path, server: &TransportServer) -> Option<LogOptions> {
    server.queue_log_enabled.then(|| LogOptions {
        folder: folder_of(&server.queue_log_path, folder, "queue"),
        max_age: server.queue_log_max_age,
        max_folder_size: server.queue_log_max_directory_size,
        max_file_size: server.queue_log_max_file_size,
    })
}

fn agents(folder: &Path, server: &TransportServer) -> Option<LogOptions> {
    server.agent_log_enabled.then(|| LogOptions {
        folder: folder_of(&server.agent_log_path, folder, "agent"),
        max_age: server.agent_log_max_age,
        max_folder_size: server.agent_log_max_directory_size,
        max_file_size: server.agent_log_max_file_size,
    })
}

fn routes(folder: &Path, server: &TransportServer) -> LogOptions {
    LogOptions {
        folder: folder_of(&server.routing_table_log_path, folder, "routing"),
        max_age: server.routing_table_log_max_age,
        max_folder_size: server.routing_table_log_max_directory_size,
        max_file_size: Unlimited::Limit(ByteSize::from_mb(10)),
    }
}

fn events(folder: &Path, server: &TransportServer) -> LogOptions {
    LogOptions {
        folder: folder_of(&server.event_log_path, folder, "event"),
        max_age: server.event_log_max_age,
        max_folder_size: server.event_log_max_directory_size,
        max_file_size: server.event_log_max_file_size,
    }
}

fn receive(folder: &Path, server: &TransportServer) -> LogOptions {
    LogOptions {
        folder: folder_of(&server.receive_protocol_log_path, folder, "smtp-receive"),
        max_age: server.receive_protocol_log_max_age,
        max_folder_size: server.receive_protocol_log_max_directory_size,
        max_file_size: server.receive_protocol_log_max_file_size,
    }
}

fn send(folder: &Path, server: &TransportServer) -> LogOptions {
    LogOptions {
        folder: folder_of(&server.send_protocol_log_path, folder, "smtp-send"),
        max_age: server.send_protocol_log_max_age,
        max_folder_size: server.send_protocol_log_max_directory_size,
        max_file_size: server.send_protocol_log_max_file_size,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::class::Class;

    /// Every log with its four settings, and what they are where nobody says otherwise.
    #[test]
    fn every_log_has_its_own_folder_age_and_sizes() {
        /// Prefix of the settings, folder, days, megabytes, whether the size of a file is a setting.
        type Log = (&'static str, &'static str, u64, u64, bool, fn(&Path, &TransportServer) -> LogOptions);
        let logs: [Log; 9] = [
            ("MessageTrackingLog", "tracking", 30, 1000, true, |at, of| tracking(at, of).expect("on")),
            ("ReceiveProtocolLog", "smtp-receive", 30, 250, true, receive),
            ("SendProtocolLog", "smtp-send", 30, 250, true, send),
            ("ConnectivityLog", "connectivity", 30, 1000, true, |at, of| connectivity(at, of).expect("on")),
            ("AgentLog", "agent", 7, 250, true, |at, of| agents(at, of).expect("on")),
            ("QueueLog", "queue", 7, 200, true, |at, of| queues(at, of).expect("on")),
            ("TlsReportLog", "tls", 30, 250, true, |at, of| tls(at, of).expect("on")),
            ("EventLog", "event", 30, 100, true, events),
            ("RoutingTableLog", "routing", 7, 50, false, routes),
        ];
        for (prefix, folder, days, megabytes, has_file_size, of) in logs {
            let usual = TransportServer::create("HUB01", "", json!({ "Fqdn": "hub01" })).expect("sound");
            let found = of(Path::new("/logs"), &usual);
            assert_eq!(found.folder, Path::new("/logs").join(folder), "{prefix}");
            assert_eq!(found.max_age.duration().as_secs(), days * 86_400, "{prefix}");
            assert_eq!(found.max_folder_size, ByteSize::from_mb(megabytes).into(), "{prefix}");
            assert_eq!(found.max_file_size, ByteSize::from_mb(10).into(), "{prefix}");
            let mut given = json!({ "Fqdn": "hub01" });
            given[format!("{prefix}Path")] = json!("/elsewhere");
            given[format!("{prefix}MaxAge")] = json!("2.00:00:00");
            given[format!("{prefix}MaxDirectorySize")] = json!("7 MB");
            if has_file_size {
                given[format!("{prefix}MaxFileSize")] = json!("2 MB");
            }
            let found = of(Path::new("/logs"), &TransportServer::create("HUB01", "", given).expect("sound"));
            let sizes = [found.max_folder_size, found.max_file_size].map(|size| size.to_string());
            assert_eq!(found.folder, Path::new("/elsewhere"), "{prefix}");
            assert_eq!(found.max_age.duration().as_secs(), 2 * 86_400, "{prefix}");
            assert!(
                sizes[0].starts_with("7 MB") && (!has_file_size || sizes[1].starts_with("2 MB")),
                "{prefix}: {sizes:?}"
            );
        }
    }

    #[test]
    fn logs_lie_in_the_data_directory_unless_they_have_a_path() {
        let folder = Path::new("/data/logs");
        let server = |given| TransportServer::create("HUB01", "", given).expect("sound");
        let usual = server(json!({ "Fqdn": "hub01" }));
        assert_eq!(tracking(folder, &usual).expect("on").folder, Path::new("/data/logs/tracking"));
        assert_eq!(receive(folder, &usual).folder, Path::new("/data/logs/smtp-receive"));
        assert_eq!(send(folder, &usual).folder, Path::new("/data/logs/smtp-send"));
        assert_eq!(connectivity(folder, &usual).expect("on").folder, Path::new("/data/logs/connectivity"));
        let moved = server(json!({
            "Fqdn": "hub01",
            "SendProtocolLogPath": "/var/log/send",
            "MessageTrackingLogEnabled": false,
            "ConnectivityLogEnabled": false,
        }));
        assert_eq!(send(folder, &moved).folder, Path::new("/var/log/send"));
        assert!(tracking(folder, &moved).is_none() && connectivity(folder, &moved).is_none());
    }
}
