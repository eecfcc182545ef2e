//! What is near: the roles by which a warning is found, and how that is said.

use crate::role::Role;
use kernel::{Language, Words, words};

words! {
    ITSELF { en: "on this record itself", cy: "ar y cofnod hwn ei hun" }
    AROUND { en: "at another door with this postcode, or close to this point", cy: "wrth ddrws arall â'r cod post hwn, neu'n agos at y pwynt hwn" }
}

/// Metres of a degree of latitude.
const DEGREE: f64 = 111_320.0;

/// By which links a warning at the beginning matters to what is at the end: who lives there, who uses
/// that number, what is kept there.
pub(crate) const INWARD: &[Role] = &[
    Role::LivesAt,
    Role::StaysAt,
    Role::WorksAt,
    Role::KeptAt,
    Role::Uses,
    Role::Owns,
    Role::Keeps,
    Role::Drives,
    Role::Certified,
];

/// And by which a warning at the end matters to what is at the beginning: where they live, what they have.
pub(crate) const OUTWARD: &[Role] = &[
    Role::LivesAt,
    Role::StaysAt,
    Role::KeptAt,
    Role::Owns,
    Role::Keeps,
    Role::Drives,
    Role::Certified,
];

/// How a warning was found, the shortest way first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// It stands on what the matter has to do with.
    Itself,
    /// On who or what has this role there.
    In(Role),
    /// On what this role leads to.
    Out(Role),
    /// Somewhere around.
    Around,
}

impl Way {
    /// As it is stored.
    pub(crate) fn code(self) -> String {
        match self {
            Self::Itself => "itself".to_owned(),
            Self::In(role) => format!("<{}", role.code()),
            Self::Out(role) => format!(">{}", role.code()),
            Self::Around => "around".to_owned(),
        }
    }

    /// The way of a stored code.
    pub(crate) fn of_code(code: &str) -> Option<Self> {
        match (code, code.strip_prefix('<'), code.strip_prefix('>')) {
            ("itself", ..) => Some(Self::Itself),
            ("around", ..) => Some(Self::Around),
            (_, Some(role), _) => Role::of_code(role).map(Self::In),
            (_, _, Some(role)) => Role::of_code(role).map(Self::Out),
            _ => None,
        }
    }

    /// In words, from the one on whom or which the warning stands to what it was found by, which is called
    /// so.
    #[must_use]
    pub fn say(self, via: &str, language: Language) -> String {
        let between = |role: Words| format!("{} {via}", role.say(language));
        match self {
            Self::Itself => ITSELF.say(language).to_owned(),
            Self::In(role) => between(role.name()),
            Self::Out(role) => between(role.name_back()),
            Self::Around => AROUND.say(language).to_owned(),
        }
    }
}

/// A box around a point: latitude from and to, longitude from and to.
pub(crate) fn bounds((latitude, longitude): (f64, f64), metres: f64) -> [f64; 4] {
    let north = metres / DEGREE;
    let east = north / latitude.to_radians().cos().abs().max(0.01);
    [latitude - north, latitude + north, longitude - east, longitude + east]
}

#[cfg(test)]
mod tests {
    use super::{Way, bounds};
    use crate::role::Role;
    use kernel::Language;

    #[test]
    fn every_way_survives_being_stored() {
        for way in [Way::Itself, Way::Around, Way::In(Role::LivesAt), Way::Out(Role::KeptAt)] {
            assert_eq!(Way::of_code(&way.code()), Some(way));
        }
        assert_eq!(Way::of_code("<wanders"), None);
    }

    #[test]
    fn a_way_is_said_from_whom_it_is_about() {
        let say = |way: Way| way.say("12 Mill Lane", Language::English);
        assert_eq!(say(Way::In(Role::LivesAt)), "lives at 12 Mill Lane");
        assert_eq!(say(Way::Itself), "on this record itself");
        assert_eq!(say(Way::Out(Role::Drives)), "driven by 12 Mill Lane");
    }

    #[test]
    fn a_box_reaches_as_far_east_as_north() {
        let [south, north, west, east] = bounds((53.7, -0.3), 100.0);
        let metres = |degrees: f64, scale: f64| degrees * 111_320.0 * scale;
        assert!((metres(north - south, 1.0) - 200.0).abs() < 0.5);
        assert!((metres(east - west, 53.7_f64.to_radians().cos()) - 200.0).abs() < 0.5);
    }
}
