//! The protocol tus 1.0 (<https://tus.io/protocols/resumable-upload>): creation, expiration,
//! termination and checksums of parts. A file is announced, then sent in one go or in many; after a cut the sender asks how
//! much is here and goes on from there.

mod checksum;

use super::{Ended, Hatch, code, fill, line_of};
use crate::file::{Details, FileId};
use crate::limits::NotTaken;
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use checksum::Checksum;
use counter::Fault;
use kernel::{Instant, Problem, Thing};
use station::secrets::hex;

const VERSION: &str = "1.0.0";
const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");
const EXPIRES: HeaderName = HeaderName::from_static("upload-expires");
/// Why a file is not taken, for a script to find the words.
const WHY: HeaderName = HeaderName::from_static("upload-refused");
/// SHA-256 of a file that is all here.
const HASH: HeaderName = HeaderName::from_static("upload-sha256");
/// The type of every part of a file.
const PART: &str = "application/offset+octet-stream";

/// Whether a request speaks tus: what is posted is then an announcement, and no form.
#[must_use]
pub fn is_spoken(headers: &HeaderMap) -> bool {
    headers.contains_key(RESUMABLE)
}

/// `OPTIONS`: what is spoken here.
#[must_use]
pub fn options(hatch: &Hatch) -> Response {
    let limits = hatch.vault.limits();
    let largest = limits.recording.max(limits.document).max(limits.picture);
    let told = [
        ("tus-version", VERSION.to_owned()),
        ("tus-extension", "creation,expiration,termination,checksum".to_owned()),
        ("tus-checksum-algorithm", checksum::KNOWN.to_owned()),
        ("tus-max-size", largest.to_string()),
    ];
    (StatusCode::NO_CONTENT, version(), told).into_response()
}

/// `POST`: announces a file. `href` gives it its address.
pub async fn announce(
    hatch: &Hatch,
    headers: &HeaderMap,
    href: impl Fn(&FileId) -> String,
) -> Result<Response, Fault> {
    if let Some(other) = other_version(headers) {
        return Ok(other);
    }
    let Some(length) = number(headers, &LENGTH) else { return Ok(bad("Upload-Length is missing")) };
    match hatch.announce(details(headers), Some(length)).await {
        Ok(id) => {
            let at = HeaderValue::from_str(&href(&id)).map_err(Problem::broken)?;
            let until = expires(hatch.until);
            Ok((StatusCode::CREATED, version(), [(LOCATION, at)], until).into_response())
        }
        Err(why) => refused(why),
    }
}

/// `HEAD`: how much of a file is here.
pub async fn standing(hatch: &Hatch, id: &str) -> Result<Response, Fault> {
    let id = parse(id)?;
    let found = hatch.vault.standing(&hatch.scope, hatch.owner_of(&id), &id).await?;
    let told = [(OFFSET, found.offset), (LENGTH, found.length.unwrap_or_default())];
    let told = told.map(|(name, number)| (name, number.to_string()));
    let not_kept = [(CACHE_CONTROL, "no-store")];
    Ok((StatusCode::OK, version(), told, not_kept, expires(found.until)).into_response())
}

/// `PATCH`: the next part of a file. What came before a cut is kept, though nobody hears our answer.
pub async fn append(
    hatch: &Hatch,
    id: &str,
    headers: &HeaderMap,
    body: Body,
) -> Result<Response, Fault> {
    if let Some(other) = other_version(headers) {
        return Ok(other);
    }
    if headers.get(CONTENT_TYPE).is_none_or(|kind| kind != PART) {
        return Ok((StatusCode::UNSUPPORTED_MEDIA_TYPE, version()).into_response());
    }
    let Some(offset) = number(headers, &OFFSET) else { return Ok(bad("Upload-Offset is missing")) };
    let checksum = match Checksum::told(headers) {
        Ok(checksum) => checksum,
        Err(why) => return Ok(bad(why)),
    };
    let (hatch, id, part) = (hatch.clone(), parse(id)?, Part { offset, checksum, body });
    let written = tokio::spawn(async move { write(&hatch, &id, part).await }).await;
    match written.map_err(Problem::broken)? {
        Ok(response) => Ok(response),
        Err(why) => refused(why),
    }
}

/// A part of a file on its way.
struct Part {
    offset: u64,
    checksum: Option<Checksum>,
    body: Body,
}

async fn write(hatch: &Hatch, id: &FileId, part: Part) -> Result<Response, NotTaken> {
    let mut file = hatch.vault.resume(&hatch.scope, hatch.owner_of(id), id).await?;
    if file.offset() != part.offset {
        return Ok((StatusCode::CONFLICT, version()).into_response());
    }
    let line = line_of(part.body);
    let ended = match part.checksum {
        None => fill(&mut file, line, |_| ()).await?,
        Some(mut checksum) => {
            file.hold();
            let ended = fill(&mut file, line, |bytes| checksum.update(bytes)).await?;
            if !checksum.fits() {
                // Dropped, nothing of the part is kept.
                return Ok((mismatch()?, version()).into_response());
            }
            ended
        }
    };
    if file.is_whole() {
        let taken = file.finish().await?;
        let told = [(OFFSET, taken.size.to_string()), (HASH, hex(&taken.sha256))];
        return Ok((StatusCode::NO_CONTENT, version(), told).into_response());
    }
    let told = [(OFFSET, file.pause().await?.to_string())];
    let status = match ended {
        Ended::Well => StatusCode::NO_CONTENT,
        Ended::Cut => StatusCode::BAD_REQUEST,
    };
    Ok((status, version(), told, expires(hatch.until)).into_response())
}

/// `DELETE`: removes a file, whether all of it is here or not.
pub async fn terminate(hatch: &Hatch, id: &str) -> Result<Response, Fault> {
    let id = parse(id)?;
    hatch.vault.remove(&hatch.scope, hatch.owner_of(&id), &id).await?;
    Ok((StatusCode::NO_CONTENT, version()).into_response())
}

/// What tus answers to a part that is not what was sent.
fn mismatch() -> Result<StatusCode, Problem> {
    StatusCode::from_u16(460).map_err(Problem::broken)
}

fn parse(id: &str) -> Result<FileId, Problem> {
    FileId::parse(id).ok_or(Problem::NotFound(Thing::File))
}

const fn version() -> [(HeaderName, &'static str); 1] {
    [(RESUMABLE, VERSION)]
}

fn other_version(headers: &HeaderMap) -> Option<Response> {
    let ours = headers.get(RESUMABLE).is_some_and(|version| version == VERSION);
    (!ours).then(|| {
        let told = [("tus-version", VERSION)];
        (StatusCode::PRECONDITION_FAILED, version(), told).into_response()
    })
}

fn bad(why: &'static str) -> Response {
    (StatusCode::BAD_REQUEST, version(), why).into_response()
}

/// A file that is not taken: too large in some way, or a problem as everywhere.
fn refused(why: NotTaken) -> Result<Response, Fault> {
    let code = code(&why);
    match why {
        NotTaken::Problem(Problem::Conflict(_)) => {
            Ok((StatusCode::LOCKED, version()).into_response())
        }
        NotTaken::Problem(problem) => Err(Fault(problem)),
        _ => Ok((StatusCode::PAYLOAD_TOO_LARGE, version(), [(WHY, code)]).into_response()),
    }
}

fn number(headers: &HeaderMap, name: &HeaderName) -> Option<u64> {
    headers.get(name)?.to_str().ok()?.parse().ok()
}

fn expires(until: Instant) -> [(HeaderName, String); 1] {
    [(EXPIRES, until.timestamp().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string())]
}

/// What the sender calls a file: `filename` and `filetype`, in base 64.
fn details(headers: &HeaderMap) -> Details {
    let said = headers.get("upload-metadata").and_then(|value| value.to_str().ok());
    let said = said.unwrap_or_default();
    let value = |wanted: &str| {
        let mut pairs = said.split(',').filter_map(|pair| pair.trim().split_once(' '));
        let found = pairs.find(|(key, _)| *key == wanted).map(|(_, value)| value.trim());
        let bytes = found.and_then(|value| STANDARD.decode(value).ok()).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    };
    Details::new(&value("filename"), &value("filetype"))
}

#[cfg(test)]
mod tests {
    use super::{details, expires};
    use axum::http::HeaderMap;
    use jiff::Timestamp;
    use kernel::Instant;

    #[test]
    fn what_a_file_is_called_stands_in_its_announcement() {
        for (said, name, declared) in [
            ("filename YmlrZS5qcGc=,filetype aW1hZ2UvanBlZw==", "bike.jpg", "image/jpeg"),
            ("filetype aW1hZ2UvanBlZw==, filename Li4vYmlrZS5qcGc=", "bike.jpg", "image/jpeg"),
            ("filename", "file", ""),
            ("filename %%%", "file", ""),
            ("", "file", ""),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert("upload-metadata", said.parse().unwrap());
            let found = details(&headers);
            assert_eq!((&*found.name, &*found.declared), (name, declared), "{said}");
        }
    }

    #[test]
    fn the_end_is_said_as_http_says_times() {
        let [(_, said)] = expires(Instant::new(Timestamp::UNIX_EPOCH));
        assert_eq!(said, "Thu, 01 Jan 1970 00:00:00 GMT");
    }
}
