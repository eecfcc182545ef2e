//! `/demo/components`: every component that pages are made of, with example words in the reader's
//! language. Whoever writes a page sees here what there is; the journeys look at it as a reader
//! does, on a narrow phone and with axe.

mod asking;
mod guiding;
mod surrounding;
mod telling;
mod working;

use askama::Template;
use axum::response::Response;
use counter::components::Markup;
use counter::{Frame, Visit};
use kernel::{Language, Words, words};

words! {
    TITLE { en: "Components", cy: "Cydrannau" }
    INTRO {
        en: "Every part that pages are made of, with example words. Nothing here is sent or kept.",
        cy: "Pob rhan y gwneir tudalennau ohoni, gyda geiriau enghreifftiol. Ni chaiff dim yma ei \
             anfon na'i gadw.",
    }
    ASKING { en: "To ask", cy: "I ofyn" }
    TELLING { en: "To tell", cy: "I ddweud" }
    GUIDING { en: "To find the way", cy: "I ddod o hyd i'r ffordd" }
    SURROUNDING { en: "Around a page", cy: "O amgylch tudalen" }
    WORKING { en: "At the desk", cy: "Wrth y ddesg" }
}

/// A component and its name.
struct Specimen {
    name: &'static str,
    drawn: Markup,
}

/// Whoever reads the page.
#[derive(Clone, Copy)]
struct Reader {
    language: Language,
}

impl Reader {
    fn say(self, en: &'static str, cy: &'static str) -> &'static str {
        Words { en, cy }.say(self.language)
    }

    fn specimen(
        self,
        en: &'static str,
        cy: &'static str,
        component: impl Into<Markup>,
    ) -> Specimen {
        Specimen { name: self.say(en, cy), drawn: component.into() }
    }
}

/// Components for one purpose.
struct Room {
    name: &'static str,
    specimens: Vec<Specimen>,
}

#[derive(Template)]
#[template(path = "bluelamp/components.html")]
struct ComponentsPage {
    frame: Frame,
    language: Language,
    rooms: [Room; 5],
}

impl ComponentsPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.language)
    }
}

pub(super) async fn page(visit: Visit) -> Response {
    let language = visit.language;
    let reader = Reader { language };
    let room = |name: Words, specimens| Room { name: name.say(language), specimens };
    let rooms = [
        room(ASKING, asking::all(reader)),
        room(TELLING, telling::all(reader)),
        room(GUIDING, guiding::all(reader)),
        room(SURROUNDING, surrounding::all(reader)),
        room(WORKING, working::all(reader)),
    ];
    let frame = Frame::new(&visit, TITLE.say(language)).noindex().desk_styles();
    counter::page(&ComponentsPage { frame, language, rooms })
}
