//! Adding files to a report that was sent, by a link that opens nothing else.
//!
//! The link holds a token that is made from the report's id and the server's key, so that it can be
//! shown again and need not be kept; what is kept is its hash. Whoever has it can send files and sees
//! those that came with it. They learn nothing of the report.
//!
//! *Invariant:* a file that came belongs to the report in the end, whether or not anybody says that
//! they have finished.

mod join;
mod token;

pub use join::{FilesAdded, join, join_waiting};
pub use token::LinkToken;

use crate::store;
use counter::dates;
use evidence::Owner;
use jiff::SignedDuration;
use kernel::{ForceId, Instant, Language, Problem, ReportId, Thing};
use services::Service;
use station::{Act, Entry, Scope, Station, Tx, Upkeep};

/// How long after its end a link still takes what was begun with it.
const GRACE: SignedDuration = SignedDuration::from_hours(24);

/// A link to add files to a report.
#[derive(Clone, Debug)]
pub struct FilesLink {
    token: LinkToken,
    /// Until when it opens.
    pub ends_at: Instant,
}

impl FilesLink {
    /// The link that somebody opened.
    pub(crate) const fn opened(token: LinkToken, ends_at: Instant) -> Self {
        Self { token, ends_at }
    }

    /// Its path, as pages are declared.
    #[must_use]
    pub fn path(&self, force: &ForceId) -> String {
        format!("/{force}/add/{}", self.token.text())
    }

    /// Until when it opens, in words.
    #[must_use]
    pub fn until(&self, language: Language) -> String {
        dates::date_and_time(self.ends_at, language)
    }

    /// Its whole address, to be opened on any device.
    #[must_use]
    pub fn address(&self, station: &Station, force: &ForceId, language: Language) -> String {
        format!("{}{}{}", station.public_url(), language.prefix(), self.path(force))
    }
}

/// What a link opens.
#[derive(Clone)]
pub struct Opened {
    /// The report that its files are for.
    pub report: ReportId,
    /// Until when it opens.
    pub ends_at: Instant,
    /// Whose the files are that come with it.
    pub owner: Owner,
}

impl Opened {
    /// Whether it is still open at a time.
    #[must_use]
    pub fn is_open(&self, now: Instant) -> bool {
        now < self.ends_at
    }

    /// Whether what was begun with it is still taken.
    #[must_use]
    pub fn is_in_grace(&self, now: Instant) -> bool {
        now < self.stays_until()
    }

    /// How long files that came with it stay before they belong to the report.
    #[must_use]
    pub fn stays_until(&self) -> Instant {
        self.ends_at.plus(GRACE)
    }
}

/// The link to add files to a report that was sent at `submitted_at`: nothing where its service asks
/// for none, or when the time is over. The same each time. Giving it the first time is in the journal.
pub async fn files_link(
    tx: &mut Tx<'_>,
    service: &Service,
    (report, submitted_at): (ReportId, Instant),
) -> Result<Option<FilesLink>, Problem> {
    let Some(later) = services::files_later(service) else { return Ok(None) };
    let ends_at = submitted_at.plus(later);
    if ends_at <= tx.now() {
        return Ok(None);
    }
    let token = LinkToken::of(tx.station(), tx.scope().force(), report);
    let lookup = token.hash(tx.station());
    if store::file_links::insert(tx, report, &lookup, ends_at).await? {
        tx.journal(Entry::new(Act::Disclosure, "files_link_given", "report", report)).await?;
    }
    Ok(Some(FilesLink { token, ends_at }))
}

/// What a token opens. An unknown one and one whose time is over are the same answer.
pub async fn open_link(tx: &mut Tx<'_>, token: &LinkToken) -> Result<Opened, Problem> {
    let lookup = token.hash(tx.station());
    let found = store::file_links::find(tx, &lookup).await?;
    let (report, ends_at) = found.ok_or(Problem::NotFound(Thing::Report))?;
    let opened = Opened { report, ends_at, owner: token.owner() };
    if !opened.is_in_grace(tx.now()) {
        return Err(Problem::NotFound(Thing::Report));
    }
    Ok(opened)
}

/// Writes down that files are about to come with a link, so that they are not forgotten when nobody
/// says that they have finished.
pub async fn expect_files(
    station: &Station,
    scope: &Scope,
    report: ReportId,
) -> Result<(), Problem> {
    let mut tx = station.begin(scope).await?;
    store::file_links::waits(&mut tx, report).await?;
    tx.commit_upkeep(Upkeep::Files).await
}
