//! Legal holds: the list of those that stand, one placed on a record, one lifted.

use super::matches::named;
use super::{Holdings, entity, record_href};
use axum::extract::{Path, State};
use axum::response::Response;
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::components::Input;
use counter::leaf::{FormPart, Leaf, Line, Part};
use counter::{Fault, Form, Routes, Visit, dates};
use kernel::{EntityId, HoldId, Problem, Thing, Words, words};
use records::{Head, Hold, LONGEST_ASKER, NewHold};
use rights::Right;
use rights::pages::{At, Attempt, Outcome, SignedIn, button, reason};

words! {
    TITLE { en: "Legal holds", cy: "Ataliadau cyfreithiol" }
    ABOUT { en: "Nothing of these records is erased until the hold is lifted or over.", cy: "Ni ddilëir dim o'r cofnodion hyn nes bod yr ataliad wedi'i godi neu ar ben." }
    NONE { en: "None stands.", cy: "Nid oes yr un mewn grym." }
    UNTIL { en: "For {asked_by}, until {until}: {why}", cy: "Ar gyfer {asked_by}, tan {until}: {why}" }
    OPEN_ENDED { en: "For {asked_by}: {why}", cy: "Ar gyfer {asked_by}: {why}" }
    PLACED { en: "The hold stands.", cy: "Mae'r ataliad mewn grym." }
    LIFTED { en: "The hold was lifted.", cy: "Codwyd yr ataliad." }
    PLACE { en: "Place a legal hold", cy: "Rhoi ataliad cyfreithiol" }
    WHO { en: "Who asked for it?", cy: "Pwy ofynnodd amdano?" }
    WHO_HINT { en: "An inquiry, a court, a solicitor", cy: "Ymchwiliad, llys, cyfreithiwr" }
    UNTIL_WHEN { en: "Until when? (optional)", cy: "Tan pryd? (dewisol)" }
    UNTIL_HINT { en: "Like 2027-03-31. Leave it empty while nobody knows", cy: "Fel 2027-03-31. Gadewch yn wag tra na fydd neb yn gwybod" }
    NO_ASKER { en: "Write who asked for it, in 200 characters at most", cy: "Ysgrifennwch pwy ofynnodd amdano, mewn 200 nod ar y mwyaf" }
    NO_DATE { en: "Enter a day that is to come, like 2027-03-31", cy: "Rhowch ddiwrnod sydd i ddod, fel 2027-03-31" }
    LIFT { en: "Lift the hold", cy: "Codi'r ataliad" }
}

const OPENED_BY: [Right; 1] = [Right::KeepRecords];
const PATH: &str = "/desk/records/holds";
const ONE: &str = "/desk/records/holds/{hold}";
const NEW: &str = "/desk/records/{id}/holds";

pub(super) fn routes() -> Routes<Holdings> {
    Routes::new()
        .get(PATH, Desk, Staff, show)
        .get(ONE, Desk, Staff, show_one)
        .post(ONE, Desk, Staff, lift)
        .get(NEW, Desk, Staff, show_new)
        .post(NEW, Desk, Staff, place)
}

async fn standing(at: &At<'_>) -> Result<Vec<(Hold, Head)>, Problem> {
    let mut tx = at.tx().await?;
    let holds = records::holds(&mut tx, at.staff()).await?;
    tx.commit().await?;
    Ok(holds)
}

async fn show(
    State(holdings): State<Holdings>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    let looked = standing(&at).await.map(|holds| {
        let leaf = at.after(
            at.leaf(TITLE, at.say(TITLE)).text(at.say(ABOUT)),
            &[("placed", PLACED), ("lifted", LIFTED)],
        );
        if holds.is_empty() {
            return leaf.text(at.say(NONE));
        }
        leaf.part(Part::Quoted(holds.iter().map(|(hold, head)| line(&at, hold, head)).collect()))
    });
    at.shown(&OPENED_BY, looked)
}

fn line(at: &At<'_>, hold: &Hold, head: &Head) -> Line {
    Line {
        href: at.href(&format!("/holds/{}", hold.id)),
        text: named(at, head),
        tag: None,
        about: Some(said(at, hold)),
    }
}

fn said(at: &At<'_>, hold: &Hold) -> String {
    let (asked_by, why) = (&*hold.new.asked_by, &*hold.new.why);
    match hold.new.until {
        Some(until) => {
            let until = dates::date(until, at.language());
            at.fill(UNTIL, &[("asked_by", asked_by), ("until", &until), ("why", why)])
        }
        None => at.fill(OPEN_ENDED, &[("asked_by", asked_by), ("why", why)]),
    }
}

async fn show_one(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    let looked = async { one(&at, rights::pages::id(&id)?, &Attempt::default()).await };
    at.shown(&OPENED_BY, looked.await)
}

async fn one(at: &At<'_>, id: HoldId, attempt: &Attempt) -> Result<Leaf, Problem> {
    let found = standing(at).await?.into_iter().find(|(hold, _)| hold.id == id);
    let (hold, head) = found.ok_or(Problem::NotFound(Thing::Record))?;
    let form = FormPart::to(at.href(&format!("/holds/{id}")))
        .field(reason(at, attempt))
        .button(button(at, LIFT).warning());
    let leaf = at.wrong(at.leaf(TITLE, at.say(LIFT)), attempt);
    let leaf = leaf.part(Part::Strong(named(at, &head))).part(Part::Written(said(at, &hold)));
    Ok(leaf.part(Part::Form(form)))
}

async fn lift(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    let mut attempt = Attempt::of(form);
    let done = async {
        let id = rights::pages::id(&id)?;
        at.staff().require(Right::KeepRecords)?;
        attempt.require_reason(&at);
        if !attempt.is_right() {
            return one(&at, id, &attempt).await.map(|leaf| Outcome::Shown(Box::new(leaf)));
        }
        let mut tx = at.tx().await?;
        let why = attempt.typed("reason");
        match records::lift(&mut tx, at.staff(), id, why).await {
            Ok(()) => tx.commit().await?,
            // A form that was sent twice.
            Err(Problem::Conflict(_)) => {}
            Err(Problem::NotFound(_)) => return Ok(Outcome::Done("/holds".to_owned())),
            Err(problem) => return Err(problem),
        }
        Ok(Outcome::Done("/holds?done=lifted".to_owned()))
    };
    at.done(&OPENED_BY, done.await)
}

async fn show_new(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    let looked = async { new(&at, entity(&id)?, &Attempt::default()).await };
    at.shown(&OPENED_BY, looked.await)
}

async fn new(at: &At<'_>, id: EntityId, attempt: &Attempt) -> Result<Leaf, Problem> {
    at.staff().require(Right::KeepRecords)?;
    let mut tx = at.tx().await?;
    let view = records::read(&mut tx, at.staff(), id).await?;
    tx.commit().await?;
    let input = |name: &'static str, words: Words, hint: Words| {
        Input::new(name, at.say(words))
            .hint(at.say(hint))
            .value(attempt.typed(name))
            .problem(at.language(), attempt.problem(name))
    };
    let form = FormPart::to(record_href(at, id, "/holds"))
        .field(input("asked_by", WHO, WHO_HINT))
        .field(input("until", UNTIL_WHEN, UNTIL_HINT).width(10))
        .field(reason(at, attempt))
        .button(button(at, PLACE));
    let leaf = at.wrong(at.leaf(TITLE, at.say(PLACE)), attempt).text(at.say(ABOUT));
    Ok(leaf.part(Part::Strong(named(at, &view.head))).part(Part::Form(form)))
}

async fn place(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    at.done(&OPENED_BY, placed(&at, entity(&id)?, Attempt::of(form)).await)
}

async fn placed(at: &At<'_>, id: EntityId, mut attempt: Attempt) -> Result<Outcome, Problem> {
    at.staff().require(Right::KeepRecords)?;
    let mut tx = at.tx().await?;
    let until = attempt.end_of_day("until");
    let asker = (1..=LONGEST_ASKER).contains(&attempt.typed("asked_by").chars().count());
    let future = until.is_some_and(|it| it > tx.now()) || attempt.typed("until").is_empty();
    attempt.require(at, asker, ("asked_by", NO_ASKER));
    attempt.require(at, future, ("until", NO_DATE));
    attempt.require_reason(at);
    if !attempt.is_right() {
        tx.leave().await?;
        return new(at, id, &attempt).await.map(|leaf| Outcome::Shown(Box::new(leaf)));
    }
    let new = NewHold {
        entity: id,
        asked_by: attempt.typed("asked_by").to_owned(),
        why: attempt.typed("reason").to_owned(),
        until,
    };
    records::hold(&mut tx, at.staff(), &new).await?;
    tx.commit().await?;
    Ok(Outcome::Done("/holds?done=placed".to_owned()))
}
