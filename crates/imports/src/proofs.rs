//! Invented forms of each format, brought in; and nonsense, which is refused and harms nobody.

mod at_random;

use super::{Elsewhere, Fate, Imported, NotAForm, import};
use services::embedded_files;

const XGOV: &str = include_str!("proofs/xgov.json");
const DEFRA: &str = include_str!("proofs/defra.json");
const GOVUK_FORMS: &str = include_str!("proofs/govuk_forms.json");

const FORMS: [(Elsewhere, &str); 3] =
    [(Elsewhere::Xgov, XGOV), (Elsewhere::Defra, DEFRA), (Elsewhere::GovukForms, GOVUK_FORMS)];

fn brought(from: Elsewhere, text: &str) -> Imported {
    import(from, text, "a-file", &embedded_files()).unwrap()
}

/// Asserts that the report has a line of each fate, with these words in what or why.
fn told(imported: &Imported, wanted: &[(Fate, &str, &str)]) {
    for (fate, what, why) in wanted {
        let mut lines = imported.report.lines.iter();
        let told = lines
            .any(|line| line.fate == *fate && line.what.contains(what) && line.why.contains(why));
        assert!(told, "no {fate:?} of {what}: {why}\n{}\n{}", imported.report, imported.yaml);
    }
}

/// Asserts that the lines stand in the draft.
fn says(imported: &Imported, wanted: &[&str]) {
    for line in wanted {
        let mut lines = imported.yaml.lines();
        assert!(
            lines.any(|l| l.trim() == *line),
            "no {line}\n{}\n{}",
            imported.report,
            imported.yaml
        );
    }
}

#[test]
fn a_form_of_xgov_becomes_a_draft_and_nothing_of_it_is_dropped_silently() {
    let kite = brought(Elsewhere::Xgov, XGOV);
    assert_eq!(kite.id, "tell-us-about-a-lost-kite");
    assert!(kite.report.compiles() && !kite.report.is_whole(), "{}", kite.report);
    says(
        &kite,
        &[
            "when: \"colour == 'red'\"",
            "when: \"saw == 'yes' && colour != 'blue'\"",
            "ask: \"Say what colour it was\"",
            "hint: \"Just one\"",
            "\"yes\": \"Yes & no\"",
            "- id: check_2",
            "intro: \"Before you end\\n\\nCount the strings\"",
            "ask: \"Do you agree: I agree\"",
        ],
    );
    told(
        &kite,
        &[
            (Fate::Repaired, "/colour RadiosField", "took `coloursList`"),
            (Fate::Repaired, "page /colour", "took `kiteSection`"),
            (Fate::Refused, "link to /not-there-at-all", "there is no page"),
            (Fate::Refused, "RadiosField shape", "there is no list `shapes`"),
            (Fate::Refused, "KiteWidget", "“Draw it” is left out"),
            (Fate::Refused, "condition moved", "`rhymes with`"),
            (Fate::Refused, "condition spare", "does not read"),
            (Fate::Refused, "page /mended", "could not be said"),
            (Fate::Lossy, "NumberField", "checked to be one"),
            (Fate::Lossy, "FileUploadField", "“Photo” left out"),
            (Fate::Lossy, "page /where, link to /colour", "the link is cut"),
            (Fate::Lossy, "page /strings", "asked once"),
            (Fate::Lossy, "UkAddressField", "one field"),
            (Fate::Lossy, "section spare", "left out"),
            (Fate::Lossy, "`outputs`", "left out"),
            (Fate::Imported, "condition wasRed", "CEL"),
            (Fate::ToWrite, "`confirmation`", "next"),
            (Fate::ToWrite, "tell-us-about-a-lost-kite.yaml", "there is no Welsh"),
        ],
    );
}

#[test]
fn a_form_of_defra_with_pages_in_order_keeps_its_conditions() {
    let boat = brought(Elsewhere::Defra, DEFRA);
    assert!(boat.report.compiles(), "{}\n{}", boat.report, boat.yaml);
    says(
        &boat,
        &[
            "when: \"kind == 'sail' && (when != null && when > '2026-01-31')\"",
            "when: \"kind != 'row'\"",
            "max: 300",
            "kind: approximate",
        ],
    );
    told(
        &boat,
        &[
            (Fate::Repaired, "near name", "took `q-kind`"),
            (Fate::Refused, "c-recent", "a time that moves"),
            (Fate::Refused, "page /gone", "there is no condition `c-nobody-knows`"),
            (Fate::Refused, "HologramField", "left out"),
            (Fate::Lossy, "page /sails", "asked once"),
            (Fate::Lossy, "MonthYearField", "a month"),
        ],
    );
}

#[test]
fn a_form_of_govuk_forms_keeps_its_routes() {
    let goat = brought(Elsewhere::GovukForms, GOVUK_FORMS);
    assert!(goat.report.compiles(), "{}\n{}", goat.report, goat.yaml);
    says(
        &goat,
        &[
            "when: \"where_do_you_keep_it != 'in_a_field'\"",
            "exclusive: \"none_of_the_above\"",
            "heading: \"Goats\"",
            "intro: \"Count the kids too\"",
        ],
    );
    told(
        &goat,
        &[
            (Fate::Repaired, "route 1", "took `In a field`"),
            (Fate::Refused, "route 2", "`On the roof`"),
            (Fate::Refused, "route 3", "`90210`"),
            (Fate::Refused, "route 4", "“You cannot”"),
            (Fate::Refused, "step 5", "`song`"),
            (Fate::Lossy, "step 6", "takes no files"),
            (Fate::Lossy, "step 3", "asked once"),
            (Fate::Lossy, "`payment_url`", "pay.example.test"),
        ],
    );
}

#[test]
fn a_draft_does_not_pass_for_a_service_before_a_person_has_written_it() {
    for (from, text) in FORMS {
        let draft = brought(from, text);
        let mut files = embedded_files();
        files.push((format!("services/{}.yaml", draft.id), draft.yaml));
        let findings = services::Catalogue::compile(files).unwrap_err();
        let told = findings.iter().filter(|finding| finding.problem.contains("not written yet"));
        assert!(
            told.count() >= 3 && findings.iter().all(services::Finding::is_unwritten),
            "{findings:?}"
        );
    }
}

/// A form of two questions with a yes or no first, whose pages are linked or stand in order.
fn little(first: &serde_json::Value, second: &serde_json::Value) -> Imported {
    let says = |said: &str| serde_json::json!({ "name": said, "value": format!("wet == {said}") });
    let mut form = serde_json::json!({
        "lists": [{ "id": "both", "items": [
            { "id": "Y", "text": "Yes", "value": true }, { "id": "N", "text": "No", "value": false } ] }],
        "conditions": [says("true"), says("false")],
        "pages": [
            { "path": "/wet", "title": "Wet", "next": first,
              "components": [{ "id": "w", "type": "YesNoField", "name": "wet", "title": "Is it wet?", "list": "both" }] },
            { "path": "/how", "title": "How", "next": [{ "path": "/why" }], "condition": second,
              "components": [{ "type": "TextField", "name": "how", "title": "How wet?" }] },
            { "path": "/why", "title": "Why",
              "components": [{ "type": "TextField", "name": "why", "title": "Why?" }] },
        ],
    });
    if first.is_null() {
        for page in form["pages"].as_array_mut().unwrap() {
            page.as_object_mut().unwrap().remove("next");
        }
    }
    brought(Elsewhere::Defra, &form.to_string())
}

#[test]
fn a_page_where_every_answer_leads_is_asked_of_everybody() {
    let links = serde_json::json!([{ "path": "/how", "condition": "true" }, { "path": "/why", "condition": "false" }]);
    let draft = little(&links, &serde_json::Value::Null);
    says(&draft, &["when: \"wet == 'yes'\""]);
    assert_eq!(draft.yaml.matches("when:").count(), 1, "{}", draft.yaml);
    assert!(draft.report.is_whole(), "{}", draft.report);
}

#[test]
fn a_page_in_order_may_carry_its_comparisons_itself() {
    let condition = serde_json::json!([[{ "componentId": "w", "operator": "==", "valueId": "N" }]]);
    let draft = little(&serde_json::Value::Null, &condition);
    says(&draft, &["when: \"wet == 'no'\""]);
    assert!(draft.report.is_whole(), "{}", draft.report);
}

#[test]
fn a_name_that_a_service_has_already_is_not_taken_twice() {
    let text = XGOV.replace("Tell us about a lost kite", "Bicycle theft");
    assert_eq!(brought(Elsewhere::Xgov, &text).id, "bicycle-theft-2");
}

#[test]
fn what_is_no_form_is_refused_with_the_reason() {
    let refused = |from, text: &str| import(from, text, "x", &[]).unwrap_err();
    assert_eq!(refused(Elsewhere::Xgov, "{}"), NotAForm::Lacks("pages"));
    assert_eq!(refused(Elsewhere::GovukForms, "[]"), NotAForm::Lacks("steps"));
    assert!(matches!(refused(Elsewhere::Defra, "{"), NotAForm::NotJson(_)));
    assert!(matches!(refused(Elsewhere::Defra, &"[".repeat(5000)), NotAForm::NotJson(_)));
    assert_eq!(refused(Elsewhere::Defra, &" ".repeat(super::LARGEST + 1)), NotAForm::TooLarge);
}
