//! What other forces share with the reader's by an agreement: which agreements there are, and the
//! contacts of each. Everything is read, and nothing changed.

mod contact;

pub(super) use contact::show as one;

use super::{Here, frame, refused, state_words};
use ::contact::{SharedItem, SharedPage};
use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use counter::components::{Colour, Tag};
use counter::dates::date_and_time;
use counter::{Fault, Frame, Visit};
use kernel::{AgreementId, ContactId, Language, Problem, Purpose, Thing, Words, words};
use rights::Right;
use rights::agreements::{self, Agreement, Share};
use rights::pages::SignedIn;
use serde::Deserialize;
use services::pages::Hall;
use triage::Priority;

words! {
    TITLE { en: "Shared with us", cy: "Wedi'u rhannu â ni" }
    ABOUT { en: "Contacts of other forces that you may read by an agreement. Each look is in the journal of the force that shares.", cy: "Cysylltiadau heddluoedd eraill y gallwch eu darllen drwy gytundeb. Mae pob golwg yn nyddlyfr yr heddlu sy'n rhannu." }
    NONE { en: "No force shares contacts with yours.", cy: "Nid oes heddlu yn rhannu cysylltiadau â'ch heddlu chi." }
    BY { en: "Shared by {force}", cy: "Rhannwyd gan {force}" }
    UNTIL { en: "Until {when}", cy: "Tan {when}" }
    WHY { en: "Why it is shared:", cy: "Pam y'i rhennir:" }
    USED_FOR { en: "What it may be used for:", cy: "At beth y gellir ei ddefnyddio:" }
    EMPTY { en: "There is nothing to read here.", cy: "Nid oes dim i'w ddarllen yma." }
    RECEIVED { en: "Received {when}", cy: "Derbyniwyd {when}" }
    NEXT { en: "Next page", cy: "Tudalen nesaf" }
}

#[derive(Template)]
#[template(path = "desk/shared.html")]
struct SharedRoom {
    frame: Frame,
    agreements: Vec<(String, String, String)>,
}

impl SharedRoom {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// `GET /desk/shared`.
pub(super) async fn show(
    State(hall): Here,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let agreements = match living(&hall, &signed_in).await {
        Ok(agreements) => agreements,
        Err(problem) => return refused(&hall, &visit, &signed_in, problem),
    };
    let language = visit.language;
    let line = |it: &Agreement| {
        let until = date_and_time(it.until.agreed, language);
        (
            visit.href(&format!("/desk/shared/{}", it.id)),
            BY.fill(language, &[("force", &force_name(&hall, it, language))]),
            UNTIL.fill(language, &[("when", &until)]),
        )
    };
    Ok(counter::page(&SharedRoom {
        frame: frame(&hall, &visit, &signed_in, TITLE.say(language)),
        agreements: agreements.iter().map(line).collect(),
    }))
}

async fn living(hall: &Hall, signed_in: &SignedIn) -> Result<Vec<Agreement>, Problem> {
    signed_in.staff.require(Right::ReadContacts)?;
    let mut tx = hall.station.begin(&signed_in.staff.scope(Purpose::Sharing)).await?;
    let found = agreements::shared_with(&mut tx).await?;
    tx.leave().await?;
    Ok(found)
}

/// What the force that shares is called.
fn force_name(hall: &Hall, agreement: &Agreement, language: Language) -> String {
    let force = hall.counter.forces.get(agreement.of.as_str());
    force.map_or_else(|| agreement.of.to_string(), |it| it.name.text(language).to_owned())
}

/// After which contact the page begins.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    after: Option<ContactId>,
}

#[derive(Template)]
#[template(path = "desk/shared_list.html")]
struct SharedList {
    frame: Frame,
    title: String,
    until: String,
    purpose: String,
    used_for: String,
    items: Vec<Item>,
    next: Option<String>,
}

/// One contact in the list.
struct Item {
    href: String,
    title: String,
    reference: String,
    urgent: Option<Tag>,
    state: Tag,
    received: String,
}

impl SharedList {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// `GET /desk/shared/{agreement}`.
pub(super) async fn list(
    State(hall): Here,
    visit: Visit,
    Path(agreement): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let Query(Asked { after }) = asked.unwrap_or_default();
    match look(&hall, &signed_in, (&agreement, after)).await {
        Ok((share, page)) => Ok(counter::page(&drawn(&hall, &visit, &signed_in, (share, page)))),
        Err(problem) => refused(&hall, &visit, &signed_in, problem),
    }
}

async fn look(
    hall: &Hall,
    signed_in: &SignedIn,
    (agreement, after): (&str, Option<ContactId>),
) -> Result<(Share, SharedPage), Problem> {
    let share = opened(hall, signed_in, agreement).await?;
    let mut tx = hall.station.begin(&share.scope()).await?;
    let page = ::contact::shared(&mut tx, &share, after).await?;
    tx.commit().await?;
    Ok((share, page))
}

/// What the agreement of an address opens to whoever looks.
async fn opened(hall: &Hall, signed_in: &SignedIn, agreement: &str) -> Result<Share, Problem> {
    signed_in.staff.require(Right::ReadContacts)?;
    let id: AgreementId = agreement.parse().map_err(|_| Problem::NotFound(Thing::Page))?;
    agreements::open(&hall.station, &signed_in.staff, id).await
}

fn drawn(
    hall: &Hall,
    visit: &Visit,
    signed_in: &SignedIn,
    (share, page): (Share, SharedPage),
) -> SharedList {
    let (language, agreement) = (visit.language, &share.agreement);
    let here = format!("/desk/shared/{}", agreement.id);
    let until = date_and_time(agreement.until.agreed, language);
    SharedList {
        frame: frame(hall, visit, signed_in, TITLE.say(language)),
        title: BY.fill(language, &[("force", &force_name(hall, agreement, language))]),
        until: UNTIL.fill(language, &[("when", &until)]),
        purpose: agreement.purpose.clone(),
        used_for: agreement.used_for.clone(),
        items: page.items.iter().map(|item| line(hall, visit, &here, item)).collect(),
        next: page.next.map(|last| visit.href(&format!("{here}?after={last}"))),
    }
}

fn line(hall: &Hall, visit: &Visit, here: &str, item: &SharedItem) -> Item {
    let (language, catalogue) = (visit.language, hall.catalogue());
    let service = item.service_version.and_then(|it| catalogue.as_told(&item.service_id, it));
    let service = service.or_else(|| catalogue.get(&item.service_id));
    let received = date_and_time(item.received_at, language);
    let urgent = item.priority == Priority::Urgent;
    Item {
        href: visit.href(&format!("{here}/{}", item.id)),
        title: service.map_or(&*item.service_id, |service| service.title(language)).to_owned(),
        reference: item.reference.to_string(),
        urgent: urgent.then(|| Tag::new(super::URGENT.say(language)).colour(Colour::Red)),
        state: Tag::new(state_words(item.state).say(language)).colour(Colour::Grey),
        received: RECEIVED.fill(language, &[("when", &received)]),
    }
}
