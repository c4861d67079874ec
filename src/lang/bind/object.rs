//! Pipeline objects to parameters.
//!
//! The order is PowerShell's: the object itself without conversion, its properties without conversion, the object with
//! conversion, its properties with conversion. A parameter given on the command line is never taken by the pipeline.

use super::{Bound, Formal, Shape, faults};
use crate::model::{Fault, Value};

impl Shape {
    /// What this object gives, by index of the formal.
    pub fn bind_object(&self, bound: &Bound, object: &Value) -> Result<Vec<(usize, Value)>, Fault> {
        let is_unbound = |at: usize| bound.values[at].is_none() || bound.presets.contains(&at);
        let is_open = |(at, formal): (usize, &Formal)| is_unbound(at) && formal.takes_pipeline();
        let is_looked_at = bound.values.iter().flatten().any(|value| value.is_delayed);
        if !self.formals.iter().enumerate().any(is_open) {
            return if is_looked_at { Ok(Vec::new()) } else { Err(faults::object_not_bound().about(object.clone())) };
        }
        let mut taken: Vec<(usize, Value)> = Vec::new();
        let mut fitting = bound.fitting;
        for converts in [false, true] {
            for by_property in [false, true] {
                // What fits as it stands is not bent into something else.
                if converts && !by_property && taken.iter().any(|(at, _)| self.takes_whole(*at)) {
                    continue;
                }
                for (at, formal) in self.formals.iter().enumerate() {
                    let is_free = is_unbound(at) && !taken.iter().any(|(known, _)| *known == at);
                    let Some(role) = formal.role_in(fitting).filter(|_| is_free) else { continue };
                    if !(if by_property { role.from_property } else { role.from_pipeline }) {
                        continue;
                    }
                    let value = if by_property { formal.property_of(object) } else { Some(object.clone()) };
                    let Some(value) = value else { continue };
                    if object.is_null() && role.is_mandatory && formal.refuses_nothing() {
                        return Err(faults::null(formal, "null", None));
                    }
                    let accepted = match converts {
                        false if !formal.holds(&value) => continue,
                        false => formal.checked(&value),
                        true if !by_property && !formal.may_convert_whole(&value) => continue,
                        true => formal.accept(&value),
                    };
                    let value = match accepted {
                        Ok(value) => Some(value),
                        // It is what the parameter takes, and not what it allows.
                        Err(refused) if refused.is_check => {
                            return Err(faults::refused(formal, &value, &refused, None).about(object.clone()));
                        }
                        Err(_) => None,
                    };
                    if let Some(value) = value {
                        formal.refuse_empty(&value, None).map_err(|fault| fault.about(object.clone()))?;
                        taken.push((at, value));
                        fitting &= formal.sets();
                    }
                }
            }
        }
        let has_preset = bound.presets.iter().any(|at| self.formals[*at].takes_pipeline());
        if taken.is_empty() && !has_preset && !is_looked_at {
            return Err(faults::object_not_bound().about(object.clone()));
        }
        Ok(taken)
    }

    fn takes_whole(&self, at: usize) -> bool {
        self.formals[at].roles.iter().any(|role| role.from_pipeline)
    }
}

impl Formal {
    /// The object's property of this parameter's name or one of its aliases.
    fn property_of(&self, object: &Value) -> Option<Value> {
        let names = std::iter::once(&self.name).chain(&self.aliases);
        match object {
            Value::Object(object) => names.into_iter().find_map(|name| object.get(name)),
            Value::Scalar(scalar) => names.into_iter().find_map(|name| scalar.member(name)),
            _ => None,
        }
    }

    /// An object or hashtable as a whole becomes text only where text is asked for: its properties say more. What names
    /// an object may be the object itself (`Get-TransportServer | Get-Queue`).
    fn may_convert_whole(&self, value: &Value) -> bool {
        let wanted = self.type_name();
        !matches!(value.bare(), Value::Object(_) | Value::Hash(_))
            || wanted == "String"
            || wanted.ends_with("IdParameter")
    }
}
