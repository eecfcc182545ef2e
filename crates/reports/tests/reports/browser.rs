//! A browser without scripts: it keeps cookies, fills forms in and follows redirects.

use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use scraper::{Html, Selector};
use std::collections::BTreeMap;
use tower::ServiceExt;

#[derive(Clone)]
pub(crate) struct Browser {
    app: Router,
    pub(crate) cookies: BTreeMap<String, String>,
}

impl Browser {
    pub(crate) fn new(app: Router) -> Self {
        Self { app, cookies: BTreeMap::new() }
    }

    /// Opens an address and follows where it leads.
    pub(crate) async fn open(&mut self, path: &str) -> Page {
        let page = self.get(path).await;
        self.follow(page).await
    }

    /// Opens an address.
    pub(crate) async fn get(&mut self, path: &str) -> Page {
        self.send(path, Request::get(path), Body::empty()).await
    }

    /// Fills in the form of a page, sends it and follows where it leads.
    pub(crate) async fn fill(&mut self, page: &Page, fields: &[(&str, &str)]) -> Page {
        let answer = self.press(page, fields).await;
        self.follow(answer).await
    }

    /// Fills in the form of a page and sends it.
    pub(crate) async fn press(&mut self, page: &Page, fields: &[(&str, &str)]) -> Page {
        let mut sent: Vec<(String, String)> = page.hidden();
        let typed = fields.iter().filter(|(name, _)| page.asks(name));
        sent.extend(typed.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self.post(&page.action(), &sent).await
    }

    /// Posts fields, whatever any page asks.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(String, String)]) -> Page {
        let body = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect::<Vec<_>>()
            .join("&");
        let request = Request::post(path).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(path, request, Body::from(body)).await
    }

    /// Answers page after page from a first one, until no page asks any more.
    pub(crate) async fn walk(&mut self, from: Page, fields: &[(&str, &str)]) -> Page {
        let mut page = from;
        for _ in 0..60 {
            let ends = ["/check", "/sent", "/call-999"].iter().any(|end| page.path.ends_with(end));
            if ends || page.status != StatusCode::OK {
                return page;
            }
            let next = self.fill(&page, fields).await;
            if next.path == page.path {
                return next;
            }
            page = next;
        }
        panic!("the way never ends: {}", page.path);
    }

    /// Follows redirects.
    pub(crate) async fn follow(&mut self, mut page: Page) -> Page {
        for _ in 0..5 {
            if page.status != StatusCode::SEE_OTHER {
                return page;
            }
            let place = page.header(LOCATION.as_str()).to_owned();
            page = self.get(&place).await;
        }
        panic!("led in a circle: {}", page.path);
    }

    /// Sends a request with the cookies, and keeps those that come back.
    pub(crate) async fn send(
        &mut self,
        path: &str,
        request: axum::http::request::Builder,
        body: Body,
    ) -> Page {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request.header(HOST, "localhost:8080").header(COOKIE, cookies.join("; "));
        let response = self.app.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let (name, rest) = cookie.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap().to_owned();
            if cookie.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value);
            }
        }
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        let path = path.split('?').next().unwrap().to_owned();
        Page { path, status: parts.status, headers: parts.headers, body, bytes }
    }
}

/// Percent-encoding of everything that is not a letter or digit.
fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

/// What came back.
#[derive(Clone)]
pub(crate) struct Page {
    pub(crate) path: String,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
    pub(crate) bytes: Vec<u8>,
}

impl Page {
    /// A header's text, or nothing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn location(&self) -> &str {
        self.header("location")
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// The text of everything that a selector finds, without needless space.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        let plain = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let selector = Selector::parse(selector).unwrap();
        let html = Html::parse_document(&self.body);
        html.select(&selector).map(|found| plain(found.text().collect())).collect()
    }

    /// The text of the one thing that a selector finds.
    pub(crate) fn text(&self, selector: &str) -> String {
        let texts = self.texts(selector);
        assert_eq!(texts.len(), 1, "{selector} on {}: {texts:?}", self.path);
        texts.into_iter().next().unwrap()
    }

    /// An attribute of everything that a selector finds.
    pub(crate) fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        let html = Html::parse_document(&self.body);
        html.select(&selector)
            .filter_map(|found| found.value().attr(name).map(str::to_owned))
            .collect()
    }

    /// What stands in a field: text, or the values that are chosen.
    pub(crate) fn stands(&self, name: &str) -> Vec<String> {
        let chosen = self.attributes(&format!("input[name='{name}'][checked]"), "value");
        let lines = format!("input[name='{name}']:not([type=radio]):not([type=checkbox])");
        let lines = self.attributes(&lines, "value");
        let story = self.texts(&format!("textarea[name='{name}']"));
        [chosen, lines, story].concat()
    }

    fn asks(&self, name: &str) -> bool {
        !self.attributes(&format!("main form [name='{name}']"), "name").is_empty()
    }

    pub(crate) fn action(&self) -> String {
        let actions = self.attributes("main form", "action");
        actions
            .into_iter()
            .next()
            .unwrap_or_else(|| panic!("no form on {}: {}", self.path, self.body))
    }

    pub(crate) fn hidden(&self) -> Vec<(String, String)> {
        let names = self.attributes("main form input[type=hidden]", "name");
        let values = self.attributes("main form input[type=hidden]", "value");
        names.into_iter().zip(values).collect()
    }
}
