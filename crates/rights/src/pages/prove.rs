//! Proving again who one is, before something dangerous.

use super::asking::{Asking, PasskeySection, drawn, message, no_proof, problem};
use super::destination::Destination;
use super::{COOKIE, SignedIn, code, frame, provider, signed_in};
use crate::{Proof, Providers, authenticator, passkeys, passwords};
use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use counter::components::{Button, Markup, PasswordInput};
use counter::{Fault, Form, SetCookie, Visit};
use kernel::{FieldProblem, Problem, Purpose, Reason, Words, words};
use policy::Assurance;
use station::{Act, Entry, Station};

words! {
    TITLE { en: "Confirm that it is you", cy: "Cadarnhewch mai chi sydd yno" }
    WHY {
        en: "What comes next cannot be undone, or opens what few may see. It is asked for every quarter \
             of an hour, so that nobody does it from a desk that you left.",
        cy: "Ni ellir dadwneud yr hyn a ddaw nesaf, neu mae'n agor yr hyn na all llawer ei weld. Gofynnir \
             amdano bob chwarter awr, fel na all neb ei wneud o ddesg y gwnaethoch ei gadael.",
    }
    PASSWORD { en: "Your password", cy: "Eich cyfrinair" }
    CONFIRM { en: "Confirm", cy: "Cadarnhau" }
    WITH_PASSKEY { en: "Confirm with a passkey", cy: "Cadarnhau gyda chod pas" }
    CODE { en: "Code of your authenticator app", cy: "Cod eich ap dilysu" }
    ENTER_CODE { en: "Enter the code that your app shows", cy: "Rhowch y cod y mae eich ap yn ei ddangos" }
    CODE_NOT_RIGHT {
        en: "The code is not right, or was used before. Wait for the next one and enter it",
        cy: "Nid yw'r cod yn gywir, neu fe'i defnyddiwyd o'r blaen. Arhoswch am yr un nesaf a'i roi",
    }
    CONFIRM_WITH { en: "Confirm with {name}", cy: "Cadarnhau gyda {name}" }
    ENTER_PASSWORD { en: "Enter your password", cy: "Rhowch eich cyfrinair" }
    NOT_RIGHT {
        en: "The password is not right. Check it and try again",
        cy: "Nid yw'r cyfrinair yn gywir. Gwiriwch ef a rhowch gynnig arall arni",
    }
}

/// The way to this page for whoever must prove who they are before they see another. A form that was
/// sent leads back to the page of the same address.
pub(super) fn first(visit: &Visit) -> Response {
    Redirect::to(&prove_href(visit)).into_response()
}

/// Where to prove who one is, and come back to the page that was asked for.
#[must_use]
pub fn prove_href(visit: &Visit) -> String {
    visit.href(&Destination::of(&visit.address).prove_path())
}

/// The page.
pub(super) async fn show(
    State(station): State<Station>,
    visit: Visit,
    providers: Option<Extension<Providers>>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let to = Destination::in_query(visit.address.query.as_deref());
    let theirs = provider::provider_of(&station, &signed_in).await?;
    let way = theirs.and_then(|id| providers?.named(&id));
    if let Some(way) = way {
        return Ok(elsewhere(&visit, &signed_in, &to, (&way.id, &way.name)));
    }
    Page::of(&station, &visit, &signed_in).await?.draw(&to, &[]).await
}

/// Proves it with a passkey, or with the password and the code of an app where there is one, and goes on to
/// the page that was asked for under a new token.
pub(super) async fn post(
    State(station): State<Station>,
    visit: Visit,
    headers: HeaderMap,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let to = Destination::parse(form.get("to"));
    let page = Page::of(&station, &visit, &signed_in).await?;
    let proof = match page.proof(&form).await? {
        Ok(proof) => proof,
        Err(problem) => return page.draw(&to, &[problem]).await,
    };
    let token = signed_in::token(&headers, &visit.counter);
    let token = token.ok_or(Problem::Refused(Reason::NotSignedIn))?;
    let new = crate::prove_again(&station, &token, &proof).await?;
    let cookie = SetCookie::strict(&visit.counter, COOKIE, new.cookie_text());
    let there = visit.href(to.path_for(&signed_in.staff));
    Ok((cookie, Redirect::to(&there)).into_response())
}

/// The page for whoever signed in at a provider: they prove it there, and have no password here.
fn elsewhere(
    visit: &Visit,
    signed_in: &SignedIn,
    to: &Destination,
    (id, name): (&str, &str),
) -> Response {
    let language = visit.language;
    let says = CONFIRM_WITH.fill(language, &[("name", name)]);
    let way = Button::link(visit.href(&to.prove_at_path(id)), says);
    let frame = frame(&visit.counter, visit, signed_in, TITLE.say(language));
    let (action, csrf) = (visit.href("/desk/prove"), signed_in.csrf.clone());
    let page = Asking {
        says: vec![WHY.say(language).to_owned()],
        shows: way.into(),
        cancel: Some(visit.href("/desk")),
        ..Asking::new(frame, TITLE.say(language), action, csrf)
    };
    page.respond()
}

/// Who is asked to prove it, and with what.
struct Page<'a> {
    station: &'a Station,
    visit: &'a Visit,
    signed_in: &'a SignedIn,
    /// Whether the code of their app is asked for beside the password.
    has_app: bool,
}

impl<'a> Page<'a> {
    async fn of(
        station: &'a Station,
        visit: &'a Visit,
        signed_in: &'a SignedIn,
    ) -> Result<Self, Problem> {
        let staff = &signed_in.staff;
        let mut tx = station.begin(&staff.scope(Purpose::SigningIn)).await?;
        let enrolled = authenticator::enrolled(&mut tx, staff.account()).await?;
        tx.leave().await?;
        let has_app = enrolled.is_some() && !visit.counter.demo;
        Ok(Self { station, visit, signed_in, has_app })
    }

    async fn proof(&self, form: &Form) -> Result<Result<Proof, FieldProblem>, Problem> {
        let Self { station, visit, signed_in, has_app } = *self;
        let (staff, language) = (&signed_in.staff, visit.language);
        let text = |name| form.get(name).unwrap_or_default();
        let wrong = |field, words: Words| Ok(Err(problem(field, words.say(language))));
        if !text("answer").is_empty() {
            let both = (text("ceremony"), text("answer"));
            let proven = passkeys::prove(station, staff, both).await?;
            return Ok(proven.ok_or_else(|| no_proof(visit)));
        }
        if text("password").is_empty() {
            return wrong("password", ENTER_PASSWORD);
        }
        if has_app && text("code").trim().is_empty() {
            return wrong("code", ENTER_CODE);
        }
        if !passwords::is_theirs(station, staff, text("password")).await? {
            return wrong("password", NOT_RIGHT);
        }
        if !has_app {
            return Ok(Ok(Proof::by_password()));
        }
        let mut tx = station.begin(&staff.scope(Purpose::SigningIn)).await?;
        if !authenticator::accepts(&mut tx, staff.account(), text("code")).await? {
            tx.commit().await?;
            return wrong("code", CODE_NOT_RIGHT);
        }
        let entry = Entry::new(Act::Consultation, "code_used", "account", staff.account());
        tx.journal(entry).await?;
        tx.commit().await?;
        Ok(Ok(Proof { assurance: Assurance::TwoFactors, ..Proof::by_password() }))
    }

    async fn draw(&self, to: &Destination, problems: &[FieldProblem]) -> Result<Response, Fault> {
        let Self { station, visit, signed_in, has_app } = *self;
        let language = visit.language;
        let begun = passkeys::begin_proving(station, &signed_in.staff).await?;
        let password = PasswordInput::new(language, "password", PASSWORD.say(language))
            .problem(language, message(problems, "password"));
        let code = || code::field(visit, CODE.say(language), message(problems, "code"));
        let frame = frame(&visit.counter, visit, signed_in, TITLE.say(language));
        let (action, csrf) = (visit.href("/desk/prove"), signed_in.csrf.clone());
        let page = Asking {
            says: vec![WHY.say(language).to_owned()],
            hidden: vec![("to", to.text().to_owned())],
            fields: [Some(drawn(&password)), has_app.then(|| drawn(&code()))]
                .into_iter()
                .flatten()
                .collect(),
            button: Some(Button::new(CONFIRM.say(language)).prevent_double_click(true)),
            passkey: begun.map(|begun| PasskeySection {
                language,
                action: action.clone(),
                csrf: csrf.clone(),
                to: to.text().to_owned(),
                begun,
                fields: Markup::default(),
                button: Button::new(WITH_PASSKEY.say(language)).secondary(),
                nonce: visit.nonce.clone(),
            }),
            cancel: Some(visit.href("/desk")),
            ..Asking::new(frame, TITLE.say(language), action, csrf)
        };
        Ok(page.problems(problems).respond())
    }
}
