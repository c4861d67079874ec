//! `recipient_class!`: `class!` for recipients, with the properties that all of them have.

macro_rules! recipient_class {
    (person; $($rest:tt)*) => {
        $crate::model::recipient::recipient_class! {
            @with [
                /// Given name.
                first_name = FirstName: String = String::new();
                /// Family name.
                last_name = LastName: String = String::new();
                /// Letters between the two.
                initials = Initials: String = String::new();
            ] |me| [&me.first_name, &me.last_name, &me.initials]; $($rest)*
        }
    };
    (group; $($rest:tt)*) => {
        $crate::model::recipient::recipient_class! { @with [] |_me| ["", "", ""]; $($rest)* }
    };
    (
        @with [$($named:tt)*] |$me:ident| $names:expr;
        $(#[doc = $class_doc:literal])+
        $class:ident { $($head:tt)* }
        properties { $($own:tt)* }
        rules [$($rule:path),* $(,)?]
        $(farewell [$($farewell:path),* $(,)?])?
    ) => {
        $crate::model::class::class! {
            $(#[doc = $class_doc])+
            $class { $($head)* }
            properties {
                /// The address that others see. Default: the first of EmailAddresses.
                primary_smtp_address = PrimarySmtpAddress: $crate::model::SmtpAddress;
                /// All its addresses, the primary one written with a capital `SMTP:`. Default: the primary alone.
                email_addresses = EmailAddresses: Vec<$crate::model::ProxyAddress> = Vec::new();
                /// Short name, unique among recipients. Default: the part of the primary address before the `@`.
                alias = Alias: String;
                /// Name for people. Default: Name.
                display_name = DisplayName: String = String::new();
                /// Let Update-EmailAddressPolicy give it addresses. Default $true, unless addresses are given.
                email_address_policy_enabled = EmailAddressPolicyEnabled: bool = true;
                $($named)*
                $($own)*
                /// Largest message that it receives, in place of the organization's limit; mail from outside is held to
                /// that one as well. Default unlimited: the organization's limit alone.
                max_receive_size = MaxReceiveSize: $crate::model::Unlimited<$crate::model::ByteSize>
                    = $crate::model::Unlimited::Unlimited;
                /// Largest message that is sent from its address, in place of the organization's limit. Default unlimited:
                /// the organization's limit.
                max_send_size = MaxSendSize: $crate::model::Unlimited<$crate::model::ByteSize>
                    = $crate::model::Unlimited::Unlimited;
                /// Recipients whose mail it takes, and nobody else's. Default: everybody's.
                accept_messages_only_from = AcceptMessagesOnlyFrom: Vec<$crate::model::RecipientLink> = Vec::new();
                /// Groups whose members' mail it takes.
                accept_messages_only_from_dl_members = AcceptMessagesOnlyFromDLMembers: Vec<$crate::model::RecipientLink>
                    = Vec::new();
                /// Both in one list: recipients, and groups whose members are meant. Given beside one of the other two, they
                /// add up.
                accept_messages_only_from_senders_or_members = AcceptMessagesOnlyFromSendersOrMembers:
                    Vec<$crate::model::RecipientLink> = Vec::new();
                /// Recipients whose mail it refuses.
                reject_messages_from = RejectMessagesFrom: Vec<$crate::model::RecipientLink> = Vec::new();
                /// Groups whose members' mail it refuses.
                reject_messages_from_dl_members = RejectMessagesFromDLMembers: Vec<$crate::model::RecipientLink>
                    = Vec::new();
                /// Both in one list: recipients, and groups whose members are meant. Given beside one of the other two, they
                /// add up.
                reject_messages_from_senders_or_members = RejectMessagesFromSendersOrMembers:
                    Vec<$crate::model::RecipientLink> = Vec::new();
                /// A text of yours, for filters.
                custom_attribute_1 = CustomAttribute1: String = String::new();
                /// A text of yours, for filters.
                custom_attribute_2 = CustomAttribute2: String = String::new();
                /// A text of yours, for filters.
                custom_attribute_3 = CustomAttribute3: String = String::new();
                /// A text of yours, for filters.
                custom_attribute_4 = CustomAttribute4: String = String::new();
                /// A text of yours, for filters.
                custom_attribute_5 = CustomAttribute5: String = String::new();
                /// A text of yours, for filters.
                custom_attribute_6 = CustomAttribute6: String = String::new();
                /// A text of yours, for filters.
                custom_attribute_7 = CustomAttribute7: String = String::new();
                /// A text of yours, for filters.
                custom_attribute_8 = CustomAttribute8: String = String::new();
                /// A text of yours, for filters.
                custom_attribute_9 = CustomAttribute9: String = String::new();
                /// A text of yours, for filters.
                custom_attribute_10 = CustomAttribute10: String = String::new();
                /// A text of yours, for filters.
                custom_attribute_11 = CustomAttribute11: String = String::new();
                /// A text of yours, for filters.
                custom_attribute_12 = CustomAttribute12: String = String::new();
                /// A text of yours, for filters.
                custom_attribute_13 = CustomAttribute13: String = String::new();
                /// A text of yours, for filters.
                custom_attribute_14 = CustomAttribute14: String = String::new();
                /// A text of yours, for filters.
                custom_attribute_15 = CustomAttribute15: String = String::new();
                /// The recipient directory that made it and keeps it as it is there; empty for those that people made.
                recipient_directory = RecipientDirectory: String = String::new(), system;
            }
            rules [
                $crate::model::recipient::addresses_are_smtp,
                $crate::model::recipient::addresses_are_its_own,
                $crate::model::recipient::names_are_its_own,
                $crate::model::recipient::is_changed_where_it_is_kept,
                $($rule),*
            ]
            farewell [
                $crate::model::recipient::is_removed_where_it_is_kept,
                $crate::model::recipient::is_still_named,
                $($($farewell),*)?
            ]
        }

        impl $class {
            /// What every recipient has.
            pub fn card(&self) -> $crate::model::recipient::Card<'_> {
                let $me = self;
                let [first_name, last_name, initials]: [&str; 3] = $names;
                $crate::model::recipient::Card {
                    class: stringify!($class),
                    id: self.id,
                    name: &self.name,
                    alias: &self.alias,
                    display_name: &self.display_name,
                    first_name,
                    last_name,
                    initials,
                    primary: &self.primary_smtp_address,
                    addresses: &self.email_addresses,
                    max_receive_size: self.max_receive_size,
                    max_send_size: self.max_send_size,
                    follows_policies: self.email_address_policy_enabled,
                    directory: &self.recipient_directory,
                    is_for_authenticated: self.require_sender_authentication_enabled,
                    accepts: $crate::model::recipient::Senders {
                        senders: &self.accept_messages_only_from,
                        groups: &self.accept_messages_only_from_dl_members,
                    },
                    rejects: $crate::model::recipient::Senders {
                        senders: &self.reject_messages_from,
                        groups: &self.reject_messages_from_dl_members,
                    },
                    custom: [
                        &self.custom_attribute_1, &self.custom_attribute_2, &self.custom_attribute_3,
                        &self.custom_attribute_4, &self.custom_attribute_5, &self.custom_attribute_6,
                        &self.custom_attribute_7, &self.custom_attribute_8, &self.custom_attribute_9,
                        &self.custom_attribute_10, &self.custom_attribute_11, &self.custom_attribute_12,
                        &self.custom_attribute_13, &self.custom_attribute_14, &self.custom_attribute_15,
                    ],
                }
            }
        }

        impl $crate::model::recipient::Shared for $class {
            fn card(&self) -> $crate::model::recipient::Card<'_> {
                $class::card(self)
            }

            fn is_new(&self) -> bool {
                self.revision == 0
            }

            fn named(&mut self) -> (&mut String, &mut String) {
                (&mut self.alias, &mut self.display_name)
            }

            fn addressed(&mut self) -> (&mut $crate::model::SmtpAddress, &mut Vec<$crate::model::ProxyAddress>) {
                (&mut self.primary_smtp_address, &mut self.email_addresses)
            }

            fn accepting(&mut self) -> [&mut Vec<$crate::model::RecipientLink>; 3] {
                [
                    &mut self.accept_messages_only_from,
                    &mut self.accept_messages_only_from_dl_members,
                    &mut self.accept_messages_only_from_senders_or_members,
                ]
            }

            fn rejecting(&mut self) -> [&mut Vec<$crate::model::RecipientLink>; 3] {
                [
                    &mut self.reject_messages_from,
                    &mut self.reject_messages_from_dl_members,
                    &mut self.reject_messages_from_senders_or_members,
                ]
            }
        }
    };
}
pub(crate) use recipient_class;
