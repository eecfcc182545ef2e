//! Taking out what a person did not mean to type: control characters, invisible characters, stray
//! white space. Joiners that scripts need stay.

/// One line: every run of white space is one space.
pub(crate) fn line(text: &str) -> String {
    let visible: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    without_invisible(&visible)
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Several lines: white space at their ends goes, and at most one blank line stays in a row.
pub(crate) fn lines(text: &str) -> String {
    let text = without_invisible(&text.replace("\r\n", "\n").replace('\r', "\n"));
    let mut kept: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() && kept.last().is_none_or(|last| last.is_empty()) {
            continue;
        }
        kept.push(line);
    }
    kept.join("\n").trim().to_owned()
}

fn without_invisible(text: &str) -> String {
    let invisible = |c: char| {
        matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}')
            || ('\u{202a}'..='\u{202e}').contains(&c)
            || ('\u{2066}'..='\u{2069}').contains(&c)
            || (c.is_control() && c != '\n' && c != '\t')
    };
    text.chars().filter(|c| !invisible(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::{line, lines};

    #[test]
    fn what_was_not_meant_is_taken_out() {
        for (typed, read) in [
            ("  Sam\u{a0} \tJones\u{200b}\r\n", "Sam Jones"),
            ("a\u{0}b\u{7}\u{202e}c\u{feff}", "abc"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("\u{200b} \u{2060}", ""),
        ] {
            assert_eq!(line(typed), read, "{typed:?}");
        }
    }

    #[test]
    fn lines_stay_lines() {
        assert_eq!(lines("\r\n one \r\n\r\n\r\n\r\ntwo\u{0}  \n"), "one\n\ntwo");
        assert_eq!(lines(" \n\t\n"), "");
    }
}
