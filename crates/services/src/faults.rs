//! What people read when an answer is not taken: what to do about it, never what they did wrong.

use crate::accept::Fault;
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
        }
    }

    /// The field that an error summary leads to: the first one of the question that is at fault.
    pub(crate) fn field(&self, question: &Question) -> String {
        let part = match (question.kind, self) {
            (Kind::Date(_), Self::NoMonth) => "-month",
            (Kind::Date(_), Self::NoYear) => "-year",
            (Kind::Date(_), _) => "-day",
            _ => "",
        };
        format!("{}{part}", question.id)
    }
}

fn missing(question: &Question, language: Language) -> String {
    if let Some(own) = &question.missing {
        return own.say(language).to_owned();
    }
    let words: Words = match question.kind {
        Kind::Text | Kind::Textarea => MISSING_TEXT,
        Kind::FullName => MISSING_NAME,
        Kind::Radios => MISSING_CHOICE,
        Kind::YesNo => MISSING_YES_NO,
        Kind::YesNoUnsure => MISSING_YES_NO_UNSURE,
        Kind::Checkboxes | Kind::TimeWindows => MISSING_CHOICES,
        Kind::Date(_) => MISSING_DATE,
        Kind::Phone => MISSING_PHONE,
        Kind::Email => MISSING_EMAIL,
        Kind::Place => MISSING_PLACE,
        Kind::Postcode => MISSING_POSTCODE,
        Kind::Money => MISSING_MONEY,
    };
    words.say(language).to_owned()
}
