//! Questions as they are written down.

use super::{At, Length, Ordered};
use crate::question::{FileSort, Precision};
use crate::wishes::Maps;
use schemars::JsonSchema;
use serde::Deserialize;

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RawKind {
    /// One line.
    Text,
    /// Several lines.
    Textarea,
    /// Yes or no.
    YesNo,
    /// Yes, no or not sure.
    YesNoUnsure,
    /// One of the options.
    Radios,
    /// Any number of the options.
    Checkboxes,
    /// A name in one field.
    FullName,
    /// A date; see `kind`.
    Date,
    /// Times of the week when it is safe to be contacted.
    TimeWindows,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A place in the person's own words.
    Place,
    /// A postcode.
    Postcode,
    /// An amount in pounds.
    Money,
    /// One of many options, from a list that opens.
    Select,
    /// A spoken or signed language, from the shared list `languages` unless said otherwise.
    Language,
    /// A number; see `min`, `max_value`, `decimals`, `unit`.
    Number,
    /// A postal address of the United Kingdom.
    Address,
    /// Where something happened, in the way in which the person knows it; see `kinds`.
    Location,
    /// A vehicle, as far as it was seen.
    Vehicle,
    /// What somebody looked like.
    PersonDescription,
    /// When something happened: exactly, between, about, or not sure; see `kinds`.
    Moment,
    /// A list of things; see `most`.
    Items,
    /// A statement that is agreed to, and signed with `signature`.
    Declaration,
    /// Files; see `accept`, `most`, `later`. Never required.
    Upload,
}

/// A question.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawQuestion {
    /// Unique in the service: lower-case letters, digits and underscores. It names the answer in
    /// conditions and in the API.
    pub(crate) id: At<String>,
    /// How it is answered.
    #[serde(rename = "type")]
    pub(crate) kind: RawKind,
    /// The question.
    pub(crate) ask: At<String>,
    /// What the check page and the desk call it, when shorter.
    pub(crate) short: Option<At<String>>,
    /// What somebody at the desk reads aloud in place of the question, when it is asked on a call.
    pub(crate) say: Option<At<String>>,
    /// One short sentence without a full stop.
    pub(crate) hint: Option<At<String>>,
    /// What to say when it is not answered.
    pub(crate) missing: Option<At<String>>,
    /// The section of a triage question.
    pub(crate) section: Option<At<String>>,
    /// Options of radios and checkboxes: value, then what people read. Quote "yes" and "no".
    pub(crate) options: Option<Ordered<At<String>>>,
    /// A list of `services/lists/` in place of options.
    pub(crate) options_from: Option<At<String>>,
    /// Of a select: the value of an option, then other words under which people look for it.
    #[serde(default)]
    pub(crate) also: Ordered<At<String>>,
    /// The least that a number may be.
    pub(crate) min: Option<i64>,
    /// The most that a number may be.
    pub(crate) max_value: Option<i64>,
    /// How many digits of a number may follow the point; none unless said otherwise.
    pub(crate) decimals: Option<u8>,
    /// The words after a number, such as years.
    pub(crate) unit: Option<At<String>>,
    /// Which ways of a location, or of a moment, are offered; all of them unless said otherwise.
    #[serde(default)]
    pub(crate) kinds: Vec<At<String>>,
    /// What is declared.
    pub(crate) statement: Option<At<String>>,
    /// Whether a declaration is signed with a name.
    #[serde(default)]
    pub(crate) signature: bool,
    /// Which sorts of files are taken; all of them unless said otherwise.
    #[serde(default)]
    pub(crate) accept: Vec<FileSort>,
    /// The most things of a list, or files; 20 unless said otherwise.
    pub(crate) most: Option<usize>,
    /// For how long after sending files can be added.
    pub(crate) later: Option<Length>,
    /// The checkbox that excludes all others, such as none of these.
    pub(crate) exclusive: Option<At<String>>,
    /// How exact a date is.
    #[serde(rename = "kind")]
    pub(crate) precision: Option<Precision>,
    /// Whether it must be answered; yes unless said otherwise.
    pub(crate) required: Option<At<bool>>,
    /// The most characters of a text.
    pub(crate) max: Option<usize>,
    /// A condition; the question is left out when it is false.
    pub(crate) when: Option<At<String>>,
    /// What the answer is to us, so that nothing is keyed twice.
    pub(crate) maps: Option<At<Maps>>,
    /// A condition that gives the flags that this answer raises.
    pub(crate) flag: Option<At<String>>,
    /// Rules that an answer must meet.
    #[serde(default)]
    pub(crate) validate: Vec<RawValidation>,
    /// Where answers lead elsewhere; the first whose condition is true.
    #[serde(default)]
    pub(crate) outcome: Vec<RawOutcome>,
}

impl RawQuestion {
    /// Whether it must be answered.
    pub(crate) fn is_required(&self) -> bool {
        self.required.as_ref().is_none_or(|required| required.value)
    }
}

/// A rule that an answer must meet.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawValidation {
    /// A condition over `answer`, `now`, `today` and earlier answers.
    pub(crate) rule: At<String>,
    /// What to do when it is false.
    pub(crate) error: At<String>,
}

/// Where an answer leads: exactly one of `stop`, `redirect`, `interrupt`, `service`, `continue`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawOutcome {
    /// When it applies.
    pub(crate) when: At<String>,
    /// A shared block: this is for 999.
    pub(crate) stop: Option<At<String>>,
    /// Another body that does this.
    pub(crate) redirect: Option<RawRedirect>,
    /// A shared block to read before going on.
    pub(crate) interrupt: Option<At<String>>,
    /// Another of our services.
    pub(crate) service: Option<RawHandover>,
    /// Nothing: go on, and look at no later outcome.
    #[serde(rename = "continue")]
    pub(crate) go_on: Option<bool>,
}

/// Another body that does this.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawRedirect {
    /// A partner of `services/partners/`.
    pub(crate) to: At<String>,
    /// The person may still report to us. Required, and must be true: nobody is turned away.
    pub(crate) keep_door_open: At<bool>,
    /// An earlier question for a postcode, an address or a location, by which the partner near it is
    /// found.
    pub(crate) lookup: Option<At<String>>,
    /// Offers to pass the answers on to the partner.
    #[serde(default)]
    pub(crate) pass: bool,
    /// Later questions that the partner needs answered: they are asked before passing on, and stay
    /// answered when the person goes on here.
    #[serde(default)]
    pub(crate) ask: Vec<At<String>>,
}

/// Another of our services.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawHandover {
    /// The service's id.
    pub(crate) id: At<String>,
    /// The shared block that says why.
    pub(crate) page: At<String>,
    /// Triage answers that go with the person, so that nothing is asked twice.
    #[serde(default)]
    pub(crate) carry: Vec<At<String>>,
    /// The person may stay here. Required, and must be true: nobody is turned away.
    pub(crate) offer_stay: At<bool>,
}
