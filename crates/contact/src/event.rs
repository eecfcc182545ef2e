//! A contact becomes an event in the records, with what told of it, what was in it and where it was, in the
//! transaction that opens it. Who somebody is, a person decides (see [`crate::candidates`]).

use crate::mapped::{Mapped, first, mapped};
use crate::place::{moment, place};
use jiff::SignedDuration;
use kernel::{ContactId, EntityId, Language, Problem, Registration};
use records::{
    About, By, Confidence, Field, Form, MarkerKind, Matter, New, NewLink, NewMarker, NewStatement,
    Origin, Role, Source, Traits,
};
use reports::Report;
use services::{ContactWishes, Maps, Service, contact_wishes, free_texts};
use station::Tx;

/// For how long what somebody said about safe contact stands until it is looked at again.
const SAFE_FOR: SignedDuration = SignedDuration::from_hours(24 * 180);
/// Why rules that were set before end.
const SAID_AGAIN: &str = "they said it again";

/// Writes a contact down as an event. Only in the program's own transaction.
pub(crate) async fn record(
    tx: &mut Tx<'_>,
    service: &Service,
    report: &Report,
    contact: ContactId,
) -> Result<EntityId, Problem> {
    let answers = mapped(service, report);
    let event = open_event(tx, service, report).await?;
    let wishes = contact_wishes(service, &report.answers);
    let tellers = told_from(tx, (&answers, &wishes), report, event).await?;
    let things = vehicles(tx, &answers, report, event).await?;
    let place = place(&answers, |question| origin(report, question));
    let happened = moment(&answers);
    let mut places = Vec::new();
    if let Some(new) = &place.record {
        let at = records::open(tx, By::Program, new).await?;
        let (since, confidence) = happened.unwrap_or((report.submitted_at, Confidence::Possible));
        let link = NewLink::fact((event, Role::HappenedAt, at), since, Source::Reporter);
        let link = NewLink { confidence, ..link };
        records::link(tx, By::Program, &link).await?;
        places.push(at);
    }
    let exact = happened.filter(|it| it.1 == Confidence::Confirmed).map(|it| it.0);
    let texts = free_texts(service, &report.answers);
    let traits = Traits {
        at: exact.unwrap_or(report.submitted_at),
        kind: report.service_id.clone(),
        postcode: place.postcode.as_ref().map(|it| it.as_str().to_owned()),
        point: place.point,
        words: records::words_of(tx.station().key(), &texts),
        places: places.clone(),
        things: things.clone(),
        tellers: tellers.clone(),
    };
    records::look_alike(tx, event, &traits).await?;
    let about = [&tellers, &things, &places].into_iter().flatten().map(|id| About::Record(*id));
    let around = place.postcode.map(About::Postcode);
    let point = place.point.map(|(latitude, longitude)| About::Point(latitude, longitude));
    let about: Vec<About> = about.chain(around).chain(point).collect();
    raise(tx, contact, &about).await?;
    Ok(event)
}

/// Raises what must be known of a contact.
pub(crate) async fn raise(
    tx: &mut Tx<'_>,
    contact: ContactId,
    about: &[About],
) -> Result<(), Problem> {
    let id = contact.to_string();
    records::alerts_for(tx, Matter { thing: "contact", id: &id }, about).await.map(|_| ())
}

/// Where an answer stands.
pub(crate) fn origin(report: &Report, question: &str) -> Origin {
    Origin { thing: "report".to_owned(), id: format!("{}#{question}", report.id) }
}

async fn open_event(
    tx: &mut Tx<'_>,
    service: &Service,
    report: &Report,
) -> Result<EntityId, Problem> {
    let whole = Origin { thing: "report".to_owned(), id: report.id.to_string() };
    let said =
        |field, said: &str| NewStatement::fact(field, said, Source::System).from(whole.clone());
    let reference = report.reference.to_string();
    let statements = vec![
        said(Field::Category, service.title(Language::English)),
        said(Field::Reference, &reference),
    ];
    let new = New::of(Form::Contact, statements).at(report.submitted_at);
    records::open(tx, By::Program, &new).await
}

/// The telephone and the e-mail address that somebody gave us to be reached by; nothing of whoever gave
/// none, or is not to be contacted.
async fn told_from(
    tx: &mut Tx<'_>,
    (answers, wishes): (&[Mapped<'_>], &ContactWishes),
    report: &Report,
    event: EntityId,
) -> Result<Vec<EntityId>, Problem> {
    let given = [
        (Form::Phone, Field::Number, Maps::PersonPhone, wishes.phone.as_deref()),
        (Form::Email, Field::EmailAddress, Maps::PersonEmail, wishes.email.as_deref()),
    ];
    let mut tellers = Vec::new();
    for (form, field, maps, said) in given {
        let Some(said) = said else { continue };
        let question = first(answers, maps).map_or("", |it| &*it.question);
        let fact = NewStatement::fact(field, said, Source::Reporter);
        let new = New::of(form, vec![fact.from(origin(report, question))]);
        let teller = records::open(tx, By::Program, &new).await?;
        let ends = (teller, Role::Called, event);
        let link = NewLink::fact(ends, report.submitted_at, Source::System);
        records::link(tx, By::Program, &link).await?;
        if let Some(rules) = rules(wishes) {
            safe_contact(tx, (teller, rules), origin(report, question)).await?;
        }
        tellers.push(teller);
    }
    Ok(tellers)
}

/// The vehicles whose whole registration was given. A part of one is for a person to look at.
async fn vehicles(
    tx: &mut Tx<'_>,
    answers: &[Mapped<'_>],
    report: &Report,
    event: EntityId,
) -> Result<Vec<EntityId>, Problem> {
    let mut vehicles = Vec::new();
    for answer in answers.iter().filter(|it| it.maps == Maps::Vehicle) {
        if !is_whole(answer) {
            continue;
        }
        let statements = vehicle(answer, |question| origin(report, question));
        let new = New::of(Form::Vehicle, statements);
        let vehicle = records::open(tx, By::Program, &new).await?;
        let ends = (vehicle, Role::Involved, event);
        let link = NewLink::fact(ends, report.submitted_at, Source::Reporter);
        records::link(tx, By::Program, &link).await?;
        vehicles.push(vehicle);
    }
    Ok(vehicles)
}

/// Whether a vehicle's whole registration was given.
pub(crate) fn is_whole(answer: &Mapped<'_>) -> bool {
    let plate = answer.part("registration").and_then(|it| Registration::parse(it).ok());
    plate.is_some_and(|it| it.is_whole())
}

/// What was said of a vehicle.
pub(crate) fn vehicle(answer: &Mapped<'_>, origin: impl Fn(&str) -> Origin) -> Vec<NewStatement> {
    let parts = [
        (Field::Registration, "registration"),
        (Field::Body, "kind"),
        (Field::Make, "make"),
        (Field::Model, "model"),
        (Field::Colour, "colour"),
    ];
    let said = |(field, part): (Field, &str)| {
        let said = NewStatement::fact(field, answer.part(part)?, Source::Reporter);
        Some(said.from(origin(&answer.question)))
    };
    parts.into_iter().filter_map(said).collect()
}

/// What somebody said about safe contact, in words for whoever would reach them; nothing where they said
/// nothing beyond which ways. The word by which they know us stays in the report.
fn rules(wishes: &ContactWishes) -> Option<String> {
    let said = wishes.discreet || !wishes.times.is_empty() || wishes.codeword.is_some();
    if !wishes.may_contact || !said {
        return None;
    }
    let ways: Vec<&str> = wishes.ways.iter().map(|way| way.id()).collect();
    let times: Vec<&str> = wishes.times.iter().map(|it| it.title(Language::English)).collect();
    let mut rules = vec![format!("Only these ways: {}.", ways.join(", "))];
    if !times.is_empty() {
        rules.push(format!("Only at these times: {}.", times.join("; ")));
    }
    if wishes.discreet {
        rules.push("Leave no message and do not say who we are.".to_owned());
    }
    if wishes.codeword.is_some() {
        rules.push("There is a word by which they know us: see the report.".to_owned());
    }
    Some(rules.join(" "))
}

/// Sets what they said about safe contact, in place of what they said before.
async fn safe_contact(
    tx: &mut Tx<'_>,
    (entity, reason): (EntityId, String),
    origin: Origin,
) -> Result<(), Problem> {
    if let Some(before) =
        records::standing(tx, By::Program, entity, MarkerKind::SafeContact).await?
    {
        if before.reason == reason {
            return Ok(());
        }
        records::end_marker(tx, By::Program, before.id, SAID_AGAIN).await?;
    }
    let new = NewMarker {
        entity,
        kind: MarkerKind::SafeContact,
        reason,
        source: Source::Reporter,
        origin: Some(origin),
        review_by: tx.now().plus(SAFE_FOR),
        expires_at: None,
    };
    records::mark(tx, By::Program, &new).await.map(|_| ())
}
