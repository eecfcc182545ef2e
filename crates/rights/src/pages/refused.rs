//! A room that somebody's role does not open. It says whose does.

use super::{SignedIn, frame, prove};
use crate::{Appointment, Right, Staff};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use counter::{Counter, Fault, Frame, Visit};
use kernel::{Language, Problem, Reason, Words, words};

words! {
    TITLE { en: "Your role does not open this", cy: "Nid yw eich rôl yn agor hwn" }
    YOU_ARE { en: "You are signed in as {name} ({role}).", cy: "Rydych wedi mewngofnodi fel {name} ({role})." }
    WHO { en: "Who can open it", cy: "Pwy all ei agor" }
    TO_DO {
        en: "If you need it for your work, ask your supervisor. Nothing was changed.",
        cy: "Os oes ei angen arnoch ar gyfer eich gwaith, gofynnwch i'ch goruchwyliwr. Ni newidiwyd \
             dim.",
    }
}

#[derive(Template)]
#[template(path = "rights/refused.html")]
struct RefusedPage {
    frame: Frame,
    you_are: String,
    who: Vec<&'static str>,
}

impl RefusedPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// What somebody who is signed in gets for a problem in a room that any one of these rights opens:
/// the page that says who may enter, the way to prove again who they are, or the counter's page of the
/// problem.
pub fn refused(
    opened_by: &[Right],
    counter: &Counter,
    visit: &Visit,
    signed_in: &SignedIn,
    problem: Problem,
) -> Result<Response, Fault> {
    match problem {
        Problem::Refused(Reason::NotYourRole) => {}
        Problem::Refused(Reason::ProveAgain) => return Ok(prove::first(visit)),
        problem => return Err(Fault(problem)),
    }
    let (language, staff) = (visit.language, &signed_in.staff);
    let role = roles_of(staff, language);
    let page = RefusedPage {
        frame: frame(counter, visit, signed_in, TITLE.say(language)),
        you_are: YOU_ARE.fill(language, &[("name", staff.name()), ("role", &role)]),
        who: who_may(opened_by, language),
    };
    Ok(counter::page_as(StatusCode::FORBIDDEN, &page))
}

/// What somebody is there for, in words.
fn roles_of(staff: &Staff, language: Language) -> String {
    let roles = staff.roles().iter().map(|role| role.name());
    let roles = roles.chain(staff.appointment().map(Appointment::name));
    roles.map(|name| name.say(language)).collect::<Vec<_>>().join(", ")
}

/// The names of the roles and appointments that carry one of these rights by the national policies.
#[must_use]
pub fn who_may(rights: &[Right], language: Language) -> Vec<&'static str> {
    let Ok(policies) = crate::national() else { return Vec::new() };
    let names =
        rights.iter().flat_map(|right| policies.who_may(*right)).map(|name| name.say(language));
    let mut said = Vec::new();
    for name in names {
        if !said.contains(&name) {
            said.push(name);
        }
    }
    said
}
