//! Methods of Internet addresses.

use std::net::IpAddr;

use super::super::stop::Eval;
use super::{Answer, math};
use crate::model::{IntoValue, Value};

pub(super) fn call(address: &IpAddr, name: &str, arguments: &[Value]) -> Eval<Answer> {
    let mapped = || match address {
        IpAddr::V4(four) => IpAddr::V6(four.to_ipv6_mapped()),
        IpAddr::V6(_) => *address,
    };
    Ok(match (name, arguments) {
        ("getaddressbytes", []) => Answer::Is(match address {
            IpAddr::V4(four) => math::byte_array(&four.octets()),
            IpAddr::V6(six) => math::byte_array(&six.octets()),
        }),
        ("maptoipv6", []) => Answer::Is(Value::ip(mapped())),
        ("maptoipv4", []) => Answer::Is(Value::ip(address.to_canonical())),
        ("isloopback", []) => Answer::Is(address.is_loopback().into_value()),
        _ => Answer::NoSuch,
    })
}
