//! People who may be the same as somebody that we were told of, by what is exact: the same telephone or
//! e-mail address, or the same surname and date of birth.

use crate::field::Field;
use crate::read::neighbours;
use crate::store;
use crate::{Neighbour, alike};
use kernel::{EntityId, Problem, Words, words};
use rights::protection::Sight;
use rights::{Right, Staff};
use serde_json::json;
use station::{Act, Entry, Tx};
use std::collections::BTreeMap;

words! {
    SAME_PHONE { en: "uses the same telephone number", cy: "yn defnyddio'r un rhif ffôn" }
    SAME_EMAIL { en: "uses the same email address", cy: "yn defnyddio'r un cyfeiriad e-bost" }
    SAME_BIRTH { en: "has the same surname and date of birth", cy: "â'r un cyfenw a dyddiad geni" }
    SAME_HOME { en: "has this surname and lives at that address", cy: "â'r cyfenw hwn ac yn byw yn y cyfeiriad hwnnw" }
}

/// What is known of somebody, as it was said.
#[derive(Clone, Debug, Default)]
pub struct Likeness {
    /// Their family name.
    pub surname: Option<String>,
    /// Their date of birth.
    pub born: Option<String>,
    /// Their telephone number.
    pub phone: Option<String>,
    /// Their e-mail address.
    pub email: Option<String>,
    /// The door and the postcode of where they live.
    pub home: Option<(String, String)>,
}

/// Somebody who may be the same.
#[derive(Clone, Debug)]
pub struct Like {
    /// Who, as far as whoever asks may see.
    pub who: Neighbour,
    /// Why.
    pub because: Vec<Words>,
}

/// People who may be the same as somebody, those with most reasons first. Those whom whoever asks may not
/// see are not among them.
pub async fn persons_like(
    tx: &mut Tx<'_>,
    staff: &Staff,
    likeness: &Likeness,
) -> Result<Vec<Like>, Problem> {
    staff.require(Right::ReadRecords)?;
    let read = |field: Field, said: &Option<String>| {
        let read = field.reading().read(said.as_deref()?)?;
        read.whole.then_some(read.value)
    };
    let surname = read(Field::Surname, &likeness.surname);
    let by = store::likeness::By {
        phone: read(Field::Number, &likeness.phone),
        email: read(Field::EmailAddress, &likeness.email),
        born: read(Field::DateOfBirth, &likeness.born).filter(|_| surname.is_some()),
        home: likeness.home.as_ref().and_then(|(door, postcode)| {
            let postcode = read(Field::Postcode, &Some(postcode.clone()))?;
            Some(format!("{postcode}|{}|", door.to_lowercase()))
        }),
        surname,
    };
    let mut found: BTreeMap<EntityId, Vec<Words>> = BTreeMap::new();
    for (id, why) in store::likeness::people(tx, &by).await? {
        found.entry(id).or_default().push(match &*why {
            "phone" => SAME_PHONE,
            "email" => SAME_EMAIL,
            "home" => SAME_HOME,
            _ => SAME_BIRTH,
        });
    }
    let ids: Vec<EntityId> = found.keys().copied().collect();
    let mut sight = Sight::of(tx, staff, Right::ReadRecords).await?;
    let seen = neighbours(tx, staff, &mut sight, &ids).await?;
    let mut likes: Vec<Like> = seen
        .into_values()
        .map(|who| Like { because: found.remove(&alike::id_of(&who)).unwrap_or_default(), who })
        .collect();
    likes.sort_by_key(|like| std::cmp::Reverse(like.because.len()));
    let details = json!({ "count": likes.len() });
    let entry = Entry::new(Act::Consultation, "persons_compared", "records", "search");
    tx.journal(entry.with(details)).await?;
    Ok(likes)
}
