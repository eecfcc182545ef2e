//! Who looked at one record, and whether its person is told.

use super::attempt::Attempt;
use super::entries::{self, Called, Entries};
use super::{At, Office, Tabs, kept, period};
use crate::feed::{self, Hold, LONGEST_HOLD};
use crate::looks::{self, Looks};
use crate::records::Matter;
use crate::watch::midnight;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use counter::components::{Button, DateInput, ErrorSummary, Textarea};
use counter::{Fault, Form, Frame, TOKEN_FIELD, Visit, dates};
use kernel::{ContactId, Instant, Problem, Thing, Words, words};
use rights::pages::{Absent, SignedIn};

words! {
    NEUTRAL { en: "Who looked at a record", cy: "Pwy edrychodd ar gofnod" }
    TITLE { en: "Who looked at {reference}", cy: "Pwy edrychodd ar {reference}" }
    ENTRIES { en: "What was done with this record", cy: "Yr hyn a wnaed â'r cofnod hwn" }
    NOTHING { en: "Nothing was done with it.", cy: "Ni wnaed dim ag ef." }
    FEED { en: "What the person is told", cy: "Yr hyn a ddywedir wrth y person" }
    FEED_ABOUT {
        en: "Whoever sent this report sees what people are there for who looked at it, {hours} hours later, without names. Hold it back where that would warn somebody.",
        cy: "Mae pwy bynnag a anfonodd yr adroddiad hwn yn gweld swyddi'r bobl a edrychodd arno, {hours} awr yn ddiweddarach, heb enwau. Daliwch ef yn ôl os byddai hynny'n rhybuddio rhywun.",
    }
    HELD { en: "Held back until {when}: {reason}", cy: "Wedi'i ddal yn ôl tan {when}: {reason}" }
    UNTIL { en: "Hold back until the end of which day?", cy: "Dal yn ôl tan ddiwedd pa ddiwrnod?" }
    UNTIL_HINT { en: "Within a year, for example 27 3 2027", cy: "O fewn blwyddyn, er enghraifft 27 3 2027" }
    REASON { en: "Why?", cy: "Pam?" }
    REASON_HINT { en: "Whom it would warn, and of what", cy: "Pwy y byddai'n ei rybuddio, ac am beth" }
    HOLD { en: "Hold back", cy: "Dal yn ôl" }
    LET_GO { en: "Let go now", cy: "Gollwng nawr" }
    NO_DAY { en: "Enter a day from today on and within a year, like 27 3 2027", cy: "Rhowch ddiwrnod o heddiw ymlaen ac o fewn blwyddyn, fel 27 3 2027" }
    NO_REASON { en: "Write why, in 4,000 characters or fewer", cy: "Ysgrifennwch pam, mewn 4,000 o nodau neu lai" }
}

#[derive(Template)]
#[template(path = "oversight/record.html")]
struct RecordPage {
    frame: Frame,
    tabs: Tabs,
    csrf: String,
    title: String,
    summary: Option<ErrorSummary>,
    entries: Entries,
    feed_about: String,
    held: Option<String>,
    action: String,
    until: DateInput,
    reason: Textarea,
    hold: Button,
    let_go: Button,
}

impl RecordPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// What there is to see of a record.
struct Found {
    matter: Matter,
    looks: Looks,
    held: Option<Hold>,
    hours: i32,
}

/// `GET /desk/oversight/records/{id}`.
pub(super) async fn show(
    State(office): State<Office>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = At::new(&office, &visit, &signed_in);
    draw(&at, &id, &Attempt::default(), StatusCode::OK).await
}

/// `POST /desk/oversight/records/{id}/hold`: holds back from its person who looked, or lets it go.
pub(super) async fn hold(
    State(office): State<Office>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: Result<SignedIn, Absent>,
    form: Form,
) -> Result<Response, Fault> {
    let here = format!("/desk/oversight/records/{id}");
    let signed_in = match signed_in {
        Ok(signed_in) => signed_in,
        Err(absent) => return kept::page(&visit, absent, &here, ("reason", REASON, &form)),
    };
    let at = At::new(&office, &visit, &signed_in);
    let mut attempt = Attempt::of(form);
    match put(&at, &id, &mut attempt).await {
        Ok(()) if attempt.is_right() => Ok(at.go(&here)),
        Ok(()) => draw(&at, &id, &attempt, StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(problem) => at.refused(problem),
    }
}

async fn put(at: &At<'_>, id: &str, attempt: &mut Attempt) -> Result<(), Problem> {
    let staff = &at.signed_in.staff;
    staff.require(rights::Right::FollowUp)?;
    let mut tx = at.tx().await?;
    let mut found = at.office.records.of_contacts(&mut tx, vec![contact(id)?]).await?;
    let matter = found.pop().ok_or(Problem::NotFound(Thing::Contact))?;
    let now = tx.now();
    let until = if attempt.value("do") == "let-go" {
        Some((now, String::new()))
    } else {
        wanted(attempt, now)
    };
    let Some((until, reason)) = until else { return tx.leave().await };
    feed::hold(&mut tx, staff, matter.report, (until, &reason)).await?;
    tx.commit().await
}

/// Until when, and why; nothing where one of them is not right.
fn wanted(attempt: &mut Attempt, now: Instant) -> Option<(Instant, String)> {
    let until = period::one(attempt, "until").and_then(|day| day.tomorrow().ok());
    let until = until.and_then(|next| midnight(next).ok());
    let until = until.filter(|until| *until > now && *until <= now.plus(LONGEST_HOLD));
    if until.is_none() {
        attempt.wrong("until", NO_DAY);
    }
    let reason = attempt.text("reason", NO_REASON);
    until.filter(|_| attempt.is_right()).map(|until| (until, reason))
}

fn contact(id: &str) -> Result<ContactId, Problem> {
    id.parse().map_err(|_| Problem::NotFound(Thing::Contact))
}

async fn look(at: &At<'_>, id: &str) -> Result<Found, Problem> {
    let after = at.asked("after").as_deref().and_then(entries::read);
    let both = (&at.signed_in.staff, &at.office.records);
    both.0.require(rights::Right::ReadJournal)?;
    let mut tx = at.tx().await?;
    let (matter, looks) = looks::at_record(&mut tx, both, contact(id)?, after).await?;
    let held = feed::held(&mut tx, matter.report).await?;
    let hours = feed::delay(&mut tx).await?;
    tx.commit().await?;
    Ok(Found { matter, looks, held, hours })
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

fn page(at: &At<'_>, found: &Found, attempt: &Attempt) -> RecordPage {
    let language = at.language();
    let Found { matter, looks, held, hours } = found;
    let here = format!("/desk/oversight/records/{}", matter.contact);
    let called = Called::from([(matter.contact.to_string(), matter.reference.clone())]);
    let title = TITLE.fill(language, &[("reference", &matter.reference)]);
    let problem = |field| attempt.problem(field, language);
    let typed = ["until-day", "until-month", "until-year"].map(|field| attempt.value(field));
    let said_held = |hold: &Hold| {
        let until = dates::date_and_time(hold.until, language);
        HELD.fill(language, &[("when", &until), ("reason", &hold.reason)])
    };
    RecordPage {
        // No reference stands in a title.
        frame: at.frame(NEUTRAL.say(language)).error(!attempt.is_right()),
        tabs: at.tabs(),
        csrf: at.signed_in.csrf.clone(),
        title,
        summary: attempt.summary(language),
        entries: Entries::of(at, (ENTRIES.say(language), true), looks, (&called, &here)),
        feed_about: FEED_ABOUT.fill(language, &[("hours", &hours.to_string())]),
        held: held.as_ref().map(said_held),
        action: at.visit.href(&format!("{here}/hold")),
        until: DateInput::new(language, "until", UNTIL.say(language))
            .hint(UNTIL_HINT.say(language))
            .values(typed)
            .problem(language, problem("until")),
        reason: Textarea::new("reason", REASON.say(language))
            .hint(REASON_HINT.say(language))
            .rows(3)
            .value(attempt.value("reason"))
            .problem(language, problem("reason")),
        hold: Button::new(HOLD.say(language)).sends("do", "hold"),
        let_go: Button::new(LET_GO.say(language)).secondary().sends("do", "let-go"),
    }
}
