//! A Chromium of its own for one test, driven by `WebDriver`.

use std::process::Stdio;
use std::time::Duration;

use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use http::Method;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use url::{ParseError, Url};

/// What keeps Chromium from asking for anything but what it is told to open.
const ARGUMENTS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
];

/// Opens a page in a browser and closes the browser again, whatever comes.
pub(crate) fn with_page<F>(html: &str, test: impl FnOnce(Page) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    with_page_in("light", html, test);
}

/// As [`with_page`], on a system that prefers these colours.
pub(crate) fn with_page_in<F>(colours: &str, html: &str, test: impl FnOnce(Page) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("parity.html");
    std::fs::write(&file, html).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let (_driver, port) = driver().await;
        let client = client(port, &folder, colours).await;
        client
            .goto(Url::from_file_path(&file).unwrap().as_str())
            .await
            .unwrap();
        let outcome = tokio::spawn(test(Page(client.clone()))).await;
        client.close().await.unwrap();
        if let Err(failed) = outcome {
            std::panic::resume_unwind(failed.into_panic());
        }
    });
}

/// Starts a driver on a port that it finds free.
async fn driver() -> (Child, u16) {
    let mut driver = Command::new("chromedriver")
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .expect("chromedriver can be started");
    let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
    while let Some(line) = lines.next_line().await.unwrap() {
        if let Some((_, port)) = line.split_once("started successfully on port ") {
            return (driver, port.trim_end_matches('.').parse().unwrap());
        }
    }
    panic!("chromedriver does not say that it has started");
}

async fn client(port: u16, folder: &TempDir, colours: &str) -> Client {
    let profile = folder.path().join("profile");
    let mut arguments = ARGUMENTS.map(str::to_owned).to_vec();
    arguments.push(format!("--user-data-dir={}", profile.display()));
    let colours = u8::from(colours != "dark");
    arguments.push(format!("--blink-settings=preferredColorScheme={colours}"));
    let capabilities = json!({
        "goog:chromeOptions": { "args": arguments },
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
    });
    let capabilities: Capabilities = serde_json::from_value(capabilities).unwrap();
    ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
        .capabilities(capabilities)
        .connect(&format!("http://127.0.0.1:{port}"))
        .await
        .expect("chromium can be started")
}

/// A page that stands open.
#[derive(Clone)]
pub(crate) struct Page(pub(crate) Client);

impl Page {
    /// What an expression is on the page.
    pub(crate) async fn is(&self, expression: &str) -> Value {
        let script = format!("return {expression};");
        self.0.execute(&script, Vec::new()).await.unwrap()
    }

    /// The texts of all that a selector finds and that is shown.
    pub(crate) async fn shown(&self, selector: &str) -> Vec<String> {
        let script = "return Array.from(document.querySelectorAll(arguments[0]))
            .filter((element) => element.checkVisibility())
            .map((element) => element.innerText.trim())";
        let texts = self.0.execute(script, vec![json!(selector)]).await.unwrap();
        serde_json::from_value(texts).unwrap()
    }

    /// The keys of the settings that are shown.
    pub(crate) async fn keys(&self) -> Vec<String> {
        self.shown("tr.setting .key").await
    }

    pub(crate) async fn click(&self, selector: &str) {
        let found = self.0.find(fantoccini::Locator::Css(selector)).await;
        found.unwrap().click().await.unwrap();
    }

    pub(crate) async fn write(&self, selector: &str, text: &str) {
        let found = self.0.find(fantoccini::Locator::Css(selector)).await;
        found.unwrap().send_keys(text).await.unwrap();
    }

    pub(crate) async fn choose(&self, selector: &str, value: &str) {
        let found = self.0.find(fantoccini::Locator::Css(selector)).await;
        found.unwrap().select_by_value(value).await.unwrap();
    }

    /// Takes a picture, for who looks, where `PAGE_PICTURES` names a folder.
    pub(crate) async fn picture(&self, name: &str) {
        if let Some(folder) = std::env::var_os("PAGE_PICTURES") {
            let picture = self.0.screenshot().await.unwrap();
            std::fs::write(std::path::Path::new(&folder).join(name), picture).unwrap();
        }
    }

    /// Makes the page as wide as the screen of a telephone, or of a desk.
    pub(crate) async fn resize(&self, width: u32, height: u32) {
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", &metrics)
            .await;
    }

    /// What was logged since it was last asked for: `browser`, `performance`.
    pub(crate) async fn log(&self, kind: &str) -> Vec<Value> {
        let entries = self.post("se/log", json!({ "type": kind })).await;
        serde_json::from_value(entries).unwrap()
    }

    /// All that the browser has asked for, by address.
    pub(crate) async fn asked_for(&self) -> Vec<String> {
        let of_entry = |entry: Value| {
            let message: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
            let message = &message["message"];
            let url = message["params"]["request"]["url"].as_str()?;
            (message["method"] == "Network.requestWillBeSent").then(|| url.to_owned())
        };
        let entries = self.log("performance").await;
        entries.into_iter().filter_map(of_entry).collect()
    }

    async fn devtools(&self, command: &str, parameters: &Value) {
        let body = json!({ "cmd": command, "params": parameters });
        self.post("goog/cdp/execute", body).await;
    }

    async fn post(&self, path: &'static str, body: Value) -> Value {
        self.0.issue_cmd(Post { path, body }).await.unwrap()
    }
}

/// A command that the protocol leaves to vendors.
#[derive(Debug)]
struct Post {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Post {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        let session = session.expect("there is a session");
        base.join(&format!("session/{session}/{}", self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

/// How long a page may take to settle.
pub(crate) const MOMENT: Duration = Duration::from_millis(300);
