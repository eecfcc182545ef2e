//! The queue of the operator's own force.

mod place;

use super::{Here, NEW, URGENT, alerts, at, frame, name_of, refused, state_words};
use crate::lengths::{Promise, length, promise};
use crate::reasons::{Because, in_words};
use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use contact::{Queue, QueueItem, State as Standing, Waiting};
use counter::components::{Colour, Tag};
use counter::dates::relative;
use counter::{Fault, Frame, Visit};
use kernel::{ContactId, Instant, Language, Problem, Words, words};
use place::Place;
use records::MarkerKind;
use rights::pages::{At, SignedIn};
use serde::Deserialize;
use services::Catalogue;
use std::collections::BTreeMap;
use std::sync::Arc;
use triage::Priority;

words! {
    TITLE { en: "Contacts", cy: "Cysylltiadau" }
    COUNTS { en: "{all} waiting, {urgent} of them urgent", cy: "{all} yn aros, {urgent} ohonynt yn rhai brys" }
    SHOW { en: "Show", cy: "Dangos" }
    THOSE_WAITING { en: "Waiting", cy: "Yn aros" }
    EVERYTHING { en: "All", cy: "Pob un" }
    NEWS { en: "There is something new.", cy: "Mae rhywbeth newydd." }
    SHOW_NEWS { en: "Show it", cy: "Ei ddangos" }
    REFRESH { en: "Refresh", cy: "Adnewyddu" }
    NONE_WAITING {
        en: "Nobody waits for an answer. New reports appear here as soon as they are sent: refresh \
             the page to see them.",
        cy: "Nid oes neb yn aros am ateb. Mae adroddiadau newydd yn ymddangos yma cyn gynted ag y \
             cânt eu hanfon: adnewyddwch y dudalen i'w gweld.",
    }
    NONE_AT_ALL { en: "Nobody has told us anything yet.", cy: "Nid oes neb wedi dweud dim wrthym eto." }
    NONE_HERE { en: "There are no more contacts.", cy: "Nid oes rhagor o gysylltiadau." }
    WAITED { en: "Waits for {length}", cy: "Yn aros ers {length}" }
    RECEIVED { en: "Received {when}", cy: "Derbyniwyd {when}" }
    REPLY_BY { en: "{stands} (reply by {by})", cy: "{stands} (ateb erbyn {by})" }
    NO_REPLY { en: "Wants no reply", cy: "Nid yw am gael ateb" }
    IN_LANGUAGE { en: "In {language}", cy: "Iaith: {language}" }
    RESTRICTED { en: "Restricted", cy: "Cyfyngedig" }
    CLOSED { en: "Closed to you", cy: "Ar gau i chi" }
    NEXT { en: "Next page", cy: "Tudalen nesaf" }
    FIRST { en: "Back to the first page", cy: "Yn ôl i'r dudalen gyntaf" }
}

/// What the address asks for. Whatever cannot be read counts as not asked.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    show: Option<String>,
    after: Option<String>,
}

impl Asked {
    fn everything(&self) -> bool {
        self.show.as_deref() == Some("all")
    }
}

#[derive(Template)]
#[template(path = "desk/queue.html")]
struct QueuePage {
    frame: Frame,
    language: Language,
    counts: String,
    everything: bool,
    waiting_href: String,
    all_href: String,
    refresh_href: String,
    events: String,
    first_href: Option<String>,
    next_href: Option<String>,
    empty: &'static str,
    items: Vec<Item>,
}

/// One contact as it stands in the list.
struct Item {
    href: String,
    title: String,
    reference: String,
    urgent: Option<Tag>,
    new: Option<Tag>,
    /// Of what must be known first.
    warnings: Vec<Tag>,
    because: Vec<Because>,
    waits: Option<String>,
    received: String,
    promise: Option<(String, bool)>,
    state: Tag,
    in_language: String,
}

impl QueuePage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.language)
    }
}

/// The queue, urgent first. That it was looked at is in the journal before it is shown.
pub(super) async fn show(
    State(hall): Here,
    visit: Visit,
    asked: Result<Query<Asked>, QueryRejection>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let after = asked.after.as_deref().and_then(Place::read);
    let at = at(&hall, &visit, &signed_in);
    match look(&at, asked.everything(), after).await {
        Ok((queue, warnings, now)) => {
            let view = View { catalogue: hall.catalogue(), visit: &visit, now, warnings };
            let frame = frame(&hall, &visit, &signed_in, TITLE.say(visit.language));
            Ok(counter::page(&view.page(frame, &queue, asked.everything(), after.is_some())))
        }
        Err(problem) => refused(&hall, &visit, &signed_in, problem),
    }
}

/// Of what must be known first, by contact.
type Warnings = BTreeMap<String, Vec<MarkerKind>>;

async fn look(
    at: &At<'_>,
    everything: bool,
    after: Option<Place>,
) -> Result<(Queue, Warnings, Instant), Problem> {
    let mut tx = at.tx().await?;
    let queue = contact::queue(&mut tx, at.staff(), everything, after.map(Place::cursor)).await?;
    let open: Vec<ContactId> = queue.items.iter().filter(|it| it.open).map(|it| it.id).collect();
    let warnings = alerts::tags(&mut tx, at, &open).await?;
    let now = tx.now();
    tx.commit().await?;
    Ok((queue, warnings, now))
}

/// Where and when the queue is looked at.
struct View<'a> {
    catalogue: Arc<Catalogue>,
    visit: &'a Visit,
    now: Instant,
    warnings: Warnings,
}

impl View<'_> {
    fn page(&self, frame: Frame, queue: &Queue, everything: bool, later: bool) -> QueuePage {
        let (visit, language) = (self.visit, self.visit.language);
        let (waiting, all) = (visit.href("/desk/queue"), visit.href("/desk/queue?show=all"));
        let first = if everything { all.clone() } else { waiting.clone() };
        let empty = match (later, everything) {
            (true, _) => NONE_HERE,
            (false, true) => NONE_AT_ALL,
            (false, false) => NONE_WAITING,
        };
        let next = queue.next.map(|cursor| {
            let show = if everything { "show=all&" } else { "" };
            visit.href(&format!("/desk/queue?{show}after={}", Place::of(cursor)))
        });
        QueuePage {
            frame,
            language,
            counts: counts(queue.waiting, language),
            everything,
            waiting_href: waiting,
            all_href: all,
            refresh_href: first.clone(),
            events: visit.href("/desk/events"),
            first_href: later.then_some(first),
            next_href: next,
            empty: empty.say(language),
            items: queue.items.iter().map(|item| self.item(item)).collect(),
        }
    }

    /// One that does not open to whoever looks: that it exists, and no more.
    fn closed(&self, item: &QueueItem) -> Item {
        let language = self.visit.language;
        Item {
            href: self.visit.href(&format!("/desk/contacts/{}", item.id)),
            title: RESTRICTED.say(language).to_owned(),
            reference: item.reference.to_string(),
            urgent: None,
            new: None,
            warnings: Vec::new(),
            because: Vec::new(),
            waits: None,
            received: String::new(),
            promise: None,
            state: Tag::new(CLOSED.say(language)).colour(Colour::Grey),
            in_language: String::new(),
        }
    }

    fn item(&self, item: &QueueItem) -> Item {
        if !item.open {
            return self.closed(item);
        }
        let (language, catalogue) = (self.visit.language, &*self.catalogue);
        let service = match item.service_version {
            Some(version) => catalogue.as_told(&item.service_id, version),
            None => catalogue.get(&item.service_id),
        };
        let service = service.map(|service| &**service);
        let title = service.map_or(item.service_id.as_str(), |service| service.title(language));
        let open = item.state != Standing::Answered;
        let waited = length(self.now.since(item.received_at), language);
        let received = relative(item.received_at, self.now, language);
        let urgent = item.priority == Priority::Urgent;
        let tag = |words: Words, colour| Tag::new(words.say(language)).colour(colour);
        let language_name = name_of(item.language).say(language);
        Item {
            href: self.visit.href(&format!("/desk/contacts/{}", item.id)),
            title: title.to_owned(),
            reference: item.reference.to_string(),
            urgent: urgent.then(|| tag(URGENT, Colour::Red)),
            warnings: self.warnings(item),
            new: (!item.read).then(|| tag(NEW, Colour::Blue)),
            because: in_words(&item.reasons, catalogue, service, language),
            waits: open.then(|| WAITED.fill(language, &[("length", &waited)])),
            received: RECEIVED.fill(language, &[("when", &received)]),
            promise: open.then(|| self.promised(item.reply_by)),
            state: tag(state_words(item.state), Colour::Grey),
            in_language: IN_LANGUAGE.fill(language, &[("language", language_name)]),
        }
    }

    /// Of what must be known first, the most dangerous first.
    fn warnings(&self, item: &QueueItem) -> Vec<Tag> {
        let kinds = self.warnings.get(&item.id.to_string()).into_iter().flatten();
        let tag = |kind: &MarkerKind| Tag::new(kind.name().say(self.visit.language));
        kinds.map(|kind| tag(kind).colour(Colour::Orange)).collect()
    }

    /// How the promise stands, and whether it is broken.
    fn promised(&self, by: Option<Instant>) -> (String, bool) {
        let language = self.visit.language;
        let Some(by) = by else { return (NO_REPLY.say(language).to_owned(), false) };
        let Promise { stands, by, over } = promise(by, self.now, language);
        (REPLY_BY.fill(language, &[("stands", &stands), ("by", &by)]), over)
    }
}

fn counts(waiting: Waiting, language: Language) -> String {
    let (all, urgent) = (waiting.all.to_string(), waiting.urgent.to_string());
    COUNTS.fill(language, &[("all", &all), ("urgent", &urgent)])
}
