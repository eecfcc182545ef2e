//! Other contacts that may be about the same thing.

use counter::components::Button;
use counter::dates::date_and_time;
use counter::leaf::{FormPart, Leaf, Line, Part};
use kernel::{ContactId, EntityId, Problem, Words, words};
use records::{Head, Neighbour, Pair, Said};
use rights::Right;
use rights::pages::At;
use station::Tx;

words! {
    HEADING { en: "May be the same", cy: "Gall fod yr un fath" }
    TOGETHER {
        en: "This contact is a part of one incident with others. It stays as it is.",
        cy: "Mae'r cyswllt hwn yn rhan o un digwyddiad gydag eraill. Mae'n aros fel y mae.",
    }
    INCIDENT { en: "The incident", cy: "Y digwyddiad" }
    SEPARATE { en: "Take it apart again", cy: "Ei dynnu ar wahân eto" }
    OTHER { en: "{what} ({which}), {when}", cy: "{what} ({which}), {when}" }
    BITS { en: "{bits} bits", cy: "{bits} did" }
    SAME { en: "The same", cy: "Yr un fath" }
    NOT_SAME { en: "Not the same", cy: "Nid yr un fath" }
    UNSURE { en: "Not sure yet", cy: "Ddim yn siŵr eto" }
    WAS_NOT_SAME { en: "Somebody said that it is not the same.", cy: "Dywedodd rhywun nad yw'r un fath." }
    WAS_UNSURE { en: "Somebody was not sure.", cy: "Nid oedd rhywun yn siŵr." }
}

/// With what may be the same, and what was joined.
pub(super) async fn parts(
    tx: &mut Tx<'_>,
    at: &At<'_>,
    (contact, event): (ContactId, EntityId),
    mut leaf: Leaf,
) -> Result<Leaf, Problem> {
    let action = at.href(&format!("/contacts/{contact}/records"));
    let writes = at.staff().may(Right::WriteRecords);
    let pairs = records::alike_of(tx, at.staff(), event).await?;
    let cluster = records::cluster_of(tx, at.staff(), event).await?;
    if pairs.is_empty() && cluster.is_none() {
        return Ok(leaf);
    }
    leaf = leaf.heading(at.say(HEADING));
    if let Some(cluster) = cluster {
        let to = at.href(&format!("/records/{}?need={}", cluster.incident, at.purpose.code()));
        leaf = leaf.text(at.say(TOGETHER)).part(Part::Links(vec![line(to, at.say(INCIDENT))]));
        if writes {
            let form = FormPart::to(action.clone())
                .hidden("cluster", cluster.id.to_string())
                .button(button(at, SEPARATE, "separate").warning());
            leaf = leaf.part(Part::Form(form));
        }
    }
    for pair in pairs.iter().filter(|it| it.said.is_none_or(|said| said.0 != Said::Same)) {
        let Neighbour::Open(other) = &pair.events.1 else { continue };
        let to = at.href(&format!("/records/{}?need={}", other.id, at.purpose.code()));
        let named = named(at, other);
        leaf = leaf.part(Part::Told(vec![line(to, &named)])).part(Part::Written(why(at, pair)));
        let said = pair.said.map(|said| said.0);
        if said == Some(Said::NotSame) {
            leaf = leaf.text(at.say(WAS_NOT_SAME));
        } else if writes {
            if said == Some(Said::Unsure) {
                leaf = leaf.text(at.say(WAS_UNSURE));
            }
            leaf = leaf.part(Part::Form(form(at, &action, other.id)));
        }
    }
    Ok(leaf)
}

fn form(at: &At<'_>, action: &str, other: EntityId) -> FormPart {
    FormPart::to(action.to_owned())
        .hidden("other", other.to_string())
        .button(button(at, SAME, Said::Same.code()))
        .button(button(at, NOT_SAME, Said::NotSame.code()).secondary())
        .button(button(at, UNSURE, Said::Unsure.code()).secondary())
}

/// The reasons, each with what it is worth.
fn why(at: &At<'_>, pair: &Pair) -> String {
    let worth = |bits: f32| at.fill(BITS, &[("bits", &format!("{bits:+.1}"))]);
    let each = pair.alike.grounds.iter();
    let each =
        each.map(|(ground, bits)| format!("{} ({})", ground.say(at.language()), worth(*bits)));
    each.collect::<Vec<_>>().join("; ")
}

fn named(at: &At<'_>, head: &Head) -> String {
    let when = head.when.0.map(|when| date_and_time(when, at.language())).unwrap_or_default();
    at.fill(OTHER, &[("what", &head.label), ("which", &head.hint), ("when", &when)])
}

fn line(href: String, text: &str) -> Line {
    Line { href, text: text.to_owned(), tag: None, about: None }
}

fn button(at: &At<'_>, words: Words, what: &str) -> Button {
    Button::new(at.say(words)).sends("what", what).prevent_double_click(true)
}
