//! What a photo says of itself: when and where it was taken. The camera wrote it; it can be wrong, and
//! anybody can change it, so that it is shown as a claim and never as a fact. It is read where previews
//! are made, in a process of its own.

use crate::file::FileId;
use crate::preview::LARGEST;
use crate::store;
use crate::vault::Vault;
use exif::{DateTime, Exif, In, Rational, Tag, Value};
use jiff::civil;
use kernel::{Instant, Problem};
use serde::{Deserialize, Serialize};
use station::blobs::Blob;
use station::{Scope, Tx, Upkeep, seal};
use std::io::{Cursor, Error, Read, Result, Write};

/// The most that claims are long, in bytes.
const LENGTH: u64 = 1024;

/// What a photo says of itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Claims {
    /// When it was taken, by the clock of the camera.
    pub taken: Option<civil::DateTime>,
    /// Where, in degrees north and east.
    pub place: Option<(f64, f64)>,
}

impl Claims {
    /// When it was taken, as if the camera's clock were in London.
    #[must_use]
    pub fn taken_in_london(&self) -> Option<Instant> {
        let taken = self.taken?.in_tz("Europe/London").ok()?;
        Some(Instant::new(taken.timestamp()))
    }

    const fn says_nothing(&self) -> bool {
        self.taken.is_none() && self.place.is_none()
    }

    fn seal(&self, tx: &Tx<'_>, file: &FileId) -> std::result::Result<Vec<u8>, Problem> {
        let plain = serde_json::to_vec(self).map_err(Problem::broken)?;
        seal::seal(&key(tx), &context(tx, file), &plain)
    }

    pub(crate) fn open(tx: &Tx<'_>, file: &FileId, sealed: &[u8]) -> Option<Self> {
        serde_json::from_slice(&seal::open(&key(tx), &context(tx, file), sealed)?).ok()
    }
}

fn key(tx: &Tx<'_>) -> [u8; 32] {
    tx.station().key().derive("file claims")
}

fn context(tx: &Tx<'_>, file: &FileId) -> Vec<u8> {
    format!("file claims v1|{}|{file}", tx.force()).into_bytes()
}

/// Reads a picture and writes what it says of itself, as JSON: what `bluelamp preview --claims` does.
pub fn render(mut original: impl Read, mut into: impl Write) -> Result<()> {
    let mut bytes = Vec::new();
    original.by_ref().take(LARGEST).read_to_end(&mut bytes)?;
    into.write_all(&serde_json::to_vec(&read(bytes)).map_err(Error::other)?)?;
    into.flush()
}

/// Nothing of what cannot be read, or cannot be.
fn read(bytes: Vec<u8>) -> Claims {
    match exif::Reader::new().read_from_container(&mut Cursor::new(bytes)) {
        Ok(exif) => Claims { taken: taken(&exif), place: place(&exif) },
        Err(_nothing) => Claims::default(),
    }
}

fn taken(exif: &Exif) -> Option<civil::DateTime> {
    let field = exif.get_field(Tag::DateTimeOriginal, In::PRIMARY)?;
    let Value::Ascii(texts) = &field.value else { return None };
    let read = DateTime::from_ascii(texts.first()?).ok()?;
    let small = |number: u8| i8::try_from(number).ok();
    let (month, day) = (small(read.month)?, small(read.day)?);
    let (hour, minute) = (small(read.hour)?, small(read.minute)?);
    civil::DateTime::new(i16::try_from(read.year).ok()?, month, day, hour, minute, 0, 0).ok()
}

fn place(exif: &Exif) -> Option<(f64, f64)> {
    let north = degrees(exif, (Tag::GPSLatitude, Tag::GPSLatitudeRef), (b'S', 90.0))?;
    let east = degrees(exif, (Tag::GPSLongitude, Tag::GPSLongitudeRef), (b'W', 180.0))?;
    // A camera that does not know where it is says the middle of the ocean.
    (north.abs() > 0.0 || east.abs() > 0.0).then_some((north, east))
}

fn degrees(exif: &Exif, (tag, side): (Tag, Tag), (other, most): (u8, f64)) -> Option<f64> {
    let Value::Rational(parts) = &exif.get_field(tag, In::PRIMARY)?.value else { return None };
    let [degrees, minutes, seconds] = parts.as_slice() else { return None };
    let parts = [(degrees, 1.0), (minutes, 60.0), (seconds, 3600.0)];
    let sum: f64 = parts.iter().map(|(part, unit)| Rational::to_f64(part) / unit).sum();
    let Value::Ascii(side) = &exif.get_field(side, In::PRIMARY)?.value else { return None };
    let turned = *side.first()?.first()? == other;
    let found = if turned { -sum } else { sum };
    (found.is_finite() && found.abs() <= most).then_some(found)
}

impl Vault {
    /// Keeps what a picture that was checked says of itself.
    pub(crate) async fn read_claims(
        &self,
        scope: &Scope,
        id: &FileId,
        blob: &Blob,
    ) -> std::result::Result<(), Problem> {
        let Some(said) = self.previewed(&["--claims"], (blob, LENGTH)).await else { return Ok(()) };
        let Ok(claims) = serde_json::from_slice::<Claims>(&said) else { return Ok(()) };
        if claims.says_nothing() { Ok(()) } else { self.note_claims(scope, id, claims).await }
    }

    /// Writes down what a picture says of itself, for staff.
    pub async fn note_claims(
        &self,
        scope: &Scope,
        id: &FileId,
        claims: Claims,
    ) -> std::result::Result<(), Problem> {
        let mut tx = self.station.begin(scope).await?;
        let sealed = claims.seal(&tx, id)?;
        store::checks::has_claims(&mut tx, id, &sealed).await?;
        tx.commit_upkeep(Upkeep::Files).await
    }
}

#[cfg(test)]
mod tests {
    use super::{Claims, read, render};
    use exif::experimental::Writer;
    use exif::{Field, In, Rational, Tag, Value};
    use image::{ImageFormat, RgbImage};
    use std::io::Cursor;

    fn field(tag: Tag, value: Value) -> Field {
        Field { tag, ifd_num: In::PRIMARY, value }
    }

    fn text(text: &str) -> Value {
        Value::Ascii(vec![text.as_bytes().to_vec()])
    }

    fn angle(degrees: u32, minutes: u32, seconds: u32) -> Value {
        Value::Rational([degrees, minutes, seconds].map(|num| Rational { num, denom: 1 }).to_vec())
    }

    /// The block of a camera that says when and where.
    fn block(taken: &str, degrees: u32) -> Vec<u8> {
        let fields = [
            field(Tag::DateTimeOriginal, text(taken)),
            field(Tag::GPSLatitude, angle(degrees, 44, 36)),
            field(Tag::GPSLatitudeRef, text("N")),
            field(Tag::GPSLongitude, angle(0, 20, 6)),
            field(Tag::GPSLongitudeRef, text("W")),
        ];
        let mut writer = Writer::new();
        for field in &fields {
            writer.push_field(field);
        }
        let mut block = Cursor::new(Vec::new());
        writer.write(&mut block, false).unwrap();
        block.into_inner()
    }

    fn plain() -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        RgbImage::new(40, 30).write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
        bytes.into_inner()
    }

    /// A photo with such a block.
    fn photo(block: &[u8]) -> Vec<u8> {
        let block = [b"Exif\0\0", block].concat();
        let length = u16::try_from(block.len() + 2).unwrap().to_be_bytes();
        let plain = plain();
        [&plain[..2], &[0xff, 0xe1], &length[..], &block[..], &plain[2..]].concat()
    }

    #[test]
    fn a_photo_says_when_and_where_it_was_taken() {
        let photo = photo(&block("2026:06:04 02:10:33", 53));
        let claims = read(photo.clone());
        assert_eq!(claims.taken.unwrap().to_string(), "2026-06-04T02:10:00");
        let (north, east) = claims.place.unwrap();
        assert!((north - 53.743_333).abs() < 0.001 && (east + 0.335).abs() < 0.001, "{claims:?}");
        let mut said = Vec::new();
        render(&photo[..], &mut said).unwrap();
        assert_eq!(serde_json::from_slice::<Claims>(&said).unwrap(), claims);
    }

    #[test]
    fn what_cannot_be_is_not_said() {
        for bytes in [plain(), Vec::new(), b"Dear officer".to_vec()] {
            assert_eq!(read(bytes), Claims::default());
        }
        assert_eq!(read(photo(&block("2026:13:45 99:10:33", 53))).taken, None);
        assert_eq!(read(photo(&block("2026:06:04 02:10:33", 953))).place, None);
        let whole = photo(&block("2026:06:04 02:10:33", 53));
        for end in 0..whole.len() {
            let _nothing_breaks = read(whole[..end].to_vec());
        }
    }

    #[test]
    fn a_preview_says_nothing_of_it() {
        let mut preview = Vec::new();
        let photo = photo(&block("2026:06:04 02:10:33", 53));
        crate::preview::render(&photo[..], &mut preview).unwrap();
        assert_eq!(read(preview), Claims::default());
    }
}
