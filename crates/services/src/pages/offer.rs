//! What a force offers: the catalogue without what it has switched off.

use crate::{Catalogue, Group, Service, Slug};
use kernel::Force;
use std::sync::Arc;

fn offers(force: &Force, service: &Service) -> bool {
    !force.offer.without.contains(&service.id)
}

/// The services that a force offers, in the order of the catalogue.
pub(super) fn offered<'a>(
    catalogue: &'a Catalogue,
    force: &'a Force,
) -> impl Iterator<Item = &'a Arc<Service>> {
    catalogue.iter().filter(|service| offers(force, service))
}

/// The service of an address and which of its slugs that was, if the force offers it.
#[must_use]
pub fn find_offered<'a>(
    catalogue: &'a Catalogue,
    force: &Force,
    group: &str,
    slug: &str,
) -> Option<(&'a Arc<Service>, Slug)> {
    catalogue.find(group, slug).filter(|(service, _)| offers(force, service))
}

/// The service of an id, if the force offers it.
#[must_use]
pub fn get_offered<'a>(
    catalogue: &'a Catalogue,
    force: &Force,
    id: &str,
) -> Option<&'a Arc<Service>> {
    catalogue.get(id).filter(|service| offers(force, service))
}

/// What a force offers in a group.
pub(super) fn offered_in<'a>(
    catalogue: &'a Catalogue,
    force: &'a Force,
    group: Group,
) -> impl Iterator<Item = &'a Arc<Service>> {
    offered(catalogue, force).filter(move |service| service.group == group)
}
