//! What each force offers now: which edition of each service, and which services are closed. It is
//! worked out from what was decided, in the order in which it was decided.

use kernel::{ForceId, Said};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Which forces something holds for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Every force, also those to come.
    Everywhere,
    /// These.
    At(BTreeSet<ForceId>),
}

/// What was decided about a service, for the forces that it reaches.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The service.
    pub service: String,
    /// For whom it was decided.
    pub reach: Reach,
    /// What.
    pub what: Decided,
}

/// What may be decided about a service.
#[derive(Clone, Debug)]
pub enum Decided {
    /// An edition is offered from now on.
    Published(u32),
    /// Nobody may begin it any more; this is said to whoever comes.
    Closed(Arc<Closed>),
    /// It is open again.
    Opened,
}

/// What is said of a service that is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// What to do in its place, in the reader's language.
    pub advice: Said,
}

/// How a service stands at a force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) version: u32,
    pub(crate) closed: Option<Arc<Closed>>,
}

/// How every service stands everywhere.
#[derive(Clone, Debug, Default)]
pub(crate) struct Standings {
    everywhere: BTreeMap<String, Standing>,
    apart: BTreeMap<ForceId, BTreeMap<String, Standing>>,
}

impl Standings {
    /// Every force offers the definitions that came with the program.
    pub(crate) fn ground<'a>(services: impl Iterator<Item = (&'a str, u32)>) -> Self {
        let standing =
            |(id, version): (&str, u32)| (id.to_owned(), Standing { version, closed: None });
        Self { everywhere: services.map(standing).collect(), apart: BTreeMap::new() }
    }

    /// Lets a decision hold. `known` says whether we have an edition: what we do not have, or have a
    /// later one of, is not offered.
    pub(crate) fn decide(&mut self, decision: &Decision, known: impl Fn(u32) -> bool) {
        if let Decided::Published(version) = decision.what
            && !known(version)
        {
            return;
        }
        match &decision.reach {
            Reach::Everywhere => {
                let all = std::iter::once(&mut self.everywhere).chain(self.apart.values_mut());
                for (number, services) in all.enumerate() {
                    // A force that has nothing of its own here goes with all the others.
                    if number == 0 || services.contains_key(&decision.service) {
                        apply(services, decision);
                    }
                }
            }
            Reach::At(forces) => {
                for force in forces {
                    let services = self.apart.entry(force.clone()).or_default();
                    if let Some(before) = self.everywhere.get(&decision.service) {
                        services.entry(decision.service.clone()).or_insert_with(|| before.clone());
                    }
                    apply(services, decision);
                }
            }
        }
    }

    /// How a service stands at a force; nothing when the force was never given it.
    pub(crate) fn at(&self, force: &ForceId, service: &str) -> Option<&Standing> {
        let apart = self.apart.get(force).and_then(|services| services.get(service));
        apart.or_else(|| self.everywhere.get(service))
    }

    /// How a service stands where nothing else was decided.
    pub(crate) fn everywhere(&self, service: &str) -> Option<&Standing> {
        self.everywhere.get(service)
    }
}

fn apply(services: &mut BTreeMap<String, Standing>, decision: &Decision) {
    let standing = services.get_mut(&decision.service);
    match (&decision.what, standing) {
        (Decided::Published(version), Some(standing)) => {
            standing.version = standing.version.max(*version);
        }
        (Decided::Published(version), None) => {
            let standing = Standing { version: *version, closed: None };
            services.insert(decision.service.clone(), standing);
        }
        (Decided::Closed(closed), Some(standing)) => standing.closed = Some(closed.clone()),
        (Decided::Opened, Some(standing)) => standing.closed = None,
        (Decided::Closed(_) | Decided::Opened, None) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{Closed, Decided, Decision, Reach, Standings};
    use kernel::ForceId;
    use kernel::Said;
    use std::sync::Arc;

    fn force(id: &str) -> ForceId {
        ForceId::parse(id).unwrap()
    }

    fn at(ids: &[&str]) -> Reach {
        Reach::At(ids.iter().map(|id| force(id)).collect())
    }

    fn closed() -> Decided {
        let advice = Said { en: "Call 101".to_owned(), cy: "Ffoniwch 101".to_owned() };
        Decided::Closed(Arc::new(Closed { advice }))
    }

    /// The version that Humberside and Cumbria offer of `x` after these decisions, 0 when closed.
    fn check(decisions: &[(Reach, Decided)], humberside: Option<u32>, cumbria: Option<u32>) {
        let mut standings = Standings::ground([("x", 2)].into_iter());
        for (reach, what) in decisions {
            let (reach, what) = (reach.clone(), what.clone());
            let decision = Decision { service: "x".to_owned(), reach, what };
            standings.decide(&decision, |version| version != 9);
        }
        for (id, expected) in [("humberside", humberside), ("cumbria", cumbria)] {
            let found = standings.at(&force(id), "x");
            let found = found.map(|found| if found.closed.is_some() { 0 } else { found.version });
            assert_eq!(found, expected, "{id}: {decisions:?}");
        }
    }

    #[test]
    fn a_force_offers_what_was_decided_for_it_last() {
        use Decided::{Opened, Published};
        check(&[], Some(2), Some(2));
        check(&[(Reach::Everywhere, Published(3))], Some(3), Some(3));
        check(&[(at(&["humberside"]), Published(3))], Some(3), Some(2));
        let both = [(at(&["humberside"]), Published(3)), (Reach::Everywhere, Published(4))];
        check(&both, Some(4), Some(4));
        check(&[(at(&["cumbria"]), closed())], Some(2), Some(0));
        let again = [(Reach::Everywhere, closed()), (at(&["cumbria"]), Opened)];
        check(&again, Some(0), Some(2));
        let while_closed = [(Reach::Everywhere, closed()), (Reach::Everywhere, Published(3))];
        check(&while_closed, Some(0), Some(0));
    }

    #[test]
    fn an_edition_that_we_do_not_have_or_that_is_older_is_not_offered() {
        check(&[(Reach::Everywhere, Decided::Published(9))], Some(2), Some(2));
        check(&[(Reach::Everywhere, Decided::Published(1))], Some(2), Some(2));
    }

    #[test]
    fn a_service_of_one_force_is_not_there_for_another() {
        let mut standings = Standings::ground(std::iter::empty());
        let what = Decided::Published(1);
        let decision = Decision { service: "y".to_owned(), reach: at(&["cumbria"]), what };
        standings.decide(&decision, |_| true);
        assert!(standings.at(&force("cumbria"), "y").is_some());
        assert!(standings.at(&force("humberside"), "y").is_none());
        assert!(standings.everywhere("y").is_none());
    }
}
