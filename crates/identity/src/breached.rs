//! Passwords that were stolen somewhere: a file of SHA-1 hashes, in order, one a line, as
//! `HASH:count`. It has tens of gigabytes, so it is searched by halves where it lies.
//!
//! SHA-1 is how the world's list is written; nothing rests on its strength.

use sha1::{Digest, Sha1};
use station::secrets;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// The most bytes of a line: a hash, a colon, a count.
const LONGEST_LINE: usize = 80;

/// Where the list lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List(PathBuf);

impl List {
    /// The list in a file.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// Whether a password is in it. Reads some forty lines; fails when the file cannot be read or is no
    /// such list.
    pub fn holds(&self, password: &str) -> io::Result<bool> {
        let wanted = secrets::hex(&Sha1::digest(password.as_bytes())).to_ascii_uppercase();
        let file = File::open(&self.0)?;
        // The first line that is not before the wanted one begins at `low` or after it, and before
        // `high`.
        let (mut low, mut high) = (0, file.metadata()?.len());
        let mut lines = BufReader::with_capacity(2 * LONGEST_LINE, file);
        while low < high {
            let middle = low + (high - low) / 2;
            let Some((begin, end, hash)) = line_from(&mut lines, middle)? else {
                high = middle;
                continue;
            };
            match hash.cmp(&wanted) {
                std::cmp::Ordering::Equal => return Ok(true),
                std::cmp::Ordering::Less => low = end,
                // Nothing between the middle and this line begins a line.
                std::cmp::Ordering::Greater if begin >= high => high = middle,
                std::cmp::Ordering::Greater => high = middle.min(begin),
            }
        }
        Ok(false)
    }

    /// Whether the file can be read and looks like such a list.
    pub fn is_there(&self) -> io::Result<()> {
        let mut lines = BufReader::with_capacity(2 * LONGEST_LINE, File::open(&self.0)?);
        line_from(&mut lines, 0)?.map(|_| ()).ok_or_else(not_a_list)
    }
}

/// The first line that begins at a place or after it: where it begins, where it ends, its hash. Nothing at
/// the end of the file.
fn line_from(lines: &mut BufReader<File>, place: u64) -> io::Result<Option<(u64, u64, String)>> {
    let mut text = Vec::with_capacity(LONGEST_LINE);
    let mut begin = place.saturating_sub(1);
    lines.seek(SeekFrom::Start(begin))?;
    if place > 0 {
        // What is read away is the end of the line before, if only its newline.
        begin += length(lines.read_until(b'\n', &mut text)?)?;
        text.clear();
    }
    let read = length(lines.read_until(b'\n', &mut text)?)?;
    if read == 0 {
        return Ok(None);
    }
    let text = str::from_utf8(&text).map_err(|_| not_a_list())?;
    let hash = text.split(':').next().unwrap_or_default().trim();
    if hash.len() != 40 || !hash.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(not_a_list());
    }
    Ok(Some((begin, begin + read, hash.to_ascii_uppercase())))
}

fn length(read: usize) -> io::Result<u64> {
    u64::try_from(read).map_err(io::Error::other)
}

fn not_a_list() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "not a list of SHA-1 hashes in order")
}

#[cfg(test)]
mod tests {
    use super::List;
    use sha1::{Digest, Sha1};
    use station::secrets::hex;
    use std::fmt::Write as _;

    fn list(passwords: &[String]) -> (tempfile::TempDir, List) {
        let hash = |password: &String| hex(&Sha1::digest(password.as_bytes())).to_uppercase();
        let mut hashes: Vec<String> = passwords.iter().map(hash).collect();
        hashes.sort();
        let text = hashes.iter().enumerate().fold(String::new(), |mut text, (at, hash)| {
            // Counts are of any length, so lines are too.
            let _ = writeln!(text, "{hash}:{}", 7_u64.pow(u32::try_from(at % 9).unwrap()));
            text
        });
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("list"), text).unwrap();
        let list = List::at(&folder.path().join("list"));
        (folder, list)
    }

    #[test]
    fn each_password_of_a_list_is_found_and_no_other() {
        for size in [0_u32, 1, 2, 3, 10, 257] {
            let known: Vec<String> = (0..size).map(|number| format!("password {number}")).collect();
            let (_folder, list) = list(&known);
            assert!(known.iter().all(|it| list.holds(it).unwrap()), "{size}");
            let others = (0..300).map(|number| format!("another {number}"));
            assert!(!others.into_iter().any(|it| list.holds(&it).unwrap()), "{size}");
        }
    }

    #[test]
    fn what_is_no_list_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list");
        assert!(List::at(&path).holds("x").is_err());
        std::fs::write(&path, "one\ntwo\n").unwrap();
        assert!(List::at(&path).holds("x").is_err());
        assert!(List::at(&path).is_there().is_err());
    }

    #[test]
    fn a_list_may_end_without_a_newline_and_be_written_in_small_letters() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list");
        std::fs::write(&path, "5baa61e4c9b93f3f0682250b6cf8331b7ee68fd8:3").unwrap();
        assert!(List::at(&path).holds("password").unwrap());
        assert!(!List::at(&path).holds("Password").unwrap());
    }
}
