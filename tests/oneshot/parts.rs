//! What scripts written for Exchange read of the values that connectors and recipients hold.

use super::Place;

const MADE: &str = r"
New-AcceptedDomain -Name Contoso -DomainName '*.contoso.com' | Out-Null
New-MailboxDatabase -Name DB1 -MaildirPath /tmp/mail | Out-Null
New-Mailbox -Name Bob -PrimarySmtpAddress bob@contoso.com -Database DB1 `
    -EmailAddresses SMTP:bob@contoso.com,smtp:robert@contoso.com | Out-Null
New-SendConnector -Name Out -AddressSpaces 'SMTP:*.kiln.example;10','X400:c=US;3' -SmartHosts 10.0.0.1,mx.contoso.com | Out-Null
";

#[test]
fn values_with_parts_have_them_as_properties() {
    let place = Place::new();
    let made = place.emsh(&["-c", MADE]);
    assert_eq!(made.code, Some(0), "{}", made.talk);
    for (script, expected) in [
        (
            "Get-SendConnector Out | % AddressSpaces | % { \"$($_.Type)/$($_.Address)/$($_.Cost)/$($_.IncludeSubDomains)\" }",
            "SMTP/*.kiln.example/10/True\nX400/c=US/3/False\n",
        ),
        (
            "(Get-SendConnector Out).SmartHosts | % { \"$($_.IsIPAddress) $($_.Address)$($_.Domain)\" }",
            "True 10.0.0.1\nFalse mx.contoso.com\n",
        ),
        (
            "$d = (Get-AcceptedDomain Contoso).DomainName; $d.Domain; $d.Address; $d.IncludeSubDomains; $d.IsStar",
            "contoso.com\n*.contoso.com\nTrue\nFalse\n",
        ),
        ("(Get-Mailbox Bob).EmailAddresses | ? PrefixString -ceq smtp | % AddressString", "robert@contoso.com\n"),
        ("(Get-Mailbox Bob).EmailAddresses | ? IsPrimaryAddress | % ProxyAddressString", "SMTP:bob@contoso.com\n"),
        ("$a = (Get-Mailbox Bob).PrimarySmtpAddress; $a.Local; $a.Domain; $a.Length", "bob\ncontoso.com\n15\n"),
        (
            "(Get-SendConnector Out).AddressSpaces | Get-Member -MemberType Property | % Name",
            "Address\nCost\nDomain\nIncludeSubDomains\nIsSmtpType\nIsX400Type\nType\n",
        ),
    ] {
        let ran = place.emsh(&["-c", script]);
        assert_eq!((ran.out.as_str(), ran.code), (expected, Some(0)), "{script}: {}", ran.talk);
    }
}
