//! A real Postfix as next hop: takes mail for its domain into Maildirs, refuses what it does not know.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process_group};
use tempfile::TempDir;

use super::{appear, free_port, run, write};

const TRIES: usize = 3;

/// How long its logger may take to start.
const LOGGER: Duration = Duration::from_secs(10);

/// Seconds that stopping may take.
const STOP: &str = "20";

pub struct Postfix {
    folder: TempDir,
    pub port: u16,
    pub domain: String,
}

impl Postfix {
    /// Starts one for a domain in which `user` has a mailbox and everyone else is unknown. Needs root, as Postfix does.
    pub fn start(domain: &str, users: &[&str], extra: &str) -> Postfix {
        Postfix::start_on(free_port(), domain, users, extra)
    }

    pub fn start_on(port: u16, domain: &str, users: &[&str], extra: &str) -> Postfix {
        Postfix::start_at((Ipv4Addr::LOCALHOST, port).into(), domain, users, extra)
    }

    /// Several may share a port at different addresses of this machine.
    pub fn start_at(address: SocketAddr, domain: &str, users: &[&str], extra: &str) -> Postfix {
        let folder = tempfile::tempdir().expect("temporary folder");
        let root = folder.path().to_owned();
        fs::set_permissions(&root, fs::Permissions::from_mode(0o755)).expect("own folder");
        for part in ["conf", "queue", "data", "mail"] {
            fs::create_dir(root.join(part)).expect("own folder");
        }
        let shown = root.display();
        for user in users {
            appear::make_maildir(&root.join("mail").join(user));
        }
        run("chown", &["-R", "postfix", &format!("{shown}/data"), &format!("{shown}/mail")]);
        let uid = run("id", &["-u", "postfix"]).trim().to_owned();
        let gid = run("id", &["-g", "postfix"]).trim().to_owned();
        let boxes: String = users.iter().map(|user| format!("{user}@{domain} {user}/\n")).collect();
        write(&root.join("conf/boxes"), &boxes);
        write(
            &root.join("conf/main.cf"),
            &format!(
                "compatibility_level = 3.6\nqueue_directory = {shown}/queue\ndata_directory = {shown}/data\n\
                 mail_owner = postfix\nsetgid_group = postdrop\nmyhostname = mail.{domain}\ninet_interfaces = 127.0.0.1\n\
                 inet_protocols = all\nmynetworks = 127.0.0.0/8\nmydestination =\nalias_maps =\nalias_database =\n\
                 virtual_mailbox_domains = {domain}\nvirtual_mailbox_base = {shown}/mail\n\
                 virtual_mailbox_maps = texthash:{shown}/conf/boxes\nvirtual_uid_maps = static:{uid}\n\
                 virtual_gid_maps = static:{gid}\nvirtual_minimum_uid = 1\nsmtpd_relay_restrictions = reject_unauth_destination\n\
                 maillog_file = {shown}/mail.log\nmaillog_file_prefixes = {shown}\n{extra}\n"
            ),
        );
        write(&root.join("conf/master.cf"), &master(address));
        let postfix = Postfix { folder, port: address.port(), domain: domain.to_owned() };
        postfix.come_up();
        appear::listens(address, || true);
        postfix
    }

    /// Now and then its logger does not start (3.7.11: the master waits for ever), and whoever logs hangs.
    fn come_up(&self) {
        let conf = self.folder.path().join("conf").display().to_string();
        for _ in 0..TRIES {
            run("postfix", &["-c", &conf, "start"]);
            let logs = || self.log().contains("daemon started").then_some(());
            if appear::within(LOGGER, logs).is_some() {
                return;
            }
            self.kill();
        }
        panic!("Postfix did not start in {TRIES} tries: {}", self.log());
    }

    /// All its processes, if there are any.
    fn kill(&self) {
        if let Some(master) = self.master().and_then(|master| Pid::from_raw(master as i32)) {
            let _ = kill_process_group(master, Signal::KILL);
        }
    }

    pub fn maildir(&self, user: &str) -> PathBuf {
        self.folder.path().join("mail").join(user)
    }

    /// The messages that `user` has got, once there are `count`.
    pub fn messages(&self, user: &str, count: usize) -> Vec<String> {
        appear::maildir_messages(&self.maildir(user), count)
    }

    pub fn master_pid(&self) -> u32 {
        self.master().expect("the master has started")
    }

    fn master(&self) -> Option<u32> {
        fs::read_to_string(self.folder.path().join("queue/pid/master.pid")).ok()?.trim().parse().ok()
    }

    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("mail.log")).unwrap_or_default()
    }
}

impl Drop for Postfix {
    fn drop(&mut self) {
        let conf = self.folder.path().join("conf");
        let stop = Command::new("timeout").arg(STOP).args(["postfix", "-c"]).arg(conf).arg("stop").output();
        if !stop.is_ok_and(|stop| stop.status.success()) {
            self.kill();
        }
    }
}

fn master(address: SocketAddr) -> String {
    format!(
        "{address} inet n - n - - smtpd\npickup unix n - n 60 1 pickup\ncleanup unix n - n - 0 cleanup\n\
         qmgr unix n - n 300 1 qmgr\ntlsmgr unix - - n 1000? 1 tlsmgr\nrewrite unix - - n - - trivial-rewrite\n\
         bounce unix - - n - 0 bounce\ndefer unix - - n - 0 bounce\ntrace unix - - n - 0 bounce\n\
         verify unix - - n - 1 verify\nflush unix n - n 1000? 0 flush\nproxymap unix - - n - - proxymap\n\
         smtp unix - - n - - smtp\nrelay unix - - n - - smtp\nshowq unix n - n - - showq\nerror unix - - n - - error\n\
         retry unix - - n - - error\ndiscard unix - - n - - discard\nlocal unix - n n - - local\n\
         virtual unix - n n - - virtual\nanvil unix - - n - 1 anvil\nscache unix - - n - 1 scache\n\
         postlog unix-dgram n - n - 1 postlogd\n"
    )
}
