//! The calls that somebody has open.

use super::{At, Line};
use crate::{Call, State as Stage, call};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use counter::components::{Button, Colour, Tag};
use counter::dates::relative;
use counter::{Fault, Frame, Visit, page};
use kernel::{Instant, Words, words};
use rights::pages::SignedIn;

words! {
    TITLE { en: "Open calls", cy: "Galwadau agored" }
    NONE { en: "You have no open calls.", cy: "Nid oes gennych alwadau agored." }
    BEGUN { en: "Began {when}, saved {saved}", cy: "Dechreuwyd {when}, cadwyd {saved}" }
    TAKE { en: "Take a call", cy: "Cymryd galwad" }
    ENDING { en: "Not sent yet: open it and end it", cy: "Heb ei anfon eto: agorwch ef a'i orffen" }
    CLOSE { en: "Close: nothing was said", cy: "Cau: ni ddywedwyd dim" }
    LEFT {
        en: "Only you see these calls. One that nobody touches for 12 hours becomes a report as it is, so that nothing is lost.",
        cy: "Dim ond chi sy'n gweld y galwadau hyn. Bydd un nad oes neb yn ei chyffwrdd am 12 awr yn dod yn adroddiad fel y mae, fel nad oes dim yn cael ei golli.",
    }
    QUEUE { en: "Contacts", cy: "Cysylltiadau" }
}

#[derive(Template)]
#[template(path = "calls/parked.html")]
struct ParkedPage {
    frame: Frame,
    token: String,
    take: Button,
    queue: String,
    items: Vec<Item>,
}

/// A call as it stands in the list. Who calls is not known, so it is told by its subject and time.
struct Item {
    title: String,
    href: String,
    begun: String,
    tag: Option<Tag>,
    close: Option<(String, Button)>,
}

impl ParkedPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// `GET /desk/calls`.
pub(super) async fn show(
    State(line): State<Line>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = At::new(&line, &visit, &signed_in);
    let mut tx = at.tx().await?;
    let calls = call::parked(&mut tx, &signed_in.staff).await?;
    let now = tx.now();
    tx.commit().await?;
    let language = visit.language;
    Ok(page(&ParkedPage {
        frame: at.frame(TITLE.say(language)).with_back(visit.href("/desk/queue")),
        token: signed_in.csrf.clone(),
        take: Button::link(visit.href("/desk/calls/new"), TAKE.say(language)),
        queue: visit.href("/desk/queue"),
        items: calls.iter().map(|call| item(&at, call, now)).collect(),
    }))
}

fn item(at: &At<'_>, call: &Call, now: Instant) -> Item {
    let language = at.visit.language;
    let catalogue = at.line.hall.catalogue();
    let service = catalogue.as_told(&call.service_id, call.account.draft.version);
    let title = service.map_or(&*call.service_id, |service| service.title(language)).to_owned();
    let (when, saved) =
        (relative(call.begun_at, now, language), relative(call.saved_at, now, language));
    let ending = call.state == Stage::Ending;
    let blank = !ending && call.account.is_blank();
    Item {
        title,
        href: at.href(call.id, ""),
        begun: BEGUN.fill(language, &[("when", &when), ("saved", &saved)]),
        tag: ending.then(|| Tag::new(ENDING.say(language)).colour(Colour::Red)),
        close: blank.then(|| {
            let close = Button::new(CLOSE.say(language)).secondary();
            (at.href(call.id, "/closure"), close)
        }),
    }
}
