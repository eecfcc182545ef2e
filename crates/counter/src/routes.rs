//! The route table: what is served, and what each address promises. A route cannot be served without
//! being in it, because both come from the same declaration:
//!
//! ```text
//! Routes::new()
//!     .get("/track", Own, Anybody, track::show)
//!     .get("/track/report", Own, Follower, report::show)
//! ```
//!
//! *Invariant:* a crate's routes are declared here or described for the API, and nowhere else (tidy
//! looks); the journey `promises` asks every route of the table for what it promises.

use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, on};

/// What sort of thing an address is: how long it may be kept, and how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A page that is the same for everybody: kept for a minute, unless the browser has a session or
    /// what it shows is nobody else's business.
    Public,
    /// A page of one browser, with its session: never kept.
    Own,
    /// A page of the desk: never kept.
    Desk,
    /// For programs, and about that: never kept.
    Api,
    /// A style, a script or an icon: kept for ever.
    Asset,
    /// A window of the demo world: never kept, and not there elsewhere.
    Demo,
    /// For whoever watches the machine: never kept.
    Health,
}

/// Who may. Everybody else is refused and learns nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anybody.
    Anybody,
    /// The browser that holds the key to what is being written.
    Writer,
    /// Whoever has a report's reference and access code.
    Follower,
    /// Whoever opened the link of what was passed to another body.
    Partner,
    /// Somebody who works for the force, in a role that opens it.
    Staff,
    /// Another system, with a token for it.
    Client,
}

/// One route of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The method; what answers `GET` answers `HEAD` too.
    pub method: Method,
    /// The path as pages are declared, such as `/{force}/{group}/`.
    pub path: String,
    /// What sort of thing it is.
    pub kind: Kind,
    /// Who may.
    pub who: Who,
}

/// Routes, and the table of them.
#[derive(Debug)]
pub struct Routes<S = ()> {
    router: Router<S>,
    table: Vec<Route>,
}

impl Kind {
    /// Its name in the table.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Own => "own",
            Self::Desk => "desk",
            Self::Api => "api",
            Self::Asset => "asset",
            Self::Demo => "demo",
            Self::Health => "health",
        }
    }
}

impl Who {
    /// Its name in the table.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Anybody => "anybody",
            Self::Writer => "writer",
            Self::Follower => "follower",
            Self::Partner => "partner",
            Self::Staff => "staff",
            Self::Client => "client",
        }
    }
}

impl<S: Clone + Send + Sync + 'static> Default for Routes<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S: Clone + Send + Sync + 'static> Routes<S> {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::described(Router::new(), Vec::new())
    }

    /// Routes whose table somebody else kept, as the description of the API does.
    #[must_use]
    pub const fn described(router: Router<S>, table: Vec<Route>) -> Self {
        Self { router, table }
    }

    /// With one that is looked at.
    #[must_use]
    pub fn get<T: 'static>(
        self,
        path: &str,
        kind: Kind,
        who: Who,
        handler: impl Handler<T, S>,
    ) -> Self {
        let router = self.router.route(path, on(MethodFilter::GET, handler));
        Self { router, ..self }.with(Method::GET, path, kind, who)
    }

    /// With one that is sent to.
    #[must_use]
    pub fn post<T: 'static>(
        self,
        path: &str,
        kind: Kind,
        who: Who,
        handler: impl Handler<T, S>,
    ) -> Self {
        let router = self.router.route(path, on(MethodFilter::POST, handler));
        Self { router, ..self }.with(Method::POST, path, kind, who)
    }

    /// With one that is only asked about, where what is looked at is not the same.
    #[must_use]
    pub fn head<T: 'static>(
        self,
        path: &str,
        kind: Kind,
        who: Who,
        handler: impl Handler<T, S>,
    ) -> Self {
        let router = self.router.route(path, on(MethodFilter::HEAD, handler));
        Self { router, ..self }.with(Method::HEAD, path, kind, who)
    }

    /// With one that is added to.
    #[must_use]
    pub fn patch<T: 'static>(
        self,
        path: &str,
        kind: Kind,
        who: Who,
        handler: impl Handler<T, S>,
    ) -> Self {
        let router = self.router.route(path, on(MethodFilter::PATCH, handler));
        Self { router, ..self }.with(Method::PATCH, path, kind, who)
    }

    /// With one that is taken away.
    #[must_use]
    pub fn delete<T: 'static>(
        self,
        path: &str,
        kind: Kind,
        who: Who,
        handler: impl Handler<T, S>,
    ) -> Self {
        let router = self.router.route(path, on(MethodFilter::DELETE, handler));
        Self { router, ..self }.with(Method::DELETE, path, kind, who)
    }

    /// With one that says what is spoken.
    #[must_use]
    pub fn options<T: 'static>(
        self,
        path: &str,
        kind: Kind,
        who: Who,
        handler: impl Handler<T, S>,
    ) -> Self {
        let router = self.router.route(path, on(MethodFilter::OPTIONS, handler));
        Self { router, ..self }.with(Method::OPTIONS, path, kind, who)
    }

    fn with(mut self, method: Method, path: &str, kind: Kind, who: Who) -> Self {
        self.table.push(Route { method, path: path.to_owned(), kind, who });
        self
    }

    /// Together with others.
    #[must_use]
    pub fn merge(mut self, others: Self) -> Self {
        self.table.extend(others.table);
        Self { router: self.router.merge(others.router), table: self.table }
    }

    /// With something around all that are there by now, such as a layer.
    #[must_use]
    pub fn wrapped(self, wrap: impl FnOnce(Router<S>) -> Router<S>) -> Self {
        Self { router: wrap(self.router), ..self }
    }

    /// With the state that their handlers ask for.
    #[must_use]
    pub fn with_state<S2>(self, state: S) -> Routes<S2> {
        Routes { router: self.router.with_state(state), table: self.table }
    }

    /// The table, in the order of declaration.
    #[must_use]
    pub fn table(&self) -> &[Route] {
        &self.table
    }

    /// What serves them, to be opened with [`crate::open`].
    pub fn into_router(self) -> Router<S> {
        self.router
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Routes, Who};
    use axum::body::Body;
    use axum::http::{Method, Request, StatusCode};
    use tower::ServiceExt;

    #[tokio::test]
    async fn what_is_served_stands_in_the_table() {
        let shop: Routes = Routes::new()
            .get("/form", Kind::Own, Who::Anybody, async || "shown")
            .post("/form", Kind::Own, Who::Writer, async || "taken");
        let routes = shop.merge(Routes::new().get("/{id}", Kind::Desk, Who::Staff, async || "one"));
        let said: Vec<_> = routes
            .table()
            .iter()
            .map(|one| (one.method.as_str(), &*one.path, one.kind.name(), one.who.name()))
            .collect();
        assert_eq!(
            said,
            [
                ("GET", "/form", "own", "anybody"),
                ("POST", "/form", "own", "writer"),
                ("GET", "/{id}", "desk", "staff"),
            ]
        );
        let served = routes.into_router();
        for (method, path, status) in [
            (Method::GET, "/form", StatusCode::OK),
            (Method::HEAD, "/form", StatusCode::OK),
            (Method::POST, "/form", StatusCode::OK),
            (Method::PUT, "/form", StatusCode::METHOD_NOT_ALLOWED),
            (Method::GET, "/x", StatusCode::OK),
        ] {
            let request = Request::builder().method(&method).uri(path).body(Body::empty()).unwrap();
            let answer = served.clone().oneshot(request).await.unwrap();
            assert_eq!(answer.status(), status, "{method} {path}");
        }
    }
}
