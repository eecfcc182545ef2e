//! One edition of a service: its definition as texts, and compiled by itself beside a catalogue.

use crate::definition::At;
use crate::files::Files;
use crate::findings::{File, Finding};
use crate::service::Service;
use crate::trials::{self, TestCase, TestResult};
use crate::{Catalogue, compile};
use jiff::civil::Date;
use kernel::Language;
use std::sync::Arc;

/// What a service is written in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// The definition.
    pub english: String,
    /// The overlay with its Welsh; none in a crisis, when the Welsh follows.
    pub welsh: Option<String>,
    /// Its own tests.
    pub tests: String,
}

/// The tests of an edition: the file and its cases.
pub(crate) type Tests = (File, Vec<At<TestCase>>);

/// A service as it was published, or is proposed: a version that never changes.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The service, compiled.
    pub service: Arc<Service>,
    /// The day by which its Welsh follows, of an edition that is in English alone.
    pub welsh_by: Option<Date>,
    pub(crate) tests: Option<Arc<Tests>>,
}

impl Edition {
    /// An edition that came with the program: whole, or it would not have compiled.
    pub(crate) fn of_program(service: &Arc<Service>, tests: Option<Tests>) -> Self {
        Self { service: service.clone(), welsh_by: None, tests: tests.map(Arc::new) }
    }

    /// The languages that it is offered in.
    #[must_use]
    pub const fn languages(&self) -> &'static [Language] {
        if self.welsh_by.is_some() { &[Language::English] } else { &Language::ALL }
    }

    /// Runs the tests that stand beside the definition.
    #[must_use]
    pub fn run_tests(&self) -> Vec<TestResult> {
        let Some(tests) = &self.tests else { return Vec::new() };
        let (file, cases) = &**tests;
        trials::run_cases(&self.service, file, cases)
    }
}

/// What an edition is compiled on.
#[derive(Clone, Copy, Debug)]
pub struct Beside<'a> {
    /// What is offered now: the services that a person may be handed to.
    pub catalogue: &'a Catalogue,
    /// The shared files, as [`Catalogue::shared`] has them.
    pub shared: &'a [(String, String)],
}

/// Compiles one service by itself. `welsh_by` allows that there is no Welsh, which then follows by
/// that day: everything is said in English.
///
/// Fails with everything that is wrong; nothing on the shelf is touched.
pub fn compile_edition(
    id: &str,
    texts: &Texts,
    beside: Beside<'_>,
    welsh_by: Option<Date>,
) -> Result<Edition, Vec<Finding>> {
    let path = |ending: &str| format!("services/{id}{ending}");
    let mut files = beside.shared.to_vec();
    files.push((path(".yaml"), texts.english.clone()));
    if let Some(welsh) = texts.welsh.as_ref().filter(|_| welsh_by.is_none()) {
        files.push((path(".cy.yaml"), welsh.clone()));
    }
    if !texts.tests.trim().is_empty() {
        files.push((path(".test.yaml"), texts.tests.clone()));
    }
    let mut findings = Vec::new();
    let mut files = Files::read(files, &mut findings);
    files.in_english_alone = welsh_by.is_some();
    let others = beside.catalogue.iter().filter(|service| service.id != id);
    files.neighbours = others.cloned().collect();
    let compiled = compile::compile(&files, findings)?;
    let service = compiled.services.into_iter().next();
    let own = files.tests.remove(id).map(Arc::new);
    // A file that says it is something else compiles to nothing, and has its finding; what is left
    // is a text that holds no service at all.
    let service = service.ok_or_else(|| vec![nothing(&path(".yaml"), &texts.english)])?;
    Ok(Edition { service, welsh_by, tests: own })
}

fn nothing(path: &str, text: &str) -> Finding {
    let file = File { path: path.to_owned(), text: text.into() };
    let problem = "there is no service in this text";
    file.finding(crate::definition::Place::default(), problem, "begin with another service's text")
}
