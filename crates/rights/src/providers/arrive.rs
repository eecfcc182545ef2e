//! Coming in, confirming and leaving at a provider.

use super::{Described, Way};
use crate::sessions::{self, ABSOLUTE, Method, Proof, Token};
use crate::{epoch, prove_again, staff_of, store};
use identity::provider::{Identity, Logout, Pending};
use jiff::SignedDuration;
use kernel::{AccountId, Actor, Problem, Purpose};
use policy::Role;
use serde_json::json;
use station::secrets::sha256;
use station::{Act, Entry, Scope, Station, Tx, Upkeep};
use store::provided::{self, Known};

/// For how long a state is remembered that was used: longer than a cookie with it is believed.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(1);

/// Why somebody whom their provider knows is not let in.
#[derive(Debug)]
pub(crate) enum NotLetIn {
    /// Nothing that the provider says of them makes a role.
    NoRole,
    /// Their account was ended, and stays so.
    Ended,
    /// They proved who they are less surely than the force asks for.
    TooWeak,
    /// It is not who is signed in.
    SomebodyElse,
    /// Something else.
    Broken(Problem),
}

impl From<Problem> for NotLetIn {
    fn from(problem: Problem) -> Self {
        Self::Broken(problem)
    }
}

fn scope(way: &Way) -> Scope {
    Scope::new(way.force.clone(), Actor::System("sign_in"), Purpose::SigningIn)
}

/// Whether the answer to a sign-in is used for the first time: from now on it is used.
pub(crate) async fn is_first_use(
    station: &Station,
    way: &Way,
    pending: &Pending,
) -> Result<bool, Problem> {
    let mut tx = station.begin(&scope(way)).await?;
    let until = tx.real_now().plus(REMEMBERED);
    let first = store::spent::spend(&mut tx, "state", &named(way, &pending.state), until).await?;
    tx.commit_upkeep(Upkeep::Session).await?;
    Ok(first)
}

fn named(way: &Way, name: &str) -> [u8; 32] {
    sha256(format!("{}\n{name}", way.id).as_bytes())
}

/// Lets somebody in whom the provider knows: an account is theirs from the first time on, and what they
/// are there for is what the provider says now.
pub(crate) async fn arrive(
    station: &Station,
    way: &Way,
    identity: &Identity,
) -> Result<Token, NotLetIn> {
    let described = way.mapping.described(identity);
    let mut tx = station.begin(&scope(way)).await?;
    let known = provided::hold(&mut tx, subject(identity)).await?;
    if let Err(why) = admitted(way, identity, &described, known.as_ref()) {
        return Err(turn_away(tx, known.as_ref(), why).await?);
    }
    let account = match known {
        Some(known) => bring_up_to_date(&mut tx, known, &described).await?,
        None => open(&mut tx, identity, &described).await?,
    };
    let proven_at = identity.auth_time.unwrap_or_else(|| tx.real_now().plus(-ABSOLUTE));
    let proof = proof(way, identity);
    let token = sessions::begin_as_proven(&mut tx, account, &proof, proven_at).await?;
    tx.commit().await?;
    Ok(token)
}

fn admitted(
    way: &Way,
    identity: &Identity,
    described: &Described,
    known: Option<&Known>,
) -> Result<(), NotLetIn> {
    if known.is_some_and(|known| !known.active) {
        return Err(NotLetIn::Ended);
    }
    if described.roles.is_empty() {
        return Err(NotLetIn::NoRole);
    }
    if way.mapping.assurance(identity) < way.mapping.required {
        return Err(NotLetIn::TooWeak);
    }
    Ok(())
}

/// Whoever lost what they were there for is signed out everywhere.
async fn turn_away(
    mut tx: Tx<'_>,
    known: Option<&Known>,
    why: NotLetIn,
) -> Result<NotLetIn, Problem> {
    let Some(known) = known else {
        tx.leave().await?;
        return Ok(why);
    };
    tx.journal(Entry::new(Act::Consultation, "sign_in_refused", "account", known.id)).await?;
    if matches!(why, NotLetIn::NoRole) {
        sessions::end_all(&mut tx, known.id, "sessions_ended_without_role").await?;
    }
    tx.commit().await?;
    Ok(why)
}

async fn bring_up_to_date(
    tx: &mut Tx<'_>,
    known: Known,
    described: &Described,
) -> Result<AccountId, Problem> {
    if described.differs_from(&known) {
        provided::update(tx, known.id, described).await?;
        let details = json!({
            "roles": codes(&described.roles), "roles_before": known.roles, "units": described.units,
        });
        let entry = Entry::new(Act::Alteration, "account_changed", "account", known.id);
        tx.journal(entry.with(details)).await?;
        epoch::changed(tx).await?;
    }
    Ok(known.id)
}

async fn open(
    tx: &mut Tx<'_>,
    identity: &Identity,
    described: &Described,
) -> Result<AccountId, Problem> {
    let id = AccountId::new(tx.id());
    if !provided::insert(tx, id, subject(identity), described).await? {
        // They came twice at the same moment, and are there by now.
        let known = provided::hold(tx, subject(identity)).await?;
        return known
            .map(|known| known.id)
            .ok_or(Problem::Conflict("an account that comes and goes"));
    }
    let details = json!({ "roles": codes(&described.roles), "method": Method::Provider.code() });
    let entry = Entry::new(Act::Collection, "account_opened", "account", id);
    tx.journal(entry.with(details)).await?;
    Ok(id)
}

/// The provider says that somebody who is signed in has just proven who they are: the session goes on.
pub(crate) async fn confirm(
    station: &Station,
    way: &Way,
    identity: &Identity,
    token: &Token,
) -> Result<Token, NotLetIn> {
    let staff = staff_of(station, token).await?;
    let mut tx = station.begin(&staff.scope(Purpose::SigningIn)).await?;
    let theirs = *staff.force() == way.force
        && provided::is_known_as(&mut tx, staff.account(), subject(identity)).await?;
    if theirs && way.mapping.assurance(identity) >= way.mapping.required {
        tx.leave().await?;
        return Ok(prove_again(station, token, &proof(way, identity)).await?);
    }
    let entry = Entry::new(Act::Consultation, "proof_refused", "account", staff.account());
    tx.journal(entry).await?;
    tx.commit().await?;
    Err(if theirs { NotLetIn::TooWeak } else { NotLetIn::SomebodyElse })
}

/// Ends the sessions of whoever signed out at the provider. `false` when it said so before.
pub(crate) async fn depart(station: &Station, way: &Way, logout: &Logout) -> Result<bool, Problem> {
    let mut tx = station.begin(&scope(way)).await?;
    if !store::spent::spend(&mut tx, "logout", &named(way, &logout.id), logout.until).await? {
        tx.leave().await?;
        return Ok(false);
    }
    let whose = (logout.subject.as_deref(), logout.session.as_deref());
    let found = provided::sessions(&mut tx, (&way.id, way.provider.issuer()), whose).await?;
    let mut ended = false;
    for (account, session) in found {
        ended |= sessions::end_one(&mut tx, account, session, "signed_out_at_provider").await?;
    }
    if ended {
        tx.commit().await?;
    } else {
        tx.commit_upkeep(Upkeep::Session).await?;
    }
    Ok(true)
}

fn proof(way: &Way, identity: &Identity) -> Proof {
    Proof {
        method: Method::Provider,
        assurance: way.mapping.assurance(identity),
        provider: Some((way.id.clone(), identity.session.clone())),
        device: String::new(),
        managed: way.mapping.managed(identity),
    }
}

fn subject(identity: &Identity) -> (&str, &str) {
    (&identity.issuer, &identity.subject)
}

fn codes(roles: &[Role]) -> Vec<&'static str> {
    roles.iter().map(|role| role.code()).collect()
}
