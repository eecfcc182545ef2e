//! Looking into JSON that promises nothing.

use serde_json::Value;
use std::borrow::Cow;

/// The longest text that is taken over.
const LONGEST: usize = 5000;

/// A field as text: a text, a number, a truth value, or the English of a text in two languages.
pub(super) fn text<'a>(value: &'a Value, field: &str) -> Option<Cow<'a, str>> {
    plain(value.get(field)?).filter(|text| !text.trim().is_empty())
}

/// A value as text.
pub(super) fn plain(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text.as_str())),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        Value::Bool(truth) => Some(Cow::Owned(truth.to_string())),
        Value::Object(languages) => match languages.get("en") {
            Some(Value::String(text)) => Some(Cow::Borrowed(text.as_str())),
            _ => None,
        },
        _ => None,
    }
}

/// The elements of a list; nothing when it is no list.
pub(super) fn list<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value.get(field).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Whether a field says yes, in whatever spelling.
pub(super) fn says_yes(value: &Value, field: &str) -> Option<bool> {
    match plain(value.get(field)?)?.as_ref() {
        "true" | "1" | "yes" => Some(true),
        "false" | "0" | "no" => Some(false),
        _ => None,
    }
}

/// A whole number, written as a number or as text.
pub(super) fn whole(value: &Value, field: &str) -> Option<usize> {
    plain(value.get(field)?)?.trim().parse().ok()
}

/// Whether a text has another language beside the English.
pub(super) fn has_other_language(value: &Value, field: &str) -> bool {
    value
        .get(field)
        .and_then(Value::as_object)
        .is_some_and(|languages| languages.contains_key("cy"))
}

/// The names of fields that say something and are not among the known ones.
pub(super) fn others<'a>(value: &'a Value, known: &[&str]) -> Vec<&'a str> {
    let says = |value: &Value| match value {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        _ => true,
    };
    let fields = value.as_object().into_iter().flatten();
    let others = fields.filter(|(name, value)| !known.contains(&name.as_str()) && says(value));
    others.map(|(name, _)| name.as_str()).take(50).collect()
}

/// A text of one line, without mark-up.
pub(super) fn line(text: &str) -> String {
    let lines = prose(text);
    lines.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text of several lines: HTML becomes paragraphs and bullets.
pub(super) fn prose(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let is_tag = after.starts_with(|c: char| c.is_ascii_alphabetic() || "/!".contains(c));
        let Some((tag, after)) = after.split_once('>').filter(|_| is_tag) else {
            out.push('<');
            rest = after;
            continue;
        };
        out.push_str(stands_for(tag));
        rest = after;
    }
    out.push_str(rest);
    tidy(&entities(&out))
}

/// What a tag is in plain text.
fn stands_for(tag: &str) -> &'static str {
    let name = tag.trim_start_matches('/');
    let name: String = name.chars().take_while(char::is_ascii_alphanumeric).collect();
    match (name.to_ascii_lowercase().as_str(), tag.starts_with('/')) {
        ("li", false) => "\n- ",
        ("br", _) => "\n",
        ("p" | "ul" | "ol" | "div" | "h1" | "h2" | "h3" | "h4" | "table" | "tr", _) => "\n\n",
        _ => "",
    }
}

/// The few entities that forms use.
fn entities(text: &str) -> String {
    [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&pound;", "£"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (entity, plain)| text.replace(entity, plain))
    .replace("&amp;", "&")
}

/// Without characters that nobody sees and space that says nothing, and not without end.
fn tidy(text: &str) -> String {
    let seen: String = text
        .replace(['\t', '\r'], " ")
        .chars()
        .filter(|c| {
            *c == '\n'
                || !c.is_control() && !('\u{fff0}'..='\u{ffff}').contains(c) && *c != '\u{feff}'
        })
        .map(|c| if matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .take(LONGEST)
        .collect();
    let lines = seen.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut out: Vec<String> = Vec::new();
    for line in lines.filter(|line| line != "-") {
        if !line.is_empty() || out.last().is_some_and(|last| !last.is_empty()) {
            out.push(line);
        }
    }
    out.join("\n").trim().to_owned()
}

/// Whether a text is longer than what is taken over.
pub(super) fn is_cut(text: &str) -> bool {
    text.chars().nth(LONGEST).is_some()
}

#[cfg(test)]
mod tests {
    use super::{line, prose};

    #[test]
    fn mark_up_becomes_words_and_bullets() {
        let html = "<p class=\"x\">Tell us:</p><ul><li>when</li><li>where &amp; how</li></ul>";
        assert_eq!(prose(html), "Tell us:\n\n- when\n- where & how");
        assert_eq!(line("<b>One</b>\n two < 3"), "One two < 3");
    }
}
