//! Setting up an authenticator app, or another in its place.

use super::{asking, back, refused};
use crate::authenticator::{Offer, enrol as enrol_app, offer, offered};
use crate::pages::asking::{drawn, message, problem};
use crate::pages::{COOKIE, SignedIn, code, signed_in as door};
use crate::{Proof, account_of, prove_again};
use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use counter::components::Button;
use counter::{Fault, Form, SetCookie, Visit};
use identity::totp::Picture;
use kernel::{FieldProblem, Language, Problem, Purpose, Reason, Words, words};
use policy::Assurance;
use station::Station;

words! {
    TITLE { en: "Set up an authenticator app", cy: "Gosod ap dilysu" }
    FIRST {
        en: "Before you begin to work, set up an app that shows codes. From then on your password alone \
             does not let anybody in.",
        cy: "Cyn i chi ddechrau gweithio, gosodwch ap sy'n dangos codau. O hynny ymlaen ni fydd eich \
             cyfrinair ar ei ben ei hun yn gadael neb i mewn.",
    }
    WHY {
        en: "With it you enter a code of 6 digits beside your password.",
        cy: "Gydag ef byddwch yn rhoi cod o 6 digid wrth ochr eich cyfrinair.",
    }
    SCAN {
        en: "Scan this picture with the app, or type the letters under it into the app.",
        cy: "Sganiwch y llun hwn gyda'r ap, neu teipiwch y llythrennau oddi tano yn yr ap.",
    }
    PICTURE { en: "A picture for your authenticator app. It holds the letters under it.", cy: "Llun ar gyfer eich ap dilysu. Mae'n dal y llythrennau oddi tano." }
    LETTERS { en: "Letters to type", cy: "Llythrennau i'w teipio" }
    CODE { en: "The code that the app shows now", cy: "Y cod y mae'r ap yn ei ddangos nawr" }
    SET_UP { en: "Set it up", cy: "Ei osod" }
    NOT_RIGHT {
        en: "The code is not right. Enter the one that the app shows now, and check that its clock is right",
        cy: "Nid yw'r cod yn gywir. Rhowch yr un y mae'r ap yn ei ddangos nawr, a gwiriwch fod ei gloc yn gywir",
    }
}

#[derive(Template)]
#[template(path = "rights/app.html")]
struct Shown {
    language: Language,
    picture: Option<Picture>,
    text: String,
}

impl Shown {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.language)
    }
}

/// `GET /desk/you/authenticator`.
pub(in crate::pages) async fn show(
    State(station): State<Station>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    if let Err(problem) = signed_in.staff.require_fresh(true) {
        return refused(&visit, problem);
    }
    let email = local_address(&station, &signed_in).await?;
    let offer = offer(&station, &signed_in.staff, &email)?;
    Ok(draw(&visit, &signed_in, offer, &[]))
}

fn draw(visit: &Visit, signed_in: &SignedIn, offer: Offer, problems: &[FieldProblem]) -> Response {
    let language = visit.language;
    let why = if signed_in.staff.is_enrolling() { FIRST } else { WHY };
    let mut page = asking(visit, signed_in, TITLE, "/desk/you/authenticator");
    page.says = [why, SCAN].map(|words| words.say(language).to_owned()).into();
    page.shows = drawn(&Shown { language, picture: offer.picture, text: offer.text });
    page.hidden = vec![("offer", offer.sealed)];
    let field = code::field(visit, CODE.say(language), message(problems, "code"));
    page.fields = vec![drawn(&field)];
    page.button = Some(Button::new(SET_UP.say(language)).prevent_double_click(true));
    page.problems(problems).respond()
}

/// `POST /desk/you/authenticator`: the first code. The session goes on under a new token, as one that was
/// proven by both.
pub(in crate::pages) async fn enrol(
    State(station): State<Station>,
    visit: Visit,
    headers: HeaderMap,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let staff = &signed_in.staff;
    if let Err(problem) = staff.require_fresh(false) {
        return refused(&visit, problem);
    }
    let text = |field| form.get(field).unwrap_or_default();
    let both = (text("offer"), text("code"));
    let email = local_address(&station, &signed_in).await?;
    if !enrol_app(&station, staff, both).await? {
        let wrong = [problem("code", NOT_RIGHT.say(visit.language))];
        let again = match offered(&station, staff, (&email, both.0)) {
            Some(offer) => offer,
            None => offer(&station, staff, &email)?,
        };
        return Ok(draw(&visit, &signed_in, again, &wrong));
    }
    let token = door::token(&headers, &visit.counter);
    let token = token.ok_or(Problem::Refused(Reason::NotSignedIn))?;
    let proof = Proof { assurance: Assurance::TwoFactors, ..Proof::by_password() };
    let new = prove_again(&station, &token, &proof).await?;
    let cookie = SetCookie::strict(&visit.counter, COOKIE, new.cookie_text());
    Ok((cookie, back(&visit, "app")).into_response())
}

/// The address that the app shows. Whoever signs in at a provider has their second factor there.
async fn local_address(station: &Station, signed_in: &SignedIn) -> Result<String, Problem> {
    let staff = &signed_in.staff;
    let mut tx = station.begin(&staff.scope(Purpose::SigningIn)).await?;
    let account = account_of(&mut tx, staff.account()).await?;
    tx.leave().await?;
    match account.issuer {
        None => Ok(account.email),
        Some(_) => Err(Problem::Conflict("this account signs in at its provider")),
    }
}
