//! The rules of what looks unusual: explained, on or off, and their numbers.

use super::attempt::Attempt;
use super::{At, Office, Tabs, kept};
use crate::feed;
use crate::patterns::{self, Rule, Tuned};
use crate::rules;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use counter::components::{Button, Checkboxes, Choice, ErrorSummary, Input, Textarea};
use counter::{Fault, Form, Frame, TOKEN_FIELD, Visit};
use kernel::{Problem, Words, words};
use rights::Right;
use rights::pages::{Absent, SignedIn};

words! {
    TITLE { en: "Rules", cy: "Rheolau" }
    ABOUT {
        en: "What counts as unusual in your force. A change holds for what is done from now on, and is in the journal with your reason.",
        cy: "Yr hyn sy'n cyfrif fel anarferol yn eich heddlu. Mae newid yn berthnasol i'r hyn a wneir o hyn ymlaen, ac mae yn y dyddlyfr gyda'ch rheswm.",
    }
    STATE { en: "Is it on?", cy: "A yw ymlaen?" }
    ON { en: "Look for this", cy: "Chwilio am hyn" }
    WHY { en: "Why do you change it?", cy: "Pam ydych chi'n ei newid?" }
    SAVE { en: "Save this rule", cy: "Cadw'r rheol hon" }
    FEED { en: "What people are told of who looked", cy: "Yr hyn a ddywedir wrth bobl am bwy edrychodd" }
    DELAY { en: "After how many hours is a look shown to the person?", cy: "Ar ôl faint o oriau y dangosir edrychiad i'r person?" }
    SAVE_DELAY { en: "Save the hours", cy: "Cadw'r oriau" }
    NO_NUMBER { en: "Enter a whole number from 1 to 100,000", cy: "Rhowch rif cyfan o 1 i 100,000" }
    NO_HOURS { en: "Enter a whole number of hours from 0 to 8,760", cy: "Rhowch nifer cyfan o oriau o 0 i 8,760" }
    NO_REASON { en: "Write why, in 4,000 characters or fewer", cy: "Ysgrifennwch pam, mewn 4,000 o nodau neu lai" }
}

#[derive(Template)]
#[template(path = "oversight/rules.html")]
struct RulesPage {
    frame: Frame,
    tabs: Tabs,
    csrf: String,
    summary: Option<ErrorSummary>,
    action: String,
    rules: Vec<Fields>,
    delay: Input,
    save_delay: Button,
}

/// One rule's form.
struct Fields {
    code: &'static str,
    name: &'static str,
    explains: &'static str,
    on: Checkboxes,
    first: Input,
    second: Option<Input>,
    why: Textarea,
    save: Button,
}

impl RulesPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// `GET /desk/oversight/rules`.
pub(super) async fn show(
    State(office): State<Office>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = At::new(&office, &visit, &signed_in);
    draw(&at, &Attempt::default(), StatusCode::OK).await
}

/// `POST /desk/oversight/rules`: sets one rule, or the delay.
pub(super) async fn tune(
    State(office): State<Office>,
    visit: Visit,
    signed_in: Result<SignedIn, Absent>,
    form: Form,
) -> Result<Response, Fault> {
    let here = "/desk/oversight/rules";
    let signed_in = match signed_in {
        Ok(signed_in) => signed_in,
        Err(absent) => return kept::page(&visit, absent, here, ("why", WHY, &form)),
    };
    let at = At::new(&office, &visit, &signed_in);
    let mut attempt = Attempt::of(form);
    match set(&at, &mut attempt).await {
        Ok(()) if attempt.is_right() => Ok(at.go(here)),
        Ok(()) => draw(&at, &attempt, StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(problem) => at.refused(problem),
    }
}

async fn set(at: &At<'_>, attempt: &mut Attempt) -> Result<(), Problem> {
    let staff = &at.signed_in.staff;
    staff.require(Right::FollowUp)?;
    let mut tx = at.tx().await?;
    match Rule::of_code(attempt.value("rule")) {
        Some(rule) => {
            let (tuned, why) = wanted(attempt, rule);
            if attempt.is_right() {
                rules::tune(&mut tx, staff, (rule, tuned), &why).await?;
            }
        }
        None => match attempt.value("delay").trim().parse().ok() {
            Some(hours) if (0..=8760).contains(&hours) => {
                feed::set_delay(&mut tx, staff, hours).await?;
            }
            _ => attempt.wrong("delay", NO_HOURS),
        },
    }
    if attempt.is_right() { tx.commit().await } else { tx.leave().await }
}

/// How a rule is to be set, and why. The fields of each rule have names of their own.
fn wanted(attempt: &mut Attempt, rule: Rule) -> (Tuned, String) {
    let [first, second, why] = names(rule);
    let on = attempt.form.all("on").any(|value| value == "yes");
    let mut number = |field: &'static str, needed: bool| {
        let number = attempt.value(field).trim().parse().ok();
        let number = number.filter(|number| (1..=100_000).contains(number));
        if needed && number.is_none() {
            attempt.wrong(field, NO_NUMBER);
        }
        number.unwrap_or_default()
    };
    let (first, second) =
        (number(first, true), number(second, patterns::numbers(rule).1.is_some()));
    (Tuned { on, first, second }, attempt.text(why, NO_REASON))
}

/// The names of a rule's fields, which are their ids on the page as well.
const fn names(rule: Rule) -> [&'static str; 3] {
    match rule {
        Rule::OwnStreet => ["street-first", "street-second", "street-why"],
        Rule::OwnOrFamily => ["kin-first", "kin-second", "kin-why"],
        Rule::Crowd => ["crowd-first", "crowd-second", "crowd-why"],
        Rule::Volume => ["volume-first", "volume-second", "volume-why"],
        Rule::Hours => ["hours-first", "hours-second", "hours-why"],
        Rule::Idle => ["idle-first", "idle-second", "idle-why"],
        Rule::Gone => ["gone-first", "gone-second", "gone-why"],
    }
}

async fn draw(at: &At<'_>, attempt: &Attempt, status: StatusCode) -> Result<Response, Fault> {
    let (set, hours) = match look(at).await {
        Ok(found) => found,
        Err(problem) => return at.refused(problem),
    };
    let language = at.language();
    let hours = match attempt.value("delay") {
        "" => hours.to_string(),
        typed => typed.to_owned(),
    };
    let page = RulesPage {
        frame: at.frame(TITLE.say(language)).error(!attempt.is_right()),
        tabs: at.tabs(),
        csrf: at.signed_in.csrf.clone(),
        summary: attempt.summary(language),
        action: at.visit.href("/desk/oversight/rules"),
        rules: set.into_iter().map(|one| fields(at, one, attempt)).collect(),
        delay: Input::new("delay", DELAY.say(language))
            .digits()
            .width(5)
            .value(hours)
            .problem(language, attempt.problem("delay", language)),
        save_delay: Button::new(SAVE_DELAY.say(language)),
    };
    Ok(counter::page_as(status, &page))
}

async fn look(at: &At<'_>) -> Result<(Vec<(Rule, Tuned)>, i32), Problem> {
    at.signed_in.staff.require(Right::FollowUp)?;
    let mut tx = at.tx().await?;
    let found = (rules::all(&mut tx).await?, feed::delay(&mut tx).await?);
    tx.leave().await?;
    Ok(found)
}

fn fields(at: &At<'_>, (rule, tuned): (Rule, Tuned), attempt: &Attempt) -> Fields {
    let language = at.language();
    let [first, second, why] = names(rule);
    let typed = attempt.value("rule") == rule.code();
    let on = if typed { attempt.form.get("on").is_some() } else { tuned.on };
    let number = |field: &'static str, words: Words, set: u32| {
        let value = if typed { attempt.value(field).to_owned() } else { set.to_string() };
        let input = Input::new(field, words.say(language)).digits().width(5).value(value);
        input.problem(language, attempt.problem(field, language))
    };
    let (counts, also) = patterns::numbers(rule);
    let state = Choice::new("yes", ON.say(language)).checked(on);
    Fields {
        code: rule.code(),
        name: patterns::name(rule).say(language),
        explains: patterns::explains(rule).say(language),
        on: Checkboxes::new("on", STATE.say(language))
            .id(format!("{}-on", rule.code()))
            .choice(state),
        first: number(first, counts, tuned.first),
        second: also.map(|words| number(second, words, tuned.second)),
        why: Textarea::new(why, WHY.say(language))
            .rows(2)
            .value(if typed { attempt.value(why) } else { "" })
            .problem(language, attempt.problem(why, language)),
        save: Button::new(SAVE.say(language)).secondary().sends("rule", rule.code()),
    }
}
