//! Who somebody may be, before a record of them is opened.

use super::new_person::{ASKED, action};
use super::{found, record_href};
use counter::components::{Button, Colour, Tag};
use counter::leaf::{FormPart, Leaf, Line, Part};
use kernel::{Words, words};
use records::{Band, Candidate, Comparison, Neighbour, Scored};
use rights::pages::{At, Attempt, button};

words! {
    TITLE { en: "New record", cy: "Cofnod newydd" }
    HEADING { en: "These may be the same person", cy: "Gall y rhain fod yr un person" }
    ABOUT {
        en: "Look before you open a new record. What you wrote is kept on this page until you choose.",
        cy: "Edrychwch cyn agor cofnod newydd. Cedwir yr hyn a nodwyd gennych ar y dudalen hon nes i chi ddewis.",
    }
    SAME { en: "Very likely the same", cy: "Yr un person, yn fwy na thebyg" }
    ASK { en: "May be the same", cy: "Gall fod yr un person" }
    DIFFERENT { en: "Probably somebody else", cy: "Rhywun arall, mae'n debyg" }
    BITS { en: "{field}: {finding} ({bits})", cy: "{field}: {finding} ({bits})" }
    IT_IS { en: "It is {whom}: add this to their record", cy: "{whom} yw: ychwanegu hyn at y cofnod" }
    NONE_OF_THEM { en: "None of them: open a new record", cy: "Dim un ohonynt: agor cofnod newydd" }
}

/// The page.
pub(super) fn page(at: &At<'_>, attempt: &Attempt, candidates: &[Candidate]) -> Leaf {
    let lines = candidates.iter().map(|it| line(at, it)).collect();
    let mut form = FormPart::to(action(at)).hidden("source", attempt.typed("source"));
    for field in ASKED.iter().flat_map(|(_, fields)| *fields) {
        form = form.hidden(field.code(), attempt.typed(field.code()));
    }
    for candidate in candidates {
        form.buttons.extend(it_is(at, candidate));
    }
    let form = form.button(button(at, NONE_OF_THEM).sends("sure", "yes").secondary());
    at.leaf(TITLE, at.say(HEADING))
        .text(at.say(ABOUT))
        .part(Part::Links(lines))
        .part(Part::Form(form))
}

/// The button by which somebody says that it is this one.
fn it_is(at: &At<'_>, candidate: &Candidate) -> Option<Button> {
    let Neighbour::Open(head) = &candidate.record else { return None };
    let whom = found::called(at, head);
    let button = Button::new(at.fill(IT_IS, &[("whom", &whom)])).prevent_double_click(true);
    Some(button.sends("same", head.id.to_string()))
}

fn line(at: &At<'_>, candidate: &Candidate) -> Line {
    match (&candidate.record, &candidate.scored) {
        (Neighbour::Open(head), scored) => Line {
            href: record_href(at, head.id, ""),
            text: found::called(at, head),
            tag: scored.as_ref().map(|it| band(at, it.band)),
            about: scored.as_ref().map(|it| reasons(at, it)),
        },
        (Neighbour::Closed { id, ask }, _) => found::closed(at, (record_href(at, *id, ""), ask)),
    }
}

fn band(at: &At<'_>, band: Band) -> Tag {
    let (words, colour): (Words, Colour) = match band {
        Band::Same => (SAME, Colour::Green),
        Band::Ask => (ASK, Colour::Yellow),
        Band::Different => (DIFFERENT, Colour::Grey),
    };
    Tag::new(at.say(words)).colour(colour)
}

/// What was compared and came out one way or the other, with what it is worth in bits.
fn reasons(at: &At<'_>, scored: &Scored) -> String {
    let telling = scored.explanation.lines.iter().filter(|line| line.bits.abs() >= 0.05);
    let line = |line: &Comparison| {
        let bits = format!("{:+.1}", line.bits);
        let (field, finding) = (at.say(line.field.words()), at.say(line.words()));
        at.fill(BITS, &[("field", field), ("finding", finding), ("bits", &bits)])
    };
    telling.map(line).collect::<Vec<_>>().join("; ")
}
