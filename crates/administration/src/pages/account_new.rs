//! A new account of somebody who signs in with a password. The first one is shown once.

use super::Office;
use axum::extract::State;
use axum::response::Response;
use counter::components::{Choice, Input, InsetText, Radios, WarningText};
use counter::leaf::{FormPart, Leaf, Line, Part};
use counter::{Fault, Form, Visit};
use kernel::{Email, Problem, words};
use rights::manage::{self, FirstPassword};
use rights::pages::SignedIn;
use rights::pages::{At, Outcome};
use rights::pages::{Attempt, button};
use rights::{NewAccount, Right, Role, groups};

words! {
    TITLE { en: "Open a new account", cy: "Agor cyfrif newydd" }
    EMAIL { en: "Work email address", cy: "Cyfeiriad e-bost gwaith" }
    EMAIL_HINT { en: "In a domain of your force", cy: "Mewn parth o'ch heddlu" }
    NAME { en: "Name that colleagues see", cy: "Enw y mae cydweithwyr yn ei weld" }
    ROLE { en: "What are they here for?", cy: "At ba ddiben maen nhw yma?" }
    OPEN { en: "Open the account", cy: "Agor y cyfrif" }
    ENTER_EMAIL { en: "Enter a work email address in a domain of your force", cy: "Rhowch gyfeiriad e-bost gwaith mewn parth o'ch heddlu" }
    TAKEN { en: "Somebody has an account with this address. Find it in the list, and open it again if it ended", cy: "Mae gan rywun gyfrif â'r cyfeiriad hwn. Dewch o hyd iddo yn y rhestr, ac agorwch ef eto os daeth i ben" }
    ENTER_NAME { en: "Enter a name of 1 to 100 characters", cy: "Rhowch enw o 1 i 100 nod" }
    CHOOSE_ROLE { en: "Choose what they are here for", cy: "Dewiswch at ba ddiben maen nhw yma" }
    DONE { en: "Account opened", cy: "Cyfrif wedi'i agor" }
    FIRST { en: "The first password", cy: "Y cyfrinair cyntaf" }
    ONCE { en: "It is shown once. Hand it over in person or by telephone, and not by email.", cy: "Fe'i dangosir unwaith. Rhowch ef yn bersonol neu dros y ffôn, ac nid drwy e-bost." }
    TO_ACCOUNT { en: "Go to the account", cy: "Mynd i'r cyfrif" }
}

const OPENED_BY: [Right; 1] = [Right::ManageAccounts];

/// `GET /desk/administration/accounts/new`.
pub(super) async fn show(
    State(office): State<Office>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = office.at(&visit, &signed_in);
    let may = at.staff().require_for_a_page(Right::ManageAccounts);
    at.shown(&OPENED_BY, may.map(|()| page(&at, &Attempt::default())))
}

/// `POST /desk/administration/accounts/new`.
pub(super) async fn post(
    State(office): State<Office>,
    visit: Visit,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = office.at(&visit, &signed_in);
    let done = open(&at, Attempt::of(form)).await;
    at.done(&OPENED_BY, done)
}

async fn open(at: &At<'_>, mut attempt: Attempt) -> Result<Outcome, Problem> {
    at.staff().require_now(Right::ManageAccounts)?;
    let email = Email::parse(attempt.typed("email")).ok();
    let domains = domains(at);
    let ours = email.as_ref().is_some_and(|email| domains.contains(&email.domain()));
    let role = Role::of_code(attempt.typed("role"));
    attempt.require(at, ours, ("email", ENTER_EMAIL));
    let named = groups::is_name(attempt.typed("name"));
    attempt.require(at, named, ("name", ENTER_NAME));
    attempt.require(at, role.is_some(), ("role", CHOOSE_ROLE));
    let (Some(email), Some(role), true) = (email, role, attempt.is_right()) else {
        return Ok(Outcome::Shown(Box::new(page(at, &attempt))));
    };
    let new = NewAccount { email, name: attempt.typed("name").to_owned(), role };
    let first = FirstPassword::by_chance().await?;
    let mut tx = at.tx().await?;
    match manage::open(&mut tx, at.staff(), &new, &first).await {
        Ok(id) => {
            tx.commit().await?;
            let there = at.href(&format!("/accounts/{id}"));
            Ok(Outcome::Shown(Box::new(opened(at, &first, there))))
        }
        Err(Problem::Conflict(_)) => {
            tx.leave().await?;
            attempt.require(at, false, ("email", TAKEN));
            Ok(Outcome::Shown(Box::new(page(at, &attempt))))
        }
        Err(problem) => Err(problem),
    }
}

fn domains(at: &At<'_>) -> Vec<String> {
    let force = at.station.forces().get(at.staff().force().as_str());
    force.map(|force| force.staff_domains.clone()).unwrap_or_default()
}

fn page(at: &At<'_>, attempt: &Attempt) -> Leaf {
    let language = at.language();
    let hint = at.say(EMAIL_HINT);
    let email = Input::new("email", at.say(EMAIL)).email().autocomplete("off").hint(hint);
    let name = Input::new("name", at.say(NAME)).width(30).spellcheck(false).autocomplete("off");
    let choices = Role::ALL.map(|role| Choice::new(role.code(), at.say(role.name())));
    let role = Radios::new("role", at.say(ROLE)).choices(choices);
    let form = FormPart::to(at.href("/accounts/new"))
        .field(email.value(attempt.typed("email")).problem(language, attempt.problem("email")))
        .field(name.value(attempt.typed("name")).problem(language, attempt.problem("name")))
        .field(role.chosen(attempt.form.get("role")).problem(language, attempt.problem("role")))
        .button(button(at, OPEN));
    at.wrong(at.leaf(TITLE, at.say(TITLE)), attempt).part(Part::Form(form))
}

fn opened(at: &At<'_>, first: &FirstPassword, there: String) -> Leaf {
    let link = Line { href: there, text: at.say(TO_ACCOUNT).to_owned(), tag: None, about: None };
    let mut leaf = at.leaf(TITLE, at.say(DONE)).heading(at.say(FIRST));
    leaf = leaf.piece(InsetText::new(first.text()));
    leaf = leaf.piece(WarningText::new(at.language(), at.say(ONCE)));
    leaf.part(Part::Links(vec![link]))
}
