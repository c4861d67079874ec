//! A real OpenLDAP with the entries that a test gives it, by `ldap://`, StartTLS and `ldaps://`.
//!
//! `tests/run` unpacks it; its certificate is signed by an authority of its own.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use rcgen::{CertificateParams, CertifiedIssuer, KeyPair};
use tempfile::TempDir;

use super::{appear, free_port, run, said, unpacked, write};

pub const ADMIN: &str = "cn=admin,dc=contoso,dc=com";
pub const PASSWORD: &str = "open sesame";

pub struct Slapd {
    folder: TempDir,
    pub port: u16,
    pub tls_port: u16,
    daemon: Option<Child>,
}

impl Slapd {
    /// Starts one with dc=contoso,dc=com and these further entries, as LDIF.
    pub fn start(entries: &str) -> Slapd {
        let folder = tempfile::tempdir().expect("temporary folder");
        let mut slapd = Slapd { folder, port: free_port(), tls_port: free_port(), daemon: None };
        slapd.certify();
        slapd.configure();
        let root =
            "dn: dc=contoso,dc=com\nobjectClass: dcObject\nobjectClass: organization\ndc: contoso\no: Contoso\n\n";
        let file = slapd.path("entries.ldif");
        write(&file, &format!("{root}{entries}"));
        let added = slapd.program(&["-T", "add", "-q"]).arg("-l").arg(&file).output().expect("slapd runs");
        assert!(added.status.success(), "{}", said(&added));
        slapd.serve();
        slapd
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The authority that has signed its certificate.
    pub fn authority(&self) -> PathBuf {
        self.path("authority.pem")
    }

    fn certify(&self) {
        let params = CertificateParams::new(vec![]).map(|mut params| {
            params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
            params
        });
        let authority = CertifiedIssuer::self_signed(params.expect("no names"), KeyPair::generate().expect("a key"))
            .expect("a root");
        let key = KeyPair::generate().expect("a key");
        let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
        let own = CertificateParams::new(names).expect("names").signed_by(&key, &authority).expect("signed");
        write(&self.authority(), &authority.pem());
        write(&self.path("own.pem"), &own.pem());
        write(&self.path("key.pem"), &key.serialize_pem());
    }

    /// Nobody gets more than 500 entries at once, but for who asks for pages.
    fn configure(&self) {
        std::fs::create_dir(self.path("data")).expect("own folder");
        let peers = unpacked("usr/sbin/slapd");
        let peers = peers.ancestors().nth(3).expect("below the folder of the peers").display();
        let root = self.folder.path().display();
        write(
            &self.path("slapd.conf"),
            &format!(
                "include {peers}/etc/ldap/schema/core.schema\ninclude {peers}/etc/ldap/schema/cosine.schema\n\
                 include {peers}/etc/ldap/schema/inetorgperson.schema\nmodulepath {peers}/usr/lib/ldap\n\
                 moduleload back_mdb\nTLSCACertificateFile {root}/authority.pem\nTLSCertificateFile {root}/own.pem\n\
                 TLSCertificateKeyFile {root}/key.pem\nsizelimit size.soft=500 size.hard=500 size.prtotal=unlimited\n\
                 disallow bind_anon\nrequire authc\ndatabase mdb\nmaxsize 1073741824\nsuffix dc=contoso,dc=com\n\
                 rootdn cn=root\naccess to * by dn.exact=\"{ADMIN}\" manage by anonymous auth by users read\n\
                 directory {root}/data\n"
            ),
        );
    }

    /// The program, which finds the libraries that were unpacked with it.
    fn program(&self, first: &[&str]) -> Command {
        let program = unpacked("usr/sbin/slapd");
        let libraries = program.ancestors().nth(3).expect("below the folder of the peers").join("usr/lib");
        let mut command = Command::new(program);
        command.env("LD_LIBRARY_PATH", libraries.join(format!("{}-linux-gnu", std::env::consts::ARCH)));
        command.args(first).arg("-f").arg(self.path("slapd.conf")).stdin(Stdio::null());
        command
    }

    /// Starts it again on the same entries.
    pub fn serve(&mut self) {
        let places = format!("ldap://127.0.0.1:{} ldaps://127.0.0.1:{}", self.port, self.tls_port);
        let mut command = self.program(&["-d", "0", "-h", &places]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        self.daemon = Some(command.spawn().expect("slapd is unpacked by tests/run"));
        appear::port_opens(self.tls_port, || true);
    }

    pub fn stop(&mut self) {
        if let Some(mut daemon) = self.daemon.take() {
            let _ = run("kill", &[&daemon.id().to_string()]);
            let _ = daemon.wait();
        }
    }

    /// Takes an entry away while it runs.
    pub fn delete(&self, name: &str) {
        self.edit(async |server| {
            drop(server.delete(name).await.and_then(ldap3::LdapResult::success).expect("deleted"))
        });
    }

    /// Gives an attribute of an entry another value.
    pub fn replace(&self, name: &str, attribute: &str, value: &str) {
        self.edit(async |server| {
            let values = std::collections::HashSet::from([value]);
            let replaced = server.modify(name, vec![ldap3::Mod::Replace(attribute, values)]).await;
            drop(replaced.and_then(ldap3::LdapResult::success).expect("replaced"));
        });
    }

    fn edit(&self, act: impl AsyncFnOnce(&mut ldap3::Ldap)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let url = format!("ldap://127.0.0.1:{}", self.port);
            let (connection, mut server) = ldap3::LdapConnAsync::new(&url).await.expect("slapd runs");
            tokio::spawn(connection.drive());
            let bound = server.simple_bind(ADMIN, PASSWORD).await;
            bound.and_then(ldap3::LdapResult::success).expect("the administrator");
            act(&mut server).await;
        });
    }
}

impl Drop for Slapd {
    fn drop(&mut self) {
        self.stop();
    }
}

/// A person, as LDIF.
pub fn person(uid: &str, more: &str) -> String {
    format!(
        "dn: uid={uid},dc=contoso,dc=com\nobjectClass: inetOrgPerson\nuid: {uid}\ncn: {uid}\nsn: {uid}\n\
         mail: {uid}@contoso.com\n{more}\n"
    )
}

/// Who is asked for, as Debian's OpenLDAP names it: an entry of its own, with a password.
pub fn administrator() -> String {
    format!(
        "dn: {ADMIN}\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\ncn: admin\nuserPassword: {PASSWORD}\n\n"
    )
}
