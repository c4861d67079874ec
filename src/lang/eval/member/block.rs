//! Methods of script blocks.

use std::sync::Arc;

use super::super::Interpreter;
use super::super::block::Closure;
use super::super::stop::{Eval, Stop};
use super::Answer;
use super::declare::methods;
use crate::model::{Block, Value};

methods! {
    Method {
        GetNewClosure "scriptblock GetNewClosure()";
        Invoke "System.Collections.ObjectModel.Collection[psobject] Invoke(Params System.Object[] args)";
        InvokeReturnAsIs "System.Object InvokeReturnAsIs(Params System.Object[] args)";
    }
}

pub(super) fn call(
    interpreter: &Interpreter,
    block: &Arc<dyn Block>,
    method: Method,
    arguments: &[Value],
) -> Eval<Answer> {
    let Some(closure) = Closure::of(block) else { return Ok(Answer::NoSuch) };
    match method {
        Method::Invoke | Method::InvokeReturnAsIs => {
            let mut items = Vec::new();
            let result = interpreter.call_in_own_scope(closure, Vec::new(), arguments, &mut |value| {
                items.push(value);
                Ok(())
            });
            match result {
                Err(stop) if !matches!(*stop, Stop::Return) => Err(stop),
                _ => Ok(Answer::Is(if method == Method::Invoke {
                    Value::array(items)
                } else {
                    super::super::statement::one_value(items)
                })),
            }
        }
        Method::GetNewClosure => {
            let captured = interpreter.captured_variables();
            let frozen = Closure { block: closure.block.clone(), captured: Some(captured) };
            Ok(Answer::Is(Value::Block(Arc::new(frozen))))
        }
    }
}
