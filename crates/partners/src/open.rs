//! The partner's side: whoever has the link may look, and answers once.

use crate::hand_over::{key_by_link, link_hash, seal_more, unseal};
use crate::handover::{Given, Passed, Reply};
use crate::{Redirected, letter, store};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kernel::{HandoverId, Instant, Problem, Reference, Thing};
use station::{Act, Entry, Tx};

/// The secret of a link.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Token(hidden)")
    }
}

impl Token {
    pub(crate) const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Reads the last part of a link.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok().map(Self)
    }

    /// As the last part of a link.
    #[must_use]
    pub fn text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    pub(crate) const fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// A handover that a partner has open before them.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Which.
    pub id: HandoverId,
    /// Our reference, which the person has too.
    pub reference: Reference,
    /// When it was passed.
    pub made_at: Instant,
    /// Until when the link opens.
    pub until: Instant,
    /// What was passed.
    pub passed: Passed,
    /// Which redirect it was.
    pub of: Redirected,
}

/// A handover as it is kept, for whoever has its link.
pub(crate) struct Kept {
    pub(crate) id: HandoverId,
    pub(crate) code: String,
    pub(crate) made_at: Instant,
    pub(crate) until: Instant,
    pub(crate) sealed: Vec<u8>,
    pub(crate) for_partner: Vec<u8>,
    pub(crate) of: Redirected,
}

/// Shows a partner what was passed to them. The journal has it as a disclosure. A link that is
/// wrong, used or over finds nothing.
pub async fn look(tx: &mut Tx<'_>, token: &Token) -> Result<Opened, Problem> {
    let (opened, _) = open(tx, token).await?;
    store::handovers::mark_opened(tx, opened.id).await?;
    let entry = Entry::new(Act::Disclosure, "handover_shown_to_partner", "handover", opened.id);
    tx.journal(entry).await?;
    Ok(opened)
}

/// The partner takes it, and says what they know it by. The link opens nothing from then on.
pub async fn accept(tx: &mut Tx<'_>, token: &Token, reference: &str) -> Result<Opened, Problem> {
    let reply = Reply::Accepted { reference: reference.to_owned() };
    answer(tx, token, &reply, "handover_accepted").await
}

/// The partner gives it back. The person can go on with us, with every answer in place.
pub async fn give_back(tx: &mut Tx<'_>, token: &Token, given: Given) -> Result<Opened, Problem> {
    answer(tx, token, &Reply::Returned(given), "handover_returned").await
}

async fn answer(
    tx: &mut Tx<'_>,
    token: &Token,
    reply: &Reply,
    verb: &'static str,
) -> Result<Opened, Problem> {
    let (opened, key) = open(tx, token).await?;
    let sealed = seal_more(&key, reply)?;
    let state = match reply {
        Reply::Accepted { .. } => "accepted",
        Reply::Returned(_) => "returned",
    };
    if !store::handovers::answer(tx, opened.id, state, &sealed).await? {
        return Err(Problem::NotFound(Thing::Report));
    }
    tx.journal(Entry::new(Act::Alteration, verb, "handover", opened.id)).await?;
    letter::to_person(tx, &opened).await?;
    Ok(opened)
}

async fn open(tx: &mut Tx<'_>, token: &Token) -> Result<(Opened, [u8; 32]), Problem> {
    let station = tx.station();
    let lookup = link_hash(station, token);
    let kept = store::handovers::by_link(tx, &lookup).await?;
    let kept = kept.ok_or(Problem::NotFound(Thing::Report))?;
    let key = key_by_link(station, token, &kept.for_partner)?;
    let letters = station.forces().get(tx.force()).ok_or(Problem::NotFound(Thing::Force))?.letters;
    let opened = Opened {
        id: kept.id,
        reference: Reference::from_stored(letters, &kept.code).map_err(Problem::broken)?,
        made_at: kept.made_at,
        until: kept.until,
        passed: unseal(&key, &kept.sealed)?,
        of: kept.of,
    };
    Ok((opened, key))
}
