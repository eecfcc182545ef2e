//! What was found, with the reasons in words; or that nothing was, and what was tried.

use super::{facts, record_href};
use counter::components::Tag;
use counter::leaf::{Line, Part};
use kernel::words;
use records::{Finds as Found, Head, Hit, Neighbour, Tried, Why};
use rights::pages::At;

words! {
    FOUND { en: "Found", cy: "Wedi'u canfod" }
    ONE { en: "1 record", cy: "1 cofnod" }
    MANY { en: "{number} records", cy: "{number} o gofnodion" }
    MORE { en: "The first {number}. There are more: write more to see the right ones.", cy: "Y {number} cyntaf. Mae mwy: nodwch fwy i weld y rhai cywir." }
    NONE { en: "Nothing was found", cy: "Ni chanfuwyd dim" }
    TRIED { en: "We looked for “{said}” as {what}.", cy: "Buom yn chwilio am “{said}” fel {what}." }
    OR { en: " or ", cy: " neu " }
    NOT_TRIED { en: "Nothing in it can be looked for. Write a name, a date, a number or a street.", cy: "Nid oes dim ynddo y gellir chwilio amdano. Nodwch enw, dyddiad, rhif neu stryd." }
    NEXT { en: "It may be spelt in another way, or it is not on record yet.", cy: "Efallai ei fod wedi'i sillafu mewn ffordd arall, neu nad yw ar gofnod eto." }
    CLOSED { en: "A restricted record. Who to ask: {whom}", cy: "Cofnod cyfyngedig. Pwy i'w holi: {whom}" }
    FITS { en: "“{asked}”: {what}, {how}", cy: "“{asked}”: {what}, {how}" }
    THROUGH { en: "{why}, through {whom}", cy: "{why}, drwy {whom}" }
}

/// The parts of a page that say what was found.
pub(super) fn parts(at: &At<'_>, found: &Found) -> Vec<Part> {
    if found.hits.is_empty() {
        return nothing(at, &found.tried);
    }
    let number = found.hits.len();
    let count = match number {
        _ if found.more => at.fill(MORE, &[("number", &number.to_string())]),
        1 => at.say(ONE).to_owned(),
        _ => at.fill(MANY, &[("number", &number.to_string())]),
    };
    let lines = found.hits.iter().map(|hit| line(at, hit)).collect();
    vec![Part::Heading(at.say(FOUND).to_owned()), Part::Text(count), Part::Links(lines)]
}

fn nothing(at: &At<'_>, tried: &[Tried]) -> Vec<Part> {
    let mut parts = vec![Part::Heading(at.say(NONE).to_owned())];
    parts.extend(tried.iter().map(|it| {
        let what: Vec<&str> = it.read_as.iter().map(|as_| at.say(as_.words())).collect();
        Part::Text(at.fill(TRIED, &[("said", &it.said), ("what", &what.join(at.say(OR)))]))
    }));
    let last = if tried.is_empty() { NOT_TRIED } else { NEXT };
    parts.push(Part::Text(at.say(last).to_owned()));
    parts
}

fn line(at: &At<'_>, hit: &Hit) -> Line {
    match &hit.record {
        Neighbour::Open(head) => Line {
            href: record_href(at, head.id, ""),
            text: called(at, head),
            tag: Some(Tag::new(facts::choice(head.form.name(), at.language()))),
            about: Some(hit.why.iter().map(|why| reason(at, why)).collect::<Vec<_>>().join("; "))
                .filter(|about| !about.is_empty()),
        },
        Neighbour::Closed { id, ask } => closed(at, (record_href(at, *id, ""), ask)),
    }
}

/// A record of which no more is said than whom to ask.
pub(super) fn closed(at: &At<'_>, (href, ask): (String, &str)) -> Line {
    Line { href, text: at.fill(CLOSED, &[("whom", ask)]), tag: None, about: None }
}

/// What a record is called, with what tells it from others.
pub(super) fn called(at: &At<'_>, head: &Head) -> String {
    let (label, hint) = (facts::label(head, at.language()), facts::hint(head, at.language()));
    if hint.is_empty() { label } else { format!("{label}, {hint}") }
}

fn reason(at: &At<'_>, why: &Why) -> String {
    let language = at.language();
    let what = match why.field {
        Some(field) => {
            let value = facts::value(field, &why.value, language);
            let value: String = value.chars().take(80).collect();
            format!("{} {value}", field.name().say(language).to_lowercase())
        }
        None => why.value.clone(),
    };
    let how = at.say(why.how.words());
    let fits = at.fill(FITS, &[("asked", &why.asked), ("what", &what), ("how", how)]);
    if why.through.is_empty() {
        return fits;
    }
    let whom: Vec<String> = why.through.iter().map(|it| facts::label(it, language)).collect();
    at.fill(THROUGH, &[("why", &fits), ("whom", &whom.join(" – "))])
}
