//! Methods of hashtables.

use super::super::stop::Eval;
use super::declare::{Declared, methods};
use super::{Answer, argument, threw, unconverted, wrong_count};
use crate::lang::enumerator::Enumerator;
use crate::lang::reference::Reference;
use crate::lang::types::{Base, Type, cast};
use crate::model::compare::{Case, equal};
use crate::model::{Fault, Hash, Object, PropertyInfo, TypeInfo, Value, convert};

methods! {
    Method {
        Add "void Add(System.Object key, System.Object value)";
        Clear "void Clear()";
        Clone "System.Object Clone()";
        Contains "bool Contains(System.Object key)";
        ContainsKey "bool ContainsKey(System.Object key)";
        ContainsValue "bool ContainsValue(System.Object value)";
        GetEnumerator "System.Collections.IDictionaryEnumerator GetEnumerator()";
        get_Item "System.Object get_Item(System.Object key)";
        Item "System.Object Item(System.Object key) {get;set;}";
        Insert "void Insert(int index, System.Object key, System.Object value)";
        Remove "void Remove(System.Object key)";
        RemoveAt "void RemoveAt(int index)";
        set_Item "void set_Item(System.Object key, System.Object value)";
        TryAdd "bool TryAdd(System.Object key, System.Object value)";
        TryGetValue "bool TryGetValue(System.Object key, [ref] System.Object value)";
    }
}

impl Method {
    /// Places count only where the order was asked for, and only dictionaries are asked whether they would.
    pub(super) fn is_of(self, hash: &Hash) -> bool {
        match self {
            Method::Insert | Method::RemoveAt => hash.is_ordered,
            Method::TryAdd | Method::TryGetValue => hash.has_plain_pairs(),
            _ => true,
        }
    }
}

pub(super) fn call(hash: &Hash, method: Method, arguments: &[Value]) -> Eval<Answer> {
    let name = method.name();
    let converted;
    let arguments = match hash.types() {
        Some(types) => {
            converted = as_typed(types, method, arguments)?;
            converted.as_slice()
        }
        None => arguments,
    };
    let first = || argument(arguments, 0, name);
    Ok(match method {
        Method::ContainsKey | Method::Contains => Answer::Is(Value::Bool(hash.get(first()?).is_some())),
        Method::ContainsValue => {
            let wanted = first()?;
            Answer::Is(Value::Bool(hash.entries().iter().any(|(_, value)| equal(value, wanted, Case::Sensitive))))
        }
        Method::Add => {
            let [key, value] = arguments else { return Err(wrong_count("Add", arguments.len())) };
            if !hash.add(key.clone(), value.clone()) {
                if hash.is_dictionary() {
                    let says = format!("An item with the same key has already been added. Key: {key}");
                    return Err(threw("Add", 2, &says));
                }
                let says = format!("Item has already been added. Key in dictionary: '{key}'  Key being added: '{key}'");
                return Err(threw("Add", 2, &says));
            }
            Answer::Void
        }
        Method::set_Item => {
            let [key, value] = arguments else { return Err(wrong_count("set_Item", arguments.len())) };
            hash.set(key.clone(), value.clone());
            Answer::Void
        }
        Method::get_Item | Method::Item if hash.is_dictionary() => {
            let key = first()?;
            Answer::Is(hash.get(key).ok_or_else(|| {
                let says = format!("The given key '{key}' was not present in the dictionary.");
                Fault::invalid("GetValueInvocationException", format!("Exception getting \"Item\": \"{says}\""))
            })?)
        }
        Method::TryAdd => {
            let [key, value] = arguments else { return Err(wrong_count("TryAdd", arguments.len())) };
            Answer::Is(Value::Bool(hash.add(key.clone(), value.clone())))
        }
        Method::TryGetValue => {
            let [key, place] = arguments else { return Err(wrong_count("TryGetValue", arguments.len())) };
            let found = hash.get(key);
            if let Some(place) = place.downcast::<Reference>() {
                place.set(found.clone().unwrap_or_default())?;
            }
            Answer::Is(Value::Bool(found.is_some()))
        }
        Method::get_Item | Method::Item => Answer::Is(hash.get(first()?).unwrap_or_default()),
        Method::Remove => {
            let removed = hash.remove(first()?);
            if hash.has_plain_pairs() { Answer::Is(Value::Bool(removed.is_some())) } else { Answer::Void }
        }
        Method::Insert => {
            let [at, key, value] = arguments else { return Err(wrong_count("Insert", arguments.len())) };
            let mut entries = hash.entries();
            let place = usize::try_from(convert::to_int(at)?).ok().filter(|place| *place <= entries.len());
            let place = place.ok_or_else(|| threw("Insert", 3, OUT_OF_RANGE))?;
            if hash.get(key).is_some() {
                let says = format!("Item has already been added. Key in dictionary: '{key}'  Key being added: '{key}'");
                return Err(threw("Insert", 3, &says));
            }
            entries.insert(place, (key.clone(), value.clone()));
            refill(hash, entries);
            Answer::Void
        }
        Method::RemoveAt => {
            let entries = hash.entries();
            let place = usize::try_from(convert::to_int(first()?)?).ok();
            let (key, _) =
                place.and_then(|place| entries.get(place)).ok_or_else(|| threw("RemoveAt", 1, OUT_OF_RANGE))?;
            hash.remove(key);
            Answer::Void
        }
        Method::Clear => {
            for (key, _) in hash.entries() {
                hash.remove(&key);
            }
            Answer::Void
        }
        Method::Clone => {
            let copy = match hash.is_ordered {
                true => Hash::ordered(),
                false if hash.is_dictionary() => hash.emptied(),
                false => Hash::new(),
            };
            hash.entries().into_iter().for_each(|(key, value)| copy.set(key, value));
            Answer::Is(Value::Hash(copy))
        }
        Method::GetEnumerator => Answer::Is(Value::scalar(Enumerator::named(entries(hash), enumerator(hash)))),
    })
}

/// The type of what goes through it.
fn enumerator(hash: &Hash) -> String {
    match hash.full_name() {
        "System.Collections.Hashtable" => "System.Collections.Hashtable+HashtableEnumerator".to_owned(),
        "System.Collections.Specialized.OrderedDictionary" => {
            "System.Collections.Specialized.OrderedDictionary+OrderedDictionaryEnumerator".to_owned()
        }
        _ => match hash.typed_name().split_once('[') {
            Some((name, of)) => format!("{name}+Enumerator[{of}"),
            None => format!("{}+Enumerator", hash.full_name()),
        },
    }
}

/// What a dictionary takes, as its keys and values are.
fn as_typed(types: [&'static str; 2], method: Method, arguments: &[Value]) -> Eval<Vec<Value>> {
    let one = |at: usize, value: &Value| {
        let names = [("key", types[0]), ("value", types[1])];
        let takes_value = matches!(method, Method::Add | Method::TryAdd | Method::set_Item | Method::ContainsValue);
        let (name, of) = match method {
            Method::ContainsValue => names[1],
            _ if at == 0 || takes_value => names[at.min(1)],
            _ => return Ok(value.clone()),
        };
        match Type::from_text(of) {
            Some(of) if of.base != Base::Object => {
                cast(value, of).map_err(|why| unconverted(name, value, method.name(), of, &why.says))
            }
            _ => Ok(value.clone()),
        }
    };
    arguments.iter().enumerate().map(|(at, value)| one(at, value)).collect()
}

const OUT_OF_RANGE: &str = "Specified argument was out of the range of valid values. (Parameter 'index')";

/// Gives an ordered hashtable these entries, in this order.
fn refill(hash: &Hash, entries: Vec<(Value, Value)>) {
    for (key, _) in hash.entries() {
        hash.remove(&key);
    }
    entries.into_iter().for_each(|(key, value)| hash.set(key, value));
}

/// One entry of a hashtable.
static ENTRY: TypeInfo = TypeInfo {
    name: "System.Collections.DictionaryEntry",
    properties: &[
        PropertyInfo::new("Name", "Object", "Its key."),
        PropertyInfo::new("Key", "Object", "Its key."),
        PropertyInfo::new("Value", "Object", "What stands under the key."),
    ],
    shown: &["Name", "Value"],
    methods: &[],
};

/// The entries as objects with Name, Key and Value; those of a command's parameters have no Name.
pub fn entries(hash: &Hash) -> Vec<Value> {
    let entry = |(key, value): (Value, Value)| {
        if hash.has_plain_pairs() {
            return Value::Object(Object::custom(vec![("Key".into(), key), ("Value".into(), value)]));
        }
        let properties = vec![("Name".into(), key.clone()), ("Key".into(), key), ("Value".into(), value)];
        Value::Object(Object::of(&ENTRY, properties))
    };
    hash.entries().into_iter().map(entry).collect()
}
