//! What a person has written so far: the draft that we keep sealed, and what their browser keeps
//! aside because it led elsewhere.

use super::place::Place;
use crate::drafts::{Draft, Found, Holder, Stamp};
use crate::{Receipt, aside};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use counter::{Fault, SetCookie, cookies};
use kernel::Problem;
use services::{Answers, Journey, Outcome};

/// The cookie for what is kept aside: `bl-way`.
const WAY: &str = "-way";

/// The cookie for the state of a draft that the browser saw saved: `bl-seen`.
const SEEN: &str = "-seen";
/// How often something is done with a draft when other tabs write in between.
const ATTEMPTS: usize = 8;

/// What a person has written so far in one service.
pub(super) struct Writing {
    holder: Holder,
    found: Option<Found>,
    aside: Option<Answers>,
}

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
        let found = place.intake.open(&place.drawer(&holder), seen).await?;
        let force = place.force.id.as_str();
        let aside = read(WAY).and_then(|text| aside::open(&holder, force, &place.service, &text));
        Ok(Self { holder, found, aside })
    }

    pub(super) fn unsent(&self) -> Option<&Draft> {
        self.found.as_ref().map(|found| &found.draft).filter(|draft| draft.sent.is_none())
    }

    fn stamp(&self) -> Option<Stamp> {
        self.found.as_ref().map(|found| found.stamp)
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
        let draft = self.found.as_ref().map(|found| &found.draft);
        draft.filter(|draft| draft.sent.is_some() && !begun)
    }

    /// Whether nothing was written, or it is gone.
    pub(super) const fn is_empty(&self) -> bool {
        self.found.is_none() && self.aside.is_none()
    }

    /// The draft with these answers in the place of all earlier ones.
    fn draft_of(&self, place: &Place, answers: Answers) -> Result<Draft, Problem> {
        let draft = match self.unsent() {
            Some(draft) => draft.clone(),
            None => Draft::new(&place.service, place.language())?,
        };
        Ok(Draft { answers, version: place.service.version, language: place.language(), ..draft })
    }

    /// Keeps these answers. The browser is told which state was saved, and to clear what it kept
    /// aside.
    pub(super) async fn keep(
        &self,
        place: &Place,
        answers: Answers,
    ) -> Result<(SetCookie, Option<SetCookie>), Problem> {
        let draft = self.draft_of(place, answers)?;
        let drawer = place.drawer(&self.holder);
        let seen = place.intake.save(&drawer, self.stamp(), &draft).await?;
        Ok((seen_cookie(place, seen), self.clear_aside(place)))
    }

    /// Sends what was written; `report` is what of it makes the report.
    pub(super) async fn send(
        &self,
        place: &Place,
        answers: Answers,
        report: &Answers,
    ) -> Result<Receipt, Problem> {
        let draft = self.draft_of(place, answers)?;
        let drawer = place.drawer(&self.holder);
        place.intake.send(&drawer, &place.service, (&draft, self.stamp()), report).await
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
        if self.unsent().is_some_and(|draft| is_within(&draft.answers, &journey))
            && let Some(stamp) = self.stamp()
        {
            place.intake.forget(&place.drawer(holder), stamp).await?;
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
