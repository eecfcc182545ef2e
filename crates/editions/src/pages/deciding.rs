//! The second person's form: to publish, or to give back.

use super::editor::{Attempt, View};
use super::{Studio, checked, proposal, refused};
use crate::rules::{CHANGED, OWN};
use crate::{Approval, Checked, Proposal, Stage};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use counter::components::{Button, Input, Markup, Textarea, WarningText};
use counter::{Fault, Form, Visit};
use jiff::civil::Date;
use kernel::{FieldProblem, Problem, Purpose, Words, words};
use rights::Right;
use rights::pages::SignedIn;

words! {
    TITLE { en: "Your decision", cy: "Eich penderfyniad" }
    REASON { en: "Why?", cy: "Pam?" }
    REASON_HINT { en: "What you looked at, or what is to be changed", cy: "Yr hyn yr edrychoch arno, neu'r hyn sydd i'w newid" }
    WITHOUT_WELSH {
        en: "The Welsh is not whole. Publish it like this in a crisis alone: it is written in the journal, people read on the page by when the Welsh follows, and you are reminded of it.",
        cy: "Nid yw'r Gymraeg yn gyflawn. Cyhoeddwch ef fel hyn mewn argyfwng yn unig: mae'n cael ei ysgrifennu yn y dyddlyfr, mae pobl yn darllen ar y dudalen erbyn pryd y bydd y Gymraeg yn dilyn, a chewch eich atgoffa.",
    }
    WELSH_BY { en: "By which day does the Welsh follow?", cy: "Erbyn pa ddiwrnod y bydd y Gymraeg yn dilyn?" }
    WELSH_BY_HINT { en: "Year, month and day, such as 2026-06-04, within 4 weeks", cy: "Blwyddyn, mis a diwrnod, megis 2026-06-04, o fewn 4 wythnos" }
    PUBLISH { en: "Publish", cy: "Cyhoeddi" }
    PUBLISH_WITHOUT { en: "Publish without Welsh", cy: "Cyhoeddi heb Gymraeg" }
    CONFIRM_FIRST { en: "Confirm that it is you, to publish", cy: "Cadarnhewch mai chi sydd yno, i gyhoeddi" }
    SEND_BACK { en: "Give it back", cy: "Ei roi yn ôl" }
    NO_REASON { en: "Write why", cy: "Ysgrifennwch pam" }
    NO_DAY { en: "Enter the day by which the Welsh follows, such as 2026-06-04", cy: "Rhowch y diwrnod erbyn pryd y bydd y Gymraeg yn dilyn, megis 2026-06-04" }
    WRONG_DAY { en: "Enter a day after today and within 4 weeks", cy: "Rhowch ddiwrnod ar ôl heddiw ac o fewn 4 wythnos" }
    OWN_TEXT { en: "You wrote this. Somebody else has to approve it", cy: "Chi ysgrifennodd hwn. Rhaid i rywun arall ei gymeradwyo" }
    MEANWHILE { en: "It was changed or decided meanwhile. Read it again before you decide", cy: "Cafodd ei newid neu ei benderfynu yn y cyfamser. Darllenwch ef eto cyn penderfynu" }
    UNSOUND { en: "It cannot be published until what is listed is corrected", cy: "Ni ellir ei gyhoeddi nes cywiro'r hyn a restrir" }
}

/// The second person's form.
pub(super) struct DecisionForm {
    pub(super) title: &'static str,
    pub(super) warning: Option<WarningText>,
    pub(super) fields: Vec<Markup>,
    pub(super) buttons: Vec<Button>,
}

impl DecisionForm {
    /// The form, where the proposal waits and whoever looks may decide it.
    pub(super) fn of(
        view: &View<'_>,
        proposal: &Proposal,
        checked: &Checked,
        attempt: &Attempt,
    ) -> Option<Self> {
        let staff = &view.signed_in.staff;
        let may = crate::rules::may(staff, Right::ApproveServices, &proposal.reach).is_ok();
        if proposal.stage != Stage::Proposed || proposal.author.is(staff) || !may {
            return None;
        }
        let language = view.visit.language;
        let problem = |field: &str| {
            let found = attempt.problems.iter().find(|problem| problem.field == field);
            found.map(|problem| words_of(problem).say(language))
        };
        let typed = |field: &str| attempt.decision.get(field).unwrap_or_default().to_owned();
        let reason = Textarea::new("reason", REASON.say(language)).rows(3);
        let reason = reason.hint(REASON_HINT.say(language)).value(typed("reason"));
        let mut fields: Vec<Markup> = vec![reason.problem(language, problem("reason")).into()];
        let crisis = !checked.is_whole();
        if crisis {
            let by = Input::new("welsh_by", WELSH_BY.say(language)).width(10);
            let by = by.hint(WELSH_BY_HINT.say(language)).value(typed("welsh_by"));
            fields.push(by.problem(language, problem("welsh_by")).into());
        }
        let publish = if crisis { PUBLISH_WITHOUT } else { PUBLISH };
        let publish = Button::new(publish.say(language)).sends("do", "publish");
        let publish = publish.prevent_double_click(true);
        let publish = if crisis { publish.warning() } else { publish };
        let prove = rights::pages::prove_href(view.visit);
        let confirm = Button::link(prove, CONFIRM_FIRST.say(language));
        let publish = if staff.is_freshly_proven() { publish } else { confirm };
        let back = Button::new(SEND_BACK.say(language)).secondary().sends("do", "return");
        Some(Self {
            title: TITLE.say(language),
            warning: crisis.then(|| WarningText::new(language, WITHOUT_WELSH.say(language))),
            fields,
            buttons: vec![publish, back],
        })
    }
}

/// `POST /desk/proposals/{id}/decision`.
pub(super) async fn decide(
    State(studio): State<Studio>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let found = match proposal(&studio, &signed_in, &id).await {
        Ok(found) => found,
        Err(problem) => return refused(&studio, &visit, &signed_in, problem),
    };
    let problems = match act(&studio, &signed_in, &found, &form).await {
        Ok(done) => {
            let href = visit.href(&format!("/desk/proposals/{id}?done={done}"));
            return Ok(Redirect::to(&href).into_response());
        }
        Err(Problem::Invalid(problems)) => problems,
        Err(Problem::Conflict(OWN)) => vec![field("own")],
        Err(Problem::Conflict(_)) => vec![field("meanwhile")],
        Err(problem) => return refused(&studio, &visit, &signed_in, problem),
    };
    let view = View { studio: &studio, visit: &visit, signed_in: &signed_in };
    let now = proposal(&studio, &signed_in, &id).await?;
    view.draw(&now, None, Some(Attempt { decision: form, problems })).await
}

fn field(message: &str) -> FieldProblem {
    FieldProblem { field: "reason".to_owned(), message: message.to_owned() }
}

async fn act(
    studio: &Studio,
    signed_in: &SignedIn,
    found: &Proposal,
    form: &Form,
) -> Result<&'static str, Problem> {
    let staff = &signed_in.staff;
    let seen: i32 = form.get("revision").and_then(|it| it.parse().ok()).unwrap_or_default();
    let reason = form.get("reason").unwrap_or_default().to_owned();
    let scope = staff.scope(Purpose::Administration);
    if form.get("do") == Some("return") {
        let mut tx = studio.hall.station.begin(&scope).await?;
        crate::send_back(&mut tx, staff, (found.id, seen), &reason).await?;
        tx.commit().await?;
        return Ok("returned");
    }
    crate::rules::may(staff, Right::ApproveServices, &found.reach)?;
    if found.revision == seen + 1 && found.stage == Stage::Published {
        // The same form sent twice: it was published once.
        return Ok("published");
    }
    if found.revision != seen {
        return Err(Problem::Conflict(CHANGED));
    }
    let checked = checked(studio, &found.service, found.texts()).await?;
    let welsh_by = form.get("welsh_by").and_then(|by| by.trim().parse::<Date>().ok());
    let approval = Approval { reason, welsh_by };
    let catalogue = studio.hall.catalogue();
    let mut tx = studio.hall.station.begin(&scope).await?;
    crate::approve(&mut tx, staff, (found.id, seen), (&checked, &catalogue), &approval).await?;
    tx.commit().await?;
    studio.follower.refresh().await?;
    Ok("published")
}

/// What a problem of this form is called.
pub(super) fn words_of(problem: &FieldProblem) -> Words {
    match (problem.field.as_str(), problem.message.as_str()) {
        ("welsh_by", "when") => WRONG_DAY,
        ("welsh_by", _) => NO_DAY,
        (_, "own") => OWN_TEXT,
        (_, "meanwhile") => MEANWHILE,
        (_, "unsound") => UNSOUND,
        _ => NO_REASON,
    }
}
