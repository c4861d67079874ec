//! `ForEach-Object`: something done for each object of a pipeline.

use std::sync::Arc;

use super::member_name::meant;
use super::{INPUT, input};
use crate::cmdlet::prelude::*;
use crate::model::{Block, Value};

static PROCESS: Param<Vec<Option<Arc<dyn Block>>>> = Param::new(
    "Process",
    "Block to run for each object; `$_` is the object. Of several the first is for the beginning.",
)
.position(1)
.keeps_blocks();
static BEGIN: Param<Value> =
    Param::new("Begin", "Block to run before the first object; `$null` for none.").keeps_blocks();
static END: Param<Value> = Param::new("End", "Block to run after the last object; `$null` for none.").keeps_blocks();
static REMAINING: Param<Vec<Option<Arc<dyn Block>>>> =
    Param::new("RemainingScripts", "Further blocks: those for each object, and the last of three or more for the end.")
        .takes_rest()
        .keeps_blocks();
static MEMBER: Param<String> =
    Param::new("MemberName", "Put out this property of each object, or what this method of it gives; `*` allowed.")
        .position(1);
static ARGUMENTS: Param<Vec<Value>> =
    Param::new("ArgumentList", "What the method is called with.").takes_rest().aliases(&["Args"]);

pub static FOR_EACH_OBJECT: Cmdlet = Cmdlet {
    signature: Signature {
        name: "ForEach-Object",
        aliases: &["%", "foreach"],
        synopsis: "Do something for each object",
        about: "What the blocks put out goes down the pipeline. They run where the command stands: a variable set in one is \
                there in the next, and afterwards.",
        params: &[
            INPUT.spec(),
            PROCESS.spec(),
            BEGIN.spec(),
            END.spec(),
            REMAINING.spec(),
            MEMBER.spec(),
            ARGUMENTS.spec(),
        ],
        sets: &[
            ParamSet {
                name: "ScriptBlock",
                params: &["Process", "Begin", "End", "RemainingScripts"],
                mandatory: &["Process"],
            },
            ParamSet { name: "Member", params: &["MemberName", "ArgumentList"], mandatory: &["MemberName"] },
        ],
        examples: &[
            Example {
                does: "Count the messages in all queues",
                run: "Get-Queue | ForEach-Object { $count = 0 } { $count += $_.MessageCount } { $count }",
            },
            Example { does: "Show the names alone", run: "Get-SendConnector | ForEach-Object Name" },
            Example { does: "Split texts at commas", run: "'a,b','c' | ForEach-Object Split ','" },
        ],
        effect: Effect::Changes(Impact::Low),
        ..Signature::NEW
    },
    run: Run::Stage(start),
};

fn start(call: &Call, _: &Session) -> Result<Box<dyn Stage>, Fault> {
    if let Some(member) = call.get(&MEMBER)? {
        return Ok(Box::new(Members { member, arguments: call.get(&ARGUMENTS)? }));
    }
    if call.engine.is_asked_about() {
        let says = "The -WhatIf and -Confirm parameters are not supported for script blocks.";
        return Err(Fault::invalid("NoShouldProcessForScriptBlockSet", says).at(call.span));
    }
    Ok(Box::new(blocks(call)?))
}

/// Which block is for what, by how many there are (PowerShell's rule): of two or more the first is for the beginning,
/// of three or more the last is for the end, unless -Begin and -End say so themselves.
fn blocks(call: &Call) -> Result<Blocks, Fault> {
    let mut all = call.get(&PROCESS)?.unwrap_or_default();
    all.extend(call.get(&REMAINING)?.unwrap_or_default());
    let (first, last) = (named(call, &BEGIN)?, named(call, &END)?);
    let count = all.len() + usize::from(first.is_some());
    let end = last.unwrap_or_else(|| if count > 2 { all.pop().flatten() } else { None });
    let begin = first.unwrap_or_else(|| if all.len() > 1 { all.remove(0) } else { None });
    Ok(Blocks { begin, each: all.into_iter().flatten().collect(), end })
}

/// The block of -Begin or -End, which may be said to be none.
fn named(call: &Call, param: &Param<Value>) -> Result<Option<Option<Arc<dyn Block>>>, Fault> {
    if !call.is_given(param.spec().name) {
        return Ok(None);
    }
    match call.get(param)? {
        None | Some(Value::Null) => Ok(Some(None)),
        Some(Value::Block(block)) => Ok(Some(Some(block))),
        Some(other) => {
            let says = format!(
                "Cannot bind parameter '{}'. Cannot convert the \"{other}\" value of type \"{}\" to type \"System.Management.Automation.ScriptBlock\".",
                param.spec().name,
                other.full_type_name()
            );
            Err(Fault::invalid("CannotConvertArgumentNoMessage", says).at(call.place(param)))
        }
    }
}

struct Blocks {
    /// Taken when it has run.
    begin: Option<Arc<dyn Block>>,
    each: Vec<Arc<dyn Block>>,
    end: Option<Arc<dyn Block>>,
}

fn run(call: &Call, block: &Arc<dyn Block>, underscore: Option<Value>, out: &mut Output) -> Result<(), Fault> {
    call.engine.invoke(block, underscore, &[], &mut |value| out.emit(value))
}

impl Blocks {
    fn begin(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        match self.begin.take() {
            Some(block) => run(call, &block, None, out),
            None => Ok(()),
        }
    }
}

impl Stage for Blocks {
    fn take(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        self.begin(call, out)?;
        let object = input(call);
        self.each.iter().try_for_each(|block| run(call, block, object.clone(), out))
    }

    fn finish(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        self.begin(call, out)?;
        match &self.end {
            Some(block) => run(call, block, None, out),
            None => Ok(()),
        }
    }
}

struct Members {
    member: String,
    /// `None`: none were given, so that a property may be meant.
    arguments: Option<Vec<Value>>,
}

impl Members {
    fn value(&self, call: &Call, object: &Value) -> Result<Option<Value>, Fault> {
        let name = match meant(object, &self.member)? {
            Some(name) => name,
            None if call.engine.strictness() >= 2 && !matches!(object, Value::Hash(_)) => {
                let says = format!("The input name \"{}\" cannot be resolved to a member.", self.member);
                return Err(Fault::invalid("PropertyOrMethodNotFound", says));
            }
            None => self.member.clone(),
        };
        let target = format!("InputObject: {object}");
        if let Some(arguments) = &self.arguments {
            let list = arguments.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
            let action = format!("Invoke method '{name}' with arguments: {list}");
            return if call.should(&action, &target, "")? {
                call.engine.call_method(object, &name, arguments)
            } else {
                Ok(None)
            };
        }
        let action = match object {
            Value::Hash(_) => format!("Retrieve the value for key '{name}'"),
            _ if object.property(&name).is_some() => format!("Retrieve the value for property '{name}'"),
            _ => format!("Invoke method '{name}'"),
        };
        if !call.should(&action, &target, "")? {
            return Ok(None);
        }
        match object.property(&name) {
            Some(value) => Ok(Some(value)),
            // What is neither property nor method is `$null`, as behind a dot.
            None => match call.engine.call_method(object, &name, &[]) {
                Err(fault) if fault.id == "MethodNotFound" => Ok(Some(Value::Null)),
                other => other,
            },
        }
    }
}

impl Stage for Members {
    fn take(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let Some(object) = input(call) else { return Ok(()) };
        if object.is_null() {
            return call.error(Fault::invalid("InputObjectIsNull", "Cannot operate on a 'null' input object."));
        }
        match self.value(call, &object)? {
            Some(Value::Array(items)) => items.items().into_iter().try_for_each(|item| out.emit(item)),
            Some(value) => out.emit(value),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmdlet::trial::{block, numbers, over};

    #[test]
    fn blocks_have_their_turn_by_their_number() {
        let says = |word: &'static str| block(word, move |it| Value::text(format!("{word}{it}")));
        let one = || vec![Value::Int(1), Value::Int(2)];
        for (arguments, expected, why) in [
            (vec![("Process", says("p"))], "p1|p2", "one is for each object"),
            (
                vec![("Process", says("b")), ("RemainingScripts", Value::array(vec![says("p")]))],
                "b|p1|p2",
                "of two the first begins",
            ),
            (
                vec![("Process", says("b")), ("RemainingScripts", Value::array(vec![says("p"), says("q"), says("e")]))],
                "b|p1|q1|p2|q2|e",
                "of three or more the last ends",
            ),
            (vec![("Process", says("p")), ("End", says("e"))], "p1|p2|e", "-End says so itself"),
            (
                vec![("Begin", Value::Block(block_of(says("b")))), ("Process", says("p")), ("End", says("e"))],
                "b|p1|p2|e",
                "all named",
            ),
        ] {
            assert_eq!(over(&FOR_EACH_OBJECT, one(), &arguments).text(), expected, "{why}");
        }
        let nothing = over(&FOR_EACH_OBJECT, Vec::new(), &[("Begin", says("b")), ("Process", says("p"))]);
        assert_eq!(nothing.text(), "b", "the beginning comes without objects too");
    }

    fn block_of(value: Value) -> Arc<dyn Block> {
        let Value::Block(block) = value else { panic!("a block") };
        block
    }

    #[test]
    fn members_are_put_out_one_by_one() {
        let list = Value::Object(crate::model::Object::custom(vec![(
            "Names".into(),
            Value::array(vec![Value::text("a"), Value::text("b")]),
        )]));
        let ran = over(&FOR_EACH_OBJECT, vec![list, numbers(&[("Names", 7)])], &[("MemberName", Value::text("names"))]);
        assert_eq!(ran.text(), "a|b|7");
    }
}
