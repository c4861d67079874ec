//! The shape of a cmdlet, from its signature.

use std::sync::Arc;

use super::{Formal, Kind, Role, Shape};
use crate::lang::call::{Effect, ParamSpec, Signature};

impl Shape {
    pub fn of_signature(signature: &Signature) -> Shape {
        Shape {
            command: signature.name.into(),
            formals: signature.params.iter().map(|param| formal(signature, param)).collect(),
            sets: signature.sets.iter().map(|set| Arc::from(set.name)).collect(),
            default_set: (!signature.sets.is_empty()).then_some(0),
            has_common: true,
            has_should: matches!(signature.effect, Effect::Changes(_)),
            impact: match signature.effect {
                Effect::Changes(impact) => Some(impact),
                _ => None,
            },
            keeps_rest: false,
            pages: false,
        }
    }
}

impl Shape {
    /// The parameters that a function declares itself.
    pub fn own_formals(&self) -> &[Formal] {
        let others = if self.pages { super::PAGING.len() } else { 0 };
        &self.formals[..self.formals.len() - others]
    }
}

fn formal(signature: &Signature, param: &'static ParamSpec) -> Formal {
    let role = |set: Option<usize>, is_mandatory: bool| Role {
        set,
        is_mandatory,
        position: param.position.map(i32::from),
        from_pipeline: param.from_pipeline,
        from_property: param.from_property,
        takes_rest: param.takes_rest,
    };
    let named = |list: &[&str]| list.iter().any(|name| param.is_called(name));
    let mut roles: Vec<Role> = signature
        .sets
        .iter()
        .enumerate()
        .filter(|(_, set)| named(set.params))
        .map(|(at, set)| role(Some(at), param.is_mandatory || named(set.mandatory)))
        .collect();
    if roles.is_empty() {
        roles.push(role(None, param.is_mandatory));
    }
    Formal {
        name: param.name.into(),
        aliases: param.aliases.iter().map(|alias| Arc::from(*alias)).collect(),
        is_switch: param.is_switch,
        roles,
        kind: Kind::Cmdlet(param),
    }
}
