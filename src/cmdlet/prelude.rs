//! What every cmdlet file needs.

pub use crate::cmdlet::{Cmdlet, Run, Session};
pub use crate::lang::call::{
    Call, Effect, Example, Impact, Output, Param, ParamSet, ParamSpec, Right, Signature, Stage, Switch,
};
pub use crate::model::{Fault, FromValue, IntoValue, Object, Value};
