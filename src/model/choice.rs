//! Enumerated settings: one word out of a few, or a set of such words.
//!
//! Both are read without regard to letter case and by any unambiguous beginning, as PowerShell reads enumerations.

use super::text::{Malformed, quoted};

/// Finds the one name that the text is, or is the only beginning of.
pub fn choose(text: &str, names: &[&'static str]) -> Result<usize, Malformed> {
    let written = text.trim();
    if let Some(exact) = names.iter().position(|name| name.eq_ignore_ascii_case(written)) {
        return Ok(exact);
    }
    let begins = |name: &str| name.get(..written.len()).is_some_and(|start| start.eq_ignore_ascii_case(written));
    let fits: Vec<usize> = (0..names.len()).filter(|&at| !written.is_empty() && begins(names[at])).collect();
    match fits.as_slice() {
        [one] => Ok(*one),
        [] => Err(Malformed::new(
            format!("{} is not one of the values.", quoted(text)),
            format!("Use one of: {}.", names.join(", ")),
        )),
        many => {
            let found: Vec<&str> = many.iter().map(|&at| names[at]).collect();
            Err(Malformed::new(
                format!("{} could be any of {}.", quoted(text), found.join(", ")),
                "Write more of the one you mean.",
            ))
        }
    }
}

/// Declares an enumeration whose variants are named as people type them.
macro_rules! choice {
    (
        $(#[$doc:meta])*
        $name:ident as $type_name:literal { $($(#[doc = $variant_doc:literal])* $variant:ident),+ $(,)? }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[doc = $variant_doc])* $variant),+
        }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),+];
            pub const NAMES: &'static [&'static str] = &[$(stringify!($variant)),+];
            /// What each means; empty where the name says it.
            pub const DOCS: &'static [&'static str] = &[$(concat!($($variant_doc),*).trim_ascii()),+];

            pub fn name(self) -> &'static str {
                $name::NAMES[self as usize]
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::model::text::Malformed;

            fn from_str(text: &str) -> Result<$name, Self::Err> {
                $crate::model::choice::choose(text, $name::NAMES).map(|at| $name::ALL[at])
            }
        }

        $crate::model::text::text_scalar!($name, $type_name, values: $name::NAMES, docs: $name::DOCS);
    };
}
pub(crate) use choice;

/// Declares a set of words, with the name of the empty set first; written and printed as a comma list.
macro_rules! flags {
    (
        $(#[$doc:meta])*
        $name:ident as $type_name:literal, empty $empty:ident {
            $($(#[doc = $flag_doc:literal])* $flag:ident = $bits:expr),+ $(,)?
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u16);

        #[allow(non_upper_case_globals)] // named as people type them
        impl $name {
            /// The empty set.
            pub const $empty: $name = $name(0);
            $($(#[doc = $flag_doc])* pub const $flag: $name = $name($bits);)+

            pub const NAMES: &'static [&'static str] = &[stringify!($empty), $(stringify!($flag)),+];
            /// What each means; empty where the name says it.
            pub const DOCS: &'static [&'static str] = &["", $(concat!($($flag_doc),*).trim_ascii()),+];
            const BITS: &'static [u16] = &[0, $($bits),+];

            pub const fn with(self, other: $name) -> $name {
                $name(self.0 | other.0)
            }

            pub const fn without(self, other: $name) -> $name {
                $name(self.0 & !other.0)
            }

            /// True when every word of the other set is in this one.
            pub const fn contains(self, other: $name) -> bool {
                self.0 & other.0 == other.0
            }

            pub const fn is_empty(self) -> bool {
                self.0 == 0
            }

            /// The words in it, in the order they print.
            pub fn names(self) -> Vec<&'static str> {
                match $name::BITS.iter().position(|bits| *bits == self.0) {
                    Some(exact) => vec![$name::NAMES[exact]],
                    None => (1..$name::BITS.len())
                        .filter(|&at| self.0 & $name::BITS[at] == $name::BITS[at])
                        .map(|at| $name::NAMES[at])
                        .collect(),
                }
            }
        }

        impl std::ops::BitOr for $name {
            type Output = $name;

            fn bitor(self, other: $name) -> $name {
                self.with(other)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.names().join(", "))
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::model::text::Malformed;

            fn from_str(text: &str) -> Result<$name, Self::Err> {
                let mut set = 0;
                let (mut empty, mut words) = (false, 0);
                for word in text.split(',') {
                    let at = $crate::model::choice::choose(word, $name::NAMES)?;
                    empty |= at == 0;
                    words += 1;
                    set |= $name::BITS[at];
                }
                if empty && words > 1 {
                    let empty = stringify!($empty);
                    return Err($crate::model::text::Malformed::new(
                        format!("{} joins {empty} with other values.", $crate::model::text::quoted(text)),
                        format!("Write {empty} alone, or leave it out."),
                    ));
                }
                Ok($name(set))
            }
        }

        $crate::model::text::text_scalar!($name, $type_name, values: $name::NAMES, docs: $name::DOCS, joined);
    };
}
pub(crate) use flags;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::model::{AuthMechanisms, ErrorPolicies, FromValue, MessageRateSource, QueueStatus, Value};

    #[test]
    fn a_word_is_found_by_case_and_beginning() {
        for (text, expected) in [
            ("active", Some(QueueStatus::Active)),
            ("RET", Some(QueueStatus::Retry)),
            ("S", Some(QueueStatus::Suspended)),
        ] {
            assert_eq!(text.parse().ok(), expected, "{text}");
        }
        let bad = "re".parse::<QueueStatus>().expect_err("Ready and Retry");
        assert!(bad.says.contains("Ready, Retry"), "{bad}");
        let bad = "gone".parse::<QueueStatus>().expect_err("no such status");
        assert!(bad.fix.contains("Active, Connecting"), "{bad}");
        assert!("".parse::<QueueStatus>().is_err());
    }

    #[test]
    fn sets_are_read_from_lists_and_print_as_lists() {
        let set: AuthMechanisms = "TLS,BasicAuth, basicauthrequiretls".parse().expect("set");
        assert_eq!(set.to_string(), "Tls, BasicAuth, BasicAuthRequireTLS");
        let list = Value::array(vec![Value::text("TLS"), Value::text("BasicAuth,ExchangeServer")]);
        let set = AuthMechanisms::from_value(&list).expect("list");
        assert_eq!(set, AuthMechanisms::Tls | AuthMechanisms::BasicAuth | AuthMechanisms::ExchangeServer);
        assert_eq!(AuthMechanisms::None.to_string(), "None");
        assert_eq!(ErrorPolicies::Default.to_string(), "Default");
        assert!("None,Tls".parse::<AuthMechanisms>().is_err());
        assert!("Tls,,BasicAuth".parse::<AuthMechanisms>().is_err());
        assert_eq!("User,IPAddress".parse(), Ok(MessageRateSource::All));
        assert_eq!(MessageRateSource::All.to_string(), "All");
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,30}|[A-Za-z, ]{0,30}") {
            let _ = text.parse::<QueueStatus>();
            if let Ok(set) = text.parse::<AuthMechanisms>() {
                prop_assert_eq!(set.to_string().parse(), Ok(set));
            }
        }
    }
}
