//! Adding a passkey and removing one. Both need a fresh proof of who asks.

use super::{YOU, asking, back, refused};
use crate::pages::SignedIn;
use crate::pages::asking::{PasskeySection, drawn, message, no_proof, problem};
use crate::pages::destination::Destination;
use crate::{account_of, passkeys};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use counter::components::{Button, Input};
use counter::{Fault, Form, Visit};
use kernel::{FieldProblem, PasskeyId, Problem, Purpose, Thing, words};
use station::Station;

words! {
    TITLE { en: "Add a passkey", cy: "Ychwanegu cod pas" }
    WHY {
        en: "Your device makes a key and keeps it. When you sign in or confirm something, it asks for your \
             finger, your face or its PIN.",
        cy: "Mae eich dyfais yn gwneud allwedd ac yn ei chadw. Pan fyddwch yn mewngofnodi neu'n cadarnhau \
             rhywbeth, mae'n gofyn am eich bys, eich wyneb neu ei PIN.",
    }
    NEEDS {
        en: "This needs a browser that knows passkeys, with scripts switched on, and an address with a name.",
        cy: "Mae angen porwr sy'n adnabod codau pas ar gyfer hyn, gyda sgriptiau wedi'u troi ymlaen, a \
             chyfeiriad ag enw.",
    }
    NAME { en: "What you call it", cy: "Beth rydych yn ei alw" }
    NAME_HINT { en: "For example, key on my key ring", cy: "Er enghraifft, allwedd ar fy nghylch allweddi" }
    ADD { en: "Add the passkey", cy: "Ychwanegu'r cod pas" }
    ENTER_NAME { en: "Enter a name of 1 to 60 characters", cy: "Rhowch enw o 1 i 60 nod" }
    KNOWN { en: "This passkey is added already", cy: "Mae'r cod pas hwn wedi'i ychwanegu eisoes" }
}

/// `GET /desk/you/passkeys`.
pub(in crate::pages) async fn show(
    State(station): State<Station>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    draw(&station, &visit, &signed_in, ("", &[])).await
}

async fn draw(
    station: &Station,
    visit: &Visit,
    signed_in: &SignedIn,
    (name, problems): (&str, &[FieldProblem]),
) -> Result<Response, Fault> {
    let (language, staff) = (visit.language, &signed_in.staff);
    if let Err(problem) = staff.require_fresh(true) {
        return refused(visit, problem);
    }
    let mut tx = station.begin(&staff.scope(Purpose::SigningIn)).await?;
    let email = account_of(&mut tx, staff.account()).await?.email;
    tx.leave().await?;
    let begun = passkeys::begin_adding(station, staff, &email).await?;
    let field = Input::new("name", NAME.say(language))
        .hint(NAME_HINT.say(language))
        .width(20)
        .value(name)
        .problem(language, message(problems, "name"));
    let mut page = asking(visit, signed_in, TITLE, "/desk/you/passkeys");
    page.says = vec![WHY.say(language).to_owned(), NEEDS.say(language).to_owned()];
    page.passkey = begun.map(|begun| PasskeySection {
        language,
        action: page.action.clone(),
        csrf: page.csrf.clone(),
        to: String::new(),
        begun,
        fields: drawn(&field),
        button: Button::new(ADD.say(language)),
        nonce: visit.nonce.clone(),
    });
    Ok(page.problems(problems).respond())
}

/// `POST /desk/you/passkeys`.
pub(in crate::pages) async fn add(
    State(station): State<Station>,
    visit: Visit,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    if let Err(problem) = signed_in.staff.require_fresh(false) {
        return refused(&visit, problem);
    }
    let text = |field| form.get(field).unwrap_or_default().trim();
    let name = text("name");
    if name.is_empty() || name.chars().count() > passkeys::LONGEST_NAME {
        let wrong = [problem("name", ENTER_NAME.say(visit.language))];
        return draw(&station, &visit, &signed_in, (name, &wrong)).await;
    }
    let both = (text("ceremony"), text("answer"));
    match passkeys::add(&station, &signed_in.staff, name, both).await? {
        Ok(_) => Ok(back(&visit, "passkey")),
        Err(identity::passkey::Refused::Known) => {
            let wrong = [problem("passkey", KNOWN.say(visit.language))];
            draw(&station, &visit, &signed_in, (name, &wrong)).await
        }
        Err(_) => draw(&station, &visit, &signed_in, (name, &[no_proof(&visit)])).await,
    }
}

/// `POST /desk/you/passkeys/removal`.
pub(in crate::pages) async fn remove(
    State(station): State<Station>,
    visit: Visit,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let staff = &signed_in.staff;
    if staff.require_fresh(false).is_err() {
        // Back to the list: a removal is no page that can be looked at.
        let there = Destination::parse(Some(YOU)).prove_path();
        return Ok(Redirect::to(&visit.href(&there)).into_response());
    }
    let id: PasskeyId = form
        .get("passkey")
        .and_then(|id| id.parse().ok())
        .ok_or(Problem::NotFound(Thing::Account))?;
    let mut tx = station.begin(&staff.scope(Purpose::SigningIn)).await?;
    passkeys::remove(&mut tx, staff, id).await?;
    tx.commit().await?;
    Ok(back(&visit, "removed"))
}
