//! Finding an address by its postcode, without scripts: the page is shown again with what was found, and
//! the address that is chosen stands in the same fields that people type theirs into.
//!
//! Typing is always open. Nothing that was typed is lost on the way, and whatever the gazetteer does, the
//! page goes on.

use super::place::Place;
use counter::Form;
use kernel::{FieldProblem, Language, Postcode, Words};
use services::{Composed, Kind, PartForm, Question, Reading, Spot};
use station::addresses::{Address, narrowed};

kernel::words! {
    NO_POSTCODE { en: "Enter a postcode, or enter the address yourself", cy: "Rhowch god post, neu rhowch y cyfeiriad eich hun" }
    NOT_A_POSTCODE { en: "Enter a full UK postcode, like AA3 1AB", cy: "Rhowch god post llawn yn y DU, fel AA3 1AB" }
    NONE_CHOSEN { en: "Select an address, or enter it yourself", cy: "Dewiswch gyfeiriad, neu rhowch ef eich hun" }
    NONE_THERE { en: "We have no addresses for this postcode. You can enter the address yourself.", cy: "Nid oes gennym gyfeiriadau ar gyfer y cod post hwn. Gallwch roi’r cyfeiriad eich hun." }
    SILENT { en: "We cannot look up addresses at the moment. You can enter the address yourself.", cy: "Ni allwn chwilio am gyfeiriadau ar hyn o bryd. Gallwch roi’r cyfeiriad eich hun." }
}

/// The hidden field that says how a question for an address stands: blank while a postcode is asked
/// for, `find` while addresses are shown, `own` while people type.
pub(super) const WAY: &str = "way";
/// The button that looks addresses up, and how the question stands then.
pub(super) const FIND: &str = "find";
/// The button that leads to typing, and how the question stands then.
pub(super) const OWN: &str = "own";
/// The button that leads back to the postcode.
pub(super) const AGAIN: &str = "again";
/// The list of what was found.
pub(super) const PICK: &str = "pick";
/// The number or name of the house.
pub(super) const HOUSE: &str = "house";
/// The hidden field with the lines that belong to a reference number.
pub(super) const OF: &str = "of";
/// What else a form may send of such a question; nothing of it is kept.
const PASSING: [&str; 6] = [FIND, OWN, AGAIN, PICK, OF, "on"];

/// The parts that people see of an address.
pub(super) fn lines() -> impl Iterator<Item = &'static str> {
    let seen = Composed::Address.parts().iter().filter(|part| part.form != PartForm::Uprn);
    seen.map(|part| part.name)
}

/// The questions of a page that ask for an address.
fn asked(spot: Spot<'_>) -> impl Iterator<Item = &Question> {
    spot.page.questions.iter().filter(|it| it.kind == Kind::Composed(Composed::Address))
}

/// The fields of a question, by what stands behind its id.
struct Fields<'a> {
    question: &'a str,
    all: Vec<(String, String)>,
}

impl Fields<'_> {
    fn name(&self, part: &str) -> String {
        format!("{}-{part}", self.question)
    }

    fn get(&self, part: &str) -> Option<&str> {
        let name = self.name(part);
        self.all.iter().find(|(field, _)| *field == name).map(|(_, value)| value.trim())
    }

    fn has(&self, part: &str) -> bool {
        self.get(part).is_some_and(|value| !value.is_empty())
    }

    fn set(&mut self, part: &str, value: &str) {
        let name = self.name(part);
        self.all.retain(|(field, _)| *field != name);
        self.all.push((name, value.to_owned()));
    }

    /// The lines in one text, to see whether somebody changed them.
    fn text(&self) -> String {
        let lines = lines().filter(|part| *part != "county").map(|part| self.get(part));
        lines.map(Option::unwrap_or_default).collect::<Vec<_>>().join("\n")
    }

    fn take(&mut self, address: &Address) {
        self.set("line1", &address.line1);
        self.set("line2", address.line2.as_deref().unwrap_or_default());
        self.set("town", address.town.as_deref().unwrap_or_default());
        self.set("county", "");
        self.set("postcode", &address.postcode);
        self.set("uprn", &address.uprn);
    }
}

/// What is still to be done for a question before its answer counts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pending {
    question: String,
    left: Left,
}

/// What is left to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Left {
    /// The page is shown again as the person asked.
    Show,
    /// A field is to be corrected, in these words.
    Correct(&'static str, Words),
}

/// A form with what was chosen in the fields of each address, and what is still to be done.
pub(super) fn settled(form: &Form, spot: Spot<'_>) -> (Form, Vec<Pending>) {
    let mut all = form.fields().to_vec();
    let mut pending = Vec::new();
    for question in asked(spot) {
        let mut fields = Fields { question: &question.id, all };
        if fields.get(WAY).is_some() {
            let left = settle(&mut fields, question.required);
            pending.extend(left.map(|left| Pending { question: question.id.clone(), left }));
        }
        let passing = PASSING.map(|part| fields.name(part));
        fields.all.retain(|(name, _)| !passing.contains(name));
        all = fields.all;
    }
    (Form::new(all), pending)
}

/// Settles one address: how its question stands from here on, and what is left to do.
fn settle(fields: &mut Fields<'_>, required: bool) -> Option<Left> {
    let way = fields.get(WAY).unwrap_or_default().to_owned();
    let (own, again, find) = (fields.has(OWN), fields.has(AGAIN), fields.has(FIND));
    if own {
        if !fields.has("line1") {
            let house = fields.get(HOUSE).unwrap_or_default().to_owned();
            fields.set("line1", &house);
        }
        fields.set(WAY, OWN);
        return Some(Left::Show);
    }
    if again {
        fields.set(WAY, "");
        return Some(Left::Show);
    }
    if way == OWN && !find {
        // A number says nothing of lines that it did not come with.
        if fields.get(OF).map(flat) != Some(flat(&fields.text())) {
            fields.set("uprn", "");
        }
        return None;
    }
    let picked = fields.get(PICK).and_then(|text| serde_json::from_str::<Address>(text).ok());
    if let Some(address) = picked.filter(|_| !find) {
        fields.take(&address);
        fields.set(WAY, OWN);
        return None;
    }
    let postcode = fields.get("postcode").unwrap_or_default().to_owned();
    if postcode.is_empty() && !find {
        // Whoever had typed an address before and looks for no other keeps it.
        let typed = fields.has("line1");
        if typed || (!required && !fields.has(HOUSE)) {
            fields.set(WAY, if typed { OWN } else { "" });
            return None;
        }
    }
    let (way, left) = match Postcode::parse(&postcode) {
        Ok(_) if way == FIND && !find => (FIND, Left::Correct(PICK, NONE_CHOSEN)),
        Ok(_) => (FIND, Left::Show),
        Err(_) if postcode.is_empty() => ("", Left::Correct("postcode", NO_POSTCODE)),
        Err(_) => ("", Left::Correct("postcode", NOT_A_POSTCODE)),
    };
    fields.set(WAY, way);
    Some(left)
}

/// Lines as they compare, whatever the browser made of their ends.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Takes back what a page reads of addresses that are still to be settled, and says what to do. What is
/// not answered yet beside them is no fault of somebody who is looking for an address.
pub(super) fn hold_back(reading: &mut Reading, pending: &[Pending], language: Language) {
    if !pending.is_empty() {
        reading.problems.clear();
    }
    for Pending { question, left } in pending {
        reading.answers.remove(question);
        reading.again = true;
        if let Left::Correct(part, words) = left {
            let (field, message) = (format!("{question}-{part}"), words.say(language).to_owned());
            reading.problems.push(FieldProblem { field, message });
        }
    }
}

/// How a question for an address is shown.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// A postcode, and a house.
    Postcode,
    /// What was found.
    Found(Vec<Address>),
    /// The fields to type into; with what is to be said of a search that found nothing.
    Fields(Option<Words>),
    /// The same where there is nobody to ask.
    Alone,
}

/// How each question for an address of a page is shown.
#[derive(Default)]
pub(super) struct Finds(Vec<(String, Shown)>);

impl Finds {
    /// As the fields of the page stand; the gazetteer is asked where they say so.
    pub(super) async fn of(place: &Place, spot: Spot<'_>, typed: &[(String, String)]) -> Self {
        let mut finds = Vec::new();
        let mut there = None;
        for question in asked(spot) {
            let sensitive = place.service.is_sensitive();
            if there.is_none() {
                there = Some(place.addresses.are_there(sensitive).await);
            }
            let shown = match there {
                Some(true) => Self::one(place, question, typed).await,
                _ => Shown::Alone,
            };
            finds.push((question.id.clone(), shown));
        }
        Self(finds)
    }

    async fn one(place: &Place, question: &Question, typed: &[(String, String)]) -> Shown {
        let fields = Fields { question: &question.id, all: typed.to_vec() };
        let way = fields.get(WAY);
        if way == Some(OWN) || (way.is_none() && lines().any(|part| fields.has(part))) {
            return Shown::Fields(None);
        }
        let postcode = fields.get("postcode").and_then(|text| Postcode::parse(text).ok());
        let Some(postcode) = postcode.filter(|_| way == Some(FIND)) else { return Shown::Postcode };
        match place.addresses.find(&postcode, place.service.is_sensitive()).await {
            None => Shown::Fields(Some(SILENT)),
            Some(none) if none.is_empty() => Shown::Fields(Some(NONE_THERE)),
            Some(found) => Shown::Found(narrowed(found, fields.get(HOUSE).unwrap_or_default())),
        }
    }

    /// How a question is shown.
    pub(super) fn shown(&self, question: &Question) -> Option<&Shown> {
        self.0.iter().find(|(id, _)| *id == question.id).map(|(_, shown)| shown)
    }
}

#[cfg(test)]
mod tests {
    use super::{Fields, Left, NO_POSTCODE, NONE_CHOSEN, NOT_A_POSTCODE, settle};

    const CHOSEN: &str = r#"{"uprn":"9","line1":"2 Mill Lane","postcode":"AA3 1AB"}"#;
    const OF: &str = "2 Mill Lane\r\n\r\nSampleton\r\nAA3 1AB";

    /// The fields that are sent, what is then left to do, and some of what stands in them.
    fn check(sent: &[(&str, &str)], left: &str, stand: &[(&str, &str)]) {
        let all = sent.iter().map(|(part, value)| (format!("home-{part}"), (*value).to_owned()));
        let mut fields = Fields { question: "home", all: all.collect() };
        let said = settle(&mut fields, true);
        let said = match said {
            None => "settled",
            Some(Left::Show) => "shown",
            Some(Left::Correct(_, words)) => words.en,
        };
        assert_eq!(said, left, "{sent:?}");
        for (part, value) in stand {
            assert_eq!(fields.get(part), Some(*value), "{part} of {sent:?}");
        }
    }

    #[test]
    fn an_address_is_settled_by_what_was_pressed_and_what_was_typed() {
        check(&[("way", ""), ("postcode", "aa31ab")], "shown", &[("way", "find")]);
        check(&[("way", ""), ("postcode", "")], NO_POSTCODE.en, &[("way", "")]);
        check(&[("way", ""), ("postcode", "AA3")], NOT_A_POSTCODE.en, &[("way", "")]);
        check(&[("way", "find"), ("postcode", "AA3 1AB")], NONE_CHOSEN.en, &[("way", "find")]);
        let chosen = [("way", "find"), ("postcode", "AA3 1AB"), ("pick", CHOSEN)];
        check(&chosen, "settled", &[("way", "own"), ("line1", "2 Mill Lane"), ("uprn", "9")]);
        let again = [("way", "find"), ("postcode", "AA3 1AB"), ("again", "1")];
        check(&again, "shown", &[("way", ""), ("postcode", "AA3 1AB")]);
        let own = [("way", "find"), ("postcode", "AA3 1AB"), ("house", "7"), ("own", "1")];
        check(&own, "shown", &[("way", "own"), ("line1", "7"), ("postcode", "AA3 1AB")]);
        check(&[("way", "own"), ("line1", "7 Mill Lane")], "settled", &[("line1", "7 Mill Lane")]);
        let find = [("way", "own"), ("line1", "7"), ("postcode", "AA3 1AB"), ("find", "1")];
        check(&find, "shown", &[("way", "find"), ("line1", "7")]);
    }

    #[test]
    fn a_reference_number_stays_with_the_lines_that_it_came_with() {
        let lines = |first| {
            let rest = [("town", "Sampleton"), ("postcode", "AA3 1AB"), ("uprn", "9"), ("of", OF)];
            [vec![("way", "own"), ("line1", first)], rest.to_vec()].concat()
        };
        check(&lines("2 Mill Lane"), "settled", &[("uprn", "9")]);
        check(&lines("4 Mill Lane"), "settled", &[("uprn", "")]);
    }
}
