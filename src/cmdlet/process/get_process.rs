//! `Get-Process`: what runs on this machine.

use super::process_info::{Running, all, one};
use crate::cmdlet::prelude::*;
use crate::model::Wildcard;

static NAME: Param<Vec<String>> = Param::new("Name", "Those of this name; `*` allowed. Default: all.")
    .position(1)
    .from_property()
    .aliases(&["ProcessName"]);
static ID: Param<Vec<i32>> = Param::new("Id", "Those with these numbers.").from_property().aliases(&["PID"]);
static INCLUDE_USER_NAME: Param<Switch> = Param::switch("IncludeUserName", "Also as whom it runs.");

pub static GET_PROCESS: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Process",
        aliases: &["gps"],
        synopsis: "Show what runs on this machine",
        about: "The machine that the shell runs on, not that of a transport node elsewhere. What the system keeps to others \
                (the path of a program of another user) is empty.",
        params: &[NAME.spec(), ID.spec(), INCLUDE_USER_NAME.spec()],
        sets: &[
            ParamSet { name: "Name", params: &["Name"], mandatory: &[] },
            ParamSet { name: "Id", params: &["Id"], mandatory: &["Id"] },
        ],
        emits: Some(Running::TYPE),
        examples: &[
            Example {
                does: "Show what takes the most memory",
                run: "Get-Process | Sort-Object WS -Descending | Select-Object -First 5",
            },
            Example { does: "Show the process of this shell", run: "Get-Process -Id $PID" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let with_user = call.is_set(&INCLUDE_USER_NAME)?;
    if let Some(numbers) = call.get(&ID)? {
        for number in numbers {
            match one(number) {
                Some(found) => out.emit(found.into_object(with_user))?,
                None => {
                    let says = format!("Cannot find a process with the process identifier {number}.");
                    let fault = Fault::not_found("NoProcessFoundForGivenId", says).about(Value::Int(number));
                    call.error(fault.at(call.place(&ID)))?;
                }
            }
        }
        return Ok(());
    }
    let running = all();
    let Some(patterns) = call.get(&NAME)? else {
        return running.into_iter().try_for_each(|found| out.emit(found.into_object(with_user)));
    };
    let wanted: Vec<Wildcard> = patterns.iter().map(|pattern| Wildcard::new(pattern)).collect();
    for pattern in patterns.iter().filter(|pattern| !Wildcard::is_pattern(pattern)) {
        if !running.iter().any(|found| found.name.eq_ignore_ascii_case(pattern)) {
            let says = format!(
                "Cannot find a process with the name \"{pattern}\". Verify the process name and call the cmdlet again."
            );
            let fault = Fault::not_found("NoProcessFoundForGivenName", says).about(Value::text(pattern));
            call.error(fault.at(call.place(&NAME)))?;
        }
    }
    let is_wanted = |found: &Running| wanted.iter().any(|pattern| pattern.matches(&found.name));
    running.into_iter().filter(is_wanted).try_for_each(|found| out.emit(found.into_object(with_user)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmdlet::trial::alone;

    #[test]
    fn this_process_is_found_by_number_and_name() {
        let number = i32::try_from(std::process::id()).expect("a number");
        let mut by_number = alone(&GET_PROCESS, &[("Id", Value::array(vec![Value::Int(number)]))]);
        assert!(by_number.end.is_ok() && by_number.errors().is_empty());
        let found = by_number.out.remove(0);
        let name = found.property("ProcessName").expect("a name");
        assert!(found.property("WS").is_some_and(|size| size.to_string() != "0"), "it takes memory");
        let by_name = alone(&GET_PROCESS, &[("Name", Value::array(vec![name]))]);
        let is_this = |value: &Value| value.property("Id").is_some_and(|id| id.to_string() == number.to_string());
        assert!(by_name.out.iter().any(is_this));
        let nobody = alone(&GET_PROCESS, &[("Name", Value::array(vec![Value::text("no such program")]))]);
        assert_eq!(nobody.errors(), ["NoProcessFoundForGivenName"]);
    }
}
