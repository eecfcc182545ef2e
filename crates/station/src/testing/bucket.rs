//! An S3 service for tests: it speaks the protocol and checks signatures, keeps its objects in a folder,
//! and can be stopped and started again at the same address.

use crate::blobs::{Blobs, Bucket};
use crate::secrets::ServerKey;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s_fs::FileSystem;
use std::net::SocketAddr;
use std::path::Path;
use tokio::net::TcpListener;
use tokio::task::{JoinHandle, JoinSet};

const BUCKET: &str = "files";
const KEY: &str = "station";
const SECRET: &str = "a secret that is long enough";

/// A bucket in a folder.
pub struct Double {
    folder: tempfile::TempDir,
    address: SocketAddr,
    serving: Option<JoinHandle<()>>,
}

impl Double {
    /// Starts one with an empty bucket.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(BUCKET)).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut double = Self { folder, address, serving: None };
        double.serve(listener);
        double
    }

    /// How to reach it.
    #[must_use]
    pub fn bucket(&self) -> Bucket {
        Bucket {
            name: BUCKET.to_owned(),
            endpoint: Some(format!("http://{}", self.address)),
            region: "eu-west-2".to_owned(),
            access_key: KEY.to_owned(),
            secret_key: SECRET.to_owned(),
        }
    }

    /// The store of files in it.
    #[must_use]
    pub fn blobs(&self, key: &ServerKey) -> Blobs {
        Blobs::in_bucket(self.bucket(), key).unwrap()
    }

    /// Where its objects lie.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Stops it, and cuts every line.
    pub async fn stop(&mut self) {
        if let Some(serving) = self.serving.take() {
            serving.abort();
            let _stopped = serving.await;
        }
    }

    /// Starts it again where it was.
    pub async fn start_again(&mut self) {
        let listener = TcpListener::bind(self.address).await.unwrap();
        self.serve(listener);
    }

    fn serve(&mut self, listener: TcpListener) {
        let mut service = S3ServiceBuilder::new(FileSystem::new(self.folder.path()).unwrap());
        service.set_auth(SimpleAuth::from_single(KEY, SECRET));
        self.serving = Some(tokio::spawn(serve(listener, service.build())));
    }
}

async fn serve(listener: TcpListener, service: S3Service) {
    // With the set every line ends.
    let mut lines = JoinSet::new();
    while let Ok((socket, _)) = listener.accept().await {
        let service = service.clone();
        lines.spawn(async move {
            let builder = Builder::new(TokioExecutor::new());
            let _ended = builder.serve_connection(TokioIo::new(socket), service).await;
        });
    }
}
