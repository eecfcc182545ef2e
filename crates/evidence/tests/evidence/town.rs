//! A town where people send files.

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use counter::Fault;
use evidence::pages::{Hatch, tus};
use evidence::{Bell, File, FileId, Limits, Owner, Scanner, Settings, Vault};
use futures_util::{TryStreamExt, stream};
use jiff::SignedDuration;
use kernel::{ForceId, Instant, ReportId};
use station::blobs::Blobs;
use station::secrets::ServerKey;
use station::testing::Town;
use std::path::{Path, PathBuf};

pub(crate) const FORCE: &str = "humberside";

pub(crate) struct World {
    pub(crate) town: Town,
    pub(crate) vault: Vault,
    pub(crate) folder: tempfile::TempDir,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::with(None).await
    }

    pub(crate) async fn with(scanner: Option<Scanner>) -> Self {
        let town = Town::new(evidence::jobs(&Bell::default())).await;
        let folder = tempfile::tempdir().unwrap();
        let vault = Self::vault(&town, folder.path(), scanner);
        Self { town, vault, folder }
    }

    /// A vault as a server that was just started has it.
    pub(crate) fn vault(town: &Town, folder: &Path, scanner: Option<Scanner>) -> Vault {
        Self::vault_with(town, folder, scanner, None)
    }

    /// The same with a program that makes previews.
    pub(crate) fn vault_with(
        town: &Town,
        folder: &Path,
        scanner: Option<Scanner>,
        previewer: Option<PathBuf>,
    ) -> Vault {
        let mebibyte = 1024 * 1024;
        let limits = Limits {
            picture: 5 * mebibyte,
            document: 10 * mebibyte,
            recording: 40 * mebibyte,
            files: 4,
            together: 60 * mebibyte,
        };
        let blobs = Blobs::in_folder(folder, &ServerKey::new([7; 32])).unwrap();
        Vault::new(&town.station, blobs, Settings { limits, scanner, previewer })
    }

    /// The hatch of somebody's browser.
    pub(crate) fn hatch(&self, who: &str) -> Hatch {
        Hatch {
            vault: self.vault.clone(),
            scope: self.town.public(FORCE),
            owner: Some(Owner::holding(who.as_bytes())),
            field: "photos".to_owned(),
            until: self.later(24),
        }
    }

    pub(crate) fn later(&self, hours: i64) -> Instant {
        self.town.station.clock().now().plus(SignedDuration::from_hours(hours))
    }

    pub(crate) async fn files(&self, who: &str) -> Vec<File> {
        let hatch = self.hatch(who);
        self.vault.list(&hatch.scope, hatch.owner.unwrap(), hatch.until).await.unwrap()
    }

    /// Sends a file whole, and has it checked.
    pub(crate) async fn sends(&self, who: &str, (name, kind): (&str, &str), bytes: &[u8]) -> File {
        let sender = Sender { hatch: self.hatch(who) };
        let id = sender.announces((name, kind), bytes.len()).await.unwrap();
        let answer = sender.appends(&id, 0, bytes).await;
        assert_eq!(answer.status(), StatusCode::NO_CONTENT);
        self.check().await;
        self.files(who).await.into_iter().find(|file| file.id.as_str() == id).unwrap()
    }

    pub(crate) async fn check(&self) {
        self.vault.check_due(&ForceId::parse(FORCE).unwrap()).await.unwrap();
    }

    /// Sends a report with files.
    pub(crate) async fn reports(&self, who: &str, files: &[&FileId]) -> ReportId {
        let owner = Owner::holding(who.as_bytes());
        let mut tx = self.town.station.begin(&self.town.public(FORCE)).await.unwrap();
        let report = ReportId::new(tx.id());
        let given: Vec<_> = files.iter().map(|id| ((*id).clone(), owner, report)).collect();
        evidence::attach(&mut tx, &given).await.unwrap();
        if given.is_empty() {
            tx.leave().await.unwrap();
        } else {
            tx.commit().await.unwrap();
        }
        report
    }

    /// The bytes of a file, as they lie in the store.
    pub(crate) async fn bytes(&self, file: &File) -> Vec<u8> {
        let mut tx = self.town.station.begin(&self.town.public(FORCE)).await.unwrap();
        let blob = self.vault.blobs().find(&mut tx, file.blob).await.unwrap().unwrap();
        tx.leave().await.unwrap();
        let parts: Vec<Vec<u8>> =
            self.vault.blobs().read(blob, 0..u64::MAX).try_collect().await.unwrap();
        parts.concat()
    }

    pub(crate) async fn entries(&self, verb: &str) -> i64 {
        self.town
            .count(&format!("select count(*) from station.journal where verb = '{verb}'"))
            .await
    }
}

/// A program that speaks tus.
pub(crate) struct Sender {
    pub(crate) hatch: Hatch,
}

pub(crate) fn headers(said: &[(&'static str, &str)]) -> HeaderMap {
    said.iter()
        .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_str(value).unwrap()))
        .collect()
}

impl Sender {
    /// Announces a file; its id, or the status that it was refused with and why.
    pub(crate) async fn announces(
        &self,
        (name, kind): (&str, &str),
        length: usize,
    ) -> Result<String, (StatusCode, String)> {
        use base64::Engine;
        let base = |text: &str| base64::engine::general_purpose::STANDARD.encode(text);
        let about = format!("filename {},filetype {}", base(name), base(kind));
        let said = headers(&[
            ("tus-resumable", "1.0.0"),
            ("upload-length", &length.to_string()),
            ("upload-metadata", &about),
        ]);
        let answer = tus::announce(&self.hatch, &said, ToString::to_string).await;
        let answer = answer.unwrap_or_else(IntoResponse::into_response);
        let header =
            |name: &str| answer.headers().get(name).map(|it| it.to_str().unwrap().to_owned());
        match answer.status() {
            StatusCode::CREATED => Ok(header("location").unwrap()),
            status => Err((status, header("upload-refused").unwrap_or_default())),
        }
    }

    /// How much is here.
    pub(crate) async fn asks(&self, id: &str) -> Result<u64, StatusCode> {
        let answer = tus::standing(&self.hatch, id).await.unwrap_or_else(Fault::into_response);
        match answer.status() {
            StatusCode::OK => {
                Ok(answer.headers()["upload-offset"].to_str().unwrap().parse().unwrap())
            }
            status => Err(status),
        }
    }

    pub(crate) async fn appends(&self, id: &str, offset: u64, bytes: &[u8]) -> Response {
        self.append(id, offset, Body::from(bytes.to_vec())).await
    }

    /// Sends some bytes with a checksum.
    pub(crate) async fn appends_with(
        &self,
        id: &str,
        offset: u64,
        (checksum, bytes): (&str, &[u8]),
    ) -> Response {
        let said = headers(&[
            ("tus-resumable", "1.0.0"),
            ("upload-offset", &offset.to_string()),
            ("upload-checksum", checksum),
            ("content-type", "application/offset+octet-stream"),
        ]);
        let body = Body::from(bytes.to_vec());
        tus::append(&self.hatch, id, &said, body).await.unwrap_or_else(Fault::into_response)
    }

    /// Sends some bytes, then the line is cut.
    pub(crate) async fn is_cut_off(&self, id: &str, offset: u64, bytes: &[u8]) -> Response {
        let parts = bytes.chunks(10_000).map(|part| Ok(Bytes::copy_from_slice(part)));
        let cut = std::iter::once(Err(std::io::Error::other("the line was cut")));
        let parts: Vec<_> = parts.chain(cut).collect();
        self.append(id, offset, Body::from_stream(stream::iter(parts))).await
    }

    async fn append(&self, id: &str, offset: u64, body: Body) -> Response {
        let said = headers(&[
            ("tus-resumable", "1.0.0"),
            ("upload-offset", &offset.to_string()),
            ("content-type", "application/offset+octet-stream"),
        ]);
        tus::append(&self.hatch, id, &said, body).await.unwrap_or_else(Fault::into_response)
    }
}
