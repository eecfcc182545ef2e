//! A force's home: what people can do there.

use super::Front;
use super::local::Local;
use super::lookup::{self, Lookup};
use super::offer::{offered, offered_in};
use super::unknown::no_force;
use crate::{Catalogue, Group, Service};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use counter::components::ErrorSummary;
use counter::{Fault, Frame, Visit};
use kernel::{Force, Language, Words, words};

words! {
    TITLE { en: "What do you want to do?", cy: "Beth hoffech chi ei wneud?" }
    REPORT { en: "A crime, or something else that happened", cy: "Trosedd, neu rywbeth arall a ddigwyddodd" }
    TELL_US_ABOUT { en: "Something that the police should know", cy: "Rhywbeth y dylai’r heddlu ei wybod" }
    APPLY { en: "Licences, certificates and registers", cy: "Trwyddedau, tystysgrifau a chofrestrau" }
    REQUEST { en: "Information, and decisions about you", cy: "Gwybodaeth, a phenderfyniadau amdanoch chi" }
    FEEDBACK { en: "Say thank you or make a complaint", cy: "Dweud diolch neu wneud cwyn" }
    PAY { en: "Penalties and fees", cy: "Cosbau a ffioedd" }
    ADVICE { en: "Help for you or someone else", cy: "Help i chi neu i rywun arall" }
    YOUR_AREA { en: "Your local team and what it does", cy: "Eich tîm lleol a’r hyn y mae’n ei wneud" }
    SERVICES { en: "Start here", cy: "Dechrau yma" }
    NOT_SURE { en: "Not sure who to tell?", cy: "Ddim yn siŵr wrth bwy i ddweud?" }
    WHERE { en: "Tell us where it happened. We show who can help.", cy: "Dywedwch wrthym ble digwyddodd. Byddwn yn dangos pwy all helpu." }
    FOLLOW { en: "Follow a report", cy: "Dilyn adroddiad" }
    FOLLOW_HOW { en: "You need the reference and the access code from your receipt.", cy: "Bydd angen y cyfeirnod a’r cod mynediad sydd ar eich derbynneb." }
    ELSE { en: "Everything else", cy: "Popeth arall" }
    OWN_SITE { en: "Go to the force’s own site", cy: "Mynd i wefan yr heddlu ei hun" }
    CALL { en: "You can also call 101 at any time. With a textphone or Relay UK, call 18001 101.", cy: "Gallwch hefyd ffonio 101 ar unrhyw adeg. Gyda ffôn testun neu Relay UK, ffoniwch 18001 101." }
}

/// How many services a force's home leads to at once; the groups lead to all.
const AT_ONCE: usize = 6;

struct GroupLink {
    href: String,
    title: &'static str,
    about: &'static str,
}

struct ServiceLink {
    href: String,
    title: String,
}

#[derive(Template)]
#[template(path = "services/force.html")]
struct ForcePage {
    frame: Frame,
    lookup: Lookup,
    problems: Option<ErrorSummary>,
    welcome: Option<Local>,
    groups: Vec<GroupLink>,
    services: Vec<ServiceLink>,
    track: String,
    site: String,
}

impl ForcePage {
    fn new(visit: &Visit, force: &Force, catalogue: &Catalogue, lookup: Lookup) -> Self {
        let language = visit.language;
        let frame = Frame::new(visit, TITLE.say(language)).error(lookup.is_empty());
        let services = offered(catalogue, force).take(AT_ONCE);
        Self {
            frame: if lookup.is_used() { frame.noindex() } else { frame },
            problems: lookup.error_summary(),
            lookup,
            welcome: force.welcome.as_ref().map(|welcome| Local::new(welcome, language)),
            groups: groups(visit, force, catalogue),
            services: services.map(|it| service_link(visit, force, &it.edition.service)).collect(),
            track: visit.href("/track"),
            site: force.site.clone(),
        }
    }

    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// `/{force}/`: the groups in which the force offers something, and where each leads.
pub(super) async fn show(
    State(front): State<Front>,
    visit: Visit,
    Path(segment): Path<String>,
    fields: Query<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let Some(force) = visit.force.as_ref().filter(|force| force.id.as_str() == segment) else {
        return no_force(&visit, &segment);
    };
    let path = format!("/{}/", force.id);
    let lookup = Lookup::answer(&front, &visit, &path, lookup::typed(fields)).await;
    let page = ForcePage::new(&visit, force, &front.hall.catalogue(), lookup);
    let response = counter::page(&page);
    Ok(if page.lookup.is_used() { response } else { counter::cacheable(response) })
}

/// The groups with something in them, in their order.
fn groups(visit: &Visit, force: &Force, catalogue: &Catalogue) -> Vec<GroupLink> {
    Group::ALL
        .into_iter()
        .filter(|group| offered_in(catalogue, force, *group).next().is_some())
        .map(|group| GroupLink {
            href: visit.href(&format!("/{}/{}/", force.id, group.slug())),
            title: group.title(visit.language),
            about: about(group, visit.language),
        })
        .collect()
}

fn service_link(visit: &Visit, force: &Force, service: &Service) -> ServiceLink {
    let path = format!("/{}/{}/{}", force.id, service.group.slug(), service.slug);
    ServiceLink { href: visit.href(&path), title: service.title(visit.language).to_owned() }
}

const fn about(group: Group, language: Language) -> &'static str {
    let words = match group {
        Group::Report => REPORT,
        Group::TellUsAbout => TELL_US_ABOUT,
        Group::Apply => APPLY,
        Group::Request => REQUEST,
        Group::Feedback => FEEDBACK,
        Group::Pay => PAY,
        Group::Advice => ADVICE,
        Group::YourArea => YOUR_AREA,
    };
    words.say(language)
}
