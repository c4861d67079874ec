//! How a deciding function explains itself: what it left out, what it took, and why.
//!
//! The mail path decides with [`Why::silent`], which keeps nothing and formats nothing; who asks "what would you do"
//! passes [`Why::told`] through the very same code.

/// The reasons given so far, in the order they were given; none where nobody listens.
#[derive(Clone, Debug, Default)]
pub struct Why {
    told: Option<Vec<Reason>>,
}

/// One step of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Name of what was considered.
    pub about: String,
    pub choice: Choice,
    /// A clause, such as `disabled` or `takes at most 35 MB`.
    pub because: String,
}

/// `To Internet: dropped, disabled`.
impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let choice = match self.choice {
            Choice::Dropped => "dropped",
            Choice::Picked => "picked",
        };
        write!(f, "{}: {choice}, {}", self.about, self.because)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    Dropped,
    Picked,
}

impl Why {
    /// Nobody listens.
    pub fn silent() -> Why {
        Why::default()
    }

    /// Keeps what it is told.
    pub fn told() -> Why {
        Why { told: Some(Vec::new()) }
    }

    pub fn drop<B: ToString>(&mut self, about: &str, because: impl FnOnce() -> B) {
        self.tell(about, Choice::Dropped, because);
    }

    pub fn pick<B: ToString>(&mut self, about: &str, because: impl FnOnce() -> B) {
        self.tell(about, Choice::Picked, because);
    }

    pub fn reasons(&self) -> &[Reason] {
        self.told.as_deref().unwrap_or_default()
    }

    fn tell<B: ToString>(&mut self, about: &str, choice: Choice, because: impl FnOnce() -> B) {
        if let Some(told) = &mut self.told {
            told.push(Reason { about: about.to_owned(), choice, because: because().to_string() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_made_only_for_who_listens() {
        let mut silent = Why::silent();
        silent.drop("To Internet", || -> String { panic!("nobody asked") });
        assert!(silent.reasons().is_empty());

        let mut told = Why::told();
        told.drop("To Internet", || "disabled");
        told.pick("To Partner", || "closest");
        let choices: Vec<_> = told.reasons().iter().map(|reason| (reason.about.as_str(), reason.choice)).collect();
        assert_eq!(choices, [("To Internet", Choice::Dropped), ("To Partner", Choice::Picked)]);
    }
}
