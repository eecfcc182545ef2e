//! Checking the answers, and sending them.

use super::gone;
use super::place::{CHECK, Place, SENT};
use super::save::{self, Wish};
use super::until::Until;
use super::writing::{Writing, in_turn};
use askama::Template;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use counter::components::{Button, ErrorSummary, Link, SummaryCard, SummaryList, SummaryRow};
use counter::{Fault, Form, Frame, Key, page_as};
use kernel::{FieldProblem, Problem, Reason, Words};
use services::{Answers, Complete, End, Group, Journey};

kernel::words! {
    CHECK_REPORT { en: "Check your report and send it", cy: "Gwiriwch eich adroddiad a'i anfon" }
    CHECK_ANSWERS { en: "Check your answers and send them", cy: "Gwiriwch eich atebion a'u hanfon" }
    SEND_REPORT { en: "Send report", cy: "Anfon yr adroddiad" }
    SEND { en: "Send", cy: "Anfon" }
    NOT_SENT_YET {
        en: "It is not sent until you select “{button}”.",
        cy: "Ni fydd yn cael ei anfon nes i chi ddewis “{button}”."
    }
    WHO_READS {
        en: "A person who works for {force} reads it. When you have sent it, we give you a reference and tell you what happens next.",
        cy: "Bydd rhywun sy'n gweithio i {force} yn ei ddarllen. Ar ôl i chi ei anfon, byddwn yn rhoi cyfeirnod i chi ac yn dweud wrthych beth fydd yn digwydd nesaf."
    }
    CHANGE { en: "Change", cy: "Newid" }
    LEFT_OUT {
        en: "You changed an answer, so these no longer belong to it and we leave them out:",
        cy: "Rydych wedi newid ateb, felly nid yw'r rhain yn perthyn iddo mwyach ac rydym yn eu gadael allan:"
    }
    TELL_NOW {
        en: "You do not need to have every detail. You can add more after you have sent it.",
        cy: "Nid oes angen pob manylyn arnoch. Gallwch ychwanegu mwy ar ôl ei anfon."
    }
}

/// `GET …/check`: the answers that make the report. Whoever is not there yet is led to what is
/// missing.
pub(super) async fn show(place: Place, headers: HeaderMap) -> Result<Response, Fault> {
    let Some(key) = place.visit.key.clone() else { return Ok(place.go_to_beginning()) };
    let writing = Writing::open(&place, Place::holder(&key), &headers).await?;
    if writing.sent().is_some() {
        return Ok(place.go(SENT));
    }
    if writing.is_empty() {
        return Ok(place.go_to_beginning());
    }
    let answers = writing.answers();
    let journey = services::journey(&place.service, &answers, place.now());
    match journey.end {
        End::Check => {
            let until = Until::of(&place, &writing, false);
            let checking = Checking { place: &place, key: &key, journey: &journey };
            Ok(checking.render(&answers, &[], until))
        }
        end => Ok(place.go(&Place::last_of(&end))),
    }
}

/// `POST …/check`: sends. However often it is pressed, there is one report and one receipt.
pub(super) async fn send(place: Place, headers: HeaderMap, form: Form) -> Result<Response, Fault> {
    let Some(key) = place.visit.key.clone() else {
        return Err(Fault(Problem::Refused(Reason::CrossSite)));
    };
    in_turn(|| send_once(&place, &key, &headers, Wish::of(&place, &form))).await
}

async fn send_once(
    place: &Place,
    key: &Key,
    headers: &HeaderMap,
    wish: Option<Wish>,
) -> Result<Response, Fault> {
    let writing = Writing::open(place, Place::holder(key), headers).await?;
    if writing.sent().is_some() {
        return Ok(place.go(SENT));
    }
    if writing.is_empty() {
        return Ok(gone::response(place));
    }
    if let Some(wish) = wish {
        return save::grant(place, &writing, (wish, &writing.draft(place)?)).await;
    }
    let (service, now) = (&place.service, place.now());
    let (answers, _) = services::prune(service, &writing.answers(), now);
    let journey = services::journey(service, &answers, now);
    if !matches!(journey.end, End::Check) {
        return Ok(place.go(&Place::last_of(&journey.end)));
    }
    match services::check_submission(service, &answers, place.language(), now) {
        Ok(Complete::Report(report)) => {
            writing.send(place, answers, &report).await?;
            Ok((writing.clear_aside(place), place.go(SENT)).into_response())
        }
        Ok(Complete::Outcome(outcome)) => Ok(place.go(&outcome.slug)),
        Err(problems) => {
            let until = Until::of(place, &writing, false);
            Ok(Checking { place, key, journey: &journey }.render(&answers, &problems, until))
        }
    }
}

/// Answers that are being checked.
struct Checking<'a> {
    place: &'a Place,
    key: &'a Key,
    journey: &'a Journey<'a>,
}

impl Checking<'_> {
    fn render(&self, answers: &Answers, problems: &[FieldProblem], until: Until) -> Response {
        let (place, language) = (self.place, self.place.language());
        let report = place.service.group == Group::Report;
        let (title, button) =
            if report { (CHECK_REPORT, SEND_REPORT) } else { (CHECK_ANSWERS, SEND) };
        let (title, button) = (title.say(language), button.say(language));
        let (answers, removed) = services::prune(&place.service, answers, place.now());
        let wrong = !problems.is_empty();
        let back = place.back_href(self.journey, None);
        let template = CheckPage {
            frame: place.frame(title).error(wrong).with_back(back),
            summary: wrong.then(|| self.problems(problems)),
            title,
            not_sent: NOT_SENT_YET.fill(language, &[("button", button)]),
            who_reads: WHO_READS.fill(language, &[("force", place.force.name.text(language))]),
            sections: self.sections(&answers),
            left_out: self.labels(&removed),
            action: place.href(CHECK),
            token: self.key.csrf_token(),
            button: Button::new(button).prevent_double_click(true),
            save: save::button(place),
            until,
        };
        let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        page_as(status, &template)
    }

    fn sections(&self, answers: &Answers) -> Vec<Checked> {
        let (place, language) = (self.place, self.place.language());
        let sections = services::summary(&place.service, answers, language, place.now());
        sections.into_iter().map(|section| self.section(section)).collect()
    }

    fn section(&self, section: services::SummarySection) -> Checked {
        let rows = (!section.rows.is_empty())
            .then(|| SummaryList::new().rows(section.rows.iter().map(|row| self.row(row))));
        let cards = section.cards.into_iter().map(|card| {
            let title = SummaryCard::new(card.title).level(3);
            SummaryList::new().rows(card.rows.iter().map(|row| self.row(row))).card(title)
        });
        Checked { title: section.title, lists: rows.into_iter().chain(cards).collect() }
    }

    fn row(&self, row: &services::SummaryRow) -> SummaryRow {
        let (place, language) = (self.place, self.place.language());
        let link = Link::new(place.change_href(&row.page), CHANGE.say(language));
        SummaryRow::new(row.label.as_str(), row.lines.join("\n"))
            .value_class("bl-written")
            .action(link.about(in_sentence(&row.label)))
    }

    /// What answers that were left out are called.
    fn labels(&self, removed: &[String]) -> Vec<String> {
        let language = self.place.language();
        let label = |name: &String| self.place.service.label(name, language).map(str::to_owned);
        removed.iter().filter_map(label).collect()
    }

    /// What is wrong, with links to the pages where it can be put right.
    fn problems(&self, problems: &[FieldProblem]) -> ErrorSummary {
        let place = self.place;
        problems.iter().fold(ErrorSummary::new(place.language()), |summary, problem| {
            let name = problem.field.trim_start_matches("/answers/");
            match place.service.spot_of(name) {
                Some(spot) => summary.link(place.change_href(&spot.slug()), &problem.message),
                None => summary.line(&problem.message),
            }
        })
    }
}

/// A section of the answers as it is shown.
struct Checked {
    title: String,
    lists: Vec<SummaryList>,
}

/// A label inside a sentence: its first letter is small, unless the word is all capitals.
pub(super) fn in_sentence(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if first.is_uppercase() && !second.is_uppercase() => {
            let rest = label.strip_prefix(first).unwrap_or_default();
            format!("{}{rest}", first.to_lowercase())
        }
        _ => label.to_owned(),
    }
}

#[derive(Template)]
#[template(path = "reports/check.html")]
struct CheckPage {
    frame: Frame,
    summary: Option<ErrorSummary>,
    title: &'static str,
    not_sent: String,
    who_reads: String,
    sections: Vec<Checked>,
    left_out: Vec<String>,
    action: String,
    token: String,
    button: Button,
    save: Option<Button>,
    until: Until,
}

impl CheckPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

#[cfg(test)]
mod tests {
    use super::in_sentence;

    #[test]
    fn a_label_stands_in_a_sentence() {
        for (label, within) in [
            ("Date it was stolen", "date it was stolen"),
            ("CCTV nearby", "CCTV nearby"),
            ("Ôl", "ôl"),
            ("", ""),
        ] {
            assert_eq!(in_sentence(label), within);
        }
    }
}
