//! What is said of a record, by whom, and how sure it is.

use crate::field::Field;
use kernel::{AccountId, EntityId, Instant, StatementId, Words, words};

words! {
    KNOWN { en: "known", cy: "hysbys" }
    PARTIAL { en: "in part", cy: "yn rhannol" }
    ESTIMATED { en: "estimated", cy: "amcangyfrif" }
    FACT { en: "fact", cy: "ffaith" }
    OPINION { en: "opinion", cy: "barn" }
    REPORTER { en: "whoever reported it", cy: "pwy bynnag a roddodd wybod" }
    SUBJECT { en: "the person themselves", cy: "y person ei hun" }
    WITNESS { en: "a witness", cy: "tyst" }
    OFFICER { en: "somebody who works here", cy: "rhywun sy'n gweithio yma" }
    DOCUMENT { en: "a document", cy: "dogfen" }
    SYSTEM { en: "the program", cy: "y rhaglen" }
    IMPORT { en: "an older system", cy: "system hŷn" }
}

macro_rules! codes {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $code:literal, $words:ident;)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// As it is stored.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// What it is called, as in the middle of a sentence.
            #[must_use]
            pub const fn name(self) -> Words {
                match self { $(Self::$variant => $words,)+ }
            }

            /// The one of a stored code.
            #[must_use]
            pub fn of_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.code() == code)
            }
        }
    };
}
pub(crate) use codes;

codes! {
    /// How sure a value is.
    Certainty {
        /// Whole, and as far as anybody knows right.
        Known = "known", KNOWN;
        /// A part of it: a fragment of a plate, the year of a birth.
        Partial = "partial", PARTIAL;
        /// About that.
        Estimated = "estimated", ESTIMATED;
    }
}

codes! {
    /// Facts are kept apart from opinions (Data Protection Act 2018, section 38).
    Nature {
        /// Something that was observed, or proven.
        Fact = "fact", FACT;
        /// What somebody thinks.
        Opinion = "opinion", OPINION;
    }
}

codes! {
    /// Who or what said so.
    Source {
        /// Whoever told the police.
        Reporter = "reporter", REPORTER;
        /// Whom it is about.
        Subject = "subject", SUBJECT;
        /// Somebody who saw or heard it.
        Witness = "witness", WITNESS;
        /// A member of staff.
        Officer = "officer", OFFICER;
        /// A paper, a picture, a register.
        Document = "document", DOCUMENT;
        /// The program itself, from what it was told.
        System = "system", SYSTEM;
        /// A system that was there before.
        Import = "import", IMPORT;
    }
}

/// The record that something comes from: its kind and which one, such as `report` and
/// `0190…#full_name`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The kind, in the journal's words.
    pub thing: String,
    /// Which one; for an answer, the report and the question.
    pub id: String,
}

/// Something to be written down of a record.
#[derive(Clone, Debug)]
pub struct NewStatement {
    /// What is said of it.
    pub field: Field,
    /// The value, as it was typed or said.
    pub said: String,
    /// How sure it is. What is not whole is written down as partial whatever this says.
    pub certainty: Certainty,
    /// Fact or opinion.
    pub nature: Nature,
    /// Since when and until when it is so, where that is known.
    pub valid: (Option<Instant>, Option<Instant>),
    /// Who said so.
    pub source: Source,
    /// Where that stands.
    pub origin: Option<Origin>,
}

impl NewStatement {
    /// A fact that is known, from a source.
    #[must_use]
    pub fn fact(field: Field, said: impl Into<String>, source: Source) -> Self {
        Self {
            field,
            said: said.into(),
            certainty: Certainty::Known,
            nature: Nature::Fact,
            valid: (None, None),
            source,
            origin: None,
        }
    }

    /// The same, with the record that it comes from.
    #[must_use]
    pub fn from(self, origin: Origin) -> Self {
        Self { origin: Some(origin), ..self }
    }
}

/// What is known of a record.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Its id.
    pub id: StatementId,
    /// What it is about: of merged records, which of them.
    pub entity: EntityId,
    /// What is said of it.
    pub field: Field,
    /// Normalised.
    pub value: String,
    /// As it was typed or said.
    pub said: String,
    /// How sure it is.
    pub certainty: Certainty,
    /// Fact or opinion.
    pub nature: Nature,
    /// Since when and until when.
    pub valid: (Option<Instant>, Option<Instant>),
    /// Who said so.
    pub source: Source,
    /// Where that stands.
    pub origin: Option<Origin>,
    /// When it was written down.
    pub made_at: Instant,
    /// By whom; nobody where it was the program.
    pub made_by: Option<AccountId>,
    /// When it was taken back, and why.
    pub ended: Option<(Instant, String)>,
}
