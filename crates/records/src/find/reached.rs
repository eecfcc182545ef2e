//! Which records may be meant: by their own tokens, and by those of what they are linked to.

use super::board::{Board, by_token};
use super::query::{Term, Wanted, wanted};
use crate::store;
use kernel::{EntityId, Problem};
use station::Tx;
use std::collections::{BTreeMap, BTreeSet};

/// A token that more records have than this drives no search: it only tells among those that others found.
const LONG: usize = 1_000;
/// Records whose links are followed.
const FOLLOWED: usize = 600;
/// Records that are asked whether they have what many have.
const ASKED: usize = 2_000;

/// The records that may have what was typed.
pub(crate) async fn board(tx: &mut Tx<'_>, terms: &[Term]) -> Result<Board, Problem> {
    let wanted = wanted(terms);
    let by_token = by_token(&wanted);
    let tokens: Vec<i64> = by_token.keys().copied().collect();
    let (mut board, mut rare) = (Board::new(terms), Board::new(terms));
    let mut long = Vec::new();
    for list in store::tokens::lists(tx, &tokens, LONG).await? {
        let is_long = list.ids.len() >= LONG;
        for meant in by_token.get(&list.token).into_iter().flatten() {
            board.note(meant, &list.ids);
            if !is_long {
                rare.note(meant, &list.ids);
            }
        }
        long.extend(Some(list.token).filter(|_| is_long));
    }
    let mut asked = rare.best(ASKED);
    asked.extend(board.best(ASKED));
    note_long(tx, &mut board, (&wanted, &long), &asked).await?;
    if !board.has_whole() && terms.len() > 1 {
        common(tx, &mut board, (terms, &wanted, &long)).await?;
        follow(tx, &mut board, &rare).await?;
        let reached = board.reached();
        note_long(tx, &mut board, (&wanted, &long), &reached).await?;
    }
    Ok(board)
}

/// Takes down which of some records have what many have.
async fn note_long(
    tx: &mut Tx<'_>,
    board: &mut Board,
    (wanted, long): (&[Wanted], &[i64]),
    ids: &[EntityId],
) -> Result<(), Problem> {
    let ids: BTreeSet<EntityId> = ids.iter().take(ASKED).copied().collect();
    let ids: Vec<EntityId> = ids.into_iter().collect();
    if ids.is_empty() || long.is_empty() {
        return Ok(());
    }
    for list in store::tokens::which(tx, long, &ids).await? {
        for meant in wanted.iter().filter(|it| it.token == list.token) {
            board.note(meant, &list.ids);
        }
    }
    Ok(())
}

/// What has two words of which each is common.
async fn common(
    tx: &mut Tx<'_>,
    board: &mut Board,
    (terms, wanted, long): (&[Term], &[Wanted], &[i64]),
) -> Result<(), Problem> {
    let of = |term: usize| -> Vec<i64> {
        let its = wanted.iter().filter(|it| it.terms == [term] && long.contains(&it.token));
        its.map(|it| it.token).collect()
    };
    let mut common: Vec<(f32, Vec<i64>)> =
        terms.iter().enumerate().map(|(place, term)| (term.weight(), of(place))).collect();
    common.retain(|(_, tokens)| !tokens.is_empty());
    common.sort_by(|one, other| other.0.total_cmp(&one.0));
    if let [(_, ones), (_, others), ..] = common.as_slice() {
        let ids = store::tokens::both(tx, (ones, others), LONG / 2).await?;
        note_long(tx, board, (wanted, long), &ids).await?;
    }
    Ok(())
}

/// Follows the links of what is rare, and from people to what is theirs.
async fn follow(tx: &mut Tx<'_>, board: &mut Board, rare: &Board) -> Result<(), Problem> {
    let mut from = rare.best(FOLLOWED);
    if from.is_empty() {
        from = board.best(FOLLOWED / 4);
    }
    let first = store::tokens::linked(tx, &from).await?;
    let mut people: Vec<EntityId> = first.iter().map(|(_, near)| *near).collect();
    people.sort_unstable();
    people.dedup();
    let second = store::tokens::things_of(tx, &people).await?;
    for (far, near) in &first {
        board.reach(*near, *far, None);
    }
    let mut whence = BTreeMap::<EntityId, Vec<EntityId>>::new();
    for (far, near) in first {
        whence.entry(near).or_default().push(far);
    }
    for (mid, thing) in second {
        for far in whence.get(&mid).into_iter().flatten().take(8) {
            board.reach(thing, *far, Some(mid));
        }
    }
    Ok(())
}
