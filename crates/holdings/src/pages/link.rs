//! A record is linked to another: to a number, a plate or a door, which is opened where it is new, or to a
//! record by its number.

use super::add::head;
use super::door::or_door;
use super::new::sources;
use super::{Holdings, OPENED_BY, entity, facts, record_href};
use axum::extract::{Path, State};
use axum::response::Response;
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::components::{Choice, Input, Legend, Radios, Select, SelectOption, Textarea};
use counter::leaf::{FormPart, Leaf, Part};
use counter::{Fault, Form as Sent, Routes, Visit};
use kernel::{EntityId, FieldProblem, Problem, words};
use records::{By, Confidence, Field, Form, Head, New, NewLink, NewStatement, Role, Source};
use rights::pages::{At, Attempt, Outcome, SignedIn, button};
use station::Tx;

words! {
    TITLE { en: "Link it to something", cy: "Ei gysylltu â rhywbeth" }
    ABOUT { en: "Link {label} to something", cy: "Cysylltu {label} â rhywbeth" }
    WHAT { en: "What is it linked to?", cy: "Â beth y mae'n gysylltiedig?" }
    CHOOSE { en: "Choose", cy: "Dewis" }
    RECORD { en: "Another record, by its number", cy: "Cofnod arall, yn ôl ei rif" }
    WHICH { en: "Its number, registration or address", cy: "Ei rif, ei rif cofrestru neu ei gyfeiriad" }
    WHICH_HINT { en: "For another record: the record number that stands on its page.", cy: "Ar gyfer cofnod arall: y rhif sydd ar ei dudalen." }
    ROLE { en: "How?", cy: "Sut?" }
    ROLE_OUT { en: "{label} – {role}", cy: "{label} – {role}" }
    REASON { en: "Why do you think so? (optional)", cy: "Pam rydych yn meddwl hynny? (dewisol)" }
    HOW_SURE { en: "How sure is it?", cy: "Pa mor sicr ydyw?" }
    SAVE { en: "Link them", cy: "Eu cysylltu" }
    NO_WHAT { en: "Choose what it is linked to", cy: "Dewiswch â beth y mae'n gysylltiedig" }
    NO_WHICH { en: "Write which one it is, whole", cy: "Nodwch pa un ydyw, yn gyfan" }
    NO_ROLE { en: "Choose a way in which these two can be linked", cy: "Dewiswch ffordd y gellir cysylltu'r ddau hyn" }
}

/// What is known by its number alone, and by which field.
const NUMBERED: [(Form, Field); 3] = [
    (Form::Phone, Field::Number),
    (Form::Email, Field::EmailAddress),
    (Form::Vehicle, Field::Registration),
];

pub(super) fn routes() -> Routes<Holdings> {
    Routes::new().get("/desk/records/{id}/links", Desk, Staff, show).post(
        "/desk/records/{id}/links",
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

async fn post(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Sent,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    match link(&at, entity(&id)?, Attempt::of(form)).await {
        Ok(outcome) => at.done(&OPENED_BY, Ok(outcome)),
        Err(problem) => or_door(&at, (&id, problem)).await,
    }
}

async fn link(at: &At<'_>, id: EntityId, mut attempt: Attempt) -> Result<Outcome, Problem> {
    let head = head(at, id).await?;
    let known = attempt.typed("what") == "record"
        || NUMBERED.iter().any(|(form, _)| form.code() == attempt.typed("what"));
    attempt.require(at, known, ("what", NO_WHAT));
    attempt.require(at, !attempt.typed("which").is_empty(), ("which", NO_WHICH));
    attempt.require(at, role(&attempt).is_some(), ("role", NO_ROLE));
    let Some((role, backwards)) = role(&attempt).filter(|_| attempt.is_right()) else {
        return Ok(Outcome::Shown(Box::new(page(at, &head, &attempt))));
    };
    let mut tx = at.tx().await?;
    let Some(other) = other(at, &mut tx, &attempt).await? else {
        return Ok(again(at, &head, attempt, ("which", at.say(NO_WHICH))));
    };
    let ends = if backwards { (other, role, id) } else { (id, role, other) };
    let source = Source::of_code(attempt.typed("source")).unwrap_or(Source::Officer);
    let sure = Confidence::of_code(attempt.typed("confidence"));
    let new = NewLink {
        reason: attempt.typed("reason").chars().take(1000).collect(),
        confidence: sure.unwrap_or(Confidence::Confirmed),
        ..NewLink::fact(ends, tx.now(), source)
    };
    match records::link(&mut tx, By::Staff(at.staff()), &new).await {
        Ok(_) => {
            tx.commit().await?;
            Ok(Outcome::Done(format!("/{id}?done=linked&need={}", at.purpose.code())))
        }
        Err(Problem::Conflict(_)) => Ok(again(at, &head, attempt, ("role", at.say(NO_ROLE)))),
        Err(problem) => Err(problem),
    }
}

fn again(
    at: &At<'_>,
    head: &Head,
    mut attempt: Attempt,
    (field, message): (&str, &str),
) -> Outcome {
    let problem = FieldProblem { field: field.to_owned(), message: message.to_owned() };
    attempt.problems.push(problem);
    Outcome::Shown(Box::new(page(at, head, &attempt)))
}

/// The role that was chosen, and whether it is the other one that has it.
fn role(attempt: &Attempt) -> Option<(Role, bool)> {
    let typed = attempt.typed("role");
    match typed.strip_prefix("back.") {
        Some(code) => Role::of_code(code).map(|role| (role, true)),
        None => Role::of_code(typed).map(|role| (role, false)),
    }
}

/// The record at the other end; nothing where what was typed names none.
async fn other(
    at: &At<'_>,
    tx: &mut Tx<'_>,
    attempt: &Attempt,
) -> Result<Option<EntityId>, Problem> {
    let (what, which) = (attempt.typed("what"), attempt.typed("which"));
    let Some((form, field)) = NUMBERED.iter().find(|(form, _)| form.code() == what) else {
        return Ok(which.parse().ok());
    };
    if !field.reading().read(which).is_some_and(|read| read.whole) {
        return Ok(None);
    }
    let statement = NewStatement::fact(*field, which, Source::Officer);
    let new = New::of(*form, vec![statement]);
    records::open(tx, By::Staff(at.staff()), &new).await.map(Some)
}

fn page(at: &At<'_>, head: &Head, attempt: &Attempt) -> Leaf {
    let language = at.language();
    let label = facts::label(head, language);
    let what =
        NUMBERED.map(|(form, _)| Choice::new(form.code(), facts::choice(form.name(), language)));
    let what = what.into_iter().chain([Choice::new("record", at.say(RECORD))]);
    let sure = |it: &Confidence| Choice::new(it.code(), facts::choice(it.name(), language));
    let chosen = match attempt.typed("confidence") {
        "" => Confidence::Confirmed.code(),
        typed => typed,
    };
    let legend =
        |words: kernel::Words| Legend::new(at.say(words)).class("govuk-fieldset__legend--s");
    let form = FormPart::to(record_href(at, head.id, "/links"))
        .field(
            Radios::new("what", legend(WHAT))
                .choices(what)
                .chosen(Some(attempt.typed("what")))
                .problem(language, attempt.problem("what")),
        )
        .field(
            Input::new("which", at.say(WHICH))
                .hint(at.say(WHICH_HINT))
                .value(attempt.typed("which"))
                .spellcheck(false)
                .problem(language, attempt.problem("which")),
        )
        .field(roles(at, head, attempt))
        .field(
            Radios::new("confidence", legend(HOW_SURE))
                .choices(Confidence::ALL.iter().map(sure))
                .chosen(Some(chosen)),
        )
        .field(Textarea::new("reason", at.say(REASON)).rows(2).value(attempt.typed("reason")))
        .field(sources(at, attempt))
        .button(button(at, SAVE));
    let leaf = at.leaf(TITLE, at.fill(ABOUT, &[("label", &label)]));
    at.wrong(leaf, attempt).part(Part::Form(form))
}

/// Every role that such a record can have, and those that others can have in it.
fn roles(at: &At<'_>, head: &Head, attempt: &Attempt) -> Select {
    let (language, family) = (at.language(), head.form.family());
    let label = facts::choice(head.form.name(), language);
    let families = [
        records::Family::Person,
        records::Family::Object,
        records::Family::Location,
        records::Family::Event,
        records::Family::Organisation,
    ];
    let option = |code: String, words: kernel::Words| {
        let role = words.say(language);
        SelectOption::new(code, at.fill(ROLE_OUT, &[("label", &label), ("role", role)]))
    };
    let all = Role::ALL.iter();
    let out = all.clone().filter(|role| families.iter().any(|it| role.joins(family, *it)));
    let out = out.map(|role| option(role.code().to_owned(), role.name()));
    let back = all.filter(|role| families.iter().any(|it| role.joins(*it, family)));
    let back = back.map(|role| option(format!("back.{}", role.code()), role.name_back()));
    Select::new("role", at.say(ROLE))
        .option(SelectOption::new("", at.say(CHOOSE)))
        .options(out.chain(back))
        .chosen(Some(attempt.typed("role")))
        .problem(language, attempt.problem("role"))
}
