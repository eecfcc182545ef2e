//! The place of a map beside the field for a point. A script draws it; without one there is the field.

use super::Manner;
use crate::pages::map::Tiles;
use askama::Template;
use counter::assets::{MAP_PIN, MAP_STYLE};
use counter::components::Markup;
use kernel::Language;

kernel::words! {
    NAME { en: "A map with a pin for the place", cy: "Map gyda phin ar gyfer y lle" }
    HELP {
        en: "Tap the map to put the pin where it was, or drag it. With a keyboard, go to the map: the arrow keys move the pin, and + and - bring the map nearer or farther. You can also type the point, or choose another way to tell us.",
        cy: "Tapiwch y map i roi’r pin lle digwyddodd, neu llusgwch ef. Gyda bysellfwrdd, ewch at y map: mae’r saethau yn symud y pin, ac mae + a - yn dod â’r map yn nes neu’n bellach. Gallwch hefyd deipio’r pwynt, neu ddewis ffordd arall o ddweud wrthym."
    }
    NEARER { en: "Nearer", cy: "Yn nes" }
    FARTHER { en: "Farther", cy: "Yn bellach" }
    HERE { en: "Use where I am now", cy: "Defnyddio lle rydw i nawr" }
    LOST { en: "We cannot tell where you are. Move the pin yourself.", cy: "Ni allwn ddweud ble rydych chi. Symudwch y pin eich hun." }
    AT { en: "The pin is at {point}", cy: "Mae’r pin yn {point}" }
}

#[derive(Template)]
#[template(path = "reports/map.html")]
struct Place<'a> {
    field: &'a str,
    tiles: &'a Tiles,
    language: Language,
}

impl Place<'_> {
    fn say(&self, words: kernel::Words) -> &'static str {
        words.say(self.language)
    }
}

impl Manner<'_> {
    /// The map of a field, if there are tiles for one.
    pub(super) fn map(&self, field: &str) -> Markup {
        let Some(tiles) = self.tiles else { return Markup::default() };
        let place = Place { field, tiles, language: self.language };
        Markup::render(&place).unwrap_or_default()
    }
}
