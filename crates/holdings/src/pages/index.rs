//! Where the room of records begins.

use super::{Holdings, OPENED_BY};
use axum::extract::State;
use axum::response::Response;
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::leaf::{Line, Part};
use counter::{Fault, Routes, Visit};
use kernel::words;
use rights::Right;
use rights::pages::SignedIn;

words! {
    TITLE { en: "Records", cy: "Cofnodion" }
    NEW { en: "Open a new record", cy: "Agor cofnod newydd" }
    MATCHES { en: "Records that may be of the same one", cy: "Cofnodion a allai fod am yr un un" }
    MERGES { en: "Records that were said to be the same", cy: "Cofnodion y dywedwyd eu bod yr un un" }
    REVIEWS { en: "Is it still needed?", cy: "A oes ei angen o hyd?" }
    HOLDS { en: "Legal holds", cy: "Ataliadau cyfreithiol" }
    IMPORT { en: "Bring in old records", cy: "Dod â hen gofnodion i mewn" }
    EXPORT { en: "Give records to another system", cy: "Rhoi cofnodion i system arall" }
    NEW_ABOUT { en: "Of a person, an object, a place, an event or an organisation", cy: "O berson, gwrthrych, lle, digwyddiad neu sefydliad" }
}

pub(super) fn routes() -> Routes<Holdings> {
    Routes::new().get("/desk/records", Desk, Staff, show)
}

async fn show(
    State(holdings): State<Holdings>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    let looked = at.staff().require(Right::ReadRecords).map(|()| {
        let new = at.staff().may(Right::WriteRecords).then(|| Line {
            href: at.href("/new"),
            text: at.say(NEW).to_owned(),
            tag: None,
            about: Some(at.say(NEW_ABOUT).to_owned()),
        });
        let merging = [
            (Right::MergeRecords, "/matches", MATCHES),
            (Right::MergeRecords, "/merges", MERGES),
            (Right::KeepRecords, "/reviews", REVIEWS),
            (Right::KeepRecords, "/holds", HOLDS),
            (Right::KeepRecords, "/import", IMPORT),
            (Right::KeepRecords, "/export", EXPORT),
        ];
        let theirs = merging.into_iter().filter(|(right, ..)| at.staff().may(*right));
        let theirs = theirs.map(|(_, path, words)| Line {
            href: at.href(path),
            text: at.say(words).to_owned(),
            tag: None,
            about: None,
        });
        at.leaf(TITLE, at.say(TITLE)).part(Part::Links(new.into_iter().chain(theirs).collect()))
    });
    at.shown(&OPENED_BY, looked)
}
