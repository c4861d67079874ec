//! SQLite's errors, said as [`StoreError`]s.

use rusqlite::ErrorCode;

use crate::store::StoreError;

/// What stopped a piece of work inside a transaction: SQLite, or what the work found.
pub enum Failure {
    Sqlite(rusqlite::Error),
    Store(StoreError),
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Failure {
        Failure::Sqlite(error)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        Failure::Store(error)
    }
}

impl Failure {
    pub fn at(self, location: &str) -> StoreError {
        match self {
            Failure::Store(error) => error,
            Failure::Sqlite(error) => translate(error, location),
        }
    }
}

fn translate(error: rusqlite::Error, location: &str) -> StoreError {
    let location = location.to_owned();
    let cause = error.to_string();
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy { location },
        Some(ErrorCode::DiskFull) => StoreError::Full { location },
        Some(ErrorCode::NotADatabase) => StoreError::NotAStore { location },
        Some(ErrorCode::PermissionDenied | ErrorCode::ReadOnly | ErrorCode::AuthorizationForStatementDenied) => {
            StoreError::Denied { location, cause }
        }
        Some(ErrorCode::CannotOpen | ErrorCode::SystemIoFailure | ErrorCode::FileLockingProtocolFailed) => {
            StoreError::Unreachable { location, cause }
        }
        // What is left: a damaged file, tables that are not as we made them, or a value in them that is not what we
        // wrote. None of them gets better by trying again.
        _ => StoreError::Damaged { location, cause },
    }
}

/// Whether this is the refusal of a second row with the same key.
pub fn is_duplicate(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation)
}
