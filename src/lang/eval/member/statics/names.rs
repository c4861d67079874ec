//! `[System.Net.Dns]`: this host's name, and the addresses that the system knows for a name.

use std::net::{IpAddr, ToSocketAddrs};

use super::{Given, Statics, is, method};
use crate::lang::eval::member::Answer;
use crate::lang::eval::stop::Eval;
use crate::model::{Object, Value};

pub(in crate::lang::eval::member) static DNS: Statics = Statics::table(
    &[],
    &[
        method("GetHostAddresses", "static ipaddress[] GetHostAddresses(string hostNameOrAddress)", |given| {
            is(Value::array(addresses(given)?.into_iter().map(Value::ip).collect()))
        }),
        method("GetHostEntry", "static System.Net.IPHostEntry GetHostEntry(string hostNameOrAddress)", entry),
        method("GetHostName", "static string GetHostName()", |_| {
            is(rustix::system::uname().nodename().to_string_lossy().into_owned())
        }),
    ],
);

/// What the system says of a name, or of this host where the name is empty; an address is itself.
fn addresses(given: &Given) -> Eval<Vec<IpAddr>> {
    let name = match given.text(0)? {
        name if name.is_empty() => rustix::system::uname().nodename().to_string_lossy().into_owned(),
        name => name,
    };
    let found = (name.as_str(), 0).to_socket_addrs().map_err(|_| given.threw("Name or service not known"))?;
    let mut all: Vec<IpAddr> = Vec::new();
    for address in found.map(|found| found.ip()) {
        if !all.contains(&address) {
            all.push(address);
        }
    }
    Ok(all)
}

fn entry(given: &Given) -> Eval<Answer> {
    let name = given.text(0)?;
    if name.parse::<IpAddr>().is_ok() {
        return Err(given.threw("The names of an address are not looked up here; Resolve-DnsName does it."));
    }
    let all = addresses(given)?.into_iter().map(Value::ip).collect();
    is(Value::Object(Object::named(
        "System.Net.IPHostEntry",
        vec![
            ("HostName".into(), Value::text(name)),
            ("Aliases".into(), Value::array(Vec::new())),
            ("AddressList".into(), Value::array(all)),
        ],
    )))
}
