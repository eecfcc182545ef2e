//! Tables to work in: sorted by their columns, and with rows to choose.

use crate::components::content::{Content, Extra};
use crate::components::{Cell, Table};
use askama::Template;
use kernel::{Language, Words};

kernel::words! {
    /// Read out after the name of the table.
    SORTABLE { en: "(column headers with buttons are sortable)", cy: "(gellir trefnu yn ôl y penawdau â botymau)" }
    /// Read out when the table was sorted.
    SORTED { en: "Sort by {heading} ({direction})", cy: "Trefnwyd yn ôl {heading} ({direction})" }
    /// From small to large.
    ASCENDING { en: "ascending", cy: "esgynnol" }
    /// From large to small.
    DESCENDING { en: "descending", cy: "disgynnol" }
    /// The head of the column of boxes.
    SELECT { en: "Select", cy: "Dewis" }
    /// A box, read out.
    SELECT_THIS { en: "Select {what}", cy: "Dewis {what}" }
}

/// How a column is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Not by this column.
    Unsorted,
    /// From small to large.
    Ascending,
    /// From large to small.
    Descending,
}

/// The head of a column that may be sorted by.
#[derive(Clone, Debug)]
pub struct Column {
    cell: Cell,
}

impl Column {
    /// A column that stays as it is.
    #[must_use]
    pub fn new(content: impl Into<Content>) -> Self {
        Self { cell: Cell::new(content) }
    }

    /// A column to sort by, and how the table is sorted by it now.
    #[must_use]
    pub fn sorted(content: impl Into<Content>, order: Order) -> Self {
        let order = match order {
            Order::Unsorted => "none",
            Order::Ascending => "ascending",
            Order::Descending => "descending",
        };
        Self { cell: Cell::new(content).attribute("aria-sort", order) }
    }

    /// A column of numbers.
    #[must_use]
    pub fn numeric(mut self) -> Self {
        self.cell = self.cell.numeric();
        self
    }
}

/// What is said of a table for screen readers, after its name.
#[derive(Template)]
#[template(
    source = r#"{{ caption }}<span class="govuk-visually-hidden"> {{ sortable }}</span>"#,
    ext = "html"
)]
struct Caption {
    caption: String,
    sortable: &'static str,
}

/// A table that a script sorts by its columns. Without scripts it stays as the page gives it.
#[derive(Clone, Debug)]
pub struct SortableTable {
    table: Table,
}

impl SortableTable {
    /// A table of this name, for readers of this language.
    #[must_use]
    pub fn new(
        language: Language,
        caption: impl Into<String>,
        columns: impl IntoIterator<Item = Column>,
    ) -> Self {
        let said = Caption { caption: caption.into(), sortable: SORTABLE.say(language) };
        let said = crate::components::Markup::of_component(&said);
        let mut table = Table::new()
            .caption(said, "govuk-table__caption--m")
            .head(columns.into_iter().map(|column| column.cell))
            .attribute("data-module", "moj-sortable-table");
        if language != Language::English {
            let holes = [("heading", "%heading%"), ("direction", "%direction%")];
            table = table
                .attribute("data-status-message", SORTED.fill(language, &holes))
                .attribute("data-ascending-text", ASCENDING.say(language))
                .attribute("data-descending-text", DESCENDING.say(language));
        }
        Self { table }
    }

    /// Adds a row. What a cell is sorted by, where it is not its text, is its [`sort_value`].
    ///
    /// [`sort_value`]: Cell::sort_value
    #[must_use]
    pub fn row(mut self, cells: impl IntoIterator<Item = impl Into<Cell>>) -> Self {
        self.table = self.table.row(cells);
        self
    }

    extras!(table.extra);
}

impl From<SortableTable> for Table {
    fn from(sortable: SortableTable) -> Self {
        sortable.table
    }
}

impl From<SortableTable> for crate::components::Markup {
    fn from(sortable: SortableTable) -> Self {
        sortable.table.into()
    }
}

impl std::fmt::Display for SortableTable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.table.fmt(f)
    }
}

impl askama::filters::HtmlSafe for SortableTable {}

/// A table whose rows are chosen to do something to all of them. Choosing all chooses what is seen,
/// and the page says so.
#[derive(Clone, Debug, Template)]
#[template(path = "components/moj/multi_select.html")]
pub struct MultiSelect {
    language: Language,
    caption: String,
    name: String,
    heads: Vec<Content>,
    rows: Vec<Selectable>,
    extra: Extra,
}

impl MultiSelect {
    /// A table of this caption, whose boxes send this name.
    #[must_use]
    pub fn new(
        language: Language,
        caption: impl Into<String>,
        name: impl Into<String>,
        heads: impl IntoIterator<Item = impl Into<Content>>,
    ) -> Self {
        Self {
            language,
            caption: caption.into(),
            name: name.into(),
            heads: heads.into_iter().map(Into::into).collect(),
            rows: Vec::new(),
            extra: Extra::default(),
        }
    }

    /// Adds a row.
    #[must_use]
    pub fn row(mut self, row: Selectable) -> Self {
        self.rows.push(row);
        self
    }

    extras!(extra);

    fn say(&self, words: Words) -> &'static str {
        words.say(self.language)
    }

    fn select(&self, row: &Selectable) -> String {
        SELECT_THIS.fill(self.language, &[("what", &row.what)])
    }
}

/// A row that can be chosen.
#[derive(Clone, Debug)]
pub struct Selectable {
    value: String,
    what: String,
    cells: Vec<Content>,
    chosen: bool,
}

impl Selectable {
    /// A row that sends this value, is read out as this, and shows these cells.
    #[must_use]
    pub fn new(
        value: impl Into<String>,
        what: impl Into<String>,
        cells: impl IntoIterator<Item = impl Into<Content>>,
    ) -> Self {
        let cells = cells.into_iter().map(Into::into).collect();
        Self { value: value.into(), what: what.into(), cells, chosen: false }
    }

    /// Whether it is chosen.
    #[must_use]
    pub fn chosen(mut self, chosen: bool) -> Self {
        self.chosen = chosen;
        self
    }
}

component!(MultiSelect);
