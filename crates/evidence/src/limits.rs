//! How much may be sent. Whoever needs to send more is told how.

use crate::file::Kind;
use kernel::Problem;

/// How large files may be, and how many.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The bytes of a picture.
    pub picture: u64,
    /// The bytes of a document.
    pub document: u64,
    /// The bytes of video or sound.
    pub recording: u64,
    /// How many files one report may have.
    pub files: u64,
    /// How many bytes they may have together.
    pub together: u64,
}

/// Why a file is not taken. Nothing of it is kept, and the report goes on without it.
#[derive(Debug)]
pub enum NotTaken {
    /// It has nothing in it.
    Empty,
    /// It is larger than this many bytes.
    TooLarge(u64),
    /// There are this many already.
    TooMany(u64),
    /// All together would be more than this many bytes.
    TooMuch(u64),
    /// Something else.
    Problem(Problem),
}

impl Default for Limits {
    /// As the handbook of every installation begins: photos of 25 MiB, documents of 50 MiB, video of
    /// 2 GiB, 20 files and 500 MiB altogether.
    fn default() -> Self {
        Self {
            picture: 25 << 20,
            document: 50 << 20,
            recording: 2 << 30,
            files: 20,
            together: 500 << 20,
        }
    }
}

impl From<Problem> for NotTaken {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl Limits {
    /// The most bytes that a file of a kind may have.
    #[must_use]
    pub const fn of(&self, kind: Kind) -> u64 {
        match kind {
            Kind::Picture => self.picture,
            Kind::Document => self.document,
            Kind::Recording => self.recording,
        }
    }

    /// Whether another file may come where there are `files` with `bytes` already, and how many bytes
    /// it may then have.
    pub(crate) fn room(
        &self,
        kind: Kind,
        (files, bytes): (u64, u64),
        length: Option<u64>,
    ) -> Result<u64, NotTaken> {
        let largest = self.of(kind);
        let left = self.together.saturating_sub(bytes);
        match length {
            Some(0) => Err(NotTaken::Empty),
            _ if files >= self.files => Err(NotTaken::TooMany(self.files)),
            Some(length) if length > largest => Err(NotTaken::TooLarge(largest)),
            Some(length) if length > left => Err(NotTaken::TooMuch(self.together)),
            Some(length) => Ok(length),
            None if left == 0 => Err(NotTaken::TooMuch(self.together)),
            None => Ok(largest.min(left)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Limits, NotTaken};
    use crate::file::Kind;

    #[test]
    fn what_may_come_depends_on_what_it_is_and_on_what_is_there() {
        let limits = Limits { picture: 25, document: 50, recording: 2000, files: 3, together: 500 };
        let room = |kind, there, length| match limits.room(kind, there, length) {
            Ok(room) => room.to_string(),
            Err(why) => match why {
                NotTaken::Empty => "empty".to_owned(),
                NotTaken::TooLarge(most) => format!("larger than {most}"),
                NotTaken::TooMany(most) => format!("more than {most}"),
                NotTaken::TooMuch(most) => format!("together over {most}"),
                NotTaken::Problem(problem) => problem.to_string(),
            },
        };
        for (kind, there, length, expected) in [
            (Kind::Picture, (0, 0), Some(25), "25"),
            (Kind::Picture, (0, 0), Some(26), "larger than 25"),
            (Kind::Recording, (0, 0), Some(400), "400"),
            (Kind::Recording, (1, 200), Some(400), "together over 500"),
            (Kind::Document, (3, 3), Some(1), "more than 3"),
            (Kind::Document, (0, 0), Some(0), "empty"),
            (Kind::Document, (0, 0), None, "50"),
            (Kind::Document, (1, 480), None, "20"),
            (Kind::Document, (1, 500), None, "together over 500"),
        ] {
            assert_eq!(room(kind, there, length), expected, "{kind:?} {there:?} {length:?}");
        }
    }
}
