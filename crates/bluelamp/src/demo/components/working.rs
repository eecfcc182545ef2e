//! What the desk is made of.

use super::{Reader, Specimen};
use counter::components::moj::{
    AddAnother, Alert, AnotherItem, Banner, ButtonMenu, ChosenFilters, Column, DatePicker, Edge,
    Filter, IdentityBar, InterruptionCard, Message, Messages, MultiSelect, NotificationBadge,
    Order, OrganisationSwitcher, Selectable, SortableTable, TicketPanel, Timeline, TimelineEntry,
};
use counter::components::{Button, Cell, Checkboxes, Choice, Input, Link};
use jiff::Timestamp;
use kernel::Instant;

const HERE: &str = "#main-content";

pub(super) fn all(reader: Reader) -> Vec<Specimen> {
    let mut all = matters(reader);
    all.extend(lists(reader));
    all.extend(history(reader));
    all.extend(notices(reader));
    all.extend(panels(reader));
    all
}

fn matters(reader: Reader) -> Vec<Specimen> {
    let Reader { language } = reader;
    let say = |en, cy| reader.say(en, cy);
    let menu = || {
        ButtonMenu::new(language)
            .button(Button::new(say("Hand over", "Trosglwyddo")).kind("button"))
            .button(Button::new(say("Close", "Cau")).kind("button"))
    };
    let field = |number: u8| {
        AnotherItem::new(Input::new(format!("witness-{number}"), say("Name", "Enw")).width(20))
    };
    vec![
        reader.specimen(
            "Organisation switcher",
            "Newid sefydliad",
            OrganisationSwitcher::new(language, say("An example force", "Heddlu enghreifftiol"))
                .change(HERE),
        ),
        reader.specimen(
            "Identity bar",
            "Bar hunaniaeth",
            IdentityBar::new(say("Stolen bike, BL-7K2M-9QXT", "Beic wedi'i ddwyn, BL-7K2M-9QXT"))
                .menu(menu()),
        ),
        reader.specimen("Button menu", "Dewislen botymau", menu()),
        reader.specimen(
            "Notification badge",
            "Bathodyn hysbysu",
            NotificationBadge::new(language, 3)
                .about(say("unread messages", "neges heb eu darllen")),
        ),
        reader.specimen(
            "Date picker",
            "Dewisydd dyddiad",
            DatePicker::new("since", say("Received since", "Derbyniwyd ers"))
                .hint(say("For example, 17/5/2026", "Er enghraifft, 17/5/2026")),
        ),
        reader.specimen(
            "Add another",
            "Ychwanegu un arall",
            AddAnother::new(language, "witnesses", say("Witness", "Tyst"))
                .item(field(1))
                .item(field(2)),
        ),
    ]
}

fn lists(reader: Reader) -> Vec<Specimen> {
    let Reader { language } = reader;
    let say = |en, cy| reader.say(en, cy);
    let columns = || {
        [
            Column::new(say("Report", "Adroddiad")),
            Column::sorted(say("Hours", "Oriau"), Order::Descending).numeric(),
        ]
    };
    let select = |value, what| Selectable::new(value, what, [what]);
    let state = Checkboxes::new("state", say("State", "Cyflwr"))
        .choice(Choice::new("new", say("New", "Newydd")))
        .choice(Choice::new("waiting", say("Waiting", "Yn aros")))
        .chosen(["new"]);
    let chosen = ChosenFilters::new(say("State now", "Cyflwr nawr"))
        .remove(Link::new(HERE, say("New", "Newydd")));
    vec![
        reader.specimen("Filter", "Hidlo", Filter::new(language, state).chosen(HERE, [chosen])),
        reader.specimen(
            "Sortable table",
            "Tabl y gellir ei drefnu",
            SortableTable::new(language, say("Waiting", "Yn aros"), columns())
                .row([Cell::new("BL-7K2M"), Cell::new("12").numeric()])
                .row([Cell::new("BL-3RT8"), Cell::new("3").numeric()]),
        ),
        reader.specimen(
            "Multi select",
            "Dewis sawl un",
            MultiSelect::new(
                language,
                say("Reports to hand over", "Adroddiadau i'w trosglwyddo"),
                "reports",
                [say("Report", "Adroddiad")],
            )
            .row(select("1", "BL-7K2M").chosen(true))
            .row(select("2", "BL-3RT8")),
        ),
    ]
}

/// The day of the examples, at this hour.
fn at(hour: i64) -> Instant {
    Instant::new(
        Timestamp::from_second(1_780_531_200 + hour * 3600).unwrap_or(Timestamp::UNIX_EPOCH),
    )
}

fn history(reader: Reader) -> Vec<Specimen> {
    let Reader { language } = reader;
    let say = |en, cy| reader.say(en, cy);
    vec![
        reader.specimen(
            "Timeline",
            "Llinell amser",
            Timeline::new(language)
                .level(4)
                .entry(
                    TimelineEntry::new(at(11), say("Answered", "Atebwyd"))
                        .by("Ada Price")
                        .content(say("The frame number is known.", "Mae rhif y ffrâm yn hysbys.")),
                )
                .entry(TimelineEntry::new(
                    at(9),
                    say("Report received", "Derbyniwyd yr adroddiad"),
                )),
        ),
        reader.specimen(
            "Messages",
            "Negeseuon",
            Messages::new(language, say("Example of a conversation", "Enghraifft o sgwrs"))
                .message(Message::received(
                    at(9),
                    "Nia Probert",
                    say("Is there any news?", "A oes unrhyw newyddion?"),
                ))
                .message(Message::sent(
                    at(11),
                    say("You", "Chi"),
                    say("What is the frame number?", "Beth yw rhif y ffrâm?"),
                )),
        ),
    ]
}

fn notices(reader: Reader) -> Vec<Specimen> {
    let Reader { language } = reader;
    let say = |en, cy| reader.say(en, cy);
    let new_messages = || say("Two messages came in.", "Daeth dwy neges i mewn.");
    vec![
        reader.specimen(
            "Alert: information",
            "Hysbysiad: gwybodaeth",
            Alert::information(language, new_messages()),
        ),
        reader.specimen(
            "Alert: success",
            "Hysbysiad: llwyddiant",
            Alert::success(language, say("Handed over.", "Trosglwyddwyd.")),
        ),
        reader.specimen(
            "Alert: warning",
            "Hysbysiad: rhybudd",
            Alert::warning(language, say("This is late", "Mae hyn yn hwyr"))
                .content(say("An answer was due at 9am.", "Roedd ateb i fod am 9am."))
                .heading(4),
        ),
        reader.specimen(
            "Alert: error",
            "Hysbysiad: gwall",
            Alert::error(language, say("It could not be sent.", "Ni ellid ei anfon.")),
        ),
        reader.specimen("Banner", "Baner", Banner::warning(language, new_messages())),
    ]
}

fn panels(reader: Reader) -> Vec<Specimen> {
    let say = |en, cy| reader.say(en, cy);
    vec![
        reader.specimen(
            "Ticket panel",
            "Panel tocynnau",
            TicketPanel::new()
                .inline()
                .part(Edge::Red, say("Urgent: he is outside", "Brys: mae ef y tu allan"))
                .part(Edge::Blue, say("Answer by 9:14am", "Ateb erbyn 9:14am")),
        ),
        reader.specimen(
            "Interruption card",
            "Cerdyn ymyrraeth",
            InterruptionCard::new(
                say("Can somebody see your screen?", "A all rhywun weld eich sgrin?"),
                say("You can stop and come back later.", "Gallwch stopio a dod yn ôl yn hwyrach."),
            )
            .level(4)
            .button(Button::link(HERE, say("Continue to the questions", "Parhau i'r cwestiynau")))
            .link(Link::new(HERE, say("Stop here", "Stopio yma"))),
        ),
    ]
}
