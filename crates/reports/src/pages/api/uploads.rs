//! Files by program: `POST /api/v1/forces/{force}/services/{id}/uploads`.

use super::super::Window;
use super::find;
use crate::files::named;
use axum::Json;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use counter::{Fault, problem_json};
use evidence::pages::{Hatch, bare, form, tus};
use evidence::{FileId, NotTaken, Owner, Vault};
use jiff::SignedDuration;
use kernel::{FieldProblem, Force, Problem, Purpose};
use serde::Serialize;
use services::pages::Hall;
use services::{Answers, Service};
use station::Scope;
use station::secrets::hex;
use utoipa::ToSchema;

/// How long a file waits for the report that names it.
const WAITS: SignedDuration = SignedDuration::from_hours(24);

/// A file that is here: it is durable.
#[derive(Serialize, ToSchema)]
pub(super) struct Uploaded {
    /// What an answer to an `upload` question says. Whoever knows it can send the file with a report.
    #[schema(example = "5c1f0e9d7b3a48e2a6d4c8b0f1e2d3c4")]
    id: String,
    /// SHA-256 of what came, hexadecimal.
    sha256: String,
    /// How many bytes came.
    size: u64,
}

/// Send a file for a report that you will send within a day: as the body itself, or as the one file of
/// a form.
#[utoipa::path(
    post,
    path = "/api/v1/forces/{force}/services/{id}/uploads",
    tag = "Reports",
    params(
        ("force" = String, Path, description = "The force's id"),
        ("id" = String, Path, description = "The service's id"),
        ("Content-Type" = String, Header, description = "The file's type, or multipart/form-data"),
        ("Content-Disposition" = Option<String>, Header, description = "attachment; filename=\"…\"")
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 201, description = "The file is durable", body = Uploaded),
        (status = 400, description = "No file, or an empty one", content_type = "application/problem+json"),
        (status = 404, description = "No such force or service", content_type = "application/problem+json"),
        (status = 413, description = "Larger than files of its sort may be", content_type = "application/problem+json"),
        (status = 503, description = "Not now; send the same again later", content_type = "application/problem+json")
    )
)]
pub(super) async fn upload(
    State(Window { hall, vault, .. }): State<Window>,
    Path((force, id)): Path<(String, String)>,
    headers: HeaderMap,
    request: Request,
) -> Result<Response, Fault> {
    let hatch = hatch(&hall, vault, (&force, &id))?;
    if tus::is_spoken(&headers) {
        let href = |file: &FileId| format!("/api/v1/forces/{force}/services/{id}/uploads/{file}");
        return tus::announce(&hatch, &headers, href).await;
    }
    let body = request.into_body();
    let taken = if form::is_one(&headers) {
        // No cookie of a browser counts here, so that no page can send in somebody else's name.
        let taken =
            form::take(&hatch, &headers, body, (true, Vec::new(), |_: &str, _: &str| true)).await?;
        let first = taken.not_taken.into_iter().next().map(|(_, _, why)| why);
        taken.files.into_iter().next().ok_or(first.unwrap_or(NotTaken::Empty))
    } else {
        bare::take(&hatch, &headers, body).await
    };
    match taken {
        Ok(file) => {
            let told =
                Uploaded { id: file.id.to_string(), sha256: hex(&file.sha256), size: file.size };
            Ok((StatusCode::CREATED, Json(told)).into_response())
        }
        Err(why) => not_taken(why),
    }
}

/// What is wrong with the files that answers name: they are not here, or in a report already.
pub(super) async fn missing(
    hall: &Hall,
    force: &Force,
    (service, answers): (&Service, &Answers),
) -> Result<Vec<FieldProblem>, Problem> {
    let files = named(service, answers);
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let owned: Vec<_> = files.into_iter().map(|file| (file.clone(), Owner::by_id(&file))).collect();
    let scope = Scope::public(force.id.clone(), Purpose::Reporting);
    let mut tx = hall.station.begin(&scope).await?;
    let unknown = evidence::unknown(&mut tx, &owned).await?;
    tx.leave().await?;
    let problem = |file: FileId| FieldProblem {
        field: "/answers".to_owned(),
        message: format!(
            "There is no file {file} that was uploaded for this force and not sent yet."
        ),
    };
    Ok(unknown.into_iter().map(problem).collect())
}

fn hatch(hall: &Hall, vault: Vault, (force, id): (&str, &str)) -> Result<Hatch, Problem> {
    let (force, _service, _closed) = find(hall, force, id)?;
    let scope = Scope::public(force.id.clone(), Purpose::Reporting);
    let until = hall.station.clock().now().plus(WAITS);
    Ok(Hatch { vault, scope, owner: None, field: String::new(), until })
}

/// How much of a file is here that was announced with `Tus-Resumable`.
#[utoipa::path(
    head,
    path = "/api/v1/forces/{force}/services/{id}/uploads/{file}",
    tag = "Reports",
    params(
        ("force" = String, Path, description = "The force's id"),
        ("id" = String, Path, description = "The service's id"),
        ("file" = String, Path, description = "The file's id")
    ),
    responses(
        (status = 200, description = "Upload-Offset says how much"),
        (status = 404, description = "No such file")
    )
)]
pub(super) async fn standing(
    State(Window { hall, vault, .. }): State<Window>,
    Path((force, id, file)): Path<(String, String, String)>,
) -> Result<Response, Fault> {
    tus::standing(&hatch(&hall, vault, (&force, &id))?, &file).await
}

/// Send the next part of a file, by the protocol tus 1.0. When it is whole, Upload-Sha256 says its hash.
#[utoipa::path(
    patch,
    path = "/api/v1/forces/{force}/services/{id}/uploads/{file}",
    tag = "Reports",
    params(
        ("force" = String, Path, description = "The force's id"),
        ("id" = String, Path, description = "The service's id"),
        ("file" = String, Path, description = "The file's id"),
        ("Upload-Offset" = u64, Header, description = "Where the part begins")
    ),
    request_body(content = Vec<u8>, content_type = "application/offset+octet-stream"),
    responses(
        (status = 204, description = "Upload-Offset says how much is here now"),
        (status = 404, description = "No such file", content_type = "application/problem+json"),
        (status = 409, description = "The part begins elsewhere than where we are", content_type = "application/problem+json"),
        (status = 412, description = "Another version of tus than ours", content_type = "application/problem+json"),
        (status = 413, description = "More than was announced", content_type = "application/problem+json"),
        (status = 415, description = "Not application/offset+octet-stream", content_type = "application/problem+json")
    )
)]
pub(super) async fn append(
    State(Window { hall, vault, .. }): State<Window>,
    Path((force, id, file)): Path<(String, String, String)>,
    headers: HeaderMap,
    request: Request,
) -> Result<Response, Fault> {
    let hatch = hatch(&hall, vault, (&force, &id))?;
    tus::append(&hatch, &file, &headers, request.into_body()).await
}

/// Take back a file that is in no report yet.
#[utoipa::path(
    delete,
    path = "/api/v1/forces/{force}/services/{id}/uploads/{file}",
    tag = "Reports",
    params(
        ("force" = String, Path, description = "The force's id"),
        ("id" = String, Path, description = "The service's id"),
        ("file" = String, Path, description = "The file's id")
    ),
    responses(
        (status = 204, description = "It is gone"),
        (status = 404, description = "No such file", content_type = "application/problem+json")
    )
)]
pub(super) async fn terminate(
    State(Window { hall, vault, .. }): State<Window>,
    Path((force, id, file)): Path<(String, String, String)>,
) -> Result<Response, Fault> {
    tus::terminate(&hatch(&hall, vault, (&force, &id))?, &file).await
}

fn not_taken(why: NotTaken) -> Result<Response, Fault> {
    let too_large = StatusCode::PAYLOAD_TOO_LARGE;
    let (status, detail) = match why {
        NotTaken::Empty => {
            (StatusCode::BAD_REQUEST, "Send a file that has something in it.".to_owned())
        }
        NotTaken::TooLarge(most) => (too_large, format!("Send at most {most} bytes.")),
        NotTaken::TooMany(most) => (too_large, format!("Send at most {most} files.")),
        NotTaken::TooMuch(most) => (too_large, format!("Send at most {most} bytes altogether.")),
        NotTaken::Problem(Problem::Conflict(_)) => {
            (StatusCode::BAD_REQUEST, "The file broke off. Send it again.".to_owned())
        }
        NotTaken::Problem(problem) => return Err(Fault(problem)),
    };
    Ok(problem_json(status, &detail, &[]))
}
