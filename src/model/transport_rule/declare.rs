//! `rule!`: a class each of whose conditions is there twice, once to be true and once as exception.

macro_rules! rule {
    (
        $(#[doc = $class_doc:literal])+
        $class:ident { $($head:tt)* }
        conditions {
            $(
                $(#[doc = $doc:literal])+
                $field:ident / $except_field:ident = $property:ident / $except_property:ident : $type:ty;
            )+
        }
        settings { $($settings:tt)* }
        rules [$($rule:tt)*]
        advice [$($advice:tt)*]
    ) => {
        $crate::model::class::class! {
            $(#[doc = $class_doc])+
            $class { $($head)* }
            properties {
                $(
                    $(#[doc = $doc])+
                    $field = $property: $type = <$type>::default();
                )+
                $(
                    #[doc = " Exception: the rule leaves alone what this is true of; given as the condition of that name is."]
                    $except_field = $except_property: $type = <$type>::default();
                )+
                $($settings)*
            }
            rules [$($rule)*]
            advice [$($advice)*]
        }

        /// What is asked about a message: the conditions of a rule, or its exceptions.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Conditions {
            $($(#[doc = $doc])+ pub $field: $type,)+
        }

        impl Conditions {
            /// Nothing is asked.
            pub fn is_empty(&self) -> bool {
                $(self.$field == <$type>::default())&&+
            }
        }

        impl $class {
            pub fn conditions(&self) -> Conditions {
                Conditions { $($field: self.$field.clone(),)+ }
            }

            pub fn exceptions(&self) -> Conditions {
                Conditions { $($field: self.$except_field.clone(),)+ }
            }
        }
    };
}
pub(super) use rule;
