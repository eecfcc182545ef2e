//! Everybody who works for the force. A name that is looked for stands in a form and never in an
//! address.

use super::Office;
use super::index::ACCOUNTS;
use axum::extract::State;
use axum::response::Response;
use counter::components::{Button, Colour, Input, Tag};
use counter::leaf::{FormPart, Leaf, Line, Part};
use counter::{Fault, Form, Visit};
use kernel::{AccountId, Problem, words};
use rights::pages::SignedIn;
use rights::pages::button;
use rights::pages::{At, Outcome};
use rights::{Account, Right, manage};

words! {
    SEARCH { en: "Part of a name or address", cy: "Rhan o enw neu gyfeiriad" }
    FIND { en: "Find", cy: "Chwilio" }
    NOBODY { en: "Nobody has that in their name or address.", cy: "Nid oes gan neb hynny yn eu henw neu eu cyfeiriad." }
    NEXT { en: "Next page", cy: "Tudalen nesaf" }
    OPEN { en: "Open a new account", cy: "Agor cyfrif newydd" }
    ENDED { en: "Ended", cy: "Wedi dod i ben" }
}

/// People on one page.
const PAGE: usize = 50;
const OPENED_BY: [Right; 1] = [Right::SeeAccounts];

/// `GET /desk/administration/accounts`.
pub(super) async fn show(
    State(office): State<Office>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = office.at(&visit, &signed_in);
    let looked = look(&at, "", None).await;
    at.shown(&OPENED_BY, looked)
}

/// `POST /desk/administration/accounts`: looks for somebody, or goes on to the next page.
pub(super) async fn search(
    State(office): State<Office>,
    visit: Visit,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = office.at(&visit, &signed_in);
    let after = form.get("after").and_then(|id| id.parse().ok());
    let holding: String =
        form.get("holding").unwrap_or_default().trim().chars().take(100).collect();
    let looked = look(&at, &holding, after).await;
    at.done(&OPENED_BY, looked.map(|leaf| Outcome::Shown(Box::new(leaf))))
}

async fn look(at: &At<'_>, holding: &str, after: Option<AccountId>) -> Result<Leaf, Problem> {
    let mut tx = at.tx().await?;
    let mut found = manage::list(&mut tx, at.staff(), (holding, after), PAGE + 1).await?;
    tx.commit().await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let action = at.href("/accounts");
    let search = Input::new("holding", at.say(SEARCH)).value(holding).width(20).spellcheck(false);
    let form = FormPart::to(action.clone())
        .field(search.autocomplete("off"))
        .button(button(at, FIND).secondary());
    let mut leaf = at.leaf(ACCOUNTS, at.say(ACCOUNTS)).part(Part::Form(form));
    if at.staff().may(Right::ManageAccounts) {
        leaf = leaf.piece(Button::link(at.href("/accounts/new"), at.say(OPEN)));
    }
    if found.is_empty() {
        leaf = leaf.text(at.say(NOBODY));
    }
    let last = found.last().map(|account| account.id).filter(|_| more);
    leaf = leaf.part(Part::Links(found.iter().map(|account| line(at, account)).collect()));
    if let Some(last) = last {
        let next = FormPart::to(action)
            .hidden("holding", holding)
            .hidden("after", last.to_string())
            .button(Button::new(at.say(NEXT)).secondary());
        leaf = leaf.part(Part::Form(next));
    }
    Ok(leaf)
}

/// A link to somebody, with what they are there for.
pub(super) fn line(at: &At<'_>, account: &Account) -> Line {
    let roles: Vec<&str> = account.standing.roles.iter().map(|role| at.say(role.name())).collect();
    let ended = account.ended_at.is_some();
    Line {
        href: at.href(&format!("/accounts/{}", account.id)),
        text: account.name.clone(),
        tag: ended.then(|| Tag::new(at.say(ENDED)).colour(Colour::Grey)),
        about: Some(format!("{} ({})", account.email, roles.join(", "))),
    }
}
