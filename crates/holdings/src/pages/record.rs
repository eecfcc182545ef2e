//! One record: everything that is known of it, and what it is linked to.

use super::door::or_door;
use super::{Holdings, entity, facts, markers, purpose, record_href};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::components::{Button, NotificationBanner, Tag};
use counter::{Fault, Frame, Routes, Visit, dates};
use kernel::{EntityId, Language, Problem, Words, words};
use records::{Certainty, Confidence, Joined, Nature, Neighbour, Statement, View, Warning};
use rights::Right;
use rights::pages::{At, SignedIn};
use std::collections::BTreeMap;

words! {
    TITLE { en: "Record", cy: "Cofnod" }
    ON_PAGE { en: "On this page", cy: "Ar y dudalen hon" }
    KNOWN { en: "What is known", cy: "Yr hyn sy'n hysbys" }
    NOTHING_KNOWN { en: "Nothing is written down yet.", cy: "Nid oes dim wedi'i nodi eto." }
    MISSING { en: "Not known yet: {fields}", cy: "Heb fod yn hysbys eto: {fields}" }
    TAKEN_BACK { en: "Taken back", cy: "Wedi'i dynnu yn ôl" }
    LINKED { en: "Linked to", cy: "Yn gysylltiedig â" }
    NOTHING_LINKED { en: "Nothing is linked to it yet.", cy: "Nid oes dim yn gysylltiedig ag ef eto." }
    MORE_LINKS { en: "There are more links than these. The timeline has them all.", cy: "Mae mwy o gysylltiadau na'r rhain. Maent i gyd ar y llinell amser." }
    SAME { en: "Records of the same one", cy: "Cofnodion o'r un un" }
    CLOSED { en: "A restricted record. Who to ask: {whom}", cy: "Cofnod cyfyngedig. Pwy i'w holi: {whom}" }
    FROM { en: "from {source}", cy: "gan {source}" }
    SAID_AS { en: "said as “{said}”", cy: "dywedwyd fel “{said}”" }
    SINCE { en: "since {when}", cy: "ers {when}" }
    UNTIL { en: "until {when}", cy: "tan {when}" }
    WRITTEN { en: "written down {when}", cy: "nodwyd {when}" }
    WHY_ENDED { en: "{value}: {why}", cy: "{value}: {why}" }
    TIMELINE { en: "Timeline and questions", cy: "Llinell amser a chwestiynau" }
    NETWORK { en: "Network", cy: "Rhwydwaith" }
    ADD { en: "Add what you know", cy: "Ychwanegu'r hyn a wyddoch" }
    LINK { en: "Link it to something", cy: "Ei gysylltu â rhywbeth" }
    COMPARE { en: "Compare with another record", cy: "Cymharu â chofnod arall" }
    KEEPING { en: "How long it is kept", cy: "Am ba hyd y'i cedwir" }
    WARNINGS { en: "Know this first", cy: "Gwybod hyn yn gyntaf" }
    MARKERS { en: "Warnings", cy: "Rhybuddion" }
    PROTECT { en: "Who needs to know", cy: "Pwy sydd angen gwybod" }
    WRONG { en: "This is wrong", cy: "Mae hyn yn anghywir" }
    DONE { en: "Saved.", cy: "Wedi'i gadw." }
    WHY_HERE { en: "Why you look at this: {purpose}. It is recorded.", cy: "Pam rydych yn edrych ar hwn: {purpose}. Mae wedi'i gofnodi." }
    NUMBER { en: "Record number {id}", cy: "Rhif y cofnod {id}" }
}

pub(super) fn routes() -> Routes<Holdings> {
    Routes::new().get("/desk/records/{id}", Desk, Staff, show)
}

/// The page. Other pages add their links and their warnings to it.
#[derive(Template)]
#[template(path = "holdings/record.html")]
struct RecordPage {
    frame: Frame,
    language: Language,
    form: String,
    label: String,
    hint: String,
    tags: Vec<Tag>,
    /// What must be known first, each with what it is about.
    warnings: Vec<(String, String)>,
    done: Option<NotificationBanner>,
    /// Facts by their field.
    fields: Vec<Group<Line>>,
    missing: Option<String>,
    ended: Vec<String>,
    /// Links by what the one is to the other.
    links: Vec<Group<Line>>,
    more_links: bool,
    same: Vec<Line>,
    actions: Vec<Button>,
    why_here: String,
    number: String,
}

/// Lines that belong together.
struct Group<T> {
    name: String,
    lines: Vec<T>,
}

/// A value, or the other end of a link, with what there is to say of it.
struct Line {
    href: Option<String>,
    text: String,
    tags: Vec<Tag>,
    about: String,
    /// Where it is taken back, and what that link is about for whoever does not see the page.
    wrong: Option<String>,
}

impl RecordPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.language)
    }
}

async fn show(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    match look(&at, entity(&id)?).await {
        Ok((view, warnings)) => Ok(counter::page(&page(&at, &view, &warnings))),
        Err(problem) => or_door(&at, (&id, problem)).await,
    }
}

async fn look(at: &At<'_>, id: EntityId) -> Result<(View, Vec<Warning>), Problem> {
    let mut tx = at.tx().await?;
    let view = records::read(&mut tx, at.staff(), id).await?;
    let warnings = records::warnings(&mut tx, at.staff(), id).await?;
    tx.commit().await?;
    Ok((view, warnings))
}

fn page(at: &At<'_>, view: &View, warnings: &[Warning]) -> RecordPage {
    let (language, head) = (at.language(), &view.head);
    let missing: Vec<String> =
        view.missing.iter().map(|field| field.name().say(language).to_lowercase()).collect();
    let missing = (!missing.is_empty()).then(|| missing.join(", "));
    let why = purpose::name(at.purpose).say(language).to_lowercase();
    RecordPage {
        frame: rights::pages::frame(at.counter, at.visit, at.signed_in, at.say(TITLE)),
        language,
        form: facts::capital(head.form.name().say(language)),
        label: facts::label(head, language),
        hint: facts::hint(head, language),
        tags: tags(view, language),
        warnings: warnings.iter().map(|it| (markers::first(at, it), it.about(language))).collect(),
        done: at.asked("done").map(|_| NotificationBanner::success(language, at.say(DONE))),
        fields: fields(at, view),
        missing: missing.map(|fields| at.fill(MISSING, &[("fields", &fields)])),
        ended: ended(at, view),
        links: links(at, view),
        more_links: view.more_links,
        same: same(at, view),
        actions: actions(at, head.id),
        why_here: at.fill(WHY_HERE, &[("purpose", &why)]),
        number: at.fill(NUMBER, &[("id", &head.id.to_string())]),
    }
}

/// How the record is marked, where that is not the usual.
fn tags(view: &View, language: Language) -> Vec<Tag> {
    let marking = view.head.marking();
    let marked = marking != rights::Marking::Official;
    marked.then(|| Tag::new(marking.name().say(language))).into_iter().collect()
}

/// What is known, field by field, the newest first.
fn fields(at: &At<'_>, view: &View) -> Vec<Group<Line>> {
    let mut groups: Vec<(records::Field, Group<Line>)> = Vec::new();
    for statement in view.statements.iter().filter(|it| it.ended.is_none()) {
        let line = fact(at, view.head.id, statement);
        match groups.last_mut() {
            Some((field, group)) if *field == statement.field => group.lines.push(line),
            _ => {
                let name = statement.field.name().say(at.language()).to_owned();
                groups.push((statement.field, Group { name, lines: vec![line] }));
            }
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn fact(at: &At<'_>, of: EntityId, it: &Statement) -> Line {
    let language = at.language();
    let mut tags = Vec::new();
    if it.certainty != Certainty::Known {
        tags.push(Tag::new(facts::capital(it.certainty.name().say(language))));
    }
    if it.nature == Nature::Opinion {
        tags.push(Tag::new(facts::capital(it.nature.name().say(language))));
    }
    let text = facts::value(it.field, &it.value, language);
    let mut about = vec![at.fill(FROM, &[("source", it.source.name().say(language))])];
    // How a date or a number was typed is worth a word only where it was not understood whole.
    let as_said = it.said.trim() != it.value && it.said.trim() != text;
    if as_said && it.certainty != Certainty::Known {
        about.push(at.fill(SAID_AS, &[("said", it.said.trim())]));
    }
    about.extend(it.valid.0.map(|from| at.fill(SINCE, &[("when", &dates::date(from, language))])));
    about.extend(it.valid.1.map(|to| at.fill(UNTIL, &[("when", &dates::date(to, language))])));
    about.push(at.fill(WRITTEN, &[("when", &dates::date(it.made_at, language))]));
    let wrong = may_write(at).then(|| record_href(at, of, &format!("/statements/{}", it.id)));
    Line { href: None, text, tags, about: about.join(", "), wrong }
}

fn ended(at: &At<'_>, view: &View) -> Vec<String> {
    let said = |it: &Statement| {
        let (_, why) = it.ended.as_ref()?;
        let value = facts::value(it.field, &it.value, at.language());
        let value = format!("{} {value}", it.field.name().say(at.language()));
        Some(at.fill(WHY_ENDED, &[("value", &value), ("why", why)]))
    };
    view.statements.iter().filter_map(said).collect()
}

/// What it is linked to, by what the one is to the other.
fn links(at: &At<'_>, view: &View) -> Vec<Group<Line>> {
    let mut groups: BTreeMap<String, Vec<Line>> = BTreeMap::new();
    for joined in &view.links {
        let role = joined.link.role;
        let words = if joined.outward { role.name() } else { role.name_back() };
        let name = facts::capital(words.say(at.language()));
        groups.entry(name).or_default().push(joined_line(at, view.head.id, joined));
    }
    groups.into_iter().map(|(name, lines)| Group { name, lines }).collect()
}

fn joined_line(at: &At<'_>, of: EntityId, joined: &Joined) -> Line {
    let (language, link) = (at.language(), &joined.link);
    let mut tags = Vec::new();
    if link.confidence != Confidence::Confirmed {
        tags.push(Tag::new(facts::capital(link.confidence.name().say(language))));
    }
    if link.nature == Nature::Opinion {
        tags.push(Tag::new(facts::capital(link.nature.name().say(language))));
    }
    let mut about = vec![at.fill(SINCE, &[("when", &dates::date(link.valid_from, language))])];
    about.extend(link.valid_to.map(|to| at.fill(UNTIL, &[("when", &dates::date(to, language))])));
    about.push(at.fill(FROM, &[("source", link.source.name().say(language))]));
    about.extend(Some(link.reason.clone()).filter(|it| !it.is_empty()));
    let (href, text) = match &joined.other {
        Neighbour::Open(head) => {
            let hint = facts::hint(head, language);
            let label = facts::label(head, language);
            let text = if hint.is_empty() { label } else { format!("{label}, {hint}") };
            (record_href(at, head.id, ""), text)
        }
        Neighbour::Closed { id, ask } => {
            // When, why and from whom would tell more than that it exists.
            let text = at.fill(CLOSED, &[("whom", ask)]);
            let href = Some(record_href(at, *id, ""));
            return Line { href, text, tags: Vec::new(), about: String::new(), wrong: None };
        }
    };
    let wrong = may_write(at).then(|| record_href(at, of, &format!("/links/{}", link.id)));
    Line { href: Some(href), text, tags, about: about.join(", "), wrong }
}

/// The records that count as the same one, where there are several.
fn same(at: &At<'_>, view: &View) -> Vec<Line> {
    if view.same.len() < 2 {
        return Vec::new();
    }
    let line = |head: &records::Head| Line {
        href: None,
        text: facts::label(head, at.language()),
        tags: Vec::new(),
        about: format!("{} {:.8}", facts::hint(head, at.language()), head.id.to_string()),
        wrong: None,
    };
    view.same.iter().map(line).collect()
}

fn may_write(at: &At<'_>) -> bool {
    at.staff().may(Right::WriteRecords)
}

/// What whoever looks can do with it.
fn actions(at: &At<'_>, id: EntityId) -> Vec<Button> {
    let all = [
        (Right::ReadRecords, "/timeline", TIMELINE),
        (Right::ReadRecords, "/network", NETWORK),
        (Right::WriteRecords, "/statements", ADD),
        (Right::WriteRecords, "/links", LINK),
        (Right::MergeRecords, "/comparison", COMPARE),
        (Right::KeepRecords, "/keeping", KEEPING),
        (Right::ReadRecords, "/markers", MARKERS),
        (Right::RestrictRecords, "/protection", PROTECT),
    ];
    let theirs = all.into_iter().filter(|(right, ..)| at.staff().may(*right));
    theirs
        .map(|(_, below, words)| {
            Button::link(record_href(at, id, below), at.say(words)).secondary()
        })
        .collect()
}
