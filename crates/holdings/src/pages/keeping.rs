//! How long one person is kept, what was decided of it before, and what is decided now.

use super::door::or_door;
use super::matches::named;
use super::{Holdings, entity, facts, record_href};
use axum::extract::{Path, State};
use axum::response::Response;
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::components::{
    Checkboxes, Choice, Legend, Radios, Select, SelectOption, SummaryList, SummaryRow,
};
use counter::leaf::{FormPart, Leaf, Line, Part};
use counter::{Fault, Form, Routes, Visit, dates};
use kernel::{EntityId, Problem, Words, words};
use records::{Criterion, Keeping, Outcome as Decided, Retention};
use rights::Right;
use rights::pages::{At, Attempt, Outcome, SignedIn, button, reason};

words! {
    TITLE { en: "How long it is kept", cy: "Am ba hyd y'i cedwir" }
    GROUP { en: "Retention group", cy: "Grŵp cadw" }
    BY_HAND { en: "{group} (a person said so)", cy: "{group} (dywedodd person hynny)" }
    SINCE { en: "Last came to notice", cy: "Daeth i sylw ddiwethaf" }
    REVIEW { en: "To be looked at from", cy: "I'w adolygu o" }
    NOT_BEFORE { en: "Not erased before", cy: "Ni ddilëir cyn" }
    CHILD { en: "This is about a child under ten, who cannot commit an offence. Keep only what protects somebody.", cy: "Mae hwn am blentyn dan ddeg oed, na all gyflawni trosedd. Cadwch yr hyn sy'n amddiffyn rhywun yn unig." }
    SEVERAL { en: "Several records count as this one; what is decided is decided of them all.", cy: "Mae sawl cofnod yn cyfrif fel yr un hwn; mae'r hyn a benderfynir yn cael ei benderfynu amdanynt i gyd." }
    BEFORE { en: "Decided before", cy: "Penderfynwyd o'r blaen" }
    DECIDED { en: "{when}: {outcome}. {why}", cy: "{when}: {outcome}. {why}" }
    HELD { en: "Held for {asked_by}: {why}", cy: "Wedi'i ddal ar gyfer {asked_by}: {why}" }
    NEEDED { en: "Is it still needed?", cy: "A oes ei angen o hyd?" }
    CRITERIA { en: "What speaks for keeping it?", cy: "Beth sydd o blaid ei gadw?" }
    KEEP { en: "Keep it, and look again later", cy: "Ei gadw, ac edrych eto yn nes ymlaen" }
    TO_ERASE { en: "It is not needed any more", cy: "Nid oes ei angen mwyach" }
    SAVE { en: "Save", cy: "Cadw" }
    NO_OUTCOME { en: "Choose whether it is still needed", cy: "Dewiswch a oes ei angen o hyd" }
    NO_CRITERION { en: "Choose what speaks for keeping it", cy: "Dewiswch beth sydd o blaid ei gadw" }
    ANOTHER { en: "Another group", cy: "Grŵp arall" }
    WHICH { en: "Group", cy: "Grŵp" }
    AS_KNOWN { en: "As what is known of them says", cy: "Fel y mae'r hyn sy'n hysbys amdanynt yn dweud" }
    PUT { en: "Put into this group", cy: "Rhoi yn y grŵp hwn" }
    DONE { en: "Saved.", cy: "Wedi'i gadw." }
    OPEN { en: "Open the record", cy: "Agor y cofnod" }
    HOLD { en: "Place a legal hold", cy: "Rhoi ataliad cyfreithiol" }
    WHY_GROUP { en: "Why this group? At least 20 characters", cy: "Pam y grŵp hwn? O leiaf 20 nod" }
    NO_GROUP_REASON { en: "Write why they belong to this group, in 20 to 1,000 characters", cy: "Ysgrifennwch pam y maent yn perthyn i'r grŵp hwn, mewn 20 i 1,000 nod" }
    ERASE { en: "Ask for its erasure", cy: "Gofyn am ei ddileu" }
}

const OPENED_BY: [Right; 1] = [Right::KeepRecords];
const PATH: &str = "/desk/records/{id}/keeping";
const GROUP_PATH: &str = "/desk/records/{id}/keeping/group";

pub(super) fn routes() -> Routes<Holdings> {
    Routes::new()
        .get(PATH, Desk, Staff, show)
        .post(PATH, Desk, Staff, post)
        .post(GROUP_PATH, Desk, Staff, post_group)
}

async fn show(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    match page(&at, entity(&id)?, &Attempt::default()).await {
        Err(problem @ Problem::Refused(kernel::Reason::ByRule)) => {
            or_door(&at, (&id, problem)).await
        }
        looked => at.shown(&OPENED_BY, looked),
    }
}

async fn page(at: &At<'_>, id: EntityId, attempt: &Attempt) -> Result<Leaf, Problem> {
    at.staff().require(Right::KeepRecords)?;
    let mut tx = at.tx().await?;
    let keeping = records::keeping(&mut tx, at.staff(), id).await?;
    tx.commit().await?;
    let leaf = at.after(at.leaf(TITLE, at.say(TITLE)), &[("saved", DONE), ("asked", DONE)]);
    let leaf = at.wrong(leaf, attempt);
    let leaf = leaf.part(Part::Strong(named(at, &keeping.head))).piece(facts_of(at, &keeping));
    let leaf =
        if keeping.kept.child { leaf.part(Part::Strong(at.say(CHILD).to_owned())) } else { leaf };
    let leaf = if keeping.same.len() > 1 { leaf.text(at.say(SEVERAL)) } else { leaf };
    let leaf = leaf.parts(held(at, &keeping)).parts(before(at, &keeping));
    let link = |below: &str, words: Words| Line {
        href: record_href(at, id, below),
        text: at.say(words).to_owned(),
        tag: None,
        about: None,
    };
    let mut links = vec![link("", OPEN), link("/holds", HOLD)];
    if at.staff().may(Right::EraseRecords) {
        links.push(link("/erasure", ERASE));
    }
    let leaf = leaf.heading(at.say(NEEDED)).part(Part::Form(decision(at, id, attempt)));
    let leaf = leaf.heading(at.say(ANOTHER)).part(Part::Form(group(at, id, &keeping)));
    Ok(leaf.part(Part::Links(links)))
}

fn facts_of(at: &At<'_>, keeping: &Keeping) -> SummaryList {
    let (language, kept) = (at.language(), &keeping.kept);
    let group = facts::capital(kept.retention.name().say(language));
    let group = if kept.by_hand { at.fill(BY_HAND, &[("group", &group)]) } else { group };
    let row = |words: Words, value: String| SummaryRow::new(at.say(words).to_owned(), value);
    let day = |it| dates::date(it, language);
    SummaryList::new()
        .row(row(GROUP, group))
        .row(row(SINCE, day(kept.since)))
        .row(row(REVIEW, day(kept.review_at)))
        .rows(kept.not_before.map(|it| row(NOT_BEFORE, day(it))))
}

fn held(at: &At<'_>, keeping: &Keeping) -> Vec<Part> {
    let said = |hold: &records::Hold| {
        let values = [("asked_by", &*hold.new.asked_by), ("why", &*hold.new.why)];
        Part::Written(at.fill(HELD, &values))
    };
    keeping.holds.iter().map(said).collect()
}

fn before(at: &At<'_>, keeping: &Keeping) -> Vec<Part> {
    let said = keeping.reviews.iter().map(|(when, review)| {
        let when = dates::date(*when, at.language());
        let outcome = review.outcome.name().say(at.language());
        let values = [("when", &*when), ("outcome", outcome), ("why", &*review.why)];
        Part::Written(at.fill(DECIDED, &values))
    });
    let heading = (!keeping.reviews.is_empty()).then(|| Part::Heading(at.say(BEFORE).to_owned()));
    heading.into_iter().chain(said).collect()
}

fn decision(at: &At<'_>, id: EntityId, attempt: &Attempt) -> FormPart {
    let language = at.language();
    let criterion = |it: &Criterion| Choice::new(it.code(), facts::choice(it.name(), language));
    let legend = |words: Words| Legend::new(at.say(words)).class("govuk-fieldset__legend--s");
    let outcomes = [
        Choice::new(Decided::Kept.code(), at.say(KEEP)),
        Choice::new(Decided::ToErase.code(), at.say(TO_ERASE)),
    ];
    FormPart::to(record_href(at, id, "/keeping"))
        .field(
            Checkboxes::new("criteria", legend(CRITERIA))
                .choices(Criterion::ALL.iter().map(criterion))
                .chosen(attempt.ticked("criteria"))
                .problem(language, attempt.problem("criteria")),
        )
        .field(
            Radios::new("outcome", legend(NEEDED))
                .choices(outcomes)
                .chosen(Some(attempt.typed("outcome")))
                .problem(language, attempt.problem("outcome")),
        )
        .field(reason(at, attempt))
        .button(button(at, SAVE))
}

fn group(at: &At<'_>, id: EntityId, keeping: &Keeping) -> FormPart {
    let option =
        |it: &Retention| SelectOption::new(it.code(), facts::choice(it.name(), at.language()));
    let chosen = if keeping.kept.by_hand { keeping.kept.retention.code() } else { "" };
    let select = Select::new("group", at.say(WHICH))
        .option(SelectOption::new("", at.say(AS_KNOWN)))
        .options(Retention::ALL.iter().map(option))
        .chosen(Some(chosen));
    let why = counter::components::Textarea::new("group_reason", at.say(WHY_GROUP)).rows(2);
    FormPart::to(record_href(at, id, "/keeping/group"))
        .field(select)
        .field(why)
        .button(button(at, PUT).secondary())
}

async fn post(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    at.done(&OPENED_BY, decide(&at, entity(&id)?, Attempt::of(form)).await)
}

async fn decide(at: &At<'_>, id: EntityId, mut attempt: Attempt) -> Result<Outcome, Problem> {
    at.staff().require(Right::KeepRecords)?;
    let outcome = Decided::of_code(attempt.typed("outcome"));
    let ticked = attempt.ticked("criteria");
    let criteria: Vec<Criterion> = ticked.iter().filter_map(|it| Criterion::of_code(it)).collect();
    attempt.require(at, outcome.is_some(), ("outcome", NO_OUTCOME));
    let reasoned = outcome != Some(Decided::Kept) || !criteria.is_empty();
    attempt.require(at, reasoned, ("criteria", NO_CRITERION));
    attempt.require_reason(at);
    let Some(outcome) = outcome.filter(|_| attempt.is_right()) else {
        return page(at, id, &attempt).await.map(|leaf| Outcome::Shown(Box::new(leaf)));
    };
    let mut tx = at.tx().await?;
    let decided = (&*criteria, outcome, attempt.typed("reason"));
    records::review(&mut tx, at.staff(), id, decided).await?;
    tx.commit().await?;
    Ok(Outcome::Done(format!("/{id}/keeping?done=saved")))
}

async fn post_group(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    at.done(&OPENED_BY, put(&at, entity(&id)?, Attempt::of(form)).await)
}

async fn put(at: &At<'_>, id: EntityId, mut attempt: Attempt) -> Result<Outcome, Problem> {
    at.staff().require(Right::KeepRecords)?;
    let right = rights::second::says_something(attempt.typed("group_reason"));
    attempt.require(at, right, ("group_reason", NO_GROUP_REASON));
    if !attempt.is_right() {
        return page(at, id, &attempt).await.map(|leaf| Outcome::Shown(Box::new(leaf)));
    }
    let group = Retention::of_code(attempt.typed("group"));
    let mut tx = at.tx().await?;
    records::put_into(&mut tx, at.staff(), id, (group, attempt.typed("group_reason"))).await?;
    tx.commit().await?;
    Ok(Outcome::Done(format!("/{id}/keeping?done=saved")))
}
