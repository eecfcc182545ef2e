//! Adding files to a report that was sent: a page that the link opens on any device, and that shows
//! nothing of the report. Files come as they do while the report is written: by a plain form, and by
//! tus where the script runs.

mod closed;
mod page;

use super::Window;
use super::place::see_other;
use super::uploads::{REMOVE, TOKEN, UPLOADS, words_of};
use crate::adding::{LinkToken, Opened, expect_files, join, open_link};
use axum::extract::{FromRequest, Path, Request, State};
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use counter::{Fault, Form, FormRefused, TOKEN_FIELD, Visit, from_our_page};
use evidence::pages::{Hatch, form, tus};
use evidence::{FileId, NotTaken};
use jiff::SignedDuration;
use kernel::{FieldProblem, ForceId, Instant, Problem, Purpose, Reason, Thing};
use page::{AddingPage, Saying};
use station::{Act, Entry, Scope};
use std::collections::HashMap;

/// The field of the files.
const FIELD: &str = "files";
/// The button of somebody who has finished.
const FINISH: &str = "finish";
/// How long files outlive the time in which they join the report.
const SPARE: SignedDuration = SignedDuration::from_hours(48);

/// A link that was opened, by whom.
struct Place<'a> {
    window: &'a Window,
    visit: &'a Visit,
    force: ForceId,
    token: LinkToken,
    opened: Opened,
}

/// `GET /{force}/add/{link}`.
pub(super) async fn show(
    State(window): State<Window>,
    visit: Visit,
    Path(params): Path<HashMap<String, String>>,
) -> Result<Response, Fault> {
    let place = match Place::open(&window, &visit, &params).await {
        Ok(place) if place.opened.is_open(place.now()) => place,
        Ok(_) | Err(Problem::NotFound(Thing::Report)) => return closed::page(&visit),
        Err(problem) => return Err(Fault(problem)),
    };
    let added = visit.address.query.as_deref().and_then(|query| query.strip_prefix("added="));
    let saying = match added.and_then(|count| count.parse().ok()) {
        Some(count) => Saying::Added(count),
        None => Saying::Nothing,
    };
    place.render(saying).await
}

/// `GET …/uploads`: whoever looks where the form was sent is shown the page.
pub(super) async fn back(
    visit: Visit,
    Path(params): Path<HashMap<String, String>>,
) -> Result<Response, Fault> {
    let force = visit.force()?;
    let token = LinkToken::parse(param(&params, "link")).ok_or(Problem::NotFound(Thing::Page))?;
    Ok(see_other(&visit.href(&format!("/{}/add/{}", force.id, token.text()))))
}

/// `POST …/uploads`: a form with files, or the announcement of one by tus.
pub(super) async fn take(
    State(window): State<Window>,
    visit: Visit,
    Path(params): Path<HashMap<String, String>>,
    headers: HeaderMap,
    request: Request,
) -> Result<Response, Fault> {
    let place = match Place::open(&window, &visit, &params).await {
        Ok(place) => place,
        Err(Problem::NotFound(Thing::Report)) => return closed::page(&visit),
        Err(problem) => return Err(Fault(problem)),
    };
    let open = place.opened.is_open(place.now());
    if tus::is_spoken(&headers) {
        if !open {
            return Err(Fault(Problem::NotFound(Thing::Page)));
        }
        ours(&window, &headers, request.uri())?;
        let at = place.href(&format!("/{UPLOADS}"));
        return tus::announce(&place.hatch(), &headers, |file| format!("{at}/{file}")).await;
    }
    if !form::is_one(&headers) {
        let form = Form::from_request(request, &window).await;
        return match form {
            Ok(form) => place.go_on(&form, Vec::new()).await,
            Err(refused) => Ok(FormRefused::into_response(refused)),
        };
    }
    if !open {
        return closed::page(&visit);
    }
    let taken = place.read(request).await?;
    let form = Form::sent_with_files(&taken.fields);
    place.go_on(&form, taken.not_taken).await
}

/// `HEAD …/uploads/{file}`: how much of a file is here.
pub(super) async fn standing(
    State(window): State<Window>,
    visit: Visit,
    Path(params): Path<HashMap<String, String>>,
) -> Result<Response, Fault> {
    let place = Place::open_for_file(&window, &visit, &params).await?;
    tus::standing(&place.hatch(), param(&params, "file")).await
}

/// `PATCH …/uploads/{file}`: the next part of a file.
pub(super) async fn append(
    State(window): State<Window>,
    visit: Visit,
    Path(params): Path<HashMap<String, String>>,
    headers: HeaderMap,
    request: Request,
) -> Result<Response, Fault> {
    ours(&window, &headers, request.uri())?;
    let place = Place::open_for_file(&window, &visit, &params).await?;
    place.expect().await?;
    let file = param(&params, "file");
    tus::append(&place.hatch(), file, &headers, request.into_body()).await
}

/// `DELETE …/uploads/{file}`: takes a file away that does not belong to the report yet.
pub(super) async fn terminate(
    State(window): State<Window>,
    visit: Visit,
    Path(params): Path<HashMap<String, String>>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Fault> {
    ours(&window, &headers, &uri)?;
    let place = Place::open_for_file(&window, &visit, &params).await?;
    tus::terminate(&place.hatch(), param(&params, "file")).await
}

fn param<'p>(params: &'p HashMap<String, String>, name: &str) -> &'p str {
    params.get(name).map_or("", String::as_str)
}

/// Refuses what did not come from a page of ours.
fn ours(window: &Window, headers: &HeaderMap, uri: &Uri) -> Result<(), Problem> {
    let token = headers.get(TOKEN).and_then(|token| token.to_str().ok());
    let ours = from_our_page(headers, uri, &window.hall.counter, token);
    ours.then_some(()).ok_or(Problem::Refused(Reason::CrossSite))
}

impl<'a> Place<'a> {
    /// `NotFound` of a report for a link that opens nothing, whatever the reason.
    async fn open(
        window: &'a Window,
        visit: &'a Visit,
        params: &HashMap<String, String>,
    ) -> Result<Self, Problem> {
        let force = visit.force()?.id.clone();
        let token = LinkToken::parse(param(params, "link"));
        let token = token.ok_or(Problem::NotFound(Thing::Report))?;
        let mut tx = window.hall.station.begin(&scope(&force)).await?;
        let opened = open_link(&mut tx, &token).await;
        tx.leave().await?;
        Ok(Self { window, visit, force, token, opened: opened? })
    }

    /// The same for what is said about one file: there is none behind a link that opens nothing.
    async fn open_for_file(
        window: &'a Window,
        visit: &'a Visit,
        params: &HashMap<String, String>,
    ) -> Result<Self, Problem> {
        Self::open(window, visit, params).await.map_err(|problem| match problem {
            Problem::NotFound(_) => Problem::NotFound(Thing::File),
            problem => problem,
        })
    }

    fn now(&self) -> Instant {
        self.window.hall.station.clock().now()
    }

    fn href(&self, rest: &str) -> String {
        self.visit.href(&format!("/{}/add/{}{rest}", self.force, self.token.text()))
    }

    fn hatch(&self) -> Hatch {
        Hatch {
            vault: self.window.vault.clone(),
            scope: scope(&self.force),
            owner: Some(self.opened.owner),
            field: FIELD.to_owned(),
            until: self.opened.stays_until().plus(SPARE),
        }
    }

    async fn expect(&self) -> Result<(), Problem> {
        expect_files(&self.window.hall.station, &scope(&self.force), self.opened.report).await
    }

    /// Reads a form with files. That some may come is written down before and after: whoever finishes
    /// on another device in between takes the mark away.
    async fn read(&self, request: Request) -> Result<form::Taken, Problem> {
        let counter = self.window.hall.counter.clone();
        let (parts, body) = request.into_parts();
        let ours = from_our_page(&parts.headers, &parts.uri, &counter, None);
        let (headers, uri) = (parts.headers.clone(), parts.uri);
        let fits = move |name: &str, value: &str| {
            name == TOKEN_FIELD && from_our_page(&headers, &uri, &counter, Some(value))
        };
        self.expect().await?;
        let fields = vec![FIELD.to_owned()];
        let taken = form::take(&self.hatch(), &parts.headers, body, (ours, fields, fits)).await;
        self.expect().await?;
        taken
    }

    /// Takes away what is to be taken away, or gives everything to the report.
    async fn go_on(
        &self,
        form: &Form,
        not_taken: Vec<(String, String, NotTaken)>,
    ) -> Result<Response, Fault> {
        if let Some(id) = form.get(REMOVE).and_then(FileId::parse) {
            let (vault, scope) = (&self.window.vault, scope(&self.force));
            match vault.remove(&scope, self.opened.owner, &id).await {
                Ok(()) | Err(Problem::NotFound(_)) => {}
                Err(problem) => return Err(Fault(problem)),
            }
        }
        if !not_taken.is_empty() {
            let language = self.visit.language;
            let problem = |(field, name, why): (String, String, NotTaken)| FieldProblem {
                field,
                message: words_of(&why, &name, language),
            };
            let problems = not_taken.into_iter().map(problem).collect();
            return self.render(Saying::Wrong(problems)).await;
        }
        if form.get(FINISH).is_none() {
            return Ok(see_other(&self.href("")));
        }
        match self.finish().await? {
            0 => self.render(Saying::NothingYet).await,
            files => Ok(see_other(&self.href(&format!("?added={files}")))),
        }
    }

    async fn finish(&self) -> Result<usize, Problem> {
        let mut tx = self.window.hall.station.begin(&scope(&self.force)).await?;
        let files = join(&mut tx, self.opened.report).await?;
        if files == 0 {
            tx.leave().await?;
        } else {
            tx.commit().await?;
        }
        Ok(files)
    }

    /// The page. The journal has it: who has the link sees what came with it.
    async fn render(&self, saying: Saying) -> Result<Response, Fault> {
        let mut tx = self.window.hall.station.begin(&scope(&self.force)).await?;
        let report = self.opened.report;
        tx.journal(Entry::new(Act::Disclosure, "files_link_opened", "report", report)).await?;
        let files = evidence::sent_by(&mut tx, self.opened.owner).await?;
        tx.commit().await?;
        AddingPage::response(self, &files, &saying)
    }
}

/// The scope of whoever has a link.
fn scope(force: &ForceId) -> Scope {
    Scope::public(force.clone(), Purpose::Reporting)
}
