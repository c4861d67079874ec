//! Domain security from both sides: two organizations that send each other mail only as who they prove to be.

use std::path::Path;
use std::sync::{Arc, Mutex};

use rcgen::{CertificateParams, CertifiedIssuer, DnType, KeyPair};

use crate::support::appear::eventually;
use crate::support::free_port;
use crate::support::node::Node;
use crate::support::nsd::Nsd;
use crate::support::sink::Sink;
use crate::support::smtp::send;

type Authority = CertifiedIssuer<'static, KeyPair>;

fn authority() -> Authority {
    let mut params = CertificateParams::new(vec![]).expect("no names");
    params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("a root")
}

/// Puts a certificate beside the node's own.
fn give(node: &Node, host: &str, authority: &Authority) {
    let mut params = CertificateParams::new([host.to_owned()]).expect("a name");
    params.distinguished_name.push(DnType::CommonName, host);
    let key = KeyPair::generate().expect("a key");
    let made = params.signed_by(&key, authority).expect("signed");
    let folder = node.folder.path().join("tls/certificates");
    std::fs::create_dir_all(&folder).expect("the data directory is ours");
    let text = key.serialize_pem() + &made.pem();
    std::fs::write(folder.join(format!("{host}.pem")), text).expect("the data directory is ours");
}

/// fabrikam.com: takes mail of contoso.com from nobody who does not prove to belong to it, and keeps it in a sink.
fn partner(roots: &Path, authority: &Authority, sink: &Sink) -> Node {
    let node = Node::trusting(Some(roots), "PARTNER", &[]);
    give(&node, "mx.fabrikam.com", authority);
    node.configure(&format!(
        "Set-ReceiveConnector 'PARTNER\\Default PARTNER' -PermissionGroups AnonymousUsers -DomainSecureEnabled $true -TarpitInterval 0
         Set-TransportConfig -TLSReceiveDomainSecureList contoso.com
         New-AcceptedDomain -Name Fabrikam -DomainName fabrikam.com -DomainType ExternalRelay
         New-SendConnector -Name In -AddressSpaces fabrikam.com -SmartHosts 127.0.0.1 -Port {}",
        sink.port
    ));
    node
}

/// contoso.com: sends to fabrikam.com in security, by a connector for this port.
fn us(roots: &Path, names: &Nsd, port: u16) -> Node {
    let node = Node::trusting(Some(roots), "TEST", &[]);
    node.configure(&format!(
        "Set-ReceiveConnector 'TEST\\Default TEST' -PermissionGroups AnonymousUsers
         New-AcceptedDomain -Name Fabrikam -DomainName fabrikam.com -DomainType ExternalRelay
         Set-TransportServer TEST -InternalDNSServers {} -QueueGlitchRetryInterval 00:00:01
         Set-TransportConfig -TLSSendDomainSecureList fabrikam.com
         New-SendConnector -Name Secure -AddressSpaces fabrikam.com -Port {port} -Fqdn mail.contoso.com `
             -DomainSecureEnabled $true",
        names.address()
    ));
    node
}

/// Why mail for fabrikam.com waits, once it does and the reason has these words.
fn waits(node: &Node, words: &str) {
    eventually(words, || {
        node.shell(
            "Get-Queue fabrikam.com -ErrorAction SilentlyContinue | Where-Object Status -eq Retry | Retry-Queue",
        );
        let error = node.shell("(Get-Queue fabrikam.com -ErrorAction SilentlyContinue).LastError");
        error.contains(words).then_some(())
    });
}

#[test]
fn both_sides_prove_who_they_are() {
    let (trusted, other) = (authority(), authority());
    let roots = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(roots.path(), trusted.pem()).expect("writable");
    let names = Nsd::start(&[("fabrikam.com", "@ MX 5 mx\nmx A 127.0.0.1")]);
    let sink = Sink::start();
    let partner = partner(roots.path(), &trusted, &sink);
    let us = us(roots.path(), &names, partner.port("Default PARTNER"));
    let port = us.port("Default TEST");

    // Our certificate is for the right host, by nobody whom the partner trusts: it takes us for a stranger.
    give(&us, "mail.contoso.com", &other);
    us.configure("Set-SendConnector Secure -Comment 'look at the certificates'");
    send(port, "ann@contoso.com", &["bob@fabrikam.com"], "As a stranger");
    eventually("the partner's refusal", || {
        let status = us.shell("(Get-MessageTrackingLog -EventId DEFER).RecipientStatus");
        status.contains("454 4.7.5 Certificate validation failure").then_some(())
    });
    give(&us, "mail.contoso.com", &trusted);
    us.configure("Set-SendConnector Secure -Comment 'look again'");
    send(port, "ann@contoso.com", &["bob@fabrikam.com"], "In confidence");
    let taken = &sink.messages(1)[0];
    assert!(taken.text.contains("In confidence") && taken.text.contains("with ESMTPS"), "{}", taken.text);
}

#[test]
fn nothing_is_said_to_who_proves_nothing() {
    let (trusted, other) = (authority(), authority());
    let roots = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(roots.path(), trusted.pem()).expect("writable");
    let names = Nsd::start(&[("fabrikam.com", "@ MX 5 mx\nmx A 127.0.0.1")]);
    // A server without TLS.
    let lines = Arc::new(Mutex::new(Vec::new()));
    let notes = lines.clone();
    let plain = Sink::answering(free_port(), move |line| {
        notes.lock().expect("nobody panics with it").push(line.to_owned());
        None
    });
    let us = us(roots.path(), &names, plain.port);
    give(&us, "mail.contoso.com", &trusted);
    send(us.port("Default TEST"), "ann@contoso.com", &["bob@fabrikam.com"], "In confidence");
    waits(&us, "4.7.");
    let said = lines.lock().expect("nobody panics with it").clone();
    assert!(!said.iter().any(|line| line.starts_with("MAIL")), "{said:?}");

    // One with TLS, whose certificate is by nobody whom we trust.
    let sink = Sink::start();
    let impostor = partner(roots.path(), &other, &sink);
    us.configure(&format!("Set-SendConnector Secure -Port {}", impostor.port("Default PARTNER")));
    waits(&us, "SMTPSEND.TLS; TLS with 127.0.0.1");

    // The same server will do where the domain is not to be secure.
    us.configure("Set-TransportConfig -TLSSendDomainSecureList $null; Set-SendConnector Secure -Fqdn $null");
    impostor.configure("Set-ReceiveConnector 'PARTNER\\Default PARTNER' -DomainSecureEnabled $false");
    eventually("the message without proof", || {
        us.shell("Get-Queue fabrikam.com -ErrorAction SilentlyContinue | Retry-Queue -ErrorAction SilentlyContinue");
        (!us.shell("Get-MessageTrackingLog -EventId SEND").trim().is_empty()).then_some(())
    });
    assert!(sink.messages(1)[0].text.contains("In confidence"));
}
