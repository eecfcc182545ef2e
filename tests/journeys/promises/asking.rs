//! One request, as some guest's browser makes it.

use super::sample::{Body, Sample};
use super::world::{Guest, World};
use crate::caller::{Answer, FORM, encoded};
use kernel::Language;
use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, COOKIE};

/// One byte more than a form may have.
const TOO_MUCH: usize = 1024 * 1024 + 1;

/// A request that is being thought out.
#[derive(Clone, Debug)]
pub(super) struct Ask {
    method: Method,
    path: String,
    guest: Guest,
    headers: Vec<(&'static str, String)>,
    body: String,
    /// Whether the browser says that a page of ours sends it.
    from_us: bool,
}

impl Ask {
    /// What a sample asks, in a language.
    pub(super) fn of(world: &World, sample: &Sample, language: Language) -> Self {
        let headers = sample.headers.iter().map(|(name, value)| (*name, world.fill(value)));
        let ask = Self {
            method: sample.method.parse().unwrap(),
            path: format!("{}{}", language.prefix(), world.fill(&sample.path)),
            guest: sample.guest,
            headers: headers.collect(),
            body: String::new(),
            from_us: true,
        };
        ask.body(world, &sample.body)
    }

    pub(super) fn body(mut self, world: &World, body: &Body) -> Self {
        let kind = match body {
            Body::Nothing => return self,
            Body::Form(fields) => {
                let filled =
                    |(name, value): &(&str, String)| ((*name).to_owned(), world.fill(value));
                self.body = encoded(&fields.iter().map(filled).collect());
                FORM
            }
            Body::Json(value) => {
                self.body = value.to_string();
                "application/json"
            }
        };
        self.headers.retain(|(name, _)| *name != "content-type");
        self.headers.push(("content-type", kind.to_owned()));
        self
    }

    pub(super) fn method(self, method: Method) -> Self {
        Self { method, ..self }
    }

    pub(super) fn to(self, path: String) -> Self {
        Self { path, ..self }
    }

    /// Asked by somebody who has none of what opens it.
    pub(super) fn by(mut self, guest: Guest) -> Self {
        self.headers.retain(|(name, _)| *name != "authorization");
        Self { guest, ..self }
    }

    pub(super) fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    /// Sent by no page of ours, as far as anybody can tell.
    pub(super) fn nobodys(self) -> Self {
        Self { from_us: false, ..self }
    }

    /// With a body that is too long.
    pub(super) fn too_long(self) -> Self {
        Self { body: "x".repeat(TOO_MUCH), ..self }
    }

    /// Whether the request itself holds a text, so that an answer may repeat it.
    pub(super) fn says(&self, text: &str) -> bool {
        self.path.contains(text) || self.body.contains(text)
    }

    /// Where it is sent to.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// Whether it asks for the headers alone.
    pub(super) fn is_bare(&self) -> bool {
        self.method == Method::HEAD
    }

    pub(super) const fn guest(&self) -> Guest {
        self.guest
    }

    /// What comes back.
    pub(super) async fn send(&self, world: &World) -> anyhow::Result<Answer> {
        let mut request = world.caller.request(self.method.clone(), &self.path);
        if let Some(cookies) = world.cookies(self.guest) {
            request = request.header(COOKIE, cookies);
        }
        if self.from_us && !matches!(self.method, Method::GET | Method::HEAD) {
            request = request.header("sec-fetch-site", "same-origin");
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        if self.method == Method::POST
            && !self.headers.iter().any(|(name, _)| *name == CONTENT_TYPE)
        {
            request = request.header(CONTENT_TYPE, FORM);
        }
        world.caller.send(request.body(self.body.clone())).await
    }
}

impl std::fmt::Display for Ask {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} by {:?}", self.method, self.path, self.guest)
    }
}
