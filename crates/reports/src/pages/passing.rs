//! Passing answers on to another body: what goes, to whom, and a person's agreement.

use super::controls::Manner;
use super::elsewhere::{self, WHO};
use super::passed;
use super::place::Place;
use super::typed::typed;
use super::writing::Writing;
use askama::Template;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use counter::components::{
    Button, Checkboxes, Choice, ErrorSummary, Input, Label, Markup, SummaryList, SummaryRow,
};
use counter::{Fault, Form, Frame, Key, TOKEN_FIELD, page_as};
use kernel::{Email, FieldProblem, Language, Phone, Problem, Reason, Thing, Words};
use partners::{Both, Line, NewHandover, Part, Partner, Passed, Person, What, hand_over};
use services::{Answers, End, Outcome, PageDef, PageKind, Redirect, Spot, Step};
use station::secrets;

/// The field of the agreement.
const AGREE: &str = "agree";
/// The field that makes a form that is sent twice one handover.
const ONCE: &str = "once";
/// The most characters of a name.
const LONGEST_NAME: usize = 200;

kernel::words! {
    TITLE { en: "Pass it on to {partner}", cy: "Trosglwyddo eich atebion: {partner}" }
    WHAT { en: "What you told us so far", cy: "Yr hyn a ddywedoch wrthym hyd yn hyn" }
    WHAT_GOES { en: "{partner} gets these answers, and what you write on this page.", cy: "Bydd {partner} yn cael yr atebion hyn, a’r hyn a ysgrifennwch ar y dudalen hon." }
    NO_RECORD {
        en: "They have 7 days to accept it or to give it back. It does not become a police record, and we do not look at it. If they give it back, you can go on here with your answers in place.",
        cy: "Mae ganddyn nhw 7 diwrnod i’w dderbyn neu ei roi yn ôl. Nid yw’n dod yn gofnod heddlu, ac nid ydym yn edrych arno. Os byddan nhw’n ei roi yn ôl, gallwch fynd ymlaen yma gyda’ch atebion yn eu lle."
    }
    MORE { en: "What they need to know", cy: "Yr hyn y mae angen iddyn nhw ei wybod" }
    REACH { en: "How they can reach you", cy: "Sut y gallan nhw gysylltu â chi" }
    REACH_WHY { en: "You can leave all of this blank. Then they do not learn who you are.", cy: "Gallwch adael hyn i gyd yn wag. Wedyn ni fyddan nhw’n dod i wybod pwy ydych chi." }
    NAME { en: "Your name (optional)", cy: "Eich enw (dewisol)" }
    PHONE { en: "Phone number (optional)", cy: "Rhif ffôn (dewisol)" }
    EMAIL { en: "Email address (optional)", cy: "Cyfeiriad e-bost (dewisol)" }
    EMAIL_HINT { en: "We write to it once too, when they have answered", cy: "Byddwn ninnau’n ysgrifennu ato unwaith hefyd, pan fyddan nhw wedi ateb" }
    I_AGREE {
        en: "I agree that {force} passes the answers above and what I wrote here to {partner}",
        cy: "Rwy’n cytuno bod {force} yn rhoi’r atebion uchod a’r hyn a ysgrifennais yma i’r corff hwn: {partner}"
    }
    SEND { en: "Pass it on", cy: "Ei drosglwyddo" }
    AGREE_FIRST { en: "Select that you agree, or go back and reach {partner} yourself", cy: "Dewiswch eich bod yn cytuno, neu ewch yn ôl a chysylltwch eich hun â’r corff hwn: {partner}" }
    NAME_SHORTER { en: "Your name must be 200 characters or fewer", cy: "Rhaid i’ch enw fod yn 200 nod neu lai" }
    PHONE_WRONG { en: "Enter a phone number, like 01632 960 001 or 07700 900 982", cy: "Rhowch rif ffôn, fel 01632 960 001 neu 07700 900 982" }
    EMAIL_WRONG { en: "Enter an email address, like name@example.com", cy: "Rhowch gyfeiriad e-bost, fel enw@enghraifft.com" }
}

/// Everything that a page of passing on stands on.
struct Passing<'a> {
    place: &'a Place,
    key: &'a Key,
    outcome: &'a Outcome,
    redirect: &'a Redirect,
    partner: &'a Partner,
    /// What is asked besides.
    asks: PageDef,
    /// The answers so far, gone on from the page that leads elsewhere.
    answers: Answers,
}

/// `GET …/{page}/pass?who=…`: what goes to whom, and the form.
pub(super) async fn show(place: Place, headers: HeaderMap) -> Result<Response, Fault> {
    let Some(key) = place.visit.key.clone() else { return Ok(place.go_to_beginning()) };
    let writing = Writing::open(&place, Place::holder(&key), &headers).await?;
    match Passing::of(&place, &key, &writing, place.asked(WHO)).await? {
        Ok(passing) => {
            let typed = typed(&passing.asking(), &passing.answers);
            passing.render(&typed, &Form::default(), &[])
        }
        Err(elsewhere) => Ok(elsewhere),
    }
}

/// `POST …/{page}/pass`: passes it on. The same form sent again passes nothing twice.
pub(super) async fn send(place: Place, headers: HeaderMap, form: Form) -> Result<Response, Fault> {
    let Some(key) = place.visit.key.clone() else {
        return Err(Fault(Problem::Refused(Reason::CrossSite)));
    };
    let writing = Writing::open(&place, Place::holder(&key), &headers).await?;
    let passing = match Passing::of(&place, &key, &writing, form.get(WHO)).await? {
        Ok(passing) => passing,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let fields =
        services::Form { fields: form.fields(), language: place.language(), now: place.now() };
    let reading = services::read(
        &place.service,
        Spot { page: &passing.asks, item: None },
        &passing.answers,
        fields,
    );
    let mut problems = reading.problems.clone();
    let person = passing.person(&form, &mut problems);
    if form.get(AGREE).is_none() {
        problems.push(passing.wrong(AGREE, AGREE_FIRST));
    }
    if !problems.is_empty() || reading.again {
        return passing.render(&reading.typed, &form, &problems);
    }
    let goes = passing.passed(&reading.onto(&passing.answers), person);
    let receipt = passing.hand_over(&goes, form.get(ONCE).unwrap_or_default()).await?;
    let page = passed::page(&place, passing.partner, &receipt, &goes);
    Ok((writing.clear_aside(&place), page).into_response())
}

impl<'a> Passing<'a> {
    /// What stands at the address, or where the person has to go first.
    async fn of(
        place: &'a Place,
        key: &'a Key,
        writing: &Writing,
        who: Option<&str>,
    ) -> Result<Result<Self, Response>, Fault> {
        let nothing = || Fault(Problem::NotFound(Thing::Page));
        let PageKind::Outcome(outcome) = &place.spot()?.page.kind else { return Err(nothing()) };
        let redirect = outcome.redirect.as_deref().ok_or_else(nothing)?;
        let asks = place.service.passing_page(outcome).ok_or_else(nothing)?;
        if writing.is_empty() || writing.sent().is_some() {
            return Ok(Err(place.go_to_beginning()));
        }
        let mut answers = writing.answers();
        let journey = services::journey(&place.service, &answers, place.now());
        if !matches!(journey.end, End::Outcome(end) if end.page == outcome.page) {
            return Ok(Err(place.go(&Place::last_of(&journey.end))));
        }
        let found = elsewhere::find(place, redirect, &answers, who).await;
        let partner = found.partner().filter(|partner| place.mailboxes.of(partner).is_some());
        let Some(partner) = partner else { return Ok(Err(place.go(&outcome.slug))) };
        answers.go_on_from(&outcome.page);
        Ok(Ok(Self { place, key, outcome, redirect, partner, asks, answers }))
    }

    /// What is asked besides, as a page asks it.
    fn asking(&self) -> Step<'_> {
        let questions = self.asks.questions.iter().collect();
        Step { page: &self.asks, item: None, questions, done: false }
    }

    fn language(&self) -> Language {
        self.place.language()
    }

    fn named(&self) -> [(&'static str, &str); 2] {
        let language = self.language();
        let force = self.place.force.name.text(language);
        [("partner", self.partner.name.say(language)), ("force", force)]
    }

    fn wrong(&self, field: &str, words: Words) -> FieldProblem {
        let message = words.fill(self.language(), &self.named());
        FieldProblem { field: field.to_owned(), message }
    }

    /// How they may be reached, with what is wrong with it.
    fn person(&self, form: &Form, problems: &mut Vec<FieldProblem>) -> Person {
        let text = |name| {
            let text = form.get(name).unwrap_or_default().trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        let person = Person { name: text("name"), phone: text("phone"), email: text("email") };
        if person.name.as_ref().is_some_and(|name| name.chars().count() > LONGEST_NAME) {
            problems.push(self.wrong("name", NAME_SHORTER));
        }
        if person.phone.as_ref().is_some_and(|phone| Phone::parse(phone).is_err()) {
            problems.push(self.wrong("phone", PHONE_WRONG));
        }
        if person.email.as_ref().is_some_and(|email| Email::parse(email).is_err()) {
            problems.push(self.wrong("email", EMAIL_WRONG));
        }
        person
    }

    /// What goes.
    fn passed(&self, answers: &Answers, person: Person) -> Passed {
        let parts = |language| parts(self.place, answers, language);
        let name = &self.partner.name;
        Passed {
            partner: Both { en: name.en.clone(), cy: name.cy.clone() },
            service: self.place.service.id.clone(),
            language: self.language(),
            page: self.outcome.page.clone(),
            english: parts(Language::English),
            welsh: parts(Language::Welsh),
            answers: answers.0.clone(),
            person,
        }
    }

    async fn hand_over(&self, goes: &Passed, once: &str) -> Result<partners::Receipt, Problem> {
        let place = self.place;
        let mailbox = place.mailboxes.of(self.partner).ok_or(Problem::NotFound(Thing::Page))?;
        let text = serde_json::to_vec(goes).map_err(Problem::broken)?;
        // The form, the browser and what goes: only the very same again is the same.
        let once =
            [once.as_bytes(), &self.key.derive("handover once"), &secrets::sha256(&text)].concat();
        let new = NewHandover {
            partner: self.partner,
            mailbox,
            role: &self.redirect.role,
            question: &self.redirect.question,
            passed: goes,
            once: &once,
        };
        let mut tx = place.begin().await?;
        let receipt = hand_over(&mut tx, &new).await?;
        if receipt.again {
            tx.leave().await?;
        } else {
            tx.commit().await?;
            elsewhere::count(place, self.redirect, Some(self.partner), What::Passed);
        }
        Ok(receipt)
    }

    fn render(
        &self,
        typed: &[(String, String)],
        form: &Form,
        problems: &[FieldProblem],
    ) -> Result<Response, Fault> {
        let (place, language, named) = (self.place, self.language(), self.named());
        let visit = &place.visit;
        let wrong = !problems.is_empty();
        let title = TITLE.fill(language, &named);
        let manner = Manner {
            language,
            heading: false,
            sensitive: false,
            typed,
            problems,
            aloud: false,
            visit,
            tiles: None,
        };
        let fresh = secrets::hex(&secrets::random::<16>()?);
        let template = PassingPage {
            frame: place.frame(&title).error(wrong).with_back(place.href(&self.outcome.slug)),
            summary: wrong.then(|| ErrorSummary::of(language, problems)),
            goes: WHAT_GOES.fill(language, &named),
            sections: shown(&parts(place, &self.answers, language)),
            controls: self.asks.questions.iter().map(|it| manner.control(it)).collect(),
            reach: reach(language, form, problems),
            agree: Checkboxes::without_legend(AGREE)
                .choice(Choice::new("yes", I_AGREE.fill(language, &named)))
                .chosen(form.all(AGREE))
                .problem(language, of(problems, AGREE)),
            action: place.href(&format!("{}/pass", self.outcome.slug)),
            token: self.key.csrf_token(),
            who: self.partner.id.clone(),
            once: form.get(ONCE).filter(|it| !it.is_empty()).map_or(fresh, str::to_owned),
            button: Button::new(SEND.say(language)).prevent_double_click(true),
            title,
        };
        let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        Ok(page_as(status, &template))
    }
}

/// The fields by which a person may be reached.
fn reach(language: Language, form: &Form, problems: &[FieldProblem]) -> [Input; 3] {
    let input = |name: &'static str, words: Words| {
        Input::new(name, Label::new(words.say(language)))
            .value(form.get(name).unwrap_or_default())
            .problem(language, of(problems, name))
    };
    [
        input("name", NAME).autocomplete("name").spellcheck(false),
        input("phone", PHONE).kind("tel").autocomplete("tel"),
        input("email", EMAIL).kind("email").autocomplete("email").hint(EMAIL_HINT.say(language)),
    ]
}

fn of<'p>(problems: &'p [FieldProblem], field: &str) -> Option<&'p str> {
    problems.iter().find(|problem| problem.field == field).map(|it| it.message.as_str())
}

/// What was answered, section by section.
fn parts(place: &Place, answers: &Answers, language: Language) -> Vec<Part> {
    let sections = services::summary(&place.service, answers, language, place.now());
    let part = |section: services::SummarySection| {
        let given = section.rows.into_iter().filter(|row| row.provided);
        let line = |row: services::SummaryRow| Line {
            label: row.label,
            said: row.lines,
            own_words: row.own_words,
        };
        Part { title: section.title, lines: given.map(line).collect() }
    };
    sections.into_iter().map(part).filter(|part| !part.lines.is_empty()).collect()
}

/// What goes, as it is shown before a person agrees.
fn shown(parts: &[Part]) -> Vec<SummaryList> {
    let row = |line: &Line| {
        SummaryRow::new(line.label.as_str(), line.said.join("\n")).value_class("bl-written")
    };
    parts.iter().map(|part| SummaryList::new().rows(part.lines.iter().map(row))).collect()
}

#[derive(Template)]
#[template(path = "reports/passing.html")]
struct PassingPage {
    frame: Frame,
    summary: Option<ErrorSummary>,
    title: String,
    goes: String,
    sections: Vec<SummaryList>,
    controls: Vec<Markup>,
    reach: [Input; 3],
    agree: Checkboxes,
    action: String,
    token: String,
    who: String,
    once: String,
    button: Button,
}

impl PassingPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}
