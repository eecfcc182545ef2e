//! The national home: which force can help, and the list of all of them.

use super::Front;
use super::local::ForceLink;
use super::lookup::{self, Lookup};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use counter::components::ErrorSummary;
use counter::{Frame, Visit};
use kernel::{Words, words};

words! {
    TITLE { en: "Contact the police", cy: "Cysylltu â’r heddlu" }
    LEAD { en: "Here you can report something, tell the police what you know and follow a report. Your police force reads what you send.", cy: "Yma gallwch roi gwybod am rywbeth, dweud wrth yr heddlu beth rydych yn ei wybod a dilyn adroddiad. Eich heddlu chi sy’n darllen yr hyn a anfonwch." }
    FIND { en: "Find your police force", cy: "Dod o hyd i’ch heddlu" }
    WHERE { en: "Choose the force for the place where it happened.", cy: "Dewiswch yr heddlu ar gyfer y lle y digwyddodd." }
    FORCES { en: "All police forces", cy: "Pob heddlu" }
    FOLLOW { en: "Follow a report", cy: "Dilyn adroddiad" }
    FOLLOW_HOW { en: "You need the reference and the access code from your receipt.", cy: "Bydd angen y cyfeirnod a’r cod mynediad sydd ar eich derbynneb." }
}

#[derive(Template)]
#[template(path = "services/national.html")]
struct NationalPage {
    frame: Frame,
    lookup: Lookup,
    problems: Option<ErrorSummary>,
    forces: Vec<ForceLink>,
    track: String,
}

impl NationalPage {
    fn new(visit: &Visit, lookup: Lookup) -> Self {
        let frame = Frame::new(visit, TITLE.say(visit.language)).error(lookup.is_empty());
        Self {
            frame: if lookup.is_used() { frame.noindex() } else { frame },
            problems: lookup.error_summary(),
            lookup,
            forces: by_name(visit),
            track: visit.href("/track"),
        }
    }

    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// `/`: what this is, which force is mine, and every force.
pub(super) async fn show(
    State(front): State<Front>,
    visit: Visit,
    fields: Query<Vec<(String, String)>>,
) -> Response {
    let lookup = Lookup::answer(&front, &visit, "/", lookup::typed(fields)).await;
    let page = NationalPage::new(&visit, lookup);
    let response = counter::page(&page);
    if page.lookup.is_used() { response } else { counter::cacheable(response) }
}

/// Every force in the order of its name in the reader's language.
fn by_name(visit: &Visit) -> Vec<ForceLink> {
    let forces = visit.counter.forces.iter();
    let mut links: Vec<ForceLink> = forces.map(|force| ForceLink::new(force, visit)).collect();
    links.sort_by_cached_key(|link| link.name.text.to_lowercase());
    links
}
