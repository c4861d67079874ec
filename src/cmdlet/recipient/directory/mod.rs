//! Cmdlets about recipient directories that do more than change what is stored.

mod remove_recipient_directory;
mod step_info;
mod test_recipient_directory;
mod update_info;
mod update_recipient_directory;

pub use remove_recipient_directory::REMOVE_RECIPIENT_DIRECTORY;
pub use test_recipient_directory::TEST_RECIPIENT_DIRECTORY;
pub use update_recipient_directory::UPDATE_RECIPIENT_DIRECTORY;

use crate::cmdlet::config::{ObjectId, Picture, named};
use crate::cmdlet::prelude::*;
use crate::model::RecipientDirectory;
use crate::model::class::Class;

static IDENTITY: Param<ObjectId> = Param::new("Identity", "The recipient directory: name or GUID.")
    .position(1)
    .mandatory()
    .from_pipeline()
    .from_property()
    .refuses_null();

/// The directory that a call is about.
fn meant(call: &Call, session: &Session, picture: &Picture) -> Result<RecipientDirectory, Fault> {
    let object = named(RecipientDirectory::INFO, call, session, picture)?;
    RecipientDirectory::from_stored(&object.as_stored()).map_err(|breach| Fault::from(breach).at(call.span))
}
