//! Records that may be of the same one, for a person to look at: the list, and the search that fills it.

use super::pair::pair_href;
use super::{Holdings, facts};
use axum::extract::State;
use axum::response::Response;
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::components::{Choice, Legend, Radios, Tag};
use counter::leaf::{FormPart, Leaf, Line, Part};
use counter::{Fault, Form, Routes, Visit, dates};
use kernel::{Problem, words};
use records::Run;
use records::suggestion::{self, Answer, Pair};
use rights::Right;
use rights::pages::{At, Attempt, Outcome, SignedIn, button, reason};

words! {
    TITLE { en: "Records that may be of the same one", cy: "Cofnodion a allai fod am yr un un" }
    ABOUT { en: "Look at each pair and say whether it is the same one. What you say is remembered, and can be taken back.", cy: "Edrychwch ar bob pâr a dywedwch ai'r un un ydyw. Cofir yr hyn a ddywedwch, a gellir ei dynnu'n ôl." }
    NONE { en: "Nothing is waiting.", cy: "Nid oes dim yn aros." }
    BETWEEN { en: "{one} and {other}", cy: "{one} a {other}" }
    BITS { en: "{bits} bits, {band}", cy: "{bits} did, {band}" }
    UNSURE { en: "Somebody was not sure", cy: "Nid oedd rhywun yn siŵr" }
    MERGES { en: "Which records were said to be the same", cy: "Pa gofnodion y dywedwyd eu bod yr un un" }
    SEARCH { en: "The search", cy: "Y chwiliad" }
    NEVER { en: "Nobody has been looked for yet.", cy: "Nid oes neb wedi'i chwilio eto." }
    GOES_ON { en: "It began {when} and has not ended.", cy: "Dechreuodd {when} ac nid yw wedi gorffen." }
    ENDED { en: "It ended {when}.", cy: "Gorffennodd {when}." }
    SEARCH_NOW { en: "Look for more now", cy: "Chwilio am fwy nawr" }
    BEGUN { en: "The search has begun. It goes on by itself.", cy: "Mae'r chwiliad wedi dechrau. Mae'n mynd ymlaen ar ei ben ei hun." }
    ANSWERED { en: "Saved.", cy: "Wedi'i gadw." }
    AUTOMATIC { en: "May the program join what is the same beyond doubt?", cy: "A gaiff y rhaglen uno'r hyn sydd yr un un heb amheuaeth?" }
    AUTOMATIC_ABOUT { en: "Only where strong identifiers, name and date of birth agree. It is in the list of merges, and is taken back there.", cy: "Dim ond lle mae dynodwyr cryf, enw a dyddiad geni yn cytuno. Mae yn y rhestr o gofnodion a gyfunwyd, ac fe'i tynnir yn ôl yno." }
    ON { en: "Yes", cy: "Caiff" }
    OFF { en: "No, ask a person each time", cy: "Na chaiff, gofyn i berson bob tro" }
    SAVE { en: "Save", cy: "Cadw" }
    NO_CHOICE { en: "Choose yes or no", cy: "Dewiswch" }
}

const OPENED_BY: [Right; 1] = [Right::MergeRecords];
const PATH: &str = "/desk/records/matches";
const SEARCHES: &str = "/desk/records/matches/searches";
const AUTOMATIC_PATH: &str = "/desk/records/matches/automatic";

pub(super) fn routes() -> Routes<Holdings> {
    Routes::new()
        .get(PATH, Desk, Staff, show)
        .post(SEARCHES, Desk, Staff, search)
        .get(AUTOMATIC_PATH, Desk, Staff, show_automatic)
        .post(AUTOMATIC_PATH, Desk, Staff, automatic)
}

async fn show(
    State(holdings): State<Holdings>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    at.shown(&OPENED_BY, look(&at).await)
}

async fn look(at: &At<'_>) -> Result<Leaf, Problem> {
    let mut tx = at.tx().await?;
    let run = records::run(&mut tx, at.staff()).await?;
    let pairs = suggestion::suggestions(&mut tx, at.staff()).await?;
    tx.commit().await?;
    let leaf = at.leaf(TITLE, at.say(TITLE)).text(at.say(ABOUT));
    let leaf = at.after(leaf, &[("begun", BEGUN), ("answered", ANSWERED)]);
    let leaf = if pairs.is_empty() {
        leaf.text(at.say(NONE))
    } else {
        leaf.part(Part::Links(pairs.iter().map(|pair| line(at, pair)).collect()))
    };
    let search =
        FormPart::to(at.href("/matches/searches")).button(button(at, SEARCH_NOW).secondary());
    let mut links = vec![plain(at, "/merges", MERGES)];
    if at.staff().may(Right::KeepRecords) {
        links.push(plain(at, "/matches/automatic", AUTOMATIC));
    }
    Ok(leaf
        .heading(at.say(SEARCH))
        .text(told(at, run))
        .part(Part::Form(search))
        .part(Part::Links(links)))
}

fn plain(at: &At<'_>, path: &str, words: kernel::Words) -> Line {
    Line { href: at.href(path), text: at.say(words).to_owned(), tag: None, about: None }
}

fn told(at: &At<'_>, run: Option<Run>) -> String {
    let Some(run) = run else { return at.say(NEVER).to_owned() };
    let (words, when) = run.ended_at.map_or((GOES_ON, run.began_at), |ended| (ENDED, ended));
    // No counts: they would tell of records that whoever looks may not know of.
    at.fill(words, &[("when", &dates::date_and_time(when, at.language()))])
}

fn line(at: &At<'_>, pair: &Pair) -> Line {
    let found = &pair.suggestion.found;
    let (one, other) = (named(at, &pair.one), named(at, &pair.other));
    let bits = format!("{:.1}", found.weight);
    let band = found.band.name().say(at.language());
    let unsure = pair.suggestion.answer == Some(Answer::Unsure);
    Line {
        href: pair_href(at, found.one, found.other),
        text: at.fill(BETWEEN, &[("one", &one), ("other", &other)]),
        tag: unsure.then(|| Tag::new(at.say(UNSURE))),
        about: Some(at.fill(BITS, &[("bits", &bits), ("band", band)])),
    }
}

/// What a record is called, with what tells it from another.
pub(super) fn named(at: &At<'_>, head: &records::Head) -> String {
    let (label, hint) = (facts::label(head, at.language()), facts::hint(head, at.language()));
    if hint.is_empty() { label } else { format!("{label}, {hint}") }
}

async fn search(
    State(holdings): State<Holdings>,
    visit: Visit,
    signed_in: SignedIn,
    _form: Form,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    let done = async {
        let mut tx = at.tx().await?;
        records::search_now(&mut tx, at.staff()).await?;
        tx.commit().await?;
        Ok(Outcome::Done("/matches?done=begun".to_owned()))
    };
    at.done(&OPENED_BY, done.await)
}

const SWITCHED_BY: [Right; 1] = [Right::KeepRecords];

async fn show_automatic(
    State(holdings): State<Holdings>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    let looked = async {
        at.staff().require(Right::KeepRecords)?;
        let mut tx = at.tx().await?;
        let run = records::run(&mut tx, at.staff()).await?;
        tx.leave().await?;
        let on = run.is_some_and(|it| it.automatic);
        Ok(switch(&at, &Attempt::default(), if on { "on" } else { "off" }))
    };
    at.shown(&SWITCHED_BY, looked.await)
}

fn switch(at: &At<'_>, attempt: &Attempt, chosen: &str) -> Leaf {
    let legend = Legend::new(at.say(AUTOMATIC)).class("govuk-fieldset__legend--s");
    let choices = [Choice::new("on", at.say(ON)), Choice::new("off", at.say(OFF))];
    let form = FormPart::to(at.href("/matches/automatic"))
        .field(
            Radios::new("automatic", legend)
                .choices(choices)
                .chosen(Some(chosen))
                .problem(at.language(), attempt.problem("automatic")),
        )
        .field(reason(at, attempt))
        .button(button(at, SAVE));
    let leaf = at.leaf(TITLE, at.say(AUTOMATIC)).text(at.say(AUTOMATIC_ABOUT));
    at.wrong(leaf, attempt).part(Part::Form(form))
}

async fn automatic(
    State(holdings): State<Holdings>,
    visit: Visit,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    at.done(&SWITCHED_BY, switches(&at, Attempt::of(form)).await)
}

async fn switches(at: &At<'_>, mut attempt: Attempt) -> Result<Outcome, Problem> {
    at.staff().require(Right::KeepRecords)?;
    let chosen = attempt.typed("automatic").to_owned();
    attempt.require(at, matches!(&*chosen, "on" | "off"), ("automatic", NO_CHOICE));
    attempt.require_reason(at);
    if !attempt.is_right() {
        return Ok(Outcome::Shown(Box::new(switch(at, &attempt, &chosen))));
    }
    let mut tx = at.tx().await?;
    let switched = (chosen == "on", attempt.typed("reason"));
    records::let_program_join(&mut tx, at.staff(), switched).await?;
    tx.commit().await?;
    Ok(Outcome::Done("/matches?done=answered".to_owned()))
}
