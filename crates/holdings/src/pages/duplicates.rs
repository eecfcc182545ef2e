//! Events that may be one thing that happened, for whoever looks through them.

use super::{Holdings, OPENED_BY, facts, record_href};
use axum::extract::State;
use axum::response::Response;
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::components::{Button, Checkboxes, Choice, Legend};
use counter::leaf::{FormPart, Leaf, Line, Part};
use counter::{Fault, Form, Routes, Visit, dates};
use kernel::{EntityId, Problem, Thing, Words, words};
use records::{Head, Neighbour, Pair, Said};
use rights::Right;
use rights::pages::{At, Outcome, SignedIn};

words! {
    TITLE { en: "What may be the same", cy: "Yr hyn a all fod yr un fath" }
    HOW {
        en: "Each of these looks like one thing that several people told us of. Nothing is joined until \
             somebody says so, and it can be taken apart again.",
        cy: "Mae pob un o'r rhain yn edrych fel un peth y dywedodd sawl person wrthym amdano. Nid oes dim \
             yn cael ei uno nes i rywun ddweud hynny, a gellir ei dynnu ar wahân eto.",
    }
    NONE { en: "Nothing looks like the same thing told twice.", cy: "Nid oes dim yn edrych fel yr un peth wedi'i ddweud ddwywaith." }
    CLUSTER { en: "{count} that may be one", cy: "{count} a all fod yn un" }
    WHICH { en: "Which are the same?", cy: "Pa rai sydd yr un fath?" }
    NAMED { en: "{what} ({which}), {when}", cy: "{what} ({which}), {when}" }
    SAME { en: "The ticked ones are the same", cy: "Mae'r rhai a diciwyd yr un fath" }
    NOT_SAME { en: "None of them are", cy: "Nid yw'r un ohonynt" }
    UNSURE { en: "Not sure yet", cy: "Ddim yn siŵr eto" }
    WHY { en: "{one} and {other}: {grounds}", cy: "{one} a {other}: {grounds}" }
    BITS { en: "{ground} ({bits} bits)", cy: "{ground} ({bits} did)" }
    SAVED { en: "Saved.", cy: "Wedi'i gadw." }
    BEFORE { en: "Tick two or more that are not parts of two incidents.", cy: "Ticiwch ddau neu fwy nad ydynt yn rhannau o ddau ddigwyddiad." }
}

const PATH: &str = "/duplicates";

pub(super) fn routes() -> Routes<Holdings> {
    Routes::new().get("/desk/records/duplicates", Desk, Staff, show).post(
        "/desk/records/duplicates",
        Desk,
        Staff,
        post,
    )
}

async fn show(
    State(holdings): State<Holdings>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    at.shown(&OPENED_BY, look(&at).await)
}

async fn look(at: &At<'_>) -> Result<Leaf, Problem> {
    let mut tx = at.tx().await?;
    let clusters = records::duplicates(&mut tx, at.staff()).await?;
    tx.commit().await?;
    let leaf = at.after(at.leaf(TITLE, at.say(TITLE)), &[("saved", SAVED), ("before", BEFORE)]);
    if clusters.is_empty() {
        return Ok(leaf.text(at.say(NONE)));
    }
    let mut leaf = leaf.text(at.say(HOW));
    for (number, pairs) in clusters.iter().enumerate() {
        leaf = cluster(at, (number, pairs), leaf);
    }
    Ok(leaf)
}

/// One cluster: its events, why each two look alike, and what somebody can say.
fn cluster(at: &At<'_>, (number, pairs): (usize, &[Pair]), leaf: Leaf) -> Leaf {
    let mut events: Vec<&Head> = Vec::new();
    for pair in pairs {
        for event in [&pair.events.0, &pair.events.1] {
            let Neighbour::Open(head) = event else { continue };
            if !events.iter().any(|known| known.id == head.id) {
                events.push(head);
            }
        }
    }
    let heading = at.fill(CLUSTER, &[("count", &events.len().to_string())]);
    let links = events.iter().map(|head| Line {
        href: record_href(at, head.id, ""),
        text: named(at, head),
        tag: None,
        about: None,
    });
    let mut leaf = leaf.heading(heading).part(Part::Told(links.collect()));
    for pair in pairs {
        leaf = leaf.part(Part::Written(why(at, pair)));
    }
    if at.staff().may(Right::WriteRecords) {
        leaf = leaf.part(Part::Form(form(at, number, &events)));
    }
    leaf
}

fn form(at: &At<'_>, number: usize, events: &[&Head]) -> FormPart {
    let ticks = events.iter().map(|head| {
        Choice::new(head.id.to_string(), named(at, head)).label_attribute("lang", "en")
    });
    let ticks = Checkboxes::new(format!("event-{number}"), Legend::new(at.say(WHICH)))
        .choices(ticks)
        .chosen(events.iter().map(|head| head.id.to_string()));
    let button = |words: Words, said: Said| {
        Button::new(at.say(words)).sends("said", said.code()).prevent_double_click(true)
    };
    FormPart::to(at.href(&format!("{PATH}?need={}", at.purpose.code())))
        .hidden("number", number.to_string())
        .field(ticks)
        .button(button(SAME, Said::Same))
        .button(button(NOT_SAME, Said::NotSame).secondary())
        .button(button(UNSURE, Said::Unsure).secondary())
}

async fn post(
    State(holdings): State<Holdings>,
    visit: Visit,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    let said = say(&at, &form).await;
    at.done(&OPENED_BY, said)
}

async fn say(at: &At<'_>, form: &Form) -> Result<Outcome, Problem> {
    at.staff().require(Right::WriteRecords)?;
    let number = form.get("number").unwrap_or_default();
    let field = format!("event-{number}");
    let events: Vec<EntityId> = form.all(&field).filter_map(|it| it.parse().ok()).collect();
    let said = form.get("said").and_then(Said::of_code);
    let said = said.ok_or(Problem::NotFound(Thing::Page))?;
    let mut tx = at.tx().await?;
    let done = match said {
        Said::Same => records::one_event(&mut tx, at.staff(), &events).await.map(|_| ()),
        Said::NotSame | Said::Unsure => {
            records::tell_all_apart(&mut tx, at.staff(), &events, said).await
        }
    };
    let to = |done: &str| Outcome::Done(format!("{PATH}?done={done}&need={}", at.purpose.code()));
    match done {
        Ok(()) => tx.commit().await.map(|()| to("saved")),
        Err(Problem::Conflict(_)) => Ok(to("before")),
        Err(problem) => Err(problem),
    }
}

fn why(at: &At<'_>, pair: &Pair) -> String {
    let hint = |it: &Neighbour| match it {
        Neighbour::Open(head) => head.hint.clone(),
        Neighbour::Closed { .. } => String::new(),
    };
    let grounds = pair.alike.grounds.iter().map(|(ground, bits)| {
        let (ground, bits) = (ground.say(at.language()), format!("{bits:+.1}"));
        at.fill(BITS, &[("ground", &ground), ("bits", &bits)])
    });
    let grounds = grounds.collect::<Vec<_>>().join("; ");
    let (one, other) = (hint(&pair.events.0), hint(&pair.events.1));
    at.fill(WHY, &[("one", &one), ("other", &other), ("grounds", &grounds)])
}

fn named(at: &At<'_>, head: &Head) -> String {
    let language = at.language();
    let when = head.when.0.map(|when| dates::date_and_time(when, language)).unwrap_or_default();
    let (what, which) = (facts::label(head, language), head.hint.clone());
    at.fill(NAMED, &[("what", &what), ("which", &which), ("when", &when)])
}
