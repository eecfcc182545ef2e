//! The window of a page: one of three that are asked for most, or from one day to another.

use super::seen;
use counter::components::Input;
use counter::leaf::{FormPart, Leaf, Line, Part};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::{Instant, words};
use records::{Reading, Span, Window};
use rights::pages::{At, Attempt, button};

words! {
    WINDOW { en: "How far back", cy: "Pa mor bell yn ôl" }
    OTHER { en: "From one day to another", cy: "O un diwrnod i un arall" }
    FROM { en: "From", cy: "O" }
    TO { en: "To", cy: "Hyd at" }
    HINT { en: "For example, 27/3/2026", cy: "Er enghraifft, 27/3/2026" }
    SHOW { en: "Show these days", cy: "Dangos y dyddiau hyn" }
    NO_DAY { en: "Enter a day, like 27/3/2026", cy: "Rhowch ddiwrnod, fel 27/3/2026" }
    NO_ORDER { en: "Enter a day that is not before the first one", cy: "Rhowch ddiwrnod nad yw cyn yr un cyntaf" }
    SHOWN { en: "Shown: {window}", cy: "Yn cael ei ddangos: {window}" }
    DAYS { en: "{from} to {to}", cy: "{from} i {to}" }
}

/// What was chosen.
#[derive(Clone, Copy)]
pub(crate) struct Chosen {
    /// A length of time back from now.
    pub(crate) span: Option<Span>,
    days: Option<(Date, Date)>,
}

impl Chosen {
    /// What the address says, or else what is usual.
    pub(crate) fn of(at: &At<'_>, usual: Span) -> Self {
        let day = |name: &str| at.asked(name)?.parse::<Date>().ok();
        let days = day("from").zip(day("to")).filter(|(from, to)| from <= to);
        let span = at.asked("within").and_then(|it| Span::parse(&it)).unwrap_or(usual);
        Self { span: days.is_none().then_some(span), days }
    }

    /// From when to when.
    pub(crate) fn window(self, now: Instant) -> Window {
        let days = self.days.and_then(|(from, to)| {
            let zone = TimeZone::get("Europe/London").ok()?;
            let begin = |day: Date| day.to_zoned(zone.clone()).ok().map(|it| it.timestamp());
            let after = begin(to.tomorrow().ok()?)?;
            let last = after.checked_sub(jiff::SignedDuration::from_micros(1)).ok()?;
            Some(Window { from: Instant::new(begin(from)?), to: Instant::new(last) })
        });
        let span = self.span.unwrap_or(Span::days(28));
        days.unwrap_or_else(|| span.until(now))
    }

    /// The window in the words of whoever reads.
    pub(crate) fn name(self, at: &At<'_>) -> String {
        let say = |day| counter::dates::day(day, at.language());
        match (self.days, self.span) {
            (Some((from, to)), _) => at.fill(DAYS, &[("from", &say(from)), ("to", &say(to))]),
            (None, Some(span)) => seen::span(at, span),
            (None, None) => String::new(),
        }
    }

    /// The page with the window that it shows, and with others to choose.
    pub(crate) fn on(self, at: &At<'_>, leaf: Leaf, (href, attempt): (&str, &Attempt)) -> Leaf {
        let leaf = leaf.text(at.fill(SHOWN, &[("window", &self.name(at))]));
        let spans = [Span::days(7), Span::days(28), Span::months(24)];
        let others = spans.into_iter().filter(|span| self.span != Some(*span));
        let line = |span: Span| Line {
            href: format!("{href}&within={}", span.code()),
            text: seen::span(at, span),
            tag: None,
            about: None,
        };
        let day = |name: &'static str, label| {
            Input::new(name, at.say(label))
                .hint(at.say(HINT))
                .value(attempt.typed(name))
                .problem(at.language(), attempt.problem(name))
        };
        let form = FormPart::to(href.to_owned()).field(day("from", FROM)).field(day("to", TO));
        leaf.heading(at.say(WINDOW))
            .part(Part::Links(others.map(line).collect()))
            .heading(at.say(OTHER))
            .part(Part::Form(form.button(button(at, SHOW))))
    }
}

/// The days that were typed, as the end of an address; what is wrong with them is kept for the page.
pub(crate) fn typed(at: &At<'_>, attempt: &mut Attempt) -> Option<String> {
    let day = |name: &str| {
        let read = Reading::Date.read(attempt.typed(name))?;
        read.value.parse::<Date>().ok().filter(|_| read.whole)
    };
    let (from, to) = (day("from"), day("to"));
    attempt.require(at, from.is_some(), ("from", NO_DAY));
    attempt.require(at, to.is_some(), ("to", NO_DAY));
    let (from, to) = from.zip(to)?;
    attempt.require(at, from <= to, ("to", NO_ORDER));
    attempt.is_right().then(|| format!("from={from}&to={to}"))
}
