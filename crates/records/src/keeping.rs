//! How long what is known of somebody is kept: by the person and not by the record, from when they last
//! came to notice.

use crate::retention::Periods;
use crate::role::Role;
use crate::statement::codes;
use jiff::ToSpan;
use jiff::civil::Date;
use kernel::{Instant, Words, words};

words! {
    PUBLIC_PROTECTION { en: "group 1, public protection", cy: "grŵp 1, diogelu'r cyhoedd" }
    SERIOUS { en: "group 2, serious offences", cy: "grŵp 2, troseddau difrifol" }
    OTHER { en: "group 3, other offences", cy: "grŵp 3, troseddau eraill" }
    REST { en: "group 4, victims, witnesses and others", cy: "grŵp 4, dioddefwyr, tystion ac eraill" }
    CONTACT { en: "only told us something", cy: "dim ond wedi dweud rhywbeth wrthym" }
}

/// The age of criminal responsibility, in years.
const RESPONSIBLE: i16 = 10;

codes! {
    /// How long somebody is kept, by why they are known.
    Retention {
        /// Certain public protection matters.
        PublicProtection = "1", PUBLIC_PROTECTION;
        /// Other sexual, violent and serious offences.
        Serious = "2", SERIOUS;
        /// All other offences.
        Other = "3", OTHER;
        /// Victims, witnesses, missing people, intelligence, undetected crime.
        Rest = "4", REST;
        /// Whoever only told us something.
        Contact = "contact", CONTACT;
    }
}

/// One time that somebody came to notice.
#[derive(Clone, Debug)]
pub(crate) struct Notice {
    pub(crate) role: Role,
    /// Of what kind the event was, in small letters.
    pub(crate) category: String,
    /// When it happened.
    pub(crate) at: Instant,
    /// Whether it was something that we were told and nothing more.
    pub(crate) only_told: bool,
    /// Whether it has not ended: somebody is still missing, nobody was found for it.
    pub(crate) open: bool,
}

/// What is known of somebody that says how long they are kept.
#[derive(Clone, Debug)]
pub(crate) struct Nominal {
    pub(crate) born: Option<Date>,
    /// When the first record of them was opened.
    pub(crate) opened_at: Instant,
    pub(crate) notices: Vec<Notice>,
    /// The group that a person put them into.
    pub(crate) by_hand: Option<Retention>,
    /// Until when the last review keeps them.
    pub(crate) kept_until: Option<Instant>,
}

/// How long somebody is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Why they are known.
    pub retention: Retention,
    /// Whether a person put them into this group.
    pub by_hand: bool,
    /// Since when the clear period runs.
    pub since: Instant,
    /// When somebody looks whether it is still needed.
    pub review_at: Instant,
    /// Before when nothing is erased.
    pub not_before: Option<Instant>,
    /// Whether they were under ten when they came to notice for an offence, or are now.
    pub child: bool,
}

/// How long somebody is kept.
pub(crate) fn kept(of: &Nominal, periods: &Periods, now: Instant) -> Kept {
    let (child, offences) = offences(of, now);
    let retention = of.by_hand.unwrap_or_else(|| retention(of, &offences, periods));
    let last = |all: &mut dyn Iterator<Item = Instant>| all.max().unwrap_or(of.opened_at);
    let since = match retention {
        Retention::PublicProtection | Retention::Serious | Retention::Other
            if !offences.is_empty() =>
        {
            last(&mut offences.iter().map(|it| it.at))
        }
        _ => last(&mut of.notices.iter().map(|it| it.at)),
    };
    let clear = match retention {
        Retention::PublicProtection => periods.public_protection.review,
        Retention::Serious => periods.serious.clear,
        Retention::Other => periods.other.clear,
        Retention::Rest => periods.rest.clear,
        Retention::Contact => periods.contact.clear,
    };
    let clear = if child { clear.min(periods.child.review) } else { clear };
    let review_at = of.kept_until.map_or(later(since, clear), |kept| kept.max(later(since, clear)));
    let not_before = not_before(of, (retention, since), periods);
    Kept { retention, by_hand: of.by_hand.is_some(), since, review_at, not_before, child }
}

/// What somebody came to notice for as a suspect or worse, when they were old enough; and whether they
/// were not for some of it, or are not now.
fn offences(of: &Nominal, now: Instant) -> (bool, Vec<&Notice>) {
    let is_offence =
        |it: &&Notice| matches!(it.role, Role::Suspect | Role::Offender | Role::Detained);
    let too_young = |at: Instant| of.born.is_some_and(|born| age(born, at) < RESPONSIBLE);
    let all = || of.notices.iter().filter(is_offence);
    let child = too_young(now) || all().any(|it| too_young(it.at));
    (child, all().filter(|it| !too_young(it.at)).collect())
}

fn retention(of: &Nominal, offences: &[&Notice], periods: &Periods) -> Retention {
    let worst = offences.iter().map(|it| periods.categories.of(&it.category));
    if let Some(worst) = worst.min_by_key(|it| it.code()) {
        return worst;
    }
    let only_told = of.notices.iter().all(|it| it.only_told && it.role == Role::Reported);
    if only_told { Retention::Contact } else { Retention::Rest }
}

/// Before when nothing is erased, whoever looks.
fn not_before(
    of: &Nominal,
    (retention, since): (Retention, Instant),
    periods: &Periods,
) -> Option<Instant> {
    let undetected = |it: &&Notice| {
        it.open
            && periods.categories.of(&it.category) != Retention::Other
            && !it.category.is_empty()
    };
    let undetected = of.notices.iter().filter(undetected).map(|it| it.at).max();
    let undetected = undetected.map(|at| later(at, periods.rest.undetected_serious));
    // As long as somebody is missing, nobody knows what of it will be needed.
    let missing = of.notices.iter().any(|it| it.open && it.role == Role::MissingIn);
    let missing = missing.then(|| later(since, periods.public_protection.until_age));
    let hundred = (retention == Retention::PublicProtection).then(|| {
        let years = periods.public_protection.until_age;
        let born = of.born.and_then(|born| born.checked_add(i64::from(years).years()).ok());
        let birthday = born.and_then(|date| date.to_zoned(jiff::tz::TimeZone::UTC).ok());
        birthday.map_or(later(since, years), |at| Instant::new(at.timestamp()))
    });
    [undetected, missing, hundred].into_iter().flatten().max()
}

/// So many years later, on the clock of a police station.
pub(crate) fn later(at: Instant, years: u16) -> Instant {
    let later = at.in_london().checked_add(i64::from(years).years());
    later.map_or(at, |later| Instant::new(later.timestamp()))
}

fn age(born: Date, at: Instant) -> i16 {
    let day = at.in_london().date();
    let had_birthday = (day.month(), day.day()) >= (born.month(), born.day());
    day.year() - born.year() - i16::from(!had_birthday)
}

#[cfg(test)]
mod tests;
