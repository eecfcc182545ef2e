//! One finding: what was found, why that is unusual, and what a person makes of it.

use super::attempt::Attempt;
use super::words::{Names, name};
use super::{At, Office, Tabs, kept};
use crate::cases::{self, Case};
use crate::findings::{self, Finding, Follow, Standing};
use crate::{looks, patterns};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use counter::components::{
    Button, Choice, ErrorSummary, Radios, Select, SelectOption, SummaryList, SummaryRow, Textarea,
};
use counter::{Fault, Form, Frame, TOKEN_FIELD, Visit, dates};
use kernel::{CaseId, ContactId, FindingId, Problem, Thing, Words, words};
use rights::pages::{Absent, SignedIn};

words! {
    WHO { en: "Who", cy: "Pwy" }
    FOUND { en: "What was found", cy: "Yr hyn a ganfuwyd" }
    RECORD { en: "Record", cy: "Cofnod" }
    LAST { en: "The last of it", cy: "Yr olaf ohono" }
    WHY_UNUSUAL { en: "Why this is unusual, and what else it may be", cy: "Pam mae hyn yn anarferol, a beth arall y gall fod" }
    SEE { en: "Who looked at this record", cy: "Pwy edrychodd ar y cofnod hwn" }
    DECIDE { en: "What do you make of it?", cy: "Beth yw eich barn amdano?" }
    DISMISS { en: "It is nothing: dismiss it", cy: "Nid yw'n ddim: ei ddiystyru" }
    NEW_CASE { en: "Open a case", cy: "Agor achos" }
    ADD { en: "Add it to a case that is open", cy: "Ei ychwanegu at achos sydd ar agor" }
    REASON { en: "Why?", cy: "Pam?" }
    REASON_HINT { en: "What you looked at, and what you make of it", cy: "Yr hyn yr edrychoch arno, a'ch barn amdano" }
    WHICH { en: "Which case? (only if you add it to one)", cy: "Pa achos? (dim ond os ydych yn ei ychwanegu at un)" }
    CHOOSE { en: "Choose a case", cy: "Dewiswch achos" }
    CASE_OF { en: "Case of {when}", cy: "Achos {when}" }
    SAVE { en: "Save", cy: "Cadw" }
    NO_CHOICE { en: "Choose what you make of it", cy: "Dewiswch eich barn amdano" }
    NO_REASON { en: "Write why, in 4,000 characters or fewer", cy: "Ysgrifennwch pam, mewn 4,000 o nodau neu lai" }
    NO_CASE { en: "Choose a case that is open", cy: "Dewiswch achos sydd ar agor" }
    DISMISSED { en: "Dismissed: {reason}", cy: "Wedi'i ddiystyru: {reason}" }
    IN_CASE { en: "A case follows it up.", cy: "Mae achos yn mynd ar ei drywydd." }
    TO_CASE { en: "Go to the case", cy: "Mynd i'r achos" }
}

#[derive(Template)]
#[template(path = "oversight/finding.html")]
struct FindingPage {
    frame: Frame,
    tabs: Tabs,
    csrf: String,
    title: &'static str,
    summary: Option<ErrorSummary>,
    facts: SummaryList,
    explains: &'static str,
    record: Option<String>,
    /// What was decided, where somebody did.
    decided: Option<(String, Option<String>)>,
    action: String,
    decide: Radios,
    reason: Textarea,
    case: Option<Select>,
    save: Button,
}

impl FindingPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// What there is to see of a finding.
struct Found {
    finding: Finding,
    names: Names,
    reference: Option<(ContactId, String)>,
    open: Vec<Case>,
}

/// `GET /desk/oversight/findings/{id}`.
pub(super) async fn show(
    State(office): State<Office>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = At::new(&office, &visit, &signed_in);
    draw(&at, &id, &Attempt::default(), StatusCode::OK).await
}

/// `POST /desk/oversight/findings/{id}`: dismisses it, or follows it up.
pub(super) async fn decide(
    State(office): State<Office>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: Result<SignedIn, Absent>,
    form: Form,
) -> Result<Response, Fault> {
    let here = format!("/desk/oversight/findings/{id}");
    let signed_in = match signed_in {
        Ok(signed_in) => signed_in,
        Err(absent) => return kept::page(&visit, absent, &here, ("reason", REASON, &form)),
    };
    let at = At::new(&office, &visit, &signed_in);
    let mut attempt = Attempt::of(form);
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    match act(&at, &id, &mut attempt).await {
        Ok(Some(place)) => Ok(at.go(&place)),
        Ok(None) => draw(&at, &id, &attempt, wrong).await,
        Err(Problem::Conflict(_)) => {
            draw(&at, &id, &attempt.too_late("decision"), StatusCode::CONFLICT).await
        }
        Err(problem) => at.refused(problem),
    }
}

/// Does what the form says. Returns where that leads; nothing where something is wrong with the form.
async fn act(at: &At<'_>, id: &str, attempt: &mut Attempt) -> Result<Option<String>, Problem> {
    let (staff, id) = (&at.signed_in.staff, finding_id(id)?);
    staff.require(rights::Right::FollowUp)?;
    let reason = attempt.text("reason", NO_REASON);
    let what = attempt.value("decision").to_owned();
    let case: Option<CaseId> = attempt.value("case").parse().ok();
    match what.as_str() {
        "dismiss" | "new" => {}
        "add" if case.is_some() => {}
        "add" => attempt.wrong("case", NO_CASE),
        _ => attempt.wrong("decision", NO_CHOICE),
    }
    let mut tx = at.tx().await?;
    // Whoever may not know of it hears so before what is wrong with their form.
    findings::read(&mut tx, staff, id).await?;
    if !attempt.is_right() {
        tx.leave().await?;
        return Ok(None);
    }
    let place = match (what.as_str(), case) {
        ("dismiss", _) => {
            findings::dismiss(&mut tx, staff, id, &reason).await?;
            "/desk/oversight/findings".to_owned()
        }
        (_, Some(case)) if what == "add" => {
            findings::follow_up(&mut tx, staff, id, Follow::In(case)).await?;
            cases::note(&mut tx, staff, case, &reason).await?;
            format!("/desk/oversight/cases/{case}")
        }
        _ => {
            let case = findings::follow_up(&mut tx, staff, id, Follow::New(&reason)).await?;
            format!("/desk/oversight/cases/{case}")
        }
    };
    tx.commit().await?;
    Ok(Some(place))
}

fn finding_id(id: &str) -> Result<FindingId, Problem> {
    id.parse().map_err(|_| Problem::NotFound(Thing::Case))
}

async fn look(at: &At<'_>, id: &str) -> Result<Found, Problem> {
    let staff = &at.signed_in.staff;
    staff.require(rights::Right::FollowUp)?;
    let mut tx = at.tx().await?;
    let finding = findings::read(&mut tx, staff, finding_id(id)?).await?;
    let names = looks::names_of(&mut tx, finding.people()).await?;
    let contact = finding.record.as_ref().filter(|(thing, _)| thing == "contact");
    let contact: Vec<ContactId> = contact.and_then(|(_, id)| id.parse().ok()).into_iter().collect();
    let matters = at.office.records.of_contacts(&mut tx, contact).await?;
    let reference = matters.into_iter().next().map(|it| (it.contact, it.reference));
    let mut open = cases::list(&mut tx, staff).await?;
    open.retain(|case| case.closed.is_none());
    tx.commit().await?;
    Ok(Found { finding, names, reference, open })
}

async fn draw(
    at: &At<'_>,
    id: &str,
    attempt: &Attempt,
    status: StatusCode,
) -> Result<Response, Fault> {
    match look(at, id).await {
        Ok(found) => Ok(counter::page_as(status, &page(at, &found, attempt))),
        Err(problem) => at.refused(problem),
    }
}

fn page(at: &At<'_>, found: &Found, attempt: &Attempt) -> FindingPage {
    let (language, finding) = (at.language(), &found.finding);
    let title = patterns::name(finding.rule).say(language);
    let problem = |field| attempt.problem(field, language);
    let record = found.reference.as_ref().map(|(contact, _)| *contact);
    FindingPage {
        frame: at.frame(title).error(!attempt.is_right()),
        tabs: at.tabs(),
        csrf: at.signed_in.csrf.clone(),
        title,
        summary: attempt.summary(language),
        facts: facts(at, found),
        explains: patterns::explains(finding.rule).say(language),
        record: record.map(|id| at.visit.href(&format!("/desk/oversight/records/{id}"))),
        decided: decided(at, finding),
        action: at.visit.href(&format!("/desk/oversight/findings/{}", finding.id)),
        decide: decision(at, attempt, !found.open.is_empty()),
        reason: Textarea::new("reason", REASON.say(language))
            .hint(REASON_HINT.say(language))
            .rows(4)
            .value(attempt.value("reason"))
            .problem(language, problem("reason")),
        case: (!found.open.is_empty()).then(|| {
            let choice = case_choice(at, &found.open, attempt.value("case"));
            choice.problem(language, problem("case"))
        }),
        save: Button::new(SAVE.say(language)).prevent_double_click(true),
    }
}

fn facts(at: &At<'_>, found: &Found) -> SummaryList {
    let (language, finding) = (at.language(), &found.finding);
    let row = |words: Words, text: String| SummaryRow::new(words.say(language), text);
    let who = finding.people().into_iter().map(|it| name(it, &found.names, at.visit));
    let who = who.collect::<Vec<_>>().join(", ");
    let says = patterns::says(finding.rule, &finding.facts, language);
    let when = dates::date_and_time(finding.happened_at, language);
    let list = SummaryList::new().row(row(WHO, who)).row(row(FOUND, says)).row(row(LAST, when));
    match &found.reference {
        Some((_, reference)) => list.row(row(RECORD, reference.clone())),
        None => list,
    }
}

/// What somebody decided, and the way to the case.
fn decided(at: &At<'_>, finding: &Finding) -> Option<(String, Option<String>)> {
    let language = at.language();
    match &finding.state {
        Standing::Open => None,
        Standing::Dismissed(reason) => {
            Some((DISMISSED.fill(language, &[("reason", reason)]), None))
        }
        Standing::InCase(case) => {
            let href = at.visit.href(&format!("/desk/oversight/cases/{case}"));
            Some((IN_CASE.say(language).to_owned(), Some(href)))
        }
    }
}

fn decision(at: &At<'_>, attempt: &Attempt, may_add: bool) -> Radios {
    let language = at.language();
    let choice = |value: &str, words: Words| Choice::new(value, words.say(language));
    let mut choices = vec![choice("dismiss", DISMISS), choice("new", NEW_CASE)];
    if may_add {
        choices.push(choice("add", ADD));
    }
    let chosen = Some(attempt.value("decision")).filter(|it| !it.is_empty());
    Radios::new("decision", DECIDE.say(language))
        .choices(choices)
        .chosen(chosen)
        .problem(language, attempt.problem("decision", language))
}

fn case_choice(at: &At<'_>, open: &[Case], chosen: &str) -> Select {
    let language = at.language();
    let option = |case: &Case| {
        let when = dates::date_and_time(case.opened_at, language);
        SelectOption::new(case.id.to_string(), CASE_OF.fill(language, &[("when", &when)]))
    };
    Select::new("case", WHICH.say(language))
        .option(SelectOption::new("", CHOOSE.say(language)))
        .options(open.iter().map(option))
        .chosen(Some(chosen))
}
