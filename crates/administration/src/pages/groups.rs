//! Units and operations: which there are, and who belongs to each.

use super::Office;
use super::accounts::{ENDED, line};
use super::index::{OPERATIONS, UNITS};
use axum::extract::{Path, State};
use axum::response::Response;
use counter::components::{Button, Colour, Input, Tag};
use counter::leaf::{FormPart, Leaf, Line, Part};
use counter::{Fault, Form, Visit};
use kernel::{Problem, Words, words};
use rights::groups::{self, Group, GroupKind};
use rights::pages::SignedIn;
use rights::pages::{At, Outcome};
use rights::pages::{Attempt, button};
use rights::{Account, Right};

words! {
    ONE_UNIT { en: "One unit", cy: "Un uned" }
    ONE_OPERATION { en: "One operation", cy: "Un ymgyrch" }
    NONE { en: "There are none yet.", cy: "Nid oes un eto." }
    ID { en: "Id", cy: "Dynodydd" }
    ID_HINT { en: "2 to 40 lower-case letters, digits and hyphens, for policies and records. It never changes", cy: "2 i 40 o lythrennau bach, digidau a chysylltnodau, ar gyfer polisïau a chofnodion. Nid yw byth yn newid" }
    NAME { en: "Name", cy: "Enw" }
    ADD { en: "Add", cy: "Ychwanegu" }
    NEW { en: "Add another", cy: "Ychwanegu un arall" }
    WRONG_ID { en: "Enter an id of 2 to 40 lower-case letters, digits and hyphens", cy: "Rhowch ddynodydd o 2 i 40 o lythrennau bach, digidau a chysylltnodau" }
    TAKEN { en: "There is one of that id. Enter another", cy: "Mae un â'r dynodydd hwnnw. Rhowch un arall" }
    WRONG_NAME { en: "Enter a name of 1 to 100 characters", cy: "Rhowch enw o 1 i 100 nod" }
    MEMBERS { en: "Who belongs to it", cy: "Pwy sy'n perthyn iddo" }
    NOBODY { en: "Nobody belongs to it.", cy: "Nid oes neb yn perthyn iddo." }
    RENAME { en: "Change the name", cy: "Newid yr enw" }
    END { en: "End it", cy: "Dod ag ef i ben" }
    END_ABOUT { en: "Whoever belongs to it does not any more, from their next request on.", cy: "Ni fydd pwy bynnag sy'n perthyn iddo yn perthyn mwyach, o'u cais nesaf ymlaen." }
    DID { en: "Saved.", cy: "Wedi'i gadw." }
}

const OPENED_BY: [Right; 1] = [Right::SeeAccounts];

/// What differs between the two.
#[derive(Clone, Copy)]
struct Sort {
    kind: GroupKind,
    path: &'static str,
    all: Words,
    one: Words,
}

const UNIT: Sort = Sort { kind: GroupKind::Unit, path: "/units", all: UNITS, one: ONE_UNIT };
const OPERATION: Sort =
    Sort { kind: GroupKind::Operation, path: "/operations", all: OPERATIONS, one: ONE_OPERATION };

/// `GET /desk/administration/units`.
pub(super) async fn units(
    State(office): State<Office>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    show_all(&office.at(&visit, &signed_in), UNIT).await
}

/// `GET /desk/administration/operations`.
pub(super) async fn operations(
    State(office): State<Office>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    show_all(&office.at(&visit, &signed_in), OPERATION).await
}

/// `POST /desk/administration/units`.
pub(super) async fn make_unit(
    State(office): State<Office>,
    visit: Visit,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    make(&office.at(&visit, &signed_in), UNIT, form).await
}

/// `POST /desk/administration/operations`.
pub(super) async fn make_operation(
    State(office): State<Office>,
    visit: Visit,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    make(&office.at(&visit, &signed_in), OPERATION, form).await
}

/// `GET /desk/administration/units/{id}`.
pub(super) async fn unit(
    State(office): State<Office>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    show_one(&office.at(&visit, &signed_in), UNIT, &id).await
}

/// `GET /desk/administration/operations/{id}`.
pub(super) async fn operation(
    State(office): State<Office>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    show_one(&office.at(&visit, &signed_in), OPERATION, &id).await
}

/// `POST /desk/administration/units/{id}`.
pub(super) async fn change_unit(
    State(office): State<Office>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    change(&office.at(&visit, &signed_in), UNIT, (&id, form)).await
}

/// `POST /desk/administration/operations/{id}`.
pub(super) async fn change_operation(
    State(office): State<Office>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    change(&office.at(&visit, &signed_in), OPERATION, (&id, form)).await
}

async fn show_all(at: &At<'_>, sort: Sort) -> Result<Response, Fault> {
    let looked = all(at, sort, &Attempt::default()).await;
    at.shown(&OPENED_BY, looked)
}

async fn all(at: &At<'_>, sort: Sort, attempt: &Attempt) -> Result<Leaf, Problem> {
    at.staff().require(Right::SeeAccounts)?;
    let mut tx = at.tx().await?;
    let found = groups::list(&mut tx, sort.kind).await?;
    tx.leave().await?;
    let leaf = at.wrong(at.leaf(sort.all, at.say(sort.all)), attempt);
    let mut leaf = if found.is_empty() { leaf.text(at.say(NONE)) } else { leaf };
    let line = |group: &Group| Line {
        href: at.href(&format!("{}/{}", sort.path, group.id)),
        text: group.name.clone(),
        tag: group.ended_at.map(|_| Tag::new(at.say(ENDED)).colour(Colour::Grey)),
        about: Some(group.id.clone()),
    };
    leaf = leaf.part(Part::Links(found.iter().map(line).collect()));
    if !at.staff().may(Right::ManageAccounts) {
        return Ok(leaf);
    }
    let id = Input::new("id", at.say(ID)).hint(at.say(ID_HINT)).width(20).spellcheck(false);
    let id = id.value(attempt.typed("id")).problem(at.language(), attempt.problem("id"));
    let form = FormPart::to(at.href(sort.path)).field(id).field(name(at, attempt, ""));
    Ok(leaf.heading(at.say(NEW)).part(Part::Form(form.button(button(at, ADD)))))
}

fn name(at: &At<'_>, attempt: &Attempt, stands: &str) -> Input {
    let value = if attempt.sent { attempt.typed("name") } else { stands };
    let name = Input::new("name", at.say(NAME)).width(30).value(value);
    name.problem(at.language(), attempt.problem("name"))
}

async fn make(at: &At<'_>, sort: Sort, form: Form) -> Result<Response, Fault> {
    let done = async {
        at.staff().require_now(Right::ManageAccounts)?;
        let mut attempt = Attempt::of(form);
        let (is_id, is_name) =
            (groups::is_id(attempt.typed("id")), groups::is_name(attempt.typed("name")));
        attempt.require(at, is_id, ("id", WRONG_ID));
        attempt.require(at, is_name, ("name", WRONG_NAME));
        if attempt.is_right() {
            let new = (attempt.typed("id"), attempt.typed("name"));
            let mut tx = at.tx().await?;
            match groups::make(&mut tx, at.staff(), sort.kind, new).await {
                Ok(()) => {
                    tx.commit().await?;
                    return Ok(Outcome::Done(format!("{}/{}?done=saved", sort.path, new.0)));
                }
                Err(Problem::Conflict(_)) => tx.leave().await?,
                Err(problem) => return Err(problem),
            }
            attempt.require(at, false, ("id", TAKEN));
        }
        Ok(Outcome::Shown(Box::new(all(at, sort, &attempt).await?)))
    };
    let done = done.await;
    at.done(&OPENED_BY, done)
}

async fn show_one(at: &At<'_>, sort: Sort, id: &str) -> Result<Response, Fault> {
    let looked = async {
        let (group, members) = load(at, sort, id).await?;
        Ok(one(at, sort, (&group, &members), &Attempt::default()))
    };
    let looked = looked.await;
    at.shown(&OPENED_BY, looked)
}

async fn load(at: &At<'_>, sort: Sort, id: &str) -> Result<(Group, Vec<Account>), Problem> {
    at.staff().require(Right::SeeAccounts)?;
    let mut tx = at.tx().await?;
    let found = groups::one(&mut tx, sort.kind, id).await?;
    tx.leave().await?;
    Ok(found)
}

fn one(at: &At<'_>, sort: Sort, (group, members): (&Group, &[Account]), attempt: &Attempt) -> Leaf {
    let leaf = at.after(at.leaf(sort.one, group.name.clone()), &[("saved", DID)]);
    let mut leaf = at.wrong(leaf, attempt).text(group.id.clone()).heading(at.say(MEMBERS));
    if members.is_empty() {
        leaf = leaf.text(at.say(NOBODY));
    }
    leaf = leaf.part(Part::Links(members.iter().map(|account| line(at, account)).collect()));
    if group.ended_at.is_some() || !at.staff().may(Right::ManageAccounts) {
        return leaf;
    }
    let action = at.href(&format!("{}/{}", sort.path, group.id));
    let rename = FormPart::to(action.clone())
        .field(name(at, attempt, &group.name))
        .button(button(at, RENAME).sends("do", "rename"));
    let end = Button::new(at.say(END)).warning().sends("do", "end");
    let end = FormPart::to(action).button(end);
    leaf.part(Part::Form(rename)).text(at.say(END_ABOUT)).part(Part::Form(end))
}

async fn change(at: &At<'_>, sort: Sort, (id, form): (&str, Form)) -> Result<Response, Fault> {
    let done = async {
        at.staff().require_now(Right::ManageAccounts)?;
        let (group, members) = load(at, sort, id).await?;
        let mut attempt = Attempt::of(form);
        if attempt.typed("do") == "end" {
            if group.ended_at.is_none() {
                let mut tx = at.tx().await?;
                groups::end(&mut tx, at.staff(), sort.kind, id).await?;
                tx.commit().await?;
            }
            return Ok(Outcome::Done(format!("{}/{id}?done=saved", sort.path)));
        }
        let is_name = groups::is_name(attempt.typed("name"));
        attempt.require(at, is_name, ("name", WRONG_NAME));
        if !attempt.is_right() {
            let again = one(at, sort, (&group, &members), &attempt);
            return Ok(Outcome::Shown(Box::new(again)));
        }
        let mut tx = at.tx().await?;
        groups::rename(&mut tx, at.staff(), sort.kind, (id, attempt.typed("name"))).await?;
        tx.commit().await?;
        Ok(Outcome::Done(format!("{}/{id}?done=saved", sort.path)))
    };
    let done = done.await;
    at.done(&OPENED_BY, done)
}
