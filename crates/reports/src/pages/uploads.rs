//! Pages that ask for files: what was sent so far, more of it, and less of it. Files come by a plain
//! form from every browser, and by tus where the script of the page runs.

mod control;

use super::place::Place;
use super::question;
use super::writing::Writing;
use super::{Window, gone};
use crate::files::named;
use axum::body::Body;
use axum::extract::{FromRequest, Path, Request, State};
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use counter::{Fault, Form, FormRefused, Key, TOKEN_FIELD, from_our_page};
use evidence::pages::{Hatch, form, tus};
use evidence::{File, FileId, NotTaken, State as Standing};
use kernel::{FieldProblem, Problem, Purpose, Reason, Thing};
use serde_json::Value;
use services::{Answers, Kind, LATER, Question, Spot};
use station::Scope;
use std::collections::HashMap;

pub(super) use control::{Control, words_of};

/// The button that sends files and stays.
pub(super) const STAY: &str = "upload-now";
/// The button that takes a file away; its value says which.
pub(super) const REMOVE: &str = "remove-file";
/// What stands after the address of a page, where files go.
pub(super) const UPLOADS: &str = "uploads";
/// The header in which the script of the page brings the form token.
pub(super) const TOKEN: &str = "bl-token";

/// The files of a draft, as pages show them.
#[derive(Default)]
pub(super) struct Files {
    all: Vec<File>,
    named: Vec<FileId>,
}

impl Files {
    /// What was sent for a draft. They stay as long as it does.
    pub(super) async fn of(place: &Place, writing: &Writing) -> Result<Self, Problem> {
        let named = named(&place.service, &writing.answers());
        let Some(hatch) = hatch(place, writing, "") else {
            return Ok(Self { all: Vec::new(), named });
        };
        let Some(owner) = hatch.owner else { return Ok(Self { all: Vec::new(), named }) };
        Ok(Self { all: place.vault.list(&hatch.scope, owner, hatch.until).await?, named })
    }

    /// Those of a question: what its answer names, and what no answer names yet.
    fn of_question<'a>(&'a self, question: &'a Question, answer: &[FileId]) -> Vec<&'a File> {
        let ours = |file: &&File| {
            file.field == question.id
                && (answer.contains(&file.id) || !self.named.contains(&file.id))
        };
        self.all.iter().filter(ours).collect()
    }
}

/// The questions of a page that ask for files.
pub(super) fn asked(spot: Spot<'_>) -> impl Iterator<Item = &Question> {
    spot.page.questions.iter().filter(|question| question.kind == Kind::Upload)
}

/// Whether a page asks for files.
pub(super) fn asks(spot: Spot<'_>) -> bool {
    asked(spot).next().is_some()
}

/// The checkbox of somebody who adds their files later.
fn later_field(question: &Question) -> String {
    format!("{}-later", question.id)
}

/// The files that the answer of a question names.
fn answer_of(answers: &Answers, spot: Spot<'_>, question: &Question) -> Vec<FileId> {
    let named = answers.get_in(spot.item, &question.id).and_then(Value::as_array);
    let named = named.into_iter().flatten().filter_map(Value::as_str);
    named.filter_map(FileId::parse).collect()
}

/// A form with the files that are here in the place of whatever it says of them.
pub(super) fn with_files(
    form: &Form,
    spot: Spot<'_>,
    (files, answers): (&Files, &Answers),
) -> Form {
    let mut fields: Vec<(String, String)> = form.fields().to_vec();
    for question in asked(spot) {
        fields.retain(|(name, _)| *name != question.id);
        let answer = answer_of(answers, spot, question);
        let here = files.of_question(question, &answer).into_iter();
        let whole = here.filter(|file| file.state != Standing::Receiving);
        fields.extend(whole.map(|file| (question.id.clone(), file.id.to_string())));
        if form.get(&later_field(question)).is_some() {
            fields.push((question.id.clone(), LATER.to_owned()));
        }
    }
    Form::new(fields)
}

/// Where the files of a draft are handed in; nothing where there is no draft that is being written.
fn hatch(place: &Place, writing: &Writing, field: &str) -> Option<Hatch> {
    let owner = writing.unsent()?.files();
    Some(Hatch {
        vault: place.vault.clone(),
        scope: Scope::public(place.force.id.clone(), Purpose::Reporting),
        owner: Some(owner),
        field: field.to_owned(),
        until: place.now().plus(place.service.keep_abandoned),
    })
}

/// `POST …/{page}/uploads`: a form with files, or the announcement of one by tus.
pub(super) async fn take(
    State(window): State<Window>,
    place: Place,
    headers: HeaderMap,
    request: Request,
) -> Result<Response, Fault> {
    let spot = place.spot()?;
    if !asks(spot) {
        return Err(Fault(Problem::NotFound(Thing::Page)));
    }
    let Some(key) = place.visit.key.clone() else {
        return Err(Fault(Problem::Refused(Reason::CrossSite)));
    };
    let writing = Writing::open(&place, Place::holder(&key), &headers).await?;
    let here = Here { window: &window, place: &place, key: &key, headers: &headers, spot };
    if tus::is_spoken(&headers) {
        return here.announce(&writing, request.uri()).await;
    }
    if !form::is_one(&headers) {
        // A browser that sends no files sends the form as every other.
        let form = Form::from_request(request, &window).await;
        return match form {
            Ok(form) => here.go_on(&form, Vec::new()).await,
            Err(refused) => Ok(FormRefused::into_response(refused)),
        };
    }
    let Some(hatch) = hatch(&place, &writing, "") else {
        return Ok(gone::response(&place));
    };
    let taken = here.read(&hatch, request).await?;
    let form = Form::sent_with_files(&taken.fields);
    here.go_on(&form, taken.not_taken).await
}

/// A request that brings files, on the page that asks for them.
struct Here<'a> {
    window: &'a Window,
    place: &'a Place,
    key: &'a Key,
    headers: &'a HeaderMap,
    spot: Spot<'a>,
}

impl Here<'_> {
    async fn announce(&self, writing: &Writing, uri: &Uri) -> Result<Response, Fault> {
        let place = self.place;
        ours(self.window, self.headers, uri)?;
        let query = uri.query().unwrap_or_default();
        let wanted = query.strip_prefix("question=").unwrap_or_default();
        let question = asked(self.spot).find(|question| question.id == wanted);
        let hatch = question.and_then(|question| hatch(place, writing, &question.id));
        let hatch = hatch.ok_or(Problem::NotFound(Thing::Page))?;
        let at = place.href(&format!("{}/{UPLOADS}", self.spot.slug()));
        tus::announce(&hatch, self.headers, |file| format!("{at}/{file}")).await
    }

    /// Reads a form with files.
    async fn read(&self, hatch: &Hatch, request: Request) -> Result<form::Taken, Problem> {
        let counter = self.place.hall.counter.clone();
        let (parts, body): (_, Body) = request.into_parts();
        let ours = from_our_page(&parts.headers, &parts.uri, &counter, None);
        let (headers, uri) = (parts.headers.clone(), parts.uri);
        let token = move |name: &str, value: &str| {
            name == TOKEN_FIELD && from_our_page(&headers, &uri, &counter, Some(value))
        };
        let fields: Vec<String> = asked(self.spot).map(|question| question.id.clone()).collect();
        form::take(hatch, &parts.headers, body, (ours, fields, token)).await
    }

    /// Takes away what is to be taken away, and goes on as the page does when it is answered.
    async fn go_on(
        &self,
        form: &Form,
        not_taken: Vec<(String, String, NotTaken)>,
    ) -> Result<Response, Fault> {
        let (place, vault) = (self.place, &self.place.vault);
        // What is answered here decides anew what is on the way; files are never in the way of it.
        let writing = Writing::open(place, Place::holder(self.key), self.headers).await?;
        if let (Some(id), Some(hatch)) =
            (form.get(REMOVE).and_then(FileId::parse), hatch(place, &writing, ""))
            && let Some(owner) = hatch.owner
        {
            match vault.remove(&hatch.scope, owner, &id).await {
                // Taken away already: by another tab, or by pressing twice.
                Ok(()) | Err(Problem::NotFound(_)) => {}
                Err(problem) => return Err(Fault(problem)),
            }
        }
        let problems = self.problems(not_taken);
        let stays = [STAY, REMOVE].iter().any(|name| form.get(name).is_some());
        let sent = question::Sent { form, problems, stays };
        question::answer_with_files(place, self.key, self.headers, (self.spot, &sent)).await
    }

    fn problems(&self, not_taken: Vec<(String, String, NotTaken)>) -> Vec<FieldProblem> {
        let language = self.place.language();
        let problem = |(field, name, why): (String, String, NotTaken)| FieldProblem {
            field,
            message: words_of(&why, &name, language),
        };
        not_taken.into_iter().map(problem).collect()
    }
}

/// `HEAD …/{page}/uploads/{file}`: how much of a file is here.
pub(super) async fn standing(
    place: Place,
    headers: HeaderMap,
    Path(params): Path<HashMap<String, String>>,
) -> Result<Response, Fault> {
    let hatch = own_hatch(&place, &headers).await?;
    tus::standing(&hatch, file(&params)).await
}

/// `PATCH …/{page}/uploads/{file}`: the next part of a file.
pub(super) async fn append(
    State(window): State<Window>,
    place: Place,
    headers: HeaderMap,
    Path(params): Path<HashMap<String, String>>,
    request: Request,
) -> Result<Response, Fault> {
    ours(&window, &headers, request.uri())?;
    let hatch = own_hatch(&place, &headers).await?;
    tus::append(&hatch, file(&params), &headers, request.into_body()).await
}

/// `DELETE …/{page}/uploads/{file}`: takes a file away.
pub(super) async fn terminate(
    State(window): State<Window>,
    place: Place,
    headers: HeaderMap,
    Path(params): Path<HashMap<String, String>>,
    uri: Uri,
) -> Result<Response, Fault> {
    ours(&window, &headers, &uri)?;
    let hatch = own_hatch(&place, &headers).await?;
    tus::terminate(&hatch, file(&params)).await
}

/// `GET …/{page}/uploads`: whoever looks where a form was sent is shown the page.
pub(super) async fn show(place: Place) -> Result<Response, Fault> {
    let spot = place.spot()?;
    Ok(place.go(&spot.slug()))
}

fn file(params: &HashMap<String, String>) -> &str {
    params.get("file").map_or("", String::as_str)
}

async fn own_hatch(place: &Place, headers: &HeaderMap) -> Result<Hatch, Problem> {
    let absent = || Problem::NotFound(Thing::File);
    if !asks(place.spot()?) {
        return Err(absent());
    }
    let key = place.visit.key.clone().ok_or_else(absent)?;
    let writing = Writing::open(place, Place::holder(&key), headers).await?;
    hatch(place, &writing, "").ok_or_else(absent)
}

/// Refuses what did not come from a page of ours.
fn ours(window: &Window, headers: &HeaderMap, uri: &Uri) -> Result<(), Problem> {
    let token = headers.get(TOKEN).and_then(|token| token.to_str().ok());
    if from_our_page(headers, uri, &window.hall.counter, token) {
        return Ok(());
    }
    Err(Problem::Refused(Reason::CrossSite))
}
