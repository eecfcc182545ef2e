//! A draft, written in our language. Every text is quoted, so that no word of a form can mean
//! something to YAML.

use super::form::{Form, Page, Question};
use super::names;
use super::report::Report;
use super::ways::Laid;
use services::SERVICE_API;
use services::to_write;
use services::{Kind, Precision};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Writes a definition. `id` is its own, `ids` those of its questions.
pub(super) fn definition(
    form: &Form,
    (id, ids): (&str, &[String]),
    way: &[Laid],
    report: &mut Report,
) -> String {
    let mut out = Draft::default();
    head(&mut out, form, id, report);
    let sections = sections(&mut out, form, way, report);
    out.line(0, "gate: emergency");
    report.imported("`gate`", "the emergency questions come first, as in every service");
    if way.is_empty() {
        report.refused("the form", "nothing of it can be asked here");
        out.line(0, "pages: []");
    } else {
        out.line(0, "pages:");
    }
    let mut taken = BTreeSet::new();
    for laid in way {
        let Some(page) = form.pages.get(laid.page) else { continue };
        let wanted = [page.name.as_str(), &page.title]
            .into_iter()
            .find(|name| name.chars().any(char::is_alphabetic));
        let wanted = wanted.map_or_else(|| format!("page-{}", page.name), str::to_owned);
        let name =
            names::unreserved(&names::hyphened(&wanted, 50), '-', |name| taken.contains(name));
        taken.insert(name.clone());
        out.line(1, &format!("- id: {name}"));
        if let Some(section) = page.section.and_then(|at| sections.get(&at)) {
            out.line(2, &format!("section: {section}"));
        }
        out.page(form, ids, (laid, page), report);
    }
    out.line(0, "confirmation:");
    out.line(1, "next:");
    let said = form.next.as_ref().map(|next| format!(". It said: {next}")).unwrap_or_default();
    out.text(2, "- text", &to_write(&format!("what happens next, and by when{said}")));
    report.unwritten(
        "`confirmation`",
        "what happens next and within what time; nobody else's promise is ours",
    );
    report.unwritten("`maps`", "say what answers are to us with `maps:`, such as the name, the phone number and whether we may contact the person");
    out.0
}

fn head(out: &mut Draft, form: &Form, id: &str, report: &mut Report) {
    out.line(0, "# A draft, brought in from elsewhere. It does not compile until a person has written what is to be written.");
    out.line(0, &format!("api: {SERVICE_API}"));
    out.line(0, &format!("id: {id}"));
    out.line(0, "group: report");
    out.line(0, &format!("slug: {id}"));
    out.line(0, "version: 1");
    let title = form.name.clone().unwrap_or_else(|| to_write("what people do here"));
    out.text(0, "title", &title);
    if form.name.is_none() {
        report.unwritten("`title`", "the form has none");
    }
    out.text(0, "summary", &to_write("one sentence for lists"));
    out.line(0, "sensitivity: ordinary");
    out.line(0, "retention: { draft: P7D, abandoned: PT24H }");
    out.line(0, "start:");
    out.line(1, "minutes: 0");
    let said = form.start.as_ref().map(|start| format!(". It said: {start}")).unwrap_or_default();
    out.text(
        1,
        "body",
        &to_write(&format!("what the service is for and what to have at hand{said}")),
    );
    report.unwritten(
        "`group` and `slug`",
        format!("taken as `report` and `{id}`: say where it stands"),
    );
    report.unwritten("`summary`", "one sentence for lists");
    report.unwritten(
        "`sensitivity`",
        "taken as `ordinary`: write `high` if somebody must not be seen to use it",
    );
    report.unwritten(
        "`retention`",
        "taken as 7 days and 24 hours: say how long unfinished answers are kept",
    );
    report
        .unwritten("`start`", "what it is for, what to have at hand and how many minutes it takes");
}

fn sections(
    out: &mut Draft,
    form: &Form,
    way: &[Laid],
    report: &mut Report,
) -> BTreeMap<usize, String> {
    let of = |laid: &Laid| form.pages.get(laid.page).and_then(|page| page.section);
    let used: BTreeSet<usize> = way.iter().filter_map(of).collect();
    let mut sections = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (number, (name, title)) in form.sections.iter().enumerate() {
        if !used.contains(&number) {
            report.lossy(format!("section {name}"), "no page of ours stands in it; left out");
            continue;
        }
        if sections.is_empty() {
            out.line(0, "sections:");
        }
        let id = names::unreserved(&names::underscored(name, 40), '_', |name| taken.contains(name));
        taken.insert(id.clone());
        let title =
            if title.is_empty() { to_write("the title of a section") } else { title.clone() };
        out.text(1, &id, &title);
        report.imported(format!("section {name}"), format!("“{title}”"));
        sections.insert(number, id);
    }
    sections
}

#[derive(Default)]
struct Draft(String);

impl Draft {
    fn line(&mut self, level: usize, line: &str) {
        let _ = writeln!(self.0, "{:width$}{line}", "", width = level * 2);
    }

    /// A key and a text in quotes; JSON's quotes are YAML's too.
    fn text(&mut self, level: usize, key: &str, text: &str) {
        self.line(level, &format!("{key}: {}", quoted(text)));
    }

    fn page(
        &mut self,
        form: &Form,
        ids: &[String],
        (laid, page): (&Laid, &Page),
        report: &mut Report,
    ) {
        let asks: Vec<&Question> =
            page.asks.iter().filter_map(|at| form.questions.get(*at)).collect();
        let says_more = asks.len() > 1
            || asks.iter().all(|question| !question.ask.eq_ignore_ascii_case(&page.title));
        if says_more && !page.title.is_empty() {
            self.text(2, "heading", &page.title);
        } else if asks.len() > 1 {
            self.text(2, "heading", &to_write("a heading"));
            report.unwritten(format!("page {}", page.name), "a heading for its questions");
        }
        let intro = laid.intro.join("\n\n");
        if !intro.trim().is_empty() {
            self.text(2, "intro", &intro);
        }
        if let Some(when) = &laid.when {
            self.text(2, "when", when);
        }
        self.line(2, "questions:");
        for at in &page.asks {
            if let (Some(question), Some(id)) = (form.questions.get(*at), ids.get(*at)) {
                self.question(question, id);
            }
        }
    }

    fn question(&mut self, question: &Question, id: &str) {
        self.line(3, &format!("- id: {id}"));
        self.line(4, &format!("type: {}", question.kind.name()));
        match question.precision() {
            Some(Precision::Memorable) => self.line(4, "kind: memorable"),
            Some(Precision::Approximate) => self.line(4, "kind: approximate"),
            Some(Precision::Exact) | None => {}
        }
        self.text(4, "ask", &question.ask);
        if let Some(hint) = &question.hint {
            self.text(4, "hint", hint);
        }
        if !question.required {
            self.line(4, "required: false");
        }
        if let Some(max) = question.max {
            self.line(4, &format!("max: {max}"));
        }
        if matches!(question.kind, Kind::Radios | Kind::Checkboxes) {
            self.line(4, "options:");
            for option in &question.options {
                self.text(5, &quoted(&option.value), &option.label);
            }
            if let Some(exclusive) = &question.exclusive {
                self.text(4, "exclusive", exclusive);
            }
        }
        if question.number {
            self.line(4, "validate:");
            self.text(
                5,
                "- rule",
                "answer == null || answer.matches('^ *-?[0-9][0-9,]*([.][0-9]+)? *$')",
            );
            self.text(6, "error", "Enter a number, like 12 or 12.5");
        }
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
