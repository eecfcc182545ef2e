//! Pairs of records that may be of the same one: found by matching, decided by people.

use crate::merge::{Evidence, NewMerge, REASON, merge};
use crate::protection::{Head, admit};
use crate::read::{Neighbour, neighbours};
use crate::statement::codes;
use crate::{By, distinction, store};
use kernel::{EntityId, Instant, Problem, Thing, Words, words};
use rights::protection::Sight;
use rights::{Right, Staff};
use serde_json::{Value, json};
use station::{Act, Entry, Tx};
use std::collections::BTreeSet;

words! {
    BEYOND_DOUBT { en: "the same by their numbers, name and date", cy: "yr un un yn ôl eu rhifau, enw a dyddiad" }
    ASK { en: "somebody has to look", cy: "mae'n rhaid i rywun edrych" }
    SAME { en: "the same", cy: "yr un un" }
    DIFFERENT { en: "not the same", cy: "nid yr un un" }
    UNSURE { en: "not sure", cy: "ddim yn siŵr" }
}

codes! {
    /// How sure matching is.
    Band {
        /// Beyond doubt: by strong identifiers, name and date together.
        Same = "same", BEYOND_DOUBT;
        /// A person has to look.
        Ask = "ask", ASK;
    }
}

codes! {
    /// What a person said of a pair.
    Answer {
        /// They are one.
        Same = "same", SAME;
        /// They are not.
        Different = "different", DIFFERENT;
        /// Somebody else may know.
        Unsure = "unsure", UNSURE;
    }
}

/// What matching found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// A record.
    pub one: EntityId,
    /// The other.
    pub other: EntityId,
    /// In bits: nought is evens.
    pub weight: f64,
    /// The same as a probability.
    pub probability: f64,
    /// How sure that is.
    pub band: Band,
    /// What was compared, line by line: see [`lines`].
    pub explanation: Value,
}

/// A pair for a person to look at.
#[derive(Clone, Debug)]
pub struct Suggestion {
    /// What was found.
    pub found: Found,
    /// When.
    pub found_at: Instant,
    /// What was said of it: nothing yet, or that somebody was unsure.
    pub answer: Option<Answer>,
    /// Why, in their words.
    pub note: String,
}

/// A pair with what each is called.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The pair.
    pub suggestion: Suggestion,
    /// The record with the smaller id.
    pub one: Head,
    /// The other.
    pub other: Head,
}

/// One line of an explanation, in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What was compared.
    pub field: [String; 2],
    /// How it came out.
    pub finding: [String; 2],
    /// What that is worth, in bits.
    pub bits: f64,
}

/// The lines of an explanation as it is stored: `[{"field": […], "finding": […], "bits": …}]`, each in
/// English and in Welsh.
#[must_use]
pub fn lines(explanation: &Value) -> Vec<Line> {
    let text = |value: &Value, key: &str| {
        let said = |place: usize| value.get(key)?.get(place)?.as_str().map(str::to_owned);
        Some([said(0)?, said(1)?])
    };
    let line = |value: &Value| {
        Some(Line {
            field: text(value, "field")?,
            finding: text(value, "finding")?,
            bits: value.get("bits")?.as_f64()?,
        })
    };
    explanation.as_array().map(|all| all.iter().filter_map(line).collect()).unwrap_or_default()
}

/// Pairs on one page.
const PAGE: usize = 50;

/// What waits for somebody to look, the surest first: pairs of which they may join both.
pub async fn suggestions(tx: &mut Tx<'_>, staff: &Staff) -> Result<Vec<Pair>, Problem> {
    staff.require(Right::MergeRecords)?;
    let mut sight = Sight::of(tx, staff, Right::MergeRecords).await?;
    let limit = i64::try_from(PAGE).map_err(Problem::broken)?;
    let found = store::suggestions::open(tx, &sight, limit).await?;
    let ids: BTreeSet<EntityId> =
        found.iter().flat_map(|it| [it.found.one, it.found.other]).collect();
    let ids: Vec<EntityId> = ids.into_iter().collect();
    let seen = neighbours(tx, staff, &mut sight, &ids).await?;
    let open = |id: &EntityId| match seen.get(id) {
        Some(Neighbour::Open(head)) => Some((**head).clone()),
        _ => None,
    };
    let pair = |suggestion: Suggestion| {
        let (one, other) = (open(&suggestion.found.one)?, open(&suggestion.found.other)?);
        Some(Pair { suggestion, one, other })
    };
    let pairs: Vec<Pair> = found.into_iter().filter_map(pair).collect();
    let entry = Entry::new(Act::Consultation, "suggestions_seen", "records", "suggestions");
    tx.journal(entry.with(json!({ "suggestions": pairs.len() }))).await?;
    Ok(pairs)
}

/// One pair, whether it was suggested or somebody holds two records side by side of their own accord.
pub async fn pair(
    tx: &mut Tx<'_>,
    staff: &Staff,
    (one, other): (EntityId, EntityId),
) -> Result<(Head, Head, Option<Suggestion>), Problem> {
    let (this, _) = admit(tx, staff, one, Right::MergeRecords).await?;
    let (that, _) = admit(tx, staff, other, Right::MergeRecords).await?;
    Ok((this, that, store::suggestions::one(tx, (one, other)).await?))
}

/// A person says of a pair whether it is the same one.
pub async fn answer(
    tx: &mut Tx<'_>,
    staff: &Staff,
    (one, other): (EntityId, EntityId),
    (answer, why): (Answer, &str),
) -> Result<(), Problem> {
    let by = By::Staff(staff);
    match answer {
        Answer::Same => {
            let found = store::suggestions::one(tx, (one, other)).await?;
            let evidence = found.map(|it| evidence(&it.found));
            let new = NewMerge { one, other, shown: one, why: why.to_owned(), evidence };
            merge(tx, by, &new).await.map(|_| ())
        }
        Answer::Different => distinction::tell_apart(tx, by, (one, other), why).await,
        Answer::Unsure => unsure(tx, staff, (one, other), why).await,
    }
}

pub(crate) fn evidence(found: &Found) -> Evidence {
    Evidence { weight: found.weight, explanation: found.explanation.clone() }
}

async fn unsure(
    tx: &mut Tx<'_>,
    staff: &Staff,
    (one, other): (EntityId, EntityId),
    why: &str,
) -> Result<(), Problem> {
    admit(tx, staff, one, Right::MergeRecords).await?;
    admit(tx, staff, other, Right::MergeRecords).await?;
    if !(REASON.0..=REASON.1).contains(&why.trim().chars().count()) {
        return Err(Problem::Conflict("unsure without a reason"));
    }
    let note = (Answer::Unsure.code(), Some(staff.account()), why);
    if !store::suggestions::answer(tx, (one, other), note).await? {
        return Err(Problem::NotFound(Thing::Record));
    }
    let entry = Entry::new(Act::Alteration, "records_pair_unsure", "record", one);
    tx.journal(entry.with(json!({ "with": other, "why": why }))).await
}
