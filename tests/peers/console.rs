//! The console in headless Chromium, driven by chromedriver (WebDriver, a W3C recommendation: JSON over HTTP).

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use base64::Engine as _;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::appear::eventually;
use crate::support::node::Node;
use crate::support::{closed_port, free_port, smtp};

/// What a reference to an element is called in WebDriver's JSON.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

fn block_on<T>(future: impl Future<Output = T>) -> T {
    let _ = rustls::crypto::ring::default_provider().install_default();
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(future)
}

fn http() -> reqwest::Client {
    let builder = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
    builder.tls_danger_accept_invalid_certs(true).build().expect("a client")
}

/// A browser without a window.
struct Browser {
    driver: Child,
    session: String,
    _profile: TempDir,
}

impl Browser {
    fn start() -> Browser {
        let port = free_port();
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("tests/run installs chromium-driver");
        let profile = tempfile::tempdir().expect("temporary folder");
        let base = format!("http://127.0.0.1:{port}/session");
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "acceptInsecureCerts": true,
            "goog:chromeOptions": { "args": [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1200,1000",
                format!("--user-data-dir={}", profile.path().display()),
            ]},
        }}});
        let mut browser = Browser { driver, session: String::new(), _profile: profile };
        browser.session = eventually("chromedriver answers", || {
            let answer =
                block_on(async { http().post(&base).json(&wanted).send().await?.json::<Value>().await }).ok()?;
            let id = answer["value"]["sessionId"].as_str().unwrap_or_else(|| panic!("{answer}"));
            Some(format!("{base}/{id}"))
        });
        browser
    }

    /// Err: what is asked about is not there, such as an element of a page that is being left.
    fn tried(&self, path: &str, body: Option<Value>) -> Result<Value, Value> {
        let url = format!("{}/{path}", self.session);
        let mut answer: Value = block_on(async {
            let request = match &body {
                Some(body) => http().post(&url).json(body),
                None => http().get(&url),
            };
            request.send().await.expect("chromedriver runs").json().await.expect("JSON")
        });
        if answer["value"]["error"].is_null() { Ok(answer["value"].take()) } else { Err(answer) }
    }

    fn ask(&self, path: &str, body: Option<Value>) -> Value {
        self.tried(path, body).unwrap_or_else(|answer| panic!("{path}: {answer}"))
    }

    fn open(&self, url: &str) {
        self.ask("url", Some(json!({ "url": url })));
    }

    fn found(&self, selector: &str) -> Option<String> {
        let found = self.tried("element", Some(json!({ "using": "css selector", "value": selector }))).ok()?;
        Some(format!("element/{}", found[ELEMENT].as_str().expect("an element")))
    }

    fn element(&self, selector: &str) -> String {
        eventually(selector, || self.found(selector))
    }

    fn click(&self, selector: &str) {
        self.ask(&format!("{}/click", self.element(selector)), Some(json!({})));
    }

    fn type_into(&self, selector: &str, text: &str) {
        self.ask(&format!("{}/value", self.element(selector)), Some(json!({ "text": text })));
    }

    /// What a person reads.
    fn text(&self) -> String {
        let text = eventually("a page", || self.tried(&format!("{}/text", self.found("body")?), None).ok());
        text.as_str().expect("text").to_owned()
    }

    fn title(&self) -> String {
        self.ask("title", None).as_str().expect("text").to_owned()
    }

    /// A click is answered before the page that it leads to is there.
    fn is_led_to(&self, title: &str) {
        eventually(title, || self.title().starts_with(title).then_some(()));
    }

    fn shows(&self, wanted: &str) {
        eventually(wanted, || self.text().contains(wanted).then_some(()));
    }

    /// Kept for whoever wants to look.
    fn picture(&self, name: &str) {
        let picture = self.ask("screenshot", None);
        let bytes = base64::prelude::BASE64_STANDARD.decode(picture.as_str().expect("base64")).expect("base64");
        fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name), bytes).expect("a folder of cargo");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            let url = self.session.clone();
            let _ = block_on(async { http().delete(&url).send().await });
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// A node with a queue that waits, whose messages have a subject that would run in a careless page.
fn node() -> (Node, String, String) {
    let node = Node::start_with(&["--control", "127.0.0.1:0"]);
    let (relay, closed) = (free_port(), closed_port());
    node.configure(&format!(
        "New-SendConnector Fabrikam -AddressSpaces fabrikam.com -SmartHosts 127.0.0.1 -Port {closed}
         New-ReceiveConnector Relay -Bindings 127.0.0.1:{relay} -RemoteIPRanges 127.0.0.1 `
             -AuthMechanism ExternalAuthoritative -PermissionGroups ExchangeServers"
    ));
    for _ in 0..3 {
        smtp::send(relay, "ann@contoso.com", &["pat@fabrikam.com"], "<script>document.title='owned'</script>");
    }
    eventually("a queue that waits", || {
        (node.shell("@(Get-Queue -Filter {Status -eq 'Retry'}).Count").trim() == "1").then_some(())
    });
    let ready = node.ready();
    let address = ready.split("control on ").nth(1).and_then(|rest| rest.split(',').next()).expect("an address");
    let base = format!("https://{}", address.trim());
    let token = fs::read_to_string(node.folder.path().join("control.token")).expect("own file").trim().to_owned();
    (node, base, token)
}

#[test]
fn a_browser_signs_in_and_sees_what_show_queue_shows() {
    let (_node, base, token) = node();
    let browser = Browser::start();
    browser.open(&format!("{base}/console"));
    browser.is_led_to("Sign in - emsh");
    browser.type_into("#token", "a guess");
    browser.click("button");
    browser.shows("That is not the token.");
    browser.type_into("#token", &token);
    browser.click("button");
    browser.is_led_to("Overview - emsh");
    let text = browser.text();
    for wanted in ["TEST", "Health", "! Degraded", "3 messages", "messages accepted", "[127.0.0.1]", "! Retry"] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    browser.picture("console-overview.png");

    browser.open(&format!("{base}/console?refresh=off"));
    browser.type_into("#filter", "Staus -eq 'Retry'");
    browser.click("main button");
    browser.shows("There is no property 'Staus'");

    browser.open(&format!("{base}/console"));
    browser.click("a[href*='identity=TEST%5C']");
    browser.is_led_to("Queue TEST\\");
    // A subject is text.
    browser.shows("<script>document.title='owned'</script>");
    browser.is_led_to("Queue TEST\\");
    browser.picture("console-queue.png");
    browser.click("a[href*='/console/message']");
    browser.is_led_to("Message TEST\\");
    let text = browser.text();
    for wanted in ["ann@contoso.com", "pat@fabrikam.com", "What happened so far", "RECEIVE", "Connection refused"] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    browser.picture("console-message.png");

    browser.click("header button");
    browser.is_led_to("Sign in - emsh");
    browser.open(&format!("{base}/console"));
    browser.is_led_to("Sign in - emsh");
}

#[test]
fn who_shows_nothing_learns_nothing() {
    let (_node, base, token) = node();
    block_on(async {
        let get = |path: &str| http().get(format!("{base}{path}"));
        let refused = get("/console").send().await.expect("an answer");
        assert_eq!(
            (refused.status().as_u16(), &refused.headers()["location"]),
            (303, &"/console/sign-in".parse().expect("a header"))
        );
        let form = get("/console/sign-in").send().await.expect("an answer");
        let policy = form.headers()["content-security-policy"].to_str().expect("text").to_owned();
        assert!(policy.starts_with("default-src 'none'; style-src 'self';"), "{policy}");
        assert_eq!(form.headers()["cache-control"], "no-store");
        let page = form.text().await.expect("text");
        assert!(!page.contains("TEST") && !page.contains(env!("CARGO_PKG_VERSION")), "{page}");

        let post = |token: &str| http().post(format!("{base}/console/sign-in")).body(format!("token={token}"));
        let form = "application/x-www-form-urlencoded";
        let wrong = post("nonsense").header("content-type", form).send().await.expect("an answer");
        assert_eq!(wrong.status(), 403);
        assert!(wrong.headers().get("set-cookie").is_none());
        let right = post(&token).header("content-type", form).send().await.expect("an answer");
        let cookie = right.headers()["set-cookie"].to_str().expect("text").to_owned();
        for wanted in ["__Host-emsh=", "; Path=/;", "Secure", "HttpOnly", "SameSite=Strict"] {
            assert!(cookie.contains(wanted), "{wanted}: {cookie}");
        }
        assert!(!cookie.contains(&token), "the cookie is not the token");
        let pair = cookie.split(';').next().expect("a pair").to_owned();
        assert_eq!(get("/console").header("cookie", &pair).send().await.expect("an answer").status(), 200);
        // The cookie is for the console: orders want the token.
        assert_eq!(get("/v1/queues").header("cookie", &pair).send().await.expect("an answer").status(), 403);
        assert_eq!(get("/console").bearer_auth(&token).send().await.expect("an answer").status(), 200);
        let gone = get("/console/queue?identity=TEST%5C99%3Cb%3E").bearer_auth(&token).send().await.expect("an answer");
        assert_eq!(gone.status(), 404);
        let page = gone.text().await.expect("text");
        assert!(page.contains("TEST\\99&lt;b&gt;") && !page.contains("<b>"), "{page}");
    });
}
