//! The verbs of the journal in words. Every verb that is written somewhere has its words here; a test looks
//! through the tree for those that have none.

mod accounts;
mod house;
mod journey;
mod records;
#[cfg(test)]
mod tests;

use kernel::Language;
use std::borrow::Cow;

/// What a verb is called for people. One that an older or a newer release wrote is shown as it is written.
pub(crate) fn said(verb: &str, language: Language) -> Cow<'static, str> {
    let mut all =
        journey::WORDS.iter().chain(&house::WORDS).chain(&accounts::WORDS).chain(records::WORDS);
    match all.find(|(known, ..)| *known == verb) {
        Some((_, english, welsh)) => Cow::Borrowed(match language {
            Language::English => english,
            Language::Welsh => welsh,
        }),
        None => Cow::Owned(verb.replace('_', " ")),
    }
}
