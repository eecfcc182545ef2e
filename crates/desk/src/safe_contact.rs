//! What a person said about safe contact, as rules for whoever works on the contact.

use askama::Template;
use askama::filters::HtmlSafe;
use counter::dates::relative;
use kernel::{Instant, Language, TimeWindow, Words, next_safe_time, words};
use services::{ContactWishes, Way};

words! {
    SAFE_CONTACT { en: "Safe contact", cy: "Cysylltu'n ddiogel" }
    DO_NOT { en: "Do not contact this person", cy: "Peidiwch â chysylltu â'r person hwn" }
    WANTS_NONE {
        en: "They asked us not to contact them. What you reply waits on the page that they open with \
             their reference and access code, if they come back.",
        cy: "Gofynnodd i ni beidio â chysylltu. Mae eich ateb yn aros ar y dudalen y mae'n ei hagor \
             gyda'i gyfeirnod a'i god mynediad, os daw yn ôl.",
    }
    NOT_ASKED {
        en: "They did not say whether it is safe to contact them: the call ended before. Do not contact \
             them unless a supervisor decides that somebody is in danger. What you reply waits on the \
             page that they open with their reference and access code.",
        cy: "Ni ddywedodd a yw'n ddiogel cysylltu: daeth yr alwad i ben cyn hynny. Peidiwch â chysylltu \
             oni bai bod goruchwyliwr yn penderfynu bod rhywun mewn perygl. Mae eich ateb yn aros ar y \
             dudalen y mae'r person yn ei hagor gyda'i gyfeirnod a'i god mynediad.",
    }
    UNKNOWN {
        en: "We cannot read what they said about safe contact, because their form is no longer \
             offered. Read their answers first, and send nothing.",
        cy: "Ni allwn ddarllen yr hyn a ddywedodd am gysylltu'n ddiogel, gan nad yw'r ffurflen yn \
             cael ei chynnig mwyach. Darllenwch yr atebion yn gyntaf, a pheidiwch ag anfon dim.",
    }
    ONLY { en: "Only these ways:", cy: "Dim ond yn y ffyrdd hyn:" }
    CALL { en: "call {phone}", cy: "ffonio {phone}" }
    TEXT { en: "text {phone}", cy: "anfon neges destun at {phone}" }
    EMAIL { en: "email {email}", cy: "e-bostio {email}" }
    ONLY_HERE {
        en: "Only a reply here, which they open with their reference and access code. Do not call, \
             text or email.",
        cy: "Dim ond ateb yma, y mae'n ei agor gyda'i gyfeirnod a'i god mynediad. Peidiwch â ffonio, \
             anfon neges destun nac e-bostio.",
    }
    WHEN { en: "When: {times}.", cy: "Pryd: {times}." }
    ANY_TIME { en: "When: at any time.", cy: "Pryd: ar unrhyw adeg." }
    SAFE_NOW { en: "Now is a safe time.", cy: "Mae'n amser diogel nawr." }
    NOT_NOW {
        en: "Now is not a safe time. It is safe again from {when}.",
        cy: "Nid yw'n amser diogel nawr. Bydd yn ddiogel eto o {when}.",
    }
    DISCREET {
        en: "Do not leave a message. Do not say that you are the police.",
        cy: "Peidiwch â gadael neges. Peidiwch â dweud mai'r heddlu ydych chi.",
    }
    CODEWORD {
        en: "So that they know it is you, say: “{word}”.",
        cy: "Er mwyn i'r person wybod mai chi sydd yno, dywedwch: “{word}”.",
    }
    NAME { en: "Call them: {name}.", cy: "Enw i'w ddefnyddio: {name}." }
    ON_THEIR_PAGE {
        en: "Your reply goes to the page that they open with their reference and access code.",
        cy: "Mae eich ateb yn mynd i'r dudalen y mae'r person yn ei hagor gyda'i gyfeirnod a'i god \
             mynediad.",
    }
    EMAIL_NOW {
        en: "An email goes to {email} now. It says only that there is something to read.",
        cy: "Mae e-bost yn mynd at {email} nawr. Dim ond dweud bod rhywbeth i'w ddarllen y mae'n ei \
             wneud.",
    }
    EMAIL_LATER {
        en: "An email goes to {email} from {when}, not before: that is when they said it is safe. It \
             says only that there is something to read.",
        cy: "Mae e-bost yn mynd at {email} o {when}, nid cyn hynny: dyna pryd y dywedodd ei bod yn \
             ddiogel. Dim ond dweud bod rhywbeth i'w ddarllen y mae'n ei wneud.",
    }
    NO_EMAIL {
        en: "Nothing else is sent: they did not say that email is safe.",
        cy: "Nid oes dim arall yn cael ei anfon: ni ddywedodd fod e-bost yn ddiogel.",
    }
    NOTHING_SENT_UNASKED {
        en: "They did not say whether it is safe to contact them, so nothing else is sent.",
        cy: "Ni ddywedodd a yw'n ddiogel cysylltu, felly nid oes dim arall yn cael ei anfon.",
    }
    NOTHING_SENT {
        en: "They asked us not to contact them, so nothing else is sent. They see your reply if they \
             come back to that page.",
        cy: "Gofynnodd i ni beidio â chysylltu, felly nid oes dim arall yn cael ei anfon. Bydd yn \
             gweld eich ateb os daw yn ôl i'r dudalen honno.",
    }
}

/// The rules for one person, to be pinned above everything else.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/safe_contact.html")]
pub(crate) struct SafeContact {
    heading: &'static str,
    ways_lead: Option<&'static str>,
    ways: Vec<String>,
    rules: Vec<String>,
}

impl HtmlSafe for SafeContact {}

impl SafeContact {
    /// The rules of these wishes; of none when nobody knows them any more.
    pub(crate) fn of(wishes: Option<&ContactWishes>, now: Instant, language: Language) -> Self {
        let none = |words: Words| Self {
            heading: DO_NOT.say(language),
            ways_lead: None,
            ways: Vec::new(),
            rules: vec![words.say(language).to_owned()],
        };
        match wishes {
            None => none(UNKNOWN),
            Some(wishes) if !wishes.asked => none(NOT_ASKED),
            Some(wishes) if !wishes.may_contact => none(WANTS_NONE),
            Some(wishes) => {
                let ways = ways(wishes, language);
                Self {
                    heading: SAFE_CONTACT.say(language),
                    ways_lead: Some((if ways.is_empty() { ONLY_HERE } else { ONLY }).say(language)),
                    rules: rules(wishes, !ways.is_empty(), now, language),
                    ways,
                }
            }
        }
    }
}

/// The ways that reach the person, each with its number or address.
fn ways(wishes: &ContactWishes, language: Language) -> Vec<String> {
    let phone = |way| wishes.safe_phone(way).map(national);
    let call = phone(Way::Call).map(|phone| CALL.fill(language, &[("phone", &phone)]));
    let text = phone(Way::Text).map(|phone| TEXT.fill(language, &[("phone", &phone)]));
    let email = wishes.safe_email().map(|email| EMAIL.fill(language, &[("email", email)]));
    [call, text, email].into_iter().flatten().collect()
}

/// When, how discreetly, with which word.
fn rules(wishes: &ContactWishes, reaches: bool, now: Instant, language: Language) -> Vec<String> {
    let mut rules = Vec::new();
    if reaches {
        rules.push(times(&wishes.times, language));
        rules.extend(whether_now(&wishes.times, now, language));
        if wishes.discreet {
            rules.push(DISCREET.say(language).to_owned());
        }
    }
    let word = wishes.codeword.as_ref();
    rules.extend(word.map(|word| CODEWORD.fill(language, &[("word", word)])));
    rules.extend(wishes.name.as_ref().map(|name| NAME.fill(language, &[("name", name)])));
    rules
}

fn times(windows: &[TimeWindow], language: Language) -> String {
    if windows.is_empty() {
        return ANY_TIME.say(language).to_owned();
    }
    let titles: Vec<&str> = windows.iter().map(|window| window.title(language)).collect();
    WHEN.fill(language, &[("times", &titles.join("; "))])
}

fn whether_now(windows: &[TimeWindow], now: Instant, language: Language) -> Option<String> {
    if windows.is_empty() {
        return None;
    }
    let next = next_safe_time(windows, now);
    let when = relative(next, now, language);
    Some(if next <= now {
        SAFE_NOW.say(language).to_owned()
    } else {
        NOT_NOW.fill(language, &[("when", &when)])
    })
}

/// What becomes of a reply that is sent now, for whoever writes it.
pub(crate) fn of_reply(
    wishes: Option<&ContactWishes>,
    now: Instant,
    language: Language,
) -> Vec<String> {
    let here = ON_THEIR_PAGE.say(language).to_owned();
    let Some(wishes) = wishes else { return vec![here] };
    let besides = match wishes.safe_email() {
        _ if !wishes.asked => NOTHING_SENT_UNASKED.say(language).to_owned(),
        _ if !wishes.may_contact => NOTHING_SENT.say(language).to_owned(),
        None => NO_EMAIL.say(language).to_owned(),
        Some(email) => match next_safe_time(&wishes.times, now) {
            next if next <= now => EMAIL_NOW.fill(language, &[("email", email)]),
            next => {
                let when = relative(next, now, language);
                EMAIL_LATER.fill(language, &[("email", email), ("when", &when)])
            }
        },
    };
    vec![here, besides]
}

/// A British number as people here say it.
fn national(phone: &str) -> String {
    phone.strip_prefix("+44").map_or_else(|| phone.to_owned(), |rest| format!("0{rest}"))
}

#[cfg(test)]
mod tests;
