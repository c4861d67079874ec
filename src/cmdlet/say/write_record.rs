//! `Write-Warning`, `Write-Verbose`, `Write-Debug`, `Write-Information`: one line on a stream of its own.

use crate::cmdlet::prelude::*;
use crate::lang::call::Record;

static MESSAGE: Param<String> =
    Param::new("Message", "What to say.").mandatory().allows_empty().position(1).from_pipeline().aliases(&["Msg"]);
static MESSAGE_DATA: Param<Value> = Param::new("MessageData", "What to say.")
    .mandatory()
    .allows_null()
    .position(1)
    .from_pipeline()
    .aliases(&["Msg", "Message"]);
static TAGS: Param<Vec<String>> =
    Param::new("Tags", "Words to find the record by, in what -InformationVariable keeps.").position(2);

const PARAMS: &[ParamSpec] = &[MESSAGE.spec()];

fn text(call: &Call) -> Result<String, Fault> {
    call.require(&MESSAGE)
}

pub static WRITE_WARNING: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Write-Warning",
        synopsis: "Warn the person",
        about: "Shown unless -WarningAction or $WarningPreference says otherwise.",
        params: PARAMS,
        examples: &[Example { does: "Warn", run: "Write-Warning 'No connector serves contoso.com'" }],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, _| call.warn(text(call)?)),
};

pub static WRITE_VERBOSE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Write-Verbose",
        synopsis: "Say more about what is done, to those who want it",
        about: "Shown with -Verbose or when $VerbosePreference is Continue.",
        params: PARAMS,
        examples: &[Example { does: "Tell those who asked", run: "Write-Verbose 'Reading connectors' -Verbose" }],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, _| call.verbose(text(call)?)),
};

pub static WRITE_DEBUG: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Write-Debug",
        synopsis: "Say everything about what is done, to those who look for a fault",
        about: "Shown with -Debug or when $DebugPreference is Continue.",
        params: PARAMS,
        examples: &[Example { does: "Show a detail", run: "Write-Debug 'cache miss' -Debug" }],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, _| call.engine.write(call, Record::Debug(text(call)?))),
};

pub static WRITE_INFORMATION: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Write-Information",
        synopsis: "Put a line on the information stream",
        about: "Shown when -InformationAction or $InformationPreference is Continue.",
        params: &[MESSAGE_DATA.spec(), TAGS.spec()],
        examples: &[
            Example { does: "Note a step", run: "Write-Information 'step 1' -InformationAction Continue" },
            Example {
                does: "Keep the records of one kind",
                run: "Write-Information 'slow' -Tags Timing -InformationVariable said; $said | Where-Object Tags -Contains Timing",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, _| {
        let tags = call.get(&TAGS)?.unwrap_or_default();
        if let Some(tag) = tags.iter().find(|tag| tag.to_ascii_lowercase().starts_with("ps")) {
            let says = format!("Cannot use tag '{tag}'. The 'PS' prefix is reserved.");
            return Err(Fault::invalid("PSPrefixReservedInInformationTag", says)
                .about(Value::text(tag))
                .ending_statement()
                .at(call.place(&TAGS)));
        }
        let data = call.get(&MESSAGE_DATA)?.unwrap_or_default();
        // As .NET says what it holds: an array tells its type, and nothing that of the record.
        let text = match &data {
            Value::Null => "System.Management.Automation.InformationRecord".to_owned(),
            Value::Array(items) => items.full_name(),
            data => data.to_string(),
        };
        let record = Record::Information { text, to_host: false, no_newline: false, tags, data: Some(data) };
        call.engine.write(call, record)
    }),
};
