//! Why a contact is urgent, in words. Triage gives codes; here they become what people read.

use kernel::{Language, Words, words};
use services::{Catalogue, Service};
use triage::{ANSWERS, Reason};

words! {
    THREAT_TO_LIFE { en: "Threat to life", cy: "Bygythiad i fywyd" }
    WEAPON { en: "Weapon", cy: "Arf" }
    STRANGULATION { en: "Strangulation", cy: "Tagu" }
    HAPPENING_NOW { en: "Happening now", cy: "Yn digwydd nawr" }
    SELF_HARM { en: "Self-harm or suicide", cy: "Hunan-niweidio neu hunanladdiad" }
    CHILD { en: "Harm to a child", cy: "Niwed i blentyn" }
    SEXUAL_VIOLENCE { en: "Sexual violence", cy: "Trais rhywiol" }
    DANGER { en: "Danger", cy: "Perygl" }
    SIGN { en: "{sign}: words like “{words}”", cy: "{sign}: geiriau fel “{words}”" }
    BY_ANSWERS { en: "The answers say that it is urgent", cy: "Mae'r atebion yn dweud ei fod yn fater brys" }
}

/// A reason as people read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Because {
    /// The words.
    pub(crate) text: String,
    /// The language of the words, where it is not the page's.
    pub(crate) lang: Option<&'static str>,
}

/// The reasons in a language. `service` is the contact's, if it is still offered.
pub(crate) fn in_words(
    reasons: &[Reason],
    catalogue: &Catalogue,
    service: Option<&Service>,
    language: Language,
) -> Vec<Because> {
    let own = |text: String| Because { text, lang: None };
    let word = |reason: &Reason| match (reason.code.as_str(), &reason.words) {
        (ANSWERS, Some(english)) => match service.and_then(|service| service.because(english)) {
            Some(said) => own(said.say(language).to_owned()),
            None => foreign(english, language),
        },
        (ANSWERS, None) => own(BY_ANSWERS.say(language).to_owned()),
        (code, Some(words)) => {
            let sign = sign(code).say(language);
            own(SIGN.fill(language, &[("sign", sign), ("words", words)]))
        }
        (code, None) => match catalogue.flag(code) {
            Some(said) => own(said.say(language).to_owned()),
            None => foreign(&code.replace('_', " "), language),
        },
    };
    reasons.iter().map(word).collect()
}

/// English that we have nothing else for, as of a definition that has changed since.
fn foreign(english: &str, language: Language) -> Because {
    let lang = (language != Language::English).then(|| Language::English.code());
    Because { text: english.to_owned(), lang }
}

/// What a sign of danger is called.
fn sign(code: &str) -> Words {
    match code {
        "threat_to_life" => THREAT_TO_LIFE,
        "weapon" => WEAPON,
        "strangulation" => STRANGULATION,
        "happening_now" => HAPPENING_NOW,
        "self_harm" => SELF_HARM,
        "child" => CHILD,
        "sexual_violence" => SEXUAL_VIOLENCE,
        _ => DANGER,
    }
}

#[cfg(test)]
mod tests {
    use super::{DANGER, in_words, sign};
    use kernel::Language;
    use services::Catalogue;
    use triage::{Reason, signs};

    fn reason(code: &str, words: Option<&str>) -> Reason {
        Reason { code: code.to_owned(), words: words.map(str::to_owned) }
    }

    #[test]
    fn every_reason_is_said_in_both_languages() {
        let catalogue = Catalogue::embedded().unwrap();
        let stalking = catalogue.get("stalking-or-harassment").map(|service| &**service);
        for (code, words, english, welsh) in [
            (
                "weapon",
                Some("gyllell"),
                "Weapon: words like “gyllell”",
                "Arf: geiriau fel “gyllell”",
            ),
            ("under_18", None, "Under 18", "O dan 18"),
            (
                "answers",
                None,
                "The answers say that it is urgent",
                "Mae'r atebion yn dweud ei fod yn fater brys",
            ),
        ] {
            for (language, expected) in [(Language::English, english), (Language::Welsh, welsh)] {
                let said = in_words(&[reason(code, words)], &catalogue, stalking, language);
                assert_eq!(said[0].text, expected);
                assert_eq!(said[0].lang, None, "{expected}");
            }
        }
    }

    #[test]
    fn a_rule_of_the_service_speaks_the_language_of_the_page() {
        let catalogue = Catalogue::embedded().unwrap();
        let stalking = catalogue.get("stalking-or-harassment").map(|service| &**service);
        let because = [reason("answers", Some("Says that the person threatened to kill"))];
        let welsh = in_words(&because, &catalogue, stalking, Language::Welsh);
        assert_eq!(welsh[0].lang, None);
        assert_ne!(welsh[0].text, "Says that the person threatened to kill");
        // The same rule of a definition that does not say so any more.
        let lost = in_words(&because, &catalogue, None, Language::Welsh);
        assert_eq!(lost[0].lang, Some("en"));
    }

    #[test]
    fn every_sign_that_triage_gives_has_its_name() {
        let told = "kill me, a knife, strangled, right now, suicide, hurt my child, raped";
        let signs = signs(told);
        assert_eq!(signs.len(), 7);
        for found in signs {
            assert_ne!(sign(found.code), DANGER, "{}", found.code);
        }
    }
}
