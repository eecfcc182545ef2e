//! Somebody who uses the server by plain requests: an old browser without scripts, a program, or
//! one who means harm.
//!
//! *Invariant:* every answer that a caller gets is dressed as [`crate::headers::check_dress`] says,
//! or the journey fails: no page and no refusal is left out.

use crate::answers::Answers;
use crate::headers::check_dress;
use crate::server::Server;
use crate::sheet::Sheet;
use anyhow::{Context as _, ensure};
use reqwest::cookie::{CookieStore as _, Jar};
use reqwest::header::{CONTENT_TYPE, HeaderMap, LOCATION};
use reqwest::{Client, Method, RequestBuilder, Url, redirect};
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;

/// How a browser sends a form.
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

/// What everybody at the demo's desks signs in with.
pub(crate) const PASSWORD: &str = "bluelamp-demo";

/// Somebody with cookies of their own.
pub(crate) struct Caller {
    client: Client,
    jar: Arc<Jar>,
    origin: Url,
}

/// An answer.
pub(crate) struct Answer {
    /// Its status.
    pub(crate) status: u16,
    /// Its headers.
    pub(crate) headers: HeaderMap,
    /// Its body.
    pub(crate) body: String,
}

impl Caller {
    /// Somebody new.
    pub(crate) fn new(server: &Server) -> anyhow::Result<Self> {
        Self::at(server.url("/").parse()?)
    }

    /// Somebody else at the same server, without this one's cookies.
    pub(crate) fn another(&self) -> anyhow::Result<Self> {
        Self::at(self.origin.clone())
    }

    /// Somebody at the same server whose browser keeps no cookie: what is sent is what they say.
    pub(crate) fn forgetful(&self) -> anyhow::Result<Self> {
        let client = Client::builder().redirect(redirect::Policy::none()).build()?;
        Ok(Self { client, jar: Arc::default(), origin: self.origin.clone() })
    }

    fn at(origin: Url) -> anyhow::Result<Self> {
        let jar = Arc::new(Jar::default());
        // The store of files has the client speak TLS with whatever is chosen here. The first one stays.
        let _chosen = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .cookie_provider(jar.clone())
            .redirect(redirect::Policy::none())
            .timeout(Duration::from_secs(30))
            .build()?;
        Ok(Self { client, jar, origin })
    }

    /// A request that is not sent yet.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.origin.as_str().trim_end_matches('/')))
    }

    /// Sends a request.
    pub(crate) async fn send(&self, request: RequestBuilder) -> anyhow::Result<Answer> {
        let request = request.build()?;
        let what = format!("{} {}", request.method(), request.url().path());
        let answer = self.client.execute(request).await.with_context(|| what.clone())?;
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        check_dress(&headers).with_context(|| format!("{what} → {status}"))?;
        // A stream has no end: that it was opened is what is asked for.
        let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let stream = kind.is_some_and(|kind| kind.starts_with("text/event-stream"));
        let body = if stream { String::new() } else { answer.text().await? };
        Ok(Answer { status, headers, body })
    }

    /// Asks for a page.
    pub(crate) async fn get(&self, path: &str) -> anyhow::Result<Answer> {
        self.send(self.request(Method::GET, path)).await
    }

    /// Sends the fields of a form.
    pub(crate) async fn post(&self, path: &str, fields: &Fields) -> anyhow::Result<Answer> {
        let request = self.request(Method::POST, path).body(encoded(fields));
        self.send(request.header(CONTENT_TYPE, FORM)).await
    }

    /// Sends JSON, with further headers.
    pub(crate) async fn post_json(
        &self,
        path: &str,
        body: &Value,
        headers: &[(&str, &str)],
    ) -> anyhow::Result<Answer> {
        let mut request = self.request(Method::POST, path).json(body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request).await
    }

    /// Opens a page with a form on it, and sends that form with these fields besides the hidden
    /// ones that it has.
    pub(crate) async fn fill(&self, path: &str, typed: &[(&str, &str)]) -> anyhow::Result<Answer> {
        let page = self.get(path).await?;
        ensure!(page.status == 200, "{path}: {}", page.status);
        self.send_form(&page.sheet(), "main form", typed).await
    }

    /// Sends a form of a page with these fields besides the hidden ones that it has.
    pub(crate) async fn send_form(
        &self,
        page: &Sheet,
        form: &str,
        typed: &[(&str, &str)],
    ) -> anyhow::Result<Answer> {
        let mut fields = page.hidden(form);
        fields.extend(typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self.post(&page.attribute(form, "action").context("no form")?, &fields).await
    }

    /// Walks a service from its first page by these answers until they can be checked. Returns the
    /// address of that page and the name of every field that was met.
    pub(crate) async fn write(
        &self,
        start: &str,
        answers: &Answers,
    ) -> anyhow::Result<(String, Vec<String>)> {
        let begin = self.get(start).await?.sheet();
        let mut path = begin.attribute("main a.govuk-button", "href").context("no start button")?;
        let mut met = Vec::new();
        for _page in 0..60 {
            if path.ends_with("/check") {
                return Ok((path, met));
            }
            let page = self.get(&path).await?;
            let fields = page.sheet().filled(answers, &mut met);
            let answer = self.post(&path, &fields).await?;
            ensure!(answer.status == 303, "{path}: {} {}", answer.status, answer.sheet().words());
            path = answer.location()?;
        }
        anyhow::bail!("there is no end to it: {path}")
    }

    /// Checks the answers, sends them, and opens the receipt.
    pub(crate) async fn send_report(&self, check: &str) -> anyhow::Result<Receipt> {
        let sent = self.fill(check, &[]).await?;
        ensure!(sent.status == 303, "{check}: {}", sent.status);
        let sheet = self.get(&sent.location()?).await?.sheet();
        Receipt::of(&sheet)
    }

    /// Signs in at the desk.
    pub(crate) async fn sign_in(&self, email: &str) -> anyhow::Result<()> {
        let typed = [("email", email), ("password", PASSWORD)];
        let answer = self.fill("/desk/sign-in", &typed).await?;
        ensure!(answer.status == 303, "{email}: {}", answer.sheet().words());
        Ok(())
    }

    /// The text of a cookie that the caller holds.
    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        let header = self.jar.cookies(&self.origin)?;
        let all = header.to_str().ok()?.to_owned();
        all.split("; ").find_map(|one| one.strip_prefix(&format!("{name}="))).map(str::to_owned)
    }

    /// Puts a cookie of the caller's own making in the place of one.
    pub(crate) fn forge_cookie(&self, name: &str, text: &str) {
        self.jar.add_cookie_str(&format!("{name}={text}; Path=/"), &self.origin);
    }

    /// Does what is due in the background, and fails when anything that must hold does not.
    pub(crate) async fn settle(&self) -> anyhow::Result<()> {
        let broken = self.get("/demo/invariants").await?.json()?;
        ensure!(broken == serde_json::json!([]), "{broken}");
        Ok(())
    }
}

/// Fields as a browser sends them.
pub(crate) fn encoded(fields: &Fields) -> String {
    // The query of an address has the same form.
    let mut address: Url = "http://form.example".parse().unwrap();
    address.query_pairs_mut().extend_pairs(fields);
    address.query().unwrap_or_default().to_owned()
}

/// The fields of a form.
pub(crate) type Fields = Vec<(String, String)>;

/// What a person keeps of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Receipt {
    /// Such as `HUM-7K4Q-2M9D`.
    pub(crate) reference: String,
    /// What opens the report.
    pub(crate) code: String,
}

impl Receipt {
    /// As a page shows it.
    pub(crate) fn of(sheet: &Sheet) -> anyhow::Result<Self> {
        let word = |css| sheet.text(css).with_context(|| format!("no receipt: {}", sheet.words()));
        Ok(Self { reference: word("#reference")?, code: word("#access-code")? })
    }

    /// As the API gives it.
    pub(crate) fn of_json(body: &Value) -> anyhow::Result<Self> {
        let word = |name| body[name].as_str().map(str::to_owned).with_context(|| body.to_string());
        Ok(Self { reference: word("reference")?, code: word("access_code")? })
    }
}

impl Answer {
    /// The page.
    pub(crate) fn sheet(&self) -> Sheet {
        Sheet::read(&self.body)
    }

    /// The JSON.
    pub(crate) fn json(&self) -> anyhow::Result<Value> {
        serde_json::from_str(&self.body).with_context(|| format!("{}: {}", self.status, self.body))
    }

    /// A header's text; empty when it is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Where it leads.
    pub(crate) fn location(&self) -> anyhow::Result<String> {
        let place = self.headers.get(LOCATION).context("it leads nowhere")?;
        Ok(place.to_str()?.to_owned())
    }
}

impl Sheet {
    /// What the hidden fields of a form hold.
    pub(crate) fn hidden(&self, form: &str) -> Fields {
        let fields = self.fields(form).into_iter().filter(|field| field.kind == "hidden");
        fields.map(|field| (field.name, field.value)).collect()
    }

    /// The form of the page filled in; the names of its questions are added to `met`.
    fn filled(&self, answers: &Answers, met: &mut Vec<String>) -> Fields {
        let mut filled = self.hidden("main form");
        for field in self.fields("main form").iter().filter(|field| field.kind != "hidden") {
            let wanted = answers.of_field(&field.name);
            if !met.contains(&field.name) {
                met.push(field.name.clone());
            }
            if field.is_choice() {
                if wanted.contains(&field.value) {
                    filled.push((field.name.clone(), field.value.clone()));
                }
            } else if let Some(text) = wanted.first() {
                filled.push((field.name.clone(), text.clone()));
            }
        }
        filled
    }
}
