//! Entries from a server of LDAP (RFC 4511), page by page (RFC 2696).
//!
//! By `ldaps://`, or by StartTLS, the server proves who it is before anything else is said. An answer that ends with
//! an error is no answer: half a directory would remove the other half.

mod attributes;
mod tls;

use std::time::Duration;

use ldap3::adapters::{Adapter, EntriesOnly, PagedResults};
use ldap3::{Ldap, LdapConnAsync, LdapConnSettings, LdapError, Scope};
use tokio::time::timeout_at;

use super::{Intake, ReadError};
use crate::model::{RecipientDirectory, Secret};

/// Entries of one page: servers of Active Directory give 1000 at most.
const PAGE: i32 = 500;

/// How long a server may take to be there.
const CONNECT: Duration = Duration::from_secs(15);

/// Who has an address, whoever they are.
const EVERYBODY: &str = "(|(mail=*)(proxyAddresses=*))";

pub fn read(directory: &RecipientDirectory, secret: Option<&Secret>, intake: &mut Intake) -> Result<(), ReadError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime =
        runtime.map_err(|error| ReadError::new(format!("The system gave no thread: {error}."), "Try again."))?;
    let end = tokio::time::Instant::from_std(intake.end);
    let read = runtime.block_on(async { timeout_at(end, ask(directory, secret, intake)).await });
    read.unwrap_or_else(|_| Err(super::too_slow()))
}

async fn ask(
    directory: &RecipientDirectory,
    secret: Option<&Secret>,
    intake: &mut Intake<'_>,
) -> Result<(), ReadError> {
    let mut server = connect(directory).await?;
    if let (Some(credential), Some(secret)) = (&directory.credential, secret) {
        let bound = server.simple_bind(&credential.user_name, secret.expose()).await;
        bound.and_then(ldap3::LdapResult::success).map_err(|error| refused(directory, &error))?;
    }
    let read = search(directory, &mut server, intake).await;
    // Whatever came of it, the server hears that it is over.
    let _ = server.unbind().await;
    read
}

async fn connect(directory: &RecipientDirectory) -> Result<Ldap, ReadError> {
    let url = directory.location.as_str();
    let settings = LdapConnSettings::new()
        .set_conn_timeout(CONNECT)
        .set_config(tls::config(directory)?)
        .set_starttls(directory.start_tls && !url.starts_with("ldaps:"));
    let connected = LdapConnAsync::with_settings(settings, url).await;
    let (connection, server) = connected.map_err(|error| unreachable(directory, &error))?;
    tokio::spawn(async move {
        // What goes wrong with it is told to whoever asks.
        let _ = connection.drive().await;
    });
    Ok(server)
}

async fn search(directory: &RecipientDirectory, server: &mut Ldap, intake: &mut Intake<'_>) -> Result<(), ReadError> {
    let base = directory.search_base.as_deref().unwrap_or_default();
    let filter = directory.ldap_filter.as_deref().unwrap_or(EVERYBODY);
    let adapters: Vec<Box<dyn Adapter<_, _>>> = vec![Box::new(EntriesOnly::new()), Box::new(PagedResults::new(PAGE))];
    let failed = |error: LdapError| refused(directory, &error);
    let wanted = attributes::wanted(directory);
    let stream = server.streaming_search_with(adapters, base, Scope::Subtree, filter, wanted).await;
    let mut stream = stream.map_err(failed)?;
    while let Some(found) = stream.next().await.map_err(failed)? {
        match attributes::entry(found.0) {
            Some(entry) => intake.take(entry)?,
            None => return Err(ReadError::new("It gave an entry that makes no sense.", "Look at the server's log.")),
        }
    }
    stream.finish().await.success().map(drop).map_err(failed)
}

fn unreachable(directory: &RecipientDirectory, error: &LdapError) -> ReadError {
    ReadError::new(
        format!("{} cannot be reached: {}.", directory.location, said(error)),
        "Check its name and port, and that the authority that signed its certificate is trusted here, or named by \
         TrustedCertificates.",
    )
}

fn refused(directory: &RecipientDirectory, error: &LdapError) -> ReadError {
    ReadError::new(
        format!("{} refuses: {}.", directory.location, said(error)),
        "Check Credential, SearchBase and LdapFilter, and what its user may read.",
    )
}

/// What went wrong, in the server's words where it has some.
fn said(error: &LdapError) -> String {
    match error {
        LdapError::Io { source } => source.to_string(),
        LdapError::LdapResult { result } => {
            let text = result.text.trim().trim_end_matches('.');
            format!("{} ({}){}{text}", meaning(result.rc), result.rc, if text.is_empty() { "" } else { ": " })
        }
        LdapError::Timeout { .. } => "it does not answer".to_owned(),
        LdapError::FilterParsing => "LdapFilter is not a filter of LDAP".to_owned(),
        other => other.to_string(),
    }
}

/// Result codes that people meet (RFC 4511, appendix A).
fn meaning(code: u32) -> &'static str {
    match code {
        3 => "time limit exceeded",
        4 => "size limit exceeded",
        8 => "stronger authentication required",
        11 => "administrative limit exceeded",
        13 => "confidentiality required",
        32 => "no such object",
        48 => "inappropriate authentication",
        49 => "wrong user or password",
        50 => "insufficient rights",
        51 => "busy",
        52 => "unavailable",
        53 => "unwilling to perform",
        _ => "an error",
    }
}
