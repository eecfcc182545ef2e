//! The policies of each force as this process compiled them, until they change.

use crate::store;
use kernel::{AccountId, ForceId, Problem};
use policy::{Addition, Person, Policies, Rights};
use station::Tx;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// How many different people are remembered a force: about as many as roles, ranks and units make.
const MOST: usize = 4096;

static NATIONAL: LazyLock<Result<Policies, String>> = LazyLock::new(|| {
    Policies::national()
        .map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
});

/// The national policies, as they came with the program.
pub fn national() -> Result<&'static Policies, Problem> {
    NATIONAL.as_ref().map_err(|fault| Problem::broken(fault.clone()))
}

/// What a force has compiled: kept by the station.
#[derive(Default)]
pub(crate) struct Rulebook(Mutex<HashMap<ForceId, Arc<Chapter>>>);

/// The policies of one force at one epoch.
pub(crate) struct Chapter {
    epoch: i64,
    pub(crate) policies: Policies,
    /// What each kind of person may do at all; the account is left out of it.
    rights: Mutex<HashMap<Person, Rights>>,
}

impl Chapter {
    /// What somebody may do at all.
    pub(crate) fn rights_of(&self, person: &Person) -> Rights {
        let anybody = Person { account: AccountId::NOBODY, ..person.clone() };
        if let Some(rights) = self.known(&anybody) {
            return rights;
        }
        let rights = self.policies.rights_of(&anybody);
        let mut all = self.rights.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.clear();
        }
        all.insert(anybody, rights);
        rights
    }

    fn known(&self, person: &Person) -> Option<Rights> {
        self.rights.lock().unwrap_or_else(PoisonError::into_inner).get(person).copied()
    }
}

/// The policies of the transaction's force, which are at this epoch: compiled again if they have
/// changed since, in whichever process that was.
pub(crate) async fn chapter(tx: &mut Tx<'_>, epoch: i64) -> Result<Arc<Chapter>, Problem> {
    let (book, force) = (tx.station().kept::<Rulebook>(), tx.scope().force().clone());
    if let Some(chapter) = book.at(&force, epoch) {
        return Ok(chapter);
    }
    let additions = additions(tx).await?;
    let policies = if additions.is_empty() {
        national()?.clone()
    } else {
        let compiled = tokio::task::spawn_blocking(move || Policies::of(&additions)).await;
        compiled.map_err(Problem::broken)?.map_err(|faults| {
            let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
            Problem::broken(format!("a policy that {force} added: {}", faults.join("; ")))
        })?
    };
    let chapter = Arc::new(Chapter { epoch, policies, rights: Mutex::default() });
    let mut all = book.0.lock().unwrap_or_else(PoisonError::into_inner);
    all.insert(tx.scope().force().clone(), chapter.clone());
    Ok(chapter)
}

impl Rulebook {
    fn at(&self, force: &ForceId, epoch: i64) -> Option<Arc<Chapter>> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(force).filter(|chapter| chapter.epoch == epoch).cloned()
    }
}

/// What the transaction's force added.
pub(crate) async fn additions(tx: &mut Tx<'_>) -> Result<Vec<Addition>, Problem> {
    let force = tx.scope().force().clone();
    let rows = store::policies::in_force(tx).await?;
    let addition = |row: store::policies::Row| Addition {
        force: force.clone(),
        name: row.name,
        text: row.text,
    };
    Ok(rows.into_iter().map(addition).collect())
}
