//! Agents that have a say in who logs in.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::support::appear::eventually;
use crate::support::node::Node;
use crate::support::smtp::Client;

/// Refuses mallory and eve, puts later off, and writes down what it is asked.
const PROGRAM: &str = r#"while read -r line; do
    echo "$line" >> ASKED; id=${line#*id\":}; id=${id%%,*}
    case $line in
        *OnProcessAuthentication*'"user":"mallory"'*) a='"action":"reject"' ;;
        *OnProcessAuthentication*'"user":"eve"'*) a='"action":"reject","status":"5.7.9","text":"Not by this way"' ;;
        *OnProcessAuthentication*'"user":"later"'*) a='"action":"tempfail"' ;;
        *) a='"action":"continue"' ;;
    esac
    echo "{\"id\":$id,$a}"
done"#;

/// A node with the program, and where that writes.
fn node_with_program() -> (Node, PathBuf) {
    let node = Node::start();
    let (script, asked) = (node.folder.path().join("agent.sh"), node.folder.path().join("asked"));
    std::fs::write(&script, PROGRAM.replace("ASKED", &asked.display().to_string())).expect("written");
    node.configure(&format!(
        "New-AcceptedDomain -Name Contoso -DomainName contoso.com
         New-MailboxDatabase Mailboxes -MaildirPath '{}'
         New-Mailbox ann -PrimarySmtpAddress ann@contoso.com `
             -Password (ConvertTo-SecureString secret -AsPlainText -Force)
         Set-ReceiveConnector 'TEST\\Default TEST' -PermissionGroups ExchangeUsers -AuthMechanism BasicAuth `
             -AuthTarpitInterval 0 -TarpitInterval 0 -MaxLogonFailures 4
         Install-TransportAgent Guard -AssemblyPath /bin/sh -Arguments '{}' `
             -Events OnAuthCommand,OnProcessAuthentication,OnEndOfAuthentication
         Enable-TransportAgent Guard",
        node.folder.path().join("mail").display(),
        script.display()
    ));
    (node, asked)
}

fn greeted(node: &Node) -> Client {
    let mut client = Client::connect(node.port("Default TEST"));
    client.ask("EHLO client.example", "250");
    client
}

fn plain(user: &str, password: &str) -> String {
    format!("AUTH PLAIN {}", STANDARD.encode(format!("\0{user}\0{password}")))
}

fn asked(file: &Path) -> Vec<serde_json::Value> {
    let text = std::fs::read_to_string(file).expect("written");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn a_program_says_who_may_try_to_log_in_and_hears_no_password() {
    let (node, file) = node_with_program();
    let mut client = greeted(&node);
    client.ask(&plain("mallory", "secret"), "535 5.7.3 Authentication unsuccessful");
    client.ask("AUTH LOGIN", "334");
    client.ask(&STANDARD.encode("eve"), "334");
    client.ask(&STANDARD.encode("secret"), "535 5.7.9 Not by this way");
    client.ask(&format!("AUTH SCRAM-SHA-256 {}", STANDARD.encode("n,,n=mallory,r=nonce")), "535 5.7.3");
    client.ask(&plain("later", "secret"), "454 4.7.0 Temporary authentication failure");
    // Who is put off has not failed: the fourth failure is a wrong password.
    client.ask(&plain("ann", "wrong"), "535 5.7.3 Authentication unsuccessful");
    client.expect("421 4.7.0 Too many failed logons");

    let mut client = greeted(&node);
    client.ask(&format!("AUTH SCRAM-SHA-256 {}", STANDARD.encode("n,,n=ann,r=nonce")), "334");
    client.ask("*", "501");
    client.ask(&plain("ann", "secret"), "235 2.7.0 Authentication successful");

    let all = asked(&file);
    let shown = |question: &serde_json::Value| {
        let word = |name: &str| question[name].as_str().unwrap_or("-").to_owned();
        format!("{} {} {}", word("event"), word("mechanism"), word("user"))
    };
    let seen: Vec<String> = all.iter().map(shown).collect();
    assert_eq!(
        seen,
        [
            "OnAuthCommand PLAIN -",
            "OnProcessAuthentication PLAIN mallory",
            "OnAuthCommand LOGIN -",
            "OnProcessAuthentication LOGIN eve",
            "OnAuthCommand SCRAM-SHA-256 -",
            "OnProcessAuthentication SCRAM-SHA-256 mallory",
            "OnAuthCommand PLAIN -",
            "OnProcessAuthentication PLAIN later",
            "OnAuthCommand PLAIN -",
            "OnProcessAuthentication PLAIN ann",
            "OnAuthCommand SCRAM-SHA-256 -",
            "OnProcessAuthentication SCRAM-SHA-256 ann",
            "OnAuthCommand PLAIN -",
            "OnProcessAuthentication PLAIN ann",
            "OnEndOfAuthentication - -",
        ]
    );
    let text = std::fs::read_to_string(&file).expect("written");
    let secrets = ["secret", "wrong", &STANDARD.encode("\0ann\0secret"), &STANDARD.encode("secret")];
    assert!(secrets.iter().all(|secret| !text.contains(secret)), "{text}");

    let log = "Get-AgentLog | ForEach-Object { \"$($_.Agent) $($_.Event) $($_.Action) $($_.SmtpResponse)\" }";
    let told = eventually("the agent log tells of all four", || {
        let told = node.shell(log);
        (told.lines().count() == 4).then_some(told)
    });
    for expected in [
        "Guard OnProcessAuthentication RejectAuthentication 535 5.7.3 Authentication unsuccessful",
        "Guard OnProcessAuthentication RejectAuthentication 535 5.7.9 Not by this way",
        "Guard OnProcessAuthentication RejectAuthentication 454 4.7.0 Temporary authentication failure",
    ] {
        assert!(told.contains(expected), "{expected}: {told}");
    }
}

#[test]
fn the_pipeline_lists_the_event_in_its_place() {
    let (node, _) = node_with_program();
    let listed = node.shell(
        "Get-TransportPipeline | Where-Object { $_.TransportAgents -contains 'Guard' } | ForEach-Object { $_.Event }",
    );
    let expected = ["OnAuthCommand", "OnProcessAuthentication", "OnEndOfAuthentication"];
    assert_eq!(listed.lines().collect::<Vec<_>>(), expected);
}
