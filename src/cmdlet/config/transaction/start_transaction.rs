//! `Start-Transaction`.

use super::complete_transaction::errors;
use super::open::OpenTransaction;
use crate::cmdlet::prelude::*;

pub static START_TRANSACTION: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Start-Transaction",
        synopsis: "Collect changes of the configuration, to store them all at once",
        about: "From here on, cmdlets that change the configuration collect their changes in this shell. This shell sees \
                them; nodes and other shells do not, until 'Complete-Transaction' stores them as one revision. \
                'Undo-Transaction' drops them. A shell that ends drops them too.",
        effect: Effect::Changes(Impact::Low),
        needs: Right::ManageServers,
        examples: &[
            Example { does: "Collect changes from here on", run: "Start-Transaction" },
            Example {
                does: "Move two domains to a new connector without a moment between",
                run: "Start-Transaction; New-AcceptedDomain -Name Kiln -DomainName kiln.example; New-AcceptedDomain \
                      -Name Glaze -DomainName glaze.example; Complete-Transaction",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, _: &mut Output) -> Result<(), Fault> {
    if session.transaction().is_some() {
        return Err(Fault::invalid("TransactionAlreadyOpen", "A transaction is open already.")
            .at(call.span)
            .fix("Complete-Transaction stores it, Undo-Transaction drops it, Get-Transaction shows it."));
    }
    if !call.should(call.signature.name, "the configuration", "")? {
        return Ok(());
    }
    let picture = session.picture()?;
    *session.transaction() = Some(OpenTransaction::begin(picture, errors(call).len()));
    Ok(())
}
