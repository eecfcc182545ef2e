//! The identity providers of the forces, as they are configured, and what becomes of what they say.
//!
//! [`arrive`] lets somebody in whom their force's provider knows, [`confirm`] takes its word that it is
//! still them, and [`depart`] ends the sessions of who signed out there.

mod arrive;
mod described;
mod mapping;

pub(crate) use arrive::{NotLetIn, arrive, confirm, depart, is_first_use};
pub(crate) use described::Described;

use identity::provider::{Provider, Settings};
use kernel::{ForceId, Forces};
use mapping::Mapping;
use policy::{Assurance, Role};
use station::config::{Fault, SignIn};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Every identity provider, by its name in addresses. Cheap to clone; as an `axum::Extension` of the
/// requests to the pages of signing in.
#[derive(Clone, Debug, Default)]
pub struct Providers(Arc<BTreeMap<String, Arc<Way>>>);

/// One provider of one force: a way to sign in.
#[derive(Debug)]
pub(crate) struct Way {
    pub(crate) id: String,
    pub(crate) force: ForceId,
    /// What it is called in "Sign in with …".
    pub(crate) name: String,
    pub(crate) provider: Provider,
    mapping: Mapping,
}

/// A provider as administrators read it: what is configured, without what is secret.
#[derive(Clone, Debug)]
pub struct Configured {
    /// What it is called in "Sign in with …".
    pub name: String,
    /// The address that it calls itself.
    pub issuer: String,
    /// What its roles make of somebody here, by its word for each.
    pub roles: Vec<(String, Role)>,
    /// How surely we must know somebody who comes from it.
    pub required: Assurance,
}

impl Providers {
    /// Those of a force, in the order of their names in addresses.
    #[must_use]
    pub fn configured(&self, force: &ForceId) -> Vec<Configured> {
        let configured = |way: &Way| Configured {
            name: way.name.clone(),
            issuer: way.provider.issuer().to_owned(),
            roles: way.mapping.roles(),
            required: way.mapping.required,
        };
        self.of(Some(force)).map(configured).collect()
    }

    /// As they are configured, for a server that people reach at this address; everything that is wrong
    /// with them, where something is: a force, a role or an assurance that does not exist.
    pub fn open(
        configured: &BTreeMap<String, SignIn>,
        forces: &Forces,
        public_url: &str,
    ) -> Result<Self, Vec<Fault>> {
        let (mut ways, mut faults) = (BTreeMap::new(), Vec::new());
        for (id, one) in configured {
            match Way::open(id, one, forces, public_url) {
                Ok(way) => drop(ways.insert(id.clone(), Arc::new(way))),
                Err(found) => faults.extend(found),
            }
        }
        if faults.is_empty() { Ok(Self(Arc::new(ways))) } else { Err(faults) }
    }

    /// The provider of a name.
    pub(crate) fn named(&self, id: &str) -> Option<Arc<Way>> {
        self.0.get(id).cloned()
    }

    /// Those to choose from at a force's page, or at everybody's.
    pub(crate) fn of(&self, force: Option<&ForceId>) -> impl Iterator<Item = &Way> {
        self.0.values().map(|way| &**way).filter(move |way| force.is_none_or(|it| *it == way.force))
    }
}

impl Way {
    fn open(id: &str, one: &SignIn, forces: &Forces, public_url: &str) -> Result<Self, Vec<Fault>> {
        let fault = |key: &str, problem: &str, remedy: &str| Fault {
            place: format!("sign_in.{id}.{key}"),
            problem: problem.to_owned(),
            remedy: remedy.to_owned(),
        };
        let mut faults = Vec::new();
        let force = forces.get(&one.force).map(|force| force.id.clone());
        if force.is_none() {
            let problem = format!("there is no force `{}`", one.force);
            faults.push(fault("force", &problem, "use the id that stands in its addresses"));
        }
        let provider = Provider::new(Settings {
            issuer: one.issuer.clone(),
            client_id: one.client_id.clone(),
            client_secret: one.client_secret.clone(),
            hosts: one.hosts.clone(),
            scopes: one.scopes.clone(),
            back: format!("{public_url}/desk/sign-in/{id}/back"),
        });
        if provider.is_none() {
            let remedy = "write the https: address that the provider calls itself";
            faults.push(fault("issuer", "is no address that may be asked", remedy));
        }
        let mapping = Mapping::of(one).map_err(|wrong| {
            faults.extend(
                wrong.into_iter().map(|(key, problem, remedy)| fault(key, &problem, &remedy)),
            );
        });
        match (force, provider, mapping) {
            (Some(force), Some(provider), Ok(mapping)) => {
                Ok(Self { id: id.to_owned(), force, name: one.name.clone(), provider, mapping })
            }
            _ => Err(faults),
        }
    }
}
