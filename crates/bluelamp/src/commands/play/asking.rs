//! One question in a terminal: choices by number, parts one by one.

use super::Play;
use kernel::Language;
use services::{Kind, Part, PartForm, Question};
use std::io::{BufRead, Write};

type Fields = Vec<(String, String)>;

impl<R: BufRead, W: Write> Play<'_, R, W> {
    /// Asks, and adds what a browser would send. `false` when the person goes back.
    pub(super) fn ask(&mut self, question: &Question, fields: &mut Fields) -> anyhow::Result<bool> {
        let language = self.language;
        let blank = if question.required { "" } else { optional(language) };
        writeln!(self.out, "\n{}{blank}", question.ask.say(language))?;
        if let Some(hint) = &question.hint {
            writeln!(self.out, "  ({})", hint.say(language))?;
        }
        self.told(&question.statement)?;
        match question.kind {
            Kind::Items => self.rows(question, fields),
            Kind::Composed(composed) => {
                self.parts(question, composed.parts(), &question.id, fields)
            }
            Kind::Declaration => {
                self.field(&question.id, "1. yes", fields, |typed| numbered(typed, &["yes"]))
            }
            kind if kind.is_one_of() || kind.is_several_of() => self.choice(question, fields),
            _ => self.field(&question.id, "", fields, one),
        }
    }

    fn choice(&mut self, question: &Question, fields: &mut Fields) -> anyhow::Result<bool> {
        let labels = question.choices.iter().map(|choice| choice.label.say(self.language));
        let menu = menu(labels);
        let values: Vec<&str> =
            question.choices.iter().map(|choice| choice.value.as_str()).collect();
        self.field(&question.id, &menu, fields, |typed| numbered(typed, &values))
    }

    /// Things of a list, until a line is left blank.
    fn rows(&mut self, question: &Question, fields: &mut Fields) -> anyhow::Result<bool> {
        let parts = question.kind.composed().map_or(&[][..], services::Composed::parts);
        for number in 1..=question.most {
            let of = format!("{}-{number}", question.id);
            let before = fields.len();
            if !self.parts(question, parts, &of, fields)? {
                return Ok(false);
            }
            let row = fields.iter().skip(before);
            if row.clone().all(|(_, value)| value.is_empty()) {
                fields.truncate(before);
                break;
            }
        }
        Ok(true)
    }

    /// Every part that is asked under the leading one; a row whose first part is blank ends there.
    fn parts(
        &mut self,
        question: &Question,
        parts: &[Part],
        of: &str,
        fields: &mut Fields,
    ) -> anyhow::Result<bool> {
        let mut leading: Option<String> = None;
        for (at, part) in parts.iter().enumerate() {
            if part.form == PartForm::Uprn || !part.is_asked(leading.as_deref()) {
                continue;
            }
            let name = part.field(of);
            let before = fields.len();
            writeln!(self.out, "  {}", part.label.say(self.language))?;
            if !self.part(question, part, &name, fields)? {
                return Ok(false);
            }
            let typed = fields.get(before).map(|(_, value)| value.clone()).unwrap_or_default();
            if part.form == PartForm::Leading {
                leading = Some(typed);
            } else if question.kind == Kind::Items && at == 0 && typed.is_empty() {
                break;
            }
        }
        Ok(true)
    }

    fn part(
        &mut self,
        question: &Question,
        part: &Part,
        name: &str,
        fields: &mut Fields,
    ) -> anyhow::Result<bool> {
        let values: Vec<&str> = match part.form {
            PartForm::Leading => question.choices.iter().map(|it| it.value.as_str()).collect(),
            PartForm::Choice(choices) => choices.iter().map(|(value, _)| *value).collect(),
            PartForm::Tick => vec!["yes"],
            PartForm::Time => {
                let on = self.field(name, "", fields, one)?;
                split_time(name, fields);
                return Ok(on);
            }
            _ => return self.field(name, "", fields, one),
        };
        let labels = match part.form {
            PartForm::Leading => {
                menu(question.choices.iter().map(|it| it.label.say(self.language)))
            }
            PartForm::Choice(choices) => {
                menu(choices.iter().map(|(_, words)| words.say(self.language)))
            }
            _ => menu(values.iter().copied()),
        };
        self.field(name, &labels, fields, |typed| numbered(typed, &values))
    }

    /// One field, with what was typed as what a browser would send.
    fn field(
        &mut self,
        name: &str,
        menu: &str,
        fields: &mut Fields,
        sent: impl Fn(&str) -> Vec<String>,
    ) -> anyhow::Result<bool> {
        let typed = self.line(menu)?;
        if typed == "<" {
            return Ok(false);
        }
        fields.extend(sent(&typed).into_iter().map(|value| (name.to_owned(), value)));
        Ok(true)
    }
}

const fn optional(language: Language) -> &'static str {
    match language {
        Language::English => " (optional)",
        Language::Welsh => " (dewisol)",
    }
}

fn menu<'l>(labels: impl Iterator<Item = &'l str>) -> String {
    let lines = (1_usize..).zip(labels).map(|(number, label)| format!("  {number}. {label}"));
    lines.collect::<Vec<_>>().join("\n")
}

fn one(typed: &str) -> Vec<String> {
    vec![typed.to_owned()]
}

/// The values of the numbers that were typed; a value itself may be typed too, and what is neither is
/// sent as it is, for the service to say what to do about it.
fn numbered(typed: &str, values: &[&str]) -> Vec<String> {
    let pieces = typed.split([',', ' ']).map(str::trim).filter(|piece| !piece.is_empty());
    let value = |piece: &str| {
        let number = piece.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let found = number.and_then(|at| values.get(at).copied());
        found.unwrap_or(piece).to_owned()
    };
    pieces.map(value).collect()
}

/// `3 6 2026 2pm`: what follows the date is the time of day.
fn split_time(name: &str, fields: &mut Fields) {
    let Some((_, typed)) = fields.pop() else { return };
    let mut pieces = typed.split_whitespace();
    let date: Vec<&str> = pieces.by_ref().take(3).collect();
    let time: Vec<&str> = pieces.collect();
    fields.push((name.to_owned(), date.join(" ")));
    fields.push((format!("{name}-time"), time.join(" ")));
}
