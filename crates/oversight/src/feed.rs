//! What a person is told of who looked at their report: what they were there for, when and why. Never a
//! name; never what was refused; never who looked at the looking.

use crate::store;
use jiff::SignedDuration;
use kernel::{AccountId, ContactId, Instant, Problem, Purpose, ReportId};
pub use rights::Role;
use rights::{Right, Staff};
use serde_json::json;
use station::journal::{self, By, Written};
use station::{Act, Entry, Tx};

/// After how many hours a look is shown, where the force set nothing.
pub const USUAL_DELAY: i32 = 24;
/// The longest that a report's feed can be held back at a time.
pub const LONGEST_HOLD: SignedDuration = SignedDuration::from_hours(24 * 366);
/// How long the looks of one colleague for one purpose count as one.
const ONE_LOOK: SignedDuration = SignedDuration::from_mins(30);
/// The most entries that are read for a person.
const READ: usize = 1000;
/// The most lines that a person is shown.
const SHOWN: usize = 50;

/// One look, as the person may know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// When.
    pub at: Instant,
    /// What whoever looked is there for.
    pub role: Role,
    /// Why, as [`Purpose::code`].
    pub purpose: String,
}

/// A feed that is held back, so that nobody is warned.
#[derive(Clone, Debug)]
pub struct Hold {
    /// Until when.
    pub until: Instant,
    /// Why, in the words of whoever held it.
    pub reason: String,
    /// Who held it.
    pub by: AccountId,
    /// Since when.
    pub at: Instant,
}

/// After how many hours looks are shown in the force.
pub async fn delay(tx: &mut Tx<'_>) -> Result<i32, Problem> {
    Ok(store::feed::delay(tx).await?.unwrap_or(USUAL_DELAY))
}

/// Sets after how many hours looks are shown.
pub async fn set_delay(tx: &mut Tx<'_>, staff: &Staff, hours: i32) -> Result<(), Problem> {
    staff.require(Right::FollowUp)?;
    store::feed::set_delay(tx, hours, staff.account()).await?;
    let entry = Entry::new(Act::Alteration, "feed_delay_set", "setting", "feed_delay");
    tx.journal(entry.with(json!({ "hours": hours }))).await
}

/// The hold of a report that holds now.
pub async fn held(tx: &mut Tx<'_>, report: ReportId) -> Result<Option<Hold>, Problem> {
    let now = tx.now();
    Ok(store::feed::hold(tx, report).await?.filter(|hold| hold.until > now))
}

/// Holds a report's feed back until a moment, with a reason; a moment that has passed lets it go.
pub async fn hold(
    tx: &mut Tx<'_>,
    staff: &Staff,
    report: ReportId,
    (until, reason): (Instant, &str),
) -> Result<(), Problem> {
    staff.require(Right::FollowUp)?;
    let at = tx.now();
    let (by, reason) = (staff.account(), reason.trim().to_owned());
    store::feed::put_hold(tx, report, &Hold { until, reason, by, at }).await?;
    let verb = if until > at { "feed_held" } else { "feed_let_go" };
    let entry = Entry::new(Act::Alteration, verb, "report", report);
    tx.journal(entry.with(json!({ "until": until }))).await
}

/// Who looked at a person's report, the latest first, as far as they are told. That they were told is in
/// the journal, where there is something to tell.
pub async fn tell(
    tx: &mut Tx<'_>,
    report: ReportId,
    contact: Option<ContactId>,
) -> Result<Vec<Seen>, Problem> {
    let delay = SignedDuration::from_hours(i64::from(delay(tx).await?));
    let since_held = held(tx, report).await?.map(|hold| hold.at);
    let until = shown_until(tx.now(), delay, since_held);
    let contact = contact.map(|id| ("contact", id.to_string()));
    let things: Vec<_> = contact.into_iter().chain([("report", report.to_string())]).collect();
    let entries = journal::about(tx, &things, None, READ).await?;
    let looks = looks(&entries, until);
    let mut seen = Vec::new();
    for look in looks.into_iter().take(SHOWN) {
        let By::Staff(account) = look.by else { continue };
        // Whoever reads what is shared works for another force, which alone knows what they are.
        let role = match rights::account_of(tx, account).await {
            Ok(known) => known.standing.roles.first().copied(),
            Err(Problem::NotFound(_)) => None,
            Err(problem) => return Err(problem),
        };
        let Some(role) = role else { continue };
        seen.push(Seen { at: look.at, role, purpose: look.purpose.clone() });
    }
    if !seen.is_empty() {
        let entry = Entry::new(Act::Disclosure, "looks_told_to_person", "report", report);
        tx.journal(entry.with(json!({ "looks": seen.len() }))).await?;
    }
    Ok(seen)
}

/// Before which moment looks are shown. A hold stops the feed where it stood: what was shown stays, and
/// nothing tells that there is a hold.
fn shown_until(now: Instant, delay: SignedDuration, held_since: Option<Instant>) -> Instant {
    let from = held_since.map_or(now, |since| since.min(now));
    from.plus(-delay)
}

/// The looks among entries, the latest first: of colleagues, at the record itself, for their work.
fn looks(entries: &[Written], until: Instant) -> Vec<&Written> {
    let mut shown: Vec<&Written> = Vec::new();
    for entry in entries.iter().filter(|entry| entry.at <= until && is_look(entry)) {
        let same = |one: &&Written| {
            one.by == entry.by && one.purpose == entry.purpose && one.at.since(entry.at) <= ONE_LOOK
        };
        if !shown.iter().any(same) {
            shown.push(entry);
        }
    }
    shown
}

fn is_look(entry: &Written) -> bool {
    entry.act == Act::Consultation
        && matches!(entry.by, By::Staff(_))
        && entry.purpose != Purpose::Oversight.code()
        && matches!(entry.verb.as_str(), "contact_opened_by_staff" | "report_read")
}

#[cfg(test)]
mod tests {
    use super::{is_look, looks, shown_until};
    use jiff::SignedDuration;
    use kernel::{AccountId, Instant, JournalId};
    use serde_json::json;
    use station::Act;
    use station::journal::{By, Written};
    use uuid::Uuid;

    fn at(time: &str) -> Instant {
        Instant::new(format!("2026-06-{time}:00Z").parse().unwrap())
    }

    fn entry(who: u128, time: &str, verb: &str, purpose: &str) -> Written {
        Written {
            id: JournalId::new(Uuid::nil()),
            at: at(time),
            by: By::Staff(AccountId::new(Uuid::from_u128(who))),
            purpose: purpose.to_owned(),
            act: Act::Consultation,
            verb: verb.to_owned(),
            thing: "contact".to_owned(),
            thing_id: "1".to_owned(),
            details: json!({}),
        }
    }

    #[test]
    fn a_look_is_shown_after_the_delay_and_a_hold_stops_the_feed_where_it_stood() {
        let delay = SignedDuration::from_hours(24);
        assert_eq!(shown_until(at("04T10:00"), delay, None), at("03T10:00"));
        assert_eq!(shown_until(at("04T10:00"), delay, Some(at("03T12:00"))), at("02T12:00"));
        assert_eq!(shown_until(at("04T10:00"), delay, Some(at("05T12:00"))), at("03T10:00"));
    }

    #[test]
    fn what_is_opened_again_and_again_is_one_look_and_the_report_within_is_the_same() {
        let entries = [
            entry(1, "04T10:20", "contact_opened_by_staff", "contact_handling"),
            entry(1, "04T10:20", "report_read", "contact_handling"),
            entry(2, "04T10:10", "contact_opened_by_staff", "contact_handling"),
            entry(1, "04T10:00", "contact_opened_by_staff", "contact_handling"),
            entry(1, "04T08:00", "contact_opened_by_staff", "contact_handling"),
        ];
        let shown = |until| looks(&entries, until).iter().map(|it| it.at).collect::<Vec<_>>();
        assert_eq!(shown(at("04T12:00")), [at("04T10:20"), at("04T10:10"), at("04T08:00")]);
        assert_eq!(shown(at("04T09:00")), [at("04T08:00")]);
    }

    #[test]
    fn what_was_refused_and_who_looked_at_the_looking_is_never_told() {
        let work = "contact_handling";
        assert!(is_look(&entry(1, "04T10:00", "contact_opened_by_staff", work)));
        for (verb, purpose) in [
            ("refused_by_policy", work),
            ("looks_at_record_seen", "oversight"),
            ("contact_opened_by_staff", "oversight"),
        ] {
            assert!(!is_look(&entry(1, "04T10:00", verb, purpose)), "{verb} {purpose}");
        }
        let job = Written {
            by: By::System("open_contact".to_owned()),
            ..entry(1, "04T10:00", "report_read", "delivery")
        };
        assert!(!is_look(&job));
    }
}
