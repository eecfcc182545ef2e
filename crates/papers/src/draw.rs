//! Pages of strips, and the file of pages.

use crate::face::{Faces, Weight};
use crate::layout::{BODY, Layout, Mark, Strip, Style, WIDTH};
use crate::lines::Line;
use crate::paper::{Colour, Paper};
use crate::press::{Failed, MOST_PAGES};
use crate::structure::Structure;
use kernel::words;
use krilla::color::rgb;
use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::{Document, SerializeSettings};

words! {
    PAGE { en: "Page {number} of {count}", cy: "Tudalen {number} o {count}" }
}

const PAGE_WIDTH: f32 = 595.28;
const PAGE_HEIGHT: f32 = 841.89;
const MARGIN: f32 = 56.0;
const BOTTOM: f32 = 70.0;
/// How high the band is that says who a paper is from.
const BAND: f32 = 54.0;
const FOOT: Style = Style { size: 11.0, line: 14.0, ..BODY };
const NAME: Style = Style { size: 17.0, line: 22.0, weight: Weight::Bold, quiet: false };
const BLACK: Colour = Colour([11, 12, 12]);
const QUIET: Colour = Colour([72, 80, 86]);
const WHITE: Colour = Colour([255, 255, 255]);
const BAR: Colour = Colour([80, 90, 95]);

/// Draws a paper.
pub(crate) fn draw(paper: &Paper) -> Result<Vec<u8>, Failed> {
    let mut layout = Layout::of(paper);
    let strips = std::mem::take(&mut layout.strips);
    let top = if paper.from.is_some() { BAND + 30.0 } else { MARGIN };
    let pages = pages(strips, PAGE_HEIGHT - BOTTOM - top, PAGE_HEIGHT - BOTTOM - MARGIN);
    if pages.len() > MOST_PAGES {
        return Err(Failed::TooLong);
    }
    let mut press = Drawing {
        document: Document::new_with(settings()?),
        faces: Faces::new().ok_or(Failed::Broken("the typeface cannot be read"))?,
        outline: Outline::new(),
        layout,
        paper,
        count: pages.len(),
    };
    for (number, strips) in pages.into_iter().enumerate() {
        press.page(number, &strips).ok_or(Failed::Broken("a page has no size"))?;
    }
    press.finish()
}

/// What every file is held against while it is written.
fn settings() -> Result<SerializeSettings, Failed> {
    let configuration: Result<Configuration, _> =
        ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    let configuration = configuration.map_err(|_| Failed::Broken("no such standard"))?;
    Ok(SerializeSettings { configuration, ..SerializeSettings::default() })
}

/// Strips page by page. What belongs together moves on together, unless it is longer than a page.
fn pages(strips: Vec<Strip>, first: f32, others: f32) -> Vec<Vec<Strip>> {
    let mut pages = vec![Vec::new()];
    let (mut used, mut room) = (0.0, first);
    let mut chunk = Vec::new();
    for strip in strips {
        let keep = strip.keep;
        chunk.push(strip);
        if keep {
            continue;
        }
        let whole: f32 = chunk.iter().map(|strip: &Strip| strip.height).sum();
        if used > 0.0 && used + whole > room && (whole <= others || used + whole * 0.3 > room) {
            pages.push(Vec::new());
            (used, room) = (0.0, others);
        }
        for strip in chunk.drain(..) {
            if used + strip.height > room && used > 0.0 {
                pages.push(Vec::new());
                (used, room) = (0.0, others);
            }
            // A page begins with something.
            if used == 0.0 && strip.marks.is_empty() {
                continue;
            }
            used += strip.height;
            if let Some(page) = pages.last_mut() {
                page.push(strip);
            }
        }
    }
    if let Some(page) = pages.last_mut() {
        page.extend(chunk);
    }
    pages
}

/// A file while it is drawn.
struct Drawing<'a> {
    document: Document,
    faces: Faces,
    outline: Outline,
    layout: Layout,
    paper: &'a Paper,
    count: usize,
}

impl Drawing<'_> {
    fn page(&mut self, number: usize, strips: &[Strip]) -> Option<()> {
        let band = self.paper.from.as_ref().filter(|_| number == 0);
        let band = band.map(|(name, colour)| (self.layout.aside(&name.text, NAME, WIDTH), *colour));
        let foot = self.foot(number);
        let mut page =
            self.document.start_page_with(PageSettings::from_wh(PAGE_WIDTH, PAGE_HEIGHT)?);
        let mut surface = page.surface();
        let mut pen = Pen { surface: &mut surface, faces: &self.faces };
        let mut top = MARGIN;
        if let Some((lines, colour)) = band {
            pen.band(lines.first(), colour);
            top = BAND + 30.0;
        }
        for strip in strips {
            if strip.framed {
                pen.bar(top, strip.height);
            }
            if let Some((_, title)) = strip.heading.as_ref().filter(|(level, _)| *level < 3) {
                let place = XyzDestination::new(number, Point::from_xy(MARGIN, top));
                self.outline.push_child(OutlineNode::new(title.clone(), place));
            }
            for mark in &strip.marks {
                pen.mark(mark, top, &mut self.layout.structure);
            }
            top += strip.height;
        }
        pen.foot(&foot);
        surface.finish();
        page.finish();
        Some(())
    }

    /// What stands at the foot of a page: its own text at the left, its number at the right.
    fn foot(&mut self, number: usize) -> [Option<Line>; 2] {
        let (number, count) = ((number + 1).to_string(), self.count.to_string());
        let number = PAGE.fill(self.paper.language, &[("number", &number), ("count", &count)]);
        [self.paper.foot.as_str(), &number]
            .map(|text| self.layout.aside(text, FOOT, WIDTH * 0.7).into_iter().next())
    }

    fn finish(self) -> Result<Vec<u8>, Failed> {
        let Self { mut document, outline, layout, paper, .. } = self;
        let language = paper.language.code().to_owned();
        document.set_metadata(Metadata::new().title(paper.title.clone()).language(language));
        document.set_outline(outline);
        document.set_tag_tree(layout.structure.tree(paper.language));
        // What the library says of a fault may hold words of the paper: it is not passed on.
        document.finish().map_err(|_| Failed::Broken("the file does not meet its standard"))
    }
}

/// What draws on one page.
struct Pen<'a, 's> {
    surface: &'a mut Surface<'s>,
    faces: &'a Faces,
}

impl Pen<'_, '_> {
    fn mark(&mut self, mark: &Mark, top: f32, structure: &mut Structure) {
        match mark {
            Mark::Text { x, base, style, line, part, language } => {
                let span = SpanTag::empty()
                    .with_lang(language.map(kernel::Language::code))
                    .with_actual_text(line.meant.as_deref());
                let what = self.surface.start_tagged(ContentTag::Span(span));
                self.line(line, *style, (MARGIN + x, top + base));
                self.surface.end_tagged();
                structure.drawn(*part, what);
            }
            Mark::Rule { x, y, width } => {
                self.outside(ArtifactType::Layout);
                self.fill((MARGIN + x, top + y, *width, 0.8), BAR);
                self.surface.end_tagged();
            }
            Mark::Cell { x, y, width, height } => {
                self.outside(ArtifactType::Layout);
                self.stroke((MARGIN + x, top + y, *width, *height));
                self.surface.end_tagged();
            }
        }
    }

    /// Begins something that is for the eye alone.
    fn outside(&mut self, kind: ArtifactType) {
        let artifact = Artifact::with_kind(kind);
        let _nothing = self.surface.start_tagged(ContentTag::Artifact(artifact));
    }

    fn line(&mut self, line: &Line, style: Style, at: (f32, f32)) {
        self.line_in(line, style, at, if style.quiet { QUIET } else { BLACK });
    }

    fn line_in(&mut self, line: &Line, style: Style, (mut x, y): (f32, f32), colour: Colour) {
        self.paint(colour);
        let font = self.faces.of(style.weight);
        for run in &line.runs {
            let at = Point::from_xy(x, y);
            self.surface.draw_glyphs(at, &run.glyphs, font.clone(), &run.text, style.size, false);
            x += run.width * style.size;
        }
    }

    fn paint(&mut self, Colour([red, green, blue]): Colour) {
        let paint = rgb::Color::new(red, green, blue).into();
        self.surface.set_fill(Some(Fill { paint, ..Fill::default() }));
        self.surface.set_stroke(None);
    }

    fn fill(&mut self, (x, y, width, height): (f32, f32, f32, f32), colour: Colour) {
        self.paint(colour);
        self.rectangle(x, y, width, height);
    }

    fn stroke(&mut self, (x, y, width, height): (f32, f32, f32, f32)) {
        let Colour([red, green, blue]) = BAR;
        let paint = rgb::Color::new(red, green, blue).into();
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(Stroke { paint, width: 0.8, ..Stroke::default() }));
        self.rectangle(x, y, width, height);
        self.surface.set_stroke(None);
    }

    fn rectangle(&mut self, x: f32, y: f32, width: f32, height: f32) {
        let mut path = PathBuilder::new();
        if let Some(rectangle) = Rect::from_xywh(x, y, width, height) {
            path.push_rect(rectangle);
        }
        if let Some(path) = path.finish() {
            self.surface.draw_path(&path);
        }
    }

    /// The band at the top: colour for the eye; the name stands in the text as well.
    fn band(&mut self, name: Option<&Line>, colour: Colour) {
        self.outside(ArtifactType::Header);
        self.fill((0.0, 0.0, PAGE_WIDTH, BAND), colour);
        if let Some(name) = name {
            self.line_in(name, NAME, (MARGIN, 34.0), WHITE);
        }
        self.surface.end_tagged();
    }

    fn bar(&mut self, top: f32, height: f32) {
        self.outside(ArtifactType::Layout);
        self.fill((MARGIN, top, 5.0, height), BAR);
        self.surface.end_tagged();
    }

    fn foot(&mut self, [text, number]: &[Option<Line>; 2]) {
        self.outside(ArtifactType::Footer);
        let y = PAGE_HEIGHT - 36.0;
        if let Some(text) = text {
            self.line(text, FOOT, (MARGIN, y));
        }
        if let Some(number) = number {
            self.line(number, FOOT, (MARGIN + WIDTH - number.width * FOOT.size, y));
        }
        self.surface.end_tagged();
    }
}
