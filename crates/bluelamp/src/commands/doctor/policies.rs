//! Whether every policy that a force added compiles with this program.

use anyhow::ensure;
use kernel::{Actor, Purpose};
use station::{Scope, Station};

/// What to do about one that does not.
pub(super) const REMEDY: &str = "nobody gets in at that force's desk: run the program that it was added with, or end the policy";

/// How many there are; fails with those that do not compile.
pub(super) async fn look(station: &Station) -> anyhow::Result<String> {
    let national = rights::national()?.readable().len();
    let (mut own, mut broken) = (0, Vec::new());
    for force in station.forces().iter() {
        let scope = Scope::new(force.id.clone(), Actor::System("doctor"), Purpose::Administration);
        let mut tx = station.begin(&scope).await?;
        let (count, faults) = rights::policies::look(&mut tx).await?;
        tx.leave().await?;
        own += count;
        broken.extend(faults.iter().map(|fault| format!("{}: {fault}", force.id)));
    }
    ensure!(broken.is_empty(), "{}", broken.join("; "));
    Ok(format!("{national} national, {own} of forces"))
}
