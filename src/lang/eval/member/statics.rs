//! Static members: `[math]::Max(1,2)`, `[datetime]::Now`, `[string]::IsNullOrEmpty($x)`.

use jiff::Zoned;
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::super::Interpreter;
use super::super::block::Closure;
use super::super::stop::Eval;
use super::super::text::{escaped, pattern};
use super::declare::methods;
use super::{Answer, argument, file, math, no_method, threw};
use crate::lang::scalars::{Found, Pattern, Version};
use crate::lang::types::{Base, Type, cast};
use crate::model::compare::Case;
use crate::model::{DayOfWeek, FixedWidth, IntoValue, TimeSpan, Value, convert};

impl Interpreter {
    /// `[type]::Name`; what is not there is `$null`.
    pub(super) fn static_property(&self, known: Type, name: &str) -> Eval<Value> {
        let lower = name.to_ascii_lowercase();
        Ok(match (known.base, lower.as_str()) {
            (Base::Int, "maxvalue") => Value::Int(i32::MAX),
            (Base::Int, "minvalue") => Value::Int(i32::MIN),
            (Base::Long, "maxvalue") => Value::Long(i64::MAX),
            (Base::Long, "minvalue") => Value::Long(i64::MIN),
            (Base::SByte, "maxvalue") => Value::Fixed(FixedWidth::SByte(i8::MAX)),
            (Base::SByte, "minvalue") => Value::Fixed(FixedWidth::SByte(i8::MIN)),
            (Base::Byte, "maxvalue") => Value::Fixed(FixedWidth::Byte(u8::MAX)),
            (Base::Byte, "minvalue") => Value::Fixed(FixedWidth::Byte(0)),
            (Base::Short, "maxvalue") => Value::Fixed(FixedWidth::Short(i16::MAX)),
            (Base::Short, "minvalue") => Value::Fixed(FixedWidth::Short(i16::MIN)),
            (Base::UShort, "maxvalue") => Value::Fixed(FixedWidth::UShort(u16::MAX)),
            (Base::UShort, "minvalue") => Value::Fixed(FixedWidth::UShort(0)),
            (Base::UInt, "maxvalue") => Value::Fixed(FixedWidth::UInt(u32::MAX)),
            (Base::UInt, "minvalue") => Value::Fixed(FixedWidth::UInt(0)),
            (Base::ULong, "maxvalue") => Value::Fixed(FixedWidth::ULong(u64::MAX)),
            (Base::ULong, "minvalue") => Value::Fixed(FixedWidth::ULong(0)),
            (Base::Single, "maxvalue") => Value::Fixed(FixedWidth::Single(f32::MAX)),
            (Base::Single, "minvalue") => Value::Fixed(FixedWidth::Single(f32::MIN)),
            (Base::Double, "maxvalue") => Value::Double(f64::MAX),
            (Base::Double, "minvalue") => Value::Double(f64::MIN),
            (Base::Double, "epsilon") => Value::Double(5e-324),
            (Base::Double, "nan") => Value::Double(f64::NAN),
            (Base::Double, "positiveinfinity") => Value::Double(f64::INFINITY),
            (Base::Double, "negativeinfinity") => Value::Double(f64::NEG_INFINITY),
            (Base::Decimal, "maxvalue") => Value::decimal(rust_decimal::Decimal::MAX),
            (Base::Decimal, "minvalue") => Value::decimal(rust_decimal::Decimal::MIN),
            (Base::String, "empty") => Value::text(""),
            (Base::Date, "now") => Value::date(Zoned::now()),
            (Base::Date, "utcnow") => Value::date(Zoned::now().with_time_zone(TimeZone::UTC)),
            (Base::Date, "today") => Zoned::now().start_of_day().map_or(Value::Null, Value::date),
            (Base::Date, "minvalue") => crate::lang::dates::from_ticks(0).map_or(Value::Null, Value::date),
            (Base::Date, "maxvalue") => Value::date(crate::lang::dates::latest()),
            (Base::Span, "zero") => Value::scalar(TimeSpan::ZERO),
            (Base::Span, "maxvalue") => Value::scalar(TimeSpan::MAX),
            (Base::Span, "minvalue") => Value::scalar(TimeSpan::from_ticks(i64::MIN)),
            (Base::Guid, "empty") => Value::guid(Uuid::nil()),
            (Base::Ip, "loopback") => Value::ip(std::net::Ipv4Addr::LOCALHOST.into()),
            (Base::Ip, "any") => Value::ip(std::net::Ipv4Addr::UNSPECIFIED.into()),
            (Base::Ip, "ipv6loopback") => Value::ip(std::net::Ipv6Addr::LOCALHOST.into()),
            (Base::Ip, "ipv6any") => Value::ip(std::net::Ipv6Addr::UNSPECIFIED.into()),
            (Base::Math, "pi") => Value::Double(std::f64::consts::PI),
            (Base::Math, "e") => Value::Double(std::f64::consts::E),
            (Base::Environment, "newline") => Value::text("\n"),
            (Base::Environment, "is64bitprocess" | "is64bitoperatingsystem") => Value::Bool(usize::BITS == 64),
            (Base::Environment, "osversion") => {
                let release = rustix::system::uname().release().to_string_lossy().into_owned();
                let number: String = release.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
                Value::Object(crate::model::Object::named(
                    "System.OperatingSystem",
                    vec![
                        ("Platform".into(), Value::text("Unix")),
                        ("ServicePack".into(), Value::text("")),
                        ("Version".into(), number.parse::<Version>().map_or(Value::Null, Value::scalar)),
                        ("VersionString".into(), Value::text(format!("Unix {number}"))),
                    ],
                ))
            }
            (Base::Environment, "machinename") => {
                rustix::system::uname().nodename().to_string_lossy().into_owned().into_value()
            }
            (Base::Environment, "username") => {
                self.lookup("env:USER").or_else(|| self.lookup("env:LOGNAME")).unwrap_or_default()
            }
            (Base::Environment, "processid") => self.lookup("PID").unwrap_or_default(),
            (Base::Environment, "currentdirectory") => Value::String(self.location()),
            (Base::Environment, "processorcount") => {
                let count = std::thread::available_parallelism().map_or(1, usize::from);
                Value::Int(i32::try_from(count).unwrap_or(i32::MAX))
            }
            (Base::Path, "directoryseparatorchar") => Value::Char('/'),
            (Base::Encoding, "utf8" | "ascii" | "default") => Value::scalar(file::Utf8),
            // Enumerations are their names here.
            (Base::StringComparison | Base::SplitOptions | Base::MidpointRounding | Base::RegexOptions, _) => {
                Value::text(name)
            }
            (Base::DayOfWeek, _) => DayOfWeek::named(name).map_or(Value::Null, Value::scalar),
            _ => Value::Null,
        })
    }

    /// `[type]::Name(arguments)`.
    pub(super) fn call_static(&self, known: Type, name: &str, arguments: &[Value]) -> Eval<Answer> {
        let lower = name.to_ascii_lowercase();
        let text = |at: usize| argument(arguments, at, name).map(ToString::to_string);
        let is = |value: Value| Ok(Answer::Is(value));
        match (known.base, lower.as_str()) {
            (_, "new") => self.construct(known, arguments).map(Answer::Is),
            (Base::Math, _) if let Some(method) = math::Method::named(name) => math::call(method, arguments),
            (Base::Convert, _) if let Some(method) = math::ConvertMethod::named(name) => {
                math::call_convert(method, arguments)
            }
            (Base::File, _) => self.call_file(&lower, arguments),
            (Base::Path, _) => file::call_path(self, &lower, arguments),
            (Base::String, _) => self.call_text(&lower, arguments),
            (Base::Regex, _) => self.call_regex_static(&lower, arguments),
            (Base::Guid, "newguid") => is(Value::guid(Uuid::new_v4())),
            (Base::Date, "daysinmonth") => {
                let month = jiff::civil::Date::new(
                    i16::try_from(convert::to_int(argument(arguments, 0, name)?)?).unwrap_or(0),
                    i8::try_from(convert::to_int(argument(arguments, 1, name)?)?).unwrap_or(0),
                    1,
                );
                let month = month.map_err(|_| threw(name, 2, "Month must be between one and twelve."))?;
                is(Value::Int(month.days_in_month().into()))
            }
            (Base::Date, "isleapyear") => {
                let year = convert::to_int(argument(arguments, 0, name)?)?;
                is(Value::Bool(year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)))
            }
            (Base::Date, "parseexact") => self.parse_exact(&text(0)?, &text(1)?),
            (Base::Date, "fromfiletime") => {
                let ticks = convert::to_long(argument(arguments, 0, name)?)?.saturating_add(504_911_232_000_000_000);
                let utc = crate::lang::dates::utc_from_ticks(ticks);
                is(utc.map_or(Value::Null, |date| Value::date(date.with_time_zone(TimeZone::system()))))
            }
            (Base::Span, _) if lower.starts_with("from") => {
                let amount = convert::to_double(argument(arguments, 0, name)?)?;
                let seconds = match lower.as_str() {
                    "fromdays" => 86_400.0,
                    "fromhours" => 3_600.0,
                    "fromminutes" => 60.0,
                    "fromseconds" => 1.0,
                    "frommilliseconds" => 0.001,
                    "fromticks" => 1e-7,
                    _ => return Err(no_method(known.base.full_name(), name).into()),
                };
                is(Value::scalar(TimeSpan::from_ticks((amount * seconds * 1e7).round() as i64)))
            }
            (
                Base::Char,
                "isdigit" | "isletter" | "isupper" | "islower" | "iswhitespace" | "isletterordigit" | "ispunctuation",
            ) => {
                let c = convert::to_char(argument(arguments, 0, name)?)?;
                is(Value::Bool(match lower.as_str() {
                    "isdigit" => c.is_ascii_digit(),
                    "isletter" => c.is_alphabetic(),
                    "isupper" => c.is_uppercase(),
                    "islower" => c.is_lowercase(),
                    "iswhitespace" => c.is_whitespace(),
                    "isletterordigit" => c.is_alphanumeric(),
                    _ => c.is_ascii_punctuation(),
                }))
            }
            (Base::Char, "toupper" | "tolower") => {
                let c = argument(arguments, 0, name)?.to_string();
                let changed = if lower == "toupper" { c.to_uppercase() } else { c.to_lowercase() };
                is(changed.chars().next().map_or(Value::Null, Value::Char))
            }
            (Base::Block, "create") => {
                let script = crate::lang::parse(&text(0)?)?;
                is(Closure::value(&script.block))
            }
            (Base::Environment, "getenvironmentvariable") => {
                is(self.lookup(&format!("env:{}", text(0)?)).unwrap_or_default())
            }
            (Base::Environment, "setenvironmentvariable") => {
                self.set_named(&format!("env:{}", text(0)?), argument(arguments, 1, name)?.clone())?;
                Ok(Answer::Void)
            }
            (Base::Environment, "exit") => {
                let code = convert::to_int(argument(arguments, 0, name)?)?;
                Err(Box::new(super::Stop::Exit(code)))
            }
            (Base::Array, "reverse" | "sort") => match argument(arguments, 0, name)? {
                Value::Array(items) => super::array::call(
                    self,
                    items,
                    if lower == "sort" { super::array::Method::Sort } else { super::array::Method::Reverse },
                    &[],
                ),
                _ => Ok(Answer::Void),
            },
            (Base::Array, "indexof") => match argument(arguments, 0, name)? {
                Value::Array(items) => super::array::call(self, items, super::array::Method::IndexOf, &arguments[1..]),
                _ => is(Value::Int(-1)),
            },
            (Base::Ip, "isloopback") => match cast(argument(arguments, 0, name)?, known)? {
                Value::Ip(address) => is(Value::Bool(address.is_loopback())),
                _ => is(Value::Bool(false)),
            },
            // A cast would take every text but the empty one for true.
            (Base::Bool, "parse" | "tryparse") => {
                let (text, tries) = (text(0)?, lower == "tryparse");
                let read = ["false", "true"].iter().position(|word| word.eq_ignore_ascii_case(text.trim()));
                match read {
                    _ if tries => is(Value::Bool(read.is_some())),
                    Some(at) => is(Value::Bool(at == 1)),
                    None => Err(threw("Parse", 1, &format!("String '{text}' was not recognized as a valid Boolean."))),
                }
            }
            (_, "parse") => {
                let parsed = cast(&Value::text(text(0)?), known);
                is(parsed.map_err(|refused| threw("Parse", arguments.len(), reason(&refused.says)))?)
            }
            (_, "equals") => is(Value::Bool(crate::model::compare::equal(
                argument(arguments, 0, name)?,
                argument(arguments, 1, name)?,
                Case::Sensitive,
            ))),
            (_, "compare") => {
                let order = crate::model::compare::order(
                    argument(arguments, 0, name)?,
                    argument(arguments, 1, name)?,
                    Case::Sensitive,
                )?;
                is(Value::Int(order as i32))
            }
            _ => Err(no_method(known.base.full_name(), name).into()),
        }
    }

    fn call_text(&self, name: &str, arguments: &[Value]) -> Eval<Answer> {
        let text = |at: usize| argument(arguments, at, name).map(ToString::to_string);
        let rest = || match arguments {
            [_, list @ Value::Array(_)] => list.clone(),
            [_, rest @ ..] => Value::array(rest.to_vec()),
            [] => Value::array(Vec::new()),
        };
        Ok(Answer::Is(match name {
            "isnullorempty" => Value::Bool(text(0)?.is_empty()),
            "isnullorwhitespace" => Value::Bool(text(0)?.trim().is_empty()),
            "join" => super::super::text::join(&rest(), &text(0)?)?,
            "format" => Value::text(super::super::text::format(argument(arguments, 0, name)?, &rest())?),
            "concat" => {
                let items = match arguments {
                    [Value::Array(items)] => items.items(),
                    items => items.to_vec(),
                };
                super::super::text::join(&Value::array(items), "")?
            }
            "compare" => {
                let ignores = arguments.get(2).is_some_and(|mode| {
                    matches!(mode, Value::Bool(true)) || mode.to_string().to_ascii_lowercase().ends_with("ignorecase")
                });
                let case = if ignores { Case::Insensitive } else { Case::Sensitive };
                Value::Int(crate::model::compare::order_text(&text(0)?, &text(1)?, case) as i32)
            }
            "equals" => {
                let ignores =
                    arguments.get(2).is_some_and(|mode| mode.to_string().to_ascii_lowercase().ends_with("ignorecase"));
                let case = if ignores { Case::Insensitive } else { Case::Sensitive };
                Value::Bool(crate::model::compare::same_text(&text(0)?, &text(1)?, case))
            }
            _ => return Err(no_method("System.String", name).into()),
        }))
    }

    fn call_regex_static(&self, name: &str, arguments: &[Value]) -> Eval<Answer> {
        match name {
            "escape" => Ok(Answer::Is(Value::text(escaped(&argument(arguments, 0, name)?.to_string())))),
            "unescape" => Ok(Answer::Is(Value::text(argument(arguments, 0, name)?.to_string().replace('\\', "")))),
            _ => {
                let method =
                    RegexMethod::named(name).ok_or_else(|| no_method("System.Text.RegularExpressions.Regex", name))?;
                let ignores = arguments.last().is_some_and(|mode| mode.to_string().eq_ignore_ascii_case("IgnoreCase"));
                let case = if ignores { Case::Insensitive } else { Case::Sensitive };
                let compiled = pattern(argument(arguments, 1, name)?, case)?;
                let mut rest = vec![argument(arguments, 0, name)?.clone()];
                rest.extend(arguments.iter().skip(2).cloned());
                call_regex(self, &compiled, method, &rest)
            }
        }
    }

    /// `[datetime]::ParseExact(text, format, …)`: the text must print the same under the format.
    fn parse_exact(&self, text: &str, format: &str) -> Eval<Answer> {
        let read = crate::lang::dates::read_exact(text, format);
        read.map(|date| Answer::Is(Value::date(date)))
            .ok_or_else(|| threw("ParseExact", 3, &format!("String '{text}' was not recognized as a valid DateTime.")))
    }
}

methods! {
    /// Of a `[regex]`.
    RegexMethod {
        IsMatch "bool IsMatch(string input)";
        Match "System.Text.RegularExpressions.Match Match(string input)";
        Matches "System.Text.RegularExpressions.MatchCollection Matches(string input)";
        Replace "string Replace(string input, string replacement), string Replace(string input, scriptblock evaluator)";
        Split "string[] Split(string input)";
    }
}

pub(super) fn call_regex(
    interpreter: &Interpreter,
    pattern: &Pattern,
    method: RegexMethod,
    arguments: &[Value],
) -> Eval<Answer> {
    let name = method.name();
    let text = argument(arguments, 0, name)?.to_string();
    let gave_up = || threw(name, arguments.len(), "The search took too many steps.");
    Ok(Answer::Is(match method {
        RegexMethod::IsMatch => Value::Bool(pattern.regex.is_match(&text).map_err(|_| gave_up())?),
        RegexMethod::Match => match pattern.regex.captures(text.as_str()).map_err(|_| gave_up())? {
            Some(found) => Value::scalar(Found::of(&found, &pattern.regex, &text)),
            None => Value::scalar(Found::nothing()),
        },
        RegexMethod::Matches => {
            let mut all = Vec::new();
            for found in pattern.regex.captures_iter(text.as_str()) {
                all.push(Value::scalar(Found::of(&found.map_err(|_| gave_up())?, &pattern.regex, &text)));
            }
            Value::array(all)
        }
        RegexMethod::Replace => {
            let with = argument(arguments, 1, name)?.clone();
            let compiled = Value::scalar(pattern.clone());
            interpreter.replace(&Value::text(text), &Value::array(vec![compiled, with]), Case::Sensitive)?
        }
        RegexMethod::Split => {
            let compiled = Value::scalar(pattern.clone());
            interpreter.split(&Value::text(text), &Value::array(vec![compiled]), Case::Sensitive)?
        }
    }))
}

/// What was wrong, out of what a cast says about it.
fn reason(says: &str) -> &str {
    says.split_once("Error: \"").and_then(|(_, reason)| reason.strip_suffix('"')).unwrap_or(says)
}
