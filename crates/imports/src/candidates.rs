//! References that lead nowhere: mended where one name is near enough to be meant.

use super::report::Report;

/// The most names that are compared with one that is not there.
const MOST: usize = 2000;

/// The number of what a name means: what is called so, or the only thing whose name is near.
/// Otherwise nothing. The report tells of what was mended or refused.
pub(super) fn find<'a>(
    report: &mut Report,
    what: &str,
    (kind, name): (&str, &str),
    known: impl IntoIterator<Item = (usize, &'a str)>,
) -> Option<usize> {
    let known: Vec<(usize, &str)> = known.into_iter().collect();
    if let Some((number, _)) = known.iter().find(|(_, other)| *other == name) {
        return Some(*number);
    }
    let near = known.iter().take(MOST);
    let mut near: Vec<(usize, usize, &str)> = near
        .filter_map(|(number, other)| Some((distance(name, other)?, *number, *other)))
        .collect();
    // One that differs by nothing but capitals and marks is nearer than any other.
    if near.iter().any(|(distance, ..)| *distance == 0) {
        near.retain(|(distance, ..)| *distance == 0);
    }
    let missing = format!("there is no {kind} `{name}`");
    let Some((_, number, other)) = near.first().copied() else {
        let remedy = "name the right one in the source and import again, or write it by hand";
        report.refused(what, format!("{missing} and none near; {remedy}"));
        return None;
    };
    if near.iter().all(|(_, another, _)| *another == number) {
        report.repaired(what, format!("{missing}; took `{other}`, the only one near"));
        return Some(number);
    }
    let several: Vec<&str> = near.iter().map(|(.., other)| *other).take(5).collect();
    let several = several.join("`, `");
    let remedy = "choose one in the source and import again";
    report.refused(what, format!("{missing}; it may be any of `{several}`: {remedy}"));
    None
}

/// How far two names are from each other, when that is little: one sign in eight, at least one,
/// and none in a short name.
fn distance(name: &str, other: &str) -> Option<usize> {
    let plain = |name: &str| -> String {
        let letters = name.chars().filter(|c| c.is_alphanumeric()).take(200);
        letters.flat_map(char::to_lowercase).collect()
    };
    let (name, other) = (plain(name), plain(other));
    let (long, short) = (name.chars().count(), other.chars().count());
    let length = long.min(short);
    let allowed = if length < 4 { 0 } else { (length / 8).max(1) };
    let distance = (long.abs_diff(short) <= allowed && length > 0)
        .then(|| strsim::damerau_levenshtein(&name, &other));
    distance.filter(|distance| *distance <= allowed)
}

#[cfg(test)]
mod tests {
    use super::{Report, find};
    use crate::Fate;

    #[test]
    fn only_the_one_name_that_is_near_is_taken() {
        for (name, known, taken, fate) in [
            ("HTbt4V", vec!["HTbtEV", "mdmRqN"], Some(0), Some(Fate::Repaired)),
            ("LUSRMD", vec!["LUSRMD"], Some(0), None),
            ("colour1", vec!["colour2", "colour3"], None, Some(Fate::Refused)),
            ("breeds", vec!["countries"], None, Some(Fate::Refused)),
            ("HTbt4V", vec!["HTbtEV", "htbt-4v"], Some(1), Some(Fate::Repaired)),
            ("abc", vec!["abd"], None, Some(Fate::Refused)),
        ] {
            let mut report = Report::default();
            let known = known.into_iter().enumerate();
            assert_eq!(find(&mut report, "x", ("list", name), known), taken, "{name}");
            assert_eq!(report.lines.first().map(|line| line.fate), fate, "{name}");
        }
    }
}
