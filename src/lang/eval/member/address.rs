//! Methods of Internet addresses.

use std::net::IpAddr;

use super::super::stop::Eval;
use super::declare::methods;
use super::{Answer, math};
use crate::model::{IntoValue, Value};

methods! {
    Method {
        GetAddressBytes "byte[] GetAddressBytes()";
        IsLoopback "bool IsLoopback()";
        MapToIPv4 "ipaddress MapToIPv4()";
        MapToIPv6 "ipaddress MapToIPv6()";
    }
}

pub(super) fn call(address: &IpAddr, method: Method, arguments: &[Value]) -> Eval<Answer> {
    let mapped = || match address {
        IpAddr::V4(four) => IpAddr::V6(four.to_ipv6_mapped()),
        IpAddr::V6(_) => *address,
    };
    if !arguments.is_empty() {
        return Ok(Answer::NoSuch);
    }
    Ok(match method {
        Method::GetAddressBytes => Answer::Is(match address {
            IpAddr::V4(four) => math::byte_array(&four.octets()),
            IpAddr::V6(six) => math::byte_array(&six.octets()),
        }),
        Method::MapToIPv6 => Answer::Is(Value::ip(mapped())),
        Method::MapToIPv4 => Answer::Is(Value::ip(address.to_canonical())),
        Method::IsLoopback => Answer::Is(address.is_loopback().into_value()),
    })
}
