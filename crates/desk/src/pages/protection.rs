//! Who needs to know of a matter, and how it is marked.

use super::contact::contact_id;
use super::door::or_door;
use super::{Here, frame};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use contact::{NeedToKnow, Protection};
use counter::components::{Button, Choice, ErrorSummary, Input, Legend, Radios, Textarea};
use counter::{Fault, Form, Frame, TOKEN_FIELD, Visit};
use kernel::{AccountId, Email, FieldProblem, Language, Problem, Purpose, Words, words};
use rights::Marking;
use rights::pages::SignedIn;
use rights::second::{SHORTEST_REASON, says_something};
use services::pages::Hall;
use station::Tx;

words! {
    TITLE { en: "Who needs to know", cy: "Pwy sydd angen gwybod" }
    WHAT {
        en: "Whoever is left out cannot open this contact, whatever their role. In an emergency they can \
             break in, and you hear of it.",
        cy: "Ni all pwy bynnag sy'n cael ei adael allan agor y cyswllt hwn, beth bynnag fo'i rôl. Mewn \
             argyfwng gallant dorri i mewn, a chewch glywed am hynny.",
    }
    MARKING { en: "Marking", cy: "Marc" }
    WHO { en: "Who opens it?", cy: "Pwy sy'n ei agor?" }
    EVERYBODY { en: "Everybody whose role reads contacts", cy: "Pawb y mae eu rôl yn darllen cysylltiadau" }
    SOME { en: "Only some, and others see that it exists", cy: "Dim ond rhai, ac mae eraill yn gweld ei fod yn bodoli" }
    HIDDEN { en: "Only some, and others do not know that it exists", cy: "Dim ond rhai, ac nid yw eraill yn gwybod ei fod yn bodoli" }
    LIST { en: "Who needs to know, besides you", cy: "Pwy sydd angen gwybod, heblaw chi" }
    LIST_HINT { en: "Work email addresses, one on each line.", cy: "Cyfeiriadau e-bost gwaith, un ar bob llinell." }
    ASK { en: "Who others can ask", cy: "Pwy all eraill ei holi" }
    ASK_HINT { en: "For example, the duty inspector of a unit, or you.", cy: "Er enghraifft, arolygydd ar ddyletswydd uned, neu chi." }
    OPERATION { en: "Operation (optional)", cy: "Ymgyrch (dewisol)" }
    OPERATION_HINT { en: "Its short name, as your administrator set it up.", cy: "Ei enw byr, fel y'i sefydlwyd gan eich gweinyddwr." }
    WHY { en: "Why", cy: "Pam" }
    SAVE { en: "Save", cy: "Cadw" }
    SAY_WHY { en: "Say why, in at least {characters} characters", cy: "Dywedwch pam, mewn o leiaf {characters} nod" }
    NOBODY { en: "Nobody in your force signs in with {email}", cy: "Nid oes neb yn eich heddlu yn mewngofnodi gyda {email}" }
    SAY_WHOM { en: "Say who others can ask", cy: "Dywedwch pwy all eraill ei holi" }
}

#[derive(Template)]
#[template(path = "desk/protection.html")]
struct ProtectionPage {
    frame: Frame,
    language: Language,
    action: String,
    csrf: String,
    summary: Option<ErrorSummary>,
    marking: Radios,
    who: Radios,
    list: Textarea,
    ask: Input,
    operation: Input,
    why: Textarea,
    button: Button,
}

impl ProtectionPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.language)
    }
}

/// What the form says, as it was typed.
#[derive(Default)]
struct Typed {
    marking: String,
    who: String,
    list: String,
    ask: String,
    operation: String,
    why: String,
}

impl Typed {
    fn of_form(form: &Form) -> Self {
        let text = |name: &str| form.get(name).unwrap_or_default().trim().to_owned();
        Self {
            marking: text("marking"),
            who: text("who"),
            list: text("list"),
            ask: text("ask"),
            operation: text("operation"),
            why: text("why"),
        }
    }

    async fn of_stored(
        tx: &mut Tx<'_>,
        me: AccountId,
        stored: &Protection,
    ) -> Result<Self, Problem> {
        let mut list = Vec::new();
        for id in stored.restricted.iter().flat_map(|it| &it.open_to).filter(|id| **id != me) {
            list.push(rights::account_of(tx, *id).await?.email);
        }
        let who = match &stored.restricted {
            None => "everybody",
            Some(NeedToKnow { hidden: false, .. }) => "some",
            Some(NeedToKnow { hidden: true, .. }) => "hidden",
        };
        Ok(Self {
            marking: stored.marking.code().to_owned(),
            who: who.to_owned(),
            list: list.join("\n"),
            ask: stored.restricted.as_ref().map(|it| it.ask.clone()).unwrap_or_default(),
            operation: stored.operation.clone().unwrap_or_default(),
            why: String::new(),
        })
    }

    /// What it asks for, or what is wrong with it.
    async fn read(
        &self,
        tx: &mut Tx<'_>,
        me: AccountId,
        language: Language,
    ) -> Result<Result<Protection, Vec<FieldProblem>>, Problem> {
        let (mut open_to, mut problems) = (vec![me], Vec::new());
        let wrong =
            |field: &str, message: String| FieldProblem { field: field.to_owned(), message };
        let restricted = matches!(self.who.as_str(), "some" | "hidden");
        for line in self.list.lines().map(str::trim).filter(|it| restricted && !it.is_empty()) {
            let email = Email::parse(line).ok();
            let found = match &email {
                Some(email) => rights::account_by_email(tx, email).await?,
                None => None,
            };
            match found {
                Some(account) if !open_to.contains(&account) => open_to.push(account),
                Some(_) => {}
                None => problems.push(wrong("list", NOBODY.fill(language, &[("email", line)]))),
            }
        }
        if restricted && self.ask.is_empty() {
            problems.push(wrong("ask", SAY_WHOM.say(language).to_owned()));
        }
        if !says_something(&self.why) {
            let characters = SHORTEST_REASON.to_string();
            problems.push(wrong("why", SAY_WHY.fill(language, &[("characters", &characters)])));
        }
        if !problems.is_empty() {
            return Ok(Err(problems));
        }
        let list = NeedToKnow { open_to, hidden: self.who == "hidden", ask: self.ask.clone() };
        Ok(Ok(Protection {
            marking: Marking::of_code(&self.marking).unwrap_or(Marking::Official),
            restricted: restricted.then_some(list),
            operation: Some(self.operation.clone()).filter(|it| !it.is_empty()),
        }))
    }
}

/// The form.
pub(super) async fn show(
    State(hall): Here,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let staff = &signed_in.staff;
    let looked = async {
        let mut tx = hall.station.begin(&staff.scope(Purpose::ContactHandling)).await?;
        let stored = contact::protection(&mut tx, staff, contact_id(&id)?).await?;
        let typed = Typed::of_stored(&mut tx, staff.account(), &stored).await?;
        tx.commit().await?;
        Ok(typed)
    };
    match looked.await {
        Ok(typed) => Ok(render(&hall, &visit, &signed_in, &id, (&typed, &[]))),
        Err(problem) => or_door(&hall, &visit, &signed_in, (&id, problem)).await,
    }
}

/// Saves it, and leads back to the contact.
pub(super) async fn post(
    State(hall): Here,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let (staff, typed) = (&signed_in.staff, Typed::of_form(&form));
    let done = async {
        let mut tx = hall.station.begin(&staff.scope(Purpose::ContactHandling)).await?;
        let contact = contact_id(&id)?;
        match typed.read(&mut tx, staff.account(), visit.language).await? {
            Ok(protection) => {
                contact::protect(&mut tx, staff, contact, (&protection, &typed.why)).await?;
                tx.commit().await?;
                Ok(None)
            }
            Err(problems) => Ok(Some(problems)),
        }
    };
    match done.await {
        Ok(None) => Ok(Redirect::to(&visit.href(&format!("/desk/contacts/{id}"))).into_response()),
        Ok(Some(problems)) => Ok(render(&hall, &visit, &signed_in, &id, (&typed, &problems))),
        Err(problem) => or_door(&hall, &visit, &signed_in, (&id, problem)).await,
    }
}

fn render(
    hall: &Hall,
    visit: &Visit,
    signed_in: &SignedIn,
    id: &str,
    (typed, problems): (&Typed, &[FieldProblem]),
) -> Response {
    let language = visit.language;
    let message = |field: &str| {
        problems.iter().find(|problem| problem.field == field).map(|it| it.message.as_str())
    };
    let legend = |words: Words| Legend::new(words.say(language)).class("govuk-fieldset__legend--s");
    let marking = |it: &Marking| Choice::new(it.code(), it.name().say(language));
    let who = [("everybody", EVERYBODY), ("some", SOME), ("hidden", HIDDEN)];
    let page = ProtectionPage {
        frame: frame(hall, visit, signed_in, TITLE.say(language)).error(!problems.is_empty()),
        language,
        action: visit.href(&format!("/desk/contacts/{id}/protection")),
        csrf: signed_in.csrf.clone(),
        summary: (!problems.is_empty()).then(|| ErrorSummary::of(language, problems)),
        marking: Radios::new("marking", legend(MARKING))
            .choices(Marking::ALL.iter().map(marking))
            .chosen(Some(&typed.marking)),
        who: Radios::new("who", legend(WHO))
            .choices(who.map(|(code, words)| Choice::new(code, words.say(language))))
            .chosen(Some(&typed.who)),
        list: Textarea::new("list", LIST.say(language))
            .hint(LIST_HINT.say(language))
            .rows(4)
            .spellcheck(false)
            .value(&typed.list)
            .problem(language, message("list")),
        ask: Input::new("ask", ASK.say(language))
            .hint(ASK_HINT.say(language))
            .value(&typed.ask)
            .problem(language, message("ask")),
        operation: Input::new("operation", OPERATION.say(language))
            .hint(OPERATION_HINT.say(language))
            .value(&typed.operation),
        why: Textarea::new("why", WHY.say(language))
            .rows(3)
            .value(&typed.why)
            .problem(language, message("why")),
        button: Button::new(SAVE.say(language)).prevent_double_click(true),
    };
    let status =
        if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    counter::page_as(status, &page)
}
