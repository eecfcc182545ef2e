//! The store of files: bytes as they came, sealed, and found by their SHA-256.
//!
//! A file is a row ([`Blob`]) and a series of sealed pieces, each an object in a folder below
//! `DATA/files` or in a bucket of any S3 service. The key of a file lies in its row, sealed under one
//! of the station's: whoever takes the folder away has noise, whoever deletes the row has erased the
//! file wherever a copy of it lies.
//!
//! *Invariants:* what a [`Writer`] has recorded is durable, in the store and in the database, and is
//! gone on with after any crash; never more than a piece of a file is in memory; the row is there
//! before the first piece, so that a piece without a row is nobody's ([`sweep`]).
//!
//! `object_store` brings an HTTP client of its own, for S3: the one exception to the station's way
//! out.

mod carry;
mod lost;
mod reading;
mod ready;
mod sealing;
mod writing;

pub use lost::{broken, sweep};
pub use reading::Blob;
pub use ready::NotReady;
pub use writing::{Finished, Writer};

use crate::secrets::{ServerKey, random};
use crate::store;
use crate::tx::Tx;
use kernel::{BlobId, ForceId, Problem};
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Name;
use object_store::{
    BackoffConfig, ClientOptions, Error, ObjectStore, ObjectStoreExt, PutPayload, RetryConfig,
};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// How many bytes of a file lie in one object.
pub const PIECE: usize = 512 * 1024;

/// How long one answer of a bucket may take: a piece is half a mebibyte.
const ANSWER: Duration = Duration::from_secs(20);
/// How long it may take to reach it.
const LINE: Duration = Duration::from_secs(5);
/// How long a bucket is asked again in one go. Then whoever sends is told, and goes on later.
const ASKED: Duration = Duration::from_secs(10);

/// Asks again after short pauses, and not for long: the sender's script has more patience than a line.
fn patience() -> RetryConfig {
    let backoff = BackoffConfig {
        init_backoff: Duration::from_millis(100),
        max_backoff: Duration::from_secs(2),
        base: 2.0,
    };
    RetryConfig { backoff, max_retries: 3, retry_timeout: ASKED }
}

/// A bucket of an S3 service.
#[derive(Clone, Debug)]
pub struct Bucket {
    /// Its name.
    pub name: String,
    /// The service's address; Amazon's own when there is none.
    pub endpoint: Option<String>,
    /// The region.
    pub region: String,
    /// Who we are there.
    pub access_key: String,
    /// What proves it.
    pub secret_key: String,
}

/// The store of files. Cheap to clone.
#[derive(Clone)]
pub struct Blobs {
    objects: Arc<dyn ObjectStore>,
    key: [u8; 32],
}

impl std::fmt::Debug for Blobs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Blobs({})", self.objects)
    }
}

impl Blobs {
    /// The store in a folder, which is made when it is not there.
    pub fn in_folder(folder: &Path, key: &ServerKey) -> Result<Self, Problem> {
        use std::os::unix::fs::PermissionsExt;
        std::fs::create_dir_all(folder).map_err(Problem::broken)?;
        let private = std::fs::Permissions::from_mode(0o700);
        std::fs::set_permissions(folder, private).map_err(Problem::broken)?;
        let objects = LocalFileSystem::new_with_prefix(folder).map_err(Problem::broken)?;
        let objects = objects.with_fsync(true).with_automatic_cleanup(true);
        Ok(Self::around(Arc::new(objects), key))
    }

    /// The store in a bucket.
    pub fn in_bucket(bucket: Bucket, key: &ServerKey) -> Result<Self, Problem> {
        // Refused when another part of the program has chosen already, which is as well.
        let _chosen = rustls::crypto::ring::default_provider().install_default();
        let mut service = AmazonS3Builder::new()
            .with_bucket_name(bucket.name)
            .with_region(bucket.region)
            .with_access_key_id(bucket.access_key)
            .with_secret_access_key(bucket.secret_key)
            // One at a time: not every service takes many in one request.
            .with_disable_bulk_delete(true)
            .with_client_options(
                ClientOptions::new().with_timeout(ANSWER).with_connect_timeout(LINE),
            )
            .with_retry(patience());
        if let Some(endpoint) = bucket.endpoint {
            let plain = endpoint.starts_with("http:");
            let endpoint = endpoint.trim_end_matches('/').to_owned();
            service = service.with_endpoint(endpoint).with_allow_http(plain);
        }
        let objects = service.build().map_err(Problem::broken)?;
        Ok(Self::around(Arc::new(objects), key))
    }

    fn around(objects: Arc<dyn ObjectStore>, key: &ServerKey) -> Self {
        Self { objects, key: key.derive("files") }
    }

    /// Begins a file: its row and its key. Its bytes come through a [`Writer`].
    pub async fn begin(&self, tx: &mut Tx<'_>) -> Result<BlobId, Problem> {
        let blob = BlobId::new(tx.id());
        let sealed_key = sealing::wrap(&self.key, tx.force(), blob, &random::<32>()?)?;
        store::blobs::insert(tx, blob, &sealed_key).await?;
        Ok(blob)
    }

    /// Erases a file: without its row nothing opens it. Its pieces go with [`Blobs::discard`] once
    /// the transaction is durable, or with the next [`sweep`].
    pub async fn erase(&self, tx: &mut Tx<'_>, blob: BlobId) -> Result<(), Problem> {
        store::blobs::delete(tx, blob).await
    }

    /// Takes the pieces of an erased file away. What is not reached now is swept later.
    pub async fn discard(&self, force: &ForceId, blob: BlobId) {
        if let Err(problem) = self.delete_all(&folder(force.as_str(), blob)).await {
            tracing::warn!(%problem, "pieces of an erased file stay until they are swept");
        }
    }

    /// Whether the store takes something, gives it back and lets it go.
    pub async fn is_ready(&self) -> Result<(), NotReady> {
        let random = random::<8>().map_err(|_| NotReady::NoAnswer("no random bytes".to_owned()))?;
        let name = Name::from(format!("doctor-{}", crate::secrets::hex(&random)));
        let put = self.objects.put(&name, PutPayload::from_static(b"well")).await;
        put.map_err(NotReady::of)?;
        let back = self.objects.get(&name).await.map_err(NotReady::of)?;
        let back = back.bytes().await.map_err(NotReady::of)?;
        self.objects.delete(&name).await.map_err(NotReady::of)?;
        if *back == *b"well" { Ok(()) } else { Err(NotReady::OtherBytes) }
    }

    /// How many bytes of a file are durable.
    pub async fn received(&self, tx: &mut Tx<'_>, blob: BlobId) -> Result<u64, Problem> {
        let received = store::blobs::received(tx, blob).await?;
        u64::try_from(received).map_err(Problem::broken)
    }

    async fn put(&self, name: &Name, sealed: Vec<u8>) -> Result<(), Problem> {
        self.objects.put(name, PutPayload::from(sealed)).await.map_err(problem)?;
        Ok(())
    }

    async fn get(&self, name: &Name) -> Result<Vec<u8>, Problem> {
        let found = self.objects.get(name).await.map_err(problem)?;
        Ok(found.bytes().await.map_err(problem)?.into())
    }

    async fn delete(&self, name: &Name) -> Result<(), Problem> {
        match self.objects.delete(name).await {
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(problem(error)),
        }
    }

    async fn delete_all(&self, folder: &Name) -> Result<(), Problem> {
        let found = self.objects.list_with_delimiter(Some(folder)).await.map_err(problem)?;
        for object in found.objects {
            self.delete(&object.location).await?;
        }
        Ok(())
    }
}

/// Where the pieces of a file lie.
fn folder(force: &str, blob: BlobId) -> Name {
    Name::from_iter([force.to_owned(), blob.to_string()])
}

/// The name of one whole piece.
fn piece(force: &str, blob: BlobId, index: u32) -> Name {
    folder(force, blob).join(format!("{index:06}"))
}

/// A store that cannot serve now is no fault of whoever asked; what is missing is ours.
fn problem(error: Error) -> Problem {
    match error {
        Error::NotFound { .. } | Error::InvalidPath { .. } | Error::NotImplemented { .. } => {
            Problem::broken(error)
        }
        other => {
            tracing::warn!(fault = %other, "the store of files cannot serve now");
            Problem::Busy
        }
    }
}
