//! A matter that a rule closes to whoever asks: why, whom to ask, and the glass that breaks in an
//! emergency.

use super::contact::contact_id;
use super::{Here, frame, refused};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use contact::Door;
use counter::components::{Button, ErrorSummary, Textarea, WarningText};
use counter::{Fault, Form, Frame, TOKEN_FIELD, Visit};
use kernel::{ContactId, FieldProblem, Language, Problem, Purpose, Reason, Words, words};
use rights::Right;
use rights::pages::SignedIn;
use rights::second::{SHORTEST_REASON, says_something};
use services::pages::Hall;

words! {
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
    BACK { en: "Back to contacts", cy: "Yn ôl i gysylltiadau" }
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

#[derive(Template)]
#[template(path = "desk/door.html")]
struct DoorPage {
    frame: Frame,
    language: Language,
    title: String,
    reasons: Vec<String>,
    ask: Option<String>,
    glass: Option<Button>,
    back: String,
}

#[derive(Template)]
#[template(path = "desk/glass.html")]
struct GlassPage {
    frame: Frame,
    title: String,
    action: String,
    csrf: String,
    summary: Option<ErrorSummary>,
    alarm: WarningText,
    reason: Textarea,
    button: Button,
}

impl DoorPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.language)
    }
}

/// What whoever is refused by a rule sees: the door, or what everybody sees for another problem.
pub(super) async fn or_door(
    hall: &Hall,
    visit: &Visit,
    signed_in: &SignedIn,
    (id, problem): (&str, Problem),
) -> Result<Response, Fault> {
    if !matches!(problem, Problem::Refused(Reason::ByRule)) {
        return refused(hall, visit, signed_in, problem);
    }
    let door = look(hall, signed_in, contact_id(id)?).await?;
    let language = visit.language;
    let reference = door.reference.to_string();
    let policies = signed_in.staff.policies();
    let reasons = policies.reasons(&door.decision).map(|it| it.say(language).to_owned());
    let title = CLOSED.fill(language, &[("reference", &reference)]);
    let breaks = visit.href(&format!("/desk/contacts/{id}/glass"));
    let page = DoorPage {
        frame: frame(hall, visit, signed_in, &title),
        language,
        title,
        reasons: reasons.collect(),
        ask: door
            .ask
            .filter(|ask| !ask.is_empty())
            .map(|whom| ASK.fill(language, &[("whom", &whom)])),
        glass: door.may_break_glass.then(|| Button::link(breaks, OPEN_IT.say(language)).warning()),
        back: visit.href("/desk/queue"),
    };
    Ok(counter::page_as(StatusCode::FORBIDDEN, &page))
}

async fn look(hall: &Hall, signed_in: &SignedIn, id: ContactId) -> Result<Door, Problem> {
    let staff = &signed_in.staff;
    let mut tx = hall.station.begin(&staff.scope(Purpose::ContactHandling)).await?;
    let door = contact::door(&mut tx, staff, id).await?;
    tx.leave().await?;
    Ok(door)
}

/// The glass: what happens when it is broken, and a reason.
pub(super) async fn show(
    State(hall): Here,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    render(&hall, &visit, &signed_in, (&id, None)).await
}

/// Breaks it, and leads to what is behind it.
pub(super) async fn post(
    State(hall): Here,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let reason = form.get("reason").unwrap_or_default();
    if !says_something(reason) {
        return render(&hall, &visit, &signed_in, (&id, Some(reason))).await;
    }
    let staff = &signed_in.staff;
    let done = async {
        let mut tx = hall.station.begin(&staff.scope(Purpose::ContactHandling)).await?;
        contact::break_glass(&mut tx, staff, contact_id(&id)?, reason).await?;
        tx.commit().await
    };
    match done.await {
        // Nothing was in the way, or not any more.
        Ok(()) | Err(Problem::Conflict(_)) => {
            Ok(Redirect::to(&visit.href(&format!("/desk/contacts/{id}"))).into_response())
        }
        Err(problem) => or_door(&hall, &visit, &signed_in, (&id, problem)).await,
    }
}

async fn render(
    hall: &Hall,
    visit: &Visit,
    signed_in: &SignedIn,
    (id, attempt): (&str, Option<&str>),
) -> Result<Response, Fault> {
    let closed = async {
        signed_in.staff.require_for_a_page(Right::BreakGlass)?;
        look(hall, signed_in, contact_id(id)?).await
    };
    let door = match closed.await {
        Ok(door) if door.decision.allowed => {
            // Nothing is in the way.
            return Ok(Redirect::to(&visit.href(&format!("/desk/contacts/{id}"))).into_response());
        }
        Ok(door) if door.may_break_glass => door,
        Ok(_) => {
            let problem = Problem::Refused(Reason::ByRule);
            return or_door(hall, visit, signed_in, (id, problem)).await;
        }
        Err(problem) => {
            let rights = &[Right::BreakGlass];
            return rights::pages::refused(rights, &hall.counter, visit, signed_in, problem);
        }
    };
    let language = visit.language;
    let title = GLASS.fill(language, &[("reference", &door.reference.to_string())]);
    let characters = SHORTEST_REASON.to_string();
    let wrong = attempt.map(|_| SAY_WHY.fill(language, &[("characters", &characters)]));
    let problem =
        |message: &String| FieldProblem { field: "reason".to_owned(), message: message.clone() };
    let problems: Vec<FieldProblem> = wrong.iter().map(problem).collect();
    let page = GlassPage {
        frame: frame(hall, visit, signed_in, &title).error(wrong.is_some()),
        title,
        action: visit.href(&format!("/desk/contacts/{id}/glass")),
        csrf: signed_in.csrf.clone(),
        summary: wrong.is_some().then(|| ErrorSummary::of(language, &problems)),
        alarm: WarningText::new(language, ALARM.say(language)),
        reason: Textarea::new("reason", REASON.say(language))
            .hint(REASON_HINT.say(language))
            .rows(4)
            .value(attempt.unwrap_or_default())
            .problem(language, wrong.as_deref()),
        button: Button::new(OPEN.say(language)).warning().prevent_double_click(true),
    };
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(counter::page_as(status, &page))
}
