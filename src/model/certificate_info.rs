//! A certificate as `Get-ExchangeCertificate` shows it.

use jiff::Timestamp;

use super::view::view;
use super::{CertificateName, Thumbprint};

view! {
    /// A certificate that a node has the key of.
    CertificateInfo as "Emsh.CertificateInfo", shown ["Subject", "Issuer", "NotAfter", "Status"] {
        /// SHA-256 digest of the certificate.
        "Thumbprint" thumbprint: Thumbprint as "Thumbprint";
        /// Whose it is, as an X.500 name.
        "Subject" subject: String as "String";
        /// Who signed it, as an X.500 name.
        "Issuer" issuer: String as "String";
        /// Names of hosts that it is for.
        "CertificateDomains" domains: Vec<String> as "String[]";
        /// When it begins to be valid.
        "NotBefore" not_before: Timestamp as "DateTime";
        /// When it stops being valid.
        "NotAfter" not_after: Timestamp as "DateTime";
        /// Valid, or DateInvalid before and after its time.
        "Status" status: String as "String";
        /// Whether its issuer is its subject.
        "IsSelfSigned" is_self_signed: bool as "Boolean";
        /// Number that its issuer gave it, in hexadecimal.
        "SerialNumber" serial_number: String as "String";
        /// What to give for TlsCertificateName of a connector to have it shown.
        "TlsCertificateName" name: CertificateName as "CertificateName";
        /// Whether it is shown where no other one is asked for.
        "IsDefault" is_default: bool as "Boolean";
        /// File that it was read from, below the node's data directory.
        "File" file: String as "String";
    }
}
