//! A new record: what it is, and what is known of it, which may be little.

use super::{Holdings, OPENED_BY, facts};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::components::{Choice, Input, Legend, Radios};
use counter::leaf::{FormPart, Leaf, Line, Part};
use counter::{Fault, Form as Sent, Routes, Visit};
use kernel::{Problem, words};
use records::{By, Field, Form, New, NewStatement, Source};
use rights::Right;
use rights::pages::{At, Attempt, Outcome, SignedIn, button};

words! {
    TITLE { en: "New record", cy: "Cofnod newydd" }
    WHAT { en: "What is it a record of?", cy: "Cofnod o beth yw hwn?" }
    WHICH { en: "New record: {form}", cy: "Cofnod newydd: {form}" }
    INCOMPLETE {
        en: "Write down what you know. Everything may stay empty, and what is known only in part is kept as a part.",
        cy: "Nodwch yr hyn a wyddoch. Gall popeth aros yn wag, a chedwir yr hyn sy'n hysbys yn rhannol fel rhan.",
    }
    WHO_SAYS { en: "Who says so?", cy: "Pwy sy'n dweud hynny?" }
    OPEN { en: "Open the record", cy: "Agor y cofnod" }
    DATE_HINT { en: "For example, 3 12 2009, or 12 2009, or 2009", cy: "Er enghraifft, 3 12 2009, neu 12 2009, neu 2009" }
    NOTHING { en: "Write at least one thing that you know", cy: "Nodwch o leiaf un peth a wyddoch" }
}

pub(super) fn routes() -> Routes<Holdings> {
    Routes::new().get("/desk/records/new", Desk, Staff, show).post(
        "/desk/records/new",
        Desk,
        Staff,
        post,
    )
}

async fn show(
    State(holdings): State<Holdings>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    let looked = at.staff().require(Right::WriteRecords).map(|()| match form(&at) {
        Some(form) => page(&at, form, &Attempt::default()),
        None => choices(&at),
    });
    at.shown(&[Right::WriteRecords], looked)
}

/// The form that the address names.
fn form(at: &At<'_>) -> Option<Form> {
    at.asked("of").and_then(|code| Form::of_code(&code))
}

/// Everything that there can be a record of.
fn choices(at: &At<'_>) -> Leaf {
    let line = |form: &Form| Line {
        href: at.href(&format!("/new?of={}&need={}", form.code(), at.purpose.code())),
        text: facts::choice(form.name(), at.language()),
        tag: None,
        about: None,
    };
    let lines = Form::ALL.iter().map(line).collect();
    at.leaf(TITLE, at.say(WHAT)).part(Part::Links(lines))
}

async fn post(
    State(holdings): State<Holdings>,
    visit: Visit,
    signed_in: SignedIn,
    sent: Sent,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    let Some(form) = form(&at) else {
        return Ok(Redirect::to(&at.href("/new")).into_response());
    };
    let done = open(&at, form, Attempt::of(sent)).await;
    at.done(&OPENED_BY, done)
}

async fn open(at: &At<'_>, form: Form, mut attempt: Attempt) -> Result<Outcome, Problem> {
    let statements = read(&attempt, form);
    attempt.require(at, !statements.is_empty(), (first(form).code(), NOTHING));
    if !attempt.is_right() {
        return Ok(Outcome::Shown(Box::new(page(at, form, &attempt))));
    }
    let mut new = New::of(form, statements);
    let mut tx = at.tx().await?;
    if form.is_event() {
        new = new.at(tx.now());
    }
    let id = records::open(&mut tx, By::Staff(at.staff()), &new).await?;
    tx.commit().await?;
    Ok(Outcome::Done(format!("/{id}?done=opened&need={}", at.purpose.code())))
}

fn first(form: Form) -> Field {
    Field::expected(form).first().copied().unwrap_or(Field::Description)
}

/// What was typed, field by field.
pub(super) fn read(attempt: &Attempt, form: Form) -> Vec<NewStatement> {
    let source = Source::of_code(attempt.typed("source")).unwrap_or(Source::Officer);
    let fields = Field::ALL.iter().filter(|field| field.fits(form));
    let typed = fields.map(|field| (*field, attempt.typed(field.code())));
    typed
        .filter(|(_, said)| !said.is_empty())
        .map(|(field, said)| NewStatement::fact(field, said, source))
        .collect()
}

fn page(at: &At<'_>, form: Form, attempt: &Attempt) -> Leaf {
    let name = form.name().say(at.language());
    let action = at.href(&format!("/new?of={}&need={}", form.code(), at.purpose.code()));
    let fields = Field::ALL.iter().filter(|field| field.fits(form));
    let mut part = FormPart::to(action);
    for field in fields {
        part = part.field(input(at, *field, attempt));
    }
    part = part.field(sources(at, attempt)).button(button(at, OPEN));
    let leaf = at.leaf(TITLE, at.fill(WHICH, &[("form", name)]));
    at.wrong(leaf, attempt).text(at.say(INCOMPLETE)).part(Part::Form(part))
}

/// The field for something that can be said of a record.
pub(super) fn input(at: &At<'_>, field: Field, attempt: &Attempt) -> Input {
    let input = Input::new(field.code(), field.name().say(at.language()))
        .value(attempt.typed(field.code()))
        .spellcheck(false)
        .problem(at.language(), attempt.problem(field.code()));
    match field.reading() {
        records::Reading::Date => input.hint(at.say(DATE_HINT)).width(20),
        records::Reading::Phone => input.phone().width(20),
        records::Reading::Email => input.email(),
        records::Reading::Postcode => input.width(10),
        _ => input,
    }
}

/// Who says so.
pub(super) fn sources(at: &At<'_>, attempt: &Attempt) -> Radios {
    let offered =
        [Source::Officer, Source::Reporter, Source::Subject, Source::Witness, Source::Document];
    let choice = |it: Source| Choice::new(it.code(), facts::choice(it.name(), at.language()));
    let chosen = match attempt.typed("source") {
        "" => Source::Officer.code(),
        typed => typed,
    };
    Radios::new("source", Legend::new(at.say(WHO_SAYS)).class("govuk-fieldset__legend--s"))
        .choices(offered.map(choice))
        .chosen(Some(chosen))
}
