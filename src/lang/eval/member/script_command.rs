//! `$PSCmdlet.…()`: what an advanced function does as a command of the language does it.

use super::super::Interpreter;
use super::super::error_record::ErrorRecord;
use super::super::preference::Proposal;
use super::super::script_command::ScriptCommand;
use super::super::stop::{Eval, Stop};
use super::declare::{Declared, methods};
use super::{Answer, argument, wrong_count};
use crate::lang::call::{Choice, Effect, Record};
use crate::lang::enumeration::Enumerated;
use crate::lang::reference::Reference;
use crate::lang::types::Base;
use crate::model::{Fault, Value, convert};

methods! {
    /// Of `$PSCmdlet`.
    CommandMethod {
        GetUnresolvedProviderPathFromPSPath "string GetUnresolvedProviderPathFromPSPath(string path)";
        GetVariableValue "System.Object GetVariableValue(string name), System.Object GetVariableValue(string name, System.Object defaultValue)";
        ShouldContinue "bool ShouldContinue(string query, string caption), bool ShouldContinue(string query, string caption, [ref] bool yesToAll, [ref] bool noToAll)";
        ShouldProcess "bool ShouldProcess(string target), bool ShouldProcess(string target, string action), bool ShouldProcess(string verboseDescription, string verboseWarning, string caption), bool ShouldProcess(string verboseDescription, string verboseWarning, string caption, [ref] System.Management.Automation.ShouldProcessReason shouldProcessReason)";
        ThrowTerminatingError "void ThrowTerminatingError(System.Management.Automation.ErrorRecord errorRecord)";
        WriteDebug "void WriteDebug(string text)";
        WriteError "void WriteError(System.Management.Automation.ErrorRecord errorRecord)";
        WriteInformation "void WriteInformation(System.Object messageData, string[] tags)";
        WriteObject "void WriteObject(System.Object sendToPipeline), void WriteObject(System.Object sendToPipeline, bool enumerateCollection)";
        WriteProgress "void WriteProgress(System.Management.Automation.ProgressRecord progressRecord)";
        WriteVerbose "void WriteVerbose(string text)";
        WriteWarning "void WriteWarning(string text)";
    }
}

impl ScriptCommand {
    pub(super) fn call(&self, interpreter: &Interpreter, method: CommandMethod, arguments: &[Value]) -> Eval<Answer> {
        let name = method.name();
        let first = || argument(arguments, 0, name);
        let text = |at: usize| argument(arguments, at, name).map(ToString::to_string);
        let written = |record: Record| interpreter.write_record(record).map(|()| Answer::Void);
        match method {
            CommandMethod::ShouldProcess => self.should_process(interpreter, arguments),
            CommandMethod::ShouldContinue => should_continue(interpreter, arguments),
            CommandMethod::WriteVerbose => written(Record::Verbose(text(0)?)),
            CommandMethod::WriteWarning => written(Record::Warning(text(0)?)),
            CommandMethod::WriteDebug => written(Record::Debug(text(0)?)),
            CommandMethod::WriteError => written(Record::Error(self.fault_of(first()?))),
            CommandMethod::WriteInformation => {
                let tags = arguments.get(1).cloned().unwrap_or_default().into_items();
                let tags = tags.iter().map(ToString::to_string).collect();
                written(Record::Information { text: text(0)?, to_host: false, no_newline: false, tags, data: None })
            }
            CommandMethod::WriteProgress => written(progress(first()?)),
            // What a call gives is what its statement puts out: a list that goes as one is the only item of another.
            CommandMethod::WriteObject => match (first()?, arguments.get(1).is_some_and(convert::truth)) {
                (list @ Value::Array(_), false) => Ok(Answer::Is(Value::array(vec![list.clone()]))),
                (other, _) => Ok(Answer::Is(other.clone())),
            },
            CommandMethod::ThrowTerminatingError => {
                let fault = self.fault_of(first()?);
                Err(Stop::script(fault.worded(|wording| wording.ends_command = true)))
            }
            CommandMethod::GetUnresolvedProviderPathFromPSPath => {
                let given = text(0)?;
                let path = interpreter.absolute(&given).unwrap_or_else(|| given.into());
                Ok(Answer::Is(Value::text(path.to_string_lossy())))
            }
            CommandMethod::GetVariableValue => {
                let default = || arguments.get(1).cloned().unwrap_or_default();
                Ok(Answer::Is(interpreter.lookup(&text(0)?).unwrap_or_else(default)))
            }
        }
    }

    fn should_process(&self, interpreter: &Interpreter, arguments: &[Value]) -> Eval<Answer> {
        let texts: Vec<String> = arguments.iter().take(3).map(ToString::to_string).collect();
        let of = |action, target, words| Proposal { action, target, detail: "", words };
        let proposal = match texts.as_slice() {
            [target] => of(&self.name, target, None),
            [target, action] => of(action, target, None),
            [description, warning, caption] => of(caption, warning, Some([description, warning, caption])),
            _ => return Err(wrong_count("ShouldProcess", arguments.len())),
        };
        if let Some(reason) = arguments.get(3).and_then(|reason| reason.downcast::<Reference>()) {
            let known = i32::from(interpreter.only_tells());
            reason.set(Enumerated::numbered(Base::ShouldProcessReason, known).unwrap_or_default())?;
        }
        let effect = self.impact.map_or(Effect::Reads, Effect::Changes);
        Ok(Answer::Is(Value::Bool(interpreter.proceeds(effect, &proposal)?)))
    }

    /// The fault of an error record, as this command reports it.
    fn fault_of(&self, value: &Value) -> Fault {
        let mut fault = match value.downcast::<ErrorRecord>() {
            Some(record) => record.fault.clone(),
            None => Fault::invalid("Microsoft.PowerShell.Commands.WriteErrorException", value.to_string()),
        };
        fault.command = Some(self.name.clone());
        fault
    }
}

/// Asks again, whatever the preferences are. With references the person can answer for all that follow.
fn should_continue(interpreter: &Interpreter, arguments: &[Value]) -> Eval<Answer> {
    let text = |at: usize| arguments.get(at).map_or(String::new(), ToString::to_string);
    let question = format!("{}\n{}", text(1), text(0));
    let is = |answer: bool| Ok(Answer::Is(Value::Bool(answer)));
    let all: Vec<&Reference> = arguments.iter().skip(2).filter_map(Value::downcast::<Reference>).collect();
    let &[yes_to_all, no_to_all] = all.as_slice() else {
        return is(interpreter.terminal.choose(&question, &[Choice::YES, Choice::NO], 0)? == 0);
    };
    if convert::truth(&yes_to_all.get()) {
        return is(true);
    }
    if convert::truth(&no_to_all.get()) {
        return is(false);
    }
    let choices = [Choice::YES, Choice::YES_TO_ALL, Choice::NO, Choice::NO_TO_ALL];
    match interpreter.terminal.choose(&question, &choices, 0)? {
        0 => is(true),
        1 => {
            yes_to_all.set(Value::Bool(true))?;
            is(true)
        }
        2 => is(false),
        _ => {
            no_to_all.set(Value::Bool(true))?;
            is(false)
        }
    }
}

/// `[ProgressRecord]::new(id, activity, status)` as what is shown of it.
fn progress(record: &Value) -> Record {
    let text = |name: &str| record.property(name).unwrap_or_default().to_string();
    if text("RecordType").eq_ignore_ascii_case("Completed") {
        return Record::Progress { activity: String::new(), status: String::new(), percent: None };
    }
    let percent = record.property("PercentComplete").and_then(|percent| convert::to_int(&percent).ok());
    let percent = percent.and_then(|percent| u8::try_from(percent).ok()).filter(|percent| *percent <= 100);
    Record::Progress { activity: text("Activity"), status: text("StatusDescription"), percent }
}
