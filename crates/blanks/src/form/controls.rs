//! What a question is answered with, on paper.

use kernel::{Language, Words, words};
use papers::{Block, Cells, Text, Tick};
use services::{Choice, Composed, Kind, Part, PartForm, Precision, Question};

words! {
    TICK_ONE { en: "Tick one", cy: "Ticiwch un" }
    TICK_ALL { en: "Tick all that apply", cy: "Ticiwch bob un sy’n berthnasol" }
    TICK_ONLY { en: "If you tick this, tick nothing else", cy: "Os ticiwch hwn, peidiwch â thicio dim arall" }
    DAY { en: "Day", cy: "Diwrnod" }
    MONTH { en: "Month", cy: "Mis" }
    YEAR { en: "Year", cy: "Blwyddyn" }
    ABOUT { en: "If you do not know the day, the month or the year is enough", cy: "Os nad ydych yn gwybod y diwrnod, mae’r mis neu’r flwyddyn yn ddigon" }
    TIME { en: "Time, if you know it", cy: "Amser, os ydych yn ei wybod" }
    POUNDS { en: "£", cy: "£" }
    IF_TICKED { en: "If you ticked ‘{choice}’:", cy: "Os gwnaethoch dicio ‘{choice}’:" }
    THING { en: "Number {n}", cy: "Rhif {n}" }
    MORE { en: "If there are more, write them on a separate sheet.", cy: "Os oes mwy, ysgrifennwch nhw ar ddalen ar wahân." }
    AGREE { en: "I agree", cy: "Rwy’n cytuno" }
    FILES {
        en: "You can hand in copies on paper with this form. Keep what you have on a phone or a computer, and write here what it is. We tell you how to send it.",
        cy: "Gallwch gyflwyno copïau papur gyda’r ffurflen hon. Cadwch yr hyn sydd gennych ar ffôn neu gyfrifiadur, ac ysgrifennwch yma beth ydyw. Byddwn yn dweud wrthych sut i’w anfon."
    }
}

/// How many things of a list have room on the form.
const THINGS: usize = 3;

pub(super) fn controls(question: &Question, language: Language) -> Vec<Block> {
    let say = |words: Words| Text::from(words.say(language));
    match question.kind {
        Kind::YesNo | Kind::YesNoUnsure | Kind::Radios | Kind::Select => {
            vec![Block::Hint(say(TICK_ONE)), ticks(question, language)]
        }
        Kind::Checkboxes | Kind::TimeWindows => {
            vec![Block::Hint(say(TICK_ALL)), ticks(question, language)]
        }
        Kind::Text => vec![Block::Rules(if question.max > 120 { 2 } else { 1 })],
        Kind::FullName | Kind::Phone | Kind::Email => vec![Block::Rules(1)],
        Kind::Textarea => vec![Block::Rules(if question.max > 2000 { 10 } else { 6 })],
        Kind::Place => vec![Block::Rules(3)],
        Kind::Postcode => vec![postcode(Text::default())],
        Kind::Date(precision) => date(precision, language),
        Kind::Money => vec![Block::Field(say(POUNDS))],
        Kind::Number(_) => number(question, language),
        Kind::Declaration => vec![tick(say(AGREE))],
        Kind::Upload => vec![Block::Hint(say(FILES)), Block::Rules(3)],
        Kind::Composed(composed) => parts(question, composed, language),
        Kind::Items => things(question, language),
    }
}

fn tick(label: Text) -> Block {
    Block::Ticks(vec![Tick { label, then: None }])
}

fn ticks(question: &Question, language: Language) -> Block {
    let tick = |choice: &Choice| {
        let only = question.exclusive.as_deref() == Some(choice.value.as_str());
        Tick {
            label: choice.label.say(language).into(),
            then: only.then(|| TICK_ONLY.say(language).into()),
        }
    };
    Block::Ticks(question.choices.iter().map(tick).collect())
}

fn number(question: &Question, language: Language) -> Vec<Block> {
    let mut blocks = vec![Block::Comb(vec![Cells { label: Text::default(), count: 6 }])];
    blocks.extend(question.unit.as_ref().map(|unit| Block::Hint(unit.say(language).into())));
    blocks
}

fn postcode(label: Text) -> Block {
    Block::Comb(vec![Cells { label, count: 8 }])
}

fn date(precision: Precision, language: Language) -> Vec<Block> {
    let cells = |words: Words, count| Cells { label: words.say(language).into(), count };
    let mut blocks = Vec::new();
    if precision == Precision::Approximate {
        blocks.push(Block::Hint(ABOUT.say(language).into()));
    }
    blocks.push(Block::Comb(vec![cells(DAY, 2), cells(MONTH, 2), cells(YEAR, 4)]));
    blocks
}

/// The parts of an answer: first what decides which others are filled in, and those below it.
fn parts(question: &Question, composed: Composed, language: Language) -> Vec<Block> {
    let mut blocks = Vec::new();
    let leads = composed.leading().is_some() && question.choices.len() > 1;
    if leads {
        blocks.push(Block::Hint(TICK_ONE.say(language).into()));
        blocks.push(ticks(question, language));
    }
    for choice in &question.choices {
        let asked = |part: &&Part| !is_always(part) && part.is_asked(Some(&choice.value));
        let under: Vec<&Part> = composed.parts().iter().filter(asked).collect();
        if !under.is_empty() && leads {
            let named = [("choice", choice.label.say(language))];
            blocks.push(Block::Strong(IF_TICKED.fill(language, &named).into()));
        }
        for part in under {
            blocks.extend(self::part(part, language));
        }
    }
    let always = composed.parts().iter().filter(|part| is_always(part));
    always.for_each(|part| blocks.extend(self::part(part, language)));
    blocks
}

fn is_always(part: &Part) -> bool {
    part.is_asked(None)
}

fn part(part: &Part, language: Language) -> Vec<Block> {
    let label = Text::from(part.label.say(language));
    let named = |blocks: Vec<Block>| {
        let mut all = vec![Block::Paragraph(label.clone())];
        all.extend(part.hint.map(|hint| Block::Hint(hint.say(language).into())));
        all.extend(blocks);
        all
    };
    match part.form {
        // A number that only a computer knows is not asked on paper.
        PartForm::Leading | PartForm::Uprn => Vec::new(),
        PartForm::Line(..) if part.hint.is_none() => vec![Block::Field(label)],
        PartForm::Line(..) => named(vec![Block::Rules(1)]),
        PartForm::Lines => named(vec![Block::Rules(3)]),
        PartForm::Choice(choices) => {
            let tick =
                |(_, words): &(&str, Words)| Tick { label: words.say(language).into(), then: None };
            named(vec![Block::Ticks(choices.iter().map(tick).collect())])
        }
        PartForm::Date(precision) => named(date(precision, language)),
        PartForm::Time => {
            let mut blocks = date(Precision::Exact, language);
            blocks.push(Block::Field(TIME.say(language).into()));
            named(blocks)
        }
        PartForm::Postcode => vec![postcode(label)],
        PartForm::Registration => named(vec![postcode(Text::default())]),
        PartForm::Money => named(vec![Block::Field(POUNDS.say(language).into())]),
        PartForm::Tick => vec![tick(label)],
    }
}

/// Room for the first few things of a list.
fn things(question: &Question, language: Language) -> Vec<Block> {
    let mut blocks = Vec::new();
    for number in 1..=THINGS.min(question.most.max(1)) {
        let title = THING.fill(language, &[("n", &number.to_string())]);
        blocks.push(Block::Strong(title.into()));
        for one in Composed::Item.parts() {
            blocks.extend(part(one, language));
        }
    }
    blocks.push(Block::Strong(MORE.say(language).into()));
    blocks
}
