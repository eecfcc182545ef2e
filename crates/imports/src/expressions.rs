//! Conditions that older forms write as text, such as `place.kind == 'street' and seen == true`.

use super::form::{DEEPEST, Question, Test};
use super::report::Report;
use super::{cel, conditions};

/// Reads a condition; what it cannot read is refused by name.
pub(super) fn read(written: &str, what: &str, questions: &[Question], report: &mut Report) -> Test {
    let signs = signs(written);
    let mut reading = Reading { signs: &signs, at: 0, what, questions, report };
    let test = reading.any(0);
    if let Some(test) = test.filter(|_| reading.at == signs.len()) {
        return test;
    }
    let short: String = written.chars().take(120).collect();
    report.refused(what, format!("`{short}` does not read as a condition; write it by hand"));
    Test::Unknown(what.to_owned())
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Sign {
    And,
    Or,
    Not,
    Open,
    Close,
    Compare(&'static str),
    Name(String),
    Value(String),
}

/// The signs of a text; one that is unknown ends them with something that nothing takes.
fn signs(written: &str) -> Vec<Sign> {
    let mut found = Vec::new();
    let mut rest = written.trim_start();
    while let Some(first) = rest.chars().next() {
        if found.len() > 500 {
            found.push(Sign::Close);
            break;
        }
        let fixed = [
            ("==", Sign::Compare("==")),
            ("!=", Sign::Compare("!=")),
            (">=", Sign::Compare(">=")),
            ("<=", Sign::Compare("<=")),
            (">", Sign::Compare(">")),
            ("<", Sign::Compare("<")),
            ("&&", Sign::And),
            ("||", Sign::Or),
            ("!", Sign::Not),
            ("(", Sign::Open),
            (")", Sign::Close),
        ];
        if let Some((sign, after)) =
            fixed.into_iter().find_map(|(text, sign)| Some((sign, rest.strip_prefix(text)?)))
        {
            found.push(sign);
            rest = after.trim_start();
        } else if first == '\'' || first == '"' {
            let mut parts = rest.splitn(3, first).skip(1);
            found.push(Sign::Value(parts.next().unwrap_or_default().to_owned()));
            rest = parts.next().unwrap_or_default().trim_start();
        } else {
            let is_name = |c: char| c.is_alphanumeric() || "._-".contains(c);
            let (word, after) = rest.split_at(rest.find(|c| !is_name(c)).unwrap_or(rest.len()));
            if word.is_empty() {
                found.push(Sign::Close);
                break;
            }
            found.push(match word {
                "and" => Sign::And,
                "or" => Sign::Or,
                "not" => Sign::Not,
                "in" => Sign::Compare("in"),
                "true" | "false" => Sign::Value(word.to_owned()),
                word if word.starts_with(|c: char| c.is_ascii_digit()) => {
                    Sign::Value(word.to_owned())
                }
                word => Sign::Name(word.to_owned()),
            });
            rest = after.trim_start();
        }
    }
    found
}

struct Reading<'a> {
    signs: &'a [Sign],
    at: usize,
    what: &'a str,
    questions: &'a [Question],
    report: &'a mut Report,
}

impl Reading<'_> {
    fn takes(&mut self, sign: &Sign) -> bool {
        let takes = self.signs.get(self.at) == Some(sign);
        self.at += usize::from(takes);
        takes
    }

    fn any(&mut self, depth: usize) -> Option<Test> {
        let mut tests = vec![self.all(depth)?];
        while self.takes(&Sign::Or) {
            tests.push(self.all(depth)?);
        }
        Some(if tests.len() == 1 { tests.remove(0) } else { Test::Any(tests) })
    }

    fn all(&mut self, depth: usize) -> Option<Test> {
        let mut tests = vec![self.one(depth)?];
        while self.takes(&Sign::And) {
            tests.push(self.one(depth)?);
        }
        Some(if tests.len() == 1 { tests.remove(0) } else { Test::All(tests) })
    }

    fn one(&mut self, depth: usize) -> Option<Test> {
        if depth > DEEPEST {
            return None;
        }
        if self.takes(&Sign::Not) {
            return Some(Test::Not(Box::new(self.one(depth + 1)?)));
        }
        if self.takes(&Sign::Open) {
            let test = self.any(depth + 1)?;
            return self.takes(&Sign::Close).then_some(test);
        }
        let Some(Sign::Name(name)) = self.signs.get(self.at).cloned() else { return None };
        self.at += 1;
        // A name alone is a question that is answered with yes.
        let (operator, value) = match (self.signs.get(self.at), self.signs.get(self.at + 1)) {
            (Some(Sign::Compare(operator)), Some(Sign::Value(value) | Sign::Name(value))) => {
                self.at += 2;
                (*operator, value.clone())
            }
            (Some(Sign::Compare(_)), _) => return None,
            _ => ("==", "true".to_owned()),
        };
        let Some(question) = conditions::question(self.questions, &name, self.what, self.report)
        else {
            return Some(Test::Unknown(self.what.to_owned()));
        };
        Some(cel::compare(self.report, self.what, question, operator, &value))
    }
}
