//! Declaring whom one has to do with: their records are not one's own to open.

use super::listed::name_of;
use super::{asking, back};
use crate::interests::{Relation, Token, declare as declare_interest};
use crate::pages::SignedIn;
use crate::pages::asking::{drawn, message, problem};
use axum::extract::State;
use axum::response::Response;
use counter::components::{Button, Choice, Input, Radios};
use counter::{Fault, Form, Visit};
use kernel::{Email, FieldProblem, Phone, Postcode, Purpose, words};
use station::Station;
use station::secrets::ServerKey;

words! {
    TITLE { en: "Declare something", cy: "Datgan rhywbeth" }
    WHY {
        en: "Records about people who are reached like this are then closed to you, and one about your own \
             street is looked at by others. What you type is kept so that nobody can read it.",
        cy: "Yna mae cofnodion am bobl y cysylltir â nhw fel hyn ar gau i chi, ac mae eraill yn edrych ar un \
             am eich stryd eich hun. Cedwir yr hyn rydych yn ei deipio fel na all neb ei ddarllen.",
    }
    RELATION { en: "Who it is", cy: "Pwy ydyw" }
    VALUE { en: "Email address, phone number or postcode", cy: "Cyfeiriad e-bost, rhif ffôn neu god post" }
    VALUE_HINT {
        en: "A postcode only for where you live, like HU1 3ES",
        cy: "Cod post dim ond ar gyfer ble rydych yn byw, fel HU1 3ES",
    }
    DECLARE { en: "Declare it", cy: "Ei ddatgan" }
    CHOOSE { en: "Select who it is", cy: "Dewiswch bwy ydyw" }
    ENTER_POSTCODE { en: "Enter a whole postcode, like HU1 3ES", cy: "Rhowch god post cyfan, fel HU1 3ES" }
    ENTER_VALUE {
        en: "Enter an email address or a phone number, like 01632 960 001",
        cy: "Rhowch gyfeiriad e-bost neu rif ffôn, fel 01632 960 001",
    }
}

/// `GET /desk/you/interests`.
pub(in crate::pages) async fn show(visit: Visit, signed_in: SignedIn) -> Response {
    draw(&visit, &signed_in, (None, ""), &[])
}

fn draw(
    visit: &Visit,
    signed_in: &SignedIn,
    (relation, value): (Option<Relation>, &str),
    problems: &[FieldProblem],
) -> Response {
    let language = visit.language;
    let choice = |one: Relation| Choice::new(one.code(), name_of(one).say(language));
    let who = Radios::new("relation", RELATION.say(language))
        .choices(Relation::ALL.map(choice))
        .chosen(relation.map(Relation::code))
        .problem(language, message(problems, "relation"));
    let field = Input::new("value", VALUE.say(language))
        .hint(VALUE_HINT.say(language))
        .autocomplete("off")
        .spellcheck(false)
        .value(value)
        .problem(language, message(problems, "value"));
    let mut page = asking(visit, signed_in, TITLE, "/desk/you/interests");
    page.says = vec![WHY.say(language).to_owned()];
    page.fields = vec![drawn(&who), drawn(&field)];
    page.button = Some(Button::new(DECLARE.say(language)).prevent_double_click(true));
    page.problems(problems).respond()
}

/// `POST /desk/you/interests`.
pub(in crate::pages) async fn declare(
    State(station): State<Station>,
    visit: Visit,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let language = visit.language;
    let relation = form.get("relation").and_then(Relation::of_code);
    let value = form.get("value").unwrap_or_default().trim();
    let Some(relation) = relation else {
        let wrong = [problem("relation", CHOOSE.say(language))];
        return Ok(draw(&visit, &signed_in, (None, value), &wrong));
    };
    let Some(token) = token_of(station.key(), relation, value) else {
        let words = if relation == Relation::Home { ENTER_POSTCODE } else { ENTER_VALUE };
        let wrong = [problem("value", words.say(language))];
        return Ok(draw(&visit, &signed_in, (Some(relation), value), &wrong));
    };
    let staff = &signed_in.staff;
    let mut tx = station.begin(&staff.scope(Purpose::SigningIn)).await?;
    declare_interest(&mut tx, staff, relation, token).await?;
    tx.commit().await?;
    Ok(back(&visit, "declared"))
}

/// The hash of what somebody typed; nothing when it is not what belongs there.
fn token_of(key: &ServerKey, relation: Relation, value: &str) -> Option<Token> {
    match relation {
        Relation::Home => Some(Token::of_postcode(key, &Postcode::parse(value).ok()?)),
        Relation::Own | Relation::Family | Relation::Conflict if value.contains('@') => {
            Some(Token::of_email(key, &Email::parse(value).ok()?))
        }
        Relation::Own | Relation::Family | Relation::Conflict => {
            Some(Token::of_phone(key, &Phone::parse(value).ok()?))
        }
    }
}
