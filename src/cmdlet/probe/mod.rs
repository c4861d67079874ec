//! Trying things out by hand: DNS, SMTP servers, and the route that mail would take. And mail that scripts send.

mod correspondent;
mod dialogue;
mod dns_record;
mod letter;
mod reach;
mod resolve_dns_name;
#[cfg(test)]
mod scripted_server;
mod send_mail_message;
mod send_smtp_message;
mod submission;
mod test_mail_route;
mod test_open_relay;
mod test_send_connector;
mod test_sender_id;
mod test_smtp_connectivity;

pub use reach::reach;
pub use resolve_dns_name::RESOLVE_DNS_NAME;
pub use send_mail_message::SEND_MAIL_MESSAGE;
pub use send_smtp_message::SEND_SMTP_MESSAGE;
pub use test_mail_route::TEST_MAIL_ROUTE;
pub use test_open_relay::TEST_OPEN_RELAY;
pub use test_send_connector::TEST_SEND_CONNECTOR;
pub use test_sender_id::{TEST_SENDER_ID, name_servers};
pub use test_smtp_connectivity::TEST_SMTP_CONNECTIVITY;
