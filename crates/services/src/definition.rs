//! A service as it is written down: the YAML of `services/`, typed, before it is compiled.
//!
//! The doc comments here are the descriptions in the language's own JSON Schema.

mod source;

pub(crate) use source::{At, Length, Ordered, Place};

use crate::service::{Group, Sensitivity};
use crate::{assess::Priority, question::Precision, wishes::Maps};
use schemars::JsonSchema;
use serde::Deserialize;

/// What `api:` says in a service definition.
pub(crate) const SERVICE_API: &str = "bluelamp.dev/service/v1";
/// What `api:` says in a shared block or partner.
pub(crate) const BLOCK_API: &str = "bluelamp.dev/block/v1";
/// What `api:` says in the list of flags.
pub(crate) const FLAGS_API: &str = "bluelamp.dev/flags/v1";

/// A service that people use, such as reporting a stolen bicycle.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Definition {
    /// Always `bluelamp.dev/service/v1`.
    pub(crate) api: At<String>,
    /// Lower-case letters, digits and hyphens; the name of the file; never changes.
    pub(crate) id: At<String>,
    /// Where it stands on a force's site.
    pub(crate) group: Group,
    /// The last part of its address.
    pub(crate) slug: At<String>,
    /// A second slug that says nothing; it takes over after the start page. Needed when
    /// `sensitivity` is `high`.
    pub(crate) opaque: Option<At<String>>,
    /// Grows with each published change. Reports keep the version that they were made with.
    pub(crate) version: u32,
    /// What people do here, beginning with a verb.
    pub(crate) title: At<String>,
    /// What the browser's title and a message's subject say instead. Needed when `sensitivity` is
    /// `high`.
    pub(crate) neutral_title: Option<At<String>>,
    /// One sentence for lists.
    pub(crate) summary: At<String>,
    /// `high` for what must not be seen by others on the device.
    pub(crate) sensitivity: Sensitivity,
    /// How long unfinished answers are kept.
    pub(crate) retention: Retention,
    /// Whether a person may stay anonymous.
    #[serde(default)]
    pub(crate) anonymous: Anonymous,
    /// The start page.
    pub(crate) start: Start,
    /// Titles of the sections of the check page, in order, by id.
    #[serde(default)]
    pub(crate) sections: Ordered<At<String>>,
    /// The shared block of emergency questions that comes before everything.
    pub(crate) gate: Option<At<String>>,
    /// The shared block shown after the emergency questions, such as how to leave quickly. Needed
    /// when `sensitivity` is `high`.
    pub(crate) interruption: Option<At<String>>,
    /// Questions that find out whether this is the right service, one a page.
    #[serde(default)]
    pub(crate) triage: Vec<RawQuestion>,
    /// The pages of the form, in order.
    pub(crate) pages: Vec<RawPage>,
    /// Hints for the person who reads the report first.
    #[serde(default)]
    pub(crate) assess: Vec<RawRule>,
    /// What the receipt says.
    pub(crate) confirmation: RawConfirmation,
}

/// How long unfinished answers are kept.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Retention {
    /// A draft that the person asked us to keep.
    pub(crate) draft: Length,
    /// A draft that nobody came back to.
    pub(crate) abandoned: Length,
}

/// Whether a person may stay anonymous.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Anonymous {
    /// Then whoever says that we may not contact them is asked for no name, number or address.
    #[serde(default)]
    pub(crate) allowed: bool,
}

/// The start page.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Start {
    /// What the service is for and what to have at hand.
    pub(crate) body: At<String>,
    /// How many minutes it takes most people.
    pub(crate) minutes: u16,
}

/// A page of the form.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawPage {
    /// Unique in the service; the last part of the address of an ordinary service's page.
    pub(crate) id: At<String>,
    /// The section that its answers stand in.
    pub(crate) section: Option<At<String>>,
    /// Needed when the page has more than one question.
    pub(crate) heading: Option<At<String>>,
    /// What stands above the questions.
    pub(crate) intro: Option<At<String>>,
    /// A condition; the page is left out when it is false.
    pub(crate) when: Option<At<String>>,
    /// A shared block that is shown instead of questions.
    pub(crate) interruption: Option<At<String>>,
    /// What is asked, in order.
    #[serde(default)]
    pub(crate) questions: Vec<RawQuestion>,
}

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
    /// One short sentence without a full stop.
    pub(crate) hint: Option<At<String>>,
    /// What to say when it is not answered.
    pub(crate) missing: Option<At<String>>,
    /// The section of a triage question.
    pub(crate) section: Option<At<String>>,
    /// Options of radios and checkboxes: value, then what people read. Quote "yes" and "no".
    pub(crate) options: Option<Ordered<At<String>>>,
    /// The checkbox that excludes all others, such as none of these.
    pub(crate) exclusive: Option<At<String>>,
    /// How exact a date is.
    #[serde(rename = "kind")]
    pub(crate) precision: Option<Precision>,
    /// Whether it must be answered; yes unless said otherwise.
    #[serde(default = "yes")]
    pub(crate) required: bool,
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

const fn yes() -> bool {
    true
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

/// A hint for the person who reads the report first. People decide; a rule only points.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawRule {
    /// When it applies.
    pub(crate) when: At<String>,
    /// A flag of `services/flags.yaml`.
    pub(crate) flag: Option<At<String>>,
    /// How soon somebody should read it.
    pub(crate) priority: Option<Priority>,
    /// Why, in words for staff.
    pub(crate) because: At<String>,
}

/// What the receipt says.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawConfirmation {
    /// What happens next, in order.
    pub(crate) next: Vec<RawNext>,
    /// Help that the person can turn to.
    pub(crate) support: Option<At<String>>,
}

/// One thing that happens next.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawNext {
    /// What happens. `{by}` becomes the promised time.
    pub(crate) text: At<String>,
    /// Our promise: at most so long after the report came in.
    pub(crate) within: Option<Length>,
    /// When it applies.
    pub(crate) when: Option<At<String>>,
}

/// A shared block: emergency questions, an interruption, an outcome page or a partner.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Shared {
    /// Always `bluelamp.dev/block/v1`.
    pub(crate) api: At<String>,
    /// The name of the file.
    pub(crate) id: At<String>,
    /// The heading of its page.
    pub(crate) title: At<String>,
    /// What the page says.
    pub(crate) body: Option<At<String>>,
    /// What the button says that goes on regardless.
    pub(crate) onward: Option<At<String>>,
    /// Where a partner is found: `https:`, `tel:` or `sms:`.
    pub(crate) to: Option<At<String>>,
    /// The questions of a gate.
    #[serde(default)]
    pub(crate) questions: Vec<RawQuestion>,
    /// Hints that go with the questions.
    #[serde(default)]
    pub(crate) assess: Vec<RawRule>,
}

/// The flags that a definition may raise.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FlagList {
    /// Always `bluelamp.dev/flags/v1`.
    pub(crate) api: At<String>,
    /// What the desk calls each.
    pub(crate) flags: Ordered<At<String>>,
}
