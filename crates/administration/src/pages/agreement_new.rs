//! An agreement that the force would make: proposed by one person, approved by another.

use super::{Office, Services};
use axum::extract::State;
use axum::response::Response;
use counter::components::{Checkboxes, Choice, Input, Select, SelectOption, Textarea};
use counter::leaf::{FormPart, Leaf, Part};
use counter::{Fault, Form, Visit};
use kernel::{ForceId, Instant, Language, Problem, Words, words};
use rights::Right;
use rights::agreements::{self, NewAgreement};
use rights::pages::SignedIn;
use rights::pages::{At, Outcome};
use rights::pages::{Attempt, button, reason};

words! {
    TITLE { en: "Propose an agreement", cy: "Cynnig cytundeb" }
    ABOUT { en: "Those of the other force who read contacts in their own read yours too, for as long as you say. What is restricted is never shared.", cy: "Bydd y rhai o'r heddlu arall sy'n darllen cysylltiadau yn eu heddlu eu hunain yn darllen eich rhai chi hefyd, am gyhyd ag y dywedwch. Ni rennir byth yr hyn sy'n gyfyngedig." }
    WITH { en: "With which force?", cy: "Gyda pha heddlu?" }
    CHOOSE { en: "Choose a force", cy: "Dewiswch heddlu" }
    SERVICES { en: "Contacts about which services?", cy: "Cysylltiadau am ba wasanaethau?" }
    SERVICES_HINT { en: "Choose none to share contacts about every service", cy: "Peidiwch â dewis yr un i rannu cysylltiadau am bob gwasanaeth" }
    PURPOSE { en: "Why is it shared?", cy: "Pam y'i rhennir?" }
    USED_FOR { en: "What may the other force use it for?", cy: "At beth y gall yr heddlu arall ei ddefnyddio?" }
    UNTIL { en: "Until which day?", cy: "Tan ba ddiwrnod?" }
    UNTIL_HINT { en: "Year, month and day, such as 2027-06-04, within 12 months", cy: "Blwyddyn, mis a diwrnod, megis 2027-06-04, o fewn 12 mis" }
    ASK { en: "Ask a second person", cy: "Gofyn i ail berson" }
    WRONG_WITH { en: "Choose a force that is not your own", cy: "Dewiswch heddlu nad yw'n eich heddlu chi" }
    WRONG_SERVICES { en: "Choose services of your force", cy: "Dewiswch wasanaethau eich heddlu" }
    WRONG_PURPOSE { en: "Write why it is shared, in up to 1,000 characters", cy: "Ysgrifennwch pam y'i rhennir, mewn hyd at 1,000 nod" }
    WRONG_USE { en: "Write what it may be used for, in up to 1,000 characters", cy: "Ysgrifennwch at beth y gellir ei ddefnyddio, mewn hyd at 1,000 nod" }
    WRONG_UNTIL { en: "Enter a day after today and within 12 months, such as 2027-06-04", cy: "Rhowch ddiwrnod ar ôl heddiw ac o fewn 12 mis, megis 2027-06-04" }
    SAYS_ALL { en: "Share contacts about every service with {force} until {when}.", cy: "Rhannu cysylltiadau am bob gwasanaeth gyda {force} tan {when}." }
    SAYS_SOME { en: "Share contacts about {services} with {force} until {when}.", cy: "Rhannu cysylltiadau am {services} gyda {force} tan {when}." }
}

const OPENED_BY: [Right; 1] = [Right::ManageAgreements];

/// `GET /desk/administration/agreements/new`.
pub(super) async fn show(
    State(office): State<Office>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = office.at(&visit, &signed_in);
    let may = at.staff().require_for_a_page(Right::ManageAgreements);
    at.shown(&OPENED_BY, may.map(|()| page(&at, &office.services, &Attempt::default())))
}

/// `POST /desk/administration/agreements/new`.
pub(super) async fn post(
    State(office): State<Office>,
    visit: Visit,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = office.at(&visit, &signed_in);
    let done = propose(&at, &office.services, Attempt::of(form)).await;
    at.done(&OPENED_BY, done)
}

async fn propose(
    at: &At<'_>,
    services: &Services,
    mut attempt: Attempt,
) -> Result<Outcome, Problem> {
    at.staff().require_now(Right::ManageAgreements)?;
    let mut tx = at.tx().await?;
    let new = read(at, &attempt, tx.real_now());
    let own = at.staff().force();
    let faults = agreements::faults(own, &new, tx.real_now());
    let known = at.station.forces().get(new.with.as_str()).is_some();
    let offered = services(own, Language::English);
    let offered = new.services.iter().all(|id| offered.iter().any(|(known, _)| known == id));
    for (field, words, also) in [
        ("with", WRONG_WITH, known),
        ("services", WRONG_SERVICES, offered),
        ("purpose", WRONG_PURPOSE, true),
        ("used_for", WRONG_USE, true),
        ("until", WRONG_UNTIL, true),
    ] {
        attempt.require(at, also && !faults.contains(&field), (field, words));
    }
    attempt.require_reason(at);
    if !attempt.is_right() {
        tx.leave().await?;
        return Ok(Outcome::Shown(Box::new(page(at, services, &attempt))));
    }
    let says =
        [Language::English, Language::Welsh].map(|language| says(at, services, (&new, language)));
    let why = attempt.typed("reason").to_owned();
    agreements::propose(&mut tx, at.staff(), &new, (says, why)).await?;
    tx.commit().await?;
    Ok(Outcome::Done("/agreements?done=asked".to_owned()))
}

/// What was typed. What is no force is read as their own, and what is no day as now: both are refused.
fn read(at: &At<'_>, attempt: &Attempt, now: Instant) -> NewAgreement {
    let with = ForceId::parse(attempt.typed("with"));
    NewAgreement {
        with: with.unwrap_or_else(|_| at.staff().force().clone()),
        services: attempt.ticked("services"),
        purpose: attempt.typed("purpose").to_owned(),
        used_for: attempt.typed("used_for").to_owned(),
        until: attempt.end_of_day("until").unwrap_or(now),
    }
}

/// What the second person reads.
fn says(at: &At<'_>, services: &Services, (new, language): (&NewAgreement, Language)) -> String {
    let named = services(at.staff().force(), language);
    let chosen = named.iter().filter(|(id, _)| new.services.contains(id));
    let services: Vec<&str> = chosen.map(|(_, name)| name.as_str()).collect();
    let force = at.station.forces().get(new.with.as_str());
    let force = force.map_or(new.with.as_str(), |force| force.name.text(language)).to_owned();
    let when = counter::dates::date_and_time(new.until, language);
    let (force, when) = (("force", force.as_str()), ("when", when.as_str()));
    if services.is_empty() {
        SAYS_ALL.fill(language, &[force, when])
    } else {
        SAYS_SOME.fill(language, &[("services", &services.join(", ")), force, when])
    }
}

fn page(at: &At<'_>, services: &Services, attempt: &Attempt) -> Leaf {
    let language = at.language();
    let others = at.station.forces().iter().filter(|it| it.id != *at.staff().force());
    let option =
        |id: &ForceId, name: &str| SelectOption::new(id.as_str().to_owned(), name.to_owned());
    let others = others.map(|it| option(&it.id, it.name.text(language)));
    let choose = SelectOption::new("", at.say(CHOOSE));
    let with = Select::new("with", at.say(WITH))
        .options(std::iter::once(choose).chain(others))
        .chosen(Some(attempt.typed("with")))
        .problem(language, attempt.problem("with"));
    let offered = services(at.staff().force(), language);
    let offered = offered.into_iter().map(|(id, name)| Choice::new(id, name));
    let services = Checkboxes::new("services", at.say(SERVICES))
        .choices(offered)
        .chosen(attempt.ticked("services"))
        .hint(at.say(SERVICES_HINT))
        .problem(language, attempt.problem("services"));
    let text = |name: &'static str, words: Words| {
        Textarea::new(name, at.say(words))
            .rows(3)
            .value(attempt.typed(name))
            .problem(language, attempt.problem(name))
    };
    let until = Input::new("until", at.say(UNTIL)).hint(at.say(UNTIL_HINT)).width(10);
    let until = until.value(attempt.typed("until")).problem(language, attempt.problem("until"));
    let form = FormPart::to(at.href("/agreements/new"))
        .field(with)
        .field(services)
        .field(text("purpose", PURPOSE))
        .field(text("used_for", USED_FOR))
        .field(until)
        .field(reason(at, attempt))
        .button(button(at, ASK));
    let leaf = at.wrong(at.leaf(TITLE, at.say(TITLE)), attempt);
    leaf.text(at.say(ABOUT)).part(Part::Form(form))
}
