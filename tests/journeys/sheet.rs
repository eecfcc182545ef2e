//! A page's HTML as a program reads it that fills in forms for somebody: headings, links, fields
//! with their labels, and what of it is in the wrong language.

use scraper::node::Node;
use scraper::{ElementRef, Html, Selector};

/// Words of English interfaces that no Welsh page has, as they stand there.
const ENGLISH: &[&str] = &[
    "Answered",
    "Back",
    "Call",
    "Change",
    "Code",
    "Continue",
    "Day",
    "Emergency",
    "Enter",
    "Error",
    "Exit",
    "Follow",
    "Month",
    "Note",
    "Police",
    "Reference",
    "Reply",
    "Report",
    "Select",
    "Send",
    "Sign",
    "Skip",
    "Start",
    "Waiting",
    "Year",
    "You",
    "Your",
    "and",
    "answers",
    "are",
    "from",
    "have",
    "optional",
    "page",
    "police",
    "report",
    "the",
    "this",
    "was",
    "we",
    "what",
    "with",
    "you",
    "your",
];

/// What can be filled in or chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// Its name.
    pub(crate) name: String,
    /// `radio`, `checkbox`, `textarea`, `hidden`, `text`, …
    pub(crate) kind: String,
    /// What it holds or, of a choice, what it stands for.
    pub(crate) value: String,
    /// The words of its label.
    pub(crate) label: String,
    /// Its id.
    pub(crate) id: String,
}

impl Field {
    /// Whether it is one of several to choose from.
    pub(crate) fn is_choice(&self) -> bool {
        self.kind == "radio" || self.kind == "checkbox"
    }
}

/// A page's HTML.
pub(crate) struct Sheet(Html);

impl Sheet {
    /// Reads a page.
    pub(crate) fn read(html: &str) -> Self {
        Self(Html::parse_document(html))
    }

    /// The words of the only `h1`; empty when there is none, or more than one.
    pub(crate) fn heading(&self) -> String {
        match self.all("h1").as_slice() {
            [heading] => words(*heading),
            _other => String::new(),
        }
    }

    /// The words of the first element that matches.
    pub(crate) fn text(&self, css: &str) -> Option<String> {
        self.all(css).first().map(|element| words(*element))
    }

    /// The words of the whole page.
    pub(crate) fn words(&self) -> String {
        self.text("body").unwrap_or_default()
    }

    /// Whether the page says this, whatever the white space between the words.
    pub(crate) fn says(&self, wanted: &str) -> bool {
        self.words().contains(&tidy(wanted))
    }

    /// How many elements match.
    pub(crate) fn count(&self, css: &str) -> usize {
        self.all(css).len()
    }

    /// Whether anything matches.
    pub(crate) fn has(&self, css: &str) -> bool {
        !self.all(css).is_empty()
    }

    /// The attribute of the first element that matches.
    pub(crate) fn attribute(&self, css: &str, name: &str) -> Option<String> {
        self.all(css).first()?.attr(name).map(str::to_owned)
    }

    /// The address of the first link whose words hold these.
    pub(crate) fn link(&self, wanted: &str) -> Option<String> {
        let links = self.all("main a[href]");
        let link = links.iter().find(|link| words(**link).contains(wanted))?;
        link.attr("href").map(str::to_owned)
    }

    /// The fields of the first form that matches, in the order of the page.
    pub(crate) fn fields(&self, form: &str) -> Vec<Field> {
        let Some(form) = self.all(form).first().copied() else { return Vec::new() };
        let named = selector("input[name], textarea[name], select[name]");
        form.select(&named).map(|field| self.field(field)).collect()
    }

    fn field(&self, field: ElementRef<'_>) -> Field {
        let attribute = |name| field.attr(name).unwrap_or_default().to_owned();
        let id = attribute("id");
        let tag = field.value().name();
        let kind = if tag == "input" { attribute("type") } else { tag.to_owned() };
        let value = if tag == "textarea" { field.text().collect() } else { attribute("value") };
        let label = self.text(&format!("label[for=\"{id}\"]")).unwrap_or_default();
        Field { name: attribute("name"), kind, value, label, id }
    }

    /// Words of English on a page that is in Welsh, apart from what is marked as English and what
    /// somebody typed.
    pub(crate) fn english(&self) -> Vec<String> {
        let mut found = Vec::new();
        for node in self.0.tree.nodes() {
            let Node::Text(text) = node.value() else { continue };
            let elements = node.ancestors().filter_map(ElementRef::wrap);
            let ours = elements.into_iter().all(|element| !is_foreign(element));
            if ours {
                let words = text.split(|c: char| !c.is_alphanumeric());
                let english = words.filter(|word| ENGLISH.contains(word));
                found.extend(english.map(|word| format!("{word} in “{}”", tidy(text))));
            }
        }
        found
    }

    /// The words of the page that are ours, apart from what somebody typed.
    pub(crate) fn own_words(&self) -> String {
        let mut own = String::new();
        for node in self.0.tree.nodes() {
            let Node::Text(text) = node.value() else { continue };
            let mut elements = node.ancestors().filter_map(ElementRef::wrap);
            if !elements.any(is_foreign) {
                own.push_str(text);
            }
        }
        tidy(&own)
    }

    fn all(&self, css: &str) -> Vec<ElementRef<'_>> {
        self.0.select(&selector(css)).collect()
    }
}

fn is_foreign(element: ElementRef<'_>) -> bool {
    let marked = element.attr("lang").is_some_and(|lang| lang != "cy");
    // What somebody typed is in the language that they chose.
    let typed = element.value().classes().any(|class| class == "bl-written");
    // Other organisations are called what they call themselves.
    let name = element.attr("href").is_some_and(|href| href.starts_with("https:"));
    marked || typed || name || matches!(element.value().name(), "script" | "style" | "textarea")
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap_or_else(|error| panic!("{css}: {error}"))
}

fn words(element: ElementRef<'_>) -> String {
    tidy(&element.text().collect::<Vec<_>>().join(" "))
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_form_is_read_with_its_labels_and_what_is_not_welsh_is_found() {
    let sheet = Sheet::read(
        "<html lang=cy><body><h1>Beth  ddigwyddodd?</h1><form><input type=hidden name=csrf value=x>\
         <label for=a>Ie</label><input type=radio id=a name=q value=yes>\
         <textarea name=story>the story</textarea></form><p>Send <b lang=en>Continue</b>",
    );
    assert_eq!(sheet.heading(), "Beth ddigwyddodd?");
    let fields = sheet.fields("form");
    assert_eq!(fields.len(), 3);
    assert_eq!((fields[1].label.as_str(), fields[1].value.as_str()), ("Ie", "yes"));
    assert_eq!(sheet.english(), ["Send in “Send”"]);
}
