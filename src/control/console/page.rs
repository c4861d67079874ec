//! What every page has: its frame, its style, and the headers that keep strangers out of it.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::html::Html;

/// Nothing from elsewhere, no scripts at all, nobody else's frame.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const STYLE: &str = include_str!("style.css");

/// Seconds after which a page asks for itself again.
const REFRESH: &str = "<meta http-equiv=\"refresh\" content=\"10\">";

/// Where a page stands: what is above and below every one of them.
pub struct Place<'a> {
    pub server: &'a str,
    /// It came by a cookie, which can be given back.
    pub is_signed_in: bool,
    /// The page asks for itself again.
    pub is_live: bool,
    /// Its own address without what says whether it does.
    pub address: String,
}

/// A page of the console.
pub fn whole(title: &str, place: &Place, body: &Html) -> Response {
    let mut html = Html::new();
    html.raw("<header><a class=\"home\" href=\"/console\">emsh</a> <strong>").text(place.server);
    html.raw("</strong> <span>").text(title).raw("</span>");
    if place.is_signed_in {
        html.raw("<form method=\"post\" action=\"/console/sign-out\"><button>Sign out</button></form>");
    }
    html.raw("</header><main>").add(body).raw("</main><footer>");
    let (says, value, offers) = match place.is_live {
        true => ("Asked again every 10 seconds. ", "off", "Stand still"),
        false => ("Stands still. ", "on", "Ask again every 10 seconds"),
    };
    html.raw(says).raw("<a href=\"").text(&place.address).raw(if place.address.contains('?') { "&amp;" } else { "?" });
    html.raw("refresh=").raw(value).raw("\">").raw(offers).raw("</a>. At the prompt: ");
    html.raw("<code>Show-Queue</code>, <code>Get-Health</code>, <code>Trace-Message</code>.</footer>");
    framed(title, place.is_live, html)
}

/// One for those who are not signed in.
pub fn bare(title: &str, body: Html) -> Response {
    framed(title, false, body)
}

fn framed(title: &str, is_live: bool, body: Html) -> Response {
    let mut html = Html::new();
    html.raw("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    if is_live {
        html.raw(REFRESH);
    }
    html.element("title", format_args!("{title} - emsh")).raw("<link rel=\"stylesheet\" href=\"/console/style.css\">");
    html.raw("</head><body>").add(&body).raw("</body></html>");
    guarded(html.into_string().into_response(), "text/html; charset=utf-8")
}

pub async fn style() -> Response {
    guarded(STYLE.into_response(), "text/css; charset=utf-8")
}

fn guarded(mut response: Response, content_type: &'static str) -> Response {
    for (name, value) in [
        (header::CONTENT_TYPE, content_type),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}
