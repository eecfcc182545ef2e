//! A warning is set, said to stand, or taken away.

use super::super::door::or_door;
use super::super::{Holdings, OPENED_BY, entity, record_href};
use super::{END, NO_KIND, NO_REVIEW, RENEW, REVIEW_BY, REVIEW_HINT, named, page};
use axum::extract::{Path, State};
use axum::response::Response;
use counter::components::Input;
use counter::leaf::{FormPart, Leaf, Line, Part};
use counter::{Fault, Form, Visit};
use kernel::{EntityId, Instant, MarkerId, Problem, Thing, Words};
use records::{By, LONGEST, MarkerKind, NewMarker, Shown, Source};
use rights::Right;
use rights::pages::{At, Attempt, Outcome, SignedIn, button, reason};
use station::Tx;

/// What is done with a warning.
enum What {
    Set,
    Renew(MarkerId),
    End(MarkerId),
}

pub(super) async fn post(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    let done = async { change(&at, entity(&id)?, Attempt::of(form)).await };
    match done.await {
        Ok(outcome) => at.done(&OPENED_BY, Ok(outcome)),
        Err(problem) => or_door(&at, (&id, problem)).await,
    }
}

async fn change(at: &At<'_>, id: EntityId, mut attempt: Attempt) -> Result<Outcome, Problem> {
    at.staff().require(Right::MarkRecords)?;
    let mut tx = at.tx().await?;
    let what = what(&attempt)?;
    let kind = MarkerKind::of_code(attempt.typed("kind"));
    if matches!(what, What::Set) {
        attempt.require(at, kind.is_some(), ("kind", NO_KIND));
    }
    attempt.require_reason(at);
    let review_by = attempt.end_of_day("review_by").filter(|it| in_time(&tx, *it));
    if !matches!(what, What::End(_)) {
        attempt.require(at, review_by.is_some(), ("review_by", NO_REVIEW));
    }
    if !attempt.is_right() {
        let leaf = again(&mut tx, at, (id, &what), &attempt).await?;
        tx.commit().await?;
        return Ok(Outcome::Shown(Box::new(leaf)));
    }
    let why = attempt.typed("reason");
    let done = match (what, kind, review_by) {
        (What::End(marker), ..) => {
            records::end_marker(&mut tx, By::Staff(at.staff()), marker, why).await
        }
        (What::Renew(marker), _, Some(review_by)) => {
            records::renew(&mut tx, at.staff(), marker, (review_by, why)).await
        }
        (What::Set, Some(kind), Some(review_by)) => {
            let new = marker(id, kind, (why, review_by));
            records::mark(&mut tx, By::Staff(at.staff()), &new).await.map(|_| ())
        }
        _ => Err(Problem::NotFound(Thing::Page)),
    };
    let to =
        |done: &str| Outcome::Done(format!("/{id}/markers?done={done}&need={}", at.purpose.code()));
    match done {
        Ok(()) => tx.commit().await.map(|()| to("saved")),
        Err(Problem::Conflict(_)) => Ok(to("before")),
        Err(problem) => Err(problem),
    }
}

fn marker(entity: EntityId, kind: MarkerKind, (why, review_by): (&str, Instant)) -> NewMarker {
    NewMarker {
        entity,
        kind,
        reason: why.to_owned(),
        source: Source::Officer,
        origin: None,
        review_by,
        expires_at: None,
    }
}

fn what(attempt: &Attempt) -> Result<What, Problem> {
    let marker = || attempt.typed("marker").parse().map_err(|_| Problem::NotFound(Thing::Record));
    match attempt.typed("what") {
        "set" => Ok(What::Set),
        "renew" => marker().map(What::Renew),
        "end" => marker().map(What::End),
        _ => Err(Problem::NotFound(Thing::Page)),
    }
}

fn in_time(tx: &Tx<'_>, review_by: Instant) -> bool {
    review_by > tx.now() && review_by <= tx.now().plus(LONGEST)
}

async fn again(
    tx: &mut Tx<'_>,
    at: &At<'_>,
    (id, what): (EntityId, &What),
    attempt: &Attempt,
) -> Result<Leaf, Problem> {
    let (code, marker, words) = match what {
        What::Set => return page(tx, at, id, attempt).await,
        What::Renew(marker) => ("renew", marker, RENEW),
        What::End(marker) => ("end", marker, END),
    };
    let shown = records::markers_of(tx, at.staff(), id).await?;
    let found = shown.iter().find(|it| it.id == *marker);
    let found = found.ok_or(Problem::NotFound(Thing::Record))?;
    let mut form = FormPart::to(record_href(at, id, "/markers"))
        .hidden("what", code)
        .hidden("marker", marker.to_string())
        .field(reason(at, attempt));
    if code == "renew" {
        form = form.field(review_by(at, attempt));
    }
    let leaf = at.leaf(words, named(at, found.kind));
    Ok(at.wrong(leaf, attempt).part(Part::Form(form.button(button(at, words)))))
}

/// The field for the day by which it is looked at again.
pub(super) fn review_by(at: &At<'_>, attempt: &Attempt) -> Input {
    Input::new("review_by", at.say(REVIEW_BY))
        .hint(at.say(REVIEW_HINT))
        .kind("date")
        .value(attempt.typed("review_by"))
        .problem(at.language(), attempt.problem("review_by"))
}

/// Where a warning is said to stand, and where it is taken away.
pub(super) fn links(at: &At<'_>, id: EntityId, shown: &Shown) -> Vec<Line> {
    let line = |what: &str, words: Words| Line {
        href: format!("{}&{what}={}", record_href(at, id, "/markers"), shown.id),
        text: format!("{}: {}", at.say(words), named(at, shown.kind)),
        tag: None,
        about: None,
    };
    let renew = shown.standing.warns().then(|| line("renew", RENEW));
    renew.into_iter().chain([line("end", END)]).collect()
}

/// The form that such a link asks for; nothing where the address asks for none.
pub(super) async fn asked(
    tx: &mut Tx<'_>,
    at: &At<'_>,
    id: EntityId,
) -> Result<Option<Leaf>, Problem> {
    let marker = |name| at.asked(name).and_then(|it| it.parse().ok());
    let what = marker("renew").map(What::Renew).or_else(|| marker("end").map(What::End));
    let Some(what) = what else { return Ok(None) };
    at.staff().require(Right::MarkRecords)?;
    again(tx, at, (id, &what), &Attempt::default()).await.map(Some)
}
