//! Functions that a script defines.

use std::rc::Rc;
use std::sync::Arc;

use crate::lang::ast::ScriptBlock;
use crate::lang::bind::Shape;
use crate::model::Fault;

/// A function or filter.
pub struct Function {
    pub name: Arc<str>,
    pub body: Arc<ScriptBlock>,
    pub(super) shape: Rc<Shape>,
}

impl Function {
    /// Err: its parameters are declared in a way that is not supported.
    pub(super) fn new(name: Arc<str>, body: Arc<ScriptBlock>) -> Result<Rc<Function>, Fault> {
        let shape = Rc::new(Shape::of_script(&name, &body)?);
        Ok(Rc::new(Function { name, body, shape }))
    }
}
