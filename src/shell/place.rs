//! Where an organisation lives, for every form of the command line: the data directory and the store.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::cli::Common;
use crate::cmdlet::Place;
use crate::model::Fault;

/// Where a service keeps its data.
const OF_SERVICE: &str = "/var/lib/emsh";

/// What decides where data lives when nobody says.
struct Surroundings {
    is_root: bool,
    /// A service manager started this process (systemd.exec(5) sets INVOCATION_ID; sd_notify(3): NOTIFY_SOCKET).
    is_service: bool,
    /// A service has kept its data on this machine: root administers that one.
    has_service_data: bool,
    xdg_data_home: Option<OsString>,
    home: Option<OsString>,
}

/// The place that flags and environment name: `--data-dir` and `--store`, else the usual ones.
pub fn of(common: &Common) -> Result<Place, Fault> {
    let data_dir = match &common.data_dir {
        Some(given) => absolute(given)?,
        None => Surroundings::of_this_process().data_dir()?,
    };
    let place = Place::in_folder(data_dir);
    Ok(match &common.store {
        Some(store) => Place { store: store.clone(), ..place },
        None => place,
    })
}

/// What a node shows and stores should mean the same from every working directory.
fn absolute(given: &Path) -> Result<PathBuf, Fault> {
    std::path::absolute(given).map_err(|error| {
        Fault::invalid("DataDirectoryUnusable", format!("'{}' is no directory.", given.display()))
            .fix("Give --data-dir a path.")
            .cause(error)
    })
}

impl Surroundings {
    fn of_this_process() -> Surroundings {
        let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
        Surroundings {
            is_root: rustix::process::geteuid().is_root(),
            is_service: is_set("INVOCATION_ID") || is_set("NOTIFY_SOCKET"),
            has_service_data: Path::new(OF_SERVICE).join("organization.db").exists(),
            xdg_data_home: env::var_os("XDG_DATA_HOME"),
            home: env::var_os("HOME"),
        }
    }

    fn data_dir(&self) -> Result<PathBuf, Fault> {
        if self.is_root && (self.is_service || self.has_service_data) {
            return Ok(PathBuf::from(OF_SERVICE));
        }
        // The XDG base directory specification: a relative path there is to be ignored.
        let xdg = self.xdg_data_home.as_ref().map(PathBuf::from).filter(|path| path.is_absolute());
        let home = self.home.as_ref().map(PathBuf::from).filter(|path| path.is_absolute());
        xdg.or(home.map(|home| home.join(".local/share"))).map(|data| data.join("emsh")).ok_or_else(|| {
            Fault::invalid("NoDataDirectory", "There is no home directory to keep data in.")
                .fix("Say where with --data-dir or EMSH_DATA.")
        })
    }
}

/// The person at work, for history and orders.
pub fn person() -> String {
    let named = ["SUDO_USER", "USER", "LOGNAME"].into_iter().find_map(|name| env::var(name).ok());
    named.filter(|name| !name.is_empty()).unwrap_or_else(|| {
        let uid = rustix::process::getuid().as_raw().to_string();
        let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
        let own = users.lines().map(|line| line.split(':')).find_map(|mut fields| {
            let name = fields.next()?;
            (fields.nth(1) == Some(&uid)).then(|| name.to_owned())
        });
        own.unwrap_or_else(|| format!("uid {uid}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_lives_where_the_user_or_the_service_keeps_it() {
        let user = || Surroundings {
            is_root: false,
            is_service: false,
            has_service_data: true,
            xdg_data_home: None,
            home: Some("/home/ann".into()),
        };
        for (surroundings, expected, why) in [
            (user(), Some("/home/ann/.local/share/emsh"), "a user has data of their own"),
            (Surroundings { xdg_data_home: Some("/data".into()), ..user() }, Some("/data/emsh"), "XDG"),
            (
                Surroundings { xdg_data_home: Some("data".into()), ..user() },
                Some("/home/ann/.local/share/emsh"),
                "a relative path is ignored",
            ),
            (Surroundings { is_root: true, ..user() }, Some("/var/lib/emsh"), "root administers the service"),
            (
                Surroundings { is_root: true, has_service_data: false, ..user() },
                Some("/home/ann/.local/share/emsh"),
                "there is none",
            ),
            (
                Surroundings { is_root: true, is_service: true, has_service_data: false, ..user() },
                Some("/var/lib/emsh"),
                "the service's first start",
            ),
            (Surroundings { home: None, ..user() }, None, "nowhere"),
        ] {
            let found = surroundings.data_dir().ok();
            assert_eq!(found.as_deref(), expected.map(Path::new), "{why}");
        }
    }
}
