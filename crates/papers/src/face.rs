//! The typeface: one family in two weights, with the letters of Welsh and of most of Europe, Arabic and
//! Hebrew. It is part of the program.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, Face, UnicodeBuffer};
use std::ops::Range;
use std::sync::LazyLock;

static REGULAR: LazyLock<Option<Face<'static>>> =
    LazyLock::new(|| Face::from_slice(dejavu::sans::regular(), 0));
static BOLD: LazyLock<Option<Face<'static>>> =
    LazyLock::new(|| Face::from_slice(dejavu::sans::bold(), 0));

/// How heavy a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

impl Weight {
    fn face(self) -> Option<&'static Face<'static>> {
        match self {
            Self::Regular => REGULAR.as_ref(),
            Self::Bold => BOLD.as_ref(),
        }
    }

    /// Whether the typeface has a sign. What belongs to nobody in Unicode says nothing to a reader.
    pub(crate) fn draws(self, sign: char) -> bool {
        let private = matches!(sign, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
        !private && self.face().is_some_and(|face| face.glyph_index(sign).is_some())
    }
}

/// The typeface as a file takes it in.
pub(crate) struct Faces {
    regular: Font,
    bold: Font,
}

impl Faces {
    /// Both weights.
    pub(crate) fn new() -> Option<Self> {
        let regular = Font::new(dejavu::sans::regular().into(), 0)?;
        let bold = Font::new(dejavu::sans::bold().into(), 0)?;
        Some(Self { regular, bold })
    }

    pub(crate) const fn of(&self, weight: Weight) -> &Font {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }
}

/// Signs of one direction, shaped: letters joined, marks in place.
#[derive(Clone, Debug)]
pub(crate) struct Shaped {
    pub(crate) text: String,
    pub(crate) glyphs: Vec<KrillaGlyph>,
    /// In parts of the size of the type.
    pub(crate) width: f32,
}

/// Shapes a text of one direction.
pub(crate) fn shape(text: &str, weight: Weight, leftward: bool) -> Shaped {
    let mut shaped = Shaped { text: text.to_owned(), glyphs: Vec::new(), width: 0.0 };
    let Some(face) = weight.face() else { return shaped };
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    buffer.set_direction(if leftward { Direction::RightToLeft } else { Direction::LeftToRight });
    let output = rustybuzz::shape(face, &[], buffer);
    let em = f32::from(i16::try_from(face.units_per_em()).unwrap_or(i16::MAX));
    let part = |units: i32| i16::try_from(units).map_or(0.0, f32::from) / em;
    let starts = starts(output.glyph_infos().iter().map(|info| info.cluster));
    for (info, place) in output.glyph_infos().iter().zip(output.glyph_positions()) {
        let advance = part(place.x_advance);
        shaped.width += advance;
        shaped.glyphs.push(KrillaGlyph::new(
            GlyphId::new(info.glyph_id),
            advance,
            part(place.x_offset),
            part(place.y_offset),
            part(place.y_advance),
            cluster(&starts, info.cluster, text.len()),
            None,
        ));
    }
    shaped
}

/// Where the clusters of a text begin, in order.
fn starts(clusters: impl Iterator<Item = u32>) -> Vec<usize> {
    let mut starts: Vec<usize> = clusters.filter_map(|start| usize::try_from(start).ok()).collect();
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// The part of the text that a glyph stands for.
fn cluster(starts: &[usize], cluster: u32, end: usize) -> Range<usize> {
    let start = usize::try_from(cluster).unwrap_or_default();
    let next = starts.partition_point(|other| *other <= start);
    start..starts.get(next).copied().unwrap_or(end)
}
