//! A policy that the force would add: written, checked as often as one likes, then asked for.

use super::Office;
use axum::extract::State;
use axum::response::Response;
use counter::components::{Button, Input, InsetText, Textarea};
use counter::leaf::{FormPart, Leaf, Part};
use counter::{Fault, Form, Visit};
use kernel::{FieldProblem, Problem, words};
use rights::pages::SignedIn;
use rights::pages::{At, Outcome};
use rights::pages::{Attempt, button, reason};
use rights::policies::{ADD, Readable};
use rights::second::{self, NewRequest};
use rights::{Right, groups, policies};
use serde_json::json;

words! {
    TITLE { en: "Add a policy", cy: "Ychwanegu polisi" }
    ABOUT { en: "A policy of your force may forbid anything, and permit what is within the national policies. Every policy says in English and in Welsh what it means.", cy: "Gall polisi eich heddlu wahardd unrhyw beth, a chaniatáu'r hyn sydd o fewn y polisïau cenedlaethol. Mae pob polisi yn dweud yn Saesneg ac yn Gymraeg beth mae'n ei olygu." }
    NAME { en: "Name", cy: "Enw" }
    NAME_HINT { en: "2 to 40 lower-case letters, digits and hyphens, such as night-desk", cy: "2 i 40 o lythrennau bach, digidau a chysylltnodau, megis desg-nos" }
    TEXT { en: "The policy, in Cedar", cy: "Y polisi, yn Cedar" }
    CHECK { en: "Check it", cy: "Ei wirio" }
    ASK { en: "Ask a second person", cy: "Gofyn i ail berson" }
    WRONG_NAME { en: "Enter a name of 2 to 40 lower-case letters, digits and hyphens", cy: "Rhowch enw o 2 i 40 o lythrennau bach, digidau a chysylltnodau" }
    TAKEN { en: "A policy of that name is in force. Enter another name", cy: "Mae polisi o'r enw hwnnw mewn grym. Rhowch enw arall" }
    WRONG_TEXT { en: "Put the policy right: {what}", cy: "Cywirwch y polisi: {what}" }
    SOUND { en: "It would say:", cy: "Byddai'n dweud:" }
}

const OPENED_BY: [Right; 1] = [Right::ManagePolicies];

/// `GET /desk/administration/policies/new`.
pub(super) async fn show(
    State(office): State<Office>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = office.at(&visit, &signed_in);
    let may = at.staff().require_for_a_page(Right::ManagePolicies);
    at.shown(&OPENED_BY, may.map(|()| page(&at, &Attempt::default(), &[])))
}

/// `POST /desk/administration/policies/new`: checks it, or asks a second person.
pub(super) async fn post(
    State(office): State<Office>,
    visit: Visit,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = office.at(&visit, &signed_in);
    let done = decide(&at, Attempt::of(form)).await;
    at.done(&OPENED_BY, done)
}

async fn decide(at: &At<'_>, mut attempt: Attempt) -> Result<Outcome, Problem> {
    at.staff().require_now(Right::ManagePolicies)?;
    let (name, text) = (attempt.typed("name").to_owned(), attempt.typed("text").to_owned());
    attempt.require(at, groups::is_id(&name), ("name", WRONG_NAME));
    let checked = policies::check(at.staff(), &name, &text).await?;
    for fault in checked.as_ref().err().into_iter().flatten() {
        let message = at.fill(WRONG_TEXT, &[("what", fault)]);
        attempt.problems.push(FieldProblem { field: "text".to_owned(), message });
    }
    let asks = attempt.typed("do") == "ask";
    if asks {
        attempt.require_reason(at);
    }
    if !asks || !attempt.is_right() {
        let says = checked.unwrap_or_default();
        return Ok(Outcome::Shown(Box::new(page(at, &attempt, &says))));
    }
    let mut tx = at.tx().await?;
    if policies::added(&mut tx).await?.iter().any(|there| there.name == name) {
        tx.leave().await?;
        attempt.require(at, false, ("name", TAKEN));
        return Ok(Outcome::Shown(Box::new(page(at, &attempt, &[]))));
    }
    let says = [
        format!("Add the policy “{name}” to those of this force."),
        format!("Ychwanegu'r polisi “{name}” at rai'r heddlu hwn."),
    ];
    let new = NewRequest {
        deed: ADD,
        thing_id: name.clone(),
        details: json!({ "name": name, "text": text }),
        says,
        reason: attempt.typed("reason").to_owned(),
    };
    second::ask_for(&mut tx, at.staff(), &new).await?;
    tx.commit().await?;
    Ok(Outcome::Done("/policies?done=asked".to_owned()))
}

fn page(at: &At<'_>, attempt: &Attempt, says: &[Readable]) -> Leaf {
    let language = at.language();
    let mut leaf = at.wrong(at.leaf(TITLE, at.say(TITLE)), attempt).text(at.say(ABOUT));
    if !says.is_empty() {
        let lines: Vec<&str> = says.iter().map(|it| it.say(language)).collect();
        let text = format!("{} {}", at.say(SOUND), lines.join(" "));
        leaf = leaf.piece(InsetText::new(text));
    }
    let name = Input::new("name", at.say(NAME)).hint(at.say(NAME_HINT)).width(20);
    let name = name.value(attempt.typed("name")).spellcheck(false);
    let text = Textarea::new("text", at.say(TEXT)).rows(12).spellcheck(false).class("bl-source");
    let text = text.value(attempt.form.get("text").unwrap_or_default());
    let form = FormPart::to(at.href("/policies/new"))
        .field(name.problem(language, attempt.problem("name")))
        .field(text.problem(language, attempt.problem("text")))
        .field(reason(at, attempt))
        .button(button(at, ASK).sends("do", "ask"))
        .button(Button::new(at.say(CHECK)).secondary().sends("do", "check"));
    leaf.part(Part::Form(form))
}
