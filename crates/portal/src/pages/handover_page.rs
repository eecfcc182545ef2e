//! The page of what a person passed to another body.

use super::answers::Lines;
use super::handed_over::HandedOver;
use askama::Template;
use counter::components::{
    Button, Colour, Content, InsetText, Markup, SummaryList, SummaryRow, Tag,
};
use counter::{Frame, TOKEN_FIELD, Visit, dates};
use kernel::{Language, Problem, Words, words};
use partners::{Part, Standing, Story, Why};

words! {
    TITLE { en: "What you passed on", cy: "Yr hyn a drosglwyddoch" }
    REFERENCE { en: "Reference", cy: "Cyfeirnod" }
    ABOUT { en: "About", cy: "Ynghylch" }
    TO { en: "Passed to", cy: "Trosglwyddwyd i" }
    ON { en: "Passed on", cy: "Trosglwyddwyd" }
    STATUS { en: "Status", cy: "Statws" }
    WITH_THEM { en: "Waiting for their answer", cy: "Yn aros am eu hateb" }
    ACCEPTED { en: "Accepted", cy: "Derbyniwyd" }
    RETURNED { en: "Given back", cy: "Rhoddwyd yn ôl" }
    UNANSWERED { en: "Not answered", cy: "Heb ei ateb" }
    NEXT { en: "What happens next", cy: "Beth sy'n digwydd nesaf" }
    WAITS {
        en: "{partner} reads it, and accepts it or gives it back by {until}. If they do not, you can go on with us.",
        cy: "Bydd {partner} yn ei ddarllen, ac yn ei dderbyn neu'n ei roi yn ôl erbyn {until}. Os na fyddan nhw, gallwch fynd ymlaen gyda ni.",
    }
    OPENED { en: "They opened it on {when}.", cy: "Agoron nhw ef ar {when}." }
    THEY_DEAL {
        en: "{partner} accepted it on {when} and deals with it. Their reference is {theirs}: ask them about it.",
        cy: "Derbyniodd {partner} ef ar {when} ac mae'n delio ag ef. Eu cyfeirnod yw {theirs}: gofynnwch iddyn nhw amdano.",
    }
    THEY_RETURNED { en: "{partner} gave it back on {when}. {why}", cy: "Rhoddodd {partner} ef yn ôl ar {when}. {why}" }
    FOR_POLICE { en: "They say that it is for the police.", cy: "Maen nhw'n dweud mai mater i'r heddlu ydyw." }
    NOT_OURS { en: "They say that another organisation deals with it.", cy: "Maen nhw'n dweud bod sefydliad arall yn delio ag ef." }
    OUTSIDE { en: "They say that it is outside their area.", cy: "Maen nhw'n dweud ei fod y tu allan i'w hardal." }
    TOO_LITTLE { en: "They say that they would need to know more.", cy: "Maen nhw'n dweud y byddai angen iddyn nhw wybod mwy." }
    OTHER { en: "They gave another reason.", cy: "Rhoddon nhw reswm arall." }
    THEY_WROTE { en: "They wrote to you:", cy: "Ysgrifennon nhw atoch:" }
    THEY_DID_NOT {
        en: "{partner} did not answer by {when}. Nobody there can open it any more.",
        cy: "Ni atebodd {partner} erbyn {when}. Ni all neb yno ei agor mwyach.",
    }
    YOU_CAN {
        en: "You can still report to us. Your answers are in place, and you can change them before you send anything.",
        cy: "Gallwch chi roi gwybod i ni o hyd. Mae eich atebion yn eu lle, a gallwch eu newid cyn anfon dim.",
    }
    WENT_ON { en: "You went on with us on {when}.", cy: "Aethoch ymlaen gyda ni ar {when}." }
    GO_ON { en: "Report it to us", cy: "Rhoi gwybod i ni" }
    GO_ON_TOO { en: "Report it to us as well", cy: "Rhoi gwybod i ni hefyd" }
    NO_RECORD {
        en: "What you passed on is not a police report, and we do not look at it. We forget it on {when}.",
        cy: "Nid yw'r hyn a drosglwyddoch yn adroddiad heddlu, ac nid ydym yn edrych arno. Byddwn yn ei anghofio ar {when}.",
    }
    WHAT { en: "What they got", cy: "Yr hyn a gawsant" }
    FINISHED { en: "When you have finished", cy: "Pan fyddwch wedi gorffen" }
    STOP { en: "Stop following on this device", cy: "Rhoi'r gorau i ddilyn ar y ddyfais hon" }
}

#[derive(Template)]
#[template(path = "portal/handover.html")]
pub(super) struct HandoverPage {
    frame: Frame,
    facts: SummaryList,
    next: String,
    also: Option<String>,
    words: Option<InsetText>,
    went_on: Option<String>,
    go_on: Button,
    no_record: String,
    sections: Vec<(String, SummaryList)>,
    action: String,
    csrf: String,
    reference: String,
    stop_action: String,
    stop: Button,
}

impl HandoverPage {
    /// The page of a story.
    pub(super) fn new(
        visit: &Visit,
        (held, about): (&HandedOver, Option<&str>),
        story: &Story,
        csrf: String,
    ) -> Result<Self, Problem> {
        let language = visit.language;
        let is_back = story.standing.is_back();
        let go_on = if is_back {
            Button::new(GO_ON.say(language))
        } else {
            Button::new(GO_ON_TOO.say(language)).secondary()
        };
        let (next, also) = next(story, language);
        let went_on = story
            .went_on_at
            .map(|at| WENT_ON.fill(language, &[("when", &dates::date_and_time(at, language))]));
        Ok(Self {
            frame: Frame::new(visit, TITLE.say(language)).sensitive(),
            facts: facts(language, (held, about), story),
            next,
            also,
            words: words(story, language),
            went_on,
            go_on: go_on.prevent_double_click(true),
            no_record: NO_RECORD
                .fill(language, &[("when", &dates::date(story.kept_until, language))]),
            sections: sections(story, language)?,
            action: visit.href("/track/handover"),
            csrf,
            reference: held.reference.clone(),
            stop_action: visit.href("/track/stop"),
            stop: Button::new(STOP.say(language)).secondary(),
        })
    }

    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

fn facts(
    language: Language,
    (held, about): (&HandedOver, Option<&str>),
    story: &Story,
) -> SummaryList {
    let (status, colour) = match story.standing {
        Standing::Waiting { .. } => (WITH_THEM, Colour::Blue),
        Standing::Accepted { .. } => (ACCEPTED, Colour::Green),
        Standing::Returned { .. } => (RETURNED, Colour::Yellow),
        Standing::Unanswered { .. } => (UNANSWERED, Colour::Yellow),
    };
    let status = Markup::render(&Tag::new(status.say(language)).colour(colour))
        .map_or_else(|_| status.say(language).into(), Content::from);
    let partner = story.passed.partner.say(language);
    let on = dates::date_and_time(story.made_at, language);
    let row = |words: Words, value: Content| SummaryRow::new(words.say(language), value);
    let rows = [
        Some(row(REFERENCE, held.reference.as_str().into())),
        about.map(|about| row(ABOUT, about.into())),
        Some(row(TO, partner.into())),
        Some(row(ON, on.into())),
        Some(row(STATUS, status)),
    ];
    SummaryList::new().rows(rows.into_iter().flatten())
}

/// What happened and what comes next, and what else there is to say of it.
fn next(story: &Story, language: Language) -> (String, Option<String>) {
    let partner = story.passed.partner.say(language);
    let say = |at| dates::date_and_time(at, language);
    match &story.standing {
        Standing::Waiting { until } => {
            let opened = story.opened_at.map(|at| OPENED.fill(language, &[("when", &say(at))]));
            let until = say(*until);
            (WAITS.fill(language, &[("partner", partner), ("until", &until)]), opened)
        }
        Standing::Accepted { at, reference } => {
            let values = [("partner", partner), ("when", &*say(*at)), ("theirs", reference)];
            (THEY_DEAL.fill(language, &values), None)
        }
        Standing::Returned { at, given } => {
            let why = why(given.why).say(language);
            let values = [("partner", partner), ("when", &*say(*at)), ("why", why)];
            (THEY_RETURNED.fill(language, &values), Some(YOU_CAN.say(language).to_owned()))
        }
        Standing::Unanswered { since } => {
            let values = [("partner", partner), ("when", &*say(*since))];
            (THEY_DID_NOT.fill(language, &values), Some(YOU_CAN.say(language).to_owned()))
        }
    }
}

const fn why(why: Why) -> Words {
    match why {
        Why::ForPolice => FOR_POLICE,
        Why::NotOurs => NOT_OURS,
        Why::OutsideArea => OUTSIDE,
        Why::TooLittle => TOO_LITTLE,
        Why::Other => OTHER,
    }
}

/// What the partner wrote.
fn words(story: &Story, language: Language) -> Option<InsetText> {
    let Standing::Returned { given, .. } = &story.standing else { return None };
    let words = given.words.as_ref()?;
    Some(InsetText::new(format!("{} {words}", THEY_WROTE.say(language))))
}

fn sections(story: &Story, language: Language) -> Result<Vec<(String, SummaryList)>, Problem> {
    let theirs = (story.passed.language != language).then(|| story.passed.language.code());
    let section = |part: &Part| {
        let mut answers = SummaryList::new();
        for line in &part.lines {
            let lang = theirs.filter(|_| line.own_words);
            let value = Markup::render(&Lines { lines: &line.said, lang });
            let value = value.map_err(Problem::broken)?;
            answers = answers.row(SummaryRow::new(line.label.as_str(), Content::from(value)));
        }
        Ok((part.title.clone(), answers))
    };
    story.passed.parts(language).iter().map(section).collect()
}
