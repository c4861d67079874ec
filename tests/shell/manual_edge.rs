//! The manual's way to join an edge server and hub servers without a subscription: its command lines, letter by letter,
//! given to the real binary as a script.
//!
//! One thing stands in for a person: where the manual asks with `Get-Credential`, the script makes the credential.

use std::path::Path;
use std::process::{Command, Output};

const CREDENTIAL: &str =
    "New-Object System.Management.Automation.PSCredential('edge', (ConvertTo-SecureString 'x' -AsPlainText -Force))";

/// Runs a script with a node beside it, which makes the server and its first connectors.
fn run(folder: &Path, server: &[&str], script: &str) -> Output {
    let file = folder.join("manual.ps1");
    std::fs::write(&file, script).expect("the test's own folder");
    Command::new(env!("CARGO_BIN_EXE_emsh"))
        .args(["--no-profile", "--no-color", "--quiet", "--standalone", "--smtp", "127.0.0.1:0"])
        .arg("--data-dir")
        .arg(folder.join("data"))
        .args(server)
        .arg(file)
        .output()
        .expect("the binary runs")
}

/// The lines that it showed, after it went well.
fn shown(ran: &Output) -> Vec<String> {
    let (out, err) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    assert!(ran.status.success(), "{out}{err}");
    out.lines().filter(|line| !line.is_empty()).map(|line| line.trim_end().to_owned()).collect()
}

#[test]
fn an_edge_server_is_joined_by_hand() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let script = format!(
        r#"$null = New-SendConnector -Name "To Internet" -AddressSpaces * -Usage Internet -DNSRoutingEnabled $true
$hubcred = {CREDENTIAL}
$null = New-SendConnector -Name "To Internal Org" -Usage Internal -AddressSpaces *.contoso.com -DNSRoutingEnabled $False -SmartHosts Hub01.contoso.com,Hub02.contoso.com -SmartHostAuthMechanism BasicAuthRequireTLS -AuthenticationCredential $hubcred
Set-ReceiveConnector "Default internal Receive connector Edge01" -Name "From Internet" -Bindings 10.1.1.1:25
$null = New-ReceiveConnector -Name "To Internal Org" -Usage Internal -AuthMechanism TLS,BasicAuth,BasicAuthRequireTLS,ExchangeServer -Bindings 10.1.1.1:25 -RemoteIPRanges 192.168.5.10,192.168.5.20
Get-SendConnector | Sort-Object Name | ForEach-Object {{ '{{0}}|{{1}}|{{2}}|{{3}}|{{4}}' -f $_.Name, ($_.AddressSpaces -join ' '), $_.DNSRoutingEnabled, ($_.SmartHosts -join ' '), $_.SmartHostAuthMechanism }}
Get-ReceiveConnector | Sort-Object Name | ForEach-Object {{ "$($_.Name)|$($_.Bindings)|$($_.RemoteIPRanges)|$($_.AuthMechanism)" }}
"#
    );
    assert_eq!(
        shown(&run(folder.path(), &["--name", "Edge01", "--role", "edge"], &script)),
        [
            "To Internal Org|SMTP:*.contoso.com;1|False|hub01.contoso.com hub02.contoso.com|BasicAuthRequireTLS",
            "To Internet|SMTP:*;1|True||None",
            "From Internet|10.1.1.1:25|0.0.0.0-255.255.255.255|Tls, ExchangeServer",
            "To Internal Org|10.1.1.1:25|192.168.5.10 192.168.5.20|Tls, BasicAuth, BasicAuthRequireTLS, ExchangeServer",
        ]
    );
}

#[test]
fn hub_servers_send_by_the_edge_server() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let script = format!(
        r#"$edgecred = {CREDENTIAL}
$null = New-SendConnector -Name "To Edge" -Usage Internal -AddressSpaces * -DNSRoutingEnabled $False -SmartHosts edge01.contoso.net -SourceTransportServers hub01.contoso.com,hub02.contoso.com -SmartHostAuthMechanism BasicAuthRequireTLS -AuthenticationCredential $edgecred
Get-SendConnector | ForEach-Object {{ "$($_.Name)|$($_.SourceTransportServers)|$($_.SmartHosts)|$($_.SmartHostAuthMechanism)" }}
"#
    );
    let server = ["--name", "hub01", "--role", "hub", "--submission", "127.0.0.1:0"];
    assert_eq!(
        shown(&run(folder.path(), &server, &script)),
        ["To Edge|hub01.contoso.com hub02.contoso.com|edge01.contoso.net|BasicAuthRequireTLS"]
    );
}
