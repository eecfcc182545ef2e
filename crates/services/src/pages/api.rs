//! Forces and what they offer, for programs (`/api/v1`).

use super::Hall;
use super::described::{
    ForceDetail, ForceEntry, ForceList, ServiceDetail, ServiceEntry, ServiceList,
};
use super::offer::{get_offered, offered};
use crate::Offer;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use counter::Fault;
use kernel::{Force, Language, Problem, Thing};
use serde::Deserialize;
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What may be asked of a service.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    language: Option<Language>,
}

/// Nothing may be asked of a force.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

type Asking<T> = Result<Query<T>, QueryRejection>;
type Answer<T> = Result<Json<T>, Refused>;

/// Why there is no answer.
enum Refused {
    /// It is not there, or the force does not offer it.
    Absent(Thing),
    /// What stands after the question mark is not understood; what to give instead.
    Asked(&'static str),
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match self {
            Self::Absent(thing) => Fault(Problem::NotFound(thing)).into_response(),
            Self::Asked(remedy) => counter::problem_json(StatusCode::BAD_REQUEST, remedy, &[]),
        }
    }
}

/// The API of the catalogue, with its description. To be opened with [`counter::open`], which puts
/// refusals into problem details.
pub fn api(hall: Hall) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list_forces))
        .routes(routes!(show_force))
        .routes(routes!(list_services))
        .routes(routes!(show_service))
        .routes(routes!(language_schema))
        .with_state(hall)
}

/// Every force.
#[utoipa::path(
    get,
    path = "/api/v1/forces",
    tag = "Forces and services",
    responses(
        (status = 200, description = "Every force, in the order of the names", body = ForceList),
        (status = 400, description = "Something unknown was asked for", content_type = "application/problem+json"),
    )
)]
async fn list_forces(State(hall): State<Hall>, asked: Asking<Nothing>) -> Answer<ForceList> {
    nothing(&asked)?;
    let origin = hall.counter.public_url.origin();
    let entry = |force: &Arc<Force>| ForceEntry::new(force, origin);
    Ok(Json(ForceList { items: hall.counter.forces.iter().map(entry).collect() }))
}

/// One force.
#[utoipa::path(
    get,
    path = "/api/v1/forces/{force}",
    tag = "Forces and services",
    params(("force" = String, Path, description = "The force's id")),
    responses(
        (status = 200, description = "The force", body = ForceDetail),
        (status = 400, description = "Something unknown was asked for", content_type = "application/problem+json"),
        (status = 404, description = "There is no such force", content_type = "application/problem+json"),
    )
)]
async fn show_force(
    State(hall): State<Hall>,
    Path(force): Path<String>,
    asked: Asking<Nothing>,
) -> Answer<ForceDetail> {
    nothing(&asked)?;
    let force = find(&hall, &force)?;
    Ok(Json(ForceDetail::new(&force, hall.counter.public_url.origin())))
}

/// What a force offers.
#[utoipa::path(
    get,
    path = "/api/v1/forces/{force}/services",
    tag = "Forces and services",
    params(
        ("force" = String, Path, description = "The force's id"),
        ("language" = Option<String>, Query, description = "`en` (the default) or `cy`"),
    ),
    responses(
        (status = 200, description = "The services that the force offers", body = ServiceList),
        (status = 400, description = "Something unknown was asked for", content_type = "application/problem+json"),
        (status = 404, description = "There is no such force", content_type = "application/problem+json"),
    )
)]
async fn list_services(
    State(hall): State<Hall>,
    Path(force): Path<String>,
    asked: Asking<Asked>,
) -> Answer<ServiceList> {
    let language = language(&asked)?;
    let force = find(&hall, &force)?;
    let origin = hall.counter.public_url.origin();
    let catalogue = hall.catalogue();
    let entry = |offer: Offer<'_>| ServiceEntry::new(offer.edition, &force, language, origin);
    // A program cannot do what is advised in the place of a closed service: it is not offered one.
    let open = offered(&catalogue, &force).filter(|offer| offer.closed.is_none());
    Ok(Json(ServiceList { items: open.map(entry).collect() }))
}

/// One service of a force: its questions, and the schema of their answers.
#[utoipa::path(
    get,
    path = "/api/v1/forces/{force}/services/{id}",
    tag = "Forces and services",
    params(
        ("force" = String, Path, description = "The force's id"),
        ("id" = String, Path, description = "The service's id"),
        ("language" = Option<String>, Query, description = "`en` (the default) or `cy`"),
    ),
    responses(
        (status = 200, description = "The service", body = ServiceDetail),
        (status = 400, description = "Something unknown was asked for", content_type = "application/problem+json"),
        (status = 404, description = "There is no such force, or it does not offer such a service", content_type = "application/problem+json"),
    )
)]
async fn show_service(
    State(hall): State<Hall>,
    Path((force, id)): Path<(String, String)>,
    asked: Asking<Asked>,
) -> Answer<ServiceDetail> {
    let language = language(&asked)?;
    let force = find(&hall, &force)?;
    let catalogue = hall.catalogue();
    let offer = get_offered(&catalogue, &force, &id).ok_or(Refused::Absent(Thing::Service))?;
    let origin = hall.counter.public_url.origin();
    Ok(Json(ServiceDetail::new(offer.edition, &force, language, origin)))
}

/// The language that services are written in, for editors.
#[utoipa::path(
    get,
    path = "/api/v1/schemas/service",
    tag = "Forces and services",
    responses((status = 200, description = "JSON Schema of a service's definition", content_type = "application/schema+json"))
)]
async fn language_schema() -> Response {
    let kind = [(header::CONTENT_TYPE, "application/schema+json")];
    (kind, crate::language_schema().to_string()).into_response()
}

fn find(hall: &Hall, id: &str) -> Result<Arc<Force>, Refused> {
    hall.counter.forces.get(id).cloned().ok_or(Refused::Absent(Thing::Force))
}

fn nothing(asked: &Asking<Nothing>) -> Result<(), Refused> {
    let understood = asked.is_ok();
    understood.then_some(()).ok_or(Refused::Asked("Leave out what stands after the question mark."))
}

fn language(asked: &Asking<Asked>) -> Result<Language, Refused> {
    match asked {
        Ok(Query(asked)) => Ok(asked.language.unwrap_or(Language::English)),
        Err(_) => Err(Refused::Asked("Give `language` as `en` or `cy`, and nothing else.")),
    }
}
