//! What somebody who works here has to do with people outside: whose records they do not open, and
//! where they live. Kept as keyed hashes, so that nobody reads it and equal ones are still equal.

use crate::{Staff, epoch, store};
use kernel::{AccountId, Email, Instant, Phone, Postcode, Problem};
use policy::Record;
use serde_json::json;
use station::secrets::ServerKey;
use station::{Act, Entry, Tx};

/// A hash of how somebody is reached or where they live.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Token([u8; 16]);

impl Token {
    /// Of an e-mail address.
    #[must_use]
    pub fn of_email(key: &ServerKey, email: &Email) -> Self {
        Self::of(key, "email", &email.as_str().to_lowercase())
    }

    /// Of a telephone number.
    #[must_use]
    pub fn of_phone(key: &ServerKey, phone: &Phone) -> Self {
        Self::of(key, "phone", phone.as_str())
    }

    /// Of a whole postcode: some fifteen addresses, which is a street or a part of one.
    #[must_use]
    pub fn of_postcode(key: &ServerKey, postcode: &Postcode) -> Self {
        Self::of(key, "postcode", postcode.as_str())
    }

    fn of(key: &ServerKey, kind: &str, text: &str) -> Self {
        let mut mac = key.mac("interests", format!("{kind}:{text}").as_bytes()).into_iter();
        Self(std::array::from_fn(|_| mac.next().unwrap_or_default()))
    }

    /// Its bytes, as they are stored.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.0.to_vec()
    }

    /// From stored bytes; nothing when it is none.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
}

/// What somebody has to do with whoever is reached like this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// It is they themselves.
    Own,
    /// Somebody close to them.
    Family,
    /// Their interests are in conflict.
    Conflict,
    /// They live there.
    Home,
}

impl Relation {
    /// Every relation.
    pub const ALL: [Self; 4] = [Self::Own, Self::Family, Self::Conflict, Self::Home];

    /// As it is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Family => "family",
            Self::Conflict => "conflict",
            Self::Home => "home",
        }
    }

    /// The relation of a stored code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// What somebody declared.
#[derive(Clone, Debug, Default)]
pub struct Interests(Vec<(Token, Relation)>);

impl Interests {
    /// Their interests.
    pub async fn of(tx: &mut Tx<'_>, account: AccountId) -> Result<Self, Problem> {
        store::interests::of(tx, account).await.map(Self)
    }

    /// The hashes that keep a record out of their lists.
    #[must_use]
    pub fn barred(&self) -> Vec<Vec<u8>> {
        let barring = self.0.iter().filter(|(_, relation)| *relation != Relation::Home);
        barring.map(|(token, _)| token.bytes()).collect()
    }

    /// Whether one of these hashes has this to do with them.
    #[must_use]
    pub fn has(&self, relation: Relation, about: &[Token]) -> bool {
        self.0.iter().any(|(token, its)| *its == relation && about.contains(token))
    }

    /// A record that is about these hashes, as it has to do with them.
    #[must_use]
    pub fn mark(&self, record: Record, about: &[Token]) -> Record {
        Record {
            own: self.has(Relation::Own, about),
            family: self.has(Relation::Family, about),
            conflict: self.has(Relation::Conflict, about),
            ..record
        }
    }
}

/// Declares something of oneself. Whoever declared it before has it once.
pub async fn declare(
    tx: &mut Tx<'_>,
    staff: &Staff,
    relation: Relation,
    token: Token,
) -> Result<(), Problem> {
    declare_for(tx, staff.account(), relation, token).await
}

/// Declares something of somebody, for whoever sets their account up.
pub async fn declare_for(
    tx: &mut Tx<'_>,
    account: AccountId,
    relation: Relation,
    token: Token,
) -> Result<(), Problem> {
    store::interests::insert(tx, account, relation, token).await?;
    let entry = Entry::new(Act::Collection, "interest_declared", "account", account);
    tx.journal(entry.with(json!({ "relation": relation.code() }))).await?;
    epoch::changed(tx).await
}

/// What somebody declared, and when: never of whom, which nobody can read. The newest first.
pub async fn declared(
    tx: &mut Tx<'_>,
    account: AccountId,
) -> Result<Vec<(Relation, Instant)>, Problem> {
    store::interests::declared(tx, account).await
}

/// Whoever declared that they live there, of some accounts; for those who look at patterns.
pub async fn all_of(tx: &mut Tx<'_>) -> Result<Vec<(AccountId, Token, Relation)>, Problem> {
    store::interests::all(tx).await
}
