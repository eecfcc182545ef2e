//! SQL as the rules need it: statements as lists of words, with the line of each.

/// One statement.
#[derive(Debug)]
pub(crate) struct Statement {
    words: Vec<Word>,
}

/// A name in lower case, a sign, or a text, which then begins with `'`.
#[derive(Debug)]
struct Word {
    line: usize,
    text: String,
}

impl Statement {
    /// The words, for slice patterns.
    pub(crate) fn words(&self) -> Vec<&str> {
        self.words.iter().map(|word| word.text.as_str()).collect()
    }

    /// The line of the word at a place, or of the last.
    pub(crate) fn line(&self, at: usize) -> usize {
        self.words.get(at).or(self.words.last()).map_or(1, |word| word.line)
    }

    /// The lines from first to last.
    pub(crate) fn span(&self) -> std::ops::RangeInclusive<usize> {
        self.line(0)..=self.words.last().map_or(1, |word| word.line)
    }
}

/// Takes a text apart. Comments are dropped; the insides of texts, dollar-quoted ones too, are kept
/// as one word.
pub(crate) fn statements(text: &str) -> Vec<Statement> {
    let mut reader = Reader { rest: text, line: 1, words: Vec::new() };
    let mut statements = Vec::new();
    while reader.word() {
        if reader.words.last().is_some_and(|word| word.text == ";") {
            reader.words.pop();
            statements.push(Statement { words: std::mem::take(&mut reader.words) });
        }
    }
    statements.push(Statement { words: reader.words });
    statements.retain(|statement| !statement.words.is_empty());
    statements
}

struct Reader<'a> {
    rest: &'a str,
    line: usize,
    words: Vec<Word>,
}

impl<'a> Reader<'a> {
    /// Reads on to the next word; false at the end.
    fn word(&mut self) -> bool {
        self.blanks();
        let Some(first) = self.rest.chars().next() else { return false };
        let line = self.line;
        let text = match first {
            '\'' => self.quoted('\''),
            '"' => self.quoted('"').trim_matches('"').to_owned(),
            '$' if self.dollar_mark().is_some() => self.dollar_quoted(),
            _ if is_name(first) => self.pass(length(self.rest, is_name)).to_lowercase(),
            _ => self.pass(first.len_utf8()).to_owned(),
        };
        self.words.push(Word { line, text });
        true
    }

    /// Passes blanks and comments.
    fn blanks(&mut self) {
        loop {
            let before = self.rest.len();
            self.pass(length(self.rest, char::is_whitespace));
            if self.rest.starts_with("--") {
                self.pass(length(self.rest, |letter| letter != '\n'));
            } else if self.rest.starts_with("/*") {
                self.pass(self.rest.find("*/").map_or(self.rest.len(), |at| at + 2));
            }
            if self.rest.len() == before {
                return;
            }
        }
    }

    fn pass(&mut self, bytes: usize) -> &'a str {
        let (passed, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        self.line += passed.matches('\n').count();
        self.rest = rest;
        passed
    }

    /// A quoted text with its quotes; a doubled quote inside stands for one.
    fn quoted(&mut self, quote: char) -> String {
        let mut text = self.pass(1).to_owned();
        loop {
            text.push_str(self.pass(length(self.rest, |letter| letter != quote)));
            let closing = self.pass(1);
            text.push_str(closing);
            if closing.is_empty() || !self.rest.starts_with(quote) {
                return text;
            }
            self.pass(1);
        }
    }

    /// The `$tag$` that the rest begins with.
    fn dollar_mark(&self) -> Option<&'a str> {
        let tag = length(self.rest.get(1..)?, |letter| letter.is_alphabetic() || letter == '_');
        self.rest.get(..tag + 2).filter(|mark| mark.ends_with('$'))
    }

    fn dollar_quoted(&mut self) -> String {
        let mark = self.dollar_mark().unwrap_or_default();
        self.pass(mark.len());
        let inside = self.pass(self.rest.find(mark).unwrap_or(self.rest.len()));
        self.pass(mark.len());
        format!("'{inside}'")
    }
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn length(text: &str, wanted: impl Fn(char) -> bool) -> usize {
    text.find(|letter| !wanted(letter)).unwrap_or(text.len())
}

/// The names with a dot between them: where, before and after the dot.
pub(crate) fn dotted<'a>(words: &[&'a str]) -> Vec<(usize, &'a str, &'a str)> {
    let named = |word: &str| word.chars().next().is_some_and(is_name);
    words
        .windows(3)
        .enumerate()
        .filter_map(|(at, window)| match window {
            [left, ".", right] if named(left) && named(right) => Some((at, *left, *right)),
            _ => None,
        })
        .collect()
}

/// Whether a string in the code is SQL and no sentence: ours begins in one case throughout, and a
/// sentence such as `Select one from the list` does not.
pub(crate) fn is_statement(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    if first.to_lowercase() != first && first.to_uppercase() != first {
        return false;
    }
    let statements = statements(text);
    let Some(statement) = statements.first() else { return false };
    let words = statement.words();
    match words.as_slice() {
        ["select", rest @ ..] => rest.contains(&"from") || rest.contains(&"("),
        ["with", rest @ ..] => rest.contains(&"as") && rest.contains(&"("),
        ["update", rest @ ..] => rest.contains(&"set"),
        ["insert" | "merge", "into", ..] | ["delete", "from", ..] | ["set", "local", ..] => true,
        ["create" | "alter" | "drop", kind, ..] => [
            "table",
            "schema",
            "index",
            "view",
            "role",
            "policy",
            "function",
            "type",
            "database",
            "unique",
            "extension",
            "trigger",
            "sequence",
            "materialized",
        ]
        .contains(kind),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Vec<String>> {
        let own =
            |statement: &Statement| statement.words().into_iter().map(str::to_owned).collect();
        statements(text).iter().map(own).collect()
    }

    #[test]
    fn statements_come_apart_at_semicolons_outside_texts() {
        let found = words("-- a; b\nselect ';' ; do $x$ a; b $x$; /* ; */ SELECT 1");
        assert_eq!(found.len(), 3);
        assert_eq!(found.first().unwrap(), &["select", "';'"]);
        assert_eq!(found.get(1).unwrap(), &["do", "' a; b '"]);
    }

    #[test]
    fn a_doubled_quote_belongs_to_the_text() {
        assert_eq!(words("comment 'it''s'").concat(), ["comment", "'it's'"]);
    }

    #[test]
    fn lines_are_counted_through_comments_and_texts() {
        let found = statements("-- one\nselect 'a\nb';\ncreate table x ()");
        assert_eq!(found.iter().map(|s| s.line(0)).collect::<Vec<_>>(), [2, 4]);
    }

    #[test]
    fn statements_are_told_from_sentences() {
        for sql in [
            "select a from b.c",
            "SELECT now()",
            "insert into a.b values (1)",
            "with x as (select 1) select x from x",
            "update a.b set c = 1",
            "\n  delete from a.b",
        ] {
            assert!(is_statement(sql), "{sql}");
        }
        for prose in [
            "Select one from the list",
            "update your answers",
            "with love",
            "Delete from this device",
            "select",
            "create an account",
        ] {
            assert!(!is_statement(prose), "{prose}");
        }
    }

    #[test]
    fn dotted_names_are_found_and_decimals_are_not() {
        let all = statements("select a.b, 'c.d' from e . f");
        let words = all.first().unwrap().words();
        let names: Vec<_> = dotted(&words).into_iter().map(|(_, l, r)| (l, r)).collect();
        assert_eq!(names, [("a", "b"), ("e", "f")]);
    }
}
