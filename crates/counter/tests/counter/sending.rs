//! What people send: read if it came from a page of ours, turned away with a clear page if not.

use crate::town::{PLAIN, SECURE, key, send, submit, town};
use axum::body::{Body, Bytes};
use axum::http::Request;

const FORM: &str = "/northshire/report/form";

#[tokio::test]
async fn a_form_is_taken_from_our_own_pages_only() {
    let town = town(PLAIN);
    let (key, cookie) = key();
    let token = format!("a=1&csrf={}", key.csrf_token());
    let ours = ("sec-fetch-site", "same-origin");
    let cookie = ("cookie", cookie.as_str());
    for (why, body, headers, taken) in [
        ("the browser says so", "a=1", vec![ours], true),
        ("the public origin", "a=1", vec![("origin", PLAIN)], true),
        ("the host that was asked", "a=1", vec![("origin", "http://localhost:8080")], true),
        ("a token of its key", &token, vec![cookie], true),
        ("no origin is told, a token", &token, vec![cookie, ("origin", "null")], true),
        ("no origin is told, no token", "a=1", vec![cookie, ("origin", "null")], false),
        ("nothing at all", "a=1", vec![], false),
        ("a token without its key", &token, vec![], false),
        ("a token that is wrong", "a=1&csrf=x", vec![cookie], false),
        ("a token that is empty", "a=1&csrf=", vec![cookie], false),
        ("another site", "a=1", vec![("sec-fetch-site", "cross-site")], false),
        ("a neighbouring site", "a=1", vec![("sec-fetch-site", "same-site")], false),
        ("typed by hand", "a=1", vec![("sec-fetch-site", "none")], false),
        ("another origin", "a=1", vec![("origin", "https://evil.example")], false),
        ("another port", "a=1", vec![("origin", "http://localhost:9999")], false),
        (
            "another site with a token",
            &token,
            vec![cookie, ("origin", "https://evil.example")],
            false,
        ),
        (
            "another site with our origin in a header",
            "a=1",
            vec![("sec-fetch-site", "cross-site"), ("origin", PLAIN)],
            false,
        ),
    ] {
        let answer = submit(&town, FORM, body.to_owned(), &headers).await;
        if taken {
            assert_eq!((answer.status.as_u16(), answer.body.as_str()), (200, "a=1"), "{why}");
        } else {
            assert_eq!(answer.status, 403, "{why}");
            assert!(answer.body.contains("Nothing is lost"), "{why}");
        }
    }
}

#[tokio::test]
async fn over_https_a_plain_origin_is_foreign() {
    let town = town(SECURE);
    let host = ("host", "online.northshire.example");
    for (origin, status) in [
        ("https://online.northshire.example", 200),
        ("http://online.northshire.example", 403),
        ("https://police.example", 200),
    ] {
        let request = Request::post("/report/form")
            .header(host.0, host.1)
            .header("origin", origin)
            .header("content-type", "application/x-www-form-urlencoded");
        let answer = send(&town, request.body(Body::from("a=1")).unwrap()).await;
        assert_eq!(answer.status, status, "{origin}");
    }
}

#[tokio::test]
async fn another_sites_post_reaches_no_page_at_all() {
    let town = town(PLAIN);
    for path in ["/leave", "/track", "/northshire/"] {
        let answer = submit(&town, path, "", &[("sec-fetch-site", "cross-site")]).await;
        assert_eq!(answer.status, 403, "{path}");
        // Nobody has looked what it is about, so the page is as careful as one that is sensitive.
        assert!(answer.body.contains("<title>Information</title>"), "{path}");
        assert!(answer.body.contains("href=\"/leave\""), "{path}");
    }
    let desk = submit(&town, "/desk", "", &[("sec-fetch-site", "cross-site")]).await;
    assert!(desk.status == 403 && !desk.body.contains("href=\"/leave\""));
}

#[tokio::test]
async fn a_staff_sessions_token_counts_for_its_own_cookie() {
    let town = town(PLAIN);
    let token = counter::Form::token_of(b"session-secret");
    let body = format!("a=1&csrf={token}");
    for (cookie, status) in [("bl-desk=session-secret", 200), ("other=session-secret", 403)] {
        let answer = submit(&town, FORM, body.clone(), &[("cookie", cookie)]).await;
        assert_eq!(answer.status, status, "{cookie}");
    }
}

#[tokio::test]
async fn a_form_that_is_too_long_is_read_away_and_refused_in_words() {
    let town = town(PLAIN);
    let ours = [("sec-fetch-site", "same-origin")];
    let fits = format!("a={}", "x".repeat(1024 * 1024 - 2));
    assert_eq!(submit(&town, FORM, fits, &ours).await.status, 200);

    let long = Bytes::from(vec![b'x'; 10 * 1024 * 1024]);
    let length = long.len().to_string();
    for headers in [&[ours[0], ("content-length", &length)][..], &ours[..]] {
        let answer = submit(&town, FORM, long.clone(), headers).await;
        assert_eq!(answer.status, 413);
        assert!(answer.body.contains("What you sent is too long"));
        assert!(answer.body.contains("Nothing is lost"));
    }
}

#[tokio::test]
async fn what_is_not_a_form_is_refused_in_words() {
    let town = town(PLAIN);
    for kind in ["application/json", "multipart/form-data; boundary=x", "text/plain"] {
        let request = Request::post(FORM)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", kind);
        let answer = send(&town, request.body(Body::from("a=1")).unwrap()).await;
        assert_eq!(answer.status, 415, "{kind}");
        assert!(answer.body.contains("We could not read what was sent"), "{kind}");
    }
}

#[tokio::test]
async fn control_characters_do_not_arrive() {
    let town = town(PLAIN);
    let body = "a=one%0D%0Atwo%00%1B&csrf=not-shown&b=%C2%9Fx";
    let answer = submit(&town, FORM, body, &[("sec-fetch-site", "same-origin")]).await;
    assert_eq!(answer.body, "a=one\ntwo;b=x");
}
