//! Two records side by side: what agrees, what does not, why matching thinks so; and what a person says.

use super::matches::named;
use super::{Holdings, entity, facts, record_href};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::components::{Choice, Input, Legend, Markup, Radios, Table};
use counter::leaf::{FormPart, Leaf, Line, Part};
use counter::{Fault, Form, Routes, Visit};
use kernel::{EntityId, FieldProblem, Language, Problem, Words, words};
use records::suggestion::{self, Answer, Found};
use records::{Field, View};
use rights::Right;
use rights::pages::{At, Attempt, Outcome, SignedIn, button, reason};

words! {
    TITLE { en: "Two records side by side", cy: "Dau gofnod ochr yn ochr" }
    FIELD { en: "What", cy: "Beth" }
    COMPARED { en: "Compared", cy: "Wedi'u cymharu" }
    AGREES { en: "agrees", cy: "yn cytuno" }
    DIFFERS { en: "differs", cy: "yn wahanol" }
    ONE_ONLY { en: "one only", cy: "un yn unig" }
    LINKS { en: "Links", cy: "Cysylltiadau" }
    WHY { en: "Why they may be the same", cy: "Pam y gallent fod yr un un" }
    WEIGHT { en: "Together {bits} bits: {band}. Each bit doubles the odds, or halves them where it is below nought.", cy: "Gyda'i gilydd {bits} did: {band}. Mae pob did yn dyblu'r tebygolrwydd, neu'n ei haneru lle mae o dan sero." }
    FINDING { en: "How it came out", cy: "Y canlyniad" }
    BITS { en: "Bits", cy: "Didau" }
    BEFORE { en: "Somebody was not sure: {note}", cy: "Nid oedd rhywun yn siŵr: {note}" }
    QUESTION { en: "Are they the same one?", cy: "Ai'r un un ydynt?" }
    SAME { en: "Yes, the same", cy: "Ie, yr un un" }
    SAME_HINT { en: "Both stay as they are and are shown as one. It can be taken back", cy: "Mae'r ddau yn aros fel y maent ac yn cael eu dangos fel un. Gellir ei dynnu'n ôl" }
    DIFFERENT { en: "No, not the same", cy: "Nage, nid yr un un" }
    DIFFERENT_HINT { en: "Nobody is asked again", cy: "Ni ofynnir i neb eto" }
    UNSURE { en: "I am not sure", cy: "Nid wyf yn siŵr" }
    UNSURE_HINT { en: "It stays in the list for a colleague", cy: "Mae'n aros yn y rhestr ar gyfer cydweithiwr" }
    SAVE { en: "Save", cy: "Cadw" }
    NO_ANSWER { en: "Choose what they are", cy: "Dewiswch beth ydynt" }
    CANNOT { en: "This cannot be said of these two: they count as one already, are not of one form, or somebody said that two of those that would be one are not the same", cy: "Ni ellir dweud hyn am y ddau hyn: maent yn cyfrif fel un eisoes, nid ydynt o'r un ffurf, neu dywedodd rhywun nad yw dau o'r rhai a fyddai'n un yr un un" }
    OPEN { en: "Open {label}", cy: "Agor {label}" }
    COMPARE { en: "Compare with another record", cy: "Cymharu â chofnod arall" }
    NUMBER { en: "The number of the other record", cy: "Rhif y cofnod arall" }
    NUMBER_HINT { en: "It stands at the end of its page", cy: "Mae ar ddiwedd ei dudalen" }
    SIDE_BY_SIDE { en: "Put them side by side", cy: "Eu rhoi ochr yn ochr" }
    NO_NUMBER { en: "Write the whole number of another record", cy: "Ysgrifennwch rif cyfan cofnod arall" }
}

const OPENED_BY: [Right; 1] = [Right::MergeRecords];
const PATH: &str = "/desk/records/matches/{one}/{other}";
const COMPARISON: &str = "/desk/records/{id}/comparison";

pub(super) fn routes() -> Routes<Holdings> {
    Routes::new()
        .get(PATH, Desk, Staff, show)
        .post(PATH, Desk, Staff, post)
        .get(COMPARISON, Desk, Staff, choose)
        .post(COMPARISON, Desk, Staff, chosen)
}

/// The address of two records side by side.
pub(super) fn pair_href(at: &At<'_>, one: EntityId, other: EntityId) -> String {
    at.href(&format!("/matches/{one}/{other}?need={}", at.purpose.code()))
}

async fn show(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path((one, other)): Path<(String, String)>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    let looked = async {
        let pair = (entity(&one)?, entity(&other)?);
        page(&at, pair, &Attempt::default()).await
    };
    at.shown(&OPENED_BY, looked.await)
}

async fn post(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path((one, other)): Path<(String, String)>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    let done = async {
        let pair = (entity(&one)?, entity(&other)?);
        answers(&at, pair, Attempt::of(form)).await
    };
    at.done(&OPENED_BY, done.await)
}

async fn answers(
    at: &At<'_>,
    pair: (EntityId, EntityId),
    mut attempt: Attempt,
) -> Result<Outcome, Problem> {
    let answer = Answer::of_code(attempt.typed("answer"));
    attempt.require(at, answer.is_some(), ("answer", NO_ANSWER));
    attempt.require_reason(at);
    let Some(answer) = answer.filter(|_| attempt.is_right()) else {
        return page(at, pair, &attempt).await.map(|leaf| Outcome::Shown(Box::new(leaf)));
    };
    let mut tx = at.tx().await?;
    let said = (answer, attempt.typed("reason"));
    match suggestion::answer(&mut tx, at.staff(), pair, said).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(Outcome::Done("/matches?done=answered".to_owned()))
        }
        Err(Problem::Conflict(_)) => {
            tx.leave().await?;
            let message = at.say(CANNOT).to_owned();
            attempt.problems.push(FieldProblem { field: "answer".to_owned(), message });
            page(at, pair, &attempt).await.map(|leaf| Outcome::Shown(Box::new(leaf)))
        }
        Err(problem) => Err(problem),
    }
}

async fn page(
    at: &At<'_>,
    (one, other): (EntityId, EntityId),
    attempt: &Attempt,
) -> Result<Leaf, Problem> {
    let mut tx = at.tx().await?;
    let (this, that, suggested) = suggestion::pair(&mut tx, at.staff(), (one, other)).await?;
    let left = records::read(&mut tx, at.staff(), one).await?;
    let right = records::read(&mut tx, at.staff(), other).await?;
    tx.commit().await?;
    let open = |head: &records::Head| Line {
        href: record_href(at, head.id, ""),
        text: at.fill(OPEN, &[("label", &named(at, head))]),
        tag: None,
        about: None,
    };
    let leaf = at.wrong(at.leaf(TITLE, at.say(TITLE)), attempt);
    let leaf = leaf.part(Part::Links(vec![open(&this), open(&that)]));
    let leaf = leaf.part(Part::Wide(side_by_side(at, &left, &right).into()));
    let leaf = match &suggested {
        Some(suggestion) => {
            let note = Some(&suggestion.note).filter(|it| !it.is_empty());
            let note = note.map(|note| Part::Written(at.fill(BEFORE, &[("note", note)])));
            leaf.heading(at.say(WHY)).parts(reasons(at, &suggestion.found)).parts(note)
        }
        None => leaf,
    };
    Ok(leaf.part(Part::Form(question(at, (one, other), attempt))))
}

/// Field by field: what either says, and whether that agrees.
fn side_by_side(at: &At<'_>, left: &View, right: &View) -> Table {
    let language = at.language();
    let head = [
        at.say(FIELD).to_owned(),
        named(at, &left.head),
        named(at, &right.head),
        at.say(COMPARED).to_owned(),
    ];
    let mut table = Table::new()
        .caption(at.say(TITLE).to_owned(), "govuk-visually-hidden")
        .head(head)
        .row_headers();
    for field in Field::ALL {
        let (one, other) = (values(left, *field, language), values(right, *field, language));
        if !(one.is_empty() && other.is_empty()) {
            let name = field.name().say(language).to_owned();
            let compared = at.say(compared(&one, &other)).to_owned();
            table = table.row([name, one.join("; "), other.join("; "), compared]);
        }
    }
    let links = |view: &View| view.links.len().to_string();
    let compared = String::new();
    table.row([at.say(LINKS).to_owned(), links(left), links(right), compared])
}

fn values(view: &View, field: Field, language: Language) -> Vec<String> {
    let standing = view.statements.iter().filter(|it| it.field == field && it.ended.is_none());
    let mut values: Vec<String> =
        standing.map(|it| facts::value(field, &it.value, language)).collect();
    values.dedup();
    values
}

fn compared(one: &[String], other: &[String]) -> Words {
    let same = |value: &String| other.iter().any(|it| it.to_lowercase() == value.to_lowercase());
    match (one.is_empty() || other.is_empty(), one.iter().any(same)) {
        (true, _) => ONE_ONLY,
        (false, true) => AGREES,
        (false, false) => DIFFERS,
    }
}

/// What was compared, line by line, in words and in bits.
pub(super) fn reasons(at: &At<'_>, found: &Found) -> Vec<Part> {
    let bits = format!("{:.1}", found.weight);
    let band = found.band.name().say(at.language());
    let said = at.fill(WEIGHT, &[("bits", &bits), ("band", band)]);
    vec![Part::Text(said), Part::Wide(lines(at, &found.explanation))]
}

/// The lines of an explanation.
pub(super) fn lines(at: &At<'_>, explanation: &serde_json::Value) -> Markup {
    let of = |both: [String; 2]| {
        let [english, welsh] = both;
        match at.language() {
            Language::English => english,
            Language::Welsh => welsh,
        }
    };
    let mut table = Table::new()
        .caption(at.say(WHY).to_owned(), "govuk-visually-hidden")
        .head([FIELD, FINDING, BITS].map(|it| at.say(it).to_owned()))
        .row_headers();
    for line in suggestion::lines(explanation) {
        let bits = format!("{:+.1}", line.bits);
        table = table.row([facts::capital(&of(line.field)), of(line.finding), bits]);
    }
    table.into()
}

fn question(at: &At<'_>, (one, other): (EntityId, EntityId), attempt: &Attempt) -> FormPart {
    let choice = |answer: Answer, words: Words, hint: Words| {
        Choice::new(answer.code(), at.say(words)).hint(at.say(hint))
    };
    let legend = Legend::new(at.say(QUESTION)).class("govuk-fieldset__legend--m");
    FormPart::to(pair_href(at, one, other))
        .field(
            Radios::new("answer", legend)
                .choices([
                    choice(Answer::Same, SAME, SAME_HINT),
                    choice(Answer::Different, DIFFERENT, DIFFERENT_HINT),
                    choice(Answer::Unsure, UNSURE, UNSURE_HINT),
                ])
                .chosen(Some(attempt.typed("answer")))
                .problem(at.language(), attempt.problem("answer")),
        )
        .field(reason(at, attempt))
        .button(button(at, SAVE))
}

async fn choose(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    let looked = async {
        at.staff().require(Right::MergeRecords)?;
        Ok(choice_page(&at, entity(&id)?, &Attempt::default()))
    };
    at.shown(&OPENED_BY, looked.await)
}

fn choice_page(at: &At<'_>, id: EntityId, attempt: &Attempt) -> Leaf {
    let form = FormPart::to(record_href(at, id, "/comparison"))
        .field(
            Input::new("other", at.say(NUMBER))
                .hint(at.say(NUMBER_HINT))
                .value(attempt.typed("other"))
                .spellcheck(false)
                .problem(at.language(), attempt.problem("other")),
        )
        .button(button(at, SIDE_BY_SIDE));
    at.wrong(at.leaf(COMPARE, at.say(COMPARE)), attempt).part(Part::Form(form))
}

async fn chosen(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    let mut attempt = Attempt::of(form);
    let one = match at.staff().require(Right::MergeRecords).and_then(|()| entity(&id)) {
        Ok(one) => one,
        Err(problem) => return at.refused(&OPENED_BY, problem),
    };
    let other = attempt.typed("other").parse::<EntityId>().ok().filter(|it| *it != one);
    if let Some(other) = other {
        return Ok(Redirect::to(&pair_href(&at, one, other)).into_response());
    }
    attempt.require(&at, false, ("other", NO_NUMBER));
    at.done(&OPENED_BY, Ok(Outcome::Shown(Box::new(choice_page(&at, one, &attempt)))))
}
