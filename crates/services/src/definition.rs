//! A service as it is written down: the YAML of `services/`, typed, before it is compiled.
//!
//! The doc comments here are the descriptions in the language's own JSON Schema.

mod directory;
mod question;
mod source;
mod within;

pub(crate) use directory::{DIRECTORY_API, RawDirectory, RawPartner};
pub(crate) use question::{RawHandover, RawKind, RawOutcome, RawQuestion};
pub(crate) use source::{At, Length, Ordered, Place};
pub(crate) use within::within;

use crate::assess::Priority;
use crate::group::Group;
use crate::service::{Keeping, LocalSlot, Sensitivity};
use schemars::JsonSchema;
use serde::Deserialize;

/// What `api:` says in a service definition.
pub const SERVICE_API: &str = "bluelamp.dev/service/v1";
/// What `api:` says in a shared block or partner.
pub(crate) const BLOCK_API: &str = "bluelamp.dev/block/v1";
/// What `api:` says in the list of flags.
pub(crate) const FLAGS_API: &str = "bluelamp.dev/flags/v1";
/// What `api:` says in a list of options.
pub(crate) const LIST_API: &str = "bluelamp.dev/list/v1";
/// What `api:` says in the list of teams.
pub(crate) const TEAMS_API: &str = "bluelamp.dev/teams/v1";

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
    pub(crate) retention: At<Retention>,
    /// Whether a person may stay anonymous.
    #[serde(default)]
    pub(crate) anonymous: Anonymous,
    /// Whether a person can come back to their answers on another device: `always` unless said
    /// otherwise; `on_request` when `sensitivity` is `high`.
    pub(crate) save_and_return: Option<At<Keeping>>,
    /// Shows a list of tasks, one for each section, that can be done in any order.
    #[serde(default)]
    pub(crate) tasks: bool,
    /// What a force may add to.
    #[serde(default)]
    pub(crate) local: Vec<At<LocalSlot>>,
    /// A shared block of questions about equality, offered after sending and kept apart.
    pub(crate) equality: Option<At<String>>,
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
    /// Asks the page anew for each of several things.
    pub(crate) repeat: Option<RawRepeat>,
    /// What is asked, in order.
    #[serde(default)]
    pub(crate) questions: Vec<RawQuestion>,
}

/// Asks a page anew for each of several things. Pages that follow each other and name the same
/// group belong together; the first says everything, the others only `as`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawRepeat {
    /// Under which the answers keep the items, and by which conditions name them.
    #[serde(rename = "as")]
    pub(crate) group: At<String>,
    /// What one of them is called, such as Vehicle.
    pub(crate) one: Option<At<String>>,
    /// The heading of the page that lists them.
    pub(crate) heading: Option<At<String>>,
    /// The question whether there is another one.
    pub(crate) more: Option<At<String>>,
    /// How many there must be; 1 unless said otherwise.
    pub(crate) min: Option<At<usize>>,
    /// How many there may be; 10 unless said otherwise.
    pub(crate) max: Option<At<usize>>,
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
    /// Who should read it: a team of `services/teams.yaml`.
    pub(crate) team: Option<At<String>>,
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
    /// Where a partner is found when the directory knows none for the place: `https:`, `tel:` or
    /// `sms:`.
    pub(crate) to: Option<At<String>>,
    /// What a person needs at hand to tell the partner.
    pub(crate) needs: Option<At<String>>,
    /// How long it takes, and how long the partner takes.
    pub(crate) takes: Option<At<String>>,
    /// That the person can still report to us, and when that is better.
    pub(crate) still: Option<At<String>>,
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

/// The teams that a definition may name.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TeamList {
    /// Always `bluelamp.dev/teams/v1`.
    pub(crate) api: At<String>,
    /// What the desk calls each.
    pub(crate) teams: Ordered<At<String>>,
}

/// Options that several questions share.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OptionList {
    /// Always `bluelamp.dev/list/v1`.
    pub(crate) api: At<String>,
    /// The name of the file.
    pub(crate) id: At<String>,
    /// Value, then what people read.
    pub(crate) options: Ordered<At<String>>,
    /// The value of an option, then other words under which people look for it in the list.
    #[serde(default)]
    pub(crate) also: Ordered<At<String>>,
}
