//! A long job in parts: what is done, what is begun and what is left.

use super::place::{CHECK, Place};
use super::save;
use super::until::Until;
use super::writing::Writing;
use askama::Template;
use axum::http::HeaderMap;
use axum::response::Response;
use counter::components::{Button, Tag, Task, TaskList};
use counter::{Fault, Frame, page};
use kernel::{Problem, Thing, Words};
use services::{End, TaskState};

kernel::words! {
    DONE { en: "You have completed {done} of {all} sections.", cy: "Rydych wedi cwblhau {done} o {all} adran." }
    ANY_ORDER { en: "You can do them in any order, and come back to them.", cy: "Gallwch eu gwneud mewn unrhyw drefn, a dod yn ôl atynt." }
    COMPLETED { en: "Completed", cy: "Wedi’i gwblhau" }
    IN_PROGRESS { en: "In progress", cy: "Ar y gweill" }
    NOT_STARTED { en: "Not started yet", cy: "Heb ddechrau eto" }
    CHECK_AND_SEND { en: "Check your answers and send them", cy: "Gwiriwch eich atebion a’u hanfon" }
    LEFT { en: "When every section is completed you can check your answers and send them.", cy: "Pan fydd pob adran wedi’i chwblhau, gallwch wirio eich atebion a’u hanfon." }
}

/// `GET …/tasks`: the list. Whoever has not come so far is led to what comes before.
pub(super) async fn show(place: Place, headers: HeaderMap) -> Result<Response, Fault> {
    if !place.service.tasks {
        return Err(Fault(Problem::NotFound(Thing::Page)));
    }
    let Some(key) = place.visit.key.clone() else { return Ok(place.go_to_beginning()) };
    let writing = Writing::open(&place, Place::holder(&key), &headers).await?;
    if writing.sent().is_some() {
        return Ok(place.go(super::place::SENT));
    }
    if writing.is_empty() {
        return Ok(place.go_to_beginning());
    }
    let answers = writing.answers();
    let journey = services::journey(&place.service, &answers, place.now());
    if let End::Asking(_) | End::Outcome(_) = journey.end {
        return Ok(place.go(&Place::last_of(&journey.end)));
    }
    let language = place.language();
    let tasks = services::tasks(&place.service, &answers, place.now());
    let done = tasks.iter().filter(|task| task.state == TaskState::Completed).count();
    let counted = [("done", &*done.to_string()), ("all", &*tasks.len().to_string())];
    let ready = matches!(journey.end, End::Check);
    let title = place.service.title(language);
    let list = tasks.iter().fold(TaskList::new(), |list, task| list.task(shown(&place, task)));
    Ok(page(&TasksPage {
        frame: place.frame(title).with_back(place.start_href()),
        title: if place.service.is_sensitive() {
            place.service.neutral_title(language).to_owned()
        } else {
            title.to_owned()
        },
        done: DONE.fill(language, &counted),
        list,
        ready: ready.then(|| Button::link(place.href(CHECK), CHECK_AND_SEND.say(language))),
        save: save::link(&place),
        until: Until::of(&place, &writing, false),
    }))
}

fn shown(place: &Place, task: &services::Task<'_>) -> Task {
    let language = place.language();
    let (href, title) = (place.href(&task.spot.slug()), task.title.say(language));
    match task.state {
        TaskState::Completed => Task::link(href, title, COMPLETED.say(language)),
        TaskState::InProgress => Task::link(
            href,
            title,
            Tag::new(IN_PROGRESS.say(language)).class("govuk-tag--light-blue"),
        ),
        TaskState::NotStarted => {
            Task::link(href, title, Tag::new(NOT_STARTED.say(language)).class("govuk-tag--blue"))
        }
    }
}

#[derive(Template)]
#[template(path = "reports/tasks.html")]
struct TasksPage {
    frame: Frame,
    title: String,
    done: String,
    list: TaskList,
    ready: Option<Button>,
    save: Option<Button>,
    until: Until,
}

impl TasksPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}
