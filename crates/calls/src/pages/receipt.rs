//! What is read out to the caller once the report is there.

use super::{At, Line, Open, call_id};
use crate::{State as Stage, ending, phonetic, telling};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use counter::components::{Button, NotificationBanner};
use counter::dates::date_and_time;
use counter::{Fault, Form, Frame, Visit, page};
use kernel::{Instant, Language, Problem, Thing, Words, next_safe_time, words};
use reports::Report;
use rights::pages::SignedIn;
use services::{ContactWishes, Service, contact_wishes};

words! {
    TITLE { en: "The report is sent", cy: "Mae'r adroddiad wedi'i anfon" }
    READ_OUT { en: "Read this out to the caller", cy: "Darllenwch hwn i'r galwr" }
    REFERENCE { en: "Your reference is:", cy: "Eich cyfeirnod yw:" }
    SPELT { en: "Spelt:", cy: "Wedi'i sillafu:" }
    CODE { en: "Your access code is:", cy: "Eich cod mynediad yw:" }
    BOTH {
        en: "With both you can read our answer and write to us, at {address}. Give the access code to nobody.",
        cy: "Gyda'r ddau gallwch ddarllen ein hateb ac ysgrifennu atom, yn {address}. Peidiwch â rhoi'r cod mynediad i neb.",
    }
    NEXT { en: "What happens next:", cy: "Beth fydd yn digwydd nesaf:" }
    DANGER { en: "If someone is in danger, call 999. Do not wait for our answer.", cy: "Os yw rhywun mewn perygl, ffoniwch 999. Peidiwch ag aros am ein hateb." }
    NO_PROMISE {
        en: "We did not hear how we may reach you, so call 101 with this reference, or use the access code.",
        cy: "Ni chlywsom sut y cawn gysylltu â chi, felly ffoniwch 101 gyda'r cyfeirnod hwn, neu defnyddiwch y cod mynediad.",
    }
    CODE_HOW { en: "How to give the access code", cy: "Sut i roi'r cod mynediad" }
    CODE_SAFE {
        en: "Ask first: “Can you write something down where nobody else looks?” If not, do not read the code out. The report is safe without it, and the caller can call again with the reference.",
        cy: "Gofynnwch yn gyntaf: “Allwch chi ysgrifennu rhywbeth lle nad oes neb arall yn edrych?” Os na, peidiwch â darllen y cod. Mae'r adroddiad yn ddiogel hebddo, a gall y galwr ffonio eto gyda'r cyfeirnod.",
    }
    BY_MAIL { en: "The caller said that email is safe: {email}. The message gives nothing away but the code itself.", cy: "Dywedodd y galwr fod e-bost yn ddiogel: {email}. Nid yw'r neges yn datgelu dim ond y cod ei hun." }
    BY_MAIL_LATER { en: "It goes out at {when}, when they said it is safe.", cy: "Bydd yn mynd allan am {when}, pan ddywedodd ei bod yn ddiogel." }
    MAIL { en: "Send reference and code by email", cy: "Anfon y cyfeirnod a'r cod drwy e-bost" }
    MAILED { en: "The message with the code is on its way.", cy: "Mae'r neges gyda'r cod ar ei ffordd." }
    ONLY_ALOUD { en: "Read it out and send it no other way: the caller did not say that email is safe.", cy: "Darllenwch ef a pheidiwch â'i anfon mewn unrhyw ffordd arall: ni ddywedodd y galwr fod e-bost yn ddiogel." }
    TAKE { en: "Take the next call", cy: "Cymryd yr alwad nesaf" }
    CALLS { en: "Open calls", cy: "Galwadau agored" }
    QUEUE { en: "Contacts", cy: "Cysylltiadau" }
}

#[derive(Template)]
#[template(path = "calls/receipt.html")]
struct ReceiptPage {
    frame: Frame,
    caption: String,
    done: Option<NotificationBanner>,
    reference: String,
    reference_spelt: String,
    code: String,
    code_spelt: String,
    both: String,
    next: Vec<String>,
    mail: Option<Mail>,
    take: Button,
    calls: String,
    queue: String,
}

/// How the code can go out by e-mail.
struct Mail {
    to: String,
    later: Option<String>,
    action: String,
    token: String,
    button: Button,
}

impl ReceiptPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// `GET /desk/calls/{id}/receipt`.
pub(super) async fn show(
    State(line): State<Line>,
    visit: Visit,
    Path(id): Path<String>,
    Query(asked): Query<Vec<(String, String)>>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = At::new(&line, &visit, &signed_in);
    let id = call_id(&id)?;
    let mut tx = at.tx().await?;
    let open = Open::of(&at, &mut tx, id).await?;
    if open.call.state != Stage::Ended {
        tx.commit().await?;
        return Ok(at.go(id, ""));
    }
    let staff = &signed_in.staff;
    let (receipt, report) = ending::receipt(&mut tx, staff, &open.catalogue, id).await?;
    tx.commit().await?;
    let language = visit.language;
    let wishes = contact_wishes(&open.service, &report.answers);
    let (reference, code) = (receipt.reference.to_string(), receipt.access_code.to_string());
    let mailed = asked.iter().any(|(name, _)| name == "done");
    let address = format!("{}{}", visit.counter.public_url.origin(), visit.href("/track"));
    Ok(page(&ReceiptPage {
        frame: at.frame(TITLE.say(language)),
        caption: open.service.title(language).to_owned(),
        done: mailed.then(|| NotificationBanner::success(language, MAILED.say(language))),
        reference_spelt: phonetic(&reference),
        code_spelt: phonetic(&code),
        both: BOTH.fill(language, &[("address", &address)]),
        next: next(&open.service, &report, &wishes, language),
        mail: (!mailed).then(|| mail(&at, &open, &wishes)).flatten(),
        take: Button::link(visit.href("/desk/calls/new"), TAKE.say(language)),
        calls: visit.href("/desk/calls"),
        queue: visit.href("/desk/queue"),
        reference,
        code,
    }))
}

/// What is promised; not that nobody contacts them, when they were never asked.
fn next(
    service: &Service,
    report: &Report,
    wishes: &ContactWishes,
    language: Language,
) -> Vec<String> {
    let steps = services::next_steps(service, &report.answers, report.submitted_at);
    let told = |step: services::NextStep| {
        let by = step.by.map(|by| date_and_time(by, language)).unwrap_or_default();
        step.text.say(language).replace("{by}", &by)
    };
    let unheard = !wishes.may_contact && report.reply_by.is_none() && !wishes.asked;
    let unheard = unheard.then(|| NO_PROMISE.say(language).to_owned());
    steps.into_iter().map(told).chain(unheard).collect()
}

fn mail(at: &At<'_>, open: &Open, wishes: &ContactWishes) -> Option<Mail> {
    let language = at.visit.language;
    let to = wishes.safe_email()?;
    let from = next_safe_time(&wishes.times, open.now);
    Some(Mail {
        to: BY_MAIL.fill(language, &[("email", to)]),
        later: later(from, open.now, language),
        action: at.href(open.id(), "/receipt"),
        token: at.signed_in.csrf.clone(),
        button: Button::new(MAIL.say(language)).secondary().prevent_double_click(true),
    })
}

fn later(from: Instant, now: Instant, language: Language) -> Option<String> {
    (from > now).then(|| BY_MAIL_LATER.fill(language, &[("when", &date_and_time(from, language))]))
}

/// `POST /desk/calls/{id}/receipt`: reference and code go to the address that the caller called safe.
pub(super) async fn send(
    State(line): State<Line>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    _form: Form,
) -> Result<Response, Fault> {
    let at = At::new(&line, &visit, &signed_in);
    let id = call_id(&id)?;
    let mut tx = at.tx().await?;
    let catalogue = line.hall.catalogue();
    match telling::send_code(&mut tx, &signed_in.staff, &catalogue, id).await {
        Err(Problem::NotFound(Thing::Draft)) => Ok(at.go(id, "")),
        Err(problem) => Err(Fault(problem)),
        Ok(()) => {
            tx.commit().await?;
            let done = at.href(id, "/receipt?done=mail");
            Ok(Redirect::to(&done).into_response())
        }
    }
}
