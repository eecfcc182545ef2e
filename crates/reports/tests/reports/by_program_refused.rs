//! Sending by program: what it refuses, and how it says so.

use crate::browser::Page;
use crate::by_program::{address, post};
use crate::site::{FORCE, Site, bicycle_json};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};

fn is_problem(page: &Page, status: StatusCode) -> Value {
    assert_eq!(page.status, status, "{}", page.body);
    assert_eq!(page.header("content-type"), "application/problem+json");
    let problem = page.json();
    assert_eq!(problem["status"], status.as_u16());
    for member in ["type", "title", "detail"] {
        assert!(problem[member].is_string(), "{member}");
    }
    problem
}

fn pointers(problem: &Value) -> Vec<String> {
    let errors = problem["errors"].as_array().unwrap();
    errors.iter().map(|error| error["pointer"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_key_that_is_missing_or_unusable_is_a_bad_request() {
    let site = Site::new().await;
    let body = json!({"answers": bicycle_json()}).to_string();
    let path = address(FORCE);
    for key in [None, Some(String::new()), Some("a b".to_owned()), Some("x".repeat(256))] {
        let mut request = Request::post(&path).header("content-type", "application/json");
        if let Some(key) = &key {
            request = request.header("idempotency-key", key);
        }
        let page = site.browser().send(&path, request, Body::from(body.clone())).await;
        is_problem(&page, StatusCode::BAD_REQUEST);
    }
    assert_eq!(site.reports().await, 0);
}

#[tokio::test]
async fn a_body_that_is_not_json_or_too_long_is_refused() {
    let site = Site::new().await;
    let path = address(FORCE);
    let long = format!("{{\"answers\": {{\"make\": \"{}\"}}}}", "x".repeat(2 * 1024 * 1024));
    let deep = "[".repeat(100_000);
    for (kind, body, status) in [
        ("application/json", "{\"answers\": ".to_owned(), StatusCode::BAD_REQUEST),
        ("application/json", String::new(), StatusCode::BAD_REQUEST),
        ("application/json", deep, StatusCode::BAD_REQUEST),
        ("application/json", long, StatusCode::PAYLOAD_TOO_LARGE),
        ("text/plain", "{}".to_owned(), StatusCode::UNSUPPORTED_MEDIA_TYPE),
        ("application/x-www-form-urlencoded", "a=b".to_owned(), StatusCode::UNSUPPORTED_MEDIA_TYPE),
    ] {
        let request =
            Request::post(&path).header("content-type", kind).header("idempotency-key", "k");
        let page = site.browser().send(&path, request, Body::from(body)).await;
        is_problem(&page, status);
    }
}

#[tokio::test]
async fn a_force_or_service_that_is_not_there_is_not_found() {
    let site = Site::new().await;
    for path in [
        "/api/v1/forces/nowhere/services/bicycle-theft/submissions",
        "/api/v1/forces/humberside/services/no-such/submissions",
        "/api/v1/forces/humberside/services/k7m2/submissions",
    ] {
        let page = post(&site, path, "k", &json!({"answers": {}})).await;
        is_problem(&page, StatusCode::NOT_FOUND);
    }
    let page = site.browser().get(&address(FORCE)).await;
    is_problem(&page, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn every_fault_comes_with_a_pointer() {
    let site = Site::new().await;
    let mut wrong = bicycle_json();
    wrong["colour"] = json!(["Red"]);
    wrong["email"] = json!("sam at example");
    wrong["frame_numbr"] = json!("1");
    wrong["who"] = json!("nobody asked");
    wrong.as_object_mut().unwrap().remove("full_name");
    let page = post(&site, &address(FORCE), "k", &json!({"answers": wrong})).await;
    let mut found = pointers(&is_problem(&page, StatusCode::UNPROCESSABLE_ENTITY));
    found.sort();
    let expected = ["colour", "email", "frame_numbr", "full_name", "who"];
    assert_eq!(found, expected.map(|name| format!("/answers/{name}")));
    for (body, pointer) in [
        (json!({"answers": bicycle_json(), "extra": 1}), "/extra"),
        (json!({"answers": bicycle_json(), "language": "fr"}), "/language"),
        (json!({"answer": {}}), "/answers"),
        (json!([1]), ""),
    ] {
        let page = post(&site, &address(FORCE), "k", &body).await;
        let problem = is_problem(&page, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(pointers(&problem).contains(&pointer.to_owned()), "{problem}");
    }
    assert_eq!(site.reports().await, 0);
}

#[tokio::test]
async fn no_value_of_any_shape_breaks_the_reader() {
    let site = Site::new().await;
    for value in [
        json!(null),
        json!(true),
        json!(-1.5e300),
        json!({"a": {}}),
        json!([[["x"]]]),
        json!("\u{0}\u{1}\u{7f}"),
        json!("\u{202e}\u{feff}"),
        json!("x".repeat(900_000)),
    ] {
        for question in ["danger", "stolen_from", "evidence", "email", "onward", ""] {
            let mut answers = bicycle_json();
            answers[question] = value.clone();
            let page = post(&site, &address(FORCE), "k", &json!({"answers": answers})).await;
            assert!(!page.status.is_server_error(), "{question} {}", page.body);
            assert_ne!(page.status, StatusCode::CREATED, "{question}");
        }
    }
    // Control characters inside an answer are taken out, not stored.
    let mut answers = bicycle_json();
    answers["stolen_from"] = json!("The rack\u{0} by\u{7} the library");
    let page = post(&site, &address(FORCE), "k", &json!({"answers": answers})).await;
    assert_eq!(page.status, StatusCode::CREATED, "{}", page.body);
    assert_eq!(site.answers().await["stolen_from"], "The rack by the library");
}
