//! What somebody answered, with a way to change it.

use super::content::{Classes, Content, Extra};
use super::links::Link;
use askama::Template;

/// Keys and values, such as questions and answers.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "components/summary_list.html")]
pub struct SummaryList {
    rows: Vec<SummaryRow>,
    card: Option<SummaryCard>,
    extra: Extra,
}

impl SummaryList {
    /// A list without rows.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a row.
    #[must_use]
    pub fn row(mut self, row: SummaryRow) -> Self {
        self.rows.push(row);
        self
    }

    /// Adds rows.
    #[must_use]
    pub fn rows(mut self, rows: impl IntoIterator<Item = SummaryRow>) -> Self {
        self.rows.extend(rows);
        self
    }

    /// Puts it on a card: for one of several things of a kind.
    #[must_use]
    pub fn card(mut self, card: SummaryCard) -> Self {
        self.card = Some(card);
        self
    }

    extras!(extra);

    /// Whether a row lacks what others have, and must say so to keep the columns.
    fn lacks_actions(&self, row: &SummaryRow) -> bool {
        row.actions.is_none()
            && self
                .rows
                .iter()
                .any(|other| other.actions.as_ref().is_some_and(|all| !all.is_empty()))
    }

    /// What the links of a card add for screen readers.
    fn card_title(&self) -> Option<&Content> {
        self.card.as_ref().and_then(|card| card.title.as_ref())
    }
}

/// A key, its value and what may be done about it.
#[derive(Clone, Debug)]
pub struct SummaryRow {
    key: Content,
    value: Content,
    actions: Option<Vec<Link>>,
    classes: Classes,
    key_classes: Classes,
    value_classes: Classes,
    actions_classes: Classes,
}

impl SummaryRow {
    /// A key and its value.
    #[must_use]
    pub fn new(key: impl Into<Content>, value: impl Into<Content>) -> Self {
        Self {
            key: key.into(),
            value: value.into(),
            actions: None,
            classes: Classes::default(),
            key_classes: Classes::default(),
            value_classes: Classes::default(),
            actions_classes: Classes::default(),
        }
    }

    /// Adds a link, such as "Change". Say what it is [about](Link::about).
    #[must_use]
    pub fn action(mut self, link: Link) -> Self {
        self.actions.get_or_insert_default().push(link);
        self
    }

    /// Keeps the column of actions although it has none.
    #[must_use]
    pub fn keep_column(mut self) -> Self {
        self.actions.get_or_insert_default();
        self
    }

    /// Adds a class to the row.
    #[must_use]
    pub fn class(mut self, class: &str) -> Self {
        self.classes.add(class);
        self
    }

    /// Adds a class to the key.
    #[must_use]
    pub fn key_class(mut self, class: &str) -> Self {
        self.key_classes.add(class);
        self
    }

    /// Adds a class to the value: `bl-written` for what somebody wrote in several lines.
    #[must_use]
    pub fn value_class(mut self, class: &str) -> Self {
        self.value_classes.add(class);
        self
    }

    /// Adds a class to the actions.
    #[must_use]
    pub fn actions_class(mut self, class: &str) -> Self {
        self.actions_classes.add(class);
        self
    }
}

/// The card around a list.
#[derive(Clone, Debug, Default)]
pub struct SummaryCard {
    title: Option<Content>,
    level: Option<u8>,
    actions: Vec<Link>,
    extra: Extra,
}

impl SummaryCard {
    /// A card with this title.
    #[must_use]
    pub fn new(title: impl Into<Content>) -> Self {
        Self { title: Some(title.into()), ..Self::default() }
    }

    /// A card without title.
    #[must_use]
    pub fn untitled() -> Self {
        Self::default()
    }

    /// The level of its heading, 1 to 6: 2 unless said otherwise.
    #[must_use]
    pub fn level(mut self, level: u8) -> Self {
        self.level = Some(level.clamp(1, 6));
        self
    }

    /// Adds a link to the card's head.
    #[must_use]
    pub fn action(mut self, link: Link) -> Self {
        self.actions.push(link);
        self
    }

    extras!(extra);

    fn heading(&self) -> u8 {
        self.level.unwrap_or(2)
    }
}

component!(SummaryList);
