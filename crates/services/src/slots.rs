//! What a force adds to a service, where the definition lets it and nowhere else.

use crate::catalogue::Catalogue;
use crate::service::{LocalSlot, Service};
use kernel::{Force, Forces, LocalText};

impl LocalSlot {
    /// Its name in definitions and in a force's file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Next => "next",
            Self::Support => "support",
        }
    }
}

/// What a force adds in a slot; nothing where the definition does not let it.
#[must_use]
pub fn local_text<'f>(
    force: &'f Force,
    service: &Service,
    slot: LocalSlot,
) -> Option<&'f LocalText> {
    let ours = force.services.get(&service.id).filter(|_| service.local.contains(&slot))?;
    match slot {
        LocalSlot::Start => ours.start.as_ref(),
        LocalSlot::Next => ours.next.as_ref(),
        LocalSlot::Support => ours.support.as_ref(),
    }
}

/// What forces fill that is nobody's to fill: a line for each, with what to do.
#[must_use]
pub fn slot_faults(forces: &Forces, catalogue: &Catalogue) -> Vec<String> {
    let mut faults = Vec::new();
    for force in forces.iter() {
        for (id, ours) in &force.services {
            let file = format!("forces/{}.toml", force.id);
            let Some(service) = catalogue.get(id) else {
                let known = catalogue.iter().map(|service| service.id.as_str());
                let remedy = crate::findings::suggestion(id, known, "name a service that exists");
                faults.push(format!("{file}: there is no service `{id}` ({remedy})"));
                continue;
            };
            let filled = [
                (LocalSlot::Start, ours.start.is_some()),
                (LocalSlot::Next, ours.next.is_some()),
                (LocalSlot::Support, ours.support.is_some()),
            ];
            for (slot, _) in filled.iter().filter(|(slot, is)| *is && !service.local.contains(slot))
            {
                let slot = slot.name();
                faults.push(format!(
                    "{file}: `{id}` has no local `{slot}` (take it out, or ask for \
                     `local: [{slot}]` in the definition)"
                ));
            }
        }
    }
    faults
}
