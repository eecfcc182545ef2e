//! Questions: their words, their choices, their conditions.

use super::{Common, Desk, checks};
use crate::composed::Composed;
use crate::condition::{Complaint, Condition, Gives, Scope};
use crate::definition::{At, Ordered, RawKind, RawOutcome, RawQuestion};
use crate::question::{
    Attachments, Choice, FileSort, Kind, Limits, Precision, Question, Validation,
};
use crate::rule::Rule;
use crate::wishes::Way;
use kernel::{TimeWindow, Told, words};
use std::sync::Arc;

words! {
    YES { en: "Yes", cy: "Ie" }
    NO { en: "No", cy: "Na" }
    NOT_SURE { en: "I’m not sure", cy: "Dydw i ddim yn siŵr" }
}

/// The questions of a page, and where their answers lead.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    pub(crate) questions: Vec<Question>,
    pub(crate) leads: Vec<(String, Condition, Target)>,
}

/// Where an answer leads.
#[derive(Clone, Debug)]
pub(crate) enum Target {
    GoOn,
    Stop(At<String>),
    Redirect { to: At<String>, lookup: Option<String>, pass: bool, ask: Vec<String> },
    Interrupt(At<String>),
    Service { id: At<String>, page: At<String>, carry: Vec<At<String>> },
}

/// What stands around the questions of a page: what their conditions and flags may name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around<'a> {
    pub(super) earlier: &'a [&'a Question],
    pub(super) later: &'a [&'a str],
    /// The repeat group that they are asked in.
    pub(super) group: Option<&'a Arc<str>>,
    pub(super) common: &'a Common,
}

impl<'a> Around<'a> {
    /// Around what looks at the whole of the answers.
    pub(super) const fn all(earlier: &'a [&'a Question], common: &'a Common) -> Self {
        Self { earlier, later: &[], group: None, common }
    }

    fn scope<'s>(&'s self, answer: Option<&'s Question>) -> Scope<'s> {
        Scope {
            questions: self.earlier.to_vec(),
            later: self.later.to_vec(),
            group: self.group.map(|group| &**group),
            answer,
        }
    }
}

/// Compiles the questions of a page. Conditions see earlier questions, on this page too.
pub(super) fn asked(
    desk: &mut Desk<'_>,
    key: &str,
    raw: &[RawQuestion],
    around: Around<'_>,
) -> Asked {
    let mut asked = Asked::default();
    for raw in raw {
        let plain = plain(desk, &format!("{key}.{}", raw.id.value), raw, around);
        let known: Vec<&Question> =
            around.earlier.iter().copied().chain(&asked.questions).collect();
        let here = Around { earlier: &known, ..around };
        let question = with_conditions(desk, raw, plain, here);
        asked.questions.push(question);
    }
    let known: Vec<&Question> = around.earlier.iter().copied().chain(&asked.questions).collect();
    for question in raw {
        for outcome in &question.outcome {
            let here = Around { earlier: &known, ..around };
            let when = condition(desk, &outcome.when, here);
            if let (Some(when), Some(target)) = (when, target(desk, outcome, &known)) {
                asked.leads.push((question.id.value.clone(), when, target));
            }
        }
    }
    asked
}

/// Compiles a condition that is true or false.
pub(super) fn condition(
    desk: &mut Desk<'_>,
    source: &At<String>,
    around: Around<'_>,
) -> Option<Condition> {
    compile(desk, source, &around.scope(None), Gives::Truth)
}

fn compile(
    desk: &mut Desk<'_>,
    source: &At<String>,
    scope: &Scope<'_>,
    gives: Gives,
) -> Option<Condition> {
    match Condition::compile(source, scope, gives) {
        Ok(condition) => Some(condition),
        Err(complaints) => {
            for Complaint { at, problem, remedy } in complaints {
                let byte = source.char_indices().nth(at).map_or(source.len(), |(byte, _)| byte);
                let place = desk.file.within(source.place, source, byte);
                desk.tell(Rule::CONDITION, place, problem, remedy);
            }
            None
        }
    }
}

fn plain(desk: &mut Desk<'_>, key: &str, raw: &RawQuestion, around: Around<'_>) -> Question {
    checks::question(desk, raw);
    let ask = desk.said(&format!("{key}.ask"), &raw.ask);
    Question {
        id: raw.id.value.clone(),
        kind: kind(raw),
        ask,
        short: desk.maybe_said(&format!("{key}.short"), raw.short.as_ref()),
        say: desk.maybe_said(&format!("{key}.say"), raw.say.as_ref()),
        hint: desk.maybe_said(&format!("{key}.hint"), raw.hint.as_ref()),
        missing: desk.maybe_said(&format!("{key}.missing"), raw.missing.as_ref()),
        choices: choices(desk, key, raw, around.common),
        exclusive: raw.exclusive.as_ref().map(|value| value.value.clone()),
        required: raw.is_required() && raw.kind != RawKind::Upload,
        max: raw.max.unwrap_or_else(|| longest(raw.kind)),
        most: raw.most.unwrap_or(20),
        unit: desk.maybe_said(&format!("{key}.unit"), raw.unit.as_ref()),
        statement: {
            let statement = desk.maybe_said(&format!("{key}.statement"), raw.statement.as_ref());
            statement.as_ref().map(Told::read).unwrap_or_default()
        },
        files: (raw.kind == RawKind::Upload).then(|| attachments(raw)),
        group: around.group.cloned(),
        maps: raw.maps.as_ref().map(|maps| maps.value),
        when: None,
        flag: None,
        validate: Vec::new(),
    }
}

fn with_conditions(
    desk: &mut Desk<'_>,
    raw: &RawQuestion,
    mut question: Question,
    around: Around<'_>,
) -> Question {
    if let Some(when) = &raw.when {
        question.when = condition(desk, when, around);
    }
    let own = question.clone();
    let scope = around.scope(Some(&own));
    if let Some(source) = &raw.flag {
        question.flag = compile(desk, source, &scope, Gives::Flags);
        for flag in question.flag.iter().flat_map(Condition::literals) {
            let flag = At { value: flag, place: source.place };
            desk.look_up("flag", &flag, &around.common.flags);
        }
    }
    for (number, rule) in raw.validate.iter().enumerate() {
        let key = format!("{}.validate.{}", raw.id.value, number + 1);
        let error = desk.said(&key, &rule.error);
        if let Some(rule) = compile(desk, &rule.rule, &scope, Gives::Truth) {
            question.validate.push(Validation { rule, error });
        }
    }
    question
}

fn kind(raw: &RawQuestion) -> Kind {
    match raw.kind {
        RawKind::Text => Kind::Text,
        RawKind::Textarea => Kind::Textarea,
        RawKind::YesNo => Kind::YesNo,
        RawKind::YesNoUnsure => Kind::YesNoUnsure,
        RawKind::Radios => Kind::Radios,
        RawKind::Checkboxes => Kind::Checkboxes,
        RawKind::FullName => Kind::FullName,
        RawKind::Date => Kind::Date(raw.precision.unwrap_or(Precision::Exact)),
        RawKind::TimeWindows => Kind::TimeWindows,
        RawKind::Phone => Kind::Phone,
        RawKind::Email => Kind::Email,
        RawKind::Place => Kind::Place,
        RawKind::Postcode => Kind::Postcode,
        RawKind::Money => Kind::Money,
        RawKind::Select | RawKind::Language => Kind::Select,
        RawKind::Number => Kind::Number(Limits {
            least: raw.min,
            most: raw.max_value,
            decimals: raw.decimals.unwrap_or_default(),
        }),
        RawKind::Address => Kind::Composed(Composed::Address),
        RawKind::Location => Kind::Composed(Composed::Location),
        RawKind::Vehicle => Kind::Composed(Composed::Vehicle),
        RawKind::PersonDescription => Kind::Composed(Composed::Description),
        RawKind::Moment => Kind::Composed(Composed::Moment),
        RawKind::Items => Kind::Items,
        RawKind::Declaration if raw.signature => Kind::Composed(Composed::Signature),
        RawKind::Declaration => Kind::Declaration,
        RawKind::Upload => Kind::Upload,
    }
}

fn attachments(raw: &RawQuestion) -> Attachments {
    let all = || vec![FileSort::Image, FileSort::Video, FileSort::Audio, FileSort::Document];
    Attachments {
        accept: if raw.accept.is_empty() { all() } else { raw.accept.clone() },
        most: raw.most.unwrap_or(20),
        later: raw.later.map(|later| later.0),
    }
}

/// The most characters when the definition does not say.
const fn longest(kind: RawKind) -> usize {
    match kind {
        RawKind::Textarea => 8000,
        RawKind::Place => 1000,
        RawKind::Email => 254,
        RawKind::Phone | RawKind::Postcode | RawKind::Money | RawKind::Date => 40,
        _ => 200,
    }
}

fn choices(desk: &mut Desk<'_>, key: &str, raw: &RawQuestion, common: &Common) -> Vec<Choice> {
    let built_in = |value: &str, label: kernel::Words| Choice {
        value: value.to_owned(),
        label: label.into(),
        also: None,
    };
    match raw.kind {
        RawKind::YesNo => vec![built_in("yes", YES), built_in("no", NO)],
        RawKind::YesNoUnsure => {
            vec![built_in("yes", YES), built_in("no", NO), built_in("unsure", NOT_SURE)]
        }
        RawKind::TimeWindows => TimeWindow::ALL
            .into_iter()
            .map(|window| built_in(window.id(), window.words()))
            .collect(),
        RawKind::Location | RawKind::Moment => ways(desk, raw),
        _ => match (&raw.options_from, &raw.options) {
            (Some(list), _) => {
                desk.look_up("list", list, &common.lists).cloned().unwrap_or_default()
            }
            (None, Some(written)) => options(desk, &format!("{key}."), written, &raw.also),
            (None, None) if raw.kind == RawKind::Language => {
                let list = At { value: "languages".to_owned(), place: raw.id.place };
                desk.look_up("list", &list, &common.lists).cloned().unwrap_or_default()
            }
            (None, None) => Vec::new(),
        },
    }
}

/// Options that are written down, with the other words under which people look for them.
pub(super) fn options(
    desk: &mut Desk<'_>,
    key: &str,
    options: &Ordered<At<String>>,
    also: &Ordered<At<String>>,
) -> Vec<Choice> {
    checks::also(desk, options, also);
    let choice = |(value, label): &(At<String>, At<String>)| {
        let words = also.0.iter().find(|(of, _)| of.value == value.value).map(|(_, words)| words);
        Choice {
            value: value.value.clone(),
            label: desk.said(&format!("{key}options.{}", value.value), label),
            also: desk.maybe_said(&format!("{key}also.{}", value.value), words),
        }
    };
    options.0.iter().map(choice).collect()
}

/// The ways of a location, or of a moment, that a definition offers.
fn ways(desk: &mut Desk<'_>, raw: &RawQuestion) -> Vec<Choice> {
    let Kind::Composed(composed) = kind(raw) else { return Vec::new() };
    let known = composed.choices();
    for wanted in &raw.kinds {
        if !known.iter().any(|(way, _)| *way == wanted.value) {
            let names = known.iter().map(|(way, _)| *way);
            let list = format!("use: {}", names.clone().collect::<Vec<_>>().join(", "));
            let remedy = crate::findings::suggestion(wanted, names, &list);
            let problem = format!("`{}` is no way of a {}", wanted.value, composed.name());
            desk.find(wanted.place, problem, remedy);
        }
    }
    let offered = |way: &str| raw.kinds.is_empty() || raw.kinds.iter().any(|it| it.value == way);
    let offered = known.iter().filter(|(way, _)| offered(way));
    offered
        .map(|(way, label)| Choice { value: (*way).to_owned(), label: (*label).into(), also: None })
        .collect()
}

fn target(desk: &mut Desk<'_>, raw: &RawOutcome, known: &[&Question]) -> Option<Target> {
    let stop = raw.stop.clone().map(Target::Stop);
    let interrupt = raw.interrupt.clone().map(Target::Interrupt);
    let go_on = raw.go_on.filter(|go_on| *go_on).map(|_| Target::GoOn);
    let open = |desk: &mut Desk<'_>, open: &At<bool>, name: &str| {
        if !open.value {
            let remedy = format!("write `{name}: true`: nobody is turned away");
            let problem = "the way ends here without a person to turn to";
            desk.tell(Rule::TURNED_AWAY, open.place, problem, remedy);
        }
    };
    let redirect = raw.redirect.as_ref().map(|redirect| {
        open(desk, &redirect.keep_door_open, "keep_door_open");
        let lookup = redirect.lookup.as_ref().filter(|name| is_place(desk, name, known));
        let lookup = lookup.map(|name| name.value.clone());
        let ask = redirect.ask.iter().map(|question| question.value.clone()).collect();
        Target::Redirect { to: redirect.to.clone(), lookup, pass: redirect.pass, ask }
    });
    let service = raw.service.as_ref().map(|handover| {
        open(desk, &handover.offer_stay, "offer_stay");
        Target::Service {
            id: handover.id.clone(),
            page: handover.page.clone(),
            carry: handover.carry.clone(),
        }
    });
    let mut targets = [stop, redirect, interrupt, service, go_on].into_iter().flatten();
    let target = targets.next();
    if target.is_none() || targets.next().is_some() {
        let remedy = "write exactly one of stop, redirect, interrupt, service, continue";
        desk.find(raw.when.place, "an outcome must lead to one place", remedy);
    }
    target
}

/// Whether a name is that of an earlier question for a place.
fn is_place(desk: &mut Desk<'_>, name: &At<String>, known: &[&Question]) -> bool {
    let places = known.iter().filter(|question| {
        let composed = [Some(Composed::Address), Some(Composed::Location)];
        question.kind == Kind::Postcode || composed.contains(&question.kind.composed())
    });
    let places: Vec<&str> = places.map(|question| question.id.as_str()).collect();
    let found = places.contains(&name.value.as_str());
    if !found {
        let otherwise = "name an earlier question for a postcode, an address or a location";
        let remedy = crate::findings::suggestion(name, places.iter().copied(), otherwise);
        desk.find(name.place, format!("`{}` asks for no place before this", name.value), remedy);
    }
    found
}

/// Whether the options of a question that maps to ways of contact are ways that exist.
pub(super) fn check_ways(desk: &mut Desk<'_>, raw: &RawQuestion) {
    for (value, _) in raw.options.iter().flat_map(|options| &options.0) {
        if Way::of_id(value).is_none() {
            let known = Way::ALL.map(Way::id).join(", ");
            let problem = format!("`{}` is not a way to contact somebody", value.value);
            desk.find(value.place, problem, format!("use: {known}"));
        }
    }
}
