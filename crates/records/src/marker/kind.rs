//! What a warning is of: a table of kinds, with what whoever goes there does.

use crate::alert::Reach;
use kernel::{Words, words};
use rights::{Role, Staff};

words! {
    FIREARM { en: "Firearm", cy: "Arf tanio" }
    FIREARM_DO { en: "Ask the control room for armed support before you go. Do not go alone.", cy: "Gofynnwch i'r ystafell reoli am gymorth arfog cyn mynd. Peidiwch â mynd ar eich pen eich hun." }
    EXPLOSIVES { en: "Explosives", cy: "Ffrwydron" }
    EXPLOSIVES_DO { en: "Keep away, keep radios off near it, and ask for a specialist.", cy: "Cadwch draw, diffoddwch radios gerllaw, a gofynnwch am arbenigwr." }
    WEAPONS { en: "Weapons", cy: "Arfau" }
    WEAPONS_DO { en: "Go in pairs, wear protection, and watch their hands.", cy: "Ewch mewn parau, gwisgwch offer diogelu, a gwyliwch eu dwylo." }
    VIOLENT { en: "Violent", cy: "Treisgar" }
    VIOLENT_DO { en: "Go in pairs and tell the control room when you arrive and leave.", cy: "Ewch mewn parau a dywedwch wrth yr ystafell reoli pan fyddwch yn cyrraedd ac yn gadael." }
    DRUGS { en: "Drugs", cy: "Cyffuriau" }
    DRUGS_DO { en: "Take care with needles and substances. Wear gloves.", cy: "Cymerwch ofal gyda nodwyddau a sylweddau. Gwisgwch fenig." }
    CONTAGIOUS { en: "Contagious", cy: "Heintus" }
    CONTAGIOUS_DO { en: "Wear gloves and a mask. Ask for advice before you touch anything.", cy: "Gwisgwch fenig a mwgwd. Gofynnwch am gyngor cyn cyffwrdd â dim." }
    AILMENT { en: "Illness or condition", cy: "Salwch neu gyflwr" }
    AILMENT_DO { en: "Ask early whether they need medicine or a doctor.", cy: "Gofynnwch yn gynnar a oes angen moddion neu feddyg arnynt." }
    MENTAL_HEALTH { en: "Mental health", cy: "Iechyd meddwl" }
    MENTAL_HEALTH_DO { en: "Speak calmly, give time, and ask for mental health support if you can.", cy: "Siaradwch yn dawel, rhowch amser, a gofynnwch am gymorth iechyd meddwl os gallwch." }
    SUICIDAL { en: "Suicidal", cy: "Hunanladdol" }
    SUICIDAL_DO { en: "Do not leave them alone. Ask about it openly, and get help at once.", cy: "Peidiwch â'u gadael ar eu pen eu hunain. Gofynnwch yn agored, a chewch gymorth ar unwaith." }
    SELF_HARM { en: "Self-harm", cy: "Hunan-niweidio" }
    SELF_HARM_DO { en: "Watch for things that cut or bind. Ask how they are.", cy: "Gwyliwch am bethau sy'n torri neu'n clymu. Gofynnwch sut maent." }
    ESCAPER { en: "May escape", cy: "Gall ddianc" }
    ESCAPER_DO { en: "Keep ways out covered, and do not lose sight of them.", cy: "Gwyliwch bob ffordd allan, a pheidiwch â cholli golwg arnynt." }
    CONCEALS { en: "Hides things", cy: "Cuddio pethau" }
    CONCEALS_DO { en: "Search with care, in pairs.", cy: "Chwiliwch yn ofalus, mewn parau." }
    DANGEROUS_DOG { en: "Dangerous dog", cy: "Ci peryglus" }
    DANGEROUS_DOG_DO { en: "Have the dog shut away before you go in. Ask for a dog handler.", cy: "Sicrhewch fod y ci dan glo cyn mynd i mewn. Gofynnwch am drinwr cŵn." }
    VULNERABLE { en: "Vulnerable person", cy: "Person agored i niwed" }
    VULNERABLE_DO { en: "Take time, check that they understand, and ask who supports them.", cy: "Cymerwch amser, gwnewch yn siŵr eu bod yn deall, a gofynnwch pwy sy'n eu cefnogi." }
    CHILD_AT_RISK { en: "Child at risk", cy: "Plentyn mewn perygl" }
    CHILD_AT_RISK_DO { en: "See every child, and speak to them alone where you can. Tell the safeguarding team today.", cy: "Ewch i weld pob plentyn, a siaradwch â nhw ar eu pen eu hunain lle gallwch. Dywedwch wrth y tîm diogelu heddiw." }
    EXPLOITED { en: "At risk of being exploited", cy: "Mewn perygl o gael eu hecsbloetio" }
    EXPLOITED_DO { en: "Treat them as somebody who may be a victim, whatever they are doing.", cy: "Dylech eu trin fel rhywun a all fod yn ddioddefwr, beth bynnag maent yn ei wneud." }
    DOMESTIC_ABUSE { en: "Domestic abuse", cy: "Cam-drin domestig" }
    DOMESTIC_ABUSE_DO { en: "Speak to everybody apart. Do not say who told us.", cy: "Siaradwch â phawb ar wahân. Peidiwch â dweud pwy ddywedodd wrthym." }
    DO_NOT_VISIT { en: "Do not visit", cy: "Peidiwch ag ymweld" }
    DO_NOT_VISIT_DO { en: "Do not go there without a supervisor's word. Ask how to reach them.", cy: "Peidiwch â mynd yno heb air goruchwyliwr. Gofynnwch sut i'w cyrraedd." }
    SAFE_CONTACT { en: "Safe contact only", cy: "Cysylltu'n ddiogel yn unig" }
    SAFE_CONTACT_DO { en: "Contact only in the ways and at the times that they called safe. Do not say that you are the police.", cy: "Cysylltwch dim ond yn y ffyrdd ac ar yr adegau y dywedwyd eu bod yn ddiogel. Peidiwch â dweud mai'r heddlu ydych chi." }
    ACCESS { en: "Access or communication needs", cy: "Anghenion mynediad neu gyfathrebu" }
    ACCESS_DO { en: "Ask what helps: a sign language interpreter, time, somebody they trust.", cy: "Gofynnwch beth sy'n helpu: dehonglydd iaith arwyddion, amser, rhywun y maent yn ymddiried ynddo." }
}

/// Who reads the reason of a warning and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ReadBy {
    /// Whoever may read what it stands on.
    All,
    /// Of those, only these.
    Only(&'static [Role]),
}

const SAFEGUARDING: ReadBy =
    ReadBy::Only(&[Role::ContactOperator, Role::Supervisor, Role::Officer, Role::Detective]);
const HEALTH: ReadBy = ReadBy::Only(&[Role::Supervisor, Role::Officer, Role::Detective]);

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $code:literal $(($pnc:literal))?, $reach:ident, $read:expr, $words:ident, $instruction:ident;)+) => {
        /// What a warning is of, the most dangerous first.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum MarkerKind { $($(#[$doc])* $kind,)+ }

        impl MarkerKind {
            /// Every kind, the most dangerous first.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)+];

            /// As it is stored.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$kind => $code,)+ }
            }

            /// Its two letters on the Police National Computer, where it has some.
            #[must_use]
            pub fn signal(self) -> Option<&'static str> {
                match self { $(Self::$kind => [$($pnc)?].first().copied(),)+ }
            }

            /// What it is called, as a label.
            #[must_use]
            pub const fn name(self) -> Words {
                match self { $(Self::$kind => $words,)+ }
            }

            /// What whoever goes there does. It gives nobody away.
            #[must_use]
            pub const fn instruction(self) -> Words {
                match self { $(Self::$kind => $instruction,)+ }
            }

            /// How far it reaches: for whom it is raised.
            #[must_use]
            pub(crate) const fn reach(self) -> Reach {
                match self { $(Self::$kind => Reach::$reach,)+ }
            }

            const fn read_by(self) -> ReadBy {
                match self { $(Self::$kind => $read,)+ }
            }
        }
    };
}

kinds! {
    /// They have a firearm, or may have one.
    Firearm = "firearm" ("FI"), Around, ReadBy::All, FIREARM, FIREARM_DO;
    /// Explosives.
    Explosives = "explosives" ("XP"), Around, ReadBy::All, EXPLOSIVES, EXPLOSIVES_DO;
    /// They carry or keep other weapons.
    Weapons = "weapons" ("WE"), Around, ReadBy::All, WEAPONS, WEAPONS_DO;
    /// They were violent to whoever came.
    Violent = "violent" ("VI"), Around, ReadBy::All, VIOLENT, VIOLENT_DO;
    /// A dog that bites.
    DangerousDog = "dangerous_dog", Around, ReadBy::All, DANGEROUS_DOG, DANGEROUS_DOG_DO;
    /// Nobody goes there without being told to.
    DoNotVisit = "do_not_visit", Near, ReadBy::All, DO_NOT_VISIT, DO_NOT_VISIT_DO;
    /// They said how it is safe to reach them.
    SafeContact = "safe_contact", Near, ReadBy::All, SAFE_CONTACT, SAFE_CONTACT_DO;
    /// They may kill themselves.
    Suicidal = "suicidal" ("SU"), Near, HEALTH, SUICIDAL, SUICIDAL_DO;
    /// They hurt themselves.
    SelfHarm = "self_harm" ("SH"), Near, HEALTH, SELF_HARM, SELF_HARM_DO;
    /// A child in danger.
    ChildAtRisk = "child_at_risk", Near, SAFEGUARDING, CHILD_AT_RISK, CHILD_AT_RISK_DO;
    /// Abuse in the family.
    DomesticAbuse = "domestic_abuse", Near, SAFEGUARDING, DOMESTIC_ABUSE, DOMESTIC_ABUSE_DO;
    /// Exploited, or in danger of it.
    Exploited = "exploited", Near, SAFEGUARDING, EXPLOITED, EXPLOITED_DO;
    /// Somebody who needs more care than others.
    Vulnerable = "vulnerable", Near, SAFEGUARDING, VULNERABLE, VULNERABLE_DO;
    /// What others can catch.
    Contagious = "contagious" ("CO"), Near, HEALTH, CONTAGIOUS, CONTAGIOUS_DO;
    /// Ill in mind.
    MentalHealth = "mental_health" ("MN"), Near, HEALTH, MENTAL_HEALTH, MENTAL_HEALTH_DO;
    /// Ill in body.
    Ailment = "ailment" ("AT"), Near, HEALTH, AILMENT, AILMENT_DO;
    /// Drugs.
    Drugs = "drugs" ("DR"), Near, ReadBy::All, DRUGS, DRUGS_DO;
    /// Runs away.
    Escaper = "escaper" ("ES"), Near, ReadBy::All, ESCAPER, ESCAPER_DO;
    /// Hides things about themselves.
    Conceals = "conceals", Near, ReadBy::All, CONCEALS, CONCEALS_DO;
    /// What they need to be understood.
    Access = "access", Near, ReadBy::All, ACCESS, ACCESS_DO;
}

impl MarkerKind {
    /// The kind of a stored code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }

    /// Whether somebody who reads what it stands on reads its reason and source too. Others see that
    /// there is a warning, and what to do.
    #[must_use]
    pub fn is_read_by(self, staff: &Staff) -> bool {
        match self.read_by() {
            ReadBy::All => true,
            ReadBy::Only(roles) => staff.roles().iter().any(|role| roles.contains(role)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::MarkerKind;

    #[test]
    fn every_kind_survives_being_stored() {
        for kind in MarkerKind::ALL {
            assert_eq!(MarkerKind::of_code(kind.code()), Some(*kind));
        }
        assert_eq!(MarkerKind::of_code("grumpy"), None);
    }

    #[test]
    fn the_national_signals_have_their_two_letters_once() {
        let mut signals: Vec<&str> =
            MarkerKind::ALL.iter().filter_map(|kind| kind.signal()).collect();
        assert_eq!(signals.len(), 11);
        assert!(signals.iter().all(|it| it.len() == 2));
        signals.sort_unstable();
        signals.dedup();
        assert_eq!(signals.len(), 11);
        assert_eq!(MarkerKind::Firearm.signal(), Some("FI"));
        assert_eq!(MarkerKind::DoNotVisit.signal(), None);
    }
}
