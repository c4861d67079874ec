//! Dovecot keeps the mail: delivery by LMTP.

use crate::support::dovecot::Dovecot;
use crate::support::hub::Hub;

#[test]
fn lmtp_says_for_each_recipient_what_became_of_the_message() {
    let hub = Hub::start();
    let dovecot = Dovecot::start(&["pat", "sue"]);
    hub.node.configure(&format!(
        "New-MailboxDatabase -Name Dovecot -LmtpEndpoint 127.0.0.1:{}
         foreach ($name in 'Pat', 'Sue', 'Gone') {{
             New-Mailbox -Name $name -PrimarySmtpAddress \"$name@contoso.com\" -Database Dovecot
         }}",
        dovecot.port
    ));
    hub.send("ann@contoso.com", &["pat@contoso.com", "gone@contoso.com", "sue@contoso.com"], "by LMTP");
    for user in ["pat", "sue"] {
        let message = &dovecot.messages(user, 1)[0];
        assert!(message.contains("Subject: by LMTP\n"), "{message}\n{}", dovecot.log());
    }
    let report = &hub.messages("ann@contoso.com", 1)[0];
    assert!(report.contains("gone@contoso.com") && report.contains("Status: 5.1.1"), "{report}");
    hub.tracked("by LMTP", &["RECEIVE SMTP", "DELIVER STOREDRIVER", "FAIL SMTP"]);
    let queue = hub.node.shell("Get-Queue Dovecot | ForEach-Object { \"$($_.DeliveryType) $($_.MessageCount)\" }");
    assert_eq!(queue.trim(), "SmtpDeliveryToMailbox 0");
}
