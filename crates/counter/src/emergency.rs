//! What to do in an emergency: one line on every page, and all the ways for pages that end there.

use askama::Template;
use askama::filters::HtmlSafe;
use kernel::{Language, Words};

kernel::words! {
    LABEL { en: "Emergency", cy: "Argyfwng" }
    IN_DANGER { en: "In danger now?", cy: "Mewn perygl nawr?" }
    CALL_999 { en: "Call 999", cy: "Ffoniwch 999" }
    CANNOT_SPEAK {
        en: "Can't speak? Call 999 on a mobile, then press 55.",
        cy: "Methu siarad? Ffoniwch 999 ar ffôn symudol, yna pwyswch 55.",
    }
    OTHER_WAYS {
        en: "Other ways to get help in an emergency",
        cy: "Ffyrdd eraill o gael help mewn argyfwng",
    }
    SILENT {
        en: "If you cannot speak, call 999 on a mobile and listen. When you are asked, press 55. \
             On a landline, stay on the line.",
        cy: "Os na allwch siarad, ffoniwch 999 ar ffôn symudol a gwrandewch. Pan ofynnir i chi, \
             pwyswch 55. Ar linell dir, arhoswch ar y llinell.",
    }
    TEXTPHONE {
        en: "With a textphone or the Relay UK app, call 18000.",
        cy: "Gyda ffôn testun neu ap Relay UK, ffoniwch 18000.",
    }
    TEXT {
        en: "You can text 999 if your phone is registered. To register it, text the word \
             'register' to 999.",
        cy: "Gallwch anfon neges destun i 999 os yw eich ffôn wedi'i gofrestru. I'w gofrestru, \
             anfonwch y gair 'register' mewn neges destun i 999.",
    }
    SIGN_LANGUAGE {
        en: "In British Sign Language, use 999 BSL on the internet or in its app:",
        cy: "Yn Iaith Arwyddion Prydain, defnyddiwch 999 BSL ar y rhyngrwyd neu yn ei ap:",
    }
}

/// Where deaf people reach 999 in British Sign Language.
const SIGN_LANGUAGE_SITE: &str = "https://999bsl.co.uk";

/// The line that stands on every page, with the other ways one click away. The layout shows it.
#[derive(Clone, Copy, Debug, Template)]
#[template(path = "emergency/line.html")]
pub struct EmergencyLine {
    /// The reader's language.
    pub language: Language,
}

impl HtmlSafe for EmergencyLine {}

impl EmergencyLine {
    fn say(self, words: Words) -> &'static str {
        words.say(self.language)
    }

    fn ways(self) -> EmergencyWays {
        EmergencyWays { language: self.language }
    }
}

/// Every way to reach 999, as a list: for pages that end with "call 999".
#[derive(Clone, Copy, Debug, Template)]
#[template(path = "emergency/ways.html")]
pub struct EmergencyWays {
    /// The reader's language.
    pub language: Language,
}

impl HtmlSafe for EmergencyWays {}

impl EmergencyWays {
    fn say(self, words: Words) -> &'static str {
        words.say(self.language)
    }
}
