//! What is known of somebody is erased: one person asks with a reason, another approves, and the job that
//! listens to that does it once. The row stays, so that nothing points nowhere; nothing stands on it.

use crate::protection::admit;
use crate::{index, review, store};
use kernel::{EntityId, Language, Problem, RequestId, Words, words};
use rights::second::{self, Deed, NewRequest, RequestApproved};
use rights::{Right, Staff};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use station::jobs::{Doing, Job};
use station::{Act, Entry, Event, Tx};

words! {
    SAYS { en: "Erase all that is known of the record {id}", cy: "Dileu popeth sy'n hysbys am y cofnod {id}" }
    MERGED { en: "it counts as one with others; take that back first", cy: "mae'n cyfrif fel un ag eraill; tynnwch hynny'n ôl yn gyntaf" }
    HELD { en: "a legal hold stands on it", cy: "mae ataliad cyfreithiol arno" }
    TOO_EARLY { en: "it is kept until its time, whatever a review says", cy: "fe'i cedwir tan ei amser, beth bynnag a ddywed adolygiad" }
}

/// Erasing a record. Its request's thing is the record's id.
pub const ERASE: Deed = Deed { code: "erasure_carried_out", right: Right::EraseRecords };

/// Why a record cannot be erased now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// It counts as one with others.
    Merged,
    /// A legal hold.
    Held,
    /// Its time has not come, and no review goes past that.
    TooEarly,
}

impl Obstacle {
    /// In words, as in the middle of a sentence.
    #[must_use]
    pub const fn words(self) -> Words {
        match self {
            Self::Merged => MERGED,
            Self::Held => HELD,
            Self::TooEarly => TOO_EARLY,
        }
    }

    const fn code(self) -> &'static str {
        match self {
            Self::Merged => "it counts as one with others",
            Self::Held => "a legal hold stands on it",
            Self::TooEarly => "its time has not come",
        }
    }
}

/// What was known of a record was erased: whoever keeps something beside it forgets it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RecordErased {
    /// The record.
    pub record: EntityId,
}

impl Event for RecordErased {
    const KIND: &'static str = "record_erased";
}

/// Asks for the erasure of a record. Whoever asks has proven lately who they are.
pub async fn ask_to_erase(
    tx: &mut Tx<'_>,
    staff: &Staff,
    entity: EntityId,
    reason: &str,
) -> Result<RequestId, Problem> {
    admit(tx, staff, entity, Right::ReadRecords).await?;
    let (head, rests_on) = admit(tx, staff, entity, Right::EraseRecords).await?;
    if head.erased_at.is_some() {
        return Err(Problem::Conflict("it was erased before"));
    }
    if let Some(obstacle) = obstacle(tx, entity).await? {
        return Err(Problem::Conflict(obstacle.code()));
    }
    let id = entity.to_string();
    let says = [Language::English, Language::Welsh].map(|it| SAYS.fill(it, &[("id", &id)]));
    let request = NewRequest {
        deed: ERASE,
        thing_id: id,
        details: json!({ "rests_on": rests_on }),
        says,
        reason: reason.to_owned(),
    };
    second::ask_for(tx, staff, &request).await
}

/// What stands in the way of erasing a record now.
pub async fn obstacle(tx: &mut Tx<'_>, entity: EntityId) -> Result<Option<Obstacle>, Problem> {
    if store::merged::same_as(tx, entity).await?.len() > 1 {
        return Ok(Some(Obstacle::Merged));
    }
    if !store::holds::standing(tx, &[entity]).await?.is_empty() {
        return Ok(Some(Obstacle::Held));
    }
    let not_before = review::not_before(tx, entity).await?;
    Ok(not_before.filter(|at| *at > tx.now()).map(|_| Obstacle::TooEarly))
}

/// The job that erases what a second person approved.
pub(crate) fn erasing() -> Job {
    Job::new("erase_records", |tx, payload| erase(tx, payload)).on::<RequestApproved>()
}

fn erase<'t>(tx: &'t mut Tx<'_>, payload: Value) -> Doing<'t> {
    Box::pin(async move {
        let approved: RequestApproved = serde_json::from_value(payload).map_err(Problem::broken)?;
        if approved.deed != ERASE.code {
            return Ok(());
        }
        let request = second::use_up(tx, approved.request, ERASE).await?;
        let entity: EntityId = request.thing_id.parse().map_err(Problem::broken)?;
        store::merges::hold(tx, &[entity]).await?;
        // Much may have happened between asking and approving.
        if let Some(obstacle) = obstacle(tx, entity).await? {
            let entry = Entry::new(Act::Alteration, "erasure_stopped", "record", entity);
            let why = json!({ "why": obstacle.code(), "request": approved.request });
            return tx.journal(entry.with(why)).await;
        }
        for end in store::erasure::erase(tx, entity).await? {
            index::changed(tx, end).await?;
        }
        // By what it was found goes too.
        index::changed(tx, entity).await?;
        let both = json!({
            "request": approved.request, "asked_by": request.asked_by,
            "decided_by": request.decided_by, "why": request.reason,
        });
        let entry = Entry::new(Act::Erasure, "record_erased", "record", entity);
        tx.journal(entry.with(both)).await?;
        tx.publish(&RecordErased { record: entity }).await
    })
}
