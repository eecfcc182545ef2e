//! What looks unusual and waits for a person.

use super::words::{Names, name};
use super::{At, Office, Tabs};
use crate::findings::{self, Finding};
use crate::{looks, patterns};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use counter::{Fault, Frame, Visit, dates};
use kernel::{Problem, Words, words};
use rights::pages::SignedIn;

words! {
    TITLE { en: "Findings", cy: "Canfyddiadau" }
    ABOUT {
        en: "What looks unusual, by rules that are explained and that you can change. None of it is proof of anything: look at each, and dismiss it with a reason or open a case.",
        cy: "Yr hyn sy'n edrych yn anarferol, yn ôl rheolau sy'n cael eu hesbonio ac y gallwch eu newid. Nid yw dim ohono'n brawf o unrhyw beth: edrychwch ar bob un, a'i ddiystyru gyda rheswm neu agor achos.",
    }
    NONE { en: "Nothing waits for you.", cy: "Nid oes dim yn aros amdanoch." }
    MANY { en: "several people", cy: "sawl person" }
    LINE { en: "{rule}: {who}", cy: "{rule}: {who}" }
}

#[derive(Template)]
#[template(path = "oversight/findings.html")]
struct FindingsPage {
    frame: Frame,
    tabs: Tabs,
    findings: Vec<Line>,
}

impl FindingsPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// One finding as it stands in a list.
pub(super) struct Line {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) says: String,
    pub(super) when: String,
}

impl Line {
    /// A finding in short.
    pub(super) fn of(at: &At<'_>, finding: &Finding, names: &Names) -> Self {
        let language = at.language();
        let who = match finding.account {
            Some(account) => name(account, names, at.visit),
            None => MANY.say(language).to_owned(),
        };
        let rule = patterns::name(finding.rule).say(language);
        Self {
            href: at.visit.href(&format!("/desk/oversight/findings/{}", finding.id)),
            title: LINE.fill(language, &[("rule", rule), ("who", &who)]),
            says: patterns::says(finding.rule, &finding.facts, language),
            when: dates::date_and_time(finding.happened_at, language),
        }
    }
}

/// `GET /desk/oversight/findings`.
pub(super) async fn show(
    State(office): State<Office>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = At::new(&office, &visit, &signed_in);
    match look(&at).await {
        Ok((found, names)) => Ok(counter::page(&FindingsPage {
            frame: at.frame(TITLE.say(at.language())),
            tabs: at.tabs(),
            findings: found.iter().map(|one| Line::of(&at, one, &names)).collect(),
        })),
        Err(problem) => at.refused(problem),
    }
}

async fn look(at: &At<'_>) -> Result<(Vec<Finding>, Names), Problem> {
    let mut tx = at.tx().await?;
    let found = findings::open(&mut tx, &at.signed_in.staff).await?;
    let people = found.iter().filter_map(|finding| finding.account);
    let names = looks::names_of(&mut tx, people.collect()).await?;
    tx.commit().await?;
    Ok((found, names))
}
