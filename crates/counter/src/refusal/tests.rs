use super::kind::{Kind, status};
use super::{RefusalPage, incident_id};
use crate::tests::visit;
use askama::Template;
use axum::http::StatusCode;
use kernel::{Problem, Reason, Thing};

const KINDS: [Kind; 16] = [
    Kind::NoPage,
    Kind::NoReport,
    Kind::NoDraft,
    Kind::SignIn,
    Kind::NotYourRole,
    Kind::ProveAgain,
    Kind::ByRule,
    Kind::SamePerson,
    Kind::NotSafe,
    Kind::CrossSite,
    Kind::WrongMethod,
    Kind::Changed,
    Kind::TooLong,
    Kind::Unreadable,
    Kind::Unavailable,
    Kind::Broken,
];

#[test]
fn each_problem_has_its_status_and_its_page() {
    for (problem, code, kind) in [
        (Problem::NotFound(Thing::Page), 404, Kind::NoPage),
        (Problem::NotFound(Thing::Contact), 404, Kind::NoPage),
        (Problem::NotFound(Thing::Report), 404, Kind::NoReport),
        (Problem::NotFound(Thing::Draft), 404, Kind::NoDraft),
        (Problem::Refused(Reason::NotSignedIn), 401, Kind::SignIn),
        (Problem::Refused(Reason::NotYourRole), 403, Kind::NotYourRole),
        (Problem::Refused(Reason::ProveAgain), 403, Kind::ProveAgain),
        (Problem::Refused(Reason::ByRule), 403, Kind::ByRule),
        (Problem::Refused(Reason::SamePerson), 403, Kind::SamePerson),
        (Problem::Refused(Reason::NotSafe), 403, Kind::NotSafe),
        (Problem::Refused(Reason::CrossSite), 403, Kind::CrossSite),
        (Problem::Invalid(Vec::new()), 422, Kind::Unreadable),
        (Problem::Conflict("secret detail"), 409, Kind::Changed),
        (Problem::Busy, 503, Kind::Unavailable),
        (Problem::broken("secret detail"), 500, Kind::Broken),
    ] {
        let status = status(&problem);
        assert_eq!((status.as_u16(), Kind::of(status, Some(&problem))), (code, kind), "{problem}");
    }
}

#[test]
fn a_bare_status_has_its_page_too() {
    for (code, kind) in [
        (400, Kind::Unreadable),
        (404, Kind::NoPage),
        (405, Kind::WrongMethod),
        (408, Kind::Unreadable),
        (413, Kind::TooLong),
        (415, Kind::Unreadable),
        (429, Kind::Unavailable),
        (500, Kind::Broken),
        (503, Kind::Unavailable),
        (504, Kind::Unavailable),
    ] {
        assert_eq!(Kind::of(StatusCode::from_u16(code).unwrap(), None), kind, "{code}");
    }
}

#[test]
fn every_page_of_refusal_says_what_happened_what_is_kept_and_whom_to_call() {
    for path in ["/northshire/x", "/cy/northshire/x", "/cy/desk/x"] {
        for kind in KINDS {
            let visit = visit(path);
            let page = RefusalPage::new(&visit, kind, Some("7K4Q2M9D".to_owned()), false);
            let html = page.render().unwrap();
            let plain = html.replace("&#39;", "'");
            for words in [kind.title(), kind.what(), kind.answers(), kind.to_do()] {
                assert!(plain.contains(words.say(visit.language)), "{path} {kind:?}");
            }
            for part in ["999", "101", "7K4Q2M9D"] {
                assert!(html.contains(part), "{path} {kind:?} {part}");
            }
        }
    }
}

#[test]
fn who_is_not_signed_in_at_the_desk_is_shown_where_to() {
    let html = RefusalPage::new(&visit("/desk/queue"), Kind::SignIn, None, false).render().unwrap();
    assert!(html.contains("href=\"/desk/sign-in\""));
}

#[test]
fn an_incident_can_be_read_aloud_and_is_new_each_time() {
    let (one, other) = (incident_id(), incident_id());
    assert_eq!(one.len(), 8);
    assert_ne!(one, other);
}

#[test]
fn a_program_that_we_cannot_answer_is_told_whom_to_call() {
    let detail = Kind::Unavailable.detail(Some("7K4Q2M9D"));
    for part in ["999", "101", "Incident 7K4Q2M9D."] {
        assert!(detail.contains(part), "{detail}");
    }
    assert!(!Kind::NoPage.detail(None).contains("999"));
}
