//! All names that are known, and the search through them.

use super::{Body, Whereabouts, postcodes, railway, spelling};
use kernel::{Force, Forces, Postcode};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Words that many names have in common: alone they say nothing.
const SAYS_NOTHING: [&str; 38] = [
    "north",
    "south",
    "east",
    "west",
    "mid",
    "central",
    "upper",
    "lower",
    "great",
    "greater",
    "new",
    "old",
    "royal",
    "saint",
    "isle",
    "isles",
    "vale",
    "forest",
    "county",
    "city",
    "town",
    "upon",
    "on",
    "of",
    "in",
    "the",
    "and",
    "with",
    "le",
    "by",
    "police",
    "force",
    "constabulary",
    "heddlu",
    "gogledd",
    "dwyrain",
    "sir",
    "swydd",
];

/// What a name can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Target {
    /// A force, by its place in the directory.
    Force(usize),
    /// A body beyond.
    Beyond(Body),
}

#[derive(Clone, Debug)]
struct Name {
    words: Vec<String>,
    joined: String,
    target: Target,
    /// Counts only when it is typed as it is: letters, and the names of railways, most of which
    /// begin with a town's.
    whole_only: bool,
}

/// The targets that a part of the question fits, and whether it was typed as they are spelt.
struct Fit {
    targets: BTreeSet<Target>,
    sure: bool,
}

/// An index of all names in the forces' files, made once and asked often.
#[derive(Clone, Debug)]
pub struct Gazetteer {
    forces: Forces,
    names: Vec<Name>,
}

impl Gazetteer {
    /// Gathers the names of these forces and of the bodies beyond them.
    #[must_use]
    pub fn new(forces: &Forces) -> Self {
        let mut names = Vec::new();
        for (at, force) in forces.iter().enumerate() {
            let target = Target::Force(at);
            let locals = [&force.name, &force.short_name];
            let spelt = locals
                .into_iter()
                .flat_map(|local| std::iter::once(&local.en).chain(&local.cy))
                .chain([&force.legal_name])
                .chain(&force.areas);
            names.extend(spelt.map(|text| Name::new(text, target, force.railways)));
            names.push(Name::new(force.id.as_str(), target, true));
            names.push(Name::new(force.letters.as_str(), target, true));
        }
        for body in Body::ALL {
            let shown = [body.place(), body.name()].into_iter().flat_map(|it| [it.en, it.cy]);
            let spelt = shown.chain(body.also_called());
            names.extend(spelt.map(|text| Name::new(text, Target::Beyond(body), false)));
        }
        Self { forces: forces.clone(), names }
    }

    /// The forces whose names it has.
    #[must_use]
    pub(crate) const fn forces(&self) -> &Forces {
        &self.forces
    }

    /// The whole postcode that the answer hangs on; none where the railway is meant.
    #[must_use]
    pub(crate) fn whole_postcode(&self, typed: &str) -> Option<Postcode> {
        let railway = self.railway(&spelling::parts(typed));
        postcodes::whole(typed).filter(|_| railway.is_none())
    }

    /// The force of the railways, where these words mean the railway.
    fn railway(&self, parts: &[Vec<String>]) -> Option<&Arc<Force>> {
        let railways = self.forces.iter().find(|force| force.railways);
        railways.filter(|_| parts.iter().any(|part| railway::is_meant(part)))
    }

    /// Looks up what somebody typed.
    #[must_use]
    pub fn find(&self, typed: &str) -> Whereabouts {
        let parts = spelling::parts(typed);
        if let Some(force) = self.railway(&parts) {
            return Whereabouts::Railway(Arc::clone(force));
        }
        if let Some(code) = postcodes::read(typed) {
            let (forces, beyond) = postcodes::police(&self.forces, &code);
            return answer(forces, beyond, !postcodes::may_be_a_motorway(typed));
        }
        self.by_name(&parts)
    }

    /// Every part must fit (`Richmond, North Yorkshire`); where none fits all, any may. A name may
    /// have commas of its own.
    fn by_name(&self, parts: &[Vec<String>]) -> Whereabouts {
        let together = parts.concat();
        let named = self.targets(|name| name.words == spelling::without_titles(&together));
        if parts.len() > 1 && !named.is_empty() {
            return self.answer(&named, true);
        }
        let fits: Vec<Fit> = parts.iter().filter_map(|part| self.fit(part)).collect();
        let sure = fits.iter().all(|fit| fit.sure);
        let targets = agreed(fits.into_iter().map(|fit| fit.targets).collect());
        self.answer(&targets, sure)
    }

    fn answer(&self, targets: &BTreeSet<Target>, sure: bool) -> Whereabouts {
        let mut beyond = targets.iter().filter_map(|target| match target {
            Target::Beyond(body) => Some(*body),
            Target::Force(_) => None,
        });
        let one_beyond = beyond.next().filter(|_| beyond.next().is_none());
        let meant = |at: usize| targets.contains(&Target::Force(at));
        let named = self.forces.iter().enumerate().filter(|(at, _)| meant(*at));
        answer(named.map(|(_, force)| Arc::clone(force)).collect(), one_beyond, sure)
    }

    /// What one part fits, by the surest way that finds anything.
    fn fit(&self, part: &[String]) -> Option<Fit> {
        let part = spelling::without_titles(part);
        let spelt = self.targets(|name| name.words == part);
        if spelt.is_empty() && part.iter().all(|word| SAYS_NOTHING.contains(&word.as_str())) {
            return None;
        }
        let sure = !spelt.is_empty();
        let begun = self.targets(|name| !name.whole_only && name.words.starts_with(part));
        let found = |targets: &BTreeSet<Target>| !targets.is_empty();
        let targets = Some(spelt.union(&begun).copied().collect())
            .filter(found)
            .or_else(|| Some(self.holding(part)).filter(found))
            .or_else(|| Some(self.mentioned(part)).filter(found))
            .or_else(|| Some(self.misspelt(&part.join(" "))).filter(found))?;
        Some(Fit { targets, sure })
    }

    fn targets(&self, wanted: impl Fn(&Name) -> bool) -> BTreeSet<Target> {
        self.names.iter().filter(|name| wanted(name)).map(|name| name.target).collect()
    }

    /// Names in which the words stand somewhere: `Yorkshire`, `Wight`.
    fn holding(&self, part: &[String]) -> BTreeSet<Target> {
        self.targets(|name| !name.whole_only && holds(&name.words, part))
    }

    /// Names within more words (`Leeds city centre`; several must agree if they can), unless the words are a street's (`London
    /// Road`) or a longer name's (`North Lincolnshire` is not Lincolnshire).
    fn mentioned(&self, part: &[String]) -> BTreeSet<Target> {
        let street =
            |at: usize| part.get(at).is_some_and(|next| railway::STREETS.contains(&next.as_str()));
        let found: Vec<&Name> = self
            .names
            .iter()
            .filter(|name| {
                let length = name.words.len();
                let places = part.windows(length.max(1)).enumerate();
                let telling = name.joined.len() > 3 && !name.whole_only;
                telling
                    && places
                        .filter(|(_, here)| *here == name.words)
                        .any(|(at, _)| !street(at + length))
            })
            .collect();
        let shadowed = |name: &Name| {
            found.iter().any(|other| {
                other.words.len() > name.words.len() && holds(&other.words, &name.words)
            })
        };
        let mut meant: BTreeMap<&str, BTreeSet<Target>> = BTreeMap::new();
        for name in found.iter().filter(|name| !shadowed(name)) {
            meant.entry(&name.joined).or_default().insert(name.target);
        }
        agreed(meant.into_values().collect())
    }

    /// The names that differ by the fewest slips.
    fn misspelt(&self, typed: &str) -> BTreeSet<Target> {
        let mut fewest = usize::MAX;
        let mut targets = BTreeSet::new();
        for name in self.names.iter().filter(|name| !name.whole_only) {
            let Some(slips) = spelling::slips(typed, &name.joined) else { continue };
            if slips < fewest {
                fewest = slips;
                targets.clear();
            }
            if slips == fewest {
                targets.insert(name.target);
            }
        }
        targets
    }
}

impl Name {
    fn new(text: &str, target: Target, whole_only: bool) -> Self {
        let all = spelling::words(text);
        let words = spelling::without_titles(&all).to_vec();
        Self { joined: words.join(" "), words, target, whole_only }
    }
}

/// What all of these can mean; where they disagree, what any of them can.
fn agreed(meanings: Vec<BTreeSet<Target>>) -> BTreeSet<Target> {
    let common = meanings.iter().cloned().reduce(|one, other| &one & &other).unwrap_or_default();
    if common.is_empty() { meanings.into_iter().flatten().collect() } else { common }
}

/// Whether words stand within others, in their order.
fn holds(words: &[String], part: &[String]) -> bool {
    words.windows(part.len().max(1)).any(|here| here == part)
}

/// The answer for the forces and the body that were found.
pub(crate) fn answer(forces: Vec<Arc<Force>>, beyond: Option<Body>, sure: bool) -> Whereabouts {
    match (forces.as_slice(), beyond) {
        ([], None) => Whereabouts::Unknown,
        ([], Some(body)) => Whereabouts::Elsewhere(body),
        ([only], None) if only.railways => Whereabouts::Railway(Arc::clone(only)),
        ([only], None) if sure => Whereabouts::One(Arc::clone(only)),
        ([only], None) => Whereabouts::Perhaps(Arc::clone(only)),
        _ => Whereabouts::Several { forces, beyond },
    }
}
