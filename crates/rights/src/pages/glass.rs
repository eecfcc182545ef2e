//! Emergency access: what was opened by breaking the glass, and somebody else who looks at it.

use super::{SignedIn, frame, refused};
use crate::glass::{self, Broken, Finding};
use crate::{Right, name_of};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use counter::components::{Button, Choice, ErrorSummary, Legend, Radios, Textarea};
use counter::dates::date_and_time;
use counter::{Fault, Form, Frame, TOKEN_FIELD, Visit};
use kernel::{FieldProblem, GlassId, Instant, Language, Problem, Purpose, Thing, Words, words};
use station::Station;

words! {
    TITLE { en: "Emergency access", cy: "Mynediad brys" }
    WHAT {
        en: "Restricted records that colleagues opened in an emergency. Each is looked at by somebody \
             else: those who wait longest come first, and you are reminded every day until it is done.",
        cy: "Cofnodion cyfyngedig y mae cydweithwyr wedi'u hagor mewn argyfwng. Mae rhywun arall yn edrych \
             ar bob un: daw'r rhai sydd wedi aros hiraf yn gyntaf, a chewch eich atgoffa bob dydd nes ei wneud.",
    }
    NONE { en: "No restricted record was opened in an emergency.", cy: "Ni agorwyd unrhyw gofnod cyfyngedig mewn argyfwng." }
    OPENED { en: "{name} opened it on {when}.", cy: "Agorwyd gan {name} ar {when}." }
    SOMEBODY { en: "Somebody", cy: "Rhywun" }
    OPEN_UNTIL { en: "It is open to them until {when}.", cy: "Mae ar agor iddynt tan {when}." }
    REASON { en: "Reason given", cy: "Y rheswm a roddwyd" }
    YOURS { en: "You opened this. A colleague looks at it.", cy: "Chi agorodd hwn. Mae cydweithiwr yn edrych arno." }
    FOUND { en: "{finding}. Looked at by {name} on {when}.", cy: "{finding}. Edrychwyd arno gan {name} ar {when}." }
    WAITS { en: "Nobody has looked at it", cy: "Nid oes neb wedi edrych arno" }
    WAS_IT_RIGHT { en: "Was it right to open it?", cy: "A oedd yn iawn ei agor?" }
    RIGHT { en: "It was right", cy: "Roedd yn iawn" }
    WRONG { en: "It was not right", cy: "Nid oedd yn iawn" }
    FOLLOW_UP {
        en: "Professional standards must look into it",
        cy: "Rhaid i safonau proffesiynol ymchwilio iddo",
    }
    WHY { en: "Why", cy: "Pam" }
    SAVE { en: "Save the review", cy: "Cadw'r adolygiad" }
    CLOSE { en: "Close it to them now", cy: "Ei gau iddynt nawr" }
    CHOOSE { en: "Select whether it was right", cy: "Dewiswch a oedd yn iawn" }
    SAY_WHY { en: "Say why, in a sentence", cy: "Dywedwch pam, mewn brawddeg" }
}

#[derive(Template)]
#[template(path = "rights/glass.html")]
struct GlassPage {
    frame: Frame,
    language: Language,
    csrf: String,
    summary: Option<ErrorSummary>,
    items: Vec<Item>,
}

/// One time that a glass was broken.
struct Item {
    called: String,
    opened: String,
    open_until: Option<(String, String, Button)>,
    reason: String,
    stands: String,
    answer: Option<String>,
    review: Option<ReviewForm>,
}

/// What asks for a review.
struct ReviewForm {
    action: String,
    finding: Radios,
    answer: Textarea,
    button: Button,
}

/// What was written, when it could not be saved.
struct Attempt<'a> {
    id: GlassId,
    form: &'a Form,
    problems: Vec<FieldProblem>,
}

impl GlassPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.language)
    }
}

/// What was opened, the unreviewed first.
pub(super) async fn show(
    State(station): State<Station>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    render(&station, &visit, &signed_in, None).await
}

/// The same where a review was sent.
pub(super) async fn show_again(
    State(station): State<Station>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    glass_id(&id)?;
    render(&station, &visit, &signed_in, None).await
}

/// Saves what somebody found who looked at it.
pub(super) async fn review(
    State(station): State<Station>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let id = glass_id(&id)?;
    let finding = form.get("finding").and_then(Finding::of_code);
    let answer = form.get("answer").unwrap_or_default().trim().to_owned();
    let problem = |field: &str, words: Words| FieldProblem {
        field: format!("{field}-{id}"),
        message: words.say(visit.language).to_owned(),
    };
    let mut problems = Vec::new();
    if finding.is_none() {
        problems.push(problem("finding", CHOOSE));
    }
    if answer.is_empty() || answer.chars().count() > crate::second::LONGEST_REASON {
        problems.push(problem("answer", SAY_WHY));
    }
    let Some(finding) = finding.filter(|_| problems.is_empty()) else {
        let attempt = Attempt { id, form: &form, problems };
        return render(&station, &visit, &signed_in, Some(attempt)).await;
    };
    let staff = &signed_in.staff;
    let done = async {
        let mut tx = station.begin(&staff.scope(Purpose::Oversight)).await?;
        glass::review(&mut tx, staff, id, (finding, &answer)).await?;
        tx.commit().await
    };
    back(&visit, &signed_in, done.await)
}

/// Closes it to whoever broke it, before its time.
pub(super) async fn close(
    State(station): State<Station>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    _: Form,
) -> Result<Response, Fault> {
    let (id, staff) = (glass_id(&id)?, &signed_in.staff);
    let done = async {
        staff.require(Right::ReviewGlass)?;
        let mut tx = station.begin(&staff.scope(Purpose::Oversight)).await?;
        glass::close(&mut tx, id).await?;
        tx.commit().await
    };
    back(&visit, &signed_in, done.await)
}

fn back(visit: &Visit, signed_in: &SignedIn, done: Result<(), Problem>) -> Result<Response, Fault> {
    match done {
        Ok(()) => Ok(Redirect::to(&visit.href("/desk/glass")).into_response()),
        Err(problem) => refused(&[Right::ReviewGlass], &visit.counter, visit, signed_in, problem),
    }
}

fn glass_id(text: &str) -> Result<GlassId, Problem> {
    text.parse().map_err(|_| Problem::NotFound(Thing::Setting))
}

/// A glass with the names of those who have to do with it.
struct Named {
    broken: Broken,
    by: Option<String>,
    reviewed_by: Option<String>,
}

async fn look(station: &Station, signed_in: &SignedIn) -> Result<(Vec<Named>, Instant), Problem> {
    let staff = &signed_in.staff;
    staff.require(Right::ReviewGlass)?;
    let mut tx = station.begin(&staff.scope(Purpose::Oversight)).await?;
    let mut all = Vec::new();
    for broken in glass::broken(&mut tx).await? {
        let by = name_of(&mut tx, broken.by).await?;
        let reviewed_by = match &broken.review {
            Some(review) => name_of(&mut tx, review.by).await?,
            None => None,
        };
        all.push(Named { broken, by, reviewed_by });
    }
    let now = tx.real_now();
    glass::note_list(&mut tx, all.len()).await?;
    tx.commit().await?;
    Ok((all, now))
}

async fn render(
    station: &Station,
    visit: &Visit,
    signed_in: &SignedIn,
    attempt: Option<Attempt<'_>>,
) -> Result<Response, Fault> {
    let (all, now) = match look(station, signed_in).await {
        Ok(looked) => looked,
        Err(problem) => {
            return refused(&[Right::ReviewGlass], &visit.counter, visit, signed_in, problem);
        }
    };
    let language = visit.language;
    let wrong = attempt.as_ref().map(|attempt| attempt.problems.as_slice()).unwrap_or_default();
    let item = |named: Named| item(visit, signed_in, named, (now, attempt.as_ref()));
    let page = GlassPage {
        frame: frame(&visit.counter, visit, signed_in, TITLE.say(language))
            .error(!wrong.is_empty()),
        language,
        csrf: signed_in.csrf.clone(),
        summary: (!wrong.is_empty()).then(|| ErrorSummary::of(language, wrong)),
        items: all.into_iter().map(item).collect(),
    };
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(counter::page_as(status, &page))
}

fn item(
    visit: &Visit,
    signed_in: &SignedIn,
    named: Named,
    (now, attempt): (Instant, Option<&Attempt<'_>>),
) -> Item {
    let (language, broken) = (visit.language, &named.broken);
    let somebody = || SOMEBODY.say(language).to_owned();
    let (by, when) =
        (named.by.clone().unwrap_or_else(somebody), date_and_time(broken.broken_at, language));
    let until = date_and_time(broken.ends_at, language);
    let theirs = broken.by == signed_in.staff.account();
    let stands = match &broken.review {
        Some(review) => {
            let by = named.reviewed_by.unwrap_or_else(somebody);
            let at = date_and_time(review.at, language);
            let finding = words_of(review.finding).say(language);
            FOUND.fill(language, &[("finding", finding), ("name", &by), ("when", &at)])
        }
        None if theirs => YOURS.say(language).to_owned(),
        None => WAITS.say(language).to_owned(),
    };
    let close = format!("/desk/glass/{}/closure", broken.id);
    Item {
        called: broken.called.clone(),
        opened: OPENED.fill(language, &[("name", &by), ("when", &when)]),
        open_until: (broken.ends_at > now).then(|| {
            let words = OPEN_UNTIL.fill(language, &[("when", &until)]);
            (words, visit.href(&close), Button::new(CLOSE.say(language)).warning())
        }),
        reason: broken.reason.clone(),
        stands,
        answer: broken.review.as_ref().map(|review| review.answer.clone()),
        review: (broken.review.is_none() && !theirs)
            .then(|| review_form(visit, broken.id, attempt.filter(|it| it.id == broken.id))),
    }
}

const fn words_of(finding: Finding) -> Words {
    match finding {
        Finding::Right => RIGHT,
        Finding::Wrong => WRONG,
        Finding::FollowUp => FOLLOW_UP,
    }
}

fn review_form(visit: &Visit, id: GlassId, attempt: Option<&Attempt<'_>>) -> ReviewForm {
    let language = visit.language;
    let typed = |field: &str| attempt.and_then(|it| it.form.get(field)).unwrap_or_default();
    let message = |field: &str| {
        let field = format!("{field}-{id}");
        let problems = attempt.map(|it| it.problems.as_slice()).unwrap_or_default();
        problems.iter().find(|it| it.field == field).map(|it| it.message.clone())
    };
    let choice = |finding: Finding| Choice::new(finding.code(), words_of(finding).say(language));
    let legend = Legend::new(WAS_IT_RIGHT.say(language)).class("govuk-fieldset__legend--s");
    ReviewForm {
        action: visit.href(&format!("/desk/glass/{id}/review")),
        finding: Radios::new("finding", legend)
            .id(format!("finding-{id}"))
            .choices(Finding::ALL.map(choice))
            .chosen(Some(typed("finding")))
            .problem(language, message("finding").as_deref()),
        answer: Textarea::new("answer", WHY.say(language))
            .id(format!("answer-{id}"))
            .rows(3)
            .value(typed("answer"))
            .problem(language, message("answer").as_deref()),
        button: Button::new(SAVE.say(language)).prevent_double_click(true),
    }
}
