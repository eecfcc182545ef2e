//! How alike two texts are, letter by letter.

/// Whether one slip makes one text of the other: a letter more, fewer or other, or two that changed places.
pub(crate) fn one_slip(one: &[u8], other: &[u8]) -> bool {
    if one.len().abs_diff(other.len()) > 1 {
        return false;
    }
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (one.get(same..).unwrap_or_default(), other.get(same..).unwrap_or_default());
    match (one, other) {
        ([], []) => false,
        ([a, one @ ..], [b, other @ ..]) => {
            one == other
                || (one.len() + 1 == other.len() && other_begins(*a, one, other))
                || (other.len() + 1 == one.len() && other_begins(*b, other, one))
                || changed_places((*a, one), (*b, other))
        }
        _ => true,
    }
}

/// Whether a text that begins with a letter is the longer one without its beginning.
fn other_begins(first: u8, rest: &[u8], longer: &[u8]) -> bool {
    longer.split_first().is_some_and(|(begin, after)| *begin == first && rest == after)
}

fn changed_places((a, one): (u8, &[u8]), (b, other): (u8, &[u8])) -> bool {
    match (one, other) {
        ([a2, one @ ..], [b2, other @ ..]) => a == *b2 && b == *a2 && one == other,
        _ => false,
    }
}

/// Whether two slips, far enough apart, make one of the other.
pub(crate) fn two_slips(one: &[u8], other: &[u8]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if long.len() - short.len() > 2 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let (short, long) =
        (short.get(same..).unwrap_or_default(), long.get(same..).unwrap_or_default());
    // What the first slip may have been: another letter, one more, one fewer, two that changed places.
    let ways = [(1, 1), (0, 1), (1, 0)];
    let by_letters = ways.into_iter().any(|(skip_short, skip_long)| {
        match (short.get(skip_short..), long.get(skip_long..)) {
            (Some(short), Some(long)) => short == long || one_slip(short, long),
            _ => false,
        }
    });
    by_letters
        || match (short, long) {
            ([a, b, short @ ..], [c, d, long @ ..]) => {
                a == d && b == c && (short == long || one_slip(short, long))
            }
            _ => false,
        }
}

/// How alike two short texts are by Jaro's count of letters in common and Winkler's liking for a common
/// beginning, in thousandths. Only the first 64 letters count.
pub(crate) fn resemblance(one: &[u8], other: &[u8]) -> u32 {
    let (one, other) = (one.get(..64).unwrap_or(one), other.get(..64).unwrap_or(other));
    let (n, m) = (crate::narrow::count(one.len()), crate::narrow::count(other.len()));
    if n == 0 || m == 0 {
        return 0;
    }
    let window = (one.len().max(other.len()) / 2).saturating_sub(1);
    let (mut used_one, mut used_other) = (0_u64, 0_u64);
    for (place, letter) in one.iter().enumerate() {
        let first = place.saturating_sub(window);
        let within = other.iter().enumerate().take(place + window + 1).skip(first);
        for (found, candidate) in within {
            if candidate == letter && used_other >> found & 1 == 0 {
                used_one |= 1 << place;
                used_other |= 1 << found;
                break;
            }
        }
    }
    let matched = used_one.count_ones();
    if matched == 0 {
        return 0;
    }
    let apart = used(one, used_one).zip(used(other, used_other)).filter(|(a, b)| a != b).count();
    let in_order = matched - crate::narrow::count(apart) / 2;
    let jaro = (1000 * matched / n + 1000 * matched / m + 1000 * in_order / matched) / 3;
    let begin = one.iter().zip(other).take(4).take_while(|(a, b)| a == b).count();
    jaro + crate::narrow::count(begin) * (1000 - jaro) / 10
}

fn used(text: &[u8], marks: u64) -> impl Iterator<Item = u8> {
    text.iter()
        .enumerate()
        .filter(move |(place, _)| marks >> place & 1 == 1)
        .map(|(_, letter)| *letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_one_letter_or_two_that_changed_places() {
        for (one, other, is) in [
            ("smith", "smth", true),
            ("smith", "smiith", true),
            ("smith", "smyth", true),
            ("smith", "simth", true),
            ("smith", "smithe", true),
            ("smith", "smith", false),
            ("smith", "smythe", false),
            ("", "a", true),
            ("ab", "ba", true),
            ("abc", "cba", false),
        ] {
            assert_eq!(one_slip(one.as_bytes(), other.as_bytes()), is, "{one} {other}");
            assert_eq!(one_slip(other.as_bytes(), one.as_bytes()), is, "{other} {one}");
        }
    }

    #[test]
    fn two_slips_are_two() {
        for (one, other, is) in [
            ("williams", "wiliamz", true),
            ("smith", "smythe", true),
            ("abcdef", "badcef", true),
            ("abcdef", "fedcba", false),
            ("jones", "smith", false),
        ] {
            assert_eq!(two_slips(one.as_bytes(), other.as_bytes()), is, "{one} {other}");
            assert_eq!(two_slips(other.as_bytes(), one.as_bytes()), is, "{other} {one}");
        }
    }

    #[test]
    fn resemblance_is_that_of_the_books() {
        let close = |one: &str, other: &str, wanted: u32| {
            let found = resemblance(one.as_bytes(), other.as_bytes());
            assert!(found.abs_diff(wanted) <= 3, "{one} {other}: {found}");
        };
        close("martha", "marhta", 961);
        close("dixon", "dicksonx", 813);
        close("dwayne", "duane", 840);
        close("abc", "xyz", 0);
        close("same", "same", 1000);
    }
}
