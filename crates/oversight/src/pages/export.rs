//! Asking for an export of the journal, which a second person approves.

use super::attempt::Attempt;
use super::start::{choice, colleagues};
use super::{At, Office, Tabs, kept, period};
use crate::export::{self, DEED, Wanted};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use counter::components::{Button, Colour, DateInput, ErrorSummary, Select, Tag, Textarea};
use counter::{Fault, Form, Frame, TOKEN_FIELD, Visit, dates};
use kernel::{AccountId, Clock, Instant, Language, Problem, Words, words};
use rights::Account;
use rights::pages::{Absent, SignedIn};
use rights::second::{Request, RequestState, says_something};

words! {
    TITLE { en: "Export for the Information Commissioner", cy: "Allforio ar gyfer y Comisiynydd Gwybodaeth" }
    ABOUT {
        en: "The journal of a period, of everybody or of one colleague. A second person who may do this approves it first. Then you save it once, within 3 days.",
        cy: "Dyddlyfr cyfnod, o bawb neu o un cydweithiwr. Mae ail berson a all wneud hyn yn ei gymeradwyo yn gyntaf. Yna byddwch yn ei gadw unwaith, o fewn 3 diwrnod.",
    }
    ASKED { en: "What was asked for", cy: "Yr hyn y gofynnwyd amdano" }
    NONE { en: "Nothing was asked for.", cy: "Ni ofynnwyd am ddim." }
    EVERYBODY { en: "The journal from {from} to {to}, of everybody", cy: "Y dyddlyfr o {from} i {to}, o bawb" }
    ONE { en: "The journal from {from} to {to}, of {name}", cy: "Y dyddlyfr o {from} i {to}, o {name}" }
    WAITS { en: "Waits for a second person", cy: "Yn aros am ail berson" }
    APPROVED { en: "Approved", cy: "Cymeradwywyd" }
    REFUSED { en: "Refused", cy: "Gwrthodwyd" }
    WITHDRAWN { en: "Taken back", cy: "Tynnwyd yn ôl" }
    DONE { en: "Saved", cy: "Cadwyd" }
    OVER { en: "Not done in time", cy: "Heb ei wneud mewn pryd" }
    NEW { en: "Ask for an export", cy: "Gofyn am allforio" }
    WHOM { en: "Only of one colleague (optional)", cy: "O un cydweithiwr yn unig (dewisol)" }
    REASON { en: "What is it for?", cy: "Beth yw ei ddiben?" }
    REASON_HINT { en: "The request of the Information Commissioner, with its number", cy: "Cais y Comisiynydd Gwybodaeth, gyda'i rif" }
    ASK { en: "Ask for it", cy: "Gofyn amdano" }
    NO_REASON { en: "Write what it is for, in 20 to 1,000 characters", cy: "Ysgrifennwch beth yw ei ddiben, mewn 20 i 1,000 o nodau" }
}

#[derive(Template)]
#[template(path = "oversight/export.html")]
struct ExportPage {
    frame: Frame,
    tabs: Tabs,
    csrf: String,
    summary: Option<ErrorSummary>,
    asked: Vec<Line>,
    action: String,
    days: [DateInput; 2],
    person: Select,
    reason: Textarea,
    ask: Button,
}

/// One export that was asked for.
struct Line {
    href: String,
    title: String,
    tag: Tag,
}

impl ExportPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// `GET /desk/oversight/export`.
pub(super) async fn show(
    State(office): State<Office>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = At::new(&office, &visit, &signed_in);
    if let Err(problem) = signed_in.staff.require_for_a_page(DEED.right) {
        return at.refused(problem);
    }
    draw(&at, &Attempt::default(), StatusCode::OK).await
}

/// `POST /desk/oversight/export`: asks a second person.
pub(super) async fn ask(
    State(office): State<Office>,
    visit: Visit,
    signed_in: Result<SignedIn, Absent>,
    form: Form,
) -> Result<Response, Fault> {
    let here = "/desk/oversight/export";
    let signed_in = match signed_in {
        Ok(signed_in) => signed_in,
        Err(absent) => return kept::page(&visit, absent, here, ("reason", REASON, &form)),
    };
    let at = At::new(&office, &visit, &signed_in);
    let mut attempt = Attempt::of(form);
    match send(&at, &mut attempt).await {
        Ok(()) if attempt.is_right() => Ok(at.go(here)),
        Ok(()) => draw(&at, &attempt, StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(problem) => at.refused(problem),
    }
}

async fn send(at: &At<'_>, attempt: &mut Attempt) -> Result<(), Problem> {
    let staff = &at.signed_in.staff;
    staff.require_now(DEED.right)?;
    let people = colleagues(at).await?;
    let today = at.office.station.now().in_london().date();
    let days = period::read(attempt, today);
    let reason = attempt.value("reason").to_owned();
    if !says_something(&reason) {
        attempt.wrong("reason", NO_REASON);
    }
    let Some((from, to)) = days.filter(|_| attempt.is_right()) else { return Ok(()) };
    let account: Option<AccountId> = attempt.value("person").parse().ok();
    let wanted = Wanted { from, to, account };
    let says = Language::ALL.map(|language| said(&wanted, &people, language));
    let mut tx = at.tx().await?;
    export::ask(&mut tx, staff, wanted, (says, reason)).await?;
    tx.commit().await
}

/// What is asked for, in words.
pub(super) fn said(wanted: &Wanted, people: &[Account], language: Language) -> String {
    let (from, to) = (dates::day(wanted.from, language), dates::day(wanted.to, language));
    let days = [("from", from.as_str()), ("to", to.as_str())];
    let Some(account) = wanted.account else { return EVERYBODY.fill(language, &days) };
    let known = people.iter().find(|one| one.id == account);
    let name = known.map_or_else(|| account.to_string(), |one| one.name.clone());
    ONE.fill(language, &[days[0], days[1], ("name", &name)])
}

/// Where a request stands.
pub(super) fn state(request: &Request, now: Instant, language: Language) -> Tag {
    let still = request.ends_at > now;
    let (words, colour) = match request.state {
        RequestState::Waiting if still => (WAITS, Colour::Yellow),
        RequestState::Approved if still => (APPROVED, Colour::Green),
        RequestState::Waiting | RequestState::Approved => (OVER, Colour::Grey),
        RequestState::Refused => (REFUSED, Colour::Red),
        RequestState::Withdrawn => (WITHDRAWN, Colour::Grey),
        RequestState::Done => (DONE, Colour::Grey),
    };
    Tag::new(words.say(language)).colour(colour)
}

async fn draw(at: &At<'_>, attempt: &Attempt, status: StatusCode) -> Result<Response, Fault> {
    let looked = match look(at).await {
        Ok(asked) => colleagues(at).await.map(|people| (asked, people)),
        Err(problem) => Err(problem),
    };
    let (asked, people) = match looked {
        Ok(looked) => looked,
        Err(problem) => return at.refused(problem),
    };
    let language = at.language();
    let now = at.office.station.real();
    let line = |(request, wanted): &(Request, Wanted)| Line {
        href: at.visit.href(&format!("/desk/oversight/export/{}", request.id)),
        title: said(wanted, &people, language),
        tag: state(request, now, language),
    };
    let chosen = Some(attempt.value("person")).filter(|it| !it.is_empty());
    let person = choice(&people, chosen, language).hint(WHOM.say(language));
    let page = ExportPage {
        frame: at.frame(TITLE.say(language)).error(!attempt.is_right()),
        tabs: at.tabs(),
        csrf: at.signed_in.csrf.clone(),
        summary: attempt.summary(language),
        asked: asked.iter().map(line).collect(),
        action: at.visit.href("/desk/oversight/export"),
        days: period::fields(attempt, None, language),
        person: person.problem(language, attempt.problem("person", language)),
        reason: Textarea::new("reason", REASON.say(language))
            .hint(REASON_HINT.say(language))
            .rows(3)
            .value(attempt.value("reason"))
            .problem(language, attempt.problem("reason", language)),
        ask: Button::new(ASK.say(language)).prevent_double_click(true),
    };
    Ok(counter::page_as(status, &page))
}

async fn look(at: &At<'_>) -> Result<Vec<(Request, Wanted)>, Problem> {
    let mut tx = at.tx().await?;
    let asked = export::asked(&mut tx, &at.signed_in.staff).await?;
    tx.leave().await?;
    Ok(asked)
}
