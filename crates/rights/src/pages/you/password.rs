//! Changing one's own password.

use super::{asking, back};
use crate::pages::SignedIn;
use crate::pages::asking::{drawn, message, problem};
use crate::passwords::{Changed, Weak, change as change_password};
use axum::extract::State;
use axum::response::Response;
use counter::components::{Button, PasswordInput};
use counter::{Fault, Form, Visit};
use kernel::{FieldProblem, Language, Words, words};
use station::Station;

words! {
    TITLE { en: "Change your password", cy: "Newid eich cyfrinair" }
    WHY {
        en: "Choose at least 15 characters. A few words that belong together for nobody but you are good; \
             digits and signs are not needed. You can paste it from a password manager.",
        cy: "Dewiswch o leiaf 15 nod. Mae ychydig o eiriau sy'n perthyn gyda'i gilydd i neb ond chi yn dda; \
             nid oes angen digidau ac arwyddion. Gallwch ei ludo o reolwr cyfrineiriau.",
    }
    OLD { en: "Your password now", cy: "Eich cyfrinair nawr" }
    NEW { en: "Your new password", cy: "Eich cyfrinair newydd" }
    CHANGE { en: "Change it", cy: "Ei newid" }
    ENTER_OLD { en: "Enter your password", cy: "Rhowch eich cyfrinair" }
    OLD_NOT_RIGHT { en: "The password is not right. Check it and try again", cy: "Nid yw'r cyfrinair yn gywir. Gwiriwch ef a rhowch gynnig arall arni" }
    TOO_SHORT { en: "Enter at least 15 characters", cy: "Rhowch o leiaf 15 nod" }
    TOO_LONG { en: "Enter at most 512 characters", cy: "Rhowch 512 nod ar y mwyaf" }
    A_NAME {
        en: "Enter a password without your name, your address or your force in it",
        cy: "Rhowch gyfrinair heb eich enw, eich cyfeiriad na'ch heddlu ynddo",
    }
    ONE_SEQUENCE {
        en: "Enter a password that is not one sequence or one part over and over",
        cy: "Rhowch gyfrinair nad yw'n un dilyniant neu'n un rhan drosodd a throsodd",
    }
    BREACHED {
        en: "This password was stolen somewhere before, so others know it. Enter another",
        cy: "Cafodd y cyfrinair hwn ei ddwyn yn rhywle o'r blaen, felly mae eraill yn ei wybod. Rhowch un arall",
    }
}

/// `GET /desk/you/password`.
pub(in crate::pages) async fn show(visit: Visit, signed_in: SignedIn) -> Response {
    draw(&visit, &signed_in, &[])
}

fn draw(visit: &Visit, signed_in: &SignedIn, problems: &[FieldProblem]) -> Response {
    let language = visit.language;
    let old = PasswordInput::new(language, "old", OLD.say(language))
        .problem(language, message(problems, "old"));
    let mut page = asking(visit, signed_in, TITLE, "/desk/you/password");
    page.says = vec![WHY.say(language).to_owned()];
    page.fields = vec![drawn(&old), drawn(&new_field(language, problems))];
    page.button = Some(Button::new(CHANGE.say(language)).prevent_double_click(true));
    page.problems(problems).respond()
}

/// The field for a new password.
pub(in crate::pages) fn new_field(language: Language, problems: &[FieldProblem]) -> PasswordInput {
    PasswordInput::new(language, "new", NEW.say(language))
        .autocomplete("new-password")
        .problem(language, message(problems, "new"))
}

/// How a new password is chosen, for whoever does.
pub(in crate::pages) fn how_to_choose(language: Language) -> &'static str {
    WHY.say(language)
}

/// What to do about a password that is refused.
pub(in crate::pages) fn advice(weak: Weak, language: Language) -> FieldProblem {
    let words: Words = match weak {
        Weak::TooShort => TOO_SHORT,
        Weak::TooLong => TOO_LONG,
        Weak::HoldsAName => A_NAME,
        Weak::OneSequence => ONE_SEQUENCE,
        Weak::Breached => BREACHED,
    };
    problem("new", words.say(language))
}

/// `POST /desk/you/password`.
pub(in crate::pages) async fn change(
    State(station): State<Station>,
    visit: Visit,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let language = visit.language;
    let text = |field| form.get(field).unwrap_or_default();
    let both = (text("old"), text("new"));
    if both.0.is_empty() {
        let wrong = [problem("old", ENTER_OLD.say(language))];
        return Ok(draw(&visit, &signed_in, &wrong));
    }
    let wrong = match change_password(&station, &signed_in.staff, both).await? {
        Changed::Done => return Ok(back(&visit, "password")),
        Changed::NotTheirs => problem("old", OLD_NOT_RIGHT.say(language)),
        Changed::Weak(weak) => advice(weak, language),
    };
    Ok(draw(&visit, &signed_in, &[wrong]))
}
