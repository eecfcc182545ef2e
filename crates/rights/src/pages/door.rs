//! A record that a rule closes to whoever asks: why, whom to ask, and the glass that breaks in an
//! emergency.

use super::{At, Attempt, Outcome};
use crate::protection::Door;
use crate::second::{SHORTEST_REASON, says_something};
use axum::http::StatusCode;
use axum::response::Response;
use counter::components::{Button, Textarea, WarningText};
use counter::leaf::{FormPart, Leaf, Line, Part};
use kernel::{FieldProblem, Words, words};

words! {
    TITLE { en: "You cannot open this", cy: "Ni allwch agor hwn" }
    CLOSED { en: "You cannot open {reference}", cy: "Ni allwch agor {reference}" }
    WHY { en: "Why", cy: "Pam" }
    ASK { en: "Who to ask: {whom}", cy: "Pwy i'w holi: {whom}" }
    NOTED { en: "That you tried is recorded, as every look is.", cy: "Cofnodir eich bod wedi ceisio, fel pob edrychiad." }
    EMERGENCY { en: "If somebody is in danger", cy: "Os yw rhywun mewn perygl" }
    EMERGENCY_WHAT {
        en: "You can open it now, for half an hour, without asking. Supervisors and professional standards \
             are told at once, and one of them looks at your reason.",
        cy: "Gallwch ei agor nawr, am hanner awr, heb ofyn. Dywedir wrth oruchwylwyr a safonau proffesiynol \
             ar unwaith, ac mae un ohonynt yn edrych ar eich rheswm.",
    }
    OPEN_IT { en: "Open it in an emergency", cy: "Ei agor mewn argyfwng" }
    GLASS { en: "Open {reference} in an emergency", cy: "Agor {reference} mewn argyfwng" }
    ALARM {
        en: "Supervisors and professional standards are told as soon as you open it.",
        cy: "Dywedir wrth oruchwylwyr a safonau proffesiynol cyn gynted ag y byddwch yn ei agor.",
    }
    REASON { en: "Why do you need it now?", cy: "Pam mae ei angen arnoch nawr?" }
    REASON_HINT {
        en: "Who is in danger, and what you will do with what you find.",
        cy: "Pwy sydd mewn perygl, a beth fyddwch chi'n ei wneud â'r hyn a gewch.",
    }
    OPEN { en: "Open it for half an hour", cy: "Ei agor am hanner awr" }
    SAY_WHY {
        en: "Say why you need it now, in at least {characters} characters",
        cy: "Dywedwch pam mae ei angen arnoch nawr, mewn o leiaf {characters} nod",
    }
}

/// What whoever is refused by a rule sees: the policies' reasons, whom to ask, the way to the glass (a
/// page's address) where they may break it, and the way back.
#[must_use]
pub fn closed(at: &At<'_>, door: &Door, glass: String, back: (String, Words)) -> Response {
    let heading = at.fill(CLOSED, &[("reference", &door.called)]);
    let reasons = at.staff().policies().reasons(&door.decision);
    let reasons = reasons.map(|it| Part::Text(it.say(at.language()).to_owned()));
    let ask = door.ask.as_deref().filter(|ask| !ask.is_empty());
    let ask = ask.map(|whom| Part::Strong(at.fill(ASK, &[("whom", whom)])));
    let mut leaf = at.leaf(TITLE, heading).heading(at.say(WHY)).parts(reasons).parts(ask);
    leaf = leaf.text(at.say(NOTED));
    if door.may_break_glass {
        leaf = leaf
            .heading(at.say(EMERGENCY))
            .text(at.say(EMERGENCY_WHAT))
            .piece(Button::link(glass, at.say(OPEN_IT)).warning());
    }
    let (href, words) = back;
    let line = Line { href, text: at.say(words).to_owned(), tag: None, about: None };
    counter::page_as(StatusCode::FORBIDDEN, &leaf.part(Part::Links(vec![line])))
}

/// Why the glass is to be broken, as it was typed; the page again where that says nothing.
pub fn reason_for_glass<'a>(
    at: &At<'_>,
    door: &Door,
    (attempt, action): (&'a mut Attempt, String),
) -> Result<&'a str, Outcome> {
    if !says_something(attempt.typed("reason")) {
        let characters = SHORTEST_REASON.to_string();
        let message = at.fill(SAY_WHY, &[("characters", &characters)]);
        attempt.problems.push(FieldProblem { field: "reason".to_owned(), message });
        return Err(Outcome::Shown(Box::new(glass(at, door, (attempt, action)))));
    }
    Ok(attempt.typed("reason"))
}

/// The glass: what happens when it is broken, and a reason.
#[must_use]
pub fn glass(at: &At<'_>, door: &Door, (attempt, action): (&Attempt, String)) -> Leaf {
    let language = at.language();
    let reason = Textarea::new("reason", at.say(REASON))
        .hint(at.say(REASON_HINT))
        .rows(4)
        .value(attempt.typed("reason"))
        .problem(language, attempt.problem("reason"));
    let button = Button::new(at.say(OPEN)).warning().prevent_double_click(true);
    let leaf = at.leaf(OPEN_IT, at.fill(GLASS, &[("reference", &door.called)]));
    at.wrong(leaf, attempt)
        .piece(WarningText::new(language, at.say(ALARM)))
        .part(Part::Form(FormPart::to(action).field(reason).button(button)))
}
