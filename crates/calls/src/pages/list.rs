//! Several things of a kind: whether there is another one, and what was said by mistake.

use super::answer::keep;
use super::script::{Asking, ScriptPage};
use super::{At, Open, ways};
use axum::http::StatusCode;
use axum::response::Response;
use counter::components::{Button, Choice, ErrorSummary, InsetText, Markup, Radios};
use counter::{Fault, Form, page_as};
use kernel::{FieldProblem, words};
use services::{Item, Repeat, Spot};
use station::Tx;

/// The field for the answer whether there is another one. No question has such a name.
const MORE: &str = "more-of-them";
/// The field that says which one is taken out, from 1.
const REMOVE: &str = "remove-one";

words! {
    YES { en: "Yes", cy: "Oes" }
    NO { en: "No", cy: "Nac oes" }
    SELECT { en: "Select yes if there is another one", cy: "Dewiswch oes os oes un arall" }
    MOST { en: "{most} are the most that we can take here. Write the others among the caller’s words.", cy: "{most} yw'r mwyaf y gallwn ei gymryd yma. Ysgrifennwch y lleill ymhlith geiriau'r galwr." }
    TAKE_OUT { en: "Take out: {one} {number}", cy: "Tynnu: {one} {number}" }
    NEXT { en: "Go on", cy: "Ymlaen" }
}

/// The page; `unanswered` when nobody said whether there is another one.
pub(super) fn page(asking: &Asking<'_>, unanswered: bool) -> Response {
    let (language, page) = (asking.language(), asking.spot.page);
    let Some(repeat) = page.repeat.as_deref() else {
        return asking.at.go(asking.open.id(), "");
    };
    let many = asking.open.call.account.draft.answers.items(&repeat.id).len();
    let message = SELECT.say(language);
    let problem = FieldProblem { field: MORE.to_owned(), message: message.to_owned() };
    let control: Markup = if many >= repeat.max {
        InsetText::new(MOST.fill(language, &[("most", &repeat.max.to_string())])).into()
    } else {
        let choices = [Choice::new("yes", YES.say(language)), Choice::new("no", NO.say(language))];
        let radios = Radios::new(MORE, repeat.more.say(language)).choices(choices).inline();
        radios.problem(language, unanswered.then_some(message)).into()
    };
    let out = (1..=many).map(|number| {
        let named = [("one", repeat.one.say(language)), ("number", &*number.to_string())];
        let says = TAKE_OUT.fill(language, &named);
        Button::new(says).secondary().sends(REMOVE, number.to_string())
    });
    let bare = asking.bare();
    let template = ScriptPage {
        frame: bare.frame.clone().error(unanswered),
        summary: unanswered.then(|| ErrorSummary::of(language, std::slice::from_ref(&problem))),
        heading: Some(page.title(language).to_owned()),
        controls: vec![control],
        buttons: std::iter::once(Button::new(NEXT.say(language))).chain(out).collect(),
        ..bare
    };
    let status = if unanswered { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page_as(status, &template)
}

/// There is another one, or no more; or one is taken out.
pub(super) async fn answer(
    at: &At<'_>,
    tx: Tx<'_>,
    mut open: Open,
    (spot, form): (Spot<'_>, &Form),
) -> Result<Response, Fault> {
    let id = open.id();
    let Some(repeat) = spot.page.repeat.as_deref() else { return Ok(at.go(id, "")) };
    let list = &spot.page.id;
    let answers = &mut open.call.account.draft.answers;
    let full = answers.items(&repeat.id).len() >= repeat.max;
    let number = form.get(REMOVE).and_then(|number| number.parse::<usize>().ok());
    let mut new = None;
    let mut answered = true;
    match (number.and_then(|number| number.checked_sub(1)), form.get(MORE)) {
        (Some(out), _) => {
            repeat.one_less(answers, list, out);
            forget_typed(&mut open, repeat);
        }
        (None, Some("yes")) if !full => new = Some(repeat.one_more(answers, list)),
        (None, Some("no")) => repeat.no_more(answers, list),
        (None, _) if full => repeat.no_more(answers, list),
        (None, _) => answered = false,
    }
    keep(at, tx, &mut open).await?;
    let answers = &open.call.account.draft.answers;
    let journey = services::journey(&open.service, answers, open.now);
    if !answered && journey.step(spot).is_some() {
        let asking = Asking { at, open: &open, journey: &journey, spot };
        return Ok(page(&asking, true));
    }
    let new = new.map(|at| Item { group: &repeat.id, at });
    let first = journey.steps.iter().find(|step| new.is_some() && step.item == new);
    Ok(match first {
        Some(step) => at.go(id, &format!("/pages/{}", step.spot().slug())),
        None => at.go(id, &ways::next_of(&open.service, answers, open.now)),
    })
}

/// What is behind the one that was taken out has another number now.
fn forget_typed(open: &mut Open, repeat: &Repeat) {
    let service = open.service.clone();
    let ours = |slug: &str| {
        let item = service.spot(slug).and_then(|spot| spot.item);
        item.is_some_and(|item| *item.group == *repeat.id)
    };
    open.call.account.draft.typed.retain(|slug, _| !ours(slug));
}
