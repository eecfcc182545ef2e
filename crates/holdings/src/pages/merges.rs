//! Which records were said to be of the same one, by whom and why; and one decision taken back, with a home
//! for each thing that was written since.

use super::matches::named;
use super::{Holdings, facts, pair};
use axum::extract::{Path, State};
use axum::response::Response;
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::components::{Select, SelectOption, Tag};
use counter::leaf::{FormPart, Leaf, Line, Part};
use counter::{Fault, Form, Routes, Visit, dates};
use kernel::{EntityId, MergeId, Problem, words};
use records::{By, Home, Listed, Neighbour, Since, Written};
use rights::Right;
use rights::pages::{At, Attempt, Outcome, SignedIn, button, reason};
use station::Tx;

words! {
    TITLE { en: "Records that were said to be the same", cy: "Cofnodion y dywedwyd eu bod yr un un" }
    NONE { en: "There are none.", cy: "Nid oes unrhyw rai." }
    BETWEEN { en: "{one} and {other}", cy: "{one} a {other}" }
    MADE { en: "{when}, {who}: {why}", cy: "{when}, {who}: {why}" }
    PROGRAM { en: "the program", cy: "y rhaglen" }
    TAKEN_BACK { en: "Taken back", cy: "Wedi'i dynnu yn ôl" }
    BY_PROGRAM { en: "By the program", cy: "Gan y rhaglen" }
    OLDER { en: "Older ones", cy: "Rhai hŷn" }
    DONE { en: "They are two again.", cy: "Maent yn ddau eto." }
    APART { en: "Take back that they are the same", cy: "Tynnu yn ôl eu bod yr un un" }
    EACH { en: "Each record is again what it was. Nobody is asked about these two again.", cy: "Mae pob cofnod eto yr hyn ydoedd. Ni ofynnir i neb am y ddau hyn eto." }
    WHY { en: "Why they were said to be the same", cy: "Pam y dywedwyd eu bod yr un un" }
    SINCE { en: "What was written since", cy: "Yr hyn a nodwyd ers hynny" }
    SINCE_ABOUT { en: "Say which record each belongs to. What you leave stays on the record on which it was written.", cy: "Dywedwch i ba gofnod y mae pob un yn perthyn. Mae'r hyn a adewch yn aros ar y cofnod y nodwyd ef arno." }
    NOTHING_SINCE { en: "Nothing was written since.", cy: "Ni nodwyd dim ers hynny." }
    STAYS { en: "{label} (where it was written)", cy: "{label} (lle y nodwyd ef)" }
    CLOSED { en: "a restricted record", cy: "cofnod cyfyngedig" }
    ITEM { en: "{what}: {value}", cy: "{what}: {value}" }
    DO { en: "Make them two again", cy: "Eu gwneud yn ddau eto" }
}

const OPENED_BY: [Right; 1] = [Right::MergeRecords];
const PATH: &str = "/desk/records/merges";
const ONE: &str = "/desk/records/merges/{merge}";

pub(super) fn routes() -> Routes<Holdings> {
    Routes::new()
        .get(PATH, Desk, Staff, show)
        .get(ONE, Desk, Staff, show_one)
        .post(ONE, Desk, Staff, post)
}

async fn show(
    State(holdings): State<Holdings>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    at.shown(&OPENED_BY, list(&at).await)
}

async fn list(at: &At<'_>) -> Result<Leaf, Problem> {
    let before = at.asked("before").and_then(|it| it.parse().ok());
    let mut tx = at.tx().await?;
    let (listed, next) = records::merges(&mut tx, at.staff(), before).await?;
    let mut lines = Vec::new();
    for it in &listed {
        lines.push(line(at, &mut tx, it).await?);
    }
    tx.commit().await?;
    let leaf = at.after(at.leaf(TITLE, at.say(TITLE)), &[("apart", DONE)]);
    let leaf = if lines.is_empty() { leaf.text(at.say(NONE)) } else { leaf };
    let older = next.map(|next| Line {
        href: at.href(&format!("/merges?before={next}")),
        text: at.say(OLDER).to_owned(),
        tag: None,
        about: None,
    });
    Ok(leaf.part(Part::Quoted(lines)).part(Part::Links(older.into_iter().collect())))
}

async fn line(at: &At<'_>, tx: &mut Tx<'_>, it: &Listed) -> Result<Line, Problem> {
    let (one, other) = (named(at, &it.one), named(at, &it.other));
    let tag = match (&it.merge.undone, it.merge.automatic) {
        (Some(_), _) => Some(TAKEN_BACK),
        (None, true) => Some(BY_PROGRAM),
        (None, false) => None,
    };
    Ok(Line {
        href: at.href(&format!("/merges/{}", it.merge.id)),
        text: at.fill(BETWEEN, &[("one", &one), ("other", &other)]),
        tag: tag.map(|words| Tag::new(at.say(words))),
        about: Some(made(at, tx, &it.merge).await?),
    })
}

async fn made(at: &At<'_>, tx: &mut Tx<'_>, merge: &records::Merge) -> Result<String, Problem> {
    let who = match merge.made_by {
        Some(account) => at.name_of(tx, account).await?,
        None => at.say(PROGRAM).to_owned(),
    };
    let when = dates::date_and_time(merge.made_at, at.language());
    Ok(at.fill(MADE, &[("when", &when), ("who", &who), ("why", &merge.why)]))
}

async fn show_one(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    let looked = async { page(&at, rights::pages::id(&id)?, &Attempt::default()).await };
    match looked.await {
        // It was taken back: there is nothing more to say.
        Err(Problem::Conflict(_)) => at.done(&OPENED_BY, Ok(Outcome::Done("/merges".to_owned()))),
        looked => at.shown(&OPENED_BY, looked),
    }
}

async fn post(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    let done = async { parts(&at, rights::pages::id(&id)?, Attempt::of(form)).await };
    at.done(&OPENED_BY, done.await)
}

async fn parts(at: &At<'_>, id: MergeId, mut attempt: Attempt) -> Result<Outcome, Problem> {
    at.staff().require(Right::MergeRecords)?;
    attempt.require_reason(at);
    if !attempt.is_right() {
        return page(at, id, &attempt).await.map(|leaf| Outcome::Shown(Box::new(leaf)));
    }
    let mut tx = at.tx().await?;
    let since = match records::since(&mut tx, at.staff(), id).await {
        // A form that was sent twice.
        Err(Problem::Conflict(_)) => return Ok(Outcome::Done("/merges?done=apart".to_owned())),
        since => since?,
    };
    let homes = homes(&since, &attempt);
    let said = (attempt.typed("reason"), homes.as_slice());
    records::unmerge(&mut tx, By::Staff(at.staff()), id, said).await?;
    tx.commit().await?;
    Ok(Outcome::Done("/merges?done=apart".to_owned()))
}

/// What is given to another record than the one on which it was written.
fn homes(since: &Since, attempt: &Attempt) -> Vec<Home> {
    let chosen = |name: String, from: EntityId, what: Written| {
        let to = attempt.typed(&name).parse::<EntityId>().ok()?;
        (to != from).then_some(Home { what, to })
    };
    let said = since
        .statements
        .iter()
        .filter_map(|it| chosen(format!("s.{}", it.id), it.entity, Written::Statement(it.id)));
    let linked = since.links.iter().filter_map(|(link, _)| {
        chosen(format!("l.{}", link.id), near(since, link), Written::Link(link.id))
    });
    said.chain(linked).collect()
}

/// The end of a link that is one of those that counted as one.
fn near(since: &Since, link: &records::Link) -> EntityId {
    if since.all.iter().any(|head| head.id == link.src) { link.src } else { link.dst }
}

async fn page(at: &At<'_>, id: MergeId, attempt: &Attempt) -> Result<Leaf, Problem> {
    let mut tx = at.tx().await?;
    let since = records::since(&mut tx, at.staff(), id).await?;
    let made = made(at, &mut tx, &since.merge).await?;
    tx.commit().await?;
    let (one, other) = (named(at, &since.two.0), named(at, &since.two.1));
    let leaf = at.wrong(at.leaf(TITLE, at.say(APART)), attempt);
    let leaf = leaf.part(Part::Strong(at.fill(BETWEEN, &[("one", &one), ("other", &other)])));
    let leaf = leaf.text(at.say(EACH)).heading(at.say(WHY)).part(Part::Written(made));
    let evidence = since.merge.evidence.as_ref();
    let leaf = leaf.parts(evidence.map(|it| Part::Wide(pair::lines(at, &it.explanation))));
    let mut form = FormPart::to(at.href(&format!("/merges/{id}")));
    let items = items(at, &since);
    let about = if items.is_empty() { NOTHING_SINCE } else { SINCE_ABOUT };
    let leaf = leaf.heading(at.say(SINCE)).text(at.say(about));
    for (name, label, from) in items {
        form = form.field(choice(at, (&since, attempt), (name, label, from)));
    }
    let form = form.field(reason(at, attempt)).button(button(at, DO).warning());
    Ok(leaf.part(Part::Form(form)))
}

/// Everything that was written since: the field of its choice, what it says, and on which record.
fn items(at: &At<'_>, since: &Since) -> Vec<(String, String, EntityId)> {
    let language = at.language();
    let item = |what: &str, value: &str| at.fill(ITEM, &[("what", what), ("value", value)]);
    let said = since.statements.iter().map(|it| {
        let value = facts::value(it.field, &it.value, language);
        (format!("s.{}", it.id), item(it.field.name().say(language), &value), it.entity)
    });
    let linked = since.links.iter().map(|(link, other)| {
        let from = near(since, link);
        let role = if from == link.src { link.role.name() } else { link.role.name_back() };
        let far = match other {
            Neighbour::Open(head) => named(at, head),
            Neighbour::Closed { .. } => at.say(CLOSED).to_owned(),
        };
        (format!("l.{}", link.id), item(&facts::capital(role.say(language)), &far), from)
    });
    said.chain(linked).collect()
}

fn choice(
    at: &At<'_>,
    (since, attempt): (&Since, &Attempt),
    (name, label, from): (String, String, EntityId),
) -> Select {
    let option = |head: &records::Head| {
        let text = format!("{} ({:.8})", named(at, head), head.id.to_string());
        let text = if head.id == from { at.fill(STAYS, &[("label", &text)]) } else { text };
        SelectOption::new(head.id.to_string(), text)
    };
    let stays = from.to_string();
    let chosen = match attempt.typed(&name) {
        "" => stays,
        typed => typed.to_owned(),
    };
    Select::new(name, label).options(since.all.iter().map(option)).chosen(Some(&chosen))
}
