//! Why somebody looks: said once, where they search or where they come from, and carried from page to page.

use counter::Visit;
use kernel::{Purpose, Words, words};
use rights::{Role, Staff};

words! {
    CONTACT { en: "To deal with a contact", cy: "I ddelio â chyswllt" }
    ATTENDING { en: "To go to somebody, or be there", cy: "I fynd at rywun, neu fod yno" }
    INVESTIGATING { en: "To investigate", cy: "I ymchwilio" }
    SAFEGUARDING { en: "To look after somebody at risk", cy: "I ofalu am rywun mewn perygl" }
    KEEPING { en: "To keep the records right", cy: "I gadw'r cofnodion yn gywir" }
}

/// The purposes for which records are looked at, in words.
pub(crate) const ALL: [(Purpose, Words); 5] = [
    (Purpose::ContactHandling, CONTACT),
    (Purpose::Attending, ATTENDING),
    (Purpose::Investigating, INVESTIGATING),
    (Purpose::Safeguarding, SAFEGUARDING),
    (Purpose::RecordKeeping, KEEPING),
];

/// What a purpose is called.
pub(crate) fn name(purpose: Purpose) -> Words {
    ALL.iter().find(|(known, _)| *known == purpose).map_or(CONTACT, |(_, words)| *words)
}

/// The purpose that an address names, or what somebody with their role usually looks for.
pub(crate) fn of(visit: &Visit, staff: &Staff) -> Purpose {
    let query = visit.address.query.as_deref().unwrap_or_default();
    let named = query.split('&').find_map(|pair| pair.strip_prefix("need="));
    named.and_then(of_code).unwrap_or_else(|| usual(staff))
}

/// The purpose of a code.
pub(crate) fn of_code(code: &str) -> Option<Purpose> {
    ALL.iter().map(|(purpose, _)| *purpose).find(|purpose| purpose.code() == code)
}

fn usual(staff: &Staff) -> Purpose {
    let has = |role: Role| staff.roles().contains(&role);
    if has(Role::ContactOperator) || has(Role::Supervisor) {
        Purpose::ContactHandling
    } else if has(Role::Officer) {
        Purpose::Attending
    } else if has(Role::RecordsManager) {
        Purpose::RecordKeeping
    } else {
        Purpose::Investigating
    }
}
