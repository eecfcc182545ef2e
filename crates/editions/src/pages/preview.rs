//! How a proposal looks to people: every page in order, on a phone or a large screen. Nothing can be
//! sent from here, and nothing is written.

use super::{Studio, checked, frame, proposal, refused};
use crate::Checked;
use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use counter::Prose;
use counter::{Fault, Frame, Visit};
use kernel::{Language, Problem, Thing, Words, words};
use reports::pages::Preview;
use rights::pages::SignedIn;
use serde::Deserialize;
use services::{Edition, PageDef};

words! {
    TITLE { en: "How it looks: {service}", cy: "Sut mae'n edrych: {service}" }
    ABOUT { en: "Every page in order. Nothing that you choose or write here is kept.", cy: "Pob tudalen yn ei thro. Ni chedwir dim a ddewiswch neu a ysgrifennwch yma." }
    START { en: "Start page", cy: "Tudalen gychwyn" }
    PAGE { en: "Page {page}", cy: "Tudalen {page}" }
    WHEN { en: "Shown when:", cy: "I'w gweld pan:" }
    ON_PHONE { en: "On a phone", cy: "Ar ffôn" }
    ON_DESKTOP { en: "On a large screen", cy: "Ar sgrin fawr" }
}

/// How it is to be looked at.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    width: Option<String>,
    #[serde(rename = "in")]
    language: Option<String>,
}

#[derive(Template)]
#[template(path = "editions/preview.html")]
struct PreviewPage<'a> {
    frame: Frame,
    title: String,
    class: &'static str,
    lang: &'static str,
    other: (String, &'static str),
    service: &'a str,
    start: Prose<'a>,
    pages: Vec<(String, Option<&'a str>, Preview<'a>)>,
}

impl PreviewPage<'_> {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// `/desk/proposals/{id}/preview?width=phone&in=cy`.
pub(super) async fn show(
    State(studio): State<Studio>,
    visit: Visit,
    Path(id): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    match look(&studio, &signed_in, &id).await {
        Ok((id_of, edition)) => {
            let catalogue = studio.hall.catalogue();
            let name = super::title(&catalogue, &id_of, Some(&edition), visit.language);
            let title = TITLE.fill(visit.language, &[("service", &name)]);
            let frame = frame(&studio.hall, &visit, &signed_in, &title);
            let frame = frame.with_back(visit.href(&format!("/desk/proposals/{id}")));
            Ok(counter::page(&page(&visit, (frame, title), (&id, &edition), &asked)))
        }
        Err(problem) => refused(&studio, &visit, &signed_in, problem),
    }
}

async fn look(
    studio: &Studio,
    signed_in: &SignedIn,
    id: &str,
) -> Result<(String, Edition), Problem> {
    let proposal = proposal(studio, signed_in, id).await?;
    let checked: Checked = checked(studio, &proposal.service, proposal.texts()).await?;
    Ok((proposal.service, checked.edition.ok_or(Problem::NotFound(Thing::Page))?))
}

fn page<'a>(
    visit: &'a Visit,
    (frame, title): (Frame, String),
    (id, edition): (&str, &'a Edition),
    asked: &Asked,
) -> PreviewPage<'a> {
    let language = asked.language.as_deref().and_then(Language::of_code).unwrap_or(visit.language);
    // Without its Welsh it is in English, whatever was asked for.
    let language = if edition.welsh_by.is_some() { Language::English } else { language };
    let service = &*edition.service;
    let phone = asked.width.as_deref() != Some("desktop");
    let (other, words) = if phone { ("desktop", ON_DESKTOP) } else { ("phone", ON_PHONE) };
    let other = format!("/desk/proposals/{id}/preview?width={other}&in={}", language.code());
    let numbered = |(number, page): (usize, &'a PageDef)| {
        let number = (number + 1).to_string();
        let heading = PAGE.fill(visit.language, &[("page", &number)]);
        (heading, page.condition(), Preview::new(service, page, language, visit))
    };
    PreviewPage {
        frame,
        title,
        class: if phone { "bl-preview bl-preview--phone" } else { "bl-preview" },
        lang: language.code(),
        other: (visit.href(&other), words.say(visit.language)),
        service: service.title(language),
        start: Prose::new(service.start.say(language), visit),
        pages: service.pages.iter().enumerate().map(numbered).collect(),
    }
}
