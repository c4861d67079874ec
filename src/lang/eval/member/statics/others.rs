//! Static members of identifiers, addresses, versions, arrays and blocks.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use uuid::Uuid;

use super::parse::{parsed, tried};
use super::{Given, Statics, constructors, is, method, property};
use crate::lang::eval::block::Closure;
use crate::lang::eval::member::Answer;
use crate::lang::eval::member::array::{self, Method};
use crate::lang::eval::stop::Eval;
use crate::lang::scalars::Culture;
use crate::lang::text_encoding::TextEncoding;
use crate::lang::types::cast;
use crate::model::Value;

pub static GUID: Statics = Statics::table(
    &[property("Empty", "static guid Empty {get;}", |_| Value::guid(Uuid::nil()))],
    &[
        constructors("guid new(byte[] b), guid new(string g), guid new()"),
        method("NewGuid", "static guid NewGuid()", |_| is(Value::guid(Uuid::new_v4()))),
        method("Parse", "static guid Parse(string input)", parsed),
        method("TryParse", "static bool TryParse(string input, [ref] guid result)", tried),
    ],
);

pub static VERSION: Statics = Statics::table(
    &[],
    &[
        constructors(
            "version new(string version), version new(int major, int minor), version new(int major, int minor, int build, int revision)",
        ),
        method("Parse", "static version Parse(string input)", parsed),
        method("TryParse", "static bool TryParse(string input, [ref] version result)", tried),
    ],
);

pub static SEMANTIC_VERSION: Statics = Statics::table(
    &[],
    &[
        method("Parse", "static semver Parse(string version)", parsed),
        method("TryParse", "static bool TryParse(string version, [ref] semver result)", tried),
    ],
);

pub static END_POINT: Statics = Statics::table(
    &[
        property("MaxPort", "static int MaxPort {get;}", |_| Value::Int(65_535)),
        property("MinPort", "static int MinPort {get;}", |_| Value::Int(0)),
    ],
    &[
        method("Parse", "static System.Net.IPEndPoint Parse(string s)", parsed),
        method("TryParse", "static bool TryParse(string s, [ref] System.Net.IPEndPoint result)", tried),
    ],
);

pub static IP: Statics = Statics::table(
    &[
        property("Any", "static ipaddress Any {get;}", |_| four(Ipv4Addr::UNSPECIFIED)),
        property("Broadcast", "static ipaddress Broadcast {get;}", |_| four(Ipv4Addr::BROADCAST)),
        property("IPv6Any", "static ipaddress IPv6Any {get;}", |_| six(Ipv6Addr::UNSPECIFIED)),
        property("IPv6Loopback", "static ipaddress IPv6Loopback {get;}", |_| six(Ipv6Addr::LOCALHOST)),
        property("IPv6None", "static ipaddress IPv6None {get;}", |_| six(Ipv6Addr::UNSPECIFIED)),
        property("Loopback", "static ipaddress Loopback {get;}", |_| four(Ipv4Addr::LOCALHOST)),
        property("None", "static ipaddress None {get;}", |_| four(Ipv4Addr::BROADCAST)),
    ],
    &[
        method("IsLoopback", "static bool IsLoopback(ipaddress address)", |given| {
            is(matches!(cast(given.value(0)?, given.known)?, Value::Ip(address) if address.is_loopback()))
        }),
        constructors("ipaddress new(long newAddress), ipaddress new(byte[] address)"),
        method("Parse", "static ipaddress Parse(string ipString)", parsed),
        method("TryParse", "static bool TryParse(string ipString, [ref] ipaddress address)", tried),
    ],
);

fn four(address: Ipv4Addr) -> Value {
    Value::ip(IpAddr::V4(address))
}

fn six(address: Ipv6Addr) -> Value {
    Value::ip(IpAddr::V6(address))
}

pub static ARRAY: Statics = Statics::table(
    &[],
    &[
        method("IndexOf", "static int IndexOf(array array, System.Object value)", |given| {
            on_array(given, Method::IndexOf)
        }),
        method("Reverse", "static void Reverse(array array)", |given| on_array(given, Method::Reverse)),
        method("Sort", "static void Sort(array array)", |given| on_array(given, Method::Sort)),
    ],
);

/// What the method of the array that is the first argument does with the others.
fn on_array(given: &Given, method: Method) -> Eval<Answer> {
    match (given.value(0)?, method) {
        (Value::Array(items), _) => array::call(given.interpreter, items, method, &given.arguments[1..]),
        (_, Method::IndexOf) => is(-1),
        _ => Ok(Answer::Void),
    }
}

pub static BLOCK: Statics = Statics::table(
    &[],
    &[method("Create", "static scriptblock Create(string script)", |given| {
        let script = crate::lang::parse(&given.text(0)?)?;
        is(Closure::value(&script.block))
    })],
);

pub static CULTURE: Statics = Statics::table(
    &[
        property("CurrentCulture", "static cultureinfo CurrentCulture {get;set;}", |_| Value::scalar(Culture)),
        property("CurrentUICulture", "static cultureinfo CurrentUICulture {get;set;}", |_| Value::scalar(Culture)),
        property("InvariantCulture", "static cultureinfo InvariantCulture {get;}", |_| Value::scalar(Culture)),
    ],
    &[
        method("GetCultureInfo", "static cultureinfo GetCultureInfo(string name)", |given| {
            is(cast(given.value(0)?, given.known)?)
        }),
        constructors("cultureinfo new(string name)"),
    ],
);

pub static ENCODING: Statics = Statics::table(
    &[
        property("ASCII", "static System.Text.Encoding ASCII {get;}", |_| encoding("ASCII")),
        property("BigEndianUnicode", "static System.Text.Encoding BigEndianUnicode {get;}", |_| {
            encoding("BigEndianUnicode")
        }),
        property("Default", "static System.Text.Encoding Default {get;}", |_| encoding("Default")),
        property("Latin1", "static System.Text.Encoding Latin1 {get;}", |_| encoding("Latin1")),
        property("Unicode", "static System.Text.Encoding Unicode {get;}", |_| encoding("Unicode")),
        property("UTF32", "static System.Text.Encoding UTF32 {get;}", |_| encoding("UTF32")),
        property("UTF8", "static System.Text.Encoding UTF8 {get;}", |_| encoding("UTF8")),
    ],
    &[method(
        "GetEncoding",
        "static System.Text.Encoding GetEncoding(string name), static System.Text.Encoding GetEncoding(int codepage)",
        |given| {
            let name = given.text(0)?;
            let known = TextEncoding::named(&name).map(Value::scalar);
            is(known.ok_or_else(|| given.threw(&format!("'{name}' is not a supported encoding name.")))?)
        },
    )],
);

fn encoding(name: &str) -> Value {
    TextEncoding::named(name).map_or(Value::Null, Value::scalar)
}
