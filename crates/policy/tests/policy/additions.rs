//! What a force adds.

use kernel::ForceId;
use policy::{Addition, Circumstances, Kind, Person, Policies, Record, Right, Role};

fn addition(force: &str, text: &str) -> Addition {
    Addition {
        force: ForceId::parse(force).unwrap(),
        name: "ours".to_owned(),
        text: text.to_owned(),
    }
}

fn may(policies: &Policies, role: Role, right: Right) -> bool {
    let force = ForceId::parse("humberside").unwrap();
    let person = Person { roles: vec![role], ..Person::nobody(force.clone()) };
    let circumstances = Circumstances::usual();
    policies.decide(&person, right, &Record::plain(right.on(), force), &circumstances).allowed
}

const OFFICERS_READ: &str = r#"
    @id("officers-read") @en("Officers read contacts too.") @cy("Mae swyddogion yn darllen hefyd.")
    permit (principal in Role::"officer", action == Action::"ReadContacts", resource);"#;

#[test]
fn a_force_lets_its_officers_read_contacts_and_nothing_more() {
    let policies = Policies::of(&[addition("humberside", OFFICERS_READ)]).unwrap();
    assert!(may(&policies, Role::Officer, Right::ReadContacts));
    assert!(!may(&policies, Role::Officer, Right::AnswerContacts));
    assert!(!may(&Policies::national().unwrap(), Role::Officer, Right::ReadContacts));
    let own = policies.readable().iter().find(|it| !it.national).unwrap();
    assert_eq!((&*own.id, own.forbids), ("humberside:officers-read", false));
}

#[test]
fn a_force_forbids_what_the_nation_permits() {
    let text = r#"@id("no-notes") @en("Detectives do not read here.") @cy("Nid yw ditectifs yn darllen yma.")
        forbid (principal in Role::"detective", action, resource);"#;
    let policies = Policies::of(&[addition("humberside", text)]).unwrap();
    assert!(!may(&policies, Role::Detective, Right::ReadContacts));
    assert!(may(&policies, Role::ContactOperator, Right::ReadContacts));
}

#[test]
fn no_permit_of_a_force_goes_past_what_always_holds() {
    let text = OFFICERS_READ.replace("resource);", "resource) when { true };");
    let policies = Policies::of(&[addition("humberside", &text)]).unwrap();
    let force = ForceId::parse("humberside").unwrap();
    let person = Person { roles: vec![Role::Officer], ..Person::nobody(force.clone()) };
    let circumstances = Circumstances::usual();
    let other = Record::plain(Kind::Contact, ForceId::parse("btp").unwrap());
    let own = Record { own: true, ..Record::plain(Kind::Contact, force) };
    for (record, rule) in [(other, "another-force"), (own, "own-record")] {
        let decision = policies.decide(&person, Right::ReadContacts, &record, &circumstances);
        assert!(!decision.allowed && decision.rests_on(rule), "{decision:?}");
    }
}

#[test]
fn what_a_force_may_not_add_is_refused_with_the_remedy() {
    for (text, says) in [
        ("", "there is no policy in it"),
        ("permit (principal, action, resource);", "does not say @id"),
        (
            r#"@id("x") @en("x") @cy("x") permit (principal, action, resource);"#,
            "permits what a force does not give",
        ),
        (
            r#"@id("x") @en("x") @cy("x") permit (principal, action == Action::"ManageAccounts", resource);"#,
            "name actions of these: ReadContacts",
        ),
        (
            r#"@id("x") @en("x") @cy("x") forbid (principal, action, resource) when { resource.secrecy > 1 };"#,
            "secrecy",
        ),
        (r#"@id("x") @en("x") @cy("x") forbid (principal"#, "ours"),
    ] {
        let faults = Policies::of(&[addition("humberside", text)]).unwrap_err();
        let said: String = faults.iter().map(ToString::to_string).collect();
        assert!(said.contains(says), "{text}: {said}");
    }
}

#[test]
fn a_text_is_checked_beside_what_is_in_force() {
    let policies = Policies::national().unwrap();
    let new = policies.check(&addition("humberside", OFFICERS_READ)).unwrap();
    assert_eq!(new.len(), 1);
    assert!(policies.check(&addition("humberside", "permit")).is_err());
    assert!(!may(&policies, Role::Officer, Right::ReadContacts), "checking puts nothing in force");
}
