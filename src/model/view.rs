//! What a node shows of its live state: read-only objects whose properties are declared once.
//!
//! From one declaration follow the typed struct that the node fills, its JSON on the control API (property names as
//! people see them), the value that flows through a pipeline, and the [`TypeInfo`](super::TypeInfo) behind help,
//! completion and default tables.

/// A view that can be asked for one property without becoming an object: what a filter does a million times.
pub trait View {
    /// The property of this name, whatever its case; `None` when the view has no such property.
    fn property(&self, name: &str) -> Option<super::Value>;
}

/// Declares a view: `/// doc`, `"Name" field: Type as "TypeNameForPeople";` for each property.
macro_rules! view {
    (
        $(#[doc = $type_doc:literal])+
        $name:ident as $type_name:literal, shown [$($shown:literal),* $(,)?] {
            $($(#[doc = $doc:literal])+ $property:literal $field:ident: $type:ty as $value_type:literal;)+
        }
    ) => {
        $(#[doc = $type_doc])+
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        pub struct $name {
            $($(#[doc = $doc])+ #[serde(rename = $property)] pub $field: $type,)+
        }

        impl $name {
            pub const TYPE: &'static $crate::model::TypeInfo = &$crate::model::TypeInfo {
                name: $type_name,
                properties: &[$($crate::model::PropertyInfo {
                    name: $property,
                    type_name: $value_type,
                    doc: concat!($($doc),+).trim_ascii(),
                }),+],
                shown: &[$($shown),*],
                methods: &[],
            };
        }

        impl $crate::model::view::View for $name {
            fn property(&self, name: &str) -> Option<$crate::model::Value> {
                $(if name.eq_ignore_ascii_case($property) {
                    return Some($crate::model::IntoValue::into_value(self.$field.clone()));
                })+
                None
            }
        }

        impl $crate::model::IntoValue for $name {
            fn into_value(self) -> $crate::model::Value {
                use $crate::model::{IntoValue, Object, Value};
                // Shared by all objects of the type: a listing of many thousands makes no names of its own.
                static NAMES: std::sync::LazyLock<Vec<std::sync::Arc<str>>> =
                    std::sync::LazyLock::new(|| vec![$(std::sync::Arc::from($property)),+]);
                let values = [$(IntoValue::into_value(self.$field)),+];
                Value::Object(Object::of($name::TYPE, NAMES.iter().cloned().zip(values).collect()))
            }
        }
    };
}
pub(crate) use view;
