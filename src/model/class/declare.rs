//! `class!`: one declaration becomes the struct and the [`ClassInfo`](super::ClassInfo).
//!
//! ```text
//! class! {
//!     /// What it is.
//!     SendConnector {
//!         nouns: ["SendConnector"], scope: Organization, verbs: [New, Get, Set, Remove],
//!         shown: ["Identity", "AddressSpaces", "Enabled"],
//!         examples: [(New, "Send all mail to the Internet", "New-SendConnector …")],
//!     }
//!     properties {
//!         /// What it means.
//!         port = Port: u16 = 25, within(1, 65535);
//!     }
//!     rules [tls_settings_agree]
//! }
//! ```
//!
//! A property without a default must be given. Marks: `required` (whatever the presets), `within(low, high)`,
//! `edge(default on an edge server)`, `formerly(value of an object that was stored before the property was there, by what
//! else is stored)`, `new_only`, `system`.

macro_rules! class {
    (
        $(#[doc = $class_doc:literal])+
        $class:ident {
            nouns: [$($noun:literal),*],
            scope: $scope:ident,
            verbs: [$($verb:ident),*],
            $(called: [$(($called:ident, $word:literal)),*],)?
            shown: [$($shown:literal),+],
            $(singleton: $singleton:literal,)?
            $(usages: $usages:expr,)?
            $(questions: $questions:expr,)?
            $(ignored: [$($ignored:literal),*],)?
            $(forced: [$($forced:ident),*],)?
            $(looks_at: [$($neighbour:literal),*],)?
            $(presets: $presets:expr,)?
            $(paged: $paged:literal,)?
            $(sought_by: [$($sought:literal),*],)?
            $(ranked: $ranked:literal,)?
            $(first_rank: $first_rank:literal,)?
            $(elected: $elected:literal,)?
            $(settle: $settle:expr,)?
            $(named: $named:expr,)?
            $(originals: $originals:expr,)?
            $(answers_to: $answers_to:expr,)?
            $(live: [$(($live:literal, $live_type:literal, $live_doc:literal)),+ $(,)?],)?
            examples: [$(($example_verb:ident, $does:literal, $run:literal)),* $(,)?],
        }
        properties {
            $(
                $(#[doc = $doc:literal])+
                $field:ident = $property:ident : $type:ty $(= $default:expr)?
                $(, $mark:ident $(($($argument:tt)*))?)* ;
            )+
        }
        rules [$($rule:path),* $(,)?]
        $(advice [$($advice:path),* $(,)?])?
        $(farewell [$($farewell:path),* $(,)?])?
    ) => {
        $(#[doc = $class_doc])+
        #[derive(Clone, Debug, PartialEq)]
        pub struct $class {
            /// Stays the same through renames.
            pub id: uuid::Uuid,
            pub name: String,
            /// Name of the server it belongs to; empty for the organization.
            pub scope: String,
            /// Revision of the store that last changed it; 0 before it is stored.
            pub revision: u64,
            pub created: jiff::Timestamp,
            pub changed: jiff::Timestamp,
            $($(#[doc = $doc])+ pub $field: $type,)+
        }

        impl $class {
            const PROPERTIES: &'static [$crate::model::class::Property] = &[$(
                $crate::model::class::Property {
                    name: stringify!($property),
                    doc_lines: &[$($doc),+],
                    type_name: <$type as $crate::model::class::Setting>::TYPE_NAME,
                    is_list: <$type as $crate::model::class::Setting>::IS_LIST,
                    is_set: <$type as $crate::model::class::Setting>::IS_SET,
                    values: <$type as $crate::model::class::Setting>::values,
                    value_docs: <$type as $crate::model::class::Setting>::value_docs,
                    default: $crate::model::class::optional!(
                        $(|| $crate::model::class::to_json::<$type>(&$default))?
                    ),
                    is_required: $crate::model::class::marked!(required; $type; $([$mark $(($($argument)*))?])*),
                    edge_default: $crate::model::class::marked!(edge; $type; $([$mark $(($($argument)*))?])*),
                    formerly: $crate::model::class::marked!(formerly; $type; $([$mark $(($($argument)*))?])*),
                    bounds: $crate::model::class::marked!(bounds; $type; $([$mark $(($($argument)*))?])*),
                    set_by: $crate::model::class::marked!(set_by; $type; $([$mark $(($($argument)*))?])*),
                    intake: <$type as $crate::model::class::Setting>::INTAKE,
                    check: |value| {
                        $crate::model::class::check_given::<$type>(
                            value,
                            $crate::model::class::marked!(check; $type; $([$mark $(($($argument)*))?])*),
                        )
                    },
                    show: $crate::model::class::show::<$type>,
                    same: $crate::model::class::same::<$type>,
                },
            )+];

            const TYPE_INFO: &'static $crate::model::TypeInfo = &$crate::model::TypeInfo {
                name: concat!("Emsh.Transport.", stringify!($class)),
                properties: &[
                    $crate::model::class::IDENTITY,
                    $crate::model::class::NAME,
                    $($crate::model::PropertyInfo {
                        name: stringify!($property),
                        type_name: <$type as $crate::model::class::Setting>::TYPE_NAME,
                        doc: concat!($($doc),+).trim_ascii(),
                    },)+
                    $($($crate::model::PropertyInfo { name: $live, type_name: $live_type, doc: $live_doc },)+)?
                    $crate::model::class::SERVER,
                    $crate::model::class::GUID,
                    $crate::model::class::REVISION,
                    $crate::model::class::WHEN_CREATED,
                    $crate::model::class::WHEN_CHANGED,
                ],
                shown: &[$($shown),+],
                methods: &[],
            };

            /// All that store, cmdlets, help and completion know of the class.
            pub const INFO: &'static $crate::model::class::ClassInfo = &$crate::model::class::ClassInfo {
                name: stringify!($class),
                nouns: &[$($noun),*],
                doc: &[$($class_doc),+],
                scope: $crate::model::class::Scope::$scope,
                verbs: &[$($crate::model::class::Verb::$verb),*],
                properties: $class::PROPERTIES,
                type_info: $class::TYPE_INFO,
                named: $crate::model::class::optional!($($named)?),
                originals: $crate::model::class::optional!($($originals)?),
                singleton: $crate::model::class::optional!($($singleton)?),
                usages: $crate::model::class::first!($($usages,)? &[]),
                questions: $crate::model::class::first!($($questions,)? &[]),
                ignored: &["DomainController" $($(, $ignored)*)?],
                paged: $crate::model::class::optional!($($paged)?),
                sought_by: &[$($($sought),*)?],
                ranked: $crate::model::class::optional!($($ranked)?),
                first_rank: $crate::model::class::first!($($first_rank,)? 0),
                called: &[$($(($crate::model::class::Verb::$called, $word)),*)?],
                elected: $crate::model::class::optional!($($elected)?),
                forced: &[$($($crate::model::class::Verb::$forced),*)?],
                looks_at: &[$($($neighbour),*)?],
                examples: &[$(($crate::model::class::Verb::$example_verb, $does, $run)),*],
                presets: $crate::model::class::first!($($presets,)? |_| Ok(Default::default())),
                settle: |stored, changed, beside| {
                    let mut object = <$class as $crate::model::class::Class>::from_stored(stored)?;
                    let settle: fn(&mut $class, &[&str], &$crate::model::class::Beside)
                        -> Result<(), $crate::model::class::Breach> =
                        $crate::model::class::first!($($settle,)? |_, _, _| Ok(()));
                    settle(&mut object, changed, beside)?;
                    Ok(<$class as $crate::model::class::Class>::to_properties(&object))
                },
                judge: |stored, beside| {
                    let object = <$class as $crate::model::class::Class>::from_stored(stored)?;
                    $($rule(&object, beside)?;)*
                    let _ = (object, beside);
                    Ok(())
                },
                advise: |stored, beside| {
                    let object = <$class as $crate::model::class::Class>::from_stored(stored)?;
                    let advice: &[fn(&$class, &$crate::model::class::Beside) -> Option<String>] =
                        &[$($($advice),*)?];
                    Ok(advice.iter().filter_map(|advise| advise(&object, beside)).collect())
                },
                farewell: |stored, beside| {
                    let object = <$class as $crate::model::class::Class>::from_stored(stored)?;
                    let farewell: &[fn(&$class, &$crate::model::class::Beside)
                        -> Result<Option<String>, $crate::model::class::Breach>] = &[$($($farewell),*)?];
                    let mut warnings = Vec::new();
                    for ask in farewell {
                        warnings.extend(ask(&object, beside)?);
                    }
                    Ok(warnings)
                },
                answers_to: |stored, text| {
                    let answers: fn(&$class, &str) -> bool =
                        $crate::model::class::first!($($answers_to,)? |_, _| false);
                    <$class as $crate::model::class::Class>::from_stored(stored).is_ok_and(|object| answers(&object, text))
                },
                keep: |stored| {
                    Ok(std::sync::Arc::new(<$class as $crate::model::class::Class>::from_stored(stored)?))
                },
            };
        }

        impl $crate::model::class::Class for $class {
            fn info() -> &'static $crate::model::class::ClassInfo {
                $class::INFO
            }

            fn from_stored(
                stored: &$crate::model::class::Stored,
            ) -> Result<$class, $crate::model::class::Breach> {
                Ok($class {
                    id: stored.id,
                    name: stored.name.to_owned(),
                    scope: stored.scope.to_owned(),
                    revision: stored.revision,
                    created: stored.created,
                    changed: stored.changed,
                    $($field: $crate::model::class::read::<$type>(
                        stored,
                        stringify!($property),
                        $crate::model::class::optional!($(|| $default)?),
                        $crate::model::class::marked!(formerly; $type; $([$mark $(($($argument)*))?])*),
                        $crate::model::class::marked!(check; $type; $([$mark $(($($argument)*))?])*),
                    )?,)+
                })
            }

            fn to_properties(&self) -> $crate::model::class::Properties {
                let mut properties = $crate::model::class::Properties::new();
                $(properties.insert(
                    stringify!($property).to_owned(),
                    $crate::model::class::to_json(&self.$field),
                );)+
                properties
            }

            fn id(&self) -> uuid::Uuid {
                self.id
            }

            fn name(&self) -> &str {
                &self.name
            }

            fn scope(&self) -> &str {
                &self.scope
            }
        }
    };
}

/// `Some` of what is there, else `None`.
macro_rules! optional {
    () => {
        None
    };
    ($($there:tt)+) => {
        Some($($there)+)
    };
}

/// The first of what is there.
macro_rules! first {
    ($first:expr $(, $rest:expr)*) => {
        $first
    };
}

/// What the marks of a property say about one matter.
macro_rules! marked {
    (edge; $type:ty; [edge($($value:tt)*)] $($rest:tt)*) => {
        Some(|| $crate::model::class::to_json::<$type>(&$($value)*))
    };
    (formerly; $type:ty; [formerly($value:expr)] $($rest:tt)*) => {
        Some(|stored: &$crate::model::class::Properties| $crate::model::class::to_json::<$type>(&$value(stored)))
    };
    (bounds; $type:ty; [within($low:expr, $high:expr)] $($rest:tt)*) => {
        Some(|| {
            let (low, high): (
                <$type as $crate::model::class::Measured>::Unit,
                <$type as $crate::model::class::Measured>::Unit,
            ) = ($low, $high);
            format!("{low} to {high}")
        })
    };
    (check; $type:ty; [within($low:expr, $high:expr)] $($rest:tt)*) => {
        Some(|value: &$type| $crate::model::class::within::<$type>(value, $low, $high))
    };
    (required; $type:ty; [required] $($rest:tt)*) => {
        true
    };
    (required; $type:ty;) => {
        false
    };
    (set_by; $type:ty; [new_only] $($rest:tt)*) => {
        $crate::model::class::SetBy::NewOnly
    };
    (set_by; $type:ty; [system] $($rest:tt)*) => {
        $crate::model::class::SetBy::System
    };
    (set_by; $type:ty;) => {
        $crate::model::class::SetBy::NewAndSet
    };
    ($matter:ident; $type:ty; [$($other:tt)*] $($rest:tt)*) => {
        $crate::model::class::marked!($matter; $type; $($rest)*)
    };
    ($matter:ident; $type:ty;) => {
        None
    };
}

pub(crate) use {class, first, marked, optional};
