//! Methods of sets, queues and stacks.

use super::super::stop::Eval;
use super::declare::{Declared, methods};
use super::{Answer, Definition, argument, threw, unconverted};
use crate::lang::bounds;
use crate::lang::collection::Collection;
use crate::lang::enumerator::Enumerator;
use crate::lang::reference::Reference;
use crate::lang::types::Type;
use crate::model::{Array, Value};

methods! {
    /// Of `HashSet` and `SortedSet`.
    SetMethod {
        Add "bool Add(T item)";
        Clear "void Clear()";
        Contains "bool Contains(T item)";
        GetEnumerator "System.Collections.IEnumerator GetEnumerator()";
        ExceptWith "void ExceptWith(System.Collections.Generic.IEnumerable[T] other)";
        IntersectWith "void IntersectWith(System.Collections.Generic.IEnumerable[T] other)";
        IsSubsetOf "bool IsSubsetOf(System.Collections.Generic.IEnumerable[T] other)";
        IsSupersetOf "bool IsSupersetOf(System.Collections.Generic.IEnumerable[T] other)";
        Overlaps "bool Overlaps(System.Collections.Generic.IEnumerable[T] other)";
        Remove "bool Remove(T item)";
        SetEquals "bool SetEquals(System.Collections.Generic.IEnumerable[T] other)";
        SymmetricExceptWith "void SymmetricExceptWith(System.Collections.Generic.IEnumerable[T] other)";
        UnionWith "void UnionWith(System.Collections.Generic.IEnumerable[T] other)";
    }
}

methods! {
    /// Of a queue.
    QueueMethod {
        Clear "void Clear()";
        Contains "bool Contains(T item)";
        Dequeue "T Dequeue()";
        Enqueue "void Enqueue(T item)";
        GetEnumerator "System.Collections.IEnumerator GetEnumerator()";
        Peek "T Peek()";
        ToArray "T[] ToArray()";
        TryDequeue "bool TryDequeue([ref] T result)";
        TryPeek "bool TryPeek([ref] T result)";
    }
}

methods! {
    /// Of a stack.
    StackMethod {
        Clear "void Clear()";
        Contains "bool Contains(T item)";
        GetEnumerator "System.Collections.IEnumerator GetEnumerator()";
        Peek "T Peek()";
        Pop "T Pop()";
        Push "void Push(T item)";
        ToArray "T[] ToArray()";
        TryPeek "bool TryPeek([ref] T result)";
        TryPop "bool TryPop([ref] T result)";
    }
}

/// What `Get-Member` shows.
pub(super) fn definitions(collection: &Collection) -> Vec<Definition> {
    match collection {
        set if set.is_set() => SetMethod::ALL.to_vec(),
        stack if stack.is_stack() => StackMethod::ALL.to_vec(),
        _ => QueueMethod::ALL.to_vec(),
    }
}

pub(super) fn call(collection: &Collection, name: &str, arguments: &[Value]) -> Eval<Answer> {
    if collection.is_set() {
        return SetMethod::named(name).map_or(Ok(Answer::NoSuch), |method| of_set(collection, method, arguments));
    }
    let at_front = |peeks: bool| if peeks { collection.next() } else { collection.take() };
    let next = |name: &'static str, peeks: bool| {
        let empty = if collection.is_stack() { "Stack empty." } else { "Queue empty." };
        at_front(peeks).map(Answer::Is).ok_or_else(|| threw(name, 0, empty))
    };
    let tried = |name: &'static str, peeks: bool| {
        let found = at_front(peeks);
        if let Some(place) = argument(arguments, 0, name)?.downcast::<Reference>() {
            place.set(found.clone().unwrap_or_default())?;
        }
        Ok(Answer::Is(Value::Bool(found.is_some())))
    };
    if collection.is_stack() {
        return match StackMethod::named(name) {
            Some(StackMethod::Push) => added(collection, "Push", arguments).map(|_| Answer::Void),
            Some(StackMethod::Pop) => next("Pop", false),
            Some(StackMethod::Peek) => next("Peek", true),
            Some(StackMethod::TryPop) => tried("TryPop", false),
            Some(StackMethod::TryPeek) => tried("TryPeek", true),
            Some(StackMethod::Clear) => Ok(cleared(collection)),
            Some(StackMethod::Contains) => contains(collection, arguments),
            Some(StackMethod::ToArray) => Ok(array(collection)),
            Some(StackMethod::GetEnumerator) => Ok(enumerator(collection)),
            None => Ok(Answer::NoSuch),
        };
    }
    match QueueMethod::named(name) {
        Some(QueueMethod::Enqueue) => added(collection, "Enqueue", arguments).map(|_| Answer::Void),
        Some(QueueMethod::Dequeue) => next("Dequeue", false),
        Some(QueueMethod::Peek) => next("Peek", true),
        Some(QueueMethod::TryDequeue) => tried("TryDequeue", false),
        Some(QueueMethod::TryPeek) => tried("TryPeek", true),
        Some(QueueMethod::Clear) => Ok(cleared(collection)),
        Some(QueueMethod::Contains) => contains(collection, arguments),
        Some(QueueMethod::ToArray) => Ok(array(collection)),
        Some(QueueMethod::GetEnumerator) => Ok(enumerator(collection)),
        None => Ok(Answer::NoSuch),
    }
}

fn enumerator(collection: &Collection) -> Answer {
    let name = collection.of.to_string();
    let name = match name.split_once('[') {
        Some((own, of)) => format!("{own}+Enumerator[{of}"),
        None => format!("{name}+Enumerator"),
    };
    Answer::Is(Value::scalar(Enumerator::named(collection.all(), name)))
}

fn of_set(set: &Collection, method: SetMethod, arguments: &[Value]) -> Eval<Answer> {
    let name = method.name();
    let truth = |truth: bool| Ok(Answer::Is(Value::Bool(truth)));
    // The elements of another list, as this set would keep them.
    let others = || -> Eval<Vec<Value>> {
        let items = argument(arguments, 0, name)?.clone().into_items();
        items.iter().map(|item| element(set, name, item)).collect()
    };
    let other_set = || -> Eval<Collection> {
        let other = Collection::empty(set.of, set.ignores_case()).ok_or_else(|| threw(name, 1, "No set."))?;
        for item in others()? {
            other.add(item);
        }
        Ok(other)
    };
    // Each element of the other list changes the set by itself.
    let change = |change: &dyn Fn(Value) -> bool| -> Eval<Answer> {
        for item in other_set()?.all() {
            change(item);
        }
        Ok(Answer::Void)
    };
    match method {
        SetMethod::Add => truth(added(set, name, arguments)?),
        SetMethod::Remove => truth(set.remove(&element(set, name, argument(arguments, 0, name)?)?)),
        SetMethod::Contains => contains(set, arguments),
        SetMethod::GetEnumerator => Ok(enumerator(set)),
        SetMethod::Clear => Ok(cleared(set)),
        SetMethod::UnionWith => change(&|item| set.add(item)),
        SetMethod::ExceptWith => change(&|item| set.remove(&item)),
        SetMethod::SymmetricExceptWith => change(&|item| set.remove(&item) || set.add(item)),
        SetMethod::IntersectWith => {
            let other = other_set()?;
            for item in set.all().iter().filter(|item| !other.contains(item)) {
                set.remove(item);
            }
            Ok(Answer::Void)
        }
        SetMethod::IsSubsetOf => other_set().and_then(|other| truth(holds(&other, set))),
        SetMethod::IsSupersetOf => other_set().and_then(|other| truth(holds(set, &other))),
        SetMethod::SetEquals => other_set().and_then(|other| truth(holds(set, &other) && holds(&other, set))),
        SetMethod::Overlaps => other_set().and_then(|other| truth(other.all().iter().any(|item| set.contains(item)))),
    }
}

fn holds(set: &Collection, other: &Collection) -> bool {
    other.all().iter().all(|item| set.contains(item))
}

/// A value as the collection keeps it. Err: what PowerShell says of an argument that no conversion fits.
fn element(collection: &Collection, method: &str, value: &Value) -> Eval<Value> {
    let of = Type::of(collection.of.of[0]);
    collection.element(value).map_err(|why| unconverted("item", value, method, of, &why.says))
}

fn added(collection: &Collection, method: &str, arguments: &[Value]) -> Eval<bool> {
    let item = element(collection, method, argument(arguments, 0, method)?)?;
    bounds::items(collection.count() + 1)?;
    Ok(collection.add(item))
}

fn contains(collection: &Collection, arguments: &[Value]) -> Eval<Answer> {
    let item = element(collection, "Contains", argument(arguments, 0, "Contains")?)?;
    Ok(Answer::Is(Value::Bool(collection.contains(&item))))
}

fn cleared(collection: &Collection) -> Answer {
    collection.clear();
    Answer::Void
}

fn array(collection: &Collection) -> Answer {
    Answer::Is(Value::Array(Array::of(Type::of(collection.of.of[0]).array_name(), collection.all())))
}
