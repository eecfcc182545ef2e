//! The rules of the compiler, each with a code that stays, and why there is such a rule.

use std::fmt;

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Rule {
    /// Its code, such as `BL012`: it never changes and is never given to another rule.
    pub code: &'static str,
    /// The rule in a few words.
    pub title: &'static str,
    /// Why there is such a rule, and whom it is for.
    pub why: &'static str,
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}\n\n{}", self.code, self.title, self.why)
    }
}

macro_rules! rules {
    ($($name:ident = $code:literal, $title:literal, $why:literal;)*) => {
        impl Rule {
            $(pub(crate) const $name: Self = Self { code: $code, title: $title, why: $why };)*

            /// Every rule, in the order of the codes.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];
        }
    };
}

rules! {
    UNREADABLE = "BL001", "a file is read as it is written",
        "The file is not YAML, or not of the language: a key is mistyped, a value has the wrong type, something is missing. `bluelamp services schema` describes the language to editors.";
    UNKNOWN = "BL002", "a name is the name of something",
        "A block, a partner, a flag, a team, a list, a section or a service that is named has to exist. Nobody must be led to a page that is not there.";
    SHAPE = "BL003", "a definition is whole",
        "Each part needs what its kind needs: options, a heading, a gate, a place to lead to. The finding says which.";
    CONDITION = "BL004", "a condition can be worked out",
        "Conditions are checked for names and types before anybody meets them, because one that fails while somebody fills in a form would silently hide a question.";
    UNREACHABLE = "BL005", "everything can be met by somebody",
        "A page, a question or an outcome whose condition can never be true is a mistake in the condition: somebody meant to ask it.";
    SHADOWED = "BL006", "each outcome can come to count",
        "The first outcome that is true counts. One that comes after another which is always true before it never does, so people whom it is meant for are sent elsewhere.";
    LOOP = "BL007", "services do not hand people round in a circle",
        "Somebody who is sent from one service to the next and back gives up, or gives up on us.";
    ASKED_TWICE = "BL008", "nobody is asked the same thing twice",
        "To be asked again is to be told that nobody listened. One answer is kept, and used wherever it is needed.";
    CARRY = "BL009", "an answer that is carried fits where it goes",
        "Answers go with a person to another service so that nothing is asked twice. They only can when both services ask in the same way.";
    NO_WAY_OUT = "BL010", "whoever is in danger gets to a person",
        "Every service begins with the emergency questions, and whoever says yes is led to 999, in every language. Every other page that leads elsewhere or interrupts has a way to a person on it, or one step away.";
    TURNED_AWAY = "BL011", "nobody is turned away",
        "Every way that leads elsewhere leaves our door open: people know best why they came to us.";
    WELSH = "BL012", "Welsh is there, and up to date",
        "Welsh is equal. Each entry of the overlay has the fingerprint of the English that it translates, so that no translation is missing, left over or out of date, and none loses a link or a placeholder.";
    WELSH_SAME = "BL013", "Welsh differs from the English",
        "A Welsh text that is the English one was mostly forgotten. Names and numbers are the same in both.";
    UNWRITTEN = "BL014", "what people read was written by a person",
        "A draft has places where a person has to write. Until then nobody may meet it.";
    WORDS = "BL015", "words that help",
        "Some words blame, belittle, hide or slow people down. The table of the crate `wording` has them, with what to say instead.";
    NUMBERS = "BL016", "numbers and dates as people read them",
        "Digits are quicker read than words. An example of a date has a day from 13, so that nobody takes the day for the month.";
    LENGTH = "BL017", "sentences that are read at one go",
        "Most readers are upset, in a hurry, on a small screen, or all of it. 25 words are read at one go; the school year is reckoned after Flesch and Kincaid.";
    HINT = "BL018", "a hint is one short sentence",
        "Screen readers read a hint out as one, without its links and without its stops. More than a sentence belongs above the question.";
    HEADINGS = "BL019", "each page has a heading of its own",
        "People who cannot see the page find their way by headings, and everybody by the browser's history.";
    CHOICES = "BL020", "choices in which people find themselves",
        "“Other” says that somebody does not fit. Two choices that read the same cannot be told apart.";
    NOT_KNOWING = "BL021", "not knowing is an answer",
        "Memory has gaps. Who has to choose and does not know gives a false answer.";
    EVIDENCE = "BL022", "nobody has to prove anything",
        "Files can be added later or never; a report is taken without.";
    SENSITIVE = "BL023", "a sensitive service gives nobody away",
        "Somebody else may look at the screen, the history, the messages. Titles and addresses say nothing, there is a way to leave, nothing is kept unasked, and no number is asked for before we know whether it is safe.";
    ANONYMOUS = "BL024", "whoever stays anonymous is not asked who they are",
        "A promise to stay anonymous holds on every page.";
    ALWAYS = "BL025", "a condition that changes nothing",
        "A condition that is always true was mostly meant to say something else.";
    UNTESTED = "BL026", "a service has tests of its own",
        "The tests beside a definition say what must be so, and keep it so when somebody else changes it.";
    LATER = "BL027", "a link to add files ends",
        "Whoever has the link can send us files, and it may lie in a mailbox that others open. 90 days are enough for a phone that is being mended and a bill that is still to come.";
}

impl Rule {
    /// The rule of a code, in any case.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|rule| rule.code.eq_ignore_ascii_case(code)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::Rule;

    #[test]
    fn codes_are_in_order_and_each_is_given_once() {
        for (rule, number) in Rule::ALL.iter().zip(1..) {
            assert_eq!(rule.code, format!("BL{number:03}"));
        }
        assert_eq!(Rule::of_code("bl010"), Some(Rule::NO_WAY_OUT));
        assert_eq!(Rule::of_code("BL999"), None);
    }
}
