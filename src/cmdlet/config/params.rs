//! The parameters that derived cmdlets share.

use super::identity::ObjectId;
use crate::cmdlet::server_id::ServerId;
use crate::lang::call::{Param, Switch};
use crate::model::{Filter, Unlimited};

/// Of Get-, where it may be left out.
pub static IDENTITY: Param<ObjectId> = Param::new("Identity", "Name, GUID, `Server\\Name` or the object itself.")
    .position(1)
    .from_pipeline()
    .from_property()
    .refuses_null();

/// Of New-.
pub static NAME: Param<String> = Param::new("Name", "Its name, up to 64 characters.").position(1).mandatory();

/// Of Set-.
pub static MAKE_DEFAULT: Param<bool> = Param::new(
    "MakeDefault",
    "Make it the default one in place of the one that is. Only $true: another becomes it instead.",
);
pub static NEW_NAME: Param<String> = Param::new("Name", "A new name. The object stays the same.");

pub static SERVER: Param<ServerId> =
    Param::new("Server", "Server it belongs to. Default: the one of this data directory.");

/// Of Get-. A block keeps its text, and variables in it become values.
pub static FILTER: Param<Filter> =
    Param::new("Filter", "Only objects for which this is true, such as \"Enabled -eq $false\".").keeps_blocks();

/// Of Get-, where something holds without any object.
pub static ORIGINAL: Param<Switch> =
    Param::switch("Original", "Show what holds where nothing is configured, in place of what is.");

pub static RESULT_SIZE: Param<Unlimited<u32>> = Param::new(
    "ResultSize",
    "At most so many objects, or Unlimited. Default 1000, with a warning when there are more.",
);

pub static FORCE: Param<Switch> = Param::switch("Force", "Leave out warnings about what may not be meant.");

/// Of classes that have questions.
pub static INTERACTIVE: Param<Switch> =
    Param::switch("Interactive", "Ask for what matters, show the command, and run it when that is wanted.");
