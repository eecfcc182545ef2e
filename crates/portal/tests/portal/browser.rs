//! A browser without scripts that says nothing of where a request came from: an old phone.

use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use scraper::{Html, Selector};
use std::collections::BTreeMap;
use tower::ServiceExt;

pub(crate) struct Browser {
    routes: Router,
    pub(crate) cookies: BTreeMap<String, String>,
}

pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
    pub(crate) bytes: Vec<u8>,
}

impl Browser {
    pub(crate) fn new(routes: Router) -> Self {
        Self { routes, cookies: BTreeMap::new() }
    }

    /// Asks for a page, and goes where it leads.
    pub(crate) async fn visits(&mut self, path: &str) -> Page {
        let mut page = self.asks(path).await;
        while let Some(place) = page.leads_to() {
            page = self.asks(&place).await;
        }
        page
    }

    /// Asks for a page, and goes nowhere.
    pub(crate) async fn asks(&mut self, path: &str) -> Page {
        self.send(Request::get(path), Body::empty()).await
    }

    /// Sends a form of a page with some of its fields filled in, and goes nowhere.
    pub(crate) async fn sends(&mut self, page: &Page, action: &str, fill: &[(&str, &str)]) -> Page {
        let mut fields = page.fields(action);
        for (name, value) in fill {
            fields.insert((*name).to_owned(), (*value).to_owned());
        }
        self.posts(action, &fields).await
    }

    pub(crate) async fn posts(&mut self, path: &str, fields: &BTreeMap<String, String>) -> Page {
        let body = serde_html_form::to_string(fields).unwrap();
        let request = Request::post(path).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::from(body)).await
    }

    /// Enters a reference and a code, and goes where that leads.
    pub(crate) async fn enters(&mut self, reference: &str, code: &str) -> Page {
        let form = self.visits("/track").await;
        let fill = [("reference", reference), ("code", code)];
        let answer = self.sends(&form, "/track", &fill).await;
        match answer.leads_to() {
            Some(place) => self.visits(&place).await,
            None => answer,
        }
    }

    /// Writes a message on the page of the report, and goes where that leads.
    pub(crate) async fn writes(&mut self, text: &str) -> Page {
        let page = self.visits("/track/report").await;
        let answer = self.sends(&page, "/track/report", &[("body", text)]).await;
        match answer.leads_to() {
            Some(place) => self.visits(&place).await,
            None => answer,
        }
    }

    async fn send(&mut self, request: axum::http::request::Builder, body: Body) -> Page {
        let mut request = request.header(HOST, "localhost:8080");
        let held = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
        let held = held.collect::<Vec<_>>().join("; ");
        if !held.is_empty() {
            request = request.header(COOKIE, held);
        }
        let response = self.routes.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        for set in parts.headers.get_all(SET_COOKIE) {
            self.keep(set.to_str().unwrap());
        }
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Page { status: parts.status, headers: parts.headers, body, bytes }
    }

    fn keep(&mut self, set: &str) {
        assert!(set.contains("HttpOnly") && set.contains("Path=/"), "{set}");
        let (name, value) = set.split(';').next().unwrap().split_once('=').unwrap();
        if set.contains("Max-Age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

impl Page {
    pub(crate) fn leads_to(&self) -> Option<String> {
        let place = self.headers.get(LOCATION)?.to_str().unwrap().to_owned();
        assert_eq!(self.status, StatusCode::SEE_OTHER);
        Some(place)
    }

    pub(crate) fn says(&self, text: &str) -> bool {
        self.text().contains(text)
    }

    /// The words of the page, without its markup.
    pub(crate) fn text(&self) -> String {
        let html = Html::parse_document(&self.body);
        let words = html.root_element().text().collect::<Vec<_>>().join(" ");
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The text of the first element that fits.
    pub(crate) fn at(&self, selector: &str) -> Option<String> {
        let html = Html::parse_document(&self.body);
        let found = html.select(&Selector::parse(selector).unwrap()).next()?;
        let text = found.text().collect::<String>();
        Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    pub(crate) fn value(&self, name: &str) -> String {
        let html = Html::parse_document(&self.body);
        let input = Selector::parse(&format!("input[name={name}]")).unwrap();
        let input = html.select(&input).next();
        input.and_then(|it| it.value().attr("value")).unwrap_or_default().to_owned()
    }

    /// What stands in the box for a message.
    pub(crate) fn message(&self) -> String {
        let html = Html::parse_document(&self.body);
        let area = html.select(&Selector::parse("textarea[name=body]").unwrap()).next();
        area.map(|area| area.text().collect()).unwrap_or_default()
    }

    /// The fields of the form that is sent to an address, as they stand on the page.
    fn fields(&self, action: &str) -> BTreeMap<String, String> {
        let html = Html::parse_document(&self.body);
        let form = Selector::parse(&format!("form[action='{action}']")).unwrap();
        let form = html.select(&form).next().expect("a form");
        let mut fields = BTreeMap::new();
        for input in form.select(&Selector::parse("input").unwrap()) {
            let value = input.value().attr("value").unwrap_or_default().to_owned();
            fields.insert(input.value().attr("name").unwrap().to_owned(), value);
        }
        for area in form.select(&Selector::parse("textarea").unwrap()) {
            let name = area.value().attr("name").unwrap().to_owned();
            fields.insert(name, area.text().collect());
        }
        fields
    }
}
