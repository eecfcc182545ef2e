//! The form as a page to be printed, and as a PDF.

mod drawn;

use crate::form;
use askama::Template;
use axum::extract::{FromRef, Path, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use counter::Kind::Public;
use counter::Who::Anybody;
use counter::components::Button;
use counter::{Counter, Fault, Frame, Routes, Visit};
use drawn::Drawn;
use kernel::{Force, ForceId, Language, Problem, Thing, Words, words};
use papers::Paper;
use quick_cache::sync::Cache;
use services::pages::{Hall, find_offered, mark_sensitive};
use services::{Service, ServiceKind, Slug};
use std::sync::Arc;

words! {
    PAPER { en: "Paper form: {service}", cy: "Ffurflen bapur: {service}" }
    HOW_TO {
        en: "Print this page, or download it as a PDF and print that. You can ask for a printed form at the front counter of a police station.",
        cy: "Argraffwch y dudalen hon, neu lawrlwythwch hi fel PDF ac argraffwch honno. Gallwch ofyn am ffurflen wedi’i hargraffu wrth gownter gorsaf heddlu."
    }
    DOWNLOAD { en: "Download this form (PDF)", cy: "Lawrlwytho’r ffurflen hon (PDF)" }
    STAYS {
        en: "A file that you download stays on this device, and so does what is printed at the printer.",
        cy: "Mae ffeil y byddwch yn ei lawrlwytho yn aros ar y ddyfais hon, a’r hyn sy’n cael ei argraffu yn aros wrth yr argraffydd."
    }
}

/// How many printed forms are kept at hand: those of a few forces.
const KEPT: usize = 64;

/// Which form: of a force, of a service in its version, in a language.
type Which = (ForceId, String, u32, Language);

/// The state of these pages.
#[derive(Clone)]
struct Rack {
    hall: Hall,
    /// Forms that were printed. They are the same for everybody.
    printed: Arc<Cache<Which, Arc<[u8]>>>,
}

impl FromRef<Rack> for Counter {
    fn from_ref(rack: &Rack) -> Self {
        rack.hall.counter.clone()
    }
}

/// The form of every service, as a page and as a PDF. To be opened with [`counter::open`].
pub fn routes(hall: Hall) -> Routes {
    Routes::new()
        .get("/{force}/{group}/{slug}/paper", Public, Anybody, show)
        .get("/{force}/{group}/{slug}/paper.pdf", Public, Anybody, give)
        .wrapped(|router| {
            router.route_layer(middleware::from_fn_with_state(hall.clone(), mark_sensitive))
        })
        .with_state(Rack { hall, printed: Arc::new(Cache::new(KEPT)) })
}

type Address = Path<(String, String, String)>;

/// The force and the service of an address. A service that is closed for now, or that sends people on,
/// has no form; nor has the address of a sensitive service that says nothing, because a form says all.
fn found(
    rack: &Rack,
    visit: &Visit,
    (segment, group, slug): (&str, &str, &str),
) -> Result<(Arc<Force>, Arc<Service>), Problem> {
    let missing = || Problem::NotFound(Thing::Service);
    let force = visit.force.as_ref().filter(|force| force.id.as_str() == segment);
    let force = force.ok_or(Problem::NotFound(Thing::Force))?;
    let catalogue = rack.hall.catalogue();
    let (offer, slug) = find_offered(&catalogue, force, group, slug).ok_or_else(missing)?;
    let service = &offer.edition.service;
    let open = offer.closed.is_none() && slug == Slug::Plain && service.kind() == ServiceKind::Form;
    if open { Ok((force.clone(), service.clone())) } else { Err(missing()) }
}

async fn show(
    State(rack): State<Rack>,
    visit: Visit,
    Path((segment, group, slug)): Address,
) -> Result<Response, Fault> {
    let (force, service) = found(&rack, &visit, (&segment, &group, &slug))?;
    let language = visit.language;
    let start = format!("/{}/{}/{}", force.id, service.group.slug(), service.slug);
    let title = PAPER.fill(language, &[("service", service.title(language))]);
    let sensitive = service.is_sensitive();
    let frame = Frame::new(&visit, title).with_back(visit.href(&start));
    let frame = if sensitive {
        frame.sensitive().neutral_title(service.neutral_title(language))
    } else {
        frame
    };
    let download = visit.href(&format!("{start}/paper.pdf"));
    let page = BlankPage {
        frame,
        paper: form(&force, &service, language),
        download: Button::link(download, DOWNLOAD.say(language)).secondary(),
        sensitive,
    };
    Ok(kept(&service, counter::page(&page)))
}

async fn give(
    State(rack): State<Rack>,
    visit: Visit,
    Path((segment, group, slug)): Address,
) -> Result<Response, Fault> {
    let (force, service) = found(&rack, &visit, (&segment, &group, &slug))?;
    let which = (force.id.clone(), service.id.clone(), service.version, visit.language);
    let printing = rack.printed.get_or_insert_async(&which, async {
        let paper = form(&force, &service, visit.language);
        papers::print(paper).await.map(Arc::from)
    });
    let file = printing.await?;
    let name = if service.is_sensitive() { "form" } else { &service.slug };
    let named = format!("attachment; filename=\"{name}.pdf\"");
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (CONTENT_DISPOSITION, HeaderValue::try_from(named).map_err(Problem::broken)?),
    ];
    Ok(kept(&service, (headers, file.to_vec()).into_response()))
}

/// A form may be kept for a minute, unless it says what nobody else should know.
fn kept(service: &Service, response: Response) -> Response {
    if service.is_sensitive() { response } else { counter::cacheable(response) }
}

#[derive(Template)]
#[template(path = "blanks/paper.html")]
struct BlankPage {
    frame: Frame,
    paper: Paper,
    download: Button,
    sensitive: bool,
}

impl BlankPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }

    fn drawn(&self) -> Drawn<'_> {
        Drawn::new(&self.paper.blocks)
    }
}
