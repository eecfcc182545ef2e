//! Who stands at the counter, as far as we may know: what language they read, whose page they are
//! on, and the key that their browser holds.

use crate::entrance::Nonce;
use crate::{Address, Counter, Key, SetCookie, address, cookies};
use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use kernel::{Force, Language, Problem, Thing};
use std::convert::Infallible;
use std::sync::Arc;

/// One request, as pages see it. Any handler may take it; it reads nothing but the request.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The language of the page.
    pub language: Language,
    /// The force whose page it is, if there is one of that name.
    pub force: Option<Arc<Force>>,
    /// What a script of ours must carry to be run. New for each response.
    pub nonce: Arc<str>,
    /// The public session's key, if the browser brought one.
    pub key: Option<Key>,
    /// The address, as pages are declared.
    pub address: Address,
    /// The counter where this happens.
    pub counter: Counter,
}

impl Visit {
    /// Reads a request's visit.
    #[must_use]
    pub fn of(parts: &Parts, counter: &Counter) -> Self {
        let address = parts.extensions.get::<Address>().cloned().unwrap_or_else(|| {
            let uri = &parts.uri;
            address::read(&counter.forces, None, uri.path(), uri.query()).address
        });
        let nonce = parts.extensions.get::<Nonce>().map(Nonce::text).unwrap_or_default();
        Self::new(address, nonce, cookies::key(&parts.headers, counter), counter.clone())
    }

    /// A visit of these parts.
    pub(crate) fn new(
        address: Address,
        nonce: Arc<str>,
        key: Option<Key>,
        counter: Counter,
    ) -> Self {
        let (language, force) = (address.language, address.force.clone());
        Self { language, force, nonce, key, address, counter }
    }

    /// The address of a page of ours for this person: in their language, and without the force on
    /// the force's own host. `path` is as pages are declared, `/{force}/…`, and may have a query.
    #[must_use]
    pub fn href(&self, path: &str) -> String {
        self.address.href(self.language, path, self.counter.public_url.origin())
    }

    /// This page in the other language.
    #[must_use]
    pub fn other_language_href(&self) -> String {
        let mut path = self.address.path.clone();
        if let Some(query) = &self.address.query {
            path.push('?');
            path.push_str(query);
        }
        self.address.href(self.language.other(), &path, self.counter.public_url.origin())
    }

    /// The home of the force, or of us all where there is none.
    #[must_use]
    pub fn home_href(&self) -> String {
        match &self.force {
            Some(force) => self.href(&format!("/{}/", force.id)),
            None => self.href("/"),
        }
    }

    /// The force; not found where the address names none.
    pub fn force(&self) -> Result<&Arc<Force>, Problem> {
        self.force.as_ref().ok_or(Problem::NotFound(Thing::Force))
    }

    /// The browser's key; or a new one around these random bytes, and the cookie to send with it.
    #[must_use]
    pub fn key_or_new(&self, random: [u8; 32]) -> (Key, Option<SetCookie>) {
        if let Some(key) = &self.key {
            return (key.clone(), None);
        }
        let key = Key::new(random);
        let cookie = SetCookie::key(&self.counter, &key);
        (key, Some(cookie))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visit
where
    Counter: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        Ok(Self::of(parts, &Counter::from_ref(state)))
    }
}
