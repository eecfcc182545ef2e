//! Forces and services as programs read them. Fields are added to these, and never taken away or
//! changed in what they mean.

use crate::{Edition, ServiceKind, answers_schema, definition_json};
use kernel::{Force, Language, LocalText};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// A text in the languages that it exists in.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct InBoth {
    /// In English.
    en: String,
    /// In Welsh, if it exists.
    #[serde(skip_serializing_if = "Option::is_none")]
    cy: Option<String>,
}

impl From<&LocalText> for InBoth {
    fn from(text: &LocalText) -> Self {
        Self { en: text.en.clone(), cy: text.cy.clone() }
    }
}

/// A force in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ForceEntry {
    /// Its id, as in the data.police.uk API.
    #[schema(example = "northshire")]
    id: String,
    /// Its name in English.
    #[schema(example = "Northshire Police")]
    name: String,
    /// Its name in each language.
    names: InBoth,
    /// The languages that it must serve, the main one first. Welsh pages work for every force.
    #[schema(example = json!(["en", "cy"]))]
    languages: Vec<&'static str>,
    /// Its home here.
    url: String,
}

impl ForceEntry {
    pub(super) fn new(force: &Force, origin: &str) -> Self {
        Self {
            id: force.id.to_string(),
            name: force.name.en.clone(),
            names: (&force.name).into(),
            languages: force.languages.iter().map(|language| language.code()).collect(),
            url: format!("{origin}/{}/", force.id),
        }
    }
}

/// All forces.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ForceList {
    /// In the order of their names.
    pub(super) items: Vec<ForceEntry>,
}

/// A force.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ForceDetail {
    #[serde(flatten)]
    entry: ForceEntry,
    /// Its name in law.
    legal_name: String,
    /// The letters that its references begin with.
    #[schema(example = "NSH")]
    letters: String,
    /// Its own site.
    site: String,
    /// What it covers, in words.
    covers: InBoth,
    /// Councils, towns and other areas that it covers, as people call them.
    areas: Vec<String>,
    /// Postcode areas and outward codes that are its own.
    postcode_areas: Vec<String>,
    /// Postcode areas and outward codes that it shares with other forces.
    shared_postcode_areas: Vec<String>,
    /// Whether it polices railways everywhere rather than a territory.
    railways: bool,
}

impl ForceDetail {
    pub(super) fn new(force: &Force, origin: &str) -> Self {
        Self {
            entry: ForceEntry::new(force, origin),
            legal_name: force.legal_name.clone(),
            letters: force.letters.as_str().to_owned(),
            site: force.site.clone(),
            covers: (&force.covers).into(),
            areas: force.areas.clone(),
            postcode_areas: force.postcode_areas.clone(),
            shared_postcode_areas: force.shared_postcode_areas.clone(),
            railways: force.railways,
        }
    }
}

/// A service of a force in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ServiceEntry {
    /// Its id, the same for every force.
    #[schema(example = "bicycle-theft")]
    id: String,
    /// Its title.
    #[schema(example = "Report a stolen bicycle")]
    name: String,
    /// What people do there; the same as `name`.
    title: String,
    /// One sentence about it.
    summary: String,
    /// Where it stands on a force's site.
    #[schema(example = "report")]
    group: &'static str,
    /// `form` takes a report, `signpost` sends people on.
    #[schema(example = "form")]
    kind: &'static str,
    /// The languages that it is offered in.
    #[schema(example = json!(["en", "cy"]))]
    languages: Vec<&'static str>,
    /// Its start page.
    url: String,
}

impl ServiceEntry {
    pub(super) fn new(edition: &Edition, force: &Force, language: Language, origin: &str) -> Self {
        let service = &edition.service;
        let (prefix, group) = (language.prefix(), service.group.slug());
        let title = service.title(language).to_owned();
        Self {
            id: service.id.clone(),
            name: title.clone(),
            title,
            summary: service.summary(language).to_owned(),
            group,
            kind: match service.kind() {
                ServiceKind::Form => "form",
                ServiceKind::Signpost => "signpost",
            },
            languages: edition.languages().iter().map(|language| language.code()).collect(),
            url: format!("{origin}{prefix}/{}/{group}/{}", force.id, service.slug),
        }
    }
}

/// The services that a force offers.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ServiceList {
    /// In the order of their ids.
    pub(super) items: Vec<ServiceEntry>,
}

/// A service of a force.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ServiceDetail {
    #[serde(flatten)]
    entry: ServiceEntry,
    /// Its pages and questions in the language that was asked for. Conditions are CEL.
    #[schema(value_type = Object)]
    definition: Value,
    /// JSON Schema (2020-12) of the answers that make a report.
    #[schema(value_type = Object)]
    answers_schema: Value,
}

impl ServiceDetail {
    pub(super) fn new(edition: &Edition, force: &Force, language: Language, origin: &str) -> Self {
        let service = &edition.service;
        Self {
            entry: ServiceEntry::new(edition, force, language, origin),
            definition: definition_json(service, language),
            answers_schema: answers_schema(service),
        }
    }
}
