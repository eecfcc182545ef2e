//! The questions that are asked of records again and again: the national ones, and a force's own, which whoever
//! keeps its records writes.

use super::{Holdings, OPENED_BY, facts, seen};
use axum::extract::State;
use axum::response::Response;
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::components::{Input, Textarea};
use counter::leaf::{FormPart, Leaf, Part};
use counter::{Fault, Form, Routes, Visit};
use kernel::{FieldProblem, Problem, words};
use records::{Kept, Rule};
use rights::Right;
use rights::pages::{At, Attempt, Outcome, SignedIn, button};

words! {
    TITLE { en: "Questions about records", cy: "Cwestiynau am gofnodion" }
    OWN { en: "Your force's own", cy: "Rhai eich heddlu chi" }
    NATIONAL { en: "National", cy: "Cenedlaethol" }
    NONE { en: "None yet.", cy: "Dim eto." }
    ASKED_OF { en: "{name}. Asked of: {forms}.", cy: "{name}. Gofynnir am: {forms}." }
    DEFINITION { en: "How it is written", cy: "Sut mae wedi'i ysgrifennu" }
    WRITE { en: "Write one, or change one of your own", cy: "Ysgrifennu un, neu newid un o'ch rhai eich hun" }
    HOW {
        en: "Copy one that is like it and change it. Each step follows roles from a record (out) or to it (back), to kinds of records, within a length of time.",
        cy: "Copïwch un tebyg a'i newid. Mae pob cam yn dilyn rolau o gofnod (out) neu ato (back), at fathau o gofnodion, o fewn hyd o amser."
    }
    NAME { en: "What it is called in addresses", cy: "Beth yw ei enw mewn cyfeiriadau" }
    NAME_HINT { en: "Small letters, digits and hyphens, like housemates", cy: "Llythrennau bach, digidau a chysylltnodau, fel cyd-letywyr" }
    TEXT { en: "The question", cy: "Y cwestiwn" }
    SAVE { en: "Check and save it", cy: "Ei wirio a'i gadw" }
    TAKE { en: "Take it away: {id}", cy: "Ei dynnu i ffwrdd: {id}" }
    SAVED { en: "Saved.", cy: "Wedi'i gadw." }
    TAKEN { en: "Taken away.", cy: "Wedi'i dynnu i ffwrdd." }
    NO_NAME { en: "Enter a name of small letters, digits and hyphens that no national question has", cy: "Rhowch enw o lythrennau bach, digidau a chysylltnodau nad oes gan gwestiwn cenedlaethol" }
    REPEATS { en: "What counts as a repeat", cy: "Yr hyn sy'n cyfrif fel digwydd eto" }
    RULE { en: "{name}: {n} or more in {span}", cy: "{name}: {n} neu fwy mewn {span}" }
}

const ADDRESS: &str = "/desk/records/queries";
const DONE: [(&str, kernel::Words); 2] = [("saved", SAVED), ("taken", TAKEN)];

pub(super) fn routes() -> Routes<Holdings> {
    Routes::new().get(ADDRESS, Desk, Staff, show).post(ADDRESS, Desk, Staff, post)
}

async fn show(
    State(holdings): State<Holdings>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    at.shown(&OPENED_BY, look(&at, &Attempt::default()).await)
}

async fn post(
    State(holdings): State<Holdings>,
    visit: Visit,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    at.done(&OPENED_BY, keep(&at, Attempt::of(form)).await)
}

async fn keep(at: &At<'_>, mut attempt: Attempt) -> Result<Outcome, Problem> {
    let mut tx = at.tx().await?;
    let taken = attempt.typed("take").to_owned();
    if !taken.is_empty() {
        records::take_query_away(&mut tx, at.staff(), &taken).await?;
        tx.commit().await?;
        return Ok(Outcome::Done("/queries?done=taken".to_owned()));
    }
    let query = (attempt.typed("name"), attempt.typed("definition"));
    let problem = match records::keep_query(&mut tx, at.staff(), query).await {
        Ok(Ok(_)) => {
            tx.commit().await?;
            return Ok(Outcome::Done("/queries?done=saved".to_owned()));
        }
        Ok(Err(fault)) => ("definition", fault.say(at.language())),
        Err(Problem::Conflict(_)) => ("name", at.say(NO_NAME).to_owned()),
        Err(problem) => return Err(problem),
    };
    drop(tx);
    let (field, message) = problem;
    attempt.problems.push(FieldProblem { field: field.to_owned(), message });
    Ok(Outcome::Shown(Box::new(look(at, &attempt).await?)))
}

async fn look(at: &At<'_>, attempt: &Attempt) -> Result<Leaf, Problem> {
    let mut tx = at.tx().await?;
    let queries = records::queries(&mut tx, at.staff()).await?;
    let rules = records::rules(&mut tx, at.staff()).await?;
    tx.leave().await?;
    let keeps = at.staff().may(Right::KeepRecords);
    let leaf = at.after(at.leaf(TITLE, at.say(TITLE)), &DONE);
    let mut leaf = at.wrong(leaf, attempt);
    for (heading, own) in [(OWN, true), (NATIONAL, false)] {
        leaf = leaf.heading(at.say(heading));
        let of: Vec<&Kept> = queries.iter().filter(|it| it.made.is_some() == own).collect();
        if of.is_empty() {
            leaf = leaf.text(at.say(NONE));
        }
        for kept in of {
            leaf = described(at, leaf, kept);
            if own && keeps {
                let name = at.fill(TAKE, &[("id", &kept.query.id)]);
                let take = counter::components::Button::new(name).secondary();
                let form = FormPart::to(at.href("/queries")).hidden("take", &kept.query.id);
                leaf = leaf.part(Part::Form(form.button(take)));
            }
        }
    }
    leaf = leaf.heading(at.say(REPEATS)).parts(rules.iter().map(|it| rule(at, it)));
    Ok(if keeps { leaf.parts(write(at, attempt)) } else { leaf })
}

/// What a question is asked of, and how it is written.
fn described(at: &At<'_>, leaf: Leaf, kept: &Kept) -> Leaf {
    let language = at.language();
    let forms = kept.query.start.iter().map(|form| form.name().say(language));
    let forms = forms.collect::<Vec<_>>().join(", ");
    let name = kept.query.name.say(language);
    let values = [("name", name), ("forms", &*forms)];
    leaf.text(at.fill(ASKED_OF, &values))
        .part(Part::Source(at.say(DEFINITION).to_owned(), kept.definition.clone()))
}

fn rule(at: &At<'_>, rule: &Rule) -> Part {
    let name = facts::capital(rule.name.say(at.language()));
    let (n, span) = (rule.least.to_string(), seen::span(at, rule.span));
    Part::Text(at.fill(RULE, &[("name", &name), ("n", &n), ("span", &span)]))
}

fn write(at: &At<'_>, attempt: &Attempt) -> [Part; 3] {
    let language = at.language();
    let form = FormPart::to(at.href("/queries"))
        .field(
            Input::new("name", at.say(NAME))
                .hint(at.say(NAME_HINT))
                .value(attempt.typed("name"))
                .spellcheck(false)
                .problem(language, attempt.problem("name")),
        )
        .field(
            Textarea::new("definition", at.say(TEXT))
                .rows(14)
                .value(attempt.typed("definition"))
                .problem(language, attempt.problem("definition")),
        )
        .button(button(at, SAVE));
    [Part::Heading(at.say(WRITE).to_owned()), Part::Text(at.say(HOW).to_owned()), Part::Form(form)]
}
