//! How what somebody typed or said becomes a value that is compared and searched.

use kernel::{Email, Phone, Postcode, Registration};

/// How a field is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// As it stands, with the white space put in order.
    Text,
    /// A name: as text, spelt as it was said.
    Name,
    /// A number or code: capitals, without spaces at its ends.
    Code,
    /// A whole date, a month or a year: `2009-12-03`, `2009-12`, `2009`.
    Date,
    /// A vehicle's plate, whole or in part.
    Registration,
    /// A telephone number, in E.164.
    Phone,
    /// An e-mail address, in small letters.
    Email,
    /// A postcode.
    Postcode,
    /// Police National Computer id.
    Pncid,
    /// Criminal Records Office number.
    Cro,
    /// National Insurance number.
    Nino,
    /// Vehicle identification number.
    Vin,
    /// A handset's number.
    Imei,
    /// Unique property reference number.
    Uprn,
}

/// A value as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// Normalised.
    pub value: String,
    /// Whether it is whole and well formed. What is not is kept as it was said, and called partial.
    pub whole: bool,
}

impl Reading {
    /// Reads what was said. Nothing is refused: what does not have its form is kept as it was said, as a
    /// part of what it may be. Nothing at all is nothing.
    #[must_use]
    pub fn read(self, said: &str) -> Option<Read> {
        let text = said.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return None;
        }
        let known = match self {
            Self::Text | Self::Name => Some(text.clone()),
            Self::Code => Some(text.to_uppercase()),
            Self::Date => return Some(date(text)),
            Self::Registration => {
                let plate = Registration::parse(&text).ok();
                return Some(plate.map_or_else(
                    || Read { value: text.to_uppercase(), whole: false },
                    |plate| Read { value: plate.as_str().to_owned(), whole: plate.is_whole() },
                ));
            }
            Self::Phone => Phone::parse(&text).ok().map(|it| it.as_str().to_owned()),
            Self::Email => Email::parse(&text).ok().map(|it| it.as_str().to_lowercase()),
            Self::Postcode => Postcode::parse(&text).ok().map(|it| it.as_str().to_owned()),
            Self::Pncid | Self::Cro | Self::Nino | Self::Vin | Self::Imei | Self::Uprn => {
                self.number(&text)
            }
        };
        let whole = known.is_some();
        Some(Read { value: known.unwrap_or_else(|| text.to_uppercase()), whole })
    }

    fn number(self, text: &str) -> Option<String> {
        use crate::identifiers::{cro, imei, nino, pncid, uprn, vin};
        match self {
            Self::Pncid => pncid::read(text),
            Self::Cro => cro::read(text),
            Self::Nino => nino::read(text),
            Self::Vin => vin::read(text),
            Self::Imei => imei::read(text),
            Self::Uprn => uprn::read(text),
            _ => None,
        }
    }
}

/// A date as `2009-12-03`, `2009-12` or `2009`; typed as `3/12/2009` the day comes first.
fn date(text: String) -> Read {
    let mut parts: Vec<&str> = text.split(['-', '/', '.', ' ']).collect();
    let year_is_last = parts.last().is_some_and(|part| part.len() == 4);
    if year_is_last {
        parts.reverse();
    }
    let is_year = |part: &&str| part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit());
    let within =
        |part: &str, most: u8| part.parse::<u8>().ok().filter(|it| (1..=most).contains(it));
    match *parts.as_slice() {
        [year, month, day] if is_year(&year) => {
            let civil = (within(month, 12)).zip(within(day, 31)).and_then(|(month, day)| {
                format!("{year}-{month:02}-{day:02}").parse::<jiff::civil::Date>().ok()
            });
            let whole = civil.is_some();
            Read { value: civil.map_or(text, |date| date.to_string()), whole }
        }
        [year, month] if is_year(&year) => match within(month, 12) {
            Some(month) => Read { value: format!("{year}-{month:02}"), whole: false },
            None => Read { value: text, whole: false },
        },
        _ => Read { value: text, whole: false },
    }
}

#[cfg(test)]
mod tests {
    use super::Reading;

    fn check(reading: Reading, said: &str, value: &str, whole: bool) {
        let read = reading.read(said).map(|read| (read.value, read.whole));
        assert_eq!(read, Some((value.to_owned(), whole)), "{said}");
    }

    #[test]
    fn a_date_is_read_however_it_is_written_and_in_part() {
        check(Reading::Date, "3/12/2009", "2009-12-03", true);
        check(Reading::Date, "2009-12-03", "2009-12-03", true);
        check(Reading::Date, "03.12.2009", "2009-12-03", true);
        check(Reading::Date, "12/2009", "2009-12", false);
        check(Reading::Date, "2009", "2009", false);
        check(Reading::Date, "31/2/2009", "31/2/2009", false);
    }

    #[test]
    fn what_does_not_have_its_form_is_kept_as_a_part() {
        check(Reading::Phone, "07700 900123", "+447700900123", true);
        check(Reading::Phone, "ends in 0123", "ENDS IN 0123", false);
        check(Reading::Registration, "ab12 cde", "AB12 CDE", true);
        check(Reading::Registration, "ab12 ???", "AB12 ???", false);
        check(Reading::Email, "Sam@Example.com", "sam@example.com", true);
        assert_eq!(Reading::Text.read("  "), None);
    }
}
