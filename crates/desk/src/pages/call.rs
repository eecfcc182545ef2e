//! What a report has that was told on the telephone: who took it, what was said, and what is missing.

use contact::ContactView;
use kernel::{Language, words};
use services::{Service, gap_label};

words! {
    TAKEN { en: "Taken by telephone by {name}.", cy: "Cymerwyd dros y ffôn gan {name}." }
    COLLEAGUE { en: "a colleague", cy: "cydweithiwr" }
    OPEN { en: "{question} ({why})", cy: "{question} ({why})" }
}

/// A call, as it is shown.
pub(super) struct Taken {
    /// Who took it.
    pub(super) by: String,
    /// The caller's words, as they were written down.
    pub(super) words: String,
    /// Their language, where it may be another than the page's.
    pub(super) lang: Option<&'static str>,
    /// What was not answered, and why.
    pub(super) missing: Vec<String>,
}

impl Taken {
    /// The call of a contact, if it was one.
    pub(super) fn of(
        view: &ContactView,
        service: Option<&Service>,
        language: Language,
    ) -> Option<Self> {
        let call = view.report.call.as_ref()?;
        let name = view.taken_by.as_deref().unwrap_or_else(|| COLLEAGUE.say(language));
        let other = (view.report.language != language).then(|| view.report.language.code());
        let missing = call.gaps.iter().map(|gap| {
            let label = match service {
                Some(service) => gap_label(service, &gap.name, language),
                None => gap.name.replace(['_', '/'], " "),
            };
            let why = gap.why.name().say(language);
            OPEN.fill(language, &[("question", &label), ("why", why)])
        });
        Some(Self {
            by: TAKEN.fill(language, &[("name", name)]),
            words: call.words.clone(),
            lang: other,
            missing: missing.collect(),
        })
    }
}
