//! Letting go of values inside values, however deep: lists in lists a million deep must not exhaust the stack.
//!
//! What is dropped inside something that is being dropped is dropped there and then, up to some depth; what is deeper
//! waits until the outermost is done.

use std::any::Any;
use std::cell::{Cell, RefCell};

/// Drops inside each other; each takes a few hundred bytes of stack.
const DEEPEST: usize = 200;

thread_local! {
    static DEPTH: Cell<usize> = const { Cell::new(0) };
    static WAITING: RefCell<Vec<Box<dyn Any>>> = const { RefCell::new(Vec::new()) };
}

/// Drops what a collection held. To be called by the collection's own `drop`.
pub fn release<T: 'static>(held: T) {
    let depth = DEPTH.get();
    if depth == DEEPEST {
        let waits: Box<dyn Any> = Box::new(held);
        // A thread that ends has no list any more; what it still holds is dropped in place.
        let _ = WAITING.try_with(move |waiting| waiting.borrow_mut().push(waits));
        return;
    }
    DEPTH.set(depth + 1);
    drop(held);
    if depth == 0 {
        while let Some(next) = WAITING.try_with(|waiting| waiting.borrow_mut().pop()).ok().flatten() {
            drop(next);
        }
    }
    DEPTH.set(depth);
}

#[cfg(test)]
mod tests {
    use crate::model::{Hash, Object, Value};

    #[test]
    fn values_a_million_deep_are_dropped_on_a_small_stack() {
        let list = |inner| Value::array(vec![inner]);
        let table = |inner| {
            let table = Hash::new();
            table.set(Value::text("a"), inner);
            Value::Hash(table)
        };
        let object = |inner| Value::Object(Object::custom(vec![("a".into(), inner)]));
        let wraps: [fn(Value) -> Value; 3] = [list, table, object];
        let thread = std::thread::Builder::new().stack_size(512 << 10).spawn(move || {
            let mut value = Value::Null;
            for at in 0..1_000_000 {
                value = wraps[at % wraps.len()](value);
            }
            drop(value);
        });
        thread.expect("started").join().expect("dropped");
    }
}
