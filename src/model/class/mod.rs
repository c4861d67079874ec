//! Configuration classes: what one declaration of a class says to everybody who walks it.
//!
//! `class!` turns a declaration into the typed struct that the mail path reads and into a [`ClassInfo`] that store,
//! cmdlets, help and completion read. Objects are stored as a JSON map of properties; a missing key means the default,
//! a value that does not fit is a [`Breach`] that names the property, never a panic and never a silent default.

mod breach;
mod declare;
mod list_edit;
mod property;
mod question;
mod setting;

use jiff::Timestamp;
use uuid::Uuid;

pub use breach::Breach;
pub(crate) use declare::{class, first, marked, optional};
pub use list_edit::{ListEdit, without_doubles};
pub use property::{Intake, Property, SetBy};
pub use question::{Outlook, Question};
pub use setting::{Check, Measured, NOBODY_GIVES, Setting, check_given, read, same, show, to_json, within};

use super::organization::Organization;
use super::{Domain, PropertyInfo, TransportRole, TypeInfo};

/// The properties that every object has, whatever its class.
pub const IDENTITY: PropertyInfo = PropertyInfo::new(
    "Identity",
    "String",
    "What names it: its name, with the server in front where it belongs to one.",
);
pub const NAME: PropertyInfo = PropertyInfo::new("Name", "String", "Its name, up to 64 characters.");
pub const SERVER: PropertyInfo =
    PropertyInfo::new("Server", "String", "The server it belongs to; empty for the organization.");
pub const GUID: PropertyInfo = PropertyInfo::new("Guid", "Guid", "Stays the same through renames.");
pub const REVISION: PropertyInfo =
    PropertyInfo::new("Revision", "Int64", "Revision of the store that last changed it.");
pub const WHEN_CREATED: PropertyInfo = PropertyInfo::new("WhenCreated", "DateTime", "When it was made.");
pub const WHEN_CHANGED: PropertyInfo = PropertyInfo::new("WhenChanged", "DateTime", "When it was last changed.");

/// Properties as they are stored, by name.
pub type Properties = serde_json::Map<String, serde_json::Value>;

/// An object as a store keeps it, whichever store that is.
#[derive(Clone, Copy, Debug)]
pub struct Stored<'a> {
    pub id: Uuid,
    pub name: &'a str,
    /// Name of the server it belongs to; empty for the organization.
    pub scope: &'a str,
    pub revision: u64,
    pub created: Timestamp,
    pub changed: Timestamp,
    pub properties: &'a Properties,
}

/// Whether objects of a class belong to the organization or to one server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    Organization,
    Server,
}

/// The cmdlets that a class has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    New,
    Get,
    Set,
    Remove,
    /// Sets the property Enabled.
    Enable,
    /// Clears it.
    Disable,
}

impl Verb {
    /// As it stands before the noun.
    pub fn word(self) -> &'static str {
        match self {
            Verb::New => "New",
            Verb::Get => "Get",
            Verb::Set => "Set",
            Verb::Remove => "Remove",
            Verb::Enable => "Enable",
            Verb::Disable => "Disable",
        }
    }
}

/// All that is known of a class without naming its Rust type.
pub struct ClassInfo {
    /// The class as the store has it, such as `SendConnector`.
    pub name: &'static str,
    /// Nouns of its cmdlets; the first is the one that help shows.
    pub nouns: &'static [&'static str],
    /// First line: one sentence.
    pub doc: &'static [&'static str],
    pub scope: Scope,
    pub verbs: &'static [Verb],
    pub properties: &'static [Property],
    pub type_info: &'static TypeInfo,
    /// Its objects are not named by people: the name follows from the properties of a new one.
    pub named: Option<fn(&Properties) -> Option<String>>,
    /// What holds where there are no objects, as `Get- -Original` shows it. Of a class whose objects are `named`.
    pub originals: Option<fn() -> Vec<Properties>>,
    /// There is exactly one object, of this name.
    pub singleton: Option<&'static str>,
    /// Values of Usage that are also switches of New-: `-Internet` for `-Usage Internet`.
    pub usages: &'static [&'static str],
    /// What `-Interactive` asks; empty: there is no such switch.
    pub questions: &'static [Question],
    /// Parameters that scripts commonly pass and that mean nothing here: taken, and ignored with a verbose note.
    pub ignored: &'static [&'static str],
    /// Verbs that take `-Force`: no advice, no questions.
    pub forced: &'static [Verb],
    /// How many objects Get- shows unless `-ResultSize` says otherwise; `None` shows all.
    pub paged: Option<u32>,
    /// Properties that are also parameters of Get-: only the objects that have the value are shown.
    pub sought_by: &'static [&'static str],
    /// The property that says in which order the objects act; the store keeps it without gaps.
    pub ranked: Option<&'static str>,
    /// What the first of them has.
    pub first_rank: u64,
    /// Other words for verbs: `Install` for New.
    pub called: &'static [(Verb, &'static str)],
    /// The property that is true of exactly one object; `Set- -Make…` moves it, and the store keeps it so.
    pub elected: Option<&'static str>,
    /// Classes that its rules look at: a change is judged against them and stored only while they stay as they were.
    pub looks_at: &'static [&'static str],
    /// For the help pages: verb, what it does, command line.
    pub examples: &'static [(Verb, &'static str, &'static str)],
    /// What a new object starts from, before what the person gave: depends on usage and role.
    pub presets: fn(&Creation) -> Result<Properties, Breach>,
    /// Brings properties that depend on each other in line after some were changed.
    pub settle: fn(&Stored, changed: &[&str], &Beside) -> Result<Properties, Breach>,
    /// Whether the whole object is sound, by itself and beside the others.
    pub judge: fn(&Stored, &Beside) -> Result<(), Breach>,
    /// What a careful colleague would say about an object that is sound.
    pub advise: fn(&Stored, &Beside) -> Result<Vec<String>, Breach>,
    /// The same before it is removed; a breach forbids the removal.
    pub farewell: fn(&Stored, &Beside) -> Result<Vec<String>, Breach>,
    /// Whether a text other than name or GUID means this object (a mailbox's address, a server's FQDN).
    pub answers_to: fn(&Stored, &str) -> bool,
    pub(super) keep: super::organization::Keep,
}

impl ClassInfo {
    /// A property by name, in any letter case.
    pub fn property(&self, name: &str) -> Option<&'static Property> {
        self.properties.iter().find(|property| property.name.eq_ignore_ascii_case(name))
    }

    pub fn has(&self, verb: Verb) -> bool {
        self.verbs.contains(&verb)
    }

    /// A verb as it stands before the nouns of this class.
    pub fn word(&self, verb: Verb) -> &'static str {
        self.called.iter().find(|(one, _)| *one == verb).map_or_else(|| verb.word(), |(_, word)| word)
    }

    /// What a new object stores: the defaults for the role, over them the presets, over them what was given.
    ///
    /// A breach names the first property that must be given and was not.
    pub fn create(&self, creation: &Creation) -> Result<Properties, Breach> {
        let presets = (self.presets)(creation)?;
        let mut properties = Properties::new();
        for property in self.properties {
            let given = creation.given.get(property.name).or_else(|| presets.get(property.name)).cloned();
            let value = given.or_else(|| property.default_for(creation.role)).ok_or_else(|| {
                Breach::new(
                    property.name,
                    format!("A new {} needs {}.", self.name, property.name),
                    format!("Give -{}: {}", property.name, property.doc()),
                )
            })?;
            properties.insert(property.name.to_owned(), value);
        }
        Ok(properties)
    }
}

impl std::fmt::Debug for ClassInfo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ClassInfo({})", self.name)
    }
}

/// What is known while an object is being made.
pub struct Creation<'a> {
    /// Role of the server it is made on or for.
    pub role: TransportRole,
    /// Name of that server.
    pub server: &'a str,
    pub name: &'a str,
    /// The default accepted domain, if there is one.
    pub domain: Option<&'a Domain>,
    /// What the person gave.
    pub given: &'a Properties,
}

impl Creation<'_> {
    /// Whether a property was given something other than `$null` or nothing at all.
    pub fn gave(&self, property: &str) -> bool {
        let is_empty = |value: &serde_json::Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        self.given.get(property).is_some_and(|value| !is_empty(value))
    }

    /// What was given for a property, read as its type.
    pub fn read<T: Setting>(&self, property: &'static str) -> Result<Option<T>, Breach> {
        let Some(given) = self.given.get(property).filter(|value| !value.is_null()) else { return Ok(None) };
        T::deserialize(given).map(Some).map_err(|error| Breach::unreadable(property, &error))
    }
}

/// The properties that a preset chooses, in the form in which they are stored.
#[derive(Default)]
pub struct Presets(Properties);

impl Presets {
    pub fn set<T: Setting>(&mut self, property: &'static str, value: T) {
        self.0.insert(property.to_owned(), to_json(&value));
    }

    pub fn into_properties(self) -> Properties {
        self.0
    }
}

/// What stands beside an object when it is judged.
pub struct Beside<'a> {
    pub organization: &'a Organization,
    /// Name of the server that the command or node works for.
    pub server: &'a str,
}

impl Beside<'_> {
    /// The objects of a class, without the one being judged.
    pub fn others<'a, T: Class>(&'a self, me: Uuid) -> impl Iterator<Item = &'a T> + 'a {
        self.organization.all::<T>().filter(move |other| other.id() != me)
    }
}

/// The Rust type of a class.
pub trait Class: Clone + PartialEq + std::fmt::Debug + Send + Sync + 'static {
    fn info() -> &'static ClassInfo;
    fn from_stored(stored: &Stored) -> Result<Self, Breach>;
    fn to_properties(&self) -> Properties;
    fn id(&self) -> Uuid;
    fn name(&self) -> &str;
    fn scope(&self) -> &str;

    /// A new object of a hub that is not stored yet, with defaults and presets for all that is not given. For the
    /// objects that a node makes itself at its first start.
    fn create(name: &str, scope: &str, given: serde_json::Value) -> Result<Self, Breach> {
        Self::create_for(TransportRole::Hub, name, scope, given)
    }

    /// The same on a server of either role.
    fn create_for(role: TransportRole, name: &str, scope: &str, given: serde_json::Value) -> Result<Self, Breach> {
        let given = match given {
            serde_json::Value::Object(given) => given,
            _ => Properties::new(),
        };
        let creation = Creation { role, server: scope, name, domain: None, given: &given };
        let properties = Self::info().create(&creation)?;
        let now = Timestamp::now();
        let stored = Stored {
            id: Uuid::now_v7(),
            name,
            scope,
            revision: 0,
            created: now,
            changed: now,
            properties: &properties,
        };
        let nobody = Organization::default();
        let changed: Vec<&str> = given.keys().map(String::as_str).collect();
        let properties = (Self::info().settle)(&stored, &changed, &Beside { organization: &nobody, server: scope })?;
        Self::from_stored(&Stored { properties: &properties, ..stored })
    }
}

/// Refuses a name that could not be typed, shown or told apart: names are 1 to 64 characters, and no part of a pattern
/// or a path.
pub fn check_name(name: &str) -> Result<(), Breach> {
    let says = match name {
        "" => "A name has at least one character.",
        _ if name.chars().count() > 64 => "A name has at most 64 characters.",
        _ if name.contains(['\\', '*', '?']) => {
            "A name holds no backslash, '*' or '?': they have a meaning of their own."
        }
        _ if name.contains(char::is_control) => "A name holds no control characters.",
        _ if name.trim() != name => "A name does not start or end with a blank.",
        _ if Uuid::try_parse(name).is_ok() => "A name is not a GUID.",
        _ => return Ok(()),
    };
    Err(Breach::new("Name", says, "Choose another name with -Name."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_can_be_typed_and_told_apart() {
        for (name, fits) in [
            ("To Internet", true),
            ("Default HUB01", true),
            ("Zürich (alt) [2]", true),
            ("", false),
            (" x", false),
            ("a\\b", false),
            ("a*", false),
            ("a\nb", false),
            ("00000000-0000-0000-0000-000000000001", false),
            (&"x".repeat(65), false),
        ] {
            assert_eq!(check_name(name).is_ok(), fits, "{name}");
        }
    }
}
