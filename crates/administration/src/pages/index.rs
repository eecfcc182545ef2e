//! What there is to administer, for whoever looks.

use super::Office;
use axum::extract::State;
use axum::response::Response;
use counter::leaf::{Line, Part};
use counter::{Fault, Visit};
use kernel::{Problem, Reason, Words, words};
use rights::Right;
use rights::pages::SignedIn;

words! {
    TITLE { en: "Administration", cy: "Gweinyddu" }
    ACCOUNTS { en: "People who work here", cy: "Pobl sy'n gweithio yma" }
    ABOUT_ACCOUNTS { en: "What each may do, their sessions, new accounts", cy: "Yr hyn y gall pob un ei wneud, eu sesiynau, cyfrifon newydd" }
    UNITS { en: "Units", cy: "Unedau" }
    ABOUT_UNITS { en: "Teams that policies and people name", cy: "Timau y mae polisïau a phobl yn eu henwi" }
    OPERATIONS { en: "Operations", cy: "Ymgyrchoedd" }
    ABOUT_OPERATIONS { en: "Whoever works on one reads what belongs to it", cy: "Mae pwy bynnag sy'n gweithio ar un yn darllen yr hyn sy'n perthyn iddi" }
    PROVIDERS { en: "How people sign in", cy: "Sut mae pobl yn mewngofnodi" }
    ABOUT_PROVIDERS { en: "Your force's identity providers, and what their roles mean here", cy: "Darparwyr hunaniaeth eich heddlu, a beth mae eu rolau'n ei olygu yma" }
    POLICIES { en: "Policies in force", cy: "Polisïau mewn grym" }
    ABOUT_POLICIES { en: "Who may do what, and what your force adds", cy: "Pwy all wneud beth, a'r hyn y mae eich heddlu yn ei ychwanegu" }
    AGREEMENTS { en: "Agreements with other forces", cy: "Cytundebau â heddluoedd eraill" }
    ABOUT_AGREEMENTS { en: "What is shared, for what, and until when", cy: "Yr hyn a rennir, at ba ddiben, a than pryd" }
    SYSTEMS { en: "Other systems", cy: "Systemau eraill" }
    ABOUT_SYSTEMS { en: "What may ask us in its own name", cy: "Yr hyn a all ofyn i ni yn ei enw ei hun" }
}

/// Any one of these rights opens the room.
const OPENED_BY: [Right; 4] =
    [Right::SeeAccounts, Right::SeePolicies, Right::ManageAgreements, Right::ManageClients];

const ALL: [(&str, Words, Words, Right); 7] = [
    ("/accounts", ACCOUNTS, ABOUT_ACCOUNTS, Right::SeeAccounts),
    ("/units", UNITS, ABOUT_UNITS, Right::SeeAccounts),
    ("/operations", OPERATIONS, ABOUT_OPERATIONS, Right::SeeAccounts),
    ("/providers", PROVIDERS, ABOUT_PROVIDERS, Right::SeeAccounts),
    ("/policies", POLICIES, ABOUT_POLICIES, Right::SeePolicies),
    ("/agreements", AGREEMENTS, ABOUT_AGREEMENTS, Right::ManageAgreements),
    ("/systems", SYSTEMS, ABOUT_SYSTEMS, Right::ManageClients),
];

/// `GET /desk/administration`.
pub(super) async fn show(
    State(office): State<Office>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = office.at(&visit, &signed_in);
    let lines: Vec<Line> = ALL
        .iter()
        .filter(|(.., right)| at.staff().may(*right))
        .map(|(path, name, about, _)| Line {
            href: at.href(path),
            text: at.say(*name).to_owned(),
            tag: None,
            about: Some(at.say(*about).to_owned()),
        })
        .collect();
    let looked = if lines.is_empty() {
        Err(Problem::Refused(Reason::NotYourRole))
    } else {
        Ok(at.leaf(TITLE, at.say(TITLE)).part(Part::Links(lines)))
    };
    at.shown(&OPENED_BY, looked)
}
