//! A real OpenSMTPD as next hop, which sends the mail of its domain on to a port of this machine.
//!
//! `tests/run` unpacks it beside Postfix, as a system has one mail server that is installed. Its spool and its socket have
//! fixed places: one of them runs at a time.

use std::fs;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use super::{appear, free_port, unpacked, write};

pub struct OpenSmtpd {
    folder: TempDir,
    pub port: u16,
    daemon: Child,
}

impl OpenSmtpd {
    /// Starts one that takes mail for a domain. Needs root, as OpenSMTPD does.
    pub fn start(domain: &str, onward: u16) -> OpenSmtpd {
        let (folder, port) = (tempfile::tempdir().expect("temporary folder"), free_port());
        let conf = folder.path().join("smtpd.conf");
        write(
            &conf,
            &format!(
                "listen on 127.0.0.1 port {port} hostname mail.{domain}\n\
                 action \"onward\" relay host smtp://127.0.0.1:{onward}\n\
                 match from any for domain \"{domain}\" action \"onward\"\n"
            ),
        );
        // It wants to be called by its whole path: it calls itself.
        let mut command = Command::new(unpacked("usr/sbin/smtpd"));
        let log = fs::File::create(folder.path().join("log")).expect("own folder");
        command.args(["-d", "-f"]).arg(&conf).stdin(Stdio::null()).stdout(log.try_clone().expect("a log")).stderr(log);
        let daemon = command.spawn().expect("OpenSMTPD is unpacked by tests/run");
        let smtpd = OpenSmtpd { folder, port, daemon };
        appear::port_opens(port, || true);
        smtpd
    }

    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

impl Drop for OpenSmtpd {
    fn drop(&mut self) {
        // Its children end when it does.
        let _ = Command::new("kill").arg(self.daemon.id().to_string()).status();
        let _ = self.daemon.wait();
    }
}
