//! The end: the answers to check, what the receipt would promise, what staff would see.

use super::{CHECK, Play};
use kernel::words;
use services::{
    Answers, Complete, SummaryRow, assess, check_submission, next_steps, prune, summary,
};
use std::io::{BufRead, Write};

words! {
    RECEIPT { en: "What the receipt says", cy: "Beth mae’r dderbynneb yn ei ddweud" }
    STAFF { en: "What staff see: {priority}", cy: "Beth mae staff yn ei weld: {priority}" }
    GONE { en: "No longer asked, and left out: {names}", cy: "Ddim yn cael eu gofyn mwyach, ac wedi’u gadael allan: {names}" }
}

/// What the person does with the answers.
pub(super) enum Choice {
    Send(Answers),
    To(Option<String>),
}

impl<R: BufRead, W: Write> Play<'_, R, W> {
    /// The check page.
    pub(super) fn check(&mut self) -> anyhow::Result<Choice> {
        let (kept, removed) = prune(self.service, &self.answers, self.now);
        if !removed.is_empty() {
            let names = removed.join(", ");
            writeln!(self.out, "\n{}", GONE.fill(self.language, &[("names", &names)]))?;
        }
        for section in summary(self.service, &kept, self.language, self.now) {
            writeln!(self.out, "\n## {}", section.title)?;
            self.rows_of(&section.rows)?;
            for card in &section.cards {
                writeln!(self.out, "{}", card.title)?;
                self.rows_of(&card.rows)?;
            }
        }
        let typed = self.line(&format!("\n{}", CHECK.say(self.language)))?;
        let way = services::journey(self.service, &self.answers, self.now);
        match typed.as_str() {
            "<" => Ok(Choice::To(way.back_from(None).map(|spot| spot.slug().into_owned()))),
            "" => self.send(&kept),
            name => {
                let spot = self.service.spot_of(name).map(|spot| spot.slug().into_owned());
                Ok(Choice::To(spot))
            }
        }
    }

    fn send(&mut self, kept: &Answers) -> anyhow::Result<Choice> {
        match check_submission(self.service, kept, self.language, self.now) {
            Ok(Complete::Report(answers)) => {
                self.told_after(&answers)?;
                Ok(Choice::Send(answers))
            }
            Ok(Complete::Outcome(_)) => Ok(Choice::To(None)),
            Err(problems) => {
                for problem in &problems {
                    writeln!(self.out, "! {}: {}", problem.field, problem.message)?;
                }
                let field = problems.first().map(|problem| problem.field.as_str());
                let name = field.and_then(|field| field.strip_prefix("/answers/"));
                let spot = name.and_then(|name| self.service.spot_of(name));
                Ok(Choice::To(spot.map(|spot| spot.slug().into_owned())))
            }
        }
    }

    /// What the receipt promises, and the hints that staff see.
    fn told_after(&mut self, answers: &Answers) -> anyhow::Result<()> {
        writeln!(self.out, "\n== {}", RECEIPT.say(self.language))?;
        for step in next_steps(self.service, answers, self.now) {
            let by = step.by.map(|by| by.in_london().strftime("%H:%M, %-d %B %Y").to_string());
            let text = step.text.say(self.language).replace("{by}", &by.unwrap_or_default());
            writeln!(self.out, "- {text}")?;
        }
        let hints = assess(self.service, answers, self.now);
        let priority = format!("{:?}", hints.priority).to_lowercase();
        writeln!(self.out, "\n== {}", STAFF.fill(self.language, &[("priority", &priority)]))?;
        for flag in hints.flags.iter().chain(&hints.teams) {
            writeln!(self.out, "- {flag}")?;
        }
        for reason in &hints.reasons {
            writeln!(self.out, "- {}", reason.say(self.language))?;
        }
        Ok(())
    }

    fn rows_of(&mut self, rows: &[SummaryRow]) -> anyhow::Result<()> {
        for row in rows {
            writeln!(self.out, "  {} [{}]: {}", row.label, row.question, row.lines.join(" / "))?;
        }
        Ok(())
    }
}
