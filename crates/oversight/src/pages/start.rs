//! Where one begins: look up a record by its reference, or a colleague by their name.

use super::attempt::Attempt;
use super::{At, Office, Tabs, period};
use crate::looks;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use counter::components::{Button, DateInput, ErrorSummary, Input, Select, SelectOption};
use counter::{Fault, Form, Frame, TOKEN_FIELD, Visit};
use jiff::Span;
use kernel::{Clock, Language, Problem, Reference, Words, words};
use rights::pages::SignedIn;
use rights::{Account, Right};

words! {
    TITLE { en: "Who looked at what", cy: "Pwy edrychodd ar beth" }
    ABOUT {
        en: "Every change and every look is in the journal, and so is what you look up here.",
        cy: "Mae pob newid a phob edrychiad yn y dyddlyfr, a hefyd yr hyn a chwiliwch yma.",
    }
    A_RECORD { en: "Who looked at a record", cy: "Pwy edrychodd ar gofnod" }
    REFERENCE { en: "Reference", cy: "Cyfeirnod" }
    REFERENCE_HINT { en: "As it stands on the receipt, such as HUM-7K4Q-2M9D", cy: "Fel y mae ar y dderbynneb, er enghraifft HUM-7K4Q-2M9D" }
    LOOK_UP { en: "Look up the record", cy: "Chwilio am y cofnod" }
    NO_REFERENCE { en: "Enter the reference as it stands on the receipt", cy: "Rhowch y cyfeirnod fel y mae ar y dderbynneb" }
    NONE_SUCH { en: "There is no such record in your force. Check the reference", cy: "Nid oes cofnod o'r fath yn eich heddlu. Gwiriwch y cyfeirnod" }
    A_PERSON { en: "What a colleague did", cy: "Beth wnaeth cydweithiwr" }
    PERSON { en: "Colleague", cy: "Cydweithiwr" }
    CHOOSE { en: "Choose a colleague", cy: "Dewiswch gydweithiwr" }
    SEE { en: "See what they did", cy: "Gweld beth wnaethant" }
    ENDED { en: "{name} (account ended)", cy: "{name} (cyfrif wedi dod i ben)" }
}

/// The most colleagues to choose from.
const MOST: usize = 1000;

#[derive(Template)]
#[template(path = "oversight/start.html")]
struct StartPage {
    frame: Frame,
    tabs: Tabs,
    csrf: String,
    summary: Option<ErrorSummary>,
    action: String,
    reference: Input,
    look_up: Button,
    people: String,
    person: Select,
    days: [DateInput; 2],
    see: Button,
}

impl StartPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// `GET /desk/oversight`.
pub(super) async fn show(
    State(office): State<Office>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = At::new(&office, &visit, &signed_in);
    draw(&at, &Attempt::default(), StatusCode::OK).await
}

/// `POST /desk/oversight/records`: leads to the record of a reference.
pub(super) async fn find(
    State(office): State<Office>,
    visit: Visit,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = At::new(&office, &visit, &signed_in);
    let mut attempt = Attempt::of(form);
    match Reference::parse(attempt.value("reference")) {
        Err(_) => attempt.wrong("reference", NO_REFERENCE),
        Ok(reference) => match look_for(&at, reference).await {
            Ok(Some(place)) => return Ok(at.go(&place)),
            Ok(None) => attempt.wrong("reference", NONE_SUCH),
            Err(problem) => return at.refused(problem),
        },
    }
    draw(&at, &attempt, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// The address of a record; that it is looked at is written down by its page.
async fn look_for(at: &At<'_>, reference: Reference) -> Result<Option<String>, Problem> {
    let mut tx = at.tx().await?;
    let both = (&at.signed_in.staff, &at.office.records);
    let found = looks::find(&mut tx, both, reference).await?;
    tx.leave().await?;
    Ok(found.map(|matter| format!("/desk/oversight/records/{}", matter.contact)))
}

async fn draw(at: &At<'_>, attempt: &Attempt, status: StatusCode) -> Result<Response, Fault> {
    let people = match colleagues(at).await {
        Ok(people) => people,
        Err(problem) => return at.refused(problem),
    };
    let language = at.language();
    let today = at.office.station.now().in_london().date();
    let week = Some((today.saturating_sub(Span::new().days(6)), today));
    let wrong = attempt.problem("reference", language);
    let reference = Input::new("reference", REFERENCE.say(language))
        .hint(REFERENCE_HINT.say(language))
        .value(attempt.value("reference"))
        .autocomplete("off")
        .spellcheck(false)
        .width(20);
    let page = StartPage {
        frame: at.frame(TITLE.say(language)).error(wrong.is_some()),
        tabs: at.tabs(),
        csrf: at.signed_in.csrf.clone(),
        summary: attempt.summary(language),
        action: at.visit.href("/desk/oversight/records"),
        reference: reference.problem(language, wrong),
        look_up: Button::new(LOOK_UP.say(language)),
        people: at.visit.href("/desk/oversight/people"),
        person: choice(&people, None, language),
        days: period::fields(&Attempt::default(), week, language),
        see: Button::new(SEE.say(language)),
    };
    Ok(counter::page_as(status, &page))
}

/// Everybody who has an account in the force.
pub(super) async fn colleagues(at: &At<'_>) -> Result<Vec<Account>, Problem> {
    at.signed_in.staff.require(Right::ReadJournal)?;
    let mut tx = at.tx().await?;
    let people = rights::accounts(&mut tx, "", "", MOST).await?;
    tx.leave().await?;
    Ok(people)
}

/// The question for a colleague, with one chosen.
pub(super) fn choice(people: &[Account], chosen: Option<&str>, language: Language) -> Select {
    let option = |account: &Account| {
        let name = match account.ended_at {
            Some(_) => ENDED.fill(language, &[("name", &account.name)]),
            None => account.name.clone(),
        };
        SelectOption::new(account.id.to_string(), name)
    };
    Select::new("person", PERSON.say(language))
        .option(SelectOption::new("", CHOOSE.say(language)))
        .options(people.iter().map(option))
        .chosen(chosen)
        .searched(language)
}
