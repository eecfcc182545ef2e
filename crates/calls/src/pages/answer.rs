//! What was answered on a page of the script: what is right is kept, what is not is shown, and what was
//! typed is never lost.

use super::script::{Asking, END, GO_ON, PARK, SEEN, WORDS};
use super::{At, Line, Open, call_id, in_turn, kept, list, outcome, ways};
use crate::account::text_of;
use crate::call;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use counter::{Fault, Form, Visit};
use kernel::{CallId, Problem, Thing};
use reports::pages::left;
use rights::pages::{Absent, SignedIn};
use services::{Answers, End, PageKind, Reading, Spot, WhyOpen};
use station::Tx;

/// What somebody wants with a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// To go on.
    Next,
    /// To go on without an answer, for a reason.
    Open(WhyOpen),
    /// To put the call aside.
    Park,
    /// To keep what stands here, as a script asks while somebody types.
    Keep,
    /// To end the call, for a reason if there is one.
    End(Option<WhyOpen>),
}

impl Wish {
    fn of(form: &Form) -> Self {
        match form.get(GO_ON) {
            Some(PARK) => Self::Park,
            Some("keep") => Self::Keep,
            Some(END) => Self::End(None),
            Some(code) => match WhyOpen::of_code(code) {
                Some(WhyOpen::CutOff) => Self::End(Some(WhyOpen::CutOff)),
                Some(why) => Self::Open(why),
                None => Self::Next,
            },
            None => Self::Next,
        }
    }

    /// Whether the page is left as it stands, finished or not.
    pub(super) const fn unfinished(self) -> bool {
        matches!(self, Self::Park | Self::Keep | Self::End(_))
    }

    /// Where such a wish leads.
    fn leads(self, at: &At<'_>, open: &Open) -> Response {
        let id = open.id();
        match self {
            Self::Keep => kept_so_far(open),
            Self::End(Some(why)) => at.go(id, &format!("/report?why={}", why.code())),
            Self::End(None) => at.go(id, "/report"),
            Self::Next | Self::Open(_) | Self::Park => {
                Redirect::to(&at.visit.href("/desk/calls")).into_response()
            }
        }
    }
}

/// What a script is told that kept what stands there: in which state it has now seen the words.
pub(super) fn kept_so_far(open: &Open) -> Response {
    let seen = open.call.account.words_seen.to_string();
    (StatusCode::NO_CONTENT, [("bl-words-seen", seen)]).into_response()
}

/// `POST /desk/calls/{id}/pages/{page}`.
pub(super) async fn answer(
    State(line): State<Line>,
    visit: Visit,
    Path((id, page)): Path<(String, String)>,
    signed_in: Result<SignedIn, Absent>,
    form: Form,
) -> Result<Response, Fault> {
    let (id, wish) = (call_id(&id)?, Wish::of(&form));
    let signed_in = match signed_in {
        Ok(signed_in) => signed_in,
        Err(absent) => return kept::page(&visit, absent.into_problem(), &form),
    };
    let at = At::new(&line, &visit, &signed_in);
    let done = in_turn(|| answer_once(&at, id, &page, (&form, wish))).await;
    match done {
        Err(Fault(problem @ (Problem::Busy | Problem::Conflict(_)))) => {
            kept::page(&visit, problem, &form)
        }
        done => done,
    }
}

async fn answer_once(
    at: &At<'_>,
    id: CallId,
    page: &str,
    (form, wish): (&Form, Wish),
) -> Result<Response, Fault> {
    let mut tx = at.tx().await?;
    let mut open = Open::of(at, &mut tx, id).await?;
    if open.ended(at).is_some() {
        return Err(Fault(Problem::Conflict("the call is ended")));
    }
    hear(at, &mut open, form);
    let service = open.service.clone();
    let spot = service.spot(page).ok_or(Problem::NotFound(Thing::Page))?;
    match &spot.page.kind {
        PageKind::Questions => questions(at, tx, open, (spot, form, wish)).await,
        _ if wish.unfinished() => {
            keep(at, tx, &mut open).await?;
            Ok(wish.leads(at, &open))
        }
        PageKind::List => list::answer(at, tx, open, (spot, form)).await,
        PageKind::Interruption(_) | PageKind::Outcome(_) => {
            outcome::go_on(at, tx, open, (spot, form)).await
        }
    }
}

/// Takes the caller's words as they stand beside every page.
pub(super) fn hear(at: &At<'_>, open: &mut Open, form: &Form) {
    let account = &mut open.call.account;
    account.draft.language = at.visit.language;
    if let Some(words) = form.get(WORDS) {
        account.hear(words, form.get(SEEN).and_then(|seen| seen.parse().ok()));
    }
}

/// Keeps the call, durably.
pub(super) async fn keep(at: &At<'_>, mut tx: Tx<'_>, open: &mut Open) -> Result<(), Problem> {
    call::save(&mut tx, &at.signed_in.staff, &mut open.call).await?;
    tx.commit().await
}

async fn questions(
    at: &At<'_>,
    tx: Tx<'_>,
    mut open: Open,
    (spot, form, wish): (Spot<'_>, &Form, Wish),
) -> Result<Response, Fault> {
    let (service, now, id) = (open.service.clone(), open.now, open.id());
    let before = open.call.account.draft.answers.clone();
    let (fields, language) = (form.fields(), at.visit.language);
    let read = services::Form { fields, language, now };
    let mut reading = services::read(&service, spot, &before, read);
    let after = onto(&mut reading, spot, &before, wish);
    let draft = &mut open.call.account.draft;
    draft.answers = after;
    draft.typed.remove(&*spot.slug());
    if let Wish::Open(why) = wish {
        leave_open(&mut open, spot, &reading, why);
        reading.problems.clear();
    } else if let Some(typed) = left(spot.page, &reading, wish.unfinished()) {
        draft.typed.insert(spot.slug().into_owned(), typed);
    }
    keep(at, tx, &mut open).await?;
    if wish.unfinished() {
        return Ok(wish.leads(at, &open));
    }
    let answers = &open.call.account.draft.answers;
    let journey = services::journey(&service, answers, now);
    if let Some(danger) = ways::emergency(&service, answers, now) {
        return Ok(at.go(id, &format!("/pages/{}", danger.slug)));
    }
    if let End::Outcome(found) = journey.end {
        outcome::count_shown(at, &open, found).await;
    }
    let step = journey.step(spot).filter(|_| reading.again || !reading.problems.is_empty());
    if let Some(step) = step {
        let asking = Asking { at, open: &open, journey: &journey, spot };
        return Ok(asking.render(step, (&reading.typed, &reading.problems)));
    }
    Ok(at.go(id, &ways::next_of(&service, answers, now)))
}

/// The answers with those of the page. A question that was left open stays so until it is answered, and
/// nobody is told again that it is missing.
fn onto(reading: &mut Reading, spot: Spot<'_>, before: &Answers, wish: Wish) -> Answers {
    let mut after = match wish {
        Wish::Next | Wish::Open(_) => reading.onto(before),
        Wish::Park | Wish::Keep | Wish::End(_) => reading.onto_unfinished(before),
    };
    for question in &spot.page.questions {
        let written = !text_of(question, &reading.typed).is_empty();
        if after.get_in(spot.item, &question.id).is_some() {
            after.ask_again(spot.item, &question.id);
        } else if after.left_open(spot.item, &question.id).is_some() && !written {
            reading.problems.retain(|problem| !question.owns(&problem.field));
        }
    }
    after
}

/// Leaves open what is asked on the page and was not answered. What was typed and could not be taken
/// goes among the caller's words.
fn leave_open(open: &mut Open, spot: Spot<'_>, reading: &Reading, why: WhyOpen) {
    let (service, account) = (&open.service, &mut open.call.account);
    let journey = services::journey(service, &account.draft.answers, open.now);
    let asked: Vec<_> = journey.step(spot).map(|step| step.questions.clone()).unwrap_or_default();
    for question in asked {
        if account.draft.answers.get_in(spot.item, &question.id).is_some() {
            continue;
        }
        let text = text_of(question, &reading.typed);
        if !text.is_empty() {
            let label = question.label(account.draft.language).to_owned();
            account.note(&format!("{label}: {text}"));
        }
        account.draft.answers.leave_open(spot.item, &question.id, why);
    }
}
