//! `[Random]`: numbers by chance, or those that a seed gives in .NET.

use std::any::Any;
use std::fmt;

use super::declare::{Declared, methods};
use super::statics::{Statics, constructors, property};
use super::{Answer, threw, whole, wrong_count};
use crate::lang::chance::{Chance, SharedChance};
use crate::lang::eval::stop::Eval;
use crate::lang::types::{Base, Type, cast};
use crate::model::{Scalar, Value};

methods! {
    /// Of a source of numbers.
    RandomMethod {
        Next "int Next(), int Next(int maxValue), int Next(int minValue, int maxValue)";
        NextBytes "void NextBytes(byte[] buffer)";
        NextDouble "double NextDouble()";
    }
}

pub static STATICS: Statics = Statics::table(
    &[property("Shared", "static System.Random Shared {get;}", |_| Value::scalar(Random::default()))],
    &[constructors("System.Random new(), System.Random new(int Seed)")],
);

/// A source of numbers. Copies of the value share it.
#[derive(Default)]
pub struct Random(SharedChance);

impl Random {
    pub fn of_seed(seed: i32) -> Random {
        let random = Random::default();
        random.0.draw(|chance| *chance = Chance::of_seed(seed));
        random
    }

    pub fn call(&self, name: &str, arguments: &[Value]) -> Eval<Answer> {
        let Some(method) = RandomMethod::named(name) else { return Ok(Answer::NoSuch) };
        let name = method.name();
        Ok(Answer::Is(match (method, arguments) {
            (RandomMethod::Next, []) => Value::Int(self.0.draw(Chance::whole)),
            (RandomMethod::Next, [_]) => {
                let most = whole(arguments, 0, name)?;
                if most < 0 {
                    let says = format!(
                        "maxValue ('{most}') must be a non-negative value. (Parameter 'maxValue')\nActual value was {most}."
                    );
                    return Err(threw(name, 1, &says));
                }
                Value::Int(if most == 0 { 0 } else { self.0.draw(|chance| chance.between(0, most)) })
            }
            (RandomMethod::Next, [_, _]) => {
                let (least, most) = (whole(arguments, 0, name)?, whole(arguments, 1, name)?);
                if least > most {
                    return Err(threw(name, 2, "'minValue' cannot be greater than maxValue. (Parameter 'minValue')"));
                }
                Value::Int(if least == most { least } else { self.0.draw(|chance| chance.between(least, most)) })
            }
            (RandomMethod::NextDouble, []) => Value::Double(self.0.draw(Chance::part)),
            (RandomMethod::NextBytes, [Value::Array(buffer)]) => {
                for at in 0..buffer.len() {
                    let drawn = self.0.draw(|chance| chance.between(0, 256));
                    buffer.set(at, cast(&Value::Int(drawn), Type::of(Base::Byte))?);
                }
                return Ok(Answer::Void);
            }
            _ => return Err(wrong_count(name, arguments.len())),
        }))
    }
}

impl fmt::Display for Random {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("System.Random")
    }
}

impl Scalar for Random {
    fn type_name(&self) -> &'static str {
        "Random"
    }

    fn full_type_name(&self) -> String {
        "System.Random".to_owned()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}
