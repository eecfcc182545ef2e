//! What is sent: answers and a language, and nothing else.

use kernel::{FieldProblem, Language};
use serde_json::{Map, Value};
use services::Answers;
use utoipa::ToSchema;

/// Answers by question id, flat, and the language that the person writes in.
#[derive(ToSchema)]
#[schema(as = Submission)]
#[expect(
    dead_code,
    reason = "it only describes the body; reading it field by field gives pointers"
)]
pub(super) struct Described {
    /// Answers by question id: see the service's `answers_schema`.
    #[schema(value_type = Object, example = json!({"danger": "no", "happening_now": "no"}))]
    answers: Value,
    /// `en` or `cy`; English when it is not said.
    #[schema(default = "en", example = "en")]
    language: Option<String>,
}

/// What was sent.
#[derive(Debug)]
pub(super) struct Submission {
    pub(super) answers: Answers,
    pub(super) language: Language,
}

impl Submission {
    /// Reads a body; or everything that is wrong with it, with pointers.
    pub(super) fn read(body: Value) -> Result<Self, Vec<FieldProblem>> {
        let Value::Object(mut fields) = body else {
            return Err(vec![problem("", "Send an object with answers and a language.")]);
        };
        let mut problems = Vec::new();
        let answers = answers(&mut fields).map_err(|problem| problems.push(problem));
        let language = language(&mut fields).map_err(|problem| problems.push(problem));
        problems.extend(fields.keys().map(|name| {
            let name = name.replace('~', "~0").replace('/', "~1");
            problem(&format!("/{name}"), "There is no such field. Leave it out.")
        }));
        match (answers, language) {
            (Ok(answers), Ok(language)) if problems.is_empty() => Ok(Self { answers, language }),
            _ => Err(problems),
        }
    }
}

fn answers(fields: &mut Map<String, Value>) -> Result<Answers, FieldProblem> {
    match fields.remove("answers") {
        Some(Value::Object(answers)) => Ok(Answers(answers)),
        Some(_) => Err(problem("/answers", "Give an object: answers by question id.")),
        None => Err(problem("/answers", "Give the answers.")),
    }
}

fn language(fields: &mut Map<String, Value>) -> Result<Language, FieldProblem> {
    let Some(value) = fields.remove("language") else { return Ok(Language::English) };
    let language = value.as_str().and_then(Language::of_code);
    language.ok_or_else(|| problem("/language", "Give en or cy."))
}

fn problem(pointer: &str, message: &str) -> FieldProblem {
    FieldProblem { field: pointer.to_owned(), message: message.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::Submission;
    use kernel::Language;
    use serde_json::json;

    #[test]
    fn everything_wrong_with_a_body_is_said_at_once_with_its_pointer() {
        for (body, pointers) in [
            (json!([]), vec![""]),
            (json!({}), vec!["/answers"]),
            (json!({"answers": []}), vec!["/answers"]),
            (json!({"answers": {}, "language": "fr"}), vec!["/language"]),
            (json!({"answers": {}, "language": null}), vec!["/language"]),
            (
                json!({"answers": 1, "language": 2, "a/b": 3}),
                vec!["/answers", "/language", "/a~1b"],
            ),
        ] {
            let problems = Submission::read(body.clone()).unwrap_err();
            let found: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
            assert_eq!(found, pointers, "{body}");
        }
    }

    #[test]
    fn english_is_meant_when_no_language_is_said() {
        let read = |body| Submission::read(body).unwrap().language;
        assert_eq!(read(json!({"answers": {}})), Language::English);
        assert_eq!(read(json!({"answers": {}, "language": "cy"})), Language::Welsh);
    }
}
