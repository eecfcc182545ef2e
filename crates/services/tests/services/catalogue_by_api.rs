use crate::town::{Answer, Town, WITHOUT_BICYCLES};
use axum::http::StatusCode;
use serde_json::{Value, json};

async fn found(town: &Town, path: &str) -> Value {
    let answer = town.visit(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
    assert_eq!(answer.header("content-type"), "application/json", "{path}");
    assert_eq!(answer.header("cache-control"), "no-store", "{path}");
    answer.json()
}

fn item<'a>(list: &'a Value, id: &str) -> Option<&'a Value> {
    list["items"].as_array().unwrap().iter().find(|item| item["id"] == id)
}

fn is_problem(answer: &Answer, status: u16) {
    assert_eq!(answer.status.as_u16(), status, "{}", answer.body);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let problem = answer.json();
    assert_eq!(problem["status"], status);
    for member in ["type", "title", "detail"] {
        assert!(problem[member].is_string(), "{member}");
    }
}

#[tokio::test]
async fn the_forces_are_listed_and_each_is_described() {
    let town = Town::new().await;
    let list = found(&town, "/api/v1/forces").await;
    assert_eq!(list["items"].as_array().unwrap().len(), 44);
    assert_eq!(
        item(&list, "dyfed-powys").unwrap(),
        &json!({
            "id": "dyfed-powys",
            "name": "Dyfed-Powys Police",
            "names": { "en": "Dyfed-Powys Police", "cy": "Heddlu Dyfed-Powys" },
            "languages": ["en", "cy"],
            "url": "http://localhost:8080/dyfed-powys/",
        })
    );
    let force = found(&town, "/api/v1/forces/humberside").await;
    assert_eq!(force["name"], "Humberside Police");
    assert_eq!(force["letters"], "HUM");
    assert_eq!(force["railways"], false);
    assert_eq!(force["postcode_areas"], json!(["HU"]));
}

#[tokio::test]
async fn what_a_force_offers_is_listed_in_the_language_that_is_asked_for() {
    let town = Town::new().await;
    let list = found(&town, "/api/v1/forces/humberside/services").await;
    let bicycle = item(&list, "bicycle-theft").unwrap();
    assert_eq!(bicycle["name"], "Report a stolen bicycle");
    assert_eq!(bicycle["title"], bicycle["name"]);
    assert_eq!(bicycle["group"], "report");
    assert_eq!(bicycle["kind"], "form");
    assert_eq!(bicycle["languages"], json!(["en", "cy"]));
    assert_eq!(bicycle["url"], "http://localhost:8080/humberside/report/bicycle-theft");
    let list = found(&town, "/api/v1/forces/humberside/services?language=cy").await;
    let bicycle = item(&list, "bicycle-theft").unwrap();
    assert!(bicycle["title"].as_str().unwrap().contains("feic"));
    assert_eq!(bicycle["url"], "http://localhost:8080/cy/humberside/report/bicycle-theft");
    let fewer = found(&town, &format!("/api/v1/forces/{WITHOUT_BICYCLES}/services")).await;
    assert!(item(&fewer, "bicycle-theft").is_none());
    assert!(item(&fewer, "stalking-or-harassment").is_some());
}

#[tokio::test]
async fn a_service_comes_with_its_questions_and_the_schema_of_their_answers() {
    let town = Town::new().await;
    let service = found(&town, "/api/v1/forces/humberside/services/bicycle-theft").await;
    assert_eq!(service["id"], "bicycle-theft");
    assert_eq!(service["definition"]["language"], "en");
    assert!(service["definition"]["pages"].as_array().unwrap().len() > 5);
    let schema = &service["answers_schema"];
    assert_eq!(schema["type"], "object");
    assert_eq!(schema["additionalProperties"], false);
    assert!(schema["properties"]["stolen_from"].is_object());
    let welsh = found(&town, "/api/v1/forces/btp/services/antisocial-behaviour?language=cy").await;
    assert_eq!(welsh["definition"]["language"], "cy");
}

#[tokio::test]
async fn what_does_not_exist_or_is_not_offered_is_a_problem() {
    let town = Town::new().await;
    for (path, status) in [
        ("/api/v1/forces/northshire", 404),
        ("/api/v1/forces/northshire/services", 404),
        ("/api/v1/forces/humberside/services/nothing", 404),
        (&*format!("/api/v1/forces/{WITHOUT_BICYCLES}/services/bicycle-theft"), 404),
        ("/api/v1/nothing", 404),
        ("/api/v1/forces?page=2", 400),
        ("/api/v1/forces/humberside/services?language=fr", 400),
        ("/api/v1/forces/humberside/services/bicycle-theft?lang=cy", 400),
    ] {
        is_problem(&town.visit(path).await, status);
    }
}

#[tokio::test]
async fn the_description_names_every_address_and_every_field() {
    let town = Town::new().await;
    let description = serde_json::to_value(&town.description).unwrap();
    let paths = description["paths"].as_object().unwrap();
    assert_eq!(paths.len(), 5);
    let schemas = &description["components"]["schemas"];
    for (path, address, schema) in [
        ("/api/v1/forces/{force}", "/api/v1/forces/humberside", "ForceDetail"),
        (
            "/api/v1/forces/{force}/services/{id}",
            "/api/v1/forces/humberside/services/bicycle-theft",
            "ServiceDetail",
        ),
    ] {
        assert!(paths[path]["get"]["responses"]["404"].is_object(), "{path}");
        let described = schemas[schema].to_string();
        for field in found(&town, address).await.as_object().unwrap().keys() {
            let named = schemas.to_string().contains(&format!("\"{field}\":{{"));
            assert!(named, "{field} is not described in {described}");
        }
    }
}
