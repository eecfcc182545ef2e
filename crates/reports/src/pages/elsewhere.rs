//! Where a way ends with another body: why, who, what is needed, how long, and how to get there.
//! The door stays open: a person can always go on here.

use super::place::Place;
use askama::Template;
use axum::http::header::LOCATION;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use counter::Prose;
use counter::components::{
    Button, Content, Link, Markup, Select, SelectOption, SummaryList, SummaryRow,
};
use counter::{Fault, Frame, page as draw};
use kernel::{Force, Language, Postcode, Problem, Thing, Told, Words};
use partners::{At, Directory, Partner, Redirected, Resolution, Tongue, What};
use serde_json::Value;
use services::pages::Hall;
use services::{Answers, Outcome, PageKind, Redirect};

/// What the address says of who was chosen.
pub(super) const WHO: &str = "who";
/// What is chosen by whoever does not know.
const UNKNOWN: &str = "unknown";

kernel::words! {
    GO_TO { en: "Go to {place}", cy: "Ewch i {place}" }
    WHO_HEADING { en: "Who deals with it", cy: "Pwy sy’n delio ag ef" }
    NAME { en: "Name", cy: "Enw" }
    WEB { en: "Website", cy: "Gwefan" }
    PHONE { en: "Phone", cy: "Ffôn" }
    HOURS { en: "Open", cy: "Ar agor" }
    LANGUAGES { en: "Languages", cy: "Ieithoedd" }
    ENGLISH { en: "English", cy: "Saesneg" }
    WELSH { en: "Welsh", cy: "Cymraeg" }
    SIGN { en: "British Sign Language", cy: "Iaith Arwyddion Prydain" }
    INTERPRETED { en: "others with an interpreter", cy: "eraill gyda chyfieithydd" }
    WHICH { en: "Which of these is it?", cy: "Pa un o’r rhain ydyw?" }
    WHICH_HINT { en: "Choose the one for the place where it happens", cy: "Dewiswch yr un ar gyfer y lle y mae’n digwydd" }
    CHOOSE { en: "Choose one", cy: "Dewiswch un" }
    DO_NOT_KNOW { en: "I don’t know", cy: "Dydw i ddim yn gwybod" }
    SHOW { en: "Show how to reach them", cy: "Dangos sut i gysylltu â nhw" }
    FIND { en: "We do not know which one it is. You can find it with the button below.", cy: "Nid ydym yn gwybod pa un ydyw. Gallwch ddod o hyd iddo gyda’r botwm isod." }
    NEEDS { en: "What you need", cy: "Beth sydd ei angen arnoch" }
    TAKES { en: "How long it takes", cy: "Faint o amser mae’n ei gymryd" }
    STILL { en: "You can still report to us.", cy: "Gallwch chi roi gwybod i ni o hyd." }
    PASS_HEADING { en: "We can pass it on for you", cy: "Gallwn ni ei drosglwyddo ar eich rhan" }
    PASS_WHY {
        en: "With your agreement, we pass what you tell us to {partner}. You see what they get before you agree.",
        cy: "Gyda’ch cytundeb, bydd {partner} yn cael yr hyn rydych yn ei ddweud wrthym. Byddwch yn gweld beth maen nhw’n ei gael cyn i chi gytuno."
    }
    PASS { en: "Pass it on to {partner}", cy: "Trosglwyddo eich atebion: {partner}" }
}

/// Who deals with it at the place that a person told of.
pub enum Found<'a> {
    /// This body.
    One(&'a Partner),
    /// One of these: they are asked.
    Choose(Vec<&'a Partner>),
    /// Nobody that we know: they find it at the role's own address.
    Nobody,
}

impl<'a> Found<'a> {
    /// The body that is known.
    #[must_use]
    pub const fn partner(&self) -> Option<&'a Partner> {
        match self {
            Self::One(partner) => Some(partner),
            Self::Choose(_) | Self::Nobody => None,
        }
    }
}

/// Finds who deals with it: by what was chosen, else by the postcode that was given.
pub(super) async fn find<'a>(
    place: &'a Place,
    redirect: &'a Redirect,
    answers: &Answers,
    chosen: Option<&str>,
) -> Found<'a> {
    find_at((&place.hall, &place.force), (place.directory(), redirect), answers, chosen).await
}

/// The same for whoever works at a force.
pub async fn find_at<'a>(
    (hall, force): (&Hall, &Force),
    (directory, redirect): (&'a Directory, &'a Redirect),
    answers: &Answers,
    chosen: Option<&str>,
) -> Found<'a> {
    let whole = At { force: &force.id, force_area: force.area_code.as_deref(), council: None };
    if let Some(chosen) = chosen.filter(|chosen| !chosen.is_empty()) {
        let partner = directory.chosen(&redirect.role, whole, chosen);
        return partner.map_or(Found::Nobody, Found::One);
    }
    let place_of = |question: &str| postcode(answers.get(question)?);
    let council = match redirect.lookup.as_deref().and_then(place_of) {
        Some(postcode) => station::places::council(&hall.station, &postcode).await,
        None => None,
    };
    match directory.resolve(&redirect.role, At { council: council.as_deref(), ..whole }) {
        Resolution::One(partner) => Found::One(partner),
        Resolution::Choose(partners) => Found::Choose(partners),
        Resolution::Nobody => Found::Nobody,
    }
}

/// The postcode in an answer that tells a place.
fn postcode(answer: &Value) -> Option<Postcode> {
    let text = answer.as_str().or_else(|| answer.get("postcode")?.as_str())?;
    Postcode::parse(text).ok()
}

/// Where programs are told to go when the role itself has no address: to the only body that it can
/// be, whatever the place.
pub(super) fn address<'a>(
    directory: &'a Directory,
    force: &Force,
    redirect: &'a Redirect,
) -> Option<&'a str> {
    let area = force.area_code.as_deref();
    let at = At { force: &force.id, force_area: area, council: None };
    match directory.resolve(&redirect.role, at) {
        Resolution::One(partner) => Some(&partner.web),
        Resolution::Choose(partners) => partners.first().map(|partner| partner.web.as_str()),
        Resolution::Nobody => None,
    }
}

/// Counts that somebody is told who else deals with it.
pub(super) async fn count_shown(place: &Place, outcome: &Outcome, answers: &Answers) {
    if let Some(redirect) = &outcome.redirect {
        let found = find(place, redirect, answers, None).await;
        count(place, redirect, found.partner(), What::Shown);
    }
}

/// Counts that somebody goes on with us.
pub(super) async fn count_stayed(place: &Place, redirect: &Redirect, answers: &Answers) {
    let found = find(place, redirect, answers, None).await;
    count(place, redirect, found.partner(), What::Stayed);
}

/// Counts what became of a redirect.
pub(super) fn count(place: &Place, redirect: &Redirect, partner: Option<&Partner>, what: What) {
    let of = Redirected {
        service: place.service.id.clone(),
        question: redirect.question.clone(),
        role: redirect.role.clone(),
        partner: partner.map(|partner| partner.id.clone()),
    };
    place.counts.add(&place.force.id, place.now(), of, what);
}

/// The page.
pub(super) async fn page(
    place: &Place,
    token: String,
    (outcome, redirect): (&Outcome, &Redirect),
    (answers, back): (&Answers, String),
) -> Response {
    let language = place.language();
    let chosen = place.asked(WHO);
    let found = find(place, redirect, answers, chosen).await;
    let title = outcome.title.say(language);
    let prose = |told: &Told| !told.is_empty();
    let partner = found.partner();
    let passes = partner.filter(|it| redirect.pass && place.mailboxes.of(it).is_some());
    draw(&ElsewherePage {
        frame: place.frame(title).with_back(back),
        title,
        why: Prose::new(outcome.body.say(language), &place.visit),
        who: partner.map(|partner| facts(partner, language)),
        choose: choose(&found, chosen, language),
        nobody: matches!(found, Found::Nobody) && place.directory().has(&redirect.role),
        needs: prose(&redirect.needs)
            .then(|| Prose::new(redirect.needs.say(language), &place.visit)),
        takes: prose(&redirect.takes)
            .then(|| Prose::new(redirect.takes.say(language), &place.visit)),
        still: prose(&redirect.still)
            .then(|| Prose::new(redirect.still.say(language), &place.visit)),
        go: go_button(place, outcome, &found),
        pass: passes.map(|partner| pass(place, outcome, partner)),
        action: place.href(&outcome.slug),
        token,
        onward: Button::new(outcome.onward.say(language)).secondary(),
    })
}

/// What we know of a body.
#[must_use]
pub fn facts(partner: &Partner, language: Language) -> SummaryList {
    let link = |href: &str, text: &str| -> Content {
        Markup::render(&Link::new(href, text)).map_or_else(|_| text.into(), Content::from)
    };
    let row = |words: Words, value: Content| SummaryRow::new(words.say(language), value);
    let mut rows = vec![row(NAME, partner.name.say(language).into())];
    rows.push(row(WEB, link(&partner.web, host(&partner.web))));
    if let Some(phone) = &partner.phone {
        rows.push(row(PHONE, link(&format!("tel:{}", phone.replace(' ', "")), phone)));
    }
    if let Some(hours) = &partner.hours {
        rows.push(row(HOURS, hours.say(language).into()));
    }
    if !partner.tongues.is_empty() {
        let names: Vec<&str> = partner.tongues.iter().map(|it| tongue(*it).say(language)).collect();
        rows.push(row(LANGUAGES, names.join(", ").into()));
    }
    SummaryList::new().rows(rows)
}

const fn tongue(tongue: Tongue) -> Words {
    match tongue {
        Tongue::English => ENGLISH,
        Tongue::Welsh => WELSH,
        Tongue::SignLanguage => SIGN,
        Tongue::Interpreted => INTERPRETED,
    }
}

/// The choice, where the place is not known well enough or somebody chose before.
fn choose(found: &Found<'_>, chosen: Option<&str>, language: Language) -> Option<(Select, Button)> {
    let Found::Choose(partners) = found else { return None };
    let option = |partner: &&Partner| SelectOption::new(&partner.id, partner.name.say(language));
    let select = Select::new(WHO, WHICH.say(language))
        .hint(WHICH_HINT.say(language))
        .option(SelectOption::new("", CHOOSE.say(language)))
        .options(partners.iter().map(option))
        .option(SelectOption::new(UNKNOWN, DO_NOT_KNOW.say(language)))
        .chosen(chosen);
    Some((select, Button::new(SHOW.say(language)).secondary()))
}

/// The button that leads there; none while somebody has to choose.
fn go_button(place: &Place, outcome: &Outcome, found: &Found<'_>) -> Option<Button> {
    let (who, web) = match found {
        Found::One(partner) => (partner.id.as_str(), partner.web.as_str()),
        Found::Nobody if !outcome.to.is_empty() => (UNKNOWN, outcome.to.as_str()),
        Found::Choose(_) | Found::Nobody => return None,
    };
    let says = GO_TO.fill(place.language(), &[("place", host(web))]);
    let href = place.href(&format!("{}/go?{WHO}={who}", outcome.slug));
    Some(Button::link(href, says).attribute("rel", "noreferrer nofollow"))
}

/// The offer to pass it on.
fn pass(place: &Place, outcome: &Outcome, partner: &Partner) -> (String, Button) {
    let language = place.language();
    let named = [("partner", partner.name.say(language))];
    let href = place.href(&format!("{}/pass?{WHO}={}", outcome.slug, partner.id));
    (PASS_WHY.fill(language, &named), Button::link(href, PASS.fill(language, &named)).secondary())
}

/// What people know an address by: `btp.police.uk`.
pub(super) fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split('/').next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

/// `GET …/{page}/go`: on to the other body, counted. It leads nowhere but to addresses of the
/// directory and of the service's own definition.
pub(super) async fn go(place: Place, method: Method) -> Result<Response, Fault> {
    let nothing = || Fault(Problem::NotFound(Thing::Page));
    let PageKind::Outcome(outcome) = &place.spot()?.page.kind else { return Err(nothing()) };
    let redirect = outcome.redirect.as_deref().ok_or_else(nothing)?;
    let who = place.asked(WHO).unwrap_or(UNKNOWN);
    let partner = place.directory().get(who);
    let partner = partner.filter(|partner| partner.roles.contains(&redirect.role));
    let to = match partner {
        Some(partner) => partner.web.as_str(),
        None if who == UNKNOWN => outcome.to.as_str(),
        None => return Err(nothing()),
    };
    let to = HeaderValue::from_str(to).map_err(|error| Fault(Problem::broken(error)))?;
    // Whoever only asks where it leads has not gone there.
    if method == Method::GET {
        count(&place, redirect, partner, What::Taken);
    }
    Ok((StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response())
}

#[derive(Template)]
#[template(path = "reports/elsewhere.html")]
struct ElsewherePage<'a> {
    frame: Frame,
    title: &'a str,
    why: Prose<'a>,
    who: Option<SummaryList>,
    choose: Option<(Select, Button)>,
    nobody: bool,
    needs: Option<Prose<'a>>,
    takes: Option<Prose<'a>>,
    still: Option<Prose<'a>>,
    go: Option<Button>,
    pass: Option<(String, Button)>,
    action: String,
    token: String,
    onward: Button,
}

impl ElsewherePage<'_> {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn an_address_is_known_by_its_host() {
        for (address, known) in [
            ("https://www.btp.police.uk", "btp.police.uk"),
            ("https://www.gov.uk/report-noise", "gov.uk"),
            ("https://council.example/a/b", "council.example"),
        ] {
            assert_eq!(host(address), known);
        }
    }
}
