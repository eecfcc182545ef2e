//! Every role, every right, every kind of thing, in many circumstances: more than twenty thousand
//! decisions, each compared with a table that was written by hand and knows nothing of policies.

use kernel::{AccountId, ForceId, Purpose};
use policy::{
    Appointment, Assurance, Circumstances, Kind, Marking, Person, Policies, Rank, Record, Right,
    Role, Vetting,
};

/// Who asks: somebody with one role, with none, or appointed.
#[derive(Clone, Copy, Debug)]
enum Who {
    With(Role),
    Appointed,
    Nobody,
}

/// One set of circumstances, as the table and the policies are both told of it.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a circumstance of its own")]
struct Case {
    other_force: bool,
    shared: bool,
    own: bool,
    family: bool,
    conflict: bool,
    restricted: bool,
    listed: bool,
    marking: Marking,
    vetting: Vetting,
    in_operation: Option<bool>,
    proven: i64,
    managed: bool,
    glass: bool,
    purpose: bool,
}

const USUAL: Case = Case {
    other_force: false,
    shared: false,
    own: false,
    family: false,
    conflict: false,
    restricted: false,
    listed: false,
    marking: Marking::Official,
    vetting: Vetting::Recruitment,
    in_operation: None,
    proven: 10,
    managed: true,
    glass: false,
    purpose: true,
};

/// The usual, and everything that is not, one by one and where two meet.
fn cases() -> Vec<Case> {
    let far = Case { other_force: true, ..USUAL };
    let secret = Case { marking: Marking::Secret, vetting: Vetting::Sc, ..USUAL };
    let sensitive = Case { marking: Marking::OfficialSensitive, ..USUAL };
    let closed = Case { restricted: true, ..USUAL };
    vec![
        USUAL,
        far,
        Case { shared: true, ..far },
        Case { shared: true, restricted: true, ..far },
        Case { shared: true, own: true, ..far },
        Case { glass: true, ..far },
        Case { own: true, ..USUAL },
        Case { family: true, ..USUAL },
        Case { conflict: true, ..USUAL },
        closed,
        Case { listed: true, ..closed },
        Case { glass: true, ..closed },
        Case { glass: true, own: true, ..closed },
        Case { glass: true, marking: Marking::Secret, ..closed },
        sensitive,
        Case { vetting: Vetting::None, ..sensitive },
        secret,
        Case { managed: false, ..secret },
        Case { vetting: Vetting::Management, ..secret },
        Case { in_operation: Some(true), ..USUAL },
        Case { in_operation: Some(false), ..USUAL },
        Case { in_operation: Some(true), ..closed },
        Case { in_operation: Some(true), ..far },
        Case { proven: 900, ..USUAL },
        Case { proven: 901, ..USUAL },
        Case { purpose: false, ..USUAL },
        Case { glass: true, ..USUAL },
    ]
}

/// The table: which roles carry a right, on which kinds. Whoever is not named has none.
fn usually(who: Who, right: Right, kind: Kind) -> bool {
    use Role::{
        ContactOperator, Detective, FirearmsLicensing, ForceAdministrator, Officer,
        ProfessionalStandards, RecordsManager, Supervisor,
    };
    let matter = matches!(kind, Kind::Contact | Kind::Report);
    let secret = kind == Kind::Intelligence;
    let known = is_record(kind) && !secret;
    let role = |roles: &[Role]| matches!(who, Who::With(role) if roles.contains(&role));
    let publisher = matches!(who, Who::Appointed);
    match right {
        Right::ReadContacts => matter && role(&[ContactOperator, Supervisor, Detective]),
        Right::AnswerContacts => matter && role(&[ContactOperator, Supervisor]),
        Right::RestrictRecords => {
            (matter || is_record(kind)) && role(&[Supervisor, Detective, ProfessionalStandards])
        }
        Right::BreakGlass => {
            (matter || is_record(kind)) && role(&[ContactOperator, Supervisor, Officer, Detective])
        }
        Right::ReviewGlass => {
            (matter || is_record(kind)) && role(&[Supervisor, ProfessionalStandards])
        }
        Right::ReadRecords | Right::WriteRecords if known => role(&[
            ContactOperator,
            Supervisor,
            Officer,
            Detective,
            FirearmsLicensing,
            RecordsManager,
        ]),
        Right::WriteRecords => secret && role(&[Supervisor, Officer, Detective]),
        Right::MarkRecords => known && role(&[Supervisor, Officer, Detective, FirearmsLicensing]),
        Right::MergeRecords if known => role(&[Supervisor, Detective, RecordsManager]),
        Right::ReadRecords | Right::MergeRecords => secret && role(&[Supervisor, Detective]),
        Right::KeepRecords | Right::EraseRecords => known && role(&[RecordsManager]),
        Right::SeeCounts => kind == Kind::Counts && role(&[Supervisor, ForceAdministrator]),
        Right::WriteServices => kind == Kind::Service && (role(&[ForceAdministrator]) || publisher),
        Right::ApproveServices | Right::PublishServices => {
            kind == Kind::Service && (role(&[ForceAdministrator, Supervisor]) || publisher)
        }
        Right::PublishEverywhere => kind == Kind::Service && publisher,
        Right::SeeAccounts => {
            kind == Kind::Account && role(&[ForceAdministrator, ProfessionalStandards])
        }
        Right::SeePolicies => {
            kind == Kind::Policy && role(&[ForceAdministrator, Supervisor, ProfessionalStandards])
        }
        Right::ManageAccounts => kind == Kind::Account && role(&[ForceAdministrator]),
        Right::ManagePolicies => kind == Kind::Policy && role(&[ForceAdministrator]),
        Right::ManageAgreements => kind == Kind::Agreement && role(&[ForceAdministrator]),
        Right::ManageClients => kind == Kind::Client && role(&[ForceAdministrator]),
        Right::ReadJournal | Right::FollowUp | Right::ExportJournal => {
            kind == Kind::Journal && role(&[ProfessionalStandards])
        }
    }
}

/// What the force knows of a person, an object, a location, an event or an organisation.
fn is_record(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Person
            | Kind::Object
            | Kind::Location
            | Kind::Event
            | Kind::Organisation
            | Kind::Intelligence
    )
}

/// What is right, with its reasons in the order of a person who thinks about it.
fn right_answer(who: Who, right: Right, kind: Kind, case: Case) -> bool {
    let matter = matches!(kind, Kind::Contact | Kind::Report);
    let reads = (right == Right::ReadContacts && matter)
        || (right == Right::ReadRecords && is_record(kind));
    // What nobody ever does.
    if !case.purpose || kind == Kind::Draft {
        return false;
    }
    if case.family || case.conflict || (case.own && kind != Kind::Account) {
        return false;
    }
    if case.own && right == Right::ManageAccounts {
        return false;
    }
    let grave = matches!(
        right,
        Right::BreakGlass
            | Right::PublishServices
            | Right::ManageAccounts
            | Right::ManagePolicies
            | Right::ManageAgreements
            | Right::ManageClients
            | Right::EraseRecords
            | Right::ExportJournal
    );
    if grave && case.proven > 900 {
        return false;
    }
    match case.marking {
        Marking::OfficialSensitive if case.vetting == Vetting::None => return false,
        Marking::Secret if case.vetting < Vetting::Sc || !case.managed => return false,
        Marking::Official | Marking::OfficialSensitive | Marking::Secret => {}
    }
    let needs_to_know = matches!(
        right,
        Right::ReadContacts
            | Right::AnswerContacts
            | Right::RestrictRecords
            | Right::ReadRecords
            | Right::WriteRecords
            | Right::MarkRecords
            | Right::MergeRecords
    );
    if case.restricted && !case.listed && needs_to_know && !(reads && case.glass) {
        return false;
    }
    if case.other_force {
        let national = matches!(who, Who::Appointed) && kind == Kind::Service;
        let lent = reads && case.shared;
        if !national && !lent {
            return false;
        }
    }
    let works_on_it = reads && case.in_operation == Some(true);
    let broke_in = reads && case.glass;
    usually(who, right, kind) || works_on_it || broke_in
}

fn force(id: &str) -> ForceId {
    ForceId::parse(id).unwrap()
}

fn person(who: Who, case: Case) -> Person {
    Person {
        account: AccountId::NOBODY,
        force: force("humberside"),
        roles: if let Who::With(role) = who { vec![role] } else { Vec::new() },
        appointment: matches!(who, Who::Appointed).then_some(Appointment::ServicePublisher),
        rank: Rank::Constable,
        vetting: case.vetting,
        units: vec!["hull".to_owned()],
        operations: vec!["heron".to_owned()],
        assurance: Assurance::TwoFactors,
    }
}

fn record(kind: Kind, case: Case) -> Record {
    let operation = case.in_operation.map(|theirs| if theirs { "heron" } else { "osprey" });
    Record {
        kind,
        force: force(if case.other_force { "btp" } else { "humberside" }),
        marking: case.marking,
        restricted: case.restricted,
        listed: case.listed,
        operation: operation.map(str::to_owned),
        own: case.own,
        family: case.family,
        conflict: case.conflict,
        shared: case.shared,
    }
}

#[test]
fn more_than_twenty_thousand_decisions_are_what_the_table_says() {
    let policies = Policies::national().unwrap();
    let roles = Role::ALL.into_iter().map(Who::With);
    let everybody: Vec<Who> = roles.chain([Who::Appointed, Who::Nobody]).collect();
    let (mut made, mut allowed, mut wrong) = (0, 0, Vec::new());
    for case in cases() {
        let circumstances = Circumstances {
            purpose: case.purpose.then_some(Purpose::ContactHandling),
            proven: case.proven,
            managed: case.managed,
            glass: case.glass,
        };
        for who in &everybody {
            let person = person(*who, case);
            for kind in Kind::ALL {
                let record = record(kind, case);
                for right in Right::ALL {
                    let decision = policies.decide(&person, right, &record, &circumstances);
                    made += 1;
                    allowed += usize::from(decision.allowed);
                    if decision.allowed != right_answer(*who, right, kind, case) {
                        wrong.push(format!("{who:?} {right:?} {kind:?} {case:?}: {decision:?}"));
                    }
                }
            }
        }
    }
    assert!(made >= 20_000 && allowed > 500 && allowed < made / 10, "{made} {allowed}");
    assert!(
        wrong.is_empty(),
        "{} of {made}:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(20)].join("\n")
    );
}
