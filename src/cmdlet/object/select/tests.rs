use super::*;
use crate::cmdlet::trial::{block, numbers, over};
use crate::model::IntoValue;

fn count(to: i32) -> Vec<Value> {
    (1..=to).map(Value::Int).collect()
}

fn whole(number: i32) -> Value {
    Value::Int(number)
}

fn list(places: &[i32]) -> Value {
    Value::array(places.iter().copied().map(Value::Int).collect())
}

#[test]
fn objects_pass_by_their_place() {
    for (arguments, expected, why) in [
        (vec![("First", whole(2))], "1|2", "the first"),
        (vec![("Last", whole(2))], "5|6", "the last"),
        (vec![("Skip", whole(4))], "5|6", "after the skipped"),
        (vec![("First", whole(2)), ("Skip", whole(1))], "2|3", "the first after the skipped"),
        (vec![("Last", whole(2)), ("Skip", whole(1))], "4|5", "the skipped are at the end then"),
        (vec![("First", whole(1)), ("Last", whole(2))], "1|5|6", "both ends"),
        (vec![("First", whole(5)), ("Last", whole(5))], "1|2|3|4|5|6", "no object twice"),
        (vec![("First", whole(0))], "", "none"),
        (vec![("Last", whole(0))], "", "none"),
        (vec![("SkipLast", whole(2))], "1|2|3|4", "all but the last"),
        (vec![("SkipLast", whole(2)), ("Skip", whole(3))], "4", "without both ends"),
        (vec![("Last", whole(2)), ("Skip", whole(9))], "", "more skipped than there are"),
        (vec![("Index", list(&[4, 0, 0, 9]))], "1|5", "in their own order"),
        (vec![("SkipIndex", list(&[0, 5]))], "2|3|4|5", "all others"),
    ] {
        assert_eq!(over(&SELECT_OBJECT, count(6), &arguments).text(), expected, "{why}");
    }
}

#[test]
fn producers_stop_when_there_is_enough() {
    for (arguments, taken) in [
        (vec![("First", whole(2))], 2),
        (vec![("First", whole(2)), ("Skip", whole(2))], 4),
        (vec![("Index", list(&[2]))], 3),
        (vec![("First", whole(2)), ("Last", whole(1))], 6),
    ] {
        assert_eq!(over(&SELECT_OBJECT, count(6), &arguments).taken, taken);
    }
}

#[test]
fn chosen_properties_make_a_new_object() {
    let objects = || vec![numbers(&[("Count", 2), ("Size", 9), ("Sum", 3)])];
    let of = |names: Vec<Value>| vec![("Property", Value::array(names))];
    let twice =
        block("$_.Count * 2", |it| Value::Int(it.property("Count").unwrap().to_string().parse::<i32>().unwrap() * 2));
    let named = crate::model::Hash::new();
    named.set(Value::text("n"), Value::text("Twice"));
    named.set(Value::text("E"), twice.clone());
    for (arguments, expected, why) in [
        (
            of(vec![Value::text("size"), Value::text("Other")]),
            "@{Size=9; Other=}",
            "its own spelling; missing is empty",
        ),
        (of(vec![Value::text("S*")]), "@{Size=9; Sum=3}", "a pattern"),
        (of(vec![Value::Hash(named)]), "@{Twice=4}", "computed and named"),
        (of(vec![twice]), "@{$_.Count * 2=4}", "computed, named by its source"),
        (vec![("ExcludeProperty", Value::text("s*"))], "@{Count=2}", "the rest"),
    ] {
        assert_eq!(over(&SELECT_OBJECT, objects(), &arguments).text(), expected, "{why}");
    }
    let ran = over(&SELECT_OBJECT, objects(), &of(vec![Value::text("*"), Value::text("Sum")]));
    assert_eq!(ran.errors(), ["AlreadyExistingUserSpecifiedPropertyNoExpand"]);
    assert_eq!(ran.out[0].shown_type_name(), "Selected.System.Management.Automation.PSCustomObject");
}

#[test]
fn a_property_is_expanded() {
    let inner = Value::array(vec![numbers(&[("A", 1)]), numbers(&[("A", 2)])]);
    let object = || Object::custom(vec![("Items".into(), inner.clone()), ("Name".into(), Value::text("x"))]);
    let expand = |name: &str| ("ExpandProperty", Value::text(name));
    assert_eq!(over(&SELECT_OBJECT, vec![Value::Object(object())], &[expand("items")]).text(), "@{A=1}|@{A=2}");
    let beside = [expand("Items"), ("Property", Value::text("Name"))];
    assert_eq!(over(&SELECT_OBJECT, vec![Value::Object(object())], &beside).text(), "@{A=1; Name=x}|@{A=2; Name=x}");
    assert_eq!(inner.to_string(), "@{A=1} @{A=2}", "the original stays as it is");
    assert_eq!(
        over(&SELECT_OBJECT, vec![Value::Object(object())], &[expand("Gone")]).errors(),
        ["ExpandPropertyNotFound"]
    );
}

#[test]
fn equal_results_come_once() {
    let words = || vec!["a".into_value(), "A".into_value(), "b".into_value(), "a".into_value()];
    let unique = ("Unique", Value::Bool(true));
    assert_eq!(over(&SELECT_OBJECT, words(), std::slice::from_ref(&unique)).text(), "a|A|b");
    let folded = [unique.clone(), ("CaseInsensitive", Value::Bool(true))];
    assert_eq!(over(&SELECT_OBJECT, words(), &folded).text(), "a|b");
    let objects = vec![numbers(&[("A", 1), ("B", 1)]), numbers(&[("A", 1), ("B", 2)]), numbers(&[("A", 2), ("B", 2)])];
    assert_eq!(over(&SELECT_OBJECT, objects, &[unique, ("Property", Value::text("A"))]).text(), "@{A=1}|@{A=2}");
}
