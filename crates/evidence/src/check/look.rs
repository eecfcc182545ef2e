//! Looking at a file's bytes without opening what is in it.

use super::archive;
use super::bytes::Bytes;
use super::sniff::{self, EDGE};
use crate::file::{Kind, Why};
use crate::limits::Limits;
use std::io::{BufReader, Result, Seek, SeekFrom};

/// The most pixels of a side, and altogether, of a picture that we open.
pub(crate) const SIDE: u32 = 16_384;
pub(crate) const PIXELS: u64 = 100_000_000;

/// What a file is, and why a person should look at it, if they should.
pub(super) struct Found {
    pub(super) mime: Option<&'static str>,
    pub(super) why: Option<Why>,
}

/// Looks at a file that its sender says is of a type. Fails only when it cannot be read from the store.
pub(super) fn at(mut bytes: Bytes, declared: &str, limits: &Limits) -> Result<Found> {
    let size = bytes.size();
    let head = bytes.some(0, EDGE)?;
    let tail_at = size.saturating_sub(u64::try_from(EDGE).unwrap_or_default());
    let tail = bytes.some(tail_at, EDGE)?;
    let mime = sniff::mime(&head);
    let found = mime.unwrap_or_default();
    let why = if sniff::is_not(declared, mime) {
        Some(Why::NotItsType)
    } else if size > limits.of(Kind::of(found)) && mime.is_some() {
        Some(Why::Size)
    } else if sniff::is_program(found) {
        Some(Why::NotItsType)
    } else {
        sniff::two_things(found, &head, &tail)
    };
    let why = match why {
        Some(why) => Some(why),
        None => inside(bytes, found)?,
    };
    Ok(Found { mime, why })
}

/// What is found when a file is looked into as what it is.
fn inside(mut bytes: Bytes, mime: &str) -> Result<Option<Why>> {
    bytes.seek(SeekFrom::Start(0))?;
    if mime.starts_with("image/") {
        return pixels(bytes);
    }
    if archive::is_zip(mime) {
        return archive::look(BufReader::new(bytes));
    }
    // Whatever packs and is no zip we cannot look into.
    let packs = [
        "application/gzip",
        "application/x-tar",
        "application/x-bzip2",
        "application/x-xz",
        "application/zstd",
        "application/x-7z-compressed",
        "application/vnd.rar",
        "application/x-iso9660-image",
    ];
    Ok(packs.contains(&mime).then_some(Why::Archive))
}

/// Whether a picture has more pixels than we open, by what its header says. A kind that we do not know
/// is never opened, so it may have as many as it likes.
fn pixels(bytes: Bytes) -> Result<Option<Why>> {
    let reader = image::ImageReader::new(BufReader::new(bytes)).with_guessed_format()?;
    if reader.format().is_none() {
        return Ok(None);
    }
    Ok(match reader.into_dimensions() {
        Ok((wide, high)) => is_too_large(wide, high).then_some(Why::Pixels),
        Err(image::ImageError::IoError(error)) if error.get_ref().is_some() => return Err(error),
        Err(_) => Some(Why::Unreadable),
    })
}

/// Whether a picture has more pixels than we open.
pub(crate) fn is_too_large(wide: u32, high: u32) -> bool {
    wide > SIDE || high > SIDE || u64::from(wide) * u64::from(high) > PIXELS
}
