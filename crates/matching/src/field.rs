//! What is compared, and how it can come out.

use kernel::Words;

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// Given names.
    GivenName,
    /// Surnames.
    Surname,
    /// Dates of birth.
    Birth,
    /// Sex.
    Sex,
    /// Address and postcode together.
    Home,
    /// Telephone numbers.
    Phone,
    /// E-mail addresses.
    Email,
    /// Official numbers.
    Identifier,
    /// That people who live together share much.
    Household,
    /// How rarely any two descriptions are of one person, before looking.
    Start,
}

/// How many fields are compared; the last two of [`Field`] are added.
pub(crate) const FIELDS: usize = 8;
/// The most outcomes of one field.
pub(crate) const LEVELS: usize = 12;

/// How a comparison came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Finding {
    /// One of the two does not say.
    Missing,
    /// The same.
    Exact,
    /// One has more given names than the other, or a double surname with a part in common.
    PartShared,
    /// Two forms of one name.
    Variant,
    /// They sound the same.
    SoundsAlike,
    /// One slip of the pen apart.
    OneSlip,
    /// They resemble each other.
    Resembles,
    /// An initial that fits.
    Initial,
    /// Given name and surname changed places.
    Swapped,
    /// A further given name of one is the first of the other.
    OtherName,
    /// Different, of two women: surnames change with marriage.
    DifferentOfWomen,
    /// Day and month changed places.
    DayMonthSwapped,
    /// What is known of both dates agrees.
    PartAgrees,
    /// The same day and month of another year.
    YearNear,
    /// The year, and the day or the month, agree.
    TwoPartsAgree,
    /// The year agrees.
    YearAgrees,
    /// The same, as the names said already.
    AgreesWithName,
    /// Different, although the names are alike.
    DiffersFromName,
    /// The same postcode, and an address is missing.
    SamePostcode,
    /// The same postcode and another address.
    Neighbours,
    /// The same postal district.
    Nearby,
    /// The same before the @.
    SameLocalPart,
    /// Different.
    Different,
    /// What does not depend on a comparison.
    Always,
}

pub(crate) const GIVEN: &[Finding] = &[
    Finding::Missing,
    Finding::Exact,
    Finding::PartShared,
    Finding::Variant,
    Finding::SoundsAlike,
    Finding::OneSlip,
    Finding::Resembles,
    Finding::Initial,
    Finding::Swapped,
    Finding::OtherName,
    Finding::Different,
];
pub(crate) const SURNAME: &[Finding] = &[
    Finding::Missing,
    Finding::Exact,
    Finding::PartShared,
    Finding::SoundsAlike,
    Finding::OneSlip,
    Finding::Resembles,
    Finding::Initial,
    Finding::Swapped,
    Finding::DifferentOfWomen,
    Finding::Different,
];
pub(crate) const BIRTH: &[Finding] = &[
    Finding::Missing,
    Finding::Exact,
    Finding::DayMonthSwapped,
    Finding::OneSlip,
    Finding::YearNear,
    Finding::TwoPartsAgree,
    Finding::PartAgrees,
    Finding::YearAgrees,
    Finding::Different,
];
pub(crate) const SEX: &[Finding] = &[
    Finding::Missing,
    Finding::AgreesWithName,
    Finding::DiffersFromName,
    Finding::Exact,
    Finding::Different,
];
pub(crate) const HOME: &[Finding] = &[
    Finding::Missing,
    Finding::Exact,
    Finding::Resembles,
    Finding::SamePostcode,
    Finding::Neighbours,
    Finding::OneSlip,
    Finding::Nearby,
    Finding::Different,
];
pub(crate) const PHONE: &[Finding] =
    &[Finding::Missing, Finding::Exact, Finding::OneSlip, Finding::Different];
pub(crate) const EMAIL: &[Finding] = &[
    Finding::Missing,
    Finding::Exact,
    Finding::SameLocalPart,
    Finding::OneSlip,
    Finding::Different,
];
pub(crate) const IDENTIFIER: &[Finding] = PHONE;

/// The fields in order, each with how it can come out.
pub(crate) const OUTCOMES: [(Field, &[Finding]); FIELDS] = [
    (Field::GivenName, GIVEN),
    (Field::Surname, SURNAME),
    (Field::Birth, BIRTH),
    (Field::Sex, SEX),
    (Field::Home, HOME),
    (Field::Phone, PHONE),
    (Field::Email, EMAIL),
    (Field::Identifier, IDENTIFIER),
];

impl Field {
    /// The field in words.
    #[must_use]
    pub const fn words(self) -> Words {
        let (en, cy) = match self {
            Self::GivenName => ("Given name", "Enw cyntaf"),
            Self::Surname => ("Surname", "Cyfenw"),
            Self::Birth => ("Date of birth", "Dyddiad geni"),
            Self::Sex => ("Sex", "Rhyw"),
            Self::Home => ("Address", "Cyfeiriad"),
            Self::Phone => ("Telephone number", "Rhif ffôn"),
            Self::Email => ("Email address", "Cyfeiriad e-bost"),
            Self::Identifier => ("Official number", "Rhif swyddogol"),
            Self::Household => ("People who live together", "Pobl sy'n byw gyda'i gilydd"),
            Self::Start => ("Before looking", "Cyn edrych"),
        };
        Words { en, cy }
    }
}

impl Finding {
    /// The finding in words, to stand after the field's.
    #[must_use]
    pub const fn words(self) -> Words {
        let (en, cy) = match self {
            Self::Missing => ("not known of both", "ddim yn hysbys am y ddau"),
            Self::Exact => ("the same", "yr un peth"),
            Self::PartShared => ("the same in part", "yr un peth yn rhannol"),
            Self::Variant => ("two forms of one name", "dwy ffurf ar un enw"),
            Self::SoundsAlike => ("sounds the same", "yn swnio'r un fath"),
            Self::OneSlip => ("one slip apart", "un llithriad o wahaniaeth"),
            Self::Resembles => ("similar", "tebyg"),
            Self::Initial => ("the initial fits", "mae'r llythyren gyntaf yn cyd-fynd"),
            Self::Swapped => {
                ("given name and surname changed places", "enw cyntaf a chyfenw wedi newid lle")
            }
            Self::OtherName => {
                ("a further given name of one of them", "enw arall sydd gan un ohonynt")
            }
            Self::DifferentOfWomen => (
                "different, of two women, whose surname may have changed",
                "gwahanol, dwy fenyw, a gall cyfenw fod wedi newid",
            ),
            Self::DayMonthSwapped => {
                ("day and month changed places", "diwrnod a mis wedi newid lle")
            }
            Self::PartAgrees => ("what is known agrees", "mae'r hyn sy'n hysbys yn cytuno"),
            Self::YearNear => {
                ("same day and month, another year", "yr un diwrnod a mis, blwyddyn arall")
            }
            Self::TwoPartsAgree => ("two parts of three agree", "mae dwy ran o dair yn cytuno"),
            Self::YearAgrees => ("only the year agrees", "dim ond y flwyddyn sy'n cytuno"),
            Self::AgreesWithName => {
                ("the same, as the names said", "yr un peth, fel y dywedodd yr enwau")
            }
            Self::DiffersFromName => {
                ("different, though the names are alike", "gwahanol, er bod yr enwau'n debyg")
            }
            Self::SamePostcode => {
                ("same postcode, an address is missing", "yr un cod post, mae cyfeiriad ar goll")
            }
            Self::Neighbours => {
                ("same postcode, another address", "yr un cod post, cyfeiriad arall")
            }
            Self::Nearby => ("the same district", "yr un ardal"),
            Self::SameLocalPart => ("the same before the @", "yr un peth cyn yr @"),
            Self::Different => ("different", "gwahanol"),
            Self::Always => ("counted for every two", "yn cyfrif i bob dau"),
        };
        Words { en, cy }
    }
}
