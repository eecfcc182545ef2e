//! Reaching the database from a command: the configured one, the one that a running server has
//! started, or one of our own for as long as the command takes.

use anyhow::Context;
use evidence::{Limits, Scanner, Settings, Vault};
use kernel::Forces;
use station::blobs::{Blobs, Bucket};
use station::config::Config;
use station::ledger::{LogKeys, Witness};
use station::postgres::{Place, Postgres};
use station::secrets::ServerKey;
use station::senders::{Folder, Sender, Smtp};
use station::{Parts, Station, database};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;

/// A database that can be reached.
pub(crate) enum Access {
    /// It runs without us.
    There(String),
    /// We started it, and stop it.
    Own(Box<Postgres>, String),
}

impl Access {
    /// Reaches the database of a configuration.
    pub(crate) async fn open(config: &Config) -> anyhow::Result<Self> {
        if let Some(url) = &config.database.url {
            return Ok(Self::There(url.clone()));
        }
        make_data_folder(config)?;
        if let Some(url) = Place::running(&config.data) {
            return Ok(Self::There(url));
        }
        let postgres = Postgres::start(&config.data).await?;
        let url = postgres.url();
        Ok(Self::Own(Box::new(postgres), url))
    }

    /// Its URL, for the owner of the schema.
    pub(crate) fn url(&self) -> &str {
        match self {
            Self::There(url) | Self::Own(_, url) => url,
        }
    }

    /// Its URL for a role that row-level security does not bind. Where the database is configured,
    /// that is the configured one, and PostgreSQL says so when it is not such a role.
    pub(crate) fn unbound_url(&self, config: &Config) -> String {
        match self {
            Self::There(url) => {
                let own = config.database.url.is_none();
                let setup = own.then(|| Place::running_for_setup(&config.data)).flatten();
                setup.unwrap_or_else(|| url.clone())
            }
            Self::Own(postgres, _) => postgres.setup_url(),
        }
    }

    /// Lets go of it.
    pub(crate) async fn close(self) {
        if let Self::Own(postgres, _) = self {
            postgres.stop().await;
        }
    }
}

/// Makes the data folder: others may pass through it to the database's files, and read nothing.
pub(crate) fn make_data_folder(config: &Config) -> anyhow::Result<()> {
    if config.data.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(&config.data)
        .with_context(|| format!("the data folder {} cannot be made", config.data.display()))?;
    fs::set_permissions(&config.data, fs::Permissions::from_mode(0o711))?;
    Ok(())
}

/// The server's own key: configured, or kept in the data folder.
pub(crate) fn server_key(config: &Config) -> anyhow::Result<ServerKey> {
    let Some(text) = &config.secrets.server_key else {
        return Ok(ServerKey::keep(&config.data.join("keys"))?);
    };
    let mut bytes = [0; 32];
    for (place, byte) in bytes.iter_mut().enumerate() {
        let digits = text.get(place * 2..place * 2 + 2).context("the server's key is too short")?;
        *byte = u8::from_str_radix(digits, 16)?;
    }
    Ok(ServerKey::new(bytes))
}

/// What signs the journal's log.
pub(crate) fn log_keys(config: &Config) -> anyhow::Result<LogKeys> {
    Ok(LogKeys::keep(&config.data.join("keys"))?)
}

/// Who keeps what was last signed, outside the database.
pub(crate) fn witness(config: &Config) -> Witness {
    Witness::new(config.data.join("witness"))
}

/// Where files are kept: in the bucket that is configured, else in the data folder.
pub(crate) fn blobs(config: &Config, key: &ServerKey) -> anyhow::Result<Blobs> {
    let uploads = &config.uploads;
    let Some(name) = uploads.s3_bucket.clone() else {
        return Ok(Blobs::in_folder(&config.data.join("files"), key)?);
    };
    let set = |value: &Option<String>, name| {
        value.clone().with_context(|| format!("`uploads.{name}` is needed for a bucket"))
    };
    let bucket = Bucket {
        name,
        endpoint: uploads.s3_endpoint.clone(),
        region: uploads.s3_region.clone(),
        access_key: set(&uploads.s3_access_key, "s3_access_key")?,
        secret_key: set(&uploads.s3_secret_key, "s3_secret_key")?,
    };
    Ok(Blobs::in_bucket(bucket, key)?)
}

/// Where files are taken in, checked and given out.
pub(crate) fn vault(config: &Config, station: &Station) -> anyhow::Result<Vault> {
    let uploads = &config.uploads;
    let bytes = |mebibytes: u32| u64::from(mebibytes) << 20;
    let limits = Limits {
        picture: bytes(uploads.picture_mib),
        document: bytes(uploads.document_mib),
        recording: bytes(uploads.recording_mib),
        files: uploads.files.into(),
        together: bytes(uploads.together_mib),
    };
    let scanner = uploads.clamav.as_deref().map(Scanner::at);
    // Previews are made by this very program.
    let settings = Settings { limits, scanner, previewer: std::env::current_exe().ok() };
    Ok(Vault::new(station, blobs(config, station.key())?, settings))
}

/// A station for a command: it does no jobs.
pub(crate) async fn station(
    config: &Config,
    url: &str,
    forces: Arc<Forces>,
) -> anyhow::Result<Station> {
    Ok(Station::new(Parts {
        database: database::open(url, 2).await?,
        key: server_key(config)?,
        log_keys: log_keys(config)?,
        witness: witness(config),
        forces,
        public_url: config.public_url.clone(),
        sender: sender(config)?,
        jobs: Vec::new(),
    }))
}

/// How messages leave: by the configured mail server, else into files.
pub(crate) fn sender(config: &Config) -> anyhow::Result<Box<dyn Sender>> {
    let from =
        config.mail.from.parse().context("`mail.from` is not a sender's name and address")?;
    Ok(match &config.mail.smtp_url {
        Some(url) => Box::new(Smtp::new(url, from).context("`mail.smtp_url` is not usable")?),
        None => Box::new(Folder { path: config.data.join("outbox"), from }),
    })
}
