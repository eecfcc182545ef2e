//! What people read when an answer is not taken: what to do about it, never what they did wrong.

use crate::accept::Fault;
use crate::composed::{Composed, Part, PartForm};
use crate::question::{Kind, Question};
use kernel::{Language, Words, words};

words! {
    MISSING_TEXT { en: "Enter an answer", cy: "Rhowch ateb" }
    MISSING_NAME { en: "Enter a full name", cy: "Rhowch enw llawn" }
    MISSING_CHOICE { en: "Select an option", cy: "Dewiswch opsiwn" }
    MISSING_YES_NO { en: "Select yes or no", cy: "Dewiswch ie neu na" }
    MISSING_YES_NO_UNSURE {
        en: "Select yes, no or I’m not sure",
        cy: "Dewiswch ie, na neu dydw i ddim yn siŵr"
    }
    MISSING_CHOICES { en: "Select at least one option", cy: "Dewiswch o leiaf un opsiwn" }
    MISSING_DATE { en: "Enter a date", cy: "Rhowch ddyddiad" }
    MISSING_PHONE { en: "Enter a phone number", cy: "Rhowch rif ffôn" }
    MISSING_EMAIL { en: "Enter an email address", cy: "Rhowch gyfeiriad e-bost" }
    MISSING_PLACE { en: "Enter a place", cy: "Rhowch leoliad" }
    MISSING_POSTCODE { en: "Enter a postcode", cy: "Rhowch god post" }
    MISSING_MONEY { en: "Enter an amount in pounds", cy: "Rhowch swm mewn punnoedd" }
    WRONG_TYPE { en: "Give an answer of the right type", cy: "Rhowch ateb o’r math cywir" }
    TOO_LONG {
        en: "Use {most} characters or fewer",
        cy: "Defnyddiwch {most} nod neu lai"
    }
    NOT_A_CHOICE { en: "Select one of the options", cy: "Dewiswch un o’r opsiynau" }
    NOT_TOGETHER {
        en: "Select the options that apply, or select “{none}”",
        cy: "Dewiswch yr opsiynau perthnasol, neu dewiswch “{none}”"
    }
    NOT_A_PHONE {
        en: "Enter a phone number, like 01632 960 001 or 07700 900 982",
        cy: "Rhowch rif ffôn, fel 01632 960 001 neu 07700 900 982"
    }
    NOT_AN_EMAIL {
        en: "Enter an email address in the correct format, like name@example.test",
        cy: "Rhowch gyfeiriad e-bost yn y fformat cywir, fel enw@example.test"
    }
    NOT_A_POSTCODE {
        en: "Enter a full UK postcode, like AA3 1AB",
        cy: "Rhowch god post llawn yn y DU, fel AA3 1AB"
    }
    NOT_MONEY {
        en: "Enter an amount in pounds, like 350 or 350.50",
        cy: "Rhowch swm mewn punnoedd, fel 350 neu 350.50"
    }
    MISSING_NUMBER { en: "Enter a number", cy: "Rhowch rif" }
    MISSING_ADDRESS { en: "Enter an address", cy: "Rhowch gyfeiriad" }
    MISSING_LOCATION { en: "Select how you can tell us where it was", cy: "Dewiswch sut gallwch chi ddweud ble oedd hyn" }
    MISSING_MOMENT { en: "Select what you know about when it was", cy: "Dewiswch beth rydych yn ei wybod am bryd oedd hyn" }
    MISSING_VEHICLE { en: "Enter a registration or anything else you know about the vehicle", cy: "Rhowch rif cofrestru neu unrhyw beth arall rydych yn ei wybod am y cerbyd" }
    MISSING_DESCRIPTION { en: "Enter anything that you noticed about the person", cy: "Rhowch unrhyw beth a sylwoch am y person" }
    MISSING_ITEMS { en: "Enter at least one thing", cy: "Rhowch o leiaf un peth" }
    MISSING_DECLARATION { en: "Select the box if this is right", cy: "Dewiswch y blwch os yw hyn yn gywir" }
    MISSING_FILES { en: "Choose a file", cy: "Dewiswch ffeil" }
    NOT_A_NUMBER { en: "Enter a number, like 3", cy: "Rhowch rif, fel 3" }
    NOT_A_DECIMAL { en: "Enter a number, like 3 or 3.5", cy: "Rhowch rif, fel 3 neu 3.5" }
    TOO_LOW { en: "Enter {least} or more", cy: "Rhowch {least} neu fwy" }
    TOO_HIGH { en: "Enter {most} or less", cy: "Rhowch {most} neu lai" }
    NOT_A_REGISTRATION {
        en: "Enter a registration, like AB12 CDE, with ? for what you did not see",
        cy: "Rhowch rif cofrestru, fel AB12 CDE, gydag ? am yr hyn na welsoch"
    }
    NOT_A_TIME { en: "Enter a time, like 9:30am or 14:30", cy: "Rhowch amser, fel 9:30am neu 14:30" }
    ENDS_BEFORE {
        en: "The latest time must be after the earliest",
        cy: "Rhaid i’r amser diweddaraf fod ar ôl y cynharaf"
    }
    TOO_MANY { en: "Give {most} or fewer", cy: "Rhowch {most} neu lai" }
    NOT_A_DATE { en: "Enter a real date, like 27 3 2026", cy: "Rhowch ddyddiad go iawn, fel 27 3 2026" }
    NO_DAY { en: "The date must include a day", cy: "Rhaid i’r dyddiad gynnwys diwrnod" }
    NO_MONTH { en: "The date must include a month", cy: "Rhaid i’r dyddiad gynnwys mis" }
    NO_YEAR { en: "The date must include a year", cy: "Rhaid i’r dyddiad gynnwys blwyddyn" }
}

impl Fault {
    /// What to do about it.
    pub(crate) fn message(&self, question: &Question, language: Language) -> String {
        match self {
            Self::Missing => missing(question, language),
            Self::WrongType => WRONG_TYPE.say(language).to_owned(),
            Self::TooLong(most) => TOO_LONG.fill(language, &[("most", &most.to_string())]),
            Self::NotAChoice => NOT_A_CHOICE.say(language).to_owned(),
            Self::NotTogether(none) => NOT_TOGETHER.fill(language, &[("none", none.say(language))]),
            Self::NotAPhone => NOT_A_PHONE.say(language).to_owned(),
            Self::NotAnEmail => NOT_AN_EMAIL.say(language).to_owned(),
            Self::NotAPostcode => NOT_A_POSTCODE.say(language).to_owned(),
            Self::NotMoney => NOT_MONEY.say(language).to_owned(),
            Self::NotADate => NOT_A_DATE.say(language).to_owned(),
            Self::NoDay => NO_DAY.say(language).to_owned(),
            Self::NoMonth => NO_MONTH.say(language).to_owned(),
            Self::NoYear => NO_YEAR.say(language).to_owned(),
            Self::Rule(error) => error.say(language).to_owned(),
            Self::NotANumber => match question.kind {
                Kind::Number(limits) if limits.decimals > 0 => NOT_A_DECIMAL,
                _ => NOT_A_NUMBER,
            }
            .say(language)
            .to_owned(),
            Self::TooLow(least) => TOO_LOW.fill(language, &[("least", &least.to_string())]),
            Self::TooHigh(most) => TOO_HIGH.fill(language, &[("most", &most.to_string())]),
            Self::NotARegistration => NOT_A_REGISTRATION.say(language).to_owned(),
            Self::NotATime => NOT_A_TIME.say(language).to_owned(),
            Self::EndsBefore => ENDS_BEFORE.say(language).to_owned(),
            Self::TooMany(most) => TOO_MANY.fill(language, &[("most", &most.to_string())]),
            Self::Of(part, fault) => match (&**fault, part.missing) {
                (Self::Missing, Some(missing)) => missing.say(language).to_owned(),
                (fault, _) => fault.message(question, language),
            },
            Self::In(_, fault) => fault.message(question, language),
        }
    }

    /// The field that an error summary leads to: the first one of the question that is at fault.
    pub(crate) fn field(&self, question: &Question) -> String {
        self.field_in(question, &question.id)
    }

    fn field_in(&self, question: &Question, of: &str) -> String {
        match (question.kind, self) {
            (_, Self::In(row, fault)) => fault.field_in(question, &format!("{of}-{row}")),
            (_, Self::Of(part, fault)) => fault.part_field(part, of),
            (Kind::Date(_), fault) => format!("{of}{}", fault.date_field()),
            (Kind::Items, _) if of == question.id => format!("{of}-1-what"),
            (kind, _) => match kind.composed().and_then(first_part) {
                Some(part) => self.part_field(part, of),
                None => of.to_owned(),
            },
        }
    }

    fn part_field(&self, part: &Part, of: &str) -> String {
        let field = part.field(of);
        match part.form {
            PartForm::Time if *self == Self::NotATime => format!("{field}-time"),
            PartForm::Time | PartForm::Date(_) => format!("{field}{}", self.date_field()),
            _ => field,
        }
    }

    const fn date_field(&self) -> &'static str {
        match self {
            Self::NoMonth => "-month",
            Self::NoYear => "-year",
            _ => "-day",
        }
    }
}

fn first_part(composed: Composed) -> Option<&'static Part> {
    composed.parts().first()
}

fn missing(question: &Question, language: Language) -> String {
    if let Some(own) = &question.missing {
        return own.say(language).to_owned();
    }
    let words: Words = match question.kind {
        Kind::Text | Kind::Textarea => MISSING_TEXT,
        Kind::FullName => MISSING_NAME,
        Kind::Radios | Kind::Select => MISSING_CHOICE,
        Kind::YesNo => MISSING_YES_NO,
        Kind::YesNoUnsure => MISSING_YES_NO_UNSURE,
        Kind::Checkboxes | Kind::TimeWindows => MISSING_CHOICES,
        Kind::Date(_) => MISSING_DATE,
        Kind::Phone => MISSING_PHONE,
        Kind::Email => MISSING_EMAIL,
        Kind::Place => MISSING_PLACE,
        Kind::Postcode => MISSING_POSTCODE,
        Kind::Money => MISSING_MONEY,
        Kind::Number(_) => MISSING_NUMBER,
        Kind::Composed(Composed::Address) => MISSING_ADDRESS,
        Kind::Composed(Composed::Location) => MISSING_LOCATION,
        Kind::Composed(Composed::Moment) => MISSING_MOMENT,
        Kind::Composed(Composed::Vehicle) => MISSING_VEHICLE,
        Kind::Composed(Composed::Description) => MISSING_DESCRIPTION,
        Kind::Composed(Composed::Item) | Kind::Items => MISSING_ITEMS,
        Kind::Composed(Composed::Signature) | Kind::Declaration => MISSING_DECLARATION,
        Kind::Upload => MISSING_FILES,
    };
    words.say(language).to_owned()
}
