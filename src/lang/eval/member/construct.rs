//! `[type]::new(…)`, and the text builder that scripts make with it.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use super::super::Interpreter;
use super::super::error_record::ErrorRecord;
use super::super::stop::{Eval, Stop};
use super::declare::{Declared, methods};
use super::psobject::PropertyOf;
use super::{Answer, argument, threw, wrong_count};
use crate::lang::bounds;
use crate::lang::collection::{Collection, TextComparer};
use crate::lang::endpoint::{EndPoint, MailAddress};
use crate::lang::enumeration::Enumerated;
use crate::lang::error_category::ErrorCategory;
use crate::lang::scalars::Version;
use crate::lang::semantic_version::SemanticVersion;
use crate::lang::text_encoding::TextEncoding;
use crate::lang::types::{Base, Type, cast};
use crate::model::{Array, DateKind, DateTimeOffset, Fault, FromValue, Hash, Object, Scalar, TimeSpan, Value, convert};

impl Interpreter {
    pub(in crate::lang::eval) fn construct(&self, known: Type, arguments: &[Value]) -> Eval<Value> {
        let first = || argument(arguments, 0, "new");
        match (known.base, arguments) {
            (base, lengths) if known.rank > 1 && lengths.len() == usize::from(known.rank) => {
                let lengths = lengths.iter().map(convert::to_int).collect::<Result<Vec<_>, _>>()?;
                let lengths: Vec<usize> = lengths.into_iter().map(|one| usize::try_from(one).unwrap_or(0)).collect();
                let length = lengths.iter().fold(1usize, |all, one| all.saturating_mul(*one));
                bounds::items(length)?;
                let empty = cast(&Value::Null, Type::of(base)).unwrap_or_default();
                let empty = if base == Base::String { Value::Null } else { empty };
                Ok(Value::Array(Array::of_dimensions(known.array_name(), lengths, vec![empty; length])))
            }
            (base, [length]) if known.rank == 1 => {
                let length = usize::try_from(convert::to_int(length)?).unwrap_or(0);
                bounds::items(length)?;
                let empty = cast(&Value::Null, Type::of(base)).unwrap_or_default();
                Ok(Value::Array(Array::of(Type::of(base).array_name(), vec![empty; length])))
            }
            (Base::Object | Base::CustomObject, []) => Ok(Value::Object(crate::model::Object::custom(Vec::new()))),
            (Base::Hash, []) => Ok(Value::Hash(Hash::new())),
            (Base::GenericDictionary, arguments)
                if !matches!(arguments, [_, _, _, ..]) && !matches!(arguments, [Value::Hash(_)]) =>
            {
                Ok(Value::Hash(Hash::dictionary(known.of.map(Base::full_name), !ignores_case(arguments))))
            }
            (Base::HashSet | Base::SortedSet | Base::Queue | Base::Stack | Base::PlainQueue | Base::PlainStack, _) => {
                collection(known, arguments)
            }
            (Base::Ordered, []) => Ok(Value::Hash(Hash::ordered())),
            // A number is the room to begin with.
            (Base::ArrayList, [] | [Value::Int(_)]) => Ok(Value::Array(Array::list(Vec::new()))),
            (Base::List, [] | [Value::Int(_)]) => Ok(Value::Array(Array::generic(known.of[0].full_name(), Vec::new()))),
            (Base::WildcardPattern, [_, ..]) => super::statics::wildcards::made(arguments),
            (Base::CompletionResult, [_] | [_, _, _, _]) => {
                let text = |at: usize| {
                    Value::text(arguments.get(at).or(arguments.first()).map_or(String::new(), ToString::to_string))
                };
                let kind = arguments.get(2).map_or_else(|| Value::text("Text"), |kind| Value::text(kind.to_string()));
                let names = ["CompletionText", "ListItemText", "ResultType", "ToolTip"];
                let values = [text(0), text(1), kind, text(3)];
                let properties = names.iter().map(|name| std::sync::Arc::from(*name)).zip(values).collect();
                Ok(Value::Object(Object::named(Base::CompletionResult.full_name(), properties)))
            }
            (Base::Random, []) => Ok(Value::scalar(super::random::Random::default())),
            (Base::Random, [seed]) => Ok(Value::scalar(super::random::Random::of_seed(convert::to_int(seed)?))),
            (Base::Stopwatch, []) => Ok(Value::scalar(super::stopwatch::Stopwatch::default())),
            (Base::TextBuilder, [] | [Value::Int(_)]) => Ok(Value::scalar(TextBuilder::new(""))),
            (Base::TextBuilder, [text, ..]) => Ok(Value::scalar(TextBuilder::new(&text.to_string()))),
            (Base::Utf8Encoding | Base::AsciiEncoding | Base::UnicodeEncoding | Base::Utf32Encoding, [] | [_]) => {
                let has_mark = arguments.first().is_some_and(convert::truth);
                let made = TextEncoding::of_type(&known.short_name(), has_mark).map(Value::scalar);
                made.ok_or_else(|| wrong_count("new", arguments.len()))
            }
            (Base::Guid, []) => Ok(Value::guid(uuid::Uuid::nil())),
            (Base::Guid, [Value::Array(bytes)]) => {
                let byte =
                    |byte: &Value| convert::to_integer_within(byte, "System.Byte", 0, 255).map(|byte| byte as u8);
                let bytes = bytes.items().iter().map(byte).collect::<Result<Vec<_>, _>>()?;
                let says = "Byte array for Guid must be exactly 16 bytes long. (Parameter 'b')";
                let bytes = <[u8; 16]>::try_from(bytes).map_err(|_| threw(".ctor", 1, says))?;
                Ok(Value::guid(uuid::Uuid::from_bytes_le(bytes)))
            }
            (Base::String, [Value::Array(letters)]) => {
                Ok(Value::text(letters.items().iter().map(ToString::to_string).collect::<String>()))
            }
            (Base::String, [letter, count]) => {
                let count = usize::try_from(convert::to_int(count)?).map_err(|_| wrong_count("new", 2))?;
                let letter = convert::to_char(letter)?;
                bounds::bytes(count.saturating_mul(letter.len_utf8()))?;
                Ok(Value::text(letter.to_string().repeat(count)))
            }
            (Base::Regex, [text, options]) => {
                Ok(Value::scalar(super::regex::compiled(&text.to_string(), &options.to_string(), (".ctor", 2))?))
            }
            (Base::Regex, [text]) => Ok(Value::scalar(super::regex::compiled(&text.to_string(), "", (".ctor", 1))?)),
            (Base::Date, [numbers @ .., kind])
                if numbers.len() >= 6
                    && (matches!(kind, Value::String(_))
                        || kind.downcast::<Enumerated>().is_some()
                        || kind.downcast::<DateKind>().is_some()) =>
            {
                let kind = DateKind::named(&kind.to_string()).ok_or_else(|| wrong_count("new", arguments.len()))?;
                date_of(&longs(numbers)?, kind)
            }
            (Base::Date, [_, _, _, ..]) => date_of(&longs(arguments)?, DateKind::Unspecified),
            (Base::DateOffset, [when @ .., offset]) if !when.is_empty() => date_at(when, offset),
            (Base::Span, [_, _, ..]) => span_of(&longs(arguments)?),
            (Base::Version, [_, _, ..]) => {
                let parts = arguments.iter().map(convert::to_int).collect::<Result<Vec<_>, _>>()?;
                Ok(Value::scalar(Version::new(parts)))
            }
            (Base::SemanticVersion, [_, _, ..]) => semantic_version(arguments),
            (Base::EndPoint, [address, port]) => {
                let port = convert::to_int(port)?;
                let port = u16::try_from(port).map_err(|_| {
                    threw(".ctor", 2, "Specified argument was out of the range of valid values. (Parameter 'port')")
                })?;
                let address = convert::to_ip(&cast(address, Type::of(Base::Ip))?)?;
                Ok(Value::scalar(EndPoint(std::net::SocketAddr::new(address, port))))
            }
            (Base::MailAddress, [address, name]) => {
                let address = crate::model::SmtpAddress::from_value(address).map_err(|_| {
                    let says = "The specified string is not in the form required for an e-mail address.";
                    threw(".ctor", 2, says)
                })?;
                Ok(Value::scalar(MailAddress::new(address, &name.to_string())))
            }
            (Base::Credential, [user, password]) => super::object::credential(user, password),
            (Base::Exception(full), _) => Ok(super::exceptions::construct(full, arguments)),
            (Base::ProgressRecord, [id, activity, status]) => Ok(progress_record(id, activity, status)),
            (Base::NoteProperty, [name, value]) => Ok(Value::scalar(PropertyOf::new(&name.to_string(), value.clone()))),
            (Base::ErrorRecord, [thrown, id, category, target]) => Ok(error_record(thrown, id, category, target)),
            (_, [_]) => Ok(cast(first()?, known)?),
            // A number, a date or a span of nothing is what its type begins with.
            (Base::Version, []) => Ok(Value::scalar(Version::new(vec![0, 0]))),
            (Base::Date | Base::Span, []) => Ok(cast(&Value::Long(0), known)?),
            (base, []) if base.is_number() => Ok(cast(&Value::Null, known)?),
            _ => Err(wrong_count("new", arguments.len())),
        }
    }
}

/// Whether a comparer is among the arguments that lets letter case be.
fn ignores_case(arguments: &[Value]) -> bool {
    arguments.iter().filter_map(Value::downcast::<TextComparer>).any(TextComparer::ignores_case)
}

/// A set, a queue or a stack: of nothing, of the room to begin with, of the items of a list; a set with a comparer.
fn collection(known: Type, arguments: &[Value]) -> Eval<Value> {
    let made = Collection::empty(known, ignores_case(arguments));
    let made = made.ok_or_else(|| wrong_count("new", arguments.len()))?;
    let is_told = |value: &&Value| value.downcast::<TextComparer>().is_none();
    let given: Vec<&Value> = arguments.iter().filter(is_told).collect();
    match given.as_slice() {
        [] | [Value::Int(_)] => {}
        [items] => {
            let items = (*items).clone().into_items();
            bounds::items(items.len())?;
            for item in items {
                let element = made.element(&item);
                let of = Type::of(known.of[0]);
                made.add(element.map_err(|why| super::unconverted("collection", &item, "new", of, &why.says))?);
            }
        }
        _ => return Err(wrong_count("new", arguments.len())),
    }
    Ok(Value::scalar(made))
}

/// How values are made of a type whose static members are not declared.
pub(super) fn shown(known: Type) -> Option<String> {
    let full = known.to_string();
    Some(match known.base {
        Base::Exception(_) => {
            format!(
                "{full} new(), {full} new(string message), {full} new(string message, System.Exception innerException)"
            )
        }
        Base::ErrorRecord => format!(
            "{full} new(System.Exception exception, string errorId, System.Management.Automation.ErrorCategory errorCategory, System.Object targetObject)"
        ),
        Base::Uri => "uri new(string uriString)".to_owned(),
        Base::EndPoint => format!("{full} new(ipaddress address, int port)"),
        Base::MailAddress => format!("{full} new(string address), {full} new(string address, string displayName)"),
        Base::SemanticVersion => "semver new(string version), semver new(int major, int minor), semver new(int major, int minor, int patch), semver new(int major, int minor, int patch, string preReleaseLabel, string buildLabel)".to_owned(),
        Base::Credential => "pscredential new(string userName, securestring password)".to_owned(),
        Base::NoteProperty => "psnoteproperty new(string name, System.Object value)".to_owned(),
        Base::Hash => "hashtable new(), hashtable new(System.Collections.IDictionary d)".to_owned(),
        Base::Ordered => "ordered new()".to_owned(),
        Base::Stopwatch => format!("{full} new()"),
        Base::Random => format!("{full} new(), {full} new(int Seed)"),
        Base::TextBuilder => format!("{full} new(), {full} new(int capacity), {full} new(string value)"),
        Base::ArrayList | Base::PlainQueue | Base::PlainStack => {
            format!("{full} new(), {full} new(int capacity), {full} new(System.Collections.ICollection col)")
        }
        Base::List | Base::Queue | Base::Stack => {
            let items = format!("System.Collections.Generic.IEnumerable[{}] collection", known.of[0].full_name());
            format!("{full} new(), {full} new(int capacity), {full} new({items})")
        }
        Base::HashSet | Base::SortedSet => {
            let element = known.of[0].full_name();
            let items = format!("System.Collections.Generic.IEnumerable[{element}] collection");
            let comparer = format!("System.Collections.Generic.IEqualityComparer[{element}] comparer");
            format!("{full} new(), {full} new({items}), {full} new({comparer}), {full} new({items}, {comparer})")
        }
        _ => return None,
    })
}

/// `[ProgressRecord]::new(id, activity, status)`.
fn progress_record(id: &Value, activity: &Value, status: &Value) -> Value {
    let unknown = Value::Int(-1);
    Value::Object(Object::named(
        Base::ProgressRecord.full_name(),
        [
            ("ActivityId", id.clone()),
            ("ParentActivityId", unknown.clone()),
            ("Activity", activity.clone()),
            ("StatusDescription", status.clone()),
            ("CurrentOperation", Value::Null),
            ("PercentComplete", unknown.clone()),
            ("SecondsRemaining", unknown),
            ("RecordType", Value::text("Processing")),
        ]
        .into_iter()
        .map(|(name, value)| (name.into(), value))
        .collect(),
    ))
}

/// Two or three numbers, and what it is before its release and which build.
fn semantic_version(arguments: &[Value]) -> Eval<Value> {
    let (numbers, labels) = arguments.split_at(arguments.len().min(3));
    let numbers = numbers.iter().map(convert::to_int).collect::<Result<Vec<_>, _>>()?;
    let text = |at: usize| labels.get(at).map_or(String::new(), ToString::to_string);
    Ok(Value::scalar(SemanticVersion::new(&numbers).labelled(&text(0), &text(1))))
}

/// `[ErrorRecord]::new(exception, id, category, target)`.
fn error_record(thrown: &Value, id: &Value, category: &Value, target: &Value) -> Value {
    let message = thrown.property("Message").unwrap_or_else(|| thrown.clone()).to_string();
    let category =
        <ErrorCategory as FromValue>::values().iter().find(|known| known.eq_ignore_ascii_case(&category.to_string()));
    let fault = Fault::invalid(id.to_string(), message).categorized(category.copied().unwrap_or("NotSpecified"));
    let fault = if target.is_null() { fault } else { fault.about(target.clone()) };
    let fault = fault.worded(|wording| wording.exception = Some(thrown.clone()));
    Value::scalar(ErrorRecord::new(fault))
}

fn longs(arguments: &[Value]) -> Eval<Vec<i64>> {
    Ok(arguments.iter().map(convert::to_long).collect::<Result<_, _>>()?)
}

fn date_of(numbers: &[i64], kind: DateKind) -> Eval<Value> {
    let refused =
        || threw(".ctor", numbers.len(), "Year, Month, and Day parameters describe an un-representable DateTime.");
    let part = |at: usize| i8::try_from(numbers.get(at).copied().unwrap_or(0)).map_err(|_| refused());
    let year = i16::try_from(numbers[0]).map_err(|_| refused())?;
    let millis = numbers.get(6).copied().unwrap_or(0);
    let nanos = i32::try_from(millis.saturating_mul(1_000_000)).map_err(|_| refused())?;
    jiff::civil::DateTime::new(year, part(1)?, part(2)?, part(3)?, part(4)?, part(5)?, nanos)
        .ok()
        .and_then(|civil| kind.at(civil))
        .map(Value::date)
        .ok_or_else(refused)
}

/// A date, or ticks, or the numbers of one, at that offset.
fn date_at(when: &[Value], offset: &Value) -> Eval<Value> {
    let date = match when {
        [date] => cast(date, Type::of(Base::Date))?,
        numbers if numbers.len() >= 6 => date_of(&longs(numbers)?, DateKind::Unspecified)?,
        _ => return Err(wrong_count("new", when.len() + 1)),
    };
    let offset = cast(offset, Type::of(Base::Span))?.downcast::<TimeSpan>().copied().unwrap_or_default();
    DateTimeOffset::with_offset(&convert::to_date(&date)?, offset)
        .map(Value::scalar)
        .ok_or_else(|| super::date_offset::refused_offset(".ctor", when.len() + 1))
}

/// Hours, minutes, seconds; or days in front; or milliseconds behind.
fn span_of(numbers: &[i64]) -> Eval<Value> {
    let (days, hours, minutes, seconds, millis) = match *numbers {
        [hours, minutes, seconds] => (0, hours, minutes, seconds, 0),
        [days, hours, minutes, seconds] => (days, hours, minutes, seconds, 0),
        [days, hours, minutes, seconds, millis] => (days, hours, minutes, seconds, millis),
        _ => return Err(wrong_count("new", numbers.len())),
    };
    let ticks = (i128::from(days) * 86_400 + i128::from(hours) * 3600 + i128::from(minutes) * 60 + i128::from(seconds))
        * 10_000_000
        + i128::from(millis) * 10_000;
    let ticks = i64::try_from(ticks).map_err(|_| {
        Box::<Stop>::from(Fault::invalid("OverflowException", "TimeSpan overflowed because the duration is too long."))
    })?;
    Ok(Value::scalar(TimeSpan::from_ticks(ticks)))
}

methods! {
    /// Of a text builder.
    BuilderMethod {
        Append "System.Text.StringBuilder Append(string value)";
        AppendFormat "System.Text.StringBuilder AppendFormat(string format, Params System.Object[] args)";
        AppendLine "System.Text.StringBuilder AppendLine(), System.Text.StringBuilder AppendLine(string value)";
        Clear "System.Text.StringBuilder Clear()";
        Insert "System.Text.StringBuilder Insert(int index, string value)";
        Replace "System.Text.StringBuilder Replace(string oldValue, string newValue)";
    }
}

/// `[System.Text.StringBuilder]`.
pub(super) struct TextBuilder(Mutex<String>);

impl TextBuilder {
    fn new(text: &str) -> TextBuilder {
        TextBuilder(Mutex::new(text.to_owned()))
    }

    fn change<T>(&self, change: impl FnOnce(&mut String) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn append(&self, text: &str) -> Eval<()> {
        self.change(|whole| {
            bounds::grow(whole, text.len())?;
            whole.push_str(text);
            Ok(())
        })
    }

    /// Most methods give the builder itself, so that calls can follow each other.
    pub(super) fn call(&self, own: &Value, method: BuilderMethod, arguments: &[Value]) -> Eval<Answer> {
        let name = method.name();
        let first = || argument(arguments, 0, name).map(ToString::to_string);
        match method {
            BuilderMethod::Append => {
                self.append(&first()?)?;
            }
            BuilderMethod::AppendLine => {
                let text = if arguments.is_empty() { String::new() } else { first()? };
                self.append(&(text + "\n"))?;
            }
            BuilderMethod::AppendFormat => {
                let text = crate::lang::composite::format(&first()?, &arguments[1..])
                    .map_err(|why| threw("AppendFormat", arguments.len(), &why))?;
                self.append(&text)?;
            }
            BuilderMethod::Insert => {
                let text = argument(arguments, 1, name)?.to_string();
                let at = usize::try_from(convert::to_int(argument(arguments, 0, name)?)?).unwrap_or(usize::MAX);
                bounds::bytes(self.change(|whole| whole.len()) + text.len())?;
                let done = self.change(|whole| {
                    let place = whole.char_indices().map(|(byte, _)| byte).chain([whole.len()]).nth(at);
                    place.inspect(|byte| whole.insert_str(*byte, &text)).is_some()
                });
                if !done {
                    return Err(threw("Insert", 2, "Index was out of range."));
                }
            }
            BuilderMethod::Replace => {
                let (old, new) = (first()?, argument(arguments, 1, name)?.to_string());
                if !old.is_empty() {
                    let whole = super::text::replaced(&self.to_string(), &old, &new)?;
                    self.change(|slot| *slot = whole);
                }
            }
            BuilderMethod::Clear => self.change(String::clear),
        }
        Ok(Answer::Is(own.clone()))
    }
}

impl fmt::Display for TextBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Scalar for TextBuilder {
    fn type_name(&self) -> &'static str {
        "StringBuilder"
    }

    fn member(&self, name: &str) -> Option<Value> {
        name.eq_ignore_ascii_case("Length")
            .then(|| Value::Int(self.change(|whole| i32::try_from(whole.chars().count()).unwrap_or(i32::MAX))))
    }

    fn members(&self) -> &'static [&'static str] {
        &["Length"]
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}
