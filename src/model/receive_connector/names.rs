//! Which header fields get names from the directory.

use super::ReceiveConnector;
use crate::model::class::{Beside, Breach};

pub fn resolve_p2_is_a_sum(connector: &ReceiveConnector, _: &Beside) -> Result<(), Breach> {
    match connector.resolve_p2 & !(2 | 16 | 32) {
        0 => Ok(()),
        _ => Err(Breach::new(
            "ResolveP2",
            format!("{} is no sum of the fields there are.", connector.resolve_p2),
            "Add up 2 for From, 16 for To and Cc, and 32 for Reply-To; 50 is all.",
        )),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::class::Class;
    use crate::model::organization::Organization;
    use crate::model::tests::judge;

    #[test]
    fn only_fields_that_there_are_can_be_named() {
        for (flags, is_sound) in [(0, true), (2, true), (18, true), (34, true), (50, true), (1, false), (20, false)] {
            let given = json!({ "Bindings": ["0.0.0.0:25"], "RemoteIPRanges": ["10.0.0.0/8"], "ResolveP2": flags });
            let connector = ReceiveConnector::create("In", "HUB01", given).expect("readable");
            assert_eq!(judge(&connector, &Organization::default()).is_ok(), is_sound, "{flags}");
        }
    }
}
