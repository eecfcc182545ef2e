//! Going through the parts of a parsed condition.

use cel::common::ast::{Expr, IdedExpr, LiteralValue, operators as op};
use std::collections::BTreeSet;

/// Calls `visit` on every part.
fn walk<'a>(part: &'a IdedExpr, visit: &mut dyn FnMut(&'a IdedExpr)) {
    visit(part);
    match &part.expr {
        Expr::Call(call) => {
            call.target.iter().for_each(|target| walk(target, visit));
            call.args.iter().for_each(|arg| walk(arg, visit));
        }
        Expr::List(list) => list.elements.iter().for_each(|element| walk(element, visit)),
        Expr::Comprehension(each) => {
            for part in [&each.iter_range, &each.accu_init, &each.loop_step, &each.result] {
                walk(part, visit);
            }
        }
        Expr::Select(select) => walk(&select.operand, visit),
        _ => {}
    }
}

/// The names that are compared with null.
pub(super) fn guarded(root: &IdedExpr) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    walk(root, &mut |part| {
        if let Expr::Call(call) = &part.expr
            && [op::EQUALS, op::NOT_EQUALS].contains(&call.func_name.as_str())
            && let [a, b] = call.args.as_slice()
        {
            for (name, null) in [(a, b), (b, a)] {
                if let (Some(name), Expr::Literal(LiteralValue::Null)) = (path(name), &null.expr) {
                    found.insert(name);
                }
            }
        }
    });
    found
}

/// What a name, or a part of one, is called: `colour`, `car.registration`.
pub(super) fn path(part: &IdedExpr) -> Option<String> {
    match &part.expr {
        Expr::Ident(name) => Some(name.clone()),
        Expr::Select(select) => Some(format!("{}.{}", path(&select.operand)?, select.field)),
        _ => None,
    }
}

/// Every name in an expression, bound ones too.
pub(super) fn names(root: &IdedExpr) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    walk(root, &mut |part| {
        if let Expr::Ident(name) = &part.expr {
            found.insert(name.clone());
        }
    });
    found
}

/// Every text in a list that is written in an expression and is not searched with `in`.
pub(super) fn literals(root: &IdedExpr) -> BTreeSet<String> {
    let mut searched = BTreeSet::new();
    let mut found = BTreeSet::new();
    walk(root, &mut |part| match &part.expr {
        Expr::Call(call) if call.func_name == op::IN => {
            searched.extend(call.args.get(1).map(|list| list.id));
        }
        Expr::List(list) if !searched.contains(&part.id) => {
            for element in &list.elements {
                if let Expr::Literal(LiteralValue::String(text)) = &element.expr {
                    found.insert(text.inner().to_owned());
                }
            }
        }
        _ => {}
    });
    found
}
