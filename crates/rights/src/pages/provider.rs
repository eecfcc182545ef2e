//! Signing in with a force's identity provider: on the way there, and back.
//!
//! A browser comes back from the provider without the desk's cookie, which no other site's page brings
//! along: so whatever is needed is in the sealed cookie of the way, and what follows is a page of ours
//! that leads on by itself.

mod away;
mod leave;

pub(super) use leave::leave;

use super::destination::Destination;
use super::{COOKIE, SignedIn, frame, signed_in};
use crate::providers::{NotLetIn, Providers, Way, arrive, confirm, is_first_use};
use crate::{Token, staff_of, store};
use askama::Template;
use away::Away;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::header::REFRESH;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use counter::components::Button;
use counter::{Fault, Frame, SetCookie, Visit};
use identity::provider::{Answer, Identity, Refusal};
use kernel::{Clock, Problem, Purpose, Thing, Words, words};
use station::Station;
use std::sync::Arc;

words! {
    TITLE { en: "You are not signed in", cy: "Nid ydych wedi mewngofnodi" }
    NOT_PROVEN {
        en: "Your force's sign-in service did not tell us who you are in a way that we can rely on. \
             Nothing was changed.",
        cy: "Ni ddywedodd gwasanaeth mewngofnodi eich heddlu wrthym pwy ydych mewn ffordd y gallwn \
             ddibynnu arni. Ni newidiwyd dim.",
    }
    TRY_AGAIN {
        en: "Try again. If it happens again, tell your force's administrator.",
        cy: "Rhowch gynnig arall arni. Os bydd yn digwydd eto, dywedwch wrth weinyddwr eich heddlu.",
    }
    NO_ROLE {
        en: "We know who you are, but nothing says what you do here.",
        cy: "Rydym yn gwybod pwy ydych, ond nid oes dim yn dweud beth yw eich gwaith yma.",
    }
    ASK_FOR_ROLE {
        en: "Ask your force's administrator to give you a role for Bluelamp, then sign in again.",
        cy: "Gofynnwch i weinyddwr eich heddlu roi rôl i chi ar gyfer Bluelamp, yna mewngofnodwch eto.",
    }
    ENDED { en: "Your account here is closed.", cy: "Mae eich cyfrif yma wedi'i gau." }
    ASK_TO_OPEN {
        en: "Ask your force's administrator if you need it for your work.",
        cy: "Gofynnwch i weinyddwr eich heddlu os oes ei angen arnoch ar gyfer eich gwaith.",
    }
    TOO_WEAK {
        en: "Your force asks for a stronger way to sign in, such as a security key or a second step.",
        cy: "Mae eich heddlu yn gofyn am ffordd gryfach o fewngofnodi, fel allwedd ddiogelwch neu ail \
             gam.",
    }
    USE_STRONGER {
        en: "Sign in again with it. If you do not have one, ask your force's administrator.",
        cy: "Mewngofnodwch eto gyda hi. Os nad oes un gennych, gofynnwch i weinyddwr eich heddlu.",
    }
    SOMEBODY_ELSE {
        en: "You confirmed with another account than the one you are signed in with.",
        cy: "Gwnaethoch gadarnhau gyda chyfrif gwahanol i'r un rydych wedi mewngofnodi ag ef.",
    }
    SIGN_IN_AGAIN { en: "Sign in again", cy: "Mewngofnodi eto" }
    IN { en: "You are signed in", cy: "Rydych wedi mewngofnodi" }
    CONFIRMED { en: "You confirmed that it is you", cy: "Rydych wedi cadarnhau mai chi sydd yno" }
    LEADS_ON {
        en: "The next page opens by itself.",
        cy: "Mae'r dudalen nesaf yn agor ohoni ei hun.",
    }
    CONTINUE { en: "Continue", cy: "Parhau" }
}

#[derive(Template)]
#[template(path = "rights/provider.html")]
struct ProviderPage {
    frame: Frame,
    title: &'static str,
    paragraphs: Vec<&'static str>,
    button: Button,
}

/// The way to the provider.
pub(super) async fn start(
    State(station): State<Station>,
    visit: Visit,
    headers: HeaderMap,
    providers: Option<Extension<Providers>>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let way = named(providers, &id)?;
    if let Some(there) = where_it_comes_back(&station, &visit) {
        return Ok(Redirect::to(&there).into_response());
    }
    let to = Destination::in_query(visit.address.query.as_deref());
    let before = signed_in::token(&headers, &visit.counter);
    go(&station, &visit, &way, Away::signing_in(&visit, &to, before.as_ref())).await
}

/// The way to the provider for somebody who signed in with it and must prove again who they are.
pub(super) async fn again(
    State(station): State<Station>,
    visit: Visit,
    providers: Option<Extension<Providers>>,
    signed_in: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let way = named(providers, &id)?;
    if provider_of(&station, &signed_in).await?.as_deref() != Some(&id) {
        return Err(Fault(Problem::NotFound(Thing::Account)));
    }
    let to = Destination::in_query(visit.address.query.as_deref());
    go(&station, &visit, &way, Away::proving_again(&visit, &to, signed_in.token())).await
}

/// Back from the provider.
pub(super) async fn back(
    State(station): State<Station>,
    mut visit: Visit,
    headers: HeaderMap,
    providers: Option<Extension<Providers>>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let way = named(providers, &id)?;
    let away = Away::read(&headers, &visit.counter, &station, &id);
    if let Some(away) = &away {
        visit.language = away.language();
        visit.address.language = away.language();
    }
    let gone = Away::forget(&visit.counter);
    let query = visit.address.query.clone().unwrap_or_default();
    let answered = answered(&station, &way, away.as_ref(), &query).await?;
    let answer = match (&away, answered) {
        (Some(away), Ok(identity)) => let_in(&station, &visit, &way, (away, &identity)).await?,
        (_, outcome) => {
            let refusal = outcome.err().unwrap_or(Refusal::State);
            tracing::warn!(provider = way.id, %refusal, "somebody was not signed in");
            turned_away(&visit, &[NOT_PROVEN, TRY_AGAIN])
        }
    };
    Ok((gone, answer).into_response())
}

/// The provider with which somebody's session began.
pub(super) async fn provider_of(
    station: &Station,
    signed_in: &SignedIn,
) -> Result<Option<String>, Problem> {
    let mut tx = station.begin(&signed_in.staff.scope(Purpose::SigningIn)).await?;
    let provider = store::provided::provider_of(&mut tx, signed_in.staff.session()).await?;
    tx.leave().await?;
    Ok(provider)
}

fn named(providers: Option<Extension<Providers>>, id: &str) -> Result<Arc<Way>, Fault> {
    let way = providers.and_then(|Extension(providers)| providers.named(id));
    way.ok_or(Fault(Problem::NotFound(Thing::Page)))
}

/// The provider knows one address of ours to send people back to: who is at a force's own host begins
/// there, so that the cookie of the way is there too.
fn where_it_comes_back(station: &Station, visit: &Visit) -> Option<String> {
    let query = visit.address.query.as_ref().map(|query| format!("?{query}")).unwrap_or_default();
    let there =
        format!("{}{}{}{query}", station.public_url(), visit.language.prefix(), visit.address.path);
    visit.address.own_host.then_some(there)
}

async fn go(
    station: &Station,
    visit: &Visit,
    way: &Way,
    away: impl FnOnce(identity::provider::Pending) -> Away,
) -> Result<Response, Fault> {
    let fresh = visit.address.path.starts_with("/desk/prove/");
    match way.provider.begin(station.real(), fresh).await {
        Ok((there, pending)) => {
            let cookie = away(pending).cookie(&visit.counter, station, &way.id)?;
            Ok((cookie, Redirect::to(&there)).into_response())
        }
        Err(refusal) => {
            tracing::warn!(provider = way.id, %refusal, "nobody can be sent to a provider");
            Ok(turned_away(visit, &[NOT_PROVEN, TRY_AGAIN]))
        }
    }
}

/// Who came back, if the answer is to what was asked in this browser, for the first time.
async fn answered(
    station: &Station,
    way: &Way,
    away: Option<&Away>,
    query: &str,
) -> Result<Result<Identity, Refusal>, Problem> {
    let Some(away) = away else { return Ok(Err(Refusal::State)) };
    let pairs: Vec<(String, String)> = serde_html_form::from_str(query).unwrap_or_default();
    let (answer, now) = (Answer::of(&pairs), station.real());
    if let Err(refusal) = way.provider.fits(now, &away.pending, &answer).await {
        return Ok(Err(refusal));
    }
    if !is_first_use(station, way, &away.pending).await? {
        return Ok(Err(Refusal::State));
    }
    Ok(way.provider.finish(now, &away.pending, &answer).await)
}

async fn let_in(
    station: &Station,
    visit: &Visit,
    way: &Way,
    (away, identity): (&Away, &Identity),
) -> Result<Response, Fault> {
    let before = away.token();
    let come = match (&before, away.proves()) {
        (Some(token), true) => confirm(station, way, identity, token).await,
        _ => arrive(station, way, identity).await,
    };
    let words: &[Words] = match come {
        Ok(token) => {
            if let Some(before) = before.filter(|_| !away.proves()) {
                // Whoever was at this browser before is not any more.
                crate::sign_out(station, &before).await?;
            }
            return lead_on(station, visit, away, &token).await;
        }
        Err(NotLetIn::NoRole) => &[NO_ROLE, ASK_FOR_ROLE],
        Err(NotLetIn::Ended) => &[ENDED, ASK_TO_OPEN],
        Err(NotLetIn::TooWeak) => &[TOO_WEAK, USE_STRONGER],
        Err(NotLetIn::SomebodyElse) => &[SOMEBODY_ELSE, TRY_AGAIN],
        Err(NotLetIn::Broken(problem)) => return Err(Fault(problem)),
    };
    Ok(turned_away(visit, words))
}

/// A page of ours that leads on by itself: a browser that another site sent here brings the desk's
/// cookie along from here on.
async fn lead_on(
    station: &Station,
    visit: &Visit,
    away: &Away,
    token: &Token,
) -> Result<Response, Fault> {
    let staff = staff_of(station, token).await?;
    let there = visit.href(away.destination().path_for(&staff));
    let title = if away.proves() { CONFIRMED } else { IN }.say(visit.language);
    let signed_in = SignedIn::by(staff, token.clone());
    let page = ProviderPage {
        frame: frame(&visit.counter, visit, &signed_in, title).noindex(),
        title,
        paragraphs: vec![LEADS_ON.say(visit.language)],
        button: Button::link(there.clone(), CONTINUE.say(visit.language)),
    };
    let cookie = SetCookie::strict(&visit.counter, COOKIE, token.cookie_text());
    Ok((cookie, [(REFRESH, format!("0; url={there}"))], counter::page(&page)).into_response())
}

fn turned_away(visit: &Visit, words: &[Words]) -> Response {
    let language = visit.language;
    let page = ProviderPage {
        frame: Frame::new(visit, TITLE.say(language)).noindex(),
        title: TITLE.say(language),
        paragraphs: words.iter().map(|words| words.say(language)).collect(),
        button: Button::link(visit.href("/desk/sign-in"), SIGN_IN_AGAIN.say(language)),
    };
    counter::page_as(StatusCode::FORBIDDEN, &page)
}
