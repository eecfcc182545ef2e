//! Lists of options.

use super::form::Choice;
use super::names;
use super::report::Report;
use super::source::{line, list, plain, text};
use serde_json::Value;
use std::borrow::Cow;

/// A list that components refer to.
#[derive(Clone, Debug)]
pub(super) struct List {
    /// Its name and, in newer forms, its id.
    pub(super) names: Vec<String>,
    pub(super) options: Vec<Choice>,
}

/// The lists of a form.
pub(super) fn read(source: &Value, report: &mut Report) -> Vec<List> {
    let mut lists = Vec::new();
    for (number, list) in list(source, "lists").iter().enumerate() {
        let names: Vec<String> = ["name", "id"]
            .into_iter()
            .filter_map(|field| text(list, field))
            .map(Cow::into_owned)
            .collect();
        let what =
            format!("list {}", names.first().cloned().unwrap_or_else(|| (number + 1).to_string()));
        let items = super::source::list(list, "items");
        for item in items {
            if !super::source::list(item, "conditionalComponents").is_empty()
                || item.get("condition").is_some()
            {
                let label = text(item, "text").map(|label| line(&label)).unwrap_or_default();
                report.lossy(&what, format!("the option “{label}” is always shown and asks nothing below itself; write a question with `when:`"));
            }
            if text(item, "description").is_some() || text(item, "hint").is_some() {
                let label = text(item, "text").map(|label| line(&label)).unwrap_or_default();
                report.lossy(&what, format!("the hint of the option “{label}” is left out"));
            }
        }
        let options = options(items);
        report.imported(&what, format!("{} options", options.len()));
        lists.push(List { names, options });
    }
    lists
}

/// Options with legal values, each its own.
pub(super) fn options(items: &[Value]) -> Vec<Choice> {
    let mut options: Vec<Choice> = Vec::new();
    for item in items.iter().take(2000) {
        let value = item.get("value").and_then(plain).or_else(|| plain(item));
        let label =
            text(item, "text").or_else(|| text(item, "label")).or_else(|| text(item, "name"));
        let Some(label) = label.or_else(|| value.clone()).map(|label| line(&label)) else {
            continue;
        };
        if label.is_empty() {
            continue;
        }
        let id = item.get("id").and_then(plain);
        let known_as = [value.clone(), id, Some(label.clone().into())];
        let wanted =
            value.filter(|value| !value.trim().is_empty()).unwrap_or_else(|| label.clone().into());
        let value = names::free(&names::underscored(&wanted, 30), |name| {
            options.iter().any(|option| option.value == name)
        });
        let known_as = known_as.into_iter().flatten().map(Cow::into_owned).collect();
        options.push(Choice { value, label, known_as });
    }
    options
}
