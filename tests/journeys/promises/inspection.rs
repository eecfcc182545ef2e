//! What is asked of every route.

use super::asking::Ask;
use super::checks::{self, Case};
use super::journal::Journal;
use super::sample::Sample;
use super::table::{Kind, Table, Who};
use super::world::{Guest, NOBODY_SPECIAL, World};
use crate::caller::Answer;
use anyhow::{Context as _, ensure};
use kernel::Language;
use reqwest::Method;
use std::fmt::Display;
use tokio::task::{JoinHandle, spawn_blocking};

/// Goes from route to route, and writes down what does not hold.
pub(super) struct Inspection<'a> {
    world: &'a World,
    table: &'a Table,
    journal: Journal,
    /// Pages that are being read, beside the asking: that takes longer than all else.
    reading: Vec<(String, JoinHandle<anyhow::Result<()>>)>,
    checks: usize,
    /// What does not hold.
    pub(super) broken: Vec<String>,
}

impl<'a> Inspection<'a> {
    /// Nothing has been looked at yet.
    pub(super) fn new(world: &'a World, table: &'a Table, journal: Journal) -> Self {
        Self { world, table, journal, reading: Vec::new(), checks: 0, broken: Vec::new() }
    }

    /// Asks a sample's route for everything that it promises.
    pub(super) async fn of(&mut self, sample: &Sample) -> anyhow::Result<()> {
        let Some(row) = self.table.row(sample) else { return Ok(()) };
        for &language in checks::languages(row, sample) {
            let case = Case { row, sample, language };
            self.shows(case).await?;
            self.refuses(case).await?;
            self.answers_the_rest(case).await?;
        }
        Ok(())
    }

    /// Whoever may gets what is promised, with exactly the journal entries that are.
    async fn shows(&mut self, case: Case<'_>) -> anyhow::Result<()> {
        let Case { row, sample, language } = case;
        let ask = Ask::of(self.world, sample, language);
        self.journal.news()?;
        let answer = self.expect(case, &ask, sample.status).await?;
        if row.method == "GET" {
            let head = ask.clone().method(Method::HEAD);
            let bare = self.expect(case, &head, sample.status).await?;
            self.note(&head, checks::like(&bare, &answer));
            self.journalled(&head, &[sample.journal, sample.journal].concat())?;
        } else if language == Language::English {
            self.journalled(&ask, sample.journal)?;
        } else {
            // What is sent a second time is not done a second time.
            self.journal.news()?;
        }
        if let Some(tag) = answer.headers.get("etag") {
            let again = ask.header("if-none-match", tag.to_str()?);
            self.expect(case, &again, 304).await?;
        }
        Ok(())
    }

    /// Nobody else learns anything, and nothing is disclosed to them.
    async fn refuses(&mut self, case: Case<'_>) -> anyhow::Result<()> {
        let Case { row, sample, language } = case;
        let others = sample.others.unwrap_or_else(|| checks::refusals(row, sample.status));
        let [stranger, ..] = others;
        // What a session opened that was ended is what nobody opens.
        let ended = (row.who == Who::Staff).then_some((Guest::Revoked, stranger));
        for (guest, status) in NOBODY_SPECIAL.into_iter().zip(others).chain(ended) {
            let ask = Ask::of(self.world, sample, language).by(guest);
            let answer = self.expect(case, &ask, status).await?;
            if row.who != Who::Anybody {
                self.note(&ask, self.silent(&ask, &answer));
                // Staff who may do the same in their own name are led on to what is theirs.
                let theirs =
                    !matches!(guest, Guest::Stranger | Guest::Revoked) && sample.others.is_some();
                if !theirs {
                    self.note(&ask, checks::leads_in(row, sample, &answer));
                }
            }
        }
        if row.who != Who::Anybody && sample.others.is_none() {
            // That somebody was refused may be written down, and nothing else.
            let ask = Ask::of(self.world, sample, language).by(Guest::Stranger);
            let mut said = self.journal.news()?;
            said.retain(|entry| entry != "staff consultation refused_by_policy");
            let silent = said.is_empty().then_some(());
            self.note(&ask, silent.with_context(|| format!("journalled {said:?}")));
        }
        Ok(())
    }

    /// Whatever else can be asked of it: other methods, other addresses, other bodies.
    async fn answers_the_rest(&mut self, case: Case<'_>) -> anyhow::Result<()> {
        let Case { row, sample, language } = case;
        let ask = Ask::of(self.world, sample, language);
        let allowed = self.table.allowed(&row.path);
        let taken = allowed.iter().any(|method| method == "DELETE");
        let wrong = ask.clone().method(if taken { Method::PUT } else { Method::DELETE });
        let answer = self.expect(case, &wrong, 405).await?;
        self.note(&wrong, checks::allows(&answer, &allowed));
        for path in checks::elsewhere(self.world, row, sample) {
            // What is no group has no slash at its end: that is put right before it is looked for.
            let status =
                if path.ends_with("/nothing-0/") && row.path != "/{force}/" { 308 } else { 404 };
            let path = format!("{}{path}", language.prefix());
            self.expect(case, &ask.clone().to(path), status).await?;
        }
        if row.path.contains('{') {
            let unreadable = checks::unreadable(self.world, row, sample);
            let unreadable = format!("{}{unreadable}", language.prefix());
            self.expect(case, &ask.clone().to(unreadable), 400).await?;
        }
        for (path, body, status) in &sample.also {
            let path = format!("{}{}", language.prefix(), self.world.fill(path));
            let other = ask.clone().to(path).body(self.world, body);
            self.expect(case, &other, *status).await?;
        }
        if row.method == "POST" && row.kind != Kind::Demo && !sample.takes_files {
            self.expect(case, &ask.clone().too_long(), 413).await?;
        }
        if row.method == "POST" && row.kind != Kind::Api {
            let foreign = ask.clone().nobodys().header("sec-fetch-site", "cross-site");
            self.expect(case, &foreign, 403).await?;
        }
        if row.method == "POST" && !matches!(row.kind, Kind::Api | Kind::Demo) {
            self.expect(case, &ask.nobodys(), 403).await?;
        }
        Ok(())
    }

    /// Sends it, and looks at everything that an answer of this route must be.
    async fn expect(&mut self, case: Case<'_>, ask: &Ask, status: u16) -> anyhow::Result<Answer> {
        let answer = match ask.send(self.world).await {
            Ok(answer) => answer,
            Err(error) => {
                self.note(ask, Err(error));
                anyhow::bail!("{}", self.broken.join("\n"))
            }
        };
        let is = answer.status;
        self.note(ask, (is == status).then_some(()).with_context(|| format!("{is}, not {status}")));
        self.note(ask, checks::kept(case, ask, &answer));
        self.note(ask, checks::speaks(case, ask, &answer));
        if answer.header("content-type").starts_with("text/html") && !answer.body.is_empty() {
            let (kind, language, html) = (case.row.kind, case.language, answer.body.clone());
            let sensitive = checks::is_sensitive(ask);
            let read = spawn_blocking(move || {
                checks::reads_well(kind, language, &html)?;
                if sensitive { checks::is_neutral(&html) } else { Ok(()) }
            });
            self.reading.push((format!("{ask} → {is}"), read));
        }
        Ok(answer)
    }

    /// How much was looked at, and what does not hold.
    pub(super) async fn end(mut self) -> anyhow::Result<(usize, Vec<String>)> {
        for (ask, read) in std::mem::take(&mut self.reading) {
            let found = read.await?;
            self.note(&ask, found);
        }
        Ok((self.checks, self.broken))
    }

    fn journalled(&mut self, ask: &Ask, promised: &[&str]) -> anyhow::Result<()> {
        let said = self.journal.news()?;
        let mut promised: Vec<&str> = promised.to_vec();
        promised.sort_unstable();
        let right = said == promised;
        self.note(ask, right.then_some(()).with_context(|| format!("journalled {said:?}")));
        Ok(())
    }

    /// Fails when an answer says what is none of the asker's business.
    fn silent(&self, ask: &Ask, answer: &Answer) -> anyhow::Result<()> {
        let place = answer.header("location");
        for secret in self.world.secrets().filter(|secret| !ask.says(secret)) {
            ensure!(!answer.body.contains(secret) && !place.contains(secret), "says {secret}");
        }
        Ok(())
    }

    fn note(&mut self, ask: &impl Display, found: anyhow::Result<()>) {
        self.checks += 1;
        if let Err(error) = found {
            self.broken.push(format!("{ask}: {error:#}"));
        }
    }
}
