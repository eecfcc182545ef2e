//! What a proposal would have done with last month's reports.

use super::{Studio, checked, frame, proposal, refused};
use crate::{Otherwise, Shadow};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use counter::{Fault, Form, Frame, Visit};
use jiff::SignedDuration;
use kernel::{Language, Problem, Purpose, Thing, Words, words};
use rights::pages::SignedIn;
use services::{Catalogue, Priority, Service};
use std::sync::Arc;

words! {
    TITLE { en: "On last month’s reports", cy: "Ar adroddiadau'r mis diwethaf" }
    LOOKED_AT { en: "{count} reports of the last 28 days were looked at, as they were sent.", cy: "Edrychwyd ar {count} adroddiad o'r 28 diwrnod diwethaf, fel y'u hanfonwyd." }
    MORE { en: "There were more; the latest were looked at.", cy: "Roedd rhagor; edrychwyd ar y rhai diweddaraf." }
    NONE { en: "Nothing would have been otherwise for any of them.", cy: "Ni fyddai dim wedi bod fel arall i'r un ohonynt." }
    COUNTS { en: "How many would have gone another way", cy: "Faint fyddai wedi mynd ffordd arall" }
    REFERENCE { en: "Reference", cy: "Cyfeirnod" }
    WHAT { en: "What would have been otherwise", cy: "Yr hyn a fyddai wedi bod fel arall" }
    N_ELSEWHERE { en: "Sent elsewhere: {count}", cy: "Anfonwyd i rywle arall: {count}" }
    N_NOT_SENT { en: "Not able to send: {count}", cy: "Methu anfon: {count}" }
    N_FLAGGED { en: "Flagged differently: {count}", cy: "Wedi'u nodi'n wahanol: {count}" }
    N_PRIORITISED { en: "Prioritised differently: {count}", cy: "Wedi'u blaenoriaethu'n wahanol: {count}" }
    N_PROMISED { en: "Promised another time: {count}", cy: "Addewid amser arall: {count}" }
    ELSEWHERE { en: "Sent elsewhere: {to}", cy: "Anfonwyd i rywle arall: {to}" }
    NOT_SENT { en: "Could not have been sent: no answer that counts to {questions}", cy: "Ni ellid fod wedi ei anfon: dim ateb sy'n cyfrif i {questions}" }
    NEW_FLAGS { en: "New flags: {flags}", cy: "Nodau newydd: {flags}" }
    GONE_FLAGS { en: "Without the flags: {flags}", cy: "Heb y nodau: {flags}" }
    PRIORITY { en: "Priority: {is} (was {was})", cy: "Blaenoriaeth: {is} (roedd yn {was})" }
    PROMISED { en: "Promised: {is} (was {was})", cy: "Addewid: {is} (roedd yn {was})" }
    NO_PROMISE { en: "no time", cy: "dim amser" }
    HOURS { en: "{hours} hours", cy: "{hours} awr" }
    STANDARD { en: "standard", cy: "safonol" }
    URGENT { en: "urgent", cy: "brys" }
    IMMEDIATE { en: "immediate", cy: "ar unwaith" }
}

#[derive(Template)]
#[template(path = "editions/shadow.html")]
struct ShadowPage {
    frame: Frame,
    looked_at: String,
    more: bool,
    counts: Vec<String>,
    rows: Vec<(String, Vec<String>)>,
}

impl ShadowPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// `POST /desk/proposals/{id}/shadow`: a POST, because it looks at what people told us, and the
/// journal says so.
pub(super) async fn run(
    State(studio): State<Studio>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    _: Form,
) -> Result<Response, Fault> {
    match look(&studio, &signed_in, &id).await {
        Ok((shadow, service)) => {
            let frame = frame(&studio.hall, &visit, &signed_in, TITLE.say(visit.language));
            let frame = frame.with_back(visit.href(&format!("/desk/proposals/{id}")));
            let catalogue = studio.hall.catalogue();
            let tell =
                Teller { catalogue: &catalogue, service: &service, language: visit.language };
            Ok(counter::page(&tell.page(frame, &shadow)))
        }
        Err(problem) => refused(&studio, &visit, &signed_in, problem),
    }
}

async fn look(
    studio: &Studio,
    signed_in: &SignedIn,
    id: &str,
) -> Result<(Shadow, Arc<Service>), Problem> {
    let proposal = proposal(studio, signed_in, id).await?;
    let checked = checked(studio, &proposal.service, proposal.texts()).await?;
    let edition = checked.edition.ok_or(Problem::NotFound(Thing::Page))?;
    let (staff, catalogue) = (&signed_in.staff, studio.hall.catalogue());
    let mut tx = studio.hall.station.begin(&staff.scope(Purpose::Administration)).await?;
    let shadow = crate::shadow(&mut tx, staff, &catalogue, &edition.service).await?;
    tx.commit().await?;
    Ok((shadow, edition.service))
}

struct Teller<'a> {
    catalogue: &'a Catalogue,
    service: &'a Service,
    language: Language,
}

impl Teller<'_> {
    fn page(&self, frame: Frame, shadow: &Shadow) -> ShadowPage {
        let language = self.language;
        let all = || shadow.otherwise.iter().flat_map(|(_, otherwise)| otherwise);
        let count = |words: Words, counts: fn(&Otherwise) -> bool| {
            let number = all().filter(|it| counts(it)).count();
            (number > 0).then(|| words.fill(language, &[("count", &number.to_string())]))
        };
        let counts = [
            count(N_ELSEWHERE, |it| matches!(it, Otherwise::Elsewhere(_))),
            count(N_NOT_SENT, |it| matches!(it, Otherwise::NotSent(_))),
            count(N_FLAGGED, |it| matches!(it, Otherwise::Flagged(..))),
            count(N_PRIORITISED, |it| matches!(it, Otherwise::Prioritised(..))),
            count(N_PROMISED, |it| matches!(it, Otherwise::Promised(..))),
        ];
        let row = |(reference, otherwise): &(kernel::Reference, Vec<Otherwise>)| {
            let told = otherwise.iter().flat_map(|it| self.tell(it)).collect();
            (reference.to_string(), told)
        };
        ShadowPage {
            frame,
            looked_at: LOOKED_AT.fill(language, &[("count", &shadow.looked_at.to_string())]),
            more: shadow.more,
            counts: counts.into_iter().flatten().collect(),
            rows: shadow.otherwise.iter().map(row).collect(),
        }
    }

    fn tell(&self, otherwise: &Otherwise) -> Vec<String> {
        let language = self.language;
        let pair = |words: Words, was: &str, is: &str| {
            vec![words.fill(language, &[("was", was), ("is", is)])]
        };
        match otherwise {
            Otherwise::Elsewhere(title) => {
                vec![ELSEWHERE.fill(language, &[("to", title.say(language))])]
            }
            Otherwise::NotSent(questions) => {
                let label = |id: &String| match self.service.question(id) {
                    Some(question) => format!("“{}”", question.label(language)),
                    None => id.clone(),
                };
                let labels: Vec<String> = questions.iter().map(label).collect();
                vec![NOT_SENT.fill(language, &[("questions", &labels.join(", "))])]
            }
            Otherwise::Flagged(gone, new) => [(GONE_FLAGS, gone), (NEW_FLAGS, new)]
                .into_iter()
                .filter(|(_, flags)| !flags.is_empty())
                .map(|(words, flags)| words.fill(language, &[("flags", &self.flags(flags))]))
                .collect(),
            Otherwise::Prioritised(was, is) => {
                pair(PRIORITY, priority(*was).say(language), priority(*is).say(language))
            }
            Otherwise::Promised(was, is) => pair(PROMISED, &self.time(*was), &self.time(*is)),
        }
    }

    fn flags(&self, flags: &[String]) -> String {
        let name = |flag: &String| match self.catalogue.flag(flag) {
            Some(said) => said.say(self.language).to_owned(),
            None => flag.clone(),
        };
        flags.iter().map(name).collect::<Vec<_>>().join(", ")
    }

    fn time(&self, within: Option<SignedDuration>) -> String {
        match within {
            Some(within) => HOURS.fill(self.language, &[("hours", &within.as_hours().to_string())]),
            None => NO_PROMISE.say(self.language).to_owned(),
        }
    }
}

fn priority(priority: Priority) -> Words {
    match priority {
        Priority::Immediate => IMMEDIATE,
        Priority::Urgent => URGENT,
        Priority::Standard => STANDARD,
    }
}
