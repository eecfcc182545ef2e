//! When answers are gone: what became of them, and how to begin again.

use super::place::Place;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use counter::components::Button;
use counter::{Frame, page_as};
use kernel::Words;

kernel::words! {
    TITLE { en: "Your answers are no longer here", cy: "Nid yw eich atebion yma mwyach" }
    NOT_SENT { en: "Your report was not sent.", cy: "Ni chafodd eich adroddiad ei anfon." }
    WHY {
        en: "We keep answers that are not sent for {hours} after you last used them, and only for the browser that you used, unless you save them. After that nobody can read them.",
        cy: "Rydym yn cadw atebion nad ydynt wedi'u hanfon am {hours} ar ôl i chi eu defnyddio ddiwethaf, a dim ond ar gyfer y porwr a ddefnyddioch, oni bai eich bod yn eu harbed. Wedi hynny ni all neb eu darllen."
    }
    AGAIN {
        en: "You can start again. Tell us as much or as little as you want.",
        cy: "Gallwch ddechrau eto. Dywedwch gymaint neu gyn lleied ag y dymunwch wrthym."
    }
    SAVED {
        en: "Come back to answers that you saved",
        cy: "Dod yn ôl at atebion a arbedwyd gennych"
    }
    START_AGAIN { en: "Start again", cy: "Dechrau eto" }
    EARLIER {
        en: "We have no earlier answers from this browser. We keep answers that are not sent for {hours}, and only for the browser that you used, unless you save them.",
        cy: "Nid oes gennym atebion cynharach o'r porwr hwn. Rydym yn cadw atebion nad ydynt wedi'u hanfon am {hours}, a dim ond ar gyfer y porwr a ddefnyddioch, oni bai eich bod yn eu harbed."
    }
    ONE_HOUR { en: "1 hour", cy: "1 awr" }
    HOURS { en: "{number} hours", cy: "{number} awr" }
    TELEPHONE {
        en: "If it cannot wait, call 101. With a textphone, call 18001 101.",
        cy: "Os na all aros, ffoniwch 101. Gyda ffôn testun, ffoniwch 18001 101."
    }
}

/// The page for somebody who sent something that no longer has the answers before it.
pub(super) fn response(place: &Place) -> Response {
    let language = place.language();
    let template = GonePage {
        frame: place.frame(TITLE.say(language)),
        why: WHY.fill(language, &[("hours", &kept_for(place))]),
        button: Button::link(place.start_href(), START_AGAIN.say(language)),
        saved: place.visit.href(&format!("/{}/return", place.force.id)),
    };
    page_as(StatusCode::GONE, &template)
}

/// The same for somebody who came back to a page, on the page where they are led.
pub(super) fn words(place: &Place) -> String {
    EARLIER.fill(place.language(), &[("hours", &kept_for(place))])
}

/// How long unsent answers are kept, in whole hours.
fn kept_for(place: &Place) -> String {
    match place.service.keep_abandoned.as_hours() {
        ..=1 => ONE_HOUR.say(place.language()).to_owned(),
        hours => HOURS.fill(place.language(), &[("number", &hours.to_string())]),
    }
}

#[derive(Template)]
#[template(path = "reports/gone.html")]
struct GonePage {
    frame: Frame,
    why: String,
    button: Button,
    saved: String,
}

impl GonePage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}
