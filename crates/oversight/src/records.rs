//! The records that entries are about. This crate does not know what is in them: whoever composes the
//! program says how they are found.

use kernel::{ContactId, Problem, Reference, ReportId};
use rights::interests::Token;
use station::Tx;
use station::journal::Named;
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

/// How records are found. What it gives away is whom they are about and what they are called, so whoever
/// asks writes an entry about it.
#[derive(Clone)]
pub struct Records {
    by_reference: Arc<ByReference>,
    of_contacts: Arc<OfContacts>,
}

impl Records {
    /// Records that are found like this: by their reference, and by the ids of contacts.
    pub fn new(
        by_reference: impl for<'t, 's> Fn(&'t mut Tx<'s>, Reference) -> Asked<'t, Option<Matter>>
        + Send
        + Sync
        + 'static,
        of_contacts: impl for<'t, 's> Fn(&'t mut Tx<'s>, Vec<ContactId>) -> Asked<'t, Vec<Matter>>
        + Send
        + Sync
        + 'static,
    ) -> Self {
        Self { by_reference: Arc::new(by_reference), of_contacts: Arc::new(of_contacts) }
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
