//! What a connector makes of answers: lighter or graver than they came (ErrorPolicies). The answer itself stays as it
//! was said: reports and logs quote it.

use crate::model::ErrorPolicies;
use crate::transport::{Outcome, Remark, Speaker};

/// Only what a next hop said is weighed anew: our own words mean what they say.
pub fn apply(outcomes: Vec<(usize, Outcome)>, policies: ErrorPolicies) -> Vec<(usize, Outcome)> {
    if !policies.contains(ErrorPolicies::DowngradeCustomFailures)
        && !policies.contains(ErrorPolicies::UpgradeCustomFailures)
    {
        return outcomes;
    }
    outcomes.into_iter().map(|(at, outcome)| (at, weigh(outcome, policies))).collect()
}

fn weigh(outcome: Outcome, policies: ErrorPolicies) -> Outcome {
    match outcome {
        Outcome::Failed(remark) if is_theirs(&remark) && policies.contains(ErrorPolicies::DowngradeCustomFailures) => {
            Outcome::Deferred(remark)
        }
        Outcome::Deferred(remark) if is_theirs(&remark) && policies.contains(ErrorPolicies::UpgradeCustomFailures) => {
            Outcome::Failed(remark)
        }
        other => other,
    }
}

fn is_theirs(remark: &Remark) -> bool {
    matches!(remark.by, Speaker::Remote { .. })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::EnhancedStatus;

    #[test]
    fn answers_weigh_what_the_connector_says() {
        let remark = |code, by: &Speaker| Remark {
            code,
            status: EnhancedStatus::new(u8::try_from(code / 100).unwrap(), 7, 1),
            text: "no".into(),
            by: by.clone(),
        };
        let theirs = Speaker::Remote { host: "mx".into(), address: None };
        let (down, up) = (ErrorPolicies::DowngradeCustomFailures, ErrorPolicies::UpgradeCustomFailures);
        for (outcome, policies, expected, why) in [
            (Outcome::Failed(remark(550, &theirs)), down, "deferred 550 5.7.1 no", "lighter"),
            (Outcome::Deferred(remark(450, &theirs)), up, "failed 450 4.7.1 no", "graver"),
            (Outcome::Deferred(remark(450, &theirs)), down, "deferred 450 4.7.1 no", "light already"),
            (Outcome::Failed(remark(550, &theirs)), ErrorPolicies::Default, "failed 550 5.7.1 no", "as it came"),
            (Outcome::Failed(remark(550, &theirs)), down | up, "deferred 550 5.7.1 no", "each by where it came from"),
            (Outcome::Deferred(remark(451, &Speaker::Us)), up, "deferred 451 4.7.1 no", "our own words"),
        ] {
            let shown = match apply(vec![(0, outcome)], policies).pop() {
                Some((0, Outcome::Failed(remark))) => format!("failed {remark}"),
                Some((0, Outcome::Deferred(remark))) => format!("deferred {remark}"),
                other => panic!("{other:?}"),
            };
            assert_eq!(shown, expected, "{why}");
        }
    }
}
