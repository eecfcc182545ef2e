//! A new table beside the old, filled, indexed and put in its place: all in one transaction, whose
//! last moment alone keeps readers waiting.

use crate::faults::problem;
use kernel::{Instant, Problem};
use sqlx::postgres::PgCopyIn;
use sqlx::{Connection, PgConnection};

/// Held while one loads: a second is turned away.
const LOADING: i64 = 0x706c_6163_6573;

/// What is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Postcodes.
    Postcodes,
    /// Boundaries of police areas.
    Boundaries,
    /// Addresses.
    Addresses,
}

/// What is kept of a file that was loaded.
#[derive(Clone, Debug)]
pub(crate) struct NewFile {
    pub(crate) name: String,
    pub(crate) at: Instant,
    pub(crate) entries: u64,
    pub(crate) passed_over: u64,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Postcodes => "postcodes",
            Self::Boundaries => "boundaries",
            Self::Addresses => "addresses",
        }
    }

    const fn make(self) -> &'static str {
        match self {
            Self::Postcodes => {
                "create table station.postcodes_next
                     (like station.postcodes including comments including constraints)"
            }
            Self::Boundaries => {
                "create table station.borders_next
                     (like station.borders including comments including constraints)"
            }
            Self::Addresses => {
                "create table station.addresses_next
                     (like station.addresses including comments including constraints)"
            }
        }
    }

    const fn copy(self) -> &'static str {
        match self {
            Self::Postcodes => {
                "copy station.postcodes_next
                     (postcode, area_code, council_code, latitude, longitude, ended)
                 from stdin"
            }
            Self::Boundaries => "copy station.borders_next (area_code, extent, line) from stdin",
            Self::Addresses => {
                "copy station.addresses_next (postcode, uprn, line1, line2, town) from stdin"
            }
        }
    }

    const fn replace(self) -> &'static str {
        match self {
            Self::Postcodes => {
                "alter table station.postcodes_next add primary key (postcode);
                 analyze station.postcodes_next;
                 do $$ begin execute format('comment on table station.postcodes_next is %L',
                     obj_description('station.postcodes'::regclass)); end $$;
                 grant select on station.postcodes_next to bluelamp_app;
                 drop table station.postcodes;
                 alter table station.postcodes_next rename to postcodes;
                 alter index station.postcodes_next_pkey rename to postcodes_pkey"
            }
            Self::Boundaries => {
                "create index borders_next_extent on station.borders_next using gist (extent);
                 analyze station.borders_next;
                 do $$ begin execute format('comment on table station.borders_next is %L',
                     obj_description('station.borders'::regclass)); end $$;
                 grant select on station.borders_next to bluelamp_app;
                 drop table station.borders;
                 alter table station.borders_next rename to borders;
                 alter index station.borders_next_extent rename to borders_extent"
            }
            Self::Addresses => {
                "create index addresses_next_postcode on station.addresses_next (postcode);
                 analyze station.addresses_next;
                 do $$ begin execute format('comment on table station.addresses_next is %L',
                     obj_description('station.addresses'::regclass)); end $$;
                 grant select on station.addresses_next to bluelamp_app;
                 drop table station.addresses;
                 alter table station.addresses_next rename to addresses;
                 alter index station.addresses_next_postcode rename to addresses_postcode"
            }
        }
    }
}

/// The transaction. Dropped before [`Swap::commit`], it leaves everything as it was.
pub(crate) struct Swap(PgConnection);

impl Swap {
    /// Begins as the owner of the schema; `None` where somebody else is loading.
    pub(crate) async fn begin(url: &str) -> Result<Option<Self>, Problem> {
        let mut connection = PgConnection::connect(url).await.map_err(problem)?;
        sqlx::raw_sql("begin").execute(&mut connection).await.map_err(problem)?;
        let alone: bool = sqlx::query_scalar("select pg_try_advisory_xact_lock($1)")
            .bind(LOADING)
            .fetch_one(&mut connection)
            .await
            .map_err(problem)?;
        Ok(alone.then_some(Self(connection)))
    }

    /// How many entries are loaded now.
    pub(crate) async fn entries(&mut self, kind: Kind) -> Result<u64, Problem> {
        let entries = sqlx::query_scalar!(
            "select entries from station.place_files where kind = $1",
            kind.name()
        )
        .fetch_optional(&mut self.0)
        .await
        .map_err(problem)?;
        Ok(entries.and_then(|entries| u64::try_from(entries).ok()).unwrap_or_default())
    }

    /// Makes the new table and begins to fill it.
    pub(crate) async fn copy(&mut self, kind: Kind) -> Result<Copying<'_>, Problem> {
        sqlx::raw_sql(kind.make()).execute(&mut self.0).await.map_err(problem)?;
        Ok(Copying(self.0.copy_in_raw(kind.copy()).await.map_err(problem)?))
    }

    /// Puts the new table in the place of the old, and remembers the file.
    pub(crate) async fn replace(&mut self, kind: Kind, file: &NewFile) -> Result<(), Problem> {
        sqlx::raw_sql(kind.replace()).execute(&mut self.0).await.map_err(problem)?;
        sqlx::query!(
            "insert into station.place_files (kind, name, loaded_at, entries, passed_over)
             values ($1, $2, $3, $4, $5)
             on conflict (kind) do update set name = excluded.name,
                 loaded_at = excluded.loaded_at, entries = excluded.entries,
                 passed_over = excluded.passed_over",
            kind.name(),
            file.name,
            file.at as _,
            i64::try_from(file.entries).unwrap_or(i64::MAX),
            i64::try_from(file.passed_over).unwrap_or(i64::MAX)
        )
        .execute(&mut self.0)
        .await
        .map_err(problem)?;
        Ok(())
    }

    /// Everybody reads the new from here on.
    pub(crate) async fn commit(mut self) -> Result<(), Problem> {
        sqlx::raw_sql("commit").execute(&mut self.0).await.map_err(problem)?;
        self.0.close().await.map_err(problem)
    }
}

/// A table that is being filled.
pub(crate) struct Copying<'a>(PgCopyIn<&'a mut PgConnection>);

impl Copying<'_> {
    /// Sends lines in PostgreSQL's text format, and takes them.
    pub(crate) async fn send(&mut self, lines: &mut String) -> Result<(), Problem> {
        self.0.send(lines.as_bytes()).await.map_err(problem)?;
        lines.clear();
        Ok(())
    }

    /// Sends the last lines.
    pub(crate) async fn finish(mut self, mut lines: String) -> Result<(), Problem> {
        self.send(&mut lines).await?;
        self.0.finish().await.map_err(problem)?;
        Ok(())
    }
}
