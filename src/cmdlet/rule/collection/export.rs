//! `Export-TransportRuleCollection`, `Export-JournalRuleCollection`: all rules as one file.

use super::{Collection, JOURNAL, TRANSPORT, document};
use crate::cmdlet::config::Recipe;
use crate::cmdlet::prelude::*;
use crate::model::FileBytes;
use crate::model::view::view;

view! {
    /// A file that a cmdlet gives to whoever writes it.
    BinaryFile as "BinaryFileDataObject", shown ["FileData"] {
        /// Its bytes.
        "FileData" file_data: FileBytes as "Byte[]";
    }
}

pub static EXPORT_TRANSPORT_RULE_COLLECTION: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Export-TransportRuleCollection",
        synopsis: "Give all transport rules as a file",
        about: "The bytes of the file are in FileData. It holds the command that makes each rule, in their order, with \
                exceptions, state and priority. Import-TransportRuleCollection reads it, here or in another \
                organization; message classifications that rules name must be there.",
        params: &[],
        emits: Some(BinaryFile::TYPE),
        needs: Right::ViewConfiguration,
        examples: &[
            Example {
                does: "Keep the rules in a file",
                run: "$file = Export-TransportRuleCollection; [System.IO.File]::WriteAllBytes('./rules.xml', $file.FileData)",
            },
            Example {
                does: "Read the file without keeping it",
                run: "[System.Text.Encoding]::UTF8.GetString((Export-TransportRuleCollection).FileData)",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

pub static EXPORT_JOURNAL_RULE_COLLECTION: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Export-JournalRuleCollection",
        synopsis: "Give all journal rules as a file",
        about: "The bytes of the file are in FileData. It holds the command that makes each rule. \
                Import-JournalRuleCollection reads it, here or in another organization.",
        params: &[],
        emits: Some(BinaryFile::TYPE),
        needs: Right::ViewConfiguration,
        examples: &[Example {
            does: "Keep the rules in a file",
            run: "$file = Export-JournalRuleCollection; [System.IO.File]::WriteAllBytes('./journal.xml', $file.FileData)",
        }],
        ..Signature::NEW
    },
    run: Run::Each(run_journal),
};

fn run(_: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    emit(&TRANSPORT, session, out)
}

fn run_journal(_: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    emit(&JOURNAL, session, out)
}

fn emit(collection: &Collection, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let picture = session.picture()?;
    let rules = picture.objects(collection.class);
    let commands = rules.iter().filter_map(|rule| {
        let command = Recipe::of(collection.class, rule, &picture)?.whole().join("\n");
        Some((rule.name.as_str(), rule.id, command))
    });
    let text = document::write(collection.title, commands);
    out.emit(BinaryFile { file_data: FileBytes(text.into_bytes()) })
}
