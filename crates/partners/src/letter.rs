//! Letters: to the partner, that there is something for them; to the person, that there is an
//! answer. Neither says what it is about.

use crate::Tongue;
use crate::hand_over::{NewHandover, Row};
use crate::open::{Opened, Token};
use kernel::{Language, Problem, Words, words};
use station::Tx;
use station::dispatch::{Channel, NewDispatch};

words! {
    FOR_YOU { en: "Passed on to you by {force}", cy: "Wedi’i drosglwyddo i chi gan {force}" }
    OPEN {
        en: "Somebody told {force} about something that your organisation deals with, and agreed that we pass it on to you.\n\nRead it, then accept it or give it back:\n{link}\n\nThe link is for you alone. It opens until you have answered, and until {until} at most. If you do not answer by then, the person is told so.",
        cy: "Dywedodd rhywun wrth {force} am rywbeth y mae eich sefydliad yn delio ag ef, a chytuno ein bod yn ei drosglwyddo i chi.\n\nDarllenwch ef, yna derbyniwch ef neu rhowch ef yn ôl:\n{link}\n\nI chi yn unig y mae’r ddolen. Mae’n agor nes i chi ateb, a than {until} fan bellaf. Os na fyddwch wedi ateb erbyn hynny, bydd y person yn cael gwybod."
    }
    UPDATE { en: "An update for you", cy: "Diweddariad i chi" }
    ANSWERED {
        en: "There is news about {reference}. Read it with your access code at {address}.",
        cy: "Mae newyddion am {reference}. Darllenwch ef gyda’ch cod mynediad yn {address}."
    }
}

/// Tells the partner: in Welsh where the person wrote in Welsh and the partner serves people in it.
pub(crate) async fn to_partner(
    tx: &mut Tx<'_>,
    new: &NewHandover<'_>,
    row: &Row<'_>,
    token: &Token,
) -> Result<(), Problem> {
    let welsh =
        new.passed.language == Language::Welsh && new.partner.tongues.contains(&Tongue::Welsh);
    let language = if welsh { Language::Welsh } else { Language::English };
    let say = |tx: &Tx<'_>, words: Words| {
        let address = format!(
            "{}{}/{}/handover/{}",
            tx.station().public_url(),
            language.prefix(),
            tx.force(),
            token.text()
        );
        let force = tx.station().forces().get(tx.force());
        let force = force.map(|force| force.name.text(language).to_owned()).unwrap_or_default();
        let until = row.until.in_london().date().to_string();
        words.fill(language, &[("force", &force), ("link", &address), ("until", &until)])
    };
    tx.dispatch(NewDispatch {
        channel: Channel::Email,
        to: new.mailbox.as_str().to_owned(),
        subject: say(tx, FOR_YOU),
        body: say(tx, OPEN),
        language,
        about: format!("handover {}", row.id),
        due_at: tx.now(),
    })
    .await?;
    Ok(())
}

/// Tells the person that there is an answer, if they gave an address for it.
pub(crate) async fn to_person(tx: &mut Tx<'_>, opened: &Opened) -> Result<(), Problem> {
    let Some(to) = opened.passed.person.email.clone() else { return Ok(()) };
    let language = opened.passed.language;
    let address = format!("{}{}/track", tx.station().public_url(), language.prefix());
    let reference = opened.reference.to_string();
    let body = ANSWERED.fill(language, &[("reference", &reference), ("address", &address)]);
    tx.dispatch(NewDispatch {
        channel: Channel::Email,
        to,
        subject: UPDATE.say(language).to_owned(),
        body,
        language,
        about: format!("handover {}", opened.id),
        due_at: tx.now(),
    })
    .await?;
    Ok(())
}
