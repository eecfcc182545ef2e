//! What one colleague did in a period.

use super::attempt::Attempt;
use super::entries::{self, Called, Entries};
use super::start::{choice, colleagues};
use super::{At, Office, Tabs, period};
use crate::looks::{self, Looks};
use crate::watch::day_long;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use counter::components::{Button, DateInput, ErrorSummary, Select};
use counter::{Fault, Form, Frame, Visit, dates};
use jiff::civil::Date;
use kernel::{AccountId, Clock, ContactId, Problem, Words, words};
use rights::Account;
use rights::pages::SignedIn;
use station::journal::Period;

words! {
    TITLE { en: "What a colleague did", cy: "Beth wnaeth cydweithiwr" }
    OF { en: "What {name} did", cy: "Beth wnaeth {name}" }
    BETWEEN { en: "From {from} to {to}", cy: "O {from} i {to}" }
    NOTHING { en: "Nothing in this time.", cy: "Dim yn y cyfnod hwn." }
    ANOTHER { en: "Another colleague or time", cy: "Cydweithiwr neu gyfnod arall" }
    SEE { en: "See what they did", cy: "Gweld beth wnaethant" }
    NO_PERSON { en: "Choose a colleague", cy: "Dewiswch gydweithiwr" }
}

#[derive(Template)]
#[template(path = "oversight/person.html")]
struct PersonPage {
    frame: Frame,
    tabs: Tabs,
    title: String,
    summary: Option<ErrorSummary>,
    found: Option<(String, Entries)>,
    action: String,
    person: Select,
    days: [DateInput; 2],
    see: Button,
}

impl PersonPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// What is asked: who, and from which day to which.
type Asked = (AccountId, Date, Date);

/// `GET /desk/oversight/people`.
pub(super) async fn show(
    State(office): State<Office>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = At::new(&office, &visit, &signed_in);
    match look(&at).await {
        Ok(page) => {
            let wrong = page.summary.is_some();
            let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
            Ok(counter::page_as(status, &page))
        }
        Err(problem) => at.refused(problem),
    }
}

async fn look(at: &At<'_>) -> Result<PersonPage, Problem> {
    let people = colleagues(at).await?;
    let query = at.visit.address.query.as_deref().unwrap_or_default();
    let fields: Vec<(String, String)> = serde_html_form::from_str(query).unwrap_or_default();
    let mut attempt = Attempt::of(Form::new(fields));
    let today = at.office.station.now().in_london().date();
    let asked = asked(&mut attempt, &people, today);
    let looked = match asked {
        Some(asked) => Some((asked, entries_of(at, asked).await?)),
        None => None,
    };
    Ok(page(at, &people, &attempt, looked))
}

/// What the address asks; nothing where something is wrong with it, or nobody is named.
fn asked(attempt: &mut Attempt, people: &[Account], today: Date) -> Option<Asked> {
    if attempt.form.fields().is_empty() {
        return None;
    }
    let days = period::read(attempt, today);
    let person: Option<AccountId> = attempt.value("person").parse().ok();
    let person = person.filter(|id| people.iter().any(|account| account.id == *id));
    if person.is_none() {
        attempt.wrong("person", NO_PERSON);
    }
    let ((from, to), person) = (days?, person?);
    Some((person, from, to))
}

async fn entries_of(at: &At<'_>, (person, from, to): Asked) -> Result<(Looks, Called), Problem> {
    let after = at.asked("after").as_deref().and_then(entries::read);
    let period = Period { from: day_long(from)?.from, to: day_long(to)?.to };
    let mut tx = at.tx().await?;
    let looks = looks::of_person(&mut tx, &at.signed_in.staff, (person, period), after).await?;
    let contacts = looks.entries.iter().filter(|entry| entry.thing == "contact");
    let contacts: Vec<ContactId> = contacts.filter_map(|it| it.thing_id.parse().ok()).collect();
    let matters = at.office.records.of_contacts(&mut tx, contacts).await?;
    let called = matters.into_iter().map(|it| (it.contact.to_string(), it.reference)).collect();
    tx.commit().await?;
    Ok((looks, called))
}

fn page(
    at: &At<'_>,
    people: &[Account],
    attempt: &Attempt,
    looked: Option<(Asked, (Looks, Called))>,
) -> PersonPage {
    let language = at.language();
    let name = looked.as_ref().and_then(|((person, ..), _)| {
        people.iter().find(|account| account.id == *person).map(|account| account.name.clone())
    });
    let days = looked.as_ref().map(|((_, from, to), _)| (*from, *to));
    let found = looked.map(|((person, from, to), (looks, called))| {
        let part = |name: &str, day: Date| {
            format!(
                "&{name}-day={}&{name}-month={}&{name}-year={}",
                day.day(),
                day.month(),
                day.year()
            )
        };
        let here = format!(
            "/desk/oversight/people?person={person}{}{}",
            part("from", from),
            part("to", to)
        );
        let said = [("from", &*dates::day(from, language)), ("to", &*dates::day(to, language))];
        let label = TITLE.say(language);
        let entries = Entries::of(at, (label, false), &looks, (&called, &here));
        (BETWEEN.fill(language, &said), entries)
    });
    let title = name.map_or_else(
        || TITLE.say(language).to_owned(),
        |name| OF.fill(language, &[("name", &name)]),
    );
    let chosen = Some(attempt.value("person")).filter(|it| !it.is_empty());
    PersonPage {
        // A name stands in no title.
        frame: at.frame(TITLE.say(language)).error(!attempt.is_right()),
        tabs: at.tabs(),
        title,
        summary: attempt.summary(language),
        found,
        action: at.visit.href("/desk/oversight/people"),
        person: choice(people, chosen, language)
            .problem(language, attempt.problem("person", language)),
        days: period::fields(attempt, days, language),
        see: Button::new(SEE.say(language)),
    }
}
