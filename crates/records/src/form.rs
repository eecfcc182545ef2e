//! What a record is of: the forms of people, objects, locations, events and organisations.

use kernel::{Words, words};
use rights::Kind;

words! {
    PERSON { en: "person", cy: "person" }
    VEHICLE { en: "vehicle", cy: "cerbyd" }
    PHONE { en: "telephone number", cy: "rhif ffôn" }
    EMAIL { en: "email address", cy: "cyfeiriad e-bost" }
    ONLINE_IDENTITY { en: "online identity", cy: "hunaniaeth ar-lein" }
    FIREARM { en: "firearm", cy: "arf tanio" }
    WEAPON { en: "weapon", cy: "arf" }
    DRUG { en: "drug", cy: "cyffur" }
    DOCUMENT { en: "document", cy: "dogfen" }
    ACCOUNT { en: "bank account or card", cy: "cyfrif banc neu gerdyn" }
    BICYCLE { en: "bicycle", cy: "beic" }
    PROPERTY { en: "property", cy: "eiddo" }
    EXHIBIT { en: "exhibit", cy: "arddangosyn" }
    ADDRESS { en: "address", cy: "cyfeiriad" }
    PLACE { en: "place", cy: "lle" }
    ROAD { en: "road", cy: "ffordd" }
    AREA { en: "area", cy: "ardal" }
    ONLINE { en: "place online", cy: "lle ar-lein" }
    CONTACT { en: "contact", cy: "cyswllt" }
    INCIDENT { en: "incident", cy: "digwyddiad" }
    CRIME { en: "crime", cy: "trosedd" }
    INTELLIGENCE { en: "intelligence report", cy: "adroddiad cudd-wybodaeth" }
    CUSTODY { en: "time in custody", cy: "cyfnod yn y ddalfa" }
    MISSING { en: "missing episode", cy: "cyfnod ar goll" }
    COLLISION { en: "collision", cy: "gwrthdrawiad" }
    STOP_SEARCH { en: "stop and search", cy: "stopio a chwilio" }
    COURT { en: "court hearing", cy: "gwrandawiad llys" }
    ORGANISATION { en: "organisation", cy: "sefydliad" }
}

/// The five families of the national data standards: person, object, location, event, and the
/// organisations beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// People.
    Person,
    /// Things.
    Object,
    /// Where.
    Location,
    /// What happened.
    Event,
    /// Businesses, schools and other bodies.
    Organisation,
}

impl Family {
    /// Every family.
    pub const ALL: &'static [Self] =
        &[Self::Person, Self::Object, Self::Location, Self::Event, Self::Organisation];
}

macro_rules! forms {
    ($($(#[$doc:meta])* $form:ident = $code:literal, $family:ident, $words:ident;)+) => {
        /// What a record is of.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Form { $($(#[$doc])* $form,)+ }

        impl Form {
            /// Every form.
            pub const ALL: &'static [Self] = &[$(Self::$form,)+];

            /// As it is stored.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$form => $code,)+ }
            }

            /// The family that it belongs to.
            #[must_use]
            pub const fn family(self) -> Family {
                match self { $(Self::$form => Family::$family,)+ }
            }

            /// What it is called, as in the middle of a sentence.
            #[must_use]
            pub const fn name(self) -> Words {
                match self { $(Self::$form => $words,)+ }
            }
        }
    };
}

forms! {
    /// Somebody.
    Person = "person", Person, PERSON;
    /// A car, a van, a motorcycle, a boat.
    Vehicle = "vehicle", Object, VEHICLE;
    /// A telephone number, and the SIM or handset behind it.
    Phone = "phone", Object, PHONE;
    /// An e-mail address.
    Email = "email", Object, EMAIL;
    /// A name on a platform.
    OnlineIdentity = "online_identity", Object, ONLINE_IDENTITY;
    /// A gun, with or without a certificate.
    Firearm = "firearm", Object, FIREARM;
    /// Another weapon.
    Weapon = "weapon", Object, WEAPON;
    /// A drug.
    Drug = "drug", Object, DRUG;
    /// A passport, a licence or another document.
    Document = "document", Object, DOCUMENT;
    /// An account or a card.
    Account = "account", Object, ACCOUNT;
    /// A bicycle.
    Bicycle = "bicycle", Object, BICYCLE;
    /// Anything else that somebody owns, animals too.
    Property = "property", Object, PROPERTY;
    /// Something kept as evidence.
    Exhibit = "exhibit", Object, EXHIBIT;
    /// A door.
    Address = "address", Location, ADDRESS;
    /// A place with a name, or a point on a map.
    Place = "place", Location, PLACE;
    /// A road, or a part of one.
    Road = "road", Location, ROAD;
    /// A ward, a beat or another area.
    Area = "area", Location, AREA;
    /// A site, a group or a channel.
    Online = "online", Location, ONLINE;
    /// That somebody told us something.
    Contact = "contact", Event, CONTACT;
    /// Something that happened, before it is known to be a crime.
    Incident = "incident", Event, INCIDENT;
    /// A recorded crime.
    Crime = "crime", Event, CRIME;
    /// What an intelligence report says.
    Intelligence = "intelligence", Event, INTELLIGENCE;
    /// Somebody in custody.
    Custody = "custody", Event, CUSTODY;
    /// Somebody was missing.
    Missing = "missing", Event, MISSING;
    /// A road traffic collision.
    Collision = "collision", Event, COLLISION;
    /// Somebody was stopped and searched.
    StopSearch = "stop_search", Event, STOP_SEARCH;
    /// A hearing.
    Court = "court", Event, COURT;
    /// A business, a school or another body.
    Organisation = "organisation", Organisation, ORGANISATION;
}

impl Form {
    /// The form of a stored code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|form| form.code() == code)
    }

    /// The kind of record that the policies are asked about.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::Intelligence | Self::Custody => Kind::Intelligence,
            _ => match self.family() {
                Family::Person => Kind::Person,
                Family::Object => Kind::Object,
                Family::Location => Kind::Location,
                Family::Event => Kind::Event,
                Family::Organisation => Kind::Organisation,
            },
        }
    }

    /// Whether it happens rather than is.
    #[must_use]
    pub const fn is_event(self) -> bool {
        matches!(self.family(), Family::Event)
    }
}

#[cfg(test)]
mod tests {
    use super::Form;
    use rights::Kind;

    #[test]
    fn every_form_survives_being_stored() {
        for form in Form::ALL {
            assert_eq!(Form::of_code(form.code()), Some(*form));
        }
        assert_eq!(Form::of_code("spaceship"), None);
    }

    #[test]
    fn intelligence_and_custody_are_asked_about_apart_from_other_events() {
        assert_eq!(Form::Intelligence.kind(), Kind::Intelligence);
        assert_eq!(Form::Custody.kind(), Kind::Intelligence);
        assert_eq!(Form::Crime.kind(), Kind::Event);
    }
}
