//! Comparisons in a condition: what can be equal, what has an order, what can be among what.

use super::{Checker, Sort};
use crate::findings::suggestion;
use cel::common::ast::{Expr, IdedExpr, LiteralValue};

impl Checker<'_> {
    pub(super) fn equal(&mut self, part: &IdedExpr, a: (&IdedExpr, &Sort), b: (&IdedExpr, &Sort)) {
        match (a.1, b.1) {
            (Sort::Choice(question, options), Sort::Literal(text)) => {
                self.option(b.0, question, options, text);
            }
            (Sort::Literal(text), Sort::Choice(question, options)) => {
                self.option(a.0, question, options, text);
            }
            (Sort::List(_), _) | (_, Sort::List(_)) => {
                let remedy = "ask whether one option is among them: `'option' in question`";
                self.complain(part, "a list is compared with == or !=", remedy);
            }
            (Sort::Record(_), _) | (_, Sort::Record(_)) => {
                let remedy = "compare one of its parts, such as `question.part == 'option'`";
                self.complain(part, "an answer of several parts is compared", remedy);
            }
            (Sort::Unknown | Sort::Null, _) | (_, Sort::Unknown | Sort::Null) => {}
            (Sort::Date, Sort::Literal(text)) | (Sort::Literal(text), Sort::Date) => {
                self.date(part, text);
            }
            (a, b) if a.is_text() && b.is_text() || a == b => {}
            (a, b) => {
                let problem = format!("{} can never be {}", a.name(), b.name());
                self.complain(part, problem, "compare values of the same kind");
            }
        }
    }

    pub(super) fn ordered(&mut self, part: &IdedExpr, a: &Sort, b: &Sort) {
        match (a, b) {
            (Sort::Date, Sort::Date)
            | (Sort::Number, Sort::Number)
            | (Sort::Unknown, _)
            | (_, Sort::Unknown) => {}
            (Sort::Date, Sort::Literal(text)) | (Sort::Literal(text), Sort::Date) => {
                self.date(part, text);
            }
            (a, b) => {
                let problem = format!("{} and {} have no order", a.name(), b.name());
                self.complain(part, problem, "order dates or numbers only");
            }
        }
    }

    fn date(&mut self, part: &IdedExpr, text: &str) {
        if text.parse::<jiff::civil::Date>().is_err() {
            let problem = format!("`{text}` is not a date");
            self.complain(part, problem, "write it like '2026-06-04'");
        }
    }

    pub(super) fn within(
        &mut self,
        part: &IdedExpr,
        item: (&IdedExpr, &Sort),
        list: (&IdedExpr, &Sort),
    ) {
        match (item.1, list.1) {
            (Sort::Literal(text), Sort::List(items)) => {
                if let Sort::Choice(question, options) = &**items {
                    self.option(item.0, question, options, text);
                }
            }
            (Sort::Choice(question, options), Sort::List(_)) => {
                if let Expr::List(written) = &list.0.expr {
                    for element in &written.elements {
                        if let Expr::Literal(LiteralValue::String(text)) = &element.expr {
                            self.option(element, question, options, text.inner());
                        }
                    }
                }
            }
            (_, Sort::List(_) | Sort::Unknown) => {}
            (_, other) => {
                let problem = format!("`in` needs a list, not {}", other.name());
                self.complain(part, problem, "write `question in ['a', 'b']` or `question == 'a'`");
            }
        }
    }

    fn option(&mut self, part: &IdedExpr, question: &str, options: &[String], text: &str) {
        if !options.iter().any(|option| option == text) {
            let known = options.iter().map(String::as_str);
            let remedy = suggestion(text, known, &format!("use one of: {}", options.join(", ")));
            self.complain(part, format!("`{question}` has no option `{text}`"), remedy);
        }
    }
}
