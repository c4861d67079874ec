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
                "{own}base_dir = {root}/run\nstate_dir = {root}/state\nlog_path = {root}/dovecot.log\nssl = no\n\
                 listen = 127.0.0.1\nfirst_valid_uid = 1\nfirst_valid_gid = 1\ndefault_internal_user = nobody\n\
                 default_internal_group = {group}\ndefault_login_user = nobody\n\
                 service lmtp {{\n inet_listener lmtp {{\n port = {port}\n }}\n}}\n\
                 service auth {{\n unix_listener {root}/login {{\n mode = 0666\n }}\n}}\n",
                own = of_version(&version(), &root),
                group = run("id", &["-gn", "nobody"]).trim()
            ),
        );
        let child = dovecot()
            .args(["-F", "-c", &format!("{root}/dovecot.conf")])
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

fn dovecot() -> Command {
    let mut command = Command::new("dovecot");
    command.env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    command
}

fn version() -> String {
    let output = dovecot().arg("--version").output().expect("dovecot is installed by tests/run");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What is written differently since 2.4: Debian 12 and Ubuntu 24.04 have 2.3, Debian 13 has 2.4.
fn of_version(version: &str, root: &str) -> String {
    if version.starts_with("2.3.") {
        let users = format!("driver = passwd-file\n args = {root}/users");
        return format!(
            "protocols = lmtp\nmail_location = maildir:{root}/mail/%n\nauth_username_format = %Ln\n\
             passdb {{\n {users}\n}}\nuserdb {{\n {users}\n}}\n"
        );
    }
    let users = format!("passwd_file_path = {root}/users");
    format!(
        "dovecot_config_version = 2.4.0\ndovecot_storage_version = 2.4.0\nprotocols {{\n lmtp = yes\n}}\n\
         mail_driver = maildir\nmail_path = {root}/mail/%{{user | username}}\n\
         auth_username_format = %{{user | username | lower}}\nnamespace inbox {{\n inbox = yes\n}}\n\
         passdb passwd-file {{\n {users}\n}}\nuserdb passwd-file {{\n {users}\n}}\n"
    )
}
