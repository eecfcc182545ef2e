//! Configuration: `bluelamp.toml`, then the environment, checked whole before anything starts.
//!
//! Every key is also `BLUELAMP__SECTION__KEY`; a secret is also `…_FILE`, the path of a file that
//! holds it. Where a section has names of its own, `[sign_in.ID]`, the variable has underscores for the
//! name's hyphens: `BLUELAMP__SIGN_IN__ID__CLIENT_SECRET`; lists and tables in it stand in the file alone.
//! An unknown key is an error that names the nearest known one.

mod gazetteer;
mod keys;
mod sign_in;
mod sources;
mod uploads;

pub use gazetteer::{Gazetteer, LookUpFor, Map, Source};
pub use sign_in::SignIn;
pub use sources::{Fault, load};
pub use uploads::Uploads;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Everything that can be configured.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Everything that the server keeps outside the database.
    pub data: PathBuf,
    /// The address that people use, without a path. `http:` only for this machine or a demo.
    pub public_url: String,
    /// The neutral site that "Exit this page" leads to.
    pub leave_to: String,
    /// Addresses of reverse proxies, with commas between them: they are believed when they say for
    /// whom they ask (`X-Forwarded-For`), as this machine itself always is.
    pub proxies: Option<String>,
    /// A folder of force files, in place of those that came with the program.
    pub forces: Option<PathBuf>,
    /// A folder of service definitions, in place of those that came with the program.
    pub services: Option<PathBuf>,
    /// PostgreSQL.
    pub database: Database,
    /// E-mail.
    pub mail: Mail,
    /// Files that people send.
    pub uploads: Uploads,
    /// Where addresses are looked up.
    pub gazetteer: Gazetteer,
    /// What maps are drawn from.
    pub map: Map,
    /// Logs.
    pub log: Log,
    /// What is told to those who watch the service.
    pub telemetry: Telemetry,
    /// Where partners read what people pass on to them: an e-mail address by the partner's id in the
    /// directory. Whoever has none is shown to people, and nothing is passed to them.
    pub handover: BTreeMap<String, String>,
    /// Passwords of local accounts.
    pub passwords: Passwords,
    /// The identity providers that people who work for a force sign in with, by names that stand in
    /// addresses.
    pub sign_in: BTreeMap<String, SignIn>,
    /// Secrets that several servers share.
    pub secrets: Secrets,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data: "data".into(),
            public_url: "http://localhost:8080".to_owned(),
            leave_to: "https://www.bbc.co.uk/weather".to_owned(),
            proxies: None,
            forces: None,
            services: None,
            database: Database::default(),
            mail: Mail::default(),
            uploads: Uploads::default(),
            gazetteer: Gazetteer::default(),
            map: Map::default(),
            log: Log::default(),
            telemetry: Telemetry::default(),
            handover: BTreeMap::new(),
            passwords: Passwords::default(),
            sign_in: BTreeMap::new(),
            secrets: Secrets::default(),
        }
    }
}

/// PostgreSQL.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Database {
    /// Any PostgreSQL 15 or later. Absent: the server runs its own. Secret.
    pub url: Option<String>,
    /// Connections that one process opens at most.
    pub connections: u32,
}

impl Default for Database {
    fn default() -> Self {
        Self { url: None, connections: 24 }
    }
}

/// E-mail.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Mail {
    /// `smtps://user:password@host` or `smtp://host:port`. Absent: e-mails become files in
    /// `DATA/outbox`. Secret.
    pub smtp_url: Option<String>,
    /// The sender. Neutral: somebody else may see it.
    pub from: String,
}

impl Default for Mail {
    fn default() -> Self {
        Self { smtp_url: None, from: "Updates <updates@bluelamp.example>".to_owned() }
    }
}

/// Logs.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    /// `text` for people, `json` for machines.
    pub format: LogFormat,
    /// What is logged, such as `info` or `info,station=debug`.
    pub filter: String,
}

impl Default for Log {
    fn default() -> Self {
        Self { format: LogFormat::Text, filter: "info,sqlx=warn".to_owned() }
    }
}

/// How a log line looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// Words and `key=value`.
    Text,
    /// One JSON object a line.
    Json,
}

/// What is told to those who watch the service.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Telemetry {
    /// A collector of traces by OTLP over HTTP, such as `http://localhost:4318`. Absent: nothing is
    /// traced or sent.
    pub otlp_endpoint: Option<String>,
}

/// Passwords of local accounts.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Passwords {
    /// A file of the SHA-1 hashes of stolen passwords, in order, one a line as `HASH:count`: what is in it is
    /// refused. Absent: only what is refused by rule is.
    pub breached: Option<PathBuf>,
}

/// Secrets that several servers share.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Secrets {
    /// The server's key, 64 hexadecimal digits. Absent: `DATA/keys/server.key`, made at the first
    /// start. Secret.
    pub server_key: Option<String>,
}

/// Keys whose values are never printed; `*` is whatever a section is called.
const SECRET: [&str; 7] = [
    "database.url",
    "gazetteer.os_places_key",
    "mail.smtp_url",
    "secrets.server_key",
    "sign_in.*.client_secret",
    "uploads.s3_access_key",
    "uploads.s3_secret_key",
];

impl Config {
    /// The configuration as TOML, with every secret hidden.
    pub fn dump(&self) -> Result<String, toml::ser::Error> {
        let mut shown = self.clone();
        let secrets = [
            &mut shown.database.url,
            &mut shown.gazetteer.os_places_key,
            &mut shown.mail.smtp_url,
            &mut shown.secrets.server_key,
            &mut shown.uploads.s3_access_key,
            &mut shown.uploads.s3_secret_key,
        ];
        let providers = shown.sign_in.values_mut().map(|provider| &mut provider.client_secret);
        for secret in secrets.into_iter().chain(providers).flatten() {
            "(hidden)".clone_into(secret);
        }
        toml::to_string_pretty(&shown)
    }

    /// The JSON Schema of `bluelamp.toml`.
    #[must_use]
    pub fn schema() -> serde_json::Value {
        schemars::schema_for!(Self).to_value()
    }

    /// Whether the public address is `https:`.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}
