//! Every component of this design system, for what holds for all components.

use super::{
    AddAnother, Alert, AnotherItem, Banner, ButtonMenu, ChosenFilters, Column, DatePicker, Edge,
    Filter, IdentityBar, InterruptionCard, Message, Messages, MultiSelect, NotificationBadge,
    Order, OrganisationSwitcher, Selectable, SortableTable, TicketPanel, Timeline, TimelineEntry,
};
use crate::components::{Button, Cell, Link, Tag};
use kernel::{Instant, Language};

/// Every one of them, with the same text wherever one is taken.
pub(in crate::components) fn all(language: Language, text: &str) -> Vec<String> {
    let at = Instant::new("2026-06-04T08:14:00Z".parse().unwrap());
    let menu = || ButtonMenu::new(language).button(Button::new(text));
    let item = || AnotherItem::new(Tag::new(text)).error(text);
    let rows = Selectable::new(text, text, [text]).chosen(true);
    let column = Column::sorted(text, Order::Ascending);
    vec![
        AddAnother::new(language, text, text).item(item()).item(item()).inline().to_string(),
        Alert::warning(language, text).content(text).heading(2).dismissible().to_string(),
        Alert::error(language, text).to_string(),
        Banner::success(language, text).to_string(),
        Banner::new(language, text).to_string(),
        DatePicker::new(text, text).value(text).error(language, text).to_string(),
        Filter::new(language, Tag::new(text))
            .chosen(text, [ChosenFilters::new(text).remove(Link::new(text, text))])
            .to_string(),
        IdentityBar::new(text).menu(menu()).to_string(),
        InterruptionCard::new(text, text)
            .button(Button::link(text, text))
            .link(Link::new(text, text))
            .to_string(),
        Messages::new(language, text)
            .message(Message::sent(at, text, text).id(text))
            .id(text)
            .to_string(),
        MultiSelect::new(language, text, text, [text]).row(rows).to_string(),
        NotificationBadge::new(language, 120).about(text).to_string(),
        OrganisationSwitcher::new(language, text).change(text).to_string(),
        SortableTable::new(language, text, [column])
            .row([Cell::new(text).sort_value(text)])
            .to_string(),
        TicketPanel::new().part(Edge::Red, text).to_string(),
        Timeline::new(language)
            .entry(TimelineEntry::new(at, text).by(text).content(text))
            .to_string(),
    ]
}
