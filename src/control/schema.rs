//! The views of `model` in the OpenAPI document. They are declared once, with their documentation, as
//! [`TypeInfo`]s; their schemas are made from those.

use std::borrow::Cow;

use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, SchemaType, Type};
use utoipa::openapi::{Components, OpenApi, RefOr};
use utoipa::{PartialSchema, ToSchema};

use crate::model::{
    AgentLogRecord, CertificateInfo, ClientSettingsInfo, EventRecord, LinkInfo, MessageInfo, PagedPositionInfo,
    PressureInfo, QueueInfo, TlsReportInfo, TrackingRecord, TransportEvent, TypeInfo,
};

macro_rules! view_schemas {
    ($($item:ident, $list:ident: $view:ident;)*) => {$(
        pub struct $item;

        impl PartialSchema for $item {
            fn schema() -> RefOr<Schema> {
                RefOr::T(of_view($view::TYPE))
            }
        }

        impl ToSchema for $item {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($view))
            }
        }

        pub struct $list;

        impl PartialSchema for $list {
            fn schema() -> RefOr<Schema> {
                RefOr::T(Schema::Array(ArrayBuilder::new().items($item::schema()).build()))
            }
        }

        impl ToSchema for $list {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($list))
            }
        }
    )*};
}

view_schemas! {
    Certificate, Certificates: CertificateInfo;
    Resource, Pressure: PressureInfo;
    Link, Links: LinkInfo;
    ClientSetting, ClientSettings: ClientSettingsInfo;
    Queue, Queues: QueueInfo;
    Message, Messages: MessageInfo;
    Record, Tracking: TrackingRecord;
    Event, Events: EventRecord;
    AgentLine, AgentLog: AgentLogRecord;
    Happening, Happenings: TransportEvent;
    TlsReport, TlsReports: TlsReportInfo;
}

/// One alone: nobody asks for a list of them.
pub struct PagePosition;

impl PartialSchema for PagePosition {
    fn schema() -> RefOr<Schema> {
        RefOr::T(of_view(PagedPositionInfo::TYPE))
    }
}

impl ToSchema for PagePosition {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("PagedPositionInfo")
    }
}

/// Adds the views to the document's components.
pub fn add_views(document: &mut OpenApi) {
    let components = document.components.get_or_insert_with(Components::new);
    for (name, schema) in [
        (Certificate::name(), Certificate::schema()),
        (Resource::name(), Resource::schema()),
        (Link::name(), Link::schema()),
        (ClientSetting::name(), ClientSetting::schema()),
        (Queue::name(), Queue::schema()),
        (Message::name(), Message::schema()),
        (PagePosition::name(), PagePosition::schema()),
        (Record::name(), Record::schema()),
        (Event::name(), Event::schema()),
        (Happening::name(), Happening::schema()),
        (TlsReport::name(), TlsReport::schema()),
    ] {
        components.schemas.insert(name.into_owned(), schema);
    }
}

fn of_view(info: &TypeInfo) -> Schema {
    let mut object = ObjectBuilder::new();
    for property in info.properties {
        object = object.property(property.name, of_property(property.type_name, property.doc));
    }
    Schema::Object(object.build())
}

fn of_property(type_name: &str, doc: &str) -> Schema {
    if let Some(element) = type_name.strip_suffix("[]") {
        return Schema::Array(
            ArrayBuilder::new().items(RefOr::T(of_property(element, ""))).description(Some(doc)).build(),
        );
    }
    let json = match type_name {
        "Int32" | "Int64" | "UInt32" | "UInt64" => Type::Integer,
        "Double" => Type::Number,
        "Boolean" => Type::Boolean,
        _ => Type::String,
    };
    let description = (!doc.is_empty()).then_some(doc);
    Schema::Object(ObjectBuilder::new().schema_type(SchemaType::Type(json)).description(description).build())
}
