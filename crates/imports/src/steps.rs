//! GOV.UK Forms: one question a step, in order, with exceptions that depend on a selection.

use super::form::{Choice, Form, MOST_LINKS, MOST_PAGES, Page, Question, Way};
use super::graph::tell_way;
use super::report::Report;
use super::source::{has_other_language, line, list, plain, prose, says_yes, text};
use super::{NotAForm, candidates, cel, components, lists};
use serde_json::Value;
use services::{Kind, Precision};

/// How a form says that none of its options was chosen.
const NONE: &str = "none_of_the_above";

/// Reads a form.
pub(super) fn read(source: &Value, report: &mut Report) -> Result<Form, NotAForm> {
    let steps = ["steps", "pages"].into_iter().find_map(|field| source.get(field)?.as_array());
    let steps = steps.ok_or(NotAForm::Lacks("steps"))?;
    if steps.len() > MOST_PAGES {
        report.refused(
            "steps",
            format!("{} steps; the first {MOST_PAGES} are brought in", steps.len()),
        );
    }
    let mut steps: Vec<&Value> = steps.iter().take(MOST_PAGES).collect();
    steps.sort_by_key(|step| step.get("position").and_then(Value::as_u64));
    let mut form = Form {
        name: text(source, "name").map(|name| line(&name)).filter(|name| !name.is_empty()),
        next: text(source, "what_happens_next_markdown").map(|words| prose(&words)),
        ..Form::default()
    };
    whole(source, report);
    for (number, step) in steps.iter().enumerate() {
        let page = page(&mut form, step, number, report);
        form.pages.push(page);
    }
    let ids: Vec<String> = form.pages.iter().map(|page| page.name.clone()).collect();
    if let Some(first) = text(source, "start_page") {
        let known = ids.iter().map(String::as_str).enumerate();
        form.first =
            candidates::find(report, "`start_page`", ("step", &first), known).unwrap_or_default();
    }
    for (number, step) in steps.iter().enumerate() {
        let ways = ways(&mut form, step, number, &ids, report);
        if let Some(page) = form.pages.get_mut(number) {
            page.ways = ways;
        }
    }
    Ok(form)
}

fn whole(source: &Value, report: &mut Report) {
    let left = [
        (
            "declaration_text",
            "what people agree to belongs into a question or the receipt; write it by hand",
        ),
        (
            "declaration_markdown",
            "what people agree to belongs into a question or the receipt; write it by hand",
        ),
        ("payment_url", "we take no payment; say in the receipt how to pay"),
        ("privacy_policy_url", "the force's own notice stands below every page"),
        ("submission_email", "reports go to the desk, and nowhere else"),
        ("support_email", "the force's own ways of contact stand below every page"),
        ("support_phone", "the force's own ways of contact stand below every page"),
        ("support_url", "the force's own ways of contact stand below every page"),
    ];
    for (field, why) in left {
        if let Some(words) = text(source, field) {
            report.lossy(
                format!("`{field}`"),
                format!("left out: {why}; it said: {}", prose(&words)),
            );
        }
    }
    if text(source, "language").as_deref() == Some("cy") {
        report.lossy("the form", "it is in Welsh; its words stand where the English belongs, so write the English and move these into the overlay");
    }
}

fn page(form: &mut Form, step: &Value, number: usize, report: &mut Report) -> Page {
    let data = step.get("data").unwrap_or(step);
    let id = text(step, "id").map_or_else(|| (number + 1).to_string(), |id| line(&id));
    let what = format!("step {id}");
    let mut page = Page {
        name: id,
        title: text(data, "page_heading").map(|heading| line(&heading)).unwrap_or_default(),
        ..Page::default()
    };
    if let Some(guidance) = text(data, "guidance_markdown") {
        page.told.push(prose(&guidance));
    }
    if says_yes(data, "is_repeatable") == Some(true) {
        report.lossy(&what, "a question that people may answer several times is asked once; add questions for more, or ask for all in one text");
    }
    let answer = text(data, "answer_type").unwrap_or_default();
    let settings = data.get("answer_settings").unwrap_or(&Value::Null);
    let words = text(data, "question_text").map(|words| line(&words)).unwrap_or_default();
    let Some((kind, lost)) = kind(&answer, settings) else {
        if answer == "file" {
            report.lossy(&what, format!("“{words}” is left out: a service here takes no files; say in the receipt how to send them"));
        } else {
            report.refused(&what, format!("we do not know the answer `{}`; “{words}” is left out: write a question for it by hand", line(&answer)));
        }
        return page;
    };
    if let Some(lost) = lost {
        report.lossy(&what, lost);
    }
    if has_other_language(data, "question_text") {
        report.lossy(&what, "its Welsh is not brought in; write it into the overlay");
    }
    let ask = if words.is_empty() { services::to_write("a question") } else { words };
    let mut question = Question {
        name: ask.clone(),
        section: None,
        key: None,
        ask,
        hint: text(data, "hint_text").map(|hint| line(&hint)).filter(|hint| !hint.is_empty()),
        kind,
        number: answer == "number",
        options: Vec::new(),
        exclusive: None,
        required: says_yes(data, "is_optional") != Some(true),
        max: None,
    };
    if answer == "selection" && !selection(&mut question, settings, &what, report) {
        return page;
    }
    components::add(form, &mut page, question, &what, report);
    page
}

/// What an answer becomes, with what is lost.
fn kind(answer: &str, settings: &Value) -> Option<(Kind, Option<&'static str>)> {
    let input = text(settings, "input_type").unwrap_or_default();
    Some(match answer {
        "text" if input == "long_text" => (Kind::Textarea, None),
        "text" | "organisation_name" => (Kind::Text, None),
        "number" => (Kind::Text, Some("a number becomes a text that is checked to be one")),
        "email" => (Kind::Email, None),
        "phone_number" => (Kind::Phone, None),
        "national_insurance_number" => {
            (Kind::Text, Some("a National Insurance number becomes one line that is not checked"))
        }
        "name" if input == "full_name" => (Kind::FullName, None),
        "name" => (Kind::FullName, Some("the parts of a name become one field")),
        "address" => {
            (Kind::Place, Some("the parts of an address become one field of several lines"))
        }
        "date" if input == "date_of_birth" => (Kind::Date(Precision::Memorable), None),
        "date" => (Kind::Date(Precision::Exact), None),
        "selection" if says_yes(settings, "only_one_option") == Some(true) => (Kind::Radios, None),
        "selection" => (Kind::Checkboxes, None),
        _ => return None,
    })
}

/// The options of a selection; one that is optional has none of them as its last. Whether it can
/// be asked.
fn selection(question: &mut Question, settings: &Value, what: &str, report: &mut Report) -> bool {
    question.options = lists::options(list(settings, "selection_options"));
    if settings.get("none_of_the_above_question").is_some_and(Value::is_object) {
        report.lossy(
            what,
            "the question below “None of the above” is left out; write it with `when:`",
        );
    }
    if !question.required && !question.options.is_empty() {
        question.required = true;
        if question.kind == Kind::Checkboxes {
            question.exclusive = Some(NONE.to_owned());
        }
        question.options.retain(|option| option.value != NONE);
        question.options.push(Choice {
            value: NONE.to_owned(),
            label: "None of the above".to_owned(),
            known_as: vec![format!(":{NONE}")],
        });
    }
    components::settle(question, what, report)
}

fn ways(
    form: &mut Form,
    step: &Value,
    number: usize,
    ids: &[String],
    report: &mut Report,
) -> Vec<Way> {
    let mut ways = Vec::new();
    let this = ids.get(number).cloned().unwrap_or_default();
    let place = |report: &mut Report, what: &str, id: &str| {
        candidates::find(report, what, ("step", id), ids.iter().map(String::as_str).enumerate())
    };
    let conditions = list(step, "routing_conditions");
    if conditions.len() > MOST_LINKS {
        report.refused(
            format!("step {this}"),
            format!("{} routes; the first {MOST_LINKS} are brought in", conditions.len()),
        );
    }
    for (route, condition) in conditions.iter().take(MOST_LINKS).enumerate() {
        let what = format!("step {this}, route {}", route + 1);
        if let Some(heading) =
            text(condition, "exit_page_heading").or_else(|| text(condition, "exit_page_markdown"))
        {
            let said = text(condition, "exit_page_markdown")
                .map(|words| prose(&words))
                .unwrap_or_default();
            report.refused(&what, format!("it ends on a page of its own, “{}”: write that as a partner or block and lead there with `outcome:`; until then people go on. It said: {said}", line(&heading)));
            continue;
        }
        let to = match text(condition, "goto_page_id").or_else(|| text(condition, "goto_step_id")) {
            Some(id) => {
                let Some(to) = place(report, &what, &id) else {
                    form.broken = true;
                    continue;
                };
                Some(to)
            }
            None if says_yes(condition, "skip_to_end") == Some(true) => None,
            None => {
                report.refused(&what, "it leads nowhere");
                continue;
            }
        };
        let when = condition.get("answer_value").and_then(plain).map(|value| {
            let checked = text(condition, "check_page_id").unwrap_or_else(|| this.clone().into());
            let at = place(report, &what, &checked);
            let asked =
                at.and_then(|at| form.pages.get(at)).and_then(|page| page.asks.first().copied());
            let question = asked.and_then(|at| Some((at, form.questions.get(at)?)));
            if let Some(question) = question {
                return cel::compare(report, &what, question, "is", &value);
            }
            let why = "asks nothing that can be compared; write `when:` by hand";
            report.refused(&what, format!("step {checked} {why}"));
            super::form::Test::Unknown(what.clone())
        });
        tell_way(&what, when.as_ref(), report);
        ways.push(Way { to, when });
    }
    if let Some(next) = text(step, "next_step_id").or_else(|| text(step, "next_page")) {
        match place(report, &format!("step {this}, next step"), &next) {
            Some(to) => ways.push(Way { to: Some(to), when: None }),
            None => form.broken = true,
        }
    }
    ways
}
