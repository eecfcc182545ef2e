//! Agreements with other forces, for both sides: what each shares, for what, and until when.

use super::index::AGREEMENTS;
use super::policies::{WAITING_NOW, waiting};
use super::{Office, Services};
use axum::extract::{Path, State};
use axum::response::Response;
use counter::components::{Button, Colour, SummaryList, SummaryRow, Tag, WarningText};
use counter::leaf::{FormPart, Leaf, Line, Part};
use counter::{Fault, Form, Visit, dates};
use kernel::{AgreementId, Instant, Problem, Thing, Words, words};
use rights::agreements::{self, Agreement, MAKE};
use rights::pages::SignedIn;
use rights::pages::{At, Outcome, id};
use rights::pages::{Attempt, button, reason};
use rights::{Right, second};

words! {
    ONE { en: "One agreement", cy: "Un cytundeb" }
    WE_SHARE { en: "What we share", cy: "Yr hyn a rannwn" }
    THEY_SHARE { en: "What is shared with us", cy: "Yr hyn a rennir â ni" }
    NONE { en: "Nothing.", cy: "Dim." }
    MAKE_ONE { en: "Propose an agreement", cy: "Cynnig cytundeb" }
    WITH { en: "With {force}", cy: "Gyda {force}" }
    BY { en: "By {force}", cy: "Gan {force}" }
    UNTIL { en: "Until {when}", cy: "Tan {when}" }
    LIVES { en: "In force", cy: "Mewn grym" }
    OVER { en: "Ended", cy: "Wedi dod i ben" }
    WHO_SHARES { en: "Who shares", cy: "Pwy sy'n rhannu" }
    WHO_READS { en: "Who may read", cy: "Pwy all ddarllen" }
    SERVICES { en: "Contacts about", cy: "Cysylltiadau am" }
    ALL_SERVICES { en: "every service", cy: "bob gwasanaeth" }
    PURPOSE { en: "Why it is shared", cy: "Pam y'i rhennir" }
    USED_FOR { en: "What it may be used for", cy: "At beth y gellir ei ddefnyddio" }
    MADE { en: "In force since", cy: "Mewn grym ers" }
    ENDS { en: "Until", cy: "Tan" }
    NEVER { en: "What is restricted is never shared, and nothing can be changed from outside.", cy: "Ni rennir byth yr hyn sy'n gyfyngedig, ac ni ellir newid dim o'r tu allan." }
    END_TITLE { en: "End this agreement", cy: "Dod â'r cytundeb hwn i ben" }
    END_ABOUT { en: "It ends at once: nobody of the other force opens anything by it from their next request on.", cy: "Daw i ben ar unwaith: ni fydd neb o'r heddlu arall yn agor dim drwyddo o'u cais nesaf ymlaen." }
    END { en: "End it now", cy: "Dod ag ef i ben nawr" }
    DID_END { en: "The agreement has ended.", cy: "Mae'r cytundeb wedi dod i ben." }
}

const OPENED_BY: [Right; 1] = [Right::ManageAgreements];

/// `GET /desk/administration/agreements`.
pub(super) async fn show(
    State(office): State<Office>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = office.at(&visit, &signed_in);
    let looked = look(&at).await;
    at.shown(&OPENED_BY, looked)
}

async fn look(at: &At<'_>) -> Result<Leaf, Problem> {
    at.staff().require(Right::ManageAgreements)?;
    let mut tx = at.tx().await?;
    let all = agreements::list(&mut tx).await?;
    let requests = second::list(&mut tx).await?;
    let now = tx.real_now();
    tx.leave().await?;
    let (ours, theirs): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|it| it.of == *at.staff().force());
    let leaf = at.leaf(AGREEMENTS, at.say(AGREEMENTS));
    let mut leaf = at.after(leaf, &[("asked", WAITING_NOW)]).text(at.say(NEVER));
    leaf = leaf.piece(Button::link(at.href("/agreements/new"), at.say(MAKE_ONE)));
    leaf = leaf.heading(at.say(WE_SHARE)).parts(waiting(at, &requests, &[MAKE.code]));
    leaf = leaf.part(lines(at, &ours, now)).heading(at.say(THEY_SHARE));
    Ok(leaf.part(lines(at, &theirs, now)))
}

fn lines(at: &At<'_>, agreements: &[Agreement], now: Instant) -> Part {
    if agreements.is_empty() {
        return Part::Text(at.say(NONE).to_owned());
    }
    let line = |it: &Agreement| {
        let ours = it.of == *at.staff().force();
        let (words, other) = if ours { (WITH, &it.with) } else { (BY, &it.of) };
        let until = dates::date_and_time(it.until.agreed, at.language());
        Line {
            href: at.href(&format!("/agreements/{}", it.id)),
            text: at.fill(words, &[("force", &at.force_name(other))]),
            tag: Some(standing(at, it, now)),
            about: Some(at.fill(UNTIL, &[("when", &until)])),
        }
    };
    Part::Links(agreements.iter().map(line).collect())
}

fn standing(at: &At<'_>, agreement: &Agreement, now: Instant) -> Tag {
    if agreement.lives(now) {
        Tag::new(at.say(LIVES)).colour(Colour::Green)
    } else {
        Tag::new(at.say(OVER)).colour(Colour::Grey)
    }
}

/// `GET /desk/administration/agreements/{id}`.
pub(super) async fn one(
    State(office): State<Office>,
    visit: Visit,
    Path(text): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = office.at(&visit, &signed_in);
    let looked = async {
        let (agreement, now) = load(&at, &text).await?;
        Ok(page(&at, &office.services, (&agreement, now, &Attempt::default())))
    };
    let looked = looked.await;
    at.shown(&OPENED_BY, looked)
}

async fn load(at: &At<'_>, text: &str) -> Result<(Agreement, Instant), Problem> {
    at.staff().require(Right::ManageAgreements)?;
    let id: AgreementId = id(text)?;
    let mut tx = at.tx().await?;
    let found = agreements::list(&mut tx).await?.into_iter().find(|it| it.id == id);
    let now = tx.real_now();
    tx.leave().await?;
    Ok((found.ok_or(Problem::NotFound(Thing::Setting))?, now))
}

/// `POST /desk/administration/agreements/{id}`: ends it.
pub(super) async fn end(
    State(office): State<Office>,
    visit: Visit,
    Path(text): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = office.at(&visit, &signed_in);
    let done = async {
        at.staff().require_now(Right::ManageAgreements)?;
        let (agreement, now) = load(&at, &text).await?;
        let mut attempt = Attempt::of(form);
        attempt.require_reason(&at);
        if !attempt.is_right() {
            return Ok(Outcome::Shown(Box::new(page(
                &at,
                &office.services,
                (&agreement, now, &attempt),
            ))));
        }
        if agreement.lives(now) {
            let mut tx = at.tx().await?;
            let why = attempt.typed("reason");
            agreements::end(&mut tx, at.staff(), agreement.id, why).await?;
            tx.commit().await?;
        }
        Ok(Outcome::Done(format!("/agreements/{}?done=ended", agreement.id)))
    };
    let done = done.await;
    at.done(&OPENED_BY, done)
}

fn page(
    at: &At<'_>,
    services: &Services,
    (agreement, now, attempt): (&Agreement, Instant, &Attempt),
) -> Leaf {
    let ours = agreement.of == *at.staff().force();
    let (words, other) = if ours { (WITH, &agreement.with) } else { (BY, &agreement.of) };
    let heading = at.fill(words, &[("force", &at.force_name(other))]);
    let leaf = at.wrong(at.after(at.leaf(ONE, heading), &[("ended", DID_END)]), attempt);
    let leaf = leaf.piece(standing(at, agreement, now)).piece(facts(at, services, agreement));
    let leaf = leaf.heading(at.say(PURPOSE)).part(Part::Written(agreement.purpose.clone()));
    let leaf = leaf.heading(at.say(USED_FOR)).part(Part::Written(agreement.used_for.clone()));
    if !ours || !agreement.lives(now) {
        return leaf;
    }
    let form = FormPart::to(at.href(&format!("/agreements/{}", agreement.id)))
        .field(reason(at, attempt))
        .button(button(at, END).warning());
    leaf.heading(at.say(END_TITLE))
        .piece(WarningText::new(at.language(), at.say(END_ABOUT)))
        .part(Part::Form(form))
}

fn facts(at: &At<'_>, services: &Services, agreement: &Agreement) -> SummaryList {
    let when = |moment| dates::date_and_time(moment, at.language());
    let row = |words: Words, value: String| SummaryRow::new(at.say(words), value);
    let named = services(&agreement.of, at.language());
    let name = |id: &String| {
        let found = named.iter().find(|(known, _)| known == id);
        found.map_or(id.clone(), |(_, name)| name.clone())
    };
    let services: Vec<String> = agreement.services.iter().map(name).collect();
    let services =
        if services.is_empty() { at.say(ALL_SERVICES).to_owned() } else { services.join(", ") };
    SummaryList::new()
        .row(row(WHO_SHARES, at.force_name(&agreement.of)))
        .row(row(WHO_READS, at.force_name(&agreement.with)))
        .row(row(SERVICES, services))
        .row(row(MADE, when(agreement.made_at)))
        .row(row(ENDS, when(agreement.until.ended.unwrap_or(agreement.until.agreed))))
}
