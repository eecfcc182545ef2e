//! One of several, or several of several: radios and checkboxes.

use super::content::{Content, Extra, Markup};
use super::group::{Fieldset, Group, Legend, group};
use askama::Template;

/// One thing to choose, with what is asked when it is chosen.
#[derive(Clone, Debug)]
pub struct Choice {
    value: String,
    content: Content,
    hint: Option<Content>,
    reveal: Option<Markup>,
    checked: Option<bool>,
    disabled: bool,
    exclusive: bool,
    id: Option<String>,
    name: Option<String>,
    extra: Extra,
    label: Extra,
}

impl Choice {
    /// A choice that sends a value and says this.
    #[must_use]
    pub fn new(value: impl Into<String>, content: impl Into<Content>) -> Self {
        Self {
            value: value.into(),
            content: content.into(),
            hint: None,
            reveal: None,
            checked: None,
            disabled: false,
            exclusive: false,
            id: None,
            name: None,
            extra: Extra::default(),
            label: Extra::default(),
        }
    }

    /// Explains this choice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Content>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What is asked when it is chosen. Without scripts it is always seen.
    #[must_use]
    pub fn reveal(mut self, content: impl Into<Markup>) -> Self {
        self.reveal = Some(content.into());
        self
    }

    /// Whether it is chosen, whatever the question says.
    #[must_use]
    pub fn checked(mut self, checked: bool) -> Self {
        self.checked = Some(checked);
        self
    }

    /// Takes it out of use.
    #[must_use]
    pub fn disabled(mut self) -> Self {
        self.disabled = true;
        self
    }

    /// A checkbox that clears the others, such as "none of these".
    #[must_use]
    pub fn exclusive(mut self) -> Self {
        self.exclusive = true;
        self
    }

    /// Gives it another id than that of its place.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Gives a checkbox another name than its question's.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Adds a class to its label.
    #[must_use]
    pub fn label_class(mut self, class: &str) -> Self {
        self.label.classes.add(class);
        self
    }

    /// Adds an attribute to its label.
    #[must_use]
    pub fn label_attribute(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.label.attributes.add(name, value);
        self
    }

    /// Adds an attribute to its control.
    #[must_use]
    pub fn attribute(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.extra.attributes.add(name, value);
        self
    }
}

/// What stands in the list of choices.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "nearly every item is a choice")]
enum Item {
    Choice(Choice),
    Divider(String),
}

/// What radios and checkboxes have in common.
#[derive(Clone, Debug)]
struct Choices {
    name: String,
    group: Group,
    items: Vec<Item>,
    chosen: Vec<String>,
}

impl Choices {
    fn new(name: String, fieldset: Option<Fieldset>) -> Self {
        let group = Group::new(name.clone(), fieldset);
        Self { name, group, items: Vec::new(), chosen: Vec::new() }
    }

    /// What stands in the list, with the ids of the choices. The first has the question's id, so
    /// that the error summary leads to it.
    fn entries(&self) -> impl Iterator<Item = (String, &Item)> {
        (1_usize..).zip(&self.items).map(|(place, item)| {
            let id = match item {
                Item::Choice(Choice { id: Some(id), .. }) => id.clone(),
                _ if place == 1 => self.group.id.clone(),
                _ => format!("{}-{place}", self.group.id),
            };
            (id, item)
        })
    }

    fn is_checked(&self, choice: &Choice) -> bool {
        choice.checked.unwrap_or_else(|| self.chosen.contains(&choice.value))
    }
}

/// The verbs that radios and checkboxes have in common.
macro_rules! choices {
    () => {
        /// A question of this name.
        #[must_use]
        pub fn new(name: impl Into<String>, question: impl Into<Legend>) -> Self {
            Self { choices: Choices::new(name.into(), Some(Fieldset::new(question))) }
        }

        /// A question of this name that the page itself asks.
        #[must_use]
        pub fn without_legend(name: impl Into<String>) -> Self {
            Self { choices: Choices::new(name.into(), None) }
        }

        group!(choices.group);

        /// Adds a choice.
        #[must_use]
        pub fn choice(mut self, choice: Choice) -> Self {
            self.choices.items.push(Item::Choice(choice));
            self
        }

        /// Adds choices.
        #[must_use]
        pub fn choices(mut self, choices: impl IntoIterator<Item = Choice>) -> Self {
            let items = choices.into_iter().map(Item::Choice);
            self.choices.items.extend(items);
            self
        }

        /// Adds a word between choices, such as "or".
        #[must_use]
        pub fn divider(mut self, text: impl Into<String>) -> Self {
            self.choices.items.push(Item::Divider(text.into()));
            self
        }
    };
}

/// One of several.
#[derive(Clone, Debug, Template)]
#[template(path = "components/radios.html")]
pub struct Radios {
    choices: Choices,
}

impl Radios {
    choices!();

    /// The value that is chosen, if one is.
    #[must_use]
    pub fn chosen(mut self, value: Option<&str>) -> Self {
        self.choices.chosen = value.map(str::to_owned).into_iter().collect();
        self
    }

    /// Puts the choices side by side, where there is room: for two short ones.
    #[must_use]
    pub fn inline(self) -> Self {
        self.class("govuk-radios--inline")
    }
}

/// Several of several.
#[derive(Clone, Debug, Template)]
#[template(path = "components/checkboxes.html")]
pub struct Checkboxes {
    choices: Choices,
}

impl Checkboxes {
    choices!();

    /// The values that are chosen.
    #[must_use]
    pub fn chosen(mut self, values: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.choices.chosen = values.into_iter().map(Into::into).collect();
        self
    }

    /// What describes one choice: its hint, and what describes the question if no fieldset says so.
    fn described(&self, id: &str, choice: &Choice) -> String {
        let group = &self.choices.group;
        let question = if group.fieldset.is_some() { String::new() } else { group.described() };
        let hint = choice.hint.as_ref().map(|_| format!("{id}-item-hint"));
        [Some(question), hint]
            .into_iter()
            .flatten()
            .filter(|ids| !ids.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

component!(Radios, Checkboxes);
