//! How much of one category the event log keeps: `SmtpSend=Medium`.

use std::fmt;
use std::str::FromStr;

use super::text::{Malformed, quoted, text_scalar};
use super::{EventCategory, EventLevel};

/// The level of one category; those that are not named have the lowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CategoryLevel {
    pub category: EventCategory,
    pub level: EventLevel,
}

impl CategoryLevel {
    /// The level of a category among those that are set.
    pub fn of(levels: &[CategoryLevel], category: EventCategory) -> EventLevel {
        let own = levels.iter().rfind(|one| one.category == category);
        own.map_or(EventLevel::Lowest, |one| one.level)
    }

    fn read(text: &str) -> Option<CategoryLevel> {
        let (category, level) = text.split_once('=')?;
        let level = level.parse().ok().or_else(|| EventLevel::of_old(level))?;
        Some(CategoryLevel { category: category.parse().ok()?, level })
    }
}

impl FromStr for CategoryLevel {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<CategoryLevel, Malformed> {
        CategoryLevel::read(text).ok_or_else(|| {
            Malformed::new(
                format!("{} is no level of a category.", quoted(text)),
                format!(
                    "Write Category=Level, such as SmtpSend=Medium. Categories: {}. Levels: {}.",
                    EventCategory::NAMES.join(", "),
                    EventLevel::NAMES.join(", ")
                ),
            )
        })
    }
}

impl fmt::Display for CategoryLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}={}", self.category, self.level))
    }
}

text_scalar!(CategoryLevel, "CategoryLevel");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_read_as_it_is_shown() {
        for (text, shown) in [
            ("SmtpSend=Medium", Some("SmtpSend=Medium")),
            ("routing = 7", Some("Routing=Expert")),
            ("Coffee=High", None),
            ("Routing", None),
        ] {
            assert_eq!(text.parse::<CategoryLevel>().ok().map(|level| level.to_string()).as_deref(), shown, "{text}");
        }
        let levels = ["Routing=High".parse().expect("a level")];
        assert_eq!(CategoryLevel::of(&levels, EventCategory::Routing), EventLevel::High);
        assert_eq!(CategoryLevel::of(&levels, EventCategory::Storage), EventLevel::Lowest);
    }
}
