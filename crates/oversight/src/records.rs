//! The records that entries are about. This crate does not know what is in them: whoever composes the
//! program says how they are found.

use kernel::{ContactId, EntityId, Problem, Reference, ReportId};
use rights::interests::Token;
use station::Tx;
use station::journal::Named;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// One matter: what it is called, which things belong to it, and whom it is about as keyed hashes.
#[derive(Clone, Debug)]
pub struct Matter {
    /// The contact.
    pub contact: ContactId,
    /// The report that began it.
    pub report: ReportId,
    /// What people call it.
    pub reference: String,
    /// Whom it is about.
    pub about: Vec<Token>,
    /// The files that belong to it, as the journal names them.
    pub files: Vec<String>,
}

impl Matter {
    /// Every thing of it, as the journal names them.
    #[must_use]
    pub fn things(&self) -> Vec<Named> {
        let files = self.files.iter().map(|file| ("file", file.clone()));
        let both = [("contact", self.contact.to_string()), ("report", self.report.to_string())];
        both.into_iter().chain(files).collect()
    }
}

/// What is asked about records, on its way.
pub type Asked<'t, T> = Pin<Box<dyn Future<Output = Result<T, Problem>> + Send + 't>>;
type ByReference =
    dyn for<'t, 's> Fn(&'t mut Tx<'s>, Reference) -> Asked<'t, Option<Matter>> + Send + Sync;
type OfContacts =
    dyn for<'t, 's> Fn(&'t mut Tx<'s>, Vec<ContactId>) -> Asked<'t, Vec<Matter>> + Send + Sync;

type AboutEntities = dyn for<'t, 's> Fn(&'t mut Tx<'s>, Vec<EntityId>) -> Asked<'t, Vec<(EntityId, Vec<Token>)>>
    + Send
    + Sync;

/// How records are found. What it gives away is whom they are about and what they are called, so whoever
/// asks writes an entry about it.
#[derive(Clone)]
pub struct Records {
    by_reference: Arc<ByReference>,
    of_contacts: Arc<OfContacts>,
    about_entities: Arc<AboutEntities>,
}

impl Records {
    /// Records that are found like this: by their reference, and by the ids of contacts; and of people,
    /// objects and places whom they are about.
    pub fn new(
        by_reference: impl for<'t, 's> Fn(&'t mut Tx<'s>, Reference) -> Asked<'t, Option<Matter>>
        + Send
        + Sync
        + 'static,
        of_contacts: impl for<'t, 's> Fn(&'t mut Tx<'s>, Vec<ContactId>) -> Asked<'t, Vec<Matter>>
        + Send
        + Sync
        + 'static,
        about_entities: impl for<'t, 's> Fn(
            &'t mut Tx<'s>,
            Vec<EntityId>,
        ) -> Asked<'t, Vec<(EntityId, Vec<Token>)>>
        + Send
        + Sync
        + 'static,
    ) -> Self {
        Self {
            by_reference: Arc::new(by_reference),
            of_contacts: Arc::new(of_contacts),
            about_entities: Arc::new(about_entities),
        }
    }

    /// Whom some things are about, by their ids as the journal has them: contacts, and people, objects,
    /// places and events.
    pub async fn about(
        &self,
        tx: &mut Tx<'_>,
        things: &[(&str, &str)],
    ) -> Result<BTreeMap<String, Vec<Token>>, Problem> {
        let of = |kind: &'static str| things.iter().filter(move |(thing, _)| *thing == kind);
        let contacts = of("contact").filter_map(|(_, id)| id.parse().ok()).collect();
        let entities: Vec<EntityId> = of("record").filter_map(|(_, id)| id.parse().ok()).collect();
        let matters = self.of_contacts(tx, contacts).await?;
        let mut about: BTreeMap<String, Vec<Token>> =
            matters.into_iter().map(|it| (it.contact.to_string(), it.about)).collect();
        if !entities.is_empty() {
            let found = (self.about_entities)(tx, entities).await?;
            about.extend(found.into_iter().map(|(id, tokens)| (id.to_string(), tokens)));
        }
        Ok(about)
    }

    /// The matter of a reference.
    pub async fn by_reference(
        &self,
        tx: &mut Tx<'_>,
        reference: Reference,
    ) -> Result<Option<Matter>, Problem> {
        (self.by_reference)(tx, reference).await
    }

    /// The matters of these contacts, as far as there are some.
    pub async fn of_contacts(
        &self,
        tx: &mut Tx<'_>,
        contacts: Vec<ContactId>,
    ) -> Result<Vec<Matter>, Problem> {
        if contacts.is_empty() {
            return Ok(Vec::new());
        }
        (self.of_contacts)(tx, contacts).await
    }
}
