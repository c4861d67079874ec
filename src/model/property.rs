//! The properties of a value: what member access, `Select-Object`, `Sort-Object`, filters and tables read by name.
//!
//! Names are found without regard to letter case. A hashtable's keys count as its properties and hide its own.

use std::net::IpAddr;
use std::sync::Arc;

use jiff::Zoned;

use super::{Array, DateKind, DayOfWeek, Hash, IntoValue, Object, TimeSpan, Value, type_data};

/// Ticks of .NET's calendar (100 ns since the year 1) at the Unix epoch.
const EPOCH_TICKS: i64 = 621_355_968_000_000_000;

const OF_DATES: &[&str] = &[
    "DateTime",
    "Date",
    "Day",
    "DayOfWeek",
    "DayOfYear",
    "Hour",
    "Kind",
    "Millisecond",
    "Microsecond",
    "Nanosecond",
    "Minute",
    "Month",
    "Second",
    "Ticks",
    "TimeOfDay",
    "Year",
];
const OF_ADDRESSES: &[&str] = &[
    "AddressFamily",
    "ScopeId",
    "IsIPv6Multicast",
    "IsIPv6LinkLocal",
    "IsIPv6SiteLocal",
    "IsIPv6Teredo",
    "IsIPv6UniqueLocal",
    "IsIPv4MappedToIPv6",
    "Address",
    "IPAddressToString",
];
const OF_HASHES: &[&str] = &["Count", "IsFixedSize", "IsReadOnly", "IsSynchronized", "Keys", "SyncRoot", "Values"];
const OF_ARRAYS: &[&str] =
    &["Count", "IsFixedSize", "IsReadOnly", "IsSynchronized", "Length", "LongLength", "Rank", "SyncRoot"];

impl Value {
    /// The property of that name; `None` when there is none, which is not the same as one that holds `$null`.
    pub fn property(&self, name: &str) -> Option<Value> {
        self.declared_property(name).or_else(|| type_data::property(self, name))
    }

    fn declared_property(&self, name: &str) -> Option<Value> {
        match self {
            Value::Object(object) => object.get(name),
            Value::Hash(hash) => {
                let own = || hash.added().property(self, name);
                hash.get_text(name).or_else(own).or_else(|| of_hash(hash, name))
            }
            Value::Array(array) if array.added().holds(name) => array.added().property(self, name),
            Value::Scalar(scalar) => scalar.member(name),
            Value::Date(date) => of_date(date, name),
            Value::Ip(ip) => of_address(**ip, name),
            Value::Guid(guid) if name.eq_ignore_ascii_case("Guid") => Some(Value::text(guid.to_string())),
            Value::String(text) if name.eq_ignore_ascii_case("Length") => {
                // As .NET counts: in units of UTF-16.
                Some(count(text.encode_utf16().count()))
            }
            Value::Secret(secret) if name.eq_ignore_ascii_case("Length") => {
                Some(count(secret.expose().encode_utf16().count()))
            }
            Value::Array(array) => of_array(array, name),
            _ => None,
        }
    }

    /// The property that the type has of itself: of a hashtable none of its keys.
    pub fn own_property(&self, name: &str) -> Option<Value> {
        match self {
            Value::Hash(hash) => of_hash(hash, name),
            other => other.property(name),
        }
    }

    /// The property of a value that `around` has given members to, with its name as the value has it.
    ///
    /// A date says itself as its `DisplayHint` asks for.
    pub(super) fn property_entry(&self, name: &str, around: &Object) -> Option<(Arc<str>, Value)> {
        let known = self.property_names().into_iter().find(|known| known.eq_ignore_ascii_case(name))?;
        if let (Value::Date(date), "DateTime") = (self, &*known)
            && let Some(hint) = around.own_property("DisplayHint")
        {
            let pattern = match hint.to_string().to_ascii_lowercase().as_str() {
                "date" => "%A, %d %B %Y",
                "time" => "%H:%M:%S",
                _ => "%A, %d %B %Y %H:%M:%S",
            };
            return Some((known, Value::text(date.strftime(pattern).to_string())));
        }
        let value = self.property(&known)?;
        Some((known, value))
    }

    /// The names of its properties, in the order they are shown.
    pub fn property_names(&self) -> Vec<Arc<str>> {
        let mut names = self.declared_names();
        if !matches!(self, Value::Hash(_)) {
            let is_new = |name: &Arc<str>| !names.iter().any(|known| known.eq_ignore_ascii_case(name));
            let added: Vec<Arc<str>> = type_data::names(self).into_iter().filter(is_new).collect();
            names.extend(added);
        }
        names
    }

    fn declared_names(&self) -> Vec<Arc<str>> {
        let known = |names: &[&str]| names.iter().map(|name| Arc::from(*name)).collect();
        match self {
            Value::Object(object) => object.names(),
            Value::Hash(hash) => hash.entries().iter().map(|(key, _)| Arc::from(key.to_string())).collect(),
            Value::Scalar(scalar) => known(scalar.members()),
            Value::Date(_) => known(OF_DATES),
            Value::Ip(_) => known(OF_ADDRESSES),
            Value::Guid(_) => known(&["Guid"]),
            Value::String(_) | Value::Secret(_) => known(&["Length"]),
            Value::Array(array) => {
                let own = OF_ARRAYS.iter().filter(|name| of_array(array, name).is_some());
                array.added().names().into_iter().chain(own.map(|name| Arc::from(*name))).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Its properties with their values, in the order they are shown.
    pub fn properties(&self) -> Vec<(Arc<str>, Value)> {
        match self {
            Value::Object(object) => {
                let mut properties = object.properties();
                let is_new = |name: &Arc<str>| !properties.iter().any(|(known, _)| known.eq_ignore_ascii_case(name));
                let added: Vec<Arc<str>> = type_data::names(self).into_iter().filter(is_new).collect();
                properties
                    .extend(added.into_iter().map(|name| (name.clone(), self.property(&name).unwrap_or_default())));
                properties
            }
            Value::Hash(hash) => {
                hash.entries().into_iter().map(|(key, value)| (Arc::from(key.to_string()), value)).collect()
            }
            other => other
                .property_names()
                .into_iter()
                .filter_map(|name| other.property(&name).map(|value| (name, value)))
                .collect(),
        }
    }
}

fn count(length: usize) -> Value {
    Value::Int(i32::try_from(length).unwrap_or(i32::MAX))
}

fn of_hash(hash: &Hash, name: &str) -> Option<Value> {
    let known = OF_HASHES.iter().find(|known| known.eq_ignore_ascii_case(name))?;
    Some(match *known {
        "Count" => count(hash.len()),
        "Keys" => Value::array(hash.entries().into_iter().map(|(key, _)| key).collect()),
        "IsFixedSize" | "IsReadOnly" | "IsSynchronized" => Value::Bool(false),
        "SyncRoot" => Value::Hash(hash.clone()),
        _ => Value::array(hash.entries().into_iter().map(|(_, value)| value).collect()),
    })
}

fn of_array(array: &Array, name: &str) -> Option<Value> {
    let known = OF_ARRAYS.iter().find(|known| known.eq_ignore_ascii_case(name))?;
    let is_list = array.is_list();
    Some(match *known {
        "Count" => count(array.len()),
        "Length" if !is_list => count(array.len()),
        "LongLength" if !is_list => Value::Long(i64::try_from(array.len()).unwrap_or(i64::MAX)),
        "Rank" if !is_list => count(array.rank()),
        "IsFixedSize" => Value::Bool(!is_list),
        "IsReadOnly" | "IsSynchronized" => Value::Bool(false),
        "SyncRoot" => Value::Array(array.clone()),
        _ => return None,
    })
}

fn of_address(ip: IpAddr, name: &str) -> Option<Value> {
    let known = OF_ADDRESSES.iter().find(|known| known.eq_ignore_ascii_case(name))?;
    let is_six = |holds: fn(&std::net::Ipv6Addr) -> bool| {
        Value::Bool(match &ip {
            IpAddr::V4(_) => false,
            IpAddr::V6(six) => holds(six),
        })
    };
    Some(match *known {
        "AddressFamily" => Value::text(if ip.is_ipv4() { "InterNetwork" } else { "InterNetworkV6" }),
        "ScopeId" => {
            if ip.is_ipv4() {
                Value::Null
            } else {
                Value::Long(0)
            }
        }
        "IsIPv6Multicast" => is_six(std::net::Ipv6Addr::is_multicast),
        "IsIPv6LinkLocal" => is_six(std::net::Ipv6Addr::is_unicast_link_local),
        "IsIPv6SiteLocal" => is_six(|six| six.segments()[0] & 0xffc0 == 0xfec0),
        "IsIPv6Teredo" => is_six(|six| six.segments()[..2] == [0x2001, 0]),
        "IsIPv6UniqueLocal" => is_six(std::net::Ipv6Addr::is_unique_local),
        "IsIPv4MappedToIPv6" => is_six(|six| six.to_ipv4_mapped().is_some()),
        // The four bytes as a number, the first one lowest, as .NET holds them.
        "Address" => match ip {
            IpAddr::V4(four) => Value::Long(u32::from_le_bytes(four.octets()).into()),
            IpAddr::V6(_) => Value::Null,
        },
        _ => Value::text(ip.to_string()),
    })
}

fn of_date(date: &Zoned, name: &str) -> Option<Value> {
    let known = OF_DATES.iter().find(|known| known.eq_ignore_ascii_case(name))?;
    let whole = |part: i8| Value::Int(part.into());
    Some(match *known {
        "DateTime" => Value::text(date.strftime("%A, %d %B %Y %H:%M:%S").to_string()),
        // Midnight does not exist where clocks go forward at midnight: then it is the first moment of the day.
        "Date" => Value::date(date.start_of_day().unwrap_or_else(|_| date.clone())),
        "Day" => whole(date.day()),
        "DayOfWeek" => Value::scalar(DayOfWeek::of(date.weekday())),
        "DayOfYear" => Value::Int(date.day_of_year().into()),
        "Hour" => whole(date.hour()),
        "Kind" => Value::scalar(DateKind::of(date)),
        "Millisecond" => Value::Int(date.millisecond().into()),
        "Microsecond" => Value::Int(date.microsecond().into()),
        // In steps of the ticks that .NET counts.
        "Nanosecond" => Value::Int(i32::from(date.nanosecond() / 100 * 100)),
        "Minute" => whole(date.minute()),
        "Month" => whole(date.month()),
        "Second" => whole(date.second()),
        "Ticks" => Value::Long(ticks(date)),
        "TimeOfDay" => {
            let nanos = ticks(date).rem_euclid(86_400 * 10_000_000);
            TimeSpan::from_ticks(nanos).into_value()
        }
        _ => Value::Int(date.year().into()),
    })
}

/// 100 ns since the beginning of the year 1, by the date's own clock, as `.Ticks` shows.
fn ticks(date: &Zoned) -> i64 {
    let seconds = date.timestamp().as_second() + i64::from(date.offset().seconds());
    EPOCH_TICKS + seconds * 10_000_000 + i64::from(date.timestamp().subsec_nanosecond() / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(value: &Value, name: &str) -> Option<String> {
        value.property(name).map(|value| value.to_string())
    }

    #[test]
    fn names_are_found_in_any_case() {
        let object =
            Value::Object(Object::custom(vec![("Name".into(), Value::text("x")), ("Last".into(), Value::Null)]));
        assert_eq!(shown(&object, "NAME").as_deref(), Some("x"));
        assert!(object.property("last").is_some_and(|value| value.is_null()), "there, and empty");
        assert!(object.property("first").is_none());
        assert_eq!(shown(&Value::text("h\u{1f4e7}"), "length").as_deref(), Some("3"), "as .NET counts");
    }

    #[test]
    fn keys_of_a_hashtable_come_before_its_own_properties() {
        let hash = Hash::new();
        hash.set(Value::text("a"), Value::Int(1));
        let value = Value::Hash(hash.clone());
        assert_eq!(shown(&value, "count").as_deref(), Some("1"));
        hash.set(Value::text("Count"), Value::Int(7));
        assert_eq!(shown(&value, "count").as_deref(), Some("7"));
        assert_eq!(shown(&value, "keys").as_deref(), Some("a Count"));
        assert_eq!(value.property_names().join(" "), "a Count");
    }

    #[test]
    fn dates_have_their_parts() {
        let date: Zoned = "2026-11-13T01:23:20.5+02:00[+02:00]".parse().expect("a date");
        let date = Value::date(date);
        for (name, expected) in [
            ("DateTime", "Friday, 13 November 2026 01:23:20"),
            ("Date", "11/13/2026 00:00:00"),
            ("DayOfWeek", "Friday"),
            ("DayOfYear", "317"),
            ("Millisecond", "500"),
            ("TimeOfDay", "01:23:20.5000000"),
            ("Ticks", "639301298005000000"),
            ("Year", "2026"),
        ] {
            assert_eq!(shown(&date, name).as_deref(), Some(expected), "{name}");
        }
        assert_eq!(date.properties().len(), OF_DATES.len());
    }
}
