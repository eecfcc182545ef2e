//! Records and ways between them, in words: what is closed is a line that says whom to ask, and no more.

use super::{facts, record_href};
use counter::dates;
use counter::leaf::Line;
use kernel::{Instant, words};
use records::{Neighbour, Role, Span, Walked};
use rights::pages::At;

words! {
    CLOSED { en: "A restricted record. Who to ask: {whom}", cy: "Cofnod cyfyngedig. Pwy i'w holi: {whom}" }
    SINCE { en: "since {when}", cy: "ers {when}" }
    UNTIL { en: "until {when}", cy: "tan {when}" }
}

/// What a record is called, with what tells it from others.
pub(crate) fn name(at: &At<'_>, record: &Neighbour) -> String {
    match record {
        Neighbour::Open(head) => {
            let (label, hint) =
                (facts::label(head, at.language()), facts::hint(head, at.language()));
            if hint.is_empty() { label } else { format!("{label}, {hint}") }
        }
        Neighbour::Closed { ask, .. } => at.fill(CLOSED, &[("whom", ask)]),
    }
}

/// What kind of record it is; nothing of one that is closed.
pub(crate) fn form(at: &At<'_>, record: &Neighbour) -> String {
    match record {
        Neighbour::Open(head) => facts::choice(head.form.name(), at.language()),
        Neighbour::Closed { .. } => String::new(),
    }
}

/// When a link was so: the day on which it happened, or since when and until when it lasted.
pub(crate) fn when(at: &At<'_>, role: Role, (since, until): (Instant, Option<Instant>)) -> String {
    let language = at.language();
    if !role.lasts() {
        return dates::date_and_time(since, language);
    }
    let since = at.fill(SINCE, &[("when", &dates::date(since, language))]);
    let until = until.map(|until| at.fill(UNTIL, &[("when", &dates::date(until, language))]));
    [Some(since), until].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The last record of a way as a line with a link, and under it how it is reached.
pub(crate) fn line(at: &At<'_>, way: &[Walked]) -> Option<Line> {
    let last = way.last()?;
    let closed = matches!(last.to, Neighbour::Closed { .. });
    let steps: Vec<String> =
        way.iter().enumerate().map(|(place, it)| step(at, way, (place, it))).collect();
    let mut about = vec![steps.join(" → ")];
    if !closed {
        about.insert(0, form(at, &last.to));
        about.push(when(at, last.role, (last.since, last.until)));
    }
    Some(Line {
        href: record_href(at, last.to.id(), ""),
        text: name(at, &last.to),
        tag: None,
        about: Some(about.join(", ")),
    })
}

/// One step of a way: by what, and to what unless it is the last.
fn step(at: &At<'_>, way: &[Walked], (place, walked): (usize, &Walked)) -> String {
    let by = walked.by().say(at.language());
    if place + 1 == way.len() { by.to_owned() } else { format!("{by} {}", name(at, &walked.to)) }
}

/// A length of time in words.
pub(crate) fn span(at: &At<'_>, span: Span) -> String {
    let (words, number) = span.name();
    at.fill(words, &[("n", &number.to_string())])
}
