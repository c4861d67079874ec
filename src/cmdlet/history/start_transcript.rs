//! `Start-Transcript`: writes down what is typed and shown from now on.

use std::fs::OpenOptions;
use std::io::Write;

use jiff::Zoned;

use crate::cmdlet::file::place::{full, unusable};
use crate::cmdlet::prelude::*;

static PATH: Param<String> =
    Param::new("Path", "The file. Default: PowerShell_transcript.MACHINE.RANDOM.TIME.txt in the home folder.")
        .position(1);
static LITERAL_PATH: Param<String> =
    Param::new("LiteralPath", "The file; no character has a meaning of its own.").aliases(&["PSPath", "LP"]);
static OUTPUT_DIRECTORY: Param<String> = Param::new("OutputDirectory", "The folder of a file with the default name.");
static APPEND: Param<Switch> = Param::switch("Append", "Add to the end of the file.");
static FORCE: Param<Switch> = Param::switch("Force", "Commonly given with -Append; changes nothing here.");
static NO_CLOBBER: Param<Switch> =
    Param::switch("NoClobber", "Refuse to write over an existing file.").aliases(&["NoOverwrite"]);
static INVOCATION_HEADER: Param<Switch> =
    Param::switch("IncludeInvocationHeader", "Note the time above each line that is typed.");
static MINIMAL_HEADER: Param<Switch> = Param::switch("UseMinimalHeader", "Begin with the time alone.");

pub(super) const RULE: &str = "**********************";

pub static START_TRANSCRIPT: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Start-Transcript",
        synopsis: "Write down what is typed and shown",
        about: "Until Stop-Transcript or the end of the shell. Secrets are masked.",
        params: &[
            PATH.spec(),
            LITERAL_PATH.spec(),
            OUTPUT_DIRECTORY.spec(),
            APPEND.spec(),
            FORCE.spec(),
            NO_CLOBBER.spec(),
            INVOCATION_HEADER.spec(),
            MINIMAL_HEADER.spec(),
        ],
        sets: &[
            ParamSet { name: "ByPath", params: &["Path"], mandatory: &[] },
            ParamSet { name: "ByLiteralPath", params: &["LiteralPath"], mandatory: &["LiteralPath"] },
            ParamSet { name: "ByOutputDirectory", params: &["OutputDirectory"], mandatory: &["OutputDirectory"] },
        ],
        effect: Effect::Changes(Impact::Low),
        examples: &[
            Example { does: "Keep a record of a change", run: "Start-Transcript change-4711.txt -Append -WhatIf" },
            Example {
                does: "Keep records in a folder",
                run: "Start-Transcript -OutputDirectory /var/log/emsh -IncludeInvocationHeader -WhatIf",
            },
            Example {
                does: "Write to a file whose name has brackets",
                run: "Start-Transcript -LiteralPath 'a[1].txt' -WhatIf",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let now = Zoned::now();
    let path = match (call.get(&LITERAL_PATH)?.or(call.get(&PATH)?), call.get(&OUTPUT_DIRECTORY)?) {
        (Some(path), _) => full(call, &path),
        (None, folder) => full(call, folder.as_deref().unwrap_or("~")).join(default_name(&now)),
    };
    let shown = path.to_string_lossy().into_owned();
    if !call.should("Start-Transcript", &shown, "")? {
        return Ok(());
    }
    // Before the file is touched: it may be one that somebody wants to keep.
    if call.engine.transcript().is_kept() {
        let fault = Fault::conflict("TranscriptionRunning", "Transcription has already been started.");
        return Err(fault.fix("Stop-Transcript ends it."));
    }
    let (appends, is_new) = (call.is_set(&APPEND)?, call.is_set(&NO_CLOBBER)?);
    let failed = |error: std::io::Error| unusable(&shown, &error).at(call.place(&PATH));
    let mut options = OpenOptions::new();
    options.write(true).create(true).append(appends).truncate(!appends).create_new(is_new && !appends);
    let mut file = options.open(&path).map_err(failed)?;
    file.write_all(head(&now, call.is_set(&MINIMAL_HEADER)?).as_bytes()).map_err(failed)?;
    call.engine.transcript().start(&path, file, call.is_set(&INVOCATION_HEADER)?)?;
    out.emit(format!("Transcript started, output file is {shown}"))
}

fn machine() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

fn default_name(now: &Zoned) -> String {
    let random = uuid::Uuid::new_v4().simple().to_string();
    format!("PowerShell_transcript.{}.{}.{}.txt", machine(), &random[..8], now.strftime("%Y%m%d%H%M%S"))
}

fn head(now: &Zoned, is_minimal: bool) -> String {
    let began = now.strftime("%Y%m%d%H%M%S");
    let mut text = format!("{RULE}\nPowerShell transcript start\nStart time: {began}\n");
    if !is_minimal {
        let user = std::env::var("USER").unwrap_or_default();
        let (machine, process) = (machine(), std::process::id());
        text.push_str(&format!(
            "Username: {user}\nRunAs User: {user}\nMachine: {machine} (Unix)\nHost Application: emsh {}\nProcess ID: {process}\nPSVersion: 7.5.0\nPSEdition: Core\n",
            env!("CARGO_PKG_VERSION"),
        ));
    }
    text + RULE + "\n"
}
