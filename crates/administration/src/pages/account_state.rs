//! Ending an account, and opening it again.

use super::Office;
use axum::extract::{Path, State};
use axum::response::Response;
use counter::components::WarningText;
use counter::leaf::{FormPart, Leaf, Part};
use counter::{Fault, Form, Visit};
use kernel::{AccountId, Problem, words};
use rights::pages::SignedIn;
use rights::pages::{At, Outcome, id};
use rights::pages::{Attempt, button, reason};
use rights::{Account, Right, manage};

words! {
    TITLE { en: "End or open an account", cy: "Dod â chyfrif i ben neu ei agor" }
    END_HEADING { en: "End the account of {name}", cy: "Dod â chyfrif {name} i ben" }
    OPEN_HEADING { en: "Open the account of {name} again", cy: "Agor cyfrif {name} eto" }
    WARNING { en: "Every session ends at once, and nobody signs in with it. What they wrote stays.", cy: "Daw pob sesiwn i ben ar unwaith, ac ni all neb fewngofnodi ag ef. Mae'r hyn a ysgrifenasant yn aros." }
    AS_BEFORE { en: "They may do what they could before it ended.", cy: "Gallant wneud yr hyn y gallent cyn iddo ddod i ben." }
    END { en: "End the account", cy: "Dod â'r cyfrif i ben" }
    OPEN { en: "Open it again", cy: "Ei agor eto" }
}

const OPENED_BY: [Right; 1] = [Right::ManageAccounts];

/// `GET /desk/administration/accounts/{id}/state`.
pub(super) async fn show(
    State(office): State<Office>,
    visit: Visit,
    Path(text): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = office.at(&visit, &signed_in);
    let looked = async {
        at.staff().require_for_a_page(Right::ManageAccounts)?;
        let account = account(&at, id(&text)?).await?;
        Ok(page(&at, &account, &Attempt::default()))
    };
    let looked = looked.await;
    at.shown(&OPENED_BY, looked)
}

/// `POST /desk/administration/accounts/{id}/state`.
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
        let account = account(&at, id(&text)?).await?;
        decide(&at, &account, Attempt::of(form)).await
    };
    let done = done.await;
    at.done(&OPENED_BY, done)
}

async fn account(at: &At<'_>, id: AccountId) -> Result<Account, Problem> {
    let mut tx = at.tx().await?;
    manage::may(&mut tx, at.staff(), id).await?;
    let (account, _) = manage::see(&mut tx, at.staff(), id).await?;
    tx.commit().await?;
    Ok(account)
}

/// What the form says it does counts, and not what stands now: a form that is sent twice ends it once.
async fn decide(at: &At<'_>, account: &Account, mut attempt: Attempt) -> Result<Outcome, Problem> {
    attempt.require_reason(at);
    if !attempt.is_right() {
        return Ok(Outcome::Shown(Box::new(page(at, account, &attempt))));
    }
    let ends = attempt.typed("do") == "end";
    if ends == account.ended_at.is_none() {
        let mut tx = at.tx().await?;
        let how = (ends, attempt.typed("reason"));
        manage::end_or_reopen(&mut tx, at.staff(), account.id, how).await?;
        tx.commit().await?;
    }
    let done = if ends { "ended" } else { "reopened" };
    Ok(Outcome::Done(format!("/accounts/{}?done={done}", account.id)))
}

fn page(at: &At<'_>, account: &Account, attempt: &Attempt) -> Leaf {
    let ends = account.ended_at.is_none();
    let heading = if ends { END_HEADING } else { OPEN_HEADING };
    let heading = at.fill(heading, &[("name", &account.name)]);
    let leaf = at.wrong(at.leaf(TITLE, heading), attempt);
    let leaf = if ends {
        leaf.piece(WarningText::new(at.language(), at.say(WARNING)))
    } else {
        leaf.text(at.say(AS_BEFORE))
    };
    let form = FormPart::to(at.href(&format!("/accounts/{}/state", account.id)))
        .hidden("do", if ends { "end" } else { "reopen" })
        .field(reason(at, attempt));
    let press = if ends { button(at, END).warning() } else { button(at, OPEN) };
    leaf.part(Part::Form(form.button(press)))
}
