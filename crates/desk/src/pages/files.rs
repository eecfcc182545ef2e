//! The files of a report: what they are, what our checks made of them, and the way to them. Nothing of
//! them is shown before somebody asks for it, and each look is in the journal.

use super::{Here, contact::contact_id, refused};
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use counter::components::{Colour, Tag};
use counter::{Fault, Visit, dates};
use evidence::pages::{give, said};
use evidence::{Claims, File, FileId, State as Standing, Vault, Why};
use kernel::{ContactId, Language, Problem, Purpose, Thing, Words, words};
use rights::pages::SignedIn;
use services::pages::Hall;
use station::Tx;

words! {
    NOT_YET { en: "Being checked", cy: "Yn cael ei wirio" }
    CHECKED { en: "Checked", cy: "Wedi'i wirio" }
    ASIDE { en: "Put aside", cy: "Wedi'i roi o'r neilltu" }
    SAYS_BOTH { en: "The photo says that it was taken on {when} near {place}.", cy: "Mae'r llun yn dweud iddo gael ei dynnu ar {when} ger {place}." }
    SAYS_WHEN { en: "The photo says that it was taken on {when}.", cy: "Mae'r llun yn dweud iddo gael ei dynnu ar {when}." }
    SAYS_WHERE { en: "The photo says that it was taken near {place}.", cy: "Mae'r llun yn dweud iddo gael ei dynnu ger {place}." }
    A_CLAIM { en: "The camera wrote this. It can be wrong, and anybody can change it.", cy: "Y camera a ysgrifennodd hyn. Gall fod yn anghywir, a gall unrhyw un ei newid." }
    NO_PREVIEW { en: "There is no small picture of this kind of photo. Save it to look at it.", cy: "Nid oes llun bach o'r math hwn o lun. Cadwch ef i edrych arno." }
    NOT_ITS_TYPE { en: "It is not what its name says. Do not open it on your own computer.", cy: "Nid dyna'r hyn y mae ei enw'n ei ddweud. Peidiwch â'i agor ar eich cyfrifiadur eich hun." }
    TWO_THINGS { en: "It is two kinds of file in one. Do not open it on your own computer.", cy: "Mae'n ddau fath o ffeil mewn un. Peidiwch â'i agor ar eich cyfrifiadur eich hun." }
    ARCHIVE { en: "It is packed in a way that we cannot look into safely.", cy: "Mae wedi'i bacio mewn ffordd na allwn edrych arni'n ddiogel." }
    PIXELS { en: "It is a picture too large to open safely.", cy: "Mae'n llun rhy fawr i'w agor yn ddiogel." }
    SIZE { en: "It is larger than files of its kind may be.", cy: "Mae'n fwy nag y gall ffeiliau o'i fath fod." }
    MALWARE { en: "The scanner knows it as malware. It cannot be opened here: ask your digital forensics unit.", cy: "Mae'r sganiwr yn ei adnabod fel maleiswedd. Ni ellir ei agor yma: gofynnwch i'ch uned fforensig ddigidol." }
    DAMAGED { en: "What is stored is not what was sent. Tell whoever runs this service.", cy: "Nid yr hyn a storiwyd yw'r hyn a anfonwyd. Dywedwch wrth bwy bynnag sy'n rhedeg y gwasanaeth hwn." }
    UNREADABLE { en: "It could not be read to the end. It may be broken.", cy: "Ni ellid ei ddarllen i'r diwedd. Gall fod wedi torri." }
}

/// A file in the list.
pub(super) struct Line {
    pub(super) name: String,
    pub(super) about: String,
    pub(super) sha256: String,
    pub(super) tag: Tag,
    pub(super) why: Option<&'static str>,
    /// When and where a photo says that it was taken.
    pub(super) claims: Option<String>,
    /// That there can be no preview, where somebody would look for one.
    pub(super) no_preview: Option<&'static str>,
    /// Where it is saved from, if it may be opened.
    pub(super) href: Option<String>,
    /// Where its preview is.
    pub(super) preview: Option<String>,
}

/// The lines of files.
pub(super) fn lines(files: &[File], visit: &Visit, contact: ContactId) -> Vec<Line> {
    files.iter().map(|file| line(file, visit, contact)).collect()
}

fn line(file: &File, visit: &Visit, contact: ContactId) -> Line {
    let language = visit.language;
    let at = visit.href(&format!("/desk/contacts/{contact}/files/{}", file.id));
    let (tag, why) = standing(file.state, language);
    let kind = file.found.clone().unwrap_or_else(|| file.details.declared.clone());
    let about = [said::size(file.size), kind].into_iter().filter(|part| !part.is_empty());
    Line {
        name: file.details.name.clone(),
        about: about.collect::<Vec<_>>().join(", "),
        sha256: file.sha256.map(|hash| station::secrets::hex(&hash)).unwrap_or_default(),
        tag,
        why,
        claims: file.claims.as_ref().and_then(|claims| said_of(claims, language)),
        no_preview: has_no_preview(file).then(|| NO_PREVIEW.say(language)),
        preview: file.preview.map(|_| format!("{at}/preview")),
        href: file.state.may_be_opened().then_some(at),
    }
}

/// What a photo says of itself, and how much that is worth.
fn said_of(claims: &Claims, language: Language) -> Option<String> {
    let when = claims.taken_in_london().map(|at| dates::date_and_time(at, language));
    let place = claims.place.map(|(north, east)| format!("{north:.4}, {east:.4}"));
    let said = match (when, place) {
        (Some(when), Some(place)) => {
            SAYS_BOTH.fill(language, &[("when", &when), ("place", &place)])
        }
        (Some(when), None) => SAYS_WHEN.fill(language, &[("when", &when)]),
        (None, Some(place)) => SAYS_WHERE.fill(language, &[("place", &place)]),
        (None, None) => return None,
    };
    Some(format!("{said} {}", A_CLAIM.say(language)))
}

/// Photos of newer phones, which we cannot draw anew.
fn has_no_preview(file: &File) -> bool {
    let kind = file.found.as_deref().unwrap_or_default();
    file.preview.is_none() && matches!(kind, "image/heic" | "image/heif" | "image/avif")
}

fn standing(state: Standing, language: Language) -> (Tag, Option<&'static str>) {
    let tag = |words: Words, colour| Tag::new(words.say(language)).colour(colour);
    match state {
        Standing::Receiving | Standing::Unscanned => (tag(NOT_YET, Colour::Grey), None),
        Standing::Kept => (tag(CHECKED, Colour::Green), None),
        Standing::Quarantined(why) => (tag(ASIDE, Colour::Red), Some(reason(why).say(language))),
    }
}

const fn reason(why: Why) -> Words {
    match why {
        Why::NotItsType => NOT_ITS_TYPE,
        Why::TwoThings => TWO_THINGS,
        Why::Archive => ARCHIVE,
        Why::Pixels => PIXELS,
        Why::Size => SIZE,
        Why::Malware => MALWARE,
        Why::Damaged => DAMAGED,
        Why::Unreadable => UNREADABLE,
    }
}

/// `GET …/files/{file}`: the file as it was sent, to be saved.
pub(super) async fn save(
    State(hall): Here,
    Extension(vault): Extension<Vault>,
    visit: Visit,
    Path((id, file)): Path<(String, String)>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let opened = async {
        let (mut tx, file) = begin(&hall, &signed_in, (&id, &file)).await?;
        let (about, blob) = vault.open(&mut tx, &file).await?;
        let blob = blob.ok_or(Problem::NotFound(Thing::File))?;
        tx.commit().await?;
        Ok(give::to_save(vault.blobs(), blob, &about.details.name))
    };
    or_refused(&hall, &visit, &signed_in, opened.await)
}

/// `GET …/files/{file}/preview`: a smaller picture of it.
pub(super) async fn preview(
    State(hall): Here,
    Extension(vault): Extension<Vault>,
    visit: Visit,
    Path((id, file)): Path<(String, String)>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let opened = async {
        let (mut tx, file) = begin(&hall, &signed_in, (&id, &file)).await?;
        let blob = vault.open_preview(&mut tx, &file).await?;
        tx.commit().await?;
        Ok(give::preview(vault.blobs(), blob))
    };
    or_refused(&hall, &visit, &signed_in, opened.await)
}

/// A transaction in which the contact was opened, and a file of its report.
async fn begin<'a>(
    hall: &'a Hall,
    signed_in: &SignedIn,
    (id, file): (&str, &str),
) -> Result<(Tx<'a>, FileId), Problem> {
    let staff = &signed_in.staff;
    let mut tx = hall.station.begin(&staff.scope(Purpose::ContactHandling)).await?;
    let view = ::contact::read(&mut tx, staff, contact_id(id)?).await?;
    let files = evidence::of_report(&mut tx, view.report.id).await?;
    let found = files.into_iter().find(|known| known.id.as_str() == file);
    Ok((tx, found.ok_or(Problem::NotFound(Thing::File))?.id))
}

fn or_refused(
    hall: &Hall,
    visit: &Visit,
    signed_in: &SignedIn,
    opened: Result<Response, Problem>,
) -> Result<Response, Fault> {
    match opened {
        Ok(response) => Ok(response),
        Err(problem) => refused(hall, visit, signed_in, problem),
    }
}
