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

/// How a comparison came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Finding {
    /// One of the two does not say.
    Missing,
    /// The same.
    Exact,
    /// Two forms of one name, or part of a longer one.
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
    /// A double surname with one part in common.
    PartShared,
    /// Different, of two women: surnames change with marriage.
    DifferentOfWomen,
    /// Day and month changed places.
    DayMonthSwapped,
    /// What is known of both agrees.
    PartAgrees,
    /// The same day and month of a year nearby.
    YearNear,
    /// Two of day, month and year agree.
    TwoPartsAgree,
    /// The year agrees.
    YearAgrees,
    /// The same, as the names already said.
    AgreesWithName,
    /// Different, although the names are alike.
    DiffersFromName,
    /// The same postcode, another or no address.
    SamePostcode,
    /// Nearly the same postcode, or the same district.
    Nearby,
    /// The same name before the @.
    SameLocalPart,
    /// Different.
    Different,
    /// What is always added.
    Always,
}

impl Finding {
    /// The finding in words.
    #[must_use]
    pub fn words(self) -> Words {
        Words { en: "", cy: "" }
    }
}
