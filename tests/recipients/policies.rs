//! Addresses that policies give.

use crate::support::hub::Hub;
use crate::support::smtp;

#[test]
fn policies_give_addresses_and_keep_the_former_ones() {
    let hub = Hub::start();
    hub.node.configure(
        "New-EmailAddressPolicy People -IncludedRecipients MailboxUsers `
             -EnabledEmailAddressTemplates 'SMTP:%g.%s@contoso.com','smtp:%1g%s@contoso.com'
         New-EmailAddressPolicy Paris -RecipientFilter {CustomAttribute1 -eq 'Paris'} -Priority 0 `
             -EnabledPrimarySMTPAddressTemplate '%m.paris@contoso.com'
         Set-Mailbox Ann -FirstName Ann -LastName Smith -EmailAddressPolicyEnabled $true
         Set-Mailbox Bob -CustomAttribute1 Paris -EmailAddressPolicyEnabled $true
         New-Mailbox Chosen -PrimarySmtpAddress chosen@contoso.com
         New-Mailbox Twin -PrimarySmtpAddress twin@contoso.com -FirstName Ann -LastName Smith
         Set-Mailbox Twin -EmailAddressPolicyEnabled $true",
    );
    let addresses =
        |name: &str| hub.node.shell(&format!("\"$((Get-Mailbox {name}).EmailAddresses)\"")).trim().to_owned();
    let told = crate::support::said(&hub.node.try_shell("Update-EmailAddressPolicy People -WhatIf"));
    assert!(told.contains("Ann: {SMTP:ann@contoso.com}"), "{told}");
    assert_eq!(addresses("Ann"), "SMTP:ann@contoso.com");
    hub.node.configure("Get-EmailAddressPolicy | Update-EmailAddressPolicy -Confirm:$false");
    assert_eq!(
        addresses("Ann"),
        "SMTP:Ann.Smith@contoso.com smtp:ASmith@contoso.com smtp:ann@contoso.com",
        "the former primary address stays"
    );
    assert_eq!(addresses("Bob"), "SMTP:bob.paris@contoso.com smtp:bob@contoso.com", "the first policy counts");
    assert_eq!(addresses("Chosen"), "SMTP:chosen@contoso.com", "what was chosen stays");
    assert!(addresses("Twin").starts_with("SMTP:Ann.Smith2@contoso.com"), "{}", addresses("Twin"));
    crate::support::appear::make_maildir(&hub.maildir("ann.smith@contoso.com"));
    for (to, subject) in [("ann.smith@contoso.com", "new"), ("ann@contoso.com", "former")] {
        smtp::send(hub.port, "eve@example.org", &[to], subject);
    }
    assert_eq!(hub.messages("ann.smith@contoso.com", 2).len(), 2);
    // A name in a directory is kept and shown, and mail never goes by it.
    hub.node.configure("Set-Mailbox Ann -EmailAddresses @{Add='X500:/o=Contoso/ou=First/cn=ann'}");
    hub.node.configure("Get-EmailAddressPolicy | Update-EmailAddressPolicy -Confirm:$false");
    assert!(addresses("Ann").ends_with(" X500:/o=Contoso/ou=First/cn=ann"), "{}", addresses("Ann"));
    let shown = "(Get-Mailbox Ann).EmailAddresses | Where-Object PrefixString -eq X500 | ForEach-Object AddressString";
    assert_eq!(hub.node.shell(shown).trim(), "/o=Contoso/ou=First/cn=ann");
    let refused = hub.node.try_shell("Set-Mailbox Ann -EmailAddresses @{Add='X400:c=US;s=ann'}");
    assert!(crate::support::said(&refused).contains("neither an SMTP nor an X500 address"));
    let refused = hub.node.try_shell(
        "New-EmailAddressPolicy Loop -IncludedRecipients AllRecipients -EnabledPrimarySMTPAddressTemplate '@elsewhere.example'",
    );
    assert!(!refused.status.success());
}
