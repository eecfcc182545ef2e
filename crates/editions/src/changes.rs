//! What is different between two texts, line by line.

use similar::{ChangeTag, TextDiff};

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It stands in both.
    Same,
    /// It is gone.
    Gone,
    /// It is new.
    New,
}

/// A stretch of lines with one fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What became of it.
    pub change: Change,
    /// The line in the earlier text where it begins or stood, from 1; of what is new, in the later.
    pub line: usize,
    /// The lines.
    pub lines: Vec<String>,
    /// How many lines in between are the same and left out here.
    pub left_out: usize,
}

/// How many lines around a change are shown.
const AROUND: usize = 3;

/// The changes between two texts with a few lines around each; nothing where they are the same.
#[must_use]
pub fn changes(before: &str, after: &str) -> Vec<Part> {
    let diff = TextDiff::from_lines(before, after);
    let mut parts: Vec<Part> = Vec::new();
    let mut shown = 0;
    for group in diff.grouped_ops(AROUND) {
        let begins = group.first().map_or(0, |op| op.old_range().start);
        let mut left_out = begins.saturating_sub(shown);
        shown = group.last().map_or(shown, |op| op.old_range().end);
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let (what, index) = match change.tag() {
                ChangeTag::Equal => (Change::Same, change.old_index()),
                ChangeTag::Delete => (Change::Gone, change.old_index()),
                ChangeTag::Insert => (Change::New, change.new_index()),
            };
            let text = change.value().trim_end_matches('\n').to_owned();
            let open = parts.last_mut().filter(|part| part.change == what && left_out == 0);
            if let Some(part) = open {
                part.lines.push(text);
                continue;
            }
            let line = index.map_or(0, |index| index + 1);
            let left_out = std::mem::take(&mut left_out);
            parts.push(Part { change: what, line, lines: vec![text], left_out });
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{Change, changes};

    #[test]
    fn a_changed_line_is_gone_and_new_with_what_stands_around_it() {
        let before: Vec<String> = (1..=20).map(|line| format!("line {line}\n")).collect();
        let after = before.concat().replace("line 10\n", "line ten\n");
        let parts = changes(&before.concat(), &after);
        let told: Vec<_> = parts.iter().map(|it| (it.change, it.line, it.lines.len())).collect();
        let expected = [
            (Change::Same, 7, 3),
            (Change::Gone, 10, 1),
            (Change::New, 10, 1),
            (Change::Same, 11, 3),
        ];
        assert_eq!(told, expected);
        assert_eq!(parts[0].left_out, 6);
        assert!(changes("a\n", "a\n").is_empty());
    }
}
