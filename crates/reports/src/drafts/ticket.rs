//! What opens a draft on any device: a reference, and a code that only the person has.

use super::Holder;
use kernel::{AccessCode, ForceId, Letters, Problem, Reference};
use station::{Station, secrets, stretch};

/// How much randomness a code is made of: enough that twelve bytes of it always qualify.
const RANDOM: usize = 64;

/// A reference and a code, as they are written down. Only together do they lead anywhere: what is
/// kept is found and opened by both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Says whose it is; no secret.
    pub reference: Reference,
    /// The secret.
    pub code: AccessCode,
}

impl Ticket {
    /// A new ticket of a force.
    pub fn new(letters: Letters) -> Result<Self, Problem> {
        let reference = Reference::from_random(letters, secrets::random::<7>()?);
        let code = AccessCode::from_secret(&secrets::random::<RANDOM>()?).ok_or(Problem::Busy)?;
        Ok(Self { reference, code })
    }

    /// Reads both as they were typed: any case, with or without spaces and hyphens.
    #[must_use]
    pub fn parse(reference: &str, code: &str) -> Option<Self> {
        let (reference, code) = (Reference::parse(reference).ok()?, AccessCode::parse(code).ok()?);
        Some(Self { reference, code })
    }

    /// Reads what [`Ticket::text`] wrote.
    #[must_use]
    pub fn parse_text(text: &str) -> Option<Self> {
        let plain: String = text.chars().filter(|c| *c != '-').collect();
        let (reference, code) = plain.split_at_checked(11)?;
        Self::parse(reference, code)
    }

    /// Both in one, for a link: `HUM-7K4Q-2M9D-7K4Q-2M9D-XXXX`.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}-{}", self.reference, self.code)
    }

    /// What the ticket holds in a force. The same work whatever it opens, and dear for whoever
    /// guesses, even with the database and the server's keys before them.
    pub(crate) async fn holder(
        &self,
        station: &Station,
        force: &ForceId,
    ) -> Result<Holder, Problem> {
        let about = format!("kept v1|{force}|{}", self.reference.code());
        let salt = station.key().mac("kept answers v1", about.as_bytes());
        Ok(Holder::new(*stretch(self.code.as_str().as_bytes(), &salt).await?))
    }
}

#[cfg(test)]
mod tests {
    use super::Ticket;
    use kernel::Letters;

    #[test]
    fn a_ticket_is_read_however_it_is_typed() {
        let ticket = Ticket::new(Letters::parse("HUM").unwrap()).unwrap();
        let (reference, code) = (ticket.reference.to_string(), ticket.code.to_string());
        for (reference, code) in [
            (reference.clone(), code.clone()),
            (reference.to_lowercase(), code.replace('-', " ")),
            (reference.replace('-', ""), code.to_lowercase().replace('-', "")),
            (format!(" {reference} "), format!("{code}\n")),
        ] {
            assert_eq!(Ticket::parse(&reference, &code).as_ref(), Some(&ticket), "{reference}");
        }
        assert_eq!(Ticket::parse(&code, &reference), None);
    }

    #[test]
    fn a_link_holds_the_whole_ticket_or_nothing() {
        let ticket = Ticket::new(Letters::parse("HUM").unwrap()).unwrap();
        let text = ticket.text();
        assert_eq!(Ticket::parse_text(&text).as_ref(), Some(&ticket));
        assert_eq!(Ticket::parse_text(&text.to_lowercase()).as_ref(), Some(&ticket));
        for other in ["", "nothing-0", "é", &text[1..], &text[..text.len() - 1]] {
            assert_eq!(Ticket::parse_text(other), None, "{other}");
        }
    }
}
