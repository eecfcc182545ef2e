//! From a question to the component that asks it.

mod address;
mod map;
mod parts;

use super::map::Tiles;
use counter::Prose;
use counter::Visit;
use counter::components::{
    Affix, CharacterCount, Checkboxes, Choice, DateInput, DatePart, Input, Label, Legend, Markup,
    Radios, Select, SelectOption, Textarea,
};
use kernel::{FieldProblem, Language};
use services::{Kind, Maps, Precision, Question};

kernel::words! {
    OPTIONAL { en: "{question} (optional)", cy: "{question} (dewisol)" }
    OR { en: "or", cy: "neu" }
    DAY { en: "Day", cy: "Diwrnod" }
    MONTH { en: "Month", cy: "Mis" }
    YEAR { en: "Year", cy: "Blwyddyn" }
    CHOOSE { en: "Choose from the list", cy: "Dewiswch o’r rhestr" }
    AGREE { en: "I agree", cy: "Rwy’n cytuno" }
}

/// From how many options on a list is searched rather than looked through.
const SEARCHED_BEYOND: usize = 12;

/// How the questions of a page are to be shown.
#[derive(Clone, Copy)]
pub struct Manner<'a> {
    /// The language of the page.
    pub language: Language,
    /// Whether the page has one question, which is its heading.
    pub heading: bool,
    /// Whether the browser is to fill in nothing.
    pub sensitive: bool,
    /// What stands in the fields.
    pub typed: &'a [(String, String)],
    /// What is wrong with them.
    pub problems: &'a [FieldProblem],
    /// Whether somebody reads the questions aloud to a caller.
    pub aloud: bool,
    /// Who looks at the page.
    pub visit: &'a Visit,
    /// What a map is drawn from, if one may be shown.
    pub tiles: Option<&'a Tiles>,
}

/// What every component of a question has: its hint, what is wrong, and whether it is the heading.
macro_rules! finished {
    ($manner:expr, $question:expr, $component:expr) => {{
        let (language, problem) = ($manner.language, $manner.problem($question));
        let component = $component.problem(language, problem);
        let component = match &$question.hint {
            Some(hint) => component.hint(hint.say(language)),
            None => component,
        };
        if $manner.heading { component.page_heading() } else { component }
    }};
}

impl Manner<'_> {
    /// The component of a question.
    #[must_use]
    pub fn control(&self, question: &Question) -> Markup {
        match question.kind {
            Kind::Text | Kind::FullName | Kind::Phone | Kind::Email => self.line(question).into(),
            Kind::Postcode => self.line(question).width(10).into(),
            Kind::Money => {
                let pounds = self.line(question).prefix(Affix::new("£")).inputmode("decimal");
                pounds.width(10).spellcheck(false).into()
            }
            Kind::Textarea => self.story(question).into(),
            Kind::Place => self.place(question).into(),
            Kind::YesNo => self.radios(question).inline().into(),
            Kind::YesNoUnsure | Kind::Radios => self.radios(question).into(),
            Kind::Checkboxes | Kind::TimeWindows => self.checkboxes(question).into(),
            Kind::Date(precision) => self.date(question, precision).into(),
            Kind::Select => self.select(question).into(),
            Kind::Number(_) => self.number(question).into(),
            Kind::Composed(composed) => self.composed(question, composed),
            Kind::Items => self.items(question),
            Kind::Declaration => self.declaration(question),
            // What was sent is shown where files are taken in.
            Kind::Upload => Markup::default(),
        }
    }

    fn line(&self, question: &Question) -> Input {
        let input = Input::new(&question.id, self.label(question)).value(self.value(&question.id));
        let input = match question.kind {
            Kind::Phone => input.kind("tel"),
            Kind::Email => input.kind("email").spellcheck(false),
            Kind::FullName => input.spellcheck(false),
            _ => input,
        };
        let input = match self.autocomplete(question) {
            Some(what) => input.autocomplete(what),
            None => input,
        };
        finished!(self, question, input)
    }

    fn number(&self, question: &Question) -> Input {
        let input = self.line(question).inputmode("decimal").spellcheck(false).width(5);
        match &question.unit {
            Some(unit) => input.suffix(Affix::new(unit.say(self.language))),
            None => input,
        }
    }

    fn select(&self, question: &Question) -> Select {
        let choices = question.choices.iter();
        let options = choices.map(|it| {
            let also = it.also.as_ref().map(|words| words.say(self.language));
            SelectOption::new(&it.value, it.label.say(self.language)).also(also)
        });
        let chosen = self.value(&question.id);
        let select = Select::new(&question.id, self.label(question))
            .option(SelectOption::new("", CHOOSE.say(self.language)))
            .options(options)
            .chosen(Some(&chosen));
        let long = question.choices.len() > SEARCHED_BEYOND;
        let select = if long { select.searched(self.language) } else { select };
        finished!(self, question, select)
    }

    /// What is declared, and the box to agree to it.
    fn declaration(&self, question: &Question) -> Markup {
        let agree = Choice::new("yes", AGREE.say(self.language));
        let boxes = Checkboxes::new(&question.id, self.legend(question))
            .choice(agree)
            .chosen([self.value(&question.id)]);
        Markup::join([self.statement(question), finished!(self, question, boxes).into()])
    }

    fn statement(&self, question: &Question) -> Markup {
        let told = Prose::new(question.statement.say(self.language), self.visit);
        Markup::render(&told).unwrap_or_default()
    }

    /// A story, with a count of what may still be written once it gets long.
    fn story(&self, question: &Question) -> CharacterCount {
        let most = u32::try_from(question.max).unwrap_or(u32::MAX);
        let field = CharacterCount::new(self.language, &question.id, self.label(question), most);
        let field = field.counting("characters").threshold(75).rows(8);
        finished!(self, question, field.value(self.value(&question.id)))
    }

    fn place(&self, question: &Question) -> Textarea {
        let field = Textarea::new(&question.id, self.label(question)).rows(4);
        finished!(self, question, field.value(self.value(&question.id)))
    }

    fn radios(&self, question: &Question) -> Radios {
        let choices = question.choices.iter();
        let radios = Radios::new(&question.id, self.legend(question))
            .choices(choices.map(|it| Choice::new(&it.value, it.label.say(self.language))))
            .chosen(Some(&self.value(&question.id)));
        finished!(self, question, radios)
    }

    fn checkboxes(&self, question: &Question) -> Checkboxes {
        let mut boxes = Checkboxes::new(&question.id, self.legend(question));
        for choice in &question.choices {
            let shown = Choice::new(&choice.value, choice.label.say(self.language));
            let exclusive = question.exclusive.as_ref() == Some(&choice.value);
            boxes = if exclusive {
                boxes.divider(OR.say(self.language)).choice(shown.exclusive())
            } else {
                boxes.choice(shown)
            };
        }
        let chosen = self.typed.iter().filter(|(field, _)| *field == question.id);
        finished!(self, question, boxes.chosen(chosen.map(|(_, value)| value.as_str())))
    }

    fn date(&self, question: &Question, precision: Precision) -> DateInput {
        let birth = precision == Precision::Memorable
            && question.maps == Some(Maps::PersonDateOfBirth)
            && !self.sensitive;
        let parts = [("day", DAY, 2), ("month", MONTH, 2), ("year", YEAR, 4)];
        let fields = parts.into_iter().zip(["bday-day", "bday-month", "bday-year"]);
        let fields = fields.map(|((part, words, width), fill)| {
            let name = format!("{}-{part}", question.id);
            let shown = DatePart::new(part, words.say(self.language)).width(width);
            let shown = shown.value(self.value(&name));
            // A fault at the day may be one of the whole date: then every field is marked.
            let wrong = part != "day" && self.problems.iter().any(|it| it.field == name);
            let shown = if wrong { shown.wrong(true) } else { shown };
            if birth { shown.autocomplete(fill) } else { shown }
        });
        let date = DateInput::new(self.language, &question.id, self.legend(question));
        finished!(self, question, date.parts(fields))
    }

    /// What is asked; said to be optional where it is.
    fn asked(&self, question: &Question) -> String {
        let ask = if self.aloud {
            question.aloud(self.language)
        } else {
            question.ask.say(self.language)
        };
        if question.required {
            ask.to_owned()
        } else {
            OPTIONAL.fill(self.language, &[("question", ask)])
        }
    }

    fn label(&self, question: &Question) -> Label {
        let label = Label::new(self.asked(question));
        if self.heading { label } else { label.class("govuk-label--s") }
    }

    fn legend(&self, question: &Question) -> Legend {
        let legend = Legend::new(self.asked(question));
        if self.heading { legend } else { legend.class("govuk-fieldset__legend--s") }
    }

    fn value(&self, field: &str) -> String {
        let found = self.typed.iter().find(|(name, _)| name == field);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    }

    /// What is wrong with a question: said of it or of one of its fields.
    fn problem(&self, question: &Question) -> Option<&str> {
        let found = self.problems.iter().find(|problem| question.owns(&problem.field));
        found.map(|problem| problem.message.as_str())
    }

    /// What the browser may fill in: only what is about the person, and nothing on sensitive ground.
    fn autocomplete(&self, question: &Question) -> Option<&'static str> {
        match question.maps {
            _ if self.sensitive => Some("off"),
            Some(Maps::PersonName) => Some("name"),
            Some(Maps::PersonPhone) => Some("tel"),
            Some(Maps::PersonEmail) => Some("email"),
            _ => None,
        }
    }
}
