//! Conditions in words: which question they are about, and what was answered there.

use crate::terms::When;
use kernel::{Language, Words, words};
use services::Service;
use std::collections::HashMap;

words! {
    IS { en: "you answered {values} to question {n}", cy: "gwnaethoch ateb {values} i gwestiwn {n}" }
    IS_NOT { en: "you did not answer {values} to question {n}", cy: "na wnaethoch ateb {values} i gwestiwn {n}" }
    HAS { en: "you ticked {values} in question {n}", cy: "gwnaethoch dicio {values} yng nghwestiwn {n}" }
    HAS_NOT { en: "you did not tick {values} in question {n}", cy: "na wnaethoch dicio {values} yng nghwestiwn {n}" }
    HAS_OTHER { en: "you ticked anything but {values} in question {n}", cy: "gwnaethoch dicio unrhyw beth heblaw {values} yng nghwestiwn {n}" }
    GIVEN { en: "you answered question {n}", cy: "gwnaethoch ateb cwestiwn {n}" }
    MISSING { en: "you did not answer question {n}", cy: "na wnaethoch ateb cwestiwn {n}" }
    PAST { en: "the date in question {n} is before today", cy: "yw’r dyddiad yng nghwestiwn {n} cyn heddiw" }
    FUTURE { en: "the date in question {n} is after today", cy: "yw’r dyddiad yng nghwestiwn {n} ar ôl heddiw" }
    ONCE { en: "{when} at least once", cy: "{when} o leiaf unwaith" }
    OTHER { en: "it fits what you have told us so far", cy: "yw’n cyd-fynd â’r hyn rydych wedi’i ddweud wrthym hyd yn hyn" }
    AND { en: " and ", cy: " ac os " }
    OR { en: " or ", cy: " neu os " }
    OR_VALUE { en: " or ", cy: " neu " }
}

/// What conditions are said with.
pub(crate) struct Speaker<'a> {
    service: &'a Service,
    language: Language,
    numbers: HashMap<&'a str, usize>,
}

impl<'a> Speaker<'a> {
    /// Numbers the questions of a service in their order.
    pub(crate) fn new(service: &'a Service, language: Language) -> Self {
        let ids = service.questions().map(|question| question.id.as_str());
        let numbers = ids.enumerate().map(|(at, id)| (id, at + 1)).collect();
        Self { service, language, numbers }
    }

    /// The number of a question.
    pub(crate) fn number(&self, question: &str) -> Option<usize> {
        self.numbers.get(question).copied()
    }

    /// How many questions there are.
    pub(crate) fn count(&self) -> usize {
        self.numbers.len()
    }

    /// A condition, as it stands after "If".
    pub(crate) fn say(&self, when: &When) -> String {
        match when {
            When::All(parts) => self.joined(parts, AND),
            When::Any(parts) => self.joined(parts, OR),
            When::Is(of, values) => self.about(IS, of, values),
            When::IsNot(of, values) => self.about(IS_NOT, of, values),
            When::Has(of, values) => self.about(HAS, of, values),
            When::HasNot(of, values) => self.about(HAS_NOT, of, values),
            When::HasOther(of, values) => self.about(HAS_OTHER, of, values),
            When::Given(of) => self.about(GIVEN, of, &[]),
            When::Missing(of) => self.about(MISSING, of, &[]),
            When::Past(of) => self.about(PAST, of, &[]),
            When::Future(of) => self.about(FUTURE, of, &[]),
            When::Once(when) => ONCE.fill(self.language, &[("when", &self.say(when))]),
            When::Always | When::Other => OTHER.say(self.language).to_owned(),
        }
    }

    /// The conditions that must all hold, one by one.
    pub(crate) fn parts(&self, when: &When) -> Vec<String> {
        match when {
            When::All(parts) => parts.iter().map(|part| self.say(part)).collect(),
            when => vec![self.say(when)],
        }
    }

    fn joined(&self, parts: &[When], with: Words) -> String {
        let said: Vec<_> = parts.iter().map(|part| self.say(part)).collect();
        said.join(with.say(self.language))
    }

    fn about(&self, words: Words, of: &str, values: &[String]) -> String {
        let Some(number) = self.number(of) else { return OTHER.say(self.language).to_owned() };
        let values: Vec<_> = values.iter().map(|value| self.value(of, value)).collect();
        let values = values.join(OR_VALUE.say(self.language));
        words.fill(self.language, &[("values", &values), ("n", &number.to_string())])
    }

    /// A choice as it stands on the form.
    fn value(&self, of: &str, value: &str) -> String {
        let question = self.service.question(of);
        let choice = question.and_then(|question| question.choice(value));
        format!("‘{}’", choice.map_or(value, |choice| choice.label.say(self.language)))
    }
}
