//! Whether two events are one thing that happened: what speaks for it and against it, in bits.
//!
//! A bit is a power of two: how many times likelier it is to see what we see if the two are one than if they
//! are not. Every reason has its bits, so that whoever decides sees what the program saw.

use super::Traits;
use jiff::SignedDuration;
use kernel::{EntityId, Language, Words, words};
use serde::{Deserialize, Serialize};

words! {
    AT_ONCE { en: "within a minute of each other", cy: "o fewn munud i'w gilydd" }
    MINUTES { en: "{count} minutes apart", cy: "{count} munud ar wahân" }
    SAME_PLACE { en: "at the same place", cy: "yn yr un lle" }
    METRES { en: "{count} metres apart", cy: "{count} metr ar wahân" }
    FAR { en: "{count} metres apart, which is far", cy: "{count} metr ar wahân, sy'n bell" }
    SAME_POSTCODE { en: "in the same postcode", cy: "yn yr un cod post" }
    OTHER_POSTCODE { en: "in different postcodes", cy: "mewn codau post gwahanol" }
    SAME_KIND { en: "of the same kind", cy: "o'r un math" }
    OTHER_KIND { en: "of different kinds", cy: "o fathau gwahanol" }
    SAME_THING { en: "with the same vehicle or thing", cy: "gyda'r un cerbyd neu beth" }
    OTHER_THINGS { en: "with different vehicles or things", cy: "gyda cherbydau neu bethau gwahanol" }
    SAME_TELLER { en: "told from the same number or address", cy: "wedi'u dweud o'r un rhif neu gyfeiriad" }
    WORDS { en: "{count} of the same words were used", cy: "defnyddiwyd {count} o'r un geiriau" }
}

/// What each finding is worth: the thresholds, as data.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// Up to so many minutes apart, and what that is worth: the nearest first.
    pub minutes: &'static [(i64, f32)],
    /// Up to so many metres apart, and what that is worth: the nearest first.
    pub metres: &'static [(i64, f32)],
    /// Further apart than the last of these.
    pub far: f32,
    /// The same record of a place.
    pub same_place: f32,
    /// The same postcode, or another, where no point is known.
    pub postcode: (f32, f32),
    /// The same kind, or another.
    pub kind: (f32, f32),
    /// A vehicle or thing in common, or only different ones.
    pub things: (f32, f32),
    /// The same telephone or address told of both.
    pub teller: f32,
    /// Each word in common, and the most that all of them are worth.
    pub words: (f32, f32),
    /// From so many bits on, somebody is asked.
    pub ask: f32,
}

impl Scale {
    /// What holds unless a force says otherwise.
    pub const NATIONAL: Self = Self {
        minutes: &[(1, 7.0), (5, 6.0), (15, 5.0), (30, 3.0), (60, 1.0)],
        metres: &[(50, 7.0), (200, 5.0), (500, 2.0)],
        far: -8.0,
        same_place: 8.0,
        postcode: (5.0, -2.0),
        kind: (3.0, -1.0),
        things: (10.0, -2.0),
        teller: 2.0,
        words: (1.5, 7.5),
        ask: 12.0,
    };

    /// Further apart than this, two events are not compared.
    #[must_use]
    pub fn window(&self) -> SignedDuration {
        SignedDuration::from_mins(self.minutes.last().map_or(0, |(minutes, _)| *minutes))
    }
}

/// Something that speaks for or against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// So many minutes apart.
    Minutes(i64),
    /// The same place.
    SamePlace,
    /// So many metres apart.
    Metres(i64),
    /// Too far apart, by so many metres.
    Far(i64),
    /// The same postcode.
    SamePostcode,
    /// Different postcodes.
    OtherPostcode,
    /// The same kind of event.
    SameKind,
    /// Another kind.
    OtherKind,
    /// A vehicle or thing in common.
    SameThing,
    /// Vehicles or things, and none in common.
    OtherThings,
    /// The same telephone or address told of both.
    SameTeller,
    /// So many words in common.
    Words(i64),
}

impl Ground {
    /// In words.
    #[must_use]
    pub fn say(self, language: Language) -> String {
        let count =
            |words: Words, count: i64| words.fill(language, &[("count", &count.to_string())]);
        match self {
            Self::Minutes(0 | 1) => AT_ONCE.say(language).to_owned(),
            Self::Minutes(minutes) => count(MINUTES, minutes),
            Self::SamePlace => SAME_PLACE.say(language).to_owned(),
            Self::Metres(metres) => count(METRES, metres),
            Self::Far(metres) => count(FAR, metres),
            Self::SamePostcode => SAME_POSTCODE.say(language).to_owned(),
            Self::OtherPostcode => OTHER_POSTCODE.say(language).to_owned(),
            Self::SameKind => SAME_KIND.say(language).to_owned(),
            Self::OtherKind => OTHER_KIND.say(language).to_owned(),
            Self::SameThing => SAME_THING.say(language).to_owned(),
            Self::OtherThings => OTHER_THINGS.say(language).to_owned(),
            Self::SameTeller => SAME_TELLER.say(language).to_owned(),
            Self::Words(words) => count(WORDS, words),
        }
    }
}

/// How alike two events are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alike {
    /// All bits together.
    pub bits: f32,
    /// Each reason with its bits.
    pub grounds: Vec<(Ground, f32)>,
}

/// Compares two events. The same two give the same, whichever comes first.
#[must_use]
pub fn compare(one: &Traits, other: &Traits, scale: &Scale) -> Alike {
    let grounds: Vec<(Ground, f32)> = [
        time(one, other, scale),
        place(one, other, scale),
        Some(kind(one, other, scale)),
        things(one, other, scale),
        teller(one, other, scale),
        words_in_common(one, other, scale),
    ]
    .into_iter()
    .flatten()
    .collect();
    // Without a time in common nothing else makes two events one.
    let apart = !grounds.iter().any(|(ground, _)| matches!(ground, Ground::Minutes(_)));
    let bits = grounds.iter().map(|(_, bits)| bits).sum();
    Alike { bits: if apart { f32::MIN } else { bits }, grounds }
}

/// The first step that a figure does not pass.
fn step(steps: &[(i64, f32)], figure: i64) -> Option<f32> {
    steps.iter().find(|(most, _)| figure <= *most).map(|(_, bits)| *bits)
}

fn time(one: &Traits, other: &Traits, scale: &Scale) -> Option<(Ground, f32)> {
    let minutes = one.at.since(other.at).abs().as_mins();
    step(scale.minutes, minutes).map(|bits| (Ground::Minutes(minutes), bits))
}

fn place(one: &Traits, other: &Traits, scale: &Scale) -> Option<(Ground, f32)> {
    if in_common(&one.places, &other.places) {
        return Some((Ground::SamePlace, scale.same_place));
    }
    if let (Some(here), Some(there)) = (one.point, other.point) {
        let metres = metres(here, there);
        return Some(match step(scale.metres, metres) {
            Some(bits) => (Ground::Metres(metres), bits),
            None => (Ground::Far(metres), scale.far),
        });
    }
    let (here, there) = (one.postcode.as_ref()?, other.postcode.as_ref()?);
    Some(if here == there {
        (Ground::SamePostcode, scale.postcode.0)
    } else {
        (Ground::OtherPostcode, scale.postcode.1)
    })
}

fn kind(one: &Traits, other: &Traits, scale: &Scale) -> (Ground, f32) {
    if one.kind == other.kind {
        (Ground::SameKind, scale.kind.0)
    } else {
        (Ground::OtherKind, scale.kind.1)
    }
}

fn things(one: &Traits, other: &Traits, scale: &Scale) -> Option<(Ground, f32)> {
    if one.things.is_empty() || other.things.is_empty() {
        return None;
    }
    Some(if in_common(&one.things, &other.things) {
        (Ground::SameThing, scale.things.0)
    } else {
        (Ground::OtherThings, scale.things.1)
    })
}

fn teller(one: &Traits, other: &Traits, scale: &Scale) -> Option<(Ground, f32)> {
    in_common(&one.tellers, &other.tellers).then_some((Ground::SameTeller, scale.teller))
}

fn words_in_common(one: &Traits, other: &Traits, scale: &Scale) -> Option<(Ground, f32)> {
    let count = one.words.intersection(&other.words).count();
    let count = i16::try_from(count).unwrap_or(i16::MAX);
    let bits = (f32::from(count) * scale.words.0).min(scale.words.1);
    (count > 0).then_some((Ground::Words(i64::from(count)), bits))
}

fn in_common(one: &[EntityId], other: &[EntityId]) -> bool {
    one.iter().any(|id| other.contains(id))
}

/// Metres between two points in WGS84, as far as it matters over a few kilometres.
fn metres((latitude, longitude): (f64, f64), other: (f64, f64)) -> i64 {
    let north = (latitude - other.0).to_radians();
    let middle = f64::midpoint(latitude, other.0).to_radians();
    let east = (longitude - other.1).to_radians() * middle.cos();
    let metres = SignedDuration::try_from_secs_f64(north.hypot(east) * 6_371_000.0);
    metres.map_or(i64::MAX, |whole| whole.as_secs())
}

#[cfg(test)]
mod tests;
