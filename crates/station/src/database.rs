//! Opening the database: roles, migrations, and the pool that cannot go round the rights.

mod reach;

pub use reach::{OutOfReach, reach};

use crate::faults::problem;
use kernel::Problem;
use sqlx::migrate::{Migrate, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection, Error, PgConnection, PgPool};
use std::str::FromStr;
use std::time::Duration;
use tokio::time::timeout;

static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations");

/// The role that the application works as: no login, no superuser, bound by row-level security.
const APP_ROLE: &str = "bluelamp_app";
/// How long a connection that is taken or given back may take to answer. A network that swallows
/// everything and resets nothing would keep it until TCP gives up, a quarter of an hour later.
const TO_ANSWER: Duration = Duration::from_secs(1);
/// How long a transaction may stand open with nothing asked in it: longer than a mail server takes.
/// What a lost connection had locked is free after it.
const IDLE_IN_TRANSACTION: &str = "25s";
/// Held while one of several starting servers sets the database up.
const SET_UP_LOCK: i64 = 0x626c_7565_6c61_6d70;

const ROLES: &str = "
do $$ begin
    if not exists (select from pg_roles where rolname = 'bluelamp_app') then
        create role bluelamp_app nologin;
    end if;
    if not exists (select from pg_roles where rolname = 'bluelamp_watch') then
        create role bluelamp_watch nologin;
    end if;
    if not pg_has_role(current_user, 'bluelamp_app', 'member') then
        execute format('grant bluelamp_app to %I', current_user);
    end if;
    if not pg_has_role(current_user, 'bluelamp_watch', 'member') then
        execute format('grant bluelamp_watch to %I', current_user);
    end if;
end $$";

/// A database that is set up, opened as the application's role.
pub struct Database(PgPool);

impl Database {
    pub(crate) fn into_pool(self) -> PgPool {
        self.0
    }
}

/// One migration of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Its number, the time in its file name.
    pub version: i64,
    /// What it does, from its file name.
    pub description: String,
    /// Whether this database has it.
    pub applied: bool,
}

/// Which PostgreSQL answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(i32);

impl Version {
    /// The oldest that we work with.
    pub const OLDEST: Self = Self(150_000);

    /// Its major version, such as 15.
    #[must_use]
    pub const fn major(self) -> i32 {
        self.0 / 10_000
    }
}

/// Which PostgreSQL this is.
pub(crate) async fn version(url: &str) -> Result<Version, Problem> {
    let mut connection = connect(url).await?;
    let number = sqlx::query_scalar("select current_setting('server_version_num')::integer")
        .fetch_one(&mut connection)
        .await
        .map_err(problem)?;
    connection.close().await.map_err(problem)?;
    Ok(Version(number))
}

/// Brings roles and schema up to date. Several servers may try at once: one does it.
pub async fn prepare(url: &str) -> Result<(), Problem> {
    let mut connection = connect(url).await?;
    sqlx::query("select pg_advisory_lock($1)")
        .bind(SET_UP_LOCK)
        .execute(&mut connection)
        .await
        .map_err(problem)?;
    sqlx::raw_sql(ROLES).execute(&mut connection).await.map_err(problem)?;
    MIGRATIONS.run_direct(None, &mut connection, false).await.map_err(Problem::broken)?;
    connection.close().await.map_err(problem)
}

/// Makes the roles that the schema is granted to, and no schema.
pub(crate) async fn make_roles(url: &str) -> Result<(), Problem> {
    let mut connection = connect(url).await?;
    sqlx::raw_sql(ROLES).execute(&mut connection).await.map_err(problem)?;
    connection.close().await.map_err(problem)
}

/// Whether nothing has been set up in a database.
pub(crate) async fn is_empty(url: &str) -> Result<bool, Problem> {
    let mut connection = connect(url).await?;
    let there: bool =
        sqlx::query_scalar("select exists (select from pg_namespace where nspname = 'station')")
            .fetch_one(&mut connection)
            .await
            .map_err(problem)?;
    connection.close().await.map_err(problem)?;
    Ok(!there)
}

/// Every migration of this program, and whether the database has it.
pub async fn plan(url: &str) -> Result<Vec<Planned>, Problem> {
    let mut connection = connect(url).await?;
    connection.ensure_migrations_table(&MIGRATIONS.table_name).await.map_err(Problem::broken)?;
    let applied = connection
        .list_applied_migrations(&MIGRATIONS.table_name)
        .await
        .map_err(Problem::broken)?;
    connection.close().await.map_err(problem)?;
    Ok(MIGRATIONS
        .iter()
        .map(|migration| Planned {
            version: migration.version,
            description: migration.description.to_string(),
            applied: applied.iter().any(|done| done.version == migration.version),
        })
        .collect())
}

/// Opens a pool as the application's role, and refuses one that could go round row-level security.
pub async fn open(url: &str, connections: u32) -> Result<Database, Problem> {
    let options =
        PgConnectOptions::from_str(url).map_err(problem)?.application_name("bluelamp").options([
            ("role", APP_ROLE),
            ("idle_in_transaction_session_timeout", IDLE_IN_TRANSACTION),
        ]);
    let pool = connect_pool(options, connections).await?;
    let bound = sqlx::query_scalar!(
        r#"select (rolname = $1 and not rolsuper and not rolbypassrls) as "bound!"
         from pg_roles where rolname = current_user"#,
        APP_ROLE
    )
    .fetch_one(&pool)
    .await
    .map_err(problem)?;
    if bound {
        Ok(Database(pool))
    } else {
        Err(Problem::broken(
            "the application's role is not bound by row-level security; give bluelamp_app neither SUPERUSER nor BYPASSRLS",
        ))
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that opens the pool")]
async fn connect_pool(options: PgConnectOptions, connections: u32) -> Result<PgPool, Problem> {
    PgPoolOptions::new()
        .max_connections(connections)
        .min_connections(connections.min(2))
        .acquire_timeout(Duration::from_secs(5))
        // In place of the pool's own test, which waits without an end, and asks of a connection that
        // answered a moment ago.
        .test_before_acquire(false)
        .before_acquire(|connection, about| {
            let lately = about.idle_for < TO_ANSWER;
            Box::pin(async move { if lately { Ok(true) } else { answers(connection).await } })
        })
        .after_release(|connection, _| Box::pin(answers(connection)))
        .connect_with(options)
        .await
        .map_err(problem)
}

/// With an error the pool lets go of the connection and makes another.
async fn answers(connection: &mut PgConnection) -> Result<bool, Error> {
    let asked = timeout(TO_ANSWER, connection.ping()).await;
    asked.map_err(|_late| Error::Io(std::io::ErrorKind::TimedOut.into()))?.map(|()| true)
}

async fn connect(url: &str) -> Result<PgConnection, Problem> {
    PgConnection::connect(url).await.map_err(problem)
}
