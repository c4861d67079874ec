//! What a command line gives for properties, from bound arguments to what will be stored.

use serde_json::Value as Json;
use uuid::Uuid;

use crate::cmdlet::Session;
use crate::lang::call::{Argument, Call};
use crate::model::class::{
    Breach, Intake, ListEdit, NOBODY_GIVES, Properties, Property, SetBy, to_json, without_doubles,
};
use crate::model::{
    ClassInfo, Credential, Directory, Fault, FromValue, GivenCredential, PasswordHash, RecipientLink, Secret, Span,
    Value, recipient,
};

/// What one argument does to its property.
enum Edit {
    Replace(Json),
    /// With the place where it is written.
    Change(ListEdit, Option<Span>),
    /// Sealed when it is known to which object.
    Seal(GivenCredential),
}

/// The properties that a command line gives.
pub struct Given {
    edits: Vec<(&'static Property, Edit)>,
}

impl Given {
    /// Reads the arguments that are properties of the class. Hashes passwords, which takes a moment.
    pub fn read(class: &'static ClassInfo, call: &Call) -> Result<Given, Fault> {
        let mut edits = Vec::new();
        for argument in call.arguments {
            let Some(property) = class.property(argument.name).filter(|property| property.set_by != SetBy::System)
            else {
                continue;
            };
            let edit = edit(property, argument).map_err(|fault| fault.at(argument.span))?;
            edits.push((property, edit));
        }
        let given = Given { edits };
        given.adds_up(call)?;
        Ok(given)
    }

    /// What Get- is to find objects by.
    pub fn sought(class: &'static ClassInfo, call: &Call) -> Result<Given, Fault> {
        let mut edits = Vec::new();
        for property in class.sought_by.iter().filter_map(|name| class.property(name)) {
            if let Some(argument) = call.argument(property.name) {
                edits.extend(Given::by(property, argument)?.edits);
            }
        }
        Ok(Given { edits })
    }

    /// Whether an object has all of these values.
    pub fn is_met_by(&self, properties: &Properties) -> bool {
        let is_met = |property: &Property, value: &Json| properties.get(property.name) == Some(value);
        self.edits.iter().all(|(property, edit)| matches!(edit, Edit::Replace(value) if is_met(property, value)))
    }

    /// Err: a list and one that it is made of are not both given whole, so that it matters which comes first.
    fn adds_up(&self, call: &Call) -> Result<(), Fault> {
        for (both, edit_of_both) in &self.edits {
            let Some(parts) = recipient::parts(both.name) else { continue };
            let is_edit = |edit: &Edit| matches!(edit, Edit::Change(..));
            let mut beside = self.edits.iter().filter(|(part, _)| parts.contains(&part.name));
            if let Some((part, _)) = beside.find(|(_, edit)| is_edit(edit) || is_edit(edit_of_both)) {
                let says = format!(
                    "-{} is -{} and -{} in one list: beside one of them it can be given whole, but nothing can be added \
                     or removed.",
                    both.name, parts[0], parts[1]
                );
                let at = call.argument(both.name).and_then(|argument| argument.span);
                return Err(Fault::invalid("ListsChangeEachOther", says).at(at.unwrap_or(call.span)).fix(format!(
                    "Change -{} in a command of its own, or give all of these lists whole, such as `a,b` or $null.",
                    part.name
                )));
            }
        }
        Ok(())
    }

    /// What one argument gives for a property that it is not named after.
    pub fn by(property: &'static Property, argument: &Argument) -> Result<Given, Fault> {
        let edit = edit(property, argument).map_err(|fault| fault.at(argument.span))?;
        Ok(Given { edits: vec![(property, edit)] })
    }

    /// The names of the properties given.
    pub fn names(&self) -> Vec<&'static str> {
        self.edits.iter().map(|(property, _)| property.name).collect()
    }

    /// Those that are replaced whole, whatever they were before.
    pub fn replaced(&self) -> impl Iterator<Item = &'static str> {
        let whole = self.edits.iter().filter(|(_, edit)| !matches!(edit, Edit::Change(..)));
        whole.map(|(property, _)| property.name)
    }

    /// The properties of an object as they will be. Secrets are sealed to the object; recipients that are added to a
    /// list or removed from it are looked up by what they are called.
    pub fn applied_to(
        &self,
        properties: &Properties,
        object: Uuid,
        session: &Session,
        directory: &Directory,
    ) -> Result<Properties, Fault> {
        let mut properties = properties.clone();
        for (property, edit) in &self.edits {
            let value = match edit {
                Edit::Replace(value) => value.clone(),
                Edit::Change(edit, span) if property.type_name == RecipientLink::TYPE_NAME => {
                    let known = edit.try_map(|item| recipient_as_kept(property, item, directory));
                    let known = known.map_err(|breach| Fault::from(breach).at(*span))?;
                    known.applied_to(property, properties.get(property.name))
                }
                Edit::Change(edit, _) => edit.applied_to(property, properties.get(property.name)),
                Edit::Seal(given) => {
                    let password = session.sealer().seal(object, property.name, &given.password)?;
                    to_json(&Credential { user_name: given.user_name.clone(), password })
                }
            };
            properties.insert(property.name.to_owned(), value);
        }
        Ok(properties)
    }
}

/// A recipient as lists keep it, so that it is found in them whatever it was called on the command line.
fn recipient_as_kept(property: &'static Property, item: &Json, directory: &Directory) -> Result<Json, Breach> {
    let link = item.as_str().and_then(|text| text.parse::<RecipientLink>().ok());
    let Some(mut link) = link else { return Ok(item.clone()) };
    recipient::resolve_one(property.name, &mut link, directory)?;
    Ok(to_json(&link))
}

fn edit(property: &'static Property, argument: &Argument) -> Result<Edit, Fault> {
    let value = &argument.value;
    let refused = |reason: String| {
        Fault::invalid(
            "ParameterArgumentTransformationError",
            format!("Cannot use this for parameter '{}': {reason}.", argument.name),
        )
    };
    match property.intake {
        Intake::Credential | Intake::Password if value.is_null() => Ok(Edit::Replace(Json::Null)),
        Intake::Credential => GivenCredential::from_value(value).map(Edit::Seal).map_err(refused),
        Intake::Password => {
            let password = Secret::from_value(value).map_err(refused)?;
            if password.expose().is_empty() {
                return Err(refused("a password has at least one character".into()));
            }
            Ok(Edit::Replace(to_json(&PasswordHash::of(&password)?)))
        }
        Intake::Minted => Err(refused(NOBODY_GIVES.to_owned())),
        Intake::Plain(read) => match value {
            Value::Hash(_) if property.is_list => {
                ListEdit::read(value, read).map(|edit| Edit::Change(edit, argument.span)).map_err(refused)
            }
            _ => read(value).map(|stored| Edit::Replace(without_doubles(property, stored))).map_err(refused),
        },
    }
}
