//! How answers stand in a condition: what was not given has a typed default, and every part of an
//! answer of several parts is there.

use crate::composed::Composed;
use crate::question::Kind;
use cel::common::types::{CelDouble, CelList, CelMap, CelMapKey, CelNull, CelString};
use cel::common::value::{CowVal, Val};
use serde_json::Value;
use std::collections::HashMap;

/// How the value of a question stands in a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Text,
    Several,
    Amount,
    Parts(Composed),
    Things(Composed),
}

impl Shape {
    pub(super) const fn of(kind: Kind) -> Self {
        match kind {
            Kind::Checkboxes | Kind::TimeWindows | Kind::Upload => Self::Several,
            Kind::Money | Kind::Number(_) => Self::Amount,
            Kind::Composed(composed) => Self::Parts(composed),
            Kind::Items => Self::Things(Composed::Item),
            _ => Self::Text,
        }
    }
}

type Boxed<'a> = Box<dyn Val + 'a>;

/// A value as a condition sees it.
pub(super) fn seen(value: Option<&Value>, shape: Shape) -> CowVal<'_, '_> {
    match (shape, value) {
        (Shape::Several, Some(Value::Array(items))) => {
            let boxed = |text| -> Boxed<'_> { Box::new(CelString::from(text)) };
            let items: Vec<_> = items.iter().filter_map(Value::as_str).map(boxed).collect();
            CowVal::owned(CelList::from(items))
        }
        (Shape::Things(composed), Some(Value::Array(items))) => {
            let boxed = |item| -> Boxed<'_> { Box::new(parts(composed, Some(item))) };
            CowVal::owned(CelList::from(items.iter().map(boxed).collect::<Vec<_>>()))
        }
        (Shape::Several | Shape::Things(_), _) => CowVal::owned(CelList::from(Vec::new())),
        (Shape::Parts(composed), value) => CowVal::owned(parts(composed, value)),
        (Shape::Text, Some(Value::String(text))) => CowVal::owned(CelString::from(text.as_str())),
        (Shape::Amount, value) => match value.and_then(amount) {
            Some(amount) => CowVal::owned(CelDouble::from(amount)),
            None => CowVal::owned(CelNull),
        },
        _ => CowVal::owned(CelNull),
    }
}

fn amount(value: &Value) -> Option<f64> {
    match value {
        Value::String(text) => text.parse().ok(),
        value => value.as_f64(),
    }
}

/// Every part of an answer; `null` where it was not given.
fn parts(composed: Composed, value: Option<&Value>) -> CelMap<'_> {
    let parts = composed.parts().iter().map(|part| {
        let text = value.and_then(|value| value.get(part.name)).and_then(Value::as_str);
        let seen: Boxed<'_> = match text {
            Some(text) => Box::new(CelString::from(text)),
            None => Box::new(CelNull),
        };
        (CelMapKey::from(part.name), seen)
    });
    CelMap::from(parts.collect::<HashMap<_, _>>())
}

/// An item of a repeat group: its questions by name.
pub(super) fn item<'a>(
    questions: impl Iterator<Item = (&'a str, Option<&'a Value>, Shape)>,
) -> CowVal<'a, 'a> {
    let entries = questions.map(|(question, value, shape)| {
        (CelMapKey::from(question), seen(value, shape).into_owned())
    });
    CowVal::owned(CelMap::from(entries.collect::<HashMap<_, _>>()))
}

/// The items of a repeat group.
pub(super) fn group<'a>(items: impl Iterator<Item = CowVal<'a, 'a>>) -> CowVal<'a, 'a> {
    CowVal::owned(CelList::from(items.map(CowVal::into_owned).collect::<Vec<_>>()))
}
