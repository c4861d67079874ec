//! DNS records as objects, each kind with a table of its own.

use crate::cmdlet::prelude::*;
use crate::model::{PropertyInfo, TypeInfo};
use crate::resolve::{Record, RecordData};

const NAME: PropertyInfo = PropertyInfo::new("Name", "String", "The name that has the record.");
const TYPE: PropertyInfo = PropertyInfo::new("Type", "RecordType", "What kind of record it is.");
const TTL: PropertyInfo = PropertyInfo::new("TTL", "Int32", "Seconds for which it may be kept.");
const NAME_HOST: PropertyInfo = PropertyInfo::new("NameHost", "String", "The name that the record points to.");

static ADDRESS: TypeInfo = TypeInfo {
    name: "Emsh.DnsRecord_A",
    properties: &[NAME, TYPE, TTL, PropertyInfo::new("IPAddress", "IPAddress", "An address of the host.")],
    shown: &["Name", "Type", "TTL", "IPAddress"],
    methods: &[],
};
static POINTER: TypeInfo = TypeInfo {
    name: "Emsh.DnsRecord_PTR",
    properties: &[NAME, TYPE, TTL, NAME_HOST],
    shown: &["Name", "Type", "TTL", "NameHost"],
    methods: &[],
};
static EXCHANGER: TypeInfo = TypeInfo {
    name: "Emsh.DnsRecord_MX",
    properties: &[
        NAME,
        TYPE,
        TTL,
        PropertyInfo::new("NameExchange", "String", "The host that takes mail; empty: none does (RFC 7505)."),
        PropertyInfo::new("Preference", "Int32", "Lower is tried first."),
    ],
    shown: &["Name", "Type", "TTL", "NameExchange", "Preference"],
    methods: &[],
};
static TEXT: TypeInfo = TypeInfo {
    name: "Emsh.DnsRecord_TXT",
    properties: &[NAME, TYPE, TTL, PropertyInfo::new("Strings", "String[]", "The text.")],
    shown: &["Name", "Type", "TTL", "Strings"],
    methods: &[],
};
static SERVICE: TypeInfo = TypeInfo {
    name: "Emsh.DnsRecord_SRV",
    properties: &[
        NAME,
        TYPE,
        TTL,
        PropertyInfo::new("NameTarget", "String", "The host that offers the service."),
        PropertyInfo::new("Priority", "Int32", "Lower is tried first."),
        PropertyInfo::new("Weight", "Int32", "Share among those of the same priority."),
        PropertyInfo::new("Port", "Int32", "Where the service listens."),
    ],
    shown: &["Name", "Type", "TTL", "NameTarget", "Priority", "Weight", "Port"],
    methods: &[],
};
static ASSOCIATION: TypeInfo = TypeInfo {
    name: "Emsh.DnsRecord_TLSA",
    properties: &[
        NAME,
        TYPE,
        TTL,
        PropertyInfo::new("CertificateUsage", "Int32", "2: an authority; 3: the certificate of the host itself."),
        PropertyInfo::new("Selector", "Int32", "0: the whole certificate; 1: its public key."),
        PropertyInfo::new("MatchingType", "Int32", "0: the bytes themselves; 1: their SHA-256; 2: their SHA-512."),
        PropertyInfo::new("CertificateAssociationData", "String", "The bytes, in hexadecimal."),
    ],
    shown: &["Name", "CertificateUsage", "Selector", "MatchingType", "CertificateAssociationData"],
    methods: &[],
};
static AUTHORITY: TypeInfo = TypeInfo {
    name: "Emsh.DnsRecord_SOA",
    properties: &[
        NAME,
        TYPE,
        TTL,
        PropertyInfo::new("PrimaryServer", "String", "Where the zone is kept."),
        PropertyInfo::new("NameAdministrator", "String", "Mailbox of its administrator, with a dot for the @."),
        PropertyInfo::new("SerialNumber", "Int64", "Grows with each change."),
        PropertyInfo::new("TimeToZoneRefresh", "Int32", "Seconds between looks for a change."),
        PropertyInfo::new("TimeToZoneFailureRetry", "Int32", "Seconds before a failed look is repeated."),
        PropertyInfo::new("TimeToExpiration", "Int32", "Seconds for which copies answer without a look."),
        PropertyInfo::new("DefaultTTL", "Int32", "Seconds for which a denial may be kept."),
    ],
    shown: &["Name", "Type", "TTL", "PrimaryServer", "NameAdministrator", "SerialNumber"],
    methods: &[],
};

/// The object of a record.
pub fn shown(record: Record) -> Value {
    let kind = record.data.kind();
    let number = |number: u16| i32::from(number).into_value();
    let (info, rest): (&'static TypeInfo, Vec<Value>) = match record.data {
        RecordData::A(address) => (&ADDRESS, vec![Value::ip(address.into())]),
        RecordData::Aaaa(address) => (&ADDRESS, vec![Value::ip(address.into())]),
        RecordData::Cname(name) | RecordData::Ns(name) | RecordData::Ptr(name) => (&POINTER, vec![name.into_value()]),
        RecordData::Mx(mx) => (&EXCHANGER, vec![mx.exchange.into_value(), number(mx.preference)]),
        RecordData::Txt(text) => (&TEXT, vec![Value::array(vec![text.into_value()])]),
        RecordData::Tlsa { usage, selector, matching, data } => {
            let data: String = data.iter().map(|byte| format!("{byte:02x}")).collect();
            let byte = |byte: u8| i32::from(byte).into_value();
            (&ASSOCIATION, vec![byte(usage), byte(selector), byte(matching), data.into_value()])
        }
        RecordData::Srv { priority, weight, port, target } => {
            (&SERVICE, vec![target.into_value(), number(priority), number(weight), number(port)])
        }
        RecordData::Soa { primary, administrator, serial, refresh, retry, expire, minimum } => (
            &AUTHORITY,
            vec![
                primary.into_value(),
                administrator.into_value(),
                serial.into_value(),
                refresh.into_value(),
                retry.into_value(),
                expire.into_value(),
                i64::from(minimum).into_value(),
            ],
        ),
    };
    let ttl = i32::try_from(record.ttl.as_secs()).unwrap_or(i32::MAX);
    let values = [record.name.into_value(), kind.into_value(), Value::Int(ttl)].into_iter().chain(rest);
    let names = info.properties.iter().map(|property| property.name.into());
    Value::Object(Object::of(info, names.zip(values).collect()))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::resolve::Mx;

    #[test]
    fn every_property_of_a_record_has_its_value() {
        for (data, last) in [
            (RecordData::A("192.0.2.1".parse().expect("an address")), "192.0.2.1"),
            (RecordData::Mx(Mx { preference: 10, exchange: "mx1.contoso.com".into() }), "10"),
            (RecordData::Txt("v=spf1 -all".into()), "v=spf1 -all"),
            (RecordData::Ptr("hub01.contoso.com".into()), "hub01.contoso.com"),
            (RecordData::Srv { priority: 1, weight: 2, port: 25, target: "a.example".into() }, "25"),
            (
                RecordData::Soa {
                    primary: "ns1".into(),
                    administrator: "root".into(),
                    serial: 1,
                    refresh: 2,
                    retry: 3,
                    expire: 4,
                    minimum: 5,
                },
                "5",
            ),
        ] {
            let object = shown(Record { name: "contoso.com".into(), ttl: Duration::from_secs(60), data });
            let Value::Object(object) = &object else { panic!("an object") };
            let properties = object.properties();
            assert_eq!(properties.len(), object.info().expect("declared").properties.len());
            assert_eq!(properties.last().expect("some").1.to_string(), last);
        }
    }
}
