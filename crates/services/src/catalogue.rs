//! Every service that there is, in every edition that somebody may still need.

use crate::compile::{self, LookedAt};
use crate::edition::{Edition, Texts};
use crate::files::Files;
use crate::findings::Finding;
use crate::group::Group;
use crate::service::{Service, Slug};
use crate::standing::{Closed, Decision, Standing, Standings};
use jiff::Span;
use jiff::civil::Date;
use kernel::{ForceId, Said};
use partners::Directory;
use rust_embed::RustEmbed;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The definitions that come with the program.
#[derive(RustEmbed)]
#[folder = "../../services"]
struct Definitions;

/// All services, compiled; a value that never changes. [`crate::Shelf`] holds the one that is
/// offered now.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// What stands in the files, by the id: what every force offers where nothing else was decided.
    ground: BTreeMap<String, (Edition, Texts)>,
    /// Every edition by id and version, those of the files among them.
    editions: BTreeMap<String, BTreeMap<u32, Edition>>,
    standings: Standings,
    addresses: BTreeMap<(Group, String), (String, Slug)>,
    flags: BTreeMap<String, Said>,
    directory: Arc<Directory>,
    looked_at: Vec<LookedAt>,
    shared: Arc<[(String, String)]>,
}

/// A service as a force offers it.
#[derive(Clone, Copy, Debug)]
pub struct Offer<'a> {
    /// The edition.
    pub edition: &'a Edition,
    /// What is said to whoever comes, when nobody may begin it any more.
    pub closed: Option<&'a Arc<Closed>>,
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
        let given: Vec<(String, String)> = files.into_iter().collect();
        let mut files = Files::read(given.iter().cloned(), &mut findings);
        let compiled = compile::compile(&files, findings)?;
        let (mut texts, shared) = files.sort_texts(given);
        let mut ground = BTreeMap::new();
        for service in &compiled.services {
            let edition = Edition::of_program(service, files.tests.remove(&service.id));
            let texts = texts.remove(&service.id).unwrap_or_default();
            ground.insert(service.id.clone(), (edition, texts));
        }
        let versions = compiled.services.iter().map(|one| (one.id.as_str(), one.version));
        let standings = Standings::ground(versions);
        let editions = ground.values().map(|(edition, _)| edition.clone()).collect();
        let bare = Self {
            ground,
            editions: BTreeMap::new(),
            standings,
            addresses: BTreeMap::new(),
            flags: compiled.flags,
            directory: compiled.directory,
            looked_at: compiled.looked_at,
            shared: shared.into(),
        };
        Ok(bare.with(editions))
    }

    /// Compiles the definitions that come with the program.
    pub fn embedded() -> Result<Self, Vec<Finding>> {
        Self::compile(embedded_files())
    }

    /// The files' own definitions with published editions above them, and what was decided, in the
    /// order in which it was. An edition of the files stays what the files say it is.
    #[must_use]
    pub fn above(&self, published: Vec<Edition>, decisions: &[Decision]) -> Self {
        let ground = self.ground.values().map(|(edition, _)| edition);
        let versions = ground.clone().map(|one| (one.service.id.as_str(), one.service.version));
        let standings = Standings::ground(versions);
        let editions = published.into_iter().chain(ground.cloned()).collect();
        let mut above =
            Self { standings, editions: BTreeMap::new(), ..self.clone() }.with(editions);
        for decision in decisions {
            let editions = above.editions.get(&decision.service);
            let known = |version| editions.is_some_and(|all| all.contains_key(&version));
            above.standings.decide(decision, known);
        }
        above
    }

    /// The catalogue with these editions and their addresses in it; of two of a version the later.
    fn with(mut self, editions: Vec<Edition>) -> Self {
        for edition in editions {
            let service = &edition.service;
            let mut at = |address: &str, slug| {
                let to = (service.id.clone(), slug);
                self.addresses.insert((service.group, address.to_owned()), to);
            };
            at(&service.slug, Slug::Plain);
            if let Some(opaque) = &service.opaque {
                at(opaque, Slug::Opaque);
            }
            let versions = self.editions.entry(service.id.clone()).or_default();
            versions.insert(service.version, edition);
        }
        self
    }

    /// Every service of the files, in the order of the ids.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Service>> {
        self.ground.values().map(|(edition, _)| &edition.service)
    }

    /// The ids of all services, those that only one force offers among them.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.editions.keys().map(String::as_str)
    }

    /// The service of an id as most forces offer it.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Arc<Service>> {
        let versions = self.editions.get(id)?;
        let usual = self.standings.everywhere(id).and_then(|it| versions.get(&it.version));
        usual.or_else(|| versions.values().next_back()).map(|edition| &edition.service)
    }

    /// One edition of a service.
    #[must_use]
    pub fn edition(&self, id: &str, version: u32) -> Option<&Edition> {
        self.editions.get(id)?.get(&version)
    }

    /// Every edition of a service that we have, the oldest first.
    pub fn editions(&self, id: &str) -> impl Iterator<Item = &Edition> {
        self.editions.get(id).into_iter().flat_map(BTreeMap::values)
    }

    /// The service that something was told in: the edition of that version, or where we have lost
    /// it, what comes nearest.
    #[must_use]
    pub fn as_told(&self, id: &str, version: u32) -> Option<&Arc<Service>> {
        self.edition(id, version).map(|edition| &edition.service).or_else(|| self.get(id))
    }

    /// How a force offers a service; nothing when it was never given it.
    #[must_use]
    pub fn at(&self, force: &ForceId, id: &str) -> Option<Offer<'_>> {
        let Standing { version, closed } = self.standings.at(force, id)?;
        Some(Offer { edition: self.edition(id, *version)?, closed: closed.as_ref() })
    }

    /// The id of the service of an address, and which of its slugs that was. An address stays with
    /// its service through all editions.
    #[must_use]
    pub fn at_address(&self, group: &str, slug: &str) -> Option<(&str, Slug)> {
        let group = Group::of_slug(group)?;
        let (id, slug) = self.addresses.get(&(group, slug.to_owned()))?;
        Some((id, *slug))
    }

    /// The service of an address as most forces offer it, and which of its slugs that was.
    #[must_use]
    pub fn find(&self, group: &str, slug: &str) -> Option<(&Arc<Service>, Slug)> {
        let (id, slug) = self.at_address(group, slug)?;
        Some((self.get(id)?, slug))
    }

    /// The day by which the Welsh of an edition follows, where it is in English alone.
    #[must_use]
    pub fn welsh_by(&self, service: &Service) -> Option<Date> {
        self.edition(&service.id, service.version)?.welsh_by
    }

    /// What a service of the files is written in.
    #[must_use]
    pub fn texts(&self, id: &str) -> Option<&Texts> {
        self.ground.get(id).map(|(_, texts)| texts)
    }

    /// The files' edition of a service.
    #[must_use]
    pub fn of_program(&self, id: &str) -> Option<&Edition> {
        self.ground.get(id).map(|(edition, _)| edition)
    }

    /// The files that services share, as paths and texts.
    #[must_use]
    pub fn shared(&self) -> &Arc<[(String, String)]> {
        &self.shared
    }

    /// Which other service has an address already.
    #[must_use]
    pub fn taken(&self, service: &Service) -> Option<&str> {
        let slugs = std::iter::once(service.slug.as_str()).chain(service.opaque.as_deref());
        let mut found = slugs.filter_map(|slug| {
            let (id, _) = self.addresses.get(&(service.group, slug.to_owned()))?;
            Some(id.as_str())
        });
        found.find(|id| *id != service.id)
    }

    /// Who else deals with what.
    #[must_use]
    pub const fn directory(&self) -> &Arc<Directory> {
        &self.directory
    }

    /// Facts of the directory that nobody has looked at for a year.
    #[must_use]
    pub fn stale(&self, today: Date) -> Vec<Finding> {
        let a_year_ago = today.saturating_sub(Span::new().years(1));
        let old = self.looked_at.iter().filter(|looked_at| looked_at.on < a_year_ago);
        let finding = |it: &LookedAt| {
            let problem = format!("nobody has looked at these facts since {}", it.on);
            let remedy = "look at each again, put right what changed, and write today's date";
            it.file.finding(it.place, problem, remedy)
        };
        old.map(finding).collect()
    }

    /// What the desk calls a flag.
    #[must_use]
    pub fn flag(&self, id: &str) -> Option<&Said> {
        self.flags.get(id)
    }

    /// The flags that there are.
    #[must_use]
    pub fn flags(&self) -> BTreeSet<&str> {
        self.flags.keys().map(String::as_str).collect()
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
