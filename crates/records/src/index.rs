//! What is kept beside a record's statements so that it is found and listed without reading them all: its
//! label, its hint, by what number alone it is the same, and whom it is about.

use crate::field::Field;
use crate::form::{Family, Form};
use crate::role::Role;
use crate::statement::{Certainty, NewStatement, Source, Statement};
use crate::{keep, store};
use kernel::{Email, EntityId, Instant, Phone, Postcode, Problem};
use rights::interests::Token;
use station::Tx;
use station::secrets::ServerKey;
use std::collections::BTreeSet;

/// Brings what is kept beside a record up to date, in the transaction that changed it.
pub(crate) async fn changed(tx: &mut Tx<'_>, entity: EntityId) -> Result<(), Problem> {
    let Some(head) = store::entities::head(tx, entity).await? else { return Ok(()) };
    let statements = store::statements::of(tx, &[entity]).await?;
    let Beside { label, hint, mut about } = beside(tx.station().key(), head.form, &statements);
    about.extend(store::entities::about_nearby(tx, entity, head.form).await?);
    let about: Vec<Token> = about.into_iter().collect();
    store::entities::reindex(tx, entity, (&label, &hint), &about).await?;
    keep::one(tx, &head, &statements).await
}

/// What is kept beside a record because of what its own statements say.
pub(crate) struct Beside {
    /// What a list shows of it.
    pub(crate) label: String,
    /// What tells it from another.
    pub(crate) hint: String,
    /// How the people in it are reached and where they live.
    pub(crate) about: BTreeSet<Token>,
}

/// What is kept beside a record of such a form, of which this is said: for one that changed and for
/// thousands that are loaded at once.
pub(crate) fn beside(key: &ServerKey, form: Form, statements: &[Statement]) -> Beside {
    let (label, hint) = summary(form, statements);
    Beside { label, hint, about: tokens(key, statements).collect() }
}

/// Brings what is kept beside records that were loaded at once up to date, as far as it does not rest on
/// their own statements alone; those of `crossing` are linked to others than were loaded with them.
pub(crate) async fn loaded(
    tx: &mut Tx<'_>,
    (new, crossing): (&[EntityId], &[EntityId]),
) -> Result<(), Problem> {
    store::load::about_nearby(tx, crossing).await?;
    let all: BTreeSet<EntityId> = new.iter().chain(crossing).copied().collect();
    keep::again(tx, &all.into_iter().collect::<Vec<_>>()).await
}

/// For what is the same by its number alone: that number.
pub(crate) fn identity(form: Form, statements: &[NewStatement]) -> Option<String> {
    let whole = |field: Field| {
        let said = statements.iter().find(|it| it.field == field && is_known(it))?;
        field.reading().read(&said.said).filter(|read| read.whole).map(|read| read.value)
    };
    match form {
        Form::Phone => whole(Field::Number),
        Form::Email => whole(Field::EmailAddress),
        Form::Vehicle => whole(Field::Registration),
        Form::OnlineIdentity => {
            let (platform, handle) = (whole(Field::Platform)?, whole(Field::Handle)?);
            Some(format!("{}|{}", platform.to_lowercase(), handle.to_lowercase()))
        }
        Form::Address => whole(Field::Uprn).map(|uprn| format!("uprn {uprn}")).or_else(|| {
            let (door, postcode) = (whole(Field::Building)?, whole(Field::Postcode)?);
            let flat = whole(Field::Flat).unwrap_or_default();
            Some(format!("{postcode}|{}|{}", door.to_lowercase(), flat.to_lowercase()))
        }),
        _ => None,
    }
}

fn is_known(statement: &NewStatement) -> bool {
    statement.certainty == Certainty::Known
}

/// What of several things that are known stands for a record: what is whole before a part, what is still so
/// before what was, what a paper says before what somebody said. Then, of what somebody is called and when
/// they were born, what was known first, since a name that was misheard later is no new name; of all else, the
/// newest.
fn standing(it: &Statement) -> (bool, bool, u8, Option<Instant>, i128) {
    let source = match it.source {
        Source::Document => 3,
        Source::Officer | Source::Subject | Source::Import | Source::System => 2,
        Source::Reporter | Source::Witness => 1,
    };
    let lasts =
        matches!(it.field, Field::GivenNames | Field::Surname | Field::DateOfBirth | Field::Sex);
    let made = it.made_at.timestamp().as_nanosecond();
    let age = if lasts { -made } else { made };
    (it.certainty == Certainty::Known, it.valid.1.is_none(), source, it.valid.0, age)
}

/// What a list shows of a record, and what tells it from another that is called the same. What was taken
/// back stands for nothing.
pub(crate) fn summary(form: Form, statements: &[Statement]) -> (String, String) {
    let latest = |field: Field| {
        let of = statements.iter().filter(|it| it.field == field && it.ended.is_none());
        of.max_by_key(|it| (standing(it), it.id)).map(|it| &*it.value)
    };
    let joined = |fields: &[Field], between: &str| {
        fields.iter().filter_map(|field| latest(*field)).collect::<Vec<_>>().join(between)
    };
    let or =
        |label: String, other: &[Field]| if label.is_empty() { joined(other, " ") } else { label };
    let thing = [Field::Colour, Field::Make, Field::Model];
    match form {
        Form::Person => {
            let name = joined(&[Field::GivenNames, Field::Surname], " ");
            let born = latest(Field::DateOfBirth).unwrap_or_default();
            (or(or(name, &[Field::Alias]), &[Field::Nickname]), born.to_owned())
        }
        Form::Vehicle => (joined(&[Field::Registration], " "), joined(&thing, " ")),
        Form::Phone => (joined(&[Field::Number], " "), joined(&[Field::Imei], " ")),
        Form::Email => (joined(&[Field::EmailAddress], " "), String::new()),
        Form::OnlineIdentity => (joined(&[Field::Handle], " "), joined(&[Field::Platform], " ")),
        Form::Address | Form::Place | Form::Road | Form::Area | Form::Online => {
            let door = joined(&[Field::Building, Field::Street], " ");
            let parts = [latest(Field::Flat), Some(&*door).filter(|it| !it.is_empty())];
            let parts = parts.into_iter().chain([latest(Field::Town)]).flatten();
            let label = parts.collect::<Vec<_>>().join(", ");
            let named = [Field::Name, Field::RoadNumber, Field::WebAddress];
            let named = named.iter().find_map(|field| latest(*field)).map(str::to_owned);
            (named.unwrap_or(label), joined(&[Field::Postcode], " "))
        }
        Form::Organisation => (joined(&[Field::Name], " "), joined(&[Field::Alias], " ")),
        _ if form.is_event() => (joined(&[Field::Category], " "), joined(&[Field::Reference], " ")),
        _ => (or(joined(&thing, " "), &[Field::Description]), joined(&[Field::Serial], " ")),
    }
}

/// The keyed hashes of how somebody is reached and where they live, of what stands in statements.
pub(crate) fn tokens<'a>(
    key: &'a ServerKey,
    statements: &'a [Statement],
) -> impl Iterator<Item = Token> + 'a {
    let standing = statements.iter().filter(|it| it.ended.is_none());
    standing.filter_map(|it| match it.field {
        Field::Number => Phone::parse(&it.value).ok().map(|it| Token::of_phone(key, &it)),
        Field::EmailAddress => Email::parse(&it.value).ok().map(|it| Token::of_email(key, &it)),
        Field::Postcode => Postcode::parse(&it.value).ok().map(|it| Token::of_postcode(key, &it)),
        _ => None,
    })
}

/// Whether whom a thing is about is known by what it is linked to, and which way the links go.
pub(crate) const fn known_by(form: Form) -> Nearby {
    match form.family() {
        Family::Person | Family::Organisation => Nearby::What,
        Family::Event => Nearby::Who,
        Family::Object | Family::Location => Nearby::Nothing,
    }
}

/// Whether somebody is recognised by what is linked to them in this role.
pub(crate) const fn tells_of(role: Role) -> bool {
    matches!(role, Role::Uses | Role::Owns | Role::LivesAt | Role::StaysAt)
}

/// By which of its links somebody is recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nearby {
    /// What they use and where they live: links that begin at them.
    What,
    /// Who takes part in it: links that lead to it.
    Who,
    /// By itself alone.
    Nothing,
}
