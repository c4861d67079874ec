//! `Test-MailRoute`: where mail would go, and why, as the node that routes it says.

use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::SERVER;
use crate::control::wire::{RouteAnswer, RouteQuery};
use crate::model::view::view;
use crate::model::{ByteSize, FaultKind, ReversePath, SmtpAddress};

static RECIPIENT: Param<Vec<SmtpAddress>> =
    Param::new("Recipient", "Whose mail: one or more addresses, in no need to exist.")
        .mandatory()
        .position(1)
        .from_pipeline()
        .from_property()
        .aliases(&["PrimarySmtpAddress"]);
static SENDER: Param<ReversePath> = Param::new("Sender", "Who sends it. Default: the empty sender `<>`.");
static SIZE: Param<ByteSize> =
    Param::new("Size", "How large the message is, such as 20MB; connectors have a largest size. Default: small.");

view! {
    /// Where a recipient's mail would go.
    MailRoute as "Emsh.MailRoute", shown ["Recipient", "Verdict", "DeliveryType", "NextHopDomain", "NextHopConnector", "Remark", "TlsPolicy", "Explanation"] {
        /// Whose mail.
        "Recipient" recipient: String as "String";
        /// Deliver, Unreachable, or Fail: also where DNS says that the next hop takes no mail.
        "Verdict" verdict: String as "String";
        /// How it would be delivered, such as DnsConnectorDelivery.
        "DeliveryType" delivery_type: Option<String> as "DeliveryType";
        /// The domain, smart hosts or database of the next hop.
        "NextHopDomain" next_hop_domain: Option<String> as "String";
        /// The send connector or mailbox database.
        "NextHopConnector" next_hop_connector: Option<String> as "String";
        /// What is said when it goes nowhere.
        "Remark" remark: Option<String> as "String";
        /// The hosts that would be tried, in order, and what TLS is to be with each: opportunistic, required, or as the
        /// recipient's domain demands (MTA-STS); and the front end that makes the connection, where one does.
        "TlsPolicy" tls: String as "String";
        /// Each candidate, and why it was dropped or picked.
        "Explanation" explanation: String as "String";
    }
}

pub static TEST_MAIL_ROUTE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Test-MailRoute",
        synopsis: "Show where mail to a recipient would go, and why",
        about: "The node that would route the mail answers, with the very code that routes it and the configuration it \
                obeys now. No mail is sent.",
        params: &[RECIPIENT.spec(), SENDER.spec(), SIZE.spec(), SERVER.spec()],
        emits: Some(MailRoute::TYPE),
        needs: Right::ViewQueues,
        examples: &[
            Example { does: "Show which connector serves an address", run: "Test-MailRoute pat@contoso.com" },
            Example {
                does: "Show what a large message would meet",
                run: "Test-MailRoute -Recipient pat@contoso.com -Sender kim@fabrikam.com -Size 40MB",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let sender = call.get(&SENDER)?;
    let server = call.get(&SERVER)?;
    let node = session.node(call, server.as_ref().map(|server| server.0.as_str()))?;
    for recipient in call.require(&RECIPIENT)? {
        let query = RouteQuery {
            recipient: recipient.to_string(),
            sender: sender.as_ref().map(ToString::to_string),
            size: call.get(&SIZE)?.map(|size| size.bytes()),
        };
        match session.wait(call, node.get::<RouteAnswer>("/v1/route", &query)) {
            Ok(answer) => out.emit(MailRoute::from(answer))?,
            Err(fault) if fault.kind == FaultKind::Cancelled => return Err(fault),
            Err(fault) => call.error(fault)?,
        }
    }
    Ok(())
}

impl From<RouteAnswer> for MailRoute {
    fn from(answer: RouteAnswer) -> MailRoute {
        MailRoute {
            recipient: answer.recipient,
            verdict: answer.verdict,
            delivery_type: answer.delivery_type,
            next_hop_domain: answer.next_hop_domain,
            next_hop_connector: answer.next_hop_connector,
            remark: answer.remark,
            tls: answer.tls.join("\n"),
            explanation: answer.steps.join("\n"),
        }
    }
}
