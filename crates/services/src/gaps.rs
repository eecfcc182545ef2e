//! Questions that stay open, and why. On a call somebody may not know, not want to say, or be gone: the
//! way goes on past what they were asked, and whoever reads the report sees what is missing.

use crate::Answers;
use crate::answers::Item;
use crate::condition::Moment;
use crate::journey::{Gait, walk};
use crate::service::Service;
use kernel::{Instant, Language, Words, words};
use serde_json::{Map, Value};

words! {
    UNKNOWN { en: "the caller did not know", cy: "nid oedd y galwr yn gwybod" }
    REFUSED { en: "the caller did not want to say", cy: "nid oedd y galwr am ddweud" }
    CUT_OFF { en: "the call was cut off", cy: "torrwyd yr alwad" }
    NOT_ASKED { en: "it was not asked", cy: "ni chafodd ei ofyn" }
    NUMBERED { en: "{one} {number}: {question}", cy: "{one} {number}: {question}" }
}

/// The reserved name under which the answers of a call keep what stays open. No submission may use it.
pub const GAPS: &str = "not-answered";

/// Why a question stays open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WhyOpen {
    /// They did not know.
    Unknown,
    /// They did not want to say.
    Refused,
    /// The line went dead before.
    CutOff,
    /// Nobody asked.
    NotAsked,
}

impl WhyOpen {
    /// Every reason.
    pub const ALL: [Self; 4] = [Self::Unknown, Self::Refused, Self::CutOff, Self::NotAsked];

    /// As it is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Refused => "refused",
            Self::CutOff => "cut_off",
            Self::NotAsked => "not_asked",
        }
    }

    /// The reason of a stored code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.code() == code)
    }

    /// In words, as in the middle of a sentence.
    #[must_use]
    pub const fn name(self) -> Words {
        match self {
            Self::Unknown => UNKNOWN,
            Self::Refused => REFUSED,
            Self::CutOff => CUT_OFF,
            Self::NotAsked => NOT_ASKED,
        }
    }
}

/// A question without an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Its name: the question's id, or that of an item's (`vehicles/0/colour`).
    pub name: String,
    /// Why.
    pub why: WhyOpen,
}

impl Answers {
    /// Leaves a question open. Whatever was answered to it is gone.
    pub fn leave_open(&mut self, item: Option<Item<'_>>, question: &str, why: WhyOpen) {
        self.remove_in(item, question);
        let entry = self.0.entry(GAPS).or_insert_with(|| Value::Object(Map::new()));
        if let Some(gaps) = entry.as_object_mut() {
            gaps.insert(name_of(item, question), why.code().into());
        }
    }

    /// Why a question stays open, if it does.
    #[must_use]
    pub fn left_open(&self, item: Option<Item<'_>>, question: &str) -> Option<WhyOpen> {
        WhyOpen::of_code(self.0.get(GAPS)?.get(name_of(item, question))?.as_str()?)
    }

    /// A question is asked again.
    pub fn ask_again(&mut self, item: Option<Item<'_>>, question: &str) {
        if let Some(Value::Object(gaps)) = self.0.get_mut(GAPS) {
            gaps.remove(&name_of(item, question));
            if gaps.is_empty() {
                self.0.remove(GAPS);
            }
        }
    }

    /// The answers alone, without what stays open.
    #[must_use]
    pub fn without_gaps(&self) -> Self {
        let mut answers = self.clone();
        answers.remove(GAPS);
        answers
    }

    /// An item was taken out of a group: what stays open of those behind it has another number now.
    pub(crate) fn renumber_gaps(&mut self, taken_out: Item<'_>) {
        let Some(Value::Object(gaps)) = self.0.get_mut(GAPS) else { return };
        let moved = std::mem::take(gaps).into_iter().filter_map(|(name, why)| {
            let Some((at, question)) = of_group(&name, taken_out.group) else {
                return Some((name, why));
            };
            let item = |at| Some(Item { group: taken_out.group, at });
            match at.cmp(&taken_out.at) {
                std::cmp::Ordering::Less => Some((name, why)),
                std::cmp::Ordering::Equal => None,
                std::cmp::Ordering::Greater => {
                    Some((name_of(item(at.saturating_sub(1)), question), why))
                }
            }
        });
        *gaps = moved.collect();
    }
}

/// Which item of a group a name is of, and which question.
fn of_group<'a>(name: &'a str, group: &str) -> Option<(usize, &'a str)> {
    let (at, question) = name.strip_prefix(group)?.strip_prefix('/')?.split_once('/')?;
    Some((at.parse().ok()?, question))
}

fn name_of(item: Option<Item<'_>>, question: &str) -> String {
    match item {
        None => question.to_owned(),
        Some(item) => format!("{}/{}/{question}", item.group, item.at),
    }
}

/// The questions on the way that have no answer: those that need one, and those that were left open.
/// Whoever ends a call now goes past every page, so that nothing is hidden behind one. `why` is the
/// reason for those of which none was given.
#[must_use]
pub fn gaps(service: &Service, answers: &Answers, why: WhyOpen, now: Instant) -> Vec<Gap> {
    let moment = Moment::of(now);
    let walked = walk(service, answers, &moment, Gait::Told);
    let mut gaps = Vec::new();
    for step in &walked.steps {
        for question in &step.questions {
            let open = answers.left_open(step.item, &question.id);
            let needed = question.required.then_some(why);
            let Some(why) = open.or(needed) else { continue };
            if answers.get_in(step.item, &question.id).is_none() {
                gaps.push(Gap { name: name_of(step.item, &question.id), why });
            }
        }
    }
    gaps
}

/// What a question of such a name is called: of an item with what the item is.
#[must_use]
pub fn gap_label(service: &Service, name: &str, language: Language) -> String {
    let spot = service.spot_of(name);
    let question = name.rsplit('/').next().unwrap_or(name);
    let label = service.label(question, language).unwrap_or(question);
    let one = spot.and_then(|spot| Some((spot.page.repeat.as_ref()?, spot.item?)));
    match one {
        Some((repeat, item)) => {
            let number = item.at.saturating_add(1).to_string();
            let one = repeat.one.say(language);
            NUMBERED.fill(language, &[("one", one), ("number", &number), ("question", label)])
        }
        None => label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{WhyOpen, gap_label, gaps};
    use crate::tests::sample::{REAL, morning};
    use crate::{Answers, End, Item, journey, prune};
    use kernel::Language;
    use serde_json::json;

    #[test]
    fn every_reason_survives_being_stored() {
        for why in WhyOpen::ALL {
            assert_eq!(WhyOpen::of_code(why.code()), Some(why));
        }
        assert_eq!(WhyOpen::of_code("bored"), None);
    }

    #[test]
    fn a_question_is_left_open_or_answered_and_never_both() {
        let mut answers: Answers = [("colour", json!("red"))].into_iter().collect();
        answers.leave_open(None, "colour", WhyOpen::Refused);
        assert_eq!(answers.left_open(None, "colour"), Some(WhyOpen::Refused));
        assert_eq!(answers.get("colour"), None);
        answers.ask_again(None, "colour");
        assert!(answers.is_empty(), "{answers:?}");
    }

    #[test]
    fn what_is_open_of_an_item_goes_with_it() {
        let mut answers = Answers::new();
        let item = |at| Some(Item { group: "cars", at });
        for at in 0..3 {
            answers.set_in(item(at), "plate", json!("seen"));
        }
        answers.leave_open(item(0), "colour", WhyOpen::Unknown);
        answers.leave_open(item(2), "colour", WhyOpen::Refused);
        answers.remove_item(Item { group: "cars", at: 1 });
        assert_eq!(answers.left_open(item(0), "colour"), Some(WhyOpen::Unknown));
        assert_eq!(answers.left_open(item(1), "colour"), Some(WhyOpen::Refused));
        answers.remove_item(Item { group: "cars", at: 1 });
        assert_eq!(answers.left_open(item(1), "colour"), None);
    }

    #[test]
    fn the_way_goes_on_past_what_is_left_open() {
        let now = morning();
        for service in REAL.iter() {
            let mut answers = Answers::new();
            for _page in 0..200 {
                let way = journey(service, &answers, now);
                let Some(step) = way.steps.iter().find(|step| !step.done) else { break };
                if step.questions.is_empty() {
                    answers.go_on_from(&step.page.id);
                }
                for question in &step.questions {
                    answers.leave_open(step.item, &question.id, WhyOpen::Unknown);
                }
            }
            let way = journey(service, &answers, now);
            assert!(matches!(way.end, End::Check), "{}: {:?}", service.id, way.end);
            let open = gaps(service, &answers, WhyOpen::NotAsked, now);
            assert!(!open.is_empty() && open.iter().all(|gap| gap.why == WhyOpen::Unknown));
            let (kept, removed) = prune(service, &answers, now);
            assert!(removed.is_empty(), "{removed:?}");
            assert_eq!(gaps(service, &kept, WhyOpen::NotAsked, now), open);
            assert!(
                open.iter()
                    .all(|gap| { !gap_label(service, &gap.name, Language::Welsh).contains('_') })
            );
        }
    }

    #[test]
    fn a_call_that_ends_at_once_lacks_everything_that_is_needed() {
        let service = REAL.get("bicycle-theft").unwrap();
        let open = gaps(service, &Answers::new(), WhyOpen::CutOff, morning());
        assert!(open.iter().any(|gap| gap.name == "danger" && gap.why == WhyOpen::CutOff));
        let optional = |name: &str| service.question(name).is_some_and(|it| !it.required);
        assert!(!open.iter().any(|gap| optional(&gap.name)));
    }
}
