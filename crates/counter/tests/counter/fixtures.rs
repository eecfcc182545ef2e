//! Every component gives the HTML of the design system's official fixtures, all of them: what we
//! leave out is listed in `components-left-out.toml` with the reason.

mod choices;
mod dom;
mod fields;
#[cfg(test)]
mod moj;
mod notices;
mod options;
mod pieces;
mod sections;
mod summaries;
mod surroundings;

use options::Options;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Makes our component of a fixture's options and draws it.
type Draw = fn(&Options<'_>) -> String;

const COMPONENTS: &[(&str, Draw)] = &[
    ("accordion", sections::accordion),
    ("back-link", pieces::back_link),
    ("breadcrumbs", sections::breadcrumbs),
    ("button", pieces::button),
    ("character-count", fields::character_count),
    ("checkboxes", choices::checkboxes),
    ("cookie-banner", surroundings::cookie_banner),
    ("date-input", choices::date_input),
    ("details", pieces::details),
    ("error-message", fields::error_message),
    ("error-summary", notices::error_summary),
    ("exit-this-page", pieces::exit_this_page),
    ("feedback", surroundings::feedback),
    ("fieldset", choices::fieldset_alone),
    ("file-upload", fields::file_upload),
    ("footer", surroundings::footer),
    ("generic-header", surroundings::generic_header),
    ("header", surroundings::header),
    ("hint", fields::hint),
    ("input", fields::input),
    ("inset-text", pieces::inset_text),
    ("label", fields::label_alone),
    ("language-navigation", pieces::language_navigation),
    ("notification-banner", notices::notification_banner),
    ("pagination", sections::pagination),
    ("panel", notices::panel),
    ("password-input", fields::password_input),
    ("phase-banner", notices::phase_banner),
    ("radios", choices::radios),
    ("select", fields::select),
    ("service-navigation", pieces::service_navigation),
    ("skip-link", pieces::skip_link),
    ("summary-list", summaries::summary_list),
    ("table", summaries::table),
    ("tabs", sections::tabs),
    ("tag", pieces::tag),
    ("task-list", sections::task_list),
    ("textarea", fields::textarea),
    ("warning-text", notices::warning_text),
];

#[derive(Deserialize)]
struct Fixtures {
    fixtures: Vec<Fixture>,
}

#[derive(Deserialize)]
struct Fixture {
    name: String,
    options: serde_json::Value,
    html: String,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../frontend/node_modules/govuk-frontend/dist/govuk/components")
}

fn fixtures(component: &str) -> Vec<Fixture> {
    let path = folder().join(component).join("fixtures.json");
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error} (run `npm ci` in frontend)", path.display()));
    serde_json::from_str::<Fixtures>(&text).unwrap().fixtures
}

/// The components that the design system has.
fn official() -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder()).expect("run `npm ci` in frontend");
    let folders = entries.map(Result::unwrap).filter(|entry| entry.path().is_dir());
    folders.map(|entry| entry.file_name().into_string().unwrap()).collect()
}

/// The options that we leave out, by component, with the reasons.
fn left_out() -> BTreeSet<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("components-left-out.toml");
    let text = std::fs::read_to_string(path).unwrap();
    let lists: BTreeMap<String, BTreeMap<String, String>> = toml::from_str(&text).unwrap();
    let mut all = BTreeSet::new();
    for (component, options) in lists {
        for (option, reason) in options {
            assert!(reason.len() > 20, "{component}.{option} is left out without a reason");
            all.insert((component.clone(), option));
        }
    }
    all
}

/// What came of the fixtures.
#[derive(Default)]
struct Outcome {
    all: u32,
    green: u32,
    /// What is listed as left out, and is.
    needed: BTreeSet<(String, String)>,
    wrong: Vec<String>,
}

impl Outcome {
    fn of(component: &str, draw: Draw, left_out: &BTreeSet<(String, String)>) -> Self {
        let mut outcome = Self::default();
        for fixture in fixtures(component) {
            outcome.all += 1;
            let options = Options::new(&fixture.options);
            let drawn = draw(&options);
            let unread = options.unread();
            for option in &unread {
                let option = (component.to_owned(), option.clone());
                if left_out.contains(&option) {
                    outcome.needed.insert(option);
                } else {
                    outcome.fault(format!("{component}, {:?}: unread {}", fixture.name, option.1));
                }
            }
            if !unread.is_empty() {
                continue;
            }
            match dom::difference(&fixture.html, &drawn) {
                Some(differs) => {
                    outcome.fault(format!("{component}, {:?}:\n{differs}", fixture.name));
                }
                None => outcome.green += 1,
            }
        }
        outcome
    }

    fn fault(&mut self, fault: String) {
        self.wrong.push(fault);
    }

    fn add(&mut self, other: Self) {
        self.all += other.all;
        self.green += other.green;
        self.needed.extend(other.needed);
        self.wrong.extend(other.wrong);
    }
}

#[test]
fn every_component_of_the_design_system_gives_the_html_of_its_official_fixtures() {
    let left_out = left_out();
    let mut whole = Outcome::default();
    let mut official = official();
    let kinds = official.len();
    for (component, draw) in COMPONENTS {
        assert!(official.remove(*component), "the design system has no {component}");
        whole.add(Outcome::of(component, *draw, &left_out));
    }
    for component in official {
        whole.all += u32::try_from(fixtures(&component).len()).unwrap();
        let entry = (component, "(all of it)".to_owned());
        assert!(left_out.contains(&entry), "{} is neither ours nor left out", entry.0);
        whole.needed.insert(entry);
    }
    let Outcome { all, green, needed, wrong } = whole;
    writeln!(
        std::io::stdout(),
        "{green} of {all} official fixtures of {kinds} components are green"
    )
    .unwrap();
    assert!(wrong.is_empty(), "{} faults\n{}", wrong.len(), wrong.join("\n"));
    let idle: Vec<_> = left_out.difference(&needed).collect();
    assert!(idle.is_empty(), "listed as left out, and no fixture has it: {idle:?}");
    assert!(green * 100 >= all * 95, "only {green} of {all} official fixtures are green");
}
