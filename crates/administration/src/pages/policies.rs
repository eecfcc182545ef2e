//! The policies in force, to be read by people: what each says, who may do what, and the text itself.

use super::Office;
use super::index::POLICIES;
use super::right_names;
use axum::extract::State;
use axum::response::Response;
use counter::components::{Button, Cell, Colour, Table, Tag};
use counter::leaf::{Leaf, Line, Part};
use counter::{Fault, Visit, dates};
use kernel::{Language, Problem, Words, words};
use rights::pages::At;
use rights::pages::SignedIn;
use rights::policies::{ADD, Added, END, Readable};
use rights::second::{self, Request, RequestState};
use rights::{Right, Role, policies};

words! {
    ABOUT { en: "What is not permitted is refused. What is forbidden is refused whatever is permitted.", cy: "Gwrthodir yr hyn na chaniateir. Gwrthodir yr hyn a waherddir beth bynnag a ganiateir." }
    WHO_MAY { en: "Which roles may do what", cy: "Pa rolau all wneud beth" }
    WHAT { en: "What", cy: "Beth" }
    YES { en: "Yes", cy: "Gall" }
    NO { en: "No", cy: "Na" }
    OWN { en: "What your force added", cy: "Yr hyn a ychwanegodd eich heddlu" }
    NONE_OWN { en: "Your force added nothing.", cy: "Nid ychwanegodd eich heddlu ddim." }
    NATIONAL { en: "What holds in every force", cy: "Yr hyn sy'n dal ym mhob heddlu" }
    PERMITS { en: "Permits", cy: "Yn caniatáu" }
    FORBIDS { en: "Forbids", cy: "Yn gwahardd" }
    SOURCE { en: "The policy itself", cy: "Y polisi ei hun" }
    SINCE { en: "In force since {when}.", cy: "Mewn grym ers {when}." }
    ADD_ONE { en: "Add a policy", cy: "Ychwanegu polisi" }
    END_ONE { en: "End “{name}”", cy: "Dod â “{name}” i ben" }
    WAITS { en: "Waits for a second person", cy: "Yn aros am ail berson" }
    ASKED { en: "It waits for a second person. Nothing is changed before they approve it.", cy: "Mae'n aros am ail berson. Ni newidir dim cyn iddynt ei gymeradwyo." }
}

const OPENED_BY: [Right; 1] = [Right::SeePolicies];

/// `GET /desk/administration/policies`.
pub(super) async fn show(
    State(office): State<Office>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = office.at(&visit, &signed_in);
    let looked = look(&at).await;
    at.shown(&OPENED_BY, looked)
}

async fn look(at: &At<'_>) -> Result<Leaf, Problem> {
    at.staff().require(Right::SeePolicies)?;
    let mut tx = at.tx().await?;
    let added = policies::added(&mut tx).await?;
    let requests = second::list(&mut tx).await?;
    tx.leave().await?;
    let mut leaf = at.after(at.leaf(POLICIES, at.say(POLICIES)), &[("asked", ASKED)]);
    leaf = leaf.text(at.say(ABOUT)).heading(at.say(WHO_MAY)).part(Part::Wide(matrix(at).into()));
    leaf = leaf.heading(at.say(OWN));
    if added.is_empty() {
        leaf = leaf.text(at.say(NONE_OWN));
    }
    for one in &added {
        leaf = leaf.parts(own(at, one));
    }
    leaf = leaf.parts(waiting(at, &requests, &[ADD.code, END.code]));
    if at.staff().may(Right::ManagePolicies) {
        leaf = leaf.piece(Button::link(at.href("/policies/new"), at.say(ADD_ONE)));
    }
    let all = at.staff().policies().readable();
    let national = all.iter().filter(|it| it.national).flat_map(|it| said(at, it));
    Ok(leaf.heading(at.say(NATIONAL)).parts(national))
}

/// Which roles may do what at all, by the policies that hold for whoever looks.
fn matrix(at: &At<'_>) -> Table {
    let policies = at.staff().policies();
    let roles = Role::ALL.map(|role| Cell::new(at.say(role.name())));
    let head = std::iter::once(Cell::new(at.say(WHAT))).chain(roles);
    let table = Table::new().caption(at.say(WHO_MAY), "govuk-visually-hidden").head(head);
    Right::ALL.into_iter().fold(table.row_headers(), |table, right| {
        let may = |role: Role| {
            let words = if policies.may(role, right) { YES } else { NO };
            Cell::new(at.say(words))
        };
        let name = Cell::new(at.say(right_names::name(right)));
        table.row(std::iter::once(name).chain(Role::ALL.map(may)))
    })
}

/// What one policy says, and its text behind a word.
fn said(at: &At<'_>, policy: &Readable) -> [Part; 2] {
    let verdict = if policy.forbids { FORBIDS } else { PERMITS };
    let says = format!("{}: {}", at.say(verdict), policy.say(at.language()));
    let summary = at.say(SOURCE).to_owned();
    [Part::Text(says), Part::Source(summary, policy.text.to_string())]
}

/// What the force added under one name.
fn own(at: &At<'_>, added: &Added) -> Vec<Part> {
    let all = at.staff().policies().readable();
    let theirs = all.iter().filter(|it| !it.national && *it.place == *added.name);
    let since = dates::date_and_time(added.added_at, at.language());
    let mut parts: Vec<Part> = theirs.flat_map(|it| said(at, it)).collect();
    parts.push(Part::Text(at.fill(SINCE, &[("when", &since)])));
    parts.push(Part::Written(added.why.clone()));
    if at.staff().may(Right::ManagePolicies) {
        parts.push(Part::Links(vec![Line {
            href: at.href(&format!("/policies/{}/end", added.id)),
            text: at.fill(END_ONE, &[("name", &added.name)]),
            tag: None,
            about: None,
        }]));
    }
    parts
}

/// What waits for a second person, of these deeds.
pub(super) fn waiting(at: &At<'_>, requests: &[Request], deeds: &[&str]) -> Option<Part> {
    let waits =
        |it: &&Request| it.state == RequestState::Waiting && deeds.contains(&it.deed.as_str());
    let line = |it: &Request| {
        let [english, welsh] = &it.says;
        let says = if at.language() == Language::Welsh { welsh } else { english };
        Line {
            href: at.visit.href("/desk/requests"),
            text: says.clone(),
            tag: Some(Tag::new(at.say(WAITS)).colour(Colour::Yellow)),
            about: None,
        }
    };
    let lines: Vec<Line> = requests.iter().filter(waits).map(line).collect();
    (!lines.is_empty()).then_some(Part::Links(lines))
}

/// What is said once something waits for a second person.
pub(super) const WAITING_NOW: Words = ASKED;
