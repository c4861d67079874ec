//! `Server\Source\Category`: how the cmdlets of levels name categories.

use std::sync::Arc;

use crate::cmdlet::config::Picture;
use crate::lang::call::Param;
use crate::model::wildcard::Wildcard;
use crate::model::{EventCategory, Fault, FromValue, Identity, TransportServer, Value};
use crate::store::StoredObject;

/// The one source of events that servers have.
pub const SOURCE: &str = "MSExchangeTransport";

/// `Server\Source\Category`, `Source\Category` or `Category`; `*` allowed in each.
#[derive(Clone, Debug, PartialEq)]
pub struct CategoryId {
    server: Option<String>,
    source: String,
    category: String,
}

pub static IDENTITY: Param<CategoryId> = Param::new(
    "Identity",
    "`Server\\Source\\Category`, such as `HUB01\\MSExchangeTransport\\SmtpSend`; the server, or server and source, may be \
     left out, and `*` is allowed. The categories of Exchange 2000 are known, too, such as 'SMTP Protocol'.",
)
.position(1)
.from_pipeline()
.from_property()
.refuses_null();

impl FromValue for CategoryId {
    const TYPE_NAME: &'static str = "ECIdParameter";

    fn from_value(value: &Value) -> Result<CategoryId, String> {
        let text = match value {
            Value::Object(object) => object.get("Identity").map(|identity| identity.to_string()).unwrap_or_default(),
            other => other.to_string(),
        };
        let parts: Vec<&str> = text.split('\\').map(str::trim).collect();
        let (server, source, category) = match parts[..] {
            [category] => (None, "*", category),
            [source, category] => (None, source, category),
            [server, source, category] => (Some(server.to_owned()), source, category),
            _ => return Err("Server\\Source\\Category is expected".to_owned()),
        };
        match source.is_empty() || category.is_empty() {
            true => Err("Server\\Source\\Category is expected".to_owned()),
            false => Ok(CategoryId { server, source: source.to_owned(), category: category.to_owned() }),
        }
    }
}

impl CategoryId {
    /// All categories of the servers that are meant when none is named.
    pub fn all() -> CategoryId {
        CategoryId { server: None, source: "*".to_owned(), category: "*".to_owned() }
    }

    pub fn on(self, server: String) -> CategoryId {
        CategoryId { server: Some(server), ..self }
    }

    /// The categories; a fault when there is none of that name.
    pub fn categories(&self) -> Result<Vec<EventCategory>, Fault> {
        let old = EventCategory::of_old(&self.category);
        if Wildcard::new(&self.source).matches(SOURCE) {
            if !old.is_empty() {
                return Ok(old.to_vec());
            }
            let wanted = Wildcard::new(&self.category);
            let named = EventCategory::ALL.iter().copied().filter(|category| wanted.matches(category.name()));
            let found: Vec<EventCategory> = named.collect();
            if !found.is_empty() {
                return Ok(found);
            }
        }
        let says = format!("There is no category '{}\\{}' of events.", self.source, self.category);
        Err(Fault::not_found("EventCategoryNotFound", says)
            .fix(format!("Categories of {SOURCE}: {}.", EventCategory::NAMES.join(", "))))
    }

    /// The servers; of those, `home` where none is named.
    pub fn servers(&self, picture: &Picture, home: Option<&str>) -> Result<Vec<Arc<StoredObject>>, Fault> {
        let named = self.server.as_deref().or(home).unwrap_or("*");
        let identity = Identity::new(named.to_owned());
        let found = picture.matching(TransportServer::INFO, |object| identity.names(object.id, &object.name, None));
        match found.is_empty() {
            true if named == "*" => {
                Err(Fault::not_found("ServerNotFound", "There is no server in this organization yet.")
                    .fix("The first start of 'emsh serve', or of 'emsh', makes one."))
            }
            true => Err(Fault::not_found("ServerNotFound", format!("There is no server '{named}'."))
                .fix("Run Get-TransportServer to see which there are.")),
            false => Ok(found),
        }
    }
}
