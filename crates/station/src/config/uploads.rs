//! What people may send, and where it is kept.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Files that people send.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Uploads {
    /// Where clamd listens: `host:port` or the path of its socket. Absent: nothing looks for malware.
    pub clamav: Option<String>,
    /// The most mebibytes of a picture.
    pub picture_mib: u32,
    /// The most mebibytes of a document.
    pub document_mib: u32,
    /// The most mebibytes of video or sound.
    pub recording_mib: u32,
    /// The most files of one report.
    pub files: u32,
    /// The most mebibytes of all files of one report.
    pub together_mib: u32,
    /// A bucket of an S3 service to keep files in; several servers need one, or share the folder.
    /// Absent: they are kept in `DATA/files`.
    pub s3_bucket: Option<String>,
    /// The address of that service, such as `https://s3.example.org`. Absent: Amazon's.
    pub s3_endpoint: Option<String>,
    /// Its region.
    pub s3_region: String,
    /// Who we are there. Secret.
    pub s3_access_key: Option<String>,
    /// What proves it. Secret.
    pub s3_secret_key: Option<String>,
}

impl Default for Uploads {
    fn default() -> Self {
        Self {
            clamav: None,
            picture_mib: 25,
            document_mib: 50,
            recording_mib: 2048,
            files: 20,
            together_mib: 500,
            s3_bucket: None,
            s3_endpoint: None,
            s3_region: "eu-west-2".to_owned(),
            s3_access_key: None,
            s3_secret_key: None,
        }
    }
}
