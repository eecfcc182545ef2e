//! Other systems that may ask us: which there are, letting one in, ending its access.

use super::Office;
use super::accounts::ENDED;
use super::index::SYSTEMS;
use axum::extract::{Path, State};
use axum::response::Response;
use counter::components::{
    Button, Checkboxes, Choice, Colour, Input, InsetText, SummaryList, SummaryRow, Tag, Textarea,
    WarningText,
};
use counter::leaf::{FormPart, Leaf, Line, Part};
use counter::{Fault, Form, Visit, dates};
use kernel::{ClientId, Instant, Problem, Thing, Words, words};
use rights::Right;
use rights::clients::{self, ClientScope, Listed, NewClient};
use rights::pages::SignedIn;
use rights::pages::{At, Outcome, id};
use rights::pages::{Attempt, button};

words! {
    TITLE { en: "Let a system in", cy: "Gadael system i mewn" }
    ABOUT { en: "Another system asks in its own name and never with a person's session. It may do what you choose here and nothing else.", cy: "Mae system arall yn gofyn yn ei henw ei hun a byth gyda sesiwn person. Gall wneud yr hyn a ddewiswch yma a dim byd arall." }
    NONE { en: "No other system is let in.", cy: "Ni adewir yr un system arall i mewn." }
    ONE { en: "One system", cy: "Un system" }
    NAME { en: "Name", cy: "Enw" }
    SCOPES { en: "What may it do?", cy: "Beth all ei wneud?" }
    READS { en: "Fetch the list of contacts (contacts:read)", cy: "Nôl y rhestr o gysylltiadau (contacts:read)" }
    SUBMITS { en: "Send reports in its own name (reports:submit)", cy: "Anfon adroddiadau yn ei henw ei hun (reports:submit)" }
    KEY { en: "Its public key (optional)", cy: "Ei hallwedd gyhoeddus (dewisol)" }
    KEY_HINT { en: "A JWK: Ed25519, P-256, or RSA of 2048 bits or more. With none it gets a secret from us", cy: "JWK: Ed25519, P-256, neu RSA o 2048 did neu fwy. Heb un, mae'n cael cyfrinach gennym ni" }
    RATE { en: "Requests a minute, at most", cy: "Ceisiadau y funud, ar y mwyaf" }
    EXPIRES { en: "Until which day?", cy: "Tan ba ddiwrnod?" }
    EXPIRES_HINT { en: "Year, month and day, such as 2027-06-04, within 12 months", cy: "Blwyddyn, mis a diwrnod, megis 2027-06-04, o fewn 12 mis" }
    LET_IN { en: "Let it in", cy: "Ei gadael i mewn" }
    WRONG_NAME { en: "Enter a name of 1 to 100 characters", cy: "Rhowch enw o 1 i 100 nod" }
    WRONG_SCOPES { en: "Choose what it may do", cy: "Dewiswch beth all ei wneud" }
    WRONG_KEY { en: "Enter a public key as a JWK without its private part, or leave it empty", cy: "Rhowch allwedd gyhoeddus fel JWK heb ei rhan breifat, neu gadewch ef yn wag" }
    WRONG_RATE { en: "Enter a number from 1 to 6,000", cy: "Rhowch rif o 1 i 6,000" }
    WRONG_DAY { en: "Enter a day after today and within 12 months, such as 2027-06-04", cy: "Rhowch ddiwrnod ar ôl heddiw ac o fewn 12 mis, megis 2027-06-04" }
    IN_NOW { en: "The system is let in", cy: "Mae'r system wedi'i gadael i mewn" }
    TOKEN { en: "What it holds from now on", cy: "Yr hyn y mae'n ei ddal o hyn ymlaen" }
    ONCE { en: "It is shown once and kept nowhere. Put it where the system reads its secrets, and not in an email.", cy: "Fe'i dangosir unwaith ac nis cedwir yn unman. Rhowch ef lle mae'r system yn darllen ei chyfrinachau, ac nid mewn e-bost." }
    CALLS_ITSELF { en: "It calls itself", cy: "Mae'n galw ei hun yn" }
    BY_KEY { en: "with a key of its own", cy: "gydag allwedd ei hun" }
    BY_SECRET { en: "with a secret from us", cy: "gyda chyfrinach gennym ni" }
    PROVES { en: "Proves itself", cy: "Yn profi ei hun" }
    MADE { en: "Let in", cy: "Gadawyd i mewn" }
    MADE_BY { en: "{when}, by {name}", cy: "{when}, gan {name}" }
    END { en: "End its access now", cy: "Dod â'i mynediad i ben nawr" }
    END_ABOUT { en: "It is refused from its next request on. This cannot be undone: let it in anew if it is needed.", cy: "Fe'i gwrthodir o'i chais nesaf ymlaen. Ni ellir dadwneud hyn: gadewch hi i mewn o'r newydd os oes ei hangen." }
    DID { en: "Its access has ended.", cy: "Mae ei mynediad wedi dod i ben." }
}

const OPENED_BY: [Right; 1] = [Right::ManageClients];
/// Requests a minute unless somebody says otherwise.
const USUAL_RATE: &str = "60";

/// `GET /desk/administration/systems`.
pub(super) async fn show(
    State(office): State<Office>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = office.at(&visit, &signed_in);
    let looked = look(&at).await;
    at.shown(&OPENED_BY, looked)
}

async fn look(at: &At<'_>) -> Result<Leaf, Problem> {
    at.staff().require(Right::ManageClients)?;
    let mut tx = at.tx().await?;
    let all = clients::list(&mut tx).await?;
    let now = tx.real_now();
    tx.leave().await?;
    let leaf = at.leaf(SYSTEMS, at.say(SYSTEMS)).text(at.say(ABOUT));
    let leaf = leaf.piece(Button::link(at.href("/systems/new"), at.say(TITLE)));
    if all.is_empty() {
        return Ok(leaf.text(at.say(NONE)));
    }
    let line = |it: &Listed| Line {
        href: at.href(&format!("/systems/{}", it.id)),
        text: it.name.clone(),
        tag: over(it, now).then(|| Tag::new(at.say(ENDED)).colour(Colour::Grey)),
        about: Some(codes(&it.scopes)),
    };
    Ok(leaf.part(Part::Links(all.iter().map(line).collect())))
}

fn over(client: &Listed, now: Instant) -> bool {
    client.ended_at.is_some() || client.expires_at <= now
}

fn codes(scopes: &[ClientScope]) -> String {
    scopes.iter().map(|scope| scope.code()).collect::<Vec<_>>().join(", ")
}

/// `GET /desk/administration/systems/new`.
pub(super) async fn new(
    State(office): State<Office>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = office.at(&visit, &signed_in);
    let may = at.staff().require_for_a_page(Right::ManageClients);
    at.shown(&OPENED_BY, may.map(|()| page(&at, &Attempt::default())))
}

/// `POST /desk/administration/systems/new`.
pub(super) async fn make(
    State(office): State<Office>,
    visit: Visit,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = office.at(&visit, &signed_in);
    let done = let_in(&at, Attempt::of(form)).await;
    at.done(&OPENED_BY, done)
}

async fn let_in(at: &At<'_>, mut attempt: Attempt) -> Result<Outcome, Problem> {
    at.staff().require_now(Right::ManageClients)?;
    let mut tx = at.tx().await?;
    let now = tx.real_now();
    let new = read(&attempt, now);
    let faults = clients::faults(&new, now);
    for (field, words) in [
        ("name", WRONG_NAME),
        ("scopes", WRONG_SCOPES),
        ("public_key", WRONG_KEY),
        ("rate", WRONG_RATE),
        ("expires", WRONG_DAY),
    ] {
        attempt.require(at, !faults.contains(&field), (field, words));
    }
    if !attempt.is_right() {
        tx.leave().await?;
        return Ok(Outcome::Shown(Box::new(page(at, &attempt))));
    }
    let (id, token) = clients::make(&mut tx, at.staff(), &new).await?;
    tx.commit().await?;
    let there =
        Line { href: at.href(&format!("/systems/{id}")), text: new.name, tag: None, about: None };
    let mut leaf = at.leaf(TITLE, at.say(IN_NOW));
    if let Some(token) = token {
        leaf = leaf.heading(at.say(TOKEN)).piece(InsetText::new(token));
        leaf = leaf.piece(WarningText::new(at.language(), at.say(ONCE)));
    } else {
        let called = clients::client_id_text(at.staff().force(), id);
        leaf = leaf.heading(at.say(CALLS_ITSELF)).piece(InsetText::new(called));
    }
    Ok(Outcome::Shown(Box::new(leaf.part(Part::Links(vec![there])))))
}

/// What was typed. A key that cannot be read, a number that is none and a day that is none are read as
/// what is refused.
fn read(attempt: &Attempt, now: Instant) -> NewClient {
    let key = attempt.typed("public_key");
    let key = (!key.is_empty())
        .then(|| serde_json::from_str(key).unwrap_or(serde_json::Value::Bool(false)));
    let ticked = attempt.ticked("scopes");
    NewClient {
        name: attempt.typed("name").to_owned(),
        scopes: ticked.iter().filter_map(|code| ClientScope::of_code(code)).collect(),
        public_key: key,
        rate_per_minute: attempt.typed("rate").parse().unwrap_or_default(),
        expires_at: attempt.end_of_day("expires").unwrap_or(now),
    }
}

fn page(at: &At<'_>, attempt: &Attempt) -> Leaf {
    let language = at.language();
    let scope = |scope: ClientScope| {
        let words = match scope {
            ClientScope::ReadContacts => READS,
            ClientScope::SubmitReports => SUBMITS,
        };
        Choice::new(scope.code(), at.say(words))
    };
    let rate = if attempt.sent { attempt.typed("rate") } else { USUAL_RATE };
    let name = Input::new("name", at.say(NAME)).width(30).value(attempt.typed("name"));
    let scopes = Checkboxes::new("scopes", at.say(SCOPES))
        .choices(ClientScope::ALL.map(scope))
        .chosen(attempt.ticked("scopes"));
    let rate = Input::new("rate", at.say(RATE)).digits().width(5).value(rate);
    let expires = Input::new("expires", at.say(EXPIRES)).hint(at.say(EXPIRES_HINT)).width(10);
    let expires = expires.value(attempt.typed("expires"));
    let key = Textarea::new("public_key", at.say(KEY)).hint(at.say(KEY_HINT)).rows(4);
    let key = key.spellcheck(false).class("bl-source").value(attempt.typed("public_key"));
    let form = FormPart::to(at.href("/systems/new"))
        .field(name.problem(language, attempt.problem("name")))
        .field(scopes.problem(language, attempt.problem("scopes")))
        .field(rate.problem(language, attempt.problem("rate")))
        .field(expires.problem(language, attempt.problem("expires")))
        .field(key.problem(language, attempt.problem("public_key")))
        .button(button(at, LET_IN));
    let leaf = at.wrong(at.leaf(TITLE, at.say(TITLE)), attempt);
    leaf.text(at.say(ABOUT)).part(Part::Form(form))
}

/// `GET /desk/administration/systems/{id}`.
pub(super) async fn one(
    State(office): State<Office>,
    visit: Visit,
    Path(text): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = office.at(&visit, &signed_in);
    let looked = look_at(&at, &text).await;
    at.shown(&OPENED_BY, looked)
}

async fn look_at(at: &At<'_>, text: &str) -> Result<Leaf, Problem> {
    at.staff().require(Right::ManageClients)?;
    let id: ClientId = id(text)?;
    let mut tx = at.tx().await?;
    let found = clients::list(&mut tx).await?.into_iter().find(|it| it.id == id);
    let client = found.ok_or(Problem::NotFound(Thing::Setting))?;
    let name = at.name_of(&mut tx, client.made_by).await?;
    let now = tx.real_now();
    tx.leave().await?;
    let mut leaf = at.after(at.leaf(ONE, client.name.clone()), &[("ended", DID)]);
    if over(&client, now) {
        leaf = leaf.piece(Tag::new(at.say(ENDED)).colour(Colour::Grey));
    }
    leaf = leaf.piece(facts(at, &client, &name));
    if over(&client, now) {
        return Ok(leaf);
    }
    let action = at.href(&format!("/systems/{id}"));
    let end = FormPart::to(action).button(button(at, END).warning());
    Ok(leaf.text(at.say(END_ABOUT)).part(Part::Form(end)))
}

fn facts(at: &At<'_>, client: &Listed, made_by: &str) -> SummaryList {
    let when = |moment| dates::date_and_time(moment, at.language());
    let row = |words: Words, value: String| SummaryRow::new(at.say(words), value);
    let made = at.fill(MADE_BY, &[("when", &when(client.made_at)), ("name", made_by)]);
    let proves = if client.by_key { BY_KEY } else { BY_SECRET };
    SummaryList::new()
        .row(row(CALLS_ITSELF, clients::client_id_text(at.staff().force(), client.id)))
        .row(row(SCOPES, codes(&client.scopes)))
        .row(row(PROVES, at.say(proves).to_owned()))
        .row(row(RATE, client.rate_per_minute.to_string()))
        .row(row(MADE, made))
        .row(row(EXPIRES, when(client.ended_at.unwrap_or(client.expires_at))))
}

/// `POST /desk/administration/systems/{id}`: ends its access.
pub(super) async fn end(
    State(office): State<Office>,
    visit: Visit,
    Path(text): Path<String>,
    signed_in: SignedIn,
    _form: Form,
) -> Result<Response, Fault> {
    let at = office.at(&visit, &signed_in);
    let done = async {
        at.staff().require_now(Right::ManageClients)?;
        let id: ClientId = id(&text)?;
        let mut tx = at.tx().await?;
        match clients::end(&mut tx, at.staff(), id).await {
            Ok(()) => tx.commit().await?,
            Err(problem) => {
                let known = clients::list(&mut tx).await?.iter().any(|it| it.id == id);
                tx.leave().await?;
                if !known {
                    return Err(problem);
                }
            }
        }
        Ok(Outcome::Done(format!("/systems/{id}?done=ended")))
    };
    let done = done.await;
    at.done(&OPENED_BY, done)
}
