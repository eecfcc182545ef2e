//! What a contact tells of, taken over into the records without typing it again; and other contacts that may
//! be about the same thing.

mod decisions;
mod same;

pub(super) use decisions::post;

use super::contact::contact_id;
use super::door::or_door;
use super::{Here, at};
use axum::extract::{Path, State};
use axum::response::Response;
use contact::{Candidate, Candidates, Fate};
use counter::components::{Button, Choice, Input, Legend, Radios};
use counter::leaf::{FormPart, Leaf, Line, Part};
use counter::{Fault, Visit};
use kernel::{ContactId, Language, Problem, Words, words};
use records::{Field, Like, Neighbour, Role};
use rights::Right;
use rights::pages::{At, SignedIn};
use station::Tx;

words! {
    TITLE { en: "Into the records", cy: "I'r cofnodion" }
    HOW {
        en: "Take over what was told. Nothing has to be typed again: change what is wrong, and leave \
             empty what should not be kept. Each value keeps the answer that it comes from.",
        cy: "Trosglwyddwch yr hyn a ddywedwyd. Nid oes angen teipio dim eto: newidiwch yr hyn sy'n \
             anghywir, a gadewch yn wag yr hyn na ddylid ei gadw. Mae pob gwerth yn cadw'r ateb y daw ohono.",
    }
    EARLIER {
        en: "This contact came before there were records of people and places. There is nothing to take over.",
        cy: "Daeth y cyswllt hwn cyn bod cofnodion o bobl a lleoedd. Nid oes dim i'w drosglwyddo.",
    }
    NOTHING { en: "The answers tell of nobody and nothing to take over.", cy: "Nid yw'r atebion yn sôn am neb na dim i'w drosglwyddo." }
    INTO { en: "Who or what is it?", cy: "Pwy neu beth ydyw?" }
    NEW { en: "Somebody or something new", cy: "Rhywun neu rywbeth newydd" }
    ACCEPT { en: "Take over", cy: "Trosglwyddo" }
    REJECT { en: "Leave out", cy: "Gadael allan" }
    TAKEN { en: "Taken over", cy: "Wedi'i drosglwyddo" }
    LEFT_OUT { en: "Left out", cy: "Wedi'i adael allan" }
    THE_EVENT { en: "This contact in the records", cy: "Y cyswllt hwn yn y cofnodion" }
    REPORTER { en: "Who told us", cy: "Pwy ddywedodd wrthym" }
    SUSPECT { en: "Who may have done it", cy: "Pwy allai fod wedi'i wneud" }
    VICTIM { en: "To whom it happened", cy: "I bwy y digwyddodd" }
    WITNESS { en: "Who saw it", cy: "Pwy welodd" }
    INVOLVED { en: "Who or what had to do with it", cy: "Pwy neu beth oedd yn gysylltiedig" }
    MATTER { en: "What happened", cy: "Yr hyn a ddigwyddodd" }
    DONE { en: "Saved.", cy: "Wedi'i gadw." }
    DONE_BEFORE { en: "Somebody decided on this before you.", cy: "Penderfynodd rhywun ar hyn o'ch blaen." }
}

/// The page.
pub(super) async fn show(
    State(hall): Here,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = at(&hall, &visit, &signed_in);
    match look(&at, &id).await {
        Ok(leaf) => Ok(counter::page(&leaf)),
        Err(problem) => or_door(&at, (&id, problem)).await,
    }
}

async fn look(at: &At<'_>, id: &str) -> Result<Leaf, Problem> {
    let contact = contact_id(id)?;
    at.staff().require(Right::ReadRecords)?;
    let mut tx = at.tx().await?;
    let told = contact::candidates_of(&mut tx, at.staff(), contact).await?;
    let leaf = at.leaf(TITLE, at.say(TITLE));
    let mut leaf = at.after(leaf, &[("saved", DONE), ("before", DONE_BEFORE)]);
    leaf.frame = leaf.frame.with_back(at.href(&format!("/contacts/{contact}")));
    let leaf = match told.event {
        None => leaf.text(at.say(EARLIER)),
        Some(event) => {
            let link = Line {
                href: at.href(&format!("/records/{event}?need={}", at.purpose.code())),
                text: at.say(THE_EVENT).to_owned(),
                tag: None,
                about: None,
            };
            let leaf = leaf.part(Part::Links(vec![link]));
            let leaf = same::parts(&mut tx, at, (contact, event), leaf).await?;
            candidates(&mut tx, at, contact, (&told, leaf)).await?
        }
    };
    tx.commit().await?;
    Ok(leaf)
}

async fn candidates(
    tx: &mut Tx<'_>,
    at: &At<'_>,
    contact: ContactId,
    (told, leaf): (&Candidates, Leaf),
) -> Result<Leaf, Problem> {
    if told.all.is_empty() {
        return Ok(leaf.text(at.say(NOTHING)));
    }
    let mut leaf = leaf.text(at.say(HOW));
    let writes = at.staff().may(Right::WriteRecords);
    for (number, candidate) in told.all.iter().enumerate() {
        leaf = leaf.heading(at.say(heading(candidate)));
        leaf = match candidate.fate {
            Fate::Open if writes => {
                let likes = contact::likes_of(tx, at.staff(), candidate).await?;
                leaf.part(Part::Form(form(at, contact, (number, candidate, &likes))))
            }
            Fate::Open => leaf.text(as_told(candidate, at.language())),
            Fate::Rejected(..) => leaf.text(at.say(LEFT_OUT)),
            Fate::Accepted(entity, ..) => leaf.part(Part::Links(vec![Line {
                href: at.href(&format!("/records/{entity}?need={}", at.purpose.code())),
                text: at.say(TAKEN).to_owned(),
                tag: None,
                about: None,
            }])),
        };
    }
    Ok(leaf)
}

/// One to decide on: each value as it was told, and whom we know who may be the same.
fn form(
    at: &At<'_>,
    contact: ContactId,
    (number, candidate, likes): (usize, &Candidate, &[Like]),
) -> FormPart {
    let language = at.language();
    let mut form = FormPart::to(at.href(&format!("/contacts/{contact}/records")))
        .hidden("candidate", candidate.id.to_string())
        .hidden("number", number.to_string());
    for (place, told) in candidate.told.iter().enumerate() {
        let label = Field::of_code(&told.field).map_or(&*told.field, |it| it.name().say(language));
        let name = format!("{number}-{place}");
        form = form.field(Input::new(name, label).value(told.said.as_str()));
    }
    let known: Vec<Choice> = likes.iter().filter_map(|like| choice(like, language)).collect();
    if !known.is_empty() {
        let into = Radios::new(format!("{number}-into"), Legend::new(at.say(INTO)))
            .choices(known)
            .choice(Choice::new("new", at.say(NEW)))
            .chosen(Some("new"));
        form = form.field(into);
    }
    let button = |words: Words, what: &str| {
        Button::new(at.say(words)).sends("what", what).prevent_double_click(true)
    };
    form.button(button(ACCEPT, "accept")).button(button(REJECT, "reject").secondary())
}

/// Somebody known, as a choice. Whom somebody may not open is none of their choices.
fn choice(like: &Like, language: Language) -> Option<Choice> {
    let Neighbour::Open(head) = &like.who else { return None };
    let because: Vec<&str> = like.because.iter().map(|words| words.say(language)).collect();
    let text = format!("{} {}", head.label, head.hint);
    Some(Choice::new(head.id.to_string(), text.trim().to_owned()).hint(because.join("; ")))
}

fn as_told(candidate: &Candidate, language: Language) -> String {
    let said = candidate.told.iter().map(|told| {
        let label = Field::of_code(&told.field).map_or(&*told.field, |it| it.name().say(language));
        format!("{label}: {}", told.said)
    });
    said.collect::<Vec<_>>().join("; ")
}

const fn heading(candidate: &Candidate) -> Words {
    match candidate.role {
        None => MATTER,
        Some(Role::Reported) => REPORTER,
        Some(Role::Suspect) => SUSPECT,
        Some(Role::Victim) => VICTIM,
        Some(Role::Witness) => WITNESS,
        Some(_) => INVOLVED,
    }
}
