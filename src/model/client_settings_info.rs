//! What people are told who set up a mail program, as the control API shows it.

use super::choice::choice;
use super::view::view;

choice! {
    /// How a mail program is to encrypt, in the words of RFC 8314.
    ClientEncryption as "ClientEncryption" {
        /// TLS begins with the connection; mail programs say "SSL/TLS".
        ImplicitTls,
        /// By STARTTLS.
        StartTls,
        None,
    }
}

view! {
    /// How a mail program submits mail by one receive connector at one port.
    ClientSettingsInfo as "Emsh.Transport.ClientSettingsInfo",
    shown ["ServerName", "Port", "Encryption", "Authentication", "Connector"] {
        /// Name of the outgoing server (SMTP): ServiceDiscoveryFqdn of the connector, else its Fqdn, else that of the server.
        "ServerName" server_name: String as "String";
        /// Its port.
        "Port" port: u16 as "UInt32";
        /// ImplicitTls, StartTls or None.
        "Encryption" encryption: ClientEncryption as "ClientEncryption";
        /// Ways to log on, as AUTH names them; none where nobody can.
        "Authentication" authentication: Vec<String> as "String[]";
        /// What DNS may say in the domain of the addresses, so that mail programs find the server by themselves (RFC 6186,
        /// RFC 8314): a name below that domain, and its SRV record. Nothing where nobody can log on.
        "ServiceRecord" service_record: Option<String> as "String";
        /// Name of the receive connector.
        "Connector" connector: String as "String";
        /// Name of the server that says so.
        "Server" server: String as "String";
    }
}
