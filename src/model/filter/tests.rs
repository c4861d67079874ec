use super::*;
use crate::model::Hash;
use proptest::prelude::*;

/// A queue as its properties are asked for.
fn property(name: &str) -> Option<Value> {
    Some(match name.to_ascii_lowercase().as_str() {
        "status" => Value::text("Retry"),
        "messagecount" => Value::Int(1204),
        "lasterror" => Value::text("451 4.4.0 it's busy"),
        "enabled" => Value::Bool(true),
        "domains" => Value::array(vec![Value::text("contoso.com"), Value::text("fabrikam.com")]),
        "nothing" => Value::Null,
        "empty" => Value::text(""),
        "counts" => Value::array([0, 2, 0, 0].map(Value::Int).to_vec()),
        "since" => Value::date(crate::model::date::read("2026-11-13T10:00:00Z")?),
        _ => return None,
    })
}

#[test]
fn conditions_hold_as_in_powershell() {
    for (filter, expected) in [
        ("Status -eq 'retry'", true),
        ("Status -eq Retry", true),
        ("status -EQ \"Retry\"", true),
        ("Status -ceq 'retry'", false),
        ("Status -ne 'Retry'", false),
        ("MessageCount -gt 100", true),
        ("MessageCount -gt '100'", true),
        ("MessageCount -ge 1204 -and MessageCount -le 1204", true),
        ("MessageCount -lt 1KB", false),
        ("MessageCount -gt 1KB", true),
        ("Status -like 'R*'", true),
        ("Status -notlike *try", false),
        ("Status -match '^r.t'", true),
        ("Status -notmatch 'x'", true),
        ("LastError -eq '451 4.4.0 it''s busy'", true),
        ("LastError -like \"*it's*\"", true),
        ("Status -in 'Active','Retry'", true),
        ("Status -notin ('Active', 'Suspended')", true),
        ("Nothing -in $null", true),
        ("Status -in ()", false),
        ("Domains -contains 'CONTOSO.com'", true),
        ("Domains -notcontains 'x'", true),
        ("Domains -eq 'fabrikam.com'", true),
        ("Domains -like '*.net'", false),
        ("Nothing -eq $null", true),
        ("Missing -eq $null", true),
        ("Status -ne $null", true),
        ("Enabled -eq $true", true),
        ("Enabled", true),
        ("-not Enabled", false),
        ("!Enabled", false),
        ("Enabled -and Status -eq 'x'", false),
        ("Status -eq 'x' -or MessageCount -gt 5 -and Enabled -eq $false", false),
        ("Status -eq 'Retry' -or MessageCount -gt 5 -and Enabled -eq $false", false),
        ("Status -eq 'Retry' -or (MessageCount -gt 5 -and Enabled -eq $false)", true),
        ("-not (Status -eq 'x')", true),
        ("$_.Status -eq 'Retry' -and $PSItem.MessageCount -gt 5", true),
        ("Since -gt '2026-11-13T09:00:00Z'", true),
        ("MessageCount -gt -5", true),
        ("Status -gt 5 -xor Enabled", false),
        ("LastError -present -and Enabled -Present", true),
        ("Nothing -present", false),
        ("Missing -present -or Domains -present", true),
        ("-not Empty -present", true),
        ("Counts -eq '0,2,0,0'", true),
        ("Counts -eq '{0, 2, 0, 0}'", true),
        ("Counts -eq '0,2'", false),
        ("Counts -ne '0,2,0,0'", false),
        ("Counts -eq 2", true),
        ("Domains -eq 'Contoso.com,fabrikam.com'", true),
    ] {
        let parsed = Filter::parse(filter).unwrap_or_else(|fault| panic!("{filter}: {fault}"));
        assert_eq!(parsed.holds(&property), expected, "{filter}");
        let printed = parsed.to_string();
        let again = Filter::parse(&printed).unwrap_or_else(|fault| panic!("{printed}: {fault}"));
        assert_eq!(again.to_string(), printed, "{filter}");
        assert_eq!(again.holds(&property), expected, "{printed}");
    }
}

#[test]
fn faults_point_at_the_word() {
    for (filter, pointed, says) in [
        ("Status eq 'x'", "eq", "After the property 'Status' an operator is expected, such as -eq or -like."),
        ("Status -eqq 'x'", "-eqq", "'-eqq' is no operator of a filter."),
        ("Status -eq", "", "The filter ends where a value is expected."),
        ("", "", "The filter ends where a property's name is expected."),
        ("(Status -eq 'x'", "(", "This parenthesis is not closed."),
        ("Status -eq 'x')", ")", "There is no opening parenthesis for this one."),
        ("Status -eq 'x", "'x", "The filter ends before the closing of '."),
        ("Status -eq 'x' Count -gt 5", "Count", "Two conditions are joined by -and or -or."),
        ("Status -eq 'x' -eq 'y'", "-eq", "'-eq' does not join two conditions; -and and -or do."),
        ("5 -eq 5", "5", "A property's name is expected here."),
        ("Status -eq $who", "$who", "The value of $who is not known here."),
        ("Status -match '('", "'('", "'(' is no regular expression."),
        ("Status -eq -and", "-and", "A value is expected here, not -and."),
    ] {
        let fault = Filter::parse(filter).expect_err(filter);
        let span = fault.at.unwrap_or_else(|| panic!("{filter} points nowhere"));
        assert_eq!((&filter[span.start..span.end], fault.says.as_str()), (pointed, says), "{filter}");
    }
    assert!(Filter::parse("Status -eqq 1").expect_err("no operator").fix.is_some_and(|fix| fix.contains("-eq")));
    assert!(Filter::parse(&"(".repeat(100)).is_err() && Filter::parse(&"!".repeat(100)).is_err());
}

#[test]
fn variables_are_values_and_never_text() {
    let variables = |name: &str| (name == "who").then(|| Value::text("x' -or Enabled -or Status -eq 'y"));
    let filter = Filter::parse_with("Status -eq $who", &variables).expect("parses");
    assert!(!filter.holds(&property));
    assert_eq!(Filter::parse(&filter.to_string()).expect("parses"), filter);
}

#[test]
fn unknown_properties_are_named_with_the_closest() {
    let filter = Filter::parse("Stauts -eq 'x' -and MessageCount -gt 1").expect("parses");
    let fault = filter.check(&["Status", "MessageCount"]).expect_err("no such property");
    assert_eq!(fault.fix.as_deref(), Some("Closest name: Status"));
    assert!(filter.check(&["Stauts", "messagecount"]).is_ok());
}

#[test]
fn a_value_of_another_kind_is_refused() {
    assert!(Filter::from_value(&Value::Hash(Hash::new())).is_err());
    assert!(Filter::from_value(&Value::text("Status -eq 'x'")).is_ok());
}

fn condition() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        "[a-z0-9.*:@-]{1,8}".prop_filter("a value has no operator's form", |v| !v.starts_with('-')),
        "'[^']{0,8}'",
        "[0-9]{1,9}",
        Just("$true".to_owned()),
        Just("$null".to_owned()),
    ];
    let operator = prop::sample::select(vec!["eq", "ne", "gt", "cle", "like", "contains", "in"]);
    let test =
        ("[A-Z][a-z]{1,6}", operator, value).prop_map(|(name, operator, value)| format!("{name} -{operator} {value}"));
    test.prop_recursive(4, 16, 2, |inner| {
        prop_oneof![
            (inner.clone(), prop::sample::select(vec!["and", "or", "xor"]), inner.clone())
                .prop_map(|(left, joint, right)| format!("({left}) -{joint} ({right})")),
            inner.prop_map(|term| format!("-not ({term})")),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_printed_parses_to_the_same(text in condition()) {
        let filter = Filter::parse(&text).expect("made by the grammar");
        let printed = filter.to_string();
        let again = Filter::parse(&printed).unwrap_or_else(|fault| panic!("{printed}: {fault}"));
        prop_assert_eq!(&again.to_string(), &printed);
        prop_assert_eq!(again.holds(&property), filter.holds(&property));
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,40}|[A-Z$_('\", )!.a-z-]{0,60}") {
        let _ = Filter::parse(&text);
    }
}
