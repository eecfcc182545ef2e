//! The cases that stand beside the policies, for whoever changes one.

use kernel::{AccountId, ForceId, Purpose};
use policy::{Circumstances, Kind, Marking, Person, Policies, Record, Right, Role, Vetting};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

/// One case: who, what, to what, and what must come of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Case {
    says: String,
    role: String,
    right: String,
    kind: Option<String>,
    #[serde(default)]
    with: Vec<String>,
    marking: Option<String>,
    vetting: Option<String>,
    proven: Option<i64>,
    allowed: bool,
    by: Vec<String>,
}

#[test]
fn every_case_beside_the_policies_holds_and_every_policy_has_one() {
    let text = include_str!("../../../../policies/tests/national.toml");
    let cases: Cases = toml::from_str(text).unwrap();
    let policies = Policies::national().unwrap();
    let mut named = Vec::new();
    for case in &cases.case {
        let right = Right::of_code(&case.right).unwrap();
        let has = |what: &str| case.with.iter().any(|it| it == what);
        let force = |id| ForceId::parse(id).unwrap();
        let kind = case
            .kind
            .as_deref()
            .map(|code| Kind::ALL.into_iter().find(|kind| kind.code() == code).unwrap());
        let roles = Role::of_code(&case.role).into_iter().collect();
        let appointment = policy::Appointment::of_code(&case.role);
        let person = Person {
            account: AccountId::NOBODY,
            roles,
            appointment,
            operations: vec!["heron".to_owned()],
            vetting: case
                .vetting
                .as_deref()
                .map_or(Vetting::Recruitment, |code| Vetting::of_code(code).unwrap()),
            ..Person::nobody(force("humberside"))
        };
        let record = Record {
            kind: kind.unwrap_or(right.on()),
            force: force(if has("another force") { "btp" } else { "humberside" }),
            marking: case
                .marking
                .as_deref()
                .map_or(Marking::Official, |code| Marking::of_code(code).unwrap()),
            restricted: has("restricted"),
            listed: has("listed"),
            operation: has("their operation").then(|| "heron".to_owned()),
            own: has("own"),
            family: has("family"),
            conflict: has("conflict"),
            shared: has("shared"),
        };
        let circumstances = Circumstances {
            purpose: (!has("no purpose")).then_some(Purpose::ContactHandling),
            proven: case.proven.unwrap_or(0),
            managed: !has("unknown device"),
            glass: has("glass"),
        };
        let decision = policies.decide(&person, right, &record, &circumstances);
        let by: Vec<&str> = decision.by.iter().map(|id| &**id).collect();
        let mut promised: Vec<&str> = case.by.iter().map(String::as_str).collect();
        promised.sort_unstable();
        assert_eq!((decision.allowed, by), (case.allowed, promised), "{}", case.says);
        named.extend(case.by.iter().cloned());
    }
    let without: Vec<&str> = policies
        .readable()
        .iter()
        .map(|it| &*it.id)
        .filter(|id| !named.iter().any(|named| named == id))
        .collect();
    assert!(without.is_empty(), "no case rests on {without:?}");
}
