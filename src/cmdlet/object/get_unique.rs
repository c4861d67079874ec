//! `Get-Unique`: a sorted list without repetitions.

use super::seen::is_same;
use super::{INPUT, input};
use crate::cmdlet::prelude::*;
use crate::model::compare::{Case, same_text};

static AS_STRING: Param<Switch> = Param::switch("AsString", "Objects are the same when their texts are.");
static ON_TYPE: Param<Switch> = Param::switch("OnType", "Only one object of each type.");
static CASE_INSENSITIVE: Param<Switch> = Param::switch("CaseInsensitive", "Letter case does not count.");

pub static GET_UNIQUE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Unique",
        aliases: &["gu"],
        synopsis: "Leave out objects that equal the one before them",
        about: "Sort the list first: only neighbours are compared. Letter case counts.",
        params: &[INPUT.spec(), AS_STRING.spec(), ON_TYPE.spec(), CASE_INSENSITIVE.spec()],
        sets: &[
            ParamSet { name: "AsString", params: &["AsString"], mandatory: &[] },
            ParamSet { name: "UniqueByType", params: &["OnType"], mandatory: &["OnType"] },
        ],
        examples: &[
            Example { does: "List each word once", run: "'b','a','b' | Sort-Object | Get-Unique" },
            Example { does: "Show which types there are", run: "1,2,'x' | Get-Unique -OnType" },
        ],
        ..Signature::NEW
    },
    run: Run::Stage(|_, _| Ok(Box::new(Neighbours(None)))),
};

struct Neighbours(Option<Value>);

impl Stage for Neighbours {
    fn take(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let Some(object) = input(call) else { return Ok(()) };
        let case = if call.is_set(&CASE_INSENSITIVE)? { Case::Insensitive } else { Case::Sensitive };
        let (by_text, by_type) = (call.is_set(&AS_STRING)?, call.is_set(&ON_TYPE)?);
        let is_repeated = self.0.as_ref().is_some_and(|before| match before {
            before if by_type => before.shown_type_name() == object.shown_type_name(),
            // Their texts are the same, whatever they hold.
            Value::Hash(_) if matches!(object, Value::Hash(_)) => true,
            before if by_text => same_text(&before.to_string(), &object.to_string(), case),
            before => is_same(before, &object, case),
        });
        if is_repeated {
            return Ok(());
        }
        self.0 = Some(object.clone());
        out.emit(object)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmdlet::trial::over;

    #[test]
    fn neighbours_are_compared() {
        let words = || ["a", "a", "A", "b", "a"].map(Value::text).to_vec();
        for (switch, expected) in [(None, "a|A|b|a"), (Some("CaseInsensitive"), "a|b|a"), (Some("OnType"), "a")] {
            let arguments: Vec<_> = switch.into_iter().map(|name| (name, Value::Bool(true))).collect();
            assert_eq!(over(&GET_UNIQUE, words(), &arguments).text(), expected, "{switch:?}");
        }
    }
}
