//! What a force offers: the catalogue as it stands there, without what the force has switched off.

use crate::{Catalogue, Group, Offer, Service, Slug};
use kernel::Force;
use std::sync::Arc;

/// The services that a force offers, in the order of their ids. One that is closed for now is among
/// them: whoever looks for it finds what to do in its place.
pub(super) fn offered<'a>(
    catalogue: &'a Catalogue,
    force: &'a Force,
) -> impl Iterator<Item = Offer<'a>> {
    catalogue.ids().filter_map(|id| get_offered(catalogue, force, id))
}

/// The service of an address and which of its slugs that was, if the force offers it.
#[must_use]
pub fn find_offered<'a>(
    catalogue: &'a Catalogue,
    force: &Force,
    group: &str,
    slug: &str,
) -> Option<(Offer<'a>, Slug)> {
    let (id, slug) = catalogue.at_address(group, slug)?;
    Some((get_offered(catalogue, force, id)?, slug))
}

/// The service of an id, if the force offers it.
#[must_use]
pub fn get_offered<'a>(catalogue: &'a Catalogue, force: &Force, id: &str) -> Option<Offer<'a>> {
    let off = force.offer.without.iter().any(|without| without == id);
    catalogue.at(&force.id, id).filter(|_| !off)
}

/// What a force offers in a group.
pub(super) fn offered_in<'a>(
    catalogue: &'a Catalogue,
    force: &'a Force,
    group: Group,
) -> impl Iterator<Item = &'a Arc<Service>> {
    let services = offered(catalogue, force).map(|offer| &offer.edition.service);
    services.filter(move |service| service.group == group)
}
