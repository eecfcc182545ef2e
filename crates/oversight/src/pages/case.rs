//! One case: whom it is about, what was found, what was written down, what came of it.

use super::attempt::Attempt;
use super::cases::about;
use super::findings::Line;
use super::start::{choice, colleagues};
use super::words::{Names, name, outcome};
use super::{At, Office, Tabs, kept};
use crate::cases::{self, File, Outcome};
use crate::looks;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use counter::components::{
    Button, Choice, ErrorSummary, Radios, Select, SummaryList, SummaryRow, Textarea,
};
use counter::{Fault, Form, Frame, TOKEN_FIELD, Visit, dates};
use kernel::{AccountId, CaseId, Problem, Thing, Words, words};
use rights::Account;
use rights::pages::{Absent, SignedIn};

words! {
    TITLE { en: "Case", cy: "Achos" }
    OPENED { en: "Opened", cy: "Agorwyd" }
    OPENED_BY { en: "{when} by {name}", cy: "{when} gan {name}" }
    BY_REVIEW { en: "{when}, because a review of an emergency access asked for it", cy: "{when}, am fod adolygiad o fynediad brys wedi gofyn amdano" }
    WHY { en: "Why", cy: "Pam" }
    GLASS { en: "See the emergency access and its review", cy: "Gweld y mynediad brys a'i adolygiad" }
    CLOSED { en: "Closed", cy: "Caewyd" }
    OUTCOME { en: "What came of it", cy: "Beth ddaeth ohono" }
    FINDINGS { en: "What was found", cy: "Yr hyn a ganfuwyd" }
    NO_FINDINGS { en: "No finding belongs to it.", cy: "Nid oes canfyddiad yn perthyn iddo." }
    NOTES { en: "Notes", cy: "Nodiadau" }
    NO_NOTES { en: "Nothing is written down yet.", cy: "Nid oes dim wedi'i gofnodi eto." }
    NOTE { en: "Write something down", cy: "Cofnodi rhywbeth" }
    ADD_NOTE { en: "Add the note", cy: "Ychwanegu'r nodyn" }
    WHO_ELSE { en: "Is it about somebody else too?", cy: "A yw ynghylch rhywun arall hefyd?" }
    ADD_PERSON { en: "Add them", cy: "Eu hychwanegu" }
    CLOSE { en: "Close the case", cy: "Cau'r achos" }
    WHICH { en: "What came of it?", cy: "Beth ddaeth ohono?" }
    CLOSING { en: "Why?", cy: "Pam?" }
    CLOSING_HINT { en: "It stays as you write it", cy: "Bydd yn aros fel yr ydych yn ei ysgrifennu" }
    NO_NOTE { en: "Write the note, in 4,000 characters or fewer", cy: "Ysgrifennwch y nodyn, mewn 4,000 o nodau neu lai" }
    NO_PERSON { en: "Choose a colleague", cy: "Dewiswch gydweithiwr" }
    NO_OUTCOME { en: "Choose what came of it", cy: "Dewiswch beth ddaeth ohono" }
    NO_CLOSING { en: "Write why, in 4,000 characters or fewer", cy: "Ysgrifennwch pam, mewn 4,000 o nodau neu lai" }
}

#[derive(Template)]
#[template(path = "oversight/case.html")]
struct CasePage {
    frame: Frame,
    tabs: Tabs,
    csrf: String,
    about: String,
    summary: Option<ErrorSummary>,
    facts: SummaryList,
    glass: Option<String>,
    findings: Vec<Line>,
    notes: Vec<Note>,
    forms: Option<Forms>,
}

/// A note: who wrote it and when, and what.
struct Note {
    who: String,
    when: String,
    body: String,
}

/// What can be done with a case that is open.
struct Forms {
    place: String,
    note: Textarea,
    add_note: Button,
    person: Select,
    add_person: Button,
    outcome: Radios,
    closing: Textarea,
    close: Button,
}

impl CasePage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// `GET /desk/oversight/cases/{id}`.
pub(super) async fn show(
    State(office): State<Office>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = At::new(&office, &visit, &signed_in);
    draw(&at, &id, &Attempt::default(), StatusCode::OK).await
}

/// What a form of this page wants to do.
#[derive(Clone, Copy)]
enum Wish {
    Note,
    Add,
    Close,
}

/// `POST /desk/oversight/cases/{id}/notes`: writes something down.
pub(super) async fn note(
    State(office): State<Office>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: Result<SignedIn, Absent>,
    form: Form,
) -> Result<Response, Fault> {
    act((&office, &visit), (&id, Wish::Note), signed_in, form).await
}

/// `POST /desk/oversight/cases/{id}/people`: it is about somebody else too.
pub(super) async fn add(
    State(office): State<Office>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: Result<SignedIn, Absent>,
    form: Form,
) -> Result<Response, Fault> {
    act((&office, &visit), (&id, Wish::Add), signed_in, form).await
}

/// `POST /desk/oversight/cases/{id}/closure`: closes it.
pub(super) async fn close(
    State(office): State<Office>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: Result<SignedIn, Absent>,
    form: Form,
) -> Result<Response, Fault> {
    act((&office, &visit), (&id, Wish::Close), signed_in, form).await
}

async fn act(
    (office, visit): (&Office, &Visit),
    (id, wish): (&str, Wish),
    signed_in: Result<SignedIn, Absent>,
    form: Form,
) -> Result<Response, Fault> {
    let here = format!("/desk/oversight/cases/{id}");
    let (field, label) = match wish {
        Wish::Note | Wish::Add => ("note", NOTE),
        Wish::Close => ("closing", CLOSING),
    };
    let signed_in = match signed_in {
        Ok(signed_in) => signed_in,
        Err(absent) => return kept::page(visit, absent, &here, (field, label, &form)),
    };
    let at = At::new(office, visit, &signed_in);
    let mut attempt = Attempt::of(form);
    match done(&at, (id, wish), &mut attempt).await {
        Ok(()) if attempt.is_right() => Ok(at.go(&here)),
        Ok(()) => draw(&at, id, &attempt, StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(Problem::Conflict(_)) => {
            draw(&at, id, &attempt.too_late(field), StatusCode::CONFLICT).await
        }
        Err(problem) => at.refused(problem),
    }
}

/// Does what a form wants, unless something is wrong with it.
async fn done(at: &At<'_>, (id, wish): (&str, Wish), attempt: &mut Attempt) -> Result<(), Problem> {
    let staff = &at.signed_in.staff;
    staff.require(rights::Right::FollowUp)?;
    let id = case_id(id)?;
    let mut tx = at.tx().await?;
    match wish {
        Wish::Note => {
            let text = attempt.text("note", NO_NOTE);
            if attempt.is_right() {
                cases::note(&mut tx, staff, id, &text).await?;
            }
        }
        Wish::Add => match attempt.value("person").parse::<AccountId>() {
            Ok(person) => cases::add_person(&mut tx, staff, id, person).await?,
            Err(_) => attempt.wrong("person", NO_PERSON),
        },
        Wish::Close => {
            let outcome = Outcome::of_code(attempt.value("outcome"));
            if outcome.is_none() {
                attempt.wrong("outcome", NO_OUTCOME);
            }
            let why = attempt.text("closing", NO_CLOSING);
            let closes = outcome.filter(|_| attempt.is_right());
            if let Some(outcome) = closes
                && !cases::close(&mut tx, staff, id, (outcome, &why)).await?
            {
                return tx.leave().await;
            }
        }
    }
    if attempt.is_right() { tx.commit().await } else { tx.leave().await }
}

fn case_id(id: &str) -> Result<CaseId, Problem> {
    id.parse().map_err(|_| Problem::NotFound(Thing::Case))
}

async fn look(at: &At<'_>, id: &str) -> Result<(File, Names), Problem> {
    let staff = &at.signed_in.staff;
    staff.require(rights::Right::FollowUp)?;
    let mut tx = at.tx().await?;
    let file = cases::read(&mut tx, staff, case_id(id)?).await?;
    let (case, notes) = (&file.case, &file.notes);
    let found = file.findings.iter().filter_map(|finding| finding.account);
    let wrote = notes.iter().map(|note| note.by).chain(case.closed.iter().map(|it| it.by));
    let people = case.people.iter().copied().chain(case.opened_by).chain(found).chain(wrote);
    let names = looks::names_of(&mut tx, people.collect()).await?;
    tx.commit().await?;
    Ok((file, names))
}

async fn draw(
    at: &At<'_>,
    id: &str,
    attempt: &Attempt,
    status: StatusCode,
) -> Result<Response, Fault> {
    let found = match look(at, id).await {
        Ok((file, names)) => colleagues(at).await.map(|people| (file, names, people)),
        Err(problem) => Err(problem),
    };
    match found {
        Ok((file, names, people)) => {
            let forms = file.case.closed.is_none().then(|| forms(at, &file, &people, attempt));
            Ok(counter::page_as(status, &page(at, (&file, &names), attempt, forms)))
        }
        Err(problem) => at.refused(problem),
    }
}

fn page(
    at: &At<'_>,
    (file, names): (&File, &Names),
    attempt: &Attempt,
    forms: Option<Forms>,
) -> CasePage {
    let language = at.language();
    let note = |note: &cases::Note| Note {
        who: name(note.by, names, at.visit),
        when: dates::date_and_time(note.at, language),
        body: note.body.clone(),
    };
    CasePage {
        frame: at.frame(TITLE.say(language)).error(!attempt.is_right()),
        tabs: at.tabs(),
        csrf: at.signed_in.csrf.clone(),
        about: about(at, &file.case, names),
        summary: attempt.summary(language),
        facts: facts(at, file, names),
        glass: file.case.glass.map(|_| at.visit.href("/desk/glass")),
        findings: file.findings.iter().map(|one| Line::of(at, one, names)).collect(),
        notes: file.notes.iter().map(note).collect(),
        forms,
    }
}

fn facts(at: &At<'_>, file: &File, names: &Names) -> SummaryList {
    let (language, case) = (at.language(), &file.case);
    let row = |words: Words, text: String| SummaryRow::new(words.say(language), text);
    let when = dates::date_and_time(case.opened_at, language);
    let by = |when: &str, who: AccountId| {
        let name = name(who, names, at.visit);
        OPENED_BY.fill(language, &[("when", when), ("name", &name)])
    };
    let opened = match case.opened_by {
        Some(who) => by(&when, who),
        None => BY_REVIEW.fill(language, &[("when", &when)]),
    };
    let mut list = SummaryList::new().row(row(OPENED, opened));
    if !case.why.is_empty() {
        list = list.row(row(WHY, case.why.clone()).value_class("bl-written"));
    }
    let Some(closed) = &case.closed else { return list };
    let when = dates::date_and_time(closed.at, language);
    list.row(row(CLOSED, by(&when, closed.by)))
        .row(row(OUTCOME, outcome(closed.outcome).say(language).to_owned()))
        .row(row(WHY, closed.why.clone()).value_class("bl-written"))
}

fn forms(at: &At<'_>, file: &File, people: &[Account], attempt: &Attempt) -> Forms {
    let language = at.language();
    let problem = |field| attempt.problem(field, language);
    let button = |words: Words| Button::new(words.say(language)).prevent_double_click(true);
    let choose = |it: Outcome| Choice::new(it.code(), outcome(it).say(language));
    let chosen = |field| Some(attempt.value(field)).filter(|it| !it.is_empty());
    let others = people.iter().filter(|it| !file.case.people.contains(&it.id));
    let others: Vec<Account> = others.cloned().collect();
    Forms {
        place: at.visit.href(&format!("/desk/oversight/cases/{}", file.case.id)),
        note: Textarea::new("note", NOTE.say(language))
            .rows(4)
            .value(attempt.value("note"))
            .problem(language, problem("note")),
        add_note: button(ADD_NOTE),
        person: choice(&others, chosen("person"), language).problem(language, problem("person")),
        add_person: button(ADD_PERSON).secondary(),
        outcome: Radios::new("outcome", WHICH.say(language))
            .choices(Outcome::ALL.map(choose))
            .chosen(chosen("outcome"))
            .problem(language, problem("outcome")),
        closing: Textarea::new("closing", CLOSING.say(language))
            .hint(CLOSING_HINT.say(language))
            .rows(4)
            .value(attempt.value("closing"))
            .problem(language, problem("closing")),
        close: button(CLOSE),
    }
}
