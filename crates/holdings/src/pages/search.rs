//! The one box, and what was found with it. What is typed never stands in an address.

use super::{Holdings, OPENED_BY, found, index, kept, purpose};
use axum::extract::State;
use axum::response::Response;
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::components::{Input, Select, SelectOption};
use counter::leaf::{FormPart, Leaf, Part};
use counter::{Fault, Form as Sent, Routes, Visit};
use kernel::{Problem, Words, words};
use records::{Family, Form, Near, Neighbour, Search};
use rights::Right;
use rights::pages::{At, Attempt, Outcome, SignedIn, button};
use station::Tx;

words! {
    TITLE { en: "Records", cy: "Cofnodion" }
    SEARCH { en: "Search the records", cy: "Chwilio'r cofnodion" }
    HINT {
        en: "A name, a date, a number plate, a telephone number, a street – whole or in part, in any order",
        cy: "Enw, dyddiad, plât rhif, rhif ffôn, stryd – yn gyfan neu'n rhannol, mewn unrhyw drefn",
    }
    AMONG { en: "Among", cy: "Ymhlith" }
    EVERYTHING { en: "Everything", cy: "Popeth" }
    PEOPLE { en: "People", cy: "Pobl" }
    OBJECTS { en: "Objects", cy: "Gwrthrychau" }
    LOCATIONS { en: "Places", cy: "Lleoedd" }
    EVENTS { en: "Events", cy: "Digwyddiadau" }
    ORGANISATIONS { en: "Organisations", cy: "Sefydliadau" }
    NEAR { en: "Near (optional)", cy: "Yn agos at (dewisol)" }
    NEAR_HINT {
        en: "An address on record, or latitude and longitude",
        cy: "Cyfeiriad sydd ar gofnod, neu ledred a hydred",
    }
    WITHIN { en: "Within", cy: "O fewn" }
    METRES { en: "{number} metres", cy: "{number} metr" }
    KILOMETRES { en: "{number} km", cy: "{number} km" }
    WHY { en: "Why do you look?", cy: "Pam rydych yn edrych?" }
    GO { en: "Search", cy: "Chwilio" }
    NOTHING { en: "Write what you look for, in 300 characters at most", cy: "Nodwch am beth rydych yn chwilio, mewn 300 nod ar y mwyaf" }
    NOWHERE { en: "Write an address that is on record with its place, or latitude and longitude", cy: "Nodwch gyfeiriad sydd ar gofnod gyda'i leoliad, neu ledred a hydred" }
}

const FAMILIES: [(&str, Family, Words); 5] = [
    ("people", Family::Person, PEOPLE),
    ("objects", Family::Object, OBJECTS),
    ("locations", Family::Location, LOCATIONS),
    ("events", Family::Event, EVENTS),
    ("organisations", Family::Organisation, ORGANISATIONS),
];
/// How far around a place can be looked, in metres; the one that is usual first.
const CIRCLES: [u32; 5] = [500, 100, 1_000, 5_000, 20_000];
/// The longest text of the box, in characters.
const LONGEST: usize = 300;
/// What the address of the results carries.
const FIELDS: [&str; 4] = ["text", "among", "near", "within"];

pub(super) fn routes() -> Routes<Holdings> {
    Routes::new().post("/desk/records", Desk, Staff, post)
}

/// The box, with what was typed into it.
pub(super) fn form(at: &At<'_>, attempt: &Attempt) -> FormPart {
    let input = |name: &'static str, label, hint| {
        Input::new(name, at.say(label))
            .hint(at.say(hint))
            .value(attempt.typed(name))
            .spellcheck(false)
            .autocomplete("off")
            .problem(at.language(), attempt.problem(name))
    };
    let everything = SelectOption::new("", at.say(EVERYTHING));
    let families = FAMILIES.map(|(code, _, words)| SelectOption::new(code, at.say(words)));
    let circles = CIRCLES.map(|metres| SelectOption::new(metres.to_string(), distance(at, metres)));
    let purposes = purpose::ALL.map(|(it, words)| SelectOption::new(it.code(), at.say(words)));
    let chosen = |name: &str| Some(attempt.typed(name).to_owned()).filter(|it| !it.is_empty());
    FormPart::to(at.href(""))
        .field(input("text", SEARCH, HINT))
        .field(
            Select::new("among", at.say(AMONG))
                .option(everything)
                .options(families)
                .chosen(chosen("among").as_deref()),
        )
        .field(input("near", NEAR, NEAR_HINT))
        .field(
            Select::new("within", at.say(WITHIN))
                .options(circles)
                .chosen(chosen("within").as_deref()),
        )
        .field(Select::new("need", at.say(WHY)).options(purposes).chosen(Some(at.purpose.code())))
        .button(button(at, GO))
}

fn distance(at: &At<'_>, metres: u32) -> String {
    let (words, number) =
        if metres < 1_000 { (METRES, metres) } else { (KILOMETRES, metres / 1_000) };
    at.fill(words, &[("number", &number.to_string())])
}

async fn post(
    State(holdings): State<Holdings>,
    visit: Visit,
    signed_in: SignedIn,
    sent: Sent,
) -> Result<Response, Fault> {
    let attempt = Attempt::of(sent);
    let mut at = holdings.at(&visit, &signed_in);
    at.purpose = purpose::of_code(attempt.typed("need")).unwrap_or(at.purpose);
    let sent = send(&at, attempt);
    at.done(&OPENED_BY, sent)
}

/// What was typed goes into the address of the page with the results, sealed, so that the back button
/// leads to them.
fn send(at: &At<'_>, mut attempt: Attempt) -> Result<Outcome, Problem> {
    at.staff().require(Right::ReadRecords)?;
    let short = |field: &str| attempt.typed(field).chars().count() <= LONGEST;
    let something = !(attempt.typed("text").is_empty() && attempt.typed("near").is_empty());
    let right = something && short("text") && short("near");
    attempt.require(at, right, ("text", NOTHING));
    if attempt.is_right()
        && let Some(kept) = kept::keep(at, &attempt, &FIELDS)?
    {
        return Ok(Outcome::Done(format!("?need={}&kept={kept}", at.purpose.code())));
    }
    Ok(Outcome::Shown(Box::new(again(at, at.leaf(TITLE, at.say(TITLE)), &attempt))))
}

/// The page with the results.
pub(super) async fn look(at: &At<'_>, mut attempt: Attempt) -> Result<Outcome, Problem> {
    at.staff().require(Right::ReadRecords)?;
    let text = attempt.typed("text").to_owned();
    let somewhere = !attempt.typed("near").is_empty();
    let mut tx = at.tx().await?;
    let near = near(at, &mut tx, &attempt).await?;
    attempt.require(at, near.is_some() || !somewhere, ("near", NOWHERE));
    let mut leaf = at.leaf(TITLE, at.say(TITLE));
    if attempt.is_right() {
        let query = Search { text, forms: forms(&attempt), near };
        let found = records::search(&mut tx, at.staff(), &query).await?;
        leaf = leaf.parts(found::parts(at, &found));
    }
    tx.commit().await?;
    Ok(Outcome::Shown(Box::new(again(at, leaf, &attempt))))
}

fn again(at: &At<'_>, leaf: Leaf, attempt: &Attempt) -> Leaf {
    let leaf = at.wrong(leaf, attempt).part(Part::Form(form(at, attempt)));
    leaf.parts(index::ways_in(at))
}

/// The forms of the family that was chosen; none for everything.
fn forms(attempt: &Attempt) -> Vec<Form> {
    let family = FAMILIES.iter().find(|(code, ..)| *code == attempt.typed("among"));
    let of = |family: Family| Form::ALL.iter().copied().filter(move |it| it.family() == family);
    family.into_iter().flat_map(|(_, family, _)| of(*family)).collect()
}

/// The circle that was asked for: around a point, or around an address on record.
async fn near(at: &At<'_>, tx: &mut Tx<'_>, attempt: &Attempt) -> Result<Option<Near>, Problem> {
    let typed = attempt.typed("near");
    if typed.is_empty() {
        return Ok(None);
    }
    let metres = attempt.typed("within").parse().ok().filter(|it| CIRCLES.contains(it));
    let metres = metres.unwrap_or(500);
    if let Some(point) = point(typed) {
        return Ok(Some(Near { point, metres }));
    }
    let places = Search::of(typed).among(Family::Location);
    let found = records::search(tx, at.staff(), &places).await?;
    let point = found.hits.into_iter().find_map(|hit| match hit.record {
        Neighbour::Open(head) => head.point,
        Neighbour::Closed { .. } => None,
    });
    Ok(point.map(|point| Near { point, metres }))
}

/// `53.744, -0.336`.
fn point(typed: &str) -> Option<(f64, f64)> {
    let (latitude, longitude) = typed.split_once([',', ' '])?;
    let within =
        |text: &str, most: f64| text.trim().parse::<f64>().ok().filter(|it| it.abs() <= most);
    Some((within(latitude, 90.0)?, within(longitude, 180.0)?))
}

#[cfg(test)]
mod tests {
    use super::point;

    #[test]
    fn a_point_is_read_and_an_address_is_none() {
        assert_eq!(point("53.744, -0.336"), Some((53.744, -0.336)));
        assert_eq!(point("53.744 -0.336"), Some((53.744, -0.336)));
        assert_eq!(point("12 Parker Street"), None);
        assert_eq!(point("95, 0"), None);
    }
}
