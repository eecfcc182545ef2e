//! The warnings on a record: what must be known first, since when, and for how long it holds.

mod change;

use super::door::or_door;
use super::{Holdings, entity, record_href};
use axum::extract::{Path, State};
use axum::response::Response;
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::components::{Choice, Legend, Radios};
use counter::dates::{date, date_and_time};
use counter::leaf::{FormPart, Leaf, Line, Part};
use counter::{Fault, Routes, Visit};
use kernel::{EntityId, Problem, Words, words};
use records::{MarkerKind, Shown, Warning};
use rights::Right;
use rights::pages::{At, Attempt, SignedIn, button, reason};
use station::Tx;

words! {
    TITLE { en: "Warnings", cy: "Rhybuddion" }
    FIRST { en: "Know this first", cy: "Gwybod hyn yn gyntaf" }
    NONE { en: "There is no warning on this record or near it.", cy: "Nid oes rhybudd ar y cofnod hwn na gerllaw." }
    HISTORY { en: "Warnings on this record", cy: "Rhybuddion ar y cofnod hwn" }
    CURRENT { en: "Stands. To be looked at again by {when}", cy: "Yn sefyll. I'w adolygu erbyn {when}" }
    SET { en: "Set {when}: {why}", cy: "Gosodwyd {when}: {why}" }
    REVIEWED { en: "Looked at again {when}: {why}", cy: "Adolygwyd {when}: {why}" }
    ENDED { en: "Taken away {when}: {why}", cy: "Tynnwyd i ffwrdd {when}: {why}" }
    RENEW { en: "It still stands", cy: "Mae'n dal i sefyll" }
    END { en: "Take it away", cy: "Ei dynnu i ffwrdd" }
    SET_ONE { en: "Set a warning", cy: "Gosod rhybudd" }
    KIND { en: "What does it warn of?", cy: "Am beth mae'n rhybuddio?" }
    NO_KIND { en: "Select what it warns of", cy: "Dewiswch am beth mae'n rhybuddio" }
    REVIEW_BY { en: "When must somebody look at it again?", cy: "Pryd mae'n rhaid i rywun ei adolygu?" }
    REVIEW_HINT { en: "Within a year. Past this day it says that nobody has reviewed it", cy: "O fewn blwyddyn. Ar ôl y diwrnod hwn mae'n dweud nad oes neb wedi ei adolygu" }
    NO_REVIEW { en: "Enter a day within a year from now", cy: "Rhowch ddiwrnod o fewn blwyddyn o nawr" }
    SAVED { en: "Saved.", cy: "Wedi'i gadw." }
    BEFORE { en: "There is such a warning already, or it was taken away before.", cy: "Mae rhybudd o'r fath eisoes, neu cafodd ei dynnu i ffwrdd o'r blaen." }
    SHOW { en: "Open the record", cy: "Agor y cofnod" }
    SIGNALLED { en: "{name} ({signal})", cy: "{name} ({signal})" }
}

pub(super) fn routes() -> Routes<Holdings> {
    Routes::new().get("/desk/records/{id}/markers", Desk, Staff, show).post(
        "/desk/records/{id}/markers",
        Desk,
        Staff,
        change::post,
    )
}

async fn show(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    let looked = async {
        let id = entity(&id)?;
        let mut tx = at.tx().await?;
        let leaf = match change::asked(&mut tx, &at, id).await? {
            Some(leaf) => leaf,
            None => page(&mut tx, &at, id, &Attempt::default()).await?,
        };
        tx.commit().await?;
        Ok(leaf)
    };
    match looked.await {
        Ok(leaf) => Ok(counter::page(&leaf)),
        Err(problem) => or_door(&at, (&id, problem)).await,
    }
}

/// What must be known first, what stands on the record with its history, and the form for another one.
async fn page(
    tx: &mut Tx<'_>,
    at: &At<'_>,
    id: EntityId,
    attempt: &Attempt,
) -> Result<Leaf, Problem> {
    let warnings = records::warnings(tx, at.staff(), id).await?;
    let shown = records::markers_of(tx, at.staff(), id).await?;
    let leaf = at.after(at.leaf(TITLE, at.say(TITLE)), &[("saved", SAVED), ("before", BEFORE)]);
    let mut leaf = at.wrong(leaf, attempt);
    let to = Line {
        href: record_href(at, id, ""),
        text: at.say(SHOW).to_owned(),
        tag: None,
        about: None,
    };
    leaf = leaf.part(Part::Links(vec![to])).heading(at.say(FIRST));
    if warnings.is_empty() {
        leaf = leaf.text(at.say(NONE));
    }
    for warning in &warnings {
        leaf = leaf.part(Part::Strong(first(at, warning)));
        leaf = leaf.text(warning.about(at.language()));
    }
    if !shown.is_empty() {
        leaf = leaf.heading(at.say(HISTORY));
    }
    let marks = at.staff().may(Right::MarkRecords);
    for marker in &shown {
        leaf = history(at, (id, marker, marks), leaf);
    }
    Ok(if marks {
        leaf.heading(at.say(SET_ONE)).part(Part::Form(form(at, id, attempt)))
    } else {
        leaf
    })
}

/// A warning with how it stands and what to do.
pub(super) fn first(at: &At<'_>, warning: &Warning) -> String {
    let language = at.language();
    let stands = warning.standing.say(language, |when| date(when, language));
    let title = warning.title(language);
    let title = stands.map_or(title.clone(), |stands| format!("{title}: {stands}"));
    format!("{title}. {}", warning.kind.instruction().say(language))
}

/// One warning on the record, as far as its kind is read by whoever looks.
fn history(at: &At<'_>, (id, shown, marks): (EntityId, &Shown, bool), mut leaf: Leaf) -> Leaf {
    let language = at.language();
    let day = |when| date(when, language);
    let stands = shown.standing.say(language, day);
    let stands = stands.unwrap_or_else(|| at.fill(CURRENT, &[("when", &day(shown.review_by))]));
    leaf = leaf.part(Part::Strong(format!("{}: {stands}", named(at, shown.kind))));
    if let Some((marker, reviews)) = &shown.full {
        let told = |words: Words, when, why: &str| {
            at.fill(words, &[("when", &date_and_time(when, language)), ("why", why)])
        };
        leaf = leaf.text(told(SET, marker.set.0, &marker.reason));
        for review in reviews {
            leaf = leaf.text(told(REVIEWED, review.at, &review.why));
        }
        if let Some((when, _, why)) = &marker.ended {
            leaf = leaf.text(told(ENDED, *when, why));
        }
    }
    let open = matches!(
        shown.standing,
        records::Standing::Current
            | records::Standing::Unreviewed(_)
            | records::Standing::Expired(_)
    );
    if marks && open { leaf.part(Part::Links(change::links(at, id, shown))) } else { leaf }
}

/// A kind with its letters.
fn named(at: &At<'_>, kind: MarkerKind) -> String {
    let name = at.say(kind.name());
    kind.signal().map_or_else(
        || name.to_owned(),
        |signal| at.fill(SIGNALLED, &[("name", name), ("signal", signal)]),
    )
}

fn form(at: &At<'_>, id: EntityId, attempt: &Attempt) -> FormPart {
    let kinds = MarkerKind::ALL
        .iter()
        .map(|kind| Choice::new(kind.code(), named(at, *kind)).hint(at.say(kind.instruction())));
    let kind = Radios::new("kind", Legend::new(at.say(KIND)))
        .choices(kinds)
        .chosen(Some(attempt.typed("kind")))
        .problem(at.language(), attempt.problem("kind"));
    FormPart::to(record_href(at, id, "/markers"))
        .hidden("what", "set")
        .field(kind)
        .field(reason(at, attempt))
        .field(change::review_by(at, attempt))
        .button(button(at, SET_ONE))
}
