//! Other systems: each is let in in its own name, for what it needs, for a year at most, and never by a
//! person's session.
//!
//! It holds a secret that is shown once, or keeps a private key and sends assertions signed with it
//! (`private_key_jwt`, RFC 7523), for which it gets a token for some minutes. Whatever it holds is
//! known here by a hash; an end acts at the next request.

mod assertion;
mod limits;

pub use assertion::{Unusable, public_key};

use crate::{Staff, epoch, groups, store};
use jiff::SignedDuration;
use kernel::{AccountId, Actor, ClientId, ForceId, Instant, Problem, Purpose, Thing};
use limits::Limits;
use policy::Right;
use serde_json::json;
use station::secrets::{hex, random, same, sha256};
use station::{Act, Entry, Scope, Station, Tx};

/// The longest that one is let in.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 365);
/// How long a token lasts that was given for an assertion.
pub const TOKEN_LASTS: SignedDuration = SignedDuration::from_mins(10);
/// How many requests a minute one may make at most.
pub const HIGHEST_RATE: u32 = 6000;

/// What a system may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientScope {
    /// Fetch the list of contacts.
    ReadContacts,
    /// Send reports in its own name.
    SubmitReports,
}

impl ClientScope {
    /// Every scope.
    pub const ALL: [Self; 2] = [Self::ReadContacts, Self::SubmitReports];

    /// As it is stored and asked for.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ReadContacts => "contacts:read",
            Self::SubmitReports => "reports:submit",
        }
    }

    /// The scope of a code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.code() == code)
    }
}

/// What a system proves itself with.
pub(crate) enum Key {
    /// The hash of its secret.
    Secret(Vec<u8>),
    /// Its public key.
    Public(serde_json::Value),
}

/// A system to be let in.
#[derive(Clone, Debug)]
pub struct NewClient {
    /// What people call it.
    pub name: String,
    /// What it may do: at least one thing.
    pub scopes: Vec<ClientScope>,
    /// Its public key, as a JWK; with none it gets a secret.
    pub public_key: Option<serde_json::Value>,
    /// How many requests it may make a minute.
    pub rate_per_minute: u32,
    /// Until when, in real time.
    pub expires_at: Instant,
}

/// A system that was let in, as administrators see it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its id.
    pub id: ClientId,
    /// What people call it.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<ClientScope>,
    /// Whether it keeps a key of its own; else it has a secret of ours.
    pub by_key: bool,
    /// How many requests it may make a minute.
    pub rate_per_minute: u32,
    /// Who let it in.
    pub made_by: AccountId,
    /// When, in real time.
    pub made_at: Instant,
    /// Until when.
    pub expires_at: Instant,
    /// When its access was ended before that.
    pub ended_at: Option<Instant>,
}

/// A system that asks, and may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// Which one.
    pub id: ClientId,
    /// The force that lets it in.
    pub force: ForceId,
}

impl Client {
    /// A scope in its name, in the force that lets it in.
    #[must_use]
    pub fn scope(&self, purpose: Purpose) -> Scope {
        Scope::new(self.force.clone(), Actor::Client(self.id), purpose)
    }
}

/// Why a system gets nothing.
#[derive(Debug)]
pub enum Denied {
    /// Nobody is known by what it sent; which of many reasons it was, is not said.
    Unknown,
    /// It may not do this, or not in this force.
    NotItsScope,
    /// It asked more than it may: again after so many seconds.
    TooMany(u64),
    /// Something is broken, or busy.
    Problem(Problem),
}

impl From<Problem> for Denied {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

/// What is wrong with a system to be let in, by its field.
#[must_use]
pub fn faults(new: &NewClient, now: Instant) -> Vec<&'static str> {
    let key = new.public_key.as_ref().is_none_or(|key| public_key(key).is_ok());
    let right = [
        ("name", groups::is_name(&new.name)),
        ("scopes", !new.scopes.is_empty()),
        ("public_key", key),
        ("rate", (1..=HIGHEST_RATE).contains(&new.rate_per_minute)),
        ("expires", new.expires_at > now && new.expires_at <= now.plus(LONGEST)),
    ];
    right.into_iter().filter(|(_, right)| !right).map(|(field, _)| field).collect()
}

/// Lets a system in. Returns its id, and what it holds from now on: shown once; nothing where it keeps a
/// key of its own.
pub async fn make(
    tx: &mut Tx<'_>,
    staff: &Staff,
    new: &NewClient,
) -> Result<(ClientId, Option<String>), Problem> {
    staff.require_now(Right::ManageClients)?;
    if !faults(new, tx.real_now()).is_empty() {
        return Err(Problem::Conflict("a system that cannot be let in"));
    }
    let id = ClientId::new(tx.id());
    let secret = if new.public_key.is_some() { None } else { Some(hex(&random::<32>()?)) };
    let hash = secret.as_ref().map(|secret| sha256(secret.as_bytes()));
    let by = (id, staff.account());
    store::clients::insert(tx, by, new, (hash.as_ref(), new.public_key.as_ref())).await?;
    let scopes: Vec<&str> = new.scopes.iter().map(|scope| scope.code()).collect();
    let details = json!({
        "scopes": scopes, "rate_per_minute": new.rate_per_minute,
        "expires_at": new.expires_at.to_string(), "by_key": new.public_key.is_some(),
    });
    tx.journal(Entry::new(Act::Collection, "client_let_in", "client", id).with(details)).await?;
    epoch::changed(tx).await?;
    let force = tx.scope().force();
    Ok((id, secret.map(|secret| format!("blc.{force}.{id}.{secret}"))))
}

/// Ends a system's access, from its next request on.
pub async fn end(tx: &mut Tx<'_>, staff: &Staff, id: ClientId) -> Result<(), Problem> {
    staff.require_now(Right::ManageClients)?;
    if !store::clients::end(tx, id).await? {
        return Err(Problem::NotFound(Thing::Setting));
    }
    tx.journal(Entry::new(Act::Alteration, "client_ended", "client", id)).await?;
    epoch::changed(tx).await
}

/// The systems of the scope's force, the newest first.
pub async fn list(tx: &mut Tx<'_>) -> Result<Vec<Listed>, Problem> {
    store::clients::list(tx).await
}

/// What a system calls itself in its assertions: `iss` and `sub`.
#[must_use]
pub fn client_id_text(force: &ForceId, id: ClientId) -> String {
    format!("{force}.{id}")
}

/// Who holds a token, if they may do something in a force now. Asked at every request.
pub async fn admit(
    station: &Station,
    bearer: &str,
    (force, scope): (&ForceId, ClientScope),
) -> Result<Client, Denied> {
    let (theirs, held) = held(bearer).ok_or(Denied::Unknown)?;
    if station.forces().get(theirs.as_str()).is_none() {
        return Err(Denied::Unknown);
    }
    let asked = Scope::new(theirs.clone(), Actor::Public, Purpose::SigningIn);
    let mut tx = station.begin(&asked).await?;
    let living = who(&mut tx, &held).await?;
    tx.leave().await?;
    let living = living.ok_or(Denied::Unknown)?;
    let limits = station.kept::<Limits>();
    limits.count(living.id, living.rate_per_minute).map_err(Denied::TooMany)?;
    if theirs != *force || !living.scopes.contains(&scope) {
        return Err(Denied::NotItsScope);
    }
    Ok(Client { id: living.id, force: theirs })
}

/// What was sent, by its kind.
enum Held {
    Secret(ClientId, String),
    Token([u8; 32]),
}

fn held(bearer: &str) -> Option<(ForceId, Held)> {
    let mut parts = bearer.split('.');
    let (kind, force) = (parts.next()?, ForceId::parse(parts.next()?).ok()?);
    let held = match kind {
        "blc" => Held::Secret(parts.next()?.parse().ok()?, parts.next()?.to_owned()),
        "blt" => Held::Token(sha256(parts.next()?.as_bytes())),
        _ => return None,
    };
    parts.next().is_none().then_some((force, held))
}

async fn who(tx: &mut Tx<'_>, held: &Held) -> Result<Option<store::clients::Living>, Problem> {
    match held {
        Held::Secret(id, secret) => {
            let found = store::clients::living(tx, *id).await?;
            let hash = sha256(secret.as_bytes());
            Ok(found.filter(|it| matches!(&it.key, Key::Secret(kept) if same(kept, &hash))))
        }
        Held::Token(hash) => match store::clients::of_token(tx, hash).await? {
            Some(id) => store::clients::living(tx, id).await,
            None => Ok(None),
        },
    }
}

/// Gives a token for an assertion that a system signed with its key. An assertion counts once, and for
/// five minutes at most. `audience` is the address at which it was sent.
pub async fn token_for(
    station: &Station,
    assertion: &str,
    audience: &str,
) -> Result<String, Denied> {
    let claims = assertion::claims(assertion).ok_or(Denied::Unknown)?;
    let (force, id) = claims.client().ok_or(Denied::Unknown)?;
    if station.forces().get(force.as_str()).is_none() {
        return Err(Denied::Unknown);
    }
    let client = Client { id, force };
    let mut tx = station.begin(&client.scope(Purpose::SigningIn)).await?;
    let now = tx.real_now();
    let living = store::clients::living(&mut tx, id).await?;
    let Some(living) = living else { return deny(tx).await };
    let Key::Public(key) = &living.key else { return deny(tx).await };
    if !assertion::holds(assertion, &claims, (key, audience), now) {
        return deny(tx).await;
    }
    let limits = station.kept::<Limits>();
    limits.count(living.id, living.rate_per_minute).map_err(Denied::TooMany)?;
    let used = (id, claims.expires_at().ok_or(Denied::Unknown)?);
    if !store::clients::use_assertion(&mut tx, &sha256(claims.jti.as_bytes()), used).await? {
        return deny(tx).await;
    }
    let secret = hex(&random::<32>()?);
    let ends_at = now.plus(TOKEN_LASTS);
    store::clients::insert_token(&mut tx, &sha256(secret.as_bytes()), (id, ends_at)).await?;
    tx.journal(Entry::new(Act::Alteration, "client_signed_in", "client", id)).await?;
    tx.commit().await?;
    Ok(format!("blt.{}.{secret}", client.force))
}

async fn deny(tx: Tx<'_>) -> Result<String, Denied> {
    tx.leave().await?;
    Err(Denied::Unknown)
}

#[cfg(test)]
mod tests {
    use super::{ClientScope, Held, NewClient, faults, held};
    use jiff::SignedDuration;
    use kernel::Instant;

    #[test]
    fn only_what_we_give_out_is_read_as_a_token() {
        let id = "01990a5d-ac96-774b-bcce-b302099a8052";
        let secret = format!("blc.humberside.{id}.abc");
        assert!(matches!(held(&secret), Some((_, Held::Secret(..)))));
        assert!(matches!(held("blt.humberside.abc"), Some((_, Held::Token(_)))));
        for bad in
            ["", "blc", "blc.humberside", "blc.humberside.x.y", "humberside.abc", "blt.x.y.z"]
        {
            assert!(held(bad).is_none(), "{bad}");
        }
        assert!(held(&format!("{secret}.more")).is_none());
    }

    #[test]
    fn a_system_has_a_name_a_scope_a_rate_and_a_year_at_most() {
        let now = Instant::new("2026-11-27T09:00:00Z".parse().unwrap());
        let good = NewClient {
            name: "Records system".to_owned(),
            scopes: vec![ClientScope::ReadContacts],
            public_key: None,
            rate_per_minute: 60,
            expires_at: now.plus(SignedDuration::from_hours(24 * 365)),
        };
        let check = |new: NewClient, wrong: &[&str]| assert_eq!(faults(&new, now), wrong);
        check(good.clone(), &[]);
        check(NewClient { name: String::new(), ..good.clone() }, &["name"]);
        check(NewClient { scopes: vec![], ..good.clone() }, &["scopes"]);
        check(NewClient { public_key: Some("key".into()), ..good.clone() }, &["public_key"]);
        check(NewClient { rate_per_minute: 0, ..good.clone() }, &["rate"]);
        check(NewClient { rate_per_minute: 6001, ..good.clone() }, &["rate"]);
        check(NewClient { expires_at: now, ..good.clone() }, &["expires"]);
        let over = good.expires_at.plus(SignedDuration::from_secs(1));
        check(NewClient { expires_at: over, ..good }, &["expires"]);
    }
}
