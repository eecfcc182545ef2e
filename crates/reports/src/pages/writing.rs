//! What a person has written so far: the draft that we keep sealed, and what their browser keeps
//! aside because it led elsewhere.

use super::place::Place;
use crate::aside;
use crate::drafts::{self, Draft, Holder};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use counter::{SetCookie, cookies};
use kernel::Problem;
use services::{Answers, Journey, Outcome};
use station::{Tx, Upkeep};

/// The cookie for what is kept aside: `bl-way`.
const WAY: &str = "-way";

/// What a person has written so far in one service.
pub(super) struct Writing {
    holder: Holder,
    draft: Option<Draft>,
    aside: Option<Answers>,
}

impl Writing {
    /// What was written, to be looked at.
    pub(super) async fn look(
        place: &Place,
        holder: Holder,
        headers: &HeaderMap,
    ) -> Result<Self, Problem> {
        let mut tx = place.begin().await?;
        let draft = drafts::open(&mut tx, &holder, &place.service).await?;
        tx.leave().await?;
        Ok(Self::of(place, holder, draft, headers))
    }

    /// What was written, held until the transaction ends.
    pub(super) async fn hold(
        tx: &mut Tx<'_>,
        place: &Place,
        holder: Holder,
        headers: &HeaderMap,
    ) -> Result<Self, Problem> {
        let draft = drafts::hold(tx, &holder, &place.service).await?;
        Ok(Self::of(place, holder, draft, headers))
    }

    fn of(place: &Place, holder: Holder, draft: Option<Draft>, headers: &HeaderMap) -> Self {
        let text = cookies::read(headers, &place.hall.counter, WAY);
        let force = place.force.id.as_str();
        let aside = text.and_then(|text| aside::open(&holder, force, &place.service, &text));
        Self { holder, draft, aside }
    }

    /// Every answer so far. What was kept aside is newer than the draft.
    pub(super) fn answers(&self) -> Answers {
        let unsent = self.draft.as_ref().filter(|draft| draft.sent.is_none());
        let mut answers = unsent.map(|draft| draft.answers.clone()).unwrap_or_default();
        for (question, value) in self.aside.iter().flat_map(Answers::iter) {
            answers.set(question, value.clone());
        }
        answers
    }

    /// The draft, if it was sent and nothing new was begun after it.
    pub(super) fn sent(&self) -> Option<&Draft> {
        let begun = self.aside.is_some();
        self.draft.as_ref().filter(|draft| draft.sent.is_some() && !begun)
    }

    /// Whether nothing was written, or it is gone.
    pub(super) const fn is_empty(&self) -> bool {
        self.draft.is_none() && self.aside.is_none()
    }

    /// The draft with these answers in the place of all earlier ones.
    pub(super) fn draft_of(&self, place: &Place, answers: Answers) -> Result<Draft, Problem> {
        let unsent = self.draft.as_ref().filter(|draft| draft.sent.is_none());
        let draft = match unsent {
            Some(draft) => draft.clone(),
            None => Draft::new(&place.service, place.language())?,
        };
        Ok(Draft { answers, version: place.service.version, language: place.language(), ..draft })
    }

    /// Keeps these answers, and gives the response that clears what was kept aside.
    pub(super) async fn keep(
        &self,
        mut tx: Tx<'_>,
        place: &Place,
        answers: Answers,
    ) -> Result<Option<SetCookie>, Problem> {
        let draft = self.draft_of(place, answers)?;
        drafts::save(&mut tx, &self.holder, &place.service, &draft).await?;
        tx.commit_upkeep(Upkeep::Draft).await?;
        Ok(self.clear_aside(place))
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
        mut tx: Tx<'_>,
        place: &Place,
        answers: Answers,
        outcome: &Outcome,
    ) -> Result<Response, Problem> {
        let last = &outcome.slug;
        let (holder, service) = (&self.holder, &place.service);
        let Some(text) = aside::seal(holder, place.force.id.as_str(), service, &answers)? else {
            let cookie = self.keep(tx, place, answers).await?;
            return Ok((cookie, place.go(last)).into_response());
        };
        let journey = services::journey(service, &answers, tx.now());
        let draft = self.draft.as_ref().filter(|draft| draft.sent.is_none());
        if draft.is_some_and(|draft| is_within(&draft.answers, &journey)) {
            drafts::forget(&mut tx, holder, service).await?;
            tx.commit_upkeep(Upkeep::Draft).await?;
        } else {
            tx.leave().await?;
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
        id == services::ONWARD || questions.any(|question| question.id == id)
    };
    answers.iter().all(|(id, _)| asked(id))
}
