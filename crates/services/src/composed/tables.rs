//! The parts of each kind.

use super::{Part, PartForm};
use crate::question::Precision;
use PartForm::{
    Choice, Date, Leading, Line, Lines, Money, Postcode, Registration, Tick, Time, Uprn,
};
use kernel::{Words, words};

words! {
    LINE_1 { en: "Address line 1", cy: "Llinell gyfeiriad 1" }
    NO_LINE_1 { en: "Enter the first line of the address", cy: "Rhowch linell gyntaf y cyfeiriad" }
    LINE_2 { en: "Address line 2 (optional)", cy: "Llinell gyfeiriad 2 (dewisol)" }
    TOWN { en: "Town or city (optional)", cy: "Tref neu ddinas (dewisol)" }
    COUNTY { en: "County (optional)", cy: "Sir (dewisol)" }
    POSTCODE { en: "Postcode (optional)", cy: "Cod post (dewisol)" }
    UPRN { en: "Property reference number", cy: "Cyfeirnod eiddo" }

    WAY { en: "How can you tell us where?", cy: "Sut gallwch chi ddweud ble wrthym?" }
    NO_WAY { en: "Select how you can tell us where it was", cy: "Dewiswch sut gallwch chi ddweud ble oedd hyn" }
    AT_ADDRESS { en: "At an address", cy: "Mewn cyfeiriad" }
    AT_PLACE { en: "At a place I can describe", cy: "Mewn lle y gallaf ei ddisgrifio" }
    ON_MAP { en: "A point on a map", cy: "Pwynt ar fap" }
    ON_ROAD { en: "On a road or motorway", cy: "Ar ffordd neu draffordd" }
    ON_TRAIN { en: "On a train or at a station", cy: "Ar drên neu mewn gorsaf" }
    ONLINE { en: "Online, by phone or in messages", cy: "Ar-lein, dros y ffôn neu mewn negeseuon" }
    IN_WORDS { en: "3 words from what3words", cy: "3 gair o what3words" }
    PLACE { en: "Where was it?", cy: "Ble oedd hyn?" }
    PLACE_HINT { en: "For example, the park behind the library, or outside a shop", cy: "Er enghraifft, y parc y tu ôl i’r llyfrgell, neu y tu allan i siop" }
    NO_PLACE { en: "Describe where it was", cy: "Disgrifiwch ble oedd hyn" }
    POINT { en: "Latitude and longitude", cy: "Lledred a hydred" }
    POINT_HINT { en: "For example, 53.7443, -0.3325, copied from a map on your phone", cy: "Er enghraifft, 53.7443, -0.3325, wedi’i gopïo o fap ar eich ffôn" }
    NO_POINT { en: "Enter a latitude and longitude, like 53.7443, -0.3325", cy: "Rhowch ledred a hydred, fel 53.7443, -0.3325" }
    ROAD { en: "Road name or number", cy: "Enw neu rif y ffordd" }
    NO_ROAD { en: "Enter the name or number of the road", cy: "Rhowch enw neu rif y ffordd" }
    MARKER { en: "Marker post, junction or what is nearby (optional)", cy: "Postyn marcio, cyffordd neu beth sydd gerllaw (dewisol)" }
    DIRECTION { en: "Direction of travel (optional)", cy: "Cyfeiriad teithio (dewisol)" }
    FROM { en: "Station, or where the train came from", cy: "Gorsaf, neu o ble daeth y trên" }
    NO_STATION { en: "Enter a station, or where the train came from", cy: "Rhowch orsaf, neu o ble daeth y trên" }
    TO { en: "Where the train was going (optional)", cy: "I ble roedd y trên yn mynd (dewisol)" }
    TRAIN_AT { en: "What time the train left (optional)", cy: "Faint o’r gloch y gadawodd y trên (dewisol)" }
    COACH { en: "Coach and seat (optional)", cy: "Cerbyd a sedd (dewisol)" }
    SITE { en: "Website, app or phone number", cy: "Gwefan, ap neu rif ffôn" }
    NO_SITE { en: "Enter the website, the app or the phone number", cy: "Rhowch y wefan, yr ap neu’r rhif ffôn" }
    HANDLE { en: "Profile, username or page (optional)", cy: "Proffil, enw defnyddiwr neu dudalen (dewisol)" }
    WORDS_3 { en: "The 3 words", cy: "Y 3 gair" }
    NO_WORDS_3 { en: "Enter the 3 words, with a dot between them", cy: "Rhowch y 3 gair, gyda dot rhyngddynt" }
    NEAR { en: "Anything that helps to find it (optional)", cy: "Unrhyw beth sy’n helpu i ddod o hyd iddo (dewisol)" }

    PLATE { en: "Registration, or what you saw of it", cy: "Rhif cofrestru, neu’r hyn a welsoch ohono" }
    PLATE_HINT { en: "Write ? for what you did not see, like AB12 ???", cy: "Ysgrifennwch ? am yr hyn na welsoch, fel AB12 ???" }
    KIND { en: "What kind of vehicle", cy: "Pa fath o gerbyd" }
    CAR { en: "Car", cy: "Car" }
    VAN { en: "Van", cy: "Fan" }
    LORRY { en: "Lorry", cy: "Lori" }
    MOTORCYCLE { en: "Motorcycle or moped", cy: "Beic modur neu foped" }
    BUS { en: "Bus or coach", cy: "Bws neu goets" }
    TAXI { en: "Taxi or minicab", cy: "Tacsi neu gerbyd hurio preifat" }
    BICYCLE { en: "Bicycle or electric bike", cy: "Beic neu feic trydan" }
    SCOOTER { en: "Electric scooter", cy: "Sgwter trydan" }
    OTHER_VEHICLE { en: "Another kind of vehicle", cy: "Math arall o gerbyd" }
    MAKE { en: "Make", cy: "Gwneuthuriad" }
    MODEL { en: "Model", cy: "Model" }
    COLOUR { en: "Colour", cy: "Lliw" }

    SEX { en: "Sex", cy: "Rhyw" }
    FEMALE { en: "Female", cy: "Benyw" }
    MALE { en: "Male", cy: "Gwryw" }
    UNSURE { en: "I’m not sure", cy: "Dydw i ddim yn siŵr" }
    AGE { en: "About how old", cy: "Tua pha oed" }
    UNDER_13 { en: "Under 13", cy: "Dan 13" }
    TEENAGER { en: "13 to 17", cy: "13 i 17" }
    YOUNG { en: "18 to 25", cy: "18 i 25" }
    ADULT { en: "26 to 40", cy: "26 i 40" }
    MIDDLE { en: "41 to 60", cy: "41 i 60" }
    OLDER { en: "Over 60", cy: "Dros 60" }
    HEIGHT { en: "Height", cy: "Taldra" }
    BUILD { en: "Build", cy: "Corffolaeth" }
    HAIR { en: "Hair", cy: "Gwallt" }
    CLOTHING { en: "Clothes, shoes and bags", cy: "Dillad, esgidiau a bagiau" }
    MARKS { en: "Glasses, tattoos, scars or anything else you would know them by", cy: "Sbectol, tatŵs, creithiau neu unrhyw beth arall y byddech yn eu hadnabod wrtho" }
    ACCENT { en: "Accent or language", cy: "Acen neu iaith" }

    HOW { en: "What do you know about when it was?", cy: "Beth ydych chi’n ei wybod am bryd oedd hyn?" }
    NO_HOW { en: "Select what you know about when it was", cy: "Dewiswch beth rydych yn ei wybod am bryd oedd hyn" }
    EXACT { en: "I know the day", cy: "Rwy’n gwybod y diwrnod" }
    BETWEEN { en: "It was between two times", cy: "Roedd rhwng dau amser" }
    ABOUT { en: "I know about when", cy: "Rwy’n gwybod tua phryd" }
    AT { en: "When was it?", cy: "Pryd oedd hyn?" }
    NO_AT { en: "Enter the date it happened", cy: "Rhowch y dyddiad y digwyddodd" }
    EARLIEST { en: "The earliest it can have been", cy: "Y cynharaf y gall fod wedi digwydd" }
    NO_EARLIEST { en: "Enter the earliest date it can have been", cy: "Rhowch y dyddiad cynharaf y gall fod wedi digwydd" }
    LATEST { en: "The latest it can have been", cy: "Y diweddaraf y gall fod wedi digwydd" }
    NO_LATEST { en: "Enter the latest date it can have been", cy: "Rhowch y dyddiad diweddaraf y gall fod wedi digwydd" }
    ROUGHLY { en: "About when was it?", cy: "Tua phryd oedd hyn?" }
    ROUGHLY_HINT { en: "A year is enough, or a month and a year", cy: "Mae blwyddyn yn ddigon, neu fis a blwyddyn" }
    NO_ROUGHLY { en: "Enter a year, or a month and a year", cy: "Rhowch flwyddyn, neu fis a blwyddyn" }

    AGREED { en: "I agree", cy: "Rwy’n cytuno" }
    NOT_AGREED { en: "Select “I agree” if this is right", cy: "Dewiswch “Rwy’n cytuno” os yw hyn yn gywir" }
    SIGNED { en: "Your full name, as your signature", cy: "Eich enw llawn, fel eich llofnod" }
    NOT_SIGNED { en: "Enter your full name to sign", cy: "Rhowch eich enw llawn i lofnodi" }

    WHAT { en: "What is it?", cy: "Beth ydyw?" }
    NO_WHAT { en: "Enter what it is", cy: "Rhowch beth ydyw" }
    ITEM_MAKE { en: "Make and model (optional)", cy: "Gwneuthuriad a model (dewisol)" }
    SERIAL { en: "Serial number, IMEI or frame number (optional)", cy: "Rhif cyfresol, IMEI neu rif ffrâm (dewisol)" }
    ITEM_COLOUR { en: "Colour and marks (optional)", cy: "Lliw a marciau (dewisol)" }
    VALUE { en: "What it is worth (optional)", cy: "Beth yw ei werth (dewisol)" }
}

/// Where something can have happened.
pub(super) const PLACES: [(&str, Words); 7] = [
    ("address", AT_ADDRESS),
    ("place", AT_PLACE),
    ("road", ON_ROAD),
    ("train", ON_TRAIN),
    ("online", ONLINE),
    ("map", ON_MAP),
    ("what3words", IN_WORDS),
];

/// How well a time can be known.
pub(super) const TIMES: [(&str, Words); 4] =
    [("exact", EXACT), ("between", BETWEEN), ("about", ABOUT), ("unsure", UNSURE)];

const VEHICLES: [(&str, Words); 9] = [
    ("car", CAR),
    ("van", VAN),
    ("lorry", LORRY),
    ("motorcycle", MOTORCYCLE),
    ("bus", BUS),
    ("taxi", TAXI),
    ("bicycle", BICYCLE),
    ("scooter", SCOOTER),
    ("other", OTHER_VEHICLE),
];

const SEXES: [(&str, Words); 3] = [("female", FEMALE), ("male", MALE), ("unsure", UNSURE)];

const AGES: [(&str, Words); 7] = [
    ("under_13", UNDER_13),
    ("teenager", TEENAGER),
    ("young", YOUNG),
    ("adult", ADULT),
    ("middle", MIDDLE),
    ("older", OLDER),
    ("unsure", UNSURE),
];

/// A part that may be left blank.
const fn part(name: &'static str, label: Words, form: PartForm) -> Part {
    Part { name, label, hint: None, form, missing: None, only: &[] }
}

impl Part {
    /// Needed, whenever it is asked.
    const fn needed(self, missing: Words) -> Self {
        Self { missing: Some(missing), ..self }
    }

    /// With help.
    const fn hint(self, hint: Words) -> Self {
        Self { hint: Some(hint), ..self }
    }

    /// Asked only under these answers to the leading part.
    const fn only(self, only: &'static [&'static str]) -> Self {
        Self { only, ..self }
    }
}

pub(super) const ADDRESS: [Part; 6] = [
    part("line1", LINE_1, Line(30, Some("address-line1"))).needed(NO_LINE_1),
    part("line2", LINE_2, Line(30, Some("address-line2"))),
    part("town", TOWN, Line(20, Some("address-level2"))),
    part("county", COUNTY, Line(20, None)),
    part("postcode", POSTCODE, Postcode),
    part("uprn", UPRN, Uprn),
];

pub(super) const LOCATION: [Part; 18] = [
    part("kind", WAY, Leading).needed(NO_WAY),
    part("line1", LINE_1, Line(30, None)).needed(NO_LINE_1).only(&["address"]),
    part("line2", LINE_2, Line(30, None)).only(&["address"]),
    part("town", TOWN, Line(20, None)).only(&["address"]),
    part("postcode", POSTCODE, Postcode).only(&["address"]),
    part("words", PLACE, Lines).hint(PLACE_HINT).needed(NO_PLACE).only(&["place"]),
    part("road", ROAD, Line(20, None)).needed(NO_ROAD).only(&["road"]),
    part("marker", MARKER, Line(30, None)).only(&["road"]),
    part("direction", DIRECTION, Line(20, None)).only(&["road"]),
    part("from", FROM, Line(30, None)).needed(NO_STATION).only(&["train"]),
    part("to", TO, Line(30, None)).only(&["train"]),
    part("at", TRAIN_AT, Line(10, None)).only(&["train"]),
    part("coach", COACH, Line(10, None)).only(&["train"]),
    part("site", SITE, Line(30, None)).needed(NO_SITE).only(&["online"]),
    part("handle", HANDLE, Line(30, None)).only(&["online"]),
    part("point", POINT, Line(20, None)).hint(POINT_HINT).needed(NO_POINT).only(&["map"]),
    part("words3", WORDS_3, Line(30, None)).needed(NO_WORDS_3).only(&["what3words"]),
    part("near", NEAR, Line(30, None)),
];

pub(super) const VEHICLE: [Part; 5] = [
    part("registration", PLATE, Registration).hint(PLATE_HINT),
    part("kind", KIND, Choice(&VEHICLES)),
    part("make", MAKE, Line(20, None)),
    part("model", MODEL, Line(20, None)),
    part("colour", COLOUR, Line(20, None)),
];

pub(super) const DESCRIPTION: [Part; 8] = [
    part("sex", SEX, Choice(&SEXES)),
    part("age", AGE, Choice(&AGES)),
    part("height", HEIGHT, Line(20, None)),
    part("build", BUILD, Line(20, None)),
    part("hair", HAIR, Line(30, None)),
    part("clothing", CLOTHING, Lines),
    part("marks", MARKS, Lines),
    part("accent", ACCENT, Line(20, None)),
];

pub(super) const MOMENT: [Part; 5] = [
    part("how", HOW, Leading).needed(NO_HOW),
    part("at", AT, Time).needed(NO_AT).only(&["exact"]),
    part("from", EARLIEST, Time).needed(NO_EARLIEST).only(&["between"]),
    part("to", LATEST, Time).needed(NO_LATEST).only(&["between"]),
    part("about", ROUGHLY, Date(Precision::Approximate))
        .hint(ROUGHLY_HINT)
        .needed(NO_ROUGHLY)
        .only(&["about"]),
];

pub(super) const SIGNATURE: [Part; 2] = [
    part("agreed", AGREED, Tick).needed(NOT_AGREED),
    part("name", SIGNED, Line(30, Some("name"))).needed(NOT_SIGNED),
];

pub(super) const ITEM: [Part; 5] = [
    part("what", WHAT, Line(30, None)).needed(NO_WHAT),
    part("make", ITEM_MAKE, Line(30, None)),
    part("serial", SERIAL, Line(30, None)),
    part("colour", ITEM_COLOUR, Line(30, None)),
    part("value", VALUE, Money),
];
