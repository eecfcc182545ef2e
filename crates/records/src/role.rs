//! What one thing is to another.

use crate::form::Family;
use kernel::{Words, words};

words! {
    VICTIM { en: "victim in", cy: "dioddefwr yn" }
    VICTIM_OF { en: "victim", cy: "dioddefwr" }
    WITNESS { en: "witness to", cy: "tyst i" }
    WITNESS_OF { en: "witness", cy: "tyst" }
    SUSPECT { en: "suspect in", cy: "dan amheuaeth yn" }
    SUSPECT_OF { en: "suspect", cy: "unigolyn dan amheuaeth" }
    OFFENDER { en: "convicted of", cy: "wedi'i euogfarnu o" }
    OFFENDER_OF { en: "convicted", cy: "wedi'i euogfarnu" }
    REPORTED { en: "reported", cy: "rhoddodd wybod am" }
    REPORTED_BY { en: "reported by", cy: "rhoddwyd gwybod gan" }
    SUBJECT { en: "subject of", cy: "gwrthrych" }
    SUBJECT_OF { en: "about", cy: "ynghylch" }
    MISSING { en: "missing in", cy: "ar goll yn" }
    MISSING_OF { en: "missing person", cy: "person ar goll" }
    DETAINED { en: "detained in", cy: "wedi'i gadw yn" }
    DETAINED_OF { en: "detained person", cy: "person a gadwyd" }
    INVOLVED { en: "involved in", cy: "yn gysylltiedig â" }
    INVOLVED_OF { en: "involved", cy: "yn gysylltiedig" }
    OWNS { en: "owns", cy: "yn berchen ar" }
    OWNED_BY { en: "owned by", cy: "ym mherchnogaeth" }
    KEEPS { en: "keeper of", cy: "ceidwad" }
    KEPT_BY { en: "kept by", cy: "yng ngofal" }
    DRIVES { en: "drives", cy: "yn gyrru" }
    DRIVEN_BY { en: "driven by", cy: "yn cael ei yrru gan" }
    PASSENGER { en: "passenger in", cy: "teithiwr yn" }
    PASSENGER_OF { en: "passenger", cy: "teithiwr" }
    USES { en: "uses", cy: "yn defnyddio" }
    USED_BY { en: "used by", cy: "yn cael ei ddefnyddio gan" }
    CERTIFIED { en: "holds a certificate for", cy: "â thystysgrif ar gyfer" }
    CERTIFIED_FOR { en: "certificate held by", cy: "tystysgrif gan" }
    CALLED { en: "used to tell us in", cy: "a ddefnyddiwyd i ddweud wrthym yn" }
    CALLED_FROM { en: "told us from", cy: "dywedwyd wrthym o" }
    STOLEN { en: "stolen in", cy: "wedi'i ddwyn yn" }
    STOLEN_OF { en: "stolen", cy: "wedi'i ddwyn" }
    SEEN_AT { en: "seen at", cy: "gwelwyd yn" }
    SEEN_AT_OF { en: "seen here", cy: "gwelwyd yma" }
    KEPT_AT { en: "kept at", cy: "yn cael ei gadw yn" }
    KEPT_AT_OF { en: "kept here", cy: "yn cael ei gadw yma" }
    LIVES_AT { en: "lives at", cy: "yn byw yn" }
    LIVES_AT_OF { en: "home of", cy: "cartref" }
    STAYS_AT { en: "stays at", cy: "yn aros yn" }
    STAYS_AT_OF { en: "stayed at by", cy: "mae'n aros yma:" }
    WORKS_AT { en: "works at", cy: "yn gweithio yn" }
    WORKS_AT_OF { en: "place of work of", cy: "gweithle" }
    HAPPENED_AT { en: "happened at", cy: "digwyddodd yn" }
    HAPPENED_AT_OF { en: "where it happened", cy: "lle digwyddodd" }
    PARENT { en: "parent of", cy: "rhiant i" }
    CHILD { en: "child of", cy: "plentyn i" }
    PARTNER { en: "partner of", cy: "partner i" }
    SIBLING { en: "brother or sister of", cy: "brawd neu chwaer i" }
    GUARDIAN { en: "guardian of", cy: "gwarcheidwad" }
    WARD { en: "in the care of", cy: "yng ngofal" }
    NEXT_OF_KIN { en: "next of kin of", cy: "perthynas agosaf i" }
    NEXT_OF_KIN_OF { en: "next of kin", cy: "perthynas agosaf" }
    ASSOCIATE { en: "associate of", cy: "cydnabod i" }
    WORKS_FOR { en: "works for", cy: "yn gweithio i" }
    EMPLOYS { en: "employs", cy: "yn cyflogi" }
    BASED_AT { en: "based at", cy: "wedi'i leoli yn" }
    BASED_AT_OF { en: "premises of", cy: "safle" }
    PART_OF { en: "part of", cy: "rhan o" }
    HAS_PART { en: "has as a part", cy: "yn cynnwys" }
    FOLLOWS { en: "follows from", cy: "yn dilyn o" }
    LED_TO { en: "led to", cy: "arweiniodd at" }
    LINKED { en: "linked to", cy: "yn gysylltiedig â" }
}

macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident = $code:literal, [$($from:ident)|+] -> [$($to:ident)|+], $words:ident, $back:ident;)+) => {
        /// What the one at the beginning of a link is to the one at its end.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role { $($(#[$doc])* $role,)+ }

        impl Role {
            /// Every role.
            pub const ALL: &'static [Self] = &[$(Self::$role,)+];

            /// As it is stored.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$role => $code,)+ }
            }

            /// What it is called, read from the beginning of the link to its end.
            #[must_use]
            pub const fn name(self) -> Words {
                match self { $(Self::$role => $words,)+ }
            }

            /// The same, read from its end.
            #[must_use]
            pub const fn name_back(self) -> Words {
                match self { $(Self::$role => $back,)+ }
            }

            /// Whether it can lead from the one to the other.
            #[must_use]
            pub const fn joins(self, from: Family, to: Family) -> bool {
                match self {
                    $(Self::$role => matches!(from, $(Family::$from)|+) && matches!(to, $(Family::$to)|+),)+
                }
            }
        }
    };
}

roles! {
    /// Something was done to them.
    Victim = "victim", [Person | Organisation] -> [Event], VICTIM, VICTIM_OF;
    /// They saw or heard it.
    Witness = "witness", [Person] -> [Event], WITNESS, WITNESS_OF;
    /// They may have done it.
    Suspect = "suspect", [Person | Organisation] -> [Event], SUSPECT, SUSPECT_OF;
    /// A court found that they did it.
    Offender = "offender", [Person | Organisation] -> [Event], OFFENDER, OFFENDER_OF;
    /// They told us.
    Reported = "reported", [Person | Organisation] -> [Event], REPORTED, REPORTED_BY;
    /// It is about them, as an intelligence report is.
    Subject = "subject", [Person | Object | Location | Organisation] -> [Event], SUBJECT, SUBJECT_OF;
    /// They were missing.
    MissingIn = "missing", [Person] -> [Event], MISSING, MISSING_OF;
    /// They were detained.
    Detained = "detained", [Person] -> [Event], DETAINED, DETAINED_OF;
    /// They or it had to do with it.
    Involved = "involved", [Person | Object | Organisation] -> [Event], INVOLVED, INVOLVED_OF;
    /// It is theirs.
    Owns = "owns", [Person | Organisation] -> [Object | Location], OWNS, OWNED_BY;
    /// They are its registered keeper, or keep it.
    Keeps = "keeps", [Person | Organisation] -> [Object], KEEPS, KEPT_BY;
    /// They drive it.
    Drives = "drives", [Person] -> [Object], DRIVES, DRIVEN_BY;
    /// They were in it.
    PassengerIn = "passenger", [Person] -> [Object], PASSENGER, PASSENGER_OF;
    /// They use it, as a telephone is used.
    Uses = "uses", [Person | Organisation] -> [Object | Location], USES, USED_BY;
    /// They hold a certificate for it.
    Certified = "certified", [Person] -> [Object], CERTIFIED, CERTIFIED_FOR;
    /// We were told by it: a telephone, an e-mail address, an account.
    Called = "called", [Object] -> [Event], CALLED, CALLED_FROM;
    /// It was stolen.
    StolenIn = "stolen", [Object] -> [Event], STOLEN, STOLEN_OF;
    /// It or they were seen there.
    SeenAt = "seen_at", [Person | Object] -> [Location], SEEN_AT, SEEN_AT_OF;
    /// It is kept there.
    KeptAt = "kept_at", [Object] -> [Location], KEPT_AT, KEPT_AT_OF;
    /// They live there.
    LivesAt = "lives_at", [Person] -> [Location], LIVES_AT, LIVES_AT_OF;
    /// They stay there at times.
    StaysAt = "stays_at", [Person] -> [Location], STAYS_AT, STAYS_AT_OF;
    /// They work there.
    WorksAt = "works_at", [Person] -> [Location], WORKS_AT, WORKS_AT_OF;
    /// It happened there.
    HappenedAt = "happened_at", [Event] -> [Location], HAPPENED_AT, HAPPENED_AT_OF;
    /// Mother or father.
    ParentOf = "parent_of", [Person] -> [Person], PARENT, CHILD;
    /// Married, living together, or were so.
    PartnerOf = "partner_of", [Person] -> [Person], PARTNER, PARTNER;
    /// Brother or sister.
    SiblingOf = "sibling_of", [Person] -> [Person], SIBLING, SIBLING;
    /// Cares for them.
    GuardianOf = "guardian_of", [Person | Organisation] -> [Person], GUARDIAN, WARD;
    /// Whom to tell.
    NextOfKin = "next_of_kin", [Person] -> [Person], NEXT_OF_KIN, NEXT_OF_KIN_OF;
    /// They know each other.
    AssociateOf = "associate_of", [Person] -> [Person | Organisation], ASSOCIATE, ASSOCIATE;
    /// Employed.
    WorksFor = "works_for", [Person] -> [Organisation], WORKS_FOR, EMPLOYS;
    /// It has premises there.
    BasedAt = "based_at", [Organisation] -> [Location], BASED_AT, BASED_AT_OF;
    /// It belongs to it.
    PartOf = "part_of", [Event | Location | Object | Organisation] -> [Event | Location | Object | Organisation], PART_OF, HAS_PART;
    /// It came of it.
    Follows = "follows", [Event] -> [Event], FOLLOWS, LED_TO;
    /// Whatever no other role says.
    Linked = "linked", [Person | Object | Location | Event | Organisation] -> [Person | Object | Location | Event | Organisation], LINKED, LINKED;
}

impl Role {
    /// The role of a stored code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.code() == code)
    }

    /// Whether a record of a family can be at its beginning, or at its end.
    pub(crate) fn begins_or_ends(self, family: Family, beginning: bool) -> bool {
        let joins = |other: &Family| {
            if beginning { self.joins(family, *other) } else { self.joins(*other, family) }
        };
        Family::ALL.iter().any(joins)
    }

    /// Whether it lasts from a time on, as living somewhere does, or is of one moment, as being seen
    /// somewhere is. What lasts counts in a window when it was so at some time in it.
    #[must_use]
    pub const fn lasts(self) -> bool {
        !matches!(
            self,
            Self::Victim
                | Self::Witness
                | Self::Suspect
                | Self::Offender
                | Self::Reported
                | Self::Subject
                | Self::MissingIn
                | Self::Detained
                | Self::Involved
                | Self::Called
                | Self::StolenIn
                | Self::SeenAt
                | Self::HappenedAt
                | Self::Follows
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Role;
    use crate::form::Family;

    #[test]
    fn every_role_survives_being_stored() {
        for role in Role::ALL {
            assert_eq!(Role::of_code(role.code()), Some(*role));
        }
    }

    #[test]
    fn a_person_lives_at_a_place_and_not_the_other_way_round() {
        assert!(Role::LivesAt.joins(Family::Person, Family::Location));
        assert!(!Role::LivesAt.joins(Family::Location, Family::Person));
        assert!(Role::Victim.joins(Family::Person, Family::Event));
        assert!(!Role::Victim.joins(Family::Object, Family::Event));
    }
}
