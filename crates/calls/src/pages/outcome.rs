//! Pages of the script that ask nothing: what the caller is told, and where the way ends elsewhere. None
//! is a dead end.

use super::answer::keep;
use super::script::{Asking, ScriptPage};
use super::{At, Open, ways};
use crate::call;
use axum::response::Response;
use counter::Prose;
use counter::components::{Button, Select, SelectOption, SummaryList};
use counter::{Fault, Form, page as draw};
use kernel::{Words, words};
use partners::{Directory, Redirected, What};
use reports::pages::{Found, facts, find_at};
use services::{Notice, Outcome, OutcomeKind, PageKind, Redirect, Spot};
use station::Tx;

/// What a button sends that turns to another service.
const THERE: &str = "there";
/// The field for the other body, where it is one of several.
pub(super) const WHO: &str = "who";

words! {
    DANGER { en: "Transfer this call to 999 now", cy: "Trosglwyddwch yr alwad hon i 999 nawr" }
    DANGER_STAY {
        en: "Stay on the line until the 999 call handler speaks to the caller.",
        cy: "Arhoswch ar y llinell nes bod y sawl sy'n ateb 999 yn siarad â'r galwr.",
    }
    DANGER_SAY {
        en: "Tell the caller: “I am putting you through to someone who sends help. Stay on the line with me.”",
        cy: "Dywedwch wrth y galwr: “Rwy'n eich trosglwyddo i rywun sy'n anfon help. Arhoswch ar y llinell gyda mi.”",
    }
    DANGER_GRADE {
        en: "If you cannot transfer it, grade it immediate and tell the dispatcher and your supervisor yourself.",
        cy: "Os na allwch ei throsglwyddo, graddiwch hi'n uniongyrchol a dywedwch wrth yr anfonwr a'ch goruchwyliwr eich hun.",
    }
    DANGER_AFTER {
        en: "What is written so far is saved. When help is on its way, you can go on with the report.",
        cy: "Mae'r hyn a ysgrifennwyd wedi'i gadw. Pan fydd help ar ei ffordd, gallwch barhau â'r adroddiad.",
    }
    GO_ON_REPORT { en: "Go on with the report", cy: "Parhau â'r adroddiad" }
    READ_OUT { en: "Go on", cy: "Ymlaen" }
    STILL { en: "Still take the report here", cy: "Cymryd yr adroddiad yma o hyd" }
    WENT { en: "The caller has the details and goes there", cy: "Mae'r manylion gan y galwr ac mae'n mynd yno" }
    ASK_WHICH { en: "Show how to reach them", cy: "Dangos sut i gysylltu â nhw" }
    WHICH { en: "Where does it happen? Choose the body for that place", cy: "Ble mae'n digwydd? Dewiswch y corff ar gyfer y lle hwnnw" }
    CHOOSE { en: "Choose one", cy: "Dewiswch un" }
    WHO_HEADING { en: "Read out who deals with it", cy: "Darllenwch pwy sy'n delio ag ef" }
    NOBODY { en: "We do not know which body it is. The caller can find it at {web}.", cy: "Nid ydym yn gwybod pa gorff ydyw. Gall y galwr ddod o hyd iddo yn {web}." }
    TO_SERVICE { en: "Go on with: {title}", cy: "Parhau gyda: {title}" }
}

/// What a page without questions tells.
pub(super) struct Told<'a> {
    pub(super) title: String,
    /// What whoever takes the call does now, the most urgent first.
    pub(super) danger: Vec<&'static str>,
    pub(super) body: Prose<'a>,
    /// The other body, as it is read out.
    pub(super) who_heading: &'static str,
    pub(super) who: Option<SummaryList>,
    pub(super) which: Option<(String, Select, Button)>,
    pub(super) nobody: Option<String>,
    pub(super) needs: Option<Prose<'a>>,
    pub(super) takes: Option<Prose<'a>>,
    /// Closes the call because the caller goes there: where that is sent, to whom they go, and the
    /// button.
    pub(super) went: Option<(String, String, Button)>,
}

impl<'a> Told<'a> {
    fn new(asking: &Asking<'a>, title: &str, body: &'a [kernel::Block]) -> Self {
        Self {
            title: title.to_owned(),
            danger: Vec::new(),
            body: Prose::new(body, asking.at.visit),
            who_heading: WHO_HEADING.say(asking.language()),
            who: None,
            which: None,
            nobody: None,
            needs: None,
            takes: None,
            went: None,
        }
    }
}

/// What is told before the script goes on.
pub(super) fn interruption(asking: &Asking<'_>, notice: &Notice) -> Response {
    let language = asking.language();
    let told = Told::new(asking, notice.title.say(language), notice.body.say(language));
    let buttons = vec![Button::new(READ_OUT.say(language))];
    draw(&ScriptPage { told: Some(told), buttons, ..asking.bare() })
}

/// Where the way ends elsewhere.
pub(super) async fn page(asking: &Asking<'_>, outcome: &Outcome) -> Response {
    let language = asking.language();
    let title = outcome.title.say(language);
    let mut told = Told::new(asking, title, outcome.body.say(language));
    let mut buttons = Vec::new();
    match outcome.kind {
        OutcomeKind::Emergency => {
            DANGER.say(language).clone_into(&mut told.title);
            let steps = [DANGER_STAY, DANGER_SAY, DANGER_GRADE, DANGER_AFTER];
            told.danger = steps.map(|words: Words| words.say(language)).to_vec();
            buttons.push(Button::new(GO_ON_REPORT.say(language)));
        }
        OutcomeKind::Redirect => {
            if let Some(redirect) = outcome.redirect.as_deref() {
                who(asking, &mut told, (outcome, redirect)).await;
            }
            buttons.push(Button::new(STILL.say(language)).secondary());
        }
        OutcomeKind::Service => {
            if let Some(there) = there(asking.at, asking.open, outcome) {
                let says = TO_SERVICE.fill(language, &[("title", there.title(language))]);
                buttons.push(Button::new(says).sends(THERE, "1"));
            }
            buttons.push(Button::new(STILL.say(language)).secondary());
        }
    }
    draw(&ScriptPage { told: Some(told), buttons, ..asking.bare() })
}

/// Who deals with it, to be read out.
async fn who<'a>(
    asking: &Asking<'a>,
    told: &mut Told<'a>,
    (outcome, redirect): (&Outcome, &'a Redirect),
) {
    let (at, open, language) = (asking.at, asking.open, asking.language());
    let Some(force) = at.force() else { return };
    let query = at.visit.address.query.as_deref().unwrap_or_default();
    let chosen = query.split('&').find_map(|pair| pair.strip_prefix("who="));
    let directory = open.catalogue.directory();
    let answers = &open.call.account.draft.answers;
    let found = find_at((&at.line.hall, force), (directory, redirect), answers, chosen).await;
    let prose = |said: &'a kernel::Told| {
        (!said.is_empty()).then(|| Prose::new(said.say(language), at.visit))
    };
    told.needs = prose(&redirect.needs);
    told.takes = prose(&redirect.takes);
    let here = at.href(open.id(), &format!("/pages/{}", outcome.slug));
    match found {
        Found::One(partner) => told.who = Some(facts(partner, language)),
        Found::Choose(ref partners) => {
            let option = |it: &&partners::Partner| SelectOption::new(&it.id, it.name.say(language));
            let select = Select::new(WHO, WHICH.say(language))
                .option(SelectOption::new("", CHOOSE.say(language)))
                .options(partners.iter().map(option));
            let show = Button::new(ASK_WHICH.say(language)).secondary();
            told.which = Some((here, select, show));
        }
        Found::Nobody if outcome.to.is_empty() => {}
        Found::Nobody => told.nobody = Some(NOBODY.fill(language, &[("web", &outcome.to)])),
    }
    let goes = found.partner().map(|partner| partner.id.clone()).unwrap_or_default();
    let went = Button::new(WENT.say(language));
    told.went = Some((at.href(open.id(), "/closure"), goes, went));
}

/// The other service that an outcome leads to, if the force offers it.
fn there<'a>(
    at: &At<'_>,
    open: &'a Open,
    outcome: &Outcome,
) -> Option<&'a std::sync::Arc<services::Service>> {
    let offer = open.catalogue.at(at.signed_in.staff.force(), &outcome.to)?;
    Some(&offer.edition.service)
}

/// The caller was told; the script goes on, or turns to another service.
pub(super) async fn go_on(
    at: &At<'_>,
    mut tx: Tx<'_>,
    mut open: Open,
    (spot, form): (Spot<'_>, &Form),
) -> Result<Response, Fault> {
    let id = open.id();
    if let PageKind::Outcome(outcome) = &spot.page.kind {
        let there = there(at, &open, outcome).filter(|_| form.get(THERE).is_some()).cloned();
        if let Some(there) = there {
            let carried = outcome.carried(&open.call.account.draft.answers);
            let staff = &at.signed_in.staff;
            call::turn_to(&mut tx, staff, &mut open.call, (&there, &carried)).await?;
            tx.commit().await?;
            return Ok(at.go(id, ""));
        }
        if let Some(redirect) = outcome.redirect.as_deref() {
            count(at, &open, redirect, None, What::Stayed);
        }
    }
    open.call.account.draft.answers.go_on_from(&spot.page.id);
    keep(at, tx, &mut open).await?;
    let answers = &open.call.account.draft.answers;
    Ok(at.go(id, &ways::next_of(&open.service, answers, open.now)))
}

/// Counts that a caller is told who else deals with it, as the web counts it.
pub(super) async fn count_shown(at: &At<'_>, open: &Open, outcome: &Outcome) {
    let (Some(redirect), Some(force)) = (outcome.redirect.as_deref(), at.force()) else { return };
    let (directory, answers) = (open.catalogue.directory(), &open.call.account.draft.answers);
    let found = find_at((&at.line.hall, force), (directory, redirect), answers, None).await;
    let partner = found.partner().map(|partner| partner.id.clone());
    count(at, open, redirect, partner, What::Shown);
}

/// Counts what became of a redirect.
pub(super) fn count(
    at: &At<'_>,
    open: &Open,
    redirect: &Redirect,
    partner: Option<String>,
    what: What,
) {
    let of = Redirected {
        service: open.service.id.clone(),
        question: redirect.question.clone(),
        role: redirect.role.clone(),
        partner,
    };
    at.line.counts.add(at.signed_in.staff.force(), open.now, of, what);
}

/// The body of an id that may deal with it; nothing where the form makes one up.
pub(super) fn partner_of(directory: &Directory, redirect: &Redirect, id: &str) -> Option<String> {
    let partner = directory.get(id).filter(|it| it.roles.contains(&redirect.role));
    partner.map(|partner| partner.id.clone())
}
