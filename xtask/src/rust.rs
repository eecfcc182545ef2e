//! Rust as the rules need it: the code without comments, strings and tests, and the strings apart.
//!
//! This is a lexer and no parser: it knows where a comment, a string or a test module ends, which
//! is all that the rules ask, and it takes microseconds a file.

/// One Rust file.
#[derive(Debug)]
pub(crate) struct Source {
    /// Line by line, with comments, the insides of strings and tests blanked.
    code: Vec<String>,
    /// Every string outside tests.
    literals: Vec<Literal>,
    /// How many lines belong to tests.
    test_lines: usize,
}

/// One string literal.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Literal {
    /// The line it starts on, from 1.
    pub(crate) line: usize,
    /// What it says.
    pub(crate) text: String,
}

impl Source {
    /// Reads a file.
    pub(crate) fn read(text: &str) -> Self {
        let mut reader = Reader::new(text);
        reader.read();
        let mut code: Vec<String> = reader.code.lines().map(str::to_owned).collect();
        let tests = test_spans(&reader.code);
        for (number, line) in code.iter_mut().enumerate() {
            if tests.iter().any(|span| span.contains(&(number + 1))) {
                line.clear();
            }
        }
        let mut literals = reader.literals;
        literals.retain(|literal| !tests.iter().any(|span| span.contains(&literal.line)));
        let test_lines = tests.iter().map(|span| span.end() - span.start() + 1).sum();
        Self { code, literals, test_lines }
    }

    /// The code with its line numbers, from 1.
    pub(crate) fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code.iter().enumerate().map(|(number, line)| (number + 1, line.as_str()))
    }

    /// Every string outside tests.
    pub(crate) fn literals(&self) -> &[Literal] {
        &self.literals
    }

    /// The number of lines without the tests.
    pub(crate) fn length(&self) -> usize {
        self.code.len().saturating_sub(self.test_lines)
    }

    /// The lines on which a word stands in the code.
    pub(crate) fn lines_with(&self, word: &str) -> impl Iterator<Item = usize> {
        self.code().filter(move |(_, line)| has_word(line, word)).map(|(number, _)| number)
    }

    /// The lines on which a method is called in the code.
    pub(crate) fn calls_of(&self, method: &str) -> impl Iterator<Item = usize> {
        let call = format!(".{method}(");
        self.code().filter(move |(_, line)| line.contains(&call)).map(|(number, _)| number)
    }
}

/// Whether a word stands in a line by itself, not as a part of a longer name.
pub(crate) fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, found)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        let after = line.get(at + found.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(is_name) && !after.is_some_and(is_name)
    })
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

struct Reader {
    letters: Vec<char>,
    at: usize,
    line: usize,
    code: String,
    literals: Vec<Literal>,
}

impl Reader {
    fn new(text: &str) -> Self {
        let letters = text.chars().collect();
        Self { letters, at: 0, line: 1, code: String::new(), literals: Vec::new() }
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.letters.get(self.at + ahead).copied()
    }

    /// Passes one letter, which stays in the code or becomes a blank there.
    fn pass(&mut self, shown: bool) -> Option<char> {
        let letter = self.peek(0)?;
        self.at += 1;
        self.line += usize::from(letter == '\n');
        self.code.push(if shown || letter == '\n' { letter } else { ' ' });
        Some(letter)
    }

    fn read(&mut self) {
        while let Some(letter) = self.peek(0) {
            match (letter, self.peek(1)) {
                ('/', Some('/')) => self.line_comment(),
                ('/', Some('*')) => self.block_comment(),
                ('"', _) => self.string(),
                ('\'', _) => self.quote(),
                _ if is_name(letter) => self.name(),
                _ => {
                    self.pass(true);
                }
            }
        }
    }

    fn line_comment(&mut self) {
        while self.peek(0).is_some_and(|letter| letter != '\n') {
            self.pass(false);
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0_usize;
        loop {
            match (self.peek(0), self.peek(1)) {
                (Some('/'), Some('*')) => depth += 1,
                (Some('*'), Some('/')) => depth -= 1,
                (None, _) => return,
                _ => {
                    self.pass(false);
                    continue;
                }
            }
            self.pass(false);
            self.pass(false);
            if depth == 0 {
                return;
            }
        }
    }

    /// A name; a raw string begins like one.
    fn name(&mut self) {
        let mut name = String::new();
        while let Some(letter) = self.peek(0).filter(|letter| is_name(*letter)) {
            name.push(letter);
            self.pass(true);
        }
        if matches!(name.as_str(), "r" | "br" | "cr") {
            let mut hashes = 0;
            while self.peek(hashes) == Some('#') {
                hashes += 1;
            }
            if self.peek(hashes) == Some('"') {
                self.raw_string(hashes);
            }
        }
    }

    fn raw_string(&mut self, hashes: usize) {
        let line = self.line;
        (0..=hashes).for_each(|_| _ = self.pass(true));
        let mut text = String::new();
        while let Some(letter) = self.peek(0) {
            if letter == '"' && (1..=hashes).all(|ahead| self.peek(ahead) == Some('#')) {
                (0..=hashes).for_each(|_| _ = self.pass(true));
                break;
            }
            text.push(letter);
            self.pass(false);
        }
        self.literals.push(Literal { line, text });
    }

    fn string(&mut self) {
        let line = self.line;
        self.pass(true);
        let mut text = String::new();
        while let Some(letter) = self.peek(0) {
            if letter == '"' {
                self.pass(true);
                break;
            }
            self.pass(false);
            if letter == '\\' { self.escape(&mut text) } else { text.push(letter) }
        }
        self.literals.push(Literal { line, text });
    }

    /// What follows a backslash. Only what the rules can meet is told apart.
    fn escape(&mut self, text: &mut String) {
        match self.pass(false) {
            Some('n') => text.push('\n'),
            Some('\n') => {
                while self.peek(0).is_some_and(char::is_whitespace) {
                    self.pass(false);
                }
            }
            Some(letter) => text.push(letter),
            None => {}
        }
    }

    /// A character, whose quote closes again, or a lifetime, whose does not.
    fn quote(&mut self) {
        self.pass(true);
        if self.peek(0) == Some('\\') {
            self.pass(false);
            self.pass(false);
            while self.peek(0).is_some_and(|letter| letter != '\'') {
                self.pass(false);
            }
            self.pass(true);
        } else if self.peek(1) == Some('\'') {
            self.pass(false);
            self.pass(true);
        }
    }
}

/// The lines of what stands under `#[cfg(test)]`.
fn test_spans(code: &str) -> Vec<std::ops::RangeInclusive<usize>> {
    let line_at = |at: usize| code.get(..at).map_or(1, |text| text.matches('\n').count() + 1);
    let mut spans: Vec<std::ops::RangeInclusive<usize>> = Vec::new();
    for mark in ["#[cfg(test)]", "#[cfg(all(test,"] {
        for (at, _) in code.match_indices(mark) {
            let start = line_at(at);
            if spans.iter().any(|span| span.contains(&start)) {
                continue;
            }
            let length = code.get(at..).map_or(0, item_length);
            spans.push(start..=line_at(at + length));
        }
    }
    spans
}

/// How far an item reaches: to its closing brace, or to the semicolon of one without a body.
fn item_length(code: &str) -> usize {
    let (mut braces, mut brackets) = (0_usize, 0_usize);
    for (at, letter) in code.char_indices() {
        match letter {
            '(' | '[' => brackets += 1,
            ')' | ']' => brackets = brackets.saturating_sub(1),
            '{' => braces += 1,
            '}' => {
                braces = braces.saturating_sub(1);
                if braces == 0 {
                    return at;
                }
            }
            ';' if braces == 0 && brackets == 0 => return at,
            _ => {}
        }
    }
    code.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> String {
        Source::read(text).code.join("\n")
    }

    fn strings(text: &str) -> Vec<String> {
        Source::read(text).literals.into_iter().map(|literal| literal.text).collect()
    }

    #[test]
    fn comments_and_the_insides_of_strings_are_not_code() {
        for text in
            ["// axum", "/* a /* axum */ b */", "x(\"axum\")", "r#\"axum \" x\"#", "/// axum"]
        {
            assert!(!has_word(&code(text), "axum"), "{text}");
        }
        assert!(has_word(&code("let a = \"//\"; axum::x()"), "axum"));
    }

    #[test]
    fn a_lifetime_opens_no_character() {
        assert!(has_word(&code("fn a<'a>(b: &'a str) { '\"'; axum }"), "axum"));
        assert!(has_word(&code(r"let q = '\''; axum"), "axum"));
    }

    #[test]
    fn strings_are_read_as_they_are_meant() {
        assert_eq!(strings("a(\"one \\\"two\\\"\")"), ["one \"two\""]);
        assert_eq!(strings("br##\"a \"# b\"##"), ["a \"# b"]);
        assert_eq!(strings("\"a \\\n   b\""), ["a b"]);
    }

    #[test]
    fn tests_are_left_out_and_not_counted() {
        let text =
            "fn a() {}\n#[cfg(test)]\nmod tests {\n  fn b() { \"humberside\"; axum }\n}\nfn c() {}";
        let source = Source::read(text);
        assert_eq!(source.length(), 2);
        assert!(source.literals().is_empty());
        assert_eq!(source.lines_with("axum").count(), 0);
        assert_eq!(source.lines_with("c").collect::<Vec<_>>(), [6]);
    }

    #[test]
    fn a_test_module_in_its_own_file_ends_at_the_semicolon() {
        let source = Source::read("#[cfg(test)]\nmod tests;\naxum::x();");
        assert_eq!(source.lines_with("axum").collect::<Vec<_>>(), [3]);
    }
}
