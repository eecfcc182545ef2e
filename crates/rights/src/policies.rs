//! What a force adds to the national policies: one person proposes it and another approves it; then it
//! holds from the next request on.

use crate::second::{Deed, RequestApproved};
use crate::{Staff, epoch, rulebook, second, store};
use kernel::{ForceId, Instant, PolicyId, Problem, Thing};
pub use policy::Readable;
use policy::{Addition, Right};
use serde_json::json;
use station::jobs::{Doing, Job};
use station::{Act, Entry, Tx};

/// Adding a policy. Its request's details hold `name` and `text`.
pub const ADD: Deed = Deed { code: "policy_added", right: Right::ManagePolicies };
/// Ending one. Its request's thing is the policy's id.
pub const END: Deed = Deed { code: "policy_ended", right: Right::ManagePolicies };

/// A policy that a force added.
#[derive(Clone, Debug)]
pub struct Added {
    /// Its id.
    pub id: PolicyId,
    /// What it is called.
    pub name: String,
    /// The policies, in the Cedar language.
    pub text: String,
    /// Why it was added.
    pub why: String,
    /// Since when it holds.
    pub added_at: Instant,
}

/// What the transaction's force added, in its order.
pub async fn added(tx: &mut Tx<'_>) -> Result<Vec<Added>, Problem> {
    let rows = store::policies::in_force(tx).await?;
    let added = |row: store::policies::Row| Added {
        id: row.id,
        name: row.name,
        text: row.text,
        why: row.why,
        added_at: row.added_at,
    };
    Ok(rows.into_iter().map(added).collect())
}

/// What a text would say, beside the policies that hold for somebody; what is wrong with it otherwise.
pub async fn check(
    staff: &Staff,
    name: &str,
    text: &str,
) -> Result<Result<Vec<Readable>, Vec<String>>, Problem> {
    let force = staff.force().clone();
    let new = Addition { force, name: name.to_owned(), text: text.to_owned() };
    let policies = staff.policies().clone();
    let checked = tokio::task::spawn_blocking(move || policies.check(&new)).await;
    let said = |faults: Vec<policy::Fault>| faults.iter().map(ToString::to_string).collect();
    Ok(checked.map_err(Problem::broken)?.map_err(said))
}

/// What texts would say together beside the national policies, each under its name; what is wrong with
/// them otherwise.
pub fn try_together(
    force: &ForceId,
    texts: &[(String, String)],
) -> Result<Vec<Readable>, Vec<String>> {
    let addition = |(name, text): &(String, String)| Addition {
        force: force.clone(),
        name: name.clone(),
        text: text.clone(),
    };
    let all: Vec<Addition> = texts.iter().map(addition).collect();
    match policy::Policies::of(&all) {
        Ok(policies) => Ok(policies.readable().iter().filter(|it| !it.national).cloned().collect()),
        Err(faults) => Err(faults.iter().map(ToString::to_string).collect()),
    }
}

/// Adds a policy to those of the transaction's force. It is compiled with the others first: what does
/// not compile, or gives what a force does not give, is refused with what is wrong.
pub async fn add(
    tx: &mut Tx<'_>,
    (name, text, why): (&str, &str, &str),
) -> Result<PolicyId, Problem> {
    let force = tx.scope().force().clone();
    let new = Addition { force, name: name.to_owned(), text: text.to_owned() };
    let mut all = rulebook::additions(tx).await?;
    if all.iter().any(|there| there.name == new.name) {
        return Err(Problem::Conflict("a policy of that name is in force"));
    }
    all.push(new);
    policy::Policies::of(&all).map_err(|faults| {
        let field = |fault: policy::Fault| kernel::FieldProblem {
            field: "text".to_owned(),
            message: fault.to_string(),
        };
        Problem::Invalid(faults.into_iter().map(field).collect())
    })?;
    let id = PolicyId::new(tx.id());
    if !store::policies::insert(tx, id, (name, text, why)).await? {
        return Err(Problem::Conflict("a policy of that name is in force"));
    }
    let entry = Entry::new(Act::Collection, "policy_in_force", "policy", id);
    tx.journal(entry.with(json!({ "name": name }))).await?;
    epoch::changed(tx).await?;
    Ok(id)
}

/// How many additions the transaction's force has, and what is wrong with them as this program compiles
/// them: nothing, unless they were added with another.
pub async fn look(tx: &mut Tx<'_>) -> Result<(usize, Vec<String>), Problem> {
    let all = rulebook::additions(tx).await?;
    let faults = policy::Policies::of(&all).err().unwrap_or_default();
    Ok((all.len(), faults.iter().map(ToString::to_string).collect()))
}

/// Ends a policy of the transaction's force.
pub async fn end(tx: &mut Tx<'_>, id: PolicyId) -> Result<(), Problem> {
    if !store::policies::end(tx, id).await? {
        return Err(Problem::NotFound(Thing::Setting));
    }
    tx.journal(Entry::new(Act::Alteration, "policy_out_of_force", "policy", id)).await?;
    epoch::changed(tx).await
}

/// The job that does what a second person approved.
pub(crate) fn changing() -> Job {
    Job::new("change_policies", |tx, payload| change(tx, payload)).on::<RequestApproved>()
}

fn change<'t>(tx: &'t mut Tx<'_>, payload: serde_json::Value) -> Doing<'t> {
    Box::pin(async move {
        let approved: RequestApproved = serde_json::from_value(payload).map_err(Problem::broken)?;
        let request = approved.request;
        if approved.deed == ADD.code {
            let request = second::use_up(tx, request, ADD).await?;
            let text = |key: &str| request.details.get(key).and_then(|it| it.as_str());
            let said = |key: &str| text(key).unwrap_or_default().to_owned();
            add(tx, (&said("name"), &said("text"), &request.reason)).await.map(|_| ())
        } else if approved.deed == END.code {
            let request = second::use_up(tx, request, END).await?;
            end(tx, request.thing_id.parse().map_err(Problem::broken)?).await
        } else {
            Ok(())
        }
    })
}
