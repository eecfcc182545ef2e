//! Every component gives the HTML of the design system's official fixtures, all of them: an option
//! that we leave out is listed in `components-left-out.toml` with the reason.

mod choices;
mod dom;
mod fields;
mod notices;
mod options;
mod pieces;
mod summaries;

use options::Options;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Makes our component of a fixture's options and draws it.
type Draw = fn(&Options<'_>) -> String;

const COMPONENTS: &[(&str, Draw)] = &[
    ("back-link", pieces::back_link),
    ("button", pieces::button),
    ("character-count", fields::character_count),
    ("checkboxes", choices::checkboxes),
    ("date-input", choices::date_input),
    ("details", pieces::details),
    ("error-message", fields::error_message),
    ("error-summary", notices::error_summary),
    ("exit-this-page", pieces::exit_this_page),
    ("fieldset", choices::fieldset_alone),
    ("hint", fields::hint),
    ("input", fields::input),
    ("inset-text", pieces::inset_text),
    ("label", fields::label_alone),
    ("language-navigation", pieces::language_navigation),
    ("notification-banner", notices::notification_banner),
    ("panel", notices::panel),
    ("password-input", fields::password_input),
    ("phase-banner", notices::phase_banner),
    ("radios", choices::radios),
    ("select", fields::select),
    ("service-navigation", pieces::service_navigation),
    ("skip-link", pieces::skip_link),
    ("summary-list", summaries::summary_list),
    ("table", summaries::table),
    ("tag", pieces::tag),
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

fn fixtures(component: &str) -> Vec<Fixture> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../frontend/node_modules/govuk-frontend/dist/govuk/components")
        .join(component)
        .join("fixtures.json");
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error} (run `npm ci` in frontend)", path.display()));
    serde_json::from_str::<Fixtures>(&text).unwrap().fixtures
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

#[test]
fn every_component_gives_the_html_of_the_official_fixtures() {
    let left_out = left_out();
    let mut needed = BTreeSet::new();
    let mut wrong = Vec::new();
    let (mut all, mut tried) = (0_u32, 0_u32);
    for (component, draw) in COMPONENTS {
        for fixture in fixtures(component) {
            all += 1;
            let options = Options::new(&fixture.options);
            let drawn = draw(&options);
            let unread = options.unread();
            for option in &unread {
                let option = ((*component).to_owned(), option.clone());
                if left_out.contains(&option) {
                    needed.insert(option);
                } else {
                    wrong.push(format!("{component}, {:?}: unread {}", fixture.name, option.1));
                }
            }
            if !unread.is_empty() {
                continue;
            }
            tried += 1;
            if let Some(difference) = dom::difference(&fixture.html, &drawn) {
                wrong.push(format!("{component}, {:?}:\n{difference}", fixture.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{} faults\n{}", wrong.len(), wrong.join("\n"));
    let idle: Vec<_> = left_out.difference(&needed).collect();
    assert!(idle.is_empty(), "listed as left out, and no fixture has it: {idle:?}");
    assert!(tried * 100 >= all * 95, "only {tried} of {all} fixtures were tried");
}
