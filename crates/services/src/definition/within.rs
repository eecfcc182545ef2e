//! Where a part of a text stands in the file: YAML lets one write a text plainly, in quotes, folded
//! over lines or as a block, and a finding has to point at the word that it is about.

use super::Place;

/// The place of a byte of a text that is written at a place of a file. Where what is written cannot
/// be followed, the place of the text.
pub(crate) fn within(file: &str, place: Place, text: &str, byte: usize) -> Place {
    follow(file, place, text, byte).unwrap_or(place)
}

fn follow(file: &str, place: Place, text: &str, byte: usize) -> Option<Place> {
    let written = file.get(place.byte..)?;
    let (opened, quote) = match written.chars().next()? {
        quote @ ('"' | '\'') => (1, Some(quote)),
        '|' | '>' => (written.find('\n')?, None),
        _ => (0, None),
    };
    // A block begins at its first line, and so may the place that the reader gave for it.
    let mut at = opened;
    let mut told = text.get(..byte)?.trim_start().chars().peekable();
    at += blank(written.get(at..)?);
    while let Some(c) = told.next() {
        if c.is_whitespace() {
            while told.next_if(|c| c.is_whitespace()).is_some() {}
            at += blank(written.get(at..)?);
            continue;
        }
        let rest = written.get(at..)?;
        let next = rest.chars().next()?;
        at += match (next, quote) {
            ('\\', Some('"')) => 1 + rest.chars().nth(1)?.len_utf8(),
            ('\'', Some('\'')) => 2,
            (next, _) if next == c => c.len_utf8(),
            _ => return None,
        };
    }
    // The thing itself, not the blanks before it.
    let rest = text.get(byte..)?;
    if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
        at += blank(written.get(at..)?);
    }
    Some(moved(place, written.get(..at)?))
}

/// The bytes of blanks that something begins with.
fn blank(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// A place after what was read from there.
fn moved(from: Place, read: &str) -> Place {
    let lines = read.matches('\n').count();
    let last = read.rsplit('\n').next().unwrap_or_default();
    let columns = u64::try_from(last.chars().count()).unwrap_or_default();
    Place {
        line: from.line + u64::try_from(lines).unwrap_or_default(),
        column: if lines == 0 { from.column + columns } else { 1 + columns },
        byte: from.byte + read.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, within};

    /// The place of `here` in a value that is written in a file.
    fn check(file: &str, starts: &str, value: &str, here: &str) {
        let byte = file.find(starts).unwrap();
        let before = &file[..byte];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        let place =
            Place { line: line.try_into().unwrap(), column: column.try_into().unwrap(), byte };
        let found = within(file, place, value, value.find(here).unwrap());
        assert!(file[found.byte..].starts_with(here), "{file:?}: {:?}", &file[found.byte..]);
        let line = file.lines().nth(usize::try_from(found.line).unwrap() - 1).unwrap();
        let column = usize::try_from(found.column).unwrap() - 1;
        assert!(line.chars().skip(column).collect::<String>().starts_with(here), "{file:?}");
    }

    #[test]
    fn a_part_is_found_however_it_is_written() {
        check("when: a == 'x' && b", "a ==", "a == 'x' && b", "b");
        check("when: \"a == 'é' && b\"", "\"a", "a == 'é' && b", "b");
        check("when: 'a == ''x'' && b'", "'a", "a == 'x' && b", "b");
        check("when: \"a == \\\"x\\\" && b\"", "\"a", "a == \"x\" && b", "b");
        check("when: a == 'x'\n    && b\n", "a ==", "a == 'x' && b", "b");
        check("body: |\n  One two.\n\n  Three four\n", "|", "One two.\n\nThree four\n", "four");
        check("body: |\n  One two.\n\n  Three four\n", "One", "One two.\n\nThree four\n", "four");
        check("body: >-\n  One\n  two\n", ">-", "One two", "two");
        check("{ when: a == 'x', to: [ \"b c\" ] }", "\"b", "b c", "c");
    }
}
