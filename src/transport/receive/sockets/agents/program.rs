//! Programs that answer in lines of JSON; a shell and sed are enough of one.

use super::*;

/// A program that answers each question with these words behind its id.
fn sed(answer: &str) -> Value {
    let script = format!(r#"sed -u -n 's/^{{"id":\([0-9]*\),"event".*/{{"id":\1{answer}}}/p'"#);
    json!({ "AssemblyPath": "/bin/sh", "Arguments": ["-c", script] })
}

async fn node_with(mut agent: Value, more: Value) -> Node {
    let node = node(json!({})).await;
    for (property, value) in more.as_object().expect("an object") {
        agent[property] = value.clone();
    }
    install(&node, &[("Program", agent)]);
    node
}

#[tokio::test]
async fn a_program_changes_messages() {
    let answer = r#","changes":[{"addHeader":{"name":"X-A","value":"1"}},{"removeHeader":{"name":"Date","index":1}}]"#;
    let node = node_with(sed(answer), json!({})).await;
    let mut peer = node.connect().await;
    peer.greet().await;
    for _ in 0..2 {
        assert!(peer.deliver(TEXT).await.starts_with("250 2.6.0"));
    }
    assert_eq!(stored(&node, 1), "Message-ID: <1@a>\r\nSubject: hi\r\nX-A: 1\r\n\r\nHello\r\n");
    assert_eq!(notes(&node)[0], "S:TA=Program|action=AddHeader|action=ChangeHeader");
}

#[tokio::test]
async fn a_program_is_asked_about_what_it_wants_to_hear() {
    let answer = r#","action":"reject","code":554,"status":"5.7.0","text":"never""#;
    for (event, command) in [
        ("OnEhloCommand", "EHLO x"),
        ("OnNoopCommand", "NOOP"),
        ("OnHelpCommand", "HELP"),
        ("OnRsetCommand", "RSET"),
        ("OnMailCommand", "MAIL FROM:<a@example.org>"),
        ("OnRcptCommand", "RCPT TO:<ann@contoso.com>"),
        ("OnDataCommand", "DATA"),
        ("OnEndOfHeaders", "DATA\r\n\r\n."),
        ("OnEndOfData", "DATA\r\n\r\n."),
    ] {
        let node = node_with(sed(answer), json!({ "Events": [event] })).await;
        let mut peer = node.connect().await;
        assert_eq!(peer.reply().await.code, 220);
        let mut said = String::new();
        for line in
            ["EHLO x", "NOOP", "HELP", "RSET", "MAIL FROM:<a@example.org>", "RCPT TO:<ann@contoso.com>", command]
        {
            said = peer.ask(line).await;
            if said.starts_with("354") {
                said = peer.reply().await.to_string();
            }
            if line == command {
                break;
            }
        }
        assert_eq!(said, "554 5.7.0 never", "{event}");
    }
}

#[tokio::test]
async fn a_program_that_ends_is_started_again_after_a_pause() {
    let ends = json!({ "AssemblyPath": "/bin/sh", "Arguments": ["-c", "read line"] });
    let node = node_with(ends, json!({ "FailureAction": "Accept" })).await;
    let mut peer = node.connect().await;
    peer.greet().await;
    for _ in 0..3 {
        assert!(peer.deliver(TEXT).await.starts_with("250 2.6.0"));
    }
    // One that is not there at all.
    let node = node_with(json!({ "AssemblyPath": "/nowhere/agent" }), json!({})).await;
    let mut peer = node.connect().await;
    peer.greet().await;
    assert!(peer.deliver(TEXT).await.starts_with("451 4.7.1"));
}

#[tokio::test]
async fn a_program_that_is_silent_or_talks_nonsense_is_passed_over() {
    for script in ["exec sleep 1000", "read line; echo nonsense; cat >/dev/null"] {
        for (action, expected) in [("Accept", "250 2.6.0"), ("TempFail", "451 4.7.1")] {
            let agent = json!({ "AssemblyPath": "/bin/sh", "Arguments": ["-c", script] });
            let given = json!({ "FailureAction": action, "ContentTimeout": "00:00:01" });
            let node = node_with(agent, given).await;
            let mut peer = node.connect().await;
            peer.greet().await;
            let said = peer.deliver(TEXT).await;
            assert!(said.starts_with(expected), "{script}: {said}");
        }
    }
}

#[tokio::test]
async fn bodies_go_to_a_program_and_come_back_in_pieces() {
    // Sends every piece of the body back as it came, and then the answer.
    let script = r#"sed -u -e 's/^{"id":\([0-9]*\),"event".*/{"id":\1}/'"#;
    let node = node_with(json!({ "AssemblyPath": "/bin/sh", "Arguments": ["-c", script] }), json!({})).await;
    let mut peer = node.connect().await;
    peer.greet().await;
    for body in ["Hello\r\n".to_owned(), "0123456789abcdef\r\n".repeat(40_000)] {
        assert!(peer.deliver(&format!("Message-ID: <1@a>\r\nDate: now\r\n\r\n{body}")).await.starts_with("250 2.6.0"));
        let last = node.memory.messages.lock().unwrap().len() - 1;
        assert_eq!(stored(&node, last), format!("Message-ID: <1@a>\r\nDate: now\r\n\r\n{body}"));
    }
    assert!(notes(&node).iter().all(|note| note == "S:TA=Program|action=ReplaceBody"));
}
