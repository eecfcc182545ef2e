//! Where everything of a paper goes, from top to bottom and before there are pages.

mod boxes;

use crate::face::Weight;
use crate::lines::{Breaker, Line};
use crate::paper::{Answer, Block, Paper, Text};
use crate::structure::{PartId, Role, Structure};
use kernel::Language;

/// How wide the text of a page is, in points.
pub(crate) const WIDTH: f32 = 483.0;
/// How far points of a list, and what is framed, stand in.
const INDENT: f32 = 28.0;
const GAP: f32 = 9.0;

/// What a text looks like: its size and the height of its lines in points, and how heavy it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    pub(crate) size: f32,
    pub(crate) line: f32,
    pub(crate) weight: Weight,
    pub(crate) quiet: bool,
}

impl Style {
    const fn new(size: f32, line: f32, weight: Weight) -> Self {
        Self { size, line, weight, quiet: false }
    }
}

pub(crate) const BODY: Style = Style::new(14.0, 20.0, Weight::Regular);
const STRONG: Style = Style::new(14.0, 20.0, Weight::Bold);
const QUIET: Style = Style { quiet: true, ..BODY };
const BOX: Style = Style::new(20.0, 24.0, Weight::Regular);

/// Something that is drawn, at a place below the top of its strip.
#[derive(Debug)]
pub(crate) enum Mark {
    Text {
        x: f32,
        base: f32,
        style: Style,
        line: Line,
        part: PartId,
        language: Option<Language>,
    },
    /// A line to write on, or between things.
    Rule {
        x: f32,
        y: f32,
        width: f32,
    },
    /// A box for one character.
    Cell {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
    },
}

/// A strip of a paper, as wide as the text, that no page breaks.
#[derive(Debug, Default)]
pub(crate) struct Strip {
    pub(crate) height: f32,
    pub(crate) marks: Vec<Mark>,
    /// Whether it stays with the one after it.
    pub(crate) keep: bool,
    /// Whether a bar stands beside it.
    pub(crate) framed: bool,
    /// What the list of contents says here, and on which level.
    pub(crate) heading: Option<(u8, String)>,
}

/// A paper, strip by strip.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    pub(crate) strips: Vec<Strip>,
    pub(crate) structure: Structure,
    breaker: Breaker,
    left: f32,
    framed: bool,
    within: Option<PartId>,
}

impl Layout {
    /// The layout of a paper.
    pub(crate) fn of(paper: &Paper) -> Self {
        let mut layout = Self::default();
        paper.blocks.iter().for_each(|block| layout.block(block));
        layout
    }

    /// The lines of something that is no part of the text, such as a page's foot.
    pub(crate) fn aside(&mut self, text: &str, style: Style, width: f32) -> Vec<Line> {
        self.breaker.lines(text, style.weight, width / style.size)
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(level, text) => self.heading(*level, text),
            Block::Paragraph(text) => self.paragraph(text, BODY),
            Block::Strong(text) => self.strong(text),
            Block::Hint(text) => self.paragraph(text, QUIET),
            Block::Bullets(points) => self.list(points, false),
            Block::Steps(points) => self.list(points, true),
            Block::Answers(answers) => self.answers(answers),
            Block::Ticks(ticks) => self.ticks(ticks),
            Block::Field(label) => self.field(label),
            Block::Rules(count) => (0..*count).for_each(|_| self.rule()),
            Block::Comb(rows) => self.comb(rows),
            Block::Framed(blocks) => self.framed(blocks),
            Block::Together(blocks) => self.together(blocks),
        }
    }

    fn heading(&mut self, level: u8, text: &Text) {
        let (before, style) = match level {
            0 | 1 => (0.0, Style::new(24.0, 31.0, Weight::Bold)),
            2 => (18.0, Style::new(19.0, 25.0, Weight::Bold)),
            _ => (14.0, Style::new(15.0, 21.0, Weight::Bold)),
        };
        self.gap(before, true);
        let role = Role::Heading(level.max(1), text.text.clone());
        let part = self.structure.add_in(role, self.within, text.language);
        let first = self.strips.len();
        self.text(text, style, part, 0.0);
        if let Some(strip) = self.strips.get_mut(first) {
            strip.heading = Some((level, text.text.clone()));
        }
        self.gap(GAP, false);
        self.keep_from(first);
    }

    fn paragraph(&mut self, text: &Text, style: Style) {
        let part = self.structure.add_in(Role::Paragraph, self.within, text.language);
        self.text(text, style, part, 0.0);
        self.gap(GAP, false);
    }

    /// What matters more than the rest is about what follows it, and stays with it.
    fn strong(&mut self, text: &Text) {
        let first = self.strips.len();
        self.paragraph(text, STRONG);
        self.keep_from(first);
    }

    fn list(&mut self, points: &[Text], ordered: bool) {
        let list = self.structure.add(Role::List(ordered), self.within);
        for (at, point) in points.iter().enumerate() {
            let label = if ordered { format!("{}.", at + 1) } else { "•".to_owned() };
            let item = self.structure.add(Role::Item, Some(list));
            self.point(item, (&label, BODY), point);
            self.gap(4.0, false);
        }
        self.gap(GAP - 4.0, false);
    }

    /// A point of a list: its label, and beside it what it says. Returns the part that says it.
    fn point(&mut self, item: PartId, (label, style): (&str, Style), body: &Text) -> PartId {
        let part = self.structure.add(Role::Label, Some(item));
        let first = self.strips.len();
        let body_part = self.structure.add_in(Role::Body, Some(item), body.language);
        self.text(body, BODY, body_part, INDENT);
        let x = self.left;
        let line = self.breaker.lines(label, style.weight, INDENT).into_iter().next();
        if let (Some(line), Some(strip)) = (line, self.strips.get_mut(first)) {
            let mark = Mark::Text { x, base: 15.0, style, line, part, language: None };
            // What is read first is drawn first.
            strip.marks.insert(0, mark);
        }
        body_part
    }

    fn answers(&mut self, answers: &[Answer]) {
        let list = self.structure.add(Role::List(false), self.within);
        for answer in answers {
            let item = self.structure.add(Role::Item, Some(list));
            let first = self.strips.len();
            let (x, width) = (self.left, WIDTH - self.left);
            self.push(7.0, vec![Mark::Rule { x, y: 0.0, width }]);
            let question = &answer.question;
            let part = self.structure.add_in(Role::Label, Some(item), question.language);
            self.text(question, STRONG, part, 0.0);
            self.keep_from(first);
            let body = self.structure.add(Role::Body, Some(item));
            for line in &answer.lines {
                let part = self.structure.add_in(Role::Paragraph, Some(body), line.language);
                self.text(line, BODY, part, 0.0);
            }
            self.gap(7.0, false);
        }
        self.gap(GAP, false);
    }

    fn framed(&mut self, blocks: &[Block]) {
        let part = self.structure.add(Role::Part, self.within);
        let before = (self.left, self.framed, self.within);
        (self.left, self.framed, self.within) = (self.left + 16.0, true, Some(part));
        self.gap(4.0, true);
        for block in blocks {
            self.block(block);
        }
        (self.left, self.framed, self.within) = before;
        self.gap(GAP + 3.0, false);
    }

    fn together(&mut self, blocks: &[Block]) {
        let part = self.structure.add(Role::Part, self.within);
        let before = self.within.replace(part);
        let first = self.strips.len();
        for block in blocks {
            self.block(block);
        }
        self.keep_from(first);
        if let Some(last) = self.strips.last_mut() {
            last.keep = false;
        }
        self.within = before;
    }

    /// The lines of a text, each a strip, so far from the left.
    fn text(&mut self, text: &Text, style: Style, part: PartId, indent: f32) {
        let x = self.left + indent;
        let width = WIDTH - x;
        let language = text.language;
        for line in self.breaker.lines(&text.text, style.weight, width / style.size) {
            let x = if line.leftward { x + width - line.width * style.size } else { x };
            // A little room below the letters that hang down.
            let base = style.line - style.size * 0.36;
            self.push(style.line, vec![Mark::Text { x, base, style, line, part, language }]);
        }
    }

    fn push(&mut self, height: f32, marks: Vec<Mark>) {
        let framed = self.framed;
        self.strips.push(Strip { height, marks, framed, ..Strip::default() });
    }

    fn gap(&mut self, height: f32, keep: bool) {
        let framed = self.framed;
        self.strips.push(Strip { height, keep, framed, ..Strip::default() });
    }

    /// All strips from this one on stay with what comes after them.
    fn keep_from(&mut self, first: usize) {
        self.strips.iter_mut().skip(first).for_each(|strip| strip.keep = true);
    }
}
