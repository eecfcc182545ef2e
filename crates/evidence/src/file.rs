//! What a file is.

use crate::claims::Claims;
use kernel::{BlobId, Instant, Problem};
use serde::{Deserialize, Serialize};
use station::{Tx, seal, secrets};

/// A file's id: random, so that nobody guesses one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FileId(String);

impl FileId {
    /// A new one.
    pub(crate) fn draw() -> Result<Self, Problem> {
        Ok(Self(secrets::hex(&secrets::random::<16>()?)))
    }

    /// Reads an id; nothing when it cannot be one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = text.len() == 32 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        fits.then(|| Self(text.to_owned()))
    }

    /// As it stands in answers and addresses.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for FileId {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("no id of a file")
    }
}

impl From<FileId> for String {
    fn from(id: FileId) -> Self {
        id.0
    }
}

impl std::fmt::Display for FileId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whose files these are: the hash of a token that only the sender holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Owner(pub(crate) [u8; 32]);

impl Owner {
    /// The owner who holds a token.
    #[must_use]
    pub fn holding(token: &[u8]) -> Self {
        Self(secrets::sha256(token))
    }

    /// The owner of a file that a program sent: whoever knows its id. Files from the pages are
    /// others', whatever is known of them.
    #[must_use]
    pub fn by_id(file: &FileId) -> Self {
        Self::holding(format!("file by id|{file}").as_bytes())
    }
}

/// What sort of thing a file is, for the limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A photo or another picture.
    Picture,
    /// Video or sound.
    Recording,
    /// Everything else.
    Document,
}

impl Kind {
    /// By a type such as `image/jpeg`.
    #[must_use]
    pub fn of(mime: &str) -> Self {
        match mime.split('/').next() {
            Some("image") => Self::Picture,
            Some("video" | "audio") => Self::Recording,
            _ => Self::Document,
        }
    }
}

/// How far a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// More of it is to come.
    Receiving,
    /// All of it is here, and nobody opens it yet.
    Unscanned,
    /// Our checks found nothing.
    Kept,
    /// Our checks found something; a person looks at it.
    Quarantined(Why),
}

/// Why a file is put aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is not what it says it is.
    NotItsType,
    /// It is two things at once.
    TwoThings,
    /// It unpacks to too much, too many or too deep, or cannot be looked into.
    Archive,
    /// It is a picture of more pixels than we open.
    Pixels,
    /// It is larger than files of its sort may be.
    Size,
    /// The scanner knows it.
    Malware,
    /// What lies here is not what was sent.
    Damaged,
    /// The checks themselves could not be done with it.
    Unreadable,
}

impl Why {
    const ALL: [(Self, &'static str); 8] = [
        (Self::NotItsType, "not_its_type"),
        (Self::TwoThings, "two_things"),
        (Self::Archive, "archive"),
        (Self::Pixels, "pixels"),
        (Self::Size, "size"),
        (Self::Malware, "malware"),
        (Self::Damaged, "damaged"),
        (Self::Unreadable, "unreadable"),
    ];

    /// As it is stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        Self::ALL.iter().find(|(why, _)| *why == self).map_or("unreadable", |(_, code)| *code)
    }
}

impl State {
    /// Whether staff may open it: once it was checked, and not when it would do harm.
    #[must_use]
    pub const fn may_be_opened(self) -> bool {
        match self {
            Self::Receiving | Self::Unscanned | Self::Quarantined(Why::Malware) => false,
            Self::Kept | Self::Quarantined(_) => true,
        }
    }

    /// As it is stored, without the reason.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Receiving => "receiving",
            Self::Unscanned => "unscanned",
            Self::Kept => "kept",
            Self::Quarantined(_) => "quarantined",
        }
    }

    pub(crate) fn of_codes(state: &str, why: Option<&str>) -> Self {
        match state {
            "receiving" => Self::Receiving,
            "kept" => Self::Kept,
            "quarantined" => {
                let named = Why::ALL.iter().find(|(_, code)| Some(*code) == why);
                Self::Quarantined(named.map_or(Why::Unreadable, |(why, _)| *why))
            }
            _ => Self::Unscanned,
        }
    }
}

/// What the sender called a file. It is kept sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// Its name, without a path.
    pub name: String,
    /// The type that the sender's program gave it.
    pub declared: String,
}

/// How many characters of a name are kept.
const NAME: usize = 200;

impl Details {
    /// Of what a browser or a program says: no path, nothing that changes how a line is read, and
    /// not without end.
    #[must_use]
    pub fn new(name: &str, declared: &str) -> Self {
        let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let turning = |c: char| matches!(c, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let plain = last.chars().filter(|c| !c.is_control() && !turning(*c));
        let name: String = plain.take(NAME).collect();
        let name = name.trim();
        let name = if name.is_empty() { "file" } else { name };
        let declared = declared.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let visible = declared.len() <= 100 && declared.bytes().all(|b| b.is_ascii_graphic());
        Self { name: name.to_owned(), declared: if visible { declared } else { String::new() } }
    }

    pub(crate) fn seal(&self, tx: &Tx<'_>, file: &FileId) -> Result<Vec<u8>, Problem> {
        let plain = serde_json::to_vec(self).map_err(Problem::broken)?;
        seal::seal(&key(tx), &context(tx, file), &plain)
    }

    pub(crate) fn open(tx: &Tx<'_>, file: &FileId, sealed: &[u8]) -> Result<Self, Problem> {
        let plain = seal::open(&key(tx), &context(tx, file), sealed);
        let plain = plain.ok_or_else(|| Problem::broken("the name of a file does not open"))?;
        serde_json::from_slice(&plain).map_err(Problem::broken)
    }
}

fn key(tx: &Tx<'_>) -> [u8; 32] {
    tx.station().key().derive("file details")
}

fn context(tx: &Tx<'_>, file: &FileId) -> Vec<u8> {
    format!("file details v1|{}|{file}", tx.force()).into_bytes()
}

/// A file, without its bytes.
#[derive(Clone, Debug)]
pub struct File {
    /// Its id.
    pub id: FileId,
    /// The question that asked for it; empty where none did.
    pub field: String,
    /// What the sender called it.
    pub details: Details,
    /// How far it is.
    pub state: State,
    /// How many bytes it has, or was announced with.
    pub size: u64,
    /// SHA-256 of its bytes, once all are here.
    pub sha256: Option<[u8; 32]>,
    /// The type that its bytes show.
    pub found: Option<String>,
    /// When its last byte was durable, or it was announced.
    pub at: Instant,
    /// Its bytes.
    pub blob: BlobId,
    /// A smaller picture of it.
    pub preview: Option<BlobId>,
    /// What it says of itself, if it is a picture.
    pub claims: Option<Claims>,
    /// Whether it belongs to a report.
    pub attached: bool,
}

#[cfg(test)]
mod tests {
    use super::{Details, FileId};

    #[test]
    fn a_name_loses_its_path_and_what_would_mislead() {
        for (said, name) in [
            ("bike.jpg", "bike.jpg"),
            ("C:\\Users\\Sam\\bike.jpg", "bike.jpg"),
            ("../../etc/passwd", "passwd"),
            ("gpj.\u{202e}exe", "gpj.exe"),
            ("a\r\nb.txt", "ab.txt"),
            ("", "file"),
            ("/", "file"),
        ] {
            assert_eq!(Details::new(said, "").name, name);
        }
        assert_eq!(Details::new(&"x".repeat(5000), "").name.len(), 200);
    }

    #[test]
    fn only_what_we_drew_is_an_id() {
        let id = FileId::draw().unwrap();
        assert_eq!(FileId::parse(id.as_str()), Some(id));
        for other in ["", "x", "../etc", &"A".repeat(32), &"0".repeat(33)] {
            assert_eq!(FileId::parse(other), None, "{other}");
        }
    }
}
