//! `Group-Object`: objects that have the same value, together.

use std::borrow::Cow;
use std::collections::HashMap;

use super::culture::CULTURE;
use super::expression::Expression;
use super::keys::{Entry, Key, Keys};
use super::{INPUT, subject};
use crate::cmdlet::prelude::*;
use crate::model::compare::Case;
use crate::model::{Hash, PropertyInfo, TypeInfo};

static PROPERTY: Param<Vec<Value>> =
    Param::new("Property", "Properties that must be the same: names or blocks. Default: the object itself.")
        .position(1)
        .keeps_blocks();
static NO_ELEMENT: Param<Switch> = Param::switch("NoElement", "Only count; do not keep the objects.");
static AS_HASH_TABLE: Param<Switch> =
    Param::switch("AsHashTable", "Put out one hashtable: each value with its objects.").aliases(&["AHT"]);
static AS_STRING: Param<Switch> = Param::switch("AsString", "With -AsHashTable: the keys are the values' texts.");
static CASE_SENSITIVE: Param<Switch> = Param::switch("CaseSensitive", "Texts in other letter case are other values.");

const PROPERTIES: &[PropertyInfo] = &[
    PropertyInfo {
        name: "Values",
        type_name: "Object[]",
        doc: "What the objects have in common, one for each property.",
    },
    PropertyInfo { name: "Count", type_name: "Int32", doc: "How many objects there are." },
    PropertyInfo { name: "Group", type_name: "Object[]", doc: "The objects; none with -NoElement." },
    PropertyInfo { name: "Name", type_name: "String", doc: "The values as text." },
];

static GROUP: TypeInfo = TypeInfo {
    name: "Microsoft.PowerShell.Commands.GroupInfo",
    properties: PROPERTIES,
    shown: &["Count", "Name", "Group"],
    methods: &[],
};
static COUNTED: TypeInfo = TypeInfo {
    name: "Microsoft.PowerShell.Commands.GroupInfoNoElement",
    properties: PROPERTIES,
    shown: &["Count", "Name"],
    methods: &[],
};

pub static GROUP_OBJECT: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Group-Object",
        aliases: &["group"],
        synopsis: "Put objects that have the same value together",
        about: "Groups come in the order of their values; where these are of different types, in the order they were met.",
        params: &[
            INPUT.spec(),
            PROPERTY.spec(),
            NO_ELEMENT.spec(),
            AS_HASH_TABLE.spec(),
            AS_STRING.spec(),
            CASE_SENSITIVE.spec(),
            CULTURE.spec(),
        ],
        sets: &[
            ParamSet { name: "List", params: &[], mandatory: &[] },
            ParamSet { name: "HashTable", params: &["AsHashTable", "AsString"], mandatory: &["AsHashTable"] },
        ],
        examples: &[
            Example { does: "Count the queues of each status", run: "Get-Queue | Group-Object Status -NoElement" },
            Example {
                does: "Look up connectors by whether they are on",
                run: "(Get-SendConnector | Group-Object Enabled -AsHashTable -AsString)['True']",
            },
        ],
        emits: Some(&GROUP),
        ..Signature::NEW
    },
    run: Run::Stage(start),
};

fn start(call: &Call, _: &Session) -> Result<Box<dyn Stage>, Fault> {
    let case = if call.is_set(&CASE_SENSITIVE)? { Case::Sensitive } else { Case::Insensitive };
    let keys = Keys::new(Expression::read_all(call, &PROPERTY, &[])?.unwrap_or_default(), false, case);
    Ok(Box::new(Groups { keys, case, groups: Vec::new(), by_text: HashMap::new(), types: Vec::new(), is_mixed: false }))
}

struct Groups {
    keys: Keys,
    case: Case,
    groups: Vec<Group>,
    /// Which groups have keys of this text.
    by_text: HashMap<String, Vec<usize>>,
    /// The type that each key has had so far.
    types: Vec<Option<String>>,
    /// Some key has had values of different types.
    is_mixed: bool,
}

struct Group {
    key: Entry,
    members: Vec<Value>,
}

impl Groups {
    fn note_types(&mut self, key: &Entry) {
        self.types.resize(self.types.len().max(key.len()), None);
        for (known, key) in self.types.iter_mut().zip(key) {
            let Some(value) = key.value.as_ref().filter(|value| !value.is_null()) else { continue };
            match known {
                Some(known) => self.is_mixed |= !value.is_called(known),
                None => *known = Some(value.full_type_name()),
            }
        }
    }

    fn add(&mut self, key: Entry, object: Value) {
        self.note_types(&key);
        let text = text(&key, self.case);
        let candidates = match self.by_text.get_mut(text.as_ref()) {
            Some(known) => known,
            None => self.by_text.entry(text.into_owned()).or_default(),
        };
        match candidates.iter().find(|at| self.keys.order(&self.groups[**at].key, &key).is_eq()) {
            Some(at) => self.groups[*at].members.push(object),
            None => {
                candidates.push(self.groups.len());
                self.groups.push(Group { key, members: vec![object] });
            }
        }
    }
}

impl Stage for Groups {
    fn take(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        if let Some(object) = subject(call)?.filter(|object| !object.is_null()) {
            let key = self.keys.of(call, object)?;
            self.add(key, object.clone());
        }
        Ok(())
    }

    fn finish(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let mut groups = std::mem::take(&mut self.groups);
        if !self.is_mixed {
            groups = self.keys.sorted(groups, |group| &group.key);
        }
        let counted = call.is_set(&NO_ELEMENT)?;
        if call.is_set(&AS_HASH_TABLE)? {
            if groups.is_empty() {
                return Ok(());
            }
            return out.emit(Value::Hash(table(groups, call.is_set(&AS_STRING)?, counted, self.case)));
        }
        groups.into_iter().try_for_each(|group| out.emit(shown(group, counted)))
    }
}

fn table(groups: Vec<Group>, as_string: bool, counted: bool, case: Case) -> Hash {
    let table = if case == Case::Sensitive { Hash::minding_case(false) } else { Hash::new() };
    for group in groups {
        let key = match group.key.as_slice() {
            _ if as_string => Value::text(name(&group.key)),
            [one] => one.value.clone().unwrap_or(Value::Null),
            _ => Value::array(values(&group.key)),
        };
        table.set(key, Value::array(if counted { Vec::new() } else { group.members }));
    }
    table
}

fn shown(group: Group, counted: bool) -> Value {
    let count = i32::try_from(group.members.len()).unwrap_or(i32::MAX);
    Value::Object(Object::of(
        if counted { &COUNTED } else { &GROUP },
        vec![
            ("Values".into(), Value::array(values(&group.key))),
            ("Count".into(), Value::Int(count)),
            ("Group".into(), Value::array(if counted { Vec::new() } else { group.members })),
            ("Name".into(), Value::text(name(&group.key))),
        ],
    ))
}

fn values(key: &Entry) -> Vec<Value> {
    key.iter().map(|key| key.value.clone().unwrap_or(Value::Null)).collect()
}

/// The name, the same for keys that may be equal.
fn text(key: &Entry, case: Case) -> Cow<'_, str> {
    match key.as_slice() {
        [Key { value: Some(Value::String(text)), .. }]
            if case == Case::Sensitive || text.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) =>
        {
            Cow::Borrowed(text)
        }
        _ if case == Case::Sensitive => Cow::Owned(name(key)),
        _ => Cow::Owned(name(key).to_lowercase()),
    }
}

/// The values with commas between them; lists in braces.
fn name(key: &Entry) -> String {
    let text = |value: &Value| match value {
        Value::Array(items) => {
            let items: Vec<String> = items.items().iter().map(ToString::to_string).collect();
            format!("{{{}}}", items.join(", "))
        }
        other => other.to_string(),
    };
    key.iter().map(|key| key.value.as_ref().map(text).unwrap_or_default()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmdlet::trial::{Ran, numbers, over};

    fn counted(ran: &Ran) -> String {
        let shown = |group: &Value| format!("{} {}", group.property("Count").unwrap(), group.property("Name").unwrap());
        ran.out.iter().map(shown).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn groups_come_in_the_order_of_their_values() {
        let words = ["b", "a", "B"].map(Value::text).to_vec();
        let ran = over(&GROUP_OBJECT, words.clone(), &[]);
        assert_eq!(counted(&ran), "1 a|2 b");
        assert_eq!(ran.out[1].property("Group").unwrap().to_string(), "b B");
        assert_eq!(counted(&over(&GROUP_OBJECT, words, &[("CaseSensitive", Value::Bool(true))])), "1 a|1 b|1 B");
        let mixed = vec![Value::text("b"), Value::Int(1), Value::text("a"), Value::Int(1)];
        assert_eq!(counted(&over(&GROUP_OBJECT, mixed, &[])), "1 b|2 1|1 a", "as they were met");
    }

    #[test]
    fn several_properties_make_one_name() {
        let objects =
            vec![numbers(&[("A", 2), ("B", 1)]), numbers(&[("A", 1), ("B", 1)]), numbers(&[("A", 2), ("B", 1)])];
        let by = ("Property", Value::array(vec![Value::text("A"), Value::text("B")]));
        assert_eq!(counted(&over(&GROUP_OBJECT, objects.clone(), &[by])), "1 1, 1|2 2, 1");
        let lacking = over(&GROUP_OBJECT, objects, &[("Property", Value::text("C"))]);
        assert_eq!(counted(&lacking), "3 ");
    }

    #[test]
    fn a_hashtable_keeps_the_values_or_their_texts() {
        let arguments = [("Property", Value::text("A")), ("AsHashTable", Value::Bool(true))];
        let objects = || vec![numbers(&[("A", 1)]), numbers(&[("A", 1)])];
        let ran = over(&GROUP_OBJECT, objects(), &arguments);
        let Value::Hash(table) = &ran.out[0] else { panic!("a hashtable") };
        assert_eq!(table.get(&Value::Int(1)).unwrap().to_string(), "@{A=1} @{A=1}");
        assert!(table.get_text("1").is_none());
        let [property, table] = arguments;
        let ran = over(&GROUP_OBJECT, objects(), &[property, table, ("AsString", Value::Bool(true))]);
        assert!(ran.out[0].property("1").is_some());
    }
}
