//! Every service, how it stands at one's own force, what is being written, and what is owed.

use super::reach::{self, ForWhom};
use super::{Studio, enter, frame, refused};
use crate::{Proposal, Stage, open, owed};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use counter::components::{Colour, Tag, WarningText};
use counter::{Fault, Frame, Visit, dates};
use kernel::{Clock, Problem, Purpose, Words, words};
use rights::pages::SignedIn;
use services::Catalogue;

words! {
    TITLE { en: "Services", cy: "Gwasanaethau" }
    ABOUT {
        en: "What people can do online at your force. You can change the words and questions, and a second person publishes them.",
        cy: "Yr hyn y gall pobl ei wneud ar-lein gyda'ch heddlu. Gallwch newid y geiriau a'r cwestiynau, a bydd ail berson yn eu cyhoeddi.",
    }
    BEING_WRITTEN { en: "Being written", cy: "Wrthi'n cael eu hysgrifennu" }
    NOTHING_WRITTEN { en: "Nobody is writing anything.", cy: "Nid oes neb yn ysgrifennu dim." }
    ALL { en: "All services", cy: "Pob gwasanaeth" }
    VERSION { en: "Version {version}", cy: "Fersiwn {version}" }
    OPEN { en: "Open", cy: "Ar agor" }
    CLOSED { en: "Closed", cy: "Ar gau" }
    NOT_HERE { en: "Not offered here", cy: "Heb ei gynnig yma" }
    WAITS { en: "Waits for a second person", cy: "Yn aros am ail berson" }
    WRITING { en: "Being written", cy: "Wrthi'n cael ei ysgrifennu" }
    BY { en: "{name}, {when}, for:", cy: "{name}, {when}, ar gyfer:" }
    OWED { en: "The Welsh of “{service}” is owed by {by}.", cy: "Mae angen Cymraeg “{service}” erbyn {by}." }
    OVERDUE { en: "The Welsh of “{service}” was promised by {by} and is not there.", cy: "Addawyd Cymraeg “{service}” erbyn {by} ac nid yw yno." }
}

#[derive(Template)]
#[template(path = "editions/list.html")]
struct ListPage {
    frame: Frame,
    owed: Vec<WarningText>,
    proposals: Vec<Line>,
    services: Vec<Row>,
}

struct Line {
    href: String,
    title: String,
    tag: Tag,
    by: String,
    reach: ForWhom,
}

struct Row {
    href: String,
    title: String,
    version: Option<String>,
    state: Tag,
}

impl ListPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// `/desk/services`.
pub(super) async fn show(
    State(studio): State<Studio>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    match look(&studio, &visit, &signed_in).await {
        Ok(page) => Ok(counter::page(&page)),
        Err(problem) => refused(&studio, &visit, &signed_in, problem),
    }
}

async fn look(studio: &Studio, visit: &Visit, signed_in: &SignedIn) -> Result<ListPage, Problem> {
    enter(signed_in)?;
    let scope = signed_in.staff.scope(Purpose::Administration);
    let mut tx = studio.hall.station.begin(&scope).await?;
    let proposals = open(&mut tx).await?;
    tx.leave().await?;
    let catalogue = studio.hall.catalogue();
    let language = visit.language;
    let today = studio.hall.station.now().in_london().date();
    let warn = |owed: &crate::Owed| {
        let words = if owed.overdue { OVERDUE } else { OWED };
        let title = title(&catalogue, &owed.service, visit);
        let by = dates::day(owed.by, language);
        WarningText::new(language, words.fill(language, &[("service", &title), ("by", &by)]))
    };
    let line = |proposal: &Proposal| line(studio, visit, &catalogue, proposal);
    Ok(ListPage {
        frame: frame(&studio.hall, visit, signed_in, TITLE.say(language)),
        owed: owed(&catalogue, signed_in.staff.force(), today).iter().map(warn).collect(),
        proposals: proposals.iter().map(line).collect(),
        services: catalogue.ids().map(|id| row(visit, signed_in, &catalogue, id)).collect(),
    })
}

fn title(catalogue: &Catalogue, id: &str, visit: &Visit) -> String {
    super::title(catalogue, id, None, visit.language)
}

fn line(studio: &Studio, visit: &Visit, catalogue: &Catalogue, proposal: &Proposal) -> Line {
    let language = visit.language;
    let tag = match proposal.stage {
        Stage::Proposed => Tag::new(WAITS.say(language)).colour(Colour::Yellow),
        _ => Tag::new(WRITING.say(language)).colour(Colour::Grey),
    };
    let when = dates::date_and_time(proposal.changed_at, language);
    let by = [("name", proposal.author.name.as_str()), ("when", when.as_str())];
    Line {
        href: visit.href(&format!("/desk/proposals/{}", proposal.id)),
        title: title(catalogue, &proposal.service, visit),
        tag,
        by: BY.fill(language, &by),
        reach: reach::said(&studio.hall, &proposal.reach, language),
    }
}

fn row(visit: &Visit, signed_in: &SignedIn, catalogue: &Catalogue, id: &str) -> Row {
    let language = visit.language;
    let offer = catalogue.at(signed_in.staff.force(), id);
    let tag = |words: Words, colour| Tag::new(words.say(language)).colour(colour);
    Row {
        href: visit.href(&format!("/desk/services/{id}")),
        title: title(catalogue, id, visit),
        version: offer.map(|offer| {
            let version = offer.edition.service.version.to_string();
            VERSION.fill(language, &[("version", &version)])
        }),
        state: match offer {
            Some(offer) if offer.closed.is_some() => tag(CLOSED, Colour::Red),
            Some(_) => tag(OPEN, Colour::Green),
            None => tag(NOT_HERE, Colour::Grey),
        },
    }
}
