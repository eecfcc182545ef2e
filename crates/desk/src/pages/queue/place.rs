//! Where a page of the queue begins, as an address says it: opaque, and nothing of a person.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contact::Cursor;
use jiff::Timestamp;
use kernel::Instant;
use std::fmt;
use triage::Priority;

/// A cursor that can stand in an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place(Cursor);

impl Place {
    pub(super) const fn of(cursor: Cursor) -> Self {
        Self(cursor)
    }

    pub(super) const fn cursor(self) -> Cursor {
        self.0
    }

    /// Reads what an address says; nothing when it is not one of ours.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
        let mut parts = text.split(' ');
        let (priority, micros, id) = (parts.next()?, parts.next()?, parts.next()?);
        let priority =
            [Priority::Urgent, Priority::Standard].into_iter().find(|it| it.code() == priority)?;
        let at = Timestamp::from_microsecond(micros.parse().ok()?).ok()?;
        let place = Self(Cursor { priority, received_at: Instant::new(at), id: id.parse().ok()? });
        parts.next().is_none().then_some(place)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Cursor { priority, received_at, id } = self.0;
        let micros = received_at.timestamp().as_microsecond();
        f.write_str(&URL_SAFE_NO_PAD.encode(format!("{} {micros} {id}", priority.code())))
    }
}

#[cfg(test)]
mod tests {
    use super::Place;
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use contact::Cursor;
    use kernel::Instant;
    use triage::Priority;

    #[test]
    fn a_place_survives_an_address_and_what_was_tampered_with_is_none() {
        let cursor = Cursor {
            priority: Priority::Urgent,
            received_at: Instant::new("2026-06-04T08:14:00.123456Z".parse().unwrap()),
            id: "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap(),
        };
        let text = Place::of(cursor).to_string();
        assert_eq!(Place::read(&text).map(Place::cursor), Some(cursor));
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        for bad in [
            "urgent".to_owned(),
            format!("soon 1 {id}"),
            format!("urgent x {id}"),
            format!("urgent {} {id}", i64::MAX),
            "urgent 1 x".to_owned(),
            format!("urgent 1 {id} more"),
        ] {
            assert_eq!(Place::read(&URL_SAFE_NO_PAD.encode(&bad)), None, "{bad}");
        }
        for bad in ["", "é", "a b", "%00", &text[1..]] {
            assert_eq!(Place::read(bad), None, "{bad}");
        }
    }
}
