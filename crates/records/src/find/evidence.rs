//! Why a record is found: what was typed, held against what is known of it. A token is no proof.

use super::dates::Dated;
use super::senses::Sense;
use super::tokens::{is_name, is_number, is_object, is_street, is_text};
use super::{plate, words};
use crate::field::Field;
use crate::form::Form;
use crate::protection::Head;
use crate::reading::Reading;
use kernel::{Words, words};
use matching::names;

words! {
    EXACTLY { en: "the same", cy: "yr un peth" }
    FORM { en: "another form of it", cy: "ffurf arall arno" }
    SOUNDS { en: "sounds like it", cy: "yn swnio'n debyg" }
    SLIP { en: "a letter apart", cy: "llythyren yn wahanol" }
    BEGINS { en: "begins like it", cy: "yn dechrau'r un fath" }
    INITIAL { en: "the initial fits", cy: "mae'r llythyren gyntaf yn cyd-fynd" }
    SWAPPED { en: "day and month swapped", cy: "diwrnod a mis wedi'u cyfnewid" }
    DATE_PART { en: "a part of the date", cy: "rhan o'r dyddiad" }
    ALIKE { en: "letters and digits that look alike", cy: "llythrennau a rhifau sy'n edrych yn debyg" }
    FRAGMENT { en: "fragment of the plate", cy: "rhan o'r plât" }
    END { en: "the end of the number", cy: "diwedd y rhif" }
    POSTCODE_PART { en: "the same postal area", cy: "yr un ardal bost" }
    LOCAL_PART { en: "the same name before the @ or on a platform", cy: "yr un enw cyn yr @ neu ar blatfform" }
    WITHIN { en: "near there", cy: "yn agos yno" }
}

/// How something that is known of a record fits what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum How {
    /// It is what was typed.
    Exactly,
    /// Another form of the name or the word.
    Form,
    /// It sounds like it.
    Sounds,
    /// A letter, or two of a long word, apart.
    OneSlip,
    /// It begins like it.
    Begins,
    /// An initial that fits.
    Initial,
    /// Day and month changed places.
    DaySwapped,
    /// The part of the date that was typed.
    DateInPart,
    /// The same but for letters and digits that look alike.
    LooksAlike,
    /// A fragment of a plate.
    Fragment,
    /// The end of a number.
    End,
    /// The sector or district of a postcode.
    PostcodeInPart,
    /// The part before the @, or a name on a platform.
    LocalPart,
    /// In the circle.
    Within,
}

impl How {
    /// In words, as after what was typed.
    #[must_use]
    pub const fn words(self) -> Words {
        match self {
            Self::Exactly => EXACTLY,
            Self::Form => FORM,
            Self::Sounds => SOUNDS,
            Self::OneSlip => SLIP,
            Self::Begins => BEGINS,
            Self::Initial => INITIAL,
            Self::DaySwapped => SWAPPED,
            Self::DateInPart => DATE_PART,
            Self::LooksAlike => ALIKE,
            Self::Fragment => FRAGMENT,
            Self::End => END,
            Self::PostcodeInPart => POSTCODE_PART,
            Self::LocalPart => LOCAL_PART,
            Self::Within => WITHIN,
        }
    }

    /// What such a hit is worth, of one.
    pub(crate) const fn good(self) -> f32 {
        match self {
            Self::Exactly | Self::Within => 1.0,
            Self::LooksAlike => 0.95,
            Self::Form => 0.9,
            Self::Sounds => 0.85,
            Self::DaySwapped | Self::Fragment | Self::DateInPart => 0.8,
            Self::End | Self::PostcodeInPart | Self::LocalPart => 0.75,
            Self::OneSlip => 0.7,
            Self::Begins => 0.6,
            Self::Initial => 0.5,
        }
    }
}

/// One reason why a record is found.
#[derive(Clone, Debug)]
pub struct Why {
    /// What was typed.
    pub asked: String,
    /// How it fits.
    pub how: How,
    /// What of the record it fits; nothing where it is its place or its time.
    pub field: Option<Field>,
    /// What stands there, normalised.
    pub value: String,
    /// Where it stands with something that the record is linked to: through what, the nearest first.
    pub through: Vec<Head>,
}

/// How a value of a field fits one meaning of what was typed.
pub(crate) fn fits(sense: &Sense, form: Form, (field, value): (Field, &str)) -> Option<How> {
    match (sense, field.reading()) {
        (Sense::Email(asked), Reading::Email) => exactly(asked == value),
        (Sense::Date(asked), Reading::Date) => of_date(*asked, Dated::kept(value)?),
        (Sense::Plate(asked), Reading::Registration) => of_plate(asked, value),
        (Sense::Digits(asked), Reading::Phone) => of_end(asked, &words::digits(value)),
        (Sense::Postcode(asked), Reading::Postcode) => of_postcode(asked, value),
        (Sense::Number(asked), _) if is_number(field) => {
            let value = words::code(value);
            let end = words::end(asked, 6).unwrap_or(asked);
            exactly(*asked == value).or_else(|| value.ends_with(end).then_some(How::End))
        }
        (Sense::Initial(asked), _) if is_name(form, field) => {
            let fits = words::plain(value).iter().any(|word| words::initial(word) == *asked);
            fits.then_some(How::Initial)
        }
        // That two streets are streets says nothing.
        (Sense::StreetType(asked), reading) if is_name(form, field) => {
            of_word(asked, form, (field, reading, value))
        }
        (Sense::Word(asked), reading) => of_word(asked, form, (field, reading, value)),
        _ => None,
    }
}

/// How the time at which something happened fits.
pub(crate) fn fits_when(sense: &Sense, head: &Head) -> Option<(How, String)> {
    let (Sense::Date(asked), Some(starts)) = (sense, head.when.0) else { return None };
    let day = starts.in_london().date().to_string();
    let how = of_date(*asked, Dated::kept(&day)?)?;
    Some((how, day))
}

/// Whether a record lies in a circle, and how far from its middle, in metres.
pub(crate) fn fits_where(sense: &Sense, head: &Head) -> Option<String> {
    let (Sense::Near(near), Some(point)) = (sense, head.point) else { return None };
    let of = |(lat, lng)| h3o::LatLng::new(lat, lng).ok();
    let metres = of(near.point)?.distance_m(of(point)?);
    (metres <= f64::from(near.metres)).then(|| format!("{metres:.0} m"))
}

fn exactly(same: bool) -> Option<How> {
    same.then_some(How::Exactly)
}

fn of_date(asked: Dated, known: Dated) -> Option<How> {
    let within = |asked: Dated| {
        (asked.year.is_none() || asked.year == known.year)
            && (asked.month.is_none() || asked.month == known.month)
            && (asked.day.is_none() || asked.day == known.day)
    };
    if asked == known {
        Some(How::Exactly)
    } else if within(asked) {
        Some(How::DateInPart)
    } else {
        asked.swapped().filter(|it| within(*it)).map(|_| How::DaySwapped)
    }
}

fn of_plate(asked: &str, value: &str) -> Option<How> {
    let known = plate::folded(value);
    if known == asked {
        return Some(How::Exactly);
    }
    plate::contains(&known, asked).then_some(How::Fragment)
}

fn of_end(asked: &str, digits: &str) -> Option<How> {
    let national = asked.strip_prefix('0').unwrap_or(asked);
    exactly(asked == digits).or_else(|| digits.ends_with(national).then_some(How::End))
}

fn of_postcode(asked: &str, value: &str) -> Option<How> {
    let (outward, inward) = value.split_once(' ').unwrap_or((value, ""));
    let sector = format!("{outward} {}", inward.get(..1).unwrap_or_default());
    if words::code(value) == asked {
        return Some(How::Exactly);
    }
    (asked == outward || asked == sector).then_some(How::PostcodeInPart)
}

fn of_word(
    asked: &str,
    form: Form,
    (field, reading, value): (Field, Reading, &str),
) -> Option<How> {
    let words = words::plain(value);
    let best = |fit: fn(&str, &str) -> Option<How>| {
        let all = words.iter().filter_map(|word| fit(asked, word));
        all.max_by(|one, other| one.good().total_cmp(&other.good()))
    };
    match reading {
        Reading::Email => {
            let local = words::plain(value.split('@').next().unwrap_or_default()).join("");
            (local == asked).then_some(How::LocalPart)
        }
        Reading::Registration if asked.len() == 3 => {
            plate::contains(&plate::folded(value), &plate::folded(asked)).then_some(How::Fragment)
        }
        _ if field == Field::Handle => (words.join("") == asked).then_some(How::LocalPart),
        _ if is_name(form, field) || is_street(form, field) => best(of_name),
        _ if is_object(field) || is_text(field) => best(of_text),
        _ => None,
    }
}

/// How a word of a name or a street fits.
fn of_name(asked: &str, word: &str) -> Option<How> {
    if asked == word {
        return Some(How::Exactly);
    }
    if asked.bytes().chain(word.bytes()).any(|b| b.is_ascii_digit()) {
        return None;
    }
    if names::variants(asked).contains(&word) || names::variants(word).contains(&asked) {
        return Some(How::Form);
    }
    let keys = names::keys(asked);
    if names::keys(word).iter().any(|key| keys.contains(key)) {
        return Some(How::Sounds);
    }
    let (length, slips) = (asked.chars().count(), strsim::osa_distance(asked, word));
    if slips == 1 && length >= 4 || slips == 2 && length >= 8 {
        return Some(How::OneSlip);
    }
    (length >= 4 && word.starts_with(asked)).then_some(How::Begins)
}

fn of_text(asked: &str, word: &str) -> Option<How> {
    exactly(asked == word)
        .or_else(|| (words::stem(asked) == words::stem(word)).then_some(How::Form))
}

#[cfg(test)]
mod tests {
    use super::{How, fits};
    use crate::field::Field;
    use crate::find::text::terms;
    use crate::form::Form;

    fn check(asked: &str, form: Form, (field, value): (Field, &str), how: Option<How>) {
        let terms = terms(asked, 2026);
        let senses = terms.iter().flat_map(|term| &term.senses);
        let best = senses.filter_map(|sense| fits(sense, form, (field, value)));
        let best = best.max_by(|one, other| one.good().total_cmp(&other.good()));
        assert_eq!(best, how, "{asked} against {value}");
    }

    #[test]
    fn every_hit_says_how_it_fits() {
        let person = |asked, field, value, how| check(asked, Form::Person, (field, value), how);
        person("oneil", Field::Surname, "O'Neil", Some(How::Exactly));
        person("Shivaun", Field::GivenNames, "Siobhan", Some(How::Form));
        person("Tomson", Field::Surname, "Thompson", Some(How::Sounds));
        person("Okorro", Field::Surname, "Okoro", Some(How::Sounds));
        person("Katz", Field::Surname, "Jones", None);
        person("S", Field::GivenNames, "Siobhan", Some(How::Initial));
        person("12/03/1985", Field::DateOfBirth, "1985-12-03", Some(How::DaySwapped));
        person("12/03", Field::DateOfBirth, "1985-12-03", Some(How::DaySwapped));
        person("1985", Field::DateOfBirth, "1985-12-03", Some(How::DateInPart));
        person("1986", Field::DateOfBirth, "1985-12-03", None);
        let car = |asked, how| check(asked, Form::Vehicle, (Field::Registration, "AB12 CDE"), how);
        car("B12", Some(How::Fragment));
        car("AB12CDE", Some(How::Exactly));
        car("A812", Some(How::Fragment));
        car("B13", None);
        let phone = |asked, how| check(asked, Form::Phone, (Field::Number, "+447700900123"), how);
        phone("07700 900 123", Some(How::Exactly));
        phone("900123", Some(How::End));
        phone("0123", Some(How::End));
        phone("900124", None);
        let home = |asked, how| check(asked, Form::Address, (Field::Postcode, "HU1 3AA"), how);
        home("hu13aa", Some(How::Exactly));
        home("HU1 3", Some(How::PostcodeInPart));
        home("HU1", Some(How::PostcodeInPart));
        home("HU2", None);
    }
}
