//! A real DNS server (NSD) with the zones that a test writes.

use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use super::{appear, free_port, write};

pub struct Nsd {
    folder: TempDir,
    child: Child,
    pub port: u16,
}

impl Nsd {
    /// Serves each zone from records such as `@ MX 10 mx1` and `mx1 A 127.0.0.1`.
    pub fn start(zones: &[(&str, &str)]) -> Nsd {
        let folder = tempfile::tempdir().expect("temporary folder");
        let root = folder.path().display().to_string();
        let port = free_port();
        let mut conf = format!(
            "server:\n ip-address: 127.0.0.1@{port}\n username: \"\"\n chroot: \"\"\n pidfile: \"{root}/nsd.pid\"\n \
             database: \"\"\n zonesdir: \"{root}\"\n zonelistfile: \"{root}/zone.list\"\n xfrdfile: \"{root}/xfrd.state\"\n \
             xfrdir: \"{root}\"\n logfile: \"{root}/nsd.log\"\n server-count: 1\nremote-control:\n control-enable: no\n"
        );
        for (name, records) in zones {
            let file = format!("{name}.zone");
            let head = format!(
                "$ORIGIN {name}.\n$TTL 60\n@ SOA ns.{name}. hostmaster.{name}. 1 3600 600 86400 60\n@ NS ns.{name}.\nns A 127.0.0.1\n"
            );
            write(&folder.path().join(&file), &format!("{head}{records}\n"));
            conf.push_str(&format!("zone:\n name: \"{name}\"\n zonefile: \"{file}\"\n"));
        }
        write(&folder.path().join("nsd.conf"), &conf);
        let child = Command::new("nsd")
            .args(["-d", "-c", &format!("{root}/nsd.conf")])
            .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("nsd is installed by tests/run");
        appear::port_opens(port, || true);
        Nsd { folder, child, port }
    }

    /// As Set-TransportServer takes it.
    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("nsd.log")).unwrap_or_default()
    }
}

impl Drop for Nsd {
    fn drop(&mut self) {
        // NSD forks; its first process ends the others on SIGTERM.
        let _ = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        let _ = self.child.wait();
    }
}
