//! The paths of the API, each a thin way to one method of the [`Desk`].

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use bytes::{BufMut, Bytes, BytesMut};
use serde::Serialize;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::console;
use super::desk::{Desk, Stream};
use super::problem::Problem;
use super::schema;
use super::wire::{
    ConnectorProbe, MessageOrder, MessageQuery, NodeStatus, QueueOrder, QueueQuery, RedirectOrder, RouteAnswer,
    RouteQuery, ServiceOrder, ThroughputMinute, WatchQuery,
};
use crate::model::{
    AgentLogQuery, CertificateInfo, ClientSettingsInfo, EventQuery, Fault, LinkInfo, MessageInfo, PagedPositionInfo,
    PressureInfo, QueueInfo, TlsReportQuery, TrackingQuery,
};

type Node = State<Arc<dyn Desk>>;
type Answer<T> = Result<Json<T>, Problem>;

#[derive(OpenApi)]
#[openapi(info(title = "emsh control API", description = "Live state of one transport node, and orders about it."))]
struct Description;

/// Every path, and the document that describes them.
pub fn router(desk: Arc<dyn Desk>) -> axum::Router {
    let (router, mut document) = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(queues))
        .routes(routes!(order_queue))
        .routes(routes!(messages))
        .routes(routes!(message_page))
        .routes(routes!(order_message))
        .routes(routes!(export))
        .routes(routes!(redirect))
        .routes(routes!(tracking))
        .routes(routes!(events))
        .routes(routes!(tls_reports))
        .routes(routes!(agent_log))
        .routes(routes!(watch))
        .routes(routes!(route))
        .routes(routes!(certificates))
        .routes(routes!(pressure))
        .routes(routes!(links))
        .routes(routes!(client_settings))
        .routes(routes!(probes))
        .routes(routes!(throughput))
        .routes(routes!(status))
        .routes(routes!(order_service))
        .routes(routes!(metrics))
        .routes(routes!(health))
        .split_for_parts();
    schema::add_views(&mut document);
    let document = Arc::new(document);
    router
        .route("/v1/openapi.json", get(move || std::future::ready(Json(document.as_ref().clone()))))
        .merge(console::routes())
        .fallback(nothing_here)
        .with_state(desk)
}

#[utoipa::path(get, path = "/v1/queues", params(QueueQuery), responses((status = OK, body = schema::Queues)))]
async fn queues(State(desk): Node, Query(query): Query<QueueQuery>) -> Answer<Vec<QueueInfo>> {
    Ok(Json(desk.queues(query).await?))
}

#[utoipa::path(post, path = "/v1/queues/orders", request_body = QueueOrder, responses((status = OK, body = schema::Queues)))]
async fn order_queue(State(desk): Node, Json(order): Json<QueueOrder>) -> Answer<Vec<QueueInfo>> {
    Ok(Json(desk.order_queue(order).await?))
}

/// One message a line.
#[utoipa::path(get, path = "/v1/messages", params(MessageQuery),
    responses((status = OK, body = schema::Messages, content_type = "application/x-ndjson")))]
async fn messages(State(desk): Node, Query(query): Query<MessageQuery>) -> Result<Response, Problem> {
    Ok(lines(desk.messages(query).await?))
}

/// Where the page of these messages stands in the whole list.
#[utoipa::path(get, path = "/v1/messages/page", params(MessageQuery), responses((status = OK, body = schema::PagePosition)))]
async fn message_page(State(desk): Node, Query(query): Query<MessageQuery>) -> Answer<PagedPositionInfo> {
    Ok(Json(desk.message_page(query).await?))
}

#[utoipa::path(post, path = "/v1/messages/orders", request_body = MessageOrder,
    responses((status = OK, body = schema::Messages)))]
async fn order_message(State(desk): Node, Json(order): Json<MessageOrder>) -> Answer<Vec<MessageInfo>> {
    Ok(Json(desk.order_message(order).await?))
}

#[derive(serde::Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct ExportQuery {
    /// `Server\Queue\number`.
    identity: String,
}

#[utoipa::path(get, path = "/v1/messages/export", params(ExportQuery),
    responses((status = OK, description = "The message", content_type = "message/rfc822")))]
async fn export(State(desk): Node, Query(query): Query<ExportQuery>) -> Result<Response, Problem> {
    let chunks = desk.export(query.identity).await?;
    Ok(streamed("message/rfc822", chunks, |chunk| chunk))
}

/// Drains the node's queues to other servers; answers with the queue for these.
#[utoipa::path(post, path = "/v1/redirect", request_body = RedirectOrder, responses((status = OK, body = schema::Queue)))]
async fn redirect(State(desk): Node, Json(order): Json<RedirectOrder>) -> Answer<QueueInfo> {
    Ok(Json(desk.redirect(order).await?))
}

/// One record a line, oldest first. Query parameters: the fields of a tracking query. With `progress=true` there are lines
/// between them that say how many bytes have been searched, of how many: `{"searched":1048576,"of":20971520}`.
#[utoipa::path(get, path = "/v1/tracking",
    responses((status = OK, body = schema::Tracking, content_type = "application/x-ndjson")))]
async fn tracking(State(desk): Node, Query(query): Query<TrackingQuery>) -> Result<Response, Problem> {
    Ok(lines(desk.tracking(query).await?))
}

/// One event a line, newest first. Query parameters: the fields of an event query.
#[utoipa::path(get, path = "/v1/events",
    responses((status = OK, body = schema::Events, content_type = "application/x-ndjson")))]
async fn events(State(desk): Node, Query(query): Query<EventQuery>) -> Result<Response, Problem> {
    Ok(lines(desk.events(query).await?))
}

/// One report a line, oldest first. Query parameters: the fields of a query for TLS reports.
#[utoipa::path(get, path = "/v1/tls-reports",
    responses((status = OK, body = schema::TlsReports, content_type = "application/x-ndjson")))]
async fn tls_reports(State(desk): Node, Query(query): Query<TlsReportQuery>) -> Result<Response, Problem> {
    Ok(lines(desk.tls_reports(query).await?))
}

/// One line of the agent log a line, oldest first. Query parameters: the fields of an agent log query.
#[utoipa::path(get, path = "/v1/agent-log",
    responses((status = OK, body = schema::AgentLog, content_type = "application/x-ndjson")))]
async fn agent_log(State(desk): Node, Query(query): Query<AgentLogQuery>) -> Result<Response, Problem> {
    Ok(lines(desk.agent_log(query).await?))
}

/// What happens to messages, one event a line, as it happens; it ends with the node.
#[utoipa::path(get, path = "/v1/watch", params(WatchQuery),
    responses((status = OK, body = schema::Happenings, content_type = "application/x-ndjson")))]
async fn watch(State(desk): Node, Query(query): Query<WatchQuery>) -> Result<Response, Problem> {
    Ok(lines(desk.watch(query).await?))
}

#[utoipa::path(get, path = "/v1/route", params(RouteQuery), responses((status = OK, body = RouteAnswer)))]
async fn route(State(desk): Node, Query(query): Query<RouteQuery>) -> Answer<RouteAnswer> {
    Ok(Json(desk.route(query).await?))
}

/// What the node can show in TLS, its own first.
#[utoipa::path(get, path = "/v1/certificates", responses((status = OK, body = schema::Certificates)))]
async fn certificates(State(desk): Node) -> Answer<Vec<CertificateInfo>> {
    Ok(Json(desk.certificates().await?))
}

/// Connectors and their links, those that are down each by itself.
#[utoipa::path(get, path = "/v1/links", responses((status = OK, body = schema::Links)))]
async fn links(State(desk): Node) -> Answer<Vec<LinkInfo>> {
    Ok(Json(desk.links().await?))
}

/// How mail programs submit mail here: each port of the connectors with AdvertiseClientSettings. For whoever may ask the
/// other questions, who passes it on to people; nobody else is told.
#[utoipa::path(get, path = "/v1/client-settings", responses((status = OK, body = schema::ClientSettings)))]
async fn client_settings(State(desk): Node) -> Answer<Vec<ClientSettingsInfo>> {
    Ok(Json(desk.client_settings().await?))
}

/// Tries the enabled send connectors of the node as mail would, and says which have no way out. Takes seconds.
#[utoipa::path(get, path = "/v1/probes", responses((status = OK, body = Vec<ConnectorProbe>)))]
async fn probes(State(desk): Node) -> Answer<Vec<ConnectorProbe>> {
    Ok(Json(desk.probes().await?))
}

/// What the node is short of, and what it does about it.
#[utoipa::path(get, path = "/v1/pressure", responses((status = OK, body = schema::Pressure)))]
async fn pressure(State(desk): Node) -> Answer<Vec<PressureInfo>> {
    Ok(Json(desk.pressure().await?))
}

/// The minutes of the last hour, oldest first; the last one is still running.
#[utoipa::path(get, path = "/v1/throughput", responses((status = OK, body = Vec<ThroughputMinute>)))]
async fn throughput(State(desk): Node) -> Json<Vec<ThroughputMinute>> {
    Json(desk.throughput())
}

#[utoipa::path(get, path = "/v1/status", responses((status = OK, body = NodeStatus)))]
async fn status(State(desk): Node) -> Answer<NodeStatus> {
    Ok(Json(desk.status().await?))
}

#[utoipa::path(post, path = "/v1/service", request_body = ServiceOrder, responses((status = OK, body = NodeStatus)))]
async fn order_service(State(desk): Node, Json(order): Json<ServiceOrder>) -> Answer<NodeStatus> {
    Ok(Json(desk.order_service(order).await?))
}

/// What the node counts, in the OpenMetrics text format.
#[utoipa::path(get, path = "/metrics",
    responses((status = OK, content_type = "application/openmetrics-text; version=1.0.0; charset=utf-8")))]
async fn metrics(State(desk): Node) -> Response {
    const TEXT: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, TEXT)], desk.metrics()).into_response()
}

#[utoipa::path(get, path = "/healthz",
    responses((status = OK, description = "ok"), (status = SERVICE_UNAVAILABLE, body = Problem)))]
async fn health(State(desk): Node) -> Result<&'static str, Problem> {
    desk.health()?;
    Ok("ok\n")
}

async fn nothing_here() -> Response {
    let fault = Fault::not_found("NoSuchPath", "The control API has no such path.").fix("See /v1/openapi.json.");
    (StatusCode::NOT_FOUND, Problem::from(fault)).into_response()
}

/// A list as one JSON value a line, made while it is sent; a fault in the middle is its last line.
fn lines<T: Serialize + Send + 'static>(items: Stream<T>) -> Response {
    streamed("application/x-ndjson", items, |item| json_line(&item))
}

fn json_line(item: &impl Serialize) -> Bytes {
    let mut line = BytesMut::with_capacity(512).writer();
    if serde_json::to_writer(&mut line, item).is_err() {
        // Our own types always serialize; an empty line ends the list as broken off.
        return Bytes::new();
    }
    let mut line = line.into_inner();
    line.put_u8(b'\n');
    line.freeze()
}

fn streamed<T: Send + 'static>(
    content_type: &'static str,
    items: Stream<T>,
    encode: impl Fn(T) -> Bytes + Send + 'static,
) -> Response {
    let chunks = futures_util::stream::unfold((items, encode), |(mut items, encode)| async move {
        let chunk = match items.recv().await? {
            Ok(item) => encode(item),
            Err(fault) => json_line(&Problem::from(fault)),
        };
        Some((Ok::<_, std::convert::Infallible>(chunk), (items, encode)))
    });
    ([(header::CONTENT_TYPE, content_type)], Body::from_stream(chunks)).into_response()
}
