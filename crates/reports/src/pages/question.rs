//! The pages of a service: shown as they were left, and read.

use super::addresses::{self, Finds};
use super::controls::Manner;
use super::elsewhere;
use super::gone;
use super::list;
use super::map;
use super::notice;
use super::place::Place;
use super::save::{self, Wish};
use super::turn::{self, Turn, turn};
use super::typed::{left, typed};
use super::until::Until;
use super::uploads::{self, Control, Files};
use super::writing::{Writing, in_turn};
use askama::Template;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use counter::Prose;
use counter::components::{Button, ErrorSummary, InsetText, Markup};
use counter::{Fault, Form, Frame, Key, page_as};
use kernel::{FieldProblem, Problem, Reason};
use services::{Answers, Journey, Kind, OutcomeKind, PageKind, Question, Reading, Spot, Step};

/// The hidden field that says that the person came from the check page. No question has such a name.
const FROM_CHECK: &str = "from-check";

kernel::words! {
    CONTINUE { en: "Continue", cy: "Parhau" }
    NUMBERED { en: "{one} {number}", cy: "{one} {number}" }
}

/// `GET /{force}/{group}/{slug}/{page}`: a page that is on the way, as it was left. From any other
/// the person is led to the first page that is still to be answered.
pub(super) async fn show(place: Place, headers: HeaderMap) -> Result<Response, Fault> {
    let (key, cookie) = place.visit.key_or_new(counter::random()?);
    let (place, writing) = Writing::enter(place, Place::holder(&key), &headers).await?;
    let spot = place.spot()?;
    let page = spot.page;
    if writing.sent().is_some() && !place.is_first(page) {
        return Ok(place.go(super::place::SENT));
    }
    if let Some(closed) = writing.turned_away(&place)
        && !is_emergency(page)
    {
        return Ok(closed);
    }
    let answers = writing.answers();
    let journey = services::journey(&place.service, &answers, place.now());
    let shown = match (&page.kind, journey.step(spot)) {
        (PageKind::Questions, Some(step)) => {
            let as_left = writing.typed(spot).cloned();
            let typed = as_left.unwrap_or_else(|| typed(step, &answers));
            let (changes, until) = (place.changes(), Until::of(&place, &writing, false));
            let files = files_of(&place, spot, &writing).await?;
            let finds = Finds::of(&place, spot, &typed).await;
            let shown = Aids { files: (&files, &answers), finds: &finds };
            let asking =
                Asking { place: &place, key: &key, spot, journey: &journey, changes, shown };
            asking.render(step, (&typed, &[]), until)
        }
        (PageKind::Interruption(told), Some(_)) => {
            notice::interruption(&place, &key, spot, &journey, told)
        }
        (PageKind::List, Some(_)) => {
            let until = Until::of(&place, &writing, false);
            list::Listing { place: &place, key: &key, spot, journey: &journey, until }
                .render(&answers, false)
        }
        (PageKind::Outcome(outcome), step)
            if step.is_some() || outcome.kind == OutcomeKind::Emergency =>
        {
            let back = place.back_href(&journey, Some(spot));
            match outcome.redirect.as_deref() {
                Some(redirect) => {
                    let token = key.csrf_token();
                    elsewhere::page(&place, token, (outcome, redirect), (&answers, back)).await
                }
                None => notice::outcome(&place, &key, back, outcome),
            }
        }
        _ if writing.is_empty() => return Ok(place.go_to_beginning()),
        _ => return Ok(place.go(&Place::last_of(&journey.end))),
    };
    Ok((cookie, shown).into_response())
}

/// `POST /{force}/{group}/{slug}/{page}`: takes what is right, shows what is not, and leads on.
pub(super) async fn answer(
    place: Place,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Fault> {
    let Some(key) = place.visit.key.clone() else { return without_key(&place, &form) };
    in_turn(|| answer_once(&place, &key, &headers, &form)).await
}

async fn answer_once(
    place: &Place,
    key: &Key,
    headers: &HeaderMap,
    form: &Form,
) -> Result<Response, Fault> {
    let holder = Place::holder(key);
    let (place, writing) = Writing::enter(place.clone(), holder, headers).await?;
    let (place, spot) = (&place, place.spot()?);
    if writing.sent().is_some() && !place.is_first(spot.page) {
        return Ok(place.go(super::place::SENT));
    }
    if let Some(closed) = writing.turned_away(place) {
        return Ok(in_danger(place, spot, form).unwrap_or(closed));
    }
    match &spot.page.kind {
        PageKind::Questions => {
            let sent = Sent { form, problems: Vec::new(), stays: false };
            answer_questions(place, key, &writing, (spot, &sent)).await
        }
        PageKind::List => list::answer(place, key, &writing, (spot, form)).await,
        PageKind::Interruption(_) | PageKind::Outcome(_) => {
            notice::go_on(place, &writing, spot, form).await
        }
    }
}

/// What was sent with a page: its fields, what is wrong with its files, and whether the person is only
/// sending or removing some of these.
pub(super) struct Sent<'a> {
    pub(super) form: &'a Form,
    pub(super) problems: Vec<FieldProblem>,
    pub(super) stays: bool,
}

/// A page that was sent with files, which are here by now.
pub(super) async fn answer_with_files(
    place: &Place,
    key: &Key,
    headers: &HeaderMap,
    (spot, sent): (Spot<'_>, &Sent<'_>),
) -> Result<Response, Fault> {
    in_turn(|| async {
        let writing = Writing::open(place, Place::holder(key), headers).await?;
        if writing.sent().is_some() && !place.is_first(spot.page) {
            return Ok(place.go(super::place::SENT));
        }
        answer_questions(place, key, &writing, (spot, sent)).await
    })
    .await
}

/// The files of a draft, where a page asks for some.
async fn files_of(place: &Place, spot: Spot<'_>, writing: &Writing) -> Result<Files, Problem> {
    if uploads::asks(spot) { Files::of(place, writing).await } else { Ok(Files::default()) }
}

async fn answer_questions(
    place: &Place,
    key: &Key,
    writing: &Writing,
    (spot, sent): (Spot<'_>, &Sent<'_>),
) -> Result<Response, Fault> {
    let before = writing.answers();
    let files = files_of(place, spot, writing).await?;
    let (form, pending) = addresses::settled(sent.form, spot);
    let form = &uploads::with_files(&form, spot, (&files, &before));
    let mut reading = read(place, spot, &before, form);
    addresses::hold_back(&mut reading, &pending, place.language());
    let wish = Wish::of(place, form);
    let after = match wish {
        Some(_) => reading.onto_unfinished(&before),
        None => reading.onto(&before),
    };
    let left = (spot, left(spot.page, &reading, wish.is_some() || sent.stays));
    let asks_for_files =
        |problem: &FieldProblem| uploads::asked(spot).any(|question| question.id == problem.field);
    if sent.stays {
        // What is not answered yet is no fault of somebody who is sending files.
        reading.problems.retain(asks_for_files);
    }
    reading.problems.extend(sent.problems.iter().cloned());
    if writing.is_empty() && !place.is_first(spot.page) {
        writing.keep_draft(place, &writing.draft_with(place, after, left)?).await?;
        return Ok(gone::response(place));
    }
    let changes = form.get(FROM_CHECK).is_some();
    let well = reading.problems.is_empty() && !reading.again;
    if sent.stays && well {
        let draft = writing.draft_with(place, after, left)?;
        let cookies = writing.keep_draft(place, &draft).await?;
        return Ok((cookies, same_page(place, spot, changes)).into_response());
    }
    match (turn(&place.service, spot, &after, (well, changes), place.now()), wish) {
        // Nothing of such answers is stored unless the person goes on: what was there is held.
        (Turn::Elsewhere(_), Some(Wish::Hold)) => {
            save::grant(place, writing, (Wish::Hold, &writing.draft(place)?)).await
        }
        (Turn::Elsewhere(outcome), _) => {
            elsewhere::count_shown(place, outcome, &after).await;
            Ok(writing.put_aside(place, after, outcome).await?)
        }
        (Turn::On(_) | Turn::Again, Some(wish)) => {
            let draft = writing.draft_with(place, after, left)?;
            save::grant(place, writing, (wish, &draft)).await
        }
        (Turn::On(last), None) => {
            let draft = writing.draft_with(place, after, left)?;
            let cookies = writing.keep_draft(place, &draft).await?;
            let last = if changes {
                format!("{last}{}", Place::changing(&last))
            } else {
                last.into_owned()
            };
            Ok((cookies, place.go(&last)).into_response())
        }
        (Turn::Again, None) => {
            let draft = writing.draft_with(place, after.clone(), left)?;
            let cookies = writing.keep_draft(place, &draft).await?;
            if !pending.is_empty() && reading.problems.is_empty() {
                // Fetched anew, so that the browser's way back leads over pages that it can show.
                return Ok((cookies, same_page(place, spot, changes)).into_response());
            }
            let journey = services::journey(&place.service, &after, place.now());
            let finds = Finds::of(place, spot, &reading.typed).await;
            let shown = Aids { files: (&files, &after), finds: &finds };
            let asking = Asking { place, key, spot, journey: &journey, changes, shown };
            let until = Until::of(place, writing, true);
            Ok((cookies, asking.re_render(&reading, until)).into_response())
        }
    }
}

/// Sends the browser to the same page again.
fn same_page(place: &Place, spot: Spot<'_>, changes: bool) -> Response {
    let slug = spot.slug();
    let again = if changes { Place::changing(&slug) } else { "" };
    place.go(&format!("{slug}{again}"))
}

/// A form from a browser that keeps no cookie: nothing can be kept for it, and it is told so. But
/// whoever says that somebody is in danger is sent to 999.
fn without_key(place: &Place, form: &Form) -> Result<Response, Fault> {
    let spot = place.spot()?;
    in_danger(place, spot, form).ok_or(Fault(Problem::Refused(Reason::CrossSite)))
}

/// Where somebody is sent who says that somebody is in danger, whatever else stands in the way.
fn in_danger(place: &Place, spot: Spot<'_>, form: &Form) -> Option<Response> {
    let answers = read(place, spot, &Answers::new(), form).answers;
    let outcome = turn::emergency(&place.service, &answers, place.now())?;
    Some(place.go(&outcome.slug))
}

fn is_emergency(page: &services::PageDef) -> bool {
    matches!(&page.kind, PageKind::Outcome(outcome) if outcome.kind == OutcomeKind::Emergency)
}

fn read(place: &Place, spot: Spot<'_>, before: &Answers, form: &Form) -> Reading {
    let (fields, language, now) = (form.fields(), place.language(), place.now());
    services::read(&place.service, spot, before, services::Form { fields, language, now })
}

/// What is shown with questions beside what was typed: files that are here, addresses that were found.
struct Aids<'a> {
    files: (&'a Files, &'a Answers),
    finds: &'a Finds,
}

/// A page of questions that is being asked.
struct Asking<'a> {
    place: &'a Place,
    key: &'a Key,
    spot: Spot<'a>,
    journey: &'a Journey<'a>,
    changes: bool,
    shown: Aids<'a>,
}

impl Asking<'_> {
    /// The page again, with what was typed and what is wrong with it.
    fn re_render(&self, reading: &Reading, until: Until) -> Response {
        match self.journey.step(self.spot) {
            Some(step) => self.render(step, (&reading.typed, &reading.problems), until),
            None => self.place.go(&Place::last_of(&self.journey.end)),
        }
    }

    fn render(
        &self,
        step: &Step<'_>,
        (typed, problems): (&[(String, String)], &[FieldProblem]),
        until: Until,
    ) -> Response {
        let (place, language, page) = (self.place, self.place.language(), self.spot.page);
        let sensitive = place.service.is_sensitive();
        let heading = page.heading.is_none();
        let visit = &place.visit;
        let asks = step.questions.iter().any(|question| map::asks_for_point(question));
        let tiles = place.tiles.as_ref().filter(|tiles| asks && tiles.fit(sensitive));
        let manner =
            Manner { language, heading, sensitive, typed, problems, aloud: false, visit, tiles };
        let title = page.title(language);
        let caption = self.caption();
        let wrong = !problems.is_empty();
        let token = self.key.csrf_token();
        let back = if self.changes {
            place.href(super::place::CHECK)
        } else {
            place.back_href(self.journey, Some(self.spot))
        };
        let template = QuestionPage {
            frame: place.frame(title).error(wrong).with_back(back),
            summary: wrong.then(|| ErrorSummary::of(language, problems)),
            notice: place.lost().then(|| InsetText::new(gone::words(place))),
            caption: (caption != title).then_some(caption),
            heading: page.heading.as_ref().map(|said| said.say(language).to_owned()),
            intro: Prose::new(page.intro.say(language), &place.visit),
            action: self.action(),
            with_files: uploads::asks(self.spot),
            token: token.clone(),
            from_check: self.changes.then_some(FROM_CHECK),
            sensitive,
            controls: step.questions.iter().map(|it| self.control(&manner, it, &token)).collect(),
            button: Button::new(CONTINUE.say(language)),
            save: save::button(place),
            until,
        };
        let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        let response = page_as(status, &template);
        match tiles {
            Some(tiles) => tiles.on(response),
            None => response,
        }
    }
}

impl Asking<'_> {
    /// Where the form goes: what brings files goes to where these are taken in.
    fn action(&self) -> String {
        let slug = self.spot.slug();
        if uploads::asks(self.spot) {
            return self.place.href(&format!("{slug}/{}", uploads::UPLOADS));
        }
        self.place.href(&slug)
    }

    fn control(&self, manner: &Manner<'_>, question: &Question, token: &str) -> Markup {
        if let Some(shown) = self.shown.finds.shown(question) {
            return manner.address(question, shown);
        }
        if question.kind != Kind::Upload {
            return manner.control(question);
        }
        let of = (self.spot, question);
        Control::markup(self.place, of, self.shown.files, manner.problems, (token, manner.heading))
    }

    /// What stands above the heading: the section, and of which of several things the page is.
    fn caption(&self) -> String {
        let language = self.place.language();
        match (&self.spot.page.repeat, self.spot.item) {
            (Some(repeat), Some(item)) => {
                let number = item.at.saturating_add(1).to_string();
                NUMBERED.fill(language, &[("one", repeat.one.say(language)), ("number", &number)])
            }
            _ => self.spot.page.section.title.say(language).to_owned(),
        }
    }
}

#[derive(Template)]
#[template(path = "reports/question.html")]
struct QuestionPage<'a> {
    frame: Frame,
    summary: Option<ErrorSummary>,
    notice: Option<InsetText>,
    caption: Option<String>,
    heading: Option<String>,
    intro: Prose<'a>,
    action: String,
    with_files: bool,
    token: String,
    from_check: Option<&'static str>,
    sensitive: bool,
    controls: Vec<Markup>,
    button: Button,
    save: Option<Button>,
    until: Until,
}
