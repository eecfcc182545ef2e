//! What somebody knows is added to a record: one thing at a time, with how sure it is and who says so.

use super::door::or_door;
use super::new::sources;
use super::{Holdings, OPENED_BY, entity, facts, record_href};
use axum::extract::{Path, State};
use axum::response::Response;
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::components::{Checkboxes, Choice, Legend, Radios, Select, SelectOption, Textarea};
use counter::leaf::{FormPart, Leaf, Part};
use counter::{Fault, Form, Routes, Visit};
use kernel::{EntityId, Problem, words};
use records::{By, Certainty, Field, Head, Nature, NewStatement, Source};
use rights::Right;
use rights::pages::{At, Attempt, Outcome, SignedIn, button};

words! {
    TITLE { en: "Add what you know", cy: "Ychwanegu'r hyn a wyddoch" }
    ABOUT { en: "What do you know of {label}?", cy: "Beth a wyddoch am {label}?" }
    FIELD { en: "What is it?", cy: "Beth ydyw?" }
    CHOOSE { en: "Choose", cy: "Dewis" }
    SAID { en: "As you were told or saw it", cy: "Fel y dywedwyd wrthych neu fel y gwelsoch" }
    SAID_HINT { en: "A part is enough: a year, the beginning of a number plate with ? for what you do not know.", cy: "Mae rhan yn ddigon: blwyddyn, dechrau plât rhif gydag ? am yr hyn na wyddoch." }
    CERTAINTY { en: "How sure is it?", cy: "Pa mor sicr ydyw?" }
    OPINION { en: "It is what somebody thinks, and not what somebody saw or can prove", cy: "Dyma farn rhywun, ac nid yr hyn a welodd rhywun neu y gellir ei brofi" }
    SAVE { en: "Add it", cy: "Ei ychwanegu" }
    NO_FIELD { en: "Choose what it is", cy: "Dewiswch beth ydyw" }
    NO_SAID { en: "Write what you know", cy: "Nodwch yr hyn a wyddoch" }
}

pub(super) fn routes() -> Routes<Holdings> {
    Routes::new().get("/desk/records/{id}/statements", Desk, Staff, show).post(
        "/desk/records/{id}/statements",
        Desk,
        Staff,
        post,
    )
}

async fn show(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    match head(&at, entity(&id)?).await {
        Ok(head) => Ok(counter::page(&page(&at, &head, &Attempt::default()))),
        Err(problem) => or_door(&at, (&id, problem)).await,
    }
}

/// The record, for whoever may write something down of it.
pub(super) async fn head(at: &At<'_>, id: EntityId) -> Result<Head, Problem> {
    at.staff().require(Right::WriteRecords)?;
    let mut tx = at.tx().await?;
    let view = records::read(&mut tx, at.staff(), id).await?;
    tx.commit().await?;
    Ok(view.head)
}

async fn post(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    match add(&at, entity(&id)?, Attempt::of(form)).await {
        Ok(outcome) => at.done(&OPENED_BY, Ok(outcome)),
        Err(problem) => or_door(&at, (&id, problem)).await,
    }
}

async fn add(at: &At<'_>, id: EntityId, mut attempt: Attempt) -> Result<Outcome, Problem> {
    let head = head(at, id).await?;
    let field = Field::of_code(attempt.typed("field")).filter(|field| field.fits(head.form));
    attempt.require(at, field.is_some(), ("field", NO_FIELD));
    let said = attempt.typed("said").to_owned();
    attempt.require(at, !said.is_empty() && said.chars().count() <= 4000, ("said", NO_SAID));
    let Some(field) = field.filter(|_| attempt.is_right()) else {
        return Ok(Outcome::Shown(Box::new(page(at, &head, &attempt))));
    };
    let source = Source::of_code(attempt.typed("source")).unwrap_or(Source::Officer);
    let opinion = !attempt.ticked("opinion").is_empty();
    let new = NewStatement {
        certainty: Certainty::of_code(attempt.typed("certainty")).unwrap_or(Certainty::Known),
        nature: if opinion { Nature::Opinion } else { Nature::Fact },
        ..NewStatement::fact(field, said, source)
    };
    let mut tx = at.tx().await?;
    records::state(&mut tx, By::Staff(at.staff()), id, &[new]).await?;
    tx.commit().await?;
    Ok(Outcome::Done(format!("/{id}?done=added&need={}", at.purpose.code())))
}

fn page(at: &At<'_>, head: &Head, attempt: &Attempt) -> Leaf {
    let language = at.language();
    let fields = Field::ALL.iter().filter(|field| field.fits(head.form));
    let options = fields.map(|field| SelectOption::new(field.code(), field.name().say(language)));
    let choose = SelectOption::new("", at.say(CHOOSE));
    let sure = |it: &Certainty| Choice::new(it.code(), facts::choice(it.name(), language));
    let chosen = match attempt.typed("certainty") {
        "" => Certainty::Known.code(),
        typed => typed,
    };
    let form = FormPart::to(record_href(at, head.id, "/statements"))
        .field(
            Select::new("field", at.say(FIELD))
                .options(std::iter::once(choose).chain(options))
                .chosen(Some(attempt.typed("field")))
                .problem(language, attempt.problem("field")),
        )
        .field(
            Textarea::new("said", at.say(SAID))
                .hint(at.say(SAID_HINT))
                .rows(2)
                .value(attempt.typed("said"))
                .problem(language, attempt.problem("said")),
        )
        .field(
            Radios::new(
                "certainty",
                Legend::new(at.say(CERTAINTY)).class("govuk-fieldset__legend--s"),
            )
            .choices(Certainty::ALL.iter().map(sure))
            .chosen(Some(chosen)),
        )
        .field(
            Checkboxes::without_legend("opinion")
                .choice(Choice::new("yes", at.say(OPINION)))
                .chosen(attempt.ticked("opinion")),
        )
        .field(sources(at, attempt))
        .button(button(at, SAVE));
    let label = facts::label(head, language);
    let leaf = at.leaf(TITLE, at.fill(ABOUT, &[("label", &label)]));
    at.wrong(leaf, attempt).part(Part::Form(form))
}
