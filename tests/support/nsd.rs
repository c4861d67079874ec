//! A real DNS server (NSD) with the zones that a test writes.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use super::{appear, free_port, write};

pub struct Nsd {
    folder: TempDir,
    child: Child,
    pub port: u16,
    /// The DNSKEY records of signed zones.
    pub anchors: String,
}

/// Signs a zone in a folder with one new key, which is returned.
fn sign(folder: &Path, zone: &str, file: &str) -> String {
    let ldns = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).current_dir(folder).output();
        let output = output.expect("ldnsutils is installed by tests/run");
        assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text").trim().to_owned()
    };
    let key = ldns("ldns-keygen", &["-a", "ECDSAP256SHA256", "-k", "-r", "/dev/urandom", zone]);
    ldns("ldns-signzone", &["-o", zone, file, &key]);
    let record = std::fs::read_to_string(folder.join(format!("{key}.key"))).expect("ldns-keygen wrote it");
    format!("{}\n", record.split(';').next().unwrap_or_default().trim())
}

impl Nsd {
    /// Serves each zone from records such as `@ MX 10 mx1` and `mx1 A 127.0.0.1`.
    pub fn start(zones: &[(&str, &str)]) -> Nsd {
        Nsd::serve(zones, false)
    }

    /// The same with signed zones (ldns-signzone), whose keys are in [`Nsd::anchors`].
    pub fn signed(zones: &[(&str, &str)]) -> Nsd {
        Nsd::serve(zones, true)
    }

    fn serve(zones: &[(&str, &str)], is_signed: bool) -> Nsd {
        let mut anchors = String::new();
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
            let mut file = file;
            if is_signed {
                anchors.push_str(&sign(folder.path(), name, &file));
                file.push_str(".signed");
            }
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
        Nsd { folder, child, port, anchors }
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
