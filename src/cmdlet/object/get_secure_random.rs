//! `Get-SecureRandom`: the same as Get-Random, always by the system's chance and never by a seed.

use super::get_random::{COUNT, INPUT, MAXIMUM, MINIMUM, SHUFFLE, drawing};
use crate::cmdlet::prelude::*;
use crate::lang::chance::SharedChance;

pub static GET_SECURE_RANDOM: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-SecureRandom",
        synopsis: "Choose a number or items by chance that nobody can foretell",
        about: "For passwords and keys: what Get-Random -SetSeed has said does not count here. Whole numbers between whole bounds, else real ones. Each item is chosen once at most.",
        params: &[MAXIMUM.spec(), MINIMUM.spec(), INPUT.spec(), COUNT.spec(), SHUFFLE.spec()],
        sets: &[
            ParamSet { name: "RandomNumber", params: &["Maximum", "Minimum", "Count"], mandatory: &[] },
            ParamSet { name: "RandomListItem", params: &["InputObject", "Count"], mandatory: &["InputObject"] },
            ParamSet { name: "Shuffle", params: &["InputObject", "Shuffle"], mandatory: &["InputObject", "Shuffle"] },
        ],
        examples: &[
            Example { does: "Put a list in any order", run: "1..9 | Get-SecureRandom -Shuffle" },
            Example { does: "Draw a number of six digits", run: "Get-SecureRandom -Minimum 100000 -Maximum 1000000" },
            Example {
                does: "Make a password of sixteen characters",
                run: "'a'..'z' + 'A'..'Z' + 0..9 | Get-SecureRandom -Count 16 | Join-String",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Stage(|_, _| Ok(drawing(SharedChance::default()))),
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmdlet::trial::over;

    #[test]
    fn items_and_numbers_are_drawn_without_a_seed() {
        let items = || (1..=9).map(Value::Int).collect::<Vec<_>>();
        assert_eq!(over(&GET_SECURE_RANDOM, items(), &[("Count", Value::Int(4))]).out.len(), 4);
        let bounds = [("Minimum", Value::Int(3)), ("Maximum", Value::Int(4))];
        assert_eq!(over(&GET_SECURE_RANDOM, Vec::new(), &bounds).out[0].to_string(), "3");
        assert!(GET_SECURE_RANDOM.signature.params.iter().all(|param| param.name != "SetSeed"));
    }
}
