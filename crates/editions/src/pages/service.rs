//! One service: how it stands, its editions, what was decided about it, and what can be done.

use super::reach::{self, ForWhom};
use super::{Studio, enter, frame, refused};
use crate::store::editions::Decided;
use crate::{Published, Start, history, published};
use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use counter::components::{
    Button, ErrorSummary, Input, InsetText, Markup, NotificationBanner, Textarea,
};
use counter::{Fault, Form, Frame, Visit, dates};
use kernel::{FieldProblem, Language, Problem, Purpose, Thing, Words, words};
use rights::Right;
use rights::pages::SignedIn;
use serde::Deserialize;
use services::{Catalogue, Reach, Service};

words! {
    HERE { en: "Your force offers version {version}.", cy: "Mae eich heddlu'n cynnig fersiwn {version}." }
    NOT_HERE { en: "Your force does not offer this.", cy: "Nid yw eich heddlu'n cynnig hwn." }
    CLOSED_HERE {
        en: "It is closed at your force. People who come are told: {advice}",
        cy: "Mae ar gau yn eich heddlu. Dywedir wrth bobl sy'n dod: {advice}",
    }
    WELSH_OWED { en: "This version is in English alone. Its Welsh is owed by {by}.", cy: "Yn Saesneg yn unig y mae'r fersiwn hon. Mae angen ei Chymraeg erbyn {by}." }
    EDITIONS { en: "Versions", cy: "Fersiynau" }
    VERSION { en: "Version {version}", cy: "Fersiwn {version}" }
    WITH_PROGRAM { en: "Came with the program", cy: "Daeth gyda'r rhaglen" }
    WRITTEN { en: "{name}, {when}", cy: "{name}, {when}" }
    COMPARE { en: "Compare with version {version}", cy: "Cymharu â fersiwn {version}" }
    CHANGE_IT { en: "Change it from this version", cy: "Ei newid o'r fersiwn hon" }
    NEW_TITLE { en: "Make a new service from it", cy: "Gwneud gwasanaeth newydd ohono" }
    NEW_ID { en: "Id of the new service", cy: "Id y gwasanaeth newydd" }
    NEW_HINT { en: "Small letters and hyphens, such as flooded-road; it becomes its address", cy: "Llythrennau bach a chysylltnodau, megis flooded-road; dyma fydd ei gyfeiriad" }
    NEW { en: "Begin the new service", cy: "Dechrau'r gwasanaeth newydd" }
    NOT_AN_ID { en: "Enter an id of small letters, digits and hyphens", cy: "Rhowch id o lythrennau bach, digidau a chysylltnodau" }
    TAKEN { en: "Enter another id: there is a service of this one", cy: "Rhowch id arall: mae gwasanaeth â'r un yma" }
    DECIDED { en: "What was decided", cy: "Yr hyn a benderfynwyd" }
    WAS_PUBLISHED { en: "Version {version} published", cy: "Cyhoeddwyd fersiwn {version}" }
    WAS_CLOSED { en: "Closed", cy: "Caewyd" }
    WAS_OPENED { en: "Opened", cy: "Agorwyd" }
    DECIDED_BY { en: "{name}, {when}, for:", cy: "{name}, {when}, ar gyfer:" }
    NOTHING_DECIDED { en: "Nothing was decided at a desk.", cy: "Ni phenderfynwyd dim wrth ddesg." }
    CLOSE_TITLE { en: "Close it", cy: "Ei gau" }
    CLOSE_ABOUT {
        en: "Within 10 seconds nobody can begin it any more. Whoever is part of the way through can finish and send.",
        cy: "O fewn 10 eiliad ni all neb ei ddechrau mwyach. Gall unrhyw un sydd ar ei ganol orffen ac anfon.",
    }
    ADVICE_EN { en: "What should people do in its place? (English)", cy: "Beth dylai pobl ei wneud yn ei le? (Saesneg)" }
    ADVICE_CY { en: "What should people do in its place? (Welsh)", cy: "Beth dylai pobl ei wneud yn ei le? (Cymraeg)" }
    ADVICE_HINT { en: "Say whom to call or where to go. It is shown to everybody who comes", cy: "Dywedwch bwy i'w ffonio neu ble i fynd. Mae'n cael ei ddangos i bawb sy'n dod" }
    WHY { en: "Why? (for colleagues)", cy: "Pam? (i gydweithwyr)" }
    CLOSE { en: "Close the service", cy: "Cau'r gwasanaeth" }
    OPEN_TITLE { en: "Open it again", cy: "Ei agor eto" }
    OPEN { en: "Open the service", cy: "Agor y gwasanaeth" }
    NO_ADVICE { en: "Write what people should do in its place", cy: "Ysgrifennwch beth dylai pobl ei wneud yn ei le" }
    NO_REASON { en: "Write why", cy: "Ysgrifennwch pam" }
    DONE_CLOSED { en: "The service is closed", cy: "Mae'r gwasanaeth ar gau" }
    DONE_OPENED { en: "The service is open", cy: "Mae'r gwasanaeth ar agor" }
}

/// What the address says was done.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "editions/service.html")]
struct ServicePage {
    frame: Frame,
    title: String,
    summary: Option<ErrorSummary>,
    done: Option<NotificationBanner>,
    stands: String,
    notices: Vec<InsetText>,
    editions: Vec<EditionLine>,
    decided: Vec<DecidedLine>,
    token: String,
    texts: String,
    newest: u32,
    may_write: bool,
    new_id: Input,
    new: Button,
    closing: Option<ClosingForm>,
}

struct EditionLine {
    title: String,
    by: String,
    note: String,
    compare: Option<(String, String)>,
    change: Button,
}

/// Something that was decided, as people read it.
struct DecidedLine {
    what: String,
    by: String,
    reach: ForWhom,
    why: String,
}

struct ClosingForm {
    action: String,
    closed: bool,
    fields: Vec<Markup>,
    button: Button,
}

impl ServicePage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// What a form of this page sent that could not be done.
#[derive(Default)]
pub(super) struct Attempt {
    pub(super) form: Form,
    pub(super) problems: Vec<FieldProblem>,
}

/// `/desk/services/{id}`.
pub(super) async fn show(
    State(studio): State<Studio>,
    visit: Visit,
    Path(id): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let done = asked.ok().and_then(|Query(asked)| asked.done);
    let done = match done.as_deref() {
        Some("closed") => Some(DONE_CLOSED),
        Some("opened") => Some(DONE_OPENED),
        _ => None,
    };
    draw(&studio, &visit, (&signed_in, &id), done, None).await
}

/// The page again, with what was typed and what is wrong with it.
pub(super) async fn re_render(
    studio: &Studio,
    visit: &Visit,
    place: (&SignedIn, &str),
    attempt: Attempt,
) -> Result<Response, Fault> {
    draw(studio, visit, place, None, Some(attempt)).await
}

async fn draw(
    studio: &Studio,
    visit: &Visit,
    (signed_in, id): (&SignedIn, &str),
    done: Option<Words>,
    attempt: Option<Attempt>,
) -> Result<Response, Fault> {
    let status = if attempt.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    match look(studio, visit, signed_in, id).await {
        Ok((catalogue, editions, decided)) => {
            let attempt = attempt.unwrap_or_default();
            let view = View { studio, visit, signed_in, catalogue: &catalogue, attempt: &attempt };
            let mut page = view.page(id, &editions, &decided)?;
            let language = visit.language;
            page.done = done.map(|it| NotificationBanner::success(language, it.say(language)));
            Ok(counter::page_as(status, &page))
        }
        Err(problem) => refused(studio, visit, signed_in, problem),
    }
}

type Looked = (std::sync::Arc<Catalogue>, Vec<Published>, Vec<Decided>);

async fn look(
    studio: &Studio,
    _: &Visit,
    signed_in: &SignedIn,
    id: &str,
) -> Result<Looked, Problem> {
    enter(signed_in)?;
    let scope = signed_in.staff.scope(Purpose::Administration);
    let mut tx = studio.hall.station.begin(&scope).await?;
    let editions = published(&mut tx, id).await?;
    let decided = history(&mut tx, id).await?;
    tx.leave().await?;
    Ok((studio.hall.catalogue(), editions, decided))
}

struct View<'a> {
    studio: &'a Studio,
    visit: &'a Visit,
    signed_in: &'a SignedIn,
    catalogue: &'a Catalogue,
    attempt: &'a Attempt,
}

impl View<'_> {
    fn page(
        &self,
        id: &str,
        editions: &[Published],
        decided: &[Decided],
    ) -> Result<ServicePage, Problem> {
        let (visit, language) = (self.visit, self.visit.language);
        let service = self.catalogue.get(id).ok_or(Problem::NotFound(Thing::Service))?;
        let title = service.title(language).to_owned();
        let frame = frame(&self.studio.hall, visit, self.signed_in, &title);
        let wrong = !self.attempt.problems.is_empty();
        let (stands, notices) = self.standing(id);
        let may_write = self.signed_in.staff.may(Right::WriteServices);
        Ok(ServicePage {
            frame: frame.error(wrong).with_back(visit.href("/desk/services")),
            title,
            summary: wrong.then(|| ErrorSummary::of(language, &self.problems())),
            done: None,
            stands,
            notices,
            editions: self.editions(id, editions),
            decided: decided.iter().map(|it| self.decided(it)).collect(),
            token: self.signed_in.csrf.clone(),
            texts: visit.href(&format!("/desk/services/{id}/texts")),
            newest: editions.first().map_or(service.version, |edition| edition.version),
            may_write,
            new_id: Input::new("new", NEW_ID.say(language))
                .hint(NEW_HINT.say(language))
                .problem(language, self.problem("new").as_deref())
                .value(self.attempt.form.get("new").unwrap_or_default())
                .width(20)
                .spellcheck(false),
            new: Button::new(NEW.say(language)).secondary(),
            closing: self.closing(service),
        })
    }

    fn standing(&self, id: &str) -> (String, Vec<InsetText>) {
        let language = self.visit.language;
        let Some(offer) = self.catalogue.at(self.signed_in.staff.force(), id) else {
            return (NOT_HERE.say(language).to_owned(), Vec::new());
        };
        let version = offer.edition.service.version.to_string();
        let closed = offer.closed.map(|closed| {
            InsetText::new(CLOSED_HERE.fill(language, &[("advice", closed.advice.say(language))]))
        });
        let owed = offer.edition.welsh_by.map(|by| {
            InsetText::new(WELSH_OWED.fill(language, &[("by", &dates::day(by, language))]))
        });
        let notices = closed.into_iter().chain(owed).collect();
        (HERE.fill(language, &[("version", &version)]), notices)
    }

    fn editions(&self, id: &str, editions: &[Published]) -> Vec<EditionLine> {
        let language = self.visit.language;
        let line = |(place, edition): (usize, &Published)| {
            let when = dates::date_and_time(edition.at, language);
            let earlier = editions.get(place + 1).map(|earlier| earlier.version.to_string());
            let version = edition.version;
            EditionLine {
                title: VERSION.fill(language, &[("version", &version.to_string())]),
                by: match &edition.author {
                    Some(author) => {
                        WRITTEN.fill(language, &[("name", &author.name), ("when", &when)])
                    }
                    None => WITH_PROGRAM.say(language).to_owned(),
                },
                note: edition.note.clone(),
                compare: earlier.map(|from| {
                    let href = format!("/desk/services/{id}/comparison?from={from}&to={version}");
                    (self.visit.href(&href), COMPARE.fill(language, &[("version", &from)]))
                }),
                change: Button::new(CHANGE_IT.say(language))
                    .secondary()
                    .sends("version", version.to_string()),
            }
        };
        editions.iter().enumerate().map(line).collect()
    }

    fn decided(&self, decided: &Decided) -> DecidedLine {
        let language = self.visit.language;
        let what = match (decided.version, decided.closes) {
            (Some(version), _) => {
                WAS_PUBLISHED.fill(language, &[("version", &version.to_string())])
            }
            (None, true) => WAS_CLOSED.say(language).to_owned(),
            (None, false) => WAS_OPENED.say(language).to_owned(),
        };
        let when = dates::date_and_time(decided.at, language);
        let by = [("name", decided.name.as_str()), ("when", when.as_str())];
        DecidedLine {
            what,
            by: DECIDED_BY.fill(language, &by),
            reach: reach::said(&self.studio.hall, &decided.reach, language),
            why: decided.reason.clone(),
        }
    }

    fn closing(&self, service: &Service) -> Option<ClosingForm> {
        if !self.signed_in.staff.may(Right::ApproveServices) {
            return None;
        }
        let language = self.visit.language;
        let own = self.signed_in.staff.force();
        let closed = self.catalogue.at(own, &service.id).is_some_and(|it| it.closed.is_some());
        let area = |name: &str, label: Words, hint: Option<Words>| {
            let field = Textarea::new(name, label.say(language)).rows(3);
            let field = field.value(self.attempt.form.get(name).unwrap_or_default());
            let field = field.problem(language, self.problem(name).as_deref());
            match hint {
                Some(hint) => field.hint(hint.say(language)).into(),
                None => field.into(),
            }
        };
        let mut fields: Vec<Markup> = Vec::new();
        if !closed {
            fields.push(area("advice_en", ADVICE_EN, Some(ADVICE_HINT)));
            fields.push(area("advice_cy", ADVICE_CY, None));
        }
        fields.push(area("reason", WHY, None));
        let at_home = Reach::At([own.clone()].into());
        fields.extend(reach::asked(self.studio, self.visit, self.signed_in, (&at_home, "")));
        let (ending, words) = if closed { ("opening", OPEN) } else { ("closure", CLOSE) };
        let button = Button::new(words.say(language)).prevent_double_click(true);
        Some(ClosingForm {
            action: self.visit.href(&format!("/desk/services/{}/{ending}", service.id)),
            closed,
            fields,
            button: if closed { button } else { button.warning() },
        })
    }

    fn problem(&self, field: &str) -> Option<String> {
        let found = self.attempt.problems.iter().find(|problem| problem.field == field)?;
        Some(said(found, self.visit.language).to_owned())
    }

    fn problems(&self) -> Vec<FieldProblem> {
        let said = |problem: &FieldProblem| FieldProblem {
            field: problem.field.clone(),
            message: said(problem, self.visit.language).to_owned(),
        };
        self.attempt.problems.iter().map(said).collect()
    }
}

fn said(problem: &FieldProblem, language: Language) -> &'static str {
    let words = match (problem.field.as_str(), problem.message.as_str()) {
        ("new", "taken") => TAKEN,
        ("new", _) => NOT_AN_ID,
        ("reason", _) => NO_REASON,
        _ => NO_ADVICE,
    };
    words.say(language)
}

/// `POST /desk/services/{id}/texts`: begins the next version of it, or a new service.
pub(super) async fn begin(
    State(studio): State<Studio>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let version = form.get("version").and_then(|version| version.parse().ok());
    let start = Start {
        from: id.clone(),
        version: version.ok_or(Problem::NotFound(Thing::Service))?,
        new: form.get("new").map(|new| new.trim().to_owned()),
    };
    let begun = async {
        let scope = signed_in.staff.scope(Purpose::Administration);
        let mut tx = studio.hall.station.begin(&scope).await?;
        let catalogue = studio.hall.catalogue();
        let proposal = crate::begin(&mut tx, &signed_in.staff, &catalogue, &start).await?;
        tx.commit().await?;
        Ok(proposal)
    };
    match begun.await {
        Ok(proposal) => {
            let href = visit.href(&format!("/desk/proposals/{proposal}"));
            Ok(Redirect::to(&href).into_response())
        }
        Err(Problem::Invalid(problems)) => {
            let attempt = Attempt { form, problems };
            re_render(&studio, &visit, (&signed_in, &id), attempt).await
        }
        Err(problem) => refused(&studio, &visit, &signed_in, problem),
    }
}
