//! A room that somebody's role does not open. It says whose does.

use super::{SignedIn, frame};
use crate::{Appointment, Right, Role};
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
/// the page that says who may enter, or the counter's page of the problem.
pub fn refused(
    opened_by: &[Right],
    counter: &Counter,
    visit: &Visit,
    signed_in: &SignedIn,
    problem: Problem,
) -> Result<Response, Fault> {
    if !matches!(problem, Problem::Refused(Reason::NotYourRole)) {
        return Err(Fault(problem));
    }
    let (language, staff) = (visit.language, &signed_in.staff);
    let role = staff.role().name().say(language);
    let page = RefusedPage {
        frame: frame(counter, visit, signed_in, TITLE.say(language)),
        you_are: YOU_ARE.fill(language, &[("name", staff.name()), ("role", role)]),
        who: who_may(opened_by, language),
    };
    Ok(counter::page_as(StatusCode::FORBIDDEN, &page))
}

/// The names of the roles and appointments that carry one of these rights.
#[must_use]
pub fn who_may(rights: &[Right], language: Language) -> Vec<&'static str> {
    let any = |may: &dyn Fn(Right) -> bool| rights.iter().any(|right| may(*right));
    let roles = Role::ALL.into_iter().filter(|role| any(&|right| role.may(right)));
    let appointed = Some(Appointment::ServicePublisher).filter(|it| any(&|right| it.may(right)));
    let names = roles.map(Role::name).chain(appointed.map(Appointment::name));
    names.map(|name| name.say(language)).collect()
}
