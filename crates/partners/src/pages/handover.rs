//! What was passed to a partner, and the two forms with which they answer.

use super::{Bureau, closed, keyed};
use crate::{Opened, Part, Why, look};
use askama::Template;
use axum::extract::{RawPathParams, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use counter::components::{
    Button, Choice, Content, ErrorSummary, Input, Label, Legend, Radios, SummaryList, SummaryRow,
    Textarea,
};
use counter::{Fault, Form, Frame, TOKEN_FIELD, Visit, dates};
use kernel::{FieldProblem, Force, Language, Problem, Words, words};
use std::sync::Arc;

words! {
    TITLE { en: "Passed on to {partner}", cy: "Wedi’i drosglwyddo i chi: {partner}" }
    PLAIN { en: "Passed on to you", cy: "Wedi’i drosglwyddo i chi" }
    WHEN {
        en: "A person told {force} this on {when} and agreed that we pass it on to you. It is not a police record.",
        cy: "Dywedodd rhywun hyn wrth {force} ar {when} a chytuno ein bod yn ei drosglwyddo i chi. Nid yw’n gofnod heddlu."
    }
    REFERENCE { en: "Our reference is {reference}. The person has it too.", cy: "Ein cyfeirnod yw {reference}. Mae gan y person hwnnw hefyd." }
    UNTIL {
        en: "Answer by {until}. The link ends when you answer: copy or print what you need first.",
        cy: "Atebwch erbyn {until}. Daw’r ddolen i ben pan fyddwch yn ateb: copïwch neu argraffwch yr hyn sydd ei angen arnoch yn gyntaf."
    }
    DANGER {
        en: "If somebody is in danger, call 999 now.",
        cy: "Os yw rhywun mewn perygl, ffoniwch 999 nawr."
    }
    REACH { en: "How to reach them", cy: "Sut i gysylltu â nhw" }
    NOBODY { en: "They did not say who they are, and gave no way to reach them.", cy: "Ni ddywedon nhw pwy ydyn nhw, ac ni roddon nhw ffordd i gysylltu â nhw." }
    NAME { en: "Name", cy: "Enw" }
    PHONE { en: "Phone", cy: "Ffôn" }
    EMAIL { en: "Email", cy: "E-bost" }
    ACCEPT { en: "You deal with it", cy: "Rydych chi’n delio ag ef" }
    THEIR_REFERENCE { en: "Your reference for it", cy: "Eich cyfeirnod ar ei gyfer" }
    THEIR_REFERENCE_HINT { en: "The person is shown it, so that they can ask you about it", cy: "Bydd y person yn ei weld, er mwyn gallu holi amdano" }
    ACCEPT_IT { en: "Accept it", cy: "Ei dderbyn" }
    RETURN { en: "You do not deal with it", cy: "Nid ydych chi’n delio ag ef" }
    WHY { en: "Why do you give it back?", cy: "Pam ydych chi’n ei roi yn ôl?" }
    FOR_POLICE { en: "It is for the police: there are threats, or someone is at risk", cy: "Mater i’r heddlu ydyw: mae bygythiadau, neu mae rhywun mewn perygl" }
    NOT_OURS { en: "Another organisation deals with it", cy: "Mae sefydliad arall yn delio ag ef" }
    OUTSIDE { en: "It is outside our area", cy: "Mae y tu allan i’n hardal" }
    TOO_LITTLE { en: "We would need to know more", cy: "Byddai angen i ni wybod mwy" }
    OTHER { en: "Something else", cy: "Rhywbeth arall" }
    WORDS { en: "What should the person know? (optional)", cy: "Beth ddylai’r person ei wybod? (dewisol)" }
    WORDS_HINT { en: "They read it as you write it", cy: "Byddant yn ei ddarllen fel y byddwch yn ei ysgrifennu" }
    GIVE_BACK { en: "Give it back", cy: "Ei roi yn ôl" }
    ENTER_REFERENCE { en: "Enter your reference, up to 60 characters", cy: "Rhowch eich cyfeirnod, hyd at 60 nod" }
    SELECT_WHY { en: "Select why you give it back", cy: "Dewiswch pam rydych yn ei roi yn ôl" }
    SHORTER { en: "What the person should know must be 2,000 characters or fewer", cy: "Rhaid i’r hyn y dylai’r person ei wybod fod yn 2,000 o nodau neu lai" }
}

/// The words of a reason.
pub(super) const fn why_words(why: Why) -> Words {
    match why {
        Why::ForPolice => FOR_POLICE,
        Why::NotOurs => NOT_OURS,
        Why::OutsideArea => OUTSIDE,
        Why::TooLittle => TOO_LITTLE,
        Why::Other => OTHER,
    }
}

#[derive(Template)]
#[template(path = "partners/handover.html")]
struct HandoverPage {
    frame: Frame,
    summary: Option<ErrorSummary>,
    title: String,
    when: String,
    reference: String,
    until: String,
    sections: Vec<(String, SummaryList)>,
    reach: Option<SummaryList>,
    action: String,
    csrf: String,
    their_reference: Input,
    accept: Button,
    why: Radios,
    words: Textarea,
    give_back: Button,
}

impl HandoverPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// `GET /{force}/handover`: what was passed. The journal has the look before it is shown.
pub(super) async fn show(
    State(bureau): State<Bureau>,
    visit: Visit,
    _: RawPathParams,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    visit.force()?;
    let Some(token) = keyed::of(&headers, &bureau) else { return Ok(closed::page(&visit)) };
    match looked(&bureau, &visit, &token).await {
        Ok(opened) => render(&visit, &opened, &Form::default(), &[]),
        Err(Problem::NotFound(_)) => Ok(closed::page(&visit)),
        Err(problem) => Err(Fault(problem)),
    }
}

/// What was passed, with the look in the journal.
pub(super) async fn looked(
    bureau: &Bureau,
    visit: &Visit,
    token: &crate::Token,
) -> Result<Opened, Problem> {
    let mut tx = bureau.station.begin(&keyed::scope(&visit.force()?.id)).await?;
    let opened = look(&mut tx, token).await?;
    tx.commit().await?;
    Ok(opened)
}

/// The page with what was typed into its forms, and what is wrong with it.
pub(super) fn render(
    visit: &Visit,
    opened: &Opened,
    typed: &Form,
    problems: &[FieldProblem],
) -> Result<Response, Fault> {
    let language = visit.language;
    let force = visit.force()?;
    let (key, cookie) = visit.key_or_new(counter::random()?);
    let wrong = !problems.is_empty();
    let partner = opened.passed.partner.say(language);
    let page = HandoverPage {
        frame: Frame::new(visit, PLAIN.say(language)).noindex().error(wrong),
        summary: wrong.then(|| ErrorSummary::of(language, problems)),
        title: TITLE.fill(language, &[("partner", partner)]),
        when: when(opened, force, language),
        reference: REFERENCE.fill(language, &[("reference", &opened.reference.to_string())]),
        until: UNTIL.fill(language, &[("until", &dates::date_and_time(opened.until, language))]),
        sections: sections(opened.passed.parts(language)),
        reach: reach(opened, language),
        action: visit.href(&format!("/{}/handover", force.id)),
        csrf: key.csrf_token(),
        their_reference: Input::new("reference", THEIR_REFERENCE.say(language))
            .hint(THEIR_REFERENCE_HINT.say(language))
            .width(20)
            .spellcheck(false)
            .autocomplete("off")
            .value(typed.get("reference").unwrap_or_default())
            .problem(language, of(problems, "reference")),
        accept: Button::new(ACCEPT_IT.say(language)).sends("deed", "accept"),
        why: why(language, typed, problems),
        words: Textarea::new("words", Label::new(WORDS.say(language)))
            .hint(WORDS_HINT.say(language))
            .value(typed.get("words").unwrap_or_default())
            .problem(language, of(problems, "words")),
        give_back: Button::new(GIVE_BACK.say(language)).sends("deed", "return").secondary(),
    };
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((cookie, counter::page_as(status, &page)).into_response())
}

fn when(opened: &Opened, force: &Arc<Force>, language: Language) -> String {
    let at = dates::date_and_time(opened.made_at, language);
    WHEN.fill(language, &[("force", force.name.text(language)), ("when", &at)])
}

fn why(language: Language, typed: &Form, problems: &[FieldProblem]) -> Radios {
    let choice = |why: Why| Choice::new(why.code(), why_words(why).say(language));
    Radios::new("why", Legend::new(WHY.say(language)))
        .choices(Why::ALL.into_iter().map(choice))
        .chosen(typed.get("why"))
        .problem(language, of(problems, "why"))
}

fn of<'p>(problems: &'p [FieldProblem], field: &str) -> Option<&'p str> {
    problems.iter().find(|problem| problem.field == field).map(|it| it.message.as_str())
}

fn sections(parts: &[Part]) -> Vec<(String, SummaryList)> {
    let list = |part: &Part| {
        let row = |line: &crate::Line| {
            SummaryRow::new(line.label.as_str(), line.said.join("\n")).value_class("bl-written")
        };
        (part.title.clone(), SummaryList::new().rows(part.lines.iter().map(row)))
    };
    parts.iter().map(list).collect()
}

/// How to reach the person; nothing when they gave no way.
fn reach(opened: &Opened, language: Language) -> Option<SummaryList> {
    let person = &opened.passed.person;
    if person.is_nobody() {
        return None;
    }
    let rows = [(NAME, &person.name), (PHONE, &person.phone), (EMAIL, &person.email)];
    let given = rows.into_iter().filter_map(|(words, value)| {
        let value: Content = value.as_deref()?.into();
        Some(SummaryRow::new(words.say(language), value))
    });
    Some(SummaryList::new().rows(given))
}

/// What is wrong with an answer that cannot be taken.
pub(super) fn wrong(language: Language, field: &str) -> FieldProblem {
    let words = match field {
        "reference" => ENTER_REFERENCE,
        "why" => SELECT_WHY,
        _ => SHORTER,
    };
    FieldProblem { field: field.to_owned(), message: words.say(language).to_owned() }
}
