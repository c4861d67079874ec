//! TLS and logins towards a real Postfix.

use std::path::PathBuf;

use tempfile::TempDir;

use crate::support::dovecot::Dovecot;
use crate::support::hub::Hub;
use crate::support::postfix::Postfix;
use crate::support::write;

/// A certificate that nobody signed but its owner, and the lines of main.cf that use it.
struct Certificate {
    folder: TempDir,
}

impl Certificate {
    fn of(name: &str) -> Certificate {
        let folder = tempfile::tempdir().expect("temporary folder");
        let made = rcgen::generate_simple_self_signed(vec![name.to_owned()]).expect("a valid name");
        write(&folder.path().join("cert.pem"), &made.cert.pem());
        write(&folder.path().join("key.pem"), &made.signing_key.serialize_pem());
        Certificate { folder }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("cert.pem")
    }

    fn main_cf(&self, level: &str) -> String {
        format!(
            "smtpd_tls_cert_file = {}\nsmtpd_tls_key_file = {}\nsmtpd_tls_security_level = {level}\n\
             smtpd_tls_received_header = yes\n",
            self.file().display(),
            self.folder.path().join("key.pem").display()
        )
    }
}

#[test]
fn tls_is_used_where_it_is_offered_unless_it_is_ignored() {
    let hub = Hub::start();
    let certificate = Certificate::of("mail.example.net");
    let postfix = Postfix::start("example.net", &["pat", "sue"], &certificate.main_cf("may"));
    hub.send_everything_to(postfix.port);
    hub.send("ann@contoso.com", &["pat@example.net"], "opportunistic");
    let message = &postfix.messages("pat", 1)[0];
    assert!(message.contains("(using TLSv1.3"), "{message}");

    hub.node.configure("Set-SendConnector Out -IgnoreSTARTTLS $true");
    hub.send("ann@contoso.com", &["sue@example.net"], "in clear");
    let message = &postfix.messages("sue", 1)[0];
    assert!(!message.contains("using TLS"), "{message}");
}

#[test]
fn required_tls_holds_mail_back_rather_than_sending_it_in_clear() {
    let hub = Hub::start();
    let certificate = Certificate::of("mail.example.net");
    let (plain, secure) = (
        Postfix::start("example.net", &["pat"], "smtpd_tls_security_level = none"),
        Postfix::start("example.net", &["pat"], &certificate.main_cf("encrypt")),
    );
    hub.send_everything_to(plain.port);
    hub.node.configure("Set-SendConnector Out -RequireTLS $true");
    hub.send("ann@contoso.com", &["pat@example.net"], "only over TLS");
    hub.becomes("(Get-Queue | Where-Object MessageCount -gt 0).Status -eq 'Retry'");
    let error = hub.node.shell("(Get-Queue | Where-Object MessageCount -gt 0).LastError");
    assert!(error.contains("TLS"), "{error}");

    // A certificate that nobody known has signed proves nothing.
    hub.node.configure(&format!("Set-SendConnector Out -Port {} -TlsAuthLevel CertificateValidation", secure.port));
    hub.retry();
    hub.becomes("(Get-Queue | Where-Object MessageCount -gt 0).LastError -like '*certificate*'");

    hub.node.configure("Set-SendConnector Out -TlsAuthLevel EncryptionOnly");
    hub.retry();
    let message = &secure.messages("pat", 1)[0];
    assert!(message.contains("(using TLSv1.3"), "{message}");
    assert!(!plain.log().contains("from=<ann@contoso.com>"), "{}", plain.log());
}

#[test]
fn a_smart_host_that_proves_its_name_gets_the_login_it_wants() {
    let certificate = Certificate::of("127.0.0.1");
    let hub = Hub::trusting(&certificate.file());
    let logins = Dovecot::start(&["relayuser"]);
    let postfix = Postfix::start(
        "example.net",
        &["pat"],
        &format!(
            "{}smtpd_tls_auth_only = yes\nsmtpd_sasl_auth_enable = yes\nsmtpd_sasl_type = dovecot\n\
             smtpd_sasl_path = {}\nsmtpd_sasl_authenticated_header = yes\n\
             smtpd_recipient_restrictions = permit_sasl_authenticated, reject\n",
            certificate.main_cf("may"),
            logins.login_socket().display()
        ),
    );
    let connector = |password: &str| {
        format!(
            "$password = ConvertTo-SecureString '{password}' -AsPlainText -Force
             $login = New-Object System.Management.Automation.PSCredential('relayuser', $password)
             Set-SendConnector Out -SmartHostAuthMechanism BasicAuthRequireTLS -AuthenticationCredential $login"
        )
    };
    hub.send_everything_to(postfix.port);
    hub.node.configure(&connector("wrong"));
    hub.send("ann@contoso.com", &["pat@example.net"], "with a login");
    hub.becomes("(Get-Queue | Where-Object MessageCount -gt 0).LastError -like '*535*'");

    hub.node.configure(&connector("x"));
    hub.retry();
    let message = &postfix.messages("pat", 1)[0];
    assert!(message.contains("(Authenticated sender: relayuser)"), "{message}");
}
