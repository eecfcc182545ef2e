//! What waits for a second person: asked for by one, decided by another.

use super::{SignedIn, frame, refused};
use crate::second::{self, Request, RequestState};
use crate::{Right, name_of};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use counter::components::{Button, Textarea};
use counter::dates::date_and_time;
use counter::{Fault, Form, Frame, TOKEN_FIELD, Visit};
use kernel::{Instant, Language, Problem, Purpose, Reason, RequestId, Thing, Words, words};
use station::Station;

words! {
    TITLE { en: "For a second person", cy: "Ar gyfer ail berson" }
    WHAT {
        en: "What is dangerous is asked for by one person and decided by another. Nothing is done before \
             you decide.",
        cy: "Gofynnir am yr hyn sy'n beryglus gan un person a phenderfynir arno gan un arall. Ni wneir dim \
             cyn i chi benderfynu.",
    }
    NONE { en: "Nothing waits for you.", cy: "Nid oes dim yn aros amdanoch." }
    ASKED { en: "{name} asked for it on {when}.", cy: "Gofynnwyd amdano gan {name} ar {when}." }
    SOMEBODY { en: "Somebody", cy: "Rhywun" }
    ENDS { en: "It can be decided until {when}.", cy: "Gellir penderfynu arno tan {when}." }
    REASON { en: "Reason given", cy: "Y rheswm a roddwyd" }
    YOURS { en: "You asked for this. Somebody else decides.", cy: "Chi ofynnodd am hyn. Rhywun arall sy'n penderfynu." }
    WAITING { en: "Waits for a decision", cy: "Yn aros am benderfyniad" }
    TOO_LATE { en: "Nobody decided in time", cy: "Ni phenderfynodd neb mewn pryd" }
    APPROVED { en: "Approved by {name}", cy: "Cymeradwywyd gan {name}" }
    REFUSED { en: "Refused by {name}", cy: "Gwrthodwyd gan {name}" }
    WITHDRAWN { en: "Taken back", cy: "Tynnwyd yn ôl" }
    DONE { en: "Approved by {name}, and done", cy: "Cymeradwywyd gan {name}, ac wedi'i wneud" }
    WHY { en: "Why do you decide so?", cy: "Pam yr ydych yn penderfynu felly?" }
    WHY_HINT { en: "Both reasons are kept with what was done.", cy: "Cedwir y ddau reswm gyda'r hyn a wnaed." }
    APPROVE { en: "Approve", cy: "Cymeradwyo" }
    REFUSE { en: "Refuse", cy: "Gwrthod" }
    WITHDRAW { en: "Take it back", cy: "Ei dynnu'n ôl" }
    SAY_WHY { en: "Say why, in a sentence", cy: "Dywedwch pam, mewn brawddeg" }
    CONFIRM_FIRST {
        en: "Confirm that it is you, to decide",
        cy: "Cadarnhewch mai chi sydd yno, i benderfynu",
    }
}

/// The rights whose deeds need a second person: whoever has one has a room for them.
pub(super) const DEEDS: &[Right] = &[
    Right::ManageAccounts,
    Right::ManagePolicies,
    Right::ManageAgreements,
    Right::ManageClients,
    Right::ExportJournal,
    Right::EraseRecords,
];

#[derive(Template)]
#[template(path = "rights/requests.html")]
struct RequestsPage {
    frame: Frame,
    language: Language,
    csrf: String,
    /// Where to prove who one is, when that is needed first.
    prove: Option<String>,
    items: Vec<Item>,
}

struct Item {
    says: String,
    stands: String,
    answer: Option<String>,
    asked: String,
    ends: Option<String>,
    reason: String,
    form: Option<Deciding>,
}

/// What can be done about one: decided by somebody else, or taken back.
struct Deciding {
    action: String,
    answer: Option<Textarea>,
    buttons: Vec<Button>,
}

impl RequestsPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.language)
    }
}

/// What waits, and what was decided lately.
pub(super) async fn show(
    State(station): State<Station>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    render(&station, &visit, &signed_in, None).await
}

/// The same where a decision was sent, as after proving who one is.
pub(super) async fn show_again(
    State(station): State<Station>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    request_id(&id)?;
    render(&station, &visit, &signed_in, None).await
}

fn request_id(text: &str) -> Result<RequestId, Problem> {
    text.parse().map_err(|_| Problem::NotFound(Thing::Request))
}

/// Decides one, or takes it back.
pub(super) async fn decide(
    State(station): State<Station>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let id = request_id(&id)?;
    let answer = form.get("answer").unwrap_or_default().trim();
    let (what, length) = (form.get("do").unwrap_or_default(), answer.chars().count());
    if what != "withdraw" && !(1..=second::LONGEST_REASON).contains(&length) {
        return render(&station, &visit, &signed_in, Some((id, answer))).await;
    }
    let staff = &signed_in.staff;
    let done = async {
        let mut tx = station.begin(&staff.scope(Purpose::Administration)).await?;
        match what {
            "withdraw" => second::withdraw(&mut tx, staff, id).await?,
            "approve" => second::decide(&mut tx, staff, id, (true, answer)).await?,
            _ => second::decide(&mut tx, staff, id, (false, answer)).await?,
        }
        tx.commit().await
    };
    match done.await {
        Ok(()) => Ok(Redirect::to(&visit.href("/desk/requests")).into_response()),
        Err(problem) => refused(DEEDS, &visit.counter, &visit, &signed_in, problem),
    }
}

/// A request with the names of those who have to do with it.
struct Named {
    request: Request,
    asked_by: Option<String>,
    decided_by: Option<String>,
}

async fn look(station: &Station, signed_in: &SignedIn) -> Result<(Vec<Named>, Instant), Problem> {
    let staff = &signed_in.staff;
    if !DEEDS.iter().any(|right| staff.may(*right)) {
        return Err(Problem::Refused(Reason::NotYourRole));
    }
    let mut tx = station.begin(&staff.scope(Purpose::Administration)).await?;
    let mut all = Vec::new();
    for request in second::list(&mut tx).await? {
        let theirs = request.asked_by == staff.account();
        if !theirs && !request.needs.is_some_and(|right| staff.may(right)) {
            continue;
        }
        let asked_by = name_of(&mut tx, request.asked_by).await?;
        let decided_by = match request.decided_by {
            Some(by) => name_of(&mut tx, by).await?,
            None => None,
        };
        all.push(Named { request, asked_by, decided_by });
    }
    let now = tx.real_now();
    second::note_list(&mut tx, all.len()).await?;
    tx.commit().await?;
    Ok((all, now))
}

async fn render(
    station: &Station,
    visit: &Visit,
    signed_in: &SignedIn,
    attempt: Option<(RequestId, &str)>,
) -> Result<Response, Fault> {
    let (all, now) = match look(station, signed_in).await {
        Ok(looked) => looked,
        Err(problem) => return refused(DEEDS, &visit.counter, visit, signed_in, problem),
    };
    let language = visit.language;
    let to_decide = |named: &Named| {
        let request = &named.request;
        let waits = request.state == RequestState::Waiting && request.ends_at > now;
        waits && request.asked_by != signed_in.staff.account()
    };
    let fresh = signed_in.staff.is_freshly_proven();
    let prove = (!fresh && all.iter().any(to_decide)).then(|| super::prove_href(visit));
    let items = all.into_iter().map(|named| {
        let decides = to_decide(&named) && fresh;
        item(visit, signed_in, named, (now, decides, attempt))
    });
    let page = RequestsPage {
        frame: frame(&visit.counter, visit, signed_in, TITLE.say(language))
            .error(attempt.is_some()),
        language,
        csrf: signed_in.csrf.clone(),
        prove,
        items: items.collect(),
    };
    let status = if attempt.is_some() { 422 } else { 200 };
    let status = axum::http::StatusCode::from_u16(status).map_err(Problem::broken)?;
    Ok(counter::page_as(status, &page))
}

fn item(
    visit: &Visit,
    signed_in: &SignedIn,
    named: Named,
    (now, decides, attempt): (Instant, bool, Option<(RequestId, &str)>),
) -> Item {
    let (language, request) = (visit.language, named.request);
    let somebody = |name: Option<String>| name.unwrap_or_else(|| SOMEBODY.say(language).to_owned());
    let decided_by = somebody(named.decided_by);
    let theirs = request.asked_by == signed_in.staff.account();
    let waits = request.state == RequestState::Waiting;
    let in_time = request.ends_at > now;
    let by = |words: Words| words.fill(language, &[("name", &decided_by)]);
    let stands = match request.state {
        RequestState::Waiting if !in_time => TOO_LATE.say(language).to_owned(),
        RequestState::Waiting if theirs => YOURS.say(language).to_owned(),
        RequestState::Waiting => WAITING.say(language).to_owned(),
        RequestState::Approved => by(APPROVED),
        RequestState::Refused => by(REFUSED),
        RequestState::Withdrawn => WITHDRAWN.say(language).to_owned(),
        RequestState::Done => by(DONE),
    };
    let [english, welsh] = request.says;
    let asked = [
        ("name", &*somebody(named.asked_by)),
        ("when", &*date_and_time(request.asked_at, language)),
    ];
    let ends = date_and_time(request.ends_at, language);
    let typed = attempt.filter(|(id, _)| *id == request.id).map(|(_, typed)| typed);
    let form = if decides {
        Some(deciding(visit, request.id, typed))
    } else {
        (theirs && waits && in_time).then(|| withdrawing(visit, request.id))
    };
    Item {
        says: match language {
            Language::English => english,
            Language::Welsh => welsh,
        },
        stands,
        answer: request.answer,
        asked: ASKED.fill(language, &asked),
        ends: (waits && in_time).then(|| ENDS.fill(language, &[("when", &ends)])),
        reason: request.reason,
        form,
    }
}

fn action(visit: &Visit, id: RequestId) -> String {
    visit.href(&format!("/desk/requests/{id}/decision"))
}

fn deciding(visit: &Visit, id: RequestId, typed: Option<&str>) -> Deciding {
    let language = visit.language;
    let answer = Textarea::new("answer", WHY.say(language))
        .id(format!("answer-{id}"))
        .hint(WHY_HINT.say(language))
        .rows(3)
        .value(typed.unwrap_or_default())
        .problem(language, typed.map(|_| SAY_WHY.say(language)));
    let approve = Button::new(APPROVE.say(language)).sends("do", "approve");
    let refuse = Button::new(REFUSE.say(language)).secondary().sends("do", "refuse");
    Deciding {
        action: action(visit, id),
        answer: Some(answer),
        buttons: vec![approve.prevent_double_click(true), refuse],
    }
}

fn withdrawing(visit: &Visit, id: RequestId) -> Deciding {
    let take_back = Button::new(WITHDRAW.say(visit.language)).secondary().sends("do", "withdraw");
    Deciding { action: action(visit, id), answer: None, buttons: vec![take_back] }
}
