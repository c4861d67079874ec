//! `-Server`: a name, or an object that is or has one.

use crate::lang::call::Param;
use crate::model::wildcard::Wildcard;
use crate::model::{FromValue, QueueIdentity, Value};

/// Name or FQDN of a server, also taken from a server object.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerId(pub String);

impl FromValue for ServerId {
    const TYPE_NAME: &'static str = "ServerIdParameter";

    fn from_value(value: &Value) -> Result<ServerId, String> {
        let text = match value {
            Value::Object(object) => match object.get("Name").or_else(|| object.get("Server")) {
                Some(name) => name.to_string(),
                None => return Err(format!("a server is expected, not {}", object.type_name())),
            },
            other => other.to_string(),
        };
        match text.trim() {
            "" => Err("the name of a server is expected".to_owned()),
            name => Ok(ServerId(name.to_owned())),
        }
    }
}

/// The server to ask: the one that is given, else the one that a queue's name begins with.
pub fn asked<'a>(server: Option<&'a ServerId>, queue: Option<&'a QueueIdentity>) -> Option<&'a str> {
    let of_queue = || queue?.server().filter(|server| !Wildcard::is_pattern(server));
    server.map(|server| server.0.as_str()).or_else(of_queue)
}

/// The `-Server` parameter of the live cmdlets.
pub static SERVER: Param<ServerId> =
    Param::new("Server", "Server to ask. Default: the node of this data directory.").from_pipeline().from_property();
