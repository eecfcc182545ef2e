//! `bluelamp services play`: one service, walked in a terminal as a person walks it on the web.
//!
//! Questions and progress go to stderr and answers come line by line from stdin, so that a script can
//! play too; at the end the answers stand on stdout as JSON.

mod asking;
mod ending;

use super::{Outcome, say};
use anyhow::{Context, bail};
use kernel::{Block, Clock, Instant, Language, Piece, Told, words};
use services::{Answers, End, Form, PageKind, Service, Spot, journey, read, tasks};
use std::io::{BufRead, Write};

words! {
    BACK { en: "Back: <", cy: "Yn ôl: <" }
    GO_ON { en: "Return goes on: {onward}", cy: "Mae Enter yn parhau: {onward}" }
    PROBLEM { en: "There is a problem", cy: "Mae problem" }
    STOPPED { en: "It ends here: type < to go back, or > to go on all the same", cy: "Mae’n gorffen yma: teipiwch < i fynd yn ôl, neu > i barhau serch hynny" }
    TASK { en: "Which task? Type its number, or = to check the answers", cy: "Pa dasg? Teipiwch ei rhif, neu = i wirio’r atebion" }
    MORE { en: "{more} + adds one, a number takes that one out, return goes on", cy: "{more} Mae + yn ychwanegu un, mae rhif yn tynnu’r un hwnnw, mae Enter yn parhau" }
    CHECK { en: "Check the answers: return sends them, < goes back, or type the id of a question to change it", cy: "Gwiriwch yr atebion: mae Enter yn eu hanfon, mae < yn mynd yn ôl, neu teipiwch id cwestiwn i’w newid" }
}

/// A service that is being played.
pub(super) struct Play<'a, R, W> {
    service: &'a Service,
    language: Language,
    now: Instant,
    answers: Answers,
    lines: R,
    out: W,
}

/// What the person did on a page.
enum Move {
    On,
    Back,
}

/// Plays a service: answers from stdin, or from a file to begin with.
pub(super) fn run(
    service: &Service,
    language: Language,
    given: Option<&std::path::Path>,
) -> anyhow::Result<Outcome> {
    let answers = match given {
        None => Answers::new(),
        Some(path) => {
            let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
            serde_json::from_str(&text).with_context(|| path.display().to_string())?
        }
    };
    let lines = std::io::stdin().lock();
    let now = station::clock::StationClock::default().real();
    let mut play = Play { service, language, now, answers, lines, out: std::io::stderr().lock() };
    let answers = play.through()?;
    say(serde_json::to_string_pretty(&answers)?)?;
    Ok(Outcome::Well)
}

impl<R: BufRead, W: Write> Play<'_, R, W> {
    /// Walks to the end; the answers are those that a report would hold.
    fn through(&mut self) -> anyhow::Result<Answers> {
        let service = self.service;
        writeln!(self.out, "{}\n", service.title(self.language))?;
        self.told(&service.start)?;
        // Where the person stands, when they went back; else where the way leads.
        let mut at: Option<String> = None;
        loop {
            let before = self.answers.clone();
            let way = journey(service, &before, self.now);
            let back = at.as_deref().and_then(|slug| service.spot(slug));
            let on_the_way = back.filter(|spot| way.step(*spot).is_some());
            let spot = match (on_the_way, &way.end) {
                (Some(spot), _) => spot,
                (None, End::Asking(spot)) => *spot,
                (None, End::Outcome(outcome)) => match service.spot(&outcome.slug) {
                    Some(spot) => spot,
                    None => bail!("`{}` has no page", outcome.page),
                },
                (None, End::Tasks) => {
                    at = self.choose_task()?;
                    continue;
                }
                (None, End::Check) => match self.check()? {
                    ending::Choice::Send(answers) => return Ok(answers),
                    ending::Choice::To(slug) => {
                        at = slug;
                        continue;
                    }
                },
            };
            at = match self.page(spot)? {
                Move::On => None,
                Move::Back => way.back_from(Some(spot)).map(|spot| spot.slug().into_owned()),
            };
        }
    }

    fn page(&mut self, spot: Spot<'_>) -> anyhow::Result<Move> {
        let title = spot.page.title(self.language).to_owned();
        writeln!(self.out, "\n== {title}")?;
        match &spot.page.kind {
            PageKind::Questions => self.questions(spot),
            PageKind::Interruption(notice) => {
                self.told(&notice.body)?;
                let onward = notice.onward.say(self.language);
                let go_on = GO_ON.fill(self.language, &[("onward", onward)]);
                self.pass(spot, &go_on, "")
            }
            PageKind::Outcome(outcome) => {
                self.told(&outcome.body)?;
                writeln!(self.out, "→ {}", outcome.to)?;
                self.pass(spot, STOPPED.say(self.language), ">")
            }
            PageKind::List => self.list(spot),
        }
    }

    /// A page that is gone on from, by what is typed.
    fn pass(&mut self, spot: Spot<'_>, prompt: &str, onward: &str) -> anyhow::Result<Move> {
        loop {
            let typed = self.line(&format!("{prompt} · {}", BACK.say(self.language)))?;
            if typed == "<" {
                return Ok(Move::Back);
            }
            if typed == onward {
                self.answers.go_on_from(&spot.page.id);
                return Ok(Move::On);
            }
        }
    }

    /// The list of a repeat group: more, fewer, or on.
    fn list(&mut self, spot: Spot<'_>) -> anyhow::Result<Move> {
        let Some(repeat) = &spot.page.repeat else { return Ok(Move::On) };
        loop {
            let count = self.answers.items(&repeat.id).len();
            for number in 1..=count {
                writeln!(self.out, "  {} {number}", repeat.one.say(self.language))?;
            }
            let more = repeat.more.say(self.language);
            let typed = self.line(&MORE.fill(self.language, &[("more", more)]))?;
            match typed.as_str() {
                "<" => return Ok(Move::Back),
                "+" if count < repeat.max => {
                    self.answers.add_item(&repeat.id);
                    return Ok(Move::On);
                }
                "" if count >= repeat.min => {
                    self.answers.go_on_from(&spot.page.id);
                    return Ok(Move::On);
                }
                number => {
                    let at = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
                    if let Some(at) = at {
                        self.answers.remove_item(services::Item { group: &repeat.id, at });
                    }
                }
            }
        }
    }

    fn choose_task(&mut self) -> anyhow::Result<Option<String>> {
        let all = tasks(self.service, &self.answers, self.now);
        for (number, task) in (1_usize..).zip(&all) {
            writeln!(self.out, "{number}. {} · {:?}", task.title.say(self.language), task.state)?;
        }
        let slugs: Vec<String> = all.iter().map(|task| task.spot.slug().into_owned()).collect();
        let typed = self.line(TASK.say(self.language))?;
        let number = typed.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        Ok(number.and_then(|at| slugs.into_iter().nth(at)))
    }

    /// A page of questions, as often as it takes.
    fn questions(&mut self, spot: Spot<'_>) -> anyhow::Result<Move> {
        self.told(&spot.page.intro)?;
        let mut fields: Vec<(String, String)> = Vec::new();
        for question in &spot.page.questions {
            let so_far = Form { fields: &fields, language: self.language, now: self.now };
            let answers = read(self.service, spot, &self.answers, so_far).onto(&self.answers);
            let way = journey(self.service, &answers, self.now);
            let asked = way
                .step(spot)
                .is_some_and(|step| step.questions.iter().any(|it| it.id == question.id));
            if asked && !self.ask(question, &mut fields)? {
                return Ok(Move::Back);
            }
        }
        let form = Form { fields: &fields, language: self.language, now: self.now };
        let reading = read(self.service, spot, &self.answers, form);
        self.answers = reading.onto(&self.answers);
        if !reading.problems.is_empty() {
            writeln!(self.out, "! {}", PROBLEM.say(self.language))?;
            for problem in &reading.problems {
                writeln!(self.out, "! {}: {}", problem.field, problem.message)?;
            }
        }
        Ok(Move::On)
    }

    fn told(&mut self, told: &Told) -> anyhow::Result<()> {
        for block in told.say(self.language) {
            let lines: &[Vec<Piece>] = match block {
                Block::Heading(line) | Block::Paragraph(line) => std::slice::from_ref(line),
                Block::List(lines) => lines,
            };
            for line in lines {
                let mark = if matches!(block, Block::List(_)) { "- " } else { "" };
                let text: String = line.iter().map(in_words).collect();
                writeln!(self.out, "{mark}{text}")?;
            }
        }
        Ok(())
    }

    /// The next line that was typed.
    fn line(&mut self, prompt: &str) -> anyhow::Result<String> {
        writeln!(self.out, "{prompt}")?;
        let mut line = String::new();
        if self.lines.read_line(&mut line)? == 0 {
            bail!("the answers end before the service does");
        }
        Ok(line.trim().to_owned())
    }
}

fn in_words(piece: &Piece) -> String {
    match piece {
        Piece::Text { text } => text.clone(),
        Piece::Link { text, href } => format!("{text} <{href}>"),
    }
}

#[cfg(test)]
mod tests {
    use super::Play;
    use kernel::{Clock, Language};
    use services::{Answers, Catalogue};

    /// What is shown, and how it ends, when these lines are typed.
    fn play(language: Language, lines: &[&str]) -> (String, Option<Answers>) {
        let catalogue = Catalogue::embedded().unwrap();
        let service = catalogue.get("antisocial-behaviour").unwrap();
        let now = station::clock::StationClock::default().real();
        let lines = lines.join("\n");
        let answers = Answers::new();
        let mut play =
            Play { service, language, now, answers, lines: lines.as_bytes(), out: Vec::new() };
        let ended = play.through().ok();
        (String::from_utf8(play.out).unwrap(), ended)
    }

    #[test]
    fn whoever_is_in_danger_is_shown_999_and_can_go_back() {
        let (shown, ended) = play(Language::English, &["1", "2", "<", "2", "2", "2"]);
        assert!(shown.contains("Call 999 now") && shown.contains("<tel:999>"), "{shown}");
        assert!(shown.contains("What is it mostly about?"), "{shown}");
        assert!(ended.is_none());
        let (shown, _) = play(Language::Welsh, &["1", "2"]);
        assert!(shown.contains("999") && !shown.contains("Call 999 now"), "{shown}");
    }

    #[test]
    fn an_answer_is_taken_as_the_web_takes_it() {
        let (shown, _) = play(Language::English, &["7", "2"]);
        assert!(shown.contains("There is a problem"), "{shown}");
    }
}
