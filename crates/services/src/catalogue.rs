//! Every service that there is.

use crate::compile;
use crate::definition::At;
use crate::files::Files;
use crate::findings::{File, Finding};
use crate::group::Group;
use crate::said::Said;
use crate::service::{Service, Slug};
use crate::trials::TestCase;
use rust_embed::RustEmbed;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The definitions that come with the program.
#[derive(RustEmbed)]
#[folder = "../../services"]
struct Definitions;

/// All services, compiled; a value that never changes.
#[derive(Debug)]
pub struct Catalogue {
    services: Vec<Arc<Service>>,
    flags: BTreeMap<String, Said>,
    pub(crate) tests: BTreeMap<String, (File, Vec<At<TestCase>>)>,
}

impl Catalogue {
    /// Compiles definition files: services, their Welsh, their tests, the shared blocks, partners
    /// and flags. Each file is its path and its text; what is not YAML is left aside.
    ///
    /// Fails with everything that is wrong, in the order of files and lines.
    pub fn compile(
        files: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, Vec<Finding>> {
        let mut findings = Vec::new();
        let files = Files::read(files, &mut findings);
        let compiled = compile::compile(&files, findings)?;
        Ok(Self { services: compiled.services, flags: compiled.flags, tests: files.tests })
    }

    /// Compiles the definitions that come with the program.
    pub fn embedded() -> Result<Self, Vec<Finding>> {
        Self::compile(embedded_files())
    }

    /// Every service, in the order of the ids.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Service>> {
        self.services.iter()
    }

    /// The service of an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Arc<Service>> {
        self.services.iter().find(|service| service.id == id)
    }

    /// The service of an address, and which of its slugs that was.
    #[must_use]
    pub fn find(&self, group: &str, slug: &str) -> Option<(&Arc<Service>, Slug)> {
        let group = Group::of_slug(group)?;
        self.services.iter().filter(|service| service.group == group).find_map(|service| {
            if service.slug == slug {
                Some((service, Slug::Plain))
            } else if service.opaque.as_deref() == Some(slug) {
                Some((service, Slug::Opaque))
            } else {
                None
            }
        })
    }

    /// What the desk calls a flag.
    #[must_use]
    pub fn flag(&self, id: &str) -> Option<&Said> {
        self.flags.get(id)
    }
}

/// Everything that is to be put right in definition files, and everything that may be right and is to
/// be looked at again, in the order of files and lines.
#[must_use]
pub fn review(files: impl IntoIterator<Item = (String, String)>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let files = Files::read(files, &mut findings);
    compile::review(&files, findings).1
}

/// The definition files that come with the program, as paths below `services/` and texts.
#[must_use]
pub fn embedded_files() -> Vec<(String, String)> {
    let text = |path: &str| {
        let file = Definitions::get(path)?;
        Some((format!("services/{path}"), String::from_utf8_lossy(&file.data).into_owned()))
    };
    let yaml = Definitions::iter().filter(|path| path.ends_with(".yaml"));
    yaml.filter_map(|path| text(&path)).collect()
}
