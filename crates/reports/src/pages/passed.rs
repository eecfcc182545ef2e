//! What a person gets when their answers were passed on: a reference and an access code for it, and
//! what happens next.

use super::place::Place;
use super::sent::{CODE, FOLLOW_LINK, KEEP_BOTH, NEXT, READ_ALOUD, REFERENCE, spelt};
use askama::Template;
use axum::response::Response;
use counter::components::{Button, Panel};
use counter::{Frame, dates, page as draw};
use kernel::Words;
use partners::{Partner, Passed, Receipt};

kernel::words! {
    DONE { en: "Passed on to {partner}", cy: "Wedi’i drosglwyddo: {partner}" }
    THEY { en: "{partner} reads it, and accepts it or gives it back by {until}", cy: "Bydd {partner} yn ei ddarllen, ac yn ei dderbyn neu’n ei roi yn ôl erbyn {until}" }
    WE_WRITE { en: "We email you once when they have answered", cy: "Byddwn yn anfon e-bost atoch unwaith pan fyddan nhw wedi ateb" }
    LOOK { en: "Look with your reference and access code to see what they answered", cy: "Edrychwch gyda’ch cyfeirnod a’ch cod mynediad i weld beth maen nhw wedi’i ateb" }
    BACK { en: "If they give it back, or do not answer in time, you can go on with us with your answers in place", cy: "Os byddan nhw’n ei roi yn ôl, neu’n peidio ag ateb mewn pryd, gallwch fynd ymlaen gyda ni gyda’ch atebion yn eu lle" }
    STILL { en: "It is not a police report. If it gets worse, or someone is at risk, you can still report to us. If someone is in danger, call 999.", cy: "Nid yw’n adroddiad heddlu. Os yw’n gwaethygu, neu os oes rhywun mewn perygl, gallwch roi gwybod i ni o hyd. Os yw rhywun mewn perygl uniongyrchol, ffoniwch 999." }
}

/// The page.
pub(super) fn page(
    place: &Place,
    partner: &Partner,
    receipt: &Receipt,
    passed: &Passed,
) -> Response {
    let language = place.language();
    let until = dates::date_and_time(receipt.until, language);
    let named = [("partner", partner.name.say(language)), ("until", until.as_str())];
    let reference = receipt.reference.to_string();
    let track = place.visit.href(&format!("/track?reference={reference}"));
    let news = if passed.person.email.is_some() { WE_WRITE } else { LOOK };
    let title = DONE.fill(language, &named[..1]);
    draw(&PassedPage {
        frame: place.frame(&title),
        panel: Panel::new(title),
        spelt: spelt(&receipt.reference),
        code: receipt.access_code.to_string(),
        next: vec![
            THEY.fill(language, &named),
            news.say(language).to_owned(),
            BACK.say(language).to_owned(),
        ],
        track: Button::link(track, FOLLOW_LINK.say(language)).secondary(),
        reference,
    })
}

#[derive(Template)]
#[template(path = "reports/passed.html")]
struct PassedPage {
    frame: Frame,
    panel: Panel,
    reference: String,
    spelt: String,
    code: String,
    next: Vec<String>,
    track: Button,
}

impl PassedPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}
