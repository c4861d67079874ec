//! Leaves a message in a directory that a node watches, as `emsh sendmail` does.
//!
//! Promise: when [`Deposit::leave`] returns, the message is on stable storage, whole, and under the name by which a node
//! takes it; until then no node sees it. It needs no node that runs.

use std::fmt::Write as _;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use uuid::Uuid;

use crate::mail::{address_list, header};

/// Who a message is from and for, as the command line says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deposit {
    /// Empty: nobody (`<>`).
    pub sender: String,
    /// For the From field of messages that have none.
    pub full_name: Option<String>,
    pub recipients: Vec<String>,
    /// NOTIFY for every recipient.
    pub notify: Option<String>,
    /// Parameters of MAIL: RET, ENVID, BODY.
    pub parameters: Vec<String>,
}

/// Whom the header of a message names as recipients, as `sendmail -t` reads it.
pub fn recipients_of(message: &[u8]) -> Vec<String> {
    let (fields, _) = header::split(message);
    let fields = header::fields(fields).filter(|field| ["To", "Cc", "Bcc"].iter().any(|name| field.is(name)));
    fields.flat_map(|field| address_list::read(&field.text())).collect()
}

/// Where `emsh sendmail` leaves messages for the node of a data directory.
pub fn folder_of(data_dir: &Path) -> PathBuf {
    data_dir.join("sendmail")
}

impl Deposit {
    pub fn leave(&self, folder: &Path, message: &[u8]) -> io::Result<()> {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        let name = Uuid::now_v7().simple().to_string();
        let (unseen, seen) = (folder.join(format!("{name}.new")), folder.join(format!("{name}.eml")));
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&unseen)?;
        let written = file
            .write_all(self.envelope().as_bytes())
            .and_then(|()| file.write_all(message))
            .and_then(|()| file.sync_all())
            .and_then(|()| fs::rename(&unseen, &seen))
            .and_then(|()| File::open(folder)?.sync_all());
        if written.is_err() {
            // Nothing that could be taken is left behind; what cannot even be removed has the wrong name.
            let _ = fs::remove_file(&unseen);
        }
        written
    }

    /// The fields that the node reads and removes. Values have no line ends: the command line was checked.
    fn envelope(&self) -> String {
        let mut fields = format!("X-Sender: <{}>", self.sender);
        for parameter in &self.parameters {
            let _ = write!(fields, " {parameter}");
        }
        fields.push('\n');
        for recipient in &self.recipients {
            let _ = match &self.notify {
                Some(notify) => writeln!(fields, "X-Receiver: <{recipient}> NOTIFY={notify}"),
                None => writeln!(fields, "X-Receiver: <{recipient}>"),
            };
        }
        if let Some(name) = &self.full_name {
            let _ = writeln!(fields, "X-FullName: {name}");
        }
        fields
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_appears_whole() {
        let root = tempfile::tempdir().unwrap();
        let folder = folder_of(root.path());
        let deposit = Deposit {
            sender: "root".into(),
            full_name: Some("Cron".into()),
            recipients: vec!["ann@contoso.com".into(), "ben".into()],
            notify: Some("NEVER".into()),
            parameters: vec!["RET=HDRS".into()],
        };
        deposit.leave(&folder, b"Subject: s\n\ntext\n").unwrap();
        let files: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert!(files.len() == 1 && files[0].extension().unwrap() == "eml", "{files:?}");
        assert_eq!(
            fs::read_to_string(&files[0]).unwrap(),
            "X-Sender: <root> RET=HDRS\nX-Receiver: <ann@contoso.com> NOTIFY=NEVER\nX-Receiver: <ben> NOTIFY=NEVER\n\
             X-FullName: Cron\nSubject: s\n\ntext\n"
        );
    }
}
