//! What people and programs are told when something cannot be done.

use crate::town::{PLAIN, get_with, submit, town, visit};

#[tokio::test]
async fn every_refusal_is_a_page_with_what_to_do() {
    let town = town(PLAIN);
    for (path, status, says) in [
        ("/nowhere", 404, "Page not found"),
        ("/northshire/nowhere", 404, "Page not found"),
        ("/cy/northshire/nowhere", 404, "Tudalen heb ei chanfod"),
        ("/assets/nowhere.css", 404, "Page not found"),
        ("/northshire/fault/page", 404, "Page not found"),
        ("/northshire/fault/draft", 404, "Your answers are no longer here"),
        ("/northshire/report/form", 405, "You cannot open this page directly"),
        ("/northshire/fault/broken", 500, "Sorry, there is a problem with the service"),
        ("/northshire/fault/panic", 500, "Sorry, there is a problem with the service"),
        ("/northshire/fault/busy", 503, "Sorry, the service is unavailable"),
        ("/cy/northshire/fault/busy", 503, "nid yw&#39;r gwasanaeth ar gael"),
    ] {
        let answer = visit(&town, path).await;
        assert_eq!(answer.status, status, "{path}");
        assert!(answer.body.contains(says), "{path}: {}", answer.body);
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{path}");
        for part in ["tel:999", "101", "main-content"] {
            assert!(answer.body.contains(part), "{path}: {part}");
        }
        for inside in ["secret", "12345", "panicked"] {
            assert!(!answer.body.contains(inside), "{path}: {inside}");
        }
    }
}

#[tokio::test]
async fn a_refusal_wears_the_brand_of_its_force() {
    let answer = visit(&town(PLAIN), "/northshire/nowhere").await;
    assert!(answer.body.contains("<title>Page not found - Northshire Police</title>"));
    assert!(answer.body.contains("/cy/northshire/nowhere"));
}

#[tokio::test]
async fn a_refusal_on_sensitive_ground_says_nothing_and_has_the_exit() {
    let answer = visit(&town(PLAIN), "/northshire/fault/sensitive").await;
    assert_eq!(answer.status, 503);
    assert!(answer.body.contains("<title>Information</title>"));
    assert!(answer.body.contains("href=\"/leave\""));
}

#[tokio::test]
async fn a_fault_of_ours_has_an_incident_and_a_mistake_has_none() {
    let town = town(PLAIN);
    assert!(visit(&town, "/northshire/fault/broken").await.body.contains("bl-code"));
    assert!(!visit(&town, "/nowhere").await.body.contains("bl-code"));
}

#[tokio::test]
async fn what_a_machine_needs_of_a_refusal_is_kept() {
    let town = town(PLAIN);
    let answer = visit(&town, "/northshire/report/form").await;
    assert_eq!(answer.header("allow"), "POST");
    let answer = visit(&town, "/northshire/fault/busy").await;
    assert_eq!(answer.header("retry-after"), "10");
    let answer = visit(&town, "/readyz").await;
    assert_eq!((answer.status.as_u16(), answer.body.as_str()), (503, "no database"));
}

#[tokio::test]
async fn a_page_with_words_of_its_own_keeps_them() {
    let answer = visit(&town(PLAIN), "/northshire/report/again").await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("own words"));
    assert!(answer.body.contains("<title>Error: Again - Northshire Police</title>"));
}

#[tokio::test]
async fn the_api_says_problems_as_json() {
    let town = town(PLAIN);
    let answer = visit(&town, "/api/v1/found").await;
    assert_eq!((answer.status.as_u16(), answer.body.as_str()), (200, "1"));
    for (path, status, title) in [
        ("/api/v1/nowhere", 404, "Not Found"),
        ("/api/v1/invalid", 405, "Method Not Allowed"),
        ("/api/v1/broken", 500, "Internal Server Error"),
    ] {
        let answer = visit(&town, path).await;
        let json: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(answer.header("content-type"), "application/problem+json", "{path}");
        assert_eq!(
            (answer.status.as_u16(), json["status"].as_u64()),
            (status, Some(u64::from(status)))
        );
        assert_eq!(json["title"], title, "{path}");
        assert!(json["type"].is_string() && json["detail"].is_string(), "{path}");
        assert!(json.get("errors").is_none(), "{path}");
        assert!(!answer.body.contains("secret"), "{path}");
    }
}

#[tokio::test]
async fn the_api_points_to_the_fields() {
    let town = town(PLAIN);
    // Programs send no origin, and carry no cookie that another site could make use of.
    for headers in [&[][..], &[("origin", "https://other.example")][..]] {
        let answer = submit(&town, "/api/v1/invalid", "", headers).await;
        assert_eq!(answer.status, 422);
        let json: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(json["errors"][0]["pointer"], "/answers/place");
        assert_eq!(json["errors"][0]["detail"], "Enter where it was");
    }
}

#[tokio::test]
async fn the_api_does_not_repeat_what_its_parser_said() {
    let town = town(PLAIN);
    let json = [("content-type", "application/json")];
    let answer = submit(&town, "/api/v1/body", "{", &json).await;
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert!(answer.status.is_client_error());
    assert!(!answer.body.contains("line 1"), "{}", answer.body);
}

#[tokio::test]
async fn every_answer_has_every_header_whatever_its_status() {
    for (url, hsts) in [(PLAIN, false), (crate::town::SECURE, true)] {
        let town = town(url);
        for path in [
            "/",
            "/cy",
            "/nowhere",
            "/northshire/",
            "/northshire/report/form",
            "/readyz",
            "/leave",
            "/northshire/fault/panic",
            "/northshire/fault/busy",
            "/api/v1/found",
            "/api/v1/nowhere",
            counter::assets::SCRIPT,
            "/assets/none",
            "/desk",
            "//x",
            "/northshire/report/again",
        ] {
            let answer = visit(&town, path).await;
            for name in [
                "content-security-policy",
                "cross-origin-opener-policy",
                "cross-origin-embedder-policy",
                "cross-origin-resource-policy",
                "referrer-policy",
                "permissions-policy",
                "cache-control",
                "x-content-type-options",
                "origin-agent-cluster",
            ] {
                assert!(answer.headers.contains_key(name), "{} {path}: {name}", answer.status);
            }
            assert_eq!(answer.headers.contains_key("strict-transport-security"), hsts, "{path}");
            let desk = path == "/desk";
            let policy = answer.header("content-security-policy");
            assert_eq!(policy.contains("trusted-types default"), desk, "{path}");
        }
    }
}

#[tokio::test]
async fn the_nonce_of_the_page_is_the_nonce_of_its_headers_and_new_each_time() {
    let town = town(PLAIN);
    let mut seen = Vec::new();
    for _ in 0..2 {
        let answer = visit(&town, "/nowhere").await;
        let policy = answer.header("content-security-policy");
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
        assert!(nonce.len() >= 22, "{nonce}");
        assert!(answer.body.contains(&format!("nonce=\"{nonce}\"")));
        assert!(!seen.contains(&nonce.to_owned()));
        seen.push(nonce.to_owned());
    }
}

#[tokio::test]
async fn only_what_is_the_same_for_everybody_is_kept() {
    let town = town(PLAIN);
    let keep = "public, max-age=60";
    let asset = "public, max-age=31536000, immutable";
    for (path, cookie, caching) in [
        ("/northshire/", "", keep),
        ("/northshire/", "other=1", keep),
        ("/northshire/", "bl=anything", "no-store"),
        ("/northshire/", "bl-desk=anything", "no-store"),
        ("/northshire/report/", "", "no-store"),
        ("/api/v1/found", "", "no-store"),
        ("/northshire/nowhere", "", "no-store"),
        (counter::assets::SCRIPT, "bl=anything", asset),
    ] {
        let answer = get_with(&town, path, &[("cookie", cookie)]).await;
        assert_eq!(answer.header("cache-control"), caching, "{path} {cookie}");
    }
}
