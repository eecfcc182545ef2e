//! What somebody typed into the one box, and what it may mean.

use super::senses::{ReadAs, Sense};
use super::text;
use super::token::{Of, either_way, token};
use super::tokens::pairs;
use super::words;
use crate::form::{Family, Form};

/// The widest circle that is looked around in, in metres.
const WIDEST: u32 = 20_000;
/// Words of a box that are looked for.
pub(crate) const MOST_TERMS: usize = 10;

/// A circle around a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near {
    /// WGS84 latitude and longitude.
    pub point: (f64, f64),
    /// How far from it, in metres; no more than 20 kilometres are looked at.
    pub metres: u32,
}

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// What was typed.
    pub text: String,
    /// Only these forms; all of them where there is none.
    pub forms: Vec<Form>,
    /// Only what is or happened there.
    pub near: Option<Near>,
}

/// A word of the box, and as what it was looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// As it was typed.
    pub said: String,
    /// As what.
    pub read_as: Vec<ReadAs>,
}

/// Some words of the box that are looked for together.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Term {
    pub(crate) said: String,
    pub(crate) senses: Vec<Sense>,
}

/// A token that is looked for, and for which terms it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Wanted {
    pub(crate) token: i64,
    pub(crate) terms: Vec<usize>,
    pub(crate) good: f32,
}

impl Query {
    /// Only this text, among everything.
    #[must_use]
    pub fn of(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// The same, among the forms of a family.
    #[must_use]
    pub fn among(self, family: Family) -> Self {
        let forms = Form::ALL.iter().copied().filter(|form| form.family() == family);
        Self { forms: forms.collect(), ..self }
    }

    /// Whether a form is among those that are looked for.
    pub(crate) fn takes(&self, form: Form) -> bool {
        self.forms.is_empty() || self.forms.contains(&form)
    }

    /// What it means; `this_year` says in which century a year of two digits is.
    pub(crate) fn terms(&self, this_year: u16) -> Vec<Term> {
        let mut terms = text::terms(&self.text, this_year);
        terms.truncate(MOST_TERMS);
        let place = self.near.map(|near| Near { metres: near.metres.min(WIDEST), ..near });
        let place = place.map(|near| (Sense::Near(near), near));
        terms.extend(
            place.map(|(sense, near)| Term {
                said: format!("{} m", near.metres),
                senses: vec![sense],
            }),
        );
        terms
    }
}

impl Term {
    /// What it is worth at most.
    pub(crate) fn weight(&self) -> f32 {
        self.senses.iter().map(Sense::weight).fold(0.0, f32::max)
    }

    /// Whether nothing is found that does not have it.
    pub(crate) fn is_place(&self) -> bool {
        self.senses.iter().any(|it| matches!(it, Sense::Near(_)))
    }

    /// As what it is looked for, for whoever typed it.
    pub(crate) fn tried(&self) -> Tried {
        let mut read_as: Vec<ReadAs> = self.senses.iter().map(Sense::read_as).collect();
        read_as.dedup();
        Tried { said: self.said.clone(), read_as }
    }
}

/// All tokens of some terms: each by itself, and what two say together.
pub(crate) fn wanted(terms: &[Term]) -> Vec<Wanted> {
    let mut all = Vec::new();
    for (place, term) in terms.iter().enumerate() {
        for sense in &term.senses {
            // What a sense is worth less than its term's best is a hit of less.
            let share = sense.weight() / term.weight().max(0.1);
            let tokens = sense.tokens().into_iter();
            let one = |(token, good)| Wanted { token, terms: vec![place], good: good * share };
            all.extend(tokens.map(one));
        }
        for (other, beside) in terms.iter().enumerate().skip(place + 1) {
            let both =
                term.senses.iter().flat_map(|one| beside.senses.iter().map(move |it| (one, it)));
            let tokens = both.flat_map(|(one, it)| together(one, it));
            let terms = || vec![place, other];
            all.extend(tokens.map(|(token, good)| Wanted { token, terms: terms(), good }));
        }
    }
    all
}

/// The tokens of what two senses say together.
fn together(one: &Sense, other: &Sense) -> Vec<(i64, f32)> {
    let digits = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    match (one, other) {
        (Sense::Word(door), Sense::Word(street)) if digits(door) && !digits(street) => {
            vec![(token(Of::Door, &[door, street]), 1.0)]
        }
        (
            Sense::Word(one) | Sense::StreetType(one),
            Sense::Word(other) | Sense::StreetType(other),
        ) if !digits(one) && !digits(other) => {
            let (ones, others) = (words::sounds(one), words::sounds(other));
            let names = pairs(&ones, &others).map(|(a, b)| (either_way(Of::Pair, a, b), 0.9));
            let things = either_way(Of::ObjectPair, &words::stem(one), &words::stem(other));
            names.take(12).chain([(things, 1.0)]).collect()
        }
        (Sense::Initial(initial), Sense::Word(word))
        | (Sense::Word(word), Sense::Initial(initial)) => {
            let sounds = words::sounds(word).into_iter();
            sounds.map(|key| (token(Of::Initial, &[initial, &key]), 0.8)).collect()
        }
        (Sense::Date(date), Sense::Word(word)) | (Sense::Word(word), Sense::Date(date)) => {
            let year = date.year.filter(|_| date.month.is_none()).map(|year| year.to_string());
            let day = date.day_key();
            let of = |key: &String| {
                let year = year.iter().map(|year| token(Of::NameYear, &[key, year]));
                let day = day.iter().map(|day| token(Of::NameDay, &[key, day]));
                year.chain(day).map(|token| (token, 0.85)).collect::<Vec<_>>()
            };
            words::sounds(word).iter().flat_map(of).collect()
        }
        _ => Vec::new(),
    }
}
