//! Files from a plain form, in browsers without scripts too: read as they come, never whole in memory.

use super::{Cut, Hatch, Line};
use crate::file::Details;
use crate::limits::NotTaken;
use crate::receive::Received;
use axum::body::Body;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use futures_util::stream;
use kernel::{Problem, Reason};
use multer::{Field, Multipart};
use std::time::Duration;
use tokio::time::timeout;

/// The most bytes of a field that is no file.
const FIELD: usize = 64 * 1024;
/// The most parts of a form.
const PARTS: usize = 100;
/// How long a sender may say nothing before a part begins.
const SILENCE: Duration = Duration::from_secs(30);

/// What a form had in it.
#[derive(Debug, Default)]
pub struct Taken {
    /// The files that are here.
    pub files: Vec<Received>,
    /// Those that are not: the field, the file's name, and why.
    pub not_taken: Vec<(String, String, NotTaken)>,
    /// Its other fields.
    pub fields: Vec<(String, String)>,
}

/// Whether a request is such a form.
#[must_use]
pub fn is_one(headers: &HeaderMap) -> bool {
    boundary(headers).is_some()
}

fn boundary(headers: &HeaderMap) -> Option<String> {
    multer::parse_boundary(headers.get(CONTENT_TYPE)?.to_str().ok()?).ok()
}

/// Takes in the files of a form. `ours` says whether it is known to come from a page of ours; else a
/// field of it must fit `token` before the first file, or it is refused. Files of other fields than
/// `fields` are passed over, unless none is named. It goes on when whoever asked is gone.
pub async fn take(
    hatch: &Hatch,
    headers: &HeaderMap,
    body: Body,
    (ours, fields, token): (bool, Vec<String>, impl Fn(&str, &str) -> bool + Send + 'static),
) -> Result<Taken, Problem> {
    let Some(boundary) = boundary(headers) else {
        return Err(Problem::Invalid(Vec::new()));
    };
    let (hatch, parts) = (hatch.clone(), Multipart::new(body.into_data_stream(), boundary));
    let reading =
        tokio::spawn(async move { read_parts(&hatch, parts, (ours, fields, token)).await });
    reading.await.map_err(Problem::broken)?
}

async fn read_parts(
    hatch: &Hatch,
    mut parts: Multipart<'static>,
    (mut ours, fields, fits): (bool, Vec<String>, impl Fn(&str, &str) -> bool),
) -> Result<Taken, Problem> {
    let mut taken = Taken::default();
    for _ in 0..PARTS {
        let Ok(Ok(Some(part))) = timeout(SILENCE, parts.next_field()).await else { break };
        let Some(file_name) = part.file_name().map(str::to_owned) else {
            let name = part.name().unwrap_or_default().to_owned();
            let Some(value) = value(part).await else { break };
            ours |= fits(&name, &value);
            taken.fields.push((name, value));
            continue;
        };
        if !ours {
            return Err(Problem::Refused(Reason::CrossSite));
        }
        let name = part.name().unwrap_or_default().to_owned();
        if fields.is_empty() || fields.contains(&name) {
            let hatch = Hatch { field: name, ..hatch.clone() };
            take_file(&hatch, &file_name, part, &mut taken).await?;
        }
    }
    if ours { Ok(taken) } else { Err(Problem::Refused(Reason::CrossSite)) }
}

async fn take_file(
    hatch: &Hatch,
    file_name: &str,
    part: Field<'static>,
    taken: &mut Taken,
) -> Result<(), Problem> {
    let declared = part.content_type().map(ToString::to_string).unwrap_or_default();
    let details = Details::new(file_name, &declared);
    let name = details.name.clone();
    match hatch.take_whole(details, line_of(part)).await {
        Ok(received) => taken.files.push(received),
        // A field for files in which none was chosen.
        Err(NotTaken::Empty) if file_name.is_empty() => {}
        Err(NotTaken::Problem(Problem::Busy)) => return Err(Problem::Busy),
        Err(why) => taken.not_taken.push((hatch.field.clone(), name, why)),
    }
    Ok(())
}

/// The value of a field that is no file; nothing when it is too long or breaks off.
async fn value(mut part: Field<'static>) -> Option<String> {
    let mut bytes = Vec::new();
    while let Some(chunk) = timeout(SILENCE, part.chunk()).await.ok()?.ok()? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > FIELD {
            return None;
        }
    }
    String::from_utf8(bytes).ok()
}

/// A part of a form as a line.
fn line_of(part: Field<'static>) -> Line {
    Box::pin(stream::try_unfold(part, async |mut part| match part.chunk().await {
        Ok(Some(chunk)) => Ok(Some((chunk, part))),
        Ok(None) => Ok(None),
        Err(_cut) => Err(Cut),
    }))
}
