//! Papers as others read them.

use crate::paper::{Answer, Block, Cells, Colour, Paper, Text, Tick};
use crate::press::{Failed, print_now};
use crate::testing::{Found, read};
use kernel::Language;

fn paper(blocks: Vec<Block>) -> Paper {
    Paper {
        title: "A paper".to_owned(),
        language: Language::English,
        from: Some(("Northshire Police".into(), Colour([10, 35, 66]))),
        foot: "NSH-7K4Q-2M9D".to_owned(),
        blocks,
    }
}

fn printed(blocks: Vec<Block>) -> Found {
    read(&print_now(&paper(blocks)).unwrap())
}

fn everything() -> Vec<Block> {
    vec![
        Block::Heading(1, "What you sent".into()),
        Block::Framed(vec![Block::Strong("In danger?".into()), Block::Paragraph("Call.".into())]),
        Block::Heading(2, "Your answers".into()),
        Block::Answers(vec![Answer {
            question: "Where?".into(),
            lines: vec![Text::within("Yn y dref", Language::Welsh, Language::English)],
        }]),
        Block::Steps(vec!["First".into(), "Second".into()]),
        Block::Bullets(vec!["A point".into()]),
        Block::Together(vec![
            Block::Heading(3, "4. Was it yours?".into()),
            Block::Hint("Tick one".into()),
            Block::Ticks(vec![
                Tick { label: "Yes".into(), then: Some("Go to 6".into()) },
                Tick { label: "No".into(), then: None },
            ]),
        ]),
        Block::Field("Name".into()),
        Block::Rules(3),
        Block::Comb(vec![
            Cells { label: "Day".into(), count: 2 },
            Cells { label: "Year".into(), count: 4 },
        ]),
    ]
}

#[test]
fn a_paper_is_tagged_and_says_its_language_and_its_title() {
    let found = printed(everything());
    assert_eq!((found.title.as_str(), found.language.as_str()), ("A paper", "en"));
    assert!(found.tagged && found.accessible, "{found:?}");
    for (tag, count) in [("H1", 1), ("H2", 1), ("H3", 1), ("L", 4), ("LI", 6), ("LBody", 6)] {
        assert_eq!(found.tags.get(tag), Some(&count), "{tag} in {:?}", found.tags);
    }
    assert!(found.languages.iter().any(|language| language == "cy"), "{:?}", found.languages);
}

#[test]
fn a_paper_reads_in_its_order() {
    let text = printed(everything()).text;
    let mut rest = text.as_str();
    for piece in [
        "Northshire Police",
        "What you sent",
        "In danger?",
        "Your answers",
        "Where?",
        "Yn y dref",
        "1. First",
        "2. Second",
        "• A point",
        "4. Was it yours?",
        "Tick one",
        "☐ Yes",
        "Go to 6",
        "☐ No",
        "Name",
        "Day",
        "Year",
        "NSH-7K4Q-2M9D",
        "Page 1 of 1",
    ] {
        let (_, after) = rest.split_once(piece).unwrap_or_else(|| panic!("{piece} in {text}"));
        rest = after;
    }
}

#[test]
fn what_people_write_is_never_anything_but_text() {
    for text in [
        "#set page(width: 1pt) #import \"x\" $ \\ ` * _ @ <label> // /* */ { } [ ]",
        "(closes) \\( a string ) Tj ET endstream endobj << /JS (x) >> %",
        "</title><script>alert(1)</script> {{ 7*7 }} ${x} %s",
    ] {
        let found = printed(vec![Block::Paragraph(text.into())]);
        assert!(found.text.contains(text), "{text} in {}", found.text);
    }
}

#[test]
fn signs_of_all_kinds_are_printed_or_stood_in_for() {
    let text = "ŵ ŷ Ŵ Ŷ â ê î ô û ẁ — naïve Łódź Київ Ελλάδα 👩‍👩‍👧 中文 \u{0}\u{1b}\u{202e}x\u{e000}";
    let found = printed(vec![Block::Paragraph(text.into()), Block::Heading(2, text.into())]);
    assert!(found.accessible);
    assert!(found.text.contains("ŵ ŷ Ŵ Ŷ â ê î ô û ẁ — naïve Łódź Київ Ελλάδα"), "{}", found.text);
    // From right to left, with numbers and Latin letters in between.
    let mixed = "قال لي 12 مرة Facebook ثم ذهب (حقا)";
    assert!(printed(vec![Block::Paragraph(mixed.into())]).text.contains("Facebook"));
}

#[test]
fn a_long_answer_goes_on_over_pages_and_none_of_it_is_lost() {
    let words: Vec<String> = (0..2_000).map(|number| format!("word{number}")).collect();
    let line = Text::from(words.join(" "));
    let unbroken = Text::from("x".repeat(10_000));
    let answer = Answer { question: "What happened?".into(), lines: vec![line, unbroken] };
    let found = printed(vec![Block::Answers(vec![answer])]);
    assert!(found.pages > 5, "{}", found.pages);
    for word in words {
        assert!(found.text.contains(&word), "{word}");
    }
    assert_eq!(found.text.matches('x').count(), 10_000);
}

#[test]
fn a_heading_is_never_the_last_on_a_page_and_what_belongs_together_stays() {
    for lines in 20..45 {
        let mut blocks = vec![Block::Rules(lines)];
        let question = vec![Block::Heading(3, "The question".into()), Block::Rules(4)];
        blocks.push(Block::Together(question));
        let found = printed(blocks);
        assert!(found.text.contains("The question"));
    }
}

#[test]
fn a_paper_without_end_is_refused_and_nothing_of_it_is_told() {
    let much = Block::Paragraph("secret ".repeat(50_000).into());
    let refused = print_now(&paper(vec![much])).unwrap_err();
    assert!(matches!(refused, Failed::TooLong));
    assert!(!refused.to_string().contains("secret"));
    assert!(print_now(&paper(vec![Block::Rules(250); 20])).is_err());
}

#[test]
fn nothing_on_a_paper_says_when_or_with_what_it_was_made() {
    let bytes = print_now(&paper(everything())).unwrap();
    assert_eq!(bytes, print_now(&paper(everything())).unwrap());
}
