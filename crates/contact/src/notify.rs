//! Messages that tell a person that there is something to read: where they allowed it, when they
//! allowed it, and in words that give nothing away to somebody who looks over their shoulder.

use kernel::{Problem, next_safe_time, words};
use reports::Report;
use reports::adding::files_link;
use services::{ContactWishes, Service};
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
    ADD_FILES {
        en: "You can add files here until {when}: {link}",
        cy: "Gallwch ychwanegu ffeiliau yma tan {when}: {link}"
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
    let Some(letter) = Letter::to(tx, service, report, words) else { return Ok(()) };
    let letter = letter.with_files_link(tx, service, report).await?;
    tx.dispatch(letter.0).await?;
    Ok(())
}

/// Tells that there is an answer to read.
pub(crate) async fn answered(
    tx: &mut Tx<'_>,
    service: &Service,
    report: &Report,
) -> Result<(), Problem> {
    let words = if service.is_sensitive() { ANSWERED_NEUTRAL } else { ANSWERED };
    if let Some(letter) = Letter::to(tx, service, report, words) {
        tx.dispatch(letter.0).await?;
    }
    Ok(())
}

/// A message to a person.
struct Letter(NewDispatch);

impl Letter {
    /// With these words. Nothing where the person called no address safe: nothing is sent then, and
    /// they find it when they look.
    fn to(tx: &Tx<'_>, service: &Service, report: &Report, words: kernel::Words) -> Option<Self> {
        let wishes: ContactWishes = services::contact_wishes(service, &report.answers);
        let to = wishes.safe_email()?;
        let address = format!("{}{}/track", tx.station().public_url(), report.language.prefix());
        let reference = report.reference.to_string();
        let body = words.fill(report.language, &[("reference", &reference), ("address", &address)]);
        Some(Self(NewDispatch {
            channel: Channel::Email,
            to: to.to_owned(),
            subject: SUBJECT.say(report.language).to_owned(),
            body,
            language: report.language,
            about: format!("report {}", report.id),
            due_at: next_safe_time(&wishes.times, tx.now()),
        }))
    }

    /// The same with the link to add files, for somebody who said that they add some later. On sensitive
    /// ground no message holds an address: they find it on their receipt, and where they follow it.
    async fn with_files_link(
        mut self,
        tx: &mut Tx<'_>,
        service: &Service,
        report: &Report,
    ) -> Result<Self, Problem> {
        if service.is_sensitive() || !services::adds_later(service, &report.answers) {
            return Ok(self);
        }
        let sent = (report.id, report.submitted_at);
        let Some(link) = files_link(tx, service, sent).await? else { return Ok(self) };
        let language = report.language;
        let address = link.address(tx.station(), tx.scope().force(), language);
        let values = [("when", &*link.until(language)), ("link", &*address)];
        let added = ADD_FILES.fill(language, &values);
        self.0.body = format!("{}\n\n{added}", self.0.body);
        Ok(self)
    }
}
