//! Who is to be looked at, because their time has come: whether what is known of them is still needed.

use super::matches::named;
use super::{Holdings, record_href};
use axum::extract::State;
use axum::response::Response;
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::components::Tag;
use counter::leaf::{Leaf, Line, Part};
use counter::{Fault, Routes, Visit, dates};
use kernel::{Problem, words};
use records::{Due, Head};
use rights::Right;
use rights::pages::{At, SignedIn};

words! {
    TITLE { en: "Is it still needed?", cy: "A oes ei angen o hyd?" }
    ABOUT { en: "The time of these people has come. Look at each, those that waited longest first.", cy: "Mae amser y bobl hyn wedi dod. Edrychwch ar bob un, y rhai sydd wedi aros hiraf yn gyntaf." }
    NONE { en: "Nobody's time has come.", cy: "Nid yw amser neb wedi dod." }
    SINCE { en: "{group}, since {since}, to be looked at from {due}", cy: "{group}, ers {since}, i'w adolygu o {due}" }
    CHILD { en: "Under ten", cy: "Dan ddeg oed" }
    HOLDS { en: "Legal holds", cy: "Ataliadau cyfreithiol" }
}

const OPENED_BY: [Right; 1] = [Right::KeepRecords];

pub(super) fn routes() -> Routes<Holdings> {
    Routes::new().get("/desk/records/reviews", Desk, Staff, show)
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
    let due = records::due(&mut tx, at.staff()).await?;
    tx.commit().await?;
    let leaf = at.leaf(TITLE, at.say(TITLE));
    let leaf = if due.is_empty() {
        leaf.text(at.say(NONE))
    } else {
        let lines = due.iter().map(|(due, head)| line(at, due, head)).collect();
        leaf.text(at.say(ABOUT)).part(Part::Links(lines))
    };
    let (href, text) = (at.href("/holds"), at.say(HOLDS).to_owned());
    Ok(leaf.part(Part::Links(vec![Line { href, text, tag: None, about: None }])))
}

fn line(at: &At<'_>, due: &Due, head: &Head) -> Line {
    let day = |it| dates::date(it, at.language());
    let values = [
        ("group", due.kept.retention.name().say(at.language()).to_owned()),
        ("since", day(due.kept.since)),
        ("due", day(due.kept.review_at)),
    ];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    Line {
        href: record_href(at, head.id, "/keeping"),
        text: named(at, head),
        tag: due.kept.child.then(|| Tag::new(at.say(CHILD))),
        about: Some(at.fill(SINCE, &values)),
    }
}
