//! Where a request is: who asks, in which language, and how it is answered.

use super::Office;
use super::form::Attempt;
use super::leaf::Leaf;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use counter::components::{ErrorSummary, NotificationBanner};
use counter::{Fault, Visit};
use kernel::{AccountId, ForceId, Language, Problem, Purpose, Thing, Words, words};
use rights::pages::SignedIn;
use rights::{Right, Staff};
use station::Tx;
use std::str::FromStr;

words! {
    SOMEBODY { en: "somebody", cy: "rhywun" }
}

/// Where every page of administration begins.
pub(super) const ROOT: &str = "/desk/administration";

/// A request by somebody who is signed in.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    pub(super) office: &'a Office,
    pub(super) visit: &'a Visit,
    pub(super) signed_in: &'a SignedIn,
}

/// What comes of a form.
pub(super) enum Outcome {
    /// It was done: on to this page, declared under [`ROOT`].
    Done(String),
    /// A page: the form again with what is wrong, or what is shown once.
    Shown(Box<Leaf>),
}

impl<'a> At<'a> {
    pub(super) const fn new(office: &'a Office, visit: &'a Visit, signed_in: &'a SignedIn) -> Self {
        Self { office, visit, signed_in }
    }

    pub(super) fn staff(&self) -> &Staff {
        &self.signed_in.staff
    }

    pub(super) const fn language(&self) -> Language {
        self.visit.language
    }

    pub(super) fn say(&self, words: Words) -> &'static str {
        words.say(self.language())
    }

    pub(super) fn fill(&self, words: Words, values: &[(&str, &str)]) -> String {
        words.fill(self.language(), values)
    }

    /// The address of a page under [`ROOT`].
    pub(super) fn href(&self, path: &str) -> String {
        self.visit.href(&format!("{ROOT}{path}"))
    }

    /// What the address says after the question mark.
    pub(super) fn asked(&self, name: &str) -> Option<String> {
        let pairs: Vec<(String, String)> =
            serde_html_form::from_str(self.visit.address.query.as_deref()?).ok()?;
        pairs.into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// A transaction in their name.
    pub(super) async fn tx(&self) -> Result<Tx<'a>, Problem> {
        let scope = self.staff().scope(Purpose::Administration);
        self.office.station.begin(&scope).await
    }

    /// A page whose title gives nobody away, with a heading.
    pub(super) fn leaf(&self, title: Words, heading: impl Into<String>) -> Leaf {
        let frame =
            rights::pages::frame(&self.office.counter, self.visit, self.signed_in, self.say(title));
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
    pub(super) fn after(&self, mut leaf: Leaf, dones: &[(&str, Words)]) -> Leaf {
        let done = self.asked("done");
        let found = dones.iter().find(|(code, _)| done.as_deref() == Some(*code));
        leaf.done =
            found.map(|(_, words)| NotificationBanner::success(self.language(), self.say(*words)));
        leaf
    }

    /// A form's page with what is wrong with it.
    pub(super) fn wrong(&self, mut leaf: Leaf, attempt: &Attempt) -> Leaf {
        if !attempt.problems.is_empty() {
            leaf.frame = leaf.frame.error(true);
            leaf.summary = Some(ErrorSummary::of(self.language(), &attempt.problems));
        }
        leaf
    }

    /// The answer to somebody who looks, in a room that any one of these rights opens.
    pub(super) fn shown(
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
    pub(super) fn done(
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

    fn refused(&self, rights: &[Right], problem: Problem) -> Result<Response, Fault> {
        rights::pages::refused(rights, &self.office.counter, self.visit, self.signed_in, problem)
    }

    /// What a force is called.
    pub(super) fn force_name(&self, id: &ForceId) -> String {
        let force = self.office.station.forces().get(id.as_str());
        force.map_or_else(|| id.to_string(), |force| force.name.text(self.language()).to_owned())
    }

    /// What a colleague is called.
    pub(super) async fn name_of(&self, tx: &mut Tx<'_>, id: AccountId) -> Result<String, Problem> {
        let name = rights::name_of(tx, id).await?;
        Ok(name.unwrap_or_else(|| self.say(SOMEBODY).to_owned()))
    }
}

/// The id in an address; not found where it cannot be one.
pub(super) fn id<T: FromStr>(text: &str) -> Result<T, Problem> {
    text.parse().map_err(|_| Problem::NotFound(Thing::Page))
}
