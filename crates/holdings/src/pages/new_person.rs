//! Somebody is written down: first who they may be, and only then a new record.

use super::new::{input, sources};
use super::{Holdings, OPENED_BY, kept, may_be};
use axum::extract::State;
use axum::response::Response;
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::leaf::{FormPart, Leaf, Part};
use counter::{Fault, Form as Sent, Routes, Visit};
use kernel::{EntityId, Problem, words};
use records::{By, Candidate, Field, Form, New, NewLink, NewStatement, Role, Source};
use rights::Right;
use rights::pages::{At, Attempt, Outcome, SignedIn, button};
use station::Tx;

words! {
    TITLE { en: "New record", cy: "Cofnod newydd" }
    HEADING { en: "Write down a person", cy: "Nodi person" }
    ABOUT {
        en: "Write down what you know. Before a record is opened you see who it may be.",
        cy: "Nodwch yr hyn a wyddoch. Cyn agor cofnod, byddwch yn gweld pwy y gallai fod.",
    }
    GO { en: "Go on", cy: "Ymlaen" }
    NOTHING { en: "Write at least one thing that you know", cy: "Nodwch o leiaf un peth a wyddoch" }
}

/// What is asked, of what.
pub(super) const ASKED: [(Form, &[Field]); 4] = [
    (
        Form::Person,
        &[Field::GivenNames, Field::Surname, Field::Nickname, Field::DateOfBirth, Field::Sex],
    ),
    (Form::Phone, &[Field::Number]),
    (Form::Email, &[Field::EmailAddress]),
    (Form::Address, &[Field::Building, Field::Street, Field::Town, Field::Postcode]),
];

pub(super) fn routes() -> Routes<Holdings> {
    const PATH: &str = "/desk/records/people/new";
    Routes::new().get(PATH, Desk, Staff, show).post(PATH, Desk, Staff, post)
}

async fn show(
    State(holdings): State<Holdings>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    at.shown(&[Right::WriteRecords], look(&at).await)
}

/// The form; or, where the address carries what was typed, who that may be.
async fn look(at: &At<'_>) -> Result<Leaf, Problem> {
    at.staff().require(Right::WriteRecords)?;
    let Some(attempt) = kept::kept(at) else { return Ok(page(at, &Attempt::default())) };
    let mut tx = at.tx().await?;
    let found = records::matches(&mut tx, at.staff(), &read(&attempt)).await?;
    tx.commit().await?;
    Ok(if found.is_empty() { page(at, &attempt) } else { may_be::page(at, &attempt, &found) })
}

async fn post(
    State(holdings): State<Holdings>,
    visit: Visit,
    signed_in: SignedIn,
    sent: Sent,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    let done = write(&at, Attempt::of(sent)).await;
    at.done(&OPENED_BY, done)
}

async fn write(at: &At<'_>, mut attempt: Attempt) -> Result<Outcome, Problem> {
    at.staff().require(Right::WriteRecords)?;
    let all = read(&attempt);
    let somebody = all.iter().any(|new| !new.statements.is_empty());
    attempt.require(at, somebody, (Field::GivenNames.code(), NOTHING));
    if !attempt.is_right() {
        return Ok(Outcome::Shown(Box::new(page(at, &attempt))));
    }
    let mut tx = at.tx().await?;
    let (sure, same) = (!attempt.typed("sure").is_empty(), attempt.typed("same").parse().ok());
    if !sure && same.is_none() {
        let found: Vec<Candidate> = records::matches(&mut tx, at.staff(), &all).await?;
        if !found.is_empty() {
            tx.commit().await?;
            return may_be(at, &attempt, &found);
        }
    }
    let id = keep(at, &mut tx, (&all, same)).await?;
    tx.commit().await?;
    let done = if same.is_some() { "added" } else { "opened" };
    Ok(Outcome::Done(format!("/{id}?done={done}&need={}", at.purpose.code())))
}

/// On to the page that says who it may be, by an address that carries what was typed, so that the back button
/// leads to it.
fn may_be(at: &At<'_>, attempt: &Attempt, found: &[Candidate]) -> Result<Outcome, Problem> {
    let fields = ASKED.iter().flat_map(|(_, fields)| *fields).map(|field| field.code());
    let fields: Vec<&str> = fields.chain(["source"]).collect();
    Ok(match kept::keep(at, attempt, &fields)? {
        Some(kept) => Outcome::Done(format!("/people/new?need={}&kept={kept}", at.purpose.code())),
        None => Outcome::Shown(Box::new(may_be::page(at, attempt, found))),
    })
}

/// What was typed, as the records that it would become: the person first, then what is theirs.
fn read(attempt: &Attempt) -> Vec<New> {
    let source = Source::of_code(attempt.typed("source")).unwrap_or(Source::Officer);
    let fact = |field: &Field| {
        let said = attempt.typed(field.code());
        (!said.is_empty()).then(|| NewStatement::fact(*field, said, source))
    };
    let new =
        |(form, fields): (Form, &[Field])| New::of(form, fields.iter().filter_map(fact).collect());
    let all = ASKED.into_iter().map(new);
    all.filter(|it| it.form == Form::Person || !it.statements.is_empty()).collect()
}

/// Opens what is new and links what is theirs; of somebody who is on record, adds to their record.
async fn keep(
    at: &At<'_>,
    tx: &mut Tx<'_>,
    (all, same): (&[New], Option<EntityId>),
) -> Result<EntityId, Problem> {
    let by = By::Staff(at.staff());
    let mut whose = same;
    for new in all {
        match whose {
            None => whose = Some(records::open(tx, by, new).await?),
            Some(person) if new.form == Form::Person => {
                records::state(tx, by, person, &new.statements).await?;
            }
            Some(person) => {
                let thing = records::open(tx, by, new).await?;
                let role = if new.form == Form::Address { Role::LivesAt } else { Role::Uses };
                let source = new.statements.first().map_or(Source::Officer, |it| it.source);
                let link = NewLink::fact((person, role, thing), tx.now(), source);
                records::link(tx, by, &link).await?;
            }
        }
    }
    whose.ok_or(Problem::NotFound(kernel::Thing::Record))
}

fn page(at: &At<'_>, attempt: &Attempt) -> Leaf {
    let mut form = FormPart::to(action(at));
    for field in ASKED.iter().flat_map(|(_, fields)| *fields) {
        form = form.field(input(at, *field, attempt));
    }
    let form = form.field(sources(at, attempt)).button(button(at, GO));
    at.wrong(at.leaf(TITLE, at.say(HEADING)), attempt).text(at.say(ABOUT)).part(Part::Form(form))
}

/// Where the form is sent.
pub(super) fn action(at: &At<'_>) -> String {
    at.href(&format!("/people/new?need={}", at.purpose.code()))
}
