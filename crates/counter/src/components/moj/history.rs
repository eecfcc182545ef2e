//! What happened, and what was said.

use crate::components::content::{Content, Extra};
use crate::dates;
use askama::Template;
use kernel::{Instant, Language};

kernel::words! {
    /// Before whoever did something.
    BY { en: "by {who}", cy: "gan {who}" }
    /// Between whoever wrote and the time.
    AT { en: "at", cy: "am" }
}

/// What happened to a matter, the newest first. It is no list of tasks and no measure of progress.
#[derive(Clone, Debug, Template)]
#[template(path = "components/moj/timeline.html")]
pub struct Timeline {
    language: Language,
    level: u8,
    entries: Vec<TimelineEntry>,
    extra: Extra,
}

impl Timeline {
    /// Nothing yet, for readers of this language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self { language, level: 2, entries: Vec::new(), extra: Extra::default() }
    }

    /// Adds something that happened.
    #[must_use]
    pub fn entry(mut self, entry: TimelineEntry) -> Self {
        self.entries.push(entry);
        self
    }

    /// The level of the headings, 1 to 6: 2 unless said otherwise.
    #[must_use]
    pub fn level(mut self, level: u8) -> Self {
        self.level = level.clamp(1, 6);
        self
    }

    extras!(extra);

    fn date(&self, at: Instant) -> String {
        dates::date_and_time(at, self.language)
    }

    fn by(&self, who: &str) -> String {
        BY.fill(self.language, &[("who", who)])
    }
}

/// Something that happened, in a [`Timeline`].
#[derive(Clone, Debug)]
pub struct TimelineEntry {
    at: Instant,
    title: Content,
    by: Option<String>,
    content: Option<Content>,
    extra: Extra,
}

impl TimelineEntry {
    /// This happened at this moment.
    #[must_use]
    pub fn new(at: Instant, title: impl Into<Content>) -> Self {
        Self { at, title: title.into(), by: None, content: None, extra: Extra::default() }
    }

    /// Who did it.
    #[must_use]
    pub fn by(mut self, who: impl Into<String>) -> Self {
        self.by = Some(who.into());
        self
    }

    /// More about it.
    #[must_use]
    pub fn content(mut self, content: impl Into<Content>) -> Self {
        self.content = Some(content.into());
        self
    }

    extras!(extra);
}

/// What two sides wrote to each other, the oldest first.
#[derive(Clone, Debug, Template)]
#[template(path = "components/moj/messages.html")]
pub struct Messages {
    language: Language,
    id: String,
    label: String,
    written: Vec<Message>,
    extra: Extra,
}

impl Messages {
    /// No message yet, for readers of this language, under a name for screen readers.
    #[must_use]
    pub fn new(language: Language, label: impl Into<String>) -> Self {
        let id = "messages".to_owned();
        Self { language, id, label: label.into(), written: Vec::new(), extra: Extra::default() }
    }

    /// Adds a message. They come in the order of their time: a new day gets its date.
    #[must_use]
    pub fn message(mut self, message: Message) -> Self {
        self.written.push(message);
        self
    }

    /// The id: for a second conversation on a page.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }

    extras!(extra);

    /// The messages, each with the date if its day is another than that of the one before.
    fn dated(&self) -> Vec<(Option<String>, &Message)> {
        let mut day = None;
        let dated = self.written.iter().map(|message| {
            let own = Some(dates::date(message.at, self.language));
            let new = own != day;
            day.clone_from(&own);
            (own.filter(|_| new), message)
        });
        dated.collect()
    }

    fn time(&self, at: Instant) -> String {
        dates::time(at, self.language)
    }

    fn at(&self) -> &'static str {
        AT.say(self.language)
    }
}

/// A message in a conversation. Who wrote it is said in words: the side alone tells nobody.
#[derive(Clone, Debug)]
pub struct Message {
    at: Instant,
    sender: String,
    content: Content,
    kind: &'static str,
    id: Option<String>,
}

impl Message {
    /// A message of the reader's own side.
    #[must_use]
    pub fn sent(at: Instant, sender: impl Into<String>, content: impl Into<Content>) -> Self {
        Self { at, sender: sender.into(), content: content.into(), kind: "sent", id: None }
    }

    /// A message of the other side.
    #[must_use]
    pub fn received(at: Instant, sender: impl Into<String>, content: impl Into<Content>) -> Self {
        Self { kind: "received", ..Self::sent(at, sender, content) }
    }

    /// What comes after `message_` in its id.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }
}

component!(Timeline, Messages);
