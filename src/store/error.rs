//! What can go wrong with a store: one variant per thing that a caller can do about it.

use crate::model::Fault;

/// Why a store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Somebody changed or removed the object first: read it again and decide again.
    #[error("{class} '{name}' was {} revision {expected}{}.", what_happened(*.found), by(.who))]
    Conflict {
        class: String,
        name: String,
        /// The revision that the author of the change saw.
        expected: u64,
        /// The revision it has now; `None` when it was removed.
        found: Option<u64>,
        who: Option<String>,
    },
    /// The transaction assumed that a class had not changed since a revision: check its rules again.
    #[error("The objects of class {class} changed after revision {assumed}{}.", by(.who))]
    ClassChanged { class: String, assumed: u64, found: u64, who: Option<String> },
    #[error("{class} '{name}' already exists{}.", in_scope(.scope))]
    AlreadyExists { class: String, scope: String, name: String },
    /// The history does not reach back that far any more.
    #[error("The history of revision {asked} is no longer kept; the oldest known revision is {oldest}.")]
    Compacted { asked: u64, oldest: u64 },
    #[error("There is no revision {asked} yet; the latest is {latest}.")]
    NoSuchRevision { asked: u64, latest: u64 },
    /// The transaction itself breaks the contract.
    #[error("{says}")]
    Malformed { says: String },
    #[error("{class} '{name}' is too large to store: {size} bytes, at most {limit}.")]
    TooLarge { class: String, name: String, size: usize, limit: usize },
    #[error("There is no configuration store at {location}.")]
    Missing { location: String },
    /// No such kind of store, or an address that makes no sense.
    #[error("'{url}' is not the address of a configuration store: {says}.")]
    BadAddress { url: String, says: String, fix: String },
    #[error("The configuration store {location} was written by a newer emsh (format {found}, this one knows {known}).")]
    Newer { location: String, found: i64, known: i64 },
    #[error("{location} is not a configuration store of emsh.")]
    NotAStore { location: String },
    #[error("No permission to use the configuration store {location}.")]
    Denied { location: String, cause: String },
    #[error("The configuration store {location} was locked by others for too long.")]
    Busy { location: String },
    #[error("There is no space left for the configuration store {location}.")]
    Full { location: String },
    #[error("The configuration store {location} cannot be reached.")]
    Unreachable { location: String, cause: String },
    #[error("The configuration store {location} is damaged.")]
    Damaged { location: String, cause: String },
    #[error("This is not an export of a configuration: {says}.")]
    BadExport { says: String },
    #[error("The configuration could not be exported to {path}.")]
    NotExported { path: String, cause: String },
}

fn what_happened(found: Option<u64>) -> &'static str {
    match found {
        Some(_) => "changed by somebody else after",
        None => "removed by somebody else after",
    }
}

fn by(who: &Option<String>) -> String {
    who.as_ref().map(|who| format!(", by {who}")).unwrap_or_default()
}

fn in_scope(scope: &str) -> String {
    if scope.is_empty() { String::new() } else { format!(" on server '{scope}'") }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Fault {
        let says = error.to_string();
        match error {
            StoreError::Conflict { found: Some(_), .. } => Fault::conflict("ObjectChanged", says)
                .fix("Nothing was stored. Get the object again, look at what changed, and repeat the command."),
            StoreError::Conflict { found: None, .. } => Fault::conflict("ObjectRemoved", says)
                .fix("Nothing was stored. 'Get-ConfigurationHistory' shows who removed it and what it was."),
            StoreError::ClassChanged { .. } => {
                Fault::conflict("ClassChanged", says).fix("Nothing was stored. Repeat the command.")
            }
            StoreError::AlreadyExists { .. } => Fault::conflict("ObjectAlreadyExists", says)
                .fix("Choose another name, or change the existing object with the Set- cmdlet."),
            StoreError::Compacted { oldest, .. } => Fault::not_found("RevisionCompacted", says)
                .fix(format!("Choose a revision from {oldest} on; 'Get-ConfigurationHistory' lists them.")),
            StoreError::NoSuchRevision { .. } => {
                Fault::not_found("RevisionNotFound", says).fix("'Get-ConfigurationHistory' lists the revisions.")
            }
            StoreError::Malformed { .. } => Fault::invalid("MalformedTransaction", says),
            StoreError::TooLarge { .. } => Fault::invalid("ObjectTooLarge", says),
            StoreError::Missing { .. } => Fault::not_found("StoreNotFound", says)
                .fix("Check --store and --data-dir; 'emsh serve' creates the store at its first start."),
            StoreError::BadAddress { fix, .. } => Fault::invalid("StoreAddressInvalid", says).fix(fix),
            StoreError::Newer { .. } => Fault::denied("StoreIsNewer", says)
                .fix("Install the newer emsh on this machine too. Nothing was read or changed."),
            StoreError::NotAStore { .. } => Fault::invalid("NotAStore", says)
                .fix("Check --store: it names a file that some other program made. Nothing was changed."),
            StoreError::Denied { cause, .. } => Fault::denied("StoreAccessDenied", says)
                .cause(cause)
                .fix("Run as the user that owns the data directory, or choose another with --data-dir or --store."),
            StoreError::Busy { .. } => Fault::busy("StoreBusy", says).fix("Nothing was stored. Repeat the command."),
            StoreError::Full { .. } => Fault::busy("StoreFull", says)
                .fix("Nothing was stored. Free some space on that file system and repeat the command."),
            StoreError::Unreachable { cause, .. } => Fault::unreachable("StoreUnreachable", says).cause(cause),
            StoreError::BadExport { .. } => {
                Fault::invalid("ExportInvalid", says).fix("Use a file that 'Export-Configuration' wrote.")
            }
            StoreError::NotExported { cause, .. } => Fault::busy("ExportFailed", says)
                .cause(cause)
                .fix("Check the permissions of that directory and the free space, and repeat the command."),
            StoreError::Damaged { cause, .. } => Fault::internal("StoreDamaged", says)
                .cause(cause)
                .fix("Stop every emsh that uses it, keep a copy of the file, and restore a backup or an export."),
        }
    }
}
