//! The configuration written down and taken in again.

use super::Place;

/// One of everything that commands can make without a server.
const ORGANIZATION: &str = r#"
New-AcceptedDomain -Name Contoso -DomainName contoso.com | Out-Null
New-AcceptedDomain -Name Kiln -DomainName '*.kiln.example' -DomainType InternalRelay | Out-Null
New-MailboxDatabase -Name DB1 -MaildirPath /tmp/mail | Out-Null
New-Mailbox -Name "Ann O'Hara" -PrimarySmtpAddress ann@contoso.com -Database DB1 | Out-Null
New-Mailbox -Name Bob -PrimarySmtpAddress bob@contoso.com -Database DB1 `
    -EmailAddresses SMTP:bob@contoso.com,smtp:robert@contoso.com -ForwardingAddress ann@contoso.com | Out-Null
New-MailContact -Name Pat -ExternalEmailAddress pat@fabrikam.com | Out-Null
New-DistributionGroup -Name Team -PrimarySmtpAddress team@contoso.com -Members bob@contoso.com,Pat | Out-Null
New-DynamicDistributionGroup -Name All -PrimarySmtpAddress all@contoso.com `
    -RecipientFilter {RecipientType -eq 'UserMailbox'} | Out-Null
New-SendConnector -Name Out -AddressSpaces 'SMTP:*;10','smtp:kiln.example;1' -SmartHosts 10.0.0.1,mx.contoso.com `
    -MaxMessageSize 3MB -DNSRoutingEnabled $false | Out-Null
New-SendConnector -Internet -Name Net -AddressSpaces * -ConnectionInactivityTimeOut 00:04:00 | Out-Null
New-RemoteDomain -Name F -DomainName fabrikam.com | Out-Null
New-TransportRule -Name R1 -SubjectContainsWords a,'b c' -SetHeaderName X-A -SetHeaderValue yes | Out-Null
New-TransportRule -Name R0 -Priority 0 -FromScope NotInOrganization -PrependSubject '[ext] ' | Out-Null
Set-TransportConfig -MaxSendSize 20MB
"#;

fn organization() -> Place {
    let place = Place::new();
    let made = place.emsh(&["-c", ORGANIZATION]);
    assert_eq!((made.code, made.out.as_str()), (Some(0), ""), "{}", made.talk);
    place
}

#[test]
fn the_commands_of_an_organization_make_the_same_one_elsewhere() {
    let (first, second) = (organization(), Place::new());
    let script = first.path().join("all.ps1");
    let script = script.to_str().expect("UTF-8");
    let written = first.emsh(&["-c", &format!("Export-Configuration '{script}' -As Command")]);
    assert_eq!(written.code, Some(0), "{}", written.talk);
    let ran = second.emsh(&[script]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.talk);
    let commands = |place: &Place| place.emsh(&["-c", "Export-Configuration -As Command"]).out;
    let text = commands(&first);
    let of = |text: &str| text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(of(&text), of(&commands(&second)));
    assert!(text.contains("-Name 'Ann O''Hara'") && text.contains("-Usage 'Internet'"), "{text}");
    assert!(!text.contains("-Port"), "what the command makes by itself is not said: {text}");
    let whole = first.emsh(&["-c", "Get-DistributionGroup Team | ConvertTo-EmshCommand"]).out;
    assert_eq!(
        whole,
        "New-DistributionGroup -Name 'Team' -PrimarySmtpAddress 'team@contoso.com' -Members 'Bob','Pat'\n"
    );
}

#[test]
fn a_document_is_compared_and_taken_in_again() {
    let place = organization();
    let run = |script: &str| {
        let ran = place.emsh(&["-c", script]);
        assert_eq!(ran.code, Some(0), "{script}: {}", ran.talk);
        ran
    };
    run("Export-Configuration ./before.json");
    assert_eq!(run("Compare-Configuration ./before.json").out, "");
    run(
        "Set-SendConnector Net -Port 26; Remove-TransportRule R0 -Confirm:$false; New-RemoteDomain New -DomainName n.example",
    );
    let differences =
        "Compare-Configuration ./before.json | ForEach-Object { \"$($_.Action) $($_.Name) $($_.Changes)\" }";
    assert_eq!(run(differences).out, "Change Net Port: 25 → 26\nRemove R0 \nChange R1 Priority: 1 → 0\nMake New \n");
    let plan = run("Import-Configuration ./before.json -RemoveOthers -WhatIf").talk;
    assert!(plan.contains("Port: 26 → 25") && plan.contains("Remove RemoteDomain 'New'"), "{plan}");
    assert_ne!(run(differences).out, "", "a plan changes nothing");
    run("Import-Configuration ./before.json -Class RemoteDomain -Confirm:$false");
    assert!(run(differences).out.contains("Make New"), "others stay unless it is said");
    run("Import-Configuration ./before.json -RemoveOthers -Confirm:$false -Reason 'as it was'");
    assert_eq!(run(differences).out, "");
    assert_eq!(run("(Get-ConfigurationHistory -ResultSize 1).Reason").out, "as it was\n");
}

#[test]
fn secrets_stay_where_their_key_is() {
    let (first, second) = (Place::new(), Place::new());
    let credential = "New-Object PSCredential u, (ConvertTo-SecureString p -AsPlainText -Force)";
    let made = first.emsh(&[
        "-c",
        &format!(
            "$c = {credential}; New-SendConnector Out -AddressSpaces a.example -SmartHosts b.example -DNSRoutingEnabled \
             $false -AuthenticationCredential $c | Out-Null; Export-Configuration '{}'",
            second.path().join("in.json").display()
        ),
    ]);
    assert_eq!(made.code, Some(0), "{}", made.talk);
    let command = first.emsh(&["-c", "Get-SendConnector | ConvertTo-EmshCommand"]).out;
    assert!(command.contains("-AuthenticationCredential (Get-Credential 'u')"), "{command}");
    let taken = second.emsh(&["-c", "Import-Configuration ./in.json -Confirm:$false"]);
    assert!(
        taken.talk.contains("SendConnector 'Out': AuthenticationCredential was sealed with another key"),
        "{}",
        taken.talk
    );
    assert_eq!(second.emsh(&["-c", "(Get-SendConnector).Name"]).out, "Out\n");
}
