//! A room that somebody's role does not open. It says whose does.

use super::{SERVICES, frame, services_href};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use counter::{Fault, Frame, Visit};
use kernel::{Language, Problem, Reason, Words, words};
use rights::pages::SignedIn;
use rights::{Right, Role};
use services::pages::Hall;

words! {
    TITLE { en: "Your role does not open this", cy: "Nid yw eich rôl yn agor hwn" }
    YOU_ARE { en: "You are signed in as {name} ({role}).", cy: "Rydych wedi mewngofnodi fel {name} ({role})." }
    YOURS { en: "What you can open", cy: "Yr hyn y gallwch chi ei agor" }
    WHO { en: "Who can open it", cy: "Pwy all ei agor" }
    TO_DO {
        en: "If you need it for your work, ask your supervisor. Nothing was changed.",
        cy: "Os oes ei angen arnoch ar gyfer eich gwaith, gofynnwch i'ch goruchwyliwr. Ni newidiwyd \
             dim.",
    }
}

#[derive(Template)]
#[template(path = "desk/refused.html")]
struct RefusedPage {
    frame: Frame,
    language: Language,
    you_are: String,
    who: Vec<&'static str>,
    services: Option<String>,
}

impl RefusedPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.language)
    }
}

/// What somebody who is signed in gets for a problem of looking: their role's page, or the
/// counter's page of that problem.
pub(super) fn page(
    hall: &Hall,
    visit: &Visit,
    signed_in: &SignedIn,
    problem: Problem,
) -> Result<Response, Fault> {
    page_for(Right::ReadContacts, (hall, visit), signed_in, problem)
}

/// The same for a room that another right opens.
pub(super) fn page_for(
    right: Right,
    (hall, visit): (&Hall, &Visit),
    signed_in: &SignedIn,
    problem: Problem,
) -> Result<Response, Fault> {
    if !matches!(problem, Problem::Refused(Reason::NotYourRole)) {
        return Err(Fault(problem));
    }
    let (language, staff) = (visit.language, &signed_in.staff);
    let role = staff.role().name().say(language);
    let page = RefusedPage {
        frame: frame(hall, visit, signed_in, TITLE.say(language)),
        language,
        you_are: YOU_ARE.fill(language, &[("name", staff.name()), ("role", role)]),
        who: who_may(right, language),
        services: services_href(visit, signed_in),
    };
    Ok(counter::page_as(StatusCode::FORBIDDEN, &page))
}

/// The names of the roles that carry a right.
pub(super) fn who_may(right: Right, language: Language) -> Vec<&'static str> {
    let roles = Role::ALL.into_iter().filter(|role| role.may(right));
    roles.map(|role| role.name().say(language)).collect()
}
