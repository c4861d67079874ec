//! `Export-Configuration`: the configuration in a file, as a document or as a script.

use std::sync::Arc;

use super::literal::quoted;
use super::recipe::Recipe;
use super::source::Source;
use crate::cmdlet::config::get_configuration_history::ClassName;
use crate::cmdlet::config::picture::Picture;
use crate::cmdlet::file::place::{full, unusable};
use crate::cmdlet::prelude::*;
use crate::model::choice::choice;
use crate::model::{ReceiveConnector, TransportServer, class_named};
use crate::store::Export;

choice! {
    /// What an export is written as.
    Form as "ExportForm" {
        /// A document that Import-Configuration and Compare-Configuration read.
        Json,
        /// The commands that make the same objects in another organization.
        Command,
    }
}

static PATH: Param<String> =
    Param::new("Path", "The file, which is written over. Default: the text goes to the pipeline.")
        .position(1)
        .aliases(&["LiteralPath", "FilePath"]);
static FORM: Param<Form> = Param::new("As", "Json is a document, Command a script. Default Json.");
static CLASS: Param<ClassName> = Param::new("Class", "Only objects of this class, such as SendConnector.");
static REVISION: Param<u64> = Param::new("Revision", "As it was at this revision. Default: as it is now. Json only.");
static NO_CLOBBER: Param<Switch> = Param::switch("NoClobber", "Refuse to write over an existing file.");

pub static EXPORT_CONFIGURATION: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Export-Configuration",
        synopsis: "Write the configuration to a file",
        about: "The document holds every object with its GUID; its passwords and keys stay sealed, so it is of use only \
                with the key file of this organization. The script makes the same objects elsewhere: it asks \
                for credentials when it runs, and leaves other passwords and keys out. The file is there whole or not at all, for its owner alone.",
        params: &[PATH.spec(), FORM.spec(), CLASS.spec(), REVISION.spec(), NO_CLOBBER.spec()],
        effect: Effect::Changes(Impact::Low),
        needs: Right::ViewConfiguration,
        examples: &[
            Example { does: "Keep the whole configuration", run: "Export-Configuration ./configuration.json" },
            Example {
                does: "See the commands that would make the send connectors again",
                run: "Export-Configuration -As Command -Class SendConnector",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let class = call.get(&CLASS)?.map(|ClassName(class)| class.name);
    let revision = call.get(&REVISION)?;
    let text = match call.get(&FORM)?.unwrap_or(Form::Json) {
        Form::Command if revision.is_some() => {
            return Err(Fault::invalid(
                "RevisionNotForCommand",
                "Commands are written of the configuration as it is now.",
            )
            .at(call.place(&REVISION))
            .fix("Leave -Revision out, or write the document."));
        }
        Form::Command => script(&session.picture()?, class),
        Form::Json => {
            let source = revision.map_or(Source::Live, Source::Revision);
            let objects = source.objects(call, session, class)?;
            let revision = revision.map_or_else(|| session.store()?.revision().map_err(Fault::from), Ok)?;
            Export::new(revision, objects, Vec::new()).to_json()
        }
    };
    let Some(path) = call.get(&PATH)? else {
        return text.lines().try_for_each(|line| out.emit(line.into_value()));
    };
    let file = full(call, &path);
    if call.is_set(&NO_CLOBBER)? && file.exists() {
        return Err(unusable(&path, &std::io::ErrorKind::AlreadyExists.into()).at(call.place(&PATH)));
    }
    if !call.should(call.signature.name, &path, "")? {
        return Ok(());
    }
    Ok(crate::store::write_export(&file, &text)?)
}

/// Classes whose objects others need, in the order in which they must be there; all others come after them.
const FIRST: &[&str] = &[
    "ADSite",
    "ADSiteLink",
    "TransportServer",
    "TransportConfig",
    "MailboxDatabase",
    "AcceptedDomain",
    "RemoteDomain",
    "ReceiveConnector",
];

/// A script that makes the objects anew, all at once.
fn script(picture: &Arc<Picture>, class: Option<&str>) -> String {
    let mut classes: Vec<_> = crate::model::CLASSES.to_vec();
    classes.sort_by_key(|class| FIRST.iter().position(|first| *first == class.name).unwrap_or(FIRST.len()));
    let recipes: Vec<Recipe> = classes
        .into_iter()
        .filter(|one| class.is_none_or(|class| class == one.name))
        .flat_map(|class| picture.objects(class).into_iter().map(move |object| (class, object)))
        .filter_map(|(class, object)| Recipe::of(class_named(class.name)?, &object, picture))
        .collect();
    let mut lines = vec![
        format!("# The configuration as of revision {}.", picture.revision),
        "# Stores everything at once, or nothing.".to_owned(),
        "Start-Transaction".to_owned(),
    ];
    if class.is_none_or(|class| class == ReceiveConnector::INFO.name) {
        lines.extend(picture.organization().all::<TransportServer>().map(|server| without_connectors(&server.name)));
    }
    lines.extend(recipes.iter().flat_map(Recipe::first));
    lines.extend(recipes.iter().flat_map(Recipe::links));
    lines.push("Complete-Transaction".to_owned());
    lines.join("\n") + "\n"
}

/// A server that has been started has made itself connectors, which are in the way of those that are written here.
fn without_connectors(server: &str) -> String {
    let server = quoted(server);
    format!("Get-ReceiveConnector -Server {server} | Remove-ReceiveConnector -Confirm:$false")
}
