//! Questions of several parts: a fieldset with a field for each, where the leading choice reveals those
//! that belong to it. Without scripts all of them are there, and only those of the choice count.

use super::Manner;
use counter::components::{
    Affix, Button, Checkboxes, Choice, DateInput, DatePart, Fieldset, Input, Label, Legend, Markup,
    Radios, Select, SelectOption, Textarea,
};
use services::{Composed, Kind, Part, PartForm, Precision, Question};

kernel::words! {
    TIME { en: "Time (optional)", cy: "Amser (dewisol)" }
    TIME_HINT { en: "For example, 9:30am. Leave it blank if you do not know", cy: "Er enghraifft, 9:30am. Gadewch yn wag os nad ydych yn gwybod" }
    NOT_SAID { en: "Not sure, or rather not say", cy: "Ddim yn siŵr, neu’n well gennyf beidio â dweud" }
    THING { en: "Thing {number}", cy: "Peth {number}" }
    ADD { en: "Add another", cy: "Ychwanegu un arall" }
    REMOVE { en: "Remove thing {number}", cy: "Tynnu peth {number}" }
}

impl Manner<'_> {
    /// A question of several parts.
    pub(super) fn composed(&self, question: &Question, composed: Composed) -> Markup {
        let leads = composed.leading().filter(|_| question.choices.len() > 1);
        let Some(leading) = leads else {
            let parts = composed.parts().iter().filter(|part| part.form != PartForm::Leading);
            let only = question.choices.first().map(|choice| choice.value.as_str());
            let parts = parts.filter(|part| part.is_asked(only));
            let fields = parts.map(|part| self.part(question, part, &question.id));
            let first = (composed == Composed::Signature).then(|| self.statement(question));
            return self.fieldset(question, first.into_iter().chain(fields));
        };
        let field = leading.field(&question.id);
        let always = composed.parts().iter().filter(|part| part.is_asked(None) && *part != leading);
        let always = always.map(|part| self.part(question, part, &question.id));
        let radios = question.choices.iter().fold(
            Radios::new(&field, Legend::new(leading.label.say(self.language))),
            |radios, choice| {
                let ours = composed.parts().iter().filter(|part| {
                    !part.is_asked(None) && part.is_asked(Some(choice.value.as_str()))
                });
                let inside: Vec<Markup> =
                    ours.map(|part| self.part(question, part, &question.id)).collect();
                let shown = Choice::new(&choice.value, choice.label.say(self.language));
                radios.choice(if inside.is_empty() {
                    shown
                } else {
                    shown.reveal(Markup::join(inside))
                })
            },
        );
        let chosen = self.value(&field);
        let radios = radios.chosen(Some(&chosen)).problem(self.language, self.problem_at(&field));
        self.fieldset(question, std::iter::once(Markup::from(radios)).chain(always))
    }

    /// A list of things, a row for each; buttons add one and take one out.
    pub(super) fn items(&self, question: &Question) -> Markup {
        let add = format!("{}-add", question.id);
        let more = usize::from(self.typed.iter().any(|(field, _)| *field == add));
        let rows = (self.rows(question).max(1) + more).min(question.most);
        let things = (1..=rows).map(|number| self.thing(question, number, rows));
        let button = Button::new(ADD.say(self.language)).secondary().sends(add, "1");
        let button = (rows < question.most).then(|| Markup::from(button));
        self.fieldset(question, things.chain(button))
    }

    fn thing(&self, question: &Question, number: usize, rows: usize) -> Markup {
        let of = format!("{}-{number}", question.id);
        let shown = [("number", &*number.to_string())];
        let parts = Composed::Item.parts().iter().map(|part| self.part(question, part, &of));
        let remove = Button::new(REMOVE.fill(self.language, &shown))
            .secondary()
            .sends(format!("{}-remove", question.id), number.to_string());
        let remove = (rows > 1).then(|| Markup::from(remove));
        let legend = Legend::new(THING.fill(self.language, &shown));
        Fieldset::new(legend.class("govuk-fieldset__legend--s"))
            .content(Markup::join(parts.chain(remove)))
            .into()
    }

    /// How many rows stand in the fields.
    fn rows(&self, question: &Question) -> usize {
        let number = |field: &str| {
            let rest = field.strip_prefix(question.id.as_str())?.strip_prefix('-')?;
            rest.split_once('-')?.0.parse().ok()
        };
        self.typed.iter().filter_map(|(field, _)| number(field)).max().unwrap_or_default()
    }

    pub(super) fn fieldset(
        &self,
        question: &Question,
        content: impl IntoIterator<Item = Markup>,
    ) -> Markup {
        let legend = Legend::new(self.asked(question));
        let legend = if self.heading {
            legend.class("govuk-fieldset__legend--l").in_heading()
        } else {
            legend.class("govuk-fieldset__legend--m")
        };
        let hint = question.hint.as_ref().map(|hint| {
            let hint = counter::components::Hint::new(hint.say(self.language));
            Markup::from(hint.id(format!("{}-hint", question.id)))
        });
        let whole = self.problem_at(&question.id).map(|message| {
            let error = counter::components::ErrorMessage::new(self.language, message);
            Markup::from(error.id(format!("{}-error", question.id)))
        });
        let described = [
            hint.as_ref().map(|_| format!("{}-hint", question.id)),
            whole.as_ref().map(|_| format!("{}-error", question.id)),
        ];
        let described: Vec<String> = described.into_iter().flatten().collect();
        let content = hint.into_iter().chain(whole).chain(content);
        Fieldset::new(legend)
            .described_by(described.join(" "))
            .content(Markup::join(content))
            .into()
    }

    /// The field of a part.
    pub(super) fn part(&self, question: &Question, part: &Part, of: &str) -> Markup {
        let field = part.field(of);
        let label = Label::new(part.label.say(self.language));
        let problem = self.problem_at(&field);
        let hint = part.hint.map(|hint| hint.say(self.language));
        match part.form {
            // What nobody reads goes with the fields of an address.
            PartForm::Leading | PartForm::Uprn => Markup::default(),
            PartForm::Lines => {
                let area = Textarea::new(&field, label).rows(3).value(self.value(&field));
                let area = area.problem(self.language, problem);
                hint.map_or(area.clone(), |hint| area.hint(hint)).into()
            }
            PartForm::Choice(choices) => self.chosen(&field, label, choices, problem),
            PartForm::Tick => {
                let agree = Choice::new("yes", part.label.say(self.language));
                let boxes = Checkboxes::without_legend(&field).choice(agree);
                boxes.chosen([self.value(&field)]).problem(self.language, problem).into()
            }
            PartForm::Date(precision) => self.part_date(part, &field, precision),
            PartForm::Time => {
                let date = self.part_date(part, &field, Precision::Exact);
                Markup::join([date, self.part_time(&field)])
            }
            PartForm::Line(..) | PartForm::Postcode | PartForm::Registration | PartForm::Money => {
                let input = self.part_line(question, part, Input::new(&field, label));
                let input = input.value(self.value(&field)).problem(self.language, problem);
                let input = hint.map_or(input.clone(), |hint| input.hint(hint)).into();
                if part.name == "point" { Markup::join([input, self.map(&field)]) } else { input }
            }
        }
    }

    fn part_line(&self, question: &Question, part: &Part, input: Input) -> Input {
        match part.form {
            PartForm::Line(width, fill) => {
                let own = question.kind == Kind::Composed(Composed::Address)
                    || question.kind == Kind::Composed(Composed::Signature);
                let fill = if self.sensitive { Some("off") } else { fill.filter(|_| own) };
                let input = input.width(width);
                fill.map_or(input.clone(), |fill| input.autocomplete(fill))
            }
            PartForm::Money => {
                input.prefix(Affix::new("£")).inputmode("decimal").spellcheck(false).width(10)
            }
            _ => input.width(10).spellcheck(false),
        }
    }

    fn chosen(
        &self,
        field: &str,
        label: Label,
        choices: &[(&'static str, kernel::Words)],
        problem: Option<&str>,
    ) -> Markup {
        let options = choices
            .iter()
            .map(|(value, words)| SelectOption::new(*value, words.say(self.language)));
        let chosen = self.value(field);
        Select::new(field, label)
            .option(SelectOption::new("", NOT_SAID.say(self.language)))
            .options(options)
            .chosen(Some(&chosen))
            .problem(self.language, problem)
            .into()
    }

    fn part_date(&self, part: &Part, field: &str, _: Precision) -> Markup {
        let words = [("day", super::DAY, 2), ("month", super::MONTH, 2), ("year", super::YEAR, 4)];
        let fields = words.map(|(name, words, width)| {
            let value = self.value(&format!("{field}-{name}"));
            DatePart::new(name, words.say(self.language)).width(width).value(value)
        });
        let legend = Legend::new(part.label.say(self.language));
        let wrong = self.problems.iter().find(|problem| {
            let rest = problem.field.strip_prefix(field);
            rest.is_some_and(|rest| ["-day", "-month", "-year"].contains(&rest))
        });
        let date = DateInput::new(self.language, field, legend).parts(fields);
        let date = date.problem(self.language, wrong.map(|problem| problem.message.as_str()));
        match part.hint {
            Some(hint) => date.hint(hint.say(self.language)).into(),
            None => date.into(),
        }
    }

    fn part_time(&self, field: &str) -> Markup {
        let name = format!("{field}-time");
        Input::new(&name, Label::new(TIME.say(self.language)))
            .hint(TIME_HINT.say(self.language))
            .width(10)
            .value(self.value(&name))
            .problem(self.language, self.problem_at(&name))
            .into()
    }

    pub(super) fn problem_at(&self, field: &str) -> Option<&str> {
        let found = self.problems.iter().find(|problem| problem.field == field);
        found.map(|problem| problem.message.as_str())
    }
}
