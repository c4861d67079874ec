use super::*;
use crate::cmdlet::trial::{Ran, numbers, over};
use crate::model::{ByteSize, IntoValue};

fn on(switch: &'static str) -> (&'static str, Value) {
    (switch, Value::Bool(true))
}

fn report(ran: &Ran) -> String {
    let filled = |(name, value): (Arc<str>, Value)| (!value.is_null()).then(|| format!("{name}={value}"));
    ran.out[0].properties().into_iter().filter_map(filled).collect::<Vec<_>>().join(" ")
}

#[test]
fn only_what_was_asked_for_is_reported() {
    let numbers = || [1, 2, 3, 6].map(Value::Int).to_vec();
    for (arguments, expected) in [
        (vec![], "Count=4"),
        (vec![on("Sum")], "Count=4 Sum=12"),
        (vec![on("Average"), on("Minimum")], "Count=4 Average=3 Minimum=1"),
        (vec![on("AllStats")], "Count=4 Average=3 Sum=12 Maximum=6 Minimum=1 StandardDeviation=2.160246899469287"),
    ] {
        assert_eq!(report(&over(&MEASURE_OBJECT, numbers(), &arguments)), expected);
    }
    assert_eq!(report(&over(&MEASURE_OBJECT, Vec::new(), &[on("AllStats")])), "Count=0 Sum=0");
}

#[test]
fn values_of_any_type_have_extremes() {
    let words = ["pear", "Apple"].map(Value::text).to_vec();
    assert_eq!(
        report(&over(&MEASURE_OBJECT, words, &[on("Maximum"), on("Minimum")])),
        "Count=2 Maximum=pear Minimum=Apple"
    );
    let texts = ["10", "9"].map(Value::text).to_vec();
    assert_eq!(report(&over(&MEASURE_OBJECT, texts, &[on("Maximum"), on("Sum")])), "Count=2 Sum=19 Maximum=10");
    let sizes = vec![ByteSize::from_kb(1).into_value(), ByteSize::from_kb(3).into_value()];
    let ran = over(&MEASURE_OBJECT, sizes, &[on("Maximum"), on("Sum")]);
    assert_eq!(report(&ran), "Count=2 Sum=4096 Maximum=3 KB (3,072 bytes)");
}

#[test]
fn properties_are_measured_each_for_itself() {
    let objects = || vec![numbers(&[("A", 1), ("B", 5)]), numbers(&[("A", 2)])];
    let of = |names: &[&str]| ("Property", Value::array(names.iter().map(Value::text).collect()));
    let ran = over(&MEASURE_OBJECT, objects(), &[of(&["A", "B"]), on("Sum")]);
    assert_eq!(report(&ran), "Count=2 Sum=3 Property=A");
    assert_eq!(ran.out[1].property("Count").unwrap().to_string(), "1", "only those that have it");
    let lacking = over(&MEASURE_OBJECT, objects(), &[of(&["C"])]);
    assert_eq!((lacking.errors().len(), lacking.out.len()), (0, 0), "it is said under strict rules alone");
}

#[test]
fn what_is_no_number_spoils_the_sum() {
    let ran = over(&MEASURE_OBJECT, vec![Value::Int(1), Value::text("x")], &[on("Sum")]);
    assert_eq!((ran.errors(), report(&ran)), (vec!["NonNumericInputObject"], "Count=2".to_owned()));
}

#[test]
fn text_is_counted() {
    let lines = || ["one two", "", " three\nfour"].map(Value::text).to_vec();
    let ran = over(&MEASURE_OBJECT, lines(), &[on("Line"), on("Word"), on("Character")]);
    assert_eq!(report(&ran), "Lines=3 Words=4 Characters=18");
    let ran = over(&MEASURE_OBJECT, lines(), &[on("Character"), on("IgnoreWhiteSpace")]);
    assert_eq!(report(&ran), "Characters=15");
}
