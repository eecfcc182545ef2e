//! Panels: facts that stand apart, and a page that asks to stop and think.

use crate::components::content::{Content, Extra};
use crate::components::panel::Action;
use crate::components::{Button, Link};
use askama::Template;

/// The colour at the edge of a part of a [`TicketPanel`]. It only repeats what the words say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Grey.
    Grey,
    /// Blue.
    Blue,
    /// Red.
    Red,
    /// Yellow.
    Yellow,
    /// Green.
    Green,
    /// Purple.
    Purple,
    /// Orange.
    Orange,
}

/// Facts that stand apart from a page: one part for each.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "components/moj/ticket_panel.html")]
pub struct TicketPanel {
    parts: Vec<(Content, Extra)>,
    extra: Extra,
}

impl TicketPanel {
    /// A panel without parts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a part.
    #[must_use]
    pub fn part(mut self, edge: Edge, content: impl Into<Content>) -> Self {
        let mut extra = Extra::default();
        extra.classes.add(match edge {
            Edge::Grey => "moj-ticket-panel__content--grey",
            Edge::Blue => "moj-ticket-panel__content--blue",
            Edge::Red => "moj-ticket-panel__content--red",
            Edge::Yellow => "moj-ticket-panel__content--yellow",
            Edge::Green => "moj-ticket-panel__content--green",
            Edge::Purple => "moj-ticket-panel__content--purple",
            Edge::Orange => "moj-ticket-panel__content--orange",
        });
        self.parts.push((content.into(), extra));
        self
    }

    /// Puts the parts side by side, where there is room.
    #[must_use]
    pub fn inline(self) -> Self {
        self.class("moj-ticket-panel--inline")
    }

    extras!(extra);
}

/// A page that asks to stop and think, with one thing to do and perhaps another. Its heading is the
/// page's, unless said otherwise.
#[derive(Clone, Debug, Template)]
#[template(path = "components/moj/interruption_card.html")]
pub struct InterruptionCard {
    heading: String,
    level: u8,
    body: Content,
    actions: Vec<Action>,
}

impl InterruptionCard {
    /// A card that says this. Text becomes a paragraph, HTML stays as it is.
    #[must_use]
    pub fn new(heading: impl Into<String>, body: impl Into<Content>) -> Self {
        Self { heading: heading.into(), level: 1, body: body.into(), actions: Vec::new() }
    }

    /// The level of its heading, 1 to 6: 1 unless said otherwise.
    #[must_use]
    pub fn level(mut self, level: u8) -> Self {
        self.level = level.clamp(1, 6);
        self
    }

    /// Adds a button.
    #[must_use]
    pub fn button(mut self, button: Button) -> Self {
        let button = button.inverse().prevent_double_click(true);
        self.actions.push(Action::Button(Box::new(button)));
        self
    }

    /// Adds a link.
    #[must_use]
    pub fn link(mut self, link: Link) -> Self {
        self.actions.push(Action::Link(link.class("govuk-link--inverse")));
        self
    }
}

component!(TicketPanel, InterruptionCard);
