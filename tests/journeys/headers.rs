//! What every answer of the server wears, whatever its status: what the browser may run, load, keep
//! and tell others (`check_dress` is asked for each answer that a caller gets).

use crate::caller::Caller;
use crate::server::{Server, Start};
use anyhow::{Context as _, ensure};
use reqwest::Method;
use reqwest::header::HeaderMap;

/// Headers that never vary.
const ALWAYS: [(&str, &str); 6] = [
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("origin-agent-cluster", "?1"),
];

/// What a content policy must hold.
const POLICY: [&str; 8] = [
    "default-src 'none'",
    "script-src 'nonce-",
    "style-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
];

/// What no answer may say: who made the server, and anything that loosens a policy.
const NEVER: [&str; 3] = ["server", "x-powered-by", "access-control-allow-origin"];

/// Fails unless an answer is dressed as every answer must be.
pub(crate) fn check_dress(headers: &HeaderMap) -> anyhow::Result<()> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    for (name, expected) in ALWAYS {
        ensure!(text(name) == Some(expected), "{name}: {:?}", text(name));
    }
    for name in NEVER {
        ensure!(text(name).is_none(), "{name}: {:?}", text(name));
    }
    let permissions = text("permissions-policy").context("no permissions policy")?;
    ensure!(permissions.contains("camera=()"), "{permissions}");
    let policy = text("content-security-policy").context("no content policy")?;
    for part in POLICY {
        ensure!(policy.contains(part), "{part} is not in {policy}");
    }
    ensure!(!policy.contains("unsafe"), "{policy}");
    let caching = text("cache-control").context("nothing says how long it may be kept")?;
    let cookie = headers.contains_key("set-cookie");
    ensure!(!cookie || caching == "no-store", "a cookie with {caching}");
    ensure!(text("strict-transport-security").is_none(), "HSTS without https");
    Ok(())
}

#[tokio::test]
async fn only_what_is_the_same_for_everybody_is_kept_and_assets_for_ever() -> anyhow::Result<()> {
    let server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    let caller = Caller::new(&server)?;
    let home = caller.get("/humberside/").await?;
    let asset = home.sheet().attribute("link[rel=stylesheet]", "href").context("no style")?;
    for (path, status, kept) in [
        ("/", 200, "public, max-age=60"),
        ("/humberside/", 200, "public, max-age=60"),
        ("/cy/dyfed-powys/report/", 200, "public, max-age=60"),
        ("/humberside/report/stalking-or-harassment", 200, "no-store"),
        ("/track", 200, "no-store"),
        ("/desk/sign-in", 200, "no-store"),
        ("/desk/queue", 303, "no-store"),
        ("/nowhere", 404, "no-store"),
        ("/humberside", 308, "no-store"),
        ("/leave", 303, "no-store"),
        ("/api/v1/forces", 200, "no-store"),
        ("/livez", 200, "no-store"),
        ("/readyz", 200, "no-store"),
        (asset.as_str(), 200, "public, max-age=31536000, immutable"),
    ] {
        let answer = caller.get(path).await?;
        ensure!(answer.status == status, "{path}: {}", answer.status);
        let said = answer.header("cache-control");
        ensure!(said == kept, "{path}: {said}");
    }
    for (path, status) in [("/livez", 200), ("/readyz", 200), ("/humberside/", 404)] {
        let answer = reqwest::get(server.admin_url(path)).await?;
        ensure!(answer.status() == status, "{path} of the admin listener: {}", answer.status());
    }
    for method in [Method::PUT, Method::DELETE, Method::TRACE, Method::PATCH] {
        let answer = caller.send(caller.request(method.clone(), "/humberside/")).await?;
        ensure!([403, 405].contains(&answer.status), "{method}: {}", answer.status);
    }
    Ok(())
}
