//! Who needs to know of a record: how it is marked, who may open it, whom it is about, and what a list
//! leaves out for whoever looks at it.

use crate::Staff;
use crate::interests::{Interests, Token};
use kernel::{AccountId, Problem};
use policy::{Decision, Kind, Marking, Record, Right, Vetting};
use station::Tx;
use std::collections::HashMap;

/// What keeps a record from some of those whose role would open it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protection {
    /// How it is marked.
    pub marking: Marking,
    /// Who needs to know, where not everybody does.
    pub restricted: Option<NeedToKnow>,
    /// The operation that it belongs to, by its id.
    pub operation: Option<String>,
}

/// A list of those who need to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedToKnow {
    /// Who they are.
    pub open_to: Vec<AccountId>,
    /// Whether others are not even told that it exists.
    pub hidden: bool,
    /// Whom others can ask.
    pub ask: String,
}

/// The columns in which a record's protection is stored, beside whatever else it has.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The code of its marking.
    pub marking: String,
    /// Whether only those who need to know open it.
    pub restricted: bool,
    /// Those who need to know.
    pub open_to: Vec<AccountId>,
    /// Whether others are not told that it exists.
    pub hidden: bool,
    /// Whom others can ask.
    pub ask: Option<String>,
    /// The operation that it belongs to.
    pub operation: Option<String>,
    /// Hashes of how the people in it are reached and where they live.
    pub about: Vec<Vec<u8>>,
}

/// What is stored of it, with the hashes of how the people in it are reached.
#[derive(Clone, Debug)]
pub struct Kept {
    /// What keeps it from some.
    pub protection: Protection,
    /// Whom it is about.
    pub about: Vec<Token>,
}

impl Protection {
    /// Of a record that is open to whoever reads such records.
    pub const NONE: Self = Self { marking: Marking::Official, restricted: None, operation: None };
}

impl Stored {
    /// A marking that this program does not know is the highest that it knows.
    #[must_use]
    pub fn kept(self) -> Kept {
        let (open_to, hidden) = (self.open_to, self.hidden);
        let ask = self.ask.unwrap_or_default();
        let protection = Protection {
            marking: Marking::of_code(&self.marking).unwrap_or(Marking::Secret),
            restricted: self.restricted.then_some(NeedToKnow { open_to, hidden, ask }),
            operation: self.operation,
        };
        let about = self.about.iter().filter_map(|bytes| Token::from_bytes(bytes)).collect();
        Kept { protection, about }
    }
}

impl Kept {
    /// The record as policies ask about it.
    #[must_use]
    pub fn record(&self, kind: Kind, tx: &Tx<'_>, staff: &Staff, interests: &Interests) -> Record {
        let restricted = self.protection.restricted.as_ref();
        let record = Record {
            marking: self.protection.marking,
            restricted: restricted.is_some(),
            listed: restricted.is_some_and(|it| it.open_to.contains(&staff.account())),
            operation: self.protection.operation.clone(),
            ..Record::plain(kind, tx.scope().force().clone())
        };
        interests.mark(record, &self.about)
    }

    /// Whether those who do not need to know are not even told that it exists.
    #[must_use]
    pub fn is_hidden(&self) -> bool {
        self.protection.restricted.as_ref().is_some_and(|it| it.hidden)
    }
}

/// What a list leaves out for whoever looks at it: what is hidden from them, what is about them or those
/// close to them, and what they are not vetted for. Each row is asked about again.
pub struct Sight {
    right: Right,
    account: AccountId,
    barred: Vec<Vec<u8>>,
    markings: Vec<String>,
    interests: Interests,
    /// What was decided already: of most that is in a list nothing particular is known, and equal facts
    /// have one answer.
    decided: HashMap<Record, bool>,
}

impl Sight {
    /// Of somebody who looks at a list with a right.
    pub async fn of(tx: &mut Tx<'_>, staff: &Staff, right: Right) -> Result<Self, Problem> {
        let interests = Interests::of(tx, staff.account()).await?;
        let vetting = staff.person().vetting;
        let reads = |marking: &&Marking| match marking {
            Marking::Official => true,
            Marking::OfficialSensitive => vetting >= Vetting::Recruitment,
            Marking::Secret => vetting >= Vetting::Sc,
        };
        let markings = Marking::ALL.iter().filter(reads).map(|it| it.code().to_owned()).collect();
        let (account, barred) = (staff.account(), interests.barred());
        Ok(Self { right, account, barred, markings, interests, decided: HashMap::new() })
    }

    /// Whose sight it is, for a query.
    #[must_use]
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// The hashes of whom it must not be about, for a query.
    #[must_use]
    pub fn barred(&self) -> &[Vec<u8>] {
        &self.barred
    }

    /// The markings that they are vetted for, for a query.
    #[must_use]
    pub fn markings(&self) -> &[String] {
        &self.markings
    }

    /// Whether the policies let them have one.
    pub fn admits(&mut self, tx: &Tx<'_>, staff: &Staff, (kind, kept): (Kind, &Kept)) -> bool {
        let record = kept.record(kind, tx, staff, &self.interests);
        let (purpose, right) = (tx.scope().purpose(), self.right);
        *self
            .decided
            .entry(record)
            .or_insert_with_key(|record| staff.decide(right, record, purpose, false).allowed)
    }
}

/// A door that stays closed: what whoever stands before it may know.
#[derive(Clone, Debug)]
pub struct Door {
    /// What is behind it, as whoever stands before it may call it.
    pub called: String,
    /// What was decided, and by which policies.
    pub decision: Decision,
    /// Whom to ask, where it is restricted.
    pub ask: Option<String>,
    /// Whether they may open it in an emergency.
    pub may_break_glass: bool,
}

impl Door {
    /// The door of a record for somebody who would read it with a right. Not to be shown of what is
    /// hidden.
    pub async fn of(
        tx: &mut Tx<'_>,
        staff: &Staff,
        (right, kind): (Right, Kind),
        (kept, called): (&Kept, String),
    ) -> Result<Self, Problem> {
        let interests = Interests::of(tx, staff.account()).await?;
        let record = kept.record(kind, tx, staff, &interests);
        let purpose = tx.scope().purpose();
        let decision = staff.decide(right, &record, purpose, false);
        let breaking = staff.decide(Right::BreakGlass, &record, purpose, false);
        let behind = staff.decide(right, &record, purpose, true);
        let may_break = breaking.allowed || breaking.only_asks_to_prove_again();
        let ask = kept.protection.restricted.as_ref().map(|it| it.ask.clone());
        Ok(Self { called, decision, ask, may_break_glass: may_break && behind.allowed })
    }

    /// Opens what is behind it in an emergency, for a while: its kind and id, as the journal has them.
    pub async fn break_glass(
        &self,
        tx: &mut Tx<'_>,
        staff: &Staff,
        (thing, id): (&'static str, &str),
        reason: &str,
    ) -> Result<(), Problem> {
        if self.decision.allowed {
            return Err(Problem::Conflict("nothing is in the way"));
        }
        if !self.may_break_glass {
            return Err(Problem::Refused(crate::reason(&self.decision)));
        }
        let behind = crate::glass::Behind { thing, id, called: &self.called };
        crate::glass::break_glass(tx, staff, behind, reason).await.map(|_| ())
    }
}
