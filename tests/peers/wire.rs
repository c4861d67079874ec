//! What few programs send and servers must understand: commands in one go, and BDAT.

use crate::support::hub::Hub;
use crate::support::smtp::Client;

#[test]
fn three_messages_come_in_one_packet_and_are_answered_in_order() {
    let hub = Hub::start();
    let mut client = Client::connect(hub.port);
    client.ask("EHLO client.example.org", "250");
    let transaction = |recipient: &str, subject: &str| {
        format!(
            "MAIL FROM:<sam@example.org>\r\nRCPT TO:<{recipient}>\r\nDATA\r\nSubject: {subject}\r\n\r\nHello.\r\n.\r\n"
        )
    };
    // The second recipient is unknown, so its DATA is refused and its text would be commands: it has none.
    let unknown = "MAIL FROM:<sam@example.org>\r\nRCPT TO:<nobody@contoso.com>\r\nDATA\r\nRSET\r\n";
    let all = [&transaction("ann@contoso.com", "first"), unknown, &transaction("bob@contoso.com", "third"), "QUIT\r\n"];
    client.send(all.concat().as_bytes());
    for code in ["250", "250", "354", "250", "250", "550", "503", "250", "250", "250", "354", "250", "221"] {
        client.expect(code);
    }
    assert!(hub.messages("ann@contoso.com", 1)[0].contains("Subject: first\n"));
    assert!(hub.messages("bob@contoso.com", 1)[0].contains("Subject: third\n"));
}

#[test]
fn chunks_are_joined_and_dots_are_only_dots() {
    let hub = Hub::start();
    let mut client = Client::connect(hub.port);
    client.ask("EHLO client.example.org", "250");
    client.ask("MAIL FROM:<sam@example.org> BODY=8BITMIME", "250");
    client.ask("RCPT TO:<ann@contoso.com>", "250");
    let parts = ["Subject: in ch", "unks\r\n\r\n.\r\n", "", "..\r\nend\r\n"];
    let mut all = String::new();
    for part in parts {
        all.push_str(&format!("BDAT {}\r\n{part}", part.len()));
    }
    client.send(format!("{all}BDAT 0 LAST\r\n").as_bytes());
    for _ in 0..=parts.len() {
        client.expect("250");
    }
    client.ask("QUIT", "221");
    let message = &hub.messages("ann@contoso.com", 1)[0];
    assert!(message.contains("Subject: in chunks\n") && message.ends_with("\n\n.\n..\nend\n"), "{message}");
}
