//! Who looked at a report, as its person is told: what somebody is there for, when and why; never a name.

use counter::dates;
use kernel::{Language, Words, words};
use oversight::feed::{Role, Seen};

words! {
    WHAT {
        en: "We tell you what people are there for, when they looked and why, but not their names. A look is shown after {hours} hours, or later where an investigation needs that.",
        cy: "Rydym yn dweud wrthych beth yw swydd pobl, pryd yr edrychon nhw a pham, ond nid eu henwau. Dangosir pob edrychiad ar ôl {hours} awr, neu'n hwyrach os bydd ymchwiliad angen hynny.",
    }
    AT_ONCE {
        en: "We tell you what people are there for, when they looked and why, but not their names. A look is shown at once, or later where an investigation needs that.",
        cy: "Rydym yn dweud wrthych beth yw swydd pobl, pryd yr edrychon nhw a pham, ond nid eu henwau. Dangosir pob edrychiad ar unwaith, neu'n hwyrach os bydd ymchwiliad angen hynny.",
    }
    LINE { en: "{who}, on {when}, {why}", cy: "{who}, {when}, {why}" }
    OPERATOR { en: "A contact operator", cy: "Gweithredwr cyswllt" }
    SUPERVISOR { en: "A supervisor", cy: "Goruchwyliwr" }
    OFFICER { en: "An officer", cy: "Swyddog" }
    DETECTIVE { en: "A detective", cy: "Ditectif" }
    FIREARMS { en: "A colleague in firearms licensing", cy: "Cydweithiwr ym maes trwyddedu arfau tanio" }
    RECORDS { en: "A records manager", cy: "Rheolwr cofnodion" }
    STANDARDS { en: "A colleague in professional standards", cy: "Cydweithiwr ym maes safonau proffesiynol" }
    PARTNER { en: "A partner organisation", cy: "Sefydliad partner" }
    ADMINISTRATOR { en: "An administrator", cy: "Gweinyddwr" }
    TO_ANSWER { en: "to deal with your report", cy: "i ddelio â'ch adroddiad" }
    TO_SHARE { en: "because another force works on it", cy: "am fod heddlu arall yn gweithio arno" }
    FOR_WORK { en: "for their work", cy: "ar gyfer eu gwaith" }
}

/// Who looked, and after how many hours that is told.
#[derive(Clone, Debug)]
pub(super) struct Looked {
    pub(super) seen: Vec<Seen>,
    pub(super) hours: i32,
}

impl Looked {
    /// What is told, and when.
    pub(super) fn about(&self, language: Language) -> String {
        if self.hours == 0 {
            return AT_ONCE.say(language).to_owned();
        }
        WHAT.fill(language, &[("hours", &self.hours.to_string())])
    }

    /// A line for each look.
    pub(super) fn lines(&self, language: Language) -> Vec<String> {
        self.seen.iter().map(|seen| line(seen, language)).collect()
    }
}

fn line(seen: &Seen, language: Language) -> String {
    let when = dates::date_and_time(seen.at, language);
    let (who, why) = (who(seen.role).say(language), why(&seen.purpose).say(language));
    LINE.fill(language, &[("who", who), ("when", &when), ("why", why)])
}

const fn who(role: Role) -> Words {
    match role {
        Role::ContactOperator => OPERATOR,
        Role::Supervisor => SUPERVISOR,
        Role::Officer => OFFICER,
        Role::Detective => DETECTIVE,
        Role::FirearmsLicensing => FIREARMS,
        Role::RecordsManager => RECORDS,
        Role::ProfessionalStandards => STANDARDS,
        Role::Partner => PARTNER,
        Role::ForceAdministrator => ADMINISTRATOR,
    }
}

fn why(purpose: &str) -> Words {
    match purpose {
        "contact_handling" => TO_ANSWER,
        "sharing" => TO_SHARE,
        _ => FOR_WORK,
    }
}
