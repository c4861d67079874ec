//! Where an organisation lives on this machine.

use std::path::PathBuf;

use super::cli::Common;
use crate::cmdlet::Place;
use crate::model::Fault;

/// The place that the outer flags and the environment name.
pub fn of(common: &Common) -> Result<Place, Fault> {
    let data_dir = match &common.data_dir {
        Some(folder) => folder.clone(),
        None => default_folder()?,
    };
    let mut place = Place::in_folder(data_dir);
    if let Some(store) = &common.store {
        place.store = store.clone();
    }
    Ok(place)
}

/// `/var/lib/emsh` for root under a service manager, else `$XDG_DATA_HOME/emsh`, else `~/.local/share/emsh`.
fn default_folder() -> Result<PathBuf, Fault> {
    let is_service = std::env::var_os("INVOCATION_ID").is_some() || std::env::var_os("NOTIFY_SOCKET").is_some();
    if is_service && rustix::process::geteuid().is_root() {
        return Ok(PathBuf::from("/var/lib/emsh"));
    }
    let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|folder| folder.is_absolute());
    if let Some(folder) = absolute("XDG_DATA_HOME") {
        return Ok(folder.join("emsh"));
    }
    absolute("HOME").map(|home| home.join(".local/share/emsh")).ok_or_else(|| {
        Fault::invalid(
            "NoDataDirectory",
            "It is not known where data shall live: neither HOME nor XDG_DATA_HOME is set.",
        )
        .fix("Name a folder with --data-dir DIR or EMSH_DATA.")
    })
}

/// The person at work, for history and orders.
pub fn person() -> String {
    let named = ["SUDO_USER", "USER", "LOGNAME"].into_iter().find_map(|name| std::env::var(name).ok());
    named.filter(|name| !name.is_empty()).unwrap_or_else(|| format!("uid {}", rustix::process::getuid().as_raw()))
}
