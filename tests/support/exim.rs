//! A real Exim as next hop: takes mail for its domain into Maildirs, refuses whom it does not know.
//!
//! A system has one mail server that is installed, and here that is Postfix: `tests/run` unpacks Exim beside it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use super::{appear, free_port, run, unpacked, write};

pub struct Exim {
    folder: TempDir,
    pub port: u16,
    daemon: Child,
}

impl Exim {
    /// Starts one for a domain in which these users have mailboxes. Needs root, as Exim does.
    pub fn start(domain: &str, users: &[&str]) -> Exim {
        let folder = tempfile::tempdir().expect("temporary folder");
        let (root, port) = (folder.path().to_owned(), free_port());
        fs::set_permissions(&root, fs::Permissions::from_mode(0o755)).expect("own folder");
        // It runs itself anew as nobody, who may not look into the folder that it was unpacked in.
        let program = root.join("exim4");
        fs::copy(unpacked("usr/sbin/exim4"), &program).expect("Exim is unpacked by tests/run");
        for part in ["spool", "log", "mail"] {
            fs::create_dir(root.join(part)).expect("own folder");
        }
        users.iter().for_each(|user| appear::make_maildir(&root.join("mail").join(user)));
        let shown = root.display();
        run("chown", &["-R", "nobody", &format!("{shown}/spool"), &format!("{shown}/log"), &format!("{shown}/mail")]);
        let conf = root.join("exim.conf");
        let users = users.join(" : ");
        write(
            &conf,
            &format!(
                "keep_environment =\nexim_path = {program}\nexim_user = nobody\nexim_group = nogroup\n\
                 primary_hostname = mail.{domain}\nspool_directory = {shown}/spool\nlog_file_path = {shown}/log/%s\n\
                 pid_file_path = {shown}/log/pid\nlocal_interfaces = 127.0.0.1\ndaemon_smtp_ports = {port}\n\
                 acl_smtp_rcpt = recipients\nacl_smtp_mail = senders\nmessage_size_limit = 20M\ndsn_advertise_hosts = *\n\
                 begin acl\nsenders:\n  defer senders = grey@contoso.com\n        message = come back later\n  accept\n\
                 recipients:\n  accept domains = {domain}\n         verify = recipient\n  deny message = relay not permitted\n\
                 begin routers\nusers:\n  driver = accept\n  domains = {domain}\n  local_parts = {users}\n\
                 \x20 transport = maildir\nbegin transports\nmaildir:\n  driver = appendfile\n\
                 \x20 directory = {shown}/mail/$local_part_data\n  maildir_format\n  user = nobody\n  group = nogroup\n\
                 \x20 return_path_add\n",
                program = program.display(),
            ),
        );
        let mut command = Command::new(&program);
        command.arg("-C").arg(&conf).arg("-bdf").stdin(Stdio::null()).stderr(Stdio::null());
        let daemon = command.spawn().expect("Exim is unpacked by tests/run");
        let exim = Exim { folder, port, daemon };
        appear::port_opens(port, || true);
        exim
    }

    /// The messages that `user` has got, once there are `count`.
    pub fn messages(&self, user: &str, count: usize) -> Vec<String> {
        appear::maildir_messages(&self.folder.path().join("mail").join(user), count)
    }

    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log/main")).unwrap_or_default()
    }
}

impl Drop for Exim {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}
