//! The rooms of the desk: which there are, who may enter each, and the frame of a page in one.

use super::SignedIn;
use super::requests::DEEDS;
use crate::{Right, Staff};
use counter::components::{ServiceLink, ServiceNavigation};
use counter::{Counter, Frame, Visit};
use kernel::{Words, words};

words! {
    ROOMS { en: "Rooms of the desk", cy: "Ystafelloedd y ddesg" }
    CONTACTS { en: "Contacts", cy: "Cysylltiadau" }
    RECORDS { en: "Records", cy: "Cofnodion" }
    CALLS { en: "Calls", cy: "Galwadau" }
    SHARED { en: "Shared with us", cy: "Wedi'u rhannu â ni" }
    SERVICES { en: "Services", cy: "Gwasanaethau" }
    SENT_TO_OTHERS { en: "Sent to others", cy: "Anfonwyd at eraill" }
    EMERGENCY_ACCESS { en: "Emergency access", cy: "Mynediad brys" }
    OVERSIGHT { en: "Who looked at what", cy: "Pwy edrychodd ar beth" }
    FOR_A_SECOND { en: "For a second person", cy: "Ar gyfer ail berson" }
    ADMINISTRATION { en: "Administration", cy: "Gweinyddu" }
}

/// A room: one link in the navigation, and the pages that belong to it.
struct Room {
    name: Words,
    /// Where it begins, and with what the addresses of its pages begin.
    paths: &'static [&'static str],
    /// Any one of these rights opens it.
    opened_by: &'static [Right],
}

/// Every room, in the order of the navigation. Whoever signs in begins in the first that is theirs.
const ALL: [Room; 10] = [
    Room {
        name: CONTACTS,
        paths: &["/desk/queue", "/desk/contacts"],
        opened_by: &[Right::ReadContacts],
    },
    Room { name: CALLS, paths: &["/desk/calls"], opened_by: &[Right::AnswerContacts] },
    Room { name: RECORDS, paths: &["/desk/records"], opened_by: &[Right::ReadRecords] },
    Room { name: SHARED, paths: &["/desk/shared"], opened_by: &[Right::ReadContacts] },
    Room {
        name: SERVICES,
        paths: &["/desk/services", "/desk/proposals"],
        opened_by: &[Right::WriteServices, Right::ApproveServices],
    },
    Room { name: SENT_TO_OTHERS, paths: &["/desk/redirects"], opened_by: &[Right::SeeCounts] },
    Room { name: EMERGENCY_ACCESS, paths: &["/desk/glass"], opened_by: &[Right::ReviewGlass] },
    Room { name: OVERSIGHT, paths: &["/desk/oversight"], opened_by: &[Right::ReadJournal] },
    Room { name: FOR_A_SECOND, paths: &["/desk/requests"], opened_by: DEEDS },
    Room {
        name: ADMINISTRATION,
        paths: &["/desk/administration"],
        opened_by: &[
            Right::SeeAccounts,
            Right::SeePolicies,
            Right::ManageAgreements,
            Right::ManageClients,
        ],
    },
];

impl Room {
    fn begins_at(&self) -> &'static str {
        self.paths.first().copied().unwrap_or("/desk/queue")
    }

    fn is_open_to(&self, may: impl Fn(Right) -> bool) -> bool {
        self.opened_by.iter().any(|right| may(*right))
    }

    fn holds(&self, path: &str) -> bool {
        self.paths.iter().any(|begin| {
            path.strip_prefix(begin).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }
}

/// Where somebody begins: the first room that is theirs. For whom there is none it is the first of
/// all, which says who may enter.
#[must_use]
pub fn first_room(staff: &Staff) -> &'static str {
    first(|right| staff.may(right))
}

fn first(may: impl Fn(Right) -> bool) -> &'static str {
    let [usual, ..] = &ALL;
    ALL.iter().find(|room| room.is_open_to(&may)).unwrap_or(usual).begins_at()
}

/// The frame of a page for somebody who is signed in: in their force's brand, with the way to the
/// rooms that are theirs.
#[must_use]
pub fn frame(counter: &Counter, visit: &Visit, signed_in: &SignedIn, title: &str) -> Frame {
    let staff = &signed_in.staff;
    let frame = Frame::new(visit, title)
        .staff(staff.name())
        .csrf(signed_in.csrf.as_str())
        .home(visit.href(first_room(staff)));
    let frame = match navigation(visit, staff) {
        Some(rooms) => frame.rooms(rooms),
        None => frame,
    };
    match counter.forces.get(staff.force().as_str()) {
        Some(force) => frame.for_force(force),
        None => frame,
    }
}

/// The links to the rooms that are somebody's; none for whom there is one at most.
fn navigation(visit: &Visit, staff: &Staff) -> Option<ServiceNavigation> {
    let theirs: Vec<&Room> =
        ALL.iter().filter(|room| room.is_open_to(|right| staff.may(right))).collect();
    let navigation = ServiceNavigation::new(visit.language).label(ROOMS.say(visit.language));
    let link = |navigation: ServiceNavigation, room: &&Room| {
        let (begin, path) = (room.begins_at(), visit.address.path.as_str());
        let link = ServiceLink::new(visit.href(begin), room.name.say(visit.language));
        navigation.link(match path {
            path if path == begin => link.current(),
            path if room.holds(path) => link.active(),
            _ => link,
        })
    };
    (theirs.len() > 1).then(|| theirs.iter().fold(navigation, link))
}

#[cfg(test)]
mod tests {
    use super::{ALL, first};
    use crate::Role;

    #[test]
    fn everybody_begins_in_a_room_that_is_theirs() {
        let policies = crate::national().unwrap();
        let begins = |role: Role| first(|right| policies.may(role, right));
        assert_eq!(begins(Role::ContactOperator), "/desk/queue");
        assert_eq!(begins(Role::Supervisor), "/desk/queue");
        assert_eq!(begins(Role::ForceAdministrator), "/desk/services");
        assert_eq!(begins(Role::Officer), "/desk/records");
        // Nothing is theirs yet: the queue says who may enter it.
        assert_eq!(begins(Role::Partner), "/desk/queue");
    }

    #[test]
    fn a_page_is_in_one_room_at_most() {
        for path in
            ["/desk/queue", "/desk/contacts/0193/notes", "/desk/proposals/1", "/desk/redirects"]
        {
            assert_eq!(ALL.iter().filter(|room| room.holds(path)).count(), 1, "{path}");
        }
        assert!(!ALL.iter().any(|room| room.holds("/desk/queues")));
    }
}
