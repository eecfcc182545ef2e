//! Whether the words are about the railway.

/// Words that mean the railway wherever they stand, in English and in Welsh.
const RAILWAY: [&str; 19] = [
    "train",
    "trains",
    "railway",
    "railways",
    "rail",
    "tube",
    "dlr",
    "tren",
    "dren",
    "thren",
    "nhren",
    "trenau",
    "drenau",
    "threnau",
    "rheilffordd",
    "reilffordd",
    "rheilffyrdd",
    "reilffyrdd",
    "tanddaearol",
];

/// Words that mean it at the end: `Leeds station`, `the underground`.
const RAILWAY_AT_THE_END: [&str; 3] = ["station", "stations", "underground"];

/// Words that mean it at the beginning, as Welsh puts them: `gorsaf Abertawe`.
const RAILWAY_AT_THE_BEGINNING: [&str; 3] = ["gorsaf", "orsaf", "gorsafoedd"];

/// What else has stations.
const OTHER_STATIONS: [&str; 23] = [
    "police",
    "bus",
    "coach",
    "fire",
    "petrol",
    "filling",
    "gas",
    "power",
    "service",
    "polling",
    "ambulance",
    "lifeboat",
    "heddlu",
    "bws",
    "bysiau",
    "fysiau",
    "dan",
    "betrol",
    "ambiwlans",
    "bad",
    "bwer",
    "bleidleisio",
    "wasanaethau",
];

/// What is only named after a railway, a station or a town: `Station Road`.
pub(super) const STREETS: [&str; 25] = [
    "road", "rd", "street", "lane", "ln", "avenue", "ave", "drive", "close", "terrace", "crescent",
    "place", "square", "way", "approach", "court", "gardens", "cottages", "grove", "hill", "inn",
    "hotel", "arms", "tavern", "castle",
];

/// The same in Welsh, where it comes before: `Heol yr Orsaf`.
const STREETS_BEFORE: [&str; 7] = ["stryd", "heol", "ffordd", "lon", "rhodfa", "teras", "maes"];

/// Whether these words tell of the railway. `Station Road` and `the police station` do not.
pub(super) fn is_meant(words: &[String]) -> bool {
    let has = |list: &[&str], word: &String| list.contains(&word.as_str());
    if words.iter().any(|word| has(&STREETS_BEFORE, word)) {
        return false;
    }
    let before_a_street = |at: usize| words.get(at + 1).is_some_and(|next| has(&STREETS, next));
    if words.iter().enumerate().any(|(at, word)| has(&RAILWAY, word) && !before_a_street(at)) {
        return true;
    }
    let another = words.iter().any(|word| has(&OTHER_STATIONS, word));
    let at_the_end = words.last().is_some_and(|word| has(&RAILWAY_AT_THE_END, word));
    let at_the_beginning = words.first().is_some_and(|word| has(&RAILWAY_AT_THE_BEGINNING, word));
    !another && (at_the_end || at_the_beginning)
}

#[cfg(test)]
mod tests {
    use super::is_meant;
    use crate::forces::whereabouts::spelling::words;

    #[test]
    fn trains_and_stations_are_the_railway_and_streets_named_after_them_are_not() {
        for (typed, meant) in [
            ("on a train", true),
            ("Leeds station", true),
            ("railway station Hull", true),
            ("the Tube", true),
            ("London Underground", true),
            ("ar y trên", true),
            ("gorsaf Abertawe", true),
            ("gorsaf drenau Caerdydd", true),
            ("Station Road", false),
            ("Railway Terrace", false),
            ("the police station", false),
            ("bus station", false),
            ("gorsaf heddlu Bangor", false),
            ("Heol yr Orsaf", false),
            ("underground car park", false),
            ("Training centre", false),
            ("", false),
        ] {
            assert_eq!(is_meant(&words(typed)), meant, "{typed}");
        }
    }
}
