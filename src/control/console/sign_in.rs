//! How a browser comes in where a shell shows the bearer token: the token is typed once, and a cookie stands for it.
//!
//! Promise: the cookie is a random number that leads to nothing but the console of this process, for [`LIFE`] at most;
//! scripts and other sites cannot read or use it. Whoever has no cookie learns nothing: no version, name or path.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::Form;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use subtle::ConstantTimeEq;
use uuid::Uuid;

use super::html::Html;
use super::page;
use crate::model::Secret;

/// How long one stays signed in: a working day.
const LIFE: Duration = Duration::from_secs(12 * 3600);

/// Browsers that are signed in at a time; the oldest one makes room.
const MOST: usize = 64;

/// The prefix binds it to this host, to TLS and to all paths (RFC 6265bis).
const COOKIE: &str = "__Host-emsh";

/// Bytes of a form.
const FORM: usize = 4096;

const SIGN_IN: &str = "/console/sign-in";

/// What a request has that comes from a browser that is signed in.
#[derive(Clone, Copy)]
pub struct SignedIn;

/// Who is signed in, and what lets in.
pub struct Door {
    token: Secret,
    visitors: Mutex<VecDeque<(String, Instant)>>,
}

impl Door {
    pub fn new(token: Secret) -> Arc<Door> {
        Arc::new(Door { token, visitors: Mutex::default() })
    }

    /// Whether the text is the bearer token.
    pub fn opens(&self, shown: &str) -> bool {
        bool::from(shown.as_bytes().ct_eq(self.token.expose().as_bytes()))
    }

    /// Whether a request comes from a browser that is signed in.
    pub fn knows(&self, request: &Request) -> bool {
        let Some(shown) = cookie(request.headers()) else { return false };
        let now = Instant::now();
        let mut visitors = self.visitors.lock().unwrap_or_else(PoisonError::into_inner);
        visitors.retain(|(_, until)| *until > now);
        let is_known =
            |known: bool, (id, _): &(String, Instant)| known | bool::from(id.as_bytes().ct_eq(shown.as_bytes()));
        visitors.iter().fold(false, is_known)
    }

    fn admit(&self) -> String {
        // Two of them hold 244 random bits.
        let id = format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple());
        let mut visitors = self.visitors.lock().unwrap_or_else(PoisonError::into_inner);
        if visitors.len() >= MOST {
            visitors.pop_front();
        }
        visitors.push_back((id.clone(), Instant::now() + LIFE));
        id
    }

    fn forget(&self, headers: &HeaderMap) {
        let Some(shown) = cookie(headers) else { return };
        self.visitors.lock().unwrap_or_else(PoisonError::into_inner).retain(|(id, _)| id != shown);
    }
}

/// The ways in and out, for everybody.
pub fn routes(door: Arc<Door>) -> axum::Router {
    axum::Router::new()
        .route(SIGN_IN, get(form).post(sign_in))
        .route("/console/sign-out", axum::routing::post(sign_out))
        .layer(DefaultBodyLimit::max(FORM))
        .with_state(door)
}

/// For a browser that is not signed in.
pub fn first() -> Response {
    Redirect::to(SIGN_IN).into_response()
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE).map(|(_, value)| value)
}

async fn form() -> Response {
    page::bare("Sign in", body(false))
}

#[derive(serde::Deserialize)]
struct Given {
    token: String,
}

async fn sign_in(State(door): State<Arc<Door>>, Form(given): Form<Given>) -> Response {
    if !door.opens(given.token.trim()) {
        let mut refused = page::bare("Sign in", body(true));
        *refused.status_mut() = StatusCode::FORBIDDEN;
        return refused;
    }
    let set =
        format!("{COOKIE}={}; Path=/; Max-Age={}; Secure; HttpOnly; SameSite=Strict", door.admit(), LIFE.as_secs());
    with_cookie(Redirect::to("/console").into_response(), &set)
}

async fn sign_out(State(door): State<Arc<Door>>, headers: HeaderMap) -> Response {
    door.forget(&headers);
    with_cookie(first(), &format!("{COOKIE}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict"))
}

fn with_cookie(mut response: Response, set: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(set) {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
    response
}

fn body(was_wrong: bool) -> Html {
    let mut html = Html::new();
    html.raw("<main class=\"narrow\"><h1>Sign in</h1>");
    if was_wrong {
        html.raw("<p class=\"bad\" role=\"alert\">! That is not the token.</p>");
    }
    html.raw("<form method=\"post\" action=\"/console/sign-in\"><label for=\"token\">Token</label>");
    html.raw(
        "<input id=\"token\" name=\"token\" type=\"password\" autocomplete=\"current-password\" required autofocus>",
    );
    html.raw("<button type=\"submit\">Sign in</button></form>");
    html.raw("<p>The token is in <code>control.token</code> in the data directory of the server.</p></main>");
    html
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn request(cookie: &str) -> Request {
        Request::builder().header(header::COOKIE, cookie).body(Body::empty()).expect("a request")
    }

    #[test]
    fn a_cookie_is_good_until_it_is_given_back_or_too_old() {
        let door = Door::new(Secret::new("the token"));
        assert!(door.opens("the token") && !door.opens("the toke") && !door.opens(""));
        let id = door.admit();
        assert!(door.knows(&request(&format!("other=1; {COOKIE}={id}"))));
        for wrong in [format!("{COOKIE}={}", &id[1..]), format!("{COOKIE}="), format!("emsh={id}"), String::new()] {
            assert!(!door.knows(&request(&wrong)), "{wrong}");
        }
        door.forget(request(&format!("{COOKIE}={id}")).headers());
        assert!(!door.knows(&request(&format!("{COOKIE}={id}"))));
        let first = door.admit();
        for _ in 0..MOST {
            door.admit();
        }
        assert!(!door.knows(&request(&format!("{COOKIE}={first}"))), "the oldest made room");
    }
}
