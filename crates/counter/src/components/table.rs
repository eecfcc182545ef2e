//! Tables of facts.

use super::content::{Content, Extra};
use askama::Template;

/// A table.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "components/table.html")]
pub struct Table {
    caption: Option<(Content, Extra)>,
    head: Option<Vec<Cell>>,
    rows: Vec<Vec<Cell>>,
    row_headers: bool,
    pub(super) extra: Extra,
}

impl Table {
    /// A table without rows.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Says what the table shows. Every table has one, if only for screen readers
    /// (`govuk-visually-hidden`).
    #[must_use]
    pub fn caption(mut self, caption: impl Into<Content>, class: &str) -> Self {
        let mut extra = Extra::default();
        extra.classes.add(class);
        self.caption = Some((caption.into(), extra));
        self
    }

    /// The heads of the columns.
    #[must_use]
    pub fn head(mut self, cells: impl IntoIterator<Item = impl Into<Cell>>) -> Self {
        self.head = Some(cells.into_iter().map(Into::into).collect());
        self
    }

    /// Adds a row.
    #[must_use]
    pub fn row(mut self, cells: impl IntoIterator<Item = impl Into<Cell>>) -> Self {
        self.rows.push(cells.into_iter().map(Into::into).collect());
        self
    }

    /// Makes the first cell of each row its head.
    #[must_use]
    pub fn row_headers(mut self) -> Self {
        self.row_headers = true;
        self
    }

    extras!(extra);
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub struct Cell {
    content: Content,
    format: Option<&'static str>,
    colspan: Option<u16>,
    rowspan: Option<u16>,
    extra: Extra,
}

impl Cell {
    /// A cell that shows this.
    #[must_use]
    pub fn new(content: impl Into<Content>) -> Self {
        Self {
            content: content.into(),
            format: None,
            colspan: None,
            rowspan: None,
            extra: Extra::default(),
        }
    }

    /// A number, to be compared with those above and below.
    #[must_use]
    pub fn numeric(mut self) -> Self {
        self.format = Some("numeric");
        self
    }

    /// What a sortable table sorts it by, where that is not what it shows.
    #[must_use]
    pub fn sort_value(self, value: impl Into<String>) -> Self {
        self.attribute("data-sort-value", value)
    }

    /// Spans so many columns.
    #[must_use]
    pub fn colspan(mut self, columns: u16) -> Self {
        self.colspan = Some(columns);
        self
    }

    /// Spans so many rows.
    #[must_use]
    pub fn rowspan(mut self, rows: u16) -> Self {
        self.rowspan = Some(rows);
        self
    }

    extras!(extra);
}

impl<T: Into<Content>> From<T> for Cell {
    fn from(content: T) -> Self {
        Self::new(content)
    }
}

component!(Table);
