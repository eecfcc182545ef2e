//! Who needs to know of a record, and how it is marked: the form.

use super::{At, Attempt};
use crate::protection::{NeedToKnow, Protection};
use crate::second::{SHORTEST_REASON, says_something};
use counter::Form;
use counter::components::{Button, Choice, Input, Legend, Radios, Textarea};
use counter::leaf::{FormPart, Leaf, Part};
use kernel::{Email, FieldProblem, Problem, Words, words};
use policy::Marking;
use station::Tx;

words! {
    TITLE { en: "Who needs to know", cy: "Pwy sydd angen gwybod" }
    WHAT {
        en: "Whoever is left out cannot open this, whatever their role. In an emergency they can break in, \
             and you hear of it.",
        cy: "Ni all pwy bynnag sy'n cael ei adael allan agor hwn, beth bynnag fo'i rôl. Mewn argyfwng \
             gallant dorri i mewn, a chewch glywed am hynny.",
    }
    MARKING { en: "Marking", cy: "Marc" }
    WHO { en: "Who opens it?", cy: "Pwy sy'n ei agor?" }
    EVERYBODY { en: "Everybody whose role opens such records", cy: "Pawb y mae eu rôl yn agor cofnodion o'r fath" }
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

/// The form as it stands, of what is stored.
pub async fn of_stored(
    at: &At<'_>,
    tx: &mut Tx<'_>,
    stored: &Protection,
) -> Result<Attempt, Problem> {
    let (mut list, me) = (Vec::new(), at.staff().account());
    for id in stored.restricted.iter().flat_map(|it| &it.open_to).filter(|id| **id != me) {
        list.push(crate::account_of(tx, *id).await?.email);
    }
    let who = match &stored.restricted {
        None => "everybody",
        Some(NeedToKnow { hidden: false, .. }) => "some",
        Some(NeedToKnow { hidden: true, .. }) => "hidden",
    };
    let ask = stored.restricted.as_ref().map(|it| it.ask.clone()).unwrap_or_default();
    let fields = [
        ("marking", stored.marking.code().to_owned()),
        ("who", who.to_owned()),
        ("list", list.join("\n")),
        ("ask", ask),
        ("operation", stored.operation.clone().unwrap_or_default()),
    ];
    let form = Form::new(fields.map(|(name, value)| (name.to_owned(), value)).to_vec());
    Ok(Attempt { form, ..Attempt::default() })
}

/// What a form asks for; nothing where something is wrong with it, which it then says.
pub async fn read(
    at: &At<'_>,
    tx: &mut Tx<'_>,
    attempt: &mut Attempt,
) -> Result<Option<Protection>, Problem> {
    let restricted = matches!(attempt.typed("who"), "some" | "hidden");
    let (mut open_to, lines) = (vec![at.staff().account()], attempt.typed("list").to_owned());
    for line in lines.lines().map(str::trim).filter(|it| restricted && !it.is_empty()) {
        let found = match Email::parse(line) {
            Ok(email) => crate::account_by_email(tx, &email).await?,
            Err(_) => None,
        };
        match found {
            Some(account) if !open_to.contains(&account) => open_to.push(account),
            Some(_) => {}
            None => wrong(attempt, "list", at.fill(NOBODY, &[("email", line)])),
        }
    }
    if restricted && attempt.typed("ask").is_empty() {
        wrong(attempt, "ask", at.say(SAY_WHOM).to_owned());
    }
    if !says_something(attempt.typed("why")) {
        let characters = SHORTEST_REASON.to_string();
        wrong(attempt, "why", at.fill(SAY_WHY, &[("characters", &characters)]));
    }
    if !attempt.is_right() {
        return Ok(None);
    }
    let hidden = attempt.typed("who") == "hidden";
    let list = NeedToKnow { open_to, hidden, ask: attempt.typed("ask").to_owned() };
    Ok(Some(Protection {
        marking: Marking::of_code(attempt.typed("marking")).unwrap_or(Marking::Official),
        restricted: restricted.then_some(list),
        operation: Some(attempt.typed("operation").to_owned()).filter(|it| !it.is_empty()),
    }))
}

fn wrong(attempt: &mut Attempt, field: &str, message: String) {
    attempt.problems.push(FieldProblem { field: field.to_owned(), message });
}

/// The page with the form.
#[must_use]
pub fn page(at: &At<'_>, attempt: &Attempt, action: String) -> Leaf {
    let language = at.language();
    let legend = |words: Words| Legend::new(at.say(words)).class("govuk-fieldset__legend--s");
    let marking = |it: &Marking| Choice::new(it.code(), it.name().say(language));
    let who = [("everybody", EVERYBODY), ("some", SOME), ("hidden", HIDDEN)];
    let who = who.map(|(code, words)| Choice::new(code, at.say(words)));
    let input = |name: &'static str, words: Words, hint: Words| {
        Input::new(name, at.say(words))
            .hint(at.say(hint))
            .value(attempt.typed(name))
            .problem(language, attempt.problem(name))
    };
    let form = FormPart::to(action)
        .field(
            Radios::new("marking", legend(MARKING))
                .choices(Marking::ALL.iter().map(marking))
                .chosen(Some(attempt.typed("marking"))),
        )
        .field(Radios::new("who", legend(WHO)).choices(who).chosen(Some(attempt.typed("who"))))
        .field(
            Textarea::new("list", at.say(LIST))
                .hint(at.say(LIST_HINT))
                .rows(4)
                .spellcheck(false)
                .value(attempt.typed("list"))
                .problem(language, attempt.problem("list")),
        )
        .field(input("ask", ASK, ASK_HINT))
        .field(input("operation", OPERATION, OPERATION_HINT))
        .field(
            Textarea::new("why", at.say(WHY))
                .rows(3)
                .value(attempt.typed("why"))
                .problem(language, attempt.problem("why")),
        )
        .button(Button::new(at.say(SAVE)).prevent_double_click(true));
    at.wrong(at.leaf(TITLE, at.say(TITLE)), attempt).text(at.say(WHAT)).part(Part::Form(form))
}
