//! Answers that lead elsewhere, such as to 999: nothing of them is stored here. The browser keeps
//! them, sealed, so that whoever goes on all the same is not asked again.

use crate::drafts::Holder;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kernel::Problem;
use services::{Answers, Service};
use station::seal;

/// The most characters that a cookie's text may have beside its name and attributes.
const MOST: usize = 3000;

/// Seals answers for a cookie. Nothing when they are too long for one.
pub fn seal(
    holder: &Holder,
    force: &str,
    service: &Service,
    answers: &Answers,
) -> Result<Option<String>, Problem> {
    let plain = serde_json::to_vec(answers).map_err(Problem::broken)?;
    let key = holder.derive("aside", force, &service.id);
    let sealed = seal::seal(&key, &context(force, service), &plain)?;
    Ok(Some(URL_SAFE_NO_PAD.encode(sealed)).filter(|text| text.len() <= MOST))
}

/// Opens what [`seal()`] gave. Nothing when it is another's, of another service or damaged.
#[must_use]
pub fn open(holder: &Holder, force: &str, service: &Service, text: &str) -> Option<Answers> {
    let sealed = URL_SAFE_NO_PAD.decode(text).ok()?;
    let key = holder.derive("aside", force, &service.id);
    let plain = seal::open(&key, &context(force, service), &sealed)?;
    serde_json::from_slice(&plain).ok()
}

fn context(force: &str, service: &Service) -> Vec<u8> {
    format!("aside v1|{force}|{}", service.id).into_bytes()
}
