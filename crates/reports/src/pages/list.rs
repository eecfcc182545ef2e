//! What was added to a repeat group: a card for each item, with ways to change it and to take it out,
//! and the question whether there is another one.

use super::check::in_sentence;
use super::gone;
use super::place::Place;
use super::save::{self, Wish};
use super::turn::onward;
use super::until::Until;
use super::writing::Writing;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use counter::components::{
    Button, Choice, ErrorSummary, Link, Radios, SummaryCard, SummaryList, SummaryRow,
};
use counter::{Fault, Form, Frame, Key, page_as};
use kernel::{FieldProblem, Words};
use services::{Answers, Item, Journey, PageKind, Repeat, Spot};

/// The field for the answer whether there is another one. No question has such a name.
const MORE: &str = "more-of-them";
/// The field that says which item is taken out, from 1.
const REMOVE: &str = "remove-one";

kernel::words! {
    YES { en: "Yes", cy: "Oes" }
    NO { en: "No", cy: "Nac oes" }
    SELECT { en: "Select yes if you want to add another one", cy: "Dewiswch oes os ydych am ychwanegu un arall" }
    NONE { en: "You have not added any yet.", cy: "Nid ydych wedi ychwanegu dim eto." }
    MOST { en: "You have added {most}, which is the most we can take here. You can tell us about others in your own words.", cy: "Rydych wedi ychwanegu {most}, sef y mwyaf y gallwn ei gymryd yma. Gallwch ddweud wrthym am rai eraill yn eich geiriau eich hun." }
    CHANGE { en: "Change", cy: "Newid" }
    TAKE_OUT { en: "Remove {one}", cy: "Tynnu {one}" }
    CONTINUE { en: "Continue", cy: "Parhau" }
}

/// A list that is being shown.
pub(super) struct Listing<'a> {
    pub(super) place: &'a Place,
    pub(super) key: &'a Key,
    pub(super) spot: Spot<'a>,
    pub(super) journey: &'a Journey<'a>,
    pub(super) until: Until,
}

impl Listing<'_> {
    /// The page; `unanswered` when nobody said whether there is another one.
    pub(super) fn render(self, answers: &Answers, unanswered: bool) -> Response {
        let (place, language) = (self.place, self.place.language());
        let Some(repeat) = &self.spot.page.repeat else { return place.go_to_beginning() };
        let cards = self.cards(answers, repeat);
        let full = cards.len() >= repeat.max;
        let title = self.spot.page.title(language);
        let problem = unanswered.then(|| FieldProblem {
            field: MORE.to_owned(),
            message: SELECT.say(language).to_owned(),
        });
        let caption = self.spot.page.section.title.say(language);
        let back = place.back_href(self.journey, Some(self.spot));
        let template = ListPage {
            frame: place.frame(title).error(unanswered).with_back(back),
            summary: problem
                .as_ref()
                .map(|it| ErrorSummary::of(language, std::slice::from_ref(it))),
            caption: (caption != title).then(|| caption.to_owned()),
            title: title.to_owned(),
            full: full.then(|| MOST.fill(language, &[("most", &repeat.max.to_string())])),
            cards,
            more: (!full).then(|| self.more(repeat, problem.as_ref())),
            action: place.href(&self.spot.slug()),
            token: self.key.csrf_token(),
            button: Button::new(CONTINUE.say(language)),
            save: save::button(place),
            until: self.until,
        };
        let status = if unanswered { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        page_as(status, &template)
    }

    fn more(&self, repeat: &Repeat, problem: Option<&FieldProblem>) -> Radios {
        let language = self.place.language();
        let radios = Radios::new(MORE, repeat.more.say(language))
            .choices([Choice::new("yes", YES.say(language)), Choice::new("no", NO.say(language))])
            .inline();
        radios.problem(language, problem.map(|problem| problem.message.as_str()))
    }

    fn cards(&self, answers: &Answers, repeat: &Repeat) -> Vec<Card> {
        let (place, language) = (self.place, self.place.language());
        let sections = services::summary(&place.service, answers, language, place.now());
        let cards = sections.into_iter().flat_map(|section| section.cards);
        let ours = cards.filter(|card| card.item.0 == *repeat.id);
        ours.map(|card| {
            let about = in_sentence(&card.title);
            let rows = card.rows.into_iter().map(|row| {
                let link = Link::new(place.href(&row.page), CHANGE.say(language));
                SummaryRow::new(row.label.as_str(), row.lines.join("\n"))
                    .value_class("bl-written")
                    .action(link.about(in_sentence(&row.label)))
            });
            let remove = Button::new(TAKE_OUT.fill(language, &[("one", &about)]));
            let number = card.item.1.saturating_add(1).to_string();
            Card {
                list: SummaryList::new().rows(rows).card(SummaryCard::new(card.title)),
                remove: remove.secondary().sends(REMOVE, number),
            }
        })
        .collect()
    }
}

/// The person says whether there is another one, or takes one out.
pub(super) async fn answer(
    place: &Place,
    key: &Key,
    writing: &Writing,
    (spot, form): (Spot<'_>, &Form),
) -> Result<Response, Fault> {
    let Some(repeat) = &spot.page.repeat else { return Ok(place.go_to_beginning()) };
    if writing.is_empty() {
        return Ok(gone::response(place));
    }
    let mut answers = writing.answers();
    let journey = services::journey(&place.service, &answers, place.now());
    if journey.step(spot).is_none() {
        return Ok(place.go(&Place::last_of(&journey.end)));
    }
    if let Some(wish) = Wish::of(place, form) {
        return save::grant(place, writing, (wish, &writing.draft(place)?)).await;
    }
    let full = answers.items(&repeat.id).len() >= repeat.max;
    let taken_out = removed(repeat, form).is_some();
    let last = match (removed(repeat, form), form.get(MORE)) {
        (Some(item), _) => {
            repeat.one_less(&mut answers, &spot.page.id, item.at);
            spot.slug().into_owned()
        }
        (None, Some("yes")) if !full => add(place, repeat, spot, &mut answers),
        (None, Some("no")) => leave(place, repeat, spot, &mut answers),
        (None, _) if full => leave(place, repeat, spot, &mut answers),
        (None, _) => {
            let until = Until::of(place, writing, false);
            let listing = Listing { place, key, spot, journey: &journey, until };
            return Ok(listing.render(&answers, true));
        }
    };
    let mut draft = writing.draft_with(place, answers, (spot, None))?;
    if taken_out {
        // What is after it has another number now.
        let ours = |slug: &str| {
            place
                .service
                .spot(slug)
                .and_then(|it| it.item)
                .is_some_and(|it| *it.group == *repeat.id)
        };
        draft.typed.retain(|slug, _| !ours(slug));
    }
    let cookies = writing.keep_draft(place, &draft).await?;
    Ok((cookies, place.go(&last)).into_response())
}

fn removed<'r>(repeat: &'r Repeat, form: &Form) -> Option<Item<'r>> {
    let number = form.get(REMOVE)?.parse::<usize>().ok()?;
    Some(Item { group: &repeat.id, at: number.checked_sub(1)? })
}

/// One more: the address of its first page.
fn add(place: &Place, repeat: &Repeat, spot: Spot<'_>, answers: &mut Answers) -> String {
    let at = repeat.one_more(answers, &spot.page.id);
    let journey = services::journey(&place.service, answers, place.now());
    let new = Some(Item { group: &repeat.id, at });
    let mut steps = journey.steps.iter();
    let first =
        steps.find(|step| step.item == new && matches!(step.page.kind, PageKind::Questions));
    first.map_or_else(|| spot.slug().into_owned(), |step| step.spot().slug().into_owned())
}

/// No more: the address of what follows. Items of which nothing was told are none.
fn leave(place: &Place, repeat: &Repeat, spot: Spot<'_>, answers: &mut Answers) -> String {
    repeat.no_more(answers, &spot.page.id);
    let journey = services::journey(&place.service, answers, place.now());
    onward(&journey, spot).into_owned()
}

/// An item as it is shown.
struct Card {
    list: SummaryList,
    remove: Button,
}

#[derive(Template)]
#[template(path = "reports/list.html")]
struct ListPage {
    frame: Frame,
    summary: Option<ErrorSummary>,
    caption: Option<String>,
    title: String,
    full: Option<String>,
    cards: Vec<Card>,
    more: Option<Radios>,
    action: String,
    token: String,
    button: Button,
    save: Option<Button>,
    until: Until,
}

impl ListPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}
