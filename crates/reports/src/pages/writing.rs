//! What a person has written so far: the draft that we keep sealed, and what their browser keeps
//! aside because it led elsewhere.

use super::place::Place;
use crate::drafts::{Draft, Found, Holder, Opened, Stamp, Ticket, Typed};
use crate::{Receipt, aside};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use counter::{Fault, SetCookie, cookies};
use kernel::{Instant, Problem};
use services::{Answers, Journey, Outcome, Spot};

/// The cookie for what is kept aside: `bl-way`.
pub(super) const WAY: &str = "-way";

/// The cookie for the state of a draft that the browser saw saved: `bl-seen`.
const SEEN: &str = "-seen";
/// How often something is done with a draft when other tabs write in between.
const ATTEMPTS: usize = 8;

/// What a person has written so far in one service.
pub(super) struct Writing {
    holder: Holder,
    opened: Opened,
    aside: Option<Answers>,
}

/// The cookies that tell a browser what was kept.
pub(super) type Told = (SetCookie, Option<SetCookie>);

/// Does something with a draft, and does it anew when another tab of the same browser wrote in
/// between, so that neither loses an answer.
pub(super) async fn in_turn<F: Future<Output = Result<Response, Fault>>>(
    deed: impl Fn() -> F,
) -> Result<Response, Fault> {
    for _ in 1..ATTEMPTS {
        match deed().await {
            Err(Fault(Problem::Conflict(_))) => {}
            done => return done,
        }
    }
    deed().await
}

/// Tells the browser which state of its draft was saved.
pub(super) fn seen_cookie(place: &Place, seen: Stamp) -> SetCookie {
    SetCookie::strict(&place.hall.counter, SEEN, seen.text())
}

impl Writing {
    /// What was written.
    pub(super) async fn open(
        place: &Place,
        holder: Holder,
        headers: &HeaderMap,
    ) -> Result<Self, Problem> {
        let read = |name| cookies::read(headers, &place.hall.counter, name);
        let seen = read(SEEN).and_then(|text| Stamp::parse(&text));
        let own = place.drawer(&holder);
        let opened = place.intake.open_any(own, &place.service, seen).await?;
        let force = place.force.id.as_str();
        let aside = read(WAY).and_then(|text| aside::open(&holder, force, &place.service, &text));
        Ok(Self { holder, opened, aside })
    }

    fn unsent(&self) -> Option<&Draft> {
        self.found().map(|found| &found.draft).filter(|draft| draft.sent.is_none())
    }

    const fn found(&self) -> Option<&Found> {
        self.opened.found.as_ref()
    }

    /// The draft that the person saved to come back to.
    pub(super) fn kept(&self) -> Option<&Draft> {
        self.unsent().filter(|_| self.opened.is_kept())
    }

    /// Until when it is kept, if nothing more is written.
    pub(super) fn ends_at(&self) -> Option<Instant> {
        self.found().map(|found| found.ends_at)
    }

    /// What stood in the fields of a page that was left before it was answered well.
    pub(super) fn typed(&self, spot: Spot<'_>) -> Option<&Typed> {
        self.unsent()?.typed.get(&*spot.slug())
    }

    /// Every answer so far. What was kept aside is newer than the draft.
    pub(super) fn answers(&self) -> Answers {
        let mut answers = self.unsent().map(|draft| draft.answers.clone()).unwrap_or_default();
        for (question, value) in self.aside.iter().flat_map(Answers::iter) {
            answers.set(question, value.clone());
        }
        answers
    }

    /// The draft, if it was sent and nothing new was begun after it.
    pub(super) fn sent(&self) -> Option<&Draft> {
        let begun = self.aside.is_some();
        let draft = self.found().map(|found| &found.draft);
        draft.filter(|draft| draft.sent.is_some() && !begun)
    }

    /// Whether nothing was written, or it is gone.
    pub(super) const fn is_empty(&self) -> bool {
        self.opened.found.is_none() && self.aside.is_none()
    }

    /// The draft with these answers in the place of all earlier ones.
    fn draft_of(&self, place: &Place, answers: Answers) -> Result<Draft, Problem> {
        let draft = match self.unsent() {
            Some(draft) => draft.clone(),
            None => Draft::new(&place.service, place.language())?,
        };
        Ok(Draft { answers, version: place.service.version, language: place.language(), ..draft })
    }

    /// The same with what stands in the fields of a page: nothing where it is answered well.
    pub(super) fn draft_with(
        &self,
        place: &Place,
        answers: Answers,
        (spot, typed): (Spot<'_>, Option<Typed>),
    ) -> Result<Draft, Problem> {
        let mut draft = self.draft_of(place, answers)?;
        draft.typed.remove(&*spot.slug());
        if let Some(typed) = typed {
            draft.typed.insert(spot.slug().into_owned(), typed);
        }
        Ok(draft)
    }

    /// Keeps these answers. The browser is told which state was saved, and to clear what it kept
    /// aside.
    pub(super) async fn keep(&self, place: &Place, answers: Answers) -> Result<Told, Problem> {
        self.keep_draft(place, &self.draft_of(place, answers)?).await
    }

    /// Keeps a draft in the place of what was read.
    pub(super) async fn keep_draft(&self, place: &Place, draft: &Draft) -> Result<Told, Problem> {
        let seen = place.intake.save_any(&self.opened, draft).await?;
        Ok((seen_cookie(place, seen), self.clear_aside(place)))
    }

    /// Saves a draft to come back to with a new ticket.
    pub(super) async fn put_by(&self, place: &Place, draft: &Draft) -> Result<Told, Problem> {
        let ticket = Ticket::new(place.force.letters)?;
        let seen = place.intake.put_by(&self.opened, &place.service, (draft, &ticket)).await?;
        Ok((seen_cookie(place, seen), self.clear_aside(place)))
    }

    /// The draft as it is, to be saved to come back to.
    pub(super) fn draft(&self, place: &Place) -> Result<Draft, Problem> {
        self.draft_of(place, self.answers())
    }

    /// Deletes everything, for every device.
    pub(super) async fn forget(&self, place: &Place) -> Result<(), Problem> {
        place.intake.forget_any(&self.opened).await
    }

    /// Sends what was written; `report` is what of it makes the report.
    pub(super) async fn send(
        &self,
        place: &Place,
        answers: Answers,
        report: &Answers,
    ) -> Result<Receipt, Problem> {
        let draft = self.draft_of(place, answers)?;
        let (drawer, before) = self.opened.to_send();
        place.intake.send(drawer, &place.service, (&draft, before), report).await
    }

    /// Takes away what the browser kept aside, if it kept something.
    pub(super) fn clear_aside(&self, place: &Place) -> Option<SetCookie> {
        self.aside.as_ref().map(|_| SetCookie::expire(&place.hall.counter, WAY))
    }

    /// Answers led elsewhere: nothing of them stays here. A draft with answers beyond that point
    /// stays as it was, so that somebody who changes their mind has lost nothing; so does a longer
    /// way than a browser keeps.
    pub(super) async fn put_aside(
        &self,
        place: &Place,
        answers: Answers,
        outcome: &Outcome,
    ) -> Result<Response, Problem> {
        let last = &outcome.slug;
        let (holder, service) = (&self.holder, &place.service);
        let Some(text) = aside::seal(holder, place.force.id.as_str(), service, &answers)? else {
            let cookies = self.keep(place, answers).await?;
            return Ok((cookies, place.go(last)).into_response());
        };
        let journey = services::journey(service, &answers, place.now());
        // What somebody saved to come back to stays until they delete it.
        if self.unsent().is_some_and(|draft| is_within(&draft.answers, &journey))
            && !self.opened.is_kept()
        {
            self.forget(place).await?;
        }
        let cookie = SetCookie::strict(&place.hall.counter, WAY, text);
        Ok((cookie, place.go(last)).into_response())
    }

    pub(super) const fn holder(&self) -> &Holder {
        &self.holder
    }
}

/// Whether every answer stands on a way that ended elsewhere.
fn is_within(answers: &Answers, journey: &Journey<'_>) -> bool {
    let asked = |id: &str| {
        let mut questions = journey.steps.iter().flat_map(|step| &step.questions);
        let named = |question: &&services::Question| {
            question.group.as_deref().unwrap_or(&question.id) == id
        };
        id == services::ONWARD || questions.any(named)
    };
    answers.iter().all(|(id, _)| asked(id))
}
