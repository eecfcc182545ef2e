//! What professional standards looks into.

use super::words::{Names, name, outcome};
use super::{At, Office, Tabs};
use crate::cases::{self, Case};
use crate::looks;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use counter::components::{Colour, Tag};
use counter::{Fault, Frame, Visit, dates};
use kernel::{Problem, Words, words};
use rights::pages::SignedIn;

words! {
    TITLE { en: "Cases", cy: "Achosion" }
    NONE { en: "There is no case.", cy: "Nid oes achos." }
    ABOUT { en: "About {names}", cy: "Ynghylch {names}" }
    NOBODY { en: "About nobody yet", cy: "Heb fod ynghylch neb eto" }
    OPENED { en: "Opened {when}", cy: "Agorwyd {when}" }
    OPEN { en: "Open", cy: "Ar agor" }
}

#[derive(Template)]
#[template(path = "oversight/cases.html")]
struct CasesPage {
    frame: Frame,
    tabs: Tabs,
    cases: Vec<Line>,
}

struct Line {
    href: String,
    title: String,
    opened: String,
    tag: Tag,
}

impl CasesPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// `GET /desk/oversight/cases`.
pub(super) async fn show(
    State(office): State<Office>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = At::new(&office, &visit, &signed_in);
    match look(&at).await {
        Ok((cases, names)) => Ok(counter::page(&CasesPage {
            frame: at.frame(TITLE.say(at.language())),
            tabs: at.tabs(),
            cases: cases.iter().map(|case| line(&at, case, &names)).collect(),
        })),
        Err(problem) => at.refused(problem),
    }
}

async fn look(at: &At<'_>) -> Result<(Vec<Case>, Names), Problem> {
    let mut tx = at.tx().await?;
    let cases = cases::list(&mut tx, &at.signed_in.staff).await?;
    let people: Vec<_> = cases.iter().flat_map(|case| case.people.clone()).collect();
    let names = looks::names_of(&mut tx, people).await?;
    tx.commit().await?;
    Ok((cases, names))
}

fn line(at: &At<'_>, case: &Case, names: &Names) -> Line {
    let language = at.language();
    let opened = dates::date_and_time(case.opened_at, language);
    let tag = match &case.closed {
        Some(closed) => Tag::new(outcome(closed.outcome).say(language)).colour(Colour::Grey),
        None => Tag::new(OPEN.say(language)).colour(Colour::Yellow),
    };
    Line {
        href: at.visit.href(&format!("/desk/oversight/cases/{}", case.id)),
        title: about(at, case, names),
        opened: OPENED.fill(language, &[("when", &opened)]),
        tag,
    }
}

/// Whom a case is about.
pub(super) fn about(at: &At<'_>, case: &Case, names: &Names) -> String {
    let people: Vec<String> = case.people.iter().map(|it| name(*it, names, at.visit)).collect();
    if people.is_empty() {
        return NOBODY.say(at.language()).to_owned();
    }
    ABOUT.fill(at.language(), &[("names", &people.join(", "))])
}
