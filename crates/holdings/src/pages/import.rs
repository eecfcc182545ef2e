//! What an older system held is brought in: tried first, with what would change, then done.

use super::{Holdings, facts};
use axum::extract::State;
use axum::response::Response;
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::components::{Input, Select, SelectOption, Table, Textarea};
use counter::leaf::{FormPart, Leaf, Part};
use counter::{Fault, Form as Sent, Routes, Visit};
use kernel::{Problem, Words, words};
use records::By;
use records::import::{Change, Column, Finding, Mapping, PIECE, Plan, bring_in};
use rights::Right;
use rights::pages::{At, Attempt, Outcome, SignedIn, button};

words! {
    TITLE { en: "Bring in old records", cy: "Dod â hen gofnodion i mewn" }
    ABOUT { en: "People, vehicles or addresses from an older system, as CSV with a header. Each line has the older system's own number, so that the same file twice changes nothing. Try it first: nothing is kept until you bring it in.", cy: "Pobl, cerbydau neu gyfeiriadau o system hŷn, fel CSV â phennawd. Mae gan bob llinell rif y system hŷn ei hun, fel nad yw'r un ffeil ddwywaith yn newid dim. Rhowch gynnig arni yn gyntaf: ni chedwir dim nes i chi ddod ag ef i mewn." }
    SET { en: "A short name for the older system", cy: "Enw byr ar gyfer y system hŷn" }
    SET_HINT { en: "Small letters, digits and hyphens, like old-rms. Use the same one each time", cy: "Llythrennau bach, digidau a chysylltnodau, fel old-rms. Defnyddiwch yr un un bob tro" }
    LINES { en: "The lines", cy: "Y llinellau" }
    LINES_HINT { en: "With the header first, 2,000 lines at most. Longer files are brought in by command", cy: "Gyda'r pennawd yn gyntaf, 2,000 o linellau ar y mwyaf. Deuir â ffeiliau hwy i mewn drwy orchymyn" }
    TRY { en: "Try it", cy: "Rhoi cynnig arni" }
    DO { en: "Bring it in", cy: "Dod ag ef i mewn" }
    NO_SET { en: "Write a short name, like old-rms", cy: "Ysgrifennwch enw byr, fel old-rms" }
    NO_LINES { en: "Paste lines of people, vehicles or addresses, 2,000 at most, with their header", cy: "Gludwch linellau o bobl, cerbydau neu gyfeiriadau, 2,000 ar y mwyaf, gyda'u pennawd" }
    COLUMNS { en: "Columns", cy: "Colofnau" }
    PASSED_OVER { en: "Leave out", cy: "Gadael allan" }
    NUMBER { en: "The older system's number", cy: "Rhif y system hŷn" }
    BESIDE { en: "{form}: {field}", cy: "{form}: {field}" }
    FINDINGS { en: "To know of some lines", cy: "I'w wybod am rai llinellau" }
    FINDING { en: "Line {line}: {wrong}", cy: "Llinell {line}: {wrong}" }
    FINDING_OF { en: "Line {line}, {field}: {wrong}", cy: "Llinell {line}, {field}: {wrong}" }
    MORE { en: "And {number} more.", cy: "A {number} arall." }
    WOULD { en: "What it would do", cy: "Yr hyn y byddai'n ei wneud" }
    DID { en: "What was done", cy: "Yr hyn a wnaed" }
    NEW { en: "New records", cy: "Cofnodion newydd" }
    CHANGED { en: "Records that change", cy: "Cofnodion sy'n newid" }
    SAME { en: "As they are known already", cy: "Fel y maent yn hysbys eisoes" }
    REFUSED { en: "Left out: erased, or not open to you", cy: "Wedi'u gadael allan: wedi'u dileu, neu heb fod yn agored i chi" }
    CHANGES { en: "Line {line} changes: {fields}", cy: "Mae llinell {line} yn newid: {fields}" }
    A_LINK { en: "a link", cy: "cyswllt" }
}

const OPENED_BY: [Right; 1] = [Right::KeepRecords];
const PATH: &str = "/desk/records/import";
/// Lines that are brought in by the page.
const MOST_LINES: usize = 2_000;
/// Findings and changes that are listed.
const LISTED: usize = 50;

pub(super) fn routes() -> Routes<Holdings> {
    Routes::new().get(PATH, Desk, Staff, show).post(PATH, Desk, Staff, post)
}

async fn show(
    State(holdings): State<Holdings>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    let looked = at.staff().require(Right::KeepRecords);
    at.shown(&OPENED_BY, looked.map(|()| page(&at, &Attempt::default(), None)))
}

async fn post(
    State(holdings): State<Holdings>,
    visit: Visit,
    signed_in: SignedIn,
    form: Sent,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    at.done(&OPENED_BY, import(&at, Attempt::of(form)).await)
}

async fn import(at: &At<'_>, mut attempt: Attempt) -> Result<Outcome, Problem> {
    at.staff().require(Right::KeepRecords)?;
    let plan = plan(&attempt);
    let right = plan
        .as_ref()
        .is_some_and(|it| (1..=MOST_LINES).contains(&(it.lines.len() + it.findings.len())));
    attempt.require(at, rights::groups::is_id(attempt.typed("set")), ("set", NO_SET));
    attempt.require(at, right, ("lines", NO_LINES));
    let Some(plan) = plan.filter(|_| attempt.is_right()) else {
        return Ok(Outcome::Shown(Box::new(page(at, &attempt, None))));
    };
    let done = attempt.typed("do") == "do";
    let changes = run(at, (&plan, attempt.typed("set")), done).await?;
    let leaf = page(at, &attempt, Some((&plan, &changes, done)));
    Ok(Outcome::Shown(Box::new(leaf)))
}

/// The file as it was sent, with what was said of its columns.
fn plan(attempt: &Attempt) -> Option<Plan> {
    let text = attempt.typed("lines").as_bytes();
    let plan = Plan::read(text, None)?;
    let form = plan.mapping.form;
    let column = |(place, guessed): (usize, &Column)| {
        let code = attempt.typed(&format!("column.{place}")).to_owned();
        Column::of_code(form, &code).unwrap_or(*guessed)
    };
    let columns: Vec<Column> = plan.mapping.columns.iter().enumerate().map(column).collect();
    if columns == plan.mapping.columns {
        return Some(plan);
    }
    Plan::read(text, Some(Mapping { form, columns }))
}

async fn run(
    at: &At<'_>,
    (plan, set): (&Plan, &str),
    done: bool,
) -> Result<Vec<(usize, Change)>, Problem> {
    let mut changes = Vec::new();
    for some in plan.lines.chunks(PIECE) {
        let mut tx = at.tx().await?;
        let by = By::Staff(at.staff());
        changes.extend(bring_in(&mut tx, by, (set, plan.mapping.form), some).await?);
        if done { tx.commit().await? } else { tx.leave().await? }
    }
    Ok(changes)
}

type Tried<'a> = (&'a Plan, &'a [(usize, Change)], bool);

fn page(at: &At<'_>, attempt: &Attempt, tried: Option<Tried<'_>>) -> Leaf {
    let leaf = at.wrong(at.leaf(TITLE, at.say(TITLE)), attempt).text(at.say(ABOUT));
    let leaf = match tried {
        Some(tried) => leaf.parts(results(at, tried)),
        None => leaf,
    };
    let set = Input::new("set", at.say(SET))
        .hint(at.say(SET_HINT))
        .width(20)
        .value(attempt.typed("set"))
        .problem(at.language(), attempt.problem("set"));
    let lines = Textarea::new("lines", at.say(LINES))
        .hint(at.say(LINES_HINT))
        .rows(10)
        .value(attempt.typed("lines"))
        .problem(at.language(), attempt.problem("lines"));
    let mut form = FormPart::to(at.href("/import")).field(set).field(lines);
    if let Some((plan, ..)) = tried {
        for select in columns(at, plan) {
            form = form.field(select);
        }
        form = form.button(button(at, DO).sends("do", "do"));
    }
    leaf.part(Part::Form(form.button(button(at, TRY).secondary().sends("do", "try"))))
}

/// What each column is taken for, to be said otherwise.
fn columns(at: &At<'_>, plan: &Plan) -> Vec<Select> {
    let option = |it: Column| SelectOption::new(it.code(), column(at, it));
    let choices = Mapping::choices(plan.mapping.form);
    let all = plan.header.iter().zip(&plan.mapping.columns).enumerate();
    all.map(|(place, (name, chosen))| {
        Select::new(format!("column.{place}"), name.clone())
            .options(choices.iter().map(|it| option(*it)))
            .chosen(Some(&chosen.code()))
    })
    .collect()
}

fn column(at: &At<'_>, column: Column) -> String {
    let language = at.language();
    match column {
        Column::PassedOver => at.say(PASSED_OVER).to_owned(),
        Column::Legacy => at.say(NUMBER).to_owned(),
        Column::Of(field) => field.name().say(language).to_owned(),
        Column::Beside(form, field) => {
            let (form, field) = (facts::choice(form.name(), language), field.name().say(language));
            at.fill(BESIDE, &[("form", &form), ("field", field)])
        }
    }
}

fn results(at: &At<'_>, (plan, changes, done): Tried<'_>) -> Vec<Part> {
    let heading = at.say(if done { DID } else { WOULD });
    let count = |wanted: fn(&Change) -> bool| changes.iter().filter(|it| wanted(&it.1)).count();
    let rows: [(Words, usize); 4] = [
        (NEW, count(|it| *it == Change::New)),
        (CHANGED, count(|it| matches!(it, Change::Changed(_)))),
        (SAME, count(|it| *it == Change::Same)),
        (REFUSED, count(|it| *it == Change::Refused)),
    ];
    let mut table =
        Table::new().caption(heading.to_owned(), "govuk-table__caption--m").row_headers();
    for (words, count) in rows {
        table = table.row([at.say(words).to_owned(), count.to_string()]);
    }
    let mut parts = vec![Part::Piece(table.into())];
    parts.extend(listed(at, changes.iter().filter_map(|it| changed(at, it))));
    if !plan.findings.is_empty() {
        parts.push(Part::Heading(at.say(FINDINGS).to_owned()));
        parts.extend(listed(at, plan.findings.iter().map(|it| finding(at, it))));
    }
    parts.push(Part::Heading(at.say(COLUMNS).to_owned()));
    parts
}

/// The first of many lines, and how many more there are.
fn listed(at: &At<'_>, all: impl Iterator<Item = String>) -> Vec<Part> {
    let all: Vec<String> = all.collect();
    let more = all.len().saturating_sub(LISTED);
    let mut parts: Vec<Part> = all.into_iter().take(LISTED).map(Part::Text).collect();
    if more > 0 {
        parts.push(Part::Text(at.fill(MORE, &[("number", &more.to_string())])));
    }
    parts
}

fn changed(at: &At<'_>, (line, change): &(usize, Change)) -> Option<String> {
    let Change::Changed(fields) = change else { return None };
    let names: Vec<&str> = fields.iter().map(|it| it.name().say(at.language())).collect();
    let fields = if names.is_empty() { at.say(A_LINK).to_owned() } else { names.join(", ") };
    Some(at.fill(CHANGES, &[("line", &line.to_string()), ("fields", &fields)]))
}

fn finding(at: &At<'_>, finding: &Finding) -> String {
    let line = finding.line.to_string();
    let wrong = finding.wrong.words().say(at.language());
    match finding.field {
        Some(field) => {
            let field = field.name().say(at.language());
            at.fill(FINDING_OF, &[("line", &line), ("field", field), ("wrong", wrong)])
        }
        None => at.fill(FINDING, &[("line", &line), ("wrong", wrong)]),
    }
}
