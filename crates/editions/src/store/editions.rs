//! Editions: their texts, and what became of them.

use super::{reach, version};
use crate::rules::Person;
use kernel::{AccountId, ForceId, Instant, Problem, Thing};
use services::{Reach, Texts};
use station::secrets::sha256;
use station::{Tx, problem};

/// An edition as it is kept.
pub(crate) struct Kept {
    pub(crate) service: String,
    pub(crate) version: u32,
    pub(crate) texts: Texts,
    pub(crate) shared: Vec<(String, String)>,
    pub(crate) welsh_by: Option<jiff::civil::Date>,
}

/// An edition to be kept.
pub(crate) struct New<'a> {
    pub(crate) service: &'a str,
    pub(crate) version: u32,
    pub(crate) texts: &'a Texts,
    pub(crate) shared: &'a [(String, String)],
    pub(crate) welsh_by: Option<jiff::civil::Date>,
    pub(crate) note: &'a str,
    pub(crate) author: Option<&'a Person>,
}

/// Keeps an edition; `false` when there is one of that version.
pub(crate) async fn insert(tx: &mut Tx<'_>, new: &New<'_>) -> Result<bool, Problem> {
    let now = tx.now();
    let texts = serde_json::to_value(new.shared).map_err(Problem::broken)?;
    let hash = sha256(texts.to_string().as_bytes());
    let welsh = new.texts.welsh.as_ref().filter(|_| new.welsh_by.is_none());
    let done = sqlx::query!(
        "with shared as (
             insert into editions.shared_texts (hash, texts) values ($4, $5)
             on conflict (hash) do nothing
         )
         insert into editions.editions
             (service_id, version, english, welsh, tests, shared, welsh_by, note, made_at,
              by_force, by_account, by_name)
         values ($1, $2, $3, $6, $7, $4, $8::text::date, $9, $10, $11, $12, $13)
         on conflict (service_id, version) do nothing",
        new.service,
        version(new.version)?,
        new.texts.english,
        hash.as_slice(),
        texts,
        welsh,
        new.texts.tests,
        new.welsh_by.map(|by| by.to_string()),
        new.note,
        now as _,
        new.author.map(|author| author.force.as_str()),
        new.author.map(|author| author.account.uuid()),
        new.author.map(|author| author.name.as_str()),
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() == 1)
}

/// Every edition that is kept, by service and version.
pub(crate) async fn names(tx: &mut Tx<'_>) -> Result<Vec<(String, u32)>, Problem> {
    let rows = sqlx::query!("select service_id, version from editions.editions order by 1, 2")
        .fetch_all(tx.connection())
        .await
        .map_err(problem)?;
    let name = |version| u32::try_from(version).map_err(Problem::broken);
    rows.into_iter().map(|row| Ok((row.service_id, name(row.version)?))).collect()
}

/// One edition with all that it is compiled of.
pub(crate) async fn kept(
    tx: &mut Tx<'_>,
    service: &str,
    number: u32,
) -> Result<Option<Kept>, Problem> {
    let row = sqlx::query!(
        r#"select edition.english, edition.welsh, edition.tests, edition.welsh_by::text,
                shared.texts as "shared: sqlx::types::Json<Vec<(String, String)>>"
         from editions.editions as edition
         join editions.shared_texts as shared on shared.hash = edition.shared
         where edition.service_id = $1 and edition.version = $2"#,
        service,
        version(number)?
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?;
    let Some(row) = row else { return Ok(None) };
    let welsh_by = row.welsh_by.map(|by| by.parse()).transpose().map_err(Problem::broken)?;
    Ok(Some(Kept {
        service: service.to_owned(),
        version: number,
        texts: Texts { english: row.english, welsh: row.welsh, tests: row.tests },
        shared: row.shared.0,
        welsh_by,
    }))
}

/// What an edition was written in. Not found when there is none of that version.
pub async fn text(tx: &mut Tx<'_>, service: &str, version: u32) -> Result<Texts, Problem> {
    let found = kept(tx, service, version).await?;
    found.map(|kept| kept.texts).ok_or(Problem::NotFound(Thing::Service))
}

/// An edition in the history of its service.
#[derive(Clone, Debug)]
pub struct Published {
    /// Its version.
    pub version: u32,
    /// When it became an edition.
    pub at: Instant,
    /// Who wrote it; nobody when it came with the program.
    pub author: Option<Person>,
    /// What is new in it.
    pub note: String,
    /// The day by which its Welsh follows, of one that was published without.
    pub welsh_by: Option<jiff::civil::Date>,
}

/// The editions of a service, the newest first.
pub async fn published(tx: &mut Tx<'_>, service: &str) -> Result<Vec<Published>, Problem> {
    let rows = sqlx::query!(
        r#"select version, made_at as "made_at: Instant", by_force,
                by_account as "by_account: AccountId", by_name, note, welsh_by::text
         from editions.editions where service_id = $1 order by version desc"#,
        service
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let author = match (row.by_force, row.by_account, row.by_name) {
            (Some(force), Some(account), Some(name)) => {
                let force = ForceId::parse(&force).map_err(Problem::broken)?;
                Some(Person { force, account, name })
            }
            _ => None,
        };
        found.push(Published {
            version: u32::try_from(row.version).map_err(Problem::broken)?,
            at: row.made_at,
            author,
            note: row.note,
            welsh_by: row.welsh_by.map(|by| by.parse()).transpose().map_err(Problem::broken)?,
        });
    }
    Ok(found)
}

/// Something that was decided about a service.
#[derive(Clone, Debug)]
pub struct Decided {
    /// For whom.
    pub reach: Reach,
    /// The edition that is offered from then on, where that was it.
    pub version: Option<u32>,
    /// Whether it was closed; otherwise, without a version, it was opened.
    pub closes: bool,
    /// When.
    pub at: Instant,
    /// By whom.
    pub name: String,
    /// Why.
    pub reason: String,
}

/// What was decided about a service, the latest first.
pub async fn history(tx: &mut Tx<'_>, service: &str) -> Result<Vec<Decided>, Problem> {
    let rows = sqlx::query!(
        r#"select forces, version, closes as "closes!", at as "at!: Instant", name as "name!",
                reason as "reason!"
         from (
             select place, forces, version, false as closes, at, approved_name as name, reason
             from editions.publications where service_id = $1
             union all
             select place, forces, null, closes, at, by_name, reason
             from editions.closures where service_id = $1
         ) as decided order by place desc limit 200"#,
        service
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    let mut history = Vec::with_capacity(rows.len());
    for row in rows {
        let version = row.version.and_then(|version| u32::try_from(version).ok());
        history.push(Decided {
            reach: reach(row.forces)?,
            version,
            closes: row.closes,
            at: row.at,
            name: row.name,
            reason: row.reason,
        });
    }
    Ok(history)
}
