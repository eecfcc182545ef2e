//! Forms of the real services, in both languages.

use crate::form;
use crate::terms::When;
use kernel::{Force, Language, LocalText};
use papers::{Block, Text};
use services::{Catalogue, PageKind, Service};
use std::sync::Arc;

fn force() -> Arc<Force> {
    let forces = station::forces::embedded().unwrap();
    Arc::clone(forces.get("dyfed-powys").unwrap())
}

/// Everything that is written in blocks, in order, line by line.
fn lines(blocks: &[Block], to: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading(_, text)
            | Block::Paragraph(text)
            | Block::Strong(text)
            | Block::Hint(text)
            | Block::Field(text) => to.push(text.text.clone()),
            Block::Bullets(points) | Block::Steps(points) => {
                to.extend(points.iter().map(|point| point.text.clone()));
            }
            Block::Ticks(ticks) => to.extend(ticks.iter().map(|tick| tick.label.text.clone())),
            Block::Comb(rows) => to.extend(rows.iter().map(|row| row.label.text.clone())),
            Block::Framed(inner) | Block::Together(inner) => lines(inner, to),
            Block::Rules(_) | Block::Answers(_) => {}
        }
    }
}

fn written(service: &Service, language: Language) -> Vec<String> {
    let mut found = Vec::new();
    lines(&form(&force(), service, language).blocks, &mut found);
    found
}

fn every(check: impl Fn(&Service, Language)) {
    let catalogue = Catalogue::embedded().unwrap();
    let services: Vec<_> = catalogue.iter().collect();
    assert!(services.len() >= 10, "{}", services.len());
    for service in services {
        for language in Language::ALL {
            check(service, language);
        }
    }
}

#[test]
fn every_question_is_asked_in_order_with_its_number() {
    every(|service, language| {
        let written = written(service, language);
        let mut last = 0;
        for (at, question) in service.questions().enumerate() {
            let begins = format!("{}. {}", at + 1, question.ask.say(language));
            let found: Vec<usize> =
                (0..written.len()).filter(|line| written[*line].starts_with(&begins)).collect();
            let copies = if question.group.is_some() { 2 } else { 1 };
            assert_eq!(found.len(), copies, "{}: {begins}", service.id);
            assert!(question.group.is_some() || found[0] > last, "{}: {begins}", service.id);
            last = last.max(found[0]);
        }
    });
}

#[test]
fn every_choice_and_every_part_of_an_answer_has_its_box_or_its_line() {
    every(|service, language| {
        let written = written(service, language);
        for question in service.questions() {
            let several = question.kind.composed().is_none() || question.choices.len() > 1;
            for choice in question.choices.iter().filter(|_| several) {
                let label = choice.label.say(language);
                assert!(written.iter().any(|line| line == label), "{}: {label}", service.id);
            }
            let parts = question.kind.composed().map_or(&[][..], |composed| composed.parts());
            for part in parts.iter().filter(|part| part.form != services::PartForm::Leading) {
                let label = part.label.say(language);
                let asked = question.choices.iter().any(|it| part.is_asked(Some(&it.value)));
                let there = written.iter().any(|line| line == label);
                assert!(there || !(asked || part.is_asked(None)), "{}: {label}", service.id);
            }
        }
    });
}

#[test]
fn every_condition_can_be_said_in_words() {
    every(|service, _| {
        let own = service.questions().filter_map(services::Question::condition);
        let pages = service.pages.iter().filter_map(services::PageDef::condition);
        let led = service.pages.iter().flat_map(services::PageDef::led_here);
        for condition in own.chain(pages).chain(led) {
            let when = format!("{:?}", When::read(condition));
            assert!(!when.contains("Other,") && !when.ends_with("Other"), "{condition}: {when}");
        }
    });
}

#[test]
fn conditions_name_the_question_and_where_to_go_on() {
    let catalogue = Catalogue::embedded().unwrap();
    let bicycle = catalogue.get("bicycle-theft").unwrap();
    let english = written(bicycle, Language::English).join("\n");
    let number = |id: &str| bicycle.questions().position(|one| one.id == id).unwrap() + 1;
    let (may, ways) = (number("may_contact"), number("ways"));
    let said = format!("you answered ‘Yes’ to question {may}");
    assert!(english.contains(&format!("If {said}, answer question")), "{english}");
    assert!(english.contains(&format!("you ticked ‘Phone call’ in question {ways}")), "{english}");
    let welsh = written(bicycle, Language::Welsh).join("\n");
    assert!(welsh.contains(&format!("i gwestiwn {may}, atebwch gwestiwn")), "{welsh}");
    assert!(welsh.contains(&format!("yng nghwestiwn {ways}")), "{welsh}");
    for text in [english, welsh] {
        assert!(!text.contains('{') && !text.contains("may_contact"), "{text}");
    }
}

#[test]
fn every_way_out_is_on_the_form_with_the_answer_that_leads_there() {
    every(|service, language| {
        let written = written(service, language);
        for page in &service.pages {
            let title = match &page.kind {
                PageKind::Interruption(notice) => notice.title.say(language),
                PageKind::Outcome(outcome) => outcome.title.say(language),
                PageKind::Questions | PageKind::List => continue,
            };
            assert!(written.iter().any(|line| line == title), "{}: {title}", service.id);
        }
        assert!(written.iter().any(|line| line.contains("999")), "{}", service.id);
    });
}

#[test]
fn a_sensitive_form_begins_with_how_to_keep_it_safe_and_nothing_outside_says_what_it_is() {
    let catalogue = Catalogue::embedded().unwrap();
    let stalking = catalogue.get("stalking-or-harassment").unwrap();
    let paper = form(&force(), stalking, Language::English);
    assert!(paper.from.is_none() && !paper.title.contains("stalking"), "{}", paper.title);
    assert!(!paper.foot.to_lowercase().contains("stalking"), "{}", paper.foot);
    let first = written(stalking, Language::English).swap_remove(0);
    assert!(first.contains("Keep this form where nobody else finds it"), "{first}");
    let bicycle = catalogue.get("bicycle-theft").unwrap();
    assert!(form(&force(), bicycle, Language::English).from.is_some());
}

#[test]
fn a_force_says_where_its_forms_are_handed_in() {
    let catalogue = Catalogue::embedded().unwrap();
    let bicycle = catalogue.get("bicycle-theft").unwrap();
    let plain = written(bicycle, Language::English).join("\n");
    assert!(plain.contains("any police station of Dyfed-Powys Police"), "{plain}");
    let en = "Post it to Forms, 1 Example Street, Exampleton EX1 1EX".to_owned();
    let mut own = Force::clone(&force());
    own.hand_in = Some(LocalText { en: en.clone(), cy: None });
    let paper = form(&own, bicycle, Language::Welsh);
    let place = paper.blocks.iter().any(|block| {
        let Block::Together(inner) = block else { return false };
        inner.contains(&Block::Paragraph(Text {
            text: en.clone(),
            language: Some(Language::English),
        }))
    });
    assert!(place);
}

#[tokio::test]
async fn every_form_is_a_tagged_pdf_without_a_letter_missing() {
    let catalogue = Catalogue::embedded().unwrap();
    for service in catalogue.iter() {
        for language in Language::ALL {
            let mut all = Vec::new();
            let paper = form(&force(), service, language);
            lines(&paper.blocks, &mut all);
            assert!(all.iter().all(|line| papers::shows(line)), "{}", service.id);
            let title = paper.title.clone();
            let found = papers::testing::read(&papers::print(paper).await.unwrap());
            assert!(found.tagged && found.accessible, "{}", service.id);
            assert_eq!((found.title, found.language.as_str()), (title, language.code()));
            assert_eq!(found.tags["H1"], 1);
            for (at, question) in service.questions().enumerate() {
                let ask = format!("{}. {}", at + 1, question.ask.say(language));
                assert!(found.text.contains(&ask), "{}: {ask}", service.id);
            }
        }
    }
}
