//! A real Dovecot that delivers what it gets by LMTP into Maildirs.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use super::{appear, free_port, run, write};

pub struct Dovecot {
    folder: TempDir,
    child: Child,
    pub port: u16,
}

impl Dovecot {
    /// Knows `users` (local parts, any domain) and refuses everyone else.
    pub fn start(users: &[&str]) -> Dovecot {
        let folder = tempfile::Builder::new().prefix("dv").tempdir().expect("temporary folder");
        let root = folder.path().display().to_string();
        let port = free_port();
        run("chmod", &["755", &root]);
        let (uid, gid) = (run("id", &["-u", "nobody"]), run("id", &["-g", "nobody"]));
        let (uid, gid) = (uid.trim(), gid.trim());
        for user in users {
            appear::make_maildir(&folder.path().join("mail").join(user));
        }
        run("chown", &["-R", &format!("{uid}:{gid}"), &format!("{root}/mail")]);
        let table: String =
            users.iter().map(|user| format!("{user}:{{PLAIN}}x:{uid}:{gid}::{root}/mail/{user}\n")).collect();
        write(&folder.path().join("users"), &table);
        write(
            &folder.path().join("dovecot.conf"),
            &format!(
                "protocols = lmtp\nbase_dir = {root}/run\nstate_dir = {root}/state\nlog_path = {root}/dovecot.log\n\
                 ssl = no\nmail_location = maildir:{root}/mail/%n\nauth_username_format = %Ln\nfirst_valid_uid = 1\n\
                 first_valid_gid = 1\n\
                 default_internal_user = nobody\ndefault_internal_group = {group}\ndefault_login_user = nobody\n\
                 passdb {{\n driver = passwd-file\n args = {root}/users\n}}\n\
                 userdb {{\n driver = passwd-file\n args = {root}/users\n}}\n\
                 service lmtp {{\n inet_listener lmtp {{\n address = 127.0.0.1\n port = {port}\n }}\n}}\n\
                 service auth {{\n unix_listener {root}/login {{\n mode = 0666\n }}\n}}\n",
                group = run("id", &["-gn", "nobody"]).trim()
            ),
        );
        let child = Command::new("dovecot")
            .args(["-F", "-c", &format!("{root}/dovecot.conf")])
            .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("dovecot is installed by tests/run");
        appear::port_opens(port, || true);
        Dovecot { folder, child, port }
    }

    /// Where another server asks whether a password is right. It is `x` for every user.
    pub fn login_socket(&self) -> PathBuf {
        self.folder.path().join("login")
    }

    pub fn maildir(&self, user: &str) -> PathBuf {
        self.folder.path().join("mail").join(user)
    }

    pub fn messages(&self, user: &str, count: usize) -> Vec<String> {
        appear::maildir_messages(&self.maildir(user), count)
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("dovecot.log")).unwrap_or_default()
    }
}

impl Drop for Dovecot {
    fn drop(&mut self) {
        let _ = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        let _ = self.child.wait();
    }
}
