//! What tells somebody something.

use super::{Reader, Specimen};
use counter::components::{
    Accordion, Cell, Colour, Details, ErrorSummary, InsetText, Link, NotificationBanner, Panel,
    Section, SummaryCard, SummaryList, SummaryRow, Tab, Table, Tabs, Tag, WarningText,
};

pub(super) fn all(reader: Reader) -> Vec<Specimen> {
    let mut all = notices(reader);
    all.extend(facts(reader));
    all.extend(folded(reader));
    all
}

fn notices(reader: Reader) -> Vec<Specimen> {
    let Reader { language } = reader;
    let say = |en, cy| reader.say(en, cy);
    vec![
        reader.specimen(
            "Error summary",
            "Crynodeb o wallau",
            ErrorSummary::new(language)
                .link("#colour", say("Enter the colour of the bike", "Rhowch liw y beic"))
                .disable_auto_focus(true),
        ),
        reader.specimen(
            "Notification banner",
            "Baner hysbysu",
            NotificationBanner::new(
                language,
                say(
                    "More people than usual write to us today.",
                    "Mae mwy o bobl nag arfer yn ysgrifennu atom heddiw.",
                ),
            )
            .level(4),
        ),
        reader.specimen(
            "Notification banner that says that something was done",
            "Baner hysbysu sy'n dweud bod rhywbeth wedi'i wneud",
            NotificationBanner::success(
                language,
                say("Your message is on its way.", "Mae eich neges ar ei ffordd."),
            )
            .level(4)
            .title_id("done-title")
            .disable_auto_focus(true),
        ),
        reader.specimen(
            "Warning text",
            "Testun rhybudd",
            WarningText::new(
                language,
                say("Only call 999 in an emergency.", "Ffoniwch 999 mewn argyfwng yn unig."),
            ),
        ),
        reader.specimen(
            "Inset text",
            "Testun wedi'i fewnosod",
            InsetText::new(say(
                "You do not have to tell us who you are.",
                "Nid oes rhaid i chi ddweud wrthym pwy ydych chi.",
            )),
        ),
        reader.specimen(
            "Panel",
            "Panel",
            Panel::new(say("Report sent", "Adroddiad wedi'i anfon")).level(4).body("BL-7K2M-9QXT"),
        ),
        reader.specimen("Tag", "Tag", Tag::new(say("New", "Newydd")).colour(Colour::Teal)),
    ]
}

fn facts(reader: Reader) -> Vec<Specimen> {
    let say = |en, cy| reader.say(en, cy);
    let change =
        || Link::new("#main-content", say("Change", "Newid")).about(say("the colour", "y lliw"));
    vec![
        reader.specimen(
            "Summary list",
            "Rhestr grynodeb",
            SummaryList::new()
                .row(
                    SummaryRow::new(say("Colour", "Lliw"), say("Turquoise", "Gwyrddlas"))
                        .action(change()),
                )
                .row(SummaryRow::new(say("Make", "Gwneuthuriad"), "Raleigh")),
        ),
        reader.specimen(
            "Summary card",
            "Cerdyn crynodeb",
            SummaryList::new()
                .row(SummaryRow::new(say("Name", "Enw"), "Nia Probert"))
                .card(SummaryCard::new(say("First witness", "Tyst cyntaf")).level(4)),
        ),
        reader.specimen(
            "Table",
            "Tabl",
            Table::new()
                .caption(say("Bikes found", "Beiciau a ganfuwyd"), "govuk-table__caption--m")
                .head([
                    Cell::new(say("Month", "Mis")),
                    Cell::new(say("Bikes", "Beiciau")).numeric(),
                ])
                .row([Cell::new(say("May", "Mai")), Cell::new("3").numeric()])
                .row([Cell::new(say("June", "Mehefin")), Cell::new("12").numeric()])
                .row_headers(),
        ),
    ]
}

fn folded(reader: Reader) -> Vec<Specimen> {
    let Reader { language } = reader;
    let say = |en, cy| reader.say(en, cy);
    vec![
        reader.specimen(
            "Details",
            "Manylion",
            Details::new(
                say("Why we ask", "Pam rydym yn gofyn"),
                say("It helps us to find your bike.", "Mae'n ein helpu i ddod o hyd i'ch beic."),
            ),
        ),
        reader.specimen(
            "Accordion",
            "Acordion",
            Accordion::new(language, "after")
                .level(4)
                .remembers(false)
                .section(
                    Section::new(
                        say("Who reads it", "Pwy sy'n ei ddarllen"),
                        say("A person in our contact centre.", "Rhywun yn ein canolfan gyswllt."),
                    )
                    .summary(say("Within 2 hours", "O fewn 2 awr")),
                )
                .section(Section::new(
                    say("What happens then", "Beth sy'n digwydd wedyn"),
                    say("You hear from us.", "Byddwch yn clywed gennym."),
                )),
        ),
        reader.specimen(
            "Tabs",
            "Tabiau",
            Tabs::new(language)
                .tab(Tab::new(
                    "by-web",
                    say("Online", "Ar-lein"),
                    say("Write to us at any time.", "Ysgrifennwch atom ar unrhyw adeg."),
                ))
                .tab(Tab::new(
                    "by-phone",
                    say("By phone", "Dros y ffôn"),
                    say("Call 101.", "Ffoniwch 101."),
                )),
        ),
    ]
}
