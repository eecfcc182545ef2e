//! The small pages, and the server of them.

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use tokio::net::TcpListener;

const FORM: &str = r##"<!doctype html><html lang="en"><head><title>Your bicycle</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/style.css"></head><body><main>
<h1>Your bicycle</h1><p><a href="/again">Change <span>the place</span></a></p>
<form method="post" action="/form" novalidate>
<p><label for="what">What was stolen?</label> <input id="what" name="what" value="old words"></p>
<p><label for="how">How it was kept</label> <textarea id="how" name="how"></textarea></p>
<p><label for="where">Where</label> <select id="where" name="where"><option>Street</option>
<option>Station</option><option>Garden</option></select></p>
<fieldset><legend>Do you know who did it?</legend>
<p><input type="radio" name="known" value="yes" id="yes"> <label for="yes">Yes</label></p>
<p><input type="radio" name="known" value="no" id="no"> <label for="no">No, I do not</label></p>
</fieldset>
<p><input type="checkbox" name="sure" value="yes" id="sure"> <label for="sure">I am sure</label></p>
<div class="far"></div><button>Continue</button></form>
<details><summary>More</summary><p>Hidden words</p></details>
<p><a href="/leave">Leave this site</a> <a href="#here">Here</a>
<button type="button">Nothing</button></p></main><div class="strip">Stays put</div></body></html>"##;

const STYLE: &str = ".far { height: 3000px } body { padding-bottom: 50vh }
.strip { position: fixed; bottom: 0; height: 40vh; width: 100%; background: white }";

const FAULTY: &str = r#"<!doctype html><html lang="en"><head><title>Faulty</title>
<style>p { width: 2000px }</style></head><body><main><h1>Faulty</h1><p>Wide</p>
<input id="nameless"><div id="lid">Lid</div><button>Under</button></main>
<script src="/script.js"></script></body></html>"#;

const SCRIPT: &str = "document.title = 'Scripted'; console.error('a word of the script');
const words = document.createElement('p'); words.textContent = 'Came later';
setTimeout(() => document.querySelector('main').append(words), 200);
document.querySelector('p').style.width = '2000px';
document.querySelector('#lid').style.cssText = 'position: fixed; inset: 0';
throw new Error('broken on purpose');";

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; \
    form-action 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

/// Serves the pages and gives their address.
pub(super) async fn pages() -> String {
    let answers =
        async |fields: String| Redirect::to(&format!("/sent/{}", fields.replace('&', ";")));
    let sent = async |Path(words): Path<String>| {
        Html(format!("<!doctype html><title>Sent</title><h1>Sent</h1><p>{words}</p>"))
    };
    let script = async || ([(header::CONTENT_TYPE, "text/javascript")], SCRIPT);
    let policy = axum::middleware::map_response(async |mut response: Response| {
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
        response
    });
    let pages = Router::new()
        .route("/", get(async || Html(FORM)))
        .route("/again", get(async || Html("<!doctype html><title>Again</title>Again")))
        .route("/form", post(answers))
        .route("/sent/{words}", get(sent))
        .route("/faulty", get(async || Html(FAULTY)))
        .route("/script.js", get(script))
        .route("/style.css", get(async || ([(header::CONTENT_TYPE, "text/css")], STYLE)))
        .route("/cookie", get(async || ([(header::SET_COOKIE, "a=b")], Redirect::to("/seen"))))
        .route("/leave", get(leave))
        .route("/seen", get(seen_cookie))
        .fallback(async || (StatusCode::NOT_FOUND, Html("Page not found")).into_response())
        .layer(policy);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, pages).await });
    address
}

async fn seen_cookie(headers: HeaderMap) -> String {
    format!("Cookies: {}", headers.get(header::COOKIE).map_or("none", |c| c.to_str().unwrap()))
}

async fn leave() -> impl IntoResponse {
    let all = [("clear-site-data", "\"cache\", \"cookies\", \"storage\"")];
    (all, Redirect::to("https://elsewhere.example/weather"))
}
