//! What somebody is there for and what is known of them, to be changed with a reason.

use super::Office;
use axum::extract::{Path, State};
use axum::response::Response;
use counter::components::{Checkboxes, Choice, Select, SelectOption};
use counter::leaf::{FormPart, Leaf, Part};
use counter::{Fault, Form, Visit};
use kernel::{AccountId, Problem, Words, words};
use rights::groups::{self, Group, GroupKind};
use rights::pages::SignedIn;
use rights::pages::{At, Outcome, id};
use rights::pages::{Attempt, button, reason};
use rights::{Account, Change, Rank, Right, Role, Vetting, manage};

words! {
    TITLE { en: "Change what somebody may do", cy: "Newid yr hyn y gall rhywun ei wneud" }
    HEADING { en: "Change what {name} may do", cy: "Newid yr hyn y gall {name} ei wneud" }
    ROLES { en: "What are they here for?", cy: "At ba ddiben maen nhw yma?" }
    RANK { en: "Rank", cy: "Rheng" }
    VETTING { en: "Vetting", cy: "Fetio" }
    UNITS { en: "Units", cy: "Unedau" }
    OPERATIONS { en: "Operations", cy: "Ymgyrchoedd" }
    SAVE { en: "Save", cy: "Cadw" }
    NO_ROLE { en: "Choose at least one", cy: "Dewiswch o leiaf un" }
    NO_RANK { en: "Choose a rank", cy: "Dewiswch reng" }
    NO_VETTING { en: "Choose how far they were vetted", cy: "Dewiswch pa mor bell y cawsant eu fetio" }
    NOW { en: "It holds from their next request on.", cy: "Mae'n dal o'u cais nesaf ymlaen." }
}

const OPENED_BY: [Right; 1] = [Right::ManageAccounts];

/// `GET /desk/administration/accounts/{id}/change`.
pub(super) async fn show(
    State(office): State<Office>,
    visit: Visit,
    Path(text): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = office.at(&visit, &signed_in);
    let looked = async {
        at.staff().require_for_a_page(Right::ManageAccounts)?;
        let there = There::of(&at, id(&text)?).await?;
        Ok(there.page(&at, &Attempt::default()))
    };
    let looked = looked.await;
    at.shown(&OPENED_BY, looked)
}

/// `POST /desk/administration/accounts/{id}/change`.
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
        let there = There::of(&at, id(&text)?).await?;
        change(&at, there, Attempt::of(form)).await
    };
    let done = done.await;
    at.done(&OPENED_BY, done)
}

/// Whose account it is, and what it can belong to.
struct There {
    account: Account,
    units: Vec<Group>,
    operations: Vec<Group>,
}

impl There {
    async fn of(at: &At<'_>, id: AccountId) -> Result<Self, Problem> {
        let mut tx = at.tx().await?;
        manage::may(&mut tx, at.staff(), id).await?;
        let (account, _) = manage::see(&mut tx, at.staff(), id).await?;
        let units = groups::list(&mut tx, GroupKind::Unit).await?;
        let operations = groups::list(&mut tx, GroupKind::Operation).await?;
        tx.commit().await?;
        let standing = &account.standing;
        let (units, operations) =
            (open(units, &standing.units), open(operations, &standing.operations));
        Ok(Self { account, units, operations })
    }

    fn page(&self, at: &At<'_>, attempt: &Attempt) -> Leaf {
        let language = at.language();
        let is = |group: &[Group], ticked: &[String]| -> Vec<String> {
            group.iter().map(|it| it.id.clone()).filter(|id| ticked.contains(id)).collect()
        };
        let standing = &self.account.standing;
        let before = |field: &str, stands: Vec<String>| {
            if attempt.sent { attempt.ticked(field) } else { stands }
        };
        let roles = standing.roles.iter().map(|role| role.code().to_owned()).collect();
        let choice = |role: Role| Choice::new(role.code(), at.say(role.name()));
        let roles = Checkboxes::new("roles", at.say(ROLES))
            .choices(Role::ALL.map(choice))
            .chosen(before("roles", roles))
            .problem(language, attempt.problem("roles"));
        let rank = Rank::ALL.iter().map(|it| (it.code(), it.name()));
        let vetting = Vetting::ALL.iter().map(|it| (it.code(), it.name()));
        let now = |field: &str, stands: &'static str| {
            if attempt.sent { attempt.typed(field).to_owned() } else { stands.to_owned() }
        };
        let rank = select(at, ("rank", RANK), rank, &now("rank", standing.rank.code()));
        let chosen = now("vetting", standing.vetting.code());
        let vetting = select(at, ("vetting", VETTING), vetting, &chosen);
        let mut form = FormPart::to(at.href(&format!("/accounts/{}/change", self.account.id)))
            .field(roles)
            .field(rank.problem(language, attempt.problem("rank")))
            .field(vetting.problem(language, attempt.problem("vetting")));
        for (name, words, groups, held) in [
            ("units", UNITS, &self.units, &standing.units),
            ("operations", OPERATIONS, &self.operations, &standing.operations),
        ] {
            if !groups.is_empty() {
                let choice = |it: &Group| Choice::new(it.id.clone(), it.name.clone());
                let boxes = Checkboxes::new(name, at.say(words)).choices(groups.iter().map(choice));
                form = form.field(boxes.chosen(before(name, is(groups, held))));
            }
        }
        let form = form.field(reason(at, attempt)).button(button(at, SAVE));
        let heading = at.fill(HEADING, &[("name", &self.account.name)]);
        at.wrong(at.leaf(TITLE, heading), attempt).text(at.say(NOW)).part(Part::Form(form))
    }
}

/// Those that live, and those that somebody belongs to whatever became of them.
fn open(groups: Vec<Group>, held: &[String]) -> Vec<Group> {
    let unknown = held.iter().filter(|id| groups.iter().all(|group| group.id != **id));
    let unknown: Vec<Group> =
        unknown.map(|id| Group { id: id.clone(), name: id.clone(), ended_at: None }).collect();
    let open = |group: &Group| group.ended_at.is_none() || held.contains(&group.id);
    groups.into_iter().filter(open).chain(unknown).collect()
}

fn select(
    at: &At<'_>,
    (name, words): (&'static str, Words),
    options: impl Iterator<Item = (&'static str, Words)>,
    chosen: &str,
) -> Select {
    let options = options.map(|(code, words)| SelectOption::new(code, at.say(words)));
    Select::new(name, at.say(words)).options(options).chosen(Some(chosen))
}

async fn change(at: &At<'_>, there: There, mut attempt: Attempt) -> Result<Outcome, Problem> {
    let roles: Vec<Role> = Role::ALL
        .into_iter()
        .filter(|role| attempt.form.all("roles").any(|code| code == role.code()))
        .collect();
    let rank = Rank::of_code(attempt.typed("rank"));
    let vetting = Vetting::of_code(attempt.typed("vetting"));
    attempt.require(at, !roles.is_empty(), ("roles", NO_ROLE));
    attempt.require(at, rank.is_some(), ("rank", NO_RANK));
    attempt.require(at, vetting.is_some(), ("vetting", NO_VETTING));
    attempt.require_reason(at);
    let (Some(rank), Some(vetting), true) = (rank, vetting, attempt.is_right()) else {
        return Ok(Outcome::Shown(Box::new(there.page(at, &attempt))));
    };
    let among = |field: &str, groups: &[Group]| {
        let ticked = attempt.ticked(field);
        let ids = groups.iter().map(|group| group.id.clone());
        ids.filter(|id| ticked.contains(id)).collect::<Vec<_>>()
    };
    let (units, operations) =
        (among("units", &there.units), among("operations", &there.operations));
    let to = Change { roles, rank, vetting, units, operations };
    let (id, why) = (there.account.id, attempt.typed("reason"));
    let mut tx = at.tx().await?;
    manage::change(&mut tx, at.staff(), id, (&to, why)).await?;
    tx.commit().await?;
    Ok(Outcome::Done(format!("/accounts/{id}?done=changed")))
}
