//! The person's side: where what they passed on went, and what became of it.

use crate::hand_over::{code_hash, code_key, key_by_code, unseal};
use crate::handover::{Passed, Reply, Standing};
use crate::store;
use kernel::{AccessCode, HandoverId, Instant, Problem, Reference, Thing};
use station::secrets::same;
use station::{Act, Entry, Tx};

/// What a person sees of what they passed on.
#[derive(Clone, Debug)]
pub struct Story {
    /// When they passed it on.
    pub made_at: Instant,
    /// When the partner first looked.
    pub opened_at: Option<Instant>,
    /// Where it stands.
    pub standing: Standing,
    /// What was passed.
    pub passed: Passed,
    /// Whether they went on with us.
    pub went_on_at: Option<Instant>,
    /// Until when this can be seen.
    pub kept_until: Instant,
}

/// A handover as it is kept, for whoever has its access code.
pub(crate) struct Stored {
    pub(crate) made_at: Instant,
    pub(crate) opened_at: Option<Instant>,
    pub(crate) ended_at: Option<Instant>,
    pub(crate) until: Instant,
    pub(crate) kept_until: Instant,
    pub(crate) went_on_at: Option<Instant>,
    pub(crate) sealed: Vec<u8>,
    pub(crate) reply: Option<Vec<u8>>,
    pub(crate) for_person: Vec<u8>,
}

/// The handover of a reference, and what opens it, for somebody who holds its access code. An
/// unknown reference and a wrong code are the same answer.
pub async fn look_up(
    tx: &mut Tx<'_>,
    reference: &Reference,
    code: &AccessCode,
) -> Result<(HandoverId, [u8; 32]), Problem> {
    let station = tx.station();
    let found = store::handovers::access(tx, reference.code()).await?;
    let (id, kept) = found.map_or((None, vec![0; 32]), |(id, kept)| (Some(id), kept));
    let fits = same(&code_hash(station, code), &kept);
    let id = id.filter(|_| fits).ok_or(Problem::NotFound(Thing::Report))?;
    Ok((id, code_key(station, code)))
}

/// Tells the person. The journal has it as a disclosure.
pub async fn tell(tx: &mut Tx<'_>, id: HandoverId, opens: &[u8; 32]) -> Result<Story, Problem> {
    let kept = store::handovers::by_id(tx, id).await?.ok_or(Problem::NotFound(Thing::Report))?;
    let key = key_by_code(opens, &kept.for_person)?;
    let reply: Option<Reply> =
        kept.reply.as_ref().map(|sealed| unseal(&key, sealed)).transpose()?;
    let standing = standing(reply, kept.ended_at, kept.until, tx.now());
    let story = Story {
        made_at: kept.made_at,
        opened_at: kept.opened_at,
        standing,
        passed: unseal(&key, &kept.sealed)?,
        went_on_at: kept.went_on_at,
        kept_until: kept.kept_until,
    };
    tx.journal(Entry::new(Act::Disclosure, "handover_shown_to_its_person", "handover", id)).await?;
    Ok(story)
}

/// Remembers that the person went on with us.
pub async fn went_on(tx: &mut Tx<'_>, id: HandoverId) -> Result<(), Problem> {
    store::handovers::went_on(tx, id).await?;
    tx.journal(Entry::new(Act::Alteration, "handover_gone_on_from", "handover", id)).await
}

fn standing(
    reply: Option<Reply>,
    ended_at: Option<Instant>,
    until: Instant,
    now: Instant,
) -> Standing {
    let at = ended_at.unwrap_or(until);
    match reply {
        Some(Reply::Accepted { reference }) => Standing::Accepted { at, reference },
        Some(Reply::Returned(given)) => Standing::Returned { at, given },
        None if now >= until => Standing::Unanswered { since: until },
        None => Standing::Waiting { until },
    }
}

#[cfg(test)]
mod tests {
    use super::{Instant, Reply, Standing, standing};
    use crate::handover::{Given, Why};
    use jiff::{SignedDuration, Timestamp};

    fn at(hours: i64) -> Instant {
        Instant::new(Timestamp::UNIX_EPOCH).plus(SignedDuration::from_hours(hours))
    }

    #[test]
    fn what_nobody_answered_in_time_is_back_and_an_answer_stays() {
        let given = Given { why: Why::ForPolice, words: None };
        let accepted = Reply::Accepted { reference: "N 1".to_owned() };
        for (reply, ended, now, stands) in [
            (None, None, 9, Standing::Waiting { until: at(10) }),
            (None, None, 10, Standing::Unanswered { since: at(10) }),
            (
                Some(accepted),
                Some(3),
                20,
                Standing::Accepted { at: at(3), reference: "N 1".to_owned() },
            ),
            (
                Some(Reply::Returned(given.clone())),
                Some(4),
                20,
                Standing::Returned { at: at(4), given },
            ),
        ] {
            let stood = standing(reply, ended.map(at), at(10), at(now));
            assert_eq!(stood, stands, "{now}");
        }
    }
}
