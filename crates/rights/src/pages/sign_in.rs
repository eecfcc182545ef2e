//! Signing in with an e-mail address and a password, or with a passkey.

use super::asker::{AskedBy, known_again};
use super::asking::{PasskeySection, message, no_proof, problem};
use super::destination::Destination;
use super::{COOKIE, DemoSignIns, SignedIn, code, signed_in};
use crate::sign_in::{Attempt, Door, Factors};
use crate::{Providers, Token, passkeys};
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use counter::components::{Button, ErrorSummary, Input, Markup, PasswordInput};
use counter::{Fault, Form, Frame, SetCookie, TOKEN_FIELD, Visit};
use kernel::{FieldProblem, Language, Problem, Reason, Words, words};
use station::Station;

words! {
    TITLE { en: "Sign in to the desk", cy: "Mewngofnodi i'r ddesg" }
    FOR_STAFF {
        en: "This is for people who work for the police. To follow your own report, use its \
             reference and access code.",
        cy: "Mae hwn ar gyfer pobl sy'n gweithio i'r heddlu. I ddilyn eich adroddiad eich hun, \
             defnyddiwch ei gyfeirnod a'i god mynediad.",
    }
    FOLLOW { en: "Follow your report", cy: "Dilyn eich adroddiad" }
    EMAIL { en: "Work email address", cy: "Cyfeiriad e-bost gwaith" }
    PASSWORD { en: "Password", cy: "Cyfrinair" }
    PASSKEY { en: "Sign in with a passkey", cy: "Mewngofnodi gyda chod pas" }
    RECOVER { en: "Use a recovery code", cy: "Defnyddio cod adfer" }
    SIGN_IN { en: "Sign in", cy: "Mewngofnodi" }
    SIGN_IN_WITH { en: "Sign in with {name}", cy: "Mewngofnodi gyda {name}" }
    OR_PASSWORD { en: "Or sign in with a password", cy: "Neu fewngofnodi gyda chyfrinair" }
    ENTER_EMAIL {
        en: "Enter your work email address",
        cy: "Rhowch eich cyfeiriad e-bost gwaith",
    }
    ENTER_PASSWORD { en: "Enter your password", cy: "Rhowch eich cyfrinair" }
    NOT_RIGHT {
        en: "The email address or the password is not right, or the account is closed. Check both \
             and try again, or ask your force's administrator",
        cy: "Nid yw'r cyfeiriad e-bost neu'r cyfrinair yn gywir, neu mae'r cyfrif wedi'i gau. \
             Gwiriwch y ddau a rhowch gynnig arall arni, neu holwch weinyddwr eich heddlu",
    }
    RECORDED {
        en: "We record when you sign in and every record that you open.",
        cy: "Rydym yn cofnodi pryd y byddwch yn mewngofnodi a phob cofnod y byddwch yn ei agor.",
    }
    DEMO_PEOPLE { en: "Who you can be in this demonstration", cy: "Pwy allwch chi fod yn yr arddangosiad hwn" }
    DEMO_PASSWORD { en: "The password of all of them:", cy: "Cyfrinair pob un ohonynt:" }
}

#[derive(Template)]
#[template(path = "rights/sign_in.html")]
struct SignInPage {
    frame: Frame,
    language: Language,
    summary: Option<ErrorSummary>,
    action: String,
    csrf: String,
    to: Destination,
    providers: Vec<Button>,
    email: Input,
    password: PasswordInput,
    button: Button,
    follow: String,
    recover: String,
    passkey: Option<PasskeySection>,
    demo: Option<DemoSignIns>,
}

impl SignInPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.language)
    }
}

/// What the page offers beside its form: who one can be in a demo, and the forces' providers.
type Offers = (Option<Extension<DemoSignIns>>, Option<Extension<Providers>>);

/// The page. Whoever is signed in already goes on.
pub(super) async fn show(
    State(station): State<Station>,
    visit: Visit,
    headers: HeaderMap,
    offers: Offers,
) -> Result<Response, Fault> {
    let to = Destination::in_query(visit.address.query.as_deref());
    match SignedIn::of(&headers, &visit.counter, &station).await {
        Ok(there) => Ok(Redirect::to(&visit.href(to.path_for(&there.staff))).into_response()),
        Err(Problem::Refused(_)) => {
            Page { station: &station, visit: &visit, to, offers }.draw("", &[])
        }
        Err(problem) => Err(Fault(problem)),
    }
}

/// Signs in, and goes on to the page that was asked for.
pub(super) async fn post(
    State(station): State<Station>,
    visit: Visit,
    offers: Offers,
    AskedBy(asker, headers): AskedBy,
    form: Form,
) -> Result<Response, Fault> {
    let to = Destination::parse(form.get("to"));
    let email = form.get("email").unwrap_or_default().trim();
    let password = form.get("password").unwrap_or_default();
    let missing = missing(visit.language, email, password);
    let page = Page { station: &station, visit: &visit, to: to.clone(), offers };
    if !missing.is_empty() {
        return page.draw(email, &missing);
    }
    let factors = if visit.counter.demo { Factors::One } else { Factors::Two };
    let attempt = Attempt { email, password, asker: &asker, factors };
    match crate::sign_in::open(&station, &attempt).await {
        Ok(door) => {
            let known = known_again(&visit.counter, &station, email)?;
            let response = match door {
                Door::Open(token) => enter((&station, &visit, &headers), &token, &to).await?,
                Door::Code(half) => code::ask(&visit, &to, &half, &[])?,
            };
            Ok((known, response).into_response())
        }
        Err(Problem::Refused(Reason::NotSignedIn)) => {
            page.draw(email, &[problem("email", NOT_RIGHT.say(visit.language))])
        }
        Err(problem) => Err(Fault(problem)),
    }
}

/// `POST /desk/sign-in/passkey`: the answer of a key.
pub(super) async fn passkey(
    State(station): State<Station>,
    visit: Visit,
    offers: Offers,
    AskedBy(asker, headers): AskedBy,
    form: Form,
) -> Result<Response, Fault> {
    let to = Destination::parse(form.get("to"));
    let text = |name| form.get(name).unwrap_or_default();
    let both = (text("ceremony"), text("answer"));
    match passkeys::sign_in(&station, both, &asker.device).await {
        Ok(token) => enter((&station, &visit, &headers), &token, &to).await,
        Err(Problem::Refused(Reason::NotSignedIn)) => {
            let page = Page { station: &station, visit: &visit, to, offers };
            page.draw("", &[no_proof(&visit)])
        }
        Err(problem) => Err(Fault(problem)),
    }
}

/// Goes on to the page that was asked for, with a session. Whoever was at this browser before is not any
/// more.
pub(super) async fn enter(
    (station, visit, headers): (&Station, &Visit, &HeaderMap),
    token: &Token,
    to: &Destination,
) -> Result<Response, Fault> {
    if let Some(before) = signed_in::token(headers, &visit.counter) {
        crate::sign_out(station, &before).await?;
    }
    let staff = crate::staff_of(station, token).await?;
    let cookie = SetCookie::strict(&visit.counter, COOKIE, token.cookie_text());
    Ok((cookie, Redirect::to(&visit.href(to.path_for(&staff)))).into_response())
}

fn missing(language: Language, email: &str, password: &str) -> Vec<FieldProblem> {
    [("email", email, ENTER_EMAIL), ("password", password, ENTER_PASSWORD)]
        .into_iter()
        .filter(|(_, text, _)| text.is_empty())
        .map(|(field, _, words)| problem(field, words.say(language)))
        .collect()
}

/// What the page is drawn from.
struct Page<'a> {
    station: &'a Station,
    visit: &'a Visit,
    to: Destination,
    offers: Offers,
}

impl Page<'_> {
    /// The page with what is wrong on it. A password is never put back.
    fn draw(self, email: &str, problems: &[FieldProblem]) -> Result<Response, Fault> {
        let Self { station, visit, to, offers: (demo, providers) } = self;
        let language = visit.language;
        let (key, cookie) = visit.key_or_new(counter::random()?);
        let csrf = key.csrf_token();
        let page = SignInPage {
            frame: Frame::new(visit, TITLE.say(language)).noindex().error(!problems.is_empty()),
            language,
            summary: (!problems.is_empty()).then(|| ErrorSummary::of(language, problems)),
            action: visit.href("/desk/sign-in"),
            passkey: section(station, visit, (&csrf, &to)),
            csrf,
            providers: ways(visit, providers, &to),
            to,
            email: Input::new("email", EMAIL.say(language))
                .email()
                .autocomplete("username")
                .value(email)
                .problem(language, message(problems, "email")),
            password: PasswordInput::new(language, "password", PASSWORD.say(language))
                .problem(language, message(problems, "password")),
            button: Button::new(SIGN_IN.say(language)).prevent_double_click(true),
            follow: visit.href("/track"),
            recover: visit.href("/desk/recover"),
            demo: demo.filter(|_| visit.counter.demo).map(|Extension(people)| people),
        };
        let status =
            if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let response = counter::asks_for_passkey(counter::page_as(status, &page));
        Ok((cookie, response).into_response())
    }
}

fn section(
    station: &Station,
    visit: &Visit,
    (csrf, to): (&str, &Destination),
) -> Option<PasskeySection> {
    Some(PasskeySection {
        language: visit.language,
        action: visit.href("/desk/sign-in/passkey"),
        csrf: csrf.to_owned(),
        to: to.text().to_owned(),
        begun: passkeys::begin_signing_in(station)?,
        fields: Markup::default(),
        button: Button::new(PASSKEY.say(visit.language)).secondary(),
        nonce: visit.nonce.clone(),
    })
}

/// The providers of the force whose page it is, or of all.
fn ways(visit: &Visit, providers: Option<Extension<Providers>>, to: &Destination) -> Vec<Button> {
    let Some(Extension(providers)) = providers else { return Vec::new() };
    let button = |way: &crate::providers::Way| {
        let says = SIGN_IN_WITH.fill(visit.language, &[("name", &way.name)]);
        Button::link(visit.href(&to.provider_path(&way.id)), says)
    };
    providers.of(visit.force.as_ref().map(|force| &force.id)).map(button).collect()
}
