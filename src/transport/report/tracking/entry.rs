//! A line of the log, read back.

use uuid::Uuid;

use crate::model::TrackingRecord;

/// Where each field stands in the lines of one file, as its `#Fields` line says; a file may come from another version.
#[derive(Clone, Debug)]
pub(super) struct Columns(Vec<String>);

impl Columns {
    /// From the names in their order, separated by commas.
    pub fn of(fields: &str) -> Columns {
        Columns(fields.trim().split(',').map(|field| field.trim().to_owned()).collect())
    }

    fn text<'a>(&self, row: &'a [String], name: &str) -> &'a str {
        let at = self.0.iter().position(|column| column == name);
        at.and_then(|at| row.get(at)).map_or("", String::as_str)
    }
}

/// `None` for a line without a time or an event: not one of this log's.
pub(super) fn read(row: &[String], columns: &Columns) -> Option<TrackingRecord> {
    let text = |name| columns.text(row, name);
    let own = |name| text(name).to_owned();
    let list = |name| match text(name) {
        "" => Vec::new(),
        values => values.split(';').map(str::to_owned).collect(),
    };
    let event_id = own("event-id");
    if event_id.is_empty() {
        return None;
    }
    let recipients: Vec<String> = list("recipient-address");
    let is_one = recipients.len() == 1 && !text("recipient-status").is_empty();
    let recipient_status = if is_one { vec![own("recipient-status")] } else { list("recipient-status") };
    let network_message_id = text("network-message-id").parse::<Uuid>().map(|id| id.to_string()).unwrap_or_default();
    Some(TrackingRecord {
        timestamp: text("date-time").parse().ok()?,
        client_ip: text("client-ip").parse().ok(),
        client_hostname: own("client-hostname"),
        server_ip: text("server-ip").parse().ok(),
        server_hostname: own("server-hostname"),
        source_context: own("source-context"),
        connector_id: own("connector-id"),
        source: own("source"),
        event_id,
        internal_message_id: text("internal-message-id").parse().ok(),
        message_id: own("message-id"),
        network_message_id,
        recipients,
        recipient_status,
        total_bytes: text("total-bytes").parse().unwrap_or(0),
        recipient_count: text("recipient-count").parse().unwrap_or(0),
        related_recipient_address: own("related-recipient-address"),
        reference: own("reference"),
        message_subject: own("message-subject"),
        sender: own("sender-address"),
        return_path: own("return-path"),
        message_info: own("message-info"),
        directionality: own("directionality"),
        original_client_ip: text("original-client-ip").parse().ok(),
        original_server_ip: text("original-server-ip").parse().ok(),
        transport_traffic_type: own("transport-traffic-type"),
        log_id: own("log-id"),
        schema_version: own("schema-version"),
        custom_data: own("custom-data"),
    })
}
