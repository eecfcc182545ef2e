//! `XGov` digital-form-builder and DEFRA forms-model: pages with components, linked by paths, or in
//! order with a condition each.

use super::conditions::{Conditions, is_unknown};
use super::form::{Form, MOST_LINKS, MOST_PAGES, Page, Test, Way};
use super::report::Report;
use super::source::{line, list, others, says_yes, text};
use super::{NotAForm, candidates, components, lists};
use serde_json::Value;
use std::borrow::Cow;

/// Reads a form.
pub(super) fn read(source: &Value, report: &mut Report) -> Result<Form, NotAForm> {
    let pages = source.get("pages").and_then(Value::as_array).ok_or(NotAForm::Lacks("pages"))?;
    let mut form = Form {
        name: text(source, "name").map(|name| line(&name)).filter(|name| !name.is_empty()),
        sections: sections(source),
        ..Form::default()
    };
    let section_names: Vec<[Option<String>; 2]> = list(source, "sections")
        .iter()
        .map(|section| ["name", "id"].map(|field| text(section, field).map(Cow::into_owned)))
        .collect();
    let lists = lists::read(source, report);
    whole(source, report);
    if pages.len() > MOST_PAGES {
        report.refused(
            "pages",
            format!("{} pages; the first {MOST_PAGES} are brought in", pages.len()),
        );
    }
    let pages = pages.get(..MOST_PAGES).unwrap_or(pages);
    for (number, raw) in pages.iter().enumerate() {
        let page = page(&mut form, raw, number, (&section_names, &lists), report);
        form.pages.push(page);
    }
    let mut conditions = Conditions::of(source, &form.questions);
    // Newer forms say so, or have no links at all.
    let says_so = text(source, "engine").is_some_and(|engine| engine.eq_ignore_ascii_case("V2"));
    if says_so || pages.iter().all(|page| page.get("next").is_none()) {
        in_order(&mut form, pages, &mut conditions, report);
    } else {
        linked(&mut form, source, pages, &mut conditions, report);
    }
    conditions.rest(report);
    Ok(form)
}

fn sections(source: &Value) -> Vec<(String, String)> {
    let sections = list(source, "sections").iter().enumerate();
    sections
        .map(|(number, section)| {
            let name = text(section, "name").or_else(|| text(section, "id"));
            let title = text(section, "title").or_else(|| name.clone());
            let name = name.map_or_else(|| format!("section {number}"), Cow::into_owned);
            (name.clone(), title.map_or(name, |title| line(&title)))
        })
        .collect()
}

/// What belongs to the form as a whole and has no place in a definition.
fn whole(source: &Value, report: &mut Report) {
    let left = [
        ("fees", "we take no payment"),
        ("outputs", "reports go to the desk, and nowhere else"),
        ("output", "reports go to the desk, and nowhere else"),
        ("outputEmail", "reports go to the desk, and nowhere else"),
        ("notifyTemplateId", "our own messages are sent"),
        (
            "declaration",
            "what people agree to belongs into the receipt or a question; write it by hand",
        ),
        ("feedback", "feedback is another service"),
        ("feeOptions", "we take no payment"),
        ("specialPages", "the receipt is written under `confirmation:`"),
        ("documentUploadApiUrl", "a service here takes no files"),
        ("phaseBanner", "the force's site says it"),
    ];
    for (field, why) in left {
        let says_something = match source.get(field) {
            Some(Value::Array(items)) => !items.is_empty(),
            Some(Value::Object(fields)) => !fields.is_empty(),
            Some(Value::String(text)) => !text.trim().is_empty(),
            _ => false,
        };
        if says_something {
            report.lossy(format!("`{field}`"), format!("left out: {why}"));
        }
    }
    let known = [
        "id",
        "name",
        "title",
        "engine",
        "schema",
        "version",
        "startPage",
        "pages",
        "lists",
        "sections",
        "conditions",
        "metadata",
        "language",
        "skipSummary",
        "markAsComplete",
    ];
    let known: Vec<&str> = known.into_iter().chain(left.map(|(field, _)| field)).collect();
    for field in others(source, &known) {
        report
            .lossy(format!("`{}`", line(field)), "left out: a definition here has no place for it");
    }
    let metadata = source.get("metadata").unwrap_or(&Value::Null);
    if says_yes(metadata, "isWelsh") == Some(true)
        || text(source, "language").as_deref() == Some("cy")
    {
        report.lossy("the form", "it is in Welsh; its words stand where the English belongs, so write the English and move these into the overlay");
    }
}

type Known<'a> = (&'a [[Option<String>; 2]], &'a [lists::List]);

fn page(
    form: &mut Form,
    raw: &Value,
    number: usize,
    (sections, lists): Known<'_>,
    report: &mut Report,
) -> Page {
    let path = text(raw, "path").or_else(|| text(raw, "id"));
    let mut page = Page {
        name: path.map_or_else(|| format!("page {}", number + 1), |path| line(&path)),
        title: text(raw, "title").map(|title| line(&title)).unwrap_or_default(),
        ..Page::default()
    };
    let what = format!("page {}", page.name);
    if let Some(name) = text(raw, "section") {
        let known = sections.iter().enumerate().flat_map(|(number, names)| {
            names.iter().flatten().map(move |name| (number, name.as_str()))
        });
        page.section = candidates::find(report, &what, ("section", &name), known);
    }
    let known = [
        "id",
        "path",
        "title",
        "section",
        "controller",
        "components",
        "next",
        "condition",
        "repeat",
    ];
    for field in others(raw, &known) {
        report.lossy(
            &what,
            format!("its `{}` is left out: a page here has no place for it", line(field)),
        );
    }
    let controller = text(raw, "controller").unwrap_or_default().to_lowercase();
    let before = form.questions.len();
    components::read(form, &mut page, raw, lists, report);
    let section = text(raw, "section").map(Cow::into_owned);
    for question in form.questions.iter_mut().skip(before) {
        question.section.clone_from(&section);
    }
    kind(form, &mut page, raw, &controller, report);
    page
}

/// What the controller of a page makes of it.
fn kind(form: &mut Form, page: &mut Page, raw: &Value, controller: &str, report: &mut Report) {
    let what = format!("page {}", page.name);
    let repeats = raw.get("repeat").is_some() || controller.contains("repeat");
    if repeats {
        report.lossy(&what, "a page that people may answer several times is asked once; add questions for more, or ask for all in one text");
    }
    if controller.contains("fileupload") {
        report.lossy(&what, "its files are left out: a service here takes none");
    }
    if controller.contains("terminal") {
        report.refused(&what, "a page where the way ends: write it as a partner or block, and lead there with `outcome:`");
    }
    let is_start = controller.contains("start") && !controller.contains("multistart");
    let is_end = ["summary", "confirmation", "status"].iter().any(|word| controller.contains(word));
    if page.asks.is_empty() && (is_start || is_end) {
        page.ours = true;
        if is_start && !page.told.is_empty() && form.start.is_none() {
            form.start = Some(page.told.join("\n\n"));
            report.lossy(&what, "its words stand in `start.body`, to be written for our readers");
        } else if is_end && !page.told.is_empty() {
            report.lossy(
                &what,
                format!("our own page stands for it; it said: {}", page.told.join(" ")),
            );
        } else {
            report.imported(&what, "our own page stands for it");
        }
    } else {
        let known = ["", "pagecontroller", "questionpagecontroller"].contains(&controller)
            || repeats
            || is_start
            || is_end
            || ["fileupload", "terminal", "multistart"]
                .iter()
                .any(|word| controller.contains(word));
        if known {
            report.imported(&what, format!("“{}”", page.title));
        } else {
            report.lossy(
                &what,
                format!(
                    "its controller `{}` did something of its own; it becomes an ordinary page",
                    line(controller)
                ),
            );
        }
    }
}

/// Newer forms: pages in order, each with a condition.
fn in_order(form: &mut Form, raw: &[Value], conditions: &mut Conditions<'_>, report: &mut Report) {
    for number in 0..form.pages.len() {
        let mut ways = Vec::new();
        let mut next = number + 1;
        while let Some(source) = raw.get(next) {
            let name = form.pages.get(next).map(|page| page.name.clone()).unwrap_or_default();
            let condition = source.get("condition").filter(|condition| !condition.is_null());
            let what = format!("page {name}");
            let when = condition.map(|condition| conditions.of_page(condition, &what, report));
            let always = when.is_none();
            ways.push(Way { to: Some(next), when });
            if always {
                break;
            }
            next += 1;
        }
        let controller =
            raw.get(number).and_then(|raw| text(raw, "controller")).unwrap_or_default();
        if let Some(page) = form.pages.get_mut(number)
            && !controller.to_lowercase().contains("terminal")
        {
            page.ways = ways;
        }
    }
}

/// Older forms: links by path.
fn linked(
    form: &mut Form,
    source: &Value,
    raw: &[Value],
    conditions: &mut Conditions<'_>,
    report: &mut Report,
) {
    let paths: Vec<String> = form.pages.iter().map(|page| page.name.clone()).collect();
    if let Some(path) = text(source, "startPage") {
        let known = paths.iter().map(String::as_str).enumerate();
        form.first =
            candidates::find(report, "`startPage`", ("page", &path), known).unwrap_or_default();
    }
    for (number, source) in raw.iter().enumerate() {
        let mut ways = Vec::new();
        if source.get("condition").is_some_and(|condition| !condition.is_null()) {
            let why = "its own condition is left out, because its links decide: write its `when:`";
            report.refused(format!("page {}", paths.get(number).map_or("", String::as_str)), why);
        }
        let links = list(source, "next");
        if links.len() > MOST_LINKS {
            report.refused(
                format!("page {}", number + 1),
                format!("{} links; the first {MOST_LINKS} are brought in", links.len()),
            );
        }
        for next in links.iter().take(MOST_LINKS) {
            let at = paths.get(number).map(|path| format!("page {path}, link")).unwrap_or_default();
            if let Some(redirect) = text(next, "redirect") {
                let why =
                    "leads to another site; write it as a partner and lead there with `outcome:`";
                report.refused(&at, format!("{} {why}; until then people go on", line(&redirect)));
                continue;
            }
            let Some(path) = text(next, "path") else {
                report.refused(&at, "leads to no page");
                form.broken = true;
                continue;
            };
            let at = format!("{at} to {}", line(&path));
            let when = text(next, "condition").map(|name| conditions.named(&name, &at, report, 0));
            let known = paths.iter().map(String::as_str).enumerate();
            match candidates::find(report, &at, ("page", &path), known) {
                Some(to) => {
                    tell_way(&at, when.as_ref(), report);
                    ways.push(Way { to: Some(to), when });
                }
                None => form.broken = true,
            }
        }
        // What is said without a condition is what happens otherwise, wherever it stands.
        ways.sort_by_key(|way| way.when.is_none());
        if let Some(page) = form.pages.get_mut(number) {
            page.ways = ways;
        }
    }
}

/// Tells of a link, unless its condition has been told of.
pub(super) fn tell_way(what: &str, when: Option<&Test>, report: &mut Report) {
    match when {
        None => report.imported(what, "always"),
        Some(test) if !is_unknown(test) => report.imported(what, "with its condition"),
        Some(_) => {}
    }
}
