//! Messages that tell a person that there is something to read: where they allowed it, when they
//! allowed it, and in words that give nothing away to somebody who looks over their shoulder.

use kernel::{Problem, words};
use reports::Report;
use services::{ContactWishes, Service, next_safe_time};
use station::Tx;
use station::dispatch::{Channel, NewDispatch};

words! {
    SUBJECT { en: "An update for you", cy: "Diweddariad i chi" }
    RECEIVED {
        en: "We have what you sent us. The reference is {reference}. Keep the access code from the last page: with both you can read our answer and write to us at {address}.",
        cy: "Mae'r hyn a anfonoch chi wedi ein cyrraedd. Y cyfeirnod yw {reference}. Cadwch y cod mynediad o'r dudalen olaf: gyda'r ddau gallwch ddarllen ein hateb ac ysgrifennu atom yn {address}."
    }
    RECEIVED_CALL {
        en: "We have what you told us on the telephone. The reference is {reference}. With it and the access code that we gave you, you can read our answer and write to us at {address}.",
        cy: "Mae'r hyn a ddywedoch wrthym dros y ffôn wedi ein cyrraedd. Y cyfeirnod yw {reference}. Gyda hwnnw a'r cod mynediad a roesom i chi gallwch ddarllen ein hateb ac ysgrifennu atom yn {address}."
    }
    ANSWERED {
        en: "There is a message for you about {reference}. Read it with your access code at {address}.",
        cy: "Mae neges i chi am {reference}. Darllenwch hi gyda'ch cod mynediad yn {address}."
    }
    RECEIVED_NEUTRAL {
        en: "This is to say that we have what you sent. There is nothing you need to do.",
        cy: "Gair i ddweud bod yr hyn a anfonoch wedi cyrraedd. Nid oes angen i chi wneud dim."
    }
    ANSWERED_NEUTRAL {
        en: "There is something new for you to read, in the place you know.",
        cy: "Mae rhywbeth newydd i chi ei ddarllen, yn y lle sy'n gyfarwydd i chi."
    }
}

/// Confirms that a report has arrived.
pub(crate) async fn confirm(
    tx: &mut Tx<'_>,
    service: &Service,
    report: &Report,
) -> Result<(), Problem> {
    let words = match &report.call {
        _ if service.is_sensitive() => RECEIVED_NEUTRAL,
        Some(_) => RECEIVED_CALL,
        None => RECEIVED,
    };
    tell(tx, service, report, words).await
}

/// Tells that there is an answer to read.
pub(crate) async fn answered(
    tx: &mut Tx<'_>,
    service: &Service,
    report: &Report,
) -> Result<(), Problem> {
    let words = if service.is_sensitive() { ANSWERED_NEUTRAL } else { ANSWERED };
    tell(tx, service, report, words).await
}

async fn tell(
    tx: &mut Tx<'_>,
    service: &Service,
    report: &Report,
    words: kernel::Words,
) -> Result<(), Problem> {
    let wishes: ContactWishes = services::contact_wishes(service, &report.answers);
    // No address that was called safe: nothing is sent, and the person finds it when they look.
    let Some(to) = wishes.safe_email() else { return Ok(()) };
    let address = format!("{}{}/track", tx.station().public_url(), report.language.prefix());
    let reference = report.reference.to_string();
    let body = words.fill(report.language, &[("reference", &reference), ("address", &address)]);
    let due_at = next_safe_time(&wishes.times, tx.now());
    tx.dispatch(NewDispatch {
        channel: Channel::Email,
        to: to.to_owned(),
        subject: SUBJECT.say(report.language).to_owned(),
        body,
        language: report.language,
        about: format!("report {}", report.id),
        due_at,
    })
    .await?;
    Ok(())
}
