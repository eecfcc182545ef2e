//! What there is to do, and how far each part is: for long work over several visits.

use super::content::{Classes, Content, Extra};
use askama::Template;

/// Tasks, each with its state.
#[derive(Clone, Debug, Template)]
#[template(path = "components/task_list.html")]
pub struct TaskList {
    id: String,
    tasks: Vec<Task>,
    extra: Extra,
}

impl TaskList {
    /// A list without tasks.
    #[must_use]
    pub fn new() -> Self {
        Self { id: "task-list".to_owned(), tasks: Vec::new(), extra: Extra::default() }
    }

    /// Adds a task.
    #[must_use]
    pub fn task(mut self, task: Task) -> Self {
        self.tasks.push(task);
        self
    }

    /// What the ids in it begin with: for a second list on a page.
    #[must_use]
    pub fn id_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.id = prefix.into();
        self
    }

    extras!(extra);
}

impl Default for TaskList {
    fn default() -> Self {
        Self::new()
    }
}

/// One of the tasks in a [`TaskList`].
#[derive(Clone, Debug)]
pub struct Task {
    title: Content,
    href: Option<String>,
    hint: Option<Content>,
    status: Content,
    title_classes: Classes,
    status_classes: Classes,
    classes: Classes,
}

impl Task {
    /// A task that cannot be started, in this state: words, or a [`Tag`](super::Tag).
    #[must_use]
    pub fn new(title: impl Into<Content>, status: impl Into<Content>) -> Self {
        Self {
            title: title.into(),
            href: None,
            hint: None,
            status: status.into(),
            title_classes: Classes::default(),
            status_classes: Classes::default(),
            classes: Classes::default(),
        }
    }

    /// A task that is done at this address.
    #[must_use]
    pub fn link(
        href: impl Into<String>,
        title: impl Into<Content>,
        status: impl Into<Content>,
    ) -> Self {
        Self { href: Some(href.into()), ..Self::new(title, status) }
    }

    /// Says more about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Content>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Shows its state in grey: other tasks come first.
    #[must_use]
    pub fn not_yet(self) -> Self {
        self.status_class("govuk-task-list__status--cannot-start-yet")
    }

    /// Adds a class to its title.
    #[must_use]
    pub fn title_class(mut self, class: &str) -> Self {
        self.title_classes.add(class);
        self
    }

    /// Adds a class to its state.
    #[must_use]
    pub fn status_class(mut self, class: &str) -> Self {
        self.status_classes.add(class);
        self
    }

    /// Adds a class to the task.
    #[must_use]
    pub fn class(mut self, class: &str) -> Self {
        self.classes.add(class);
        self
    }
}

component!(TaskList);
