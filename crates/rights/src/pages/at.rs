//! Where a request is: who asks, in which language, and how it is answered.

use super::{Attempt, SignedIn, frame, refused};
use crate::{Right, Staff};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use counter::components::{ErrorSummary, NotificationBanner};
use counter::leaf::Leaf;
use counter::{Counter, Fault, Visit};
use kernel::{AccountId, ForceId, Language, Problem, Purpose, Thing, Words, words};
use station::{Station, Tx};
use std::str::FromStr;

words! {
    SOMEBODY { en: "somebody", cy: "rhywun" }
}

/// A request by somebody who is signed in.
#[derive(Clone, Copy)]
pub struct At<'a> {
    /// What every page needs.
    pub counter: &'a Counter,
    /// Where everything is kept.
    pub station: &'a Station,
    /// What was asked for.
    pub visit: &'a Visit,
    /// By whom.
    pub signed_in: &'a SignedIn,
    /// Where every page of the room begins.
    pub root: &'static str,
    /// Why what is kept is touched.
    pub purpose: Purpose,
}

/// What comes of a form.
pub enum Outcome {
    /// It was done: on to this page, declared under the room's root.
    Done(String),
    /// A page: the form again with what is wrong, or what is shown once.
    Shown(Box<Leaf>),
}

impl<'a> At<'a> {
    /// Who asks.
    #[must_use]
    pub fn staff(&self) -> &Staff {
        &self.signed_in.staff
    }

    /// In which language.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.visit.language
    }

    /// Words, in their language.
    #[must_use]
    pub fn say(&self, words: Words) -> &'static str {
        words.say(self.language())
    }

    /// The same, filled in.
    #[must_use]
    pub fn fill(&self, words: Words, values: &[(&str, &str)]) -> String {
        words.fill(self.language(), values)
    }

    /// The address of a page under the room's root.
    #[must_use]
    pub fn href(&self, path: &str) -> String {
        self.visit.href(&format!("{}{path}", self.root))
    }

    /// What the address says after the question mark.
    #[must_use]
    pub fn asked(&self, name: &str) -> Option<String> {
        let pairs: Vec<(String, String)> =
            serde_html_form::from_str(self.visit.address.query.as_deref()?).ok()?;
        pairs.into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// A transaction in their name.
    pub async fn tx(&self) -> Result<Tx<'a>, Problem> {
        self.station.begin(&self.staff().scope(self.purpose)).await
    }

    /// A page whose title gives nobody away, with a heading.
    #[must_use]
    pub fn leaf(&self, title: Words, heading: impl Into<String>) -> Leaf {
        let frame = frame(self.counter, self.visit, self.signed_in, self.say(title));
        Leaf {
            frame,
            csrf: self.signed_in.csrf.clone(),
            heading: heading.into(),
            summary: None,
            done: None,
            parts: Vec::new(),
        }
    }

    /// A page that says what was just done, if the address has one of these codes.
    #[must_use]
    pub fn after(&self, mut leaf: Leaf, dones: &[(&str, Words)]) -> Leaf {
        let done = self.asked("done");
        let found = dones.iter().find(|(code, _)| done.as_deref() == Some(*code));
        leaf.done =
            found.map(|(_, words)| NotificationBanner::success(self.language(), self.say(*words)));
        leaf
    }

    /// A form's page with what is wrong with it.
    #[must_use]
    pub fn wrong(&self, mut leaf: Leaf, attempt: &Attempt) -> Leaf {
        if !attempt.problems.is_empty() {
            leaf.frame = leaf.frame.error(true);
            leaf.summary = Some(ErrorSummary::of(self.language(), &attempt.problems));
        }
        leaf
    }

    /// The answer to somebody who looks, in a room that any one of these rights opens.
    pub fn shown(
        &self,
        rights: &[Right],
        looked: Result<Leaf, Problem>,
    ) -> Result<Response, Fault> {
        match looked {
            Ok(leaf) => Ok(counter::page(&leaf)),
            Err(problem) => self.refused(rights, problem),
        }
    }

    /// The answer to somebody who sent a form.
    pub fn done(
        &self,
        rights: &[Right],
        done: Result<Outcome, Problem>,
    ) -> Result<Response, Fault> {
        match done {
            Ok(Outcome::Done(path)) => Ok(Redirect::to(&self.href(&path)).into_response()),
            Ok(Outcome::Shown(leaf)) => {
                let again = leaf.summary.is_some();
                let status = if again { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
                Ok(counter::page_as(status, &*leaf))
            }
            Err(problem) => self.refused(rights, problem),
        }
    }

    /// What somebody gets for a problem, in a room that any one of these rights opens.
    pub fn refused(&self, rights: &[Right], problem: Problem) -> Result<Response, Fault> {
        refused(rights, self.counter, self.visit, self.signed_in, problem)
    }

    /// What a force is called.
    #[must_use]
    pub fn force_name(&self, id: &ForceId) -> String {
        let force = self.station.forces().get(id.as_str());
        force.map_or_else(|| id.to_string(), |force| force.name.text(self.language()).to_owned())
    }

    /// What a colleague is called.
    pub async fn name_of(&self, tx: &mut Tx<'_>, id: AccountId) -> Result<String, Problem> {
        let name = crate::name_of(tx, id).await?;
        Ok(name.unwrap_or_else(|| self.say(SOMEBODY).to_owned()))
    }
}

/// The id in an address; not found where it cannot be one.
pub fn id<T: FromStr>(text: &str) -> Result<T, Problem> {
    text.parse().map_err(|_| Problem::NotFound(Thing::Page))
}
