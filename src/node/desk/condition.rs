//! Filters of queries, asked of what the queues show.

use crate::model::filter::Filter;
use crate::model::view::View;
use crate::model::{Fault, TypeInfo};

/// A condition on views of one type; without a filter everything fits.
pub struct Condition(Option<Filter>);

impl Condition {
    pub fn parse(text: Option<&str>, of: &TypeInfo) -> Result<Condition, Fault> {
        let Some(text) = text else { return Ok(Condition(None)) };
        let known: Vec<&str> = of.properties.iter().map(|property| property.name).collect();
        let filter = Filter::parse(text)?;
        filter.check(&known)?;
        Ok(Condition(Some(filter)))
    }

    pub fn holds(&self, view: &dyn View) -> bool {
        self.0.as_ref().is_none_or(|filter| filter.holds(&|name| view.property(name)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::QueueInfo;

    #[test]
    fn a_condition_is_about_properties_that_exist() {
        for (text, word) in [("NoSuchThing -eq 1", "NoSuchThing"), ("Status -eq", ""), ("(Status -eq Retry", "")] {
            let fault = Condition::parse(Some(text), QueueInfo::TYPE).map(drop).expect_err(text);
            assert!(fault.says.contains(word), "{fault}");
        }
        for sound in [None, Some("MessageCount -gt 10 -and Status -eq 'Retry'")] {
            assert!(Condition::parse(sound, QueueInfo::TYPE).is_ok(), "{sound:?}");
        }
    }
}
