//! What holds for all components.

use super::{
    Accordion, Affix, BackLink, Breadcrumbs, Button, Cell, CharacterCount, Checkboxes, Choice,
    CookieBanner, CookieMessage, DateInput, Details, ErrorSummary, ExitThisPage, Feedback,
    FileUpload, Footer, FooterSection, GenericHeader, Header, Input, InsetText, LanguageNavigation,
    Link, NotificationBanner, Pagination, Panel, PasswordInput, PhaseBanner, Radios, Section,
    Select, SelectOption, ServiceLink, ServiceNavigation, SkipLink, SummaryCard, SummaryList,
    SummaryRow, Tab, Table, Tabs, Tag, Task, TaskList, Textarea, Turn, WarningText, moj,
};
use kernel::{FieldProblem, Language};

/// Every component, drawn for readers of a language, with the same text wherever one is taken.
fn all(language: Language, text: &str) -> Vec<String> {
    let problem = FieldProblem { field: text.to_owned(), message: text.to_owned() };
    let choice = || Choice::new(text, text).hint(text).reveal(Tag::new(text)).id(text).name(text);
    let link = || Link::new(text, text).about(text);
    let row = SummaryRow::new(text, text).action(link()).class(text).value_class(text);
    let mut all = surroundings(language, text);
    all.extend(moj::tests::all(language, text));
    all.extend([
        BackLink::new(language, text).to_string(),
        Button::new(text)
            .sends(text, text)
            .id(text)
            .class(text)
            .attribute("data-x", text)
            .to_string(),
        Button::start(text, text).to_string(),
        CharacterCount::new(language, text, text, 9).value(text).to_string(),
        CharacterCount::new(language, text, text, 9).counting("words").to_string(),
        Checkboxes::new(text, text)
            .choice(choice())
            .divider(text)
            .error(language, text)
            .to_string(),
        DateInput::new(language, text, text).values([text; 3]).error(language, text).to_string(),
        Details::new(text, text).id(text).to_string(),
        ErrorSummary::of(language, &[problem]).line(text).description(text).to_string(),
        ExitThisPage::new(language, text).to_string(),
        FileUpload::new(language, text, text)
            .multiple()
            .enhanced()
            .error(language, text)
            .to_string(),
        Input::new(text, text)
            .value(text)
            .hint(text)
            .error(language, text)
            .described_by(text)
            .prefix(Affix::new(text))
            .to_string(),
        InsetText::new(text).to_string(),
        LanguageNavigation::of_page(language, |_| text.to_owned()).to_string(),
        NotificationBanner::new(language, text).title_id(text).to_string(),
        NotificationBanner::success(language, text).to_string(),
        Panel::interruption(text).body(text).link(link()).button(Button::new(text)).to_string(),
        PasswordInput::new(language, text, text).error(language, text).to_string(),
        PhaseBanner::new(Tag::new(text), text).to_string(),
        Radios::new(text, text).choice(choice()).chosen(Some(text)).hint(text).to_string(),
        Select::new(text, text).option(SelectOption::new(text, text)).to_string(),
        ServiceNavigation::new(language)
            .service(text, Some(text))
            .link(ServiceLink::new(text, text))
            .link(ServiceLink::text(text).current())
            .to_string(),
        SkipLink::new(language, text).to_string(),
        SummaryList::new().row(row).card(SummaryCard::new(text).action(link())).to_string(),
        Table::new()
            .caption(text, text)
            .head([text])
            .row([Cell::new(text).class(text)])
            .to_string(),
        Textarea::new(text, text).value(text).error(language, text).to_string(),
        WarningText::new(language, text).to_string(),
    ]);
    all
}

/// Those that stand around the content of a page, lead to other pages, or order what is on it.
fn surroundings(language: Language, text: &str) -> Vec<String> {
    let link = || Link::new(text, text).about(text).attribute("data-x", text);
    let mark = || Tag::new(text);
    vec![
        Accordion::new(language, text)
            .section(Section::new(text, text).summary(text))
            .attribute("data-x", text)
            .to_string(),
        Breadcrumbs::new(language).link(link()).here(text).to_string(),
        CookieBanner::new(language)
            .message(
                CookieMessage::new()
                    .heading(text)
                    .content(text)
                    .button(Button::new(text))
                    .link(link()),
            )
            .to_string(),
        Feedback::new(text).body(text).to_string(),
        Footer::new(language)
            .mark(mark())
            .section(FooterSection::new(text).link(link()))
            .support_link(link())
            .support_text(text)
            .licence(Some(mark().into()), text)
            .owner(link())
            .to_string(),
        GenericHeader::new(text, text).container(text).to_string(),
        Header::new(text, mark()).product(text).to_string(),
        Pagination::of(language, 5, 9, |_| text.to_owned()).to_string(),
        Pagination::new(language).next(Turn::new(text).saying(text).label(text)).to_string(),
        Tabs::new(language).tab(Tab::new(text, text, text)).id(text).to_string(),
        TaskList::new()
            .id_prefix(text)
            .task(Task::link(text, text, text).hint(text).class(text))
            .task(Task::new(text, Tag::new(text)))
            .to_string(),
    ]
}

#[test]
fn no_text_becomes_html_in_any_component() {
    for drawn in all(Language::English, "\"'><img src=x>&") {
        assert!(!drawn.contains("<img"), "{drawn}");
        assert!(!drawn.contains("\"'>"), "{drawn}");
        assert!(!drawn.contains("src=x>"), "{drawn}");
    }
}

#[test]
fn no_component_says_anything_in_english_to_readers_of_welsh() {
    let english = [
        "Back",
        "Skip",
        "Error",
        "There is",
        "Warning",
        "Important",
        "Success",
        "Exit",
        "Emergency",
        "Show",
        "Hide",
        "Day",
        "Month",
        "Year",
        "You can",
        "You have",
        "remaining",
        "too many",
        "Menu",
        "Service",
        "Language",
        "press",
        "Loading",
        "Hide all",
        "section",
        "Breadcrumb",
        "Cookie",
        "file",
        "drop",
        "Support",
        "Previous",
        "Next",
        "Page",
        "Contents",
        "information",
        "success",
        "warning",
        "banner",
        "Dismiss",
        "Filter",
        "filters",
        "Actions",
        "or more",
        "rganisation",
        "Select",
        "sortable",
        "ascending",
        "Add ",
        "Remove",
        "by ",
    ];
    for drawn in all(Language::Welsh, "x") {
        let said = said(&drawn);
        for word in english {
            assert!(!said.contains(word), "{word}: {said}");
        }
    }
}

/// The text of a component, and of the attributes that are read out or shown later.
fn said(drawn: &str) -> String {
    let mut said = String::new();
    for piece in drawn.split('<') {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        said.push_str(text);
        for attribute in ["aria-label=\"", "data-i18n.", "data-status-message=\"", "-text=\""] {
            for value in tag.split(attribute).skip(1) {
                let value = value.split_once("=\"").map_or(value, |(_, value)| value);
                said.push_str(value.split('"').next().unwrap_or_default());
                said.push('\n');
            }
        }
    }
    said
}

#[test]
fn welsh_changes_after_two() {
    let count = CharacterCount::new(Language::Welsh, "x", "x", 200).counting("words").to_string();
    assert!(count.contains("Gallwch ddefnyddio hyd at 200 o eiriau"), "{count}");
    assert!(count.contains("words-under-limit.two=\"Mae gennych %{count} air ar ôl\""), "{count}");
    assert!(count.contains("words-under-limit.few=\"Mae gennych %{count} gair ar ôl\""), "{count}");
}

#[test]
fn a_long_list_is_walked_by_its_ends_and_the_neighbours_of_a_page() {
    for (page, pages, row) in [
        (1, 1, "1*"),
        (1, 3, "1* 2 3 >"),
        (2, 3, "< 1 2* 3 >"),
        (10, 40, "< 1 … 9 10* 11 … 40 >"),
        (40, 40, "< 1 … 39 40*"),
        (3, 5, "< 1 2 3* 4 5 >"),
    ] {
        let drawn = Pagination::of(Language::English, page, pages, |to| format!("?page={to}"));
        let drawn = drawn.to_string();
        let mut said = Vec::new();
        for piece in drawn.split("<div").flat_map(|piece| piece.split("<li")) {
            let number = || piece.split("?page=").nth(1).unwrap().split('"').next().unwrap();
            said.push(match piece {
                _ if piece.contains("rel=\"prev\"") => "<".to_owned(),
                _ if piece.contains("rel=\"next\"") => ">".to_owned(),
                _ if piece.contains("&ctdot;") => "…".to_owned(),
                _ if piece.contains("aria-current") => format!("{}*", number()),
                _ if piece.contains("?page=") => number().to_owned(),
                _ => continue,
            });
        }
        assert_eq!(said.join(" "), row, "page {page} of {pages}");
    }
}
