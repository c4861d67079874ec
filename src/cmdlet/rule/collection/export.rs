//! `Export-TransportRuleCollection`: all transport rules as one file.

use super::document;
use crate::cmdlet::config::Recipe;
use crate::cmdlet::prelude::*;
use crate::model::view::view;
use crate::model::{FileBytes, TransportRule};

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

fn run(_: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let picture = session.picture()?;
    let rules = picture.objects(TransportRule::INFO);
    let commands = rules.iter().filter_map(|rule| {
        let command = Recipe::of(TransportRule::INFO, rule, &picture)?.whole().join("\n");
        Some((rule.name.as_str(), rule.id, command))
    });
    let text = document::write(commands);
    out.emit(BinaryFile { file_data: FileBytes(text.into_bytes()) })
}
