//! `Get-ExchangeDiagnosticInfo`: the same as Get-BackPressure, as the XML that scripts of the vendor's shell expect.

use std::fmt::Write;

use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::SERVER;
use crate::model::{PressureInfo, PressureLevel};

static PROCESS: Param<String> = Param::new("Process", "EdgeTransport, the only process there is. Default: it.");
static COMPONENT: Param<String> = Param::new("Component", "What to show of it: ResourceThrottling.").refuses_null();

pub static GET_EXCHANGE_DIAGNOSTIC_INFO: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-ExchangeDiagnosticInfo",
        synopsis: "Show the state of a part of a server as XML",
        about: "There is one component: ResourceThrottling, which Get-BackPressure shows as objects. Cast the text to \
                work with it.",
        params: &[PROCESS.spec(), COMPONENT.spec(), SERVER.spec()],
        sets: &[ParamSet { name: "Component", params: &["Process", "Component", "Server"], mandatory: &["Component"] }],
        needs: Right::ViewQueues,
        examples: &[Example {
            does: "Show the resource meters",
            run: "Get-ExchangeDiagnosticInfo -Process EdgeTransport -Component ResourceThrottling",
        }],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let process = call.get(&PROCESS)?.unwrap_or_else(|| "EdgeTransport".to_owned());
    if !process.eq_ignore_ascii_case("EdgeTransport") {
        let says = format!("There is no process '{process}'.");
        return Err(Fault::not_found("ProcessNotFound", says).fix("Use EdgeTransport.").at(call.place(&PROCESS)));
    }
    let component = call.get(&COMPONENT)?.unwrap_or_default();
    if !component.eq_ignore_ascii_case("ResourceThrottling") {
        let says = format!("There is no component '{component}'.");
        return Err(Fault::not_found("ComponentNotFound", says)
            .fix("Use ResourceThrottling.")
            .at(call.place(&COMPONENT)));
    }
    let server = call.get(&SERVER)?;
    let node = session.node(call, server.as_ref().map(|server| server.0.as_str()))?;
    let resources: Vec<PressureInfo> = session.wait(call, node.get("/v1/pressure", &()))?;
    out.emit(xml(&resources))
}

/// Names and values hold nothing that XML would have to escape.
fn xml(resources: &[PressureInfo]) -> String {
    let mut xml = String::from("<Diagnostics>\n  <ProcessName>EdgeTransport</ProcessName>\n");
    xml.push_str("  <Components>\n    <ResourceThrottling>\n      <ResourceTracker>\n");
    for resource in resources {
        let level = resource.level;
        let _ = writeln!(
            xml,
            "        <ResourceMeter Resource=\"{}\" CurrentResourceUse=\"{level}\" PressureTransitions=\"[LowToMedium={}, \
             MediumToHigh={}, HighToMedium={}, MediumToLow={}]\" Pressure=\"{}\" Actions=\"{}\" />",
            resource.resource,
            resource.low_to_medium,
            resource.medium_to_high,
            resource.high_to_medium,
            resource.medium_to_low,
            resource.value,
            resource.actions.join("; "),
        );
    }
    let worst = resources.iter().map(|resource| resource.level).max().unwrap_or(PressureLevel::Low);
    let _ = writeln!(xml, "        <AggregateResourceUse>{worst}</AggregateResourceUse>");
    xml.push_str("      </ResourceTracker>\n    </ResourceThrottling>\n  </Components>\n</Diagnostics>");
    xml
}
