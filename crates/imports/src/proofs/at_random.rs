//! Forms changed at random, and forms built to do harm: each ends, and says what became of it.

use super::FORMS;
use crate::{Elsewhere, import};
use proptest::prelude::*;
use serde_json::{Value, json};
use services::embedded_files;
use std::sync::LazyLock;

static BESIDE: LazyLock<Vec<(String, String)>> = LazyLock::new(embedded_files);

/// The values of a form, each once, in a fixed order.
fn places(value: &Value, path: &str, found: &mut Vec<String>) {
    found.push(path.to_owned());
    match value {
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                places(item, &format!("{path}/{at}"), found);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                places(field, &format!("{path}/{name}"), found);
            }
        }
        _ => {}
    }
}

/// A form with some of its values replaced, by nonsense or by others of its own.
fn changed(form: usize, changes: &[(usize, usize)]) -> (Elsewhere, String) {
    let (from, text) = FORMS[form % FORMS.len()];
    let mut value: Value = serde_json::from_str(text).unwrap();
    for (place, what) in changes {
        let mut all = Vec::new();
        places(&value, "", &mut all);
        let other = value.pointer(&all[what % all.len()]).cloned().unwrap();
        let nonsense = [
            Value::Null,
            json!(true),
            json!(-7.5),
            json!(""),
            json!("\u{0}\u{feff}ŷ ? ' \" \\ {{x}} <b"),
            json!("x".repeat(6000)),
            json!([[], {}]),
            json!({ "en": "a: b", "cy": 3 }),
            json!("/colour"),
            json!("please"),
            json!("a == (b or not c) and d.e != 'f'"),
        ];
        let new = if what % 3 == 0 { other } else { nonsense[what % nonsense.len()].clone() };
        *value.pointer_mut(&all[place % all.len()]).unwrap() = new;
    }
    (from, value.to_string())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn a_form_changed_at_random_is_a_draft_with_a_report_or_no_form(
        form in 0..3_usize,
        changes in prop::collection::vec((any::<usize>(), any::<usize>()), 1..9),
    ) {
        let (from, text) = changed(form, &changes);
        if let Ok(draft) = import(from, &text, "a-file", &BESIDE) {
            // Whatever it was, what is written is YAML of our language.
            let broken = draft.report.lines.iter().any(|line| {
                line.why.contains("see `bluelamp services schema`") || line.why.contains("does not parse")
            });
            prop_assert!(!broken, "{}\n{}", draft.report, draft.yaml);
            prop_assert!(draft.report.lines.len() > 5);
        }
    }

    #[test]
    fn any_json_at_all_is_no_form_or_a_draft(text in "[\\[\\]{}\",:a-z0-9 ]{0,80}", from in 0..3_usize) {
        let (from, _) = FORMS[from];
        let _ = import(from, &text, "", &[]);
        let _ = import(from, &format!("{{\"pages\": [{text}], \"steps\": [{text}]}}"), "", &[]);
    }
}

#[test]
fn ways_without_end_and_conditions_without_end_come_to_one() {
    let page = |number: usize| {
        let next: Vec<Value> = (0..60)
            .map(|to| json!({ "path": format!("/{}", (number * 7 + to * 13) % 300), "condition": format!("c{to}") }))
            .collect();
        json!({ "path": format!("/{number}"), "title": "A page", "next": next,
            "components": [{ "type": "YesNoField", "name": format!("q{number}"), "title": "Is it?" }] })
    };
    let doubled = |number: usize| {
        let value = if number == 0 {
            json!("q1 == true")
        } else {
            let before = json!({ "conditionName": format!("c{}", number - 1) });
            json!({ "conditions": [before, { "coordinator": "or", "conditions": [before, { "coordinator": "and",
                "field": { "name": format!("q{number}") }, "operator": "is", "value": { "value": "true" } }] }] })
        };
        json!({ "name": format!("c{number}"), "value": value })
    };
    let form = json!({
        "pages": (0..300).map(page).collect::<Vec<_>>(),
        "conditions": (0..60).map(doubled).collect::<Vec<_>>(),
    });
    let draft = import(Elsewhere::Xgov, &form.to_string(), "without-end", &BESIDE).unwrap();
    assert!(draft.report.lines.iter().any(|line| line.why.contains("too large")));
    assert!(draft.report.lines.iter().any(|line| line.why.contains("the link is cut")));
}

#[test]
fn a_condition_that_names_itself_is_refused() {
    let form = json!({
        "pages": [
            { "path": "/a", "title": "A", "next": [{ "path": "/b", "condition": "me" }],
              "components": [{ "type": "TextField", "name": "a", "title": "A" }] },
            { "path": "/b", "title": "B", "components": [{ "type": "TextField", "name": "b", "title": "B" }] },
        ],
        "conditions": [{ "name": "me", "value": { "conditions": [{ "conditionName": "me" }] } }],
    });
    let draft = import(Elsewhere::Xgov, &form.to_string(), "me", &BESIDE).unwrap();
    assert!(
        draft.report.lines.iter().any(|line| line.why.contains("names itself")),
        "{}",
        draft.report
    );
    assert!(draft.report.compiles() && !draft.report.is_whole());
}
