//! Mail for other systems, left as files (New-ForeignConnector), and for another system that shares a domain
//! (UnresolvedRecipientHost).

use std::fs;
use std::path::Path;

use crate::support::appear::eventually;
use crate::support::hub::Hub;
use crate::support::sink::Sink;
use crate::support::smtp::Client;

const QUEUE: &str = "(Get-Queue -Filter {DeliveryType -eq 'NonSmtpGatewayDelivery'})";

fn dropped(folder: &Path, count: usize) -> Vec<String> {
    eventually(&format!("{count} files"), || {
        let files = fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
        let files: Vec<_> = files.filter(|path| path.extension().is_some_and(|found| found == "eml")).collect();
        (files.len() == count).then(|| files.iter().filter_map(|path| fs::read_to_string(path).ok()).collect())
    })
}

#[test]
fn faxes_are_left_for_a_gateway() {
    let hub = Hub::start();
    let root = hub.node.folder.path().join("drop");
    let faxes = root.join("Faxes");
    hub.node.configure(&format!(
        "Set-TransportServer TEST -RootDropDirectoryPath '{}'
         New-ForeignConnector -Name Fax -AddressSpaces 'FAX:+1*;2' -DropDirectory Faxes",
        root.display()
    ));
    // Nobody has made the directory yet.
    hub.send("ann@contoso.com", &["IMCEAFAX-+2B1206@contoso.com"], "one");
    hub.becomes(&format!("{QUEUE}.LastError -eq '451 4.3.5 FOREIGN.NoDirectory; the drop directory does not exist'"));
    hub.becomes(&format!("{QUEUE}.Status -eq 'Retry' -and {QUEUE}.NextHopDomain -eq 'FAX'"));
    fs::create_dir_all(&faxes).expect("made");
    hub.retry();
    let files = dropped(&faxes, 1);
    assert!(
        files[0].starts_with("X-Sender: <ann@contoso.com>")
            && files[0].contains("X-Receiver: <IMCEAFAX-+2B1206@contoso"),
        "{files:?}"
    );
    let status = hub.tracked("one", &["SEND SMTP"]);
    assert!(!status.is_empty());

    // The quota is full with what lies there, until it is taken.
    hub.node.configure("Set-ForeignConnector Fax -DropDirectoryQuota 1KB");
    fs::write(faxes.join("old"), [0; 1000]).expect("written");
    hub.send("ann@contoso.com", &["IMCEAFAX-+2B1206@contoso.com"], "two");
    hub.becomes(&format!("{QUEUE}.LastError -like '452 4.3.1 FOREIGN.DirectoryFull*'"));
    fs::remove_file(faxes.join("old")).expect("taken");
    hub.node.configure("Set-ForeignConnector Fax -DropDirectoryQuota unlimited");
    hub.node.shell(&format!("{QUEUE} | Retry-Queue -Resubmit $true"));
    dropped(&faxes, 2);

    // Strangers write to our recipients, not through our gateway.
    let mut stranger = Client::connect(hub.port);
    stranger.ask("EHLO stranger.example", "250");
    stranger.ask("MAIL FROM:<x@stranger.example>", "250");
    stranger.ask("RCPT TO:<IMCEAFAX-+2B1206@contoso.com>", "550 5.7.1 Unable to relay");
    stranger.ask("RCPT TO:<IMCEAEX-x@contoso.com>", "550 5.1.1 User unknown");

    hub.node.configure("Set-ForeignConnector Fax -MaxMessageSize 10");
    hub.send("bob@contoso.com", &["IMCEAFAX-+2B1206@contoso.com"], "three");
    let report = hub.messages("bob@contoso.com", 1).remove(0);
    assert!(report.contains("5.3.4"), "{report}");
    hub.node.configure("Remove-ForeignConnector Fax -Confirm:$false");
    assert_eq!(hub.node.shell("@(Get-ForeignConnector).Count").trim(), "0");
}

#[test]
fn a_domain_is_shared_with_a_host_for_those_who_are_not_here() {
    let (hub, other) = (Hub::start(), Sink::start());
    hub.node.configure(&format!("Set-TransportServer TEST -UnresolvedRecipientHost 127.0.0.1:{}", other.port));
    let mut stranger = Client::connect(hub.port);
    stranger.ask("EHLO stranger.example", "250");
    stranger.ask("MAIL FROM:<x@stranger.example>", "250");
    stranger.ask("RCPT TO:<eve@contoso.com>", "250");
    hub.send("x@example.org", &["ann@contoso.com", "eve@contoso.com"], "for both");
    assert_eq!(other.messages(1)[0].recipients, ["eve@contoso.com"]);
    assert_eq!(hub.messages("ann@contoso.com", 1).len(), 1);
    hub.node.configure("Set-TransportServer TEST -UnresolvedRecipientHost $null");
    // The settings of a transaction are those of its beginning.
    stranger.ask("RSET", "250");
    stranger.ask("MAIL FROM:<x@stranger.example>", "250");
    stranger.ask("RCPT TO:<eve@contoso.com>", "550 5.1.1 User unknown");
}
