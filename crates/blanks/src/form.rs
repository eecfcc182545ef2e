//! The form of a service: its definition, read from the first page to the last, as blocks of paper.

mod controls;
mod ends;
mod notices;
mod prose;

use crate::saying::Speaker;
use crate::terms::When;
use kernel::{Force, Language, Words, words};
use papers::{Block, Colour, Paper, Text};
use services::{PageDef, PageKind, Question, Service};

words! {
    OPTIONAL { en: "{question} (optional)", cy: "{question} (dewisol)" }
    QUESTION { en: "{n}. {question}", cy: "{n}. {question}" }
    ITEM { en: "{one} {number}", cy: "{one} {number}" }
    NONE { en: "If there is nothing to write here, leave it blank.", cy: "Os nad oes dim i’w ysgrifennu yma, gadewch ef yn wag." }
    MORE {
        en: "If there are more, answer the same questions on a separate sheet. Write the numbers of the questions on it.",
        cy: "Os oes mwy, atebwch yr un cwestiynau ar ddalen ar wahân. Ysgrifennwch rifau’r cwestiynau arni."
    }
    IF_ONE { en: "If {when}, answer question {first}. Otherwise {otherwise}.", cy: "Os {when}, atebwch gwestiwn {first}. Fel arall, {otherwise}." }
    IF_SOME { en: "If {when}, answer questions {first} to {last}. Otherwise {otherwise}.", cy: "Os {when}, atebwch gwestiynau {first} i {last}. Fel arall, {otherwise}." }
    ONE_ONLY { en: "Answer question {first} only if all of this is true:", cy: "Atebwch gwestiwn {first} dim ond os yw hyn i gyd yn wir:" }
    SOME_ONLY { en: "Answer questions {first} to {last} only if all of this is true:", cy: "Atebwch gwestiynau {first} i {last} dim ond os yw hyn i gyd yn wir:" }
    OTHERWISE { en: "Otherwise {otherwise}.", cy: "Fel arall, {otherwise}." }
    GO_TO { en: "go to question {n}", cy: "ewch i gwestiwn {n}" }
    GO_TO_END { en: "go to “Sign and hand in”", cy: "ewch i “Llofnodi a chyflwyno”" }
}

/// How many copies a form has of what is asked of each of several things.
const COPIES: usize = 2;

/// The form of a service, as a force gives it out.
#[must_use]
pub fn form(force: &Force, service: &Service, language: Language) -> Paper {
    let sensitive = service.is_sensitive();
    let speaker = Speaker::new(service, language);
    let mut form = Form { force, service, language, speaker, blocks: Vec::new(), section: None };
    form.begin();
    form.pages(&service.pages.iter().collect::<Vec<_>>());
    form.end();
    let name = Text::local(&force.name, language);
    let from = Colour::parse(&force.theme.brand).map(|colour| (name, colour));
    let title = if sensitive { service.neutral_title(language) } else { service.title(language) };
    Paper {
        title: title.to_owned(),
        language,
        // At a glance a sensitive form is nobody's.
        from: from.filter(|_| !sensitive),
        foot: title.to_owned(),
        blocks: form.blocks,
    }
}

/// A form while it is written.
struct Form<'a> {
    force: &'a Force,
    service: &'a Service,
    language: Language,
    speaker: Speaker<'a>,
    blocks: Vec<Block>,
    section: Option<&'a str>,
}

impl<'a> Form<'a> {
    fn say(&self, words: Words) -> String {
        words.say(self.language).to_owned()
    }

    /// Pages in order; those under the same condition share it, and those of a repeat group are copied.
    fn pages(&mut self, pages: &[&'a PageDef]) {
        let mut rest = pages;
        while let Some(first) = rest.first() {
            let group = first.repeat.as_ref().map(|repeat| &repeat.id);
            let alike = |page: &&&PageDef| match (group, &page.repeat) {
                (Some(group), Some(repeat)) => *group == repeat.id,
                (None, None) => is_led(page) || page.condition() == first.condition(),
                _ => false,
            };
            let count = rest.iter().take_while(alike).count().max(1);
            let (these, others) = rest.split_at(count);
            if group.is_some() {
                self.copies(these);
            } else {
                self.under(first.condition(), these);
                for page in these {
                    self.page(page);
                }
            }
            rest = others;
        }
    }

    /// What is asked of each of several things: a few times over, and where to write more.
    fn copies(&mut self, pages: &[&'a PageDef]) {
        let Some(repeat) = pages.iter().find_map(|page| page.repeat.as_ref()) else { return };
        self.enter(pages);
        self.blocks.push(Block::Heading(3, repeat.heading.say(self.language).into()));
        if repeat.min == 0 {
            self.blocks.push(Block::Hint(self.say(NONE).into()));
        }
        for number in 1..=COPIES.min(repeat.max).max(repeat.min) {
            let one = repeat.one.say(self.language);
            let named = [("one", one), ("number", &*number.to_string())];
            self.blocks.push(Block::Heading(3, ITEM.fill(self.language, &named).into()));
            let mut rest = pages;
            while let Some(first) = rest.first() {
                let alike = |page: &&&PageDef| page.condition() == first.condition();
                let (these, others) = rest.split_at(rest.iter().take_while(alike).count().max(1));
                self.under(first.condition(), these);
                for page in these {
                    self.page(page);
                }
                rest = others;
            }
        }
        if repeat.max > COPIES {
            self.blocks.push(Block::Strong(self.say(MORE).into()));
        }
    }

    fn page(&mut self, page: &'a PageDef) {
        self.enter(&[page]);
        match &page.kind {
            PageKind::Questions => self.questions(page),
            PageKind::Interruption(notice) => self.notice(page, notice),
            PageKind::Outcome(outcome) => self.outcome(page, outcome),
            PageKind::List => {}
        }
    }

    /// The heading of a section, when it is a new one.
    fn enter(&mut self, pages: &[&'a PageDef]) {
        let Some(page) = pages.iter().find(|page| !page.questions.is_empty()) else { return };
        let title = page.section.title.say(self.language);
        if self.section.replace(title) != Some(title) {
            self.blocks.push(Block::Heading(2, title.into()));
        }
    }

    fn questions(&mut self, page: &'a PageDef) {
        let heading = page.heading.as_ref().map(|heading| heading.say(self.language));
        // A section whose only page has its name says it once.
        let level = if let Some(heading) = heading.filter(|own| self.section != Some(own)) {
            self.blocks.push(Block::Heading(3, heading.into()));
            4
        } else {
            3
        };
        self.told(page.intro.say(self.language));
        let mut rest = page.questions.as_slice();
        while let Some(first) = rest.first() {
            let alike = |other: &&Question| other.condition() == first.condition();
            let (these, others) = rest.split_at(rest.iter().take_while(alike).count().max(1));
            self.instruct(first.condition(), these);
            for question in these {
                let block = self.question(question, level);
                self.blocks.push(block);
            }
            rest = others;
        }
    }

    /// Says under which condition some pages are filled in, unless they always are.
    fn under(&mut self, condition: Option<&str>, pages: &[&'a PageDef]) {
        let asked = pages.iter().flat_map(|page| &page.questions);
        self.enter(pages);
        let asked: Vec<&Question> = asked.collect();
        if let (Some(first), Some(last)) = (asked.first(), asked.last()) {
            self.instruct_between(condition, first, last);
        }
    }

    fn instruct(&mut self, condition: Option<&str>, questions: &[Question]) {
        if let (Some(first), Some(last)) = (questions.first(), questions.last()) {
            self.instruct_between(condition, first, last);
        }
    }

    fn instruct_between(&mut self, condition: Option<&str>, first: &Question, last: &Question) {
        let Some(when) = condition.map(When::read).filter(|when| *when != When::Always) else {
            return;
        };
        let number = |question: &Question| self.speaker.number(&question.id).unwrap_or_default();
        let (first, last) = (number(first), number(last));
        let otherwise = if last < self.speaker.count() {
            GO_TO.fill(self.language, &[("n", &(last + 1).to_string())])
        } else {
            self.say(GO_TO_END)
        };
        let parts = self.speaker.parts(&when);
        let (one, from, to) = (first == last, first.to_string(), last.to_string());
        let named = [("first", &*from), ("last", &*to), ("otherwise", &*otherwise)];
        if let [when] = parts.as_slice() {
            let words = if one { IF_ONE } else { IF_SOME };
            let [first, last, otherwise] = named;
            let text = words.fill(self.language, &[("when", when), first, last, otherwise]);
            self.blocks.push(Block::Strong(text.into()));
        } else {
            let words = if one { ONE_ONLY } else { SOME_ONLY };
            self.blocks.push(Block::Together(vec![
                Block::Strong(words.fill(self.language, &named).into()),
                Block::Bullets(parts.into_iter().map(Text::from).collect()),
                Block::Strong(OTHERWISE.fill(self.language, &named).into()),
            ]));
        }
    }

    /// A question with its number, its help and what it is answered with.
    fn question(&self, question: &Question, level: u8) -> Block {
        let ask = question.ask.say(self.language);
        let number = self.speaker.number(&question.id).unwrap_or_default().to_string();
        let optional = OPTIONAL.fill(self.language, &[("question", ask)]);
        let ask = if question.required { ask } else { &optional };
        let title = QUESTION.fill(self.language, &[("n", &number), ("question", ask)]);
        let mut blocks = vec![Block::Heading(level, title.into())];
        if let Some(hint) = &question.hint {
            blocks.push(Block::Hint(hint.say(self.language).into()));
        }
        blocks.extend(prose::blocks(question.statement.say(self.language)));
        blocks.extend(controls::controls(question, self.language));
        Block::Together(blocks)
    }
}

/// Whether answers before it lead to a page.
fn is_led(page: &PageDef) -> bool {
    !page.led_here().is_empty()
}
