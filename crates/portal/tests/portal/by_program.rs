//! The same by the API.

use crate::town::Town;
use axum::body::Body;
use axum::http::header::{AUTHORIZATION, HOST};
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

async fn get(town: &Town, path: &str, bearer: Option<&str>) -> (StatusCode, HeaderMap, Value) {
    let mut request = Request::get(path).header(HOST, "localhost:8080");
    if let Some(bearer) = bearer {
        request = request.header(AUTHORIZATION, format!("Bearer {bearer}"));
    }
    let request = request.body(Body::empty()).unwrap();
    let (parts, body) = town.routes.clone().oneshot(request).await.unwrap().into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    (parts.status, parts.headers, serde_json::from_slice(&bytes).unwrap())
}

#[tokio::test]
async fn a_program_follows_a_report_with_reference_and_code() {
    let town = Town::new().await;
    let receipt = town.bicycle().await;
    town.desk_answers("Have you a photo?", "a note").await;
    let code = receipt.access_code.to_string().to_lowercase();
    let reference = receipt.reference.to_string();
    let path = format!("/api/v1/reports/{}", reference.replace('-', "%20").to_lowercase());
    let (status, headers, report) = get(&town, &path, Some(&code)).await;
    assert_eq!(status, StatusCode::OK, "{report}");
    assert_eq!(headers["cache-control"], "no-store");
    assert_eq!(report["reference"], reference);
    assert_eq!(report["status"]["code"], "we_wrote");
    assert!(report["status"]["text"].as_str().unwrap().starts_with("We have written to you."));
    assert_eq!(report["submitted_at"], receipt.submitted_at.to_string());
    assert_eq!(report["reply_by"], receipt.reply_by.unwrap().to_string());
    let kinds: Vec<&str> = report["timeline"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["we_wrote", "read", "sent"]);
    assert_eq!(report["timeline"][0]["text"], "Have you a photo?");
    assert_eq!(report["timeline"][2]["at"], report["submitted_at"]);
    assert!(!report.to_string().contains("a note"));
    let (_, _, report) = get(&town, &format!("{path}?language=cy"), Some(&code)).await;
    assert_eq!(report["timeline"][2]["text"], "Anfonoch eich adroddiad");
}

#[tokio::test]
async fn no_code_is_401_and_everything_wrong_is_one_404() {
    let town = Town::new().await;
    let receipt = town.bicycle().await;
    let reference = receipt.reference.to_string();
    let code = receipt.access_code.to_string();
    let unknown = kernel::Reference::from_random(receipt.reference.letters(), [3; 7]).to_string();
    for reference in [reference.as_str(), unknown.as_str()] {
        let path = format!("/api/v1/reports/{reference}");
        let (status, headers, problem) = get(&town, &path, None).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        assert_eq!(headers["www-authenticate"], "Bearer");
        assert_eq!(headers["content-type"], "application/problem+json");
        assert_eq!(problem["status"], 401);
    }
    let mut answers = Vec::new();
    for (reference, code) in [
        (reference.as_str(), "2222-2222-2222"),
        (reference.as_str(), "nonsense"),
        (unknown.as_str(), code.as_str()),
        ("nonsense", code.as_str()),
        ("%3Cb%3E", "2222-2222-2222"),
    ] {
        let path = format!("/api/v1/reports/{reference}");
        let (status, headers, problem) = get(&town, &path, Some(code)).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{reference} {code}");
        assert_eq!(headers["content-type"], "application/problem+json");
        answers.push(problem);
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:#?}");
}

#[tokio::test]
async fn what_we_do_not_know_is_refused() {
    let town = Town::new().await;
    let receipt = town.bicycle().await;
    for query in ["language=de", "lang=cy", "code=x"] {
        let path = format!("/api/v1/reports/{}?{query}", receipt.reference);
        let code = receipt.access_code.to_string();
        let (status, _, problem) = get(&town, &path, Some(&code)).await;
        assert_eq!((status, &problem["status"]), (StatusCode::BAD_REQUEST, &Value::from(400)));
    }
}

#[tokio::test]
async fn the_description_says_how_the_code_is_given() {
    let town = Town::new().await;
    let described = serde_json::to_value(&town.description).unwrap();
    let operation = &described["paths"]["/api/v1/reports/{reference}"]["get"];
    for status in ["200", "400", "401", "404"] {
        assert!(operation["responses"][status].is_object(), "{status}");
    }
    assert!(operation["security"][0]["access_code"].is_array());
    assert_eq!(described["components"]["securitySchemes"]["access_code"]["scheme"], "bearer");
}
