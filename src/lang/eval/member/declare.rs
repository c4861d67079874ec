//! How the methods of a type are declared: once, as the names that the match of their implementation must cover.

/// Declares an enumeration of methods, each with the overloads that `Get-Member` shows. Whoever implements them matches
/// on it, so that what is shown is there, and what is there is shown.
macro_rules! methods {
    ($(#[$doc:meta])* $name:ident { $($method:ident $definition:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(non_camel_case_types)]
        pub(super) enum $name { $($method),+ }

        impl $name {
            /// Names and overloads.
            pub(super) const ALL: &'static [(&'static str, &'static str)] = &[$((stringify!($method), $definition)),+];

            /// In any letter case.
            pub(super) fn named(name: &str) -> Option<$name> {
                $(if name.eq_ignore_ascii_case(stringify!($method)) {
                    return Some($name::$method);
                })+
                None
            }

            #[allow(dead_code)]
            pub(super) fn name(self) -> &'static str {
                match self { $($name::$method => stringify!($method)),+ }
            }
        }
    };
}
pub(super) use methods;
