//! How many people were sent to other bodies, and what became of it. Counts alone: nobody is in them.

use super::frame;
use askama::Template;
use axum::extract::{FromRef, Query, State};
use axum::response::Response;
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::components::{Cell, Table};
use counter::{Counter, Fault, Frame, Routes, Visit, dates};
use jiff::Span;
use jiff::civil::Date;
use kernel::{Language, Problem, Purpose, Words, words};
use partners::{Counted, Counts, What};
use rights::Right;
use rights::pages::SignedIn;
use services::pages::Hall;
use station::Station;

words! {
    TITLE { en: "Sent to others", cy: "Anfonwyd at eraill" }
    WHAT {
        en: "How often people were told that another body deals with it, and what they did then. These are counts: nobody is in them.",
        cy: "Pa mor aml y dywedwyd wrth bobl fod corff arall yn delio ag ef, a beth wnaethant wedyn. Cyfrifon yw’r rhain: nid oes neb ynddynt."
    }
    FROM_TO { en: "From {from} to {to}", cy: "O {from} i {to}" }
    LENGTH { en: "Show", cy: "Dangos" }
    WEEK { en: "7 days", cy: "7 diwrnod" }
    MONTH { en: "30 days", cy: "30 diwrnod" }
    YEAR { en: "365 days", cy: "365 diwrnod" }
    NONE { en: "Nobody was sent to another body in this time.", cy: "Ni chafodd neb ei anfon at gorff arall yn y cyfnod hwn." }
    SERVICE { en: "Service", cy: "Gwasanaeth" }
    QUESTION { en: "Question", cy: "Cwestiwn" }
    BODY { en: "Other body", cy: "Corff arall" }
    SHOWN { en: "Shown", cy: "Dangoswyd" }
    TAKEN { en: "Went there", cy: "Aethant yno" }
    STAYED { en: "Went on with us", cy: "Aethant ymlaen gyda ni" }
    PASSED { en: "Passed on", cy: "Trosglwyddwyd" }
    ACCEPTED { en: "Accepted", cy: "Derbyniwyd" }
    RETURNED { en: "Given back", cy: "Rhoddwyd yn ôl" }
    NOT_KNOWN { en: "not known which", cy: "ddim yn gwybod pa un" }
    LOST {
        en: "Each server writes its counts down every 10 seconds. One that is killed loses what it counted since.",
        cy: "Mae pob gweinydd yn cofnodi ei gyfrifon bob 10 eiliad. Mae un sy’n cael ei ladd yn colli’r hyn a gyfrifodd ers hynny."
    }
}

/// How far back is looked unless the address says otherwise, in days.
const USUAL: i64 = 30;

/// What this page needs.
#[derive(Clone)]
pub(super) struct Counting {
    pub(super) hall: Hall,
    pub(super) counts: Counts,
}

impl FromRef<Counting> for Counter {
    fn from_ref(counting: &Counting) -> Self {
        counting.hall.counter.clone()
    }
}

impl FromRef<Counting> for Station {
    fn from_ref(counting: &Counting) -> Self {
        counting.hall.station.clone()
    }
}

/// The address.
pub(super) fn routes(counting: Counting) -> Routes {
    Routes::new().get("/desk/redirects", Desk, Staff, show).with_state(counting)
}

#[derive(Template)]
#[template(path = "desk/redirects.html")]
struct RedirectsPage {
    frame: Frame,
    language: Language,
    when: String,
    lengths: Vec<(String, &'static str, bool)>,
    table: Option<Table>,
}

impl RedirectsPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.language)
    }
}

/// `GET /desk/redirects`.
async fn show(
    State(counting): State<Counting>,
    visit: Visit,
    Query(asked): Query<Vec<(String, String)>>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let days = asked.iter().find(|(name, _)| name == "days").and_then(|(_, it)| it.parse().ok());
    let days = days.filter(|days| (1..=3660).contains(days)).unwrap_or(USUAL);
    let Counting { hall, .. } = &counting;
    let (from, to, counted) = match look(&counting, &signed_in, days).await {
        Ok(looked) => looked,
        Err(problem) => {
            return rights::pages::refused(
                &[Right::SeeCounts],
                &hall.counter,
                &visit,
                &signed_in,
                problem,
            );
        }
    };
    let language = visit.language;
    let values = [("from", &*dates::day(from, language)), ("to", &*dates::day(to, language))];
    let lengths = [(7, WEEK), (USUAL, MONTH), (365, YEAR)].map(|(length, words)| {
        let href = visit.href(&format!("/desk/redirects?days={length}"));
        (href, words.say(language), length == days)
    });
    Ok(counter::page(&RedirectsPage {
        frame: frame(hall, &visit, &signed_in, TITLE.say(language)),
        language,
        when: FROM_TO.fill(language, &values),
        lengths: lengths.to_vec(),
        table: (!counted.is_empty()).then(|| table(hall, &counted, language)),
    }))
}

async fn look(
    counting: &Counting,
    signed_in: &SignedIn,
    days: i64,
) -> Result<(Date, Date, Vec<Counted>), Problem> {
    signed_in.staff.require(Right::SeeCounts)?;
    let station = &counting.hall.station;
    // What this server has counted so far belongs to what is shown.
    counting.counts.write_down(station).await?;
    let mut tx = station.begin(&signed_in.staff.scope(Purpose::Administration)).await?;
    let to = tx.now().in_london().date();
    let from = to.saturating_sub(Span::new().days(days - 1));
    let counted = partners::counted(&mut tx, from, to).await?;
    tx.leave().await?;
    Ok((from, to, counted))
}

fn table(hall: &Hall, counted: &[Counted], language: Language) -> Table {
    let whats = [SHOWN, TAKEN, STAYED, PASSED, ACCEPTED, RETURNED];
    let head = [SERVICE, QUESTION, BODY].into_iter().map(|words| Cell::new(words.say(language)));
    let numbers = whats.into_iter().map(|words| Cell::new(words.say(language)).numeric());
    let table = Table::new().caption(TITLE.say(language), "govuk-visually-hidden");
    let table = table.head(head.chain(numbers));
    counted.iter().fold(table, |table, one| table.row(row(hall, one, language)))
}

fn row(hall: &Hall, counted: &Counted, language: Language) -> Vec<Cell> {
    let of = &counted.of;
    let catalogue = hall.catalogue();
    let service = catalogue.get(&of.service);
    let title = service.map_or(of.service.as_str(), |service| service.title(language));
    let question = service.and_then(|service| service.question(&of.question));
    let question = question.map_or(of.question.as_str(), |question| question.label(language));
    let partner = of.partner.as_deref();
    let known = partner.and_then(|id| catalogue.directory().get(id));
    let name = known.map(|it| it.name.say(language)).or(partner);
    let name = name.unwrap_or_else(|| NOT_KNOWN.say(language));
    let words = [title, question, &format!("{name} ({})", of.role)].map(Cell::new);
    let times = |what: &What| counted.times.get(what).copied().unwrap_or_default().to_string();
    let numbers = What::ALL.iter().map(|what| Cell::new(times(what)).numeric());
    words.into_iter().chain(numbers).collect()
}
