//! How things are linked: first-class, with a role, a reason, a time and a source.

use crate::role::Role;
use crate::statement::{Nature, Origin, Source, codes};
use crate::{By, index, protection, store};
use kernel::{AccountId, EntityId, Instant, LinkId, Problem, Thing, Words, words};
use rights::Right;
use serde_json::json;
use station::{Act, Entry, Tx};

words! {
    CONFIRMED { en: "confirmed", cy: "wedi'i gadarnhau" }
    PROBABLE { en: "probable", cy: "tebygol" }
    POSSIBLE { en: "possible", cy: "posibl" }
}

codes! {
    /// How sure a link is.
    Confidence {
        /// Seen, or proven.
        Confirmed = "confirmed", CONFIRMED;
        /// More likely than not.
        Probable = "probable", PROBABLE;
        /// It may be.
        Possible = "possible", POSSIBLE;
    }
}

/// A link to be made.
#[derive(Clone, Debug)]
pub struct NewLink {
    /// Who or what has the role.
    pub src: EntityId,
    /// What it is to the other.
    pub role: Role,
    /// The other.
    pub dst: EntityId,
    /// Why we think so; may be empty where the source says it all.
    pub reason: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// Fact or opinion.
    pub nature: Nature,
    /// Since when; of a link to an event, when that happened.
    pub valid_from: Instant,
    /// Until when, where it is over.
    pub valid_to: Option<Instant>,
    /// Who said so.
    pub source: Source,
    /// Where that stands.
    pub origin: Option<Origin>,
}

impl NewLink {
    /// A fact that is confirmed.
    #[must_use]
    pub const fn fact(
        (src, role, dst): (EntityId, Role, EntityId),
        valid_from: Instant,
        source: Source,
    ) -> Self {
        Self {
            src,
            role,
            dst,
            reason: String::new(),
            confidence: Confidence::Confirmed,
            nature: Nature::Fact,
            valid_from,
            valid_to: None,
            source,
            origin: None,
        }
    }
}

/// A link as it stands.
#[derive(Clone, Debug)]
pub struct Link {
    /// Its id.
    pub id: LinkId,
    /// Who or what has the role.
    pub src: EntityId,
    /// What it is to the other.
    pub role: Role,
    /// The other.
    pub dst: EntityId,
    /// Why we think so.
    pub reason: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// Fact or opinion.
    pub nature: Nature,
    /// Since when.
    pub valid_from: Instant,
    /// Until when.
    pub valid_to: Option<Instant>,
    /// Who said so.
    pub source: Source,
    /// Where that stands.
    pub origin: Option<Origin>,
    /// When it was written down.
    pub made_at: Instant,
    /// By whom; nobody where it was the program.
    pub made_by: Option<AccountId>,
}

/// Links one thing to another. Whoever does so may write down both; the same link that stands already
/// is that link.
pub async fn link(tx: &mut Tx<'_>, by: By<'_>, new: &NewLink) -> Result<LinkId, Problem> {
    let (src, _) = protection::admit_by(tx, by, new.src, Right::WriteRecords).await?;
    let (dst, rests_on) = protection::admit_by(tx, by, new.dst, Right::WriteRecords).await?;
    if new.src == new.dst || !new.role.joins(src.form.family(), dst.form.family()) {
        return Err(Problem::Conflict("this role does not join these two"));
    }
    if new.valid_to.is_some_and(|end| end < new.valid_from) {
        return Err(Problem::Conflict("a link does not end before it begins"));
    }
    if let Some(stands) = store::links::standing(tx, new).await? {
        return Ok(stands);
    }
    let id = LinkId::new(tx.id());
    store::links::insert(tx, id, new).await?;
    let details = json!({
        "role": new.role.code(), "src": new.src, "dst": new.dst, "rests_on": rests_on,
    });
    tx.journal(Entry::new(Act::Combination, "link_made", "record", new.src).with(details)).await?;
    for end in [new.src, new.dst] {
        index::changed(tx, end).await?;
    }
    Ok(id)
}

/// Takes a link back: it was wrong, or nobody can say any more why it is there.
pub async fn unlink(tx: &mut Tx<'_>, by: By<'_>, id: LinkId, why: &str) -> Result<(), Problem> {
    let found = store::links::one(tx, id).await?.ok_or(Problem::NotFound(Thing::Record))?;
    protection::admit_by(tx, by, found.src, Right::WriteRecords).await?;
    protection::admit_by(tx, by, found.dst, Right::WriteRecords).await?;
    if !store::links::end(tx, (id, by.account()), why).await? {
        return Err(Problem::Conflict("the link was taken back before"));
    }
    let details = json!({ "role": found.role.code(), "dst": found.dst, "why": why });
    tx.journal(Entry::new(Act::Alteration, "link_ended", "record", found.src).with(details))
        .await?;
    for end in [found.src, found.dst] {
        index::changed(tx, end).await?;
    }
    Ok(())
}
