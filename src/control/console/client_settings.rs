//! How mail programs submit mail here, for whoever has to tell people.

use axum::extract::{Query, State};
use axum::response::Response;

use super::html::Html;
use super::{Asked, Node, Visitor, shown};
use crate::model::{ClientEncryption, ClientSettingsInfo};

pub(super) const PATH: &str = "/console/client-settings";

pub(super) async fn page(State(desk): Node, visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let server = desk.status().await.map(|status| status.server).unwrap_or_default();
    let body = desk.client_settings().await.map(|all| body(&all));
    shown("Client settings", &server, &asked, PATH, visitor, body)
}

fn body(all: &[ClientSettingsInfo]) -> Html {
    let mut html = Html::new();
    html.raw("<h2>Outgoing mail (SMTP)</h2>");
    if all.is_empty() {
        html.raw("<p>No receive connector of this server is advertised. ");
        html.raw("<code>Set-ReceiveConnector NAME -AdvertiseClientSettings $true</code> advertises one.</p>");
        return html;
    }
    html.raw("<table><thead><tr><th>Server<th class=\"n\">Port<th>Encryption<th>Log on with<th>Receive connector");
    html.raw("</tr></thead><tbody>");
    for one in all {
        html.raw("<tr>").element("td", &one.server_name).element("td class=\"n\"", one.port);
        html.element("td class=\"w\"", encryption(one.encryption)).element("td", log_on(one));
        html.element("td", &one.connector).raw("</tr>");
    }
    html.raw("</tbody></table>");
    let records: Vec<&str> = all.iter().filter_map(|one| one.service_record.as_deref()).collect();
    if !records.is_empty() {
        html.raw(
            "<p>Mail programs find this by themselves where DNS says so, below the domain of the addresses:</p><pre>",
        );
        html.text(records.join("\n")).raw("</pre>");
    }
    html
}

/// As mail programs call it.
fn encryption(encryption: ClientEncryption) -> &'static str {
    match encryption {
        ClientEncryption::ImplicitTls => "SSL/TLS",
        ClientEncryption::StartTls => "STARTTLS",
        ClientEncryption::None => "None",
    }
}

fn log_on(one: &ClientSettingsInfo) -> String {
    match one.authentication.as_slice() {
        [] => "Nobody logs on".to_owned(),
        ways => format!("Password ({})", ways.join(", ")),
    }
}
