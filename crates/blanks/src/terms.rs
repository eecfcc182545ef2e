//! What a condition of a definition asks for, in terms that can be said to people.

use cel::common::ast::{
    CallExpr, ComprehensionExpr, Expr, IdedExpr, LiteralValue, operators as op,
};
use cel::{Env, Program};
use std::sync::{Arc, LazyLock};

static STANDARD: LazyLock<Arc<Env>> = LazyLock::new(|| Arc::new(Env::stdlib()));

/// A condition, about questions by their ids and choices by their values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum When {
    All(Vec<Self>),
    Any(Vec<Self>),
    /// The answer is one of these.
    Is(String, Vec<String>),
    IsNot(String, Vec<String>),
    /// One of these is ticked.
    Has(String, Vec<String>),
    HasNot(String, Vec<String>),
    /// Something is ticked that is none of these.
    HasOther(String, Vec<String>),
    Given(String),
    Missing(String),
    /// The date is before today, or after it.
    Past(String),
    Future(String),
    /// It is so of at least one item of a group.
    Once(Box<Self>),
    /// It is always so.
    Always,
    /// It cannot be said in a sentence.
    Other,
}

impl When {
    /// Reads a condition. What it cannot say is [`When::Other`], never left out.
    pub(crate) fn read(source: &str) -> Self {
        let program = STANDARD.compile(source);
        program.map_or(Self::Other, |program: Program| {
            Reader { bound: Vec::new() }.read(program.expression())
        })
    }

    /// Several conditions of which one is enough.
    pub(crate) fn any(mut whens: Vec<Self>) -> Self {
        whens.dedup();
        match whens.len() {
            1 => whens.pop().unwrap_or(Self::Always),
            _ => Self::Any(whens),
        }
    }

    fn not(self) -> Self {
        match self {
            Self::All(parts) => Self::Any(parts.into_iter().map(Self::not).collect()),
            Self::Any(parts) => Self::All(parts.into_iter().map(Self::not).collect()),
            Self::Is(of, values) => Self::IsNot(of, values),
            Self::IsNot(of, values) => Self::Is(of, values),
            Self::Has(of, values) => Self::HasNot(of, values),
            Self::HasNot(of, values) => Self::Has(of, values),
            Self::Given(of) => Self::Missing(of),
            Self::Missing(of) => Self::Given(of),
            Self::HasOther(..)
            | Self::Past(_)
            | Self::Future(_)
            | Self::Once(_)
            | Self::Always
            | Self::Other => Self::Other,
        }
    }
}

/// What is compared: an answer, or what is ticked of one.
struct Subject {
    question: String,
    ticked: bool,
}

struct Reader {
    /// Names that stand for an item of a group, or for what is ticked of a question.
    bound: Vec<(String, String)>,
}

impl Reader {
    fn read(&mut self, part: &IdedExpr) -> When {
        match &part.expr {
            Expr::Call(call) => self.call(call),
            Expr::Comprehension(each) => self.exists(each),
            Expr::Literal(LiteralValue::Boolean(truth)) if *truth.inner() => When::Always,
            _ => When::Other,
        }
    }

    fn call(&mut self, call: &CallExpr) -> When {
        match (call.func_name.as_str(), call.args.as_slice()) {
            (op::LOGICAL_AND, [a, b]) => When::All(self.both(a, b, op::LOGICAL_AND)),
            (op::LOGICAL_OR, [a, b]) => When::Any(self.both(a, b, op::LOGICAL_OR)),
            (op::LOGICAL_NOT, [a]) => self.read(a).not(),
            (op::EQUALS, [a, b]) => self.equal(a, b),
            (op::NOT_EQUALS, [a, b]) => self.differs(a, b),
            (op::IN, [a, b]) => self.within(a, b),
            (op::LESS, [a, b]) if is_today(b) => self.date(a, When::Past),
            (op::GREATER, [a, b]) if is_today(b) => self.date(a, When::Future),
            _ => When::Other,
        }
    }

    /// Both sides; what is joined in the same way on either side belongs to the same list.
    fn both(&mut self, a: &IdedExpr, b: &IdedExpr, operator: &str) -> Vec<When> {
        let mut parts = Vec::new();
        for side in [a, b] {
            match (self.read(side), operator) {
                (When::All(inner), op::LOGICAL_AND) | (When::Any(inner), op::LOGICAL_OR) => {
                    parts.extend(inner);
                }
                (part, _) => parts.push(part),
            }
        }
        // `date != null && date < today`: whoever gave the date gave it.
        let dated: Vec<String> = parts.iter().filter_map(When::dated).collect();
        if operator == op::LOGICAL_AND {
            parts.retain(|part| !matches!(part, When::Given(of) if dated.contains(of)));
        }
        parts
    }

    fn equal(&self, a: &IdedExpr, b: &IdedExpr) -> When {
        let Some(Subject { question, ticked }) = self.subject(a) else { return When::Other };
        match &b.expr {
            Expr::Literal(LiteralValue::Null) => When::Missing(question),
            _ => match (texts(b), ticked) {
                (Some(values), true) => When::Has(question, values),
                (Some(values), false) => When::Is(question, values),
                (None, _) => When::Other,
            },
        }
    }

    fn differs(&self, a: &IdedExpr, b: &IdedExpr) -> When {
        match self.equal(a, b) {
            When::Has(question, values) => When::HasOther(question, values),
            when => when.not(),
        }
    }

    /// `'call' in ways`, or `about in ['noise', 'parking']`.
    fn within(&self, a: &IdedExpr, b: &IdedExpr) -> When {
        match (self.subject(a), texts(b), texts(a), self.subject(b)) {
            (Some(Subject { question, ticked: true }), Some(values), ..) => {
                When::Has(question, values)
            }
            (Some(Subject { question, .. }), Some(values), ..) => When::Is(question, values),
            (_, _, Some(values), Some(Subject { question, .. })) => When::Has(question, values),
            _ => When::Other,
        }
    }

    fn date(&self, of: &IdedExpr, when: fn(String) -> When) -> When {
        self.subject(of).map_or(When::Other, |subject| when(subject.question))
    }

    /// `people.exists(p, …)`: the macro has become a loop that gathers with `||`.
    fn exists(&mut self, each: &ComprehensionExpr) -> When {
        let (Some(over), Expr::Call(step)) = (path(&each.iter_range), &each.loop_step.expr) else {
            return When::Other;
        };
        let (op::LOGICAL_OR, [_, predicate]) = (step.func_name.as_str(), step.args.as_slice())
        else {
            return When::Other;
        };
        let over = over.join(".");
        self.bound.push((each.iter_var.clone(), over.clone()));
        let when = self.read(predicate);
        self.bound.pop();
        match when {
            When::Has(of, values) if of == over => When::Has(of, values),
            When::HasOther(of, values) if of == over => When::HasOther(of, values),
            When::Other => When::Other,
            when => When::Once(Box::new(when)),
        }
    }

    fn subject(&self, part: &IdedExpr) -> Option<Subject> {
        let path = path(part)?;
        let (first, rest) = path.split_first()?;
        let bound = self.bound.iter().rev().find(|(name, _)| name == first);
        match (bound, rest.first()) {
            (Some((_, of)), None) => Some(Subject { question: of.clone(), ticked: true }),
            (Some(_), Some(question)) => {
                Some(Subject { question: question.clone(), ticked: false })
            }
            (None, Some(question)) if first == "item" => {
                Some(Subject { question: question.clone(), ticked: false })
            }
            (None, _) => Some(Subject { question: first.clone(), ticked: false }),
        }
    }
}

impl When {
    fn dated(&self) -> Option<String> {
        match self {
            Self::Past(of) | Self::Future(of) => Some(of.clone()),
            _ => None,
        }
    }
}

fn path(part: &IdedExpr) -> Option<Vec<String>> {
    match &part.expr {
        Expr::Ident(name) => Some(vec![name.clone()]),
        Expr::Select(select) => {
            let mut path = path(&select.operand)?;
            path.push(select.field.clone());
            Some(path)
        }
        _ => None,
    }
}

fn is_today(part: &IdedExpr) -> bool {
    matches!(&part.expr, Expr::Ident(name) if name == "today" || name == "now")
}

/// A text, or a list of some.
fn texts(part: &IdedExpr) -> Option<Vec<String>> {
    match &part.expr {
        Expr::Literal(LiteralValue::String(text)) => Some(vec![text.inner().to_owned()]),
        Expr::List(list) => list
            .elements
            .iter()
            .map(|element| texts(element).and_then(|mut one| one.pop()))
            .collect(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::When;
    use super::When::{All, Any, Given, Has, HasNot, HasOther, Is, IsNot, Once, Other, Past};

    fn s(text: &str) -> String {
        text.to_owned()
    }

    #[test]
    fn conditions_are_read_as_people_would_say_them() {
        for (source, wanted) in [
            ("a == 'yes'", Is(s("a"), vec![s("yes")])),
            ("a != 'yes'", IsNot(s("a"), vec![s("yes")])),
            ("a in ['x', 'y']", Is(s("a"), vec![s("x"), s("y")])),
            ("!(a in ['x'])", IsNot(s("a"), vec![s("x")])),
            ("'x' in a", Has(s("a"), vec![s("x")])),
            ("!('x' in a)", HasNot(s("a"), vec![s("x")])),
            ("a.exists(e, e in ['x', 'y'])", Has(s("a"), vec![s("x"), s("y")])),
            ("a.exists(e, e != 'none')", HasOther(s("a"), vec![s("none")])),
            ("item.mine != 'mine'", IsNot(s("mine"), vec![s("mine")])),
            ("g.exists(v, v.mine == 'mine')", Once(Box::new(Is(s("mine"), vec![s("mine")])))),
            ("g.exists(v, v.car.plate != null)", Once(Box::new(Given(s("car"))))),
            ("d != null && d < today", All(vec![Past(s("d"))])),
            (
                "a == 'x' && ('c' in w || 't' in w)",
                All(vec![
                    Is(s("a"), vec![s("x")]),
                    Any(vec![Has(s("w"), vec![s("c")]), Has(s("w"), vec![s("t")])]),
                ]),
            ),
            ("true", When::Always),
            ("size(a) > 2", Other),
            ("a ==", Other),
        ] {
            assert_eq!(When::read(source), wanted, "{source}");
        }
    }
}
