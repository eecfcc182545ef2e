//! What somebody typed, carried in an address, so that the back button and a reload find it again. It is
//! sealed for their account: nobody reads in an address what was looked for.

use counter::Form;
use kernel::Problem;
use rights::pages::{At, Attempt};
use station::{seal, secrets};

/// The longest text that is carried, as it stands in an address.
const LONGEST: usize = 6_000;

/// Some fields of a form, sealed; nothing where that would be longer than addresses are.
pub(super) fn keep(
    at: &At<'_>,
    attempt: &Attempt,
    fields: &[&str],
) -> Result<Option<String>, Problem> {
    let typed: Vec<(&str, &str)> =
        fields.iter().map(|field| (*field, attempt.typed(field))).collect();
    let plain = serde_html_form::to_string(typed).map_err(Problem::broken)?;
    let sealed = seal::seal(&key(at), context(at).as_bytes(), plain.as_bytes())?;
    Ok(Some(secrets::hex(&sealed)).filter(|text| text.len() <= LONGEST))
}

/// The form that the address of a page carries; nothing where it carries none that is theirs.
pub(super) fn kept(at: &At<'_>) -> Option<Attempt> {
    let sealed = secrets::from_hex(&at.asked("kept")?)?;
    let plain = seal::open(&key(at), context(at).as_bytes(), &sealed)?;
    let fields = serde_html_form::from_bytes::<Vec<(String, String)>>(&plain).ok()?;
    Some(Attempt::of(Form::new(fields)))
}

fn key(at: &At<'_>) -> [u8; 32] {
    at.station.key().derive("holdings.kept")
}

fn context(at: &At<'_>) -> String {
    at.staff().account().to_string()
}
