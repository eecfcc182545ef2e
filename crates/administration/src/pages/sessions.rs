//! Somebody's living sessions, to be ended.

use super::Office;
use axum::extract::{Path, State};
use axum::response::Response;
use counter::components::{Button, SummaryList, SummaryRow};
use counter::leaf::{FormPart, Leaf, Part};
use counter::{Fault, Form, Visit, dates};
use kernel::{AccountId, Problem, SessionId, Words, words};
use rights::pages::SignedIn;
use rights::pages::button;
use rights::pages::{At, Outcome, id};
use rights::sessions::{Listed, Method};
use rights::{Account, Right, manage};

words! {
    TITLE { en: "Sessions", cy: "Sesiynau" }
    HEADING { en: "Sessions of {name}", cy: "Sesiynau {name}" }
    NONE { en: "They are not signed in.", cy: "Nid ydynt wedi mewngofnodi." }
    SINCE { en: "Signed in", cy: "Mewngofnodwyd" }
    USED { en: "Last used", cy: "Defnyddiwyd ddiwethaf" }
    ENDS { en: "Ends by itself", cy: "Yn dod i ben ohono'i hun" }
    DEVICE { en: "Device", cy: "Dyfais" }
    HOW { en: "With", cy: "Gyda" }
    UNKNOWN { en: "not known", cy: "ddim yn hysbys" }
    PASSWORD { en: "a password", cy: "cyfrinair" }
    PROVIDER { en: "the force's provider", cy: "darparwr yr heddlu" }
    PASSKEY { en: "a passkey", cy: "allwedd fynediad" }
    END_ONE { en: "End this session", cy: "Dod â'r sesiwn hon i ben" }
    END_ALL { en: "End all sessions", cy: "Dod â phob sesiwn i ben" }
    DID { en: "What you ended is signed out.", cy: "Mae'r hyn y daethoch ag ef i ben wedi'i allgofnodi." }
}

const OPENED_BY: [Right; 1] = [Right::ManageAccounts];

/// `GET /desk/administration/accounts/{id}/sessions`.
pub(super) async fn show(
    State(office): State<Office>,
    visit: Visit,
    Path(text): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = office.at(&visit, &signed_in);
    let looked = look(&at, &text).await;
    at.shown(&OPENED_BY, looked)
}

async fn look(at: &At<'_>, text: &str) -> Result<Leaf, Problem> {
    at.staff().require_for_a_page(Right::ManageAccounts)?;
    let id: AccountId = id(text)?;
    let mut tx = at.tx().await?;
    manage::may(&mut tx, at.staff(), id).await?;
    let (account, sessions) = manage::see(&mut tx, at.staff(), id).await?;
    tx.commit().await?;
    Ok(page(at, &account, &sessions))
}

/// `POST /desk/administration/accounts/{id}/sessions`: ends one, or all.
pub(super) async fn post(
    State(office): State<Office>,
    visit: Visit,
    Path(text): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = office.at(&visit, &signed_in);
    let done = async {
        at.staff().require_now(Right::ManageAccounts)?;
        let account: AccountId = id(&text)?;
        let which: Option<SessionId> = match form.get("session") {
            Some(session) => Some(id(session)?),
            None => None,
        };
        let mut tx = at.tx().await?;
        if manage::end_sessions(&mut tx, at.staff(), account, which).await? {
            tx.commit().await?;
        } else {
            tx.leave().await?;
        }
        Ok(Outcome::Done(format!("/accounts/{account}/sessions?done=ended")))
    };
    let done = done.await;
    at.done(&OPENED_BY, done)
}

fn page(at: &At<'_>, account: &Account, sessions: &[Listed]) -> Leaf {
    let heading = at.fill(HEADING, &[("name", &account.name)]);
    let leaf = at.after(at.leaf(TITLE, heading), &[("ended", DID)]);
    if sessions.is_empty() {
        return leaf.text(at.say(NONE));
    }
    let action = at.href(&format!("/accounts/{}/sessions", account.id));
    let leaf = sessions.iter().fold(leaf, |leaf, session| {
        let form = FormPart::to(action.clone())
            .hidden("session", session.id.to_string())
            .button(Button::new(at.say(END_ONE)).secondary());
        leaf.piece(facts(at, session)).part(Part::Form(form))
    });
    leaf.part(Part::Form(FormPart::to(action).button(button(at, END_ALL).warning())))
}

fn facts(at: &At<'_>, session: &Listed) -> SummaryList {
    let when = |at_moment| dates::date_and_time(at_moment, at.language());
    let device = if session.device.is_empty() { at.say(UNKNOWN) } else { &session.device };
    let row = |words: Words, value: String| SummaryRow::new(at.say(words), value);
    let method = match session.method {
        Method::Password => PASSWORD,
        Method::Provider => PROVIDER,
        Method::Passkey => PASSKEY,
    };
    SummaryList::new()
        .row(row(DEVICE, device.to_owned()))
        .row(row(HOW, at.say(method).to_owned()))
        .row(row(SINCE, when(session.signed_in_at)))
        .row(row(USED, when(session.seen_at)))
        .row(row(ENDS, when(session.ends_at)))
}
