//! The route table as the running program gives it.

use super::sample::Sample;
use super::world::World;
use serde::Deserialize;

/// What sort of thing an address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    Public,
    Own,
    Desk,
    Api,
    Asset,
    Demo,
    Health,
}

/// Who may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Who {
    Anybody,
    Writer,
    Follower,
    Partner,
    Staff,
    Client,
}

/// One route.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Row {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) kind: Kind,
    pub(super) who: Who,
}

/// Every route.
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
}

impl Table {
    /// What the server says that it serves.
    pub(super) async fn of(world: &World) -> anyhow::Result<Self> {
        let rows = world.caller.get("/demo/routes").await?.json()?;
        Ok(Self { rows: serde_json::from_value(rows)? })
    }

    /// The route of a sample.
    pub(super) fn row(&self, sample: &Sample) -> Option<&Row> {
        self.rows.iter().find(|row| row.method == sample.method && row.path == sample.route)
    }

    /// What may be done at a path, as the header `Allow` says it, in the order of the letters.
    pub(super) fn allowed(&self, path: &str) -> Vec<String> {
        let rows = self.rows.iter().filter(|row| row.path == path);
        let mut allowed: Vec<String> = rows.map(|row| row.method.clone()).collect();
        if allowed.iter().any(|method| method == "GET") {
            allowed.push("HEAD".to_owned());
        }
        allowed.sort();
        allowed
    }

    /// Routes that no sample asks for, and samples that ask for no route.
    pub(super) fn unmatched(&self, samples: &[Sample]) -> Vec<String> {
        let asked =
            |row: &&Row| samples.iter().any(|it| it.method == row.method && it.route == row.path);
        let without = self.rows.iter().filter(|row| !asked(row));
        let without = without.map(|row| format!("{} {} has no sample", row.method, row.path));
        let strays = samples.iter().filter(|sample| self.row(sample).is_none());
        without.chain(strays.map(|it| format!("{} {} is no route", it.method, it.route))).collect()
    }
}
