//! The public listener when somebody asked for traces: the same pages, and a span for each request.
//!
//! *Invariant:* of a request nothing is traced but its method, the part of the site that it is for
//! and the status of its answer: no path, no query, no cookie, no body.

use super::web::With;
use super::{listen, web};
use axum::extract::Request;
use axum::http::Method;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use station::telemetry::spans;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tracing::Instrument;

/// The methods that HTTP knows. Another one was thought out by the caller, and is not repeated.
const METHODS: [&str; 7] = ["GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"];

/// The parts of the site that a first word of an address leads to.
const PARTS: [&str; 8] = ["api", "assets", "demo", "desk", "leave", "livez", "readyz", "track"];

pub(super) async fn serve(
    listener: TcpListener,
    with: With,
    stopped: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    let routes = web::routes(with).layer(from_fn(follow));
    listen::serve(listener, routes, stopped).await;
    Ok(())
}

async fn follow(request: Request, next: Next) -> Response {
    let span = spans::request(method(request.method()), part(request.uri().path()));
    let response = next.run(request).instrument(span.clone()).await;
    spans::answered(&span, response.status().as_u16());
    response
}

fn method(method: &Method) -> &'static str {
    METHODS.into_iter().find(|known| *known == method.as_str()).unwrap_or("_OTHER")
}

/// Which part of the site an address leads to, in a word for all of its kind.
fn part(path: &str) -> &'static str {
    let mut words = path.split('/').filter(|word| !word.is_empty() && *word != "cy");
    let Some(first) = words.next() else { return "home" };
    if let Some(part) = PARTS.into_iter().find(|part| *part == first) {
        return part;
    }
    if words.any(|word| word == "report") { "report" } else { "force" }
}

#[cfg(test)]
mod tests {
    use super::{method, part};
    use axum::http::Method;

    #[test]
    fn an_address_is_told_as_the_part_of_the_site_that_it_leads_to() {
        for (path, told) in [
            ("/", "home"),
            ("/cy/", "home"),
            ("/track/report", "track"),
            ("/cy/track", "track"),
            ("/desk/contacts/0192", "desk"),
            ("/x1/", "force"),
            ("/x1/report/crime/bicycle/where", "report"),
            ("/x1/cy/report/crime/bicycle", "report"),
            ("/BL-7Q2M-XK4D", "force"),
        ] {
            assert_eq!(part(path), told, "{path}");
        }
    }

    #[test]
    fn a_method_that_somebody_thought_out_is_not_repeated() {
        assert_eq!(method(&Method::POST), "POST");
        assert_eq!(method(&Method::from_bytes(b"ADA-SMITH").unwrap()), "_OTHER");
    }
}
