//! How two records are linked.

use super::door::or_door;
use super::{Holdings, OPENED_BY, entity, facts, record_href, seen};
use axum::extract::{Path, State};
use axum::response::Response;
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::components::Input;
use counter::leaf::{FormPart, Leaf, Line, Part};
use counter::{Fault, Form, Routes, Visit};
use kernel::{EntityId, Problem, words};
use records::{Limits, Walked};
use rights::pages::{At, Attempt, Outcome, SignedIn, button};

words! {
    TITLE { en: "How two records are linked", cy: "Sut mae dau gofnod yn gysylltiedig" }
    ABOUT { en: "How {one} is linked to another record", cy: "Sut mae {one} yn gysylltiedig â chofnod arall" }
    BETWEEN { en: "How {one} is linked to {other}", cy: "Sut mae {one} yn gysylltiedig â {other}" }
    OTHER { en: "The other record's number", cy: "Rhif y cofnod arall" }
    HINT { en: "It stands at the foot of its page", cy: "Mae ar waelod ei dudalen" }
    SEEK { en: "Look for ways", cy: "Chwilio am ffyrdd" }
    NO_OTHER { en: "Enter the number of another record", cy: "Rhowch rif cofnod arall" }
    WAY { en: "Way {n}", cy: "Ffordd {n}" }
    NONE { en: "No way of at most 4 steps that you may see.", cy: "Dim ffordd o 4 cam ar y mwyaf y cewch ei gweld." }
    CUT { en: "Something is linked to more than was followed: there may be other ways.", cy: "Mae rhywbeth yn gysylltiedig â mwy nag a ddilynwyd: gall fod ffyrdd eraill." }
    BACK { en: "The record", cy: "Y cofnod" }
}

const ADDRESS: &str = "/desk/records/{id}/path";

pub(super) fn routes() -> Routes<Holdings> {
    Routes::new().get(ADDRESS, Desk, Staff, show).post(ADDRESS, Desk, Staff, post)
}

async fn show(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    let to = at.asked("to").and_then(|to| to.parse().ok());
    match look(&at, (entity(&id)?, to), &Attempt::default()).await {
        Ok(leaf) => Ok(counter::page(&leaf)),
        Err(problem) => or_door(&at, (&id, problem)).await,
    }
}

async fn post(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    match choose(&at, entity(&id)?, Attempt::of(form)).await {
        Ok(outcome) => at.done(&OPENED_BY, Ok(outcome)),
        Err(problem) => or_door(&at, (&id, problem)).await,
    }
}

async fn choose(at: &At<'_>, id: EntityId, mut attempt: Attempt) -> Result<Outcome, Problem> {
    at.staff().require(rights::Right::ReadRecords)?;
    let other: Option<EntityId> = attempt.typed("to").parse().ok().filter(|other| *other != id);
    attempt.require(at, other.is_some(), ("to", NO_OTHER));
    Ok(match other {
        Some(other) => Outcome::Done(format!("/{id}/path?need={}&to={other}", at.purpose.code())),
        None => Outcome::Shown(Box::new(look(at, (id, None), &attempt).await?)),
    })
}

async fn look(
    at: &At<'_>,
    (id, to): (EntityId, Option<EntityId>),
    attempt: &Attempt,
) -> Result<Leaf, Problem> {
    let mut tx = at.tx().await?;
    let leaf = if let Some(to) = to {
        let found = records::paths(&mut tx, at.staff(), ((id, to), &Limits::default())).await?;
        let say = |head| facts::label(head, at.language());
        let (one, other) = (say(&found.from), say(&found.to));
        let leaf = at.leaf(TITLE, at.fill(BETWEEN, &[("one", &one), ("other", &other)]));
        ways(at, leaf, (&found.ways, found.cut))
    } else {
        let head = records::read(&mut tx, at.staff(), id).await?.head;
        let one = facts::label(&head, at.language());
        at.leaf(TITLE, at.fill(ABOUT, &[("one", &one)]))
    };
    tx.commit().await?;
    let form = FormPart::to(record_href(at, id, "/path"))
        .field(
            Input::new("to", at.say(OTHER))
                .hint(at.say(HINT))
                .value(attempt.typed("to"))
                .spellcheck(false)
                .problem(at.language(), attempt.problem("to")),
        )
        .button(button(at, SEEK));
    let back = Line {
        href: record_href(at, id, ""),
        text: at.say(BACK).to_owned(),
        tag: None,
        about: None,
    };
    Ok(at.wrong(leaf, attempt).part(Part::Form(form)).part(Part::Links(vec![back])))
}

/// Each way as a list, a step a line.
fn ways(at: &At<'_>, mut leaf: Leaf, (ways, cut): (&[Vec<Walked>], bool)) -> Leaf {
    if ways.is_empty() {
        leaf = leaf.text(at.say(NONE));
    }
    for (place, way) in ways.iter().enumerate() {
        let steps = way.iter().filter_map(|it| {
            let mut line = seen::line(at, std::slice::from_ref(it))?;
            line.text = format!("{} → {}", it.by().say(at.language()), line.text);
            Some(line)
        });
        leaf = leaf
            .heading(at.fill(WAY, &[("n", &(place + 1).to_string())]))
            .part(Part::Links(steps.collect()));
    }
    if cut { leaf.text(at.say(CUT)) } else { leaf }
}
