//! A fault on the wire: `application/problem+json` (RFC 9457), which becomes the same fault at the prompt.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::model::{Fault, FaultKind};

/// What went wrong, in the form of RFC 9457.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// `urn:emsh:fault:` and the stable identifier, such as `urn:emsh:fault:QueueNotFound`.
    #[serde(rename = "type")]
    pub kind: String,
    /// PowerShell's ErrorCategory, such as `ObjectNotFound`.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// One sentence: what is wrong.
    pub detail: String,
    /// The way out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<String>,
    /// What lies underneath.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
}

const PREFIX: &str = "urn:emsh:fault:";

const KINDS: &[(FaultKind, StatusCode)] = &[
    (FaultKind::Invalid, StatusCode::BAD_REQUEST),
    (FaultKind::NotFound, StatusCode::NOT_FOUND),
    (FaultKind::Denied, StatusCode::FORBIDDEN),
    (FaultKind::Conflict, StatusCode::CONFLICT),
    (FaultKind::Unreachable, StatusCode::BAD_GATEWAY),
    (FaultKind::Busy, StatusCode::SERVICE_UNAVAILABLE),
    (FaultKind::Internal, StatusCode::INTERNAL_SERVER_ERROR),
];

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Problem {
        let known = KINDS.iter().find(|(kind, _)| *kind == fault.kind);
        let status = known.map_or(StatusCode::INTERNAL_SERVER_ERROR, |(_, status)| *status);
        Problem {
            kind: format!("{PREFIX}{}", fault.id),
            title: fault.kind.category().to_owned(),
            status: status.as_u16(),
            detail: fault.says,
            fix: fault.fix.map(String::from),
            cause: fault.cause.map(String::from),
        }
    }
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Fault {
        let known = KINDS.iter().find(|(_, status)| status.as_u16() == problem.status);
        let kind = known.map_or(FaultKind::Internal, |(kind, _)| *kind);
        let id = problem.kind.strip_prefix(PREFIX).unwrap_or("ControlFault").to_owned();
        let mut fault = Fault::new(kind, id, problem.detail);
        if let Some(fix) = problem.fix {
            fault = fault.fix(fix);
        }
        if let Some(cause) = problem.cause {
            fault = fault.cause(cause);
        }
        fault
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Json(self)).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_comes_back_as_it_was_sent() {
        for (kind, _) in KINDS {
            let sent = Fault::new(*kind, "QueueNotFound", "No queue named 'x'.").fix("Run Get-Queue.").cause("spool");
            let text = serde_json::to_string(&Problem::from(sent.clone())).unwrap();
            let back: Problem = serde_json::from_str(&text).unwrap();
            assert_eq!(Fault::from(back), sent, "{text}");
        }
    }
}
