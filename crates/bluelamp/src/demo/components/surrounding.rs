//! What stands around a page that our own frame is not around.

use super::{Reader, Specimen};
use counter::components::{
    Button, Colour, CookieBanner, CookieMessage, Feedback, Footer, FooterSection, GenericHeader,
    Header, Link, PhaseBanner, Tag,
};

const HERE: &str = "#main-content";

pub(super) fn all(reader: Reader) -> Vec<Specimen> {
    let Reader { language } = reader;
    let say = |en, cy| reader.say(en, cy);
    let link = |en, cy| Link::new(HERE, reader.say(en, cy));
    let mark = || Tag::new("BL").colour(Colour::Blue);
    vec![
        reader.specimen(
            "Generic header",
            "Pennyn cyffredinol",
            GenericHeader::new(HERE, "Bluelamp"),
        ),
        reader.specimen(
            "Header",
            "Pennyn",
            Header::new(HERE, mark()).product(say("Example", "Enghraifft")),
        ),
        reader.specimen(
            "Phase banner",
            "Baner cyfnod",
            PhaseBanner::new(
                Tag::new("Beta"),
                say("This is a new service.", "Mae hwn yn wasanaeth newydd."),
            ),
        ),
        reader.specimen(
            "Cookie banner",
            "Baner cwcis",
            CookieBanner::new(language).message(
                CookieMessage::new()
                    .heading(say("Cookies on this page", "Cwcis ar y dudalen hon"))
                    .content(say(
                        "This is an example: we set no cookie that needs your consent.",
                        "Enghraifft yw hon: nid ydym yn gosod unrhyw gwci sydd angen eich caniatâd.",
                    ))
                    .button(Button::new(say("Accept", "Derbyn")).kind("button"))
                    .button(Button::new(say("Reject", "Gwrthod")).kind("button"))
                    .link(link("About cookies", "Am gwcis")),
            ),
        ),
        reader.specimen(
            "Feedback",
            "Adborth",
            Feedback::new(say("Is this page useful?", "A yw'r dudalen hon yn ddefnyddiol?"))
                .level(4)
                .body(say("Tell us what is missing.", "Dywedwch wrthym beth sydd ar goll.")),
        ),
        reader.specimen(
            "Footer",
            "Troedyn",
            Footer::new(language)
                .section(
                    FooterSection::new(say("Advice", "Cyngor"))
                        .width("one-half")
                        .link(link("Bikes", "Beiciau"))
                        .link(link("Homes", "Cartrefi")),
                )
                .support_link(link("Accessibility", "Hygyrchedd"))
                .support_link(link("Privacy", "Preifatrwydd"))
                .licence(None, say("Example words, free to use.", "Geiriau enghreifftiol, rhydd i'w defnyddio."))
                .owner(link("Bluelamp", "Bluelamp")),
        ),
    ]
}
