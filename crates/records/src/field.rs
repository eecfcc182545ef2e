//! What can be said of a record, and how each of it is read.

use crate::form::{Family, Form};
use crate::reading::Reading;
use kernel::{Words, words};

words! {
    TITLE { en: "Title", cy: "Teitl" }
    GIVEN_NAMES { en: "Given names", cy: "Enwau cyntaf" }
    SURNAME { en: "Surname", cy: "Cyfenw" }
    ALIAS { en: "Also known as", cy: "Enw arall" }
    NICKNAME { en: "Nickname", cy: "Llysenw" }
    FORMER_SURNAME { en: "Former surname", cy: "Cyfenw blaenorol" }
    DATE_OF_BIRTH { en: "Date of birth", cy: "Dyddiad geni" }
    AGE { en: "Age", cy: "Oedran" }
    SEX { en: "Sex", cy: "Rhyw" }
    GENDER { en: "Gender", cy: "Rhywedd" }
    ETHNICITY { en: "Ethnicity, as they say", cy: "Ethnigrwydd, yn eu geiriau nhw" }
    ETHNICITY_SEEN { en: "Ethnicity, as an officer saw it", cy: "Ethnigrwydd, fel y gwelodd swyddog" }
    NATIONALITY { en: "Nationality", cy: "Cenedligrwydd" }
    BIRTHPLACE { en: "Place of birth", cy: "Man geni" }
    LANGUAGE { en: "Language", cy: "Iaith" }
    OCCUPATION { en: "Occupation", cy: "Galwedigaeth" }
    HEIGHT { en: "Height", cy: "Taldra" }
    APPEARANCE { en: "Appearance", cy: "Golwg" }
    MARKS { en: "Marks, scars and tattoos", cy: "Marciau, creithiau a thatŵs" }
    DISABILITY { en: "Disability", cy: "Anabledd" }
    VULNERABILITY { en: "What makes them vulnerable", cy: "Yr hyn sy'n eu gwneud yn agored i niwed" }
    DECEASED { en: "Died on", cy: "Bu farw ar" }
    PNCID { en: "PNC ID", cy: "Rhif PNC" }
    CRO { en: "CRO number", cy: "Rhif CRO" }
    NINO { en: "National Insurance number", cy: "Rhif Yswiriant Gwladol" }
    PASSPORT { en: "Passport number", cy: "Rhif pasbort" }
    DRIVER_NUMBER { en: "Driver number", cy: "Rhif gyrrwr" }
    REGISTRATION { en: "Registration", cy: "Rhif cofrestru" }
    VIN { en: "VIN", cy: "VIN" }
    MAKE { en: "Make", cy: "Gwneuthuriad" }
    MODEL { en: "Model", cy: "Model" }
    COLOUR { en: "Colour", cy: "Lliw" }
    BODY { en: "Body", cy: "Corff" }
    NUMBER { en: "Number", cy: "Rhif" }
    IMEI { en: "IMEI", cy: "IMEI" }
    EMAIL { en: "Email address", cy: "Cyfeiriad e-bost" }
    PLATFORM { en: "Platform", cy: "Platfform" }
    HANDLE { en: "Name there", cy: "Enw yno" }
    SERIAL { en: "Serial or frame number", cy: "Rhif cyfresol neu rif ffrâm" }
    CERTIFICATE { en: "Certificate", cy: "Tystysgrif" }
    VALUE { en: "Value", cy: "Gwerth" }
    DESCRIPTION { en: "Description", cy: "Disgrifiad" }
    FLAT { en: "Flat", cy: "Fflat" }
    BUILDING { en: "Building name or number", cy: "Enw neu rif yr adeilad" }
    STREET { en: "Street", cy: "Stryd" }
    TOWN { en: "Town", cy: "Tref" }
    POSTCODE { en: "Postcode", cy: "Cod post" }
    UPRN { en: "UPRN", cy: "UPRN" }
    NAME { en: "Name", cy: "Enw" }
    ROAD { en: "Road number", cy: "Rhif y ffordd" }
    WEB_ADDRESS { en: "Web address", cy: "Cyfeiriad gwe" }
    REFERENCE { en: "Reference", cy: "Cyfeirnod" }
    CATEGORY { en: "Kind", cy: "Math" }
    SUMMARY { en: "What happened", cy: "Beth ddigwyddodd" }
    GRADE { en: "Grading", cy: "Graddio" }
    OUTCOME { en: "Outcome", cy: "Canlyniad" }
}

macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident = $code:literal, $reading:ident, [$($of:ident)|+], $words:ident;)+) => {
        /// Something that can be said of a record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field { $($(#[$doc])* $field,)+ }

        impl Field {
            /// Every field, in the order in which a page shows them.
            pub const ALL: &'static [Self] = &[$(Self::$field,)+];

            /// As it is stored.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$field => $code,)+ }
            }

            /// How it is read.
            #[must_use]
            pub const fn reading(self) -> Reading {
                match self { $(Self::$field => Reading::$reading,)+ }
            }

            /// What it is called, as a label.
            #[must_use]
            pub const fn name(self) -> Words {
                match self { $(Self::$field => $words,)+ }
            }

            const fn of(self) -> &'static [Of] {
                match self { $(Self::$field => &[$(Of::$of),+],)+ }
            }
        }
    };
}

/// Whom or what a field can be said of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Person,
    Vehicle,
    Phone,
    Email,
    OnlineIdentity,
    AnyObject,
    Location,
    Event,
    Organisation,
}

fields! {
    /// Mr, Dr, Rabbi.
    Title = "title", Text, [Person], TITLE;
    /// All of them, the first one first.
    GivenNames = "given_names", Name, [Person], GIVEN_NAMES;
    /// The family name.
    Surname = "surname", Name, [Person], SURNAME;
    /// Another name that they go by.
    Alias = "alias", Name, [Person | Organisation], ALIAS;
    /// What friends call them.
    Nickname = "nickname", Name, [Person], NICKNAME;
    /// The name before a marriage or another change.
    FormerSurname = "former_surname", Name, [Person], FORMER_SURNAME;
    /// Whole, or the part of it that is known.
    DateOfBirth = "date_of_birth", Date, [Person], DATE_OF_BIRTH;
    /// In years, where no date is known: `30` or `25-30`.
    Age = "age", Text, [Person], AGE;
    /// As registered.
    Sex = "sex", Code, [Person], SEX;
    /// In their own words.
    Gender = "gender", Text, [Person], GENDER;
    /// Self-defined, 18+1.
    Ethnicity = "ethnicity", Text, [Person], ETHNICITY;
    /// Officer-defined, IC1 to IC9.
    EthnicitySeen = "ethnicity_seen", Text, [Person], ETHNICITY_SEEN;
    /// One of perhaps several.
    Nationality = "nationality", Text, [Person], NATIONALITY;
    /// Where they were born.
    Birthplace = "birthplace", Text, [Person], BIRTHPLACE;
    /// What they speak, or sign.
    Language = "language", Text, [Person], LANGUAGE;
    /// What they do.
    Occupation = "occupation", Text, [Person], OCCUPATION;
    /// In centimetres, or from and to.
    Height = "height", Text, [Person], HEIGHT;
    /// Build, hair, eyes, clothes.
    Appearance = "appearance", Text, [Person], APPEARANCE;
    /// What tells them from others.
    Marks = "marks", Text, [Person], MARKS;
    /// What they told us of it.
    Disability = "disability", Text, [Person], DISABILITY;
    /// And in what respect.
    Vulnerability = "vulnerability", Text, [Person], VULNERABILITY;
    /// The day on which they died.
    Deceased = "deceased", Date, [Person], DECEASED;
    /// Police National Computer.
    Pncid = "pncid", Pncid, [Person], PNCID;
    /// Criminal Records Office.
    Cro = "cro", Cro, [Person], CRO;
    /// National Insurance.
    Nino = "nino", Nino, [Person], NINO;
    /// Of any country.
    Passport = "passport", Code, [Person], PASSPORT;
    /// Of a driving licence.
    DriverNumber = "driver_number", Code, [Person], DRIVER_NUMBER;
    /// The plate.
    Registration = "registration", Registration, [Vehicle], REGISTRATION;
    /// Vehicle identification number.
    Vin = "vin", Vin, [Vehicle], VIN;
    /// Of a telephone.
    Number = "number", Phone, [Phone], NUMBER;
    /// Of a handset.
    Imei = "imei", Imei, [Phone], IMEI;
    /// Of an account for e-mail.
    EmailAddress = "email", Email, [Email], EMAIL;
    /// Where an online identity is.
    Platform = "platform", Text, [OnlineIdentity], PLATFORM;
    /// What it is called there.
    Handle = "handle", Text, [OnlineIdentity], HANDLE;
    /// Who made it.
    Make = "make", Text, [AnyObject], MAKE;
    /// And what they call it.
    Model = "model", Text, [AnyObject], MODEL;
    /// The main one.
    Colour = "colour", Text, [AnyObject], COLOUR;
    /// Saloon, hatchback, van.
    Body = "body", Text, [Vehicle], BODY;
    /// On the thing itself.
    Serial = "serial", Code, [AnyObject], SERIAL;
    /// Of a firearm, or of who may have it.
    Certificate = "certificate", Code, [AnyObject | Person], CERTIFICATE;
    /// In pounds.
    Value = "value", Text, [AnyObject], VALUE;
    /// A part of a building.
    Flat = "flat", Text, [Location], FLAT;
    /// Name or number.
    Building = "building", Text, [Location], BUILDING;
    /// The road on which it stands.
    Street = "street", Text, [Location], STREET;
    /// Post town.
    Town = "town", Text, [Location], TOWN;
    /// Whole.
    Postcode = "postcode", Postcode, [Location], POSTCODE;
    /// Unique property reference number.
    Uprn = "uprn", Uprn, [Location], UPRN;
    /// Of a place or a body.
    Name = "name", Text, [Location | Organisation], NAME;
    /// Such as `A63`.
    RoadNumber = "road_number", Code, [Location], ROAD;
    /// Of a place online, or of a body.
    WebAddress = "web_address", Text, [Location | Organisation], WEB_ADDRESS;
    /// By which others know it.
    Reference = "reference", Code, [Event], REFERENCE;
    /// What kind of thing happened.
    Category = "category", Text, [Event], CATEGORY;
    /// In a few sentences.
    Summary = "summary", Text, [Event], SUMMARY;
    /// 3x5x2, of intelligence.
    Grade = "grade", Code, [Event], GRADE;
    /// How it ended.
    Outcome = "outcome", Text, [Event], OUTCOME;
    /// Whatever no other field says.
    Description = "description", Text, [Person | AnyObject | Location | Event | Organisation], DESCRIPTION;
}

impl Field {
    /// The field of a stored code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.code() == code)
    }

    /// Whether it can be said of a form.
    #[must_use]
    pub fn fits(self, form: Form) -> bool {
        self.of().iter().any(|of| of.takes(form))
    }

    /// What is usually known of a form, and is asked for while it is missing. A record without it is
    /// kept all the same.
    #[must_use]
    pub const fn expected(form: Form) -> &'static [Self] {
        match form {
            Form::Person => &[Self::GivenNames, Self::Surname, Self::DateOfBirth],
            Form::Vehicle => &[Self::Registration, Self::Make, Self::Colour],
            Form::Phone => &[Self::Number],
            Form::Email => &[Self::EmailAddress],
            Form::OnlineIdentity => &[Self::Platform, Self::Handle],
            Form::Firearm => &[Self::Serial, Self::Certificate],
            Form::Bicycle => &[Self::Make, Self::Serial],
            Form::Address => &[Self::Building, Self::Street, Self::Postcode],
            Form::Place | Form::Area | Form::Organisation => &[Self::Name],
            Form::Road => &[Self::RoadNumber],
            Form::Online => &[Self::WebAddress],
            Form::Intelligence => &[Self::Summary, Self::Grade],
            Form::Contact
            | Form::Incident
            | Form::Crime
            | Form::Custody
            | Form::Missing
            | Form::Collision
            | Form::StopSearch
            | Form::Court => &[Self::Category, Self::Summary],
            Form::Weapon
            | Form::Drug
            | Form::Document
            | Form::Account
            | Form::Property
            | Form::Exhibit => &[Self::Description],
        }
    }
}

impl Of {
    fn takes(self, form: Form) -> bool {
        match self {
            Self::Person => form == Form::Person,
            Self::Vehicle => form == Form::Vehicle,
            Self::Phone => form == Form::Phone,
            Self::Email => form == Form::Email,
            Self::OnlineIdentity => form == Form::OnlineIdentity,
            Self::AnyObject => form.family() == Family::Object,
            Self::Location => form.family() == Family::Location,
            Self::Event => form.family() == Family::Event,
            Self::Organisation => form.family() == Family::Organisation,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Field;
    use crate::form::Form;

    #[test]
    fn every_field_survives_being_stored() {
        for field in Field::ALL {
            assert_eq!(Field::of_code(field.code()), Some(*field));
        }
    }

    #[test]
    fn what_is_expected_of_a_form_can_be_said_of_it() {
        for form in Form::ALL {
            for field in Field::expected(*form) {
                assert!(field.fits(*form), "{field:?} of {form:?}");
            }
        }
    }
}
