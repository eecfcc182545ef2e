//! What is wrong on a record is taken back, with the reason; it stays to be seen.

use super::door::or_door;
use super::{Holdings, OPENED_BY, entity, facts, record_href};
use axum::extract::{Path, State};
use axum::response::Response;
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::leaf::{FormPart, Leaf, Part};
use counter::{Fault, Form, Routes, Visit};
use kernel::{EntityId, LinkId, Problem, StatementId, Thing, words};
use records::{By, Head, Neighbour};
use rights::Right;
use rights::pages::{At, Attempt, Outcome, SignedIn, button, reason};

words! {
    TITLE { en: "Take back what is wrong", cy: "Tynnu'r hyn sy'n anghywir yn ôl" }
    ABOUT { en: "It stays to be seen on the record with your reason, and stands for nothing any more.", cy: "Mae'n aros i'w weld ar y cofnod gyda'ch rheswm, ac nid yw'n sefyll am ddim mwyach." }
    DO { en: "Take it back", cy: "Ei dynnu yn ôl" }
}

/// What is taken back.
#[derive(Clone, Copy)]
enum What {
    Statement(StatementId),
    Link(LinkId),
}

pub(super) fn routes() -> Routes<Holdings> {
    Routes::new()
        .get("/desk/records/{id}/statements/{what}", Desk, Staff, statement)
        .post("/desk/records/{id}/statements/{what}", Desk, Staff, end_statement)
        .get("/desk/records/{id}/links/{what}", Desk, Staff, link)
        .post("/desk/records/{id}/links/{what}", Desk, Staff, end_link)
}

async fn statement(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path((id, what)): Path<(String, String)>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let what = rights::pages::id(&what).map(What::Statement)?;
    show(&holdings.at(&visit, &signed_in), &id, what).await
}

async fn link(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path((id, what)): Path<(String, String)>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let what = rights::pages::id(&what).map(What::Link)?;
    show(&holdings.at(&visit, &signed_in), &id, what).await
}

async fn end_statement(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path((id, what)): Path<(String, String)>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let what = rights::pages::id(&what).map(What::Statement)?;
    end(&holdings.at(&visit, &signed_in), &id, (what, form)).await
}

async fn end_link(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path((id, what)): Path<(String, String)>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let what = rights::pages::id(&what).map(What::Link)?;
    end(&holdings.at(&visit, &signed_in), &id, (what, form)).await
}

async fn show(at: &At<'_>, id: &str, what: What) -> Result<Response, Fault> {
    let looked = async {
        let id = entity(id)?;
        Ok(page(at, (id, what), (&named(at, id, what).await?, &Attempt::default())))
    };
    match looked.await {
        Ok(leaf) => Ok(counter::page(&leaf)),
        Err(problem) => or_door(at, (id, problem)).await,
    }
}

/// What it is, in words, for whoever may write on this record.
async fn named(at: &At<'_>, id: EntityId, what: What) -> Result<String, Problem> {
    at.staff().require(Right::WriteRecords)?;
    let mut tx = at.tx().await?;
    let view = records::read(&mut tx, at.staff(), id).await?;
    tx.commit().await?;
    let language = at.language();
    let named = match what {
        What::Statement(it) => {
            let found =
                view.statements.iter().find(|known| known.id == it && known.ended.is_none());
            found.map(|it| {
                let value = facts::value(it.field, &it.value, language);
                format!("{}: {value}", it.field.name().say(language))
            })
        }
        What::Link(it) => view.links.iter().find(|known| known.link.id == it).and_then(|joined| {
            let role = joined.link.role;
            let words = if joined.outward { role.name() } else { role.name_back() };
            match &joined.other {
                Neighbour::Open(head) => Some(linked(words.say(language), head, at)),
                Neighbour::Closed { .. } => None,
            }
        }),
    };
    named.ok_or(Problem::NotFound(Thing::Record))
}

fn linked(role: &str, head: &Head, at: &At<'_>) -> String {
    format!("{}: {}", facts::capital(role), facts::label(head, at.language()))
}

async fn end(at: &At<'_>, id: &str, (what, form): (What, Form)) -> Result<Response, Fault> {
    match ends(at, entity(id)?, (what, Attempt::of(form))).await {
        Ok(outcome) => at.done(&OPENED_BY, Ok(outcome)),
        Err(problem) => or_door(at, (id, problem)).await,
    }
}

async fn ends(
    at: &At<'_>,
    id: EntityId,
    (what, mut attempt): (What, Attempt),
) -> Result<Outcome, Problem> {
    let done = Outcome::Done(format!("/{id}?done=ended&need={}", at.purpose.code()));
    attempt.require_reason(at);
    if !attempt.is_right() {
        let named = named(at, id, what).await?;
        return Ok(Outcome::Shown(Box::new(page(at, (id, what), (&named, &attempt)))));
    }
    let (by, why) = (By::Staff(at.staff()), attempt.typed("reason"));
    let mut tx = at.tx().await?;
    let ended = match what {
        What::Statement(it) => records::withdraw(&mut tx, by, it, why).await,
        What::Link(it) => records::unlink(&mut tx, by, it, why).await,
    };
    match ended {
        Ok(()) => tx.commit().await.map(|()| done),
        // A form that was sent twice.
        Err(Problem::Conflict(_)) => Ok(done),
        Err(problem) => Err(problem),
    }
}

fn page(at: &At<'_>, (id, what): (EntityId, What), (named, attempt): (&str, &Attempt)) -> Leaf {
    let below = match what {
        What::Statement(it) => format!("/statements/{it}"),
        What::Link(it) => format!("/links/{it}"),
    };
    let form = FormPart::to(record_href(at, id, &below))
        .field(reason(at, attempt))
        .button(button(at, DO).warning());
    let leaf = at.leaf(TITLE, at.say(TITLE)).part(Part::Strong(named.to_owned()));
    at.wrong(leaf, attempt).text(at.say(ABOUT)).part(Part::Form(form))
}
