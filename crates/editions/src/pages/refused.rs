//! A room that somebody's role does not open.

use super::{Studio, frame};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use counter::{Fault, Frame, Visit};
use kernel::{Problem, Reason, Words, words};
use rights::pages::SignedIn;
use rights::{Appointment, Right, Role};

words! {
    TITLE { en: "Your role does not open this", cy: "Nid yw eich rôl yn agor hwn" }
    YOU_ARE { en: "You are signed in as {name} ({role}).", cy: "Rydych wedi mewngofnodi fel {name} ({role})." }
    WHO { en: "Who can open it", cy: "Pwy all ei agor" }
    TO_DO {
        en: "If you need it for your work, ask your supervisor. Nothing was changed.",
        cy: "Os oes ei angen arnoch ar gyfer eich gwaith, gofynnwch i'ch goruchwyliwr. Ni newidiwyd dim.",
    }
}

#[derive(Template)]
#[template(path = "editions/refused.html")]
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

/// What somebody who is signed in gets for a problem: their role's page, or the counter's page.
pub(super) fn page(
    studio: &Studio,
    visit: &Visit,
    signed_in: &SignedIn,
    problem: Problem,
) -> Result<Response, Fault> {
    if !matches!(problem, Problem::Refused(Reason::NotYourRole)) {
        return Err(Fault(problem));
    }
    let (language, staff) = (visit.language, &signed_in.staff);
    let role = staff.role().name().say(language);
    let may = |role: &Role| role.may(Right::WriteServices) || role.may(Right::ApproveServices);
    let roles = Role::ALL.into_iter().filter(may).map(|role| role.name().say(language));
    let page = RefusedPage {
        frame: frame(&studio.hall, visit, signed_in, TITLE.say(language)),
        you_are: YOU_ARE.fill(language, &[("name", staff.name()), ("role", role)]),
        who: roles.chain([Appointment::ServicePublisher.name().say(language)]).collect(),
    };
    Ok(counter::page_as(StatusCode::FORBIDDEN, &page))
}
