//! `Get-ExchangeCertificate`: the certificates of a node, and what connectors call them.

use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::SERVER;
use crate::model::{CertificateInfo, Thumbprint};

static THUMBPRINT: Param<Thumbprint> =
    Param::new("Thumbprint", "Certificate to show, by its SHA-256 digest. Default: all there are.")
        .position(1)
        .from_property();
static DOMAIN_NAME: Param<Vec<String>> =
    Param::new("DomainName", "Only certificates that name each of these hosts or domains.");

pub static GET_EXCHANGE_CERTIFICATE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-ExchangeCertificate",
        synopsis: "Show the certificates that a node has the keys of",
        about: "A node makes a certificate of its own at its first start. To give it others, put files ending in .pem, \
                each with a key and the chain of its certificate, into the folder tls/certificates of its data directory; \
                to replace its own, put tls/certificate.pem and tls/key.pem. They are in use within half a minute, \
                without a restart; what is wrong with a file is in the status of Get-TransportServer. Connectors show \
                the certificate that their TlsCertificateName says, and keep doing so when it is renewed.",
        params: &[THUMBPRINT.spec(), DOMAIN_NAME.spec(), SERVER.spec()],
        emits: Some(CertificateInfo::TYPE),
        needs: Right::ViewConfiguration,
        examples: &[
            Example {
                does: "Show which certificates end within a month",
                run: "Get-ExchangeCertificate | Where-Object { $_.NotAfter -lt (Get-Date).AddDays(30) }",
            },
            Example {
                does: "Copy what -TlsCertificateName takes",
                run: "Get-ExchangeCertificate | Format-List Subject,NotAfter,TlsCertificateName",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let wanted = call.get(&THUMBPRINT)?;
    let domains = call.get(&DOMAIN_NAME)?.unwrap_or_default();
    let server = call.get(&SERVER)?;
    let node = session.node(call, server.as_ref().map(|server| server.0.as_str()))?;
    let all: Vec<CertificateInfo> = session.wait(call, node.get("/v1/certificates", &()))?;
    let mut found = 0;
    for certificate in all {
        let has = |domain: &String| certificate.domains.iter().any(|name| name.eq_ignore_ascii_case(domain));
        if wanted.is_none_or(|wanted| wanted == certificate.thumbprint) && domains.iter().all(has) {
            found += 1;
            out.emit(certificate)?;
        }
    }
    if found == 0
        && let Some(wanted) = wanted
    {
        let fault =
            Fault::not_found("CertificateNotFound", format!("No certificate here has the thumbprint {wanted}."));
        return call
            .error(fault.at(call.place(&THUMBPRINT)).fix("Get-ExchangeCertificate shows those that are there."));
    }
    Ok(())
}
