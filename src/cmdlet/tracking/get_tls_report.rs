//! `Get-TlsReport`: what became of domains' wishes for TLS, day by day.

use jiff::Zoned;

use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::SERVER;
use crate::model::{TlsReportInfo, TlsReportQuery};

static DOMAIN: Param<String> =
    Param::new("Domain", "Only mail to this domain; `*` allowed.").position(1).from_pipeline();
static START: Param<Zoned> = Param::new("Start", "Only from the day on, in UTC, that has this time.");
static END: Param<Zoned> = Param::new("End", "Only up to the day, in UTC, that has this time.");

pub static GET_TLS_REPORT: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-TlsReport",
        synopsis: "Show what became of domains' wishes for TLS, day by day",
        about: "A domain may wish for TLS: by DANE (TLSA records) or by MTA-STS. Each session with one of its exchangers is \
                counted, as are those with domains that wish for nothing. Report has what the domain would be sent \
                (RFC 8460), as JSON; Set-TransportConfig -TlsReportingEnabled $true sends it, each night, where the domain \
                asks for it (`_smtp._tls`). What the settings TlsReportLog* of Set-TransportServer keep can be shown.",
        params: &[DOMAIN.spec(), START.spec(), END.spec(), SERVER.spec()],
        emits: Some(TlsReportInfo::TYPE),
        needs: Right::ViewTracking,
        examples: &[
            Example { does: "Show all that is known", run: "Get-TlsReport" },
            Example {
                does: "Show what went wrong today",
                run: "Get-TlsReport -Start (Get-Date) | Where-Object FailedSessions -gt 0 | Format-List Domain,Failures",
            },
            Example {
                does: "Show the report that a domain gets",
                run: "Get-TlsReport contoso.com | Select-Object -ExpandProperty Report",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let query = TlsReportQuery {
        domain: call.get(&DOMAIN)?,
        start: call.get(&START)?.map(|time| time.timestamp()),
        end: call.get(&END)?.map(|time| time.timestamp()),
    };
    let server = call.get(&SERVER)?;
    let node = session.node(call, server.as_ref().map(|server| server.0.as_str()))?;
    let mut reports = session.wait(call, node.lines::<TlsReportInfo>("/v1/tls-reports", &query))?;
    while let Some(report) = session.wait(call, reports.next())? {
        out.emit(report)?;
    }
    Ok(())
}
