//! What leads somebody on.

use super::{Reader, Specimen};
use counter::components::{
    BackLink, Breadcrumbs, Colour, ExitThisPage, LanguageNavigation, Link, Pagination, ServiceLink,
    ServiceNavigation, SkipLink, Tag, Task, TaskList, Turn,
};

/// Where links of this page lead: back to it.
const HERE: &str = "#main-content";

pub(super) fn all(reader: Reader) -> Vec<Specimen> {
    let Reader { language } = reader;
    let say = |en, cy| reader.say(en, cy);
    let mut all = vec![
        reader.specimen("Back link", "Dolen yn ôl", BackLink::new(language, HERE)),
        reader.specimen(
            "Link",
            "Dolen",
            Link::new(HERE, say("Change", "Newid")).about(say("your name", "eich enw")),
        ),
        reader.specimen("Skip link", "Dolen neidio", SkipLink::new(language, HERE)),
        reader.specimen(
            "Breadcrumbs",
            "Briwsion bara",
            Breadcrumbs::new(language)
                .link(Link::new(HERE, say("Home", "Hafan")))
                .link(Link::new(HERE, say("Advice", "Cyngor")))
                .here(say("Bikes", "Beiciau")),
        ),
        reader.specimen(
            "Exit this page",
            "Gadael y dudalen hon",
            ExitThisPage::new(language, "/leave"),
        ),
    ];
    all.extend(ways(reader));
    all
}

fn ways(reader: Reader) -> Vec<Specimen> {
    let Reader { language } = reader;
    let say = |en, cy| reader.say(en, cy);
    vec![
        reader.specimen(
            "Pagination of a list",
            "Tudalennu rhestr",
            Pagination::of(language, 4, 9, |_| HERE.to_owned()),
        ),
        reader.specimen(
            "Pagination of pages in their order",
            "Tudalennu tudalennau yn eu trefn",
            Pagination::new(language)
                .label(say("Pages of advice", "Tudalennau cyngor"))
                .previous(Turn::new(HERE).label(say("Locks", "Cloeon")))
                .next(Turn::new(HERE).label(say("Marking", "Marcio"))),
        ),
        reader.specimen(
            "Service navigation",
            "Llywio gwasanaeth",
            ServiceNavigation::new(language)
                .service(
                    say("Report a stolen bike", "Rhoi gwybod am feic wedi'i ddwyn"),
                    Some(HERE),
                )
                .link(ServiceLink::new(HERE, say("Report", "Rhoi gwybod")).current())
                .link(ServiceLink::new(HERE, say("Follow", "Dilyn"))),
        ),
        reader.specimen(
            "Language navigation",
            "Llywio ieithoedd",
            LanguageNavigation::of_page(language, |_| HERE.to_owned())
                .label(say("Languages of this example", "Ieithoedd yr enghraifft hon")),
        ),
        reader.specimen(
            "Task list",
            "Rhestr tasgau",
            TaskList::new()
                .task(Task::link(
                    HERE,
                    say("Tell us who you are", "Dywedwch wrthym pwy ydych chi"),
                    say("Completed", "Wedi'i gwblhau"),
                ))
                .task(
                    Task::link(
                        HERE,
                        say("Name a referee", "Enwch ganolwr"),
                        Tag::new(say("Incomplete", "Heb ei gwblhau")).colour(Colour::Blue),
                    )
                    .hint(say("Somebody who knows you", "Rhywun sy'n eich adnabod")),
                )
                .task(
                    Task::new(
                        say("Send", "Anfon"),
                        say("Cannot start yet", "Ni ellir dechrau eto"),
                    )
                    .not_yet(),
                ),
        ),
    ]
}
