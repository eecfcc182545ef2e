//! Answers as canonical JSON: sorted keys, no white space, so that the same answers are the same
//! bytes whoever sends them.

use kernel::Problem;
use serde_json::Value;
use services::Answers;
use station::secrets::sha256;

/// The canonical text of answers, without questions that were left blank and without the mark of
/// pages that the person went on from.
pub(crate) fn text(answers: &Answers) -> Result<String, Problem> {
    let kept = answers
        .iter()
        .filter(|(question, value)| !value.is_null() && *question != services::ONWARD)
        .map(|(question, value)| (question.to_owned(), value.clone()));
    let mut kept = Value::Object(kept.collect());
    // Whether maps sort themselves is decided by whoever else uses the same library.
    kept.sort_all_objects();
    serde_json::to_string(&kept).map_err(Problem::broken)
}

/// What an idempotency key is bound to: the language and the answers.
pub(crate) fn hash(language: kernel::Language, text: &str) -> [u8; 32] {
    sha256(format!("{}\n{text}", language.code()).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::text;
    use serde_json::json;
    use services::Answers;

    #[test]
    fn the_same_answers_are_the_same_text_in_any_order() {
        let one: Answers = [("b", json!("2")), ("a", json!(["x", "y"]))].into_iter().collect();
        let other: Answers =
            [("a", json!(["x", "y"])), ("b", json!("2")), ("c", json!(null))].into_iter().collect();
        assert_eq!(text(&one).unwrap(), r#"{"a":["x","y"],"b":"2"}"#);
        assert_eq!(text(&one).unwrap(), text(&other).unwrap());
        let parts = |text: &str| -> Answers { serde_json::from_str(text).unwrap() };
        let one = text(&parts(r#"{"q":[{"town":"Hull","line1":"1 Quay"}]}"#)).unwrap();
        assert_eq!(one, r#"{"q":[{"line1":"1 Quay","town":"Hull"}]}"#);
        assert_eq!(one, text(&parts(r#"{"q":[{"line1":"1 Quay","town":"Hull"}]}"#)).unwrap());
    }
}
