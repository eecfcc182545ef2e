//! Who writes: somebody who works here, whose rights are asked, or the program itself.

use crate::form::Form;
use kernel::{AccountId, Actor, Problem, Reason};
use rights::{Record, Right, Staff};
use station::Tx;

/// Who writes something down.
#[derive(Clone, Copy, Debug)]
pub enum By<'a> {
    /// A member of staff: the policies are asked.
    Staff(&'a Staff),
    /// The program, in a transaction of its own: what it was told becomes a record.
    Program,
}

impl By<'_> {
    /// The account, if it is one's.
    pub(crate) fn account(self) -> Option<AccountId> {
        match self {
            Self::Staff(staff) => Some(staff.account()),
            Self::Program => None,
        }
    }

    /// Refuses whoever may not write down such things at all.
    pub(crate) fn require(self, tx: &Tx<'_>, form: Form) -> Result<(), Problem> {
        match self {
            Self::Staff(staff) => {
                let record = Record::plain(form.kind(), tx.scope().force().clone());
                let purpose = tx.scope().purpose();
                let decision = staff.decide(Right::WriteRecords, &record, purpose, false);
                if decision.allowed { Ok(()) } else { Err(Problem::Refused(Reason::NotYourRole)) }
            }
            Self::Program => Self::is_the_program(tx),
        }
    }

    /// Refuses when somebody's transaction is passed off as the program's.
    pub(crate) fn is_the_program(tx: &Tx<'_>) -> Result<(), Problem> {
        match tx.scope().actor() {
            Actor::System(_) => Ok(()),
            _ => Err(Problem::broken("a person's transaction is not the program's")),
        }
    }
}
