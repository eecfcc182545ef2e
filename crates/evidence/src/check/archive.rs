//! Archives, counted while they are unpacked into nothing.

use crate::file::Why;
use std::io::{Cursor, Read, Result, Seek};
use zip::ZipArchive;
use zip::result::ZipError;

/// The most things in an archive, with those in archives inside it.
const ENTRIES: usize = 1000;
/// How many times more than it takes something may be.
const RATIO: u64 = 100;
/// Below how many bytes a ratio tells nothing: a page of spaces is harmless.
const SMALL: u64 = 1024 * 1024;
/// The most bytes that all of it may be.
const UNPACKED: u64 = 500 * 1024 * 1024;
/// The largest archive inside an archive that we look into.
const INNER: u64 = 16 * 1024 * 1024;
/// How deep archives may lie in archives.
const DEPTH: u32 = 2;

/// Whether a type is a zip, as office documents are too.
pub(super) fn is_zip(mime: &str) -> bool {
    mime == "application/zip"
        || mime.starts_with("application/vnd.openxmlformats")
        || mime.starts_with("application/vnd.oasis.opendocument")
        || matches!(mime, "application/epub+zip" | "application/java-archive")
}

/// What may still be unpacked.
struct Budget {
    entries: usize,
    bytes: u64,
}

/// Why an archive is to be looked at by a person. Fails only when it cannot be read from the store.
pub(super) fn look(archive: impl Read + Seek) -> Result<Option<Why>> {
    let mut budget = Budget { entries: ENTRIES, bytes: UNPACKED };
    match unpack(archive, 1, &mut budget) {
        Ok(()) => Ok(None),
        // The store's own faults carry what went wrong; a damaged archive's do not.
        Err(Stop::Store(error)) => Err(error),
        Err(Stop::Why(why)) => Ok(Some(why)),
    }
}

enum Stop {
    Store(std::io::Error),
    Why(Why),
}

const TOO_MUCH: Stop = Stop::Why(Why::Archive);

impl From<ZipError> for Stop {
    fn from(error: ZipError) -> Self {
        match error {
            ZipError::Io(error) => error.into(),
            _ => Self::Why(Why::Unreadable),
        }
    }
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        let ours = error.get_ref().and_then(|inner| inner.downcast_ref::<kernel::Problem>());
        if ours.is_some() { Self::Store(error) } else { Self::Why(Why::Unreadable) }
    }
}

fn unpack(
    archive: impl Read + Seek,
    depth: u32,
    budget: &mut Budget,
) -> std::result::Result<(), Stop> {
    let mut archive = ZipArchive::new(archive)?;
    budget.entries = budget.entries.checked_sub(archive.len()).ok_or(TOO_MUCH)?;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(locked)?;
        if entry.encrypted() || entry.is_symlink() || entry.enclosed_name().is_none() {
            return Err(TOO_MUCH);
        }
        let most = most_of(entry.compressed_size()).min(budget.bytes);
        let inner = is_archive(&mut entry)?;
        let unpacked = match inner {
            None => std::io::copy(&mut (&mut entry).take(most + 1), &mut std::io::sink())?,
            Some(_) if depth >= DEPTH => return Err(TOO_MUCH),
            Some(start) => {
                let mut bytes = start;
                (&mut entry).take(most.min(INNER) + 1).read_to_end(&mut bytes)?;
                let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
                if length > INNER {
                    return Err(TOO_MUCH);
                }
                unpack(Cursor::new(bytes), depth + 1, budget)?;
                length
            }
        };
        if unpacked > most {
            return Err(TOO_MUCH);
        }
        budget.bytes = budget.bytes.checked_sub(unpacked).ok_or(TOO_MUCH)?;
    }
    Ok(())
}

/// What is locked we cannot look into.
fn locked(error: ZipError) -> Stop {
    match error {
        ZipError::UnsupportedArchive(_) => TOO_MUCH,
        other => other.into(),
    }
}

/// How many bytes may come of this many.
fn most_of(packed: u64) -> u64 {
    packed.saturating_mul(RATIO).max(SMALL)
}

/// What an entry begins with, if that is an archive. It has been read then.
fn is_archive(entry: &mut impl Read) -> std::result::Result<Option<Vec<u8>>, Stop> {
    let mut start = Vec::new();
    entry.take(4).read_to_end(&mut start)?;
    Ok((start == b"PK\x03\x04").then_some(start))
}

#[cfg(test)]
mod tests {
    use super::look;
    use crate::file::Why;
    use std::io::{Cursor, Write};
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in entries {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn many(count: usize) -> Vec<u8> {
        let names: Vec<String> = (0..count).map(|number| format!("{number}.txt")).collect();
        let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (&**name, &b"x"[..])).collect();
        zip(&entries)
    }

    #[test]
    fn an_archive_is_put_aside_for_what_it_would_unpack_to() {
        let plain = zip(&[("a.txt", b"Dear officer"), ("b/c.txt", b"Yours")]);
        let once = zip(&[("in.zip", &plain)]);
        let twice = zip(&[("in.zip", &once)]);
        let bomb = zip(&[("zeros", &vec![0; 20 * 1024 * 1024])]);
        let hidden = zip(&[("in.zip", &bomb)]);
        for (what, bytes, why) in [
            ("letters", plain.clone(), None),
            ("an archive inside", once, None),
            ("another inside that", twice, Some(Why::Archive)),
            ("a bomb", bomb, Some(Why::Archive)),
            ("a bomb inside", hidden, Some(Why::Archive)),
            ("a thousand", many(1000), None),
            ("one more", many(1001), Some(Why::Archive)),
            ("a way out", zip(&[("../../etc/passwd", b"x")]), Some(Why::Archive)),
            ("half of one", plain[..plain.len() / 2].to_vec(), Some(Why::Unreadable)),
        ] {
            assert_eq!(look(Cursor::new(bytes)).unwrap(), why, "{what}");
        }
    }
}
