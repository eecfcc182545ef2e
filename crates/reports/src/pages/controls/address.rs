//! A question for an address: by its postcode first, then from what was found, and always in fields
//! that people type into.

use super::Manner;
use crate::pages::addresses::{AGAIN, FIND, HOUSE, OF, OWN, PICK, Shown, WAY, lines};
use askama::Template;
use counter::components::{Button, Input, InsetText, Label, Markup, Select, SelectOption};
use services::{Composed, PartForm, Question};
use station::addresses::Address;

kernel::words! {
    POSTCODE { en: "Postcode", cy: "Cod post" }
    HOUSE_LABEL { en: "House number or name (optional)", cy: "Rhif neu enw’r tŷ (dewisol)" }
    FIND_IT { en: "Find address", cy: "Dod o hyd i gyfeiriad" }
    MYSELF { en: "Enter the address yourself", cy: "Rhoi’r cyfeiriad eich hun" }
    NOT_THERE { en: "I cannot find it: enter it myself", cy: "Ni allaf ddod o hyd iddo: ei roi fy hun" }
    OTHER { en: "Use another postcode", cy: "Defnyddio cod post arall" }
    AT { en: "Addresses at {postcode}", cy: "Cyfeiriadau yn {postcode}" }
    FOUND_ONE { en: "1 address found", cy: "Wedi dod o hyd i 1 cyfeiriad" }
    FOUND { en: "{count} addresses found", cy: "Wedi dod o hyd i {count} cyfeiriad" }
    BY_POSTCODE { en: "Find the address by its postcode", cy: "Dod o hyd i’r cyfeiriad drwy’r cod post" }
    CONTINUE { en: "Continue", cy: "Parhau" }
}

/// More addresses than people look through.
const SEARCHED_BEYOND: usize = 12;

/// A field that nobody sees.
#[derive(Template)]
#[template(source = r#"<input type="hidden" name="{{ name }}" value="{{ value }}">"#, ext = "html")]
struct Hidden {
    name: String,
    value: String,
}

/// The button that the enter key presses, where the first one on the page would do something else.
#[derive(Template)]
#[template(
    source = r#"<button class="govuk-visually-hidden govuk-button--secondary" name="{{ name }}" value="1" tabindex="-1" aria-hidden="true">{{ words }}</button>"#,
    ext = "html"
)]
struct Onward {
    name: String,
    words: &'static str,
}

impl Manner<'_> {
    /// A question for an address, as it stands.
    pub(in crate::pages) fn address(&self, question: &Question, shown: &Shown) -> Markup {
        match shown {
            Shown::Alone => self.control(question),
            Shown::Postcode => self.by_postcode(question),
            Shown::Found(addresses) => self.found(question, addresses),
            Shown::Fields(said) => {
                let said = said.map(|words| InsetText::new(words.say(self.language)).into());
                self.typed_address(question, said)
            }
        }
    }

    fn by_postcode(&self, question: &Question) -> Markup {
        let name = |part: &str| format!("{}-{part}", question.id);
        let line = |part: &str, label: kernel::Words| {
            let input = Input::new(name(part), Label::new(label.say(self.language)));
            let input = input.problem(self.language, self.problem_at(&name(part)));
            input.value(self.value(&name(part))).spellcheck(false)
        };
        let fill = |what| if self.sensitive { "off" } else { what };
        let postcode = line("postcode", POSTCODE).width(10).autocomplete(fill("postal-code"));
        let house = line(HOUSE, HOUSE_LABEL).width(10);
        let kept = lines().filter(|part| *part != "postcode").map(|part| self.kept(question, part));
        self.fieldset(
            question,
            [self.stands(question, ""), postcode.into(), house.into()]
                .into_iter()
                .chain(kept)
                .chain([self.press(question, FIND, FIND_IT), self.press(question, OWN, MYSELF)]),
        )
    }

    fn found(&self, question: &Question, addresses: &[Address]) -> Markup {
        let name = format!("{}-{PICK}", question.id);
        let postcode = addresses.first().map_or("", |address| &address.postcode);
        let label = AT.fill(self.language, &[("postcode", postcode)]);
        let count = match addresses.len() {
            1 => FOUND_ONE.say(self.language).to_owned(),
            many => FOUND.fill(self.language, &[("count", &many.to_string())]),
        };
        let options = addresses.iter().filter_map(|address| {
            let value = serde_json::to_string(address).ok()?;
            Some(SelectOption::new(value, address.in_one_line()))
        });
        let select = Select::new(&name, Label::new(label))
            .option(SelectOption::new("", count))
            .options(options)
            .problem(self.language, self.problem_at(&name));
        let many = addresses.len() > SEARCHED_BEYOND;
        let select = if many { select.searched(self.language) } else { select };
        let kept = lines().chain([HOUSE]).map(|part| self.kept(question, part));
        self.fieldset(
            question,
            [self.onward(question), self.stands(question, FIND), select.into()]
                .into_iter()
                .chain(kept)
                .chain([self.press(question, OWN, NOT_THERE), self.press(question, AGAIN, OTHER)]),
        )
    }

    fn typed_address(&self, question: &Question, said: Option<Markup>) -> Markup {
        let parts = Composed::Address.parts().iter();
        let seen = parts.filter(|part| part.form != PartForm::Uprn);
        let fields = seen.map(|part| self.part(question, part, &question.id));
        let number = self.kept(question, "uprn");
        let of = lines().filter(|part| *part != "county");
        let of: Vec<String> =
            of.map(|part| self.value(&format!("{}-{part}", question.id))).collect();
        let of = hidden(format!("{}-{OF}", question.id), of.join("\n"));
        let first = [self.onward(question), self.stands(question, OWN), number, of];
        let last = self.press(question, FIND, BY_POSTCODE);
        self.fieldset(question, said.into_iter().chain(first).chain(fields).chain([last]))
    }

    /// The hidden field that says how the question stands.
    fn stands(&self, question: &Question, way: &str) -> Markup {
        let _ = self;
        hidden(format!("{}-{WAY}", question.id), way.to_owned())
    }

    /// What was typed and is not shown at the moment.
    fn kept(&self, question: &Question, part: &str) -> Markup {
        let name = format!("{}-{part}", question.id);
        let value = self.value(&name);
        if value.is_empty() { Markup::default() } else { hidden(name, value) }
    }

    fn press(&self, question: &Question, what: &str, words: kernel::Words) -> Markup {
        let button = Button::new(words.say(self.language)).secondary();
        button.sends(format!("{}-{what}", question.id), "1").into()
    }

    fn onward(&self, question: &Question) -> Markup {
        let words = CONTINUE.say(self.language);
        let button = Onward { name: format!("{}-on", question.id), words };
        Markup::render(&button).unwrap_or_default()
    }
}

fn hidden(name: String, value: String) -> Markup {
    Markup::render(&Hidden { name, value }).unwrap_or_default()
}
