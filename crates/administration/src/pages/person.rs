//! One person who works for the force: what they are there for, and what is known of them.

use super::Office;
use super::accounts::ENDED;
use axum::extract::{Path, State};
use axum::response::Response;
use counter::components::{InsetText, SummaryList, SummaryRow};
use counter::leaf::{Leaf, Line, Part};
use counter::{Fault, Visit, dates};
use kernel::{AccountId, Problem, Words, words};
use rights::groups::{self, Group, GroupKind};
use rights::pages::SignedIn;
use rights::pages::{At, id};
use rights::{Account, Appointment, Right, manage};

words! {
    TITLE { en: "Somebody who works here", cy: "Rhywun sy'n gweithio yma" }
    EMAIL { en: "Email address", cy: "Cyfeiriad e-bost" }
    ROLES { en: "Here for", cy: "Yma ar gyfer" }
    RANK { en: "Rank", cy: "Rheng" }
    VETTING { en: "Vetting", cy: "Fetio" }
    UNITS { en: "Units", cy: "Unedau" }
    OPERATIONS { en: "Operations", cy: "Ymgyrchoedd" }
    FOR_ALL { en: "For all forces", cy: "Ar gyfer pob heddlu" }
    SIGNS_IN { en: "Signs in", cy: "Yn mewngofnodi" }
    BY_PASSWORD { en: "with an account of ours", cy: "gyda chyfrif gennym ni" }
    AT_PROVIDER { en: "at the force's provider", cy: "gyda darparwr yr heddlu" }
    OPENED { en: "Opened", cy: "Agorwyd" }
    SESSIONS { en: "Signed in now", cy: "Wedi mewngofnodi nawr" }
    NONE { en: "none", cy: "dim" }
    CHANGE { en: "Change what they may do", cy: "Newid yr hyn y gallant ei wneud" }
    RECOVER { en: "Let them back in after they lost what they sign in with", cy: "Eu gadael yn ôl i mewn ar ôl colli'r hyn y maent yn mewngofnodi ag ef" }
    END { en: "End the account", cy: "Dod â'r cyfrif i ben" }
    REOPEN { en: "Open the account again", cy: "Agor y cyfrif eto" }
    END_SESSIONS { en: "See and end their sessions", cy: "Gweld eu sesiynau a dod â nhw i ben" }
    OWN { en: "This is your own account. Another administrator changes it.", cy: "Eich cyfrif eich hun yw hwn. Gweinyddwr arall sy'n ei newid." }
    DID_CHANGE { en: "It was changed, and holds from their next request on.", cy: "Cafodd ei newid, ac mae'n dal o'u cais nesaf ymlaen." }
    DID_END { en: "The account was ended, with every session of it.", cy: "Daeth y cyfrif i ben, gyda phob sesiwn." }
    DID_REOPEN { en: "The account is open again.", cy: "Mae'r cyfrif ar agor eto." }
}

const OPENED_BY: [Right; 1] = [Right::SeeAccounts];
const DONES: [(&str, Words); 3] =
    [("changed", DID_CHANGE), ("ended", DID_END), ("reopened", DID_REOPEN)];

/// `GET /desk/administration/accounts/{id}`.
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
    at.staff().require(Right::SeeAccounts)?;
    let id: AccountId = id(text)?;
    let mut tx = at.tx().await?;
    let (account, sessions) = manage::see(&mut tx, at.staff(), id).await?;
    let units = groups::list(&mut tx, GroupKind::Unit).await?;
    let operations = groups::list(&mut tx, GroupKind::Operation).await?;
    tx.commit().await?;
    let mut leaf = at.after(at.leaf(TITLE, account.name.clone()), &DONES);
    if account.ended_at.is_some() {
        leaf = leaf.piece(InsetText::new(at.say(ENDED)));
    }
    let list = facts(at, &account, (&units, &operations));
    let count = sessions.len().to_string();
    leaf = leaf.piece(list.row(SummaryRow::new(at.say(SESSIONS), count)));
    if !at.staff().may(Right::ManageAccounts) {
        return Ok(leaf);
    }
    if id == at.staff().account() {
        return Ok(leaf.text(at.say(OWN)));
    }
    let state = if account.ended_at.is_some() { REOPEN } else { END };
    let local = account.issuer.is_none() && account.ended_at.is_none();
    let links = [
        Some(("change", CHANGE)),
        Some(("sessions", END_SESSIONS)),
        local.then_some(("recovery", RECOVER)),
        Some(("state", state)),
    ];
    let line = |(page, words): (&str, Words)| Line {
        href: at.href(&format!("/accounts/{id}/{page}")),
        text: at.say(words).to_owned(),
        tag: None,
        about: None,
    };
    Ok(leaf.part(Part::Links(links.into_iter().flatten().map(line).collect())))
}

fn facts(at: &At<'_>, account: &Account, (units, operations): (&[Group], &[Group])) -> SummaryList {
    let standing = &account.standing;
    let roles: Vec<&str> = standing.roles.iter().map(|role| at.say(role.name())).collect();
    let signs_in = if account.issuer.is_some() { AT_PROVIDER } else { BY_PASSWORD };
    let list = SummaryList::new()
        .row(SummaryRow::new(at.say(EMAIL), account.email.clone()))
        .row(SummaryRow::new(at.say(ROLES), roles.join(", ")))
        .row(SummaryRow::new(at.say(RANK), at.say(standing.rank.name())))
        .row(SummaryRow::new(at.say(VETTING), at.say(standing.vetting.name())))
        .row(SummaryRow::new(at.say(UNITS), names(at, &standing.units, units)))
        .row(SummaryRow::new(at.say(OPERATIONS), names(at, &standing.operations, operations)))
        .row(SummaryRow::new(at.say(SIGNS_IN), at.say(signs_in)))
        .row(SummaryRow::new(at.say(OPENED), dates::date(account.made_at, at.language())));
    match account.appointment.map(Appointment::name) {
        Some(name) => list.row(SummaryRow::new(at.say(FOR_ALL), at.say(name))),
        None => list,
    }
}

fn names(at: &At<'_>, ids: &[String], known: &[Group]) -> String {
    let name = |id: &String| {
        let found = known.iter().find(|group| group.id == *id);
        found.map_or(id.clone(), |group| group.name.clone())
    };
    let names: Vec<String> = ids.iter().map(name).collect();
    if names.is_empty() { at.say(NONE).to_owned() } else { names.join(", ") }
}
