//! A script block as a value.

use std::any::Any;
use std::sync::Arc;

use crate::lang::ast::ScriptBlock;
use crate::model::{Block, Value};

/// The block's tree, and the variables it took along by `GetNewClosure()`.
pub struct BlockValue {
    pub tree: Arc<ScriptBlock>,
    pub captured: Vec<(String, Value)>,
}

impl BlockValue {
    pub fn value(tree: Arc<ScriptBlock>) -> Value {
        Value::Block(Arc::new(BlockValue { tree, captured: Vec::new() }))
    }

    pub fn of(block: &Arc<dyn Block>) -> Option<&BlockValue> {
        block.as_any().downcast_ref()
    }
}

impl Block for BlockValue {
    fn source(&self) -> &str {
        self.tree.text()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}
