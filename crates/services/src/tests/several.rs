//! Several things, answers of several parts, and tasks, by hand.

use super::sample::{KITES_IN_THE_AIR, answers, morning};
use crate::{
    Answers, Complete, End, Form, Service, TaskState, assess, check_submission, journey, prune,
    read, summary, tasks,
};
use kernel::Language;
use serde_json::json;

fn fleet() -> &'static Service {
    KITES_IN_THE_AIR.get("fleet").unwrap()
}

/// Answers to all of it.
fn whole() -> Answers {
    answers(json!({
        "danger": "no", "height": 180.5, "home": null, "agreed": "yes",
        "kites": [
            { "colour": "red", "torn": "no" },
            { "colour": "blue", "torn": "yes", "tear": "at the tail" },
        ],
        "helpers": [{ "helper_looks": { "hair": "grey" }, "helper_car": { "registration": "ab12cde" } }],
        "repair": [{ "what": "string", "value": "£2" }, {}],
        "where": { "kind": "train", "from": "Hull" },
        "seen": { "how": "between", "from": "2026-06-03", "to": "2026-06-03T09:00" },
        "coach": null, "pictures": null, "signed": { "agreed": "yes", "name": "Sam Jones" },
        "onward": ["kites", "helpers"],
    }))
}

fn states(given: &Answers) -> Vec<TaskState> {
    tasks(fleet(), given, morning()).iter().map(|task| task.state).collect()
}

#[test]
fn a_page_is_asked_for_each_thing_and_then_the_list_of_them() {
    let way = journey(fleet(), &whole(), morning());
    let slugs: Vec<_> = way.steps.iter().map(|step| step.spot().slug().into_owned()).collect();
    assert_eq!(
        slugs,
        [
            "emergency",
            "height",
            "agreed",
            "kite.1",
            "kite.2",
            "kite-tear.2",
            "kites",
            "helper.1",
            "helpers",
            "repair",
            "where",
            "sign"
        ]
    );
    assert!(matches!(way.end, End::Check));
}

#[test]
fn a_list_may_be_empty_and_is_then_asked_about_first() {
    let mut given = whole();
    given.remove("helpers");
    given.stay_at("helpers");
    let way = journey(fleet(), &given, morning());
    assert!(way.steps.iter().all(|step| step.page.id != "helper"));
    assert!(matches!(way.end, End::Tasks));
    let spot = tasks(fleet(), &given, morning())[1].spot;
    assert_eq!(spot.slug(), "helpers");
}

#[test]
fn tasks_can_be_done_in_any_order() {
    use TaskState::{Completed, InProgress, NotStarted};
    let mut given = answers(json!({ "danger": "no" }));
    // How tall the person is decides whether there are kites: until then helpers are asked about.
    assert_eq!(states(&given), [NotStarted, NotStarted, NotStarted]);
    for (name, value) in whole()
        .iter()
        .filter(|(name, _)| ["where", "seen", "coach", "pictures", "signed"].contains(name))
    {
        given.set(name, value.clone());
    }
    assert_eq!(states(&given), [NotStarted, NotStarted, Completed]);
    given.set("height", 180);
    assert_eq!(states(&given), [InProgress, NotStarted, Completed]);
    assert_eq!(states(&whole()), [Completed, Completed, Completed]);
}

#[test]
fn an_answer_of_several_parts_has_one_tidy_form() {
    let Ok(Complete::Report(tidy)) =
        check_submission(fleet(), &whole(), Language::English, morning())
    else {
        panic!("not taken")
    };
    assert_eq!(tidy.0["repair"], json!([{ "what": "string", "value": "2" }]));
    assert_eq!(tidy.0["helpers"][0]["helper_car"], json!({ "registration": "AB12 CDE" }));
    assert_eq!(tidy.0["where"], json!({ "kind": "train", "from": "Hull" }));
}

#[test]
fn what_is_wrong_with_one_of_several_things_is_said_of_that_one() {
    for (change, pointer) in [
        (json!({ "kites": [{ "colour": "green", "torn": "no" }] }), "/answers/kites/0/colour"),
        (json!({ "kites": [] }), "/answers/kites/0/colour"),
        (
            json!({ "kites": [{ "colour": "red", "torn": "no", "tear": "x" }] }),
            "/answers/kites/0/tear",
        ),
        (
            json!({ "kites": [{ "colour": "red", "torn": "no", "tial": "x" }] }),
            "/answers/kites/0/tial",
        ),
        (json!({ "kites": "red" }), "/answers/kites"),
        (json!({ "kites": vec![json!({ "colour": "red", "torn": "no" }); 4] }), "/answers/kites"),
        (json!({ "where": { "kind": "map", "point": "north" } }), "/answers/where"),
        (json!({ "where": { "kind": "road", "road": "A63" } }), "/answers/where"),
        (json!({ "where": { "kind": "train", "from": "Hull", "coach": 3 } }), "/answers/where"),
        (json!({ "height": 300.5 }), "/answers/height"),
        (json!({ "seen": { "how": "exact", "at": "2026-06-05" } }), "/answers/seen"),
        (json!({ "signed": { "agreed": "yes" } }), "/answers/signed"),
        (json!({ "pictures": ["../etc"] }), "/answers/pictures"),
    ] {
        let mut given = whole();
        change.as_object().unwrap().iter().for_each(|(name, value)| given.set(name, value.clone()));
        let problems = check_submission(fleet(), &given, Language::English, morning()).unwrap_err();
        assert!(problems.iter().any(|it| it.field == pointer), "{change}: {problems:?}");
    }
}

#[test]
fn an_item_that_nobody_told_anything_of_is_left_out() {
    let mut given = whole();
    given.add_item("kites");
    given.set_in(Some(crate::Item { group: "kites", at: 0 }), "tear", json!("left over"));
    let (kept, removed) = prune(fleet(), &given, morning());
    assert_eq!(kept.items("kites").len(), 2);
    assert_eq!(kept.items("kites")[0], json!({ "colour": "red", "torn": "no" }));
    assert_eq!(removed, ["tear"]);
    // Without kites at all, the group is left out as one.
    given.set("height", 50);
    let (kept, removed) = prune(fleet(), &given, morning());
    assert!(kept.items("kites").is_empty());
    assert!(removed.contains(&"kites".to_owned()), "{removed:?}");
}

#[test]
fn a_form_of_several_parts_is_read() {
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let fields = [
        field("where-kind", "place"),
        field("where-words", "behind the library"),
        field("where-from", "typed before another choice"),
        field("where-near", ""),
        field("seen-how", "exact"),
        field("seen-at-day", "3"),
        field("seen-at-month", "june"),
        field("seen-at-year", "2026"),
        field("seen-at-time", "2.30pm"),
    ];
    let form = Form { fields: &fields, language: Language::English, now: morning() };
    let reading = read(fleet(), fleet().spot("where").unwrap(), &whole(), form);
    assert_eq!(reading.problems, []);
    assert_eq!(
        reading.answers.0["where"],
        json!({ "kind": "place", "words": "behind the library" })
    );
    assert_eq!(reading.answers.0["seen"], json!({ "how": "exact", "at": "2026-06-03T14:30" }));
}

#[test]
fn a_fault_leads_to_the_field_of_its_part() {
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    for (fields, at) in [
        (vec![field("where-kind", "")], "where-kind"),
        (vec![field("where-kind", "place")], "where-words"),
        (vec![field("where-kind", "map"), field("where-point", "here")], "where-point"),
        (vec![field("seen-how", "exact"), field("seen-at-time", "2pm")], "seen-at-day"),
        (
            vec![
                field("seen-how", "exact"),
                field("seen-at-day", "3"),
                field("seen-at-month", "6"),
                field("seen-at-year", "2026"),
                field("seen-at-time", "teatime"),
            ],
            "seen-at-time",
        ),
    ] {
        let form = Form { fields: &fields, language: Language::English, now: morning() };
        let reading = read(fleet(), fleet().spot("where").unwrap(), &whole(), form);
        let found: Vec<_> = reading.problems.iter().map(|it| it.field.as_str()).collect();
        assert!(found.contains(&at), "{fields:?}: {found:?}");
    }
}

#[test]
fn a_row_of_a_list_is_added_and_taken_out_without_losing_the_others() {
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let fields = [
        field("repair-1-what", "string"),
        field("repair-2-what", "glue"),
        field("repair-3-what", "paper"),
        field("repair-remove", "2"),
    ];
    let form = Form { fields: &fields, language: Language::English, now: morning() };
    let reading = read(fleet(), fleet().spot("repair").unwrap(), &whole(), form);
    assert!(reading.again);
    assert_eq!(reading.answers.0["repair"], json!([{ "what": "string" }, { "what": "paper" }]));
    assert!(reading.typed.contains(&field("repair-2-what", "paper")), "{:?}", reading.typed);
    assert!(!reading.typed.iter().any(|(name, _)| name == "repair-3-what"));
}

#[test]
fn several_things_stand_on_cards_and_hint_one_by_one() {
    let sections = summary(fleet(), &whole(), Language::English, morning());
    let kites = &sections[2];
    let titles: Vec<&str> = kites.cards.iter().map(|card| card.title.as_str()).collect();
    assert_eq!(titles, ["Kite 1", "Kite 2", "Helper 1"]);
    let place = &sections[3];
    assert_eq!(
        place.rows[0].lines,
        ["On a train or at a station", "Station, or where the train came from: Hull"]
    );
    assert_eq!(sections[1].rows[0].lines, ["180.5 cm"]);
    assert_eq!(assess(fleet(), &whole(), morning()).flags, ["red"]);
}
