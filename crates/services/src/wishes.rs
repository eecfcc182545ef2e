//! How a person wishes to be contacted, read from the answers by what they map to.

use crate::question::Question;
use crate::{Answers, Service};
use kernel::TimeWindow;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the answer to a question is to us, so that nothing is keyed twice.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
pub enum Maps {
    /// The name of whoever reports.
    #[serde(rename = "person.name")]
    PersonName,
    /// Their telephone number.
    #[serde(rename = "person.phone")]
    PersonPhone,
    /// Their e-mail address.
    #[serde(rename = "person.email")]
    PersonEmail,
    /// Their date of birth.
    #[serde(rename = "person.date_of_birth")]
    PersonDateOfBirth,
    /// Whether we may contact them: anything but `yes` is no.
    #[serde(rename = "contact.may")]
    ContactMay,
    /// Which ways are safe: options named as [`Way`].
    #[serde(rename = "contact.ways")]
    ContactWays,
    /// When it is safe: time windows.
    #[serde(rename = "contact.times")]
    ContactTimes,
    /// Whether it is safe to leave a message or to say who we are: anything but `yes` asks us to be
    /// discreet.
    #[serde(rename = "contact.discreet")]
    ContactDiscreet,
    /// A word by which the person knows that it is us.
    #[serde(rename = "contact.codeword")]
    ContactCodeword,
    /// Where it happened, in words.
    #[serde(rename = "incident.place")]
    IncidentPlace,
    /// The postcode of where it happened.
    #[serde(rename = "incident.postcode")]
    IncidentPostcode,
    /// When it happened.
    #[serde(rename = "incident.date")]
    IncidentDate,
    /// When it happened, as well as it is known.
    #[serde(rename = "incident.moment")]
    IncidentMoment,
    /// Where it happened, in the way in which the person knows it.
    #[serde(rename = "incident.location")]
    IncidentLocation,
    /// What happened, in the person's words.
    #[serde(rename = "incident.narrative")]
    IncidentNarrative,
    /// Where whoever reports lives.
    #[serde(rename = "person.address")]
    PersonAddress,
    /// The language that they speak or sign.
    #[serde(rename = "person.language")]
    PersonLanguage,
    /// How old they are.
    #[serde(rename = "person.age")]
    PersonAge,
    /// Names that they had before.
    #[serde(rename = "person.previous_names")]
    PersonPreviousNames,
    /// The name of a person who may have done it.
    #[serde(rename = "party.suspect.name")]
    SuspectName,
    /// What they looked like.
    #[serde(rename = "party.suspect.description")]
    SuspectDescription,
    /// The name of a person to whom it happened, who is not the one who reports.
    #[serde(rename = "party.victim.name")]
    VictimName,
    /// What that person looks like.
    #[serde(rename = "party.victim.description")]
    VictimDescription,
    /// The name of a person who saw it.
    #[serde(rename = "party.witness.name")]
    WitnessName,
    /// Their telephone number.
    #[serde(rename = "party.witness.phone")]
    WitnessPhone,
    /// The name of a person who speaks for an applicant.
    #[serde(rename = "party.referee.name")]
    RefereeName,
    /// Their telephone number.
    #[serde(rename = "party.referee.phone")]
    RefereePhone,
    /// Their e-mail address.
    #[serde(rename = "party.referee.email")]
    RefereeEmail,
    /// A vehicle.
    #[serde(rename = "vehicle")]
    Vehicle,
    /// Things.
    #[serde(rename = "item")]
    Item,
    /// Files that show something.
    #[serde(rename = "evidence.file")]
    EvidenceFile,
    /// Whether we may share details with a support service.
    #[serde(rename = "consent.victim_support")]
    ConsentVictimSupport,
    /// What the person declared.
    #[serde(rename = "declaration")]
    Declaration,
    /// The number of a certificate or application.
    #[serde(rename = "application.reference")]
    ApplicationReference,
}

impl Maps {
    /// Whether it tells who the person is or how to reach them.
    pub(crate) const fn identifies(self) -> bool {
        matches!(
            self,
            Self::PersonName
                | Self::PersonPhone
                | Self::PersonEmail
                | Self::PersonDateOfBirth
                | Self::PersonAddress
                | Self::PersonPreviousNames
        )
    }

    /// Whether it is of the one who reports, of whom there is one, or of how to reach them.
    pub(crate) const fn is_of_reporter(self) -> bool {
        self.identifies()
            || matches!(
                self,
                Self::PersonLanguage
                    | Self::PersonAge
                    | Self::ContactMay
                    | Self::ContactWays
                    | Self::ContactTimes
                    | Self::ContactDiscreet
                    | Self::ContactCodeword
            )
    }
}

/// A way to contact a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// A telephone call.
    Call,
    /// A text message.
    Text,
    /// An e-mail.
    Email,
    /// A message that waits until the person comes to read it, with reference and access code.
    Track,
}

impl Way {
    /// Every way.
    pub const ALL: [Self; 4] = [Self::Call, Self::Text, Self::Email, Self::Track];

    /// Its name in answers.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Text => "text",
            Self::Email => "email",
            Self::Track => "track",
        }
    }

    /// The way of a name.
    #[must_use]
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.id() == id)
    }
}

/// How a person wishes to be contacted. What was not said is never assumed to be safe.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContactWishes {
    /// Whether they said anything of it: somebody on the telephone may be gone before.
    pub asked: bool,
    /// Whether we may contact them at all.
    pub may_contact: bool,
    /// Which ways are safe. `Track` always is: it waits for the person.
    pub ways: Vec<Way>,
    /// Their e-mail address.
    pub email: Option<String>,
    /// Their telephone number, in the international form.
    pub phone: Option<String>,
    /// Their name.
    pub name: Option<String>,
    /// When it is safe; empty means at any time.
    pub times: Vec<TimeWindow>,
    /// Leave no message and do not say who we are.
    pub discreet: bool,
    /// A word by which the person knows that it is us.
    pub codeword: Option<String>,
}

impl ContactWishes {
    /// The address for a confirmation, when e-mail is a safe way.
    #[must_use]
    pub fn safe_email(&self) -> Option<&str> {
        self.email.as_deref().filter(|_| self.may_contact && self.ways.contains(&Way::Email))
    }

    /// The number for a call or a text, when that way is safe.
    #[must_use]
    pub fn safe_phone(&self, way: Way) -> Option<&str> {
        let safe = matches!(way, Way::Call | Way::Text) && self.ways.contains(&way);
        self.phone.as_deref().filter(|_| self.may_contact && safe)
    }
}

/// How a person wishes to be contacted, from answers on the way (see [`crate::prune`]).
///
/// A service that does not ask whether we may contact somebody may when it was given an address or
/// a number; one that does not ask for the ways takes each that was given.
#[must_use]
pub fn contact_wishes(service: &Service, answers: &Answers) -> ContactWishes {
    let mapped = |maps: Maps| {
        let is_it = move |question: &&Question| question.maps == Some(maps);
        let mut candidates = service.questions().filter(is_it);
        candidates.find(|question| answers.get(&question.id).is_some())
    };
    let asks = |maps: Maps| service.questions().any(|question| question.maps == Some(maps));
    let text = |maps: Maps| mapped(maps).and_then(|q| answers.text(&q.id)).map(str::to_owned);
    let list = |maps: Maps| mapped(maps).map(|q| answers.list(&q.id)).unwrap_or_default();
    let email = text(Maps::PersonEmail);
    let phone = text(Maps::PersonPhone);
    let asked = !asks(Maps::ContactMay) || mapped(Maps::ContactMay).is_some();
    let may_contact = if asks(Maps::ContactMay) {
        text(Maps::ContactMay).as_deref() == Some("yes")
    } else {
        email.is_some() || phone.is_some()
    };
    if !may_contact {
        let discreet = service.is_sensitive();
        return ContactWishes { asked, discreet, ..ContactWishes::default() };
    }
    let ways = if asks(Maps::ContactWays) {
        list(Maps::ContactWays).into_iter().filter_map(Way::of_id).collect()
    } else {
        given(email.is_some(), phone.is_some())
    };
    let discreet = match text(Maps::ContactDiscreet).as_deref() {
        None => service.is_sensitive(),
        Some(answer) => answer != "yes",
    };
    ContactWishes {
        asked,
        may_contact,
        ways: with_track(ways),
        email,
        phone,
        name: text(Maps::PersonName),
        times: list(Maps::ContactTimes).into_iter().filter_map(TimeWindow::of_id).collect(),
        discreet,
        codeword: text(Maps::ContactCodeword),
    }
}

fn given(email: bool, phone: bool) -> Vec<Way> {
    let email = email.then_some(Way::Email);
    let phone = phone.then_some([Way::Call, Way::Text]);
    phone.into_iter().flatten().chain(email).collect()
}

fn with_track(mut ways: Vec<Way>) -> Vec<Way> {
    ways.push(Way::Track);
    ways.sort_unstable();
    ways.dedup();
    ways
}
