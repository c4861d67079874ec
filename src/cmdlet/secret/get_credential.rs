//! `Get-Credential`: asks for a user name and a password.

use super::credential;
use crate::cmdlet::prelude::*;
use crate::lang::call::Record;

static CREDENTIAL: Param<Value> =
    Param::new("Credential", "Name to log in with; a credential is put out as it is.").position(1);
static USER: Param<String> = Param::new("UserName", "Name to log in with; asked for when not given.").position(1);
static MESSAGE: Param<String> = Param::new("Message", "Shown before the question.");
static TITLE: Param<String> = Param::new("Title", "Shown above the message.");

pub static GET_CREDENTIAL: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Credential",
        synopsis: "Ask for a user name and a password",
        about: "The password is not shown while it is typed. In a script make the credential with New-Object instead.",
        params: &[CREDENTIAL.spec(), USER.spec(), MESSAGE.spec(), TITLE.spec()],
        sets: &[
            ParamSet { name: "CredentialSet", params: &["Credential"], mandatory: &[] },
            ParamSet { name: "MessageSet", params: &["UserName", "Message", "Title"], mandatory: &[] },
        ],
        examples: &[
            Example { does: "Keep a credential for a connector", run: "$hubcred = Get-Credential contoso\\edge01" },
            Example {
                does: "Say what it is for",
                run: "Get-Credential -UserName relay -Message 'For the smart host' -Title 'Send connector'",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

/// What PowerShell says above the question, where nothing else is asked for.
const TITLED: &str = "PowerShell credential request";
const ASKED: &str = "Enter your credentials.";

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let given = call.get(&CREDENTIAL)?.filter(|given| !given.is_null());
    if let Some(given) = given.as_ref().filter(|given| given.is_called(super::CREDENTIAL)) {
        return out.emit(given.clone());
    }
    let terminal = call.engine.terminal();
    for (param, usual) in [(&TITLE, TITLED), (&MESSAGE, ASKED)] {
        let written = call.get(param)?;
        if written.is_some() || terminal.is_interactive() {
            say(call, written.unwrap_or_else(|| usual.to_owned()))?;
        }
    }
    let user = match call.get(&USER)?.or(given.map(|name| name.to_string())) {
        Some(user) => user,
        None if terminal.is_interactive() => terminal.ask("User")?,
        // A password is never read from a pipe, so a name from there would be of no use.
        None => terminal.ask_secret("Password").map(|_| String::new())?,
    };
    let password = terminal.ask_secret(&format!("Password for user {user}"))?;
    out.emit(credential(&user, password))
}

fn say(call: &Call, text: String) -> Result<(), Fault> {
    call.engine
        .write(call, Record::Information { text, to_host: true, no_newline: false, tags: Vec::new(), data: None })
}
