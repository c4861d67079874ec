//! How the methods of a type are declared: once, as the names that the match of their implementation must cover.

use super::Definition;

/// The methods of a type.
pub(super) trait Declared: Copy + Sized + 'static {
    /// Names and overloads, in the order of the enumeration.
    const ALL: &'static [Definition];

    /// In any letter case.
    fn named(name: &str) -> Option<Self>;

    /// Its place in [`Declared::ALL`].
    fn place(self) -> usize;

    fn name(self) -> &'static str {
        Self::ALL[self.place()].0
    }
}

/// Declares an enumeration of methods, each with the overloads that `Get-Member` shows. Whoever implements them matches
/// on it, so that what is shown is there, and what is there is shown.
macro_rules! methods {
    ($(#[$doc:meta])* $name:ident { $($method:ident $definition:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        // .NET writes `get_Item`, and what is only read is `Get…` throughout.
        #[allow(non_camel_case_types, clippy::enum_variant_names)]
        pub(in crate::lang::eval::member) enum $name { $($method),+ }

        impl $crate::lang::eval::member::declare::Declared for $name {
            const ALL: &'static [(&'static str, &'static str)] = &[$((stringify!($method), $definition)),+];

            fn named(name: &str) -> Option<$name> {
                $(if name.eq_ignore_ascii_case(stringify!($method)) {
                    return Some($name::$method);
                })+
                None
            }

            fn place(self) -> usize {
                self as usize
            }
        }
    };
}
pub(super) use methods;
