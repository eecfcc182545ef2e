//! `/demo/invariants`: `[]` when all holds.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use counter::Fault;
use evidence::Vault;
use kernel::{Actor, ForceId, Problem, Purpose};
use serde_json::{Value, json};
use services::pages::Hall;
use station::{Act, Entry, Scope, Tx, jobs, ledger};

/// Does what is due, then looks: `[{"force", "broken"}]`.
pub(super) async fn read(
    State(hall): State<Hall>,
    Extension(vault): Extension<Vault>,
) -> Result<Response, Fault> {
    jobs::work_through(&hall.station).await?;
    for force in hall.station.forces().iter() {
        vault.check_due(&force.id).await?;
    }
    ledger::seal_all(&hall.station).await?;
    let mut broken: Vec<Value> = Vec::new();
    for force in hall.station.forces().iter() {
        let found = of_force(&vault, &force.id).await?;
        broken.extend(found.iter().map(|what| json!({ "force": force.id, "broken": what })));
    }
    Ok(Json(broken).into_response())
}

async fn of_force(vault: &Vault, force: &ForceId) -> Result<Vec<String>, Problem> {
    let scope = Scope::new(force.clone(), Actor::System("invariants"), Purpose::Demonstration);
    let mut tx = vault.station().begin(&scope).await?;
    let broken = look(vault, &mut tx).await?;
    if broken.is_empty() {
        tx.leave().await?;
    } else {
        tx.journal(Entry::new(Act::Consultation, "found_broken", "force", force)).await?;
        tx.commit().await?;
    }
    Ok(broken)
}

async fn look(vault: &Vault, tx: &mut Tx<'_>) -> Result<Vec<String>, Problem> {
    // First: it looks at one state of everything.
    let mut broken: Vec<String> = match ledger::verify(tx).await? {
        Ok(_) => Vec::new(),
        Err(found) => vec![format!("the journal does not verify: {found}")],
    };
    broken.extend(station::invariants::broken(tx).await?);
    broken.extend(evidence::invariants::broken(vault, tx).await?);
    broken.extend(reports::invariants::broken(tx).await?);
    broken.extend(contact::invariants::broken(tx).await?);
    broken.extend(partners::invariants::broken(tx).await?);
    Ok(broken)
}
