//! `Get-Credential`: asks for a user name and a password.

use super::credential;
use crate::cmdlet::prelude::*;

static USER: Param<String> =
    Param::new("UserName", "Name to log in with; asked for when not given.").position(1).aliases(&["Credential"]);
static MESSAGE: Param<String> = Param::new("Message", "Shown before the question.");

pub static GET_CREDENTIAL: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Credential",
        synopsis: "Ask for a user name and a password",
        about: "The password is not shown while it is typed. In a script make the credential with New-Object instead.",
        params: &[USER.spec(), MESSAGE.spec()],
        examples: &[Example {
            does: "Keep a credential for a connector",
            run: "$hubcred = Get-Credential contoso\\edge01",
        }],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let terminal = call.engine.terminal();
    if let Some(message) = call.get(&MESSAGE)? {
        call.engine.write(
            call,
            crate::lang::call::Record::Information {
                text: message,
                to_host: true,
                no_newline: false,
                tags: Vec::new(),
            },
        )?;
    }
    let user = match call.get(&USER)? {
        Some(user) => user,
        None if terminal.is_interactive() => terminal.ask("User")?,
        // A password is never read from a pipe, so a name from there would be of no use.
        None => terminal.ask_secret("Password").map(|_| String::new())?,
    };
    let password = terminal.ask_secret(&format!("Password for user {user}"))?;
    out.emit(credential(&user, password))
}
