//! Names and types of a condition. CEL itself checks none when it compiles, and `true || typo` is
//! true when it runs: so all of it is checked here.

mod compare;

use super::parts::{guarded, path};
use super::sorts::Sort;
use super::{Complaint, Gives, Scope};
use crate::findings::suggestion;
use cel::common::ast::{CallExpr, ComprehensionExpr, Expr, IdedExpr, LiteralValue};
use cel::{Program, common::ast::operators as op};
use std::collections::BTreeSet;

/// Checks a program; an empty list says that it is well.
pub(super) fn check(program: &Program, scope: &Scope<'_>, gives: Gives) -> Vec<Complaint> {
    let mut checker = Checker {
        program,
        scope,
        bound: Vec::new(),
        loops: 0,
        guarded: guarded(program.expression()),
        complaints: Vec::new(),
    };
    let found = checker.sort(program.expression());
    let root = program.expression();
    match gives {
        Gives::Truth => checker.expect(root, &found, &Sort::Truth),
        Gives::Flags => {
            let fits = match &found {
                Sort::List(item) => item.is_text() || **item == Sort::Unknown,
                other => *other == Sort::Unknown,
            };
            if !fits {
                let remedy = "write it like `answer == 'yes' ? ['weapon'] : []`";
                checker.complain(root, format!("{} where flags are needed", found.name()), remedy);
            }
        }
    }
    checker.complaints
}

struct Checker<'a> {
    program: &'a Program,
    scope: &'a Scope<'a>,
    bound: Vec<(String, Sort)>,
    loops: usize,
    guarded: BTreeSet<String>,
    complaints: Vec<Complaint>,
}

impl Checker<'_> {
    fn complain(&mut self, part: &IdedExpr, problem: impl Into<String>, remedy: impl Into<String>) {
        let at = self.program.source_info().offset_for(part.id).map_or(0, |(start, _)| start);
        let at = usize::try_from(at).unwrap_or_default();
        self.complaints.push(Complaint::new(at, problem, remedy));
    }

    fn expect(&mut self, part: &IdedExpr, found: &Sort, wanted: &Sort) {
        if found != wanted && *found != Sort::Unknown {
            let problem = format!("{} where {} is needed", found.name(), wanted.name());
            self.complain(part, problem, "compare it with something, such as `question == 'yes'`");
        }
    }

    fn sort(&mut self, part: &IdedExpr) -> Sort {
        match &part.expr {
            Expr::Literal(LiteralValue::Boolean(_)) => Sort::Truth,
            Expr::Literal(LiteralValue::String(text)) => Sort::Literal(text.inner().to_owned()),
            Expr::Literal(LiteralValue::Null) => Sort::Null,
            Expr::Literal(LiteralValue::Bytes(_)) => self.refuse(part, "bytes"),
            Expr::Literal(_) => Sort::Number,
            Expr::Ident(name) => self.name(part, name),
            Expr::List(list) => {
                let mut items = Sort::Unknown;
                for element in &list.elements {
                    let sort = self.sort(element);
                    if items == Sort::Unknown {
                        items = sort;
                    }
                }
                Sort::List(Box::new(items))
            }
            Expr::Call(call) => self.call(part, call),
            Expr::Comprehension(each) => self.comprehension(part, each),
            Expr::Select(select) if !select.test => {
                let record = self.sort(&select.operand);
                self.part(part, &record, &select.field)
            }
            Expr::Select(_) | Expr::Map(_) | Expr::Struct(_) | Expr::Unspecified => {
                self.refuse(part, "maps")
            }
        }
    }

    fn refuse(&mut self, part: &IdedExpr, what: &str) -> Sort {
        let remedy = "use questions by their id, texts, numbers and lists";
        self.complain(part, format!("{what} are not part of the language"), remedy);
        Sort::Unknown
    }

    /// A part of an answer, or a question of an item.
    fn part(&mut self, part: &IdedExpr, record: &Sort, field: &str) -> Sort {
        match record {
            Sort::Unknown => Sort::Unknown,
            Sort::Record(fields) => {
                if let Some((_, sort)) = fields.iter().find(|(name, _)| name == field) {
                    return sort.clone();
                }
                let known: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
                let list = format!("use one of: {}", known.join(", "));
                let remedy = suggestion(field, known, &list);
                self.complain(part, format!("there is no part `{field}`"), remedy);
                Sort::Unknown
            }
            other => {
                let problem = format!("{} has no parts, so no `{field}`", other.name());
                self.complain(part, problem, "name a question of several parts, or `item`");
                Sort::Unknown
            }
        }
    }

    fn name(&mut self, part: &IdedExpr, name: &str) -> Sort {
        if let Some((_, sort)) = self.bound.iter().rev().find(|(bound, _)| bound == name) {
            return sort.clone();
        }
        if name == "now" || name == "today" {
            return Sort::Date;
        }
        let scope = self.scope;
        if let Some(question) = scope.answer.filter(|_| name == "answer") {
            return Sort::of(question);
        }
        if name == "item"
            && let Some(sort) = scope.group.and_then(|it| Sort::item(&scope.questions, it))
        {
            return sort;
        }
        if scope.group != Some(name)
            && let Some(item) = Sort::item(&scope.questions, name)
        {
            return Sort::List(Box::new(item));
        }
        if let Some(question) = scope.questions.iter().find(|question| question.id == name) {
            return match question.group.as_deref() {
                None => Sort::of(question),
                Some(group) => self.of_items(part, name, group),
            };
        }
        if scope.later.contains(&name) {
            let remedy = "move the question up, or ask about an earlier one";
            self.complain(part, format!("`{name}` is asked later"), remedy);
        } else {
            let known = scope.questions.iter().map(|question| question.id.as_str());
            let remedy = suggestion(name, known, "use the id of an earlier question");
            self.complain(part, format!("unknown name `{name}`"), remedy);
        }
        Sort::Unknown
    }

    /// A question that is asked of each item, named as if there were one answer.
    fn of_items(&mut self, part: &IdedExpr, name: &str, group: &str) -> Sort {
        let remedy = if self.scope.group == Some(group) {
            format!("write `item.{name}`")
        } else {
            format!("write it like `{group}.exists(it, it.{name} == …)`")
        };
        self.complain(part, format!("`{name}` is asked of each of `{group}`"), remedy);
        Sort::Unknown
    }

    fn call(&mut self, part: &IdedExpr, call: &CallExpr) -> Sort {
        let mut parts: Vec<&IdedExpr> = call.target.iter().map(AsRef::as_ref).collect();
        parts.extend(&call.args);
        let sorts: Vec<Sort> = parts.iter().map(|part| self.sort(part)).collect();
        match (call.func_name.as_str(), parts.as_slice(), sorts.as_slice()) {
            (op::LOGICAL_AND | op::LOGICAL_OR | op::LOGICAL_NOT | op::NOT_STRICTLY_FALSE, ..) => {
                for (part, sort) in parts.iter().zip(&sorts) {
                    self.expect(part, sort, &Sort::Truth);
                }
                Sort::Truth
            }
            (op::EQUALS | op::NOT_EQUALS, [left, right], [a, b]) => {
                self.equal(part, (left, a), (right, b));
                Sort::Truth
            }
            (op::GREATER | op::GREATER_EQUALS | op::LESS | op::LESS_EQUALS, [..], [a, b]) => {
                self.guard(&parts);
                self.ordered(part, a, b);
                Sort::Truth
            }
            (op::IN, [left, right], [item, list]) => {
                self.within(part, (left, item), (right, list));
                Sort::Truth
            }
            (op::CONDITIONAL, [condition, ..], [truth, yes, no]) => {
                self.expect(condition, truth, &Sort::Truth);
                self.branches(part, yes, no)
            }
            (op::ADD, [..], [Sort::List(a), Sort::List(b)]) => {
                Sort::List(if **a == Sort::Unknown { b.clone() } else { a.clone() })
            }
            (op::ADD | op::SUBSTRACT | op::MULTIPLY, [..], [Sort::Number, Sort::Number])
            | (op::NEGATE, [..], [Sort::Number]) => {
                self.guard(&parts);
                Sort::Number
            }
            ("size", [..], [Sort::List(_)]) => Sort::Number,
            ("size", [..], [text]) if text.is_text() => {
                self.guard(&parts);
                Sort::Number
            }
            (
                "contains" | "startsWith" | "endsWith" | "matches",
                [..],
                [text, Sort::Literal(_)],
            ) if text.is_text() => {
                self.guard(&parts);
                Sort::Truth
            }
            _ if sorts.contains(&Sort::Unknown) => Sort::Unknown,
            (name, ..) => self.unknown_call(part, name, &sorts),
        }
    }

    fn unknown_call(&mut self, part: &IdedExpr, name: &str, sorts: &[Sort]) -> Sort {
        let given = sorts.iter().map(Sort::name).collect::<Vec<_>>().join(", ");
        let name = name.trim_matches(['_', '@', '[', ']']);
        let known = ["size", "contains", "startsWith", "endsWith", "matches", "exists", "all"];
        let remedy = suggestion(name, known, "compare with ==, !=, <, in, &&, || and !");
        self.complain(part, format!("`{name}` does not take ({given})"), remedy);
        Sort::Unknown
    }

    fn branches(&mut self, part: &IdedExpr, yes: &Sort, no: &Sort) -> Sort {
        match (yes, no) {
            (Sort::List(a), Sort::List(b)) => {
                Sort::List(if **a == Sort::Unknown { b.clone() } else { a.clone() })
            }
            (a, b) if a == b || a.is_text() && b.is_text() => a.clone(),
            (Sort::Unknown, known) | (known, Sort::Unknown) => known.clone(),
            (a, b) => {
                let problem = format!("one branch gives {}, the other {}", a.name(), b.name());
                self.complain(part, problem, "give the same kind of value in both");
                Sort::Unknown
            }
        }
    }

    /// An answer that may be missing must be compared with null first, or the condition fails.
    fn guard(&mut self, parts: &[&IdedExpr]) {
        for part in parts {
            let Some(name) = path(part) else { continue };
            let root = name.split('.').next().unwrap_or_default();
            let own = ["now", "today", "answer"].contains(&root);
            let bound = self.bound.iter().any(|(bound, _)| *bound == name);
            if !own && !bound && !self.guarded.contains(&name) {
                let remedy = format!("begin with `{name} != null &&`");
                self.complain(part, format!("`{name}` may not have been answered"), remedy);
            }
        }
    }

    fn comprehension(&mut self, part: &IdedExpr, each: &ComprehensionExpr) -> Sort {
        if self.loops >= 1 {
            let remedy = "use one `exists` or `all`";
            self.complain(part, "one loop inside another", remedy);
            return Sort::Unknown;
        }
        let item = match self.sort(&each.iter_range) {
            Sort::List(item) => *item,
            Sort::Unknown => Sort::Unknown,
            other => {
                let problem = format!("{} cannot be gone through", other.name());
                self.complain(&each.iter_range, problem, "use a question of checkboxes");
                Sort::Unknown
            }
        };
        let gathered = self.sort(&each.accu_init);
        self.loops += 1;
        self.bound.push((each.iter_var.clone(), item));
        self.bound.push((each.accu_var.clone(), gathered));
        self.sort(&each.loop_cond);
        let step = self.sort(&each.loop_step);
        if let Some((_, gathered)) = self.bound.last_mut()
            && matches!(gathered, Sort::List(_))
        {
            *gathered = step;
        }
        let result = self.sort(&each.result);
        self.bound.truncate(self.bound.len().saturating_sub(2));
        self.loops -= 1;
        result
    }
}
