//! Long jobs in parts: each section is a task, to be done in any order and over several days.

use crate::journey::{Journey, Step, journey};
use crate::{Answers, PageKind, Service, Spot};
use kernel::{Instant, Said};

/// How far a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskState {
    /// Nothing of it was answered.
    NotStarted,
    /// Some of it was answered.
    InProgress,
    /// All of it is answered well.
    Completed,
}

/// A section as a task.
#[derive(Clone, Copy, Debug)]
pub struct Task<'a> {
    /// What it is called.
    pub title: &'a Said,
    /// Where it goes on: its first page that is not done, or its first.
    pub spot: Spot<'a>,
    /// How far it is.
    pub state: TaskState,
}

/// The tasks of a service, in order. One of which nothing is asked under these answers is none.
#[must_use]
pub fn tasks<'a>(service: &'a Service, answers: &Answers, now: Instant) -> Vec<Task<'a>> {
    let way = journey(service, answers, now);
    let mut steps: Vec<&Step<'a>> = way.steps.iter().filter(|step| step.page.task).collect();
    // Pages of a section may stand apart.
    steps.sort_by_key(|step| place_of(&way, step));
    steps
        .chunk_by(|a, b| a.page.section.id == b.page.section.id)
        .filter_map(|steps| task(steps, answers))
        .collect()
}

/// Where the section of a step begins.
fn place_of(way: &Journey<'_>, step: &Step<'_>) -> usize {
    let begins = |it: &Step<'_>| it.page.task && it.page.section.id == step.page.section.id;
    way.steps.iter().position(begins).unwrap_or(usize::MAX)
}

fn task<'a>(steps: &[&Step<'a>], answers: &Answers) -> Option<Task<'a>> {
    let first = steps.first()?;
    let open = steps.iter().find(|step| !step.done);
    let state = match open {
        None => TaskState::Completed,
        Some(_) if steps.iter().any(|step| is_begun(step, answers)) => TaskState::InProgress,
        Some(_) => TaskState::NotStarted,
    };
    let spot = open.unwrap_or(first).spot();
    Some(Task { title: &first.page.section.title, spot, state })
}

fn is_begun(step: &Step<'_>, answers: &Answers) -> bool {
    match step.page.kind {
        PageKind::Questions => {
            let mut questions = step.questions.iter();
            questions.any(|question| answers.put_in(step.item, &question.id).is_some())
        }
        _ => answers.went_on_from(&step.page.id),
    }
}
