//! Where the room of records begins: with the one box.

use super::{Holdings, OPENED_BY, kept, search};
use axum::extract::State;
use axum::response::Response;
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::leaf::{Line, Part};
use counter::{Fault, Routes, Visit};
use kernel::{Words, words};
use rights::Right;
use rights::pages::{At, Attempt, SignedIn};

words! {
    TITLE { en: "Records", cy: "Cofnodion" }
    NEW_PERSON { en: "Write down a person", cy: "Nodi person" }
    NEW_PERSON_ABOUT { en: "With who they may be, before a new record is opened", cy: "Gyda phwy y gallent fod, cyn agor cofnod newydd" }
    NEW { en: "Open a new record", cy: "Agor cofnod newydd" }
    QUERIES { en: "Questions that are asked again and again", cy: "Cwestiynau a ofynnir dro ar ôl tro" }
    DUPLICATES { en: "What several told us that may be one thing", cy: "Yr hyn a ddywedodd sawl un wrthym a all fod yn un peth" }
    MATCHES { en: "Records that may be of the same one", cy: "Cofnodion a allai fod am yr un un" }
    MERGES { en: "Records that were said to be the same", cy: "Cofnodion y dywedwyd eu bod yr un un" }
    REVIEWS { en: "Is it still needed?", cy: "A oes ei angen o hyd?" }
    HOLDS { en: "Legal holds", cy: "Ataliadau cyfreithiol" }
    IMPORT { en: "Bring in old records", cy: "Dod â hen gofnodion i mewn" }
    EXPORT { en: "Give records to another system", cy: "Rhoi cofnodion i system arall" }
    NEW_ABOUT { en: "Of a person, an object, a place, an event or an organisation", cy: "O berson, gwrthrych, lle, digwyddiad neu sefydliad" }
}

/// What is done with records beside looking for them, for whoever may.
const ROOMS: [(Right, &str, Words); 8] = [
    (Right::WriteRecords, "/duplicates", DUPLICATES),
    (Right::ReadRecords, "/queries", QUERIES),
    (Right::MergeRecords, "/matches", MATCHES),
    (Right::MergeRecords, "/merges", MERGES),
    (Right::KeepRecords, "/reviews", REVIEWS),
    (Right::KeepRecords, "/holds", HOLDS),
    (Right::KeepRecords, "/import", IMPORT),
    (Right::KeepRecords, "/export", EXPORT),
];

pub(super) fn routes() -> Routes<Holdings> {
    Routes::new().get("/desk/records", Desk, Staff, show)
}

async fn show(
    State(holdings): State<Holdings>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    if let Some(attempt) = kept::kept(&at) {
        let looked = search::look(&at, attempt).await;
        return at.done(&OPENED_BY, looked);
    }
    let looked = at.staff().require(Right::ReadRecords).map(|()| {
        let form = Part::Form(search::form(&at, &Attempt::default()));
        let theirs = ROOMS.iter().filter(|(right, ..)| at.staff().may(*right));
        let theirs: Vec<Line> = theirs
            .map(|(_, path, words)| Line {
                href: at.href(path),
                text: at.say(*words).to_owned(),
                tag: None,
                about: None,
            })
            .collect();
        let theirs = (!theirs.is_empty()).then_some(Part::Links(theirs));
        at.leaf(TITLE, at.say(TITLE)).part(form).parts(ways_in(&at)).parts(theirs)
    });
    at.shown(&OPENED_BY, looked)
}

/// How something new is written down, for whoever may.
pub(super) fn ways_in(at: &At<'_>) -> Option<Part> {
    let line = |path: &str, text, about| Line {
        href: at.href(&format!("{path}?need={}", at.purpose.code())),
        text: at.say(text).to_owned(),
        tag: None,
        about: Some(at.say(about).to_owned()),
    };
    at.staff().may(Right::WriteRecords).then(|| {
        Part::Links(vec![
            line("/people/new", NEW_PERSON, NEW_PERSON_ABOUT),
            line("/new", NEW, NEW_ABOUT),
        ])
    })
}
